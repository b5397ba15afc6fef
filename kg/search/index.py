"""The index beside the store: SQLite's FTS5 over sentences and names, made on first use and again after each build.

«pelatihan Kembatik» → sentences with «Kementerian Batik melatih …»
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg import identifiers
from kg.errors import OutputError, QueryError, StoreError
from kg.graph.texts import TEXTS, ArticleText, read_text, read_texts_lazily
from kg.model import Iri
from kg.ontology import FOAF, KG, RDFS, SKOS, defined
from kg.search.words import expression, stems, words_of

INDEX = "search.sqlite"
_VERSION = "2"
_SCHEMA = """
CREATE TABLE stamp(value TEXT NOT NULL);
CREATE TABLE article(id INTEGER PRIMARY KEY, identifier TEXT UNIQUE NOT NULL, iri TEXT NOT NULL, place INTEGER, length INTEGER);
CREATE TABLE sentence(id INTEGER PRIMARY KEY, article INTEGER NOT NULL, number INTEGER, begin INTEGER, text TEXT NOT NULL);
CREATE INDEX sentence_place ON sentence(article, begin);
CREATE TABLE name(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE short_form(name TEXT NOT NULL, other TEXT NOT NULL);
CREATE INDEX short_form_name ON short_form(name);
CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE name_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: the IRI of an entity or article, the name or sentence that matched, a score (more is better), its number."""

    iri: Iri
    text: str
    score: float
    article: str = ""
    number: int = 0


class Index:
    """An open index; safe in one thread."""

    def __init__(self, path: Path) -> None:
        self._texts = path.with_name(TEXTS)
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def names(self, asked: str, limit: int = 20, *, complete: bool = False) -> list[Found]:
        """Entities by name, best first, each once; `complete` takes the last word as the beginning of one."""
        rows = self._rows(
            "SELECT n.iri, n.text, -w.rank, '', 0 FROM "
            "(SELECT rowid, rank FROM name_words WHERE name_words MATCH ? ORDER BY rank LIMIT ?) w "
            "JOIN name n ON n.id = w.rowid ORDER BY w.rank, length(n.text), n.iri",
            asked,
            limit * 5,
            complete=complete,
        )
        best: dict[Iri, Found] = {}
        for iri, text, score, _, _ in rows:
            best.setdefault(iri, Found(iri, text, round(score, 4)))
        return list(best.values())[:limit]

    def sentences(self, asked: str, limit: int = 20) -> list[Found]:
        """Sentences that hold all the words, best first; the IRI is the article's."""
        rows = self._rows(
            "SELECT a.iri, s.text, -w.rank, a.identifier, s.number FROM "
            "(SELECT rowid, rank FROM sentence_words WHERE sentence_words MATCH ? ORDER BY rank LIMIT ?) w "
            "JOIN sentence s ON s.id = w.rowid JOIN article a ON a.id = s.article ORDER BY w.rank, s.id",
            asked,
            limit,
        )
        return [Found(iri, text, round(score, 4), identifier, number) for iri, text, score, identifier, number in rows]

    def articles(self, wanted: Collection[str]) -> tuple[ArticleText, ...]:
        """The texts of some articles, by identifier, each read from its place in `articles.jsonl`."""
        found = []
        marks = ",".join("?" * len(wanted))
        places = self._db.execute(
            f"SELECT place, length FROM article WHERE identifier IN ({marks}) ORDER BY place", sorted(wanted)
        )
        with self._texts.open("rb") as file:
            for place, length in places:
                file.seek(place)
                found.append(read_text(file.read(length).decode("ascii"), self._texts))
        return tuple(found)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def _rows(self, sql: str, asked: str, limit: int, *, complete: bool = False) -> list[tuple[str, str, float, str, int]]:
        wanted = expression(asked, self._short_forms(asked), complete=complete)
        if wanted is None:
            raise QueryError("nothing to search for: no word in what is asked; give one, such as: kg search pelatihan")
        try:
            return self._db.execute(sql, (wanted, limit)).fetchall()
        except sqlite3.Error as e:
            raise QueryError(f"the search cannot be answered: {e}; remove {INDEX} beside the store to have it made anew") from e

    def _short_forms(self, asked: str) -> dict[str, tuple[str, ...]]:
        """The other forms of every name that stands in what is asked."""
        words = stems(asked)
        runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 8) + 1)}
        marks = ",".join("?" * len(runs))
        found: dict[str, list[str]] = {}
        for name, other in self._db.execute(
            f"SELECT name, other FROM short_form WHERE name IN ({marks}) ORDER BY 1, 2", sorted(runs)
        ):
            found.setdefault(name, []).append(other)
        return {name: tuple(others) for name, others in found.items()}


