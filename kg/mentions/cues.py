"""Lists of words that readers go by, from data/cues: «Cabang» before a branch's area, «seorang» before somebody."""

from __future__ import annotations

import csv
from functools import cache

from kg.errors import OntologyError
from kg.resources import data_dir


@cache
def not_names() -> frozenset[str]:
    """Abbreviations of common nouns, which a tagger may take for bodies."""
    return frozenset((data_dir() / "cues" / "not_names.txt").read_text(encoding="utf-8").splitlines())


@cache
def meanings(name: str) -> dict[str, str]:
    """Word → meaning of one list of data/cues/words.csv, the meaning empty where the list needs none.

    Raises OntologyError for a list that does not exist.
    """
    if name not in _lists():
        raise OntologyError(f"data/cues/words.csv: no list '{name}'; add its words or correct the name")
    return _lists()[name]


@cache
def cue_words(name: str) -> frozenset[str]:
    """The words of one list of data/cues/words.csv. Raises OntologyError for a list that does not exist.

    >>> "Cabang" in cue_words("branches")
    True
    """
    return frozenset(meanings(name))


@cache
def _lists() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    with (data_dir() / "cues" / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["list"], {})[row["word"]] = row["meaning"]
    return found
