"""Where places lie, and the outline of the land."""

from __future__ import annotations

import csv

from kg.resources import data_dir
from kg.visualise.places import coordinates, land

BASE = "https://w3id.org/beritagraf/id/"


def test_every_place_of_the_table_stands_in_a_gazetteer_and_on_the_earth() -> None:
    tables = ("countries", "provinces", "regencies", "world_cities", "ambiguous_places")
    known = set()
    for name in tables:
        with (data_dir() / "gazetteers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            known |= {row["key"] for row in csv.DictReader(file)}
    with (data_dir() / "map" / "coordinates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["key"] for r in rows] == sorted({r["key"] for r in rows})
    assert {r["key"] for r in rows} - known == set()
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in rows)
    assert {r["source"] for r in rows} == {"geonames", "natural earth", "editor"}


def test_regencies_and_provinces_of_indonesia_lie_in_indonesia() -> None:
    for name in ("provinces", "regencies"):
        with (data_dir() / "gazetteers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = coordinates(f"{BASE}place/{row['key']}")
                assert found is not None and -11.1 < found[0] < 6.1 and 95 < found[1] < 141.1, row["key"]


def test_only_places_and_countries_have_coordinates() -> None:
    assert coordinates(BASE + "country/fiji") == (-17.82, 177.97)
    assert coordinates(BASE + "person/kota-bandung") is None
    assert coordinates(BASE + "place/no-such-place") is None


def test_the_land_closes_around_the_equator_and_leaves_the_south_pole_out() -> None:
    for ring in land():
        assert len(ring) >= 6 and len(ring) % 2 == 0
        x, y = 0, 0
        for dx, dy in zip(ring[::2], ring[1::2], strict=True):
            x, y = x + dx, y + dy
            assert -180 * 50 <= x <= 192 * 50 and -60 * 50 <= y <= 84 * 50
