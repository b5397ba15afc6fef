"""What two things are to each other, said once: organiser of an event, one who takes part, partners in cooperation."""

from __future__ import annotations

from kg.entities.resolve import Thing
from kg.extractors.draft import Draft
from kg.mentions.cues import cue_words
from kg.model import Iri, Span, Status
from kg.ontology import FOAF, KG, is_a


def organize(draft: Draft, what: Thing, who: Thing, span: Span, predicate: Iri, status: Status = Status.STATED) -> None:
    """Draft an organiser once, whatever its role, and none of a mishap; the person by whom a signing is done takes part in it."""
    if what.cue in cue_words("mishaps"):
        return
    if who.cls == FOAF.Person and what.cue == "penandatanganan":
        participate(draft, what, who, span, status)
        return
    if not any(who in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer)):
        draft.claim(what, predicate, who, span, "organisers", status)


def participate(draft: Draft, what: Thing, who: Thing | None, span: Span, status: Status = Status.STATED) -> None:
    """Draft a participant once, and never an organiser or an agency as one, or anybody in a mishap."""
    if who is None or is_a(who.cls, KG.NewsAgency) or who is what or what.cue in cue_words("mishaps"):
        return
    if not any(who in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer, KG.participant)):
        draft.claim(what, KG.participant, who, span, "attendance", status)


def cooperate(draft: Draft, a: Thing, b: Thing, span: Span, extractor: str, status: Status = Status.STATED) -> None:
    """Draft that two bodies or countries work together, one way round, and never that an agency does."""
    if a is b or any(is_a(x.cls, KG.NewsAgency) for x in (a, b)):
        return
    if not draft.has(a, KG.cooperatesWith, b) and not draft.has(b, KG.cooperatesWith, a):
        draft.claim(a, KG.cooperatesWith, b, span, extractor, status)
