"""The sieve lets every match through."""

from __future__ import annotations

import re

from kg import pipeline
from kg.extractors import view
from kg.language import sieve
from kg.language.sieve import Sieve, needed
from kg.resources import data_dir
from kg.sources.text import read_article


def test_no_match_of_any_rule_is_lost(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    lines: set[str] = set()
    plain = view.View.__init__

    def noted(self, marks, items) -> None:  # type: ignore[no-untyped-def]
        plain(self, marks, items)
        lines.add(self.line)

    monkeypatch.setattr(view.View, "__init__", noted)
    for path in sorted((data_dir() / "gold").glob("*.txt"))[:6]:
        pipeline.read(read_article(path))
    made = Sieve(view._rules)
    for line in lines:
        words = made.words(line)
        lost = [p.pattern for p in view._rules if not made.may_match(p, words) and p.search(line)]
        assert not lost, (line, lost)


def test_what_may_be_left_out_is_not_needed() -> None:
    assert needed(re.compile("(?:dibuka )?oleh|bersama")) == (frozenset({"oleh", "bersama"}),)
    assert needed(re.compile("(?:dibuka )*(?!oleh)")) == ()
    assert needed(re.compile("oleh", re.IGNORECASE)) == ()
    assert needed(re.compile("(?i:oleh) (?=bersama)")) == (frozenset({"bersama"}),)


def test_letters_of_a_set_are_spelt_out() -> None:
    assert needed(re.compile("‹[EG]1›")) == (frozenset({"‹E1›", "‹G1›"}),)
    assert needed(re.compile("[^E]esi|tr")) == ()


def test_the_parser_of_the_standard_library_is_where_the_sieve_looks_for_it() -> None:
    assert sieve._parser is not None, "re._parser is gone: kg/language/sieve.py lets every line through (slow, not wrong)"


def test_without_that_parser_everything_may_match(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sieve, "_parser", None)
    needed.cache_clear()
    blind = Sieve([re.compile("dibuka oleh")])
    assert blind.may_match(re.compile("dibuka oleh"), blind.words("ditutup"))
    needed.cache_clear()


def test_the_first_lines_go_through_unlooked_at() -> None:
    late = Sieve([re.compile("dibuka")], lines=1)
    assert late.may_match(re.compile("dibuka"), late.words("ditutup"))
    assert not late.may_match(re.compile("dibuka"), late.words("ditutup"))


def test_a_pattern_that_the_sieve_was_not_made_for_may_match() -> None:
    made = Sieve([re.compile("dibuka")])
    assert made.may_match(re.compile("ditutup"), made.words("ditutup"))
    assert not made.may_match(re.compile("dibuka"), made.words("ditutup"))
