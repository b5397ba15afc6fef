"""Events that a verb tells: «Ani bertemu Budi di Wina», «Gubernur melantik Cici sebagai Bupati», «Bupati meninjau lokasi banjir»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import PEOPLE, members
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.organisers import LEAD
from kg.extractors.roles import organize, participate
from kg.extractors.times import SOURCES
from kg.extractors.venues import located
from kg.extractors.view import Found, Slot, View, rule
from kg.mentions.cues import cue_words
from kg.model import Iri, Span
from kg.ontology import KG, ORG, is_a

NAME = "deeds"
MEETS = rule(
    r"(?P<a><P>(?: ?(?:,|dan|serta|, dan|, serta) <P>)*)(?:,? pada <D>|,? <D>)?(?: ,)?(?: (?!‹|(?:untuk|agar|ingin|berharap|mencoba|berusaha|hendak)\b)[^ .,]+){0,5}? (?P<verb><meet>)"
    r"(?: (?:dengan|langsung|kehormatan|kerja|bilateral|empat mata|dari))* (?P<b><P+>)"
)
MEET_EACH_OTHER = rule(
    r"(?P<a><P>)(?: dan| serta| dengan) (?P<b><P>)(?: ,)?(?: (?!‹|akan|tidak|belum)[^ .,]+){0,3}? (?P<verb>bertemu|berjumpa|bertatap muka)(?: (?!‹|untuk|dengan|\.)\w+){0,4}?(?: <D>)?(?: di (?:sela(?:-sela)?|pusat)(?: (?!‹)\w+)? <EG>)? di (?:<ground> )?(?P<where><FLC>)"
)
_ACTS = {  # noun of the deed that each verb tells; the rest are signings
    "meresmikan": "peresmian",
    "melepas": "pelepasan",
    "mewisuda": "wisuda",
    "menyerahkan": "penyerahan",
    "menyampaikan": "penyerahan",
    "menyalurkan": "penyerahan",
    "membagikan": "penyerahan",
    "memberikan": "penyerahan",
    "memusnahkan": "pemusnahan",
    "menjajal": "uji coba",
    "mencoba": "uji coba",
    "menguji coba": "uji coba",
    "mengukuhkan": "pengukuhan",
    "meletakkan batu pertama": "peletakan batu pertama",
    "menanam": "penanaman",
}
_CLASSES = {"penandatanganan": KG.SigningEvent, "peresmian": KG.InaugurationEvent, "pengukuhan": KG.InaugurationEvent}
_WHEN = r"(?:(?: ,)?(?: pada)? (?P<when><D>)(?: ,)?)?"
DEED = rule(
    rf"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*){_WHEN}(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){{0,4}}? (?P<verb><sign>|<act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.)[^ ]+){0,14}?) di (?:<ground> )?(?P<where><FLOC>)"
)
DEED_DATED = rule(
    r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){0,4}? (?P<verb><sign>|<act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.|di ‹|‹D|yang)[^ ]+){0,8}?)(?: ,| pada)+ (?P<date><D>)"
)
DEED_WITH = rule(
    rf"(?P<who><P>){_WHEN}(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){{0,4}}? (?P<verb><act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.|di ‹|‹D|yang)[^ ]+){0,8}?) (?:bersama(?: dengan)?|didampingi) (?P<beside><P+>)"
    r"(?! (?:pada|,) ‹D| di ‹)"
)
RECEIVERS = rule(r"\bkepada(?: (?!‹)\w+){0,4} (?P<who><P+>)")
VISITS = rule(
    rf"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*){_WHEN}(?: (?!‹|berharap|mengimbau|untuk|agar|tidak|belum|\.)[^ ]+){{0,6}}? "
    r"(?P<verb><visit>)(?:(?: langsung| lokasi| kawasan| progres| proyek| pembangunan| pelaksanaan| perkembangan| kesiapan| kondisi| renovasi| <G>){1,4}(?: di)?)? (?P<where><FOLC>)"
)
BESIDE_AFTER = rule(rf"^(?:, )?(?:<D> )?(?:, )?(?:<accompanied>|bersama){LEAD}(?P<who>{PEOPLE})")
_COMING = rule(  # «Ani, saat mendampingi Budi meninjau …»
    r"(?P<who><P>)(?: (?!‹|\.)[^ ]+){0,6}? (?:mendampingi|menemani|bersama)(?: (?!‹)\w+){0,2} (?:‹|$)"
)
LOOKS = rule(
    rf"(?P<who><POC>){_WHEN}(?: (?!‹|berharap|akan|untuk|agar|terus|selalu|tidak|belum|\.)[^ ]+){{0,3}}? (?P<verb><inspect>|<meet>)"
    r"(?P<gap>(?: (?!‹[^EGOF]|yang|,|\.|pada|di )[^ ]+){1,8}?)(?: yang(?: (?!‹[EGPQ]|,|\.)[^ ]+){1,9}?)?"
    r"(?: di (?:<ground> |<area> )?(?P<where><FLC>)|(?: ,| pada)+ (?P<date><D>))"
)
_SOURCE = re.compile(rf"\b(?:{SOURCES})\b")

_DATED_BEFORE = rule(  # «kemudian pada 8 September, A …», «A pada Rabu (4/9) …», and then the verb
    r"^(?:(?!‹|kata|ujar|menurut|dalam|setelah|sebelum|sejak)[^ ]+ ){0,4}?<D> (?:(?:malam|pagi|siang|sore|lalu|itu|waktu setempat) ){0,2}(?:, )?(?:(?!‹[DE]|yang|\.|mengatakan)[^ ]+ ){0,8}$"
    r"|^(?:(?!‹)[^ ]+ ){0,2}<POCT>(?: <POC>)?(?: ,)? pada <D> (?:, )?(?:(?!‹|yang|\.|mengatakan)[^ ]+ ){0,5}$"
)


def deeds(view: View, things: Things, draft: Draft) -> None:
    """Draft the events that the verbs of a sentence tell."""
    for found in view.find(MEETS):
        _meeting(found, things, draft)
    for found in view.find(MEET_EACH_OTHER):
        _mutual(found, things, draft)
    for pattern, read in ((DEED, _deed), (DEED_DATED, _deed), (DEED_WITH, _deed), (VISITS, _visiting), (LOOKS, _looking)):
        for found in view.find(pattern):
            if _subjects(found) and not unreal(found):
                read(found, things, draft)


def _meeting(found: Found, things: Things, draft: Draft) -> None:
    """«A bertemu dengan B»: an event of its own, unless the sentence names the meeting."""
    hosts = [s for s in found.slots("a") if s.thing]
    a = hosts[-1] if hosts else None
    others = [s for s in found.slots("b") if s.thing]
    if a is None or a.thing is None or not others or unreal(found) or any(o.thing is a.thing for o in others):
        return
    named = next((s.thing for s in _events(found.view) if s.thing and is_a(s.thing.cls, KG.Meeting)), None)
    start = found.view.span(*found.match.span("verb")).begin
    meeting = named or _met([a, *others], found, things, draft)
    span = Span(start, others[-1].head.end)
    if named is None and meeting is not None:
        meeting.add(" ".join(things.document.text(span).split()), span)
    if meeting is None:
        meeting = things.new(KG.Meeting, None, own=True)
        meeting.cue = "pertemuan"
        meeting.add(" ".join(things.document.text(span).split()), span)
        later = [t for t in things.all if t.cue in cue_words("talks") and t is not meeting and t.names]
        for t in later:
            if t.first.begin > start and all(len(n.split()) <= 2 for n in t.names):
                things.merge(meeting, t)
            elif t.cue == meeting.cue:
                _point(meeting, span, t, draft)
    for s in (*hosts, *others):
        participate(draft, meeting, s.thing, found.span())
    for _, _, whole in found.view.items:
        if named is not None or whole is None or whole.thing is None or whole.kind != "E":
            continue
        if _ASIDE.search(found.view.line[: found.view.start(whole)]):
            draft.claim(meeting, KG.subEventOf, whole.thing, Span(start, whole.head.end), NAME)
    _date_after(found, found.match.end(), meeting, draft)
    tail = found.view.line[found.match.end() :]
    m = rule(r"^(?: (?!‹[EGP])[^ .]+){0,6}? di (?P<where><FLC>)").match(tail)
    if m:
        begin = found.match.end()
        where = found.view.slots_in(begin + m.start("where"), begin + m.end("where"))
        if where and where[0].thing:
            located(draft, meeting, where[0].thing, Span(start, where[0].head.end))


def _met(who: list[Slot], found: Found, things: Things, draft: Draft) -> Thing | None:
    """The meeting of the same people that an earlier sentence told, if this one gives no day: «Ani mengatakan itu usai bertemu Budi»."""
    if any(s is not None and s.date is not None for _, _, s in found.view.items):
        return None
    met = (t for t in things.all if t.own and t.cue == "pertemuan")
    return next((t for t in met if all(s.thing and draft.has(t, KG.participant, s.thing) for s in who)), None)


def _mutual(found: Found, things: Things, draft: Draft) -> None:
    """«A dan B bertemu di Wina»."""
    where = found.slot("where")
    if where is None or where.thing is None or unreal(found):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, where.head.end)
    event = verbal(label, KG.Meeting, "pertemuan", found, found.match.end(), things, draft)
    located(draft, event, where.thing, label)
    for who in (*found.slots("a"), *found.slots("b")):
        participate(draft, event, who.thing, found.span())


def verbal(label: Span, cls: Iri, cue: str, found: Found, after: int, things: Things, draft: Draft) -> Thing:
    """An event that the text tells with a verb alone; its name is the phrase with the verb."""
    event = things.new(cls, None, own=True)
    event.cue = cue
    event.add(" ".join(things.document.text(label).split()), label)
    _date_after(found, after, event, draft)
    return event


def _date_after(found: Found, after: int, event: Thing, draft: Draft) -> None:
    """The date before the verb, or else the first from a place in the line on, is the event's, unless it is that of a report."""
    told = found.match.start("verb")
    ahead = found.view.slots_in(0, told) if _DATED_BEFORE.search(found.view.line[:told]) else []
    day = next((s for s in ahead if s.date is not None and s.date.grain == "day"), None)
    if day is not None:
        draft.dated.append((event, day))
        return
    for (_, _, slot), start in zip(found.view.items, found.view.starts, strict=True):
        if start >= after and slot is not None and slot.date is not None:
            if not _SOURCE.search(found.view.line[after:start]) and " untuk " not in found.view.line[after:start]:
                draft.dated.append((event, slot))
            break


