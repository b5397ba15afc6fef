"""From an article to all that was read in it; the stages in order, each replaceable.

article → sentences → mentions → things → claims and statements → Reading
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from kg import identifiers
from kg.entities.batches import batches
from kg.entities.coded import coded
from kg.entities.happenings import describe
from kg.entities.resolve import Thing, Things
from kg.entities.vagueness import vague
from kg.extractors import (
    agenda,
    cooperation,
    counts,
    events,
    leagues,
    membership,
    naming,
    offices,
    parts,
    places,
    programmes,
    statements,
    states,
    structure,
    times,
    venues,
)
from kg.extractors.confidence import calibrated
from kg.extractors.draft import Draft
from kg.extractors.view import views
from kg.language.dates import year_of
from kg.language.furniture import Dateline, bylines, dateline
from kg.language.sentences import cut
from kg.mentions.detect import Detector
from kg.mentions.gazetteer import gazetteer
from kg.mentions.nouns import Phrase
from kg.mentions.tagger import tagger
from kg.model import Article, Document, Entity, Iri, Literal, Reading, Span, Status
from kg.ontology import BASE, KG, SCHEMA, is_a


def read(article: Article, base: Iri = BASE) -> Reading:
    """Read one article.

    base: start of the IRIs of its instances, ending in '/'.
    Returns entities, statements and claims, each in a stable order that depends on the article alone.
    """
    document = cut(article)
    head = dateline(article.text)
    start = head.span.end if head else 0
    year = year_of(article.text, article.published)
    day = article.published or (dt.date(year, 7, 1) if year else None)
    marks = Detector(gazetteer(), tagger()).read(document, year, day, start)

    things = Things(document, gazetteer())
    things.gather(marks)
    coded(things, marks)
    describe(things, marks)
    batches(things, marks)

    draft = Draft(base, article.identifier, article.text)
    iri = identifiers.article(base, article.identifier)
    plain, full = views(marks, things, start)  # direct speech as one slot; its words
    structure.units(full, things, draft)
    held, full = offices.offices(full, things, draft, iri)
    plain = offices.collapse(plain)
    full, plain = structure.collapse(full), structure.collapse(plain)
    statements.statements(plain, things, held, draft, iri)
    structure.owners(full, things, draft)
    programmes.programmes(full, things, draft)
    places.places(full, things, draft)
    membership.membership(full, things, draft, iri)
    cooperation.cooperation(full, things, held, draft)
    events.events(full, things, held, draft)
    cooperation.held_with(full, things, held, draft)
    counts.counts(full, things, draft)
    agenda.agenda(plain, full, things, draft)
    counts.contradictions(full, things, draft)
    parts.settle(things, draft)
    times.times(full, things, draft, iri)
    leagues.settle(things, draft)
    states.states(full, things, draft)

    venues.of_openings(things, draft)
    venues.narrowed(draft)
    venues.sites(things, draft)
    kept = _kept(things, draft)
    naming.names(kept, things, draft)
    _head(document, head, iri, things, draft)
    return _reading(document, kept, draft, base)


_TELLING = frozenset(
    {
        KG.organizer,
        KG.coOrganizer,
        KG.locatedIn,
        SCHEMA.startDate,
        SCHEMA.endDate,
        KG.hasParticipation,
        KG.subEventOf,
        KG.opens,
        KG.visits,
    }
)


def _kept(things: Things, draft: Draft) -> list[Thing]:
    """Things worth a node: all that are named, and events and programmes only described if a relation holds of them."""
    weight: Counter[int] = Counter()
    placed: Counter[int] = Counter()
    for s, p, o, status, *_ in draft.rows:
        if status.asserted and p not in (KG.eventStatus, KG.topic):
            for end in (s, o):
                end = end.actual if isinstance(end, Thing) else end  # noqa: PLW2901
                weight[id(end)] += 2 if p in _TELLING else 1
                placed[id(end)] += 2 if p == KG.locatedIn else 0
    kept = []
    told = [p for t in things.all for p in t.phrases]
    for t in things.all:
        if not weight[id(t)] and _within(t, told):
            continue
        proper = not t.cue or any(p.proper for p in t.phrases) or not t.phrases
        said = sum(len(s) for s in t.names.values()) + len(t.references)
        again = is_a(t.cls, KG.Programme) and len(t.phrases) >= 2
        if vague(t):  # «tempat kegiatan warga di Solo» tells of no event
            weight[id(t)] -= placed[id(t)]
        enough = weight[id(t)] >= 2 or (weight[id(t)] == 1 and said >= 2) or again
        if t.names and (proper or enough):
            kept.append(t)
    alive = {id(t) for t in kept}
    draft.rows[:] = [r for r in draft.rows if all(id(e.actual) in alive for e in (r[0], r[2]) if isinstance(e, Thing))]
    return kept


def _within(t: Thing, told: list[Phrase]) -> bool:
    """Whether a body of states or a place is named within the names of events alone: «KTT ASEAN», «Festival Danau Toba»."""
    states = t.cls == KG.IntergovernmentalOrganization
    if not states and (not is_a(t.cls, KG.Place) or t.cls == KG.Country or is_a(t.cls, KG.Facility)):
        return False
    names = [p.core for p in told if states or p.proper]
    return all(any(c.covers(s) for c in names) for ss in t.names.values() for s in ss)


def _head(document: Document, head: Dateline | None, iri: Iri, things: Things, draft: Draft) -> None:
    """The dateline's place and agency, and newsroom codes."""
    for code in bylines(document.article.text)[:1]:
        draft.claim(iri, KG.bylineCode, Literal(document.text(code).strip("()")), code, "head")
    if head is None:
        return
    for span, predicate in ((head.place, KG.datelinePlace), (head.agency, KG.creditedAgency)):
        if span is None:
            continue
        name = document.text(span)
        entry = things.gazetteer.named(name) or things.gazetteer.named(name.title()) or things.gazetteer.named(name.capitalize())
        cls = KG.Place if predicate == KG.datelinePlace else KG.NewsAgency
        if entry is not None and not is_a(entry.cls, cls):
            entry = None
        key = entry.key if entry else None
        thing = next((t for t in things.all if (key and t.key == key) or name in t.names), None)
        if thing is None:
            thing = things.new(entry.cls if entry else cls, key)
            thing.add(name, span)
            naming.names([thing], things, draft)
            draft.late.append(thing)
        draft.claim(iri, predicate, thing, Span(head.span.begin, span.end) if predicate == KG.datelinePlace else span, "head")
        trainings = [t for t in things.all if t.own and is_a(t.cls, KG.TrainingEvent)]
        training = predicate == KG.datelinePlace and any(draft.has(t, KG.locatedIn, thing) for t in trainings)
        country = _country(thing, things) if training else None  # a training's host country is asked for
        if country is not None:
            draft.claim(
                thing, SCHEMA.containedInPlace, country, span, "head", Status.EXTERNAL, note="from the gazetteer of places"
            )


