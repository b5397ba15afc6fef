"""What is read from a graph: facts with their claims, n-ary nodes folded."""

from __future__ import annotations

from types import ModuleType

import pytest

from kg.model import Literal
from kg.ontology import KG, ORG, SCHEMA
from kg.visualise.facts import Fact, Knowledge, read

BASE = "https://w3id.org/beritagraf/id/"


@pytest.fixture(scope="module")
def knowledge(sample: ModuleType) -> Knowledge:
    return read(sample.draft().store())


def fact(knowledge: Knowledge, subject: str, relation: str, value: str) -> Fact:
    """The one fact of that subject, relation and object (end of an IRI or text of a literal)."""
    found = [
        f
        for f in knowledge.facts
        if f.subject == BASE + subject
        and f.relation == relation
        and (f.object == BASE + value if isinstance(f.object, str) else f.object.value == value)
    ]
    assert len(found) == 1, (subject, relation, value, found)
    return found[0]


def test_a_tenure_becomes_one_fact_with_its_post(knowledge: Knowledge) -> None:
    tenure = fact(knowledge, "person/rina", KG.GovernmentTenure, "org/bpk")
    assert tenure.detail == BASE + "post/kepala"
    assert tenure.supports[0].evidence


def test_carriers_spans_and_claims_are_no_things(knowledge: Knowledge) -> None:
    for part in ("tenure/", "part/", "claim/", "text/", "statement/"):
        assert not [t for t in knowledge.things if t.startswith(BASE + part)]


def test_a_participation_speaks_of_its_event(knowledge: Knowledge) -> None:
    assert fact(knowledge, "event/pelatihan", KG.participantCountry, "country/palau").asserted
    assert fact(knowledge, "event/pelatihan", KG.participantCount, "12").asserted


def test_doubtful_and_contradicted_facts_are_not_asserted(knowledge: Knowledge) -> None:
    doubtful = fact(knowledge, "event/pembukaan", SCHEMA.startDate, "2022-05-02")
    assert not doubtful.asserted
    assert (doubtful.supports[0].status, doubtful.supports[0].confidence) == ("Doubtful", 0.8)
    assert doubtful.supports[0].note == "Senin terakhir sebelum terbit"
    assert not fact(knowledge, "event/pelatihan", KG.countryCount, "12").asserted


def test_a_triple_without_a_claim_is_derived(knowledge: Knowledge) -> None:
    assert [s.status for s in fact(knowledge, "post/kepala", ORG.postIn, "org/bpk").supports] == ["Derived"]


def test_every_span_points_at_its_words(knowledge: Knowledge, sample: ModuleType) -> None:
    texts = {t.identifier: t.text for t in sample.draft().texts}
    head = fact(knowledge, "person/rina", ORG.headOf, "org/bpk").supports[0].evidence[0]
    assert texts[knowledge.identifiers[head.article]][head.begin : head.end] == "Kepala Badan Pengkajian Kelapa, Rina Astuti"
    for f in knowledge.facts:
        for s in f.supports:
            for e in s.evidence:
                assert 0 <= e.begin < e.end <= len(texts[knowledge.identifiers[e.article]])


def test_a_statement_has_speaker_modality_and_subject_matter(knowledge: Knowledge) -> None:
    (saying,) = knowledge.sayings
    assert saying.direct
    assert saying.speaker == BASE + "person/rina"
    assert saying.modality == "Hope"
    assert saying.about == (BASE + "event/pelatihan",)


def test_articles_have_their_day_and_identifier(knowledge: Knowledge) -> None:
    assert knowledge.dates[BASE + "article/a-1"] == "2022-05-02"
    assert knowledge.identifiers[BASE + "article/b-2"] == "b-2"


def test_an_article_has_its_address_where_that_is_one_of_the_web(knowledge: Knowledge, sample: ModuleType) -> None:
    assert knowledge.addresses == {BASE + "article/a-1": "https://contoh.id/berita/1"}
    assert read(sample.hostile().store()).addresses == knowledge.addresses


def test_the_ontology_itself_is_not_shown(sample: ModuleType) -> None:
    import pyoxigraph as ox

    from kg.resources import ontology_dir

    store = sample.draft().store()
    before = read(store)
    store.load(path=str(ontology_dir() / "kg.ttl"), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:ontology"))
    assert read(store) == before


def test_nothing_from_nothing() -> None:
    import pyoxigraph as ox

    assert read(ox.Store()) == Knowledge({}, (), (), {}, {}, {}, {})


def test_literals_keep_language_and_datatype(knowledge: Knowledge) -> None:
    end = fact(knowledge, "event/pelatihan", SCHEMA.endDate, "2022-05-09").object
    assert end == Literal("2022-05-09", None, "http://www.w3.org/2001/XMLSchema#date")


def test_a_claim_that_rests_on_a_statement_says_whose_word_it_is(sample: ModuleType) -> None:
    draft = sample.draft()
    draft.fact("i:event\\/pelatihan kg:expectedOutcome i:outcome\\/belajar", "petani kelapa saling belajar")
    draft.lines.append(f"i:claim\\/{draft.claims} kg:viaStatement i:statement\\/1 .")
    outcome = fact(read(draft.store()), "event/pelatihan", KG.expectedOutcome, "outcome/belajar")
    assert outcome.supports[0].via == BASE + "person/rina"


def test_the_most_frequent_of_several_names_is_the_label(sample: ModuleType) -> None:
    draft = sample.draft()
    draft.fact('i:person\\/rina foaf:name "RIna Astuti"', "Rina Astuti")  # comes first in order, and is a slip
    draft.fact('i:person\\/rina foaf:name "Rina Astuti"', "Rina Astuti", article="b-2")
    thing = read(draft.store()).things[BASE + "person/rina"]
    assert thing.labels[""] == "Rina Astuti"
    assert "RIna Astuti" in thing.names
