"""Scores as a table, as JSON, and against the floors of a file: a figure that falls below its floor is an error."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import EvaluationError
from kg.evaluation.scores import Scores

_MEASURES = ("precision", "recall", "f1")


def table(scores: Scores) -> str:
    """The figures for people, one line a row."""
    lines = [f"{'':32}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'found':>7}{'gold':>7}"]
    for name, f in scores.rows.items():
        lines.append(f"{name:32}{f.precision:7.3f}{f.recall:7.3f}{f.f1:7.3f}{f.right:8}{f.found:7}{f.gold:7}")
    lines.append(
        f"traps fired {scores.traps_fired} of {scores.traps};  spans true {scores.true_spans} of {scores.spans};"
        f"  relations with a claim {scores.claimed} of {scores.relations};  articles {scores.articles}"
    )
    return "\n".join(lines)


def misses(scores: Scores) -> str:
    """What was missed, wrongly found or trapped, by class."""
    blocks = ["\n".join((f"{kind} ({len(lines)})", *(f"  {line}" for line in lines))) for kind, lines in scores.misses.items()]
    return "\n".join(blocks)


def as_json(scores: Scores) -> str:
    """All figures for programs, unrounded, keys sorted."""
    rows = {
        name: {"precision": f.precision, "recall": f.recall, "f1": f.f1, "right": f.right, "found": f.found, "gold": f.gold}
        for name, f in scores.rows.items()
    }
    whole = {
        "articles": scores.articles,
        "rows": rows,
        "traps": {"fired": scores.traps_fired, "of": scores.traps},
        "spans": {"true": scores.true_spans, "of": scores.spans},
        "relations": {"claimed": scores.claimed, "of": scores.relations},
    }
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def broken(scores: Scores, path: Path, section: str) -> list[str]:
    """One line for each floor of a section that a figure fell below.

    The file holds tables such as `[gold.entities]` with `f1 = 0.88`; `[gold.share]` holds ceilings for `traps` and floors for
    `spans` and `relations`, all 0..1. Raises EvaluationError where the file or section is missing or a key is unknown.
    """
    return list(_broken(scores, _section(path, section), f"{path} [{section}]"))


def _section(path: Path, section: str) -> dict[str, Any]:
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise EvaluationError(f"{path}: cannot be read as floors: {e}") from e
    found = whole.get(section)
    if not isinstance(found, dict):
        raise EvaluationError(f"{path}: no floors for '{section}', only for {', '.join(sorted(whole)) or 'nothing'}")
    return found


def _broken(scores: Scores, floors: dict[str, Any], where: str) -> Iterator[str]:
    shares = {
        "traps": scores.traps_fired / scores.traps if scores.traps else 0.0,
        "spans": scores.true_spans / scores.spans if scores.spans else 1.0,
        "relations": scores.claimed / scores.relations if scores.relations else 1.0,
    }
    for row, bounds in floors.items():
        if not isinstance(bounds, dict):
            raise EvaluationError(f"{where}: '{row}' is no table; write [{row}] with f1 = 0.5")
        for measure, floor in bounds.items():
            if not isinstance(floor, int | float) or isinstance(floor, bool):
                raise EvaluationError(f"{where}: {row} {measure} = {floor!r} is no number from 0 to 1")
            if row == "share" and measure in shares:
                value, high = shares[measure], measure == "traps"
            elif row in scores.rows and measure in _MEASURES:
                value, high = getattr(scores.rows[row], measure), False
            else:
                raise EvaluationError(f"{where}: nothing is measured as '{row} {measure}'; see kg evaluate for the rows")
            if value > floor if high else value < floor:
                side = "above its ceiling" if high else "below its floor"
                yield f"{row} {measure} is {value:.4f}, {side} {floor:.4f} ({where})"
