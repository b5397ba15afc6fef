"""What is known of an entity or behind a triple: every claim with its status and the sentences it rests on.

«Ani Wati» → «… kata «Ani Wati», Kepala Balai …»
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.naming import prefixes
from kg.graph.texts import TEXTS, ArticleText, read_texts
from kg.graph.triples import plain
from kg.model import Iri, Span
from kg.ontology import FOAF, KG, OPENGOV, ORG, RDF, RDFS, SKOS, is_a, labels
from kg.query.results import full, short
from kg.query.store import base_of, open_store

Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_DEFAULT = ox.DefaultGraph()
_NAMING = (SKOS.prefLabel, FOAF.name, RDFS.label, KG.abbreviation, SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article and the ranges in it that support a claim, offsets from the sentence's beginning."""

    article: str
    sentence: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One claim in words; `status` is a local name such as `Stated`, `confidence` 0..1 or None."""

    subject: str
    predicate: str
    object: str
    status: str
    confidence: float | None
    extractors: tuple[str, ...]
    notes: tuple[str, ...]
    speakers: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """An entity: its names (the preferred first), what it is, its IRI, and all claims that it is part of."""

    iri: Iri
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    claims: tuple[Known, ...]


class Explainer:
    """Keeps an output folder open: its store, its texts, and the index of labels once one was asked for."""

    def __init__(
        self,
        output: Path,
        language: str = "en",
        *,
        store: ox.Store | None = None,
        texts: Callable[[Collection[str]], Sequence[ArticleText]] | None = None,
    ) -> None:
        """store, texts: stand in for those of `output`, where they are already open; texts: identifiers → articles."""
        self._store = open_store(output) if store is None else store
        self._texts = texts or (lambda wanted: read_texts(output / TEXTS, wanted))
        self.prefixes = prefixes(base_of(self._store))
        self._terms = labels(language)
        self._index: dict[str, list[tuple[Iri, str]]] | None = None

    def entities(self, text: str) -> list[Iri]:
        """The entities that a label, abbreviation, CURIE or IRI may mean, sorted; empty if none."""
        iri = full(text, self.prefixes)
        if iri is not None:
            return [iri] if self._exists(iri) else []
        return sorted({iri for iri, _ in self._labels().get(_key(text), [])})

    def nearest(self, text: str) -> list[str]:
        """Labels that are spelt nearly so, nearest first, at most three."""
        index = self._labels()
        inside = sorted((k for k in index if _key(text) in k), key=lambda k: (len(k), k))
        near = [*inside, *difflib.get_close_matches(_key(text), index, n=3, cutoff=0.6)]
        return [index[k][0][1] for k in dict.fromkeys(near)][:3]

    def portrait(self, iri: Iri) -> Portrait:
        """Everything that is claimed of one entity, and of the tenures, memberships and participations that tie it to others."""
        claims = set(self._touching(iri))
        for claim in list(claims):
            subject = self._one(claim, RDF.subject)
            if isinstance(subject, ox.NamedNode) and subject.value != iri and self._carries(subject):
                claims.update(self._having(RDF.subject, subject))
        names = [v.value for p in _NAMING for v in self._values(iri, p) if isinstance(v, ox.Literal)]
        kinds = sorted({self.word(k) for k in self._values(iri, RDF.type) if isinstance(k, ox.NamedNode)})
        known = self._known(claims)
        return Portrait(iri, tuple(dict.fromkeys([self.word(ox.NamedNode(iri)), *names])), tuple(kinds), tuple(known))

    def triple(self, subject: str, predicate: str, object: str) -> list[Known]:
        """The claims of a triple given in words; QueryError if a part is unknown or nobody claims it."""
        properties = self._properties(predicate)
        if not properties:
            raise QueryError(f"no property is called '{predicate}'; write it as in the ontology, such as org:headOf or kg:owner")
        subjects, objects = self._meant(subject), set(self.entities(object))
        claims = set()
        for s in subjects:
            for claim in self._having(RDF.subject, ox.NamedNode(s)):
                p, o = self._one(claim, RDF.predicate), self._one(claim, RDF.object)
                said = plain(o)
                same = said in objects if isinstance(o, ox.NamedNode) else _key(said) == _key(object.strip('"'))
                if isinstance(p, ox.NamedNode) and p.value in properties and same:
                    claims.add(claim)
        if not claims:
            raise QueryError(f"no claim says: {subject} · {predicate} · {object}; see what is claimed: kg explain '{subject}'")
        return self._known(claims)

    def parts(self, text: str) -> tuple[str, str, str] | None:
        """A triple written as one text, cut where a property stands between an entity and something else; None if nowhere."""
        words = text.split()
        for i in range(1, len(words) - 1):
            for j in range(len(words) - 1, i, -1):
                s, p, o = (" ".join(part) for part in (words[:i], words[i:j], words[j:]))
                if self._properties(p) and self.entities(s):
                    return s, p, o
        return None

    def word(self, value: Object) -> str:
        """A term in words: a label, a literal's text, the words of a statement, else the short IRI."""
        if not isinstance(value, ox.NamedNode):
            return plain(value)
        if value.value in self._terms:
            return self._terms[value.value]
        for p in (SKOS.prefLabel, FOAF.name, RDFS.label, KG.abbreviation, KG.quoteText):
            found = sorted(
                (v for v in self._values(value.value, p) if isinstance(v, ox.Literal)),
                key=lambda v: (v.language != "id", v.value),
            )
            if found:
                return f"“{found[0].value}”" if p == KG.quoteText else found[0].value
        return self._carrier(value) or short(value.value, self.prefixes)

    def _carrier(self, node: ox.NamedNode) -> str | None:
        """A tenure, membership or participation by its kind and the entities that it ties together."""
        if not self._carries(node):
            return None
        kinds = sorted(self.word(k) for k in self._values(node.value, RDF.type))
        ends = [self.word(v) for p in (ORG.member, OPENGOV.post, ORG.organization) for v in self._values(node.value, p)]
        ends += [self.word(ox.NamedNode(e)) for e in self._having(KG.hasParticipation, node)]
        return f"{kinds[0]} ({', '.join(ends[:2])})" if ends else None

    def _meant(self, text: str) -> list[Iri]:
        found = self.entities(text)
        if not found:
            near = self.nearest(text)
            hint = f"; did you mean {' or '.join(repr(n) for n in near)}?" if near else "; see what there is: kg query --list"
            raise QueryError(f"nothing is called '{text}'{hint}")
        return found

    def _properties(self, text: str) -> set[Iri]:
        iri = full(text, self.prefixes)
        known = self._predicates()
        if iri is not None:
            return {iri} & (known | set(self._terms))
        every = [(p, lang) for lang in ("en", "id") for p in known]
        return {p for p, lang in every if _key(labels(lang).get(p, "")) == _key(text) != ""} or {
            p for p in known if _local(p) == text
        }

    def _predicates(self) -> set[Iri]:
        found = (q.object for q in self._store.quads_for_pattern(None, ox.NamedNode(RDF.predicate), None, _DEFAULT))
        return {p.value for p in found if isinstance(p, ox.NamedNode)}

    def _labels(self) -> dict[str, list[tuple[Iri, str]]]:
        if self._index is None:
            self._index = {}
            for p in _NAMING:
                for q in self._store.quads_for_pattern(None, ox.NamedNode(p), None, _DEFAULT):
                    iri = plain(q.subject)
                    if iri not in self._terms and isinstance(q.object, ox.Literal):
                        self._index.setdefault(_key(q.object.value), []).append((iri, q.object.value))
        return self._index

    def _exists(self, iri: Iri) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in self._store.quads_for_pattern(node, None, None, _DEFAULT))

    def _values(self, iri: Iri, predicate: Iri) -> Iterator[Object]:
        for q in self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, _DEFAULT):
            yield q.object

    def _one(self, iri: Iri, predicate: Iri) -> Object:
        return next(self._values(iri, predicate))

    def _having(self, predicate: Iri, value: Object) -> Iterator[Iri]:
        for q in self._store.quads_for_pattern(None, ox.NamedNode(predicate), value, _DEFAULT):
            yield plain(q.subject)

    def _touching(self, iri: Iri) -> Iterator[Iri]:
        node = ox.NamedNode(iri)
        yield from self._having(RDF.subject, node)
        yield from self._having(RDF.object, node)

    def _carries(self, node: ox.NamedNode) -> bool:
        kinds = [k.value for k in self._values(node.value, RDF.type) if isinstance(k, ox.NamedNode)]
        return any(is_a(k, carrier) for k in kinds for carrier in (ORG.Membership, KG.Participation))

    def _known(self, claims: Iterable[Iri]) -> list[Known]:
        raw = [(claim, [v for v in self._values(claim, KG.evidence) if isinstance(v, ox.NamedNode)]) for claim in sorted(claims)]
        spans = {claim: [place for v in values if (place := _place(v.value))] for claim, values in raw}
        wanted = {identifier for places in spans.values() for identifier, _ in places}
        texts = {a.identifier: a for a in self._texts(wanted)} if wanted else {}
        keyed = []
        for claim, places in spans.items():
            predicate = self._one(claim, RDF.predicate)
            naming = isinstance(predicate, ox.NamedNode) and predicate.value in (*_NAMING, RDF.type)
            known = self._claim(claim, _passages(places, texts))
            said = (known.subject, known.predicate, known.object)
            keyed.append(((naming, min(places, default=("", Span(0, 0))), *said, claim), known))
        return [known for _, known in sorted(keyed, key=lambda pair: pair[0])]

    def _claim(self, claim: Iri, passages: Sequence[Passage]) -> Known:
        def texts(predicate: Iri) -> tuple[str, ...]:
            return tuple(sorted(v.value for v in self._values(claim, predicate) if isinstance(v, ox.Literal)))

        said = [v.value for v in self._values(claim, KG.viaStatement) if isinstance(v, ox.NamedNode)]
        speakers = sorted({self.word(s) for statement in said for s in self._values(statement, KG.speaker)})
        status = self._one(claim, KG.claimStatus)
        return Known(
            subject=self.word(self._one(claim, RDF.subject)),
            predicate=self.word(self._one(claim, RDF.predicate)),
            object=self.word(self._one(claim, RDF.object)),
            status=_local(status.value) if isinstance(status, ox.NamedNode) else "",
            confidence=max(map(float, texts(KG.confidence)), default=None),
            extractors=texts(KG.extractor),
            notes=texts(RDFS.comment),
            speakers=tuple(speakers),
            passages=tuple(passages),
        )


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _local(iri: Iri) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _place(iri: Iri) -> tuple[str, Span] | None:
    """The article and range of a span's IRI."""
    text, hash_, numbers = iri.partition("#char=")
    begin, comma, end = numbers.partition(",")
    if not (hash_ and comma and begin.isdigit() and end.isdigit()):
        return None
    return text.rpartition("/")[2], Span(int(begin), int(end))


def _passages(places: Collection[tuple[str, Span]], texts: Mapping[str, ArticleText]) -> list[Passage]:
    held: dict[tuple[str, int, int], list[Span]] = {}
    for identifier, span in sorted(places):
        article = texts.get(identifier)
        sentence = article.sentence_at(span.begin, span.end) if article else None
        if sentence:
            begin, end = max(span.begin, sentence.begin), min(span.end, sentence.end)
            held.setdefault((identifier, sentence.begin, sentence.end), []).append(
                Span(begin - sentence.begin, end - sentence.begin)
            )
    return [Passage(a, texts[a].text[begin:end], _joined(marks)) for (a, begin, end), marks in held.items()]


def _joined(marks: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for mark in sorted(marks):
        if joined and mark.begin <= joined[-1].end:
            joined[-1] = Span(joined[-1].begin, max(joined[-1].end, mark.end))
        else:
            joined.append(mark)
    return tuple(joined)