def _deed(found: Found, things: Things, draft: Draft) -> None:
    """«A dan B menandatangani nota kesepahaman di …, Kamis (18/7)»: an event told with a verb, at a place, on a day or in company."""
    where, date = found.slot("where"), found.slot("date")
    beside = found.slots("beside")
    if (where is None or where.thing is None) and (not beside if date is None else _told(found)):
        return
    if found.match["verb"] == "meresmikan" and found.match["gap"].lstrip().startswith("‹E"):
        return  # to open a show is to be at it
    if _WITHIN.match(found.view.line[: found.match.start() + 1]):
        return  # part of the event that the sentence is set in
    verb = found.match["verb"]
    cue = next((noun for start, noun in _ACTS.items() if verb.startswith(start)), "penandatanganan")
    told = {s.thing.cue for s in found.slots("gap") if s.thing is not None and s.kind == "E"} - cue_words("mishaps")
    if verb not in ("meresmikan", "menandatangani", "meneken") and (
        told or ((verb == "memberikan" or _subjects(found)[0].kind != "P") and not _receivers(found))
    ):
        return
    start = found.view.span(*found.match.span("verb")).begin
    if any(t.own and t.cue == cue and t.first.begin == start for t in things.all):
        return  # told by a pattern before
    company = re.search(r" (?:bersama|didampingi) .*", found.match["gap"])
    begin, end = found.match.span("gap")
    if company is not None:
        beside = [s for s in found.view.slots_in(begin + company.start(), end) if s.kind == "P"]
        end = begin + company.start()
    around = _AROUND.search(found.view.line, begin, end)
    whole = next((s for s in found.view.slots_in(around.start(), end) if s.kind == "E"), None) if around else None
    label = Span(found.view.span(*found.match.span("verb")).begin, found.view.span(begin, around.start() if around else end).end)
    event = verbal(label, _CLASSES.get(cue, KG.Event), cue, found, found.match.end(), things, draft)
    if where is not None and where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    if (
        whole is not None and whole.thing is not None and around is not None and around["within"]
    ):  # «meresmikan paviliun di ajang Expo Pangan»
        draft.claim(event, KG.subEventOf, whole.thing, Span(label.begin, whole.head.end), NAME)
    date = date or found.slot("when")
    if date is not None:
        draft.dated.append((event, date))
    for who in _subjects(found):
        told_to = cue == "penandatanganan" or verb.startswith("menyampaikan")
        body = who.thing is not None and not told_to and is_a(who.thing.cls, ORG.Organization)
        if who.thing is not None and (body or cue == "pengukuhan"):
            organize(draft, event, who.thing, found.span(), KG.organizer)
        else:
            participate(draft, event, who.thing, found.span())
    for who in (*beside, *_receivers(found)):
        participate(draft, event, who.thing, found.span())
    for t in [t for t in things.all if t.cue == cue and t is not event and t.names and t.first.begin > label.begin]:
        things.merge(event, t)


