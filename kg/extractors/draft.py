"""Claims in the making: relations between things, whose IRIs are settled only when the whole article was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg import identifiers
from kg.entities.resolve import Thing
from kg.language.dates import DateMention
from kg.model import Claim, Iri, Literal, Span, Statement, Status, Term

if TYPE_CHECKING:
    from kg.extractors.view import Slot

End = Thing | Iri | Literal


@dataclass(slots=True)
class Draft:
    """What the extractors have found so far in one article.

    relations: for later extractors, (subject, predicate) pairs already drafted with their objects
    """

    base: Iri
    identifier: str
    words: str
    rows: list[tuple[End, Iri, End, Status, tuple[Span, ...], str, Iri | None, str | None, float | None]] = field(
        default_factory=list
    )
    statements: list[tuple[Statement, Thing | None]] = field(default_factory=list)
    status: dict[int, tuple[str, Span]] = field(default_factory=dict)  # thing number → event status and the words for it
    dated: list[tuple[Thing, Slot]] = field(default_factory=list)  # events told by a verb, with the date beside it
    weekdays: dict[int, tuple[DateMention, Span]] = field(default_factory=dict)  # thing number → weekday without a date
    editions: dict[int, Thing] = field(default_factory=dict)  # number of a programme → the edition that the article is about
    openings: dict[int, Thing] = field(default_factory=dict)  # number of what is opened → its opening
    counted: dict[int, tuple[str, int, Span]] = field(default_factory=dict)  # thing number → first figure of participants
    told: dict[Span, Thing] = field(default_factory=dict)  # «kunjungan itu» → the visit that a verb told just before
    late: list[Thing] = field(default_factory=list)  # things of the dateline alone
    about: dict[Iri, tuple[Thing, ...]] = field(default_factory=dict)

    def text(self, span: Span) -> str:
        """The article's words at a span, blanks folded."""
        return " ".join(self.words[span.begin : span.end].split())

    def claim(
        self,
        subject: Thing | Iri,
        predicate: Iri,
        object: End,
        evidence: Span | tuple[Span, ...],
        extractor: str,
        status: Status = Status.STATED,
        via: Iri | None = None,
        note: str | None = None,
        confidence: float | None = None,
    ) -> None:
        """Draft one claim."""
        spans = (evidence,) if isinstance(evidence, Span) else evidence
        subject, object = _actual(subject), _actual(object)
        self.rows.append((subject, predicate, object, status, spans, extractor, via, note, confidence))

    def objects(self, subject: Thing | Iri, predicate: Iri) -> list[End]:
        """Objects already drafted and asserted for a subject and predicate."""
        wanted = _actual(subject)
        return [_actual(r[2]) for r in self.rows if r[1] == predicate and r[3].asserted and _same(r[0], wanted)]

    def has(self, subject: Thing | Iri, predicate: Iri, object: End) -> bool:
        """Whether the claim is drafted already, whatever its status."""
        return any(r[1] == predicate and _same(r[0], _actual(subject)) and _same(r[2], _actual(object)) for r in self.rows)

    def node(self, kind: str, *parts: str) -> Iri:
        """The IRI of a node of this article that carries a relation."""
        return identifiers.node(self.base, kind, self.identifier, *parts)

    def iri(self, thing: Thing) -> Iri:
        """The thing's IRI, as its class and label stand now."""
        thing = thing.actual
        return identifiers.entity(self.base, thing.cls, thing.label, thing.key, self.identifier if thing.own else None)

    def claims(self) -> tuple[Claim, ...]:
        """All claims, evidence of the same claim joined, in a stable order."""
        joined: dict[tuple[Iri, Iri, Term, Status], Claim] = {}
        things = {id(end): end for row in self.rows for end in (row[0], row[2]) if isinstance(end, Thing)}
        iris = {number: self.iri(thing) for number, thing in things.items()}
        for s, p, o, status, spans, extractor, via, note, confidence in self.rows:
            subject = iris[id(s)] if isinstance(s, Thing) else str(s)
            target: Term = iris[id(o)] if isinstance(o, Thing) else o
            key = (subject, p, target, status)
            old = joined.get(key)
            if old is None:
                joined[key] = Claim(subject, p, target, status, tuple(dict.fromkeys(spans)), extractor, confidence, via, note)
            else:
                merged = tuple(dict.fromkeys((*old.evidence, *spans)))
                joined[key] = Claim(
                    subject, p, target, status, merged, old.extractor, old.confidence, old.via or via, old.note or note
                )
        return tuple(joined[k] for k in sorted(joined, key=_order))


_E = TypeVar("_E", "Thing | Iri", End)


def _actual(end: _E) -> _E:
    return end.actual if isinstance(end, Thing) else end


def _same(a: End, b: End) -> bool:
    a = _actual(a)
    return a is b or (not isinstance(a, Thing) and a == b)


def _order(key: tuple[Iri, Iri, Term, Status]) -> tuple[str, ...]:
    s, p, o, status = key
    text = (o.value, o.language or "", o.datatype or "") if isinstance(o, Literal) else (o, "", "")
    return (s, p, *text, status.value)
