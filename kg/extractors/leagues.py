"""Leagues, which are nowhere and on no day: their matches are: «laga kontra Persela pada pekan kedua Liga 1 di Stadion Wira»."""

from __future__ import annotations

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import View
from kg.mentions.cues import cue_words
from kg.model import Literal, Span
from kg.ontology import KG, SCHEMA, is_a

_CLAUSE = 120  # characters between a match and its league


def is_match(thing: Thing) -> bool:
    """Whether a thing is a match or a round of matches."""
    return thing.cue in cue_words("matches") and is_a(thing.cls, KG.Event)


def apart(view: View) -> View:
    """The view in which a league after its match is plain words, so that day and ground are the match's."""
    items, game = [], False
    for item in view.items:
        slot = item[2]
        if slot is not None and slot.kind == "E" and slot.thing is not None:
            if game and slot.thing.cue in cue_words("leagues"):
                item = ("liga", item[1], None)  # noqa: PLW2901
            game = game or is_match(slot.thing)
        items.append(item)
    return View(view.marks, items) if game else view


def settle(things: Things, draft: Draft) -> None:
    """A league is nowhere and on no day: the match is that the text names before it."""
    games = sorted(
        (span, t.actual)
        for t in things.all
        if is_match(t)
        for span in (*(s for ss in t.names.values() for s in ss), *t.references)
    )
    rows = []
    for row in draft.rows:
        if _of_its_match(row[0], row[1], row[2]):
            game = _before_league(games, row[4][0], draft)
            if game is None or draft.objects(game, row[1]):
                continue
            row = (game, *row[1:])  # noqa: PLW2901
        rows.append(row)
    draft.rows[:] = rows


def _before_league(games: list[tuple[Span, Thing]], evidence: Span, draft: Draft) -> Thing | None:
    """The match that is named before its league in one sentence: «laga kontra Persela pada pekan kedua Liga 1 di Stadion Wira»."""
    before = [(span, t) for span, t in games if span.end <= evidence.begin + 1 and evidence.begin - span.end < _CLAUSE]
    if not before or ". " in draft.words[before[-1][0].end : evidence.begin]:
        return None
    return before[-1][1]


def _of_its_match(what: object, predicate: str, where: object) -> bool:
    """Whether the day or the ground of a match was taken for its league's."""
    if not isinstance(what, Thing) or what.actual.cue not in cue_words("leagues"):
        return False
    if predicate == KG.locatedIn:
        return isinstance(where, Thing) and is_a(where.actual.cls, KG.Facility)
    return predicate in (SCHEMA.startDate, SCHEMA.endDate) and isinstance(where, Literal) and len(where.value) > len("2023-09")
