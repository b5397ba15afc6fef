"""Events that a verb tells: «Ani bertemu Budi di Wina», «Gubernur melantik Cici sebagai Bupati», «Bupati meninjau lokasi banjir»."""

from __future__ import annotations

import re

from kg.entities.happenings import TALKS
from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import latest_event
from kg.extractors.draft import Draft
from kg.extractors.roles import organize, participate
from kg.extractors.venues import located
from kg.extractors.view import Found, View, rule, unreal
from kg.mentions.cues import cue_words
from kg.model import Iri, Span
from kg.ontology import KG, ORG, is_a

NAME = "deeds"
MEETS = rule(
    r"(?P<a><P>(?: ?(?:,|dan|serta|, dan|, serta) <P>)*)(?: (?!‹)[^ .,]+){0,5}? (?P<verb><meet>)"
    r"(?: (?:dengan|langsung|kehormatan|kerja|bilateral|empat mata|dari))* (?P<b><P+>)"
)
MEET_EACH_OTHER = rule(
    r"(?P<a><P>)(?: dan| serta| dengan) (?P<b><P>)(?: (?!‹|akan|tidak|belum)[^ .,]+){0,3}? (?P<verb>bertemu|berjumpa) di (?P<where><FLC>)"
)
_ACTS = {  # noun of the deed that each verb tells; the rest are signings
    "meresmikan": "peresmian",
    "melepas": "pelepasan",
    "mewisuda": "wisuda",
    "menyerahkan": "penyerahan",
    "menyalurkan": "penyerahan",
    "membagikan": "penyerahan",
    "memusnahkan": "pemusnahan",
    "menjajal": "uji coba",
    "mencoba": "uji coba",
    "menguji coba": "uji coba",
    "mengukuhkan": "pengukuhan",
    "meletakkan batu pertama": "peletakan batu pertama",
    "menanam": "penanaman",
}
_CLASSES = {"penandatanganan": KG.SigningEvent, "peresmian": KG.InaugurationEvent, "pengukuhan": KG.InaugurationEvent}
DEED = rule(
    r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){0,4}? (?P<verb><sign>|<act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.)[^ ]+){0,14}?) di (?:<ground> )?(?P<where><FLOC>)"
)
DEED_DATED = rule(
    r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){0,4}? (?P<verb><sign>|<act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.|di ‹|‹D|yang)[^ ]+){0,8}?)(?: ,| pada)+ (?P<date><D>)"
)
DEED_WITH = rule(
    r"(?P<who><P>)(?: pada (?P<when><D>))?(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){0,4}? (?P<verb><act>)"
    r"(?P<gap> (?!‹D|jabatan|\.)[^ ]+(?: (?!\.|di ‹|‹D|yang)[^ ]+){0,8}?) (?:bersama(?: dengan)?|didampingi) (?P<beside><P+>)"
    r"(?! (?:pada|,) ‹D| di ‹)"
)
VISITS = rule(
    r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: pada (?P<when><D>))?(?: (?!‹|berharap|mengimbau|untuk|agar|tidak|belum|\.)[^ ]+){0,6}? "
    r"(?P<verb><visit>)(?:(?: langsung| lokasi| kawasan| progres| proyek| pembangunan| pelaksanaan| perkembangan| kesiapan| kondisi| renovasi| <G>){1,4}(?: di)?)? (?P<where><FOLC>)"
)
LOOKS = rule(
    r"(?P<who><P>)(?: (?!‹|berharap|akan|untuk|agar|tidak|belum|\.)[^ ]+){0,3}? (?P<verb><inspect>|<meet>)(?P<gap>(?: (?!‹[^E]|yang|,|\.|pada|di )[^ ]+){1,6})"
    r"(?: di (?P<where><FLC>)|(?: ,| pada)+ (?P<date><D>))"
)
_INSTALLED = r"(?P<person><P>)(?: ,)? (?:sebagai|menjadi|selaku) (?:<T>(?: <OCL>)?|<O>)"
INSTALLS = rule(
    rf"(?P<by><P>)(?: (?!‹[PT]|\.|, (?!‹D|melantik|mengukuhkan))[^ ]+){{0,5}}? (?P<verb><install>) (?:\w+ )?{_INSTALLED}"
    r"(?P<more>(?:(?: ,)?(?: dan| serta|) <P>(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <OCL>)?)*)"
)
ALSO_INSTALLS = rule(
    rf"(?:^|, )(?:lalu|kemudian|selanjutnya|selain itu|juga)(?: ,)?(?: juga)? (?P<verb><install>) {_INSTALLED}(?P<more>)"
)
_SOURCE = re.compile(
    r"\b(?:keterangan\w*|siaran pers|pernyataan\w*|rilis|dikutip|diterima|dihubungi|ditemui|dilansir|melansir|dilaporkan|laman|situs|mengatakan|kata|ujar|tulis|jelas|unggah\w*|laporan)\b"
)


