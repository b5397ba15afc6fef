"""Names that begin with a word that says what they are: «Balai Besar Keramik dan Kaca», «Bandara Haneda», «Kota Madiun»."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.errors import OntologyError
from kg.language.commons import is_common
from kg.mentions.cues import cue_words
from kg.model import Iri, Token
from kg.ontology import KG, ORG
from kg.resources import data_dir

_LINK = frozenset({"dan", "&"})
_SERIES = frozenset({"unit", "body"})  # kinds whose names may be series with commas: «Kulit, Karet, Plastik»


@dataclass(frozen=True, slots=True)
class Head:
    """A word or words that begin a name, with the class that they say and the kind: body, unit, facility, place, office."""

    words: tuple[str, ...]
    cls: Iri
    kind: str


def _class(name: str) -> Iri:
    return ORG[name[4:]] if name.startswith("org:") else ORG.FormalOrganization if name == "Organization" else KG[name]


@cache
def tails() -> dict[str, Iri]:
    """Words that end a name and say what it is: «University», «Foundation», «Airport»."""
    with (data_dir() / "cues" / "tails.csv").open(encoding="utf-8", newline="") as file:
        return {row["tail"]: _class(row["class"]) for row in csv.DictReader(file)}


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """First word → heads that begin with it, longest first. Raises OntologyError for a class that does not exist."""
    path = data_dir() / "cues" / "heads.csv"
    found: dict[str, list[Head]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                cls = _class(row["class"])
            except OntologyError as e:
                raise OntologyError(f"{path}: head '{row['head']}': {e}") from None
            words = tuple(row["head"].split())
            found.setdefault(words[0], []).append(Head(words, cls, row["kind"]))
    return {k: tuple(sorted(v, key=lambda h: -len(h.words))) for k, v in found.items()}


def head_at(tokens: Sequence[Token], i: int) -> Head | None:
    """The longest head that begins at token `i`; capitals count. A longer phrase that is no name hides a shorter head."""
    for head in heads().get(tokens[i].text, ()):
        n = len(head.words)
        if n == 1 or (i + n <= len(tokens) and all(tokens[i + k].text == head.words[k] for k in range(1, n))):
            return None if head.kind == "none" or _forum_held(tokens, i, head) else head
    return None


def initialled_end(tokens: Sequence[Token], i: int) -> int:
    """Index after the capitals from `i` on if their first letters follow in brackets: «Forum Guru Tani (FGT)»; else 0."""
    j = i
    while j < len(tokens) and is_capital(tokens[j]):
        j += 1
    short = tokens[j + 1].text if j + 1 < len(tokens) and tokens[j].text == "(" else ""
    return j if short == "".join(t.text[0] for t in tokens[i:j]) and len(short) > 2 else 0


def _forum_held(tokens: Sequence[Token], i: int, head: Head) -> bool:
    """Whether a forum at `i` is a meeting, of a year or said to be held, and no body: «Forum Rektor Cemara 2024 digelar»."""
    if head.words[0] != "Forum" or len(head.words) == 1 or head.cls != ORG.FormalOrganization:
        return False
    j = i
    while j < len(tokens) and is_capital(tokens[j]):
        j += 1
    year = j < len(tokens) and len(tokens[j].text) == 4 and tokens[j].text.isdigit()
    return j < len(tokens) and (year or tokens[j].text in cue_words("forums held"))


@cache
def no_names() -> frozenset[str]:
    """Phrases that look like a head and its name but are none: «Kantor Pusat»."""
    return frozenset(" ".join(h.words) for hs in heads().values() for h in hs if h.kind == "none")


def is_capital(token: Token) -> bool:
    """Whether the token is written as part of a name: a capital first."""
    return token.text[0].isupper()


def in_brackets(tokens: Sequence[Token], j: int) -> str:
    """The one word that stands in brackets at `j`, else none: «(PKS)»."""
    return tokens[j + 1].text if [t.text for t in tokens[j : j + 3 : 2]] == ["(", ")"] else ""


def _field(word: str) -> bool:
    return is_common(word) or word in cue_words("fields")


def name_end(tokens: Sequence[Token], i: int, start: int, head: Head, stops: Callable[[int], bool]) -> int:
    """Index after the last token of the name that begins with `head` at `i`; `start`, where its own words begin, if none follows.

    `stops(j)` says that another thing begins at `j`. A joined noun goes on with the name («Keramik dan Kaca»), another
    name does not («Universitas Indonesia dan Universitas Diponegoro»).
    """
    named = head.kind == "unit" and len(head.words) > 1  # «Pusat Riset, Inovasi dan …»
    j = start
    while j < len(tokens):
        t = tokens[j]
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        if t.text == "," and head.kind in _SERIES and j > start and j + 2 < len(tokens) and tokens[j + 1].text in _LINK:
            if is_capital(tokens[j + 2]) and _field(tokens[j + 2].text) and "," in (x.text for x in tokens[start:j]):
                j += 3  # «Kebudayaan, Pariwisata, dan Ekonomi Kreatif»
                continue
            break
        if stops(j) or (j > start and is_capital(t) and t.text.lower() in cue_words("never in names")):
            break
        if is_capital(t) or (
            t.text[0].isdigit() and (t.text.isdigit() or "-" in t.text) and j > start - 1 and _numbered(tokens, i, j)
        ):
            j += 1
        elif after is None or not is_capital(after) or stops(j + 1) or (j == start and not named):
            break
        elif (
            (
                (t.text in _LINK or (t.text == "serta" and head.kind == "unit"))
                and head.kind != "place"
                and (_field(after.text) or t.text == "&" or head.kind == "unit")
            )
            or t.text in cue_words("foreign particles")
            or t.text == "/"
            or (t.text == "," and head.kind in _SERIES and _field(after.text) and _closes(tokens, j, stops))
        ):
            j += 2
        else:
            break
    return j


def _numbered(tokens: Sequence[Token], i: int, j: int) -> bool:
    return tokens[i].text.lower() in cue_words("numbered") or tokens[j - 1].text in cue_words("before numbers")


def _closes(tokens: Sequence[Token], j: int, stops: Callable[[int], bool]) -> bool:
    """Whether the commas from `j` on part single common nouns up to a «dan»: a series inside one name."""
    while j + 2 < len(tokens) and tokens[j].text == ",":
        if tokens[j + 1].text in _LINK:
            return True
        if not is_capital(tokens[j + 1]) or not _field(tokens[j + 1].text) or stops(j + 1):
            return False
        j += 2
    return j < len(tokens) and tokens[j].text in _LINK
