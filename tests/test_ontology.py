"""The ontology in force: terms, labels, suggestions, and its files as they ship."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import OntologyError
from kg.ontology import FOAF, KG, KGC, ORG, PREFIXES, Namespace, curie, defined, is_a, labels, superclasses
from kg.resources import ontology_dir

_TERMS = sorted(defined())


def test_a_misspelt_term_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(OntologyError, match=r"ontology/kg\.ttl: no term 'kg:Minstry'\. Did you mean 'kg:Ministry'\?"):
        _ = KG.Minstry
    with pytest.raises(OntologyError, match="no term 'kgc:Tersurat'"):
        _ = KGC["Tersurat"]


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_every_namespace_gives_the_terms_that_are_defined(prefix: str) -> None:
    names = [i[len(PREFIXES[prefix]) :] for i in _TERMS if i.startswith(PREFIXES[prefix])]
    for name in names:
        if name.isidentifier():
            assert getattr(Namespace(prefix), name) == PREFIXES[prefix] + name


@given(st.sampled_from(_TERMS))
def test_an_iri_becomes_a_curie_and_the_same_iri_again(iri: str) -> None:
    short = curie(iri)
    prefix, _, local = short.partition(":")
    assert iri in (short, PREFIXES.get(prefix, "") + local)


def test_classes_are_climbed() -> None:
    assert is_a(KG.StateSecretariat, ORG.Organization)
    assert is_a(KG.StateSecretariat, FOAF.Agent)
    assert not is_a(KG.Country, ORG.Organization)
    assert superclasses("https://example.org/unknown") == {"https://example.org/unknown"}


def test_our_own_terms_have_a_label_and_a_comment_in_both_languages() -> None:
    own = [i for i in _TERMS if i.startswith(PREFIXES["kg"])]
    for language in ("en", "id"):
        assert not [i for i in own if i not in labels(language)]
    quads = list(ox.parse(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE))
    comment = PREFIXES["rdfs"] + "comment"
    assert len({q.subject.value for q in quads if q.predicate.value == comment and q.subject.value in own}) == len(own)


def test_every_concept_stands_in_a_scheme() -> None:
    concepts = [i for i in _TERMS if i.startswith(PREFIXES["kgc"])]
    quads = list(ox.parse(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE))
    placed = {q.subject.value for q in quads if q.predicate.value.endswith("inScheme")}
    schemes = {q.object.value for q in quads if q.predicate.value.endswith("inScheme")}
    assert set(concepts) == placed | schemes


def test_every_term_that_the_code_names_is_defined() -> None:
    names = {
        (m[1].lower(), m[2])
        for path in Path(kg.__file__).parent.rglob("*.py")
        for m in re.finditer(
            r"\b(KG|KGC|ORG|OPENGOV|FOAF|SCHEMA|SKOS|PROV|SEM|TIME|NIF|DCTERMS)\.([A-Za-z]\w+)", path.read_text(encoding="utf-8")
        )
    }
    missing = [f"{p}:{n}" for p, n in sorted(names) if PREFIXES[p] + n not in defined() and (p, n) != ("kg", "Minstry")]
    assert not missing


def test_the_shapes_and_questions_use_defined_terms_alone() -> None:
    files = [ontology_dir() / "shapes.ttl", *sorted((ontology_dir() / "questions").glob("*.rq"))]
    for path in files:
        code = re.sub(r'"[^"]*"|<[^>]*>|#[^\n]*', " ", path.read_text(encoding="utf-8"))
        used = {PREFIXES[m[1]] + m[2] for m in re.finditer(r"\b(kg|kgc):(\w[\w-]*)", code)}
        assert used <= defined(), path.name


def test_the_shapes_are_valid_shacl() -> None:
    assert list(ox.parse(path=ontology_dir() / "shapes.ttl", format=ox.RdfFormat.TURTLE))
