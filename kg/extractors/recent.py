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
        and last_mention(s, here) >= 0
    ]


def last_mention(event: Thing, here: int) -> int:
    """Where an event is mentioned last before a place, or -1."""
    spans = (*(s for ss in event.names.values() for s in ss), *event.references)
    return max((s.begin for s in spans if s.begin < here), default=-1)


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
            spans = [s.begin for s in (*(s for ss in t.names.values() for s in ss), *t.references) if s.begin < here]
            if spans and not _BESIDE.search(text[max(0, max(spans) - 30) : max(spans)]):
                spoken.append((max(spans), t))
    if not spoken:
        return None
    last = max(spoken, key=lambda e: e[0])[1]
    first = min((t for _, t in spoken), key=lambda t: t.first.begin)
    touched = sum(len(s) for s in last.names.values()) + len(last.references) == 1 and not any(p.proper for p in last.phrases)
    return first if touched and last.phrases else last


def visit(things: Things) -> Thing | None:
    """The visit that the article is about, if it tells of just one."""
    visits = [t for t in things.all if t.own and t.cue in ("kunjungan", "lawatan", "kunjungan kerja") and t.phrases]
    return visits[0] if len(visits) == 1 else None
