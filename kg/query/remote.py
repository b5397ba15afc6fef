"""Any SPARQL 1.1 service instead of the local store: queries, updates and graphs over HTTP («https://contoh.id/sparql»).

A name and password in the address (`https://ani:rahasia@…`) go as Basic authentication, the variable KG_TOKEN as a bearer token.
"""

from __future__ import annotations

import base64
import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Iri
from kg.query.guard import bare

_PREFIXED = re.compile(r"([\w-]+):")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_GRAPH = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_TRIES = 4


def ask(endpoint: str, query: str, prefixes: Mapping[str, Iri]) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
    """A remote service's answer: rows, a boolean, or triples for CONSTRUCT and DESCRIBE. QueryError, StoreError."""
    body = urlencode({"query": declared(query, prefixes)}).encode()
    kind, data = send(
        endpoint, "POST", body, "application/x-www-form-urlencoded", accept=_GRAPH if _gives_graph(query) else _ROWS
    )
    try:
        if kind in _RESULTS and not (kind == "application/xml" and b"<rdf:RDF" in data[:2000]):
            return ox.parse_query_results(data, format=_RESULTS[kind])
        if kind in _GRAPHS:
            return [q.triple for q in ox.parse(data, format=_GRAPHS[kind], lenient=True)]
    except (SyntaxError, ValueError) as e:
        raise StoreError(f"{shown(endpoint)}: its answer is not {kind} as it says ({e}); see that it is a SPARQL service") from e
    raise StoreError(f"{shown(endpoint)}: answered with {kind or 'no type'}, no SPARQL result; see that it is a SPARQL service")


def _gives_graph(query: str) -> bool:
    """Whether a query asks for triples; some services would give those as rows too, if both are accepted."""
    found = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", bare(query) or query, re.IGNORECASE)
    return found is not None and found[1].upper() in ("CONSTRUCT", "DESCRIBE")


def declared(query: str, prefixes: Mapping[str, Iri]) -> str:
    """The query with the known prefixes that it uses declared on its first line, where the other side does not know them."""
    mine = set(_DECLARED.findall(query))
    wanted = sorted({p for p in _PREFIXED.findall(query) if p in prefixes and p not in mine})
    return "".join(f"PREFIX {p}: <{prefixes[p]}> " for p in wanted) + query


def update(endpoint: str, text: str) -> None:
    """Run an update at a service. QueryError if it refuses, StoreError if it cannot be reached."""
    send(endpoint, "POST", text.encode(), "application/sparql-update")


def put_graph(data: str, graph: Iri | None, triples: bytes, *, replace: bool) -> None:
    """Write one graph through the Graph Store Protocol at `data` as N-Triples; None: the default graph."""
    joint = "&" if "?" in data else "?"
    where = "default" if graph is None else f"graph={quote(graph, safe='')}"
    send(f"{data}{joint}{where}", "PUT" if replace else "POST", triples, "application/n-triples")


def send(url: str, method: str, body: bytes, kind: str, *, accept: str = "*/*") -> tuple[str, bytes]:
    """One request, tried again while the service says that it is busy; the answer's media type and body."""
    address, headers = _authorized(url)
    headers |= {"Content-Type": kind, "Accept": accept, "User-Agent": "beritagraf"}
    request = urllib.request.Request(address, data=body, headers=headers, method=method)
    for left in reversed(range(_TRIES)):
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as e:
            if e.code == 503 and left:
                time.sleep(
                    min(float(e.headers.get("Retry-After") or 1), 10) if (e.headers.get("Retry-After") or "1").isdigit() else 1
                )
                continue
            said = " ".join(e.read(2000).decode("utf-8", "replace").split())[:300]
            raise QueryError(f"{shown(url)}: answered {e.code} {e.reason}: {said or 'nothing more'}") from e
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as e:
            reason = getattr(e, "reason", None) or e
            raise StoreError(f"{shown(url)}: cannot be reached ({reason}); check the address and that the service runs") from e
    raise AssertionError("unreachable")


def shown(url: str) -> str:
    """The address without its password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _authorized(url: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"{shown(url)}: not an address of a service; give one such as http://127.0.0.1:3030/ds/sparql")
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        return shown(url), {"Authorization": "Basic " + base64.b64encode(pair).decode()}
    token = os.environ.get("KG_TOKEN")
    return url, {"Authorization": f"Bearer {token}"} if token else {}
