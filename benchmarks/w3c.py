"""The W3C's SPARQL tests over HTTP against any service: query, syntax, results, update, protocol, graph store, description.

    python benchmarks/w3c.py SUITES --url http://127.0.0.1:7878 --token T     SUITES: a copy of rdf-tests' sparql folders
    python benchmarks/w3c.py SUITES --url http://127.0.0.1:7879 --data-path /store --query-path /query --update-path /update

The service must be writable and is emptied. The tests themselves are not part of this project.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urlsplit

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
SD = "http://www.w3.org/ns/sparql-service-description#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF, RDFS, XSD = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
)
BASE = "http://example.test/suite/"
FORMATS = {
    ".ttl": (ox.RdfFormat.TURTLE, "text/turtle"),
    ".n3": (ox.RdfFormat.TURTLE, "text/turtle"),
    ".nt": (ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    ".rdf": (ox.RdfFormat.RDF_XML, "application/rdf+xml"),
    ".trig": (ox.RdfFormat.TRIG, "application/trig"),
}
FORM = "application/x-www-form-urlencoded"


@dataclass
class Server:
    """A service under test."""

    url: str
    query: str
    update: str
    data: str
    token: str | None

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, body of one request."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        connection.request(method, path, body or None, sent)
        answer = connection.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def clear(self) -> None:
        """An empty service."""
        self.run("DROP ALL")

    def run(self, update: str) -> int:
        """An update's status."""
        return self.call("POST", self.update, update.encode(), Content_Type="application/sparql-update")[0]

    def put(self, path: Path, graph: str | None) -> None:
        """A file into a graph."""
        where = "?default" if graph is None else f"?graph={quote(graph, safe='')}"
        quads = _quads(path)
        body = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES) or b""
        status, _, said = self.call("POST", self.data + where, body, Content_Type="application/n-triples")
        if status >= 300:
            raise AssertionError(f"loading {path.name}: {status} {said[:200]!r}")

    def dataset(self) -> ox.Dataset:
        """Everything in it."""
        body = self.call("GET", self.data, Accept="application/n-quads")[2]
        return ox.Dataset(ox.parse(body, format=ox.RdfFormat.N_QUADS))


class Graph:
    """A manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.triples = _quads(path)

    def values(self, subject: object, predicate: str) -> list:
        return [q.object for q in self.triples if q.subject == subject and q.predicate.value == predicate]

    def one(self, subject: object, predicate: str) -> object:
        return next(iter(self.values(subject, predicate)), None)

    def items(self, head: object) -> Iterator[object]:
        while isinstance(head, ox.BlankNode):
            yield self.one(head, RDF + "first")
            head = self.one(head, RDF + "rest")


def iri_of(path: Path) -> str:
    """The address a file has in the suite."""
    return BASE + quote(str(path.resolve()).lstrip("/"))


def file_of(node: object) -> Path:
    """The file at such an address."""
    assert isinstance(node, ox.NamedNode), node
    return Path("/" + unquote(node.value.removeprefix(BASE)))


def _quads(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=path, format=FORMATS[path.suffix][0], base_iri=iri_of(path), lenient=True))


def tests(root: Path) -> Iterator[tuple[Graph, object, str]]:
    """Every test: its manifest, its node, its kind."""
    for path in sorted(root.rglob("manifest*.ttl")):
        graph = Graph(path)
        for head in [q.object for q in graph.triples if q.predicate.value == MF + "entries"]:
            for test in graph.items(head):
                for kind in graph.values(test, RDF + "type"):
                    yield graph, test, kind.value.rpartition("#")[2]


# results


def term(value: object, lenient: bool = True) -> str:
    """A term's spelling with numbers by value."""
    if isinstance(value, ox.Literal) and value.datatype.value.startswith(XSD):
        kind = value.datatype.value[len(XSD) :]
        try:
            if kind in ("integer", "decimal"):
                return f"{Decimal(value.value).normalize()}^^{kind}"
            if kind in ("double", "float"):
                return f"{float(value.value):.12g}^^{kind}"
        except (InvalidOperation, ValueError):
            pass
    return str(value)


