"""Gathers the mentions of an article into things: one for «Retno Kusumawati» and «Retno», one for a ministry and its short form.

What cannot be told apart for certain stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.entities.names import contains, distinctive, is_abbreviation, words
from kg.mentions.cues import cue_words
from kg.mentions.detect import Marks
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.heads import heads
from kg.mentions.nouns import Phrase
from kg.mentions.people import given_names, nicknames
from kg.model import Document, Iri, Mention, Span
from kg.ontology import FOAF, KG, ORG, is_a

_CALLED = re.compile(
    r",? (?:panggilan|sapaan)(?: akrab)? "
    r"|,? (?:alias (?:[A-Z][a-z]{1,5} )?|atau [A-Z][a-z]{1,5} )"
    r"|[^.]{0,120}\b(?:akrab|biasa|kerap|karib|sering|lebih) (?:disapa|dipanggil|dikenal)(?: dengan| sebagai)?(?: nama)?"
    r"(?: [a-z]+)? (?:[A-Z][a-z]{1,5} )?"
)
_BARE_GOVERNMENTS = frozenset(("pemerintah", level) for level in ("kota", "kabupaten", "provinsi", "desa"))
_BRACKET = re.compile(r"\s*\([^)]*\)")
_BRACKETED = re.compile(r"\b(\w+) \(([A-Z][A-Za-z]*[A-Z]\w*)\)")


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
        plain = {_plain(n): None for n in self.names}
        if self.cls == FOAF.Person:
            return max(plain, key=lambda n: (len(n.split()), len(n)))
        return (
            next(iter(plain))
            if self.own
            else max(plain, key=lambda n: (not _short(n), len(n.split()) > 1, -list(plain).index(n)))
        )

    def add(self, name: str, span: Span) -> None:
        """Record one more naming."""
        self.names.setdefault(name, []).append(span)


def _plain(name: str) -> str:
    out = _BRACKET.sub("", name) if "(" in name else name
    return " ".join(out.split()) or name


def _short(name: str) -> bool:
    return " " not in name and sum(c.isupper() for c in name) >= 2


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
        self._full_names: set[str] = set()  # words of people's names of two words and more
        self._single: dict[str, int] = {}  # people's names of one word, as the tagger sees them, with their number
        self._parts: set[str] = set()  # names of firms without «PT» and of areas without their kind
        self._nouns: set[str] = set()  # abbreviations that the article declares for common nouns

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
        mentions = [(m, mk) for mk in marks for m in self._weigh(marks, mk)]
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
            for token in mk.sentence.tokens:
                who = people.get(token.text)
                if who is not None and not any(s.overlaps(token.span) for s in (*spans, *titles)):
                    self.place(who, token.span)

    def _weigh(self, marks: Sequence[Marks], here: Marks) -> list[Mention]:
        """The mentions of a sentence, a tagger's guesses set right by the rest of the article or left out."""
        if not self._full_names and not self._nouns:
            text = self.document.article.text
            for mk in marks:
                for m in mk.names:
                    parts = self.document.text(m.span).split()
                    if is_a(m.cls, KG.Enterprise) and parts[0] in ("PT", "CV") and len(parts) > 1:
                        self._parts.add(_plain(" ".join(parts[1:])).removesuffix(" Tbk"))
                    if is_a(m.cls, KG.Place) and len(parts) > 2 and parts[0] in cue_words("areas"):
                        self._parts.add(" ".join(parts[1:]))
                    if m.cls == FOAF.Person and ((len(parts) >= 2 and m.probability >= 0.55) or m.source == "age"):
                        self._full_names |= {p for p in parts if len(p) > 2}
                    elif m.cls == FOAF.Person:
                        self._single[parts[0]] = self._single.get(parts[0], 0) + 1
            ends = {m.span.end for mk in marks for m in mk.names} | {p.core.end for mk in marks for p in mk.phrases}
            owned = {a for mk in marks for a, _ in mk.aliases}
            for found in _BRACKETED.finditer(text):
                span = Span(found.start(2), found.end(2))
                if (
                    span not in owned
                    and found.end(1) not in ends
                    and not any(p.core.covers(span) for mk in marks for p in mk.phrases)
                ):
                    self._nouns.add(found[2])
            self._nouns.add("")
        out = []
        for m in (*here.names, *here.inner):
            name = self.document.text(m.span)
            first, _, rest = name.partition(" ")
            if m.cls == FOAF.Person and rest and first in self._nouns:  # «Ketua panitia Konferda Ani Wati»
                m = replace(m, span=Span(m.span.end - len(rest), m.span.end))  # noqa: PLW2901
                name = rest
            if m.cls == FOAF.Person and rest and out and out[-1].span.end + 1 == m.span.begin and is_a(out[-1].cls, KG.Place):
                if f"{self.document.text(out[-1].span)} {first}" in self._parts:  # «Kepala Desa Satar Indah Ani Wati»
                    out[-1] = replace(out[-1], span=Span(out[-1].span.begin, m.span.begin + len(first)), key=None)
                    m = replace(m, span=Span(m.span.end - len(rest), m.span.end))  # noqa: PLW2901
                    name = rest
            firms = [f for f in self._parts if m.cls == FOAF.Person and name.startswith(f + " ")]
            firm = max(firms, key=len, default="")
            if firm and firm not in given_names():  # «Direktur Melati Karya Ani Wati», of «PT Melati Karya»
                begin = m.span.begin + len(firm)
                out.append(Mention(Span(m.span.begin, begin), KG.Enterprise, None, "title"))
                m = replace(m, span=Span(begin + 1, m.span.end))  # noqa: PLW2901
                name = self.document.text(m.span)
            single = " " not in name
            if m.source == "tagger" and m.key is None:
                if m.cls != FOAF.Person and single and name in self._full_names:
                    m = Mention(m.span, FOAF.Person, None, "tagger", m.probability)  # noqa: PLW2901
                elif (
                    m.cls == FOAF.Person and single and name not in self._full_names and not self._likely(name, m.probability)
                ) or name in self._nouns:
                    continue
            out.append(self._linked(m, name))
        return out

    def _linked(self, m: Mention, name: str) -> Mention:
        """A mention that the gazetteer knows without its bracket, linked: «Pemerintah Provinsi (Pemprov) DKI»."""
        if m.key is not None or ") " not in name or m.cls == FOAF.Person:
            return m
        entry = self.gazetteer.named(_plain(name))
        return replace(m, cls=entry.cls, key=entry.key) if entry is not None and _alike(entry.cls, m.cls) else m

    def _likely(self, name: str, probability: float) -> bool:
        """Whether one word alone is a person's name: the tagger is sure, says so twice, or it is a known given name."""
        return probability >= 0.75 or self._single.get(name, 0) >= 2 or (probability >= 0.4 and name in given_names())

    def _declare(self, thing: Thing, alias: Span) -> None:
        name = self.document.text(alias)
        thing.aliases.setdefault(name, []).append(alias)
        self._alias_of.setdefault(name, thing)

    def _sharpen(self, thing: Thing, m: Mention) -> None:
        branch = any(_plain(n) != n and not n.endswith(")") for n in thing.names)  # «Komisi Pemilihan Umum (KPU) Belu»
        if thing.key is None and m.key is not None and not (branch and self.document.text(m.span) in thing.aliases):
            thing.key = m.key
        if is_a(m.cls, thing.cls):
            thing.cls = m.cls

    def _find(self, m: Mention) -> Thing | None:
        name = self.document.text(m.span)
        mine = words(name)
        if name in self._alias_of and (_short(name) or m.key is None or self._alias_of[name].key in (None, m.key)):
            return self._alias_of[name]
        if m.key is not None:
            for t in self.all:
                if t.key == m.key:
                    return t
        owner = self._alias_of.get(name.partition(" ")[0])
        whole = owner is not None and owner.key is None and owner.cls != ORG.OrganizationalUnit
        if owner is not None and whole and m.key is None and _alike(owner.cls, m.cls) and name.split()[0].isupper():
            return owner  # «Lembaga Haji dan Umrah (LHU)», later «LHU Muhammadiyah»
        if m.key is None and " " not in name and name.isupper() and name in heads():
            wider = [t for t in self.all if any(n.startswith(name + " ") for n in t.names)]
            if len(wider) == 1 and _alike(wider[0].cls, m.cls):
                return wider[0]  # «DPRD Kota Madiun», later «DPRD»
        first = name.partition(" ")[0]
        if m.key is None and first != name and first.isupper() and first in heads():
            bare = next((t for t in self.all if t.key is None and set(t.names) == {first} and _alike(t.cls, m.cls)), None)
            if bare is not None:
                return bare  # «DPRD», later «DPRD Kota Madiun»
        for t in self.all:
            if t.cls == FOAF.Person or (m.key and t.key) or not _alike(t.cls, m.cls):
                continue
            for other in t.names:
                theirs = words(other)
                if mine == theirs or _same_firm(mine, theirs) or (is_a(m.cls, KG.GovernmentBody) and _same_area(mine, theirs)):
                    return t
                if is_a(m.cls, KG.Place) and not is_a(m.cls, KG.Facility):
                    continue
                if _short(name) and is_abbreviation(name, other):
                    return t
                if _short(other) and is_abbreviation(other, name):
                    return t
                if _abbreviates_field(name, other) or _abbreviates_field(other, name):
                    return t
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
                    same_start = theirs[: len(mine)] == mine or mine[: len(theirs)] == theirs or _same_office(mine, theirs)
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
                or _same_person(mine, theirs)
                or _nickname(mine, theirs)
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
                    self.merge(t, other)  # «Kota Shanghai», «Shanghai»
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


