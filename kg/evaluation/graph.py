"""What the program found in an article, read off the triples of its graph in the terms of the gold files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.evaluation.gold import Fact, Found, Named, Said
from kg.graph.triples import ArticleGraph, plain
from kg.model import Iri
from kg.ontology import FOAF, KG, NIF, OPENGOV, ORG, RDF, RDFS, SCHEMA, SKOS, superclasses

# from the most telling class down: the first that a thing is gives its type
_COARSE: tuple[tuple[Callable[[], Iri], str], ...] = (
    (lambda: FOAF.Person, "Person"),
    (lambda: KG.Ministry, "Ministry"),
    (lambda: KG.GovernmentUnit, "GovernmentUnit"),
    (lambda: KG.GovernmentBody, "GovernmentBody"),
    (lambda: KG.IntergovernmentalOrganization, "IntergovernmentalOrganization"),
    (lambda: KG.IntergovernmentalSecretariat, "IntergovernmentalOrganization"),
    (lambda: KG.Country, "Country"),
    (lambda: KG.Regulation, "Regulation"),
    (lambda: KG.PolicyInstrument, "Programme"),
    (lambda: KG.Programme, "Programme"),
    (lambda: KG.Event, "Event"),
    (lambda: ORG.OrganizationalUnit, "Organization"),
    (lambda: ORG.Organization, "Organization"),
)


@cache
def relations() -> dict[Iri, tuple[str, bool]]:
    """Property → relation of the guidelines, and whether the property runs from object to subject."""
    forward = {
        "unitOf": (ORG.unitOf, ORG.subOrganizationOf),
        "memberOf": (KG.memberStateOf, ORG.memberOf),
        "locatedIn": (KG.locatedIn, SCHEMA.location, SCHEMA.containedInPlace),
        "partOf": (KG.subEventOf, KG.partOfProgramme, KG.editionOf, KG.realizes, KG.opens),
        "cooperatesWith": (KG.cooperatesWith,),
    }
    backward = {
        "organizes": (KG.organizer, KG.leadOrganizer, KG.coOrganizer, KG.provider),
        "participatesIn": (KG.participant, KG.participantCountry, KG.openedBy),
        "operates": (KG.owner, KG.operator),
        "signs": (KG.signatory,),
    }
    table = {iri: (name, False) for name, iris in forward.items() for iri in iris}
    return table | {iri: (name, True) for name, iris in backward.items() for iri in iris}


@cache
def label_properties() -> frozenset[Iri]:
    """Every property by which a graph names a thing."""
    return frozenset((SKOS.prefLabel, SKOS.altLabel, RDFS.label, FOAF.name, KG.abbreviation))


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of a graph the text bears out: claims whose span is text, and relations that have a claim, each of how many."""

    true_spans: int
    spans: int
    claimed: int
    relations: int


class _Index:
    """Triples by subject and property, values as plain text."""

    def __init__(self, graph: ArticleGraph) -> None:
        self.triples = [(plain(t.subject), t.predicate.value, t.object) for t in graph.facts]
        self._by: dict[tuple[str, Iri], list[str]] = defaultdict(list)
        for s, p, o in self.triples:
            self._by[s, p].append(plain(o))

    def all(self, subject: str, *properties: Iri) -> list[str]:
        return sorted({o for p in properties for o in self._by.get((subject, p), ())})

    def subjects(self, *properties: Iri) -> list[str]:
        return sorted({s for s, p in self._by if p in properties})


def found_in(graph: ArticleGraph) -> Found:
    """Entities, facts and statements of an article's graph, in a stable order."""
    index = _Index(graph)
    entities = {}
    for s in index.subjects(RDF.type):
        types = _types(index.all(s, RDF.type))
        names = index.all(s, *label_properties())
        if types and names:
            entities[s] = Named(types, tuple(names))
    facts = {*_relations(index), *_offices(index), *_dates(index), *_counts(index)}
    ordered = sorted(facts, key=lambda f: (f.predicate, f.subject, str(f.object), f.title or ""))
    return Found(entities, tuple(ordered), tuple(_statements(index)))


