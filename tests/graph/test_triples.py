"""Readings as RDF: layout, claims, spans, statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

from kg import identifiers
from kg.errors import OutputError
from kg.graph import naming
from kg.graph.formats import spelt
from kg.graph.shapes import violations
from kg.graph.triples import ArticleGraph, article_graph, quads
from kg.model import Claim, Literal, Reading, Span, Status
from kg.ontology import BASE, DCTERMS, KG, KGC, NIF, PROV, RDF, RDFS, SCHEMA

Make = Callable[..., Any]


@pytest.fixture
def reading(toy: ModuleType, article_of: Make) -> Reading:
    read: Reading = toy.read(article_of(toy.TEXT), BASE)
    return read


@pytest.fixture
def store(reading: Reading) -> ox.Store:
    store = ox.Store()
    graph = article_graph(reading)
    store.extend(ox.Quad(*t) for t in (*graph.facts, *graph.claims))
    return store


def _objects(store: ox.Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return sorted(q.object.value for q in found)


def _claim(store: ox.Store, predicate: str) -> str:
    subjects = {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(RDF.predicate), ox.NamedNode(predicate))}
    assert len(subjects) == 1
    return subjects.pop()


def test_the_article_is_described_without_its_text(store: ox.Store, reading: Reading) -> None:
    iri = identifiers.article(BASE, "satu")
    assert _objects(store, iri, SCHEMA.inLanguage) == ["id"]
    assert _objects(store, iri, DCTERMS.identifier) == ["satu"]
    assert _objects(store, iri, SCHEMA.mentions) == sorted(e.iri for e in reading.entities)
    (text,) = _objects(store, iri, KG.sourceText)
    article = reading.document.article
    assert _objects(store, text, KG.textDigest) == [article.digest]
    assert _objects(store, text, KG.charLength) == [str(len(article.text))]
    assert all(article.text not in str(q) for q in store)


def test_every_span_quotes_the_file(store: ox.Store, reading: Reading) -> None:
    text = reading.document.article.text
    spans = [q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(NIF.anchorOf), None)]
    assert spans
    for span in spans:
        begin, end = (int(_objects(store, span, p)[0]) for p in (NIF.beginIndex, NIF.endIndex))
        assert text[begin:end] == _objects(store, span, NIF.anchorOf)[0]
        assert span == naming.span_iri(BASE, "satu", Span(begin, end))


def test_a_stated_claim_is_asserted_and_a_contradicted_one_is_not(store: ox.Store) -> None:
    assert list(store.quads_for_pattern(None, ox.NamedNode(KG.participantCount), None))
    assert not list(store.quads_for_pattern(None, ox.NamedNode(KG.countryCount), None))
    claim = _claim(store, KG.countryCount)
    assert _objects(store, claim, KG.claimStatus) == [KGC.Contradicted]
    assert _objects(store, claim, RDFS.comment) == ["5 people are not 5 countries"]
    assert _objects(store, claim, PROV.wasGeneratedBy) == [naming.run_iri(BASE)]
    assert _objects(store, claim, KG.extractor) == ["toy"]


def test_claims_of_the_same_triple_and_status_become_one_with_all_evidence(reading: Reading) -> None:
    c = reading.claims[0]
    other = replace(c, evidence=(Span(0, 5),), extractor="second", confidence=0.99)
    one, two = article_graph(replace(reading, claims=(c,))), article_graph(replace(reading, claims=(other, c)))
    subjects = {t.subject.value for t in two.claims if t.predicate.value == RDF.subject}
    assert subjects == {t.subject.value for t in one.claims if t.predicate.value == RDF.subject}
    spelt_claims = spelt(two.claims, "turtle", BASE).decode()
    assert "char=0,5" in spelt_claims and '"second"' in spelt_claims and "0.99" in spelt_claims


def test_a_claim_iri_depends_on_its_article_triple_and_status_alone(reading: Reading) -> None:
    c = reading.claims[0]
    more = replace(c, note="x", evidence=(*c.evidence, Span(0, 1)))
    doubtful = replace(c, status=Status.DOUBTFUL)
    iris = [
        {t.subject.value for t in article_graph(replace(reading, claims=(x,))).claims if t.predicate.value == RDF.subject}
        for x in (c, more, doubtful)
    ]
    assert iris[0] == iris[1] != iris[2]


def test_below_the_least_confidence_a_claim_is_kept_as_doubtful(reading: Reading) -> None:
    graph = article_graph(reading, min_confidence=0.7)
    status = ox.NamedNode(KG.eventStatus)
    assert not [t for t in graph.facts if t.predicate == status]
    store = ox.Store()
    store.extend(ox.Quad(*t) for t in graph.claims)
    assert _objects(store, _claim(store, KG.eventStatus), KG.claimStatus) == [KGC.Doubtful]
    assert [t for t in article_graph(reading, min_confidence=0.5).facts if t.predicate == status]


def test_a_statement_has_its_words_speaker_cue_and_modality(store: ox.Store) -> None:
    (statement,) = [q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(KG.quoteText), None)]
    assert _objects(store, statement, RDF.type) == [KG.DirectQuotation]
    assert _objects(store, statement, KG.quoteText) == ["Peserta <b>senang</b> belajar"]
    assert _objects(store, statement, KG.attributionCue) == ["kata Ani Wati"]
    assert _objects(store, statement, KG.modality) == [KGC.Evaluation]
    assert _objects(store, statement, KG.speaker) == [BASE + "id/person/ani-wati"]


def test_a_repeated_sentence_is_tied_to_the_first_one(store: ox.Store, reading: Reading) -> None:
    (pair,) = store.quads_for_pattern(None, ox.NamedNode(KG.duplicateOf), None)
    second, first = reading.document.sentences[2], reading.document.sentences[1]
    assert pair.subject.value == naming.span_iri(BASE, "satu", second.span)
    assert pair.object.value == naming.span_iri(BASE, "satu", first.span)
    assert _objects(store, pair.subject.value, KG.sentenceNumber) == ["3"]


def test_the_graphs_of_an_article_do_not_depend_on_other_articles(toy: ModuleType, article_of: Make) -> None:
    one = article_graph(toy.read(article_of(toy.TEXT, "satu"), BASE))
    two = article_graph(toy.read(article_of(toy.TEXT, "dua"), BASE))
    both = ox.Store()
    both.extend([*quads(one, BASE), *quads(two, BASE)])
    for name in (naming.facts_graph(BASE, "satu"), naming.claims_graph(BASE, "satu")):
        both.remove_graph(ox.NamedNode(name))
    alone = ox.Store()
    alone.extend(quads(two, BASE))
    assert set(both) == set(alone)


def test_the_order_of_claims_and_entities_leaves_no_trace(reading: Reading) -> None:
    shuffled = replace(reading, claims=reading.claims[::-1], entities=reading.entities[::-1])
    assert article_graph(shuffled) == article_graph(reading)


def test_the_graph_conforms_to_the_shapes(reading: Reading) -> None:
    graph = article_graph(reading)
    assert violations(spelt([*graph.facts, *graph.claims], "turtle", BASE)) == ""


def test_a_doubtful_claim_that_is_asserted_does_not_conform(reading: Reading) -> None:
    graph = article_graph(reading)
    (wrong,) = [c for c in reading.claims if c.status is Status.CONTRADICTED]
    asserted = article_graph(replace(reading, claims=(*reading.claims, replace(wrong, status=Status.STATED)))).facts
    assert "must not be asserted" in violations(spelt([*asserted, *graph.claims], "turtle", BASE))


def test_what_one_article_doubts_another_may_state(reading: Reading) -> None:
    (doubted,) = [c for c in reading.claims if c.status is Status.CONTRADICTED]
    both = article_graph(replace(reading, claims=(*reading.claims, replace(doubted, status=Status.STATED))))
    assert violations(spelt([*both.facts, *both.claims], "turtle", BASE)) == ""


def test_a_malformed_iri_is_an_error_and_no_way_into_the_file(reading: Reading) -> None:
    bad = Claim("https://x.org/> <https://x.org/p", RDF.type, Literal("x"), Status.STATED, (Span(0, 1),), "toy")
    with pytest.raises(OutputError, match="not an absolute IRI"):
        article_graph(replace(reading, claims=(bad,)))


def test_facts_and_claims_are_sorted_and_free_of_repetitions(reading: Reading) -> None:
    graph: ArticleGraph = article_graph(reading)
    for triples in (graph.facts, graph.claims):
        lines = [str(t) for t in triples]
        assert lines == sorted(set(lines))
