"""Tells at one look at a line which of many patterns it cannot match: «… dihadiri …» has none of the words of «dibuka oleh».

Of most patterns some words must stand in the line wherever they match. All such words are looked for at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from ahocorasick_rs import BytesAhoCorasick

try:  # no public module shows what a pattern is made of; without this one the sieve lets everything through
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    ops = _parser = None

Clause = frozenset[str]  # strings of which a line must hold one
_MOST = 200  # strings of a clause
_SPELT = 40  # strings that one run of letters may spell
_LEAST = 3  # letters of a string; shorter ones are everywhere


class Sieve:
    """Made for some patterns; `words` of a line, then `may_match` for each pattern.

    lines: how many lines go through unlooked at, before it is worth the time to find out what the patterns need
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]], lines: int = 0) -> None:
        self._patterns = tuple(patterns)
        self._lines = lines

    @cached_property
    def _clauses(self) -> dict[str, tuple[Clause, ...]]:
        return {p.pattern: needed(p) for p in self._patterns}

    @cached_property
    def _strings(self) -> list[str]:
        return sorted({s for found in self._clauses.values() for c in found for s in c})

    @cached_property
    def _needs(self) -> dict[str, tuple[frozenset[int], ...]]:
        number = {s: i for i, s in enumerate(self._strings)}
        return {p: tuple(frozenset(number[s] for s in c) for c in found) for p, found in self._clauses.items()}

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        return BytesAhoCorasick([s.encode() for s in self._strings])

    def words(self, line: str) -> frozenset[int] | None:
        """What the patterns look for and the line holds; None where the line is not looked at."""
        if self._lines > 0:
            self._lines -= 1
            return None
        return frozenset(m[0] for m in self._automaton.find_matches_as_indexes(line.encode(), overlapping=True))

    def may_match(self, pattern: re.Pattern[str], words: frozenset[int] | None) -> bool:
        """False where the pattern needs what is not among the line's words; a pattern unknown to the sieve may always match."""
        return words is None or not any(map(words.isdisjoint, self._needs.get(pattern.pattern, ())))


@cache
def needed(pattern: re.Pattern[str]) -> tuple[Clause, ...]:
    """Sets of strings of which each must have one in any line that the pattern matches, the rarest first.

    >>> [sorted(c) for c in needed(re.compile("‹[EG]1› (?:juga )?(?:dibuka|ditutup) oleh"))]
    [[' oleh'], ['buka', 'tutup'], ['‹E1› ', '‹G1› ']]
    """
    if _parser is None or pattern.flags & re.IGNORECASE:
        return ()
    found = {
        c for c in _clauses(_parser.parse(pattern.pattern, pattern.flags)) if len(c) <= _MOST and min(map(_worth, c)) >= _LEAST
    }
    return tuple(sorted(found, key=_rarity))


def _worth(string: str) -> int:
    return _LEAST if string.startswith("‹") else len(string.strip())


def _rarity(clause: Clause) -> tuple[int, list[str]]:
    return len(clause) - 2 * min(len(s.strip()) for s in clause), sorted(clause)


def _clauses(parts: Iterable[tuple[Any, Any]]) -> list[Clause]:
    """What a sequence of a parsed pattern needs; parts that may be left out need nothing."""
    found: list[Clause] = []
    ends = [""]  # the strings that the literals up to here may spell
    for op, value in parts:
        more = _letters(op, value)
        if more and len(ends) * len(more) <= _SPELT:
            ends = [e + m for e in ends for m in more]
            continue
        if op in (ops.AT, ops.ASSERT_NOT):
            continue
        found.append(frozenset(ends))
        ends = [""]
        found += _within(op, value)
    return [c for c in (*found, frozenset(ends)) if "" not in c]


def _letters(op: Any, value: Any) -> Sequence[str]:
    """The letters that a part stands for, if they are few."""
    if op is ops.LITERAL:
        return chr(value)
    if op is ops.IN and all(o is ops.LITERAL for o, _ in value):
        return "".join(chr(v) for _, v in value)
    return ""


def _within(op: Any, value: Any) -> list[Clause]:
    """What a part needs that holds others."""
    if op is ops.SUBPATTERN:
        return [] if value[1] & re.IGNORECASE else _clauses(value[3])
    if op is ops.ASSERT:
        return _clauses(value[1])
    if op is ops.ATOMIC_GROUP:
        return _clauses(value)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _clauses(value[2]) if value[0] else []
    if op is ops.BRANCH:
        ways = [min(_clauses(way), key=_rarity, default=None) for way in value[1]]
        return [frozenset[str]().union(*(w for w in ways if w))] if all(ways) else []
    return []
