"""Programmes with their theme, batch and wider programme: «Program X (PX) dengan tema "Y" Angkatan III»."""

from __future__ import annotations

import re

from kg.entities.batches import EDITION
from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import View, rule
from kg.language.numbers import number, ordinal
from kg.language.verbs import spelt
from kg.mentions.nouns import Phrase
from kg.model import Literal, Span, Status
from kg.ontology import KG, KGC, SKOS, XSD, is_a

NAME = "programmes"
_ENGLISH = re.compile(spelt(r"\b<english>\b"), re.IGNORECASE)
_TYPES = (
    (re.compile(r"Selatan-Selatan|South-South"), "SouthSouth"),
    (re.compile(r"[Tt]riangular|[Ss]egitiga"), "Triangular"),
    (re.compile(r"[Kk]erja [Ss]ama [Tt]eknik|[Tt]echnical [Cc]ooperation"), "Technical"),
    (re.compile(r"[Bb]ilateral"), "Bilateral"),
    (re.compile(r"[Mm]ultilateral"), "Multilateral"),
)
APPLIED = rule(r"(?P<what><G>) (?:\w+ )?(?:dikembangkan|diterapkan|dilaksanakan|dijalankan|diberlakukan) di (?P<where><CL>)")


def programmes(views: list[View], things: Things, draft: Draft) -> None:
    """Draft editions, themes, batches, kinds of cooperation, and where an instrument is applied."""
    for thing in [t for t in things.all if t.cue and is_a(t.cls, KG.Programme)]:
        for phrase in thing.phrases:
            if phrase.quoted and phrase.proper:  # «gerakan hijau "Y"» is called Y
                _edition(thing, phrase, things, draft)
        for pattern, kind in _TYPES:
            for name, spans in thing.names.items():
                if m := pattern.search(name):
                    draft.claim(
                        thing, KG.cooperationType, KGC[kind], Span(spans[0].begin + m.start(), spans[0].begin + m.end()), NAME
                    )
                    break
    _batches(things, draft)
    for view in views:
        for found in view.find(APPLIED):
            what, where = found.slot("what"), found.slot("where")
            if what and where and what.thing and where.thing and is_a(what.thing.cls, KG.PolicyInstrument):
                draft.claim(what.thing, KG.appliedIn, where.thing, Span(what.head.begin, where.head.end), NAME)


def _edition(wider: Thing, phrase: Phrase, things: Things, draft: Draft) -> None:
    """A theme in marks after a programme's name, with its batch, is one edition of a series that bears the theme as its name."""
    assert phrase.quoted is not None
    text = things.document.article.text
    theme = things.document.text(phrase.quoted)
    things.at.pop(phrase.quoted, None)
    wider.names.pop(theme, None)
    language = "en" if len(_ENGLISH.findall(theme)) >= 2 else "id"
    m = EDITION.match(text, _skip(text, phrase.quoted.end))
    whole = Span(phrase.core.begin, m.end() if m else phrase.quoted.end + 1)
    edition = things.new(KG.ProgrammeEdition, None)
    edition.cue = "program"
    edition.phrases.append(phrase)
    label = f"{theme}, {m.group()}" if m else theme
    edition.add(label, phrase.quoted)
    draft.editions[wider.number] = edition
    lead = text.rfind("tema", phrase.core.end, phrase.quoted.begin)
    begin = text.rfind("dengan", phrase.core.end, lead) if lead >= 0 else phrase.quoted.begin - 1
    draft.claim(edition, KG.theme, Literal(theme, language), Span(max(begin, phrase.core.end), phrase.quoted.end + 1), NAME)
    draft.claim(edition, KG.partOfProgramme, wider, whole, NAME)
    if m:
        batch = Span(m.start(), m.end())
        draft.claim(edition, KG.batchLabel, Literal(m.group()), batch, NAME)
        n = ordinal(m["n"]) or number(m["n"])
        if n:
            draft.claim(edition, KG.batchNumber, Literal(str(n), None, XSD.integer), batch, NAME, Status.INFERRED)
        series = things.new(KG.Programme, None)
        series.cue = "program"
        series.add(theme, phrase.quoted)
        draft.claim(
            edition,
            KG.editionOf,
            series,
            Span(phrase.quoted.begin - 1, m.end()),
            NAME,
            Status.INFERRED,
            note="a numbered batch implies a series that bears the theme",
        )
        if language == "en":
            draft.claim(series, SKOS.prefLabel, Literal(theme, "en"), phrase.quoted, NAME, Status.INFERRED)
            draft.claim(edition, SKOS.prefLabel, Literal(label, "en"), Span(phrase.quoted.begin, m.end()), NAME, Status.INFERRED)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in '"” ,':
        at += 1
    return at


def _base(edition: Thing, mine: set[str], things: Things) -> Thing | None:
    """The programme whose every word is in the edition's name; the one with most of them."""
    found: list[tuple[int, int, Thing]] = []
    for t in things.all:
        if t is edition or not t.cue or not is_a(t.cls, KG.Programme):
            continue
        for name in t.names:
            theirs = set(words(name)) - {t.cue}
            if theirs and theirs <= mine and EDITION.search(name) is None:
                found.append((len(theirs), -t.number, t))
    return max(found)[2] if found else None


def _batches(things: Things, draft: Draft) -> None:
    """«program Magang Nasional 2025 batch 1» is an edition of «program Magang Nasional 2025»."""
    for thing in [t for t in things.all if t.cue and t.cls == KG.Programme]:
        for name, spans in list(thing.names.items()):
            m = EDITION.search(name)
            if m is None or m.start() == 0 or any(part is thing for part, _, _ in things.nested):
                continue
            base = _base(thing, set(words(name[: m.start()])) - {thing.cue}, things)
            if base is None:
                continue
            thing.cls = KG.ProgrammeEdition
            draft.claim(thing, KG.partOfProgramme, base, spans[0], NAME)
            n = ordinal(m["n"]) or number(m["n"])
            if n:
                span = Span(spans[0].begin + m.start(), spans[0].begin + m.end())
                draft.claim(thing, KG.batchLabel, Literal(m.group()), span, NAME)
                draft.claim(thing, KG.batchNumber, Literal(str(n), None, XSD.integer), span, NAME, Status.INFERRED)
            break