_WITHIN = re.compile(r"^(?:dalam|pada|di) (?:\w+ )?‹E\d+›(?: (?:itu|ini|tersebut))?(?: ,)? (?:‹|$)")
_AROUND = re.compile(
    r" (?:saat|ketika|usai|seusai|setelah|sesudah|sebelum|sambil|sembari|untuk|guna|sekaligus|sebagai|yang)\b"
    r"| (?P<within>(?:di|dalam|pada)(?: (?!‹)\w+){0,2} (?=‹E))| dalam (?:rangka|rangkaian|acara|kegiatan)\b"
)
_ADVERBIAL = re.compile(
    r"^(?:dalam|pada|saat|ketika|usai|seusai|setelah|sesudah|sebelum|menyusul|selain|menurut|di|atas)\b[^,]*$"
)


def _subjects(found: Found) -> list[Slot]:
    """Who does it, without the last word of an adverbial before it: «menyusul pertemuan dengan Ani, Budi mengunjungi …»."""
    line = found.view.line
    whos = [s for s in found.slots("who") if s.kind != "C" or not line[: found.view.start(s)].endswith((" di ", " asal "))]
    return whos[1:] if len(whos) > 1 and _ADVERBIAL.match(found.view.line[: found.match.start("who")]) else whos


def _companions(found: Found) -> list[Slot]:
    """Persons told before or after to have come along: «meninjau pasar di Tegal didampingi Ani»."""
    after = View(
        found.view.marks, [item for item, at in zip(found.view.items, found.view.starts, strict=True) if at > found.match.end()]
    )
    before = _COMING.search(found.view.line[: found.match.start() + 1])
    came = found.view.slots_in(*before.span("who")) if before else []
    return [*came, *(s for beside in after.find(BESIDE_AFTER) for s in members(beside) if s.kind == "P")]


