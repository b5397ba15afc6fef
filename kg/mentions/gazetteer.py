"""Finds known names in a text: countries, areas, ministries, agencies, firms (« … Menteri Luar Negeri RI di Jenewa, Swiss … »).

The names are data, `data/gazetteers/*.csv`; a new name is a line there. Every file has the columns of `COLUMNS`, then any
columns of codes (`iso`, `wilayah`, `klpd`, …). `blocked.csv` lists phrases that are no name although one stands in them
(«bahasa Inggris»), and names that are common words at the start of a sentence («Antara»).
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from kg.errors import OntologyError
from kg.model import Iri, Span
from kg.ontology import FOAF, KG, ORG, SCHEMA, Namespace, is_a
from kg.resources import data_dir

COLUMNS = ("key", "name", "aliases", "abbreviations", "class", "parent", "valid_from", "valid_to", "source")
BLOCKED = ("phrase", "where")
EVERYWHERE, SENTENCE_START = "anywhere", "sentence start"
OTHER_TABLES = frozenset(
    {"blocked.csv", "degrees.csv", "given_names.csv", "honorifics.csv", "nicknames.csv", "office_titles.csv"}
)
_NAMESPACES: dict[str, Namespace] = {"kg": KG, "org": ORG, "foaf": FOAF, "schema": SCHEMA}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GAP = re.compile(r"[ \t\r\n\xa0]{2,}|[\t\r\n\xa0]")
_PLAINER = (("’", "'"), ("‘", "'"), ("`", "'"), ("–", "-"), ("‑", "-"), ("—", "-"))  # one character for one: offsets stay
_OF_THE_REPUBLIC = re.compile(r" (?:RI|Republik Indonesia)\b")
_STILL_A_NAME = re.compile(r",| [(/-]")  # after a name that opens a sentence: «Medan, Sumatera Utara», «Medan (ANTARA) -»
_HOME = "indonesia"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with its names.

    key: stable, part of IRIs (`kemenperin`); name: label; parent: key of what it belongs to or lies in
    valid_from, valid_to: half-open interval of existence under this key, where known
    codes: the other filled columns of its file (`{"iso": "LA"}`); file: where it is listed, for people
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    cls: Iri
    parent: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    codes: Mapping[str, str]
    file: str

    def valid(self, on: dt.date) -> bool:
        """Whether it existed on that day, as far as known."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every listed name, the preferred one first."""
        return (self.name, *self.aliases, *self.abbreviations)


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text; `cls` and `key` are those of the entry."""

    span: Span
    key: str
    cls: Iri
    entry: Entry


class Gazetteer:
    """All names as one automaton; make it with `load` or take the shipped one from `gazetteer()`."""

    def __init__(self, entries: Iterable[Entry], blocked: Mapping[str, str] | None = None) -> None:
        """`blocked`: phrase → EVERYWHERE or SENTENCE_START.

        Raises OntologyError where a key is given twice, a parent is missing, or a name means two things at one time.
        """
        self._entries: dict[str, Entry] = {}
        self._by_surface: dict[str, list[Entry]] = {}
        for entry in entries:
            self._add(entry)
        for entry in self:
            if entry.parent and entry.parent not in self:
                raise OntologyError(f"{entry.file}: no entry '{entry.parent}' to be the parent.{self._suggestion(entry.parent)}")
        self._common = frozenset(p for p, where in (blocked or {}).items() if where == SENTENCE_START)
        for phrase in blocked or {}:
            self._by_surface.setdefault(phrase, [])
        patterns = self._spellings()
        self._meant = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns))

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read every table of a `gazetteers` folder; OntologyError names file and line where one is not as it should be."""
        blocked: dict[str, str] = {}
        entries: list[Entry] = []
        for path in sorted(folder.glob("*.csv")):
            if path.name == "blocked.csv":
                blocked.update(_blocked(path))
            elif path.name not in OTHER_TABLES:
                entries.extend(_entries(path))
        return cls(entries, blocked)

    def entry(self, key: str) -> Entry:
        """The entry of a key. Raises OntologyError where there is none."""
        try:
            return self._entries[key]
        except KeyError:
            raise OntologyError(f"data/gazetteers: no entry '{key}'.{self._suggestion(key)}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def named(self, name: str, on: dt.date | None = None) -> Entry | None:
        """The entry with exactly this name, alias or abbreviation; among several the one valid on the day."""
        return _choose(self._by_surface.get(name, []), name, on)

    def country(self, entry: Entry) -> str | None:
        """Key of the country that an entry is or lies in, or belongs to, as far as its parents tell."""
        while not is_a(entry.cls, KG.Country):
            if entry.parent is None:
                return None
            entry = self._entries[entry.parent]
        return entry.key

    def find(self, text: str, on: dt.date | None = None) -> list[Hit]:
        """Known names in the text, in order, none inside or across another, the longest first.

        Names count only as whole words and with their capitals, or in capitals throughout; a line break or several spaces
        may stand for a space, but not an empty line. «RI» and «Republik Indonesia» belong to the name of a state body
        before them, and a state body right before another country («Kementerian Pertahanan Rusia») is not the one listed.
        A name of two things («Kementerian Pariwisata») means the one that existed on the day `on`; without a day, the latest.
        """
        plain, places = _plain(text)
        found = [
            (begin, -end, number)
            for number, begin, end in self._automaton.find_matches_as_indexes(plain, overlapping=True)
            if _whole(plain, begin, end)
        ]
        found.sort()
        hits: list[Hit] = []
        reached = 0
        for begin, minus_end, number in found:
            if begin < reached:
                continue
            touching = bool(hits) and begin == reached + 1 and plain[reached] == " "
            reached = -minus_end
            surface = self._meant[number]
            entry = _choose(self._by_surface[surface], surface, on)
            if entry is None or (surface in self._common and _common_word(plain, begin, reached)):
                continue
            if is_a(entry.cls, KG.GovernmentBody):
                state = _OF_THE_REPUBLIC.match(plain, reached)
                reached = state.end() if state else reached
            elif touching and is_a(entry.cls, KG.Place) and self._foreign(hits[-1].entry, entry):
                hits.pop()
            hits.append(Hit(Span(_original(begin, places), _original(reached - 1, places) + 1), entry.key, entry.cls, entry))
        return hits

    def _add(self, entry: Entry) -> None:
        if entry.key in self._entries:
            other = self._entries[entry.key]
            raise OntologyError(f"{entry.file}: the key '{entry.key}' is also that of {other.file}; choose another")
        self._entries[entry.key] = entry
        for surface in dict.fromkeys(entry.surfaces):
            rivals = self._by_surface.setdefault(surface, [])
            for other in rivals:
                if _together(entry, other):
                    raise OntologyError(f"{entry.file}: the name '{surface}' is also that of {other.file}; remove one of them")
            rivals.append(entry)

    def _foreign(self, body: Entry, place: Entry) -> bool:
        """Whether a listed body of this country cannot be meant before that place: «Kemlu China»."""
        if not is_a(body.cls, KG.GovernmentBody) or self.country(body) is not None:
            return False
        return self.country(place) not in (None, _HOME)

    def _spellings(self) -> dict[str, str]:
        """What to look for → the listed name that it spells: as listed, and in capitals as headlines and datelines have it."""
        meant = {_plainer(surface): surface for surface in self._by_surface}
        for surface, entries in self._by_surface.items():
            if entries and len(surface) > 4 and not surface.isupper():
                meant.setdefault(_plainer(surface).upper(), surface)
        return meant

    def _suggestion(self, key: str) -> str:
        near = difflib.get_close_matches(key, self._entries, n=1)
        return f" Did you mean '{near[0]}'?" if near else ""


@cache
def gazetteer() -> Gazetteer:
    """The shipped names."""
    return Gazetteer.load(data_dir() / "gazetteers")


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines after the header as column → text, each with its place for people («data/gazetteers/x.csv:12»).

    The header must begin with `columns`; every line has as many cells as the header. Raises OntologyError with file and line.
    """
    shown = "/".join(path.parts[-3:])
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = next(lines, [])
            if tuple(header[: len(columns)]) != columns:
                raise OntologyError(f"{shown}:1: the columns are {','.join(header)}; expected {','.join(columns)}")
            for row in lines:
                if len(row) != len(header):
                    raise OntologyError(f"{shown}:{lines.line_num}: {len(row)} cells under {len(header)} columns; quote commas")
                yield f"{shown}:{lines.line_num}", dict(zip(header, row, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise OntologyError(f"{shown}: cannot be read: {e}") from e


def _blocked(path: Path) -> Iterator[tuple[str, str]]:
    for place, row in read_table(path, BLOCKED):
        phrase, where = row["phrase"], row["where"]
        if not phrase or where not in (EVERYWHERE, SENTENCE_START):
            raise OntologyError(f"{place}: '{phrase}' is blocked '{where}'; write '{EVERYWHERE}' or '{SENTENCE_START}'")
        yield phrase, where


def _entries(path: Path) -> Iterator[Entry]:
    for place, row in read_table(path, COLUMNS):
        key, name = row["key"], row["name"]
        if not _KEY.fullmatch(key):
            raise OntologyError(f"{place}: the key '{key}' is not of lower-case letters, digits and single hyphens")
        if not name or not row["source"]:
            raise OntologyError(f"{place}: '{key}' has no {'source' if name else 'name'}; fill the cell")
        yield Entry(
            key,
            name,
            _names(row["aliases"], place),
            _names(row["abbreviations"], place),
            _class(row["class"], place),
            row["parent"] or None,
            _date(row["valid_from"], place),
            _date(row["valid_to"], place),
            {column: text for column, text in row.items() if text and column not in COLUMNS},
            place,
        )


def _names(cell: str, place: str) -> tuple[str, ...]:
    names = tuple(cell.split("|")) if cell else ()
    if not all(names):
        raise OntologyError(f"{place}: an empty name in '{cell}'; names are separated by single |")
    return names


@cache
def _iri(name: str) -> Iri:
    prefix, _, local = name.rpartition(":")
    if prefix and prefix not in _NAMESPACES:
        raise OntologyError(f"the prefix '{prefix}' is none of {', '.join(_NAMESPACES)}")
    return _NAMESPACES[prefix or "kg"][local]


def _class(name: str, place: str) -> Iri:
    try:
        return _iri(name)
    except OntologyError as e:
        raise OntologyError(f"{place}: no class '{name}': {e}") from e


def _date(cell: str, place: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell) if cell else None
    except ValueError:
        raise OntologyError(f"{place}: '{cell}' is no date; write it as 2024-10-21") from None


def _together(one: Entry, other: Entry) -> bool:
    """Whether the two existed at one time."""
    begin = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
    return begin < min(one.valid_to or dt.date.max, other.valid_to or dt.date.max)


def _choose(entries: list[Entry], surface: str, on: dt.date | None) -> Entry | None:
    if len(entries) < 2:
        return entries[0] if entries else None

    def rank(entry: Entry) -> tuple[bool, bool, dt.date]:
        return on is not None and entry.valid(on), surface not in entry.aliases, entry.valid_from or dt.date.min

    return max(entries, key=rank)


def _plainer(text: str) -> str:
    for mark, plain in _PLAINER:  # str.translate takes ten times as long
        text = text.replace(mark, plain)
    return text


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with single spaces and plain quotes and dashes, and where its stretches begin: (there, in the original).

    >>> _plain("Papua\\n  Nugini")
    ('Papua Nugini', [(0, 0), (6, 8)])
    """
    text = _plainer(text)
    pieces: list[str] = []
    places = [(0, 0)]
    length = done = 0
    for gap in _GAP.finditer(text):
        pieces += (text[done : gap.start()], "\n" if gap.group().count("\n") > 1 else " ")
        length += gap.start() - done + 1
        done = gap.end()
        places.append((length, done))
    pieces.append(text[done:])
    return "".join(pieces), places


def _original(position: int, places: list[tuple[int, int]]) -> int:
    there, here = places[bisect_right(places, position, key=lambda place: place[0]) - 1]
    return here + position - there


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether no letter, digit or @ touches the words at [begin, end)."""
    before = text[begin - 1] if begin else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in "@_#" or after.isalnum() or after == "_")


def _common_word(text: str, begin: int, end: int) -> bool:
    """Whether a capital at [begin, end) may be due to the start of a sentence alone."""
    before = text[:begin].rstrip(" \"'“”(") if begin else ""
    return (not before or before[-1] in ".!?:\n") and not _STILL_A_NAME.match(text, end)
