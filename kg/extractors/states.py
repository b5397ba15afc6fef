"""What has become of an event: planned, under way, over, cancelled: «rapat yang sedianya digelar Senin batal»."""

from __future__ import annotations

import re
from typing import Any

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import View
from kg.language.verbs import spelt
from kg.model import Span, Status
from kg.ontology import KG, KGC, SCHEMA, is_a

NAME = "states"
_PLAN = frozenset(
    {
        KG.locatedIn,
        SCHEMA.startDate,
        SCHEMA.endDate,
        KG.hasParticipation,
        KG.participant,
        KG.participantCount,
        KG.countryCount,
        KG.participationIn,
    }
)
_PLANNED = re.compile(spelt(r"\b<planned>\b"))
_ANOTHER = re.compile(r" [,;.] | para | peserta ")  # what comes after is said of somebody else
_CANCELLED = re.compile(spelt(r"\b<cancelled>\b"))


def states(views: list[View], things: Things, draft: Draft) -> None:
    """Draft one status for every event: planned, cancelled, under way or over, as far as the text says."""
    happenings = [t for t in things.all if is_a(t.cls, KG.Event) and t.own and t.names]
    found = {t.number: draft.status.get(t.number) or _status(t, views, draft) for t in happenings}
    for thing in happenings:  # an event with parts still to come is not over
        for whole in [w for w in draft.objects(thing, KG.subEventOf) if isinstance(w, Thing) and w.number in found]:
            if found[thing.number][0] == "Planned" and found[whole.number][0] == "Completed":
                found[whole.number] = ("Ongoing", found[whole.number][1])
    for thing in happenings:
        status, span = found[thing.number]
        if status == "Cancelled":  # where and when it was to be is no fact
            draft.rows[:] = [
                (*r[:3], Status.DOUBTFUL, *r[4:7], "planned for an event that was cancelled", r[8]) if _falls(r, thing) else r
                for r in draft.rows
            ]
        draft.claim(thing, KG.eventStatus, KGC[status], span, NAME, Status.INFERRED)


def _falls(row: tuple[Any, ...], event: Thing) -> bool:
    """Whether a drafted claim falls with a cancelled event: its plan, and the numbers of those who were to come."""
    subject = row[0].actual if isinstance(row[0], Thing) else row[0]
    return row[1] in _PLAN and (subject is event or (isinstance(row[2], Thing) and row[2].actual is event))


def _status(thing: Thing, views: list[View], draft: Draft) -> tuple[str, Span]:
    if any(
        r[1] == KG.subEventOf and r[2] is thing and isinstance(r[0], Thing) and r[0].cls == KG.OpeningCeremony for r in draft.rows
    ):
        return "Ongoing", thing.first
    for view in views:
        for at, (_, span, slot) in zip(view.starts, view.items, strict=True):
            if slot is not None and slot.thing is thing:
                after = _ANOTHER.split(view.line[at : at + 90], maxsplit=1)[0]
                around = view.line[max(0, at - 30) : at] + after
                for pattern, status in ((_CANCELLED, "Cancelled"), (_PLANNED, "Planned")):
                    if pattern.search(around):
                        return status, span
    return "Completed", thing.first
