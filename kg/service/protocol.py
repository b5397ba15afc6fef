"""SPARQL 1.1 Protocol: what a request asks for, and its answer in the format that the client likes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.formats import FORMATS
from kg.model import Iri
from kg.query.guard import bare, unescaped
from kg.query.results import ROWS
from kg.query.run import Answer, explained
from kg.search.magic import expanded
from kg.service.limits import Service
from kg.service.messages import Pairs, Problem, Request, Response, accepted, form
from kg.service.reach import check_reach
from kg.service.reply import Reply, Stream

ROW_TYPES = (
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
)
GRAPH_TYPES = (
    ("text/turtle", "turtle"),
    ("application/n-triples", "ntriples"),
    ("text/plain", "ntriples"),
    ("application/n-quads", "nquads"),
    ("application/trig", "trig"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ("application/rdf+xml", "rdfxml"),
    ("application/xml", "rdfxml"),
    ("text/xml", "rdfxml"),
)
_SEPARATORS = {"json": b"},{", "xml": b"</result>", "csv": b"\r\n", "tsv": b"\n", "ntriples": b"\n", "nquads": b"\n"}
_MORE = {"json": -1, "csv": 1, "tsv": 1}  # separators beyond one a row
_PREFIXED = re.compile(r"([\w-]+):")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_FUNCTION = re.compile(r"custom function <([^<>]+)> is not supported")
_MOST_FUNCTIONS = 20
_QUERY, _UPDATE, _FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update with the graphs that the protocol names for it."""

    text: str
    update: bool
    default: tuple[Iri, ...] = ()
    named: tuple[Iri, ...] = ()


def operation(request: Request) -> Operation | None:
    """What a request asks for; None if nothing (it wants the service's description). Problem if it is not of the protocol."""
    url = request.query
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in url):
            raise Problem(400, "an update comes by POST, never by GET")
        return _chosen(url) if any(name == "query" for name, _ in url) else None
    if request.method != "POST":
        problem = Problem(405, f"{request.method} is not of the SPARQL protocol; use GET or POST")
        problem.headers = {"Allow": "GET, HEAD, POST, OPTIONS"}
        raise problem
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', request.headers.get("content-type", ""), re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"charset {charset[1]}: send UTF-8")
    kind = request.media_type
    if kind == _FORM:
        return _chosen(url + form(_text(request.body)))
    if kind not in (_QUERY, _UPDATE):
        raise Problem(415, f"content type {kind or '(none)'}: send {_QUERY}, {_UPDATE} or {_FORM}")
    if any(name in ("query", "update") for name, _ in url):
        raise Problem(400, "a query both in the body and in the address; send one")
    text = _text(request.body)
    return _chosen([*url, ("query" if kind == _QUERY else "update", text)])


def answer_query(
    store: ox.Store, asked: Operation, request: Request, reply: Reply, service: Service, known: Mapping[str, Iri]
) -> None:
    """Run a query and send its answer; Problem for whatever is wrong with it."""
    text = asked.text
    try:
        check_reach(text, "SERVICE", service.hosts)
        text = expanded(text, service.output)
        answer = _answer(store, text, asked, known)
    except SyntaxError as e:
        raise _malformed(str(e), asked.text, known) from None
    except QueryError as e:
        raise Problem(400, str(e)) from None
    except (OSError, RuntimeError, ValueError) as e:
        raise Problem(400, f"the query cannot be answered: {e}") from None
    graph = isinstance(answer, ox.QueryTriples)
    media, name = accepted(request.headers.get("accept"), GRAPH_TYPES if graph else ROW_TYPES)
    stream = opened(reply, media, name, service)
    try:
        if isinstance(answer, ox.QueryTriples):
            if name in ("turtle", "trig"):
                ox.serialize(answer, stream, FORMATS[name], prefixes=dict(known))
            else:
                answer.serialize(stream, FORMATS[name])
        else:
            answer.serialize(stream, ROWS[name])
    except ConnectionError:
        raise
    except (OSError, RuntimeError, ValueError) as e:
        raise Problem(400, f"the query cannot be answered: {e}") from None
    stream.finish()


def _answer(store: ox.Store, text: str, asked: Operation, known: Mapping[str, Iri]) -> Answer:
    """The engine's answer; what the standard lets a query do and the engine does not is put into its words first.

    A function that nobody knows is an error of its row, not of the query; escapes of code points may stand anywhere.
    """
    default = _nodes(asked.default) if asked.default or asked.named else None
    named = _nodes(asked.named) if asked.default or asked.named else None
    prefixes: Mapping[str, Iri] | None = None
    unknown: dict[ox.NamedNode, Callable[..., ox.Literal | None]] = {}
    while True:
        try:
            return store.query(
                text,
                prefixes=prefixes,  # type: ignore[arg-type]
                default_graph=default,  # type: ignore[arg-type]
                named_graphs=named,  # type: ignore[arg-type]
                custom_functions=unknown or None,  # type: ignore[arg-type]
            )
        except SyntaxError:  # those who declare what they use need not wait for the others
            plain = unescaped(text)
            if plain == text and prefixes is not None:
                raise
            text, prefixes = plain, _wanted(plain, known)
        except (RuntimeError, ValueError, OSError) as e:
            found = _FUNCTION.search(str(e))
            if found is None or len(unknown) > _MOST_FUNCTIONS or ox.NamedNode(found[1]) in unknown:
                raise
            unknown[ox.NamedNode(found[1])] = lambda *_: None


