"""Where places of the gazetteers lie, and the outline of the land for a map; «Kota Bandung» is at 6.92° S, 107.61° E.

Both are data, `data/map/`.
"""

from __future__ import annotations

import csv
import json
import re
from functools import cache

from kg.model import Iri
from kg.resources import data_dir

_PLACE = re.compile(r"/id/(?:place|country)/([a-z0-9-]+)\Z")


def coordinates(iri: Iri) -> tuple[float, float] | None:
    """Latitude and longitude of a place in degrees, two decimals; None if its IRI is not that of a place in the table.

    >>> coordinates("https://w3id.org/beritagraf/id/place/kota-bandung")
    (-6.92, 107.61)
    """
    found = _PLACE.search(iri)
    return _table().get(found[1]) if found else None


@cache
def _table() -> dict[str, tuple[float, float]]:
    with (data_dir() / "map" / "coordinates.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


@cache
def land() -> list[list[int]]:
    """Rings of the coast: x and y of each point in fiftieths of a degree, each as the way from the point before."""
    found: list[list[int]] = json.loads((data_dir() / "map" / "land.json").read_text(encoding="utf-8"))
    return found