def same_rows(a: list[dict], b: list[dict], lax: bool) -> bool:
    """Whether two tables are the same but for order and the names of blank nodes."""
    if lax:
        a, b = ([dict(t) for t in {frozenset(r.items()) for r in rows}] for rows in (a, b))
    if len(a) != len(b):
        return False
    blank = any(isinstance(v, ox.BlankNode) for r in [*a, *b] for v in r.values())
    if not blank:
        key = lambda r: frozenset((k, term(v)) for k, v in r.items())  # noqa: E731
        return Counter(map(key, a)) == Counter(map(key, b))
    return _canonical(_as_graph(a)) == _canonical(_as_graph(b))


def _as_graph(rows: list[dict]) -> ox.Dataset:
    quads = []
    for r in rows:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode("x:row"), ox.Literal("")))
        for k, v in r.items():
            quads.append(ox.Quad(node, ox.NamedNode(f"x:{k}"), v if isinstance(v, ox.BlankNode) else ox.Literal(term(v))))
    return ox.Dataset(quads)


def _canonical(dataset: ox.Dataset) -> set[str]:
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(q) for q in dataset}


def rows_of_results(data: bytes, kind: ox.QueryResultsFormat) -> tuple[list[str], list[dict]] | bool:
    """Variables and rows, or the boolean."""
    found = ox.parse_query_results(data, format=kind)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [v.value for v in found.variables]
    return names, [{n: v for n, v in zip(names, s, strict=True) if v is not None} for s in found]


def rows_of_graph(path: Path) -> tuple[list[str], list[dict]] | bool:
    """The same from a result set written in RDF."""
    graph = Graph(path)
    head = next(q.subject for q in graph.triples if q.predicate.value == RDF + "type" and q.object.value == RS + "ResultSet")
    answer = graph.one(head, RS + "boolean")
    if answer is not None:
        return answer.value == "true"
    rows = []
    for solution in graph.values(head, RS + "solution"):
        bindings = graph.values(solution, RS + "binding")
        rows.append({graph.one(b, RS + "variable").value: graph.one(b, RS + "value") for b in bindings})
    return [v.value for v in graph.values(head, RS + "resultVariable")], rows


# kinds of tests


