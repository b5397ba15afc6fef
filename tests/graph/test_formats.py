"""Files of the graph: what is saved can be read again, the same graph is the same bytes, hostile text stays text."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.formats import FORMATS, spelt, write_graph
from kg.graph.naming import ONTOLOGY_GRAPH, prefixes
from kg.graph.shapes import violations
from kg.graph.triples import ArticleGraph, article_graph, quads
from kg.ontology import BASE
from kg.query.results import full, short
from kg.query.store import memory_store

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_iri = st.sampled_from(
    ["https://x.org/a", BASE + "id/org/b", BASE + "id/text/a#char=0,1", BASE + "ontology#Ministry", "urn:x:é,'(1)"]
)
_literal = st.one_of(
    st.builds(ox.Literal, _text), st.builds(lambda t: ox.Literal(t, language="id"), _text), st.builds(ox.Literal, st.integers())
)
_node = st.builds(ox.NamedNode, _iri)
_triples = st.lists(st.builds(ox.Triple, _node, _node, st.one_of(_node, _literal)), max_size=12)


@given(_triples, st.sampled_from(["turtle", "ntriples", "nquads", "trig", "jsonld"]))
def test_what_is_saved_is_loaded_again(triples: list[ox.Triple], name: str) -> None:
    data = spelt(triples, name, BASE)
    assert {q.triple for q in ox.parse(data, FORMATS[name])} == set(triples)


@given(_triples)
def test_rdf_xml_is_well_formed_whatever_the_text_holds(triples: list[ox.Triple]) -> None:
    named = [t for t in triples if t.predicate.value.endswith(("a", "b", "Ministry"))]
    ET.fromstring(spelt(named, "rdfxml", BASE))


def test_rdf_xml_keeps_the_ends_of_lines() -> None:
    said = ox.Triple(ox.NamedNode("urn:x"), ox.NamedNode(BASE + "a"), ox.Literal("satu\r\ndua\rtiga\n"))
    (root,) = ET.fromstring(spelt([said], "rdfxml", BASE))
    assert root[0].text == "satu\r\ndua\rtiga\n"


@given(_triples)
def test_the_order_of_triples_leaves_no_trace(triples: list[ox.Triple]) -> None:
    for name in FORMATS:
        if name != "rdfxml":
            assert spelt(triples, name, BASE) == spelt(triples[::-1], name, BASE)


@given(st.sampled_from(sorted(prefixes(BASE))), st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_/.-]{0,12}", fullmatch=True))
def test_an_iri_becomes_a_curie_and_the_same_iri_again(prefix: str, local: str) -> None:
    known = prefixes(BASE)
    assert full(short(known[prefix] + local, known), known) == known[prefix] + local


@pytest.fixture
def graphs(toy: ModuleType, article_of: Any) -> list[ArticleGraph]:
    return [article_graph(toy.read(article_of(toy.TEXT, name), BASE)) for name in ("dua", "satu")]


@pytest.fixture
def store(graphs: list[ArticleGraph]) -> ox.Store:
    return memory_store(graphs, BASE)


def _written(store: ox.Store, name: str) -> bytes:
    out = io.BytesIO()
    write_graph(store, name, out, BASE)
    return out.getvalue()


def test_the_merged_formats_hold_each_triple_once_exactly_as_it_was_made(store: ox.Store, graphs: list[ArticleGraph]) -> None:
    wanted = {t for g in graphs for t in (*g.facts, *g.claims)}
    for name in ("turtle", "ntriples"):
        triples = [q.triple for q in ox.parse(_written(store, name), FORMATS[name])]
        assert len(triples) == len(set(triples))
        assert set(triples) == wanted


def test_what_was_in_a_store_conforms_to_the_shapes(store: ox.Store) -> None:
    assert violations(_written(store, "turtle")) == ""


def test_the_default_graph_is_all_graphs_merged(store: ox.Store) -> None:
    named = {q.triple for q in store if isinstance(q.graph_name, ox.NamedNode)}
    assert {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())} == named


def test_the_other_formats_keep_the_named_graphs(store: ox.Store, graphs: list[ArticleGraph]) -> None:
    wanted = {q for g in graphs for q in quads(g, BASE)}
    for name in ("nquads", "trig", "jsonld"):
        assert set(ox.parse(_written(store, name), FORMATS[name])) == wanted


def test_turtle_begins_with_its_prefixes_in_order(store: ox.Store) -> None:
    lines = _written(store, "turtle").decode().splitlines()
    head = [line for line in lines if line.startswith("@prefix")]
    assert head == sorted(head) == lines[: len(head)]
    assert "\nbody:kementerian-batik a kg:Ministry ;" in "\n".join(lines)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_the_turtle_and_the_json_ld(store: ox.Store) -> None:
    import rdflib

    graph, dataset = rdflib.Graph(), rdflib.Dataset()
    graph.parse(data=_written(store, "turtle"), format="turtle")
    dataset.parse(data=_written(store, "jsonld"), format="json-ld")
    assert len(graph) == len(list(ox.parse(_written(store, "turtle"), ox.RdfFormat.TURTLE)))
    assert {str(q[3]) for q in dataset.quads() if q[3]} == {g.value for g in store.named_graphs() if g.value != ONTOLOGY_GRAPH}
