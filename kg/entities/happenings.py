"""Events, programmes and regulations of an article, one for all the phrases that describe it: «Pelatihan …», «kegiatan ini»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.mentions.cues import cue_words, meanings
from kg.mentions.detect import Marks
from kg.mentions.phrases import OF_BODIES, Phrase
from kg.model import Span
from kg.ontology import KG, ORG, is_a

_GENERIC = frozenset({"acara", "kegiatan", "agenda"})
TALKS = frozenset(
    {
        "pertemuan",
        "dialog",
        "diskusi",
        "forum",
        "rapat",
        "konsultasi",
        "audiensi",
        "perundingan",
        "forum dialog",
        "silaturahmi",
        "silaturahim",
    }
)
_DEEDS = frozenset(
    {"penandatanganan", "peresmian", "pelantikan", "pembukaan", "penutupan", "penyerahan", "peluncuran", "pengukuhan"}
)
_ORDINAL = re.compile(r"^(?:ke-?\d+|\d+|pertama|kedua|ketiga|tahun|ini|itu|ke|[ivx]+)$")
_NUMBERED = re.compile(r" (ke-\d+|(?:19|20)\d\d)\b")
_MEETS = re.compile(r"\b(?:bertemu|menemui|berjumpa)\b")
_VISITS = re.compile(r"\b(?:mengunjungi|berkunjung|bertandang|menyambangi|meninjau)\b")
_COUNTED = re.compile(r"\b(?i:ke)-(\d+)\b")
_PROGRAMME_CUES = frozenset({"program", "gerakan", "skema", "proyek"})
_BARE_AGREEMENT = frozenset(
    {
        "nota kesepahaman",
        "nota kesepakatan",
        "mou",
        "memorandum of understanding",
        "memorandum saling pengertian",
        "perjanjian",
        "perjanjian kerja sama",
        "kesepakatan",
        "kesepakatan bersama",
    }
)


def describe(things: Things, marks: Sequence[Marks]) -> None:
    """Turn the phrases of all sentences into things and references to them."""
    for mk in marks:
        for phrase in mk.phrases:
            nested = [q for q in mk.phrases if q is not phrase and q.core.covers(phrase.core)]
            if any(
                m.span.covers(phrase.core) or (m.span.overlaps(phrase.core) and m.span.begin <= phrase.core.begin)
                for m in mk.names
            ):
                continue
            _place(things, phrase)
            event = things.at.get(phrase.core)
            summit = phrase.cue in OF_BODIES and phrase.cue != "sidang"  # «KTT ASEAN» is held by a member
            if (
                event is not None
                and phrase.proper
                and not summit
                and phrase.cls in ("Meeting", "Event", "generic", "TrainingEvent")
            ):
                for m in mk.names:
                    body = things.at.get(m.span)
                    if (
                        phrase.core.covers(m.span)
                        and body is not None
                        and is_a(body.cls, ORG.Organization)
                        and not is_a(body.cls, KG.NewsAgency)
                    ):
                        things.hosts.append((event, body, phrase.core))
            for outer in nested:
                whole, programme = things.at.get(outer.core), things.at.get(phrase.core)
                if whole and programme and whole is not programme and not is_a(programme.cls, KG.Regulation):
                    things.nested.append((whole, programme, outer.core))
    _find_aliases(things, marks)
    _equate(things, marks)


def _equate(things: Things, marks: Sequence[Marks]) -> None:
    """«CAEXPO merupakan pameran …»: what an event is said to be is no other event."""
    text = things.document.article.text
    ends = {span.end: thing for span, thing in things.at.items() if is_a(thing.cls, KG.Event)}
    for mk in marks:
        for phrase in mk.phrases:
            m = re.search(
                r" (?:merupakan|adalah) (?:sebuah |suatu |salah satu )?$",
                text[max(0, phrase.core.begin - 40) : phrase.core.begin],
            )
            what = things.at.get(phrase.core)
            named = ends.get(phrase.core.begin - len(m[0])) if m else None
            if named is not None and what is not None and not phrase.proper and named is not what and is_a(what.cls, KG.Event):
                things.merge(named, what)


def _place(things: Things, p: Phrase) -> None:
    text = " ".join(things.document.text(p.core).split())
    bare = all(_ORDINAL.match(w) for w in words(text)[len(p.cue.split()) :])
    programme = p.cue in _PROGRAMME_CUES or p.cls == "Programme"
    own = [t for t in things.all if t.cue]
    if p.cls == "generic":
        short = next((t for t in own if text.partition(" ")[2] in t.aliases), None)
        if short is not None:  # «kegiatan FI», of «Festival Indonesia (FI)»
            short.references.append(p.core)
            return
        if not bare and not p.definite:
            _name(things, _same(own, p, text) or _new(things, p), p, text)
            return
        target = _latest([t for t in own if is_a(t.cls, KG.Event)], p.core) or _latest(
            [t for t in own if is_a(t.cls, KG.Programme)], p.core
        )
        if target:
            target.references.append(p.core)
        return
    if p.cls == "mishap":  # «peristiwa itu», of a flood told before
        told = _latest([t for t in own if t.cue in cue_words("mishaps")], p.core)
        if told is not None and p.definite:
            told.references.append(p.core)
        return
    target = _same(own, p, text)
    if target is None and p.definite:
        alike = [
            t
            for t in own
            if _kind(t.cue) == _kind(p.cue) or t.cue in p.cue or p.cue in t.cue or (p.cue in TALKS and t.cue in TALKS)
        ]
        if p.cue == "pertemuan" and all(any(q.proper for q in t.phrases) for t in alike) and _told(things, p, _MEETS):
            # «pertemuan ini» is the one told by «bertemu», not the summit named beside it
            _name(things, _new(things, p), p, text)
            return
        target = _latest([t for t in alike if not any(q.proper for q in t.phrases)], p.core) if p.cue == "pertemuan" else None
        target = (
            target
            or _latest(alike, p.core)
            or (_latest([t for t in own if is_a(t.cls, KG.Programme)], p.core) if programme else None)
        )
        if target is None and (programme or p.cue in ("pertemuan", "forum")):
            target = _latest([t for t in own if is_a(t.cls, KG.Event)], p.core)
        visited = p.cue == "kunjungan" and _told(things, p, _VISITS)
        if target is None and bare and p.cue not in TALKS | _DEEDS | _BARE_AGREEMENT and not visited:
            return
        if target and bare:
            target.references.append(p.core)
            return
        if target and programme and not p.proper:
            target.references.append(p.core)
            return
    if target is None and bare:
        alike = [t for t in own if _kind(t.cue) == _kind(p.cue)] or [t for t in own if p.cue in TALKS and t.cue in TALKS]
        if alike:
            _latest(alike, p.core).references.append(p.core)  # type: ignore[union-attr]
            return
        if (programme and not p.definite) or (is_a(KG[p.cls], KG.Regulation) and p.cue not in _BARE_AGREEMENT):
            return
    _name(things, target or _new(things, p), p, text)


def _told(things: Things, p: Phrase, verbs: re.Pattern[str]) -> bool:
    """Whether a verb before the phrase tells of the event."""
    return verbs.search(things.document.article.text, 0, p.core.begin) is not None


def _new(things: Things, p: Phrase) -> Thing:
    cls = KG.Event if p.cls == "generic" else KG[p.cls]
    thing = things.new(cls, None, own=is_a(cls, KG.Event))
    thing.cue = p.cue
    return thing


def _name(things: Things, thing: Thing, p: Phrase, text: str) -> None:
    thing.phrases.append(p)
    alias = re.findall(r"\(([^()]+)\)", text) if p.cls != "SigningEvent" else []  # those are of what is signed
    things.place(thing, p.core)
    for a in alias:
        for part in a.split("/"):
            at = things.document.article.text.find(part, p.core.begin)
            if at >= 0:
                thing.aliases.setdefault(part, []).append(Span(at, at + len(part)))
                short = re.fullmatch(r"(\w{2,}) (?:19|20)\d\d", part)
                if short:  # «FI 2023», later «FI»
                    thing.aliases.setdefault(short[1], []).append(Span(at, at + len(short[1])))
    if p.quoted:
        thing.add(things.document.text(p.quoted), p.quoted)
        things.at[p.quoted] = thing


def _kind(cue: str) -> str:
    """A cue by the word that stands for its like: «ekspo» and «expo» are one."""
    return meanings("cue synonyms").get(cue, cue)


def _content(text: str) -> set[str]:
    return {w for w in words(text) if w not in cue_words("ignored in descriptions")}


def _same(own: list[Thing], p: Phrase, text: str) -> Thing | None:
    """The thing that the phrase names again: same cue, and the words of one description within the other's."""
    mine = _content(text) - set(words(p.cue))
    for t in reversed(own):
        generic = t.cue in _GENERIC or p.cue in _GENERIC
        if _kind(t.cue) != _kind(p.cue) and not generic:
            continue
        for name in t.names:
            theirs = _content(name) - set(words(t.cue))
            if name == text:
                return t
            if mine and theirs and (mine <= theirs or theirs <= mine):
                if (
                    _edition(name) != _edition(text)
                    or len({m[1].lower() for n in (name, text) if (m := _COUNTED.search(n))}) == 2
                ):
                    continue
                return t
            if mine & {a.lower() for a in t.aliases}:
                return t
    return None


