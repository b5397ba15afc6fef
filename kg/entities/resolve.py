"""Gathers the mentions of an article into things: one for «Retno Kusumawati» and «Retno», one for a ministry and its short form.

What cannot be told apart for certain stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.entities.guesses import Guesses, alike
from kg.entities.names import (
    abbreviates_field,
    contains,
    distinctive,
    is_abbreviation,
    is_nickname,
    is_short,
    plain,
    same_area,
    same_firm,
    same_office,
    same_person,
    words,
)
from kg.language.saying import forms
from kg.mentions.detect import Marks
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.heads import heads
from kg.mentions.nouns import Phrase
from kg.mentions.people import nicknames
from kg.model import Document, Iri, Mention, Span, Token
from kg.ontology import FOAF, KG, ORG, is_a

_CALLED = re.compile(
    r",? (?:panggilan|sapaan)(?: akrab)? "
    r"|,? (?:alias (?:[A-Z][a-z]{1,5} )?|atau [A-Z][a-z]{1,5} )"
    r"|[^.]{0,120}\b(?:akrab|biasa|kerap|karib|sering|lebih) (?:disapa|dipanggil|dikenal)(?: dengan| sebagai)?(?: nama)?"
    r"(?: [a-z]+)? (?:[A-Z][a-z]{1,5} )?"
)
_BARE_GOVERNMENTS = frozenset(("pemerintah", level) for level in ("kota", "kabupaten", "provinsi", "desa"))


@dataclass(slots=True)
class Thing:
    """An entity in the making.

    cls: most specific class known so far; key: the authority's; names: surface form → spans, in order of appearance
    aliases: names that the text declares in brackets; references: spans that stand for it without naming it
    own: only this article tells of it (events)
    """

    number: int
    cls: Iri
    key: str | None
    names: dict[str, list[Span]] = field(default_factory=dict)
    aliases: dict[str, list[Span]] = field(default_factory=dict)
    references: list[Span] = field(default_factory=list)
    own: bool = False
    cue: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    merged: Thing | None = None  # the thing that this one turned out to be
    source_of_type: str = "text"  # "gazetteer" where the words themselves do not say what it is

    @property
    def actual(self) -> Thing:
        """The thing itself, or the one that it was merged into."""
        return self.merged.actual if self.merged is not None else self

    def last_before(self, here: int) -> int:
        """Where it is mentioned or referred to last before a character of the article, or -1."""
        spans = (*(s for ss in self.names.values() for s in ss), *self.references)
        return max((s.begin for s in spans if s.begin < here), default=-1)

    @property
    def first(self) -> Span:
        """Where it is first named."""
        return min(s for spans in (*self.names.values(), *self.aliases.values()) for s in spans)

    @property
    def last(self) -> int:
        """Offset of its latest name so far."""
        return max(s.begin for spans in self.names.values() for s in spans)

    @property
    def label(self) -> str:
        """Its fullest name."""
        bare = {plain(n): None for n in self.names}
        if self.cls == FOAF.Person:
            return max(bare, key=lambda n: (len(n.split()), len(n)))
        return (
            next(iter(bare)) if self.own else max(bare, key=lambda n: (not is_short(n), len(n.split()) > 1, -list(bare).index(n)))
        )

    def add(self, name: str, span: Span) -> None:
        """Record one more naming."""
        self.names.setdefault(name, []).append(span)


class Things:
    """The things of one article and where each is named."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.all: list[Thing] = []
        self.at: dict[Span, Thing] = {}
        self.hosts: list[tuple[Thing, Thing, Span]] = []  # an event whose name holds a body's: «Rapat Tahunan IMF»
        self.nested: list[tuple[Thing, Thing, Span]] = []  # an event whose description names a programme
        self._alias_of: dict[str, Thing] = {}

    def new(self, cls: Iri, key: str | None, own: bool = False) -> Thing:
        """A thing not named before."""
        thing = Thing(len(self.all), cls, key, own=own)
        self.all.append(thing)
        return thing

    def place(self, thing: Thing, span: Span) -> None:
        """Note that the words at `span` name `thing`."""
        thing.add(" ".join(self.document.text(span).split()), span)
        self.at[span] = thing

    def release(self, span: Span) -> None:
        """Take back that the words at `span` name a thing, and the thing itself if nothing else names it."""
        thing = self.at.pop(span)
        for name in [n for n, spans in thing.names.items() if span in spans]:
            thing.names[name].remove(span)
            if not thing.names[name]:
                del thing.names[name]
        if not thing.names:
            self.all.remove(thing)

    # --- names ----------------------------------------------------------------------------------------------------

    def gather(self, marks: Sequence[Marks]) -> None:
        """Sort all mentions into things, people last since a place or body may bear a person's name."""
        guesses = Guesses(self.document, self.gazetteer, marks)
        mentions = [(m, mk) for mk in marks for m in guesses.weighed(mk)]
        declared: dict[Span, list[Span]] = {owner: [] for mk in marks for _, owner in mk.aliases}
        for mk in marks:
            for alias, owner in mk.aliases:
                declared[owner].append(alias)
        bare = {m.span for m, _ in mentions if m.key is None and words(self.document.text(m.span)) in _BARE_GOVERNMENTS}
        for m, _ in mentions:
            if m.cls != FOAF.Person and m.span not in bare:
                thing = self._find(m) or self.new(m.cls, m.key)
                if m.source in ("gazetteer", "tagger") and not thing.names:
                    thing.source_of_type = m.source
                self._sharpen(thing, m)
                self.place(thing, m.span)
                for alias in declared.get(m.span, ()):
                    self._declare(thing, alias)
        for span in sorted(bare):
            start = words(self.document.text(span))
            governments = [t for t in self.all if t.cls == KG.RegionalGovernment and words(t.label)[: len(start)] == start]
            if len(governments) == 1:
                self.place(governments[0], span)  # «Pemerintah Kota Madiun», later «Pemerintah Kota»
        people = [m for m, _ in mentions if m.cls == FOAF.Person]
        for m in sorted(people, key=lambda m: -len(words(self.document.text(m.span)))):
            self._person(m)
        self._called()
        self._settle_places()
        self._short_names(marks)

    def _called(self) -> None:
        """«Ani Wijaya … yang akrab disapa Anik», «Anik, sapaan akrab Ani Wijaya»: two names of one person."""
        text = self.document.article.text
        people = sorted((s, t) for s, t in self.at.items() if t.cls == FOAF.Person)
        for before, after in pairwise(people):
            between = text[before[0].end : after[0].begin]
            if before[1].actual is not after[1].actual and _CALLED.fullmatch(between):
                self.merge(
                    *((after[1], before[1]) if between.startswith((",", " panggilan", " sapaan")) else (before[1], after[1]))
                )

    def _short_names(self, marks: Sequence[Marks]) -> None:
        """One word of a person's full name, wherever it stands alone with a capital: «Rita menjelaskan …»."""
        people: dict[str, Thing] = {}
        for t in self.all:
            if t.cls == FOAF.Person:
                for part in max(t.names, key=len).split():
                    if len(part) > 2 and part[0].isupper() and part.isalpha() and not part.isupper():
                        people.setdefault(part, t)
        for mk in marks:
            spans = sorted(s for s in self.at if mk.sentence.span.covers(s))
            titles = [t.span for t in mk.titles]
            tokens = mk.sentence.tokens
            for i, token in enumerate(tokens):
                who = people.get(token.text)
                place = self.at.get(token.span) if who is not None else None
                if place is not None and is_a(place.cls, KG.Place) and _speaks(tokens, i):
                    self.release(token.span)  # «kata Bima», of Bima Wijaya
                    spans.remove(token.span)
                if who is not None and not any(s.overlaps(token.span) for s in (*spans, *titles)):
                    self.place(who, token.span)

    def _declare(self, thing: Thing, alias: Span) -> None:
        name = self.document.text(alias)
        thing.aliases.setdefault(name, []).append(alias)
        self._alias_of.setdefault(name, thing)

    def _sharpen(self, thing: Thing, m: Mention) -> None:
        branch = any(plain(n) != n and not n.endswith(")") for n in thing.names)  # «Komisi Pemilihan Umum (KPU) Belu»
        if thing.key is None and m.key is not None and not (branch and self.document.text(m.span) in thing.aliases):
            thing.key = m.key
        if is_a(m.cls, thing.cls):
            thing.cls = m.cls

    def _find(self, m: Mention) -> Thing | None:
        name = self.document.text(m.span)
        mine = words(name)
        if name in self._alias_of and (is_short(name) or m.key is None or self._alias_of[name].key in (None, m.key)):
            return self._alias_of[name]
        if name.startswith("UPT ") and name[4:] in self._alias_of and m.key is None:
            return self._alias_of[name[4:]]
        if m.key is not None:
            for t in self.all:
                if t.key == m.key:
                    return t
        first = name.partition(" ")[0]
        owner = self._alias_of.get(first)
        whole = owner is not None and owner.key is None and owner.cls != ORG.OrganizationalUnit
        letters = first.isupper() or (first in heads() and not is_a(m.cls, KG.Facility))  # «LHU», «Dinkes»
        if owner is not None and whole and m.key is None and alike(owner.cls, m.cls) and letters:
            return owner  # «Lembaga Haji dan Umrah (LHU)», later «LHU Muhammadiyah»
        if m.key is None and " " not in name and name.isupper() and name in heads():
            wider = [t for t in self.all if any(n.startswith(name + " ") for n in t.names)]
            if len(wider) == 1 and alike(wider[0].cls, m.cls):
                return wider[0]  # «DPRD Kota Madiun», later «DPRD»
        if m.key is None and first != name and first.isupper() and first in heads():
            bare = next((t for t in self.all if t.key is None and set(t.names) == {first} and alike(t.cls, m.cls)), None)
            if bare is not None:
                return bare  # «DPRD», later «DPRD Kota Madiun»
        for t in self.all:
            if t.cls == FOAF.Person or (m.key and t.key) or not alike(t.cls, m.cls):
                continue
            for other in t.names:
                theirs = words(other)
                if mine == theirs or same_firm(mine, theirs) or (is_a(m.cls, KG.GovernmentBody) and same_area(mine, theirs)):
                    return t
                if is_a(m.cls, KG.Place) and not is_a(m.cls, KG.Facility):
                    continue
                if is_short(name) and is_abbreviation(name, other):
                    return t
                if is_short(other) and is_abbreviation(other, name):
                    return t
                if abbreviates_field(name, other) or abbreviates_field(other, name):
                    return t
            if m.key is None and len(mine) > 1 and any(" " in a and words(a) == mine for a in t.aliases):
                return t  # «BB KSDA», later «Balai Besar KSDA»
            known = {w for other in (*t.names, *t.aliases) for w in words(other)} | {a.lower() for a in t.aliases}
            if (
                m.key is None
                and t.aliases
                and {w.lower() for w in name.split()} <= known
                and any(a.lower() in name.lower().split() for a in t.aliases)
            ):
                return t
            if m.key is None and t.key is None and len(mine) >= 2 and not is_a(m.cls, KG.Place):
                for other in t.names:
                    theirs = words(other)
                    same_start = theirs[: len(mine)] == mine or mine[: len(theirs)] == theirs or same_office(mine, theirs)
                    if same_start and min(len(mine), len(theirs)) >= 2 and len(distinctive(mine) & distinctive(theirs)) >= 2:
                        return t
            if (m.key is None or t.key is None) and is_a(m.cls, KG.Facility) and is_a(t.cls, KG.Facility):
                for other in t.names:
                    theirs = words(other)
                    if (
                        (contains(theirs, mine) or contains(mine, theirs))
                        and min(len(mine), len(theirs)) >= 2
                        and theirs[0] == mine[0]
                    ):
                        return t
        return None

    def _person(self, m: Mention) -> None:
        mine = words(self.document.text(m.span))
        called = words(nicknames().get(" ".join(mine), ""))
        best: Thing | None = None
        for t in self.all:
            if t.cls != FOAF.Person:
                continue
            theirs = words(max(t.names, key=len))
            if (
                mine == theirs
                or (called and called == theirs)
                or (any(words(nicknames().get(n.lower(), "")) == mine for n in t.names))
                or (contains(theirs, mine) and len(mine) < len(theirs))
                or same_person(mine, theirs)
                or is_nickname(mine, theirs)
            ):
                gap = abs(t.first.begin - m.span.begin)
                if best is None or gap < abs(best.first.begin - m.span.begin):
                    best = t
        self.place(best or self.new(FOAF.Person, None), m.span)

    def _settle_places(self) -> None:
        """A bare name that is a city's and a regency's means the one that the article names in full, if it names just one."""
        for bare in [t for t in self.all if t.cls == KG.Place and t.key and t.key in self.gazetteer]:
            candidates = self.gazetteer.entry(bare.key or "").codes.get("candidates", "").split("|")
            full = [t for t in self.all if t.key in candidates]
            provinces = [t for t in full if t.cls == KG.Province]
            pick = full[0] if len(full) == 1 else provinces[0] if len(provinces) == 1 else None
            if pick:
                self.merge(pick, bare)
        by_name: dict[str, Thing] = {}
        for t in self.all:
            if is_a(t.cls, KG.Place) and not is_a(t.cls, KG.Facility) and t.key is None:
                for name in t.names:
                    parts = name.split()
                    bare_name = (
                        " ".join(parts[1:])
                        if parts[0] in ("Kota", "Kabupaten", "Provinsi", "Pulau", "Desa", "Kecamatan")
                        else name
                    )
                    if bare_name != name:
                        by_name.setdefault(bare_name, t)
        for t in list(self.all):
            for name in list(t.names):
                other = by_name.get(name)
                city = other is not None and t.key is not None and any(n == f"Kota {name}" for n in other.names)
                if other and other is not t and city and is_a(t.cls, KG.Place):
                    self.merge(t, other)  # «Kota Osaka», «Osaka»
                    break
                if other and other is not t and t.key is None and is_a(t.cls, KG.Place):
                    self.merge(other, t)
                    break

    def merge(self, into: Thing, other: Thing) -> None:
        """Make `other` one with `into`."""
        if into is other:
            return
        other.merged = into
        for name, spans in other.names.items():
            into.names.setdefault(name, []).extend(spans)
        for name, spans in other.aliases.items():
            into.aliases.setdefault(name, []).extend(spans)
        into.references.extend(other.references)
        into.phrases.extend(other.phrases)
        into.key = into.key or other.key
        self.at = {s: (into if t is other else t) for s, t in self.at.items()}
        self._alias_of = {n: (into if t is other else t) for n, t in self._alias_of.items()}
        self.all.remove(other)


def _speaks(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb of saying stands beside a name: «kata Bima», «Bima juga menyebutkan»."""
    before = tokens[i - 1].text.lower() if i else ""
    after = next((t.text for t in tokens[i + 1 : i + 3] if t.text not in ("juga", "pun", "lalu", "kemudian")), "")
    return before == "menurut" or before in forms("after") or after in forms("before")
