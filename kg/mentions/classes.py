"""Classes of words that stand between the same neighbours in plain news: «Jakarta Bandung Medan», «mengatakan menyebut menilai».

The exchange algorithm for class bigrams (Martin, Liermann and Ney 1998): each word in turn moves to the class that makes the text
likeliest. All is counted in whole numbers, so that the same text gives the same classes on every machine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import add

_SCALE = 4096  # of n·log n in whole numbers
_WHOLE_ROUNDS = 3  # afterwards only words that still move are looked at


def word_classes(sentences: Iterable[Sequence[str]], size: int, *, least: int = 2, rounds: int = 12) -> dict[str, int]:
    """Word → class in 0..size-1 of every word that occurs `least` times; all numbers are one word, «0»."""
    text = [[_plain(w) for w in s] for s in sentences]
    counts = Counter(w for s in text for w in s)
    words = sorted((w for w, n in counts.items() if n >= least), key=lambda w: (-counts[w], w))
    number = {w: i for i, w in enumerate(words)}
    rare, edge = len(words), len(words) + 1
    after: list[Counter[int]] = [Counter() for _ in range(edge + 1)]
    before: list[Counter[int]] = [Counter() for _ in range(edge + 1)]
    for s in text:
        ids = [edge, *(number.get(w, rare) for w in s), edge]
        for a, b in pairwise(ids):
            if a != b:
                after[a][b] += 1
                before[b][a] += 1
    home = [i % size for i in range(len(words))] + [size, size + 1]
    return dict(zip(words, _exchange(home, [counts[w] for w in words], after, before, size, rounds), strict=False))


def _plain(word: str) -> str:
    return "0" if word[0].isdigit() else word


def _exchange(
    home: list[int], counts: list[int], after: list[Counter[int]], before: list[Counter[int]], size: int, rounds: int
) -> list[int]:
    width = size + 2
    follows = [[0] * width for _ in range(width)]  # class × class that comes after it
    leads = [[0] * width for _ in range(width)]  # the same, turned round
    total = [0] * width
    for a, row in enumerate(after):
        for b, n in row.items():
            follows[home[a]][home[b]] += n
            leads[home[b]][home[a]] += n
    for a, n in enumerate(counts):
        total[home[a]] += n
    gains: dict[int, _Gain] = {}
    todo = list(range(len(counts)))
    for turn in range(rounds):
        moved = []
        for a in todo:
            right, left = _by_class(after[a], home), _by_class(before[a], home)
            here, n = home[a], counts[a]
            _shift(follows, leads, total, here, right, left, -n)
            own = _Gain(n)
            score = [-2 * own[t] for t in total[:size]]
            for c, k in right:
                score = list(map(add, score, map(_of(gains, k), leads[c])))
            for c, k in left:
                score = list(map(add, score, map(_of(gains, k), follows[c])))
            best = max(score)
            there = here if score[here] == best else score.index(best)
            _shift(follows, leads, total, there, right, left, n)
            if there != here:
                home[a] = there
                moved.append(a)
        if turn >= _WHOLE_ROUNDS - 1:
            todo = moved
        if not moved:
            break
    return home


def _of(gains: dict[int, _Gain], k: int) -> Callable[[int], int]:
    gain = gains.get(k)
    if gain is None:
        gain = gains[k] = _Gain(k)
    return gain.__getitem__


def _by_class(neighbours: Counter[int], home: list[int]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for b, n in neighbours.items():
        found[home[b]] = found.get(home[b], 0) + n
    return list(found.items())


def _shift(
    follows: list[list[int]],
    leads: list[list[int]],
    total: list[int],
    c: int,
    right: list[tuple[int, int]],
    left: list[tuple[int, int]],
    n: int,
) -> None:
    """Take a word's counts out of class `c` (n < 0) or put them in."""
    sign = 1 if n > 0 else -1
    for b, k in right:
        follows[c][b] += sign * k
        leads[b][c] += sign * k
    for b, k in left:
        follows[b][c] += sign * k
        leads[c][b] += sign * k
    total[c] += n


class _Gain(dict[int, int]):
    """f(m + k) - f(m) for one k and any m, where f(n) = n·log n in whole numbers."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self._k = k

    def __missing__(self, m: int) -> int:
        gain = self[m] = _weight(m + self._k) - _weight(m)
        return gain


def _weight(n: int) -> int:
    return round(n * math.log(n) * _SCALE) if n > 0 else 0
