"""SPARQL 1.1 Protocol as a stranger's client speaks it."""

from __future__ import annotations

from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
NAMES = "SELECT ?n { ?m a kg:Ministry ; skos:prefLabel ?n } ORDER BY ?n"
TOKEN = {"Authorization": "Bearer rahasia"}


def _values(answer) -> list[str]:
    return [b["n"]["value"] for b in answer.json["results"]["bindings"]]


def test_a_query_comes_by_get_by_form_and_as_it_is(served) -> None:
    by_form = served.call("POST", "/sparql", urlencode({"query": NAMES}), Content_Type=FORM)
    as_it_is = served.call("POST", "/sparql", NAMES, Content_Type=f"{QUERY}; charset=utf-8")
    for answer in (served.ask(NAMES), by_form, as_it_is):
        assert answer.status == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert _values(answer) == ["Kementerian Batik", "Kementerian Kopi"]


@pytest.mark.parametrize(
    ("accept", "kind", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv; charset=utf-8", b"n\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?n\n"),
        ("text/html, application/*;q=0.5", "application/sparql-results+json", b"{"),
        ("text/csv;q=0.1, application/xml", "application/xml", b"<?xml"),
        ("*/*", "application/sparql-results+json", b"{"),
    ],
)
def test_rows_come_in_the_format_that_is_liked_best(served, accept: str, kind: str, begins: bytes) -> None:
    answer = served.ask(NAMES, accept)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.body.startswith(begins)


@pytest.mark.parametrize(
    ("kind", "parser"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_comes_in_every_format(served, kind: str, parser: ox.RdfFormat) -> None:
    answer = served.ask("CONSTRUCT { ?m kg:abbreviation ?a } { ?m kg:abbreviation ?a }", kind)
    assert answer.headers["content-type"].startswith(kind)
    assert [q.object.value for q in ox.parse(answer.body, format=parser)] == ["Kembatik"]


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(served) -> None:
    answer = served.ask(NAMES, "image/png")
    assert answer.status == 406
    assert "application/sparql-results+json" in answer.detail


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(served) -> None:
    graphs = served.ask("SELECT DISTINCT ?g { GRAPH ?g { ?m a kg:Ministry } } ORDER BY ?g").json["results"]["bindings"]
    one = next(g["g"]["value"] for g in graphs if g["g"]["value"].endswith("/dua"))
    query = NAMES.replace("{", "FROM <http://nowhere/> {", 1)
    assert _values(served.ask(query, **{"default-graph-uri": one})) == ["Kementerian Kopi"]
    named = served.ask("SELECT ?n { GRAPH ?g { ?m a kg:Ministry ; skos:prefLabel ?n } }", **{"named-graph-uri": one})
    assert _values(named) == ["Kementerian Kopi"]


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", {}, 400),
        ("GET", "/sparql?update=CLEAR%20ALL", "", {}, 400),
        ("GET", "/sparql?query=%FF", "", {}, 400),
        ("POST", "/sparql", "query=ASK%7B%7D&update=CLEAR%20ALL", {"Content_Type": FORM}, 400),
        ("POST", "/sparql", "ASK {}", {}, 415),
        ("POST", "/sparql", "ASK {}", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", b"\xff\xfeA\x00", {"Content_Type": f"{QUERY}; charset=UTF-16"}, 415),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", {"Content_Type": QUERY}, 400),
        ("POST", "/sparql?query=ASK%7B%7D", "ASK {}", {"Content_Type": QUERY}, 400),
        ("PUT", "/sparql?query=ASK%7B%7D", "", {}, 405),
        ("GET", "/nowhere", "", {}, 404),
        ("POST", "/", "x", {"Content_Type": FORM}, 405),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", "", {}, 400),
    ],
)
def test_what_is_not_of_the_protocol_is_told(served, method: str, path: str, body, headers: dict, status: int) -> None:
    answer = served.call(method, path, body, **headers)
    assert answer.status == status
    assert answer.detail


def test_a_mistake_is_told_with_its_place(served) -> None:
    answer = served.ask("SELECT ?x\nWHERE { OPTINAL { ?x kg:owner ?y } }")
    assert answer.status == 400
    assert "did you mean OPTIONAL?" in answer.detail
    assert (answer.json["line"], answer.json["column"]) == (2, 9)


def test_a_function_that_nobody_knows_is_an_error_of_its_row(served) -> None:
    query = "PREFIX x: <http://example.org/> SELECT ?n { BIND(COALESCE(x:f(1), x:g(), 'none') AS ?n) }"
    assert _values(served.ask(query)) == ["none"]


def test_escapes_of_code_points_may_stand_anywhere(served) -> None:
    assert _values(served.ask(NAMES.replace("kg:Ministry", "kg:\\u004Dinistry"))) == ["Kementerian Batik", "Kementerian Kopi"]


