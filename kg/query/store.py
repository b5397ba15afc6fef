"""The store on disk: Oxigraph, one named graph an article and one for its claims, all merged in the default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OutputError, StoreError
from kg.graph.naming import ONTOLOGY_GRAPH
from kg.graph.triples import ArticleGraph, quads
from kg.model import Iri
from kg.ontology import BASE, KG, RDF
from kg.resources import ontology_dir

STORE = "store"


def write_store(path: Path, graphs: Iterable[ArticleGraph], base: Iri) -> None:
    """Write a new store at `path`, which must not exist; the articles are drawn one after the other and not kept."""
    try:
        store = ox.Store(path)
        try:
            store.bulk_extend(_all(graphs, base))
            store.flush()
        finally:
            del store  # or whoever keeps the error keeps the lock, and the next build of this process cannot write here
    except (OSError, RuntimeError) as e:
        raise OutputError(f"{path}: the store cannot be written ({e}); check the space and permissions of the folder") from e


def memory_store(graphs: Iterable[ArticleGraph], base: Iri) -> ox.Store:
    """The same in memory."""
    store = ox.Store()
    store.bulk_extend(_all(graphs, base))
    return store


def open_store(output: Path) -> ox.Store:
    """Open the store of an output folder for reading only; StoreError says what to do if there is none."""
    path = output / STORE
    for _ in range(3):  # a build that ends just now takes the old store away
        real = path.resolve()
        if not (real / "CURRENT").is_file():
            break
        try:
            return ox.Store.read_only(str(real))
        except (OSError, RuntimeError) as e:
            problem = e
    else:
        raise StoreError(f"{path}: the store cannot be opened ({problem}); build it again: kg build SOURCE --output {output}")
    if output.is_dir() and path.exists():
        raise StoreError(f"{path}: not a store; build the graph first: kg build SOURCE --output {output}")
    raise StoreError(f"{path}: no store here; build the graph first: kg build SOURCE --output {output}")


def base_of(store: ox.Store) -> Iri:
    """The base IRI of the instances, from any article of the store."""
    for q in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(KG.NewsArticle), ox.DefaultGraph()):
        if isinstance(q.subject, ox.NamedNode) and "id/article/" in q.subject.value:
            return q.subject.value.rpartition("id/article/")[0]
    return BASE


def _all(graphs: Iterable[ArticleGraph], base: Iri) -> Iterator[ox.Quad]:
    for graph in graphs:
        yield from quads(graph, base, merged=True)
    name = ox.NamedNode(ONTOLOGY_GRAPH)
    for q in ox.parse(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE):
        yield ox.Quad(q.subject, q.predicate, q.object, name)
        yield ox.Quad(q.subject, q.predicate, q.object)