def open_index(output: Path) -> Index:
    """The index of an output folder, made first if it is missing or of an older build. StoreError, OutputError."""
    from kg.query.store import STORE

    folder = (output / STORE).resolve().parent
    path, stamp = folder / INDEX, _stamp(folder)
    if not _is_current(path, stamp):
        _make(output, path, stamp)
    return Index(path)


def _stamp(folder: Path) -> str:
    try:
        found = (folder / TEXTS).stat()
    except OSError as e:
        raise StoreError(f"{folder / TEXTS}: no texts to search; build the graph first: kg build SOURCE") from e
    return f"{_VERSION} {found.st_size} {found.st_mtime_ns}"


def _is_current(path: Path, stamp: str) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            return bool(db.execute("SELECT value FROM stamp").fetchone() == (stamp,))
    except sqlite3.Error:
        return False


def _make(output: Path, path: Path, stamp: str) -> None:
    """Write the index under another name and move it into place; two who do so at once write the same."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            db.execute("BEGIN")
            _fill(db, output)
            db.execute("INSERT INTO stamp VALUES (?)", (stamp,))
            for table in ("sentence_words", "name_words"):
                db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
            db.execute("COMMIT")
        part.replace(path)
    except (OSError, sqlite3.Error) as e:
        raise OutputError(
            f"{path}: the search index cannot be written ({e}); check the space and permissions of the folder"
        ) from e
    finally:
        part.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, output: Path) -> None:
    from kg.query.store import base_of, open_store

    store = open_store(output)
    base = base_of(store)
    row = 0
    for number, (place, length, text) in enumerate(read_texts_lazily(output / TEXTS), 1):
        iri = identifiers.article(base, text.identifier)
        db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", (number, text.identifier, iri, place, length))
        for s in text.sentences:
            if s.kind == "furniture" or s.duplicate_of is not None:
                continue
            row += 1
            words = text.text[s.begin : s.end]
            db.execute("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", (row, number, s.number, s.begin, words))
            db.execute("INSERT INTO sentence_words(rowid, words) VALUES (?, ?)", (row, " ".join(stems(words))))
    short = dict.fromkeys(pair for pair in _abbreviations(store))
    db.executemany("INSERT INTO short_form VALUES (?, ?)", sorted({*short, *((b, a) for a, b in short)}))
    for row, (iri, name) in enumerate(_names(store), 1):
        db.execute("INSERT INTO name VALUES (?, ?, ?)", (row, iri, name))
        db.execute("INSERT INTO name_words(rowid, words) VALUES (?, ?)", (row, " ".join([*stems(name), *words_of(name)])))


def _names(store: object) -> Iterator[tuple[Iri, str]]:
    """Every entity with each of its names, sorted; the ontology's own terms are left out."""
    import pyoxigraph as ox

    assert isinstance(store, ox.Store)
    found = set()
    for predicate in (SKOS.prefLabel, SKOS.altLabel, FOAF.name, RDFS.label, KG.abbreviation):
        for q in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal) and q.subject.value not in defined():
                found.add((q.subject.value, q.object.value))
    yield from sorted(found)


def _abbreviations(store: object) -> Iterator[tuple[str, str]]:
    """Stems of an abbreviation and of the name that it is short for."""
    import pyoxigraph as ox

    assert isinstance(store, ox.Store)
    everywhere = ox.DefaultGraph()
    for q in store.quads_for_pattern(None, ox.NamedNode(KG.abbreviation), None, everywhere):
        for predicate in (SKOS.prefLabel, FOAF.name, RDFS.label):
            for name in store.quads_for_pattern(q.subject, ox.NamedNode(predicate), None, everywhere):
                if isinstance(q.object, ox.Literal) and isinstance(name.object, ox.Literal) and name.object.language != "en":
                    short, long = " ".join(stems(q.object.value)), " ".join(stems(name.object.value))
                    if short and long and short != long:
                        yield short, long
