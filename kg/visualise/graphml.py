"""GraphML of the network, for Gephi and its kin: entities and facts, n-ary nodes folded; «Retno → Ditjen IKM»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.model import Iri
from kg.visualise.facts import read
from kg.visualise.network import network

if TYPE_CHECKING:
    import pyoxigraph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(store: pyoxigraph.Store, out: BinaryIO, base: Iri = "") -> None:
    """Write the network of a store to `out` as UTF-8; node ids are IRIs, without `base` where they begin with it."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    source = network(read(store))
    for iri, attributes in source.nodes(data=True):
        graph.add_node(_name(iri, base), **_clean(attributes))
    for subject, target, number, attributes in source.edges(keys=True, data=True):
        graph.add_edge(_name(subject, base), _name(target, base), key=number, **_clean(attributes))
    nx.write_graphml_xml(graph, out, encoding="utf-8", prettyprint=True)


def _name(iri: Iri, base: Iri) -> str:
    return _NOT_XML.sub("\ufffd", iri.removeprefix(base) if base else iri)


def _clean(attributes: dict[str, Any]) -> dict[str, Any]:
    """Attributes without the characters that XML cannot hold."""
    return {key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for key, value in attributes.items()}
