"""Who speaks at what: «kata Ani usai membuka lokakarya», «Dalam kesempatan itu, Budi …», «ujarnya saat menutup rapat»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import PEOPLE, members
from kg.extractors.draft import Draft
from kg.extractors.moods import denied
from kg.extractors.offices import Tenure
from kg.extractors.organisers import LEAD
from kg.extractors.recent import events_of, latest_event
from kg.extractors.roles import participate
from kg.extractors.view import Found, Slot, View, rule
from kg.extractors.voices import holder_of
from kg.language.verbs import spelt
from kg.model import Span, Status
from kg.ontology import FOAF, KG, is_a

_AT = (
    r"(?:dalam|pada|saat|ketika|usai|seusai|selepas|di sela(?:-sela)?|setelah|sesudah|selama)"
    r"(?: (?:(?:di(?:temui|jumpai)|berbincang) (?:dalam|pada|di sela(?:-sela)?|selepas|usai|seusai)|sebuah|suatu|membuka|menghadiri|mengikuti|melakukan|menutup|memimpin|mengisi|menerima|memberi(?:kan)?|menyampaikan|berpidato|berbicara|menyaksikan|(?:menjadi|sebagai) \w+(?: speaker| utama| tamu| upacara)?|kesempatan|acara|kegiatan|agenda|puncak|ajang|gelaran|sesi|sambutan\w*|arahan\w*|paparan\w*|pidato\w*|ceramah|orasi|materi|pengarahan|pembekalan|pembukaan))*"
    r"(?: (?:di|pada|dalam|hari \w+))* (?P<what>(?:<G> dan )?<E>(?: dan <E>)?)"
)
_TOLD = r"<tell> (?:(?!‹)\w+ )?(?:itu|tersebut|ini|demikian) "
DURING = rule(rf"(?:^|, |› |wartawan |bahwa |{_TOLD}| (?=di sela)){_AT}")
BY_PRONOUN = rule(rf"\b(?:<say>|sebut)nya(?: (?:lagi|pula|pun))?,? {_AT}")
BESIDE = rule(rf"\b<say>nya(?: ,)? <accompanied>{LEAD}(?P<who>{PEOPLE})")
ON_OCCASION = rule(r"\b(?:dalam|pada|di) kesempatan(?: yang)? (?:itu|tersebut|ini|sama)\b")
ADDRESS = rule(r"\bdalam (?:sambutan|pidato|arahan|paparan|pemaparan|laporan)(?:nya)?\b(?! tertulis)")
SPEAKS_AT = rule(
    r"\b<say> (?P<who><P>)(?: (?!‹|,|\.)\w+){0,3}? di (?:(?P<where><F>)|(?P<what>(?:<G> dan )?<E>))"
    r"|\b<say>(?: (?!‹)\w+){0,2} (?P<speaker><P>)(?: (?!‹[EGPQ]|,|\.)[^ ]+){1,14}? (?:saat|ketika|usai|seusai)(?: (?:mengikuti|menghadiri|membuka|menutup|memimpin))? (?P<occasion><E>)"
)
_TELLS = re.compile(spelt(r", (?:<say>|menurut|sebut) $"))
_OF_EVENT = re.compile(r"‹[EGR]\d+›$")
_MEETING = re.compile(r"\b(?:bertemu|menemui|pertemuan|pembicaraan|berbincang|berdialog)\b|‹E\d+›")
_DONE = re.compile(r"\b(?:me(?!nteri)[a-z]{4,}|di[a-z]{5,}|ber[a-z]{4,}|milik)\b")  # then the person is not who does it
_AHEAD = 70  # characters of a line within which a speaker stands
_BACK, _FAR = 900, 2000  # characters before an occasion within which its event is told of; before «kesempatan yang sama»


def speakers(view: View, things: Things, tenures: list[Tenure], speaker: Thing | None, draft: Draft) -> None:
    """Draft that those take part in an event who speak at it.

    speaker: who is said to have spoken in the sentence.
    """
    for found in view.find(DURING):
        if _OF_EVENT.search(view.line[: found.match.start() + 1]):
            continue  # «lomba dalam festival itu»
        for event in found.slots("what"):
            _speaks(found, event, _near(found, event, view, tenures), draft)
    for found in view.find(BY_PRONOUN):
        what = found.slot("what")
        if what is not None:
            _speaks(found, what, speaker, draft)
    here = view.marks.sentence.span.begin
    for found in view.find(BESIDE):
        last = max(events_of(speaker, here, draft), key=lambda t: t.last_before(here), default=None)
        for other in members(found) if last is not None else ():
            if last is not None and other.kind == "P":
                participate(draft, last, other.thing, found.span())
    for found in (*view.find(ON_OCCASION), *view.find(ADDRESS)):
        latest = latest_event(view, things)
        back = _FAR if found.match[0].endswith(" sama") else _BACK
        if latest is None or here - latest.last_before(here) > back:
            continue
        start, end = found.match.span()
        who = next(_persons(view, start, min(len(view.line), end + _AHEAD)), None) or next(_persons(view, 0, start), None)
        if who is not None and not _named(view, end, who) and not _DONE.search(view.line[end : view.start(who)]):
            participate(draft, latest, who.thing, Span(view.items[0][1].begin, who.head.end))


def speakers_there(views: list[View], draft: Draft) -> None:
    """Draft that those take part in an event who are said to have spoken in the house where it alone is held."""
    for view in views:
        for found in view.find(SPEAKS_AT):
            who, where = found.slot("who"), found.slot("where")
            told = who or found.slot("speaker")
            for what in (*found.slots("what"), *found.slots("occasion")):
                _speaks(found, what, told.thing if told else None, draft)
            held = {
                id(s): s
                for s, p, o, status, *_ in draft.rows
                if p == KG.locatedIn and where and o is where.thing and status.asserted
            }
            event = next(iter(held.values())) if len(held) == 1 else None
            if who is not None and isinstance(event, Thing) and is_a(event.cls, KG.Event):
                participate(draft, event, who.thing, found.span(), Status.INFERRED)


def _speaks(found: Found, what: Slot, who: Thing | None, draft: Draft) -> None:
    if what.thing is None or not is_a(what.thing.cls, KG.Event) or who is None or who.cls != FOAF.Person:
        return
    if not denied(found):
        span = Span(min(what.head.begin, found.view.items[0][1].begin), what.head.end)
        participate(draft, what.thing, who, span, Status.INFERRED)


def _near(found: Found, what: Slot, view: View, tenures: list[Tenure]) -> Thing | None:
    """The person, or holder of an office, named next to «dalam diskusi itu»: before it, then after it."""
    start, end = found.match.span()
    ahead = view.slots_in(end if start else 0, min(len(view.line), end + 60))
    if "di sela" in found.match[0] and _MEETING.search(view.line[:start]):
        subject = next(_persons(view, 0, start), None)
        return subject.thing if subject else None
    told = found.match[0].startswith("bahwa ")  # who tells of it need not have been there
    behind = view.slots_in(max(0, start - _AHEAD), start)[::-1] if start and not told else []
    for s in (*behind, *ahead):
        if not start and _TELLS.search(view.line[: view.start(s)]):
            continue  # «dalam kunjungan itu, kata Ani, para menteri …»
        if s.kind == "P" and s.thing is not what.thing:
            return s.thing
        holder = holder_of(s.title, view, tenures, []) if s.title is not None else None
        if holder is not None:
            return holder
    return None


def _persons(view: View, start: int, end: int) -> Iterator[Slot]:
    return (s for s in view.slots_in(start, end) if s.kind == "P") if start < end else iter(())


def _named(view: View, start: int, who: Slot) -> bool:
    """Whether the sentence itself names the event before the person: «dalam sambutannya pada rapat itu, Ani …»."""
    end = view.start(who)
    return start < end and any(s.kind == "E" for s in view.slots_in(start, end))