def _receivers(found: Found) -> list[Slot]:
    """Persons to whom something is handed: «menyerahkan bantuan kepada Bupati Ani»."""
    begin, end = found.match.span("gap")
    m = RECEIVERS.search(found.view.line, begin, end + 1)
    return found.view.slots_in(*m.span("who")) if m else []


def _visiting(found: Found, things: Things, draft: Draft) -> None:
    where = found.slot("where")
    if where is None or where.thing is None or _told(found):
        return
    verb = found.match["verb"]
    if where.kind == "C" and verb not in ("berkunjung ke", "melakukan kunjungan ke", "bertolak ke", "tiba di"):
        return
    if verb == "tiba di" and (where.kind not in "LC" or _subjects(found)[0].kind != "P"):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, where.head.end)
    cue = "kedatangan" if verb == "tiba di" else "kunjungan"
    event = verbal(label, KG.Visit, cue, found, found.match.end(), things, draft)
    when = found.slot("when")
    if when is not None:
        draft.dated.append((event, when))
    draft.claim(event, KG.visits, where.thing, label, NAME)
    located(draft, event, where.thing, label)
    for who in (*_subjects(found), *_companions(found)):
        participate(draft, event, who.thing, found.span())
    absorb(event, label, things, draft)


def absorb(event: Thing, label: Span, things: Things, draft: Draft) -> None:
    """A bare noun after the verb means the same event: «mengunjungi …. Kunjungan itu …»."""
    for t in [t for t in things.all if t.own and t.cue == event.cue and t is not event and t.names]:
        if t.first.begin > label.begin and all(len(n.split()) == 1 for n in t.names):
            things.merge(event, t)
        else:
            _point(event, label, t, draft)


