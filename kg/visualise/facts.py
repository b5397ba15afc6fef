"""What the graph says, read for people: things, and facts about them with their claims; «Retno memimpin Ditjen IKM».

N-ary nodes (tenures, memberships, participations, dated names, times) are carriers: they are folded into facts about the
entity that owns them and never become things. Claims, spans, runs and source texts only give evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Iri, Literal, Term
from kg.ontology import DCTERMS, FOAF, KG, NIF, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, defined, superclasses

if TYPE_CHECKING:
    import pyoxigraph

DERIVED = "Derived"  # a triple that stands in the graph without a claim of its own
ASSERTED = frozenset({"Stated", "Inferred", "External", DERIVED})

_WEB = ("https://", "http://")  # a page opens nothing else that an article gives as its address
_OPENGOV_POST = PREFIXES["opengov"] + "post"
_LABELS = (SKOS.prefLabel, RDFS.label, FOAF.name)
_NAMES = (SKOS.altLabel, KG.abbreviation)
_PROVENANCE = frozenset({KG.TextSpan, KG.SourceText, KG.ExtractionRun, KG.Claim, RDF.Statement})
_CARRIERS = frozenset({ORG.Membership, KG.Participation, KG.NameUsage, TIME.Instant, TIME.DateTimeDescription})
_OWNED_BY = (ORG.member, KG.participationIn)  # carrier → owner
_OWNS = (KG.hasParticipation, KG.hasName, TIME.hasTime, TIME.inDateTime, ORG.hasMembership)  # owner → carrier
_LINKS = frozenset({*_OWNED_BY, *_OWNS, ORG.organization})
_SHORTCUTS = {KG.fromCountry: KG.participantCountry, _OPENGOV_POST: ORG.holds}  # the n-ary form says what the short one says
_ABOUT_SOURCES = frozenset({
    SCHEMA.mentions, KG.sourceText, KG.attestedIn, KG.reportedIn, DCTERMS.identifier, SCHEMA.inLanguage, SCHEMA.url,
    PROV.wasDerivedFrom, PROV.wasGeneratedBy,
})  # fmt: skip
_UNREAD = (NIF.anchorOf, KG.sentenceNumber, KG.extractor, KG.attributionCue, KG.inCapacity, SCHEMA.mentions, PROV.wasGeneratedBy)
_NAMING = frozenset({*_LABELS, *_NAMES, RDF.type, RDFS.comment, TIME.unitType, SKOS.inScheme})


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A half-open range of code points of the article whose IRI is given."""

    article: Iri
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Support:
    """One claim of a fact: status (local name, or DERIVED), confidence (0..1) if any, evidence, remark, articles, whose word."""

    status: str
    confidence: float | None
    evidence: tuple[Evidence, ...]
    note: str | None
    articles: tuple[Iri, ...]
    via: Iri | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject, relation and object, never a carrier; `detail` is the post of a tenure; `supports` is never empty."""

    subject: Iri
    relation: Iri
    object: Term
    supports: tuple[Support, ...]
    detail: Iri | None = None

    @property
    def asserted(self) -> bool:
        """Whether any claim of it stands in the graph."""
        return any(s.status in ASSERTED for s in self.supports)


@dataclass(frozen=True, slots=True)
class Thing:
    """What facts are about. kind: `entity`, `article` or `concept`; labels by language ('id', 'en'); names: other names."""

    iri: Iri
    kind: str
    cls: Iri | None
    labels: Mapping[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A reported statement: who, about what, how (local name of the modality), where it stands, how sure the speaker is."""

    iri: Iri
    direct: bool
    speaker: Iri | None
    status: str
    modality: str | None
    quote: str
    about: tuple[Iri, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything a page shows, sorted by IRI; by article IRI: identifiers, dates (ISO), addresses on the web, and texts
    (IRI of its source text).
    """

    things: Mapping[Iri, Thing]
    facts: tuple[Fact, ...]
    sayings: tuple[Saying, ...]
    identifiers: Mapping[Iri, str]
    dates: Mapping[Iri, str]
    addresses: Mapping[Iri, str]
    texts: Mapping[Iri, Iri]


_Description = dict[Iri, list[Term]]


def read(store: pyoxigraph.Store) -> Knowledge:
    """Read a store of facts and claims, in whatever named graphs; triples of the ontology itself are left out."""
    return _Reader(_descriptions(store)).knowledge()


def is_carrier(iri: Iri) -> bool:
    """Whether a relation is the class of an n-ary node, which was folded."""
    return bool(superclasses(iri) & _CARRIERS)


def _descriptions(store: pyoxigraph.Store) -> dict[Iri, _Description]:
    import pyoxigraph

    terms = defined()
    own = (PREFIXES["kg"], PREFIXES["kgc"], PREFIXES["kg"][:-1])

    def convert(term: object) -> Term:
        if isinstance(term, pyoxigraph.Literal):
            datatype = None if term.language or term.datatype.value.endswith("#string") else term.datatype.value
            return Literal(term.value, term.language, datatype)
        return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value  # type: ignore[attr-defined]

    article = next(store.quads_for_pattern(None, None, pyoxigraph.NamedNode(KG.NewsArticle), pyoxigraph.DefaultGraph()), None)
    graph = pyoxigraph.DefaultGraph() if article else None  # the default graph, if it is a merge of all, else every graph
    skipped = {pyoxigraph.NamedNode(p) for p in _UNREAD}
    found: dict[Iri, _Description] = {}
    for quad in store.quads_for_pattern(None, None, None, graph):
        if quad.predicate in skipped:
            continue
        subject = convert(quad.subject)
        if not isinstance(subject, str) or subject.startswith(own) or subject in terms or subject.startswith("_:"):
            continue
        values = found.setdefault(subject, {}).setdefault(quad.predicate.value, [])
        values.append(convert(quad.object))
    for description in found.values():
        for predicate, values in description.items():
            if len(values) > 1:
                description[predicate] = sorted(set(values), key=_order)
    return {iri: found[iri] for iri in sorted(found)}


def _order(term: Term) -> tuple[int, str, str]:
    return (0, term, "") if isinstance(term, str) else (1, term.value, term.language or term.datatype or "")


def _iris(terms: Iterable[Term]) -> list[Iri]:
    return [t for t in terms if isinstance(t, str)]


class _Reader:
    """Holds the descriptions while facts are gathered; `owner` and `role` are asked many times."""

    def __init__(self, described: dict[Iri, _Description]) -> None:
        self.described = described
        self.classes = {s: self._class(d) for s, d in described.items()}
        self.roles = {s: self._role(s) for s in described}
        self.articles = [s for s, r in self.roles.items() if r == "article"]
        self.text_of = {t: a for a in self.articles for t in _iris(described[a].get(KG.sourceText, []))}
        self.owned: dict[Iri, Iri] = {}
        for s, d in described.items():
            if self.roles[s] in ("entity", "carrier"):
                for p in _OWNS:
                    for o in _iris(d.get(p, [])):
                        self.owned.setdefault(o, s)
        self.spans: dict[Iri, Evidence | None] = {}
        self.found: dict[tuple[Iri, Iri, Term, Iri | None], list[Support]] = defaultdict(list)

    def _class(self, description: _Description) -> Iri | None:
        types = _iris(description.get(RDF.type, []))
        return max(types, key=lambda c: (len(superclasses(c)), c), default=None)

    def _role(self, iri: Iri) -> str:
        above: set[Iri] = set()
        for cls in _iris(self.described[iri].get(RDF.type, [])):
            above |= superclasses(cls)
        for role, classes in (("provenance", _PROVENANCE), ("carrier", _CARRIERS)):
            if above & classes:
                return role
        if KG.Statement in above:
            return "saying"
        return "article" if KG.NewsArticle in above else "entity"

    def owner(self, iri: Iri) -> Iri | None:
        """The entity that a carrier speaks of, None if none is known; a thing is its own owner."""
        for _ in range(4):
            if self.roles.get(iri) != "carrier":
                return iri
            above = [o for p in _OWNED_BY for o in _iris(self.described[iri].get(p, []))]
            nearest = above[0] if above else self.owned.get(iri)
            if nearest is None:
                return None
            iri = nearest
        return None

    def knowledge(self) -> Knowledge:
        claimed = self._claims()
        for s, d in self.described.items():
            if self.roles[s] not in ("entity", "carrier"):
                continue
            articles = tuple(_iris(d.get(PROV.wasDerivedFrom, []) + d.get(KG.attestedIn, [])))
            for p, objects in d.items():
                for o in objects:
                    if p not in _NAMING and (s, p, o) not in claimed:
                        self._add(s, p, o, Support(DERIVED, None, (), None, articles))
        keys = sorted(self.found, key=lambda k: (k[0], k[1], _order(k[2]), k[3] or ""))
        facts = tuple(Fact(s, p, o, _merged(self.found[s, p, o, detail]), detail) for s, p, o, detail in keys)
        sayings = tuple(self._saying(s) for s, r in self.roles.items() if r == "saying")
        return Knowledge(
            self._things(facts, sayings),
            facts,
            sayings,
            {a: self._text(a, DCTERMS.identifier) or a.rsplit("/", 1)[-1] for a in self.articles},
            {a: day[:10] for a in self.articles if (day := self._text(a, SCHEMA.datePublished))},
            {a: url for a in self.articles if (url := self._text(a, SCHEMA.url)) and url.startswith(_WEB)},
            {a: t for t, a in self.text_of.items()},
        )

    def _text(self, iri: Iri, predicate: Iri) -> str | None:
        return next((t.value for t in self.described[iri].get(predicate, []) if isinstance(t, Literal)), None)

    def _claims(self) -> set[tuple[Iri, Iri, Term]]:
        seen: set[tuple[Iri, Iri, Term]] = set()
        self.speakers: dict[Iri, tuple[Iri, str]] = {}
        for c, d in self.described.items():
            if KG.Claim not in d.get(RDF.type, []):
                continue
            for s in _iris(d.get(RDF.subject, [])):
                for p in _iris(d.get(RDF.predicate, [])):
                    for o in d.get(RDF.object, []):
                        support = self._support(c)
                        if self.roles.get(s) == "saying":
                            if p == KG.speaker and isinstance(o, str):
                                self.speakers.setdefault(s, (o, support.status))
                            continue
                        seen.add((s, p, o))
                        self._add(s, p, o, support)
        return seen

    def _support(self, claim: Iri) -> Support:
        d = self.described[claim]
        status = next((i.rsplit("/", 1)[-1] for i in _iris(d.get(KG.claimStatus, []))), "Stated")
        confidence = self._text(claim, KG.confidence)
        evidence = tuple(sorted({e for span in _iris(d.get(KG.evidence, [])) if (e := self._evidence(span))}))
        articles = tuple(sorted({*_iris(d.get(PROV.wasDerivedFrom, [])), *(e.article for e in evidence)}))
        said = next(iter(_iris(d.get(KG.viaStatement, []))), None)
        via = next(iter(_iris(self.described.get(said, {}).get(KG.speaker, []))), None) if said else None
        return Support(
            status, float(confidence) if confidence else None, evidence, self._text(claim, RDFS.comment), articles, via
        )

    def _evidence(self, span: Iri) -> Evidence | None:
        if span not in self.spans:
            self.spans[span] = self._read_span(span)
        return self.spans[span]

    def _read_span(self, span: Iri) -> Evidence | None:
        d = self.described.get(span, {})
        begin, end = (d.get(p, []) for p in (NIF.beginIndex, NIF.endIndex))
        article = next((self.text_of[t] for t in _iris(d.get(NIF.referenceContext, [])) if t in self.text_of), None)
        if article is None or not begin or not end or isinstance(begin[0], str) or isinstance(end[0], str):
            return None
        return Evidence(article, int(begin[0].value), int(end[0].value))

    def _add(self, s: Iri, p: Iri, o: Term, support: Support) -> None:
        detail = None
        if p in _ABOUT_SOURCES:
            return
        if self.roles.get(s) == "carrier":
            cls, d = self.classes[s], self.described[s]
            if p in (ORG.member, ORG.organization):  # the two legs of a membership are one edge
                member, body = (next(iter(_iris(d.get(leg, []))), None) for leg in (ORG.member, ORG.organization))
                if member is None or body is None or cls is None:
                    return
                detail = next(iter(_iris(d.get(_OPENGOV_POST, []))), None)
                p = KG.memberStateOf if cls == KG.StateMembership else cls
                s, o = member, body
            elif p == RDF.type or p in _LINKS:
                return
            else:
                owner = self.owner(s)
                if owner is None:
                    return
                s = owner
        elif p in _LINKS and isinstance(o, str) and self.roles.get(o) == "carrier":
            return
        if isinstance(o, str) and self.roles.get(o) in ("carrier", "provenance", "saying"):
            return
        self.found[s, _SHORTCUTS.get(p, p), o, detail].append(support)

    def _saying(self, iri: Iri) -> Saying:
        d = self.described[iri]
        speaker = next(iter(_iris(d.get(KG.speaker, []))), None)
        claimed = self.speakers.get(iri)
        modality = next((i.rsplit("/", 1)[-1] for i in _iris(d.get(KG.modality, []))), None)
        return Saying(
            iri,
            self.classes[iri] == KG.DirectQuotation,
            speaker or (claimed[0] if claimed else None),
            claimed[1] if claimed else "Stated",
            modality,
            self._text(iri, KG.quoteText) or "",
            tuple(a for a in _iris(d.get(SCHEMA.about, [])) if self.roles.get(a) in ("entity", None)),
            tuple(sorted({e for span in _iris(d.get(KG.evidence, [])) if (e := self._evidence(span))})),
        )

    def _things(self, facts: tuple[Fact, ...], sayings: tuple[Saying, ...]) -> dict[Iri, Thing]:
        iris = {s for s, r in self.roles.items() if r in ("entity", "article")}
        for f in facts:
            iris |= {i for i in (f.subject, f.object, f.detail, *(s.via for s in f.supports)) if isinstance(i, str)}
        for s in sayings:
            iris |= {*s.about, *([s.speaker] if s.speaker else [])}
        return {i: self._thing(i) for i in sorted(iris)}

    def _claimed(self, subject: Iri, predicate: Iri, term: Term) -> int:
        """How many claims say so: of several names that articles give one thing, the most frequent is its label."""
        return len(self.found.get((subject, predicate, term, None), ()))

    def _thing(self, iri: Iri) -> Thing:
        d = self.described.get(iri, {})
        kind = "concept" if iri.startswith(PREFIXES["kgc"]) or iri in defined() else self.roles.get(iri, "entity")
        labels: dict[str, str] = {}
        for p in _LABELS:
            for t in sorted(d.get(p, []), key=lambda t: (-self._claimed(iri, p, t), _order(t))):
                if isinstance(t, Literal):
                    labels.setdefault(t.language or "", t.value)
        names = {t.value for p in (*_LABELS, *_NAMES) for t in d.get(p, []) if isinstance(t, Literal)} - set(labels.values())
        return Thing(iri, kind, self.classes.get(iri), labels, tuple(sorted(names)))


def _merged(supports: list[Support]) -> tuple[Support, ...]:
    """Claims in order, once each: a derived triple adds nothing to a claim that says the same."""
    if len(supports) == 1:
        return (supports[0],)

    def order(s: Support) -> tuple[object, ...]:
        return (s.status == DERIVED, s.articles, s.evidence, s.status, s.note or "", s.via or "", s.confidence or 0)

    best = sorted(set(supports), key=order)
    kept: list[Support] = []
    said: set[tuple[object, ...]] = set()
    articles: set[Iri] = set()
    for s in best:
        what = (s.evidence, s.status, s.note, s.via)
        if what in said or (s.status == DERIVED and articles.issuperset(s.articles)):
            continue
        said.add(what)
        articles.update(s.articles)
        kept.append(s)
    return tuple(kept) or (best[0],)
