"""The service described to programs: SPARQL 1.1 Service Description and VoID, in whatever RDF they like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.graph.formats import FORMATS
from kg.model import Iri
from kg.ontology import PREFIXES
from kg.service.limits import Service
from kg.service.messages import Request, Response, accepted
from kg.service.protocol import GRAPH_TYPES, typed

_SD, _VOID, _FORMATS = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/ns/formats/",
)
_TYPE, _INTEGER = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["xsd"] + "integer")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML")


class Describer:
    """Describes one open store; what cannot change is counted once."""

    def __init__(self, store: ox.Store, service: Service, base: Iri) -> None:
        self._store, self._service, self._base = store, service, base
        self._counted: tuple[tuple[str, str], ...] = ()

    def sizes(self) -> tuple[tuple[str, str], ...]:
        """What there is how many of."""
        if self._service.writable or not self._counted:
            self._counted = tuple(_sizes(self._store))
        return self._counted

    def describe(self, request: Request) -> Response:
        """The description in the format that the client likes."""
        media, kind = accepted(request.headers.get("accept"), GRAPH_TYPES)
        root = f"http://{request.headers.get('host', 'localhost')}"
        triples = _triples(self._service, root, self._base, self.sizes())
        body = ox.serialize(triples, format=FORMATS[kind], prefixes=_PREFIXES)
        return Response(200, body or b"", {"Content-Type": typed(media)})


_PREFIXES = {"sd": _SD, "void": _VOID, "format": _FORMATS, "xsd": PREFIXES["xsd"], "dcterms": PREFIXES["dcterms"]}


def _triples(service: Service, root: str, base: Iri, sizes: Sequence[tuple[str, str]]) -> list[ox.Triple]:
    endpoint, dataset, default = (
        ox.NamedNode(root + path) for path in ("/sparql", "/.well-known/void#dataset", "/sparql#default")
    )
    found: list[ox.Triple] = []

    def say(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        found.append(ox.Triple(subject, ox.NamedNode(predicate), value))

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    say(endpoint, _TYPE.value, sd("Service"))
    say(endpoint, _SD + "endpoint", endpoint)
    for language in ("SPARQL11Query", *(("SPARQL11Update",) if service.writable else ())):
        say(endpoint, _SD + "supportedLanguage", sd(language))
    for name in (*_RESULTS, *_GRAPHS):
        say(endpoint, _SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    if service.writable:
        for name in _GRAPHS:
            say(endpoint, _SD + "inputFormat", ox.NamedNode(_FORMATS + name))
    if service.hosts:
        say(endpoint, _SD + "feature", sd("BasicFederatedQuery"))
    say(endpoint, _SD + "defaultDataset", dataset)
    for cls in (_SD + "Dataset", _VOID + "Dataset"):
        say(dataset, _TYPE.value, ox.NamedNode(cls))
    say(dataset, _SD + "defaultGraph", default)
    say(default, _TYPE.value, sd("Graph"))
    say(dataset, _VOID + "sparqlEndpoint", endpoint)
    say(dataset, _VOID + "dataDump", ox.NamedNode(root + "/data"))
    say(dataset, _VOID + "uriSpace", ox.Literal(base + "id/"))
    for vocabulary in sorted(PREFIXES):
        say(dataset, _VOID + "vocabulary", ox.NamedNode(PREFIXES[vocabulary]))
    for name, size in sizes:
        say(dataset, _VOID + name, ox.Literal(size, datatype=_INTEGER))
    return found


def _sizes(store: ox.Store) -> Iterator[tuple[str, str]]:
    for name, pattern in (
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ):
        solutions = store.query(pattern)
        assert isinstance(solutions, ox.QuerySolutions)
        count = next(iter(solutions))[0]
        assert isinstance(count, ox.Literal)
        yield name, count.value
