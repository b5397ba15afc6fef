"""Given and family names that people in the news bear, as evidence where a tagger is in doubt: «Surya Dharma», «Melkiades»."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from kg.language.commons import is_common
from kg.model import Token
from kg.resources import data_dir


@cache
def given_names() -> frozenset[str]:
    """The names of data/gazetteers/given_names.csv."""
    with (data_dir() / "gazetteers" / "given_names.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@cache
def nicknames() -> dict[str, str]:
    """Names by which the news calls people whose full name does not hold them, lower-cased: «jokowi» → «Joko Widodo»."""
    with (data_dir() / "gazetteers" / "nicknames.csv").open(encoding="utf-8", newline="") as file:
        return {row["nickname"].lower(): row["name"] for row in csv.DictReader(file)}


@cache
def degrees() -> frozenset[str]:
    """The degrees of data/gazetteers/degrees.csv that hold a period, without their last: «S.Psi», «Ph.D»."""
    with (data_dir() / "gazetteers" / "degrees.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(form for row in csv.DictReader(file) if "." in (form := row["form"].rstrip(".")))


@cache
def balinese() -> frozenset[str]:
    """The names among them that «I» or «Ni» stands before: «I Ketut», «Ni Luh»."""
    with (data_dir() / "gazetteers" / "given_names.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file) if row["kind"] == "balinese")


def begins_person(tokens: Sequence[Token], j: int) -> bool:
    """Whether two words at `j` look like a person's name although the first is a common word too: «Surya Dharma»."""
    if j + 1 >= len(tokens):
        return False
    if tokens[j].text in ("I", "Ni"):
        return tokens[j + 1].text in balinese()
    if tokens[j].text not in given_names():
        return False
    after = tokens[j + 1].text
    return after[0].isupper() and (after in given_names() or not is_common(after))
