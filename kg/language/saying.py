"""The words that say so: «kata» after what was said, «mengatakan» before it (data/cues/speech.csv)."""

from __future__ import annotations

import csv
from functools import cache

from kg.resources import data_dir


@cache
def forms(kind: str) -> tuple[str, ...]:
    """The forms of one kind, `before` or `after` the words, in the order of the file.

    >>> forms("after")[:2]
    ('kata', 'ujar')
    """
    with (data_dir() / "cues" / "speech.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["form"] for row in csv.DictReader(file) if row["kind"] == kind)