def _types(classes: list[Iri]) -> frozenset[str]:
    """Of several classes the most telling type, as one class would have it."""
    above = {a for c in classes for a in superclasses(c)}
    types = {next((name for of, name in _COARSE if of() in above), "")} - {""}
    if KG.Facility in above:
        types.add("Facility")
    elif not types and KG.Place in above:
        types.add("Place")
    return frozenset(types)


def _relations(index: _Index) -> Iterator[Fact]:
    table = relations()
    for s, p, o in index.triples:
        if p in table:
            name, backward = table[p]
            a, b = (plain(o), s) if backward else (s, plain(o))
            yield Fact(name, a, b)


def _offices(index: _Index) -> Iterator[Fact]:
    english = {(s, plain(o)) for s, p, o in index.triples if p in label_properties() and getattr(o, "language", None) == "en"}
    for tenure in index.subjects(ORG.member):
        bodies: list[str | None] = [*index.all(tenure, ORG.organization)] or [None]
        for person in index.all(tenure, ORG.member):
            if FOAF.Person not in index.all(person, RDF.type):
                continue
            for post in index.all(tenure, OPENGOV.post, ORG.role):
                for title in index.all(post, *label_properties()):
                    for body in bodies:
                        if (post, title) not in english:
                            yield Fact("holds", person, body, title)


def _dates(index: _Index) -> Iterator[Fact]:
    for s in index.subjects(SCHEMA.startDate, SCHEMA.endDate):
        start = [o[:10] for o in index.all(s, SCHEMA.startDate)] or [".."]
        end = [o[:10] for o in index.all(s, SCHEMA.endDate)] or [".."]
        yield Fact("date", s, start[-1] if start[-1] == end[-1] else f"{start[-1]}/{end[-1]}")


def _counts(index: _Index) -> Iterator[Fact]:
    nodes = [(s, o) for s in index.subjects(KG.hasParticipation) for o in index.all(s, KG.hasParticipation)]
    nodes += [(o, s) for s in index.subjects(KG.participationIn) for o in index.all(s, KG.participationIn)]
    for event, node in nodes:
        for n in index.all(node, KG.participantCount, KG.countryCount):
            yield Fact("count", event, int(n))


def _statements(index: _Index) -> Iterator[Said]:
    for s in index.subjects(KG.quoteText):
        direct = KG.DirectQuotation in index.all(s, RDF.type)
        speakers: list[str | None] = [*index.all(s, KG.speaker)] or [None]
        for words in index.all(s, KG.quoteText):
            for speaker in speakers:
                yield Said(speaker, words, direct)


def evidence_in(graph: ArticleGraph, found: Found, text: str) -> Evidence:
    """Whether each claim's span is the text at its offsets, and each relation of an entity has a claim."""
    by: dict[str, dict[Iri, list[str]]] = defaultdict(lambda: defaultdict(list))
    for t in graph.claims:
        by[plain(t.subject)][t.predicate.value].append(plain(t.object))
    said, spans, true = set(), 0, 0
    for node in by.values():
        if KG.Claim not in node[RDF.type]:
            continue
        said.add((node[RDF.subject][0], node[RDF.predicate][0], node[RDF.object][0]))
        for span in node[KG.evidence]:
            words = text[int(by[span][NIF.beginIndex][0]) : int(by[span][NIF.endIndex][0])]
            spans += 1
            true += bool(words) and all(words == a for a in by[span][NIF.anchorOf])
    ours = (KG.Claim.rpartition("#")[0] + "#", ORG.unitOf.rpartition("#")[0] + "#")
    asserted = {(plain(t.subject), t.predicate.value, plain(t.object)) for t in graph.facts}
    asserted = {t for t in asserted if t[0] in found.entities and t[1].startswith(ours)}
    return Evidence(true, spans, len(asserted & said), len(asserted))
