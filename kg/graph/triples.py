"""Reading → quads: the article's facts in one named graph, its claims and text spans in another beside it.

«… kata Retno» gives a statement with its words, a claim with its status, and spans that the file can be sliced with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import __version__, identifiers
from kg.errors import OutputError
from kg.graph import naming
from kg.model import Claim, Iri, Literal, Reading, Span, Statement, Status, Term
from kg.ontology import DCTERMS, KG, KGC, NIF, PROV, RDF, RDFS, SCHEMA, XSD

PlainTriple = tuple[Iri, Iri, Term]


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The triples of one article, each list sorted by its spelling in N-Triples and free of repetitions."""

    identifier: str
    plain_facts: tuple[PlainTriple, ...]
    plain_claims: tuple[PlainTriple, ...]

    @property
    def facts(self) -> tuple[ox.Triple, ...]:
        """What the article says."""
        return tuple(ox.Triple(node(s), node(p), term(o)) for s, p, o in self.plain_facts)

    @property
    def claims(self) -> tuple[ox.Triple, ...]:
        """Where it says so."""
        return tuple(ox.Triple(node(s), node(p), term(o)) for s, p, o in self.plain_claims)


def article_graph(reading: Reading, *, min_confidence: float = 0.0) -> ArticleGraph:
    """All that was read in an article as RDF.

    A claim whose confidence (0..1) is below `min_confidence` is kept as doubtful, and its triple is not asserted.
    """
    claims = _merged([_weighed(c, min_confidence) for c in reading.claims])
    identifier = reading.document.article.identifier
    facts = [*_article(reading), *_run(reading.base)]
    facts.extend((c.subject, c.predicate, c.object) for c in claims if c.status.asserted)
    for statement in reading.statements:
        facts.extend(_statement(statement, reading))
    beside: list[PlainTriple] = []
    spans = {s.quote for s in reading.statements}
    for claim in claims:
        beside.extend(_claim(claim, reading))
        spans.update(claim.evidence)
    for span in sorted(spans):
        beside.extend(_span(span, reading, quoted=True))
    beside.extend(_repetitions(reading))
    return ArticleGraph(identifier, _sorted(facts), _sorted(beside))


def quads(graph: ArticleGraph, base: Iri, *, merged: bool = False) -> Iterator[ox.Quad]:
    """The triples in their two named graphs, facts first; `merged`: each also in the default graph, where all articles meet."""
    for name, triples in (
        (naming.facts_graph(base, graph.identifier), graph.plain_facts),
        (naming.claims_graph(base, graph.identifier), graph.plain_claims),
    ):
        named = node(name)
        for subject, predicate, value in triples:
            s, p, o = node(subject), node(predicate), term(value)
            yield ox.Quad(s, p, o, named)
            if merged:
                yield ox.Quad(s, p, o)


@lru_cache(maxsize=1 << 16)
def node(iri: Iri) -> ox.NamedNode:
    """An IRI as a node; OutputError if it is not one, so that a text can never break out of its place in a file."""
    try:
        return ox.NamedNode(iri)
    except ValueError as e:
        raise OutputError(f"{iri!r} is not an absolute IRI ({e}); a claim or entity was given a malformed name") from e


def plain(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """The IRI, the text of a literal, or the spelling of any other term."""
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)


def term(value: Term) -> ox.NamedNode | ox.Literal:
    """A value of the model as a term of RDF."""
    return node(value) if isinstance(value, str) else _literal(value)


def _sorted(pool: Iterable[PlainTriple]) -> tuple[PlainTriple, ...]:
    about: dict[Iri, dict[str, PlainTriple]] = {}
    for t in pool:
        s, p, o = t
        about.setdefault(s, {})[f"{p}> <{o}>" if isinstance(o, str) else f"{p}> {_spelt_literal(o)}"] = t
    found = [t for s in sorted(about, key=lambda s: s + ">") for _, t in sorted(about[s].items())]
    for iri in {i for t in found for i in t if isinstance(i, str)}:
        node(iri)  # or OutputError, before anything is written
    return tuple(found)


def _spelt(subject: Iri, predicate: Iri, value: Term) -> str:
    """A triple as N-Triples spells it."""
    return f"<{subject}> <{predicate}> " + (f"<{value}>" if isinstance(value, str) else _spelt_literal(value))


@lru_cache(maxsize=1 << 14)
def _spelt_literal(value: Literal) -> str:
    return str(_literal(value))


@lru_cache(maxsize=1 << 16)
def _literal(value: Literal) -> ox.Literal:
    if value.language:
        return ox.Literal(value.value, language=value.language)
    return ox.Literal(value.value, datatype=node(value.datatype) if value.datatype else None)


def _weighed(claim: Claim, min_confidence: float) -> Claim:
    if claim.confidence is None or claim.confidence >= min_confidence or not claim.status.asserted:
        return claim
    return replace(claim, status=Status.DOUBTFUL)


class _Claim(NamedTuple):
    """All claims of an article with the same triple and status, as one."""

    subject: Iri
    predicate: Iri
    object: Term
    status: Status
    evidence: tuple[Span, ...]
    extractors: tuple[str, ...]
    confidence: float | None
    via: tuple[Iri, ...]
    notes: tuple[str, ...]

    @property
    def spelt(self) -> str:
        return f"{_spelt(self.subject, self.predicate, self.object)} {self.status.value}"


