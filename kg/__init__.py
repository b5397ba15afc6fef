"""beritagraf: from Indonesian news to a knowledge graph with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.face import Graph as Graph

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "Graph":  # brings Oxigraph along, so only when it is asked for
        from kg.face import Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
