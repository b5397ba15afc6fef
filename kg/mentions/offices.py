"""Offices, ranks and forms of address as the tables list them: «Direktur Jenderal», «Menlu», «Kompol», «Prof.», «Ibu»."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.mentions.cues import cue_words
from kg.mentions.heads import in_brackets, is_capital
from kg.model import Token
from kg.resources import data_dir


@dataclass(frozen=True, slots=True)
class Office:
    """One office title as data/gazetteers/office_titles.csv lists it.

    words: the form; expansion: what a short form stands for («Menteri Luar Negeri»); implies: key of the body, if it names one
    role: local name of a kgc: role or empty; heads: whether the holder leads the body; government: yes, no or unknown
    """

    words: tuple[str, ...]
    expansion: str
    implies: str | None
    role: str
    heads: bool
    government: str
    takes: str


@cache
def _offices() -> dict[str, dict[str, tuple[Office, ...]]]:
    """First word → second word, if there is one → offices, longest first."""
    found: dict[str, dict[str, list[Office]]] = {}
    with (data_dir() / "gazetteers" / "office_titles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] != "office":
                continue
            words = tuple(row["form"].lower().split())
            office = Office(
                words,
                row["expansion"],
                row["implies"] or None,
                row["role"],
                row["heads"] == "yes",
                row["government"],
                row["takes"],
            )
            found.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", []).append(office)
    return {a: {b: tuple(sorted(v, key=lambda o: -len(o.words))) for b, v in by.items()} for a, by in found.items()}


@cache
def honorifics() -> frozenset[str]:
    """Lower-cased words that stand before a person's name and are not part of it, without trailing periods."""
    words: set[str] = set()
    with (data_dir() / "gazetteers" / "honorifics.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.add(row["form"].lower().rstrip("."))
    with (data_dir() / "gazetteers" / "office_titles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("rank", "honorific"):
                words.add(row["form"].lower().rstrip("."))
    return frozenset(words)


@cache
def _first_honorifics() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in honorifics())


@cache
def _ranks() -> frozenset[str]:
    with (data_dir() / "gazetteers" / "honorifics.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["form"].lower() for row in csv.DictReader(file) if row["kind"] == "rank")


def rank_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether a military or police rank begins at token `i`: «Kompol», «AKBP», «Letnan Jenderal»."""
    one = tokens[i].text.lower()
    two = f"{one} {tokens[i + 1].text.lower()}" if i + 1 < len(tokens) else one
    return tokens[i].text[0].isupper() and (one in _ranks() or two in _ranks())


def office_at(tokens: Sequence[Token], i: int, longest: int = 99) -> Office | None:
    """The longest office title that begins at token `i`, of `longest` words at most, whatever its capitals."""
    beginning = _offices().get(tokens[i].text.lower())
    if beginning is None:
        return None
    second = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    for office in (*beginning.get(second, ()), *beginning.get("", ())):
        n = len(office.words)
        if n <= longest and i + n <= len(tokens) and all(tokens[i + k].text.lower() == office.words[k] for k in range(2, n)):
            return office
    return None


def honorific_end(tokens: Sequence[Token], i: int) -> int:
    """Index after the forms of address and ranks that stand at `i`: «Jenderal TNI (Purn)», «Prof. Dr.», «Ibu»."""
    known = honorifics()
    first = tokens[i].text.lower() if i < len(tokens) else ""
    if first not in _first_honorifics() and first.rstrip(".") not in known:
        return i
    if i and tokens[i].text in cue_words("forms of address and surnames") and ends_title(tokens, i):
        return i  # «Direktur Kantor Perdana Menteri Kang Wenli»
    j = i
    while j < len(tokens):
        for n in (3, 2, 1):
            if j + n <= len(tokens) and " ".join(t.text for t in tokens[j : j + n]).lower().rstrip(".") in known:
                j += n
                break
        else:
            if j > i and tokens[j].text == "(" and j + 2 < len(tokens) and tokens[j + 1].text.lower().startswith("purn"):
                j += 3 if tokens[j + 2].text == ")" else 4
            elif (
                j > i
                and tokens[j].text == "("
                and [len(t.text) for t in tokens[j + 1 : j + 3]] == [1, 1]
                and is_capital(tokens[j + 1])
            ):
                j += 3  # «Kolonel Laut (P)»
            elif j > i and is_capital(tokens[j]) and tokens[j].text.lower().rstrip(".") in cue_words("corps"):
                j += 1  # «Mayor Arh»
            elif j > i and tokens[j].text == "." and tokens[j].span.begin == tokens[j - 1].span.end:
                j += 1
            else:
                return j
    return j


def acting_end(tokens: Sequence[Token], i: int) -> int:
    """Index after words at `i` that say somebody acts for the holder of an office: «Plt», «Pelaksana Tugas», «Penjabat (Pj)»."""
    if tokens[i].text.lower() not in cue_words("acting"):
        return i
    j = i + 1
    if j < len(tokens) and tokens[j].text.lower() in ("tugas", "harian", "sementara", "."):
        j += 1
    return j + 3 if in_brackets(tokens, j) else j


def ends_title(tokens: Sequence[Token], j: int) -> bool:
    """Whether an office title ends right before token `j`."""
    return any((office := office_at(tokens, i)) is not None and i + len(office.words) == j for i in range(max(0, j - 5), j))
