"""The lists of data/cues/verbs.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import kg
from kg.errors import OntologyError
from kg.language.verbs import spelt
from kg.resources import data_dir


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(OntologyError, match=r"verbs\.toml: no list 'hodl'"):
        spelt("<O> <hodl> <E>")


def test_slots_and_groups_are_left_as_they_are() -> None:
    assert spelt("(?P<who><POC+>) (?<=› )oleh") == "(?P<who><POC+>) (?<=› )oleh"


def test_every_list_is_named_by_a_pattern() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in Path(kg.__file__).parent.rglob("*.py"))
    names = tomllib.loads((data_dir() / "cues" / "verbs.toml").read_text(encoding="utf-8"))
    assert [n for n in names if f"<{n}>" not in code] == []