def deeds(view: View, things: Things, draft: Draft) -> None:
    """Draft the events that the verbs of a sentence tell."""
    for found in view.find(MEETS):
        _meeting(found, things, draft)
    for found in view.find(MEET_EACH_OTHER):
        _mutual(found, things, draft)
    for found in view.find(INSTALLS):
        _installation(found, things, draft)
    for found in view.find(ALSO_INSTALLS):
        latest = latest_event(view, things)
        if latest is not None and latest.cue == "pelantikan":
            by = next((o for o in draft.objects(latest, KG.organizer) if isinstance(o, Thing)), None)
            _installation(found, things, draft, by)
    for pattern, read in ((DEED, _deed), (DEED_DATED, _deed), (DEED_WITH, _deed), (VISITS, _visiting), (LOOKS, _looking)):
        for found in view.find(pattern):
            if not unreal(found):
                read(found, things, draft)


def _meeting(found: Found, things: Things, draft: Draft) -> None:
    """«A bertemu dengan B»: an event of its own, unless the sentence names the meeting."""
    hosts = [s for s in found.slots("a") if s.thing]
    a = hosts[-1] if hosts else None
    others = [s for s in found.slots("b") if s.thing]
    if a is None or a.thing is None or not others or unreal(found) or any(o.thing is a.thing for o in others):
        return
    named = next(
        (s.thing for _, _, s in found.view.items if s and s.thing and s.kind == "E" and is_a(s.thing.cls, KG.Meeting)), None
    )
    start = found.view.span(*found.match.span("verb")).begin
    meeting = named
    if meeting is None:
        meeting = things.new(KG.Meeting, None, own=True)
        meeting.cue = "pertemuan"
        span = Span(start, others[-1].head.end)
        meeting.add(" ".join(things.document.text(span).split()), span)
        later = [t for t in things.all if t.cue in TALKS and t is not meeting and t.names]
        for t in later:
            if t.first.begin > start and all(len(n.split()) <= 2 for n in t.names):
                things.merge(meeting, t)
    for s in (*hosts, *others):
        participate(draft, meeting, s.thing, found.span())
    _date_after(found, found.match.end(), meeting, draft)
    tail = found.view.line[found.match.end() :]
    m = rule(r"^(?: (?!‹[EGP])[^ .]+){0,6}? di (?P<where><FLC>)").match(tail)
    if m:
        begin = found.match.end()
        where = found.view.slots_in(begin + m.start("where"), begin + m.end("where"))
        if where and where[0].thing:
            located(draft, meeting, where[0].thing, Span(start, where[0].head.end))


def _mutual(found: Found, things: Things, draft: Draft) -> None:
    """«A dan B bertemu di Wina»."""
    where = found.slot("where")
    if where is None or where.thing is None or unreal(found):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, where.head.end)
    event = _verbal(label, KG.Meeting, "pertemuan", found, found.match.end(), things, draft)
    located(draft, event, where.thing, label)
    for who in (*found.slots("a"), *found.slots("b")):
        participate(draft, event, who.thing, found.span())


def _verbal(label: Span, cls: Iri, cue: str, found: Found, after: int, things: Things, draft: Draft) -> Thing:
    """An event that the text tells with a verb alone; its name is the phrase with the verb."""
    event = things.new(cls, None, own=True)
    event.cue = cue
    event.add(" ".join(things.document.text(label).split()), label)
    _date_after(found, after, event, draft)
    return event


def _date_after(found: Found, after: int, event: Thing, draft: Draft) -> None:
    """The first date from a place in the line on is the event's, unless it is that of a report."""
    for (_, _, slot), start in zip(found.view.items, found.view.starts, strict=True):
        if start >= after and slot is not None and slot.date is not None:
            if not _SOURCE.search(found.view.line[after:start]) and " untuk " not in found.view.line[after:start]:
                draft.dated.append((event, slot))
            break


def _installation(found: Found, things: Things, draft: Draft, installer: Thing | None = None) -> None:
    """«A melantik B sebagai …»; with `installer` the sentence leaves A out."""
    slot, person = found.slot("by"), found.slot("person")
    by = installer or (slot.thing if slot else None)
    if by is None or person is None or person.thing is None or unreal(found):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, found.span().end)
    event = next(
        (t for t in things.all if t.cue == "pelantikan" and t.own and installer is None and by in draft.objects(t, KG.organizer)),
        None,
    )
    if event is None:
        event = _verbal(label, KG.InaugurationEvent, "pelantikan", found, found.match.end(), things, draft)
        organize(draft, event, by, found.span(), KG.organizer)
        _absorb(event, label, things)
    for who in (person, *(s for s in found.slots("more") if s.kind == "P")):
        participate(draft, event, who.thing, found.span())
    if not any(t is event for t, _ in draft.dated):
        when = next((s for _, _, s in found.view.items if s is not None and s.date is not None), None)
        if when is not None:
            draft.dated.append((event, when))


