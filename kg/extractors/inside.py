"""What may lie in what: «Desa Bongo» in «Kecamatan Batudaa Pantai», never the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.entities.resolve import Thing, Things
from kg.mentions.cues import cue_words, meanings
from kg.mentions.gazetteer import gazetteer
from kg.ontology import KG, ORG, is_a

UNKNOWN = 2  # rank of a place of which nothing tells how wide it is


def rank(thing: Thing, word: str = "") -> int:
    """How wide a place is, from 0 for a building to 5 for a country; `word` is the kind of area written before its name."""
    if thing.cls == KG.Country:
        return 5
    if thing.cls == KG.Province:
        return 4
    if thing.cls in (KG.Regency, KG.City):
        return 3
    if is_a(thing.cls, KG.Facility) or is_a(thing.cls, ORG.Organization):
        return 0
    return _ranks()[word] if word in _ranks() else min(_named_ranks(_names(thing)), default=UNKNOWN)


def ranked(thing: Thing, word: str = "") -> bool:
    """Whether the words or the gazetteer tell how wide a place is."""
    return word in _ranks() or rank(thing) != UNKNOWN or UNKNOWN in _named_ranks(thing.names)


@cache
def _ranks() -> dict[str, int]:
    """The kinds of area in small letters, with their ranks."""
    return {word.lower(): int(rank) for word, rank in meanings("area ranks").items()}


def _named_ranks(names: Iterable[str]) -> list[int]:
    """The ranks that names tell by their first words."""
    return [int(rank) for word, rank in meanings("area ranks").items() if any(n.startswith(word + " ") for n in names)]


def _names(thing: Thing) -> tuple[str, ...]:
    known = gazetteer()
    if thing.key is None or thing.key not in known:
        return tuple(thing.names)
    entry = known.entry(thing.key)
    meant = entry.codes.get("candidates", "").split("|")
    return (*thing.names, *entry.surfaces, *(known.entry(k).name for k in meant if k in known))


def _parents(thing: Thing, things: Things) -> set[str]:
    """Keys of what a known place lies in, all the way up."""
    found: set[str] = set()
    todo = [thing.key] if thing.key else []
    while todo:
        key = todo.pop()
        if key and key in things.gazetteer:
            entry = things.gazetteer.entry(key)
            above = [entry.parent, *entry.codes.get("candidates", "").split("|")]
            todo += [k for k in above if k and k not in found]
            found |= {k for k in above if k}
    return found


def known_inside(a: Thing, b: Thing, things: Things) -> bool:
    """Whether the gazetteer says that `a` lies in `b`."""
    if b.key is None or b.key not in things.gazetteer:
        return False
    meant = {b.key, *things.gazetteer.entry(b.key).codes.get("candidates", "").split("|")}
    return bool(meant & _parents(a, things))


def inside(a: Thing, b: Thing, things: Things, words: tuple[str, str] = ("", "")) -> bool:
    """Whether `a` may lie in `b`: never against what the gazetteer or the kinds of area say.

    words: the kinds of area written before the two names («kota Nanning, provinsi Guangxi»)
    """
    if a is b or is_a(a.cls, KG.NewsAgency):
        return False
    ra, rb = rank(a, words[0]), rank(b, words[1])
    if a.key and b.key and is_a(a.cls, KG.Place) and not is_a(a.cls, KG.Facility):
        return known_inside(a, b, things) or (ra < rb and _parents(a, things) <= _parents(b, things))
    if is_a(a.cls, ORG.Organization) and not is_a(a.cls, KG.Facility):
        state = is_a(a.cls, KG.GovernmentBody) or (is_a(a.cls, KG.GovernmentUnit) and not campus(a))
        abroad = b.cls != KG.Country or any(n.split()[-1] in cue_words("end foreign bodies") for n in a.names) or campus(a)
        return abroad and is_a(b.cls, KG.Place) and not state
    if is_a(a.cls, KG.Facility) and is_a(b.cls, KG.Facility):
        return _within_grounds(a) and apart(a, b)
    first, other = next(iter(a.names)).split()[0], next(iter(b.names)).split()[0]
    if (
        first in cue_words("small sites")
        and other not in cue_words("small sites")
        and (rb not in (UNKNOWN, 0) or (first, other) == ("Gang", "Jalan"))
    ):
        return True  # «Sungai Jernih di Desa Sukamaju»
    alike = first == other  # «Laut Jawa, Laut Seram»
    return ra < rb or (ra == rb == UNKNOWN and a.key is None and not alike and not ranked(a, words[0]))


def campus(thing: Thing) -> bool:
    """Whether a body is named as a house to go to: «Universitas …», «Balai …», «… Convention Center»."""
    return any(n.split()[0] in cue_words("begin houses") or n.split()[-1] in cue_words("end houses") for n in thing.names)


def _within_grounds(house: Thing) -> bool:
    """Whether a house by its name may stand in another: «Aula Melati», «Masjid …»."""
    first = next(iter(house.names)).split()[0]
    return first.lower() in cue_words("rooms") or first in cue_words("houses in grounds")


def apart(a: Thing, b: Thing) -> bool:
    """Whether two houses are of different kinds, so that one may hold the other: «Aula Melati» and «Hotel Kenanga»."""
    mine, other = next(iter(a.names)).split(), next(iter(b.names)).split()
    return mine[0] != other[0] and mine[-1] != other[-1]
