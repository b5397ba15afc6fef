"""Gold files: what a careful reader found in an article, checked against the article on reading.

«Kementerian Pertanian (Kementan) menggelar pelatihan» → `{"p": "organizes", "s": "E1", "o": "E2", "quote": "…"}`

A text that may not be copied is named by its address and checksum; quotes from it are `"at": [0, 44]`, code points.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import EvaluationError
from kg.model import Article
from kg.sources.lines import read_lines
from kg.sources.text import read_article

TYPES = {
    *("Person", "Ministry", "GovernmentBody", "GovernmentUnit", "IntergovernmentalOrganization", "Organization"),
    *("Country", "Place", "Facility", "Programme", "Event", "Regulation"),
}
PREDICATES = {
    *("holds", "unitOf", "memberOf", "locatedIn", "heldAt", "organizes", "participatesIn", "operates", "partOf"),
    *("cooperatesWith", "signs", "date", "count"),
}
_DAY = r"(?:\d{4}(?:-\d\d){0,2}|\.\.)"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity: its types of the guidelines and its names."""

    types: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation; `object` is an entity's id, a date in ISO 8601, a number, or None. `heldAt` is read as `locatedIn`."""

    predicate: str
    subject: str
    object: str | int | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the id of who said them, if the text tells."""

    speaker: str | None
    words: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """What the text does not support, and why."""

    predicate: str
    subject: str
    object: str | int | None
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader, human or program, found in one article; entities by id."""

    entities: dict[str, Named]
    facts: tuple[Fact, ...]
    statements: tuple[Said, ...]

    def name(self, end: str | int | None) -> str:
        """An end of a fact in words."""
        named = self.entities.get(end) if isinstance(end, str) else None
        return named.names[0] if named else str(end)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article, what was found in it, and its traps."""

    name: str
    article: Article
    found: Found
    traps: tuple[Trap, ...]


def read_gold(folder: Path, texts: Path | None = None) -> list[Gold]:
    """The gold files of a folder, by name, each with its text: the one beside it, or that of its address in `texts`.

    texts: a file of JSON lines, each with the `url` and `text` of an article
    Raises EvaluationError where there is none, or one is not of the guidelines' form; SourceError for a text that cannot be read.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder}: no such folder; give one with NAME.txt and NAME{_SUFFIX} in it")
    paths = sorted(folder.glob(f"*{_SUFFIX}"))
    if not paths:
        raise EvaluationError(f"{folder}: no NAME{_SUFFIX} in this folder; see data/gold for the form")
    by_address = read_lines(texts) if texts else {}
    return [_read(path, by_address) for path in paths]


def _read(path: Path, texts: Mapping[str, str]) -> Gold:
    name = path.name.removesuffix(_SUFFIX)
    try:
        gold: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise EvaluationError(f"{path}: cannot be read: {' '.join(str(e).split())}") from e
    try:
        article = _addressed(path, name, gold["text"], texts) if "text" in gold else _beside(path, name)
        _quote(gold, article.text)
        fault = next(_faults(gold, article.text), None)
        if fault:
            raise EvaluationError(f"{path}: {fault}; mend it by the form of data/gold/README.md")
        return Gold(name, article, _found(gold), tuple(_trap(t) for t in gold["traps"]))
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise EvaluationError(f"{path}: not of the form of data/gold/README.md: {type(e).__name__}: {e}") from e


def _beside(path: Path, name: str) -> Article:
    texts = [p for p in sorted(path.parent.glob(f"{name}*.txt")) if p.name[len(name)] in "._"]
    if not texts:
        raise EvaluationError(f"{path}: no {name}.txt beside it; put the article's text there")
    return read_article(texts[0])