def _deed(found: Found, things: Things, draft: Draft) -> None:
    """«A dan B menandatangani nota kesepahaman di …, Kamis (18/7)»: an event told with a verb, at a place, on a day or in company."""
    where, date = found.slot("where"), found.slot("date")
    beside = found.slots("beside")
    if (where is None or where.thing is None) and (not beside if date is None else _told(found)):
        return
    cue = _ACTS.get(found.match["verb"], "penandatanganan")
    told = {s.thing.cue for s in found.slots("gap") if s.thing is not None and s.kind == "E"}
    if found.match["verb"] not in ("meresmikan", "menandatangani", "meneken") and (told or found.slots("who")[0].kind != "P"):
        return
    verb = found.view.span(*found.match.span("verb"))
    if any(t.own and t.cue == cue and t.first.begin == verb.begin for t in things.all):
        return  # told by a pattern before
    company = re.search(r" (?:bersama|didampingi) .*", found.match["gap"])
    begin, end = found.match.span("gap")
    if company is not None:
        beside = [s for s in found.view.slots_in(begin + company.start(), end) if s.kind == "P"]
        end = begin + company.start()
    label = Span(verb.begin, found.view.span(begin, end).end)
    event = _verbal(label, _CLASSES.get(cue, KG.Event), cue, found, found.match.end(), things, draft)
    if where is not None and where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    date = date or found.slot("when")
    if date is not None:
        draft.dated.append((event, date))
    for who in found.slots("who"):
        body = who.thing is not None and cue != "penandatanganan" and is_a(who.thing.cls, ORG.Organization)
        if who.thing is not None and (body or cue == "pengukuhan"):
            organize(draft, event, who.thing, found.span(), KG.organizer)
        else:
            participate(draft, event, who.thing, found.span())
    for who in beside:
        participate(draft, event, who.thing, found.span())
    for t in [t for t in things.all if t.cue == cue and t is not event and t.names and t.first.begin > label.begin]:
        things.merge(event, t)


def _visiting(found: Found, things: Things, draft: Draft) -> None:
    where = found.slot("where")
    if where is None or where.thing is None or _told(found):
        return
    verb = found.match["verb"]
    if where.kind == "C" and verb not in ("berkunjung ke", "melakukan kunjungan ke", "bertolak ke", "tiba di"):
        return
    if verb == "tiba di" and (where.kind not in "LC" or found.slots("who")[0].kind != "P"):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, where.head.end)
    event = _verbal(label, KG.Visit, "kunjungan", found, found.match.end(), things, draft)
    when = found.slot("when")
    if when is not None:
        draft.dated.append((event, when))
    draft.claim(event, KG.visits, where.thing, label, NAME)
    located(draft, event, where.thing, label)
    for who in found.slots("who"):
        participate(draft, event, who.thing, found.span())
    _absorb(event, label, things)


def _absorb(event: Thing, label: Span, things: Things) -> None:
    """A bare noun after the verb means the same event: «mengunjungi …. Kunjungan itu …»."""
    for t in [t for t in things.all if t.own and t.cue == event.cue and t is not event and t.names]:
        if t.first.begin > label.begin and all(len(n.split()) == 1 for n in t.names):
            things.merge(event, t)


def _told(found: Found) -> bool:
    """Whether the sentence names an event before the verb."""
    return any(
        s is not None and s.kind == "E" and start < found.match.end()
        for (_, _, s), start in zip(found.view.items, found.view.starts, strict=True)
    )


def _looking(found: Found, things: Things, draft: Draft) -> None:
    """«Bupati meninjau lokasi banjir, Minggu (9/2)»: a visit to what has no name of its own."""
    if any(
        s.thing is not None and s.thing.cue not in cue_words("mishaps")
        for s in found.view.slots_in(0, len(found.view.line))
        if s.kind == "E"
    ):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, found.view.span(*found.match.span("gap")).end)
    meets = rule("<meet>").fullmatch(found.match["verb"]) is not None
    cls, cue = (KG.Meeting, "pertemuan") if meets else (KG.Visit, "kunjungan")
    event = _verbal(label, cls, cue, found, found.match.end("gap"), things, draft)
    where = found.slot("where")
    if where is not None and where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    for who in found.slots("who"):
        participate(draft, event, who.thing, found.span())
    _absorb(event, label, things)