def evaluate(server: Server, graph: Graph, test: object) -> None:
    """A query over data with an expected answer."""
    action, result = graph.one(test, MF + "action"), graph.one(test, MF + "result")
    server.clear()
    for node in graph.values(action, QT + "data"):
        server.put(file_of(node), None)
    named = graph.values(action, QT + "graphData")
    for node in named:
        server.put(file_of(node), node.value)
    path = file_of(graph.one(action, QT + "query"))
    text = path.read_text(encoding="utf-8")
    for iri in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", text):
        file = path.parent / iri
        if file.is_file():
            server.put(file, iri_of(file))
    text = f"BASE <{iri_of(path)}>\n{text}"
    graph_wanted = isinstance(result, ox.NamedNode) and file_of(result).suffix in (".ttl", ".n3", ".rdf", ".nt")
    is_graph = re.search(r"\b(CONSTRUCT|DESCRIBE)\b", re.sub(r"#[^\n]*|\"[^\"]*\"|<[^>]*>", "", text), re.IGNORECASE)
    expected_path = file_of(result)
    accept = {".srj": "application/sparql-results+json", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
    wanted = "application/n-triples" if is_graph else accept.get(expected_path.suffix, "application/sparql-results+xml")
    status, headers, body = server.call(
        "POST", server.query, urlencode({"query": text}).encode(), Content_Type=FORM, Accept=wanted
    )
    assert status == 200, f"{status} {body[:300]!r}"
    assert headers["content-type"].startswith(wanted), headers["content-type"]
    if is_graph and graph_wanted:
        got = ox.Dataset(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        expected = ox.Dataset(ox.Quad(*q.triple) for q in _quads(expected_path))
        assert _canonical(_valued(got)) == _canonical(_valued(expected)), f"got\n{body.decode()[:600]}"
        return
    if expected_path.suffix == ".csv":
        rows = [sorted(_csv(t)) for t in (body.decode(), expected_path.read_text(encoding="utf-8"))]
        assert rows[0] == rows[1], f"got {rows[0]} expected {rows[1]}"
        return
    kinds = {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    }
    got = rows_of_results(body, kinds[wanted])
    if graph_wanted:
        expected = rows_of_graph(expected_path)
    else:
        kind = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
        expected = rows_of_results(expected_path.read_bytes(), kind[expected_path.suffix])
    if isinstance(got, bool) or isinstance(expected, bool):
        assert got == expected, f"got {got} expected {expected}"
        return
    lax = any("LaxCardinality" in str(v) for v in graph.values(test, MF + "resultCardinality"))
    assert set(got[0]) >= set(expected[0]), f"variables {got[0]} expected {expected[0]}"
    assert same_rows(got[1], expected[1], lax), f"got {_show(got[1])} expected {_show(expected[1])}"


def _valued(dataset: ox.Dataset) -> ox.Dataset:
    return ox.Dataset(
        ox.Quad(
            q.subject, q.predicate, ox.Literal(term(q.object)) if isinstance(q.object, ox.Literal) else q.object, q.graph_name
        )
        for q in dataset
    )


def _csv(text: str) -> list[list[tuple[str, str]]]:
    """Rows with their columns by name; blank nodes alike."""
    heads, *rows = csv.reader(text.replace("\r\n", "\n").strip().split("\n"))
    return [sorted(zip(heads, (re.sub(r"_:\w+", "_:b", c) for c in r), strict=True)) for r in rows]


def _show(rows: list[dict]) -> str:
    return str([{k: term(v) for k, v in r.items()} for r in rows])[:500]


def syntax(server: Server, graph: Graph, test: object, positive: bool, update: bool) -> None:
    """A text that must or must not be read."""
    path = file_of(graph.one(test, MF + "action"))
    text = f"{path.read_text(encoding='utf-8')}"
    server.clear()
    name, target = ("update", server.update) if update else ("query", server.query)
    if positive:
        text = f"BASE <{iri_of(path)}>\n{text}"
    status, _, body = server.call("POST", target, urlencode({name: text}).encode(), Content_Type=FORM)
    if positive:
        refused = b"malformed" in body or (status == 400 and not update)
        assert status < 300 or (update and not refused), f"{status} {body[:300]!r}"
    else:
        assert 400 <= status < 500, f"accepted with {status}"


def change(server: Server, graph: Graph, test: object) -> None:
    """An update with the state before and after."""
    action, result = graph.one(test, MF + "action"), graph.one(test, MF + "result")
    server.clear()

    def state(node: object) -> list[tuple[Path, str | None]]:
        found = [(file_of(d), None) for d in graph.values(node, UT + "data")]
        for data in graph.values(node, UT + "graphData"):
            if isinstance(data, ox.NamedNode):
                found.append((file_of(data), data.value))
            else:
                found.append((file_of(graph.one(data, UT + "graph")), graph.one(data, RDFS + "label").value))
        return found

    for path, name in state(action):
        server.put(path, name)
    request = file_of(graph.one(action, UT + "request"))
    text = f"BASE <{iri_of(request)}>\n{request.read_text(encoding='utf-8')}"
    status, _, body = server.call("POST", server.update, text.encode(), Content_Type="application/sparql-update")
    silent_fails = graph.one(result, UT + "result") if isinstance(result, ox.BlankNode) else None
    assert status < 300 or silent_fails is None, f"{status} {body[:300]!r}"
    expected = ox.Dataset()
    for path, name in state(result) if not isinstance(result, ox.NamedNode) else []:
        for q in _quads(path):
            expected.add(ox.Quad(*q.triple, ox.NamedNode(name)) if name else ox.Quad(*q.triple))
    got = _canonical(_valued(server.dataset()))
    assert got == _canonical(_valued(expected)), f"got {sorted(got)[:8]} expected {sorted(_canonical(expected))[:8]}"


def protocol(server: Server) -> Iterator[tuple[str, bool, str]]:
    """The 34 cases of the protocol suite, from its descriptions."""
    g = [f"http://example.test/g{i}" for i in range(4)]

    def fresh() -> None:
        server.clear()
        for i, name in enumerate(g):
            server.run(f"INSERT DATA {{ GRAPH <{name}> {{ <http://example.test/s> <http://example.test/p> {i} }} }}")

    def asked(pairs: list[tuple[str, str]], post: str = "", body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        text = urlencode(pairs)
        if post == FORM:
            return server.call("POST", server.query, text.encode(), Content_Type=FORM, **headers)
        if post:
            return server.call("POST", server.query + (f"?{text}" if text else ""), body.encode(), Content_Type=post, **headers)
        return server.call("GET", f"{server.query}?{text}", **headers)

    def changed(pairs: list[tuple[str, str]], text: str, form: bool = False) -> int:
        if form:
            return server.call("POST", server.update, urlencode([*pairs, ("update", text)]).encode(), Content_Type=FORM)[0]
        target = server.update + (f"?{urlencode(pairs)}" if pairs else "")
        return server.call("POST", target, text.encode(), Content_Type="application/sparql-update")[0]

    def yes(answer: tuple[int, dict[str, str], bytes]) -> bool:
        return answer[0] == 200 and b"true" in answer[2]

    ask2 = "ASK { ?s ?p 1 . ?a ?b 2 }"
    asked_named = "ASK { GRAPH ?g { ?s ?p 1 } GRAPH ?h { ?a ?b 2 } FILTER NOT EXISTS { GRAPH ?x { ?q ?r 3 } } }"
    d, n = [("default-graph-uri", g[1]), ("default-graph-uri", g[2])], [("named-graph-uri", g[1]), ("named-graph-uri", g[2])]
    fresh()
    q = "application/sparql-query"
    json_type = "application/sparql-results+json"

    def kinds(answer: tuple[int, dict[str, str], bytes], *types: str) -> bool:
        return answer[0] == 200 and answer[1]["content-type"].partition(";")[0] in types

    results = (json_type, "application/sparql-results+xml", "text/tab-separated-values", "text/csv")
    rdf = (
        "text/turtle",
        "application/rdf+xml",
        "application/n-triples",
        "application/n-quads",
        "application/trig",
        "application/ld+json",
    )
    yield "query_post_form", yes(asked([("query", "ASK {}")], FORM)), ""
    yield "query_dataset_default_graphs_get", yes(asked([("query", ask2), *d])), ""
    yield "query_dataset_default_graphs_post", yes(asked(d, q, ask2)), ""
    yield "query_dataset_named_graphs_post", yes(asked(n, q, asked_named)), ""
    yield "query_dataset_named_graphs_get", yes(asked([("query", asked_named), *n])), ""
    full = (
        "ASK { ?s ?p 0 . GRAPH <http://example.test/g1> { ?a ?b 1 } "
        "FILTER NOT EXISTS { ?x ?y 1 } FILTER NOT EXISTS { GRAPH ?g { ?q ?r 3 } } }"
    )
    yield "query_dataset_full", yes(asked([("query", full), ("default-graph-uri", g[0]), *n])), ""
    over = f"ASK FROM <{g[3]}> {{ ?s ?p 1 }}"
    yield "query_multiple_dataset", yes(asked([("query", over), ("default-graph-uri", g[1])])), ""
    yield "query_get", yes(asked([("query", "ASK {}")])), ""
    yield "query_content_type_select", kinds(asked([("query", "SELECT (1 AS ?x) {}")], Accept=", ".join(results)), *results), ""
    yield "query_content_type_ask", kinds(asked([("query", "ASK {}")], Accept=", ".join(results[:2])), *results), ""
    yield "query_content_type_describe", kinds(asked([("query", "DESCRIBE <x:y>")], Accept=", ".join(rdf)), *rdf), ""
    yield (
        "query_content_type_construct",
        kinds(asked([("query", "CONSTRUCT { <x:a> <x:b> 1 } {}")], Accept=", ".join(rdf)), *rdf),
        "",
    )
    insert = "DROP SILENT GRAPH <x:out> ; INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"

    def out(*values: int) -> bool:
        asked_for = "SELECT ?o { GRAPH <x:out> { ?s ?p ?o } }"
        found = rows_of_results(asked([("query", asked_for)], Accept=json_type)[2], ox.QueryResultsFormat.JSON)
        return not isinstance(found, bool) and sorted(int(r["o"].value) for r in found[1]) == list(values)

    yield "update_dataset_default_graph", changed([("using-graph-uri", g[1])], insert) < 300 and out(1), ""
    fresh()
    both = [("using-graph-uri", g[1]), ("using-graph-uri", g[2])]
    yield "update_dataset_default_graphs", changed(both, insert) < 300 and out(1, 2), ""
    fresh()
    from_named = "INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    named = [("using-named-graph-uri", g[1]), ("using-named-graph-uri", g[2])]
    yield "update_dataset_named_graphs", changed(named, from_named) < 300 and out(1, 2), ""
    fresh()
    mixed = "INSERT { GRAPH <x:out> { ?s ?p ?o , ?z } } WHERE { ?s ?p ?o . GRAPH ?g { ?x ?y ?z } }"
    yield (
        "update_dataset_full",
        changed([("using-graph-uri", g[0]), ("using-named-graph-uri", g[3])], mixed) < 300 and out(0, 3),
        "",
    )
    yield "update_post_form", changed([], "INSERT DATA { <x:a> <x:b> 7 }", form=True) < 300, ""
    yield "update_post_direct", changed([], "INSERT DATA { <x:a> <x:b> 8 }") < 300, ""
    done = changed([], "BASE <http://example.test/base/> INSERT DATA { GRAPH <x:base> { <s> <p> <o> } }") < 300
    yield "update_base_uri", done and yes(asked([("query", "ASK { GRAPH <x:base> { <http://example.test/base/s> ?p ?o } }")])), ""
    yield "query_post_direct", yes(asked([], q, "ASK {}")), ""

    def bad(answer: tuple[int, dict[str, str], bytes]) -> bool:
        return 400 <= answer[0] < 500

    yield "bad_query_method", bad(server.call("PUT", f"{server.query}?query=ASK%20%7B%7D")), ""
    yield "bad_multiple_queries", bad(asked([("query", "ASK {}"), ("query", "SELECT * {}")])), ""
    yield "bad_query_wrong_media_type", bad(asked([], "text/plain", "ASK {}")), ""
    yield "bad_query_missing_form_type", bad(server.call("POST", server.query, b"query=ASK%20%7B%7D")), ""
    yield "bad_query_missing_direct_type", bad(server.call("POST", server.query, b"ASK {}")), ""
    utf16 = {"Content_Type": "application/sparql-query; charset=UTF-16"}
    yield "bad_query_non_utf8", bad(server.call("POST", server.query, "ASK {}".encode("utf-16"), **utf16)), ""
    yield "bad_query_syntax", asked([("query", "ASK {")])[0] == 400, ""
    yield "bad_update_get", bad(server.call("GET", f"{server.update}?update=CLEAR%20ALL")), ""
    two = urlencode([("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")]).encode()
    yield "bad_multiple_updates", bad(server.call("POST", server.update, two, Content_Type=FORM)), ""
    yield "bad_update_wrong_media_type", bad(server.call("POST", server.update, b"CLEAR NAMED", Content_Type="text/plain")), ""
    yield "bad_update_missing_form_type", bad(server.call("POST", server.update, b"update=CLEAR%20NAMED")), ""
    utf16 = {"Content_Type": "application/sparql-update; charset=UTF-16"}
    yield "bad_update_non_utf8", bad(server.call("POST", server.update, "CLEAR NAMED".encode("utf-16"), **utf16)), ""
    yield "bad_update_syntax", changed([], "CLEAR XAMED") == 400, ""
    conflict = f"INSERT {{ ?s ?p 9 }} USING <{g[0]}> WHERE {{ ?s ?p ?o }}"
    yield "bad_update_dataset_conflict", 400 <= changed([("using-graph-uri", g[1])], conflict) < 500, ""


def graph_store(server: Server) -> Iterator[tuple[str, bool, str]]:
    """The cases of the graph store suite, from its descriptions."""
    server.clear()
    turtle = {"Content_Type": "text/turtle"}
    one, two = b'<http://x/1> <http://x/n> "Ani" .', b'<http://x/2> <http://x/n> "Budi" .'
    direct = f"{server.data}/person/1.ttl"
    named = f"{server.data}?graph={quote('http://example.test/person/2', safe='')}"

    def same(path: str, *bodies: bytes) -> bool:
        status, headers, body = server.call("GET", path, Accept="text/turtle")
        if status != 200 or not headers["content-type"].startswith("text/turtle"):
            return False
        got = {str(q.triple) for q in ox.parse(body, format=ox.RdfFormat.TURTLE)}
        return got == {str(q.triple) for b in bodies for q in ox.parse(b, format=ox.RdfFormat.TURTLE)}

    def status(method: str, path: str, body: bytes = b"", **headers: str) -> int:
        return server.call(method, path, body, **headers)[0]

    yield "put initial state", status("PUT", direct, one, **turtle) in (201, 204), ""
    yield "get of put initial state", same(direct, one), ""
    yield "put graph already in store", status("PUT", direct, two, **turtle) in (200, 204), ""
    yield "get of put graph already in store", same(direct, two), ""
    yield "put default graph", status("PUT", server.data + "?default", one, **turtle) in (200, 201, 204), ""
    yield "get of put default graph", same(server.data + "?default", one), ""
    yield "put mismatched payload", status("PUT", direct, b"<not turtle>", **turtle) == 400, ""
    yield "put empty graph", status("PUT", named, b"", **turtle) in (201, 204), ""
    yield "get of put empty graph", same(named, b""), ""
    yield "put replace empty graph", status("PUT", named, one, **turtle) in (200, 204), ""
    yield "get of replacement for empty graph", same(named, one), ""
    yield "delete existing graph", status("DELETE", direct) in (200, 202, 204), ""
    yield "get of delete existing graph", status("GET", direct) == 404, ""
    yield "delete nonexistent graph", status("DELETE", direct) == 404, ""
    yield "post existing graph", status("POST", named, two, **turtle) in (200, 204), ""
    yield "get of post existing graph", same(named, one, two), ""
    mark = "uniqueboundary"
    part = f'--{mark}\r\nContent-Disposition: form-data; name="a.ttl"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n'
    multi = part.encode() + b'<http://x/3> <http://x/n> "Cici" .' + f"\r\n--{mark}--\r\n".encode()
    kind = {"Content_Type": f"multipart/form-data; boundary={mark}"}
    yield "post multipart formdata", status("POST", named, multi, **kind) in (200, 204), ""
    yield "get of post multipart formdata", same(named, one, two, b'<http://x/3> <http://x/n> "Cici" .'), ""
    made, headers, _ = server.call("POST", server.data, one, **turtle)
    yield "post create new graph", made == 201 and "location" in headers, ""
    place = urlsplit(headers.get("location", "")).path
    yield "get of post create", bool(place) and same(place, one), ""
    yield "post empty graph to existing", bool(place) and status("POST", place, b"", **turtle) in (200, 204), ""
    yield "get of post after noop", bool(place) and same(place, one), ""
    yield "head on existing graph", status("HEAD", named, Accept="text/turtle") == 200, ""
    yield "head on nonexisting graph", status("HEAD", direct) == 404, ""


# each property of the vocabulary with the class of its subjects and of its objects; "": whatever has an IRI
SD_PROPERTIES = {
    "endpoint": ("Service", ""),
    "feature": ("Service", ""),
    "defaultEntailmentRegime": ("Service", ""),
    "entailmentRegime": ("NamedGraph", ""),
    "defaultSupportedEntailmentProfile": ("Service", ""),
    "supportedEntailmentProfile": ("NamedGraph", ""),
    "extensionFunction": ("Service", ""),
    "extensionAggregate": ("Service", ""),
    "languageExtension": ("Service", ""),
    "supportedLanguage": ("Service", ""),
    "propertyFeature": ("Service", ""),
    "inputFormat": ("Service", ""),
    "resultFormat": ("Service", ""),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", ""),
    "graph": ("NamedGraph", "Graph"),
}
SD_CLASSES = {"Service": [], "Dataset": ["GraphCollection"], "Graph": [], "NamedGraph": [], "GraphCollection": []}
SD_VALUES = {
    "supportedLanguage": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "feature": {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"},
}


def description(server: Server) -> Iterator[tuple[str, bool, str]]:
    """The 3 cases of the service description suite."""
    status, headers, body = server.call("GET", server.query, Accept="text/turtle")
    returned = status == 200 and headers.get("content-type", "").startswith("text/turtle")
    yield "returns-rdf", returned, f"{status} {headers.get('content-type')}"
    base = server.url + server.query
    triples = [q.triple for q in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=base)] if returned else []
    own = [t for t in triples if t.predicate.value == SD + "endpoint" and t.object == ox.NamedNode(base)]
    yield "has-endpoint-triple", bool(own), f"none for {base}"
    wrong = list(_against_schema(triples))
    yield "conforms-to-schema", bool(triples) and not wrong, "; ".join(wrong) or "nothing to see"


def _against_schema(triples: list[ox.Triple]) -> Iterator[str]:
    """What in a description is not as the vocabulary has it."""
    classes: dict[object, set[str]] = {}
    for t in triples:
        if t.predicate.value == RDF + "type" and isinstance(t.object, ox.NamedNode) and t.object.value.startswith(SD):
            name = t.object.value.removeprefix(SD)
            if name not in SD_CLASSES:
                yield f"no class sd:{name}"
            classes.setdefault(t.subject, set()).update([name, *SD_CLASSES.get(name, [])])
    for t in triples:
        if not t.predicate.value.startswith(SD):
            continue
        name = t.predicate.value.removeprefix(SD)
        if name not in SD_PROPERTIES:
            yield f"no property sd:{name}"
            continue
        of, to = SD_PROPERTIES[name]
        if of not in classes.get(t.subject, set()):
            yield f"{t}: the subject is no sd:{of}"
        if to and to not in classes.get(t.object, set()):
            yield f"{t}: the object is no sd:{to}"
        if isinstance(t.object, ox.Literal):
            yield f"{t}: a literal"
        elif name in SD_VALUES and t.object not in {ox.NamedNode(SD + v) for v in SD_VALUES[name]}:
            yield f"{t}: not one of {sorted(SD_VALUES[name])}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", type=Path, nargs="*", help="none: only the cases that need no files")
    parser.add_argument("--url", default="http://127.0.0.1:7878")
    parser.add_argument("--token")
    parser.add_argument("--query-path", default="/sparql")
    parser.add_argument("--update-path", default="/sparql")
    parser.add_argument("--data-path", default="/data")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    server = Server(asked.url, asked.query_path, asked.update_path, asked.data_path, asked.token)
    passed, failed, skipped = Counter(), [], Counter()

    def count(group: str, name: str, ok: bool, why: str) -> None:
        if ok:
            passed[group] += 1
        else:
            failed.append((group, name, why))

    for graph, test, kind in (t for root in asked.suites for t in tests(root)):
        folder = graph.path.parent.name
        name = f"{folder}/{str(test).strip('<>').rpartition('#')[2].rpartition('/')[2]}"
        if asked.only and asked.only not in name:
            continue
        if folder in ("entailment", "service") or kind in ("ProtocolTest", "ServiceDescriptionTest", "GraphStoreProtocolTest"):
            skipped[f"{folder}: {kind}"] += 1
            continue
        group = "update" if "Update" in kind else "syntax" if "Syntax" in kind else "query"
        try:
            if "Syntax" in kind:
                syntax(server, graph, test, "Positive" in kind, "Update" in kind)
            elif kind == "UpdateEvaluationTest":
                change(server, graph, test)
            elif kind in ("QueryEvaluationTest", "CSVResultFormatTest"):
                evaluate(server, graph, test)
            else:
                skipped[kind] += 1
                continue
            count(group, name, True, "")
        except AssertionError as e:
            count(group, name, False, str(e))
        except Exception as e:
            count(group, name, False, f"harness: {type(e).__name__} {e}"[:300])
    if not asked.only:
        for group, cases in (("protocol", protocol), ("graph store", graph_store), ("description", description)):
            for name, ok, why in cases(server):
                count(group, name, ok, why)
    for group, name, why in failed:
        print(f"FAILED {group}: {name}: {' '.join(why.split())[:400]}")
    for group in ("query", "syntax", "update", "protocol", "graph store", "description"):
        print(f"{group}: {passed[group]} of {passed[group] + sum(g == group for g, _, _ in failed)}")
    print(f"all: {sum(passed.values())} of {sum(passed.values()) + len(failed)}; not run: {dict(skipped)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
