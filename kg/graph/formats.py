"""Files of the graph: Turtle and its kin, sorted, so that the same graph is the same bytes.

The merged formats (Turtle, N-Triples, RDF/XML) hold the facts of all articles first, each once, then the claims article by
article; the others keep the named graphs. The ontology that a store carries is left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.graph.naming import ONTOLOGY_GRAPH, is_claims_graph, prefixes
from kg.model import Iri
from kg.ontology import NIF, RDF, XSD

FORMATS: dict[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graph(store: ox.Store, name: str, out: BinaryIO, base: Iri) -> None:
    """Write what a store holds, without the ontology, in one of `FORMATS`."""
    if FORMATS[name].supports_datasets:
        _serialize(_quads(store), name, out, base)
    else:
        write_triples(_triples(store), name, out, base)


def write_triples(triples: Iterable[ox.Triple], name: str, out: BinaryIO, base: Iri) -> None:
    """Write triples in their order in one of `FORMATS`; characters that XML cannot carry become U+FFFD in RDF/XML."""
    if name == "rdfxml":
        triples = map(_for_xml, triples)
    _serialize((ox.Quad(*t) for t in triples) if FORMATS[name].supports_datasets else triples, name, out, base)


def spelt(triples: Iterable[ox.Triple], name: str, base: Iri) -> bytes:
    """Triples as sorted bytes of one format."""
    out = io.BytesIO()
    write_triples(sorted(set(triples), key=_order), name, out, base)
    return out.getvalue()


def xml_text(text: str) -> str:
    """Text with what XML 1.0 cannot hold replaced by U+FFFD.

    >>> xml_text("a\\x1b[31m")
    'a\ufffd[31m'
    """
    return _NOT_XML.sub("\ufffd", text)


def _serialize(content: Iterable[ox.Triple] | Iterable[ox.Quad], name: str, out: BinaryIO, base: Iri) -> None:
    known = prefixes(base)
    if name in ("turtle", "trig"):
        out.write("".join(f"@prefix {p}: <{known[p]}> .\n" for p in sorted(known)).encode() + b"\n")
        out = _Headless(out)
    if name == "rdfxml":
        out = _WithReturns(out)
    ox.serialize(content, out, FORMATS[name], prefixes=known)


class _Headless(io.RawIOBase, BinaryIO):
    """Passes on what is written, but for lines of `@prefix` at its beginning: the serialiser's are in no order."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._head is None:
            return self._out.write(data)
        self._head += bytes(data)
        while self._head.startswith(b"@prefix ") and b"\n" in self._head:
            self._head = self._head.partition(b"\n")[2]
        if self._head and not b"@prefix ".startswith(self._head[:8]):
            self._out.write(self._head)
            self._head = None
        return len(data)


class _WithReturns(io.RawIOBase, BinaryIO):
    """Writes carriage returns as references; a reader of XML would take bare ones for newlines."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._out.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)


def _order(t: ox.Triple) -> tuple[str, bool, str]:
    """By subject, its types first."""
    return str(t.subject), t.predicate.value != RDF.type, str(t)


def _graphs(store: ox.Store) -> list[ox.NamedNode]:
    found = [g for g in store.named_graphs() if isinstance(g, ox.NamedNode) and g.value != ONTOLOGY_GRAPH]
    return sorted(found, key=lambda g: g.value)


def _triples_of(store: ox.Store, graph: ox.NamedNode) -> list[ox.Triple]:
    return sorted((_restored(q.triple) for q in store.quads_for_pattern(None, None, None, graph)), key=_order)


def _restored(triple: ox.Triple) -> ox.Triple:
    """The triple as it was before Oxigraph made a plain xsd:integer of its xsd:nonNegativeInteger."""
    if triple.predicate.value not in (NIF.beginIndex, NIF.endIndex) or not isinstance(triple.object, ox.Literal):
        return triple
    value = ox.Literal(triple.object.value, datatype=ox.NamedNode(XSD.nonNegativeInteger))
    return ox.Triple(triple.subject, triple.predicate, value)


def _quads(store: ox.Store) -> Iterator[ox.Quad]:
    for graph in _graphs(store):
        for t in _triples_of(store, graph):
            yield ox.Quad(t.subject, t.predicate, t.object, graph)


def _triples(store: ox.Store) -> Iterator[ox.Triple]:
    graphs = _graphs(store)
    facts: set[ox.Triple] = set()
    for graph in graphs:
        if not is_claims_graph(graph.value):
            facts.update(_triples_of(store, graph))
    yield from sorted(facts, key=_order)
    for graph in graphs:
        if is_claims_graph(graph.value):
            yield from _triples_of(store, graph)


def _for_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_XML.search(value.value):
        return triple
    clean = xml_text(value.value)
    literal = ox.Literal(clean, language=value.language) if value.language else ox.Literal(clean, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
