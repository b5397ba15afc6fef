"""Events, sentence by sentence: who holds them, who takes part, where they happen and what they are part of."""

from __future__ import annotations

from kg.entities.resolve import Things
from kg.extractors.attendance import attendance
from kg.extractors.deeds import deeds
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure
from kg.extractors.organisers import organisers
from kg.extractors.parts import parts
from kg.extractors.venues import venues
from kg.extractors.view import View


def events(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft organisers, participants, places and parts of events and programmes; earlier sentences first, as later ones refer back."""
    for view in views:
        organisers(view, things, draft)
        attendance(view, things, tenures, draft)
        deeds(view, things, draft)
        venues(view, draft)
        parts(view, things, draft)
