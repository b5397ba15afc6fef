"""What each thing is and is called, with the words that show it: «Kementerian Perindustrian (Kemenperin)»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.mentions.cues import cue_words
from kg.mentions.gazetteer import Entry
from kg.model import Literal, Span, Status
from kg.ontology import FOAF, KG, ORG, RDF, RDFS, SKOS, is_a, labels

NAME = "naming"
_COMPLEMENT = re.compile(r" (?:di|ke|dengan) (?:[a-z]+ )?")
_AGAINST = re.compile(r" (?:melawan|lawan|kontra|vs) [A-Z]")
_GROUP = re.compile(r" (?:delegasi|rombongan|perwakilan|jajaran|pimpinan|tim)$")
_LEAD = re.compile(r"^(?:acara|upacara|kegiatan|seremoni|prosesi) (?=\w)")
_PARTY = re.compile(r" (?:(?:dengan|antara|bersama|oleh|dari) )?(?:(?:[A-Z][\w.-]*|untuk|dan|RI|mantan) ){0,9}")


def names(kept: list[Thing], things: Things, draft: Draft) -> None:
    """Draft type, label, other names and abbreviations of every thing."""
    for thing in kept:
        first = thing.first
        draft.claim(thing, RDF.type, thing.cls, first, NAME, Status.STATED if thing.source_of_type == "text" else Status.INFERRED)
        if thing.cls == FOAF.Person:
            _person(thing, draft)
        elif thing.own:
            _event(thing, things, draft)
        else:
            _named(thing, things, draft)


def _spans(thing: Thing) -> dict[str, list[Span]]:
    out: dict[str, list[Span]] = {}
    for name, spans in (*thing.names.items(), *thing.aliases.items()):
        out.setdefault(name, []).extend(spans)
    return out


def _plain(name: str) -> str:
    return " ".join(re.sub(r"\s*\([^)]*\)", "", name).split()) or name


def _person(thing: Thing, draft: Draft) -> None:
    label = thing.label
    for name, spans in _spans(thing).items():
        if name == label:
            draft.claim(thing, FOAF.name, Literal(label), tuple(spans), NAME)
        else:
            draft.claim(thing, SKOS.altLabel, Literal(name, "id"), tuple(spans), NAME, Status.INFERRED)


def _event(thing: Thing, things: Things, draft: Draft) -> None:
    first = thing.first
    label = thing.label
    bare = next((p for p in thing.phrases if p.core == first and _GROUP.sub("", _LEAD.sub("", label.lower())) == thing.cue), None)
    if bare is not None:  # «pelatihan» alone says little: «pelatihan bagi 30 peserta …», «kunjungan Menteri Luar Negeri Belanda»
        loose = thing.cue in cue_words("matches") and _AGAINST.search(draft.text(bare.full)) is None  # no «laga dengan skor 2»
        told = bare.full != bare.core and not loose
        label = draft.text(bare.full if told else _with_party(first, things) or first)
    elif label.endswith((" kontra", " lawan")):
        label = draft.text(_with_party(first, things) or first)
    label = label[0].upper() + label[1:]
    draft.claim(thing, RDFS.label, Literal(label, "id"), first, NAME)
    kind = labels("en").get(thing.cls, "event")
    draft.claim(thing, RDFS.label, Literal(f"{kind}: {label}", "en"), first, NAME, Status.INFERRED)
    for phrase in thing.phrases:
        if phrase.full != phrase.core:
            draft.claim(thing, SKOS.altLabel, Literal(draft.text(phrase.full), "id"), phrase.full, NAME)
    stage = thing.cue in cue_words("stages") and any(outer.actual is thing for outer, _, _ in things.nested)
    for name, spans in _spans(thing).items():
        for form in dict.fromkeys((_plain(name), *(() if stage else _without_cue(thing, name)))):
            if form.lower() != label.lower():
                draft.claim(thing, SKOS.altLabel, Literal(form, "id"), tuple(spans), NAME)
    for spans in thing.names.values():
        for span in spans:
            wide = _with_place(span, things)
            if wide is not None:
                draft.claim(thing, SKOS.altLabel, Literal(draft.text(wide), "id"), wide, NAME)


def _with_party(span: Span, things: Things) -> Span | None:
    """A bare noun with the name that follows it, a title or preposition between: «kunjungan Duta Besar Norwegia Inge Dahl»."""
    text = things.document.article.text
    begins = {s.begin: s.end for s in sorted(things.at)}
    for m in re.finditer(r"\S+", text[span.end : span.end + 160]):
        begin = span.end + m.start()
        if begin in begins and _PARTY.fullmatch(text, span.end, begin):
            return Span(span.begin, begins[begin])
    return None


def _with_place(span: Span, things: Things) -> Span | None:
    """A description with what follows it: «kunjungannya di Peru», «pertemuan dengan Ani», «rapat paripurna DPRD»."""
    text = things.document.article.text
    m = _COMPLEMENT.match(text, span.end)
    ends = [s.end for s in things.at if m is not None and s.begin == m.end()]
    if m is None and text[span.end : span.end + 1] == " ":
        ends = [s.end for s, t in things.at.items() if s.begin == span.end + 1 and is_a(t.cls, ORG.Organization)]
    return Span(span.begin, max(ends)) if ends else None


def _without_cue(thing: Thing, name: str) -> list[str]:
    """«kegiatan Literasi Keuangan» is also «Literasi Keuangan»."""
    words = _plain(name).split()
    by_verb = thing.cue in cue_words("matches") and not name.lower().startswith(thing.cue)  # «ditekuk Bantara FC»
    if by_verb or words[0].startswith(("ber", "me")) or thing.cue in cue_words("deeds"):
        # «bertemu Presiden Joko Widodo» is not also «Presiden Joko Widodo»
        return []
    if (
        len(words) > 1 and words[0] in ("acara", "kegiatan", "agenda") and words[1][0].isupper()
    ):  # «kegiatan Open House Kemenpora»
        rest = words[1:]
    else:
        rest = words[len(thing.cue.split()) :]
    return [" ".join(rest)] if rest and rest[0][0].isupper() and words[0][0].islower() and len(rest) > 1 else []


def _named(thing: Thing, things: Things, draft: Draft) -> None:
    entry: Entry | None = things.gazetteer.entry(thing.key) if thing.key and thing.key in things.gazetteer else None
    spans = _spans(thing)
    label = entry.name if entry else thing.label
    english = entry.codes.get("name_en") if entry else None
    short = set(entry.abbreviations) if entry else set()
    written = {_plain(n): s for n, s in spans.items()}
    status = Status.STATED if label in written else Status.INFERRED
    draft.claim(thing, SKOS.prefLabel, Literal(label, "id"), tuple(written.get(label, [thing.first])), NAME, status)
    for name, where in spans.items():
        for form in dict.fromkeys((_plain(name), *(_without_cue(thing, name) if thing.cue else ()))):
            if english and form.lower() == english.lower():
                draft.claim(thing, SKOS.prefLabel, Literal(english, "en"), tuple(where), NAME)
            elif form == label:
                continue
            elif (
                form in short
                or (" " not in form and sum(c.isupper() for c in form) >= 2)
                or (form in thing.aliases and " " not in form)
            ):
                declared = Status.STATED if form in thing.aliases else Status.INFERRED
                draft.claim(thing, KG.abbreviation, Literal(form, "id"), tuple(where), NAME, declared)
            else:
                draft.claim(thing, SKOS.altLabel, Literal(form, "id"), tuple(where), NAME)
    if is_a(thing.cls, KG.Programme):
        for phrase in thing.phrases:
            if phrase.full != phrase.core and phrase.quoted is None:
                draft.claim(thing, SKOS.altLabel, Literal(draft.text(phrase.full), "id"), phrase.full, NAME)
