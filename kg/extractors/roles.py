"""The two parts that somebody can have in an event: its organiser, or one who takes part; each is said once."""

from __future__ import annotations

from kg.entities.resolve import Thing
from kg.extractors.draft import Draft
from kg.model import Iri, Span, Status
from kg.ontology import KG, is_a


def organize(draft: Draft, what: Thing, who: Thing, span: Span, predicate: Iri, status: Status = Status.STATED) -> None:
    """Draft an organiser once, whatever its role."""
    if not any(who in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer)):
        draft.claim(what, predicate, who, span, "organisers", status)


def participate(draft: Draft, what: Thing, who: Thing | None, span: Span, status: Status = Status.STATED) -> None:
    """Draft a participant once, and never an organiser or an agency as one."""
    if who is None or is_a(who.cls, KG.NewsAgency) or who is what:
        return
    if not any(who in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer, KG.participant)):
        draft.claim(what, KG.participant, who, span, "attendance", status)
