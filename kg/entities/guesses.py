"""A tagger's guesses, set right by the rest of the article: the firm off «CEO Melati Karya Ani Wati», of «PT Melati Karya»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.entities.names import plain
from kg.mentions.cues import cue_words
from kg.mentions.detect import Marks
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.people import given_names
from kg.model import Document, Iri, Mention, Span
from kg.ontology import FOAF, KG, ORG, is_a

_BRACKETED = re.compile(r"\b(\w+) \(([A-Z][A-Za-z]*[A-Z]\w*)\)")


class Guesses:
    """What the names of an article say of one another; `weighed` gives the mentions of a sentence in their light."""

    def __init__(self, document: Document, gazetteer: Gazetteer, marks: Sequence[Marks]) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._full_names: set[str] = set()  # words of people's names of two words and more
        self._single: dict[str, int] = {}  # people's names of one word, as the tagger sees them, with their number
        self._firms: set[str] = set()  # names of firms without «PT»
        self._areas: set[str] = set()  # names of areas without their kind
        self._seen: dict[str, Counter[str]] = {}  # what a name was taken for, with the number
        self._bodies: dict[str, Iri] = {}  # names that a title, a head, a list or a bracket gives to a body
        for mk in marks:
            for m in mk.names:
                self._learn(m)
            owners = {m.span: m.cls for m in mk.names if is_a(m.cls, ORG.Organization)}
            for alias, owner in mk.aliases:
                if owner in owners:
                    self._bodies.setdefault(document.text(alias), owners[owner])
        self._nouns = self._common_nouns(marks)  # abbreviations that the article declares for common nouns

    def _learn(self, m: Mention) -> None:
        name = self._document.text(m.span)
        parts = name.split()
        self._seen.setdefault(name, Counter())[_kind(m.cls)] += 1
        if _kind(m.cls) == "body" and m.source != "tagger":
            self._bodies.setdefault(name, m.cls)
        if is_a(m.cls, KG.Enterprise) and parts[0] in ("PT", "CV") and len(parts) > 1:
            self._firms.add(plain(" ".join(parts[1:])).removesuffix(" Tbk"))
        elif is_a(m.cls, KG.Place) and len(parts) > 2 and parts[0] in cue_words("areas"):
            self._areas.add(" ".join(parts[1:]))
        elif m.cls == FOAF.Person and ((len(parts) >= 2 and m.probability >= 0.55) or m.source == "age"):
            self._full_names |= {p for p in parts if len(p) > 2}
        elif m.cls == FOAF.Person:
            self._single[parts[0]] = self._single.get(parts[0], 0) + 1

    def _common_nouns(self, marks: Sequence[Marks]) -> set[str]:
        ends = {m.span.end for mk in marks for m in mk.names} | {p.core.end for mk in marks for p in mk.phrases}
        owned = {a for mk in marks for a, _ in mk.aliases}
        nouns = set()
        for found in _BRACKETED.finditer(self._document.article.text):
            span = Span(found.start(2), found.end(2))
            if (
                span not in owned
                and found.end(1) not in ends
                and not any(p.core.covers(span) for mk in marks for p in mk.phrases)
            ):
                nouns.add(found[2])
        return nouns

    def weighed(self, here: Marks) -> list[Mention]:
        """The mentions of a sentence, the guesses among them set right or left out."""
        out: list[Mention] = []
        for m in (*here.names, *here.inner):
            if m.cls == FOAF.Person:
                m = self._parted(m, out)  # noqa: PLW2901
            name = self._document.text(m.span)
            single = " " not in name
            if single and self._first_name(m, name):
                m = replace(m, cls=FOAF.Person, key=None)  # noqa: PLW2901
            if m.source == "tagger" and m.key is None:
                m = replace(m, cls=self._meant(m.cls, name))  # noqa: PLW2901
                if m.cls != FOAF.Person and single and name in self._full_names:
                    m = Mention(m.span, FOAF.Person, None, "tagger", m.probability)  # noqa: PLW2901
                elif (
                    m.cls == FOAF.Person and single and name not in self._full_names and not self._likely(name, m.probability)
                ) or name in self._nouns:
                    continue
            out.append(self._linked(m, name))
        return out

    def _first_name(self, m: Mention, name: str) -> bool:
        """Whether a listed town is a person's given name here: «Bima menjelaskan», of «Bima Laksana»."""
        if m.source != "gazetteer" or not is_a(m.cls, KG.Place) or m.cls == KG.Country:
            return False
        before = self._document.article.text[: m.span.begin].rsplit(maxsplit=1)[-1:] or [""]
        placed = before[0].lower() in cue_words("before places") | {"di", "ke", "wali", "bupati"}
        return name in self._full_names and name in given_names() and not placed

    def _meant(self, cls: Iri, name: str) -> Iri:
        """The class of a name that a tagger gives now to a person, now to a body or place."""
        seen = self._seen.get(name, Counter())
        if len(seen) == 1 and name not in self._bodies:
            return cls
        if cls != FOAF.Person:
            borne = _kind(cls) == "other" or any(w in given_names() for w in name.split())
            told = seen["person"] > max(1, 2 * seen[_kind(cls)] - 1) and name not in self._bodies
            return FOAF.Person if borne and told else cls
        if name in self._full_names:
            return cls
        return self._bodies.get(name, ORG.FormalOrganization if seen["body"] >= seen["person"] else cls)

    def _parted(self, m: Mention, out: list[Mention]) -> Mention:
        """A person's mention without the words that belong to something else, which goes to `out`."""
        name = self._document.text(m.span)
        first, _, rest = name.partition(" ")
        if rest and first in self._nouns:  # «Ketua panitia KONFERDA Ani Wati»
            return replace(m, span=Span(m.span.end - len(rest), m.span.end))
        last = out[-1] if out else m
        area = is_a(last.cls, KG.Place) and last.span.end + 1 == m.span.begin
        if rest and area and f"{self._document.text(last.span)} {first}" in self._areas:  # «Kepala Desa Satar Indah Ani Wati»
            out[-1] = replace(last, span=Span(last.span.begin, m.span.begin + len(first)), key=None)
            return replace(m, span=Span(m.span.end - len(rest), m.span.end))
        firm = max((f for f in self._firms if name.startswith(f + " ")), key=len, default="")
        if firm and firm not in given_names():
            begin = m.span.begin + len(firm)
            out.append(Mention(Span(m.span.begin, begin), KG.Enterprise, None, "title"))
            return replace(m, span=Span(begin + 1, m.span.end))
        return m

    def _linked(self, m: Mention, name: str) -> Mention:
        """A mention that the gazetteer knows without its bracket, linked: «Pemerintah Provinsi (Pemprov) DKI»."""
        if m.key is not None or m.cls == FOAF.Person or not (") " in name or name.startswith("PT. ")):
            return m
        full = plain(name).replace("PT. ", "PT ")
        entry = self._gazetteer.named(full) or self._gazetteer.named(full.removeprefix("PT "))
        return replace(m, cls=entry.cls, key=entry.key) if entry is not None and alike(entry.cls, m.cls) else m

    def _likely(self, name: str, probability: float) -> bool:
        """Whether one word alone is a person's name: the tagger is sure, says so twice, or it is a known given name."""
        return probability >= 0.75 or self._single.get(name, 0) >= 2 or (probability >= 0.4 and name in given_names())


def _kind(cls: Iri) -> str:
    return "person" if cls == FOAF.Person else "body" if is_a(cls, ORG.Organization) else "other"


def alike(a: Iri, b: Iri) -> bool:
    """Whether things of the two classes may be one."""
    for top in (ORG.Organization, KG.Facility, KG.Country):
        if is_a(a, top) and is_a(b, top):
            return True
    return is_a(a, KG.Place) and is_a(b, KG.Place) and not (is_a(a, KG.Country) or is_a(b, KG.Country))
