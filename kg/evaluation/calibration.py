"""How often each kind of claim is right, measured on gold, and how well that foretells articles that were left out.

A kind is extractor × property × status × class of the subject: «naming, skos:prefLabel, Stated, kg:Ministry». Claims about nodes
that carry a relation (tenures, participations, memberships, statements) share the verdict on that relation, those that name a
thing share the thing's.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import Fact, Found
from kg.evaluation.graph import label_properties, relations
from kg.evaluation.match import Matched
from kg.evaluation.scores import Read
from kg.extractors.confidence import ANY, COLUMNS, Kind, Row, Table, kinds, looked_up, wider
from kg.model import Claim, Iri
from kg.ontology import KG, ORG, RDF, SCHEMA

_WEIGHT = 40  # claims that the next wider kind counts for in the estimate of one: claims of an article stand and fall together
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's kind, and whether the gold bears it out."""

    article: str
    kind: Kind
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose foretold precision lies in one tenth of 0..1: how many, foretold and measured on average."""

    low: float
    n: int
    foretold: float
    measured: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram in numbers.

    expected_error: mean distance of foretold and measured over the bins, by claims; brier: mean squared error of single claims
    """

    bins: tuple[Bin, ...]
    expected_error: float
    brier: float
    brier_of_mean: float  # of always foretelling the overall precision


def judged(reads: Iterable[Read]) -> list[Judged]:
    """Every asserted claim on which the gold can tell, in a stable order."""
    out = []
    for read in reads:
        verdicts = _Verdicts(read)
        for claim, kind in zip(read.reading.claims, kinds(read.reading.claims), strict=True):
            right = verdicts.of(claim) if claim.status.asserted else None
            if right is not None:
                out.append(Judged(read.gold.name, kind, right))
    return out


def table(claims: Sequence[Judged]) -> Table:
    """Precision by kind, by extractor, and over all: a beta estimate that leans on the wider class where claims are few."""
    counts: dict[Kind, Counter[bool]] = defaultdict(Counter)
    for c in claims:
        for kind in wider(c.kind):
            counts[kind][c.right] += 1
    out: Table = {}
    for kind in sorted(counts, key=lambda k: (-k.count(ANY), k)):
        n, right = sum(counts[kind].values()), counts[kind][True]
        prior = next((out[w].precision for w in wider(kind)[1:]), 0.5)
        out[kind] = Row(n, right, round((right + _WEIGHT * prior) / (n + _WEIGHT), 3))
    return out


