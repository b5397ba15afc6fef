"""IRIs and prefixes of the graph: what an article, its text, spans, claims and graphs are called.

>>> span_iri("https://w3id.org/beritagraf/", "berita", Span(0, 5))
'https://w3id.org/beritagraf/id/text/berita#char=0,5'
"""

from __future__ import annotations

import hashlib

from kg import __version__
from kg.errors import KGError
from kg.model import Iri, Span
from kg.ontology import BASE, PREFIXES

ONTOLOGY_GRAPH = BASE + "ontology"  # the named graph of kg.ttl in a store

# one prefix for each family of instances; spans and texts are left whole, since `#char=0,5` would need escapes
_INSTANCES = {
    "art": "article",
    "agent": "agent",
    "body": "org",
    "claim": "claim",
    "country": "country",
    "ev": "event",
    "fac": "facility",
    "group": "group",
    "mem": "membership",
    "out": "expected",
    "part": "participation",
    "person": "person",
    "place": "place",
    "policy": "policy",
    "post": "post",
    "prod": "product",
    "prog": "programme",
    "run": "run",
    "sector": "sector",
    "st": "statement",
    "tenure": "tenure",
    "topic": "topic",
    "when": "time",
}


def prefixes(base: Iri) -> dict[str, Iri]:
    """Every prefix that is known without being declared: the ontology's and those of the instances under `base`."""
    return PREFIXES | {prefix: f"{base}id/{kind}/" for prefix, kind in _INSTANCES.items()}


def checked_base(iri: str) -> Iri:
    """A base IRI for instances, ending in '/'; KGError if it is not an absolute IRI of http, https or urn-like form."""
    import pyoxigraph

    base = iri if iri.endswith("/") else iri + "/"
    try:
        pyoxigraph.NamedNode(base)
    except ValueError as e:
        raise KGError(f"--base-iri {iri}: not an absolute IRI ({e}); give one such as https://example.org/news/") from e
    if "://" not in base or "#" in base or "?" in base:
        raise KGError(f"--base-iri {iri}: needs a scheme and a path without '#' or '?', such as https://example.org/news/")
    return base


def text_iri(base: Iri, identifier: str) -> Iri:
    """The stored text of the article."""
    return f"{base}id/text/{identifier}"


def span_iri(base: Iri, identifier: str, span: Span) -> Iri:
    """A range of the text, as a fragment of RFC 5147."""
    return f"{text_iri(base, identifier)}#char={span.begin},{span.end}"


def claim_iri(base: Iri, identifier: str, spelt: str) -> Iri:
    """A claim, from the article and the spelling of its triple and status; 48 bits tell the claims of one article apart."""
    return f"{base}id/claim/{identifier}/{hashlib.sha256(spelt.encode()).hexdigest()[:12]}"


def run_iri(base: Iri) -> Iri:
    """The run of this version of the program; no time in it, so that the same articles give the same bytes."""
    return f"{base}id/run/beritagraf-{__version__}"


def facts_graph(base: Iri, identifier: str) -> Iri:
    """The named graph of an article's facts."""
    return f"{base}graph/{identifier}"


def claims_graph(base: Iri, identifier: str) -> Iri:
    """The named graph of an article's claims and spans."""
    return f"{base}graph/{identifier}/claims"


def is_claims_graph(name: Iri) -> bool:
    """Whether a named graph holds claims and not facts; an article's identifier has no '/', so the two cannot be confused."""
    return name.endswith("/claims")