def _merged(claims: Iterable[Claim]) -> list[_Claim]:
    groups: dict[tuple[Iri, Iri, Term, Status], list[Claim]] = {}
    for c in claims:
        groups.setdefault((c.subject, c.predicate, c.object, c.status), []).append(c)
    return [
        _Claim(
            *key,
            evidence=tuple(sorted({span for c in same for span in c.evidence})),
            extractors=tuple(sorted({c.extractor for c in same})),
            confidence=max((c.confidence for c in same if c.confidence is not None), default=None),
            via=tuple(sorted({c.via for c in same if c.via})),
            notes=tuple(sorted({c.note for c in same if c.note})),
        )
        for key, same in groups.items()
    ]


def _article(reading: Reading) -> Iterator[PlainTriple]:
    article, base = reading.document.article, reading.base
    iri, text = identifiers.article(base, article.identifier), naming.text_iri(base, article.identifier)
    yield iri, RDF.type, KG.NewsArticle
    yield iri, SCHEMA.inLanguage, Literal("id")
    yield iri, DCTERMS.identifier, Literal(article.identifier)
    yield iri, KG.sourceText, text
    if article.published:
        yield iri, SCHEMA.datePublished, Literal(article.published.isoformat(), datatype=XSD.date)
    if article.url:
        yield iri, SCHEMA.url, Literal(article.url)
    for entity in reading.entities:
        yield iri, SCHEMA.mentions, entity.iri
    yield text, RDF.type, KG.SourceText
    yield text, DCTERMS.identifier, Literal(article.identifier + ".txt")
    yield text, KG.textDigest, Literal(article.digest)
    yield text, KG.charLength, Literal(str(len(article.text)), datatype=XSD.integer)


def _statement(statement: Statement, reading: Reading) -> Iterator[PlainTriple]:
    document, identifier = reading.document, reading.document.article.identifier
    iri = statement.iri
    yield iri, RDF.type, KG.DirectQuotation if statement.direct else KG.IndirectStatement
    yield iri, KG.reportedIn, identifiers.article(reading.base, identifier)
    yield iri, KG.quoteText, Literal(document.text(statement.quote), language="id")
    yield iri, KG.evidence, naming.span_iri(reading.base, identifier, statement.quote)
    yield iri, KG.modality, KGC[statement.modality]
    if statement.cue:
        yield iri, KG.attributionCue, Literal(document.text(statement.cue))
    if statement.speaker:
        yield iri, KG.speaker, statement.speaker
    if statement.capacity:
        yield iri, KG.inCapacity, statement.capacity
    for subject in statement.about:
        yield iri, SCHEMA.about, subject


def _claim(claim: _Claim, reading: Reading) -> Iterator[PlainTriple]:
    identifier = reading.document.article.identifier
    iri = naming.claim_iri(reading.base, identifier, claim.spelt)
    yield iri, RDF.type, KG.Claim
    yield iri, RDF.type, RDF.Statement
    yield iri, RDF.subject, claim.subject
    yield iri, RDF.predicate, claim.predicate
    yield iri, RDF.object, claim.object
    yield iri, KG.claimStatus, KGC[claim.status.value]
    yield iri, PROV.wasGeneratedBy, naming.run_iri(reading.base)
    for span in claim.evidence:
        yield iri, KG.evidence, naming.span_iri(reading.base, identifier, span)
    for extractor in claim.extractors:
        yield iri, KG.extractor, Literal(extractor)
    for statement in claim.via:
        yield iri, KG.viaStatement, statement
    for note in claim.notes:
        yield iri, RDFS.comment, Literal(note, language="en")
    if claim.confidence is not None:
        yield iri, KG.confidence, Literal(_decimal(claim.confidence), datatype=XSD.decimal)


def _decimal(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")  # as Oxigraph spells it


def _span(span: Span, reading: Reading, *, quoted: bool) -> Iterator[PlainTriple]:
    document, identifier = reading.document, reading.document.article.identifier
    iri = naming.span_iri(reading.base, identifier, span)
    yield iri, RDF.type, KG.TextSpan
    yield iri, NIF.referenceContext, naming.text_iri(reading.base, identifier)
    yield iri, NIF.beginIndex, Literal(str(span.begin), datatype=XSD.nonNegativeInteger)
    yield iri, NIF.endIndex, Literal(str(span.end), datatype=XSD.nonNegativeInteger)
    if quoted:
        yield iri, NIF.anchorOf, Literal(document.text(span))
    at = bisect_right(document.sentences, span.begin, key=lambda s: s.span.end)  # sentences stand in order, apart
    if at < len(document.sentences) and document.sentences[at].span.overlaps(span):
        yield iri, KG.sentenceNumber, Literal(str(document.sentences[at].number), datatype=XSD.integer)


def _repetitions(reading: Reading) -> Iterator[PlainTriple]:
    """Whole sentences that repeat earlier ones, beside those that they repeat; without their words, which stay in the file."""
    identifier = reading.document.article.identifier
    sentences = {s.number: s for s in reading.document.sentences}
    for sentence in reading.document.sentences:
        if sentence.duplicate_of is None:
            continue
        first = sentences[sentence.duplicate_of].span
        yield from _span(sentence.span, reading, quoted=False)
        yield from _span(first, reading, quoted=False)
        yield (
            naming.span_iri(reading.base, identifier, sentence.span),
            KG.duplicateOf,
            naming.span_iri(reading.base, identifier, first),
        )


def _run(base: Iri) -> Iterator[PlainTriple]:
    iri = naming.run_iri(base)
    yield iri, RDF.type, KG.ExtractionRun
    for language in ("en", "id"):
        yield iri, RDFS.label, Literal(f"beritagraf {__version__}", language=language)
