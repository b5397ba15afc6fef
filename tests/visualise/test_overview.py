"""What the page opens on, and where it stands."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.visualise.layout import place
from kg.visualise.overview import READABLE, Link, Node, Overview, backbone, overview


def members(view: Overview, item: int) -> list[int]:
    return [item] if item >= 0 else [e for child in view.groups[~item].children for e in members(view, child)]


def made_up(count: int, links: int, seed: int = 1) -> tuple[list[Node], list[Link]]:
    """A graph with hubs, as news has: a few entities take most links."""
    luck = random.Random(seed)
    nodes = [Node(f"urn:class:{n % 7}", n % 7, f"Nama {n}") for n in range(count)]
    found: list[Link] = []
    for _ in range(links):
        a, b = luck.randrange(count), int(count * luck.random() ** 3)
        if a != b:
            found.append((a, b, f"urn:relation:{luck.randrange(5)}", luck.random() < 0.8))
    return nodes, found


def test_entities_with_the_same_type_and_links_are_folded() -> None:
    nodes = [Node("urn:event", 0, "Pelatihan"), *(Node("urn:country", 1, name) for name in ("Fiji", "Palau", "Samoa"))]
    view = overview(nodes, [(0, n, "urn:from", True) for n in (1, 2, 3)])
    (group,) = view.groups
    assert group.kind == "alike"
    assert sorted(group.children) == [1, 2, 3]
    assert view.roots == (0, ~0)


def test_what_is_only_spoken_about_does_not_tell_alike_entities_apart() -> None:
    nodes = [Node("urn:event", 0, "Pelatihan"), *(Node("urn:country", 1, name) for name in ("Fiji", "Palau", "Samoa"))]
    links: list[Link] = [(0, n, "urn:from", True) for n in (1, 2, 3)]
    assert len(overview(nodes, [*links, (0, 2, "urn:about", False)]).groups) == 1
    assert not overview(nodes, [*links, (0, 2, "urn:other", True)]).groups


@pytest.mark.parametrize(("count", "links"), [(0, 0), (1, 0), (40, 60), (400, 900), (5000, 12000)])
def test_every_entity_is_reached_once(count: int, links: int) -> None:
    nodes, found = made_up(count, links)
    view = overview(nodes, found)
    reached = [e for item in view.roots for e in members(view, item)]
    assert sorted(reached) == list(range(count))


@pytest.mark.parametrize(("count", "links"), [(400, 900), (5000, 12000)])
def test_no_level_holds_more_than_can_be_taken_in(count: int, links: int) -> None:
    nodes, found = made_up(count, links)
    view = overview(nodes, found)
    assert len(view.roots) <= READABLE
    for group in view.groups:
        assert len(group.children) <= READABLE + 20 or group.kind == "alike", (group.kind, len(group.children))


def test_the_overview_is_the_same_each_time() -> None:
    nodes, found = made_up(900, 2500)
    assert overview(nodes, found) == overview(nodes, list(found))


def test_a_crowded_view_keeps_the_strongest_lines_of_each_item() -> None:
    weights = {(a, b): float(a + b) for a in range(40) for b in range(a + 1, 40)}
    kept = backbone(weights, 40)
    assert len(kept) <= 80
    assert {end for pair in kept for end in pair} == set(range(40))
    assert backbone({(0, 1): 1.0}, 2) == {(0, 1)}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 25), st.randoms(use_true_random=False))
def test_no_box_covers_another_and_places_repeat(count: int, luck: random.Random) -> None:
    links = [(luck.randrange(count), luck.randrange(count), luck.choice([1.0, 2.0])) for _ in range(2 * count)] if count else []
    links = [(a, b, d) for a, b, d in links if a != b]
    sizes = [(150.0, 70.0)] * count
    points = place(sizes, links)
    assert points == place(sizes, links)
    for i, (x, y) in enumerate(points):
        for u, v in points[:i]:
            assert abs(x - u) >= 147 or abs(y - v) >= 67
