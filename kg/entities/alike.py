"""Whether two descriptions mean one event or programme: «Festival Tari Topeng», «pergelaran Tari Topeng itu»."""

from __future__ import annotations

import re

from kg.entities.batches import SERIES
from kg.entities.names import words
from kg.entities.resolve import Thing
from kg.mentions.cues import cue_words, meanings
from kg.mentions.nouns import Phrase, nouns_of
from kg.ontology import KG, is_a

_COUNTED = re.compile(r"\b(?i:ke)-(\d+)\b")


def unspecific() -> frozenset[str]:
    """The nouns of any happening: «acara», «kegiatan», «ajang»."""
    return nouns_of("generic", "umbrella")


def kind(cue: str) -> str:
    """A cue by the word that stands for its like: «ekspo» and «expo» are one."""
    return meanings("cue synonyms").get(cue, cue)


def _content(text: str) -> set[str]:
    return {w for w in words(text) if w not in cue_words("ignored in descriptions")}


def same(own: list[Thing], p: Phrase, text: str) -> Thing | None:
    """The thing that the phrase names again: same cue, and the words of one description within the other's.

    Shows under one name are one whatever their noun: «Festival Tari Topeng», «Pergelaran Tari Topeng».
    """
    mine = _content(text) - set(words(p.cue))
    base = _content(_EDITION.sub("", text)) - set(words(p.cue))
    umbrellas = nouns_of("umbrella")  # of any name: «ajang Lari untuk PON» is not «PON»
    shorts = {a.lower() for a in re.findall(r"\(([^()]+)\)", text)}
    for t in reversed(own):
        alike = kind(t.cue) == kind(p.cue) or not unspecific().isdisjoint((t.cue, p.cue))
        shows = {t.cue, p.cue} <= cue_words("shows") and (p.proper or sum(w[0].isupper() for w in text.split()) > 1)
        if (
            p.proper
            and len(base) > 1
            and any(base <= set(words(a)) for a in t.aliases if " " in a)
            and _one_edition(t.label, text)
        ):
            return t  # «Lari Senja 2023», of «lomba lari bertajuk Lari Sehat Lari Senja 2023»
        if t.cue in cue_words("shows") and p.cls == "Event" and any(n.endswith(f" {text}") for n in t.names):
            return t  # «Piala Gubernur Cup 2023», of «Kejuaraan Catur Piala Gubernur Cup 2023»
        if p.proper and any(_misspelt(text, n) for n in t.names):
            return t
        if not alike and not shows:
            continue
        if _jubilee(text) and _jubilee(text) in map(_jubilee, t.names):
            return t
        for name in t.names:
            theirs = _content(name) - set(words(t.cue))
            if alike and name == text:
                return t
            other = mine - set(words(t.cue))  # «peringatan Hari Laut», where «Hari Laut» was celebrated
            within = other and theirs and (other <= theirs or (theirs <= other and (len(theirs) > 1 or p.cue not in umbrellas)))
            if within and _one_edition(name, text) and (alike or all(w.isdigit() for w in other ^ theirs)):
                return t
            if shorts & theirs and _one_edition(name, text) and t.cue not in umbrellas:
                return t
            if kind(t.cue) == kind(p.cue) and mine & {a.lower() for a in re.findall(r"\(([^()]+)\)", name)}:
                return t  # «babak kualifikasi PON», of «babak kualifikasi Pekan Olahraga Nasional (PON)»
            if mine & {a.lower() for a in t.aliases} and (p.cue not in umbrellas or sum(w.isalpha() for w in mine) == 1):
                return t
        if base and any(base <= set(words(a)) for a in t.aliases) and _edition(text) in {_edition(n) for n in t.names}:
            return t
    return None


def one_name(a: Thing, b: Thing) -> bool:
    """Whether two happenings of one sort have one name of two words and more, their nouns and editions left out."""
    if is_a(a.cls, KG.Event) != is_a(b.cls, KG.Event):
        return False
    names = {core for n in a.names if (core := _core(n, a.cue))} & {core for n in b.names if (core := _core(n, b.cue))}
    return bool(names) and all(_one_year(m, n) and _one_edition(m, n) for m in a.names for n in b.names)


def _core(name: str, cue: str) -> str:
    """A name in lower case without noun, year and ordinal; nothing if less than two words in capitals are left."""
    written = [w for w in re.sub(r"\([^()]*\)", " ", name).split() if not _NUMBER.fullmatch(w)]
    leads = (
        {*cue.split(), *unspecific(), *cue_words("wrappers")} if cue in cue_words("shows") | {"program", "pertemuan"} else set()
    )
    while written and written[0].lower() in leads:
        del written[0]
    proper = all(w[0].isupper() for w in written) or cue == "program"
    return " ".join(written).lower() if len(written) > 1 and proper else ""


_NUMBER = re.compile(r"(?:19|20)\d\d|[Kk]e-\d+|[Tt]ahun")


def _one_year(a: str, b: str) -> bool:
    """Whether two names tell no two years, and no two ages of those who play."""
    return all(len({m for n in (a, b) for m in re.findall(told, n)}) < 2 for told in (r"\b(?:19|20)\d\d\b", r"\bU-?\d\d\b"))


def _misspelt(a: str, b: str) -> bool:
    """Whether two names of three words and more differ in one word alone, and that by its end: «Indonesia», «Indonesian»."""
    first, second = words(a), words(b)
    if len(first) < 3 or len(first) != len(second):
        return False
    other = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    return len(other) == 1 and min(map(len, other[0])) > 5 and other[0][0][:6] == other[0][1][:6] and other[0][0].isalpha()


def _jubilee(name: str) -> str:
    """The number of a jubilee, one in an article: «perayaan HUT ke-22 Kemenpora», «Hari Ulang Tahun Kemenpora ke-22»."""
    m = _COUNTED.search(name) if re.search(r"\b(?:HUT|Hari Ulang Tahun|Dies Natalis|Hari Jadi)\b", name) else None
    return m[1] if m else ""


_EDITION = re.compile(rf"\b(?:{SERIES})\s+(\w+)")


def _edition(name: str) -> str:
    m = _EDITION.search(name)
    return m[1] if m else ""


def _one_edition(a: str, b: str) -> bool:
    """Whether two names may mean one edition: neither batch nor ordinal differs."""
    return _edition(a) == _edition(b) and len({m[1] for n in (a, b) if (m := _COUNTED.search(n))}) < 2
