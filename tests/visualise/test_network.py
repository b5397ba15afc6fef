"""The networkx network, and GraphML of it."""

from __future__ import annotations

import io
from types import ModuleType

import networkx as nx
import pytest

from kg.ontology import curie
from kg.visualise.facts import read
from kg.visualise.graphml import write_graphml
from kg.visualise.network import build_network
from kg.visualise.terms import families, family, term_label, words

BASE = "https://w3id.org/beritagraf/id/"


@pytest.fixture(scope="module")
def network(sample: ModuleType) -> nx.MultiDiGraph:
    return build_network(sample.draft().store())


def test_only_entities_are_nodes(network: nx.MultiDiGraph) -> None:
    kinds = {iri.removeprefix(BASE).split("/")[0] for iri in network}
    assert kinds == {"person", "org", "post", "event", "place", "country", "facility"}


def test_edges_are_labelled_in_both_languages(network: nx.MultiDiGraph) -> None:
    edges = network.get_edge_data(BASE + "person/rina", BASE + "org/bpk").values()
    assert {e["label"] for e in edges} == {"memimpin", "masa jabatan pemerintah"}
    assert {e["label_en"] for e in edges} == {"is the head of", "government tenure"}


def test_parallel_facts_stay_apart(network: nx.MultiDiGraph) -> None:
    assert network.number_of_edges(BASE + "person/rina", BASE + "org/bpk") == 2


def test_nodes_have_labels_types_and_other_names(network: nx.MultiDiGraph) -> None:
    body = network.nodes[BASE + "org/bpk"]
    assert body["label"] == "Badan Pengkajian Kelapa"
    assert body["label_en"] == "Coconut Research Agency"
    assert (body["type"], body["family"], body["names"]) == ("kg:NonMinisterialAgency", "government", "BPK")


def test_graphml_comes_back_as_the_same_network(sample: ModuleType, network: nx.MultiDiGraph) -> None:
    out = io.BytesIO()
    write_graphml(sample.draft().store(), out)
    again = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    assert set(again) == set(network)
    assert again.number_of_edges() == network.number_of_edges()
    assert again.nodes[BASE + "org/bpk"]["label"] == "Badan Pengkajian Kelapa"


def test_graphml_of_hostile_words_is_well_formed(sample: ModuleType) -> None:
    out = io.BytesIO()
    write_graphml(sample.hostile().store(), out, BASE)
    again = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    assert again.nodes["topic/h0"]["label"] == sample.HOSTILE[0]


def test_every_class_of_the_graph_has_a_look(sample: ModuleType) -> None:
    for thing in read(sample.draft().store()).things.values():
        assert 0 <= family(thing.cls) < len(families())


def test_every_relation_of_the_graph_has_a_name_in_both_languages(sample: ModuleType) -> None:
    for f in read(sample.draft().store()).facts:
        for language in ("id", "en"):
            assert term_label(f.relation, language) != curie(f.relation), f.relation


def test_the_page_says_the_same_in_both_languages() -> None:
    indonesian, english = words()["id"], words()["en"]
    assert set(indonesian) == {key for key in english if not key.endswith("_1")}
    for key, text in indonesian.items():
        for slot in ("{n}", "{m}", "{name}"):
            assert (slot in text) == (slot in english[key]), key


def test_families_differ_in_shape_and_colour() -> None:
    every = families()
    for attribute in ("key", "shape", "light", "dark"):
        assert len({getattr(f, attribute) for f in every}) == len(every)


@pytest.mark.parametrize(("ground", "attribute"), [("#fbfaf7", "light"), ("#14161a", "dark")])
def test_shapes_stand_out_from_their_ground(ground: str, attribute: str) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for f in families():
        low, high = sorted((luminance(ground), luminance(getattr(f, attribute))))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f.key
