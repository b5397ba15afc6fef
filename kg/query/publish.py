"""The graph sent to another SPARQL 1.1 store, one named graph after the other; a second try mends what the first left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.model import Iri
from kg.ontology import BASE
from kg.query.remote import put_graph, update

_GENID = BASE + ".well-known/genid/"
_BATCH = 2_000  # triples of one INSERT DATA: below the limits of the stores that have one
_PART = 200_000  # triples of one request of the Graph Store Protocol


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: an address for SPARQL updates, or one of the Graph Store Protocol, which is quicker where there is one.

    merged: the graph that everything merged goes to: an IRI, `default`, or None to send the named graphs alone
    """

    update: str | None
    data: str | None
    merged: Iri | None = "default"


def publish(store: ox.Store, target: Target, told: Callable[[int, int, int], None] | None = None) -> tuple[int, int]:
    """Replace at the target each graph that the store has; how many graphs and triples were sent.

    Graphs of the target that the store does not have stay as they are. told: is called with graphs done, all graphs, triples.
    QueryError if the target refuses, StoreError if it cannot be reached.
    """
    named = sorted((g for g in store.named_graphs() if isinstance(g, ox.NamedNode)), key=lambda g: g.value)
    plan: list[tuple[ox.NamedNode | ox.DefaultGraph, Iri | None]] = [(g, g.value) for g in named]
    if target.merged is not None:
        plan.append((ox.DefaultGraph(), None if target.merged == "default" else target.merged))
    sent = 0
    for done, (graph, name) in enumerate(plan, 1):
        triples = (_named(q.triple) for q in store.quads_for_pattern(None, None, None, graph))
        sent += _by_graphs(target.data, name, triples) if target.data else _by_updates(target.update or "", name, triples)
        if told:
            told(done, len(plan), sent)
    return len(plan), sent


def _named(triple: ox.Triple) -> ox.Triple:
    """The triple with IRIs for blank nodes: some stores refuse them in updates, and none knows them again in the next part."""

    def named(node: ox.NamedNode | ox.BlankNode) -> ox.NamedNode:
        return ox.NamedNode(f"{_GENID}{node.value}") if isinstance(node, ox.BlankNode) else node

    value = named(triple.object) if isinstance(triple.object, ox.BlankNode) else triple.object
    if value is triple.object and not isinstance(triple.subject, ox.BlankNode):
        return triple
    assert isinstance(triple.subject, ox.NamedNode | ox.BlankNode)
    return ox.Triple(named(triple.subject), triple.predicate, value)


def _by_graphs(data: str, name: Iri | None, triples: Iterable[ox.Triple]) -> int:
    sent = 0
    for part in _parts(triples, _PART):
        put_graph(data, name, "".join(f"{t} .\n" for t in part).encode(), replace=sent == 0)
        sent += len(part)
    return sent


def _by_updates(endpoint: str, name: Iri | None, triples: Iterable[ox.Triple]) -> int:
    sent = 0
    graph = ox.NamedNode(name) if name else None
    update(endpoint, f"DROP SILENT {f'GRAPH {graph}' if graph else 'DEFAULT'}")
    for part in _parts(triples, _BATCH):
        rows = "".join(f"{t} .\n" for t in part)
        update(endpoint, f"INSERT DATA {{ {f'GRAPH {graph} {{ {rows} }}' if graph else rows} }}")
        sent += len(part)
    return sent


def _parts(triples: Iterable[ox.Triple], size: int) -> Iterator[Sequence[ox.Triple]]:
    rest = iter(triples)
    while part := list(islice(rest, size)):
        yield part