def as_csv(rows: Table) -> str:
    """The table as it is shipped, sorted by kind."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for kind, row in sorted(rows.items()):
        writer.writerow((*kind, row.n, row.right, f"{row.precision:.3f}"))
    return out.getvalue()


def reliability(claims: Sequence[Judged]) -> Reliability:
    """Foretell every claim of an article from all other articles, and compare with what came true."""
    by: dict[str, list[Judged]] = defaultdict(list)
    for c in claims:
        by[c.article].append(c)
    pairs: list[tuple[float, bool]] = []
    for name, own in sorted(by.items()):
        rest = table([c for c in claims if c.article != name])
        overall = rest[ANY, ANY, ANY, ANY].precision if rest else 0.5
        pairs.extend((looked_up(rest, c.kind) or overall, c.right) for c in own)
    if not pairs:
        return Reliability((), 0.0, 0.0, 0.0)
    bins = []
    for i in range(_BINS):
        inside = [(p, r) for p, r in pairs if min(int(p * _BINS), _BINS - 1) == i]
        if inside:
            n = len(inside)
            bins.append(Bin(i / _BINS, n, sum(p for p, _ in inside) / n, sum(r for _, r in inside) / n))
    n = len(pairs)
    mean = sum(r for _, r in pairs) / n
    return Reliability(
        tuple(bins),
        sum(b.n * abs(b.foretold - b.measured) for b in bins) / n,
        sum((p - r) ** 2 for p, r in pairs) / n,
        sum((mean - r) ** 2 for _, r in pairs) / n,
    )


class _Verdicts:
    """What the gold says of one article's claims."""

    def __init__(self, read: Read) -> None:
        self._m = read.matched
        self._facts = dict(_keyed(read.matched))
        self._nodes = dict(self._node_verdicts(read.reading.claims))
        self._said = self._statement_verdicts(read)

    def of(self, claim: Claim) -> bool | None:
        """Whether the gold bears a claim out; None where it cannot tell."""
        s, p, o = claim.subject, claim.predicate, claim.object
        if s in self._nodes:
            return self._nodes[s]
        if s in self._said:
            return self._said[s]
        if p in relations() and isinstance(o, str):
            name, backward = relations()[p]
            return self._facts.get((name, o, s) if backward else (name, s, o))
        if p in (SCHEMA.startDate, SCHEMA.endDate):
            return self._facts.get(("date", s, None))
        if p in (ORG.holds, ORG.headOf, KG.hasParticipation) and isinstance(o, str):
            return self._nodes.get(o, self._facts.get(("holds", s, o)))
        if s in self._m.found.entities:
            if p == RDF.type:
                return s in self._m.typed
            if p in label_properties():
                return s in self._m.named
        return None

    def _node_verdicts(self, claims: Sequence[Claim]) -> Iterator[tuple[Iri, bool]]:
        links: dict[Iri, dict[Iri, list[Iri]]] = defaultdict(lambda: defaultdict(list))
        for c in claims:
            if c.status.asserted and isinstance(c.object, str):
                links[c.subject][c.predicate].append(c.object)
        for s, ps in links.items():
            types = ps[RDF.type]
            if KG.Tenure in types or KG.GovernmentTenure in types:
                yield from self._tenure(s, ps)
            elif KG.StateMembership in types:
                yield from self._one(s, [("memberOf", a, b) for a in ps[ORG.member] for b in ps[ORG.organization]])
            elif KG.Participation in types:
                yield from self._one(s, [("count", e, None) for e in ps[KG.participationIn]])

    def _tenure(self, node: Iri, ps: dict[Iri, list[Iri]]) -> Iterator[tuple[Iri, bool]]:
        bodies: list[Iri | None] = [*ps[ORG.organization]] or [None]
        for key, right in self._one(node, [("holds", who, body) for who in ps[ORG.member] for body in bodies]):
            yield key, right
            for post in sorted(o for p, objects in ps.items() if p.endswith("#post") for o in objects):
                yield post, right

    def _one(self, node: Iri, keys: list[tuple[str, Iri, Iri | None]]) -> Iterator[tuple[Iri, bool]]:
        known = [self._facts[k] for k in keys if k in self._facts]
        if known:
            yield node, any(known)

    def _statement_verdicts(self, read: Read) -> dict[Iri, bool]:
        pairs = zip(self._m.found.statements, self._m.statements, strict=True)
        right = {(s.speaker, s.words) for s, hit in pairs if hit is not None}
        text = read.reading.document.text
        return {s.iri: (s.speaker, text(s.quote)) in right for s in read.reading.statements}


def _keyed(m: Matched) -> Iterator[tuple[tuple[str, str, str | None], bool]]:
    """Facts by relation and ends; of several with the same ends the right one counts. Dates and figures go by their subject."""
    found: dict[tuple[str, str, str | None], bool] = {}
    for fact, hit in zip(m.found.facts, m.facts, strict=True):
        for key in _keys(fact, m.found):
            found[key] = found.get(key, False) or hit is not None
    yield from found.items()


def _keys(fact: Fact, found: Found) -> tuple[tuple[str, str, str | None], ...]:
    if fact.predicate in ("date", "count"):
        return ((fact.predicate, fact.subject, None),)
    target = fact.object if isinstance(fact.object, str) else None
    return ((fact.predicate, fact.subject, target),)
