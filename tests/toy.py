"""A stand-in for the pipeline that reads by exact words: tests of the graph side need no extractor.

python tests/toy.py ARGUMENTS…   runs the command line with it
"""

from __future__ import annotations

import re

from kg import identifiers
from kg.model import Article, Claim, Document, Entity, Iri, Literal, Reading, Sentence, SentenceKind, Span, Statement, Status
from kg.ontology import FOAF, KG, KGC, ORG, RDF, RDFS, SKOS, XSD

TEXT = (
    "Bogor - Kementerian Batik (Kembatik) menggelar pelatihan membatik bagi 5 peserta dari Nepal.\n"
    '"Peserta <b>senang</b> belajar," kata Ani Wati.\n'
    '"Peserta <b>senang</b> belajar," kata Ani Wati.\n'
    "Ani Wati memimpin Kementerian Batik. Pelatihan itu diikuti peserta dari 5 negara.\n"
)
NAMES = {
    "Kementerian Batik": KG.Ministry,
    "Kementerian Kopi": KG.Ministry,
    "Ani Wati": FOAF.Person,
    "Nepal": KG.Country,
    "pelatihan membatik": KG.TrainingEvent,
}


def read(article: Article, base: Iri) -> Reading:
    """A reading of the names and relations of `TEXT`, wherever they stand."""
    text = article.text
    document = Document(article, _sentences(text))
    iris: dict[str, Iri] = {}
    entities, claims, statements = [], [], []

    def claim(s: Iri, p: Iri, o: Iri | Literal, *spans: Span, status: Status = Status.STATED, **more: object) -> None:
        claims.append(Claim(s, p, o, status, spans, "toy", **more))  # type: ignore[arg-type]

    for name, cls in NAMES.items():
        spans = _all(name, text)
        if not spans:
            continue
        own = article.identifier if cls == KG.TrainingEvent else None
        iri = iris[name] = identifiers.entity(base, cls, name, article=own)
        entities.append(Entity(iri, cls, name, (name,), spans))
        claim(iri, RDF.type, cls, spans[0], confidence=0.9)
        label = FOAF.name if cls == FOAF.Person else RDFS.label if cls == KG.TrainingEvent else SKOS.prefLabel
        claim(iri, label, Literal(name) if cls == FOAF.Person else Literal(name, "id"), spans[0])
    if "pelatihan membatik" in iris:
        event = iris["pelatihan membatik"]
        claim(event, KG.eventStatus, KGC.Ongoing, *_all("menggelar", text), status=Status.INFERRED, confidence=0.6)
        if spans := _all("Kementerian Batik (Kembatik) menggelar", text):
            claim(event, KG.organizer, iris["Kementerian Batik"], *spans)
            claim(iris["Kementerian Batik"], KG.abbreviation, Literal("Kembatik", "id"), *_all("Kembatik", text))
        if spans := _all("5 peserta dari Nepal", text):
            node = identifiers.node(base, "participation", article.identifier, "5 peserta")
            claim(node, RDF.type, KG.Participation, *spans)
            claim(event, KG.hasParticipation, node, *spans)
            claim(node, KG.participantCount, Literal("5", datatype=XSD.integer), *spans)
            claim(node, KG.fromCountry, iris["Nepal"], *spans)
            claim(node, KG.listIsExhaustive, Literal("false", datatype=XSD.boolean), *spans, status=Status.INFERRED)
            if wrong := _all("5 negara", text):
                five = Literal("5", datatype=XSD.integer)
                claim(node, KG.countryCount, five, *wrong, status=Status.CONTRADICTED, note="5 people are not 5 countries")
    for m in re.finditer(r'"([^"\n]+)," (kata Ani Wati)', text):
        if not any(s.quote.begin < m.start() for s in statements):
            iri = identifiers.node(base, "statement", article.identifier, "1")
            about = (iris["pelatihan membatik"],) if "pelatihan membatik" in iris else ()
            quote, cue = Span(*m.span(1)), Span(*m.span(2))
            statements.append(Statement(iri, True, quote, cue, "Evaluation", iris["Ani Wati"], None, about))
            claim(iri, KG.speaker, iris["Ani Wati"], cue)
    if spans := _all("Ani Wati memimpin Kementerian Batik", text):
        tenure = identifiers.node(base, "tenure", article.identifier, "ani")
        claim(tenure, RDF.type, KG.GovernmentTenure, *spans)
        claim(tenure, ORG.member, iris["Ani Wati"], *spans)
        claim(tenure, ORG.organization, iris["Kementerian Batik"], *spans)
        claim(tenure, KG.attestedIn, identifiers.article(base, article.identifier), *spans)
        claim(iris["Ani Wati"], ORG.headOf, iris["Kementerian Batik"], *spans, confidence=0.95)
    return Reading(document, tuple(entities), tuple(statements), tuple(claims), base)


def _all(words: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in re.finditer(re.escape(words), text))


def _sentences(text: str) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    seen: dict[str, int] = {}
    for m in re.finditer(r"[^\n.]+[^\n]?\.?", text):
        if m[0].strip():
            sentences.append(Sentence(len(sentences) + 1, Span(*m.span()), SentenceKind.NEWS, (), seen.get(m[0])))
            seen.setdefault(m[0], len(sentences))
    return tuple(sentences)


if __name__ == "__main__":
    import sys
    import types

    stand_in = types.ModuleType("kg.pipeline")
    stand_in.read = read  # type: ignore[attr-defined]
    sys.modules["kg.pipeline"] = stand_in
    from kg.cli import main

    main()
