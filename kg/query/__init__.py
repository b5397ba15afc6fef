"""The finished graph for readers: `open_graph` gives it to users of rdflib, the rest answers «Siapa pejabatnya?».

>>> from kg.query import open_graph
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def open_graph(output: str | Path = "output") -> rdflib.Dataset:
    """The graph of an output folder as an rdflib Dataset over Oxigraph, read-only; its default graph holds everything merged.

    StoreError if nothing was built there. Several readers may be open at once, also while `kg build` renews the folder.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    from kg.graph.naming import prefixes
    from kg.query.store import base_of, open_store

    store = open_store(Path(output))
    dataset = rdflib.Dataset(store=OxigraphStore(store=store))
    for prefix, iri in prefixes(base_of(store)).items():
        dataset.bind(prefix, iri, override=True)
    return dataset