def _same_area(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in that one says what its area is: «DPRD Madiun», «DPRD Kota Madiun»."""
    short, long = sorted((a, b), key=len)
    at = next((k for k, w in enumerate(long) if w in ("kota", "kabupaten", "provinsi")), 0)
    return len(long) == len(short) + 1 > 2 and 0 < at < len(long) - 1 and long[:at] + long[at + 1 :] == short


def _abbreviates_field(short: str, long: str) -> bool:
    """Whether two names have one first word and the first spells the rest by its letters: «Dinas KPKP»."""
    head, _, rest = short.partition(" ")
    return bool(rest) and _short(rest) and long.startswith(head + " ") and is_abbreviation(rest, long[len(head) + 1 :])


def _same_firm(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in the firm's form alone: «PT Indra Karya», «Indra Karya»."""
    forms = ("pt", "cv", "perum", "perumda")
    return (a[0] in forms) != (b[0] in forms) and (a[1:] == b or a == b[1:])


def _same_office(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in their area's kind at most: «Dinas Sosial Kudus», «Dinas Sosial Kabupaten Kudus»."""
    levels = ("kota", "kabupaten", "provinsi", *(("daerah",) if a[0] == "pemerintah" else ()))
    if {w for w in a if w in levels} & {w for w in b if w in levels} or a[0] != b[0]:
        return False
    x, y = ([w for w in name if w not in levels] for name in (a, b))
    return x[: len(y)] == y or y[: len(x)] == x


def _alike(a: Iri, b: Iri) -> bool:
    """Whether things of the two classes may be one."""
    for top in (ORG.Organization, KG.Facility, KG.Country):
        if is_a(a, top) and is_a(b, top):
            return True
    return is_a(a, KG.Place) and is_a(b, KG.Place) and not (is_a(a, KG.Country) or is_a(b, KG.Country))


def _nickname(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """«Melki» for «Melkiades», «Dhani» for «Ramadhani»: four letters and more that begin or end a word of the full name."""
    return (
        len(short) == 1
        and len(short[0]) >= 4
        and len(full) >= 2
        and any(w.startswith(short[0]) or w.endswith(short[0]) for w in full)
    )


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """«Abdul Muti» and «Abdul Mu'ti»; «Joko Widodo» is not «Joko Susilo»."""
    return len(a) == len(b) >= 2 and [re.sub(r"\W", "", x) for x in a] == [re.sub(r"\W", "", x) for x in b]
