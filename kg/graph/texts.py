"""The full texts beside the graph: `articles.jsonl` lets a span be shown in its sentence («kata dia»); RDF never holds a text.

One JSON object a line, sorted by identifier; offsets are half-open ranges of Unicode code points of `text`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.model import Document

TEXTS = "articles.jsonl"


class SentenceSpan(NamedTuple):
    """One sentence: its number from 1, the range [begin, end), its kind (`news`, `furniture`), the number that it repeats."""

    number: int
    begin: int
    end: int
    kind: str
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as the file had it, with its sentences in text order.

    identifier: as in the article's IRI; source: the file's name; digest: SHA-256 of the file's bytes, hex
    """

    identifier: str
    source: str
    digest: str
    text: str
    sentences: tuple[SentenceSpan, ...]

    def sentence_at(self, begin: int, end: int) -> SentenceSpan | None:
        """The sentence that holds the character at `begin` (or overlaps [begin, end)), None outside all sentences."""
        for s in self.sentences:
            if s.begin <= begin < s.end:
                return s
        return next((s for s in self.sentences if s.begin < end and begin < s.end), None)


def article_text(document: Document) -> ArticleText:
    """What is kept of a document for showing its sentences."""
    a = document.article
    sentences = tuple(SentenceSpan(s.number, s.span.begin, s.span.end, s.kind.value, s.duplicate_of) for s in document.sentences)
    return ArticleText(a.identifier, PurePath(a.source).name, a.digest, a.text, sentences)


def dump_texts(articles: Iterable[ArticleText]) -> str:
    """The lines of `articles.jsonl`: ASCII JSON, so that no terminal or editor acts on what a text holds."""
    lines = [
        json.dumps(
            {
                "identifier": a.identifier,
                "source": a.source,
                "digest": a.digest,
                "text": a.text,
                "sentences": [list(s) for s in a.sentences],
            }
        )
        for a in sorted(articles, key=lambda a: a.identifier)
    ]
    return "".join(line + "\n" for line in lines)


def write_texts(articles: Iterable[ArticleText], path: Path) -> None:
    """Write `articles.jsonl` at `path`."""
    path.write_text(dump_texts(articles), encoding="ascii", newline="\n")


def read_texts(path: Path, wanted: Collection[str] | None = None) -> Sequence[ArticleText]:
    """The articles of an `articles.jsonl`, or those of the `wanted` identifiers; StoreError if it is missing or damaged."""
    heads = None if wanted is None else tuple(f'{{"identifier": {json.dumps(w)},' for w in wanted)
    try:
        with path.open(encoding="ascii") as lines:
            return tuple(_article(line, path, n) for n, line in enumerate(lines, 1) if heads is None or line.startswith(heads))
    except (OSError, UnicodeDecodeError) as e:
        raise StoreError(f"{path}: the articles' texts cannot be read; build the graph again: kg build SOURCE") from e


def read_texts_lazily(path: Path) -> Iterator[tuple[int, int, ArticleText]]:
    """The articles of an `articles.jsonl` one by one, however many, each with its place and length in bytes; StoreError."""
    place = 0
    try:
        with path.open(encoding="ascii", newline="\n") as lines:
            for n, line in enumerate(lines, 1):
                yield place, len(line), _article(line, path, n)
                place += len(line)
    except (OSError, UnicodeDecodeError) as e:
        raise StoreError(f"{path}: the articles' texts cannot be read; build the graph again: kg build SOURCE") from e


def read_text(line: str, path: Path) -> ArticleText:
    """One line of `articles.jsonl`; StoreError if it is damaged, which names `path`."""
    return _article(line, path, 0)


def _article(line: str, path: Path, number: int) -> ArticleText:
    try:
        row: dict[str, Any] = json.loads(line)
        sentences = tuple(SentenceSpan(*s) for s in row["sentences"])
        return ArticleText(row["identifier"], row["source"], row["digest"], row["text"], sentences)
    except (ValueError, KeyError, TypeError) as e:
        raise StoreError(f"{path}:{number}: damaged line; build the graph again: kg build SOURCE") from e
