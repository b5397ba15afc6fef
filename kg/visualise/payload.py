"""What the page is given, as JSON-able values: nodes, facts with their claims, statements, articles; «Retno» is a number here.

Things are numbered: entities first (they are the nodes), then articles and concepts, which facts speak of but nobody draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from kg.model import Iri, Literal
from kg.ontology import PREFIXES, SCHEMA, SKOS, curie
from kg.visualise.answers import Answer
from kg.visualise.facts import DERIVED, Evidence, Fact, Knowledge, Saying, Support, is_carrier
from kg.visualise.layout import place
from kg.visualise.network import label
from kg.visualise.overview import Link, Node, Overview, backbone, overview
from kg.visualise.places import coordinates
from kg.visualise.terms import families, family, term_label, words

STATUSES = ("Stated", "Inferred", "External", DERIVED, "Doubtful", "Contradicted")
_BOX = (156.0, 84.0)  # room for a node and its label, pixels


class Sentence(Protocol):
    """A sentence's place in its text."""

    number: int
    begin: int
    end: int
    kind: str
    duplicate_of: int | None


class Text(Protocol):
    """An article's text beside the graph."""

    @property
    def identifier(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def sentences(self) -> Sequence[Any]: ...


def payload(knowledge: Knowledge, texts: Sequence[Text], answers: Sequence[Answer] = ()) -> dict[str, Any]:
    """Everything the page shows; the same for the same graph, in whatever order articles come."""
    writer = _Writer(knowledge, texts)
    made = writer.payload()
    made["questions"] = [writer.answer(a) for a in answers]
    return made


class _Writer:
    """Numbers things, relations, classes and articles once, so that facts are short lists of numbers."""

    def __init__(self, knowledge: Knowledge, texts: Sequence[Text]) -> None:
        self.knowledge = knowledge
        kinds = {"entity": 0, "article": 1, "concept": 2}
        self.things = sorted(knowledge.things.values(), key=lambda t: (kinds.get(t.kind, 2), t.iri))
        self.number = {t.iri: n for n, t in enumerate(self.things)}
        self.entities = sum(t.kind == "entity" for t in self.things)
        self.classes = _numbered(t.cls for t in self.things[: self.entities] if t.cls)
        self.relations = _numbered([*(f.relation for f in knowledge.facts), SCHEMA.about])
        by_identifier = {t.identifier: t for t in texts}
        self.article_iris = sorted(knowledge.identifiers, key=lambda a: (knowledge.identifiers[a], a))
        self.articles = {a: n for n, a in enumerate(self.article_iris)}
        self.texts = [by_identifier.get(knowledge.identifiers[a]) for a in self.article_iris]

    def payload(self) -> dict[str, Any]:
        view = self.overview()
        iris = [t.iri for t in self.things]
        base = _common(iris)
        return {
            "base": base,
            "entities": self.entities,
            "families": [{key: getattr(f, key) for key in ("key", "id", "en", "shape", "light", "dark")} for f in families()],
            "classes": [{**_named(c), "family": family(c)} for c in self.classes],
            "relations": [
                {**_named(r), **({"naming": 1} if r in _NAMING else {}), **({"carrier": 1} if is_carrier(r) else {})}
                for r in self.relations
            ],
            "prefixes": {p: PREFIXES[p] for p in sorted(PREFIXES)},
            "statuses": list(STATUSES),
            "words": words(),
            "things": [self.thing(n, base, view) for n in range(len(self.things))],
            "facts": [self.fact(f) for f in self.knowledge.facts],
            "sayings": [self.saying(s) for s in self.knowledge.sayings],
            "groups": [[g.kind, list(g.children), list(g.leads)] for g in view.groups],
            "roots": list(view.roots),
            "positions": [list(p) for p in self.positions(view)],
            "articles": [self.article(n) for n in range(len(self.article_iris))],
        }

    def overview(self) -> Overview:
        nodes = [Node(t.cls, family(t.cls), label(t, "id")) for t in self.things[: self.entities]]
        return overview(nodes, self.links())

    def links(self) -> list[Link]:
        found: list[Link] = []
        for f in self.knowledge.facts:
            if isinstance(f.object, str) and f.subject != f.object:
                found.append((self.number[f.subject], self.number[f.object], f.relation, f.asserted))
        for s in self.knowledge.sayings:
            if s.speaker:
                found += [(self.number[s.speaker], self.number[a], SCHEMA.about, False) for a in s.about if a != s.speaker]
        return [link for link in found if max(link[:2]) < self.entities]

    def positions(self, view: Overview) -> list[tuple[int, int]]:
        """Where each root stands."""
        root = {}
        for n, r in enumerate(view.roots):
            todo = [r]
            while todo:
                item = todo.pop()
                if item >= 0:
                    root[item] = n
                else:
                    todo += view.groups[~item].children
        other = {n for n, r in enumerate(view.roots) if r < 0 and view.groups[~r].kind == "rest"}  # it would join everything
        weights: dict[tuple[int, int], float] = {}
        for a, b, _, telling in self.links():
            pair = (min(root[a], root[b]), max(root[a], root[b]))
            if pair[0] != pair[1] and pair[1] not in other and pair[0] not in other:
                weights[pair] = weights.get(pair, 0.0) + (1.0 if telling else 0.25)
        kept = backbone(weights, len(view.roots))
        return place([_BOX] * len(view.roots), [(a, b, 1.0 if weights[a, b] >= 1 else 2.0) for a, b in sorted(kept)])

    def thing(self, number: int, base: Iri, view: Overview) -> dict[str, Any]:
        t = self.things[number]
        made: dict[str, Any] = {"iri": t.iri.removeprefix(base), "label": label(t, "id")}
        english = label(t, "en")
        if english != made["label"]:
            made["en"] = english
        if t.cls and number < self.entities:
            made["cls"] = self.classes[t.cls]
        if t.names:
            made["names"] = list(t.names)
        if t.kind == "article":
            made["article"] = self.articles[t.iri]
            made["label"] = self.knowledge.identifiers[t.iri]
        if number < self.entities:
            made["weight"] = view.importance[number]
            if found := coordinates(t.iri):
                made["at"] = list(found)
        return made

    def fact(self, fact: Fact) -> list[Any]:
        made: list[Any] = [self.number[fact.subject], self.relations[fact.relation], self.object(fact.object)]
        made.append([self.support(s) for s in fact.supports])
        if fact.detail:
            made.append(self.number[fact.detail])
        return made

    def object(self, term: Iri | Literal) -> Any:
        if isinstance(term, str):
            return self.number[term]
        kind = term.language or (curie(term.datatype) if term.datatype else "")
        return [term.value, kind] if kind else [term.value]

    def support(self, support: Support) -> list[Any]:
        made: list[Any] = [STATUSES.index(support.status), support.confidence, self.evidence(support.evidence), support.note]
        bare = [self.articles[a] for a in support.articles if a in self.articles] if not support.evidence else []
        made += [bare, self.number[support.via] if support.via else None]
        while made[-1] is None or made[-1] == []:
            made.pop()
        return made

    def evidence(self, evidence: Iterable[Evidence]) -> list[int]:
        return [n for e in evidence for n in (self.articles[e.article], e.begin, e.end)]

    def saying(self, saying: Saying) -> dict[str, Any]:
        made: dict[str, Any] = {"about": [self.number[a] for a in saying.about], "at": self.evidence(saying.evidence)}
        if saying.speaker:
            made["by"] = self.number[saying.speaker]
        if saying.direct:
            made["direct"] = 1
        if saying.status != "Stated":
            made["status"] = STATUSES.index(saying.status)
        if saying.modality:
            made["modality"] = {language: term_label(PREFIXES["kgc"] + saying.modality, language) for language in ("id", "en")}
        if not any(self.texts[self.articles[e.article]] for e in saying.evidence):
            made["quote"] = saying.quote
        return made

    def answer(self, answer: Answer) -> dict[str, Any]:
        nodes = [n for iri in answer.iris if (n := self.number.get(iri, self.entities)) < self.entities]
        return {
            "name": answer.question.name,
            "en": answer.question.english,
            "id": answer.question.indonesian,
            "columns": list(answer.columns),
            "rows": [[self.number.get(value, value) for value in row] for row in answer.rows],
            "total": answer.total,
            "things": nodes,
        }

    def article(self, number: int) -> dict[str, Any]:
        iri, text = self.article_iris[number], self.texts[number]
        made: dict[str, Any] = {"id": self.knowledge.identifiers[iri], "thing": self.number[iri]}
        if iri in self.knowledge.dates:
            made["date"] = self.knowledge.dates[iri]
        if iri in self.knowledge.addresses:
            made["address"] = self.knowledge.addresses[iri]
        if iri in self.knowledge.texts:
            made["spans"] = self.knowledge.texts[iri]
        if text is not None:
            made |= {"source": text.source, "text": text.text, "sentences": [n for s in text.sentences for n in _sentence(s)]}
        return made


_NAMING = frozenset({
    PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", SKOS.prefLabel, SKOS.altLabel, PREFIXES["foaf"] + "name",
    PREFIXES["kg"] + "abbreviation",
})  # fmt: skip


def _sentence(sentence: Sentence) -> tuple[int, int, int]:
    """Begin, end, and 0 for news, -1 for furniture, else the number of the sentence that it repeats."""
    kind = -1 if sentence.kind != "news" else (sentence.duplicate_of or 0)
    return (sentence.begin, sentence.end, kind)


def _numbered(iris: Iterable[Iri]) -> dict[Iri, int]:
    return {iri: n for n, iri in enumerate(sorted(set(iris)))}


def _named(iri: Iri) -> dict[str, str]:
    return {"iri": curie(iri), "id": term_label(iri, "id"), "en": term_label(iri, "en")}


def _common(iris: Sequence[Iri]) -> Iri:
    """The longest beginning, up to a slash, that most instances share: the base of the house."""
    ends: dict[Iri, int] = {}
    for iri in iris:
        start = iri.split("/id/", 1)[0] + "/id/" if "/id/" in iri else ""
        ends[start] = ends.get(start, 0) + 1
    return max(sorted(ends), key=lambda start: ends[start], default="")
