"""GraphML for Gephi and its kin: entities are nodes, facts between them edges, their labels and plain values attributes."""

from __future__ import annotations

from typing import BinaryIO

import networkx
import pyoxigraph as ox

from kg.graph.formats import xml_text
from kg.graph.naming import ONTOLOGY_GRAPH, is_claims_graph, prefixes
from kg.graph.triples import plain
from kg.model import Iri
from kg.ontology import FOAF, KG, RDF, RDFS, SKOS, labels
from kg.query.results import short

_LABELS = (SKOS.prefLabel, FOAF.name, RDFS.label)
_LEFT_OUT = (KG.evidence, KG.sourceText)


def write_graphml(store: ox.Store, out: BinaryIO, base: Iri) -> None:
    """Write the facts of a store as GraphML, sorted; claims, spans and source texts stay out."""
    networkx.write_graphml_xml(network(store, base), out, named_key_ids=True)


def network(store: ox.Store, base: Iri) -> networkx.MultiDiGraph:
    """The facts as a directed multigraph: `label` and `type` of nodes, `label` and `iri` of edges, values joined by «; »."""
    known, words = prefixes(base), labels("id")
    facts = {
        str(q.triple): q.triple
        for g in store.named_graphs()
        if isinstance(g, ox.NamedNode) and g.value != ONTOLOGY_GRAPH and not is_claims_graph(g.value)
        for q in store.quads_for_pattern(None, None, None, g)
    }
    graph = networkx.MultiDiGraph()
    values: dict[tuple[str, str], list[str]] = {}
    for _, t in sorted(facts.items()):
        s, p, o = plain(t.subject), t.predicate.value, t.object
        if p in _LEFT_OUT or "/id/text/" in s:
            continue
        graph.add_node(s)
        if isinstance(o, ox.NamedNode) and p != RDF.type:
            graph.add_edge(s, o.value, label=words.get(p, short(p, known)), iri=p)
        elif isinstance(o, ox.NamedNode):
            values.setdefault((s, "type"), []).append(words.get(o.value, short(o.value, known)))
        elif isinstance(o, ox.Literal):
            name = "label" if p in _LABELS and o.language in (None, "id") else short(p, known)
            values.setdefault((s, name), []).append(xml_text(o.value))
    for node in graph:
        graph.nodes[node]["label"] = short(node, known)
    for (node, name), found in values.items():
        graph.nodes[node][name] = found[0] if name == "label" else "; ".join(found)
    return graph
