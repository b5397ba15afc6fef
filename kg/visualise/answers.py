"""Answers to the named questions, as rows and as the things they rest on; «Siapa pejabat yang berbicara?»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.model import Iri

if TYPE_CHECKING:
    import pyoxigraph

_ROWS = 200
_THINGS = 400
_PLAIN = re.compile(r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(?:\?\w+\s+)+(?=WHERE\b|\{)", re.IGNORECASE)
_GROUPED = re.compile(r"\bGROUP\s+BY\b|\bSELECT\b.*\bSELECT\b", re.IGNORECASE | re.DOTALL)


class Question(Protocol):
    """A stored question: its name, its wording in both languages, its SPARQL."""

    @property
    def name(self) -> str: ...
    @property
    def english(self) -> str: ...
    @property
    def indonesian(self) -> str: ...
    @property
    def query(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer (IRIs or texts, "" for nothing), how many there are, and the IRIs that it rests on."""

    question: Question
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    iris: tuple[Iri, ...]


def answers(store: pyoxigraph.Store, questions: Iterable[Question]) -> Sequence[Answer]:
    """The answers that have rows, in the order of the questions; other than SELECT queries are passed over."""
    import pyoxigraph

    merged = next(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()), None) is not None
    return [a for q in questions if (a := _answer(store, q, not merged)) is not None]


def _answer(store: pyoxigraph.Store, question: Question, union: bool) -> Answer | None:
    import pyoxigraph

    found = store.query(question.query, use_default_graph_as_union=union)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        return None
    columns = tuple(v.value for v in found.variables)
    rows: list[tuple[str, ...]] = []
    iris: dict[Iri, None] = {}
    seen = set()
    for solution in found:
        row = tuple(getattr(t, "value", "") if t is not None else "" for t in solution)
        iris |= {t.value: None for t in solution if isinstance(t, pyoxigraph.NamedNode)}
        if row not in seen:
            seen.add(row)
            rows.append(row)
    if not rows:
        return None
    iris |= dict.fromkeys(_resting_on(store, question.query, union))
    return Answer(question, columns, tuple(rows[:_ROWS]), len(rows), tuple(iris))


def _resting_on(store: pyoxigraph.Store, query: str, union: bool) -> list[Iri]:
    """IRIs that any variable of the query takes, where the query is plain enough to ask for all of them; sorted."""
    import pyoxigraph

    if _GROUPED.search(query) or not _PLAIN.search(query):
        return []
    found = store.query(_PLAIN.sub("SELECT * ", query, count=1), use_default_graph_as_union=union)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        return []
    iris: set[Iri] = set()
    for solution in found:
        iris |= {t.value for t in solution if isinstance(t, pyoxigraph.NamedNode)}
        if len(iris) > _THINGS:
            break
    return sorted(iris)