def _edition(name: str) -> str:
    m = re.search(r"\b(?:[Bb]atch|[Tt]ahap|[Aa]ngkatan|[Gg]elombang|[Jj]ilid)\s+(\w+)", name)
    return m[1] if m else ""


def _latest(candidates: list[Thing], before: Span) -> Thing | None:
    def at(t: Thing) -> int:
        spans = [s.begin for ss in t.names.values() for s in ss] + [s.begin for s in t.references]
        return max((b for b in spans if b < before.begin), default=-1)

    return max(candidates, key=at) if candidates else None


def _find_aliases(things: Things, marks: Sequence[Marks]) -> None:
    """Abbreviations that a programme or event declared, where they stand alone later: «(IISMA) … peserta IISMA»."""
    declared = {a: t for t in things.all if t.cue for a in t.aliases}
    if not declared:
        return
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(a) for a in sorted(declared, key=len, reverse=True)) + r")\b")
    text = things.document.article.text
    for mk in marks:
        for m in pattern.finditer(text, mk.sentence.span.begin, mk.sentence.span.end):
            span = Span(m.start(), m.end())
            covering = [s for s in things.at if s.overlaps(span)]
            thing = declared[m.group()]
            other = _NUMBERED.match(text, m.end())
            if other and any(_NUMBERED.search(n) for n in thing.names) and not any(other[1] in n for n in thing.names):
                if not covering:  # «AMAF ke-47», where the article is about «… (AMAF) ke-46»
                    edition = things.new(thing.cls, None, own=thing.own)
                    edition.cue = thing.cue
                    things.place(edition, Span(m.start(), other.end()))
                continue
            for s in covering:
                if s == span:
                    old = things.at[s]
                    if not old.cue and len(old.names) == 1:
                        old.key = None  # «BRI» declared for a programme is not the bank
                        things.merge(thing, old)
            if any(things.at[s] is thing for s in covering):
                continue
            if not covering:
                things.place(thing, span)