def test_the_service_describes_itself(served) -> None:
    answer = served.call("GET", "/sparql", Accept="text/turtle")
    triples = list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))
    said = {(t.predicate.value.rpartition("#")[2], getattr(t.object, "value", "").rpartition("#")[2]) for t in triples}
    assert ("supportedLanguage", "SPARQL11Query") in said
    assert ("supportedLanguage", "SPARQL11Update") not in said
    sizes = {n: int(v) for n, v in said if n in ("triples", "classes", "properties")}
    assert sizes["triples"] == int(
        served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json["results"]["bindings"][0]["n"]["value"]
    )
    assert served.call("GET", "/.well-known/void", Accept="application/ld+json").status == 200


def test_head_and_health(served) -> None:
    assert served.call("GET", "/health").json == {"status": "ok"}
    head = served.call("HEAD", "/sparql?" + urlencode({"query": NAMES}))
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 0


def test_many_queries_on_one_connection(served) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    for _ in range(50):
        connection.request("GET", "/sparql?" + urlencode({"query": NAMES}))
        assert b"Kementerian Kopi" in connection.getresponse().read()
    connection.close()


def test_requests_sent_at_once_are_answered_in_order(served) -> None:
    import socket

    first, last = b"GET /sparql?query=ASK%7B%7D", b"GET /health"
    lines = first + b" HTTP/1.1\r\nHost: localhost\r\n\r\n" + last + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(lines)
        data = b""
        while piece := client.recv(65536):
            data += piece
    assert data.index(b'"boolean"') < data.index(b'"status"')


def test_an_update_changes_what_its_graphs_say(writable) -> None:
    def update(text: str, query: str = "") -> int:
        return writable.call("POST", f"/sparql{query}", text, Content_Type=UPDATE, **TOKEN).status

    assert update("INSERT DATA { GRAPH <x:a> { <x:s> <x:p> 1 } GRAPH <x:b> { <x:s> <x:p> 2 } }") == 204
    copy = "INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert update(copy, "?using-graph-uri=x%3Aa") == 204
    found = writable.ask("SELECT ?n { GRAPH <x:out> { ?s ?p ?n } }").json["results"]["bindings"]
    assert [b["n"]["value"] for b in found] == ["1"]
    assert update(copy.replace("WHERE", "USING <x:b> WHERE"), "?using-graph-uri=x%3Aa") == 400
    assert update("DELETE WHERE { ?s ?p ?o }", "?using-graph-uri=x%3Anone") == 204
    assert update("INSERT DATA { <x:s> <x:p> ") == 400
    assert update("DROP ALL") == 204
    assert writable.ask("ASK { GRAPH ?g { ?s ?p ?o } }").json["boolean"] is False


def test_an_update_is_done_whole_or_not_at_all(writable) -> None:
    text = "INSERT DATA { <x:half> <x:p> 1 } ; CREATE GRAPH <x:g> ; CREATE GRAPH <x:g>"
    assert writable.call("POST", "/sparql", text, Content_Type=UPDATE, **TOKEN).status == 400
    assert writable.ask("ASK { <x:half> ?p ?o }").json["boolean"] is False


def test_graphs_are_put_merged_read_and_deleted(writable) -> None:
    turtle = {"Content_Type": "text/turtle", **TOKEN}
    path = "/data?graph=x%3Ag"
    assert writable.call("PUT", path, "<x:s> <x:p> 1 .", **turtle).status == 201
    assert writable.call("PUT", path, "<x:s> <x:p> 2 .", **turtle).status == 204
    assert writable.call("POST", path, "<x:s> <x:p> 3 .", **turtle).status == 204
    body = writable.call("GET", path, Accept="application/n-triples").body.decode().split("\n")
    assert sum(1 for line in body if line) == 2
    assert writable.call("HEAD", path).status == 200
    assert writable.call("PUT", path, "no turtle", **turtle).status == 400
    assert writable.call("PUT", path, "<x:s> <x:p> 1 .", Content_Type="image/png", **TOKEN).status == 415
    assert writable.call("DELETE", path, **TOKEN).status == 204
    assert writable.call("DELETE", path, **TOKEN).status == 404
    assert writable.call("GET", path).status == 404
    made = writable.call("POST", "/data", "<x:s> <x:p> 4 .", **turtle)
    assert made.status == 201
    assert b"4" in writable.call("GET", made.headers["location"], Accept="text/turtle").body
    assert writable.call("PUT", "/data?default&graph=x%3Ag", "", **turtle).status == 400


def test_several_files_come_as_a_form(writable) -> None:
    part = (
        '--b\r\nContent-Disposition: form-data; name="f"; filename="{0}.ttl"\r\n'
        "Content-Type: text/turtle\r\n\r\n<x:s> <x:p> {0} .\r\n"
    )
    body = part.format(1) + part.format(2) + "--b--\r\n"
    where = "/data?graph=x%3Aform"
    assert writable.call("POST", where, body, Content_Type="multipart/form-data; boundary=b", **TOKEN).status == 201
    assert writable.call("GET", where, Accept="application/n-triples").body.count(b"\n") == 2


def test_the_whole_store_is_read_as_quads(served) -> None:
    answer = served.call("GET", "/data", Accept="application/n-quads")
    assert answer.status == 200
    assert len(list(ox.parse(answer.body, format=ox.RdfFormat.N_QUADS))) > 500
    assert served.call("GET", "/data", Accept="text/csv").status == 406
