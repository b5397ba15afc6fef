"""Each claim's confidence: how often claims of its kind were right on annotated articles.

«Dirjen Ani» gives claims of the kind `offices, opengov:post, Stated, kg:Tenure`; the table tells how many such were right.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ModelError
from kg.model import Claim, Iri
from kg.ontology import RDF, curie
from kg.resources import data_dir

FILE = "confidence.csv"
COLUMNS = ("extractor", "property", "status", "class", "n", "right", "precision")
ANY = "*"
_ENOUGH = 20  # claims from which a kind has a confidence of its own

Kind = tuple[str, str, str, str]  # extractor, property, status, class of the subject; CURIEs, ANY for all


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of one kind that the gold could judge, how many were right, and the estimated precision in 0..1."""

    n: int
    right: int
    precision: float


Table = dict[Kind, Row]


def calibrated(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with the measured precision of their kind where they are asserted and have no confidence of their own.

    Without a table, as before the first `kg calibrate`, they stay as they are.
    """
    rows = shipped()
    if not rows:
        return claims
    of = kinds(claims)
    measured = {kind: looked_up(rows, kind) for kind in set(of)}
    return tuple(
        Claim(c.subject, c.predicate, c.object, c.status, c.evidence, c.extractor, measured[kind], c.via, c.note)
        if c.confidence is None and c.status.asserted
        else c
        for c, kind in zip(claims, of, strict=True)
    )


def kinds(claims: Sequence[Claim]) -> list[Kind]:
    """The kind of each of an article's claims, by which it is measured."""
    classes: dict[Iri, Iri] = {}
    for c in claims:
        if c.predicate == RDF.type and isinstance(c.object, str):
            classes[c.subject] = min(classes.get(c.subject, c.object), c.object)
    short = {iri: curie(iri) for iri in {c.predicate for c in claims} | set(classes.values())}
    return [(c.extractor, short[c.predicate], c.status.value, short.get(classes.get(c.subject, ""), ANY)) for c in claims]


def wider(kind: Kind) -> tuple[Kind, ...]:
    """A kind and those that hold it, narrowest first: of any class, of the extractor, of all.

    >>> wider(("times", "schema:endDate", "Stated", "kg:Event"))[1:3]
    (('times', 'schema:endDate', 'Stated', '*'), ('times', '*', '*', '*'))
    """
    return tuple(dict.fromkeys((kind, (*kind[:3], ANY), (kind[0], ANY, ANY, ANY), (ANY, ANY, ANY, ANY))))


def looked_up(rows: Table, kind: Kind) -> float | None:
    """The precision of a kind, or of the next wider one where too few of it were judged; None where the table is empty.

    >>> rows = {("times", ANY, ANY, ANY): Row(40, 30, 0.75), ("times", "schema:endDate", "Stated", ANY): Row(3, 3, 0.857)}
    >>> looked_up(rows, ("times", "schema:endDate", "Stated", "kg:Event"))
    0.75
    """
    for k in wider(kind):
        row = rows.get(k)
        if row is not None and (row.n >= _ENOUGH or k[1] == ANY):
            return row.precision
    return None


@cache
def shipped() -> Table:
    """The table of `data/model/`, empty where there is none."""
    path = data_dir() / "model" / FILE
    return read_table(path) if path.is_file() else {}


def read_table(path: Path) -> Table:
    """Read a table that `kg calibrate` wrote; ModelError where it is not of its form."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        if tuple(lines[0]) != COLUMNS:
            raise ValueError(f"the columns are not {', '.join(COLUMNS)}")
        return {(a, b, c, d): Row(int(n), int(right), float(p)) for a, b, c, d, n, right, p in lines[1:]}
    except (OSError, ValueError, IndexError) as e:
        raise ModelError(f"{path}: cannot be read ({e}); make it anew with: kg calibrate data/gold") from e
