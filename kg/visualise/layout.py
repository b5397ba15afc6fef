"""Where the items of the overview stand: apart as their links are long, with room for every label; the same on every machine.

Only +, -, *, / and square roots are used, which IEEE 754 rounds alike everywhere; positions are whole pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

_ROUNDS = 120
_ASPECT = 1.35  # pages are wider than high
_GOLDEN = (-0.7373688, 0.6754903)  # cosine and sine of the golden angle
_FAR = 1e9

Point = tuple[int, int]
Size = tuple[float, float]


def place(sizes: Sequence[Size], links: Sequence[tuple[int, int, float]]) -> list[Point]:
    """Positions in pixels, centred on (0, 0), of boxes (width, height) so that none covers another.

    links: pairs of boxes and how long the way between them is (1: as near as can be). Boxes without links stand in rows below.

    >>> place([(100, 40), (100, 40)], [])
    [(-50, 0), (50, 0)]
    """
    linked = sorted({n for a, b, _ in links for n in (a, b)})
    alone = [n for n in range(len(sizes)) if n not in set(linked)]
    at = {n: i for i, n in enumerate(linked)}
    boxes = [sizes[n] for n in linked]
    points: list[list[float]] = []
    if linked:
        side = math.sqrt(sum(w * h for w, h in boxes) / len(boxes))
        points = _relax(_distances(len(linked), [(at[a], at[b], length) for a, b, length in links]), side)
        points = [[x * _ASPECT, y / _ASPECT] for x, y in points]
        _spread(points, boxes)
        _centre(points)
    found = {n: points[i] for n, i in at.items()}
    found |= _rows(alone, sizes, points)
    placed = [found[n] for n in range(len(sizes))]
    _centre(placed)
    return [(round(x), round(y)) for x, y in placed]


def _centre(points: list[list[float]]) -> None:
    if points:
        x = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
        y = (min(p[1] for p in points) + max(p[1] for p in points)) / 2
        for p in points:
            p[0], p[1] = p[0] - x, p[1] - y


def _rows(alone: Sequence[int], sizes: Sequence[Size], points: Sequence[Sequence[float]]) -> dict[int, list[float]]:
    """Rows under everything else, as wide as it is."""
    if not alone:
        return {}
    w, h = max(sizes[n][0] for n in alone), max(sizes[n][1] for n in alone)
    width = max((p[0] for p in points), default=0.0) * 2 + w
    bottom = max((p[1] for p in points), default=-h) + 1.3 * h
    each = min(len(alone), max(int(width / w), math.isqrt(2 * len(alone))))
    return {n: [(i % each - (min(each, len(alone)) - 1) / 2) * w, bottom + i // each * h] for i, n in enumerate(alone)}


def _distances(count: int, links: Sequence[tuple[int, int, float]]) -> list[list[float]]:
    """Lengths of the shortest ways between all pairs; parts that are not joined keep some distance."""
    way = [[0.0 if a == b else _FAR for b in range(count)] for a in range(count)]
    for a, b, length in links:
        way[a][b] = way[b][a] = min(way[a][b], length)
    for k in range(count):
        through = way[k]
        for a in range(count):
            row, first = way[a], way[a][k]
            if first < _FAR:
                for b in range(count):
                    row[b] = min(row[b], first + through[b])
    longest = max((d for row in way for d in row if d < _FAR), default=1.0)
    apart = 1 + 0.7 * longest
    return [[d if d < _FAR else apart for d in row] for row in way]


def _relax(way: list[list[float]], side: float) -> list[list[float]]:
    """Stress majorisation: each box moves to where its distances to all others ask for it."""
    count = len(way)
    points, c, s = [], 1.0, 0.0
    for n in range(count):
        r = side * math.sqrt(n + 0.5)
        points.append([c * r, s * r])
        c, s = c * _GOLDEN[0] - s * _GOLDEN[1], c * _GOLDEN[1] + s * _GOLDEN[0]
    for _ in range(_ROUNDS):
        for a in range(count):
            xa, ya = points[a]
            x = y = total = 0.0
            for b in range(count):
                if a == b:
                    continue
                d = way[a][b]
                weight = 1 / (d * d)
                xb, yb = points[b]
                dx, dy = xa - xb, ya - yb
                pull = d * side / (math.sqrt(dx * dx + dy * dy) + 0.01)
                x += weight * (xb + dx * pull)
                y += weight * (yb + dy * pull)
                total += weight
            if total:
                points[a] = [x / total, y / total]
    return points


def _spread(points: list[list[float]], sizes: Sequence[Size]) -> None:
    """Push boxes apart along the shorter way until none overlaps."""
    count = len(points)
    for _ in range(300):
        moved = False
        for a in range(count):
            for b in range(a):
                dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
                ox = (sizes[a][0] + sizes[b][0]) / 2 - abs(dx)
                oy = (sizes[a][1] + sizes[b][1]) / 2 - abs(dy)
                if ox <= 0.5 or oy <= 0.5:
                    continue
                moved = True
                axis, push = (0, ox / 2) if ox < oy * 1.6 else (1, oy / 2)
                sign = 1 if (dx, dy)[axis] >= 0 else -1
                points[a][axis] += sign * push
                points[b][axis] -= sign * push
        if not moved:
            return
