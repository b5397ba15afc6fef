"""What is known of an entity, with its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.ontology import BASE
from kg.query.explain import Explainer, Known


@pytest.fixture
def known(output: Path) -> Explainer:
    return Explainer(output)


def _said(claims: list[Known] | tuple[Known, ...]) -> list[str]:
    return [f"{c.subject} · {c.predicate} · {c.object}" for c in claims]


@pytest.mark.parametrize(
    "text", ["Kementerian Batik", "kementerian  batik", "Kembatik", "body:kementerian-batik", BASE + "id/org/kementerian-batik"]
)
def test_an_entity_is_found_by_label_abbreviation_curie_or_iri(known: Explainer, text: str) -> None:
    assert known.entities(text) == [BASE + "id/org/kementerian-batik"]


def test_an_unknown_name_gets_the_nearest_ones(known: Explainer) -> None:
    assert known.entities("Kementrian Batik") == []
    assert known.nearest("Kementrian Batik")[0] == "Kementerian Batik"
    assert "Kementerian Batik" in known.nearest("Batik")


def test_a_portrait_tells_all_claims_and_those_of_the_nodes_between(known: Explainer) -> None:
    portrait = known.portrait(BASE + "id/person/ani-wati")
    assert (portrait.names, portrait.kinds) == (("Ani Wati",), ("person",))
    said = _said(portrait.claims)
    assert "Ani Wati · head of · Kementerian Batik" in said
    assert "government tenure (Ani Wati, Kementerian Batik) · in organisation · Kementerian Batik" in said
    naming = [s for s in said if " · name · " in s or " · is a · " in s]
    assert naming == said[-len(naming) :]  # names and types come last


def test_each_claim_stands_with_its_sentence_and_the_words_marked(known: Explainer) -> None:
    (claim,) = known.triple("Ani Wati", "org:headOf", "Kembatik")
    assert (claim.status, claim.confidence, claim.extractors) == ("Stated", 0.95, ("toy",))
    (passage,) = claim.passages
    assert passage.article == "satu"
    assert [passage.sentence[m.begin : m.end] for m in passage.marks] == ["Ani Wati memimpin Kementerian Batik"]


def test_a_literal_may_be_the_object_of_a_triple(known: Explainer) -> None:
    (claim,) = known.triple(f"{BASE}id/participation/satu/5-peserta", "country count", "5")
    assert (claim.status, claim.notes) == ("Contradicted", ("5 people are not 5 countries",))


@pytest.mark.parametrize(
    "text", ["Ani Wati head of Kementerian Batik", "person:ani-wati org:headOf Kembatik", "Ani Wati kepala dari Kembatik"]
)
def test_a_triple_may_be_written_as_one_text(known: Explainer, text: str) -> None:
    parts = known.parts(text)
    assert parts
    assert len(known.triple(*parts)) == 1


def test_what_nobody_claims_is_an_error(known: Explainer) -> None:
    with pytest.raises(QueryError, match="no claim says: Ani Wati · head of · Nepal; see what is claimed: kg explain 'Ani Wati'"):
        known.triple("Ani Wati", "head of", "Nepal")
    with pytest.raises(QueryError, match="no property is called 'kepalanya'"):
        known.triple("Ani Wati", "kepalanya", "Nepal")
    with pytest.raises(QueryError, match="nothing is called 'Ani Wato'; did you mean 'Ani Wati'"):
        known.triple("Ani Wato", "head of", "Nepal")


def test_relations_are_named_in_indonesian_too(output: Path) -> None:
    assert "Ani Wati · kepala dari · Kementerian Batik" in _said(
        Explainer(output, "id").portrait(BASE + "id/person/ani-wati").claims
    )
