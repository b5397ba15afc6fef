"""The sieve lets every match through."""

from __future__ import annotations

import re

from kg import pipeline
from kg.extractors import view
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
    sieve = Sieve(view._rules)
    for line in lines:
        words = sieve.words(line)
        lost = [p.pattern for p in view._rules if not sieve.may_match(p, words) and p.search(line)]
        assert not lost, (line, lost)


def test_what_may_be_left_out_is_not_needed() -> None:
    assert needed(re.compile("(?:dibuka )?oleh|bersama")) == (frozenset({"oleh", "bersama"}),)
    assert needed(re.compile("(?:dibuka )*(?!oleh)")) == ()
    assert needed(re.compile("oleh", re.IGNORECASE)) == ()
    assert needed(re.compile("(?i:oleh) (?=bersama)")) == (frozenset({"bersama"}),)


def test_letters_of_a_set_are_spelt_out() -> None:
    assert needed(re.compile("‹[EG]1›")) == (frozenset({"‹E1›", "‹G1›"}),)
    assert needed(re.compile("[^E]esi|tr")) == ()


def test_a_pattern_that_the_sieve_was_not_made_for_may_match() -> None:
    sieve = Sieve([re.compile("dibuka")])
    assert sieve.may_match(re.compile("ditutup"), sieve.words("ditutup"))
    assert not sieve.may_match(re.compile("dibuka"), sieve.words("ditutup"))
