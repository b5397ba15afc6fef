"""The values that pass along the pipeline, frozen; they know nothing of files, networks or stores.

    Article → Document → Mention → Entity → Claim, Statement → Reading

All offsets are half-open ranges of Unicode code points of the decoded, un-normalised source file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Iri = str  # an absolute IRI


class Span(NamedTuple):
    """A half-open range [begin, end) of code points of the article's text."""

    begin: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.begin < other.end and other.begin < self.end


class Literal(NamedTuple):
    """An RDF literal: text with either a language tag or a datatype IRI (none: xsd:string)."""

    value: str
    language: str | None = None
    datatype: Iri | None = None


Term = Iri | Literal


class Status(StrEnum):
    """How a claim stands; the values are local names of the ontology's claim-status concepts."""

    STATED = "Stated"
    INFERRED = "Inferred"
    EXTERNAL = "External"
    DOUBTFUL = "Doubtful"
    CONTRADICTED = "Contradicted"

    @property
    def asserted(self) -> bool:
        """Whether the claim's triple stands in the graph (doubtful and contradicted ones do not)."""
        return self not in (Status.DOUBTFUL, Status.CONTRADICTED)


class SentenceKind(StrEnum):
    """What a stretch of the file is."""

    NEWS = "news"
    HEADING = "heading"  # a line in capitals between paragraphs
    FURNITURE = "furniture"  # «Baca juga: …», «Pewarta: …», «SCROLL TO CONTINUE WITH CONTENT»


@dataclass(frozen=True, slots=True)
class Article:
    """One stored news text.

    identifier: stable name, from the file name without its extension; part of IRIs
    text: the decoded file, un-normalised
    source: the file name as given, for people
    digest: SHA-256 of the file's bytes (of the text's, where it is one of many in a file), hex
    published: day of publication, if the source says so (not read from the text)
    url: where it was published, if the source says so
    """

    identifier: str
    text: str
    source: str
    digest: str
    published: dt.date | None = None
    url: str | None = None


class Token(NamedTuple):
    """One word or mark of a sentence."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, numbered from 1 over the whole file; `duplicate_of` is the number of the one that it repeats."""

    number: int
    span: Span
    kind: SentenceKind
    tokens: tuple[Token, ...]
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences."""

    article: Article
    sentences: tuple[Sentence, ...]

    def text(self, span: Span) -> str:
        """The words at a span."""
        return self.article.text[span.begin : span.end]

    @property
    def read(self) -> tuple[Sentence, ...]:
        """The sentences that are news and not repetitions: the ones to read."""
        return tuple(s for s in self.sentences if s.kind is SentenceKind.NEWS and s.duplicate_of is None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something.

    span: the words
    cls: ontology class IRI, the most specific that the words justify
    key: the authority's key if a gazetteer knows the name (`kemenperin`), else None
    source: detector that found it (`gazetteer`, `tagger`, `title`, …)
    probability: that of the tagger, 1 where a rule found it
    """

    span: Span
    cls: Iri
    key: str | None
    source: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the article names, with every mention of it (pronouns and titles included, in text order).

    iri: stable, independent of what else was built
    cls: ontology class IRI
    label: preferred Indonesian label
    names: the surface forms of the text that name it, full form first
    mentions: spans of names; `references`: spans of pronouns, titles and definite phrases that stand for it
    """

    iri: Iri
    cls: Iri
    label: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    references: tuple[Span, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One subject–predicate–object with its status and evidence.

    The triple is asserted only if `status.asserted`. `evidence` is never empty; `extractor` names the rule family.
    confidence: measured precision of the kind in 0..1, or None where it is not calibrated.
    via: the statement on whose word the claim rests, if the article does not say it in its own voice.
    """

    subject: Iri
    predicate: Iri
    object: Term
    status: Status
    evidence: tuple[Span, ...]
    extractor: str
    confidence: float | None = None
    via: Iri | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said. `speaker` also stands as a claim when known.

    quote: the words themselves; cue: the attribution («kata dia»); modality: local name of a kgc: modality concept
    """

    iri: Iri
    direct: bool
    quote: Span
    cue: Span | None
    modality: str
    speaker: Iri | None
    capacity: Iri | None = None  # the tenure in which the speaker spoke
    about: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article: what the graph side receives."""

    document: Document
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    base: Iri  # base IRI of the instances, ends in '/'