def _point(event: Thing, label: Span, other: Thing, draft: Draft) -> None:
    """What points back after the verb means the event that it tells, unless the other of its kind is named again before."""
    again = min((s.begin for ss in other.names.values() for s in ss if s.begin > label.begin), default=None)
    for r in other.references:
        if r.begin > label.end and (again is None or r.begin < again):
            draft.told[r] = event


_ASIDE = re.compile(r"\bdi sela(?:-sela)?(?: (?!‹)\w+){0,3} $")
_BESIDE = re.compile(
    r"\b(?:menyusul|selain|usai|seusai|setelah|sesudah|sebelum|sela|sela-sela|jelang|menjelang)(?: (?!‹)\w+){0,2} $"
)


def _events(view: View, end: int | None = None) -> Iterator[Slot]:
    """Events that a sentence is set in, up to a place in its line: not those that are only before, after or beside it."""
    for (_, _, slot), start in zip(view.items, view.starts, strict=True):
        if slot is not None and slot.kind == "E" and (end is None or start < end) and not _BESIDE.search(view.line[:start]):
            yield slot


def _told(found: Found) -> bool:
    """Whether the sentence names an event before the verb."""
    return next(_events(found.view, found.match.end()), None) is not None


def _looking(found: Found, things: Things, draft: Draft) -> None:
    """«Bupati meninjau lokasi banjir, Minggu (9/2)»: a visit to what has no name of its own."""
    line = found.view.line
    said = max(line.rfind(word, 0, found.match.start() + 1) for word in (" , kata ", " , ujar ", " , ucap ", " , tutur "))
    if any(
        s.thing is not None and s.thing.cue not in cue_words("mishaps")
        for s in found.view.slots_in(max(said, 0), len(line))
        if s.kind == "E"
    ):
        return  # set in an event that it names beside what is said
    label = Span(found.view.span(*found.match.span("verb")).begin, found.view.span(*found.match.span("gap")).end)
    meets = rule("<meet>").fullmatch(found.match["verb"]) is not None
    cls, cue = (KG.Meeting, "pertemuan") if meets else (KG.Visit, "kunjungan")
    after = found.match.start("date") if found.match["date"] else found.match.end()
    told = next((t for t in things.all if t.own and t.names and t.first.begin == label.begin), None)  # by a pattern before
    event = told or verbal(label, cls, cue, found, after, things, draft)
    where, when = found.slot("where"), found.slot("when")
    if when is not None:
        draft.dated.append((event, when))
    if where is not None and where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    for who in (*_subjects(found), *_companions(found)):
        participate(draft, event, who.thing, found.span())
    absorb(event, label, things, draft)
