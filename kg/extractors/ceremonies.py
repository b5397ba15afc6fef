"""Ceremonies told with a passive or a noun: «Jembatan X diresmikan Ani, Senin (4/9)», «Budi dilantik oleh Ani», «pelantikan Budi»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import PEOPLE, members
from kg.extractors.deeds import absorb, verbal
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.recent import latest_event
from kg.extractors.roles import organize, participate
from kg.extractors.venues import located
from kg.extractors.view import Found, Slot, View, rule
from kg.mentions.cues import cue_words
from kg.model import Span
from kg.ontology import FOAF, KG, is_a

NAME = "ceremonies"
_BY = r"(?: (?:langsung|oleh|secara \w+|penggunaannya))*"
_REST = r"(?P<rest>(?: (?!‹[EGPQ]|\.|yang\b|untuk\b|akan\b)[^ ]+){0,10})"
OPENED = rule(
    rf"(?P<what><FOL>)(?: (?!‹|tidak|belum|akan|\.)[^ ]+){{0,3}}? (?P<verb>diresmikan){_BY} (?P<who>(?=<P>){PEOPLE}){_REST}"
)
_AS = r"(?: (?:sebagai|menjadi|selaku) <T>(?: <OCL>)?)?"
INSTALLED = rule(
    rf"(?P<person><P+>)(?: (?!‹|tidak|belum|akan|\.)[^ ]+){{0,3}}? (?P<verb>dilantik|dikukuhkan)(?: <D>)?{_AS}(?:{_BY} oleh (?P<by><P>))?{_AS}{_REST}"
)
_INSTALLED = r"(?P<person><P>)(?: ,)? (?:sebagai|menjadi|selaku) (?:<T>(?: <OCL>)?|<O>)"
INSTALLS = rule(
    rf"(?P<by><P>)(?: (?!‹[PT]|\.|, (?!‹D|melantik|mengukuhkan))[^ ]+){{0,5}}? (?P<verb><install>) (?:\w+ )?{_INSTALLED}"
    r"(?P<more>(?:(?: ,)?(?: dan| serta|) <P>(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <OCL>)?)*)"
)
ALSO_INSTALLS = rule(
    rf"(?:^|, )(?:lalu|kemudian|selanjutnya|selain itu|juga|(?:<T>|(?!‹)\w+) juga)(?: ,)?(?: juga)? (?P<verb><install>) {_INSTALLED}(?P<more>(?:(?: ,)?(?: dan| serta|) <P>(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <[OCLF]>)?)*)"
)
SINCE = rule(  # «Sejak dilantik oleh Ani pada Rabu (4/9), Budi …»
    r"\b(?:sejak|setelah|usai|seusai) (?P<verb>dilantik|dikukuhkan)(?: (?:langsung|sebagai|menjadi|oleh))*(?: <T>(?: <OCL>)? oleh)? (?P<by><P>)"
    r"(?P<rest>(?: (?!‹[EGPQ]|\.)[^ ]+){0,6}?) , (?P<person><P>)"
)
OF_PERSON = rule(
    r"(?P<what><E>)(?: <T>| <OLC>| (?!‹|(?:oleh|di|pada|dalam|dengan|yang|dan|kata|ujar)\b)\w[\w.]*){0,6}? (?P<who><P>)"
)


def ceremonies(view: View, things: Things, draft: Draft) -> None:
    """Draft the ceremonies of a sentence."""
    _within(view, things, draft)
    for found in view.find(OF_PERSON):
        what, who = found.slot("what"), found.slot("who")
        if what and what.thing and what.thing.cue in cue_words("ceremonies of a person") and who and not unreal(found):
            participate(draft, what.thing, who.thing, found.span())
    for found in view.find(INSTALLS):
        _installation(found, things, draft)
    for found in view.find(ALSO_INSTALLS):
        latest = latest_event(view, things)
        if latest is not None and latest.cue == "pelantikan":
            installer = next((o for o in draft.objects(latest, KG.organizer) if isinstance(o, Thing)), None)
            _installation(found, things, draft, installer, latest if found.view.line.startswith("selain ") else None)
    for found in view.find(OPENED):
        what = found.slot("what")
        whos = members(found)
        if what is not None and not unreal(found) and (len(whos) > 1 or _setting(found)):
            label = Span(what.head.begin, found.view.span(*found.match.span("verb")).end)
            event = _event(label, "peresmian", found, things, draft)
            for who in whos:
                participate(draft, event, who.thing, found.span())
    for found in (*view.find(INSTALLED), *view.find(SINCE)):
        by = found.slot("by")
        if unreal(found) or not (by or _setting(found)):
            continue
        label = Span(
            found.view.span(*found.match.span("verb")).begin, found.view.span(found.match.start(), found.match.start("rest")).end
        )
        event = _event(label, "pelantikan", found, things, draft)
        if by is not None and by.thing is not None:
            organize(draft, event, by.thing, found.span(), KG.organizer)
        for who in found.slots("person"):
            participate(draft, event, who.thing, found.span())


def _installation(found: Found, things: Things, draft: Draft, installer: Thing | None = None, same: Thing | None = None) -> None:
    """«A melantik B sebagai …»; with `installer` the sentence leaves A out, with `same` it tells of more installed there."""
    slot, person = found.slot("by"), found.slot("person")
    by = installer or (slot.thing if slot else None)
    if by is None or person is None or person.thing is None or unreal(found):
        return
    label = Span(found.view.span(*found.match.span("verb")).begin, found.span().end)
    event = same or next(
        (t for t in things.all if t.cue == "pelantikan" and t.own and installer is None and by in draft.objects(t, KG.organizer)),
        None,
    )
    if event is None:
        event = verbal(label, KG.InaugurationEvent, "pelantikan", found, found.match.end(), things, draft)
        organize(draft, event, by, found.span(), KG.organizer)
        absorb(event, label, things, draft)
    for who in (person, *(s for s in found.slots("more") if s.kind == "P")):
        participate(draft, event, who.thing, found.span())
    if not any(t is event for t, _ in draft.dated):
        when = next((s for _, _, s in found.view.items if s is not None and s.date is not None), None)
        if when is not None:
            draft.dated.append((event, when))


def _within(view: View, things: Things, draft: Draft) -> None:
    """Persons whose name an event's own words hold: «kunjungan Ani», «pertemuan Ani dengan Budi»."""
    people = [t for t in things.all if t.cls == FOAF.Person]
    for _, _, slot in view.items:
        what = slot.thing if slot is not None and slot.kind == "E" else None
        if (
            slot is None
            or what is None
            or not (what.cue in cue_words("talks") | cue_words("ceremonies of a person") or is_a(what.cls, KG.Visit))
        ):
            continue
        words = things.document.text(slot.head)
        folded = words.casefold()
        for person in people:
            if not any(n.casefold() in folded for n in person.names):
                continue
            names = "|".join(re.escape(n) for n in person.names)
            if re.search(rf"(?:^{what.cue}(?:nya)?|\b(?:dengan|antara|dan|bersama)) (?:{names})\b", words, re.IGNORECASE):
                participate(draft, what, person, slot.head)


def _setting(found: Found) -> list[Slot]:
    """Places and days told after the verb."""
    return [s for s in found.slots("rest") if s.kind in "FLCD"]


def _event(label: Span, cue: str, found: Found, things: Things, draft: Draft) -> Thing:
    """The one that the article names with the noun, or a new one, with its place."""
    event = next((t for t in things.all if t.own and t.cue == cue), None)
    if event is None:
        event = verbal(label, KG.InaugurationEvent, cue, found, found.match.start("rest"), things, draft)
    where = next((s for s in _setting(found) if s.kind in "FLC"), None)
    if where is not None and where.thing is not None and found.view.line[: found.view.start(where)].endswith(" di "):
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    return event
