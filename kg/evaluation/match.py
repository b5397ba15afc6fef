"""Lays what a program found beside the gold: which entities, facts and statements are the same.

«Kemenperin» and «Kementerian Perindustrian» are one by name; «pelatihan kakao» is near enough to «pelatihan budi daya kakao».
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.evaluation.gold import Fact, Found, Said, Trap, folded

_SOFT = frozenset(("Programme", "Event", "Regulation", "Facility"))  # names without firm edges
_NEAR, _NEAR_SOFT, _TITLE = 0.8, 0.6, 0.6
_QUOTED, _REPORTED = 0.8, 0.6  # how much of the words must be the same


@dataclass(frozen=True, slots=True)
class Matched:
    """The verdict on one article.

    typed, named: ids found → ids of the gold, with and without regard to types
    facts, statements: for each one found the position of the gold's, or None
    """

    gold: Found
    found: Found
    typed: dict[str, str]
    named: dict[str, str]
    facts: tuple[int | None, ...]
    statements: tuple[int | None, ...]
    traps: tuple[bool, ...]


def match(gold: Found, found: Found, traps: tuple[Trap, ...] = ()) -> Matched:
    """Match what was found with the gold, each thing of either side at most once."""
    named = align(gold, found, typed=False)
    return Matched(
        gold,
        found,
        align(gold, found, typed=True),
        named,
        _facts(gold, found, named),
        _statements(gold, found, named),
        _traps(traps, found, named),
    )


def likeness(a: str, b: str) -> float:
    """Harmonic mean of the shares of words in common, 0..1.

    >>> likeness("pelatihan kakao", "pelatihan budi daya kakao")
    0.6666666666666666
    """
    x, y = Counter(folded(a).split()), Counter(folded(b).split())
    same = sum((x & y).values())
    return 2 * same / (sum(x.values()) + sum(y.values())) if same else 0.0


def align(gold: Found, found: Found, *, typed: bool) -> dict[str, str]:
    """One-to-one map of ids found to ids of the gold: the same name before a near one, the longer before the shorter."""
    pairs = []
    for i, mine in found.entities.items():
        for g, theirs in gold.entities.items():
            if typed and not mine.types & theirs.types:
                continue
            same = {folded(n) for n in mine.names} & {folded(n) for n in theirs.names} - {""}
            if same:
                pairs.append((2 + max(map(len, same)) / 1000, i, g))
                continue
            near = max((likeness(a, b) for a in mine.names for b in theirs.names), default=0.0)
            if near >= (_NEAR_SOFT if theirs.types & _SOFT else _NEAR):
                pairs.append((near, i, g))
    mapped: dict[str, str] = {}
    taken: set[str] = set()
    for _, i, g in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in mapped and g not in taken:
            mapped[i] = g
            taken.add(g)
    return mapped


def _facts(gold: Found, found: Found, named: dict[str, str]) -> tuple[int | None, ...]:
    left = dict(enumerate(gold.facts))
    hits: list[int | None] = []
    for f in found.facts:
        subject = named.get(f.subject)
        target = named.get(f.object) if isinstance(f.object, str) and f.object in found.entities else f.object
        hit = next((i for i, g in left.items() if _same_fact(g, f, subject, target)), None)
        if hit is not None:
            del left[hit]
        hits.append(hit)
    return tuple(hits)


def _same_fact(gold: Fact, fact: Fact, subject: str | None, target: str | int | None) -> bool:
    if gold.predicate != fact.predicate:
        return False
    if fact.predicate == "cooperatesWith":
        return {gold.subject, gold.object} == {subject, target}
    if gold.subject != subject:
        return False
    if fact.predicate == "date":
        return _days(str(gold.object)) == _days(str(target))
    if fact.predicate == "holds":
        mine, theirs = fact.title or "", gold.title or ""
        body = gold.object in (target, None) or (fact.object is None and folded(mine) == folded(theirs))
        return body and (not theirs or _same_title(mine, theirs))
    return gold.object == target


def _days(date: str) -> tuple[str, str]:
    begin, _, end = date.partition("/")
    return begin, end or begin


def _same_title(a: str, b: str) -> bool:
    return likeness(a, b) >= _TITLE or folded(a) in folded(b) or folded(b) in folded(a)


def _statements(gold: Found, found: Found, named: dict[str, str]) -> tuple[int | None, ...]:
    left = dict(enumerate(gold.statements))
    hits: list[int | None] = []
    for said in found.statements:
        speaker = named.get(said.speaker) if said.speaker else None
        best, top = None, 0.0
        for i, theirs in left.items():
            close = likeness(said.words, theirs.words)
            if close > top and theirs.speaker == speaker and close >= _enough(theirs):
                best, top = i, close
        if best is not None:
            del left[best]
        hits.append(best)
    return tuple(hits)


def _enough(said: Said) -> float:
    return _QUOTED if said.direct else _REPORTED


def _traps(traps: tuple[Trap, ...], found: Found, named: dict[str, str]) -> tuple[bool, ...]:
    said = {
        (f.predicate, named.get(f.subject, f.subject), named.get(f.object, f.object) if isinstance(f.object, str) else f.object)
        for f in found.facts
    }
    return tuple((t.predicate, t.subject, t.object) in said for t in traps)
