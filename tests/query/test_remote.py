"""Other services: asked, written to, and how their failures are told."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.graph.naming import prefixes
from kg.ontology import BASE
from kg.query.publish import Target, publish
from kg.query.remote import ask, shown, update
from kg.query.store import open_store

KNOWN = prefixes(BASE)
OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))


class _Handler(http.server.BaseHTTPRequestHandler):
    status, kind, body, seen = 200, "application/sparql-results+json", b'{"head":{},"boolean":true}', []

    def do_POST(self) -> None:
        self.seen.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[tuple[str, type[_Handler]]]:
    """A service that answers what it is told to."""
    handler = type("Handler", (_Handler,), {"seen": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}/sparql", handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_prefixes_and_credentials_go_along(other) -> None:
    place, handler = other
    assert bool(ask(f"http://ani:ra%3Ahasia@{place}", "ASK { ?m a kg:Ministry }", KNOWN)) is True
    headers, body = handler.seen[0]
    assert headers["Authorization"] == "Basic YW5pOnJhOmhhc2lh"
    assert b"PREFIX+kg%3A+%3Chttps" in body


@pytest.mark.parametrize(
    ("status", "kind", "body", "error", "said"),
    [
        (400, "text/plain", b"Parse error \x1b[31m", QueryError, "answered 400"),
        (500, "text/html", b"<html>", QueryError, "answered 500"),
        (200, "text/html", b"<html>", StoreError, "no SPARQL result"),
        (200, "application/sparql-results+json", b"{", StoreError, "not application/sparql-results"),
    ],
)
def test_a_failure_is_told_with_the_address(other, status, kind, body, error, said) -> None:
    place, handler = other
    handler.status, handler.kind, handler.body = status, kind, body
    with pytest.raises(error, match=said) as caught:
        answer = ask(f"http://ani:rahasia@{place}", "ASK {}", KNOWN)
        list(answer)  # type: ignore[arg-type]
    assert "rahasia" not in str(caught.value)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/", "nowhere", "http://127.0.0.1:9/sparql"])
def test_an_address_that_is_no_service_is_told(url: str) -> None:
    with pytest.raises(StoreError, match=r"not an address|cannot be reached"):
        ask(url, "ASK {}", KNOWN)


def test_a_password_is_never_shown() -> None:
    assert shown("https://ani:rahasia@contoh.id/x?y=1") == "https://contoh.id/x?y=1"


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    """A real second server."""
    if OXIGRAPH is None:
        pytest.skip("the server oxigraph is not installed (pip install oxigraph)")
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve", "-l", str(tmp_path / "other"), "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.mark.parametrize("by", ["update", "data"])
def test_a_graph_is_published_to_another_server_and_asked_there(oxigraph: str, output: Path, by: str) -> None:
    store = open_store(output)
    target = Target(f"{oxigraph}/update", None) if by == "update" else Target(None, f"{oxigraph}/store")
    update(f"{oxigraph}/update", "INSERT DATA { GRAPH <x:theirs> { <x:s> <x:p> 1 } }")
    for _ in range(2):  # a second time changes nothing
        graphs, triples = publish(store, target)
        assert graphs == len(list(store.named_graphs())) + 1
    for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o FILTER(!STRSTARTS(STR(?g), 'x:')) }"):
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        counts = [next(iter(a))[0].value for a in (ask(f"{oxigraph}/query", query, KNOWN), store.query(query))]  # type: ignore[union-attr,arg-type]
        assert counts[0] == counts[1]
    assert bool(ask(f"{oxigraph}/query", "ASK { GRAPH <x:theirs> { ?s ?p 1 } }", KNOWN)) is True
    described = ask(f"{oxigraph}/query", "CONSTRUCT { ?m a ?k } { ?m a kg:Ministry ; a ?k }", KNOWN)
    assert isinstance(described, list)
    assert all(isinstance(t, ox.Triple) for t in described)
    assert triples > 0
