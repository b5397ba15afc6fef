"""Composition of the whole road: files → articles → readings → graph → store, Turtle, page, texts."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KGError, OutputError, SourceError
from kg.model import Article, Claim, Iri, Reading, Status
from kg.ontology import BASE

Progress = Callable[[Sequence[Article]], Iterable[Article]]
Reader = Callable[[Article, Iri], Reading]


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that is not asserted, in words: what it says of what, and the words of the article."""

    status: Status
    article: str
    subject: str
    predicate: Iri
    object: str
    words: str
    note: str | None


@dataclass(slots=True)
class Summary:
    """What a build did, for people; `open_claims` are the doubtful and contradicted ones."""

    articles: int = 0
    entities: Counter[Iri] = field(default_factory=Counter)  # class → distinct entities
    claims: Counter[Status] = field(default_factory=Counter)
    open_claims: list[OpenClaim] = field(default_factory=list)
    problems: tuple[KGError, ...] = ()
    notes: tuple[str, ...] = ()


def build(
    sources: Sequence[Path],
    output: Path,
    *,
    base: Iri = BASE,
    min_confidence: float = 0.0,
    renderer: str = "auto",
    progress: Progress | None = None,
    reader: Reader | None = None,
) -> Summary:
    """Build `output` anew from files and folders of articles; the old output stays if nothing can be built or anything fails.

    base: IRI under which the instances lie, ends in '/'; min_confidence: 0..1, see `article_graph`; renderer: see `write_page`;
    progress: wraps the articles; reader: stands in for `kg.pipeline.read`.
    Files that cannot be used are in the summary's `problems`; KGError if none can be used or the folder cannot be written.
    """
    from kg.graph.formats import write_graph
    from kg.graph.output import GRAPH, PAGE, STORE, new_build
    from kg.graph.texts import TEXTS, ArticleText, article_text, write_texts
    from kg.graph.triples import ArticleGraph, article_graph
    from kg.query.questions import questions
    from kg.query.store import open_store, write_store
    from kg.sources.collection import read_sources
    from kg.visualise.page import write_page

    _refuse_own_output(sources, output)
    found = read_sources(sources, skip=_real(output))
    summary = Summary(problems=found.problems, notes=found.notes)
    if not found.articles:
        raise _nothing(found.problems)
    read = reader or _pipeline()
    texts: list[ArticleText] = []
    seen: set[Iri] = set()
    failed: list[KGError] = []

    def graphs() -> Iterator[ArticleGraph]:
        for article in progress(found.articles) if progress else found.articles:
            try:
                reading = read(article, base)
                graph = article_graph(reading, min_confidence=min_confidence)
            except Exception as e:  # an error of the program: this article is lost, the others are not
                what = f"{type(e).__name__}: {e}"
                failed.append(SourceError(f"{article.source}: cannot be read into a graph ({what}); left out, please report it"))
                continue
            texts.append(article_text(reading.document))
            _count(summary, reading, seen)
            yield graph

    with new_build(output, (GRAPH, PAGE, STORE, TEXTS)) as folder:
        with seldom_collecting():
            write_store(folder / STORE, graphs(), base)
        summary.problems += tuple(failed)
        if not texts:
            raise _nothing(summary.problems)
        store = open_store(folder)
        with (folder / GRAPH).open("wb") as out:
            write_graph(store, "turtle", out, base)
        write_texts(texts, folder / TEXTS)
        write_page(store, texts, folder / PAGE, renderer=renderer, questions=questions())
        del store
    return summary


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """While articles are read: what they leave has few cycles, and looking for some every few hundred values takes time."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _pipeline() -> Reader:
    from kg.pipeline import read

    return read


def _refuse_own_output(sources: Sequence[Path], output: Path) -> None:
    inside = _real(output)
    for source in sources:
        if _real(source).is_relative_to(inside) and os.path.lexists(source):
            raise OutputError(f"{source}: lies in the output folder {output}; choose another folder with --output")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # no error for a loop of links or a closed folder; who opens the path names those


def _nothing(problems: Sequence[KGError]) -> KGError:
    if len(problems) == 1:
        return problems[0]
    lines = "".join(f"\n  {p}" for p in problems)
    return type(problems[0])(f"none of the {len(problems)} sources can be used; the output is left as it was:{lines}")


def _count(summary: Summary, reading: Reading, seen: set[Iri]) -> None:
    summary.articles += 1
    labels = {e.iri: e.label for e in reading.entities}
    for entity in reading.entities:
        if entity.iri not in seen:
            seen.add(entity.iri)
            summary.entities[entity.cls] += 1
    for claim in reading.claims:
        summary.claims[claim.status] += 1
        if not claim.status.asserted:
            summary.open_claims.append(_open(claim, reading, labels))


def _open(claim: Claim, reading: Reading, labels: Mapping[Iri, str]) -> OpenClaim:
    def word(iri: Iri) -> str:
        return labels.get(iri) or iri.rpartition("/")[2].rpartition("#")[2]

    value = word(claim.object) if isinstance(claim.object, str) else claim.object.value
    words = reading.document.text(claim.evidence[0]) if claim.evidence else ""
    article = reading.document.article.identifier
    return OpenClaim(claim.status, article, word(claim.subject), claim.predicate, value, words, claim.note)
