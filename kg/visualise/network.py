"""The graph as a networkx network: entities and the facts between them, n-ary nodes folded; «Retno → Ditjen IKM: memimpin»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Iri
from kg.ontology import SCHEMA, curie
from kg.visualise.facts import Knowledge, Thing, read
from kg.visualise.terms import families, family, term_label

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph


def label(thing: Thing, language: str) -> str:
    """What to call a thing: its label in the language, else in the other, else the end of its IRI."""
    found = thing.labels
    other = "en" if language == "id" else "id"
    if thing.kind == "concept":
        return found.get(language) or term_label(thing.iri, language)
    tail = thing.iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("-", " ")
    return found.get(language) or found.get("") or found.get(other) or next(iter(found.values()), "") or tail


def is_node(knowledge: Knowledge, term: object) -> bool:
    """Whether a term is shown as a node: an entity, no article, concept or literal."""
    thing = knowledge.things.get(term) if isinstance(term, str) else None
    return thing is not None and thing.kind == "entity"


def network(knowledge: Knowledge) -> nx.MultiDiGraph:
    """Nodes are IRIs, edges are facts keyed by their number in `knowledge.facts`; statements link speaker and subject matter.

    Attributes are strings and numbers only, so that GraphML can be written from it. Node: label, label_en, type, family,
    names. Edge: relation, label, label_en, status (of its first claim), confidence (if any), claims (how many), articles.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for iri, thing in knowledge.things.items():
        if thing.kind == "entity":
            graph.add_node(
                iri,
                label=label(thing, "id"),
                label_en=label(thing, "en"),
                type=curie(thing.cls) if thing.cls else "",
                family=families()[family(thing.cls)].key,
                names="; ".join(thing.names),
            )
    for number, fact in enumerate(knowledge.facts):
        if is_node(knowledge, fact.subject) and is_node(knowledge, fact.object) and fact.subject != fact.object:
            first = fact.supports[0]
            articles = sorted({knowledge.identifiers.get(a, a) for s in fact.supports for a in s.articles})
            attributes: dict[str, Any] = _relation(fact.relation)
            attributes |= {"status": first.status, "claims": len(fact.supports), "articles": "; ".join(articles)}
            if first.confidence is not None:
                attributes["confidence"] = first.confidence
            graph.add_edge(fact.subject, fact.object, key=number, **attributes)
    for number, saying in enumerate(knowledge.sayings, len(knowledge.facts)):
        for about in saying.about:
            if saying.speaker and is_node(knowledge, saying.speaker) and is_node(knowledge, about) and about != saying.speaker:
                articles = sorted({knowledge.identifiers.get(e.article, e.article) for e in saying.evidence})
                attributes = _relation(SCHEMA.about)
                attributes |= {"status": saying.status, "claims": 1, "articles": "; ".join(articles)}
                graph.add_edge(saying.speaker, about, key=number, **attributes)
    return graph


def _relation(iri: Iri) -> dict[str, Any]:
    return {"relation": curie(iri), "label": term_label(iri, "id"), "label_en": term_label(iri, "en")}


def build_network(store: pyoxigraph.Store) -> nx.MultiDiGraph:
    """`network` of everything in a store."""
    return network(read(store))
