"""The lists of data/cues/words.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import kg
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


def test_every_list_is_read_somewhere() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in Path(kg.__file__).parent.rglob("*.py"))
    with (data_dir() / "cues" / "words.csv").open(encoding="utf-8", newline="") as file:
        assert [
            name for name in {row["list"] for row in csv.DictReader(file)} if f'"{name}"' not in code and f"'{name}'" not in code
        ] == []


def test_short_forms_have_meanings() -> None:
    assert meanings("short forms")["ditjen"] == "direktorat jenderal"