def answer_update(store: ox.Store, asked: Operation, reply: Reply, service: Service, known: Mapping[str, Iri]) -> None:
    """Run an update, all of it or nothing, and say 204."""
    for word in ("LOAD", "SERVICE"):
        check_reach(asked.text, word, service.hosts)
    text = _using(asked) if asked.default or asked.named else asked.text
    try:
        store.update(text, prefixes=_wanted(text, known))
    except SyntaxError as e:
        raise _malformed(str(e), asked.text, known, parse=False) from None
    except (OSError, RuntimeError, ValueError) as e:
        raise Problem(400, f"the update cannot be done: {e}") from None
    reply.whole(Response(204))


def opened(reply: Reply, media: str, name: str, service: Service) -> Stream:
    """A file for an answer in a format, with the service's limits."""
    rows = service.limits.rows + _MORE.get(name, 0)
    xml = name in ("xml", "rdfxml")
    return reply.stream(typed(media), service.limits.answer_bytes, rows, _SEPARATORS.get(name, b""), xml=xml)


def typed(media: str) -> str:
    """The media type with its charset where text needs one."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _chosen(pairs: Pairs) -> Operation:
    queries = [v for n, v in pairs if n == "query"]
    updates = [v for n, v in pairs if n == "update"]
    if len(queries) + len(updates) != 1:
        raise Problem(400, f"{len(queries)} queries and {len(updates)} updates; send exactly one")
    names = ("using-graph-uri", "using-named-graph-uri") if updates else ("default-graph-uri", "named-graph-uri")
    graphs = [tuple(v for n, v in pairs if n == name) for name in names]
    return Operation([*queries, *updates][0], bool(updates), *graphs)


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as e:
        raise Problem(400, f"not UTF-8 (byte offset {e.start}); send the query as UTF-8") from None
    if "\x00" in text:
        raise Problem(400, "a NUL in the query; send it as UTF-8")
    return text


def _wanted(text: str, known: Mapping[str, Iri]) -> dict[str, Iri]:
    """Those of the known prefixes that may be meant: declaring all costs more than a small query."""
    declared = set(_DECLARED.findall(text))
    return {p: known[p] for p in {*_PREFIXED.findall(text)} if p in known and p not in declared}


def _nodes(iris: tuple[Iri, ...]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(i) for i in iris]
    except ValueError as e:
        raise Problem(400, f"a graph's name is not an absolute IRI: {e}") from None


def _malformed(problem: str, text: str, known: Mapping[str, Iri], *, parse: bool = True) -> Problem:
    said = explained(problem, text, dict(known)) if parse else f"the update is malformed: {' '.join(problem.split())}"
    place = re.search(r"line (\d+)(?:, column (\d+))?", said) or re.search(r"at (\d+):(\d+)", said)
    more = {k: int(v) for k, v in zip(("line", "column"), place.groups(), strict=True) if v} if place else {}
    return Problem(400, said, **more)


def _using(asked: Operation) -> str:
    """The update with the protocol's graphs as USING clauses; Problem 400 if it names graphs of its own."""
    plain = bare(asked.text)
    if plain is None or re.search(r"\b(?:USING|WITH)\b", plain, re.IGNORECASE):
        raise Problem(400, "using-graph-uri beside USING or WITH; name the graphs in one place")
    clauses = "".join(f" USING <{n.value}>" for n in _nodes(asked.default))
    clauses += "".join(f" USING NAMED <{n.value}>" for n in _nodes(asked.named))
    out, at, depth = "", 0, 0
    for m in re.finditer(r"[{}]|\bWHERE\b", plain, re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(m[0], 0)
        if depth or m[0] in "{}":
            continue
        before = plain[at : m.start()]
        if re.search(r"\bDELETE\s*$", before, re.IGNORECASE):  # the short form: its pattern is its template too
            end = _closing(plain, m.end())
            out += asked.text[at : m.start()] + asked.text[m.end() : end] + clauses + " "
        else:
            out += asked.text[at : m.start()] + clauses + " "
        at = m.start()
    return out + asked.text[at:]


def _closing(plain: str, start: int) -> int:
    depth = 0
    for m in re.finditer(r"[{}]", plain[start:]):
        depth += 1 if m[0] == "{" else -1
        if depth == 0:
            return start + m.end()
    return len(plain)
