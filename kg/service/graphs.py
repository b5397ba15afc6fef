"""SPARQL 1.1 Graph Store Protocol at `/data`: a graph by `?default`, `?graph=IRI` or its own address; the whole with neither."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pyoxigraph as ox

from kg.graph.formats import FORMATS
from kg.service.limits import Service
from kg.service.messages import Problem, Request, Response, accepted
from kg.service.protocol import GRAPH_TYPES, opened
from kg.service.reply import Reply

Name = ox.NamedNode | ox.DefaultGraph
_READS = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


def answer_graph(store: ox.Store, request: Request, reply: Reply, service: Service, path: str) -> None:
    """Read or change one graph, or read or load the whole dataset. Problem for all that cannot be done."""
    name = _name(request, path)
    if request.method in ("GET", "HEAD"):
        _read(store, name, request, reply, service)
    elif request.method in ("PUT", "POST"):
        _write(store, name, request, reply)
    elif request.method == "DELETE":
        _delete(store, name, reply)
    else:
        problem = Problem(405, f"{request.method} is not done here; use GET, HEAD, PUT, POST or DELETE")
        problem.headers = {"Allow": "GET, HEAD, PUT, POST, DELETE, OPTIONS"}
        raise problem


def _name(request: Request, path: str) -> Name | None:
    """The graph that is meant; None: the dataset."""
    given = [(n, v) for n, v in request.query if n in ("graph", "default")]
    if len(given) > 1:
        raise Problem(400, "several graphs; name one, with ?graph=IRI or ?default")
    if given and given[0][0] == "default":
        return ox.DefaultGraph()
    own = f"http://{request.headers.get('host', 'localhost')}{path}"
    if given:
        iri = given[0][1]
        if "://" not in iri and not iri.startswith("urn:"):
            iri = own.rstrip("/") + "/" + iri.lstrip("/")
        return _node(iri)
    return _node(own) if path.removeprefix("/data").strip("/") else None


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as e:
        raise Problem(400, f"the graph's name is not an IRI: {e}") from None


def _exists(store: ox.Store, name: Name) -> bool:
    return isinstance(name, ox.DefaultGraph) or store.contains_named_graph(name)


def _missing(name: Name) -> Problem:
    return Problem(
        404, f"no graph {name.value if isinstance(name, ox.NamedNode) else 'by default'}; GET /data without a name gives all"
    )


def _read(store: ox.Store, name: Name | None, request: Request, reply: Reply, service: Service) -> None:
    offers = tuple(o for o in GRAPH_TYPES if name is not None or FORMATS[o[1]].supports_datasets)
    media, kind = accepted(request.headers.get("accept"), offers)
    if name is not None and not _exists(store, name):
        raise _missing(name)
    stream = opened(reply, media, kind, service)
    if request.method == "HEAD":
        stream.finish()
    elif name is not None and FORMATS[kind].supports_datasets:
        triples = (q.triple for q in store.quads_for_pattern(None, None, None, name))
        ox.serialize(triples, stream, FORMATS[kind])
        stream.finish()
    else:
        store.dump(stream, FORMATS[kind], from_graph=name)
        stream.finish()


def _write(store: ox.Store, name: Name | None, request: Request, reply: Reply) -> None:
    parts = _parts(request)
    headers: dict[str, str] = {}
    datasets = [FORMATS[kind].supports_datasets for kind, _ in parts]
    if name is None and request.method == "POST" and not any(datasets):
        name = _fresh(request, headers)
    if name is None and not all(datasets):
        raise Problem(400, "a graph to replace is named with ?graph=IRI or ?default")
    if name is not None and any(kind in ("trig", "nquads") for kind, _ in parts):
        raise Problem(415, "several graphs for one; send Turtle, N-Triples, RDF/XML or JSON-LD")
    base = name.value if isinstance(name, ox.NamedNode) else f"http://{request.headers.get('host', 'localhost')}/data"
    try:
        quads = [q for kind, body in parts for q in ox.parse(body, FORMATS[kind], base_iri=base, rename_blank_nodes=True)]
    except (SyntaxError, ValueError) as e:
        raise Problem(400, f"the body cannot be read as {request.media_type}: {' '.join(str(e).split())}") from None
    created = name is not None and not _exists(store, name)
    drop = "" if request.method == "POST" else "DROP SILENT ALL ;" if name is None else f"DROP SILENT {_spelt(name)} ;"
    create = f"CREATE SILENT GRAPH {name} ;" if isinstance(name, ox.NamedNode) else ""
    rows = "\n".join(_row(q, name) for q in quads)
    try:
        store.update(f"{drop} {create} INSERT DATA {{ {rows} }}")  # one update is one transaction
    except (SyntaxError, ValueError) as e:
        raise Problem(400, f"the body cannot be stored: {' '.join(str(e).split())}") from None
    reply.whole(Response(201 if created else 204, b"", headers))


def _parts(request: Request) -> list[tuple[str, bytes]]:
    """What was sent, each file with its format."""
    found = [(request.media_type, request.body)]
    if request.media_type == "multipart/form-data":
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1", "replace")
        message = BytesParser(policy=default).parsebytes(head + request.body)
        assert isinstance(message, EmailMessage)
        found = [(p.get_content_type(), bytes(p.get_payload(decode=True) or b"")) for p in message.iter_parts()]
    wrong = [media for media, _ in found if media not in _READS]
    if wrong or not found:
        raise Problem(415, f"content type {(wrong or ['(none)'])[0] or '(none)'}: send one of {', '.join(_READS)}")
    return [(_READS[media], body) for media, body in found]


def _spelt(name: Name) -> str:
    return f"GRAPH {name}" if isinstance(name, ox.NamedNode) else "DEFAULT"


def _row(quad: ox.Quad, name: Name | None) -> str:
    graph = quad.graph_name if name is None else name
    triple = f"{quad.triple} ."
    return triple if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {triple} }}"


def _fresh(request: Request, headers: dict[str, str]) -> ox.NamedNode:
    """A new graph for what was posted to the whole store, named by its content."""
    import hashlib

    path = f"/data/{hashlib.sha256(request.body).hexdigest()[:16]}"
    headers["Location"] = path
    return _node(f"http://{request.headers.get('host', 'localhost')}{path}")


def _delete(store: ox.Store, name: Name | None, reply: Reply) -> None:
    if name is None:
        store.clear()
    elif not _exists(store, name):
        raise _missing(name)
    elif isinstance(name, ox.DefaultGraph):
        store.clear_graph(name)
    else:
        store.remove_graph(name)
    reply.whole(Response(204))
