"""A query reaches no other host, however SERVICE is hidden, and changes nothing."""

from __future__ import annotations

import contextlib
import socket
import threading

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.guard import check
from kg.query.run import run

_HOST = "<http://127.0.0.1:{port}/>"
HIDDEN = [
    "SELECT * {{ SERVICE {host} {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent {host} {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o . # quiet '\n SERVICE {host} {{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p 1SERVICE {host} {{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p trueSERVICE{host}{{ ?a ?b ?c }} }}",
    "PREFIX p: {host} SELECT * {{ SERVICEp:x {{ ?s ?p ?o }} }}",
    "PREFIX : {host} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "PREFIX p: {host} SELECT * {{ ?s ?p p:a.SERVICE p:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?b ?c FILTER(?c<'&&?b>') SERVICE {host} {{ ?s ?p ?o }} FILTER(?a = ')') }}",
    "SELECT * {{ ?a ?b ?c FILTER(?c<?b#>) '''\n) SERVICE {host} {{ ?s ?p ?o }} #'''\n }}",
    "PREFIX p: <http://x/> SELECT * {{ ?s ?p p:a.b\\#c . SERVICE {host} {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE {host} {{ ?s ?p ?o }} }}",
    'SELECT * {{ ?s ?p "\\"" . SERVICE {host} {{ ?s ?p ?o }} }}',
    "SELECT * {{ ?s ?p '''a''b\\'''' . SERVICE {host} {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_service_is_refused_and_nobody_is_called(query: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal(1)))
    called = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def listen() -> None:
            with contextlib.suppress(TimeoutError):
                called.append(server.accept())

        thread = threading.Thread(target=listen)
        thread.start()
        with pytest.raises(QueryError, match="SERVICE is refused: a query reads this graph only"):
            list(run(store, query.format(host=_HOST.format(port=server.getsockname()[1])), {}))  # type: ignore[arg-type]
        thread.join()
    assert not called


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT ?service { ?service ?p 'the service' }  # no SERVICE",
        "SELECT * { ?s <https://schema.org/service#x> ?o }",
        "PREFIX s: <https://schema.org/> SELECT * { ?s s:serviceType ?o }",
        "SELECT * { ?s ?p '''a \"service\" b''' }",
    ],
)
def test_the_word_service_as_a_name_or_text_is_no_service(query: str) -> None:
    check(query)
    run(ox.Store(), query, {})


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "PREFIX kg: <https://w3id.org/beritagraf/ontology#>\n# words\ndelete where { ?s ?p ?o }",
        "BASE <http://x/> PREFIX : <http://y#> LOAD <file:///etc/passwd>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_an_update_is_refused(update: str) -> None:
    with pytest.raises(QueryError, match="is refused: kg query only reads"):
        run(ox.Store(), update, {})


def test_from_reads_no_file() -> None:
    assert list(run(ox.Store(), "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", {})) == []  # type: ignore[arg-type]
