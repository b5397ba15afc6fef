"""Which body an office belongs to where the text leaves it open: «Menteri Agama», «Dirjen Imigrasi», «Konsul Jenderal RI»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.extractors.view import Slot
from kg.mentions.cues import meanings
from kg.mentions.offices import Office
from kg.ontology import KG, ORG, is_a

if TYPE_CHECKING:
    from kg.extractors.offices import Tenure


def level(things: Things, office: Office, title: str, bodies: list[Slot]) -> tuple[Thing | None, bool]:
    """The body at the level that the text names: the directorate general of the same name before its ministry."""
    low = title.lower()
    chief = meanings("chiefs").get(low)
    if chief and bodies:
        area = set(words(bodies[0].thing.label if bodies[0].thing else ""))
        for t in things.all:
            if is_a(t.cls, ORG.Organization) and any(
                words(n)[: len(words(chief))] == words(chief) and area <= set(words(n)) for n in t.names
            ):
                return t, False
    for form, unit in (
        ("direktur jenderal", "direktorat jenderal"),
        ("dirjen", "direktorat jenderal"),
        ("direktur", "direktorat"),
        ("sekretaris jenderal", "sekretariat jenderal"),
        ("inspektur jenderal", "inspektorat jenderal"),
        ("sekretaris kabinet", "sekretariat kabinet"),
        ("menteri sekretaris negara", "kementerian sekretariat negara"),
        ("menteri koordinator", "kementerian koordinator"),
    ):
        if low.startswith(form):
            wanted = words(unit + low[len(form) :])
            for t in things.all:
                if (
                    is_a(t.cls, ORG.Organization)
                    and len(wanted) > len(form.split())
                    and any(words(n)[: len(wanted)] == wanted for n in (*t.names, *_listed(things, t)))
                ):
                    return t, False
            break
    own = bodies[0].thing if bodies else None
    ministry = _ministry(things, low) if own is None or own.key == "indonesia" else None  # «Menteri Agama Republik Indonesia»
    return (ministry, False) if ministry is not None or own is None else (own, True)


def _ministry(things: Things, title: str) -> Thing | None:
    """The ministry that the article names and that a minister's title spells out: «Menteri Pendidikan dan Kebudayaan»."""
    field = title.removeprefix("wakil ").removeprefix("menteri ")
    if field == title:
        return None
    wanted = words(f"kementerian {field}")
    return next(
        (t for t in things.all if t.cls == KG.Ministry and any(words(n) == wanted for n in (*t.names, *_listed(things, t)))), None
    )


def own_country(things: Things, title: str) -> Thing | None:
    """Indonesia, where the title's own words name it and the article does too: «Duta Besar RI untuk Jepang»."""
    named = title.endswith((" RI", " Indonesia"))
    return next((t for t in things.all if t.key == "indonesia"), None) if named else None


def _listed(things: Things, thing: Thing) -> tuple[str, ...]:
    return (things.gazetteer.entry(thing.key).name,) if thing.key and thing.key in things.gazetteer else ()


def implied(things: Things, office: Office) -> Thing | None:
    """The body that the title itself names, if the article names it too."""
    keys = set((office.implies or "").split("|"))
    if office.words[0] in ("presiden", "wakil") and office.expansion in ("Presiden", "Wakil Presiden"):
        keys.add("indonesia")
    return next((t for t in things.all if t.key and t.key in keys), None)


def mission(things: Things, office: Office, countries: list[Thing | None]) -> Thing | None:
    """The one mission of Indonesia that the article names, for an Indonesian ambassador or consul."""
    if countries and not any(c is not None and c.key == "indonesia" for c in countries):
        return None
    kinds = ("KJRI", "Konsulat") if office.expansion.startswith("Konsul") else ("KBRI", "Kedutaan")
    missions = [t for t in things.all if t.cls == KG.DiplomaticMission and any(n.startswith(kinds) for n in t.names)]
    return missions[0] if len(missions) == 1 else None


def speaks_for(person: Thing, tenures: list[Tenure], things: Things) -> Thing | None:
    """The one body for which a person speaks; the head of a region for its government, if the article names it."""
    held = [t.body.actual for t in tenures if t.person is person and t.body is not None]
    bodies = {b.number: b for b in held if is_a(b.cls, ORG.Organization)} or {
        g.number: g for b in held if is_a(b.cls, KG.Place) for g in _governments(b, things)
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _governments(place: Thing, things: Things) -> list[Thing]:
    """Governments of a region that the article names: «Pemerintah Kabupaten Kuningan»."""
    area = {" ".join(words(n)) for n in place.names}
    return [
        t
        for t in things.all
        if t.cls == KG.RegionalGovernment and any(" ".join(words(n)).endswith(f" {a}") for n in t.names for a in area)
    ]
