"""The lists of data/cues/words.csv."""

from __future__ import annotations

import csv

import pytest

from kg.errors import OntologyError
from kg.mentions.cues import cue_words, meanings
from kg.resources import data_dir


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(OntologyError, match=r"words\.csv: no list 'brances'"):
        cue_words("brances")


def test_the_lines_are_sorted_and_none_comes_twice() -> None:
    with (data_dir() / "cues" / "words.csv").open(encoding="utf-8", newline="") as file:
        lines = [(row["list"], row["word"]) for row in csv.DictReader(file)]
    assert lines == sorted(set(lines))


def test_short_forms_have_meanings() -> None:
    assert meanings("short forms")["ditjen"] == "direktorat jenderal"
