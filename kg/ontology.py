"""The ontology in force in code: a term that `ontology/kg.ttl` does not define is an error with a suggestion.

>>> KG.Ministry
'https://w3id.org/beritagraf/ontology#Ministry'
>>> KG.Minstry
Traceback (most recent call last):
kg.errors.OntologyError: ontology/kg.ttl: no term 'kg:Minstry'. Did you mean 'kg:Ministry'?
"""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.model import Iri
from kg.resources import ontology_dir

if TYPE_CHECKING:
    import pyoxigraph

BASE = "https://w3id.org/beritagraf/"

PREFIXES: dict[str, Iri] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": BASE + "ontology#",
    "kgc": BASE + "concept/",
    "lode": "http://linkedevents.org/ontology/",
    "m8g": "http://data.europa.eu/m8g/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "opengov": "http://www.w3.org/ns/opengov#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_UNCHECKED = {"xsd", "rdf", "rdfs", "owl"}  # W3C core terms, not repeated in the ontology


@cache
def _quads() -> tuple[pyoxigraph.Quad, ...]:
    import pyoxigraph

    path = ontology_dir() / "kg.ttl"
    try:
        return tuple(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as e:
        raise OntologyError(f"{path}: cannot be read: {e}") from e


@cache
def defined() -> frozenset[Iri]:
    """Every IRI that the ontology describes."""
    import pyoxigraph

    return frozenset(q.subject.value for q in _quads() if isinstance(q.subject, pyoxigraph.NamedNode))


class Namespace:
    """Terms of one vocabulary as attributes: `KG.Ministry` is its IRI, `KG.Minstry` an OntologyError."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._iri = PREFIXES[prefix]

    def __getattr__(self, name: str) -> Iri:
        if name.startswith("__"):
            raise AttributeError(name)
        iri = self._iri + name
        if self._prefix not in _UNCHECKED and iri not in defined():
            raise OntologyError(f"ontology/kg.ttl: no term '{self._prefix}:{name}'.{_suggestion(self._prefix, name)}")
        setattr(self, name, iri)
        return iri

    def __getitem__(self, name: str) -> Iri:
        value: Iri = getattr(self, name)
        return value


def _suggestion(prefix: str, name: str) -> str:
    start = PREFIXES[prefix]
    local = sorted(i[len(start) :] for i in defined() if i.startswith(start))
    near = difflib.get_close_matches(name, local, n=1)
    return f" Did you mean '{prefix}:{near[0]}'?" if near else f" See {Path('ontology') / 'kg.ttl'}."


KG, KGC, ORG, OPENGOV = Namespace("kg"), Namespace("kgc"), Namespace("org"), Namespace("opengov")
FOAF, SCHEMA, SKOS, PROV = Namespace("foaf"), Namespace("schema"), Namespace("skos"), Namespace("prov")
SEM, TIME, NIF, DCTERMS = Namespace("sem"), Namespace("time"), Namespace("nif"), Namespace("dcterms")
RDF, RDFS, XSD = Namespace("rdf"), Namespace("rdfs"), Namespace("xsd")


@cache
def superclasses(cls: Iri) -> frozenset[Iri]:
    """The class itself and everything above it.

    >>> KG.GovernmentBody in superclasses(KG.StateSecretariat)
    True
    """
    sub = RDFS.subClassOf
    found, todo = {cls}, [cls]
    above: dict[Iri, list[Iri]] = {}
    for q in _quads():
        if q.predicate.value == sub and hasattr(q.subject, "value") and hasattr(q.object, "value"):
            above.setdefault(q.subject.value, []).append(q.object.value)
    while todo:
        for c in above.get(todo.pop(), []):
            if c not in found:
                found.add(c)
                todo.append(c)
    return frozenset(found)


def is_a(cls: Iri, ancestor: Iri) -> bool:
    """Whether `cls` is `ancestor` or below it."""
    return ancestor in superclasses(cls)


@cache
def labels(language: str) -> dict[Iri, str]:
    """IRI → rdfs:label (or skos:prefLabel) of every term in one language."""
    import pyoxigraph

    wanted = (SKOS.prefLabel, RDFS.label)
    return {
        q.subject.value: q.object.value
        for p in wanted
        for q in _quads()
        if q.predicate.value == p
        and isinstance(q.subject, pyoxigraph.NamedNode)
        and isinstance(q.object, pyoxigraph.Literal)
        and q.object.language == language
    }


def curie(iri: Iri) -> str:
    """The short form of an IRI, or the IRI itself.

    >>> curie(KG.Ministry)
    'kg:Ministry'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{iri[len(start) :]}"
    return iri
