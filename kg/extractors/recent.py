"""What an article spoke of last before a sentence: the event, the visit, the events of a person."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import View
from kg.ontology import KG, is_a


def events_of(person: Thing | None, here: int, draft: Draft) -> list[Thing]:
    """Events named before a place of which somebody is so far said to be part."""
    roles = (KG.participant, KG.organizer, KG.coOrganizer)
    return [
        s
        for s, p, o, status, *_ in draft.rows
        if p in roles
        and o is person
        and status.asserted
        and isinstance(s, Thing)
        and is_a(s.cls, KG.Event)
        and s.last_before(here) >= 0
    ]


_BESIDE = re.compile(
    r"\b(?:sela|sela-sela|jelang|menjelang|menuju|persiapan|menyambut|menampilkan|(?:diisi|diwarnai|dimeriahkan|diramaikan|dirangkai|dirangkaikan)(?: juga)?(?: dengan| oleh)?)\s+$"
)


def latest_event(view: View, things: Things) -> Thing | None:
    """The event spoken of last before a sentence; one merely touched upon gives way to the one that the article began with."""
    here = view.marks.sentence.span.begin
    text = things.document.article.text
    spoken: list[tuple[int, Thing]] = []
    for t in things.all:
        if t.own and is_a(t.cls, KG.Event):
            last = t.last_before(here)
            if last >= 0 and not _BESIDE.search(text[max(0, last - 30) : last]):
                spoken.append((last, t))
    if not spoken:
        return None
    latest = max(spoken, key=lambda e: e[0])[1]
    first = min((t for _, t in spoken), key=lambda t: t.first.begin)
    touched = sum(len(s) for s in latest.names.values()) + len(latest.references) == 1 and not any(
        p.proper for p in latest.phrases
    )
    return first if touched and latest.phrases else latest


def visit(things: Things) -> Thing | None:
    """The visit that the article is about, if it tells of just one."""
    visits = [t for t in things.all if t.own and t.cue in ("kunjungan", "lawatan", "kunjungan kerja") and t.phrases]
    return visits[0] if len(visits) == 1 else None