def _country(place: Thing, things: Things) -> Thing | None:
    """The country that the gazetteer puts a dateline's place in, if the article names it."""
    key = place.key
    if not (key and key in things.gazetteer and things.gazetteer.entry(key).codes.get("candidates")):
        return None  # what is linked to one area lies where the gazetteer says
    while key and key in things.gazetteer:
        entry = things.gazetteer.entry(key)
        if entry.cls == KG.Country:
            return next((t for t in things.all if t.key == key and t is not place), None)
        key = entry.parent
    return None


def _reading(document: Document, kept: list[Thing], draft: Draft, base: Iri) -> Reading:
    alive = {id(t) for t in kept}
    entities = []
    for t in (*kept, *draft.late):
        names = dict.fromkeys(t.names)
        names.update(dict.fromkeys(t.aliases))
        spans = sorted({s for ss in (*t.names.values(), *t.aliases.values()) for s in ss})
        entities.append(Entity(draft.iri(t), t.cls, t.label, tuple(names), tuple(spans), tuple(sorted(set(t.references))), t.key))
    found = tuple(
        replace(
            s,
            speaker=draft.iri(who) if who else None,
            about=tuple(sorted({draft.iri(a) for a in draft.about.get(s.iri, ()) if id(a) in alive})),
        )
        for s, who in draft.statements
    )
    return Reading(document, tuple(sorted(entities, key=lambda e: e.iri)), found, calibrated(draft.claims()), base)