def _addressed(path: Path, name: str, source: dict[str, str], texts: Mapping[str, str]) -> Article:
    text = texts.get(source["url"])
    if text is None:
        raise EvaluationError(f"{path}: its text is not shipped; give --texts FILE.jsonl with the article {source['url']}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != source["sha256"]:
        raise EvaluationError(
            f"{path}: the text of {source['url']} is not the one that was annotated; give the one of sha256 {source['sha256']}"
        )
    return Article(name, text, source["url"], digest)


def _quote(gold: dict[str, Any], text: str) -> None:
    """Put the words in the place of `at`, and of a name that is told by its place."""
    for told in (*gold["facts"], *gold["statements"]):
        if "at" in told:
            start, end = told.pop("at")
            told["quote"] = text[start:end]
    for e in gold["entities"]:
        e["names"] = [n if isinstance(n, str) else text[slice(*n)] for n in e["names"]]


def _found(gold: dict[str, Any]) -> Found:
    entities = {e["id"]: Named(frozenset(e["types"]), tuple(e["names"])) for e in gold["entities"]}
    facts = (Fact(_merged(f["p"]), f["s"], f.get("o"), f.get("title")) for f in gold["facts"])
    statements = (Said(s["speaker"], s["quote"], bool(s["direct"])) for s in gold["statements"])
    return Found(entities, tuple(facts), tuple(statements))


def _trap(raw: dict[str, Any]) -> Trap:
    return Trap(_merged(raw["p"]), raw["s"], raw.get("o"), raw.get("why", ""))


def _merged(predicate: str) -> str:
    return "locatedIn" if predicate == "heldAt" else predicate


def _faults(gold: dict[str, Any], text: str) -> Iterator[str]:
    known = {e["id"] for e in gold["entities"]}
    if len(known) != len(gold["entities"]):
        yield "an entity's id stands twice"
    for e in gold["entities"]:
        wrong = sorted(set(e["types"]) - TYPES)
        if wrong or not e["types"]:
            yield f"{e['id']} is of no known type: {wrong or 'none given'}"
        if not e["names"]:
            yield f"{e['id']} has no name"
        yield from (f"{e['id']} is not so named in the text: {n!r}" for n in e["names"] if n not in text)
    for i, f in enumerate(gold["facts"], 1):
        yield from (f"fact {i} ({f.get('p')}): {what}" for what in _fact_faults(f, known, text))
    for i, s in enumerate(gold["statements"], 1):
        if s["speaker"] is not None and s["speaker"] not in known:
            yield f"statement {i}: speaker {s['speaker']!r} is no entity of the file"
        if not s["quote"] or s["quote"] not in text:
            yield f"statement {i}: not in the text: {s['quote']!r}"
    for i, t in enumerate(gold["traps"], 1):
        for end in (t.get("s"), t.get("o")):
            if isinstance(end, str) and re.fullmatch(r"E\d+", end) and end not in known:
                yield f"trap {i}: {end!r} is no entity of the file"


def _fact_faults(fact: dict[str, Any], known: set[str], text: str) -> Iterator[str]:
    predicate, o = fact.get("p"), fact.get("o")
    if predicate not in PREDICATES:
        yield "no such relation"
        return
    if fact["s"] not in known:
        yield f"subject {fact['s']!r} is no entity of the file"
    if predicate == "date":
        if not _DATE.fullmatch(str(o)):
            yield f"{o!r} is no date such as 2025-10-06 or 2025-10-06/2025-10-10"
    elif predicate == "count":
        if not isinstance(o, int):
            yield f"{o!r} is no whole number"
    elif o not in known and not (predicate == "holds" and o is None):
        yield f"object {o!r} is no entity of the file"
    for part in ("quote", "title"):
        words = fact.get(part) or ""
        if words not in text or (part == "quote" and not words):
            yield f"{part} not in the text: {words!r}"


def without_dateline(found: Found, text: str, keep: Found) -> Found:
    """What was found, less the names that stand in the dateline and are no name of `keep`: they count neither for nor against."""
    skip = _dateline(text)
    kept = {folded(n) for e in keep.entities.values() for n in e.names}
    gone = {i for i, e in found.entities.items() if (names := {folded(n) for n in e.names}) <= skip and not names & kept}
    return replace(
        found,
        entities={i: e for i, e in found.entities.items() if i not in gone},
        facts=tuple(f for f in found.facts if f.subject not in gone and f.object not in gone),
    )


_HEAD = re.compile(
    r"\s*([^()\n]{0,60}?),?\s*\((antara\w*)\)|\s*([\w., ]{0,60}?),?\s*(KOMPAS\.com|detikcom)\s*-",
    re.IGNORECASE,
)


def _dateline(text: str) -> set[str]:
    head = _HEAD.match(text)
    return {folded(x) for x in head.groups() if x} - {""} if head else set()


def folded(name: str) -> str:
    """A name as it is compared: lower case, words only, brackets left out.

    >>> folded("Badan Geologi (BG), Bandung"), folded("(BG)")
    ('badan geologi bandung', 'bg')
    """
    outside = re.sub(r"\([^)]*\)", "", name).strip()
    kept = re.sub(r"\([^)]*\)", " ", name) if outside else name
    return " ".join(re.findall(r"\w+", kept.casefold()))
