"""What belongs to what: «lomba itu bagian dari festival», «festival diramaikan dengan pameran»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.recent import visit
from kg.extractors.roles import organize, participate
from kg.extractors.venues import located
from kg.extractors.view import View, rule
from kg.mentions.cues import cue_words
from kg.model import Span, Status
from kg.ontology import KG, ORG, is_a

NAME = "parts"
_AS_PART = (
    r"(?:merupakan|menjadi|adalah|sebagai)(?: (?!‹)\w+){0,2}? (?:bagian|rangkaian|agenda|side event|pembuka|penutup|puncak|kelanjutan|turunan|komponen"
    r"|(?:acara|kegiatan) (?:utama|puncak|pendukung|sampingan|pembuka)|(?:tahap|sesi|seri|gelombang) \w+)(?: tetap| tahunan)?(?: dari| dalam| pada)?"
)
PART = rule(
    r"(?P<part><EG>(?: dalam <E>(?= (?:merupakan|menjadi|adalah)))?)(?: (?!‹[EG])[^ .]+){0,12}?"
    rf" (?:di sela(?:-sela)?|dalam rangka(?:ian)?|{_AS_PART}|(?:masuk|termasuk)(?: ke)? dalam|bagian dari|rangkaian) (?:\w+ ){{0,2}}?(?:(?:yang ada |yang digelar )?dalam )?(?P<whole><EG>)"
)
AMID = rule(  # «Dalam rapat itu juga digelar lomba»
    r"^(?:dalam|pada|di) (?P<whole><E>)(?: (?!‹[EGPQ]|tidak|belum|\.)[^ ]+){0,4}? (?:juga|turut|pula) (?:digelar|diadakan|dilaksanakan|dilakukan|diluncurkan)(?: pula)? (?P<part><EG>)"
)
BESIDE = rule(r"di sela(?:-sela)? (?:\w+ )?(?P<whole><E>)(?: (?!‹E|\.|yang)[^ ]+){0,12}? (?P<part><E>)")
WITHIN = rule(
    r"(?P<whole><EG>)(?: (?!‹[EGPQ]|tidak|belum|\.)[^ ]+){0,5}? <feature>(?: (?:juga|pula|dengan|oleh))*(?: (?!‹|\.|yang|di )[^ ]+){0,4}? (?P<part><E+>)"
)
SERIES = rule(  # «rangkaian festival digelar sejak Kamis, mulai parade hingga pergelaran tari»
    r"rangkaian (?P<whole><E>)(?: (?!‹[EGPQ]|\.)[^ ]+){0,9}? (?:mulai(?: dari)?|meliputi|di antaranya|antara lain|seperti|yakni|yaitu|terdiri (?:dari|atas)) (?P<part><E>(?:[^.]* <E>)?)"
)
INNER = rule(r"(?P<part><E>) (?:dalam|pada|di)(?: ajang| acara| kegiatan| gelaran| rangkaian)? (?P<whole><E>)")
LEAD = rule(  # «Dalam rangkaian festival itu, Kadin menggelar lomba»
    r"(?:^|, )(?:dalam|sebagai) (?:rangkaian|bagian dari)(?: (?!‹)\w+){0,2} (?P<whole><EG>)(?: (?!‹[EGQ]|tidak|belum|\.)[^ ]+){0,14}? (?:menggelar|mengadakan|menyelenggarakan|melaksanakan|digelar|diadakan|dilaksanakan)(?: (?!‹)\w+){0,2} (?P<part><EG+>)"
)
THIS = rule(  # «Sebagai bagian dari program X, kegiatan ini …»
    r"(?:^|, )(?:sebagai|merupakan|menjadi) (?:salah satu )?(?:rangkaian|bagian)(?: dari)?(?: (?!‹)\w+){0,2} (?P<whole><EG>) , (?P<part><EG>)"
)
VIA = rule(r"(?P<part><EG>)(?: (?!‹[EGPQD]|tidak|belum|untuk|guna|demi|agar|\.|,)[^ ]+){0,12}? melalui (?P<whole><G>)")
AGENDA = rule(  # «Presiden dijadwalkan mengikuti upacara», on the visit that the article tells
    r"^(?:<T> )?<P>(?: ,)? (?:dijadwalkan|diagendakan)(?: (?!‹|\.)\w+){0,3} (?P<part><E>)"
)
NEXT = rule(
    r"^(?:setelah itu|usai itu|kemudian|selanjutnya|selama (?:di|berada)|dalam (?:kunjungan|lawatan)|di sela kunjungan|pada kesempatan)\b"
)


def parts(view: View, things: Things, draft: Draft) -> None:
    """Draft which event or programme of a sentence belongs to which."""
    main = visit(things)
    if main is not None and NEXT.search(view.line) and not draft.objects(main, KG.subEventOf):
        for _, _, s in view.items:
            if s is not None and s.kind == "E" and s.thing is not None and s.thing is not main:
                draft.claim(s.thing, KG.subEventOf, main, s.head, NAME, Status.INFERRED)
    for found in view.find(AGENDA):
        step = found.slot("part")
        if main is not None and step and step.thing and step.thing is not main and not draft.objects(step.thing, KG.subEventOf):
            draft.claim(step.thing, KG.subEventOf, main, found.span("part"), NAME, Status.INFERRED)
    for pattern in (PART, AMID, BESIDE, WITHIN, SERIES, INNER, LEAD, THIS, VIA):
        for found in view.find(pattern):
            whole = found.slot("whole")
            for part in found.slots("part"):
                if whole and part.thing and whole.thing and part.thing is not whole.thing and not unreal(found):
                    _part(draft, part.thing, whole.thing, found.span())


def _part(draft: Draft, part: Thing, whole: Thing, span: Span, status: Status = Status.STATED) -> None:
    event, whole_event = is_a(part.cls, KG.Event), is_a(whole.cls, KG.Event)
    if event and whole_event:
        draft.claim(part, KG.subEventOf, whole, span, NAME, status)
    elif event:
        draft.claim(part, KG.realizes, whole, span, NAME, status)
    elif not whole_event:
        draft.claim(part, KG.partOfProgramme, whole, span, NAME, status)


def settle(things: Things, draft: Draft) -> None:
    """What follows once all is read: an opening belongs to the event it opens, and the event carries out the programme opened."""
    for event, programme, span in things.nested:
        _part(draft, event.actual, programme.actual, span)
    _stages(things, draft)
    _within_names(things, draft)
    _eponyms(things, draft)
    for event, body, span in things.hosts:
        organize(draft, event.actual, body.actual, span, KG.organizer, Status.INFERRED)
    _signers(things, draft)
    for opening in [t for t in things.all if t.cls == KG.OpeningCeremony]:
        for opened in [o for o in draft.objects(opening, KG.opens) if isinstance(o, Thing)]:
            edition = draft.editions.get(opened.number)
            if edition is not None:  # «membuka Program X dengan tema "Y" Angkatan III»: the edition is what is opened
                draft.rows[:] = [
                    (r[0], r[1], edition, *r[3:]) if r[0] is opening and r[1] == KG.opens and r[2] is opened else r
                    for r in draft.rows
                ]
            target = edition or opened
            span = opening.first
            if is_a(target.cls, KG.Event):
                draft.claim(opening, KG.subEventOf, target, span, NAME, Status.INFERRED)
                continue
            mains = [t for t in things.all if is_a(t.cls, KG.TrainingEvent) and t.own]
            if len(mains) == 1:
                draft.claim(opening, KG.subEventOf, mains[0], span, NAME, Status.INFERRED)
                draft.claim(mains[0], KG.realizes, target, span, NAME, Status.INFERRED)
                for place in [p for p in draft.objects(opening, KG.locatedIn) if isinstance(p, Thing)]:
                    located(draft, mains[0], place, span, Status.INFERRED)


def _signers(things: Things, draft: Draft) -> None:
    """Who signed an agreement took part in the one signing of which the article tells."""
    signings = [t for t in things.all if t.own and is_a(t.cls, KG.SigningEvent) and t.names]
    if len(signings) == 1:
        for _, p, who, status, spans, *_ in list(draft.rows):
            if p == KG.signatory and status == Status.STATED and isinstance(who, Thing):
                participate(draft, signings[0], who, spans[0], Status.INFERRED)


def _stages(things: Things, draft: Draft) -> None:
    """«babak penyisihan», «penutupan acara»: stages of the one event that the article names, if more is told of them."""
    told = {id(r[0]) for r in draft.rows if r[1] in _TOLD} | {id(event) for event, _ in draft.dated}
    named = [t for t in things.all if t.own and t.cue not in cue_words("stages") | cue_words("deeds") and t.cls in _WHOLES]
    named = [t for t in named if any(p.proper for p in t.phrases)]
    if len(named) != 1:
        return
    for stage in [t for t in things.all if t.own and t.cue in cue_words("stages") and id(t) in told]:
        if not any(p.proper for p in stage.phrases) and not draft.objects(stage, KG.subEventOf):
            draft.claim(stage, KG.subEventOf, named[0], stage.first, NAME, Status.INFERRED)


def _within_names(things: Things, draft: Draft) -> None:
    """«upacara pembukaan Pekan Raya Kota» belongs to the «Pekan Raya Kota» that the article names."""
    proper = [t for t in things.all if t.own and is_a(t.cls, KG.Event) and any(p.proper for p in t.phrases)]
    inner = cue_words("stages") | cue_words("deeds") | cue_words("parts of an event")
    for step in [t for t in proper if t.cue in inner]:
        for whole in proper:
            ends = tuple(f" {n}" for n in whole.names if " " in n)
            held = whole is not step and ends and any(n.endswith(ends) for n in step.names)
            if held and not draft.objects(step, KG.subEventOf):
                draft.claim(step, KG.subEventOf, whole, step.first, NAME, Status.INFERRED)


def _eponyms(things: Things, draft: Draft) -> None:
    """«Arunika Expo 2021» is held by Arunika, «Pekan Raya» by the «Panitia Pekan Raya»."""
    bodies = [t for t in things.all if is_a(t.cls, ORG.Organization) and not is_a(t.cls, KG.IntergovernmentalOrganization)]
    for event in [t for t in things.all if t.cue and (is_a(t.cls, KG.Event) or is_a(t.cls, KG.Programme))]:
        if not any(p.proper for p in event.phrases) or draft.objects(event, KG.organizer):
            continue  # who lends a name need not be who holds it
        for body in bodies:
            starts = tuple(f"{n.removesuffix(' Indonesia')} " for n in body.names if len(n) > 2)
            of_it = any(n.startswith(starts) for n in event.names)
            if of_it or any(_COMMITTEE.match(n) and n.endswith(e) for n in body.names for e in event.names if " " in e):
                organize(draft, event, body, event.first, KG.organizer, Status.INFERRED)


_COMMITTEE = re.compile(r"(?:Panitia|Komite|Pengelola|Pusat Komando)\b")
_WHOLES = frozenset({KG.Event, KG.Meeting, KG.TrainingEvent, KG.Workshop})
_TOLD = frozenset({KG.locatedIn, KG.organizer, KG.participant, KG.hasParticipation})
