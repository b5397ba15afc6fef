"""Pages for people: the query page, an entity with its sentences («kata <b>dia</b>» stays text), search; JSON for the pages."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import KGError
from kg.graph.formats import spelt
from kg.graph.naming import prefixes
from kg.graph.texts import ArticleText
from kg.model import Iri
from kg.ontology import curie, defined, labels
from kg.query.explain import Explainer, Known, Passage
from kg.query.questions import questions
from kg.search.index import Index, open_index
from kg.service.limits import Service
from kg.service.messages import Problem, Request, Response, accepted
from kg.service.protocol import GRAPH_TYPES, typed

ASSETS = Path(__file__).parent / "assets"
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HTML = ("text/html", "html")
_MOST_CLAIMS = 500


class Pages:
    """The pages over one open store."""

    def __init__(self, service: Service, store: ox.Store, base: Iri) -> None:
        self._service, self._store, self._base = service, store, base
        self._index: Index | None = None

    def page(self, request: Request, path: str) -> Response:
        """The page at a path. Problem 404 if there is none."""
        if path == "/":
            return _html("Beritagraf", _query_page(), self._links(), query=True)
        if path.startswith("/assets/"):
            return _asset(path.removeprefix("/assets/"))
        if path == "/questions.json":
            rows = [{"name": q.name, "en": q.english, "id": q.indonesian, "query": q.query} for q in questions()]
            return _json(rows)
        if path == "/terms.json":
            return _json(_terms(self._base))
        if path in ("/search", "/names.json"):
            asked = next((v for n, v in request.query if n == "q"), "").strip()
            return self._search(asked) if path == "/search" else self._names(asked)
        if path == "/graph.html":
            return self._graph_page()
        if path == "/ontology":
            return self._describe(request, [q.triple for q in _ontology(self._store)])
        if path.startswith("/id/"):
            return self._entity(request, self._base + path[1:])
        raise Problem(404, f"nothing at {path}; queries go to /sparql, people begin at /")

    def _links(self) -> str:
        graph = (
            '<a href="/graph.html">Graph</a>' if self._service.output and (self._service.output / "graph.html").exists() else ""
        )
        return f'<a href="/">Query</a>{graph}<a href="/ontology">Ontology</a>'

    def _searcher(self) -> Index:
        if self._service.output is None:
            raise Problem(404, "no texts to search here; serve the folder that kg build wrote")
        if self._index is None:
            try:
                self._index = open_index(self._service.output)
            except KGError as e:
                raise Problem(503, "no search index here; the operator makes it with: kg search WORDS --output DIR") from e
        return self._index

    def _names(self, asked: str) -> Response:
        found = self._searcher().names(asked, 12, complete=True) if _has_word(asked) else []
        return _json([{"iri": f.iri, "text": f.text} for f in found])

    def _search(self, asked: str) -> Response:
        body = ["<h1>Search</h1>"]
        if _has_word(asked):
            names, sentences = self._searcher().names(asked, 20), self._searcher().sentences(asked, 50)
            body = [f"<h1>{_e(asked)}</h1>"]
            body += ["<h2>Names</h2><ul>", *(f"<li>{self._link(f.iri, f.text)}</li>" for f in names), "</ul>"] if names else []
            body += ["<h2>Sentences</h2>"] if sentences else []
            body += [f"<blockquote>{_e(f.text)}</blockquote><p class=soft>{self._link(f.iri, f.article)}</p>" for f in sentences]
            body += [] if names or sentences else ["<p>Nothing found. Try fewer words.</p>"]
        return _html(asked or "Search", f'<div class="found">{"".join(body)}</div>', self._links(), asked=asked)

    def _graph_page(self) -> Response:
        path = self._service.output / "graph.html" if self._service.output else None
        if path is None or not path.is_file():
            raise Problem(404, "no graph page here; serve the folder that kg build wrote")
        return Response(200, path.read_bytes(), {"Content-Type": "text/html; charset=utf-8"})  # it brings its own policy

    def _entity(self, request: Request, iri: Iri) -> Response:
        media, _ = accepted(request.headers.get("accept"), (_HTML, *GRAPH_TYPES))
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            raise Problem(404, "not a name that an entity can have") from None
        about = [q.triple for q in self._store.quads_for_pattern(node, None, None, ox.DefaultGraph())]
        if not about and not next(self._store.quads_for_pattern(None, None, node, ox.DefaultGraph()), None):
            raise Problem(404, f"nothing is known of {iri}")
        if media == "text/html":
            return self._portrait(iri, about)
        return self._describe(request, about)

    def _describe(self, request: Request, triples: Iterable[ox.Triple]) -> Response:
        media, kind = accepted(request.headers.get("accept"), GRAPH_TYPES)
        return Response(200, spelt(triples, kind, self._base), {"Content-Type": typed(media)})

    def _portrait(self, iri: Iri, about: Sequence[ox.Triple]) -> Response:
        output = self._service.output
        explainer = Explainer(output or Path(), store=self._store, texts=self._texts if output else lambda _: ())
        portrait = explainer.portrait(iri)
        others = {explainer.word(v): v.value for v in self._neighbours(iri)}
        body = [f"<h1>{_e(portrait.names[0])}</h1>", f"<p>{_e(', '.join(portrait.kinds))}</p>"]
        if portrait.names[1:]:
            body.append(f"<p>Also: {_e(', '.join(portrait.names[1:]))}</p>")
        formats = " ".join(f"<code>{_e(m)}</code>" for m, _ in GRAPH_TYPES[:2])
        body.append(f'<p class="soft">{_e(iri)}<br>As RDF from this address: {formats} and others by Accept.</p>')
        shown = portrait.claims[:_MOST_CLAIMS]
        if shown:
            body += [f"<h2>What is known ({len(portrait.claims)} claims)</h2>", '<ul class="claims">']
            body += [self._claim(c, others) for c in shown]
            body.append("</ul>")
        elif about:
            body += ["<h2>What is known</h2>", '<ul class="claims">']
            body += [
                f"<li>{_e(explainer.word(t.predicate))} · {self._value(explainer, t.object)}</li>" for t in about[:_MOST_CLAIMS]
            ]
            body.append("</ul>")
        return _html(portrait.names[0], f'<article class="portrait">{"".join(body)}</article>', self._links())

    def _claim(self, claim: Known, others: dict[str, Iri]) -> str:
        ends = [self._link(others[w], w) if w in others else _e(w) for w in (claim.subject, claim.object)]
        sure = f" · confidence {claim.confidence:g}" if claim.confidence is not None else ""
        told = f" · says {_e(', '.join(claim.speakers))}" if claim.speakers else ""
        articles = ", ".join(dict.fromkeys(p.article for p in claim.passages))
        notes = "".join(f'<p class="soft">{_e(n)}</p>' for n in claim.notes)
        quotes = "".join(f"<blockquote>{_marked(p)}</blockquote>" for p in claim.passages)
        status = f'<span class="status">{_e(claim.status.lower())}</span>{sure}{told} · {_e(articles)}'
        said = f'<p class="said">{ends[0]} · {_e(claim.predicate)} · {ends[1]}</p>'
        return f'<li class="{_e(claim.status.lower())}">{said}{quotes}{notes}<p class="soft">{status}</p></li>'

    def _value(self, explainer: Explainer, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        word = explainer.word(value)
        return self._link(value.value, word) if isinstance(value, ox.NamedNode) else _e(word)

    def _neighbours(self, iri: Iri) -> set[ox.NamedNode]:
        node, everywhere = ox.NamedNode(iri), ox.DefaultGraph()
        near = {
            q.object for q in self._store.quads_for_pattern(node, None, None, everywhere) if isinstance(q.object, ox.NamedNode)
        }
        for q in self._store.quads_for_pattern(None, None, node, everywhere):
            if isinstance(q.subject, ox.NamedNode) and "/id/claim/" not in q.subject.value:
                near.add(q.subject)
                if len(near) > _MOST_CLAIMS:
                    break
        return {n for n in near if n.value.startswith(self._base + "id/")}

    def _link(self, iri: Iri, words: str) -> str:
        if not iri.startswith(self._base + "id/"):
            return _e(words)
        return f'<a href="/{_e(quote(iri[len(self._base) :], safe="/%"))}">{_e(words)}</a>'

    def _texts(self, wanted: Collection[str]) -> Sequence[ArticleText]:
        """The articles of a claim, found by their place in the index where it can be had."""
        try:
            return self._searcher().articles(wanted)
        except (Problem, sqlite3.Error):
            return ()


def _marked(passage: Passage) -> str:
    out, at = "", 0
    for mark in passage.marks:
        out += f"{_e(passage.sentence[at : mark.begin])}<mark>{_e(passage.sentence[mark.begin : mark.end])}</mark>"
        at = mark.end
    return out + _e(passage.sentence[at:])


def _query_page() -> str:
    return (
        '<div class="columns"><section class="questions" aria-label="Questions"><h2>Questions</h2>'
        '<p class="language"><button type="button" value="en">English</button>'
        '<button type="button" value="id">Indonesia</button></p>'
        '<ol id="list"></ol></section><section id="yasgui" aria-label="Query"></section></div>'
    )


def _html(title: str, body: str, links: str, *, asked: str = "", query: bool = False) -> Response:
    head = '<link rel="stylesheet" href="/assets/yasgui.min.css">' if query else ""
    scripts = '<script src="/assets/yasgui.min.js"></script>' if query else ""
    scripts += '<script src="/assets/service.js"></script>'
    parts = {"title": _e(title), "body": body, "links": links, "asked": _e(asked), "head": head, "scripts": scripts}
    text = re.sub(r"\{(\w+)\}", lambda m: parts[m[1]], _template())
    return Response(200, text.encode(), {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": _POLICY})


@cache
def _template() -> str:
    return (ASSETS / "page.html").read_text(encoding="utf-8")


def _asset(name: str) -> Response:
    path = ASSETS / name
    if "/" in name or path.suffix not in _KINDS or not path.is_file():
        raise Problem(404, "no such asset")
    return Response(200, path.read_bytes(), {"Content-Type": _KINDS[path.suffix], "Cache-Control": "max-age=3600"})


def _json(value: object) -> Response:
    return Response(200, json.dumps(value, ensure_ascii=True).encode(), {"Content-Type": "application/json"})


def _terms(base: Iri) -> dict[str, object]:
    names, words = prefixes(base), labels("en") | labels("id")
    terms = [{"curie": curie(t), "label": words.get(t, "")} for t in sorted(defined()) if curie(t) != t]
    return {"base": base, "prefixes": names, "terms": terms}


def _ontology(store: ox.Store) -> Iterable[ox.Quad]:
    from kg.graph.naming import ONTOLOGY_GRAPH

    return store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY_GRAPH))


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _e(text: str) -> str:
    return html.escape(text, quote=True)
