"""Whether a graph is as `ontology/shapes.ttl` says: «Direktorat Jenderal … Kementerian …» has one parent, and so on."""

from __future__ import annotations

from pathlib import Path

from kg.errors import OntologyError
from kg.resources import ontology_dir


def violations(graph: Path | bytes) -> str:
    """The report of pySHACL on a Turtle file or its bytes, read together with the ontology; empty if it conforms.

    Needs the development dependency `pyshacl`; OntologyError without it. Findings of severity sh:Warning do not count.
    """
    try:
        import pyshacl
    except ImportError as e:
        raise OntologyError("pyshacl is not installed; install it with: pip install 'beritagraf[dev]'") from e
    import rdflib

    data, shapes, ontology = rdflib.Graph(), rdflib.Graph(), rdflib.Graph()
    data.parse(data=graph if isinstance(graph, bytes) else graph.read_bytes(), format="turtle")
    shapes.parse(ontology_dir() / "shapes.ttl")
    ontology.parse(ontology_dir() / "kg.ttl")
    conforms, _, report = pyshacl.validate(
        data, shacl_graph=shapes, ont_graph=ontology, allow_warnings=True, inference="none", advanced=True
    )
    return "" if conforms else str(report)
