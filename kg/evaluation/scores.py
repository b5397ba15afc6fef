"""Precision, recall and F1 over a set of articles, for every type and relation, with the list of misses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluation.gold import Fact, Found, Gold, Named, read_gold, without_dateline
from kg.evaluation.graph import Evidence, evidence_in, found_in
from kg.evaluation.match import Matched, match
from kg.model import Article, Iri, Reading
from kg.ontology import BASE

Reader = Callable[[Article, Iri], Reading]
MAIN = ("entities", "names", "facts", "statements")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: how many were right, found, and in the gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right, 0..1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the gold, the share that was found, 0..1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1.

        >>> Figure(1, 2, 1).f1
        0.6666666666666666
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """One article with its reading and the verdict on it."""

    gold: Gold
    reading: Reading
    matched: Matched
    evidence: Evidence


@dataclass(slots=True)
class Scores:
    """The figures of a set of articles.

    rows: `entities`, `names`, `facts`, `statements`, then `fact holds`, `said directly`, `type Person`, …
    misses: the same classes → lines «article: missed …» or «article: wrong …»
    """

    articles: int
    rows: dict[str, Figure]
    traps: int
    traps_fired: int
    true_spans: int
    spans: int
    claimed: int
    relations: int
    misses: dict[str, list[str]] = field(default_factory=dict)


def read_all(folder: Path, texts: Path | None = None, *, reader: Reader | None = None, base: Iri = BASE) -> Iterator[Read]:
    """Read and judge every article of a gold folder, one by one, with the texts as `read_gold` takes them.

    reader: stands in for `kg.pipeline.read`

    Raises EvaluationError for a gold file that is not of its form, SourceError for a text that cannot be read.
    """
    for gold in read_gold(folder, texts):
        yield judge(gold, reader=reader, base=base)


def judge(gold: Gold, *, reader: Reader | None = None, base: Iri = BASE) -> Read:
    """Read one article and lay the reading beside its gold."""
    from kg.graph.triples import article_graph
    from kg.pipeline import read

    reading = (reader or read)(gold.article, base)
    graph = article_graph(reading)
    whole = found_in(graph)
    found = without_dateline(whole, gold.article.text, gold.found)
    return Read(gold, reading, match(gold.found, found, gold.traps), evidence_in(graph, whole, gold.article.text))


def scores(reads: Iterable[Read]) -> Scores:
    """Add up the verdicts of all articles."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    misses: dict[str, list[str]] = defaultdict(list)
    total = Scores(0, {}, 0, 0, 0, 0, 0, 0)
    for read in reads:
        total.articles += 1
        m = read.matched
        _entities(m, read.gold.name, tally, misses)
        _rest(m, read.gold, tally, misses)
        total.traps += len(m.traps)
        total.traps_fired += sum(m.traps)
        total.true_spans += read.evidence.true_spans
        total.spans += read.evidence.spans
        total.claimed += read.evidence.claimed
        total.relations += read.evidence.relations
    names = [*MAIN, *sorted(set(tally) - set(MAIN))]
    total.rows = {n: Figure(tally[n]["right"], tally[n]["found"], tally[n]["gold"]) for n in names}
    total.misses = {k: misses[k] for k in (*MAIN, "traps") if k in misses}
    return total


def _entities(m: Matched, article: str, tally: dict[str, Counter[str]], misses: dict[str, list[str]]) -> None:
    for kind, aligned in (("entities", m.typed), ("names", m.named)):
        tally[kind] += Counter(right=len(aligned), found=len(m.found.entities), gold=len(m.gold.entities))
    reached = set(m.typed.values())
    for i, e in m.gold.entities.items():
        tally[f"type {_first(e)}"] += Counter(gold=1, right=int(i in reached))
        if i not in reached:
            misses["entities"].append(f"{article}: missed {_words(e)}")
    for i, e in m.found.entities.items():
        tally[f"type {_first(e)}"] += Counter(found=1)
        if i not in m.typed:
            misses["entities"].append(f"{article}: wrong  {_words(e)}")


def _first(e: Named) -> str:
    return min(e.types)


def _words(e: Named) -> str:
    return f"{'/'.join(sorted(e.types))} {' | '.join(e.names)}"


def _rest(m: Matched, gold: Gold, tally: dict[str, Counter[str]], misses: dict[str, list[str]]) -> None:
    pairs: tuple[tuple[str, Sequence[object], Sequence[object], tuple[int | None, ...]], ...] = (
        ("facts", m.found.facts, m.gold.facts, m.facts),
        ("statements", m.found.statements, m.gold.statements, m.statements),
    )
    for kind, found, wanted, hits in pairs:
        for item, hit in zip(found, hits, strict=True):
            for row in (kind, _row(item)):
                tally[row] += Counter(found=1)
            for row in (kind, _row(item if hit is None else wanted[hit])):
                tally[row] += Counter(right=int(hit is not None))
            if hit is None:
                misses[kind].append(f"{gold.name}: wrong  {_line(item, m.found)}")
        for i, item in enumerate(wanted):
            for row in (kind, _row(item)):
                tally[row] += Counter(gold=1)
            if i not in hits:
                misses[kind].append(f"{gold.name}: missed {_line(item, m.gold)}")
    for trap, fired in zip(gold.traps, m.traps, strict=True):
        if fired:
            what = f"{trap.predicate}({m.gold.name(trap.subject)}, {m.gold.name(trap.object)})"
            misses["traps"].append(f"{gold.name}: fired  {what}: {trap.why}")


def _row(item: object) -> str:
    if isinstance(item, Fact):
        return f"fact {item.predicate}"
    return "said directly" if getattr(item, "direct", False) else "said indirectly"


def _line(item: object, side: Found) -> str:
    if isinstance(item, Fact):
        title = f"{item.title} @ " if item.title else ""
        return f"{item.predicate}({side.name(item.subject)}, {title}{side.name(item.object)})"
    words = " ".join(str(getattr(item, "words", "")).split())
    return f"{side.name(getattr(item, 'speaker', None))}: {words[:90]}"
