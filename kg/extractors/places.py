"""Where things are: «Gedung Merdeka, Bandung», «Desa Bongo, Kecamatan Batudaa Pantai», «Bandara X yang terletak di Y»."""

from __future__ import annotations

from itertools import pairwise

from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import Found, View, rule
from kg.model import Span, Status
from kg.ontology import KG, ORG, is_a

NAME = "places"
CHAIN = rule(
    r"(?P<chain>(?:<FO> ,(?: <F> ,)?|<L>(?: ,)?)(?: <area>)? <LC>(?: (?:, )?(?:<area> )?<LC>){0,3})(?P<more> (?:, )?(?:dan|serta) <LC>)?"
)
AMONG = rule(
    r"(?:kota|daerah|kabupaten|provinsi|wilayah|kecamatan|desa|kelurahan|kampung|dusun|pulau|lokasi|titik)(?:-\w+)?(?: \w+)? di (?:wilayah )?(?P<where><LC>)(?: , <LC>){0,3}(?: ,)? (?:seperti|yaitu|yakni|antara lain|di antaranya|meliputi|termasuk) (?P<list><L+>)"
)
SITED = rule(
    r"(?P<what><FO>)(?: ,)? (?:yang )?(?:berlokasi|terletak|berada|berkedudukan|bermarkas|berbasis|berkantor) di (?P<where><LC>)"
)
AT = rule(
    r"(?P<what><FLO>)(?: ,)? di (?:(?:kawasan |wilayah |daerah |kota )?(?P<where><LC>)|(?:dalam )?(?:kompleks|area|lingkungan) (?P<site><FL>))"
)
CAPITAL = rule(
    r"(?P<what><L>)(?: ,)? (?:yang )?(?:merupakan )?(?:ibu ?kota|pusat pemerintahan|bagian dari|ibu kota dari) (?P<where><LC>)"
)
HERE = rule(r"\bdi (?P<where><LC>) (?:hanya |ada |terdapat )+(?P<what><OF+>)")
FROM = rule(r"asal (?P<where><CL>) (?P<what><O>)")
LISTED = rule(
    r"(?P<phrase>(?:fasilitas|gedung|kantor|tempat|lokasi)(?: \w+){0,3} (?:milik <OC> )?di (?P<where><L>)) ?(?:, )?(?:yaitu|yakni|antara lain|seperti) (?P<what><FO+>)"
)
_RANK = (
    ("Desa Wisata ", 0),
    ("Desa ", 1),
    ("Dusun ", 0),
    ("Kampung ", 0),
    ("Kelurahan ", 1),
    ("Kecamatan ", 2),
    ("Distrik ", 2),
    ("Kabupaten ", 3),
    ("Kota ", 3),
    ("Provinsi ", 4),
)


def places(views: list[View], things: Things, draft: Draft) -> None:
    """Draft what lies in what."""
    for view in views:
        for found in view.find(CHAIN):
            _chain(found, things, draft)
        for pattern in (SITED, HERE, LISTED, FROM, CAPITAL):
            for found in view.find(pattern):
                where = found.slot("where")
                for each in found.slots("what"):
                    if where and where.thing and each.thing and not draft.has(each.thing, KG.locatedIn, where.thing):
                        spans = (found.span("phrase"), each.head) if pattern is LISTED else found.span()
                        draft.claim(each.thing, KG.locatedIn, where.thing, spans, NAME)
        for found in view.find(AMONG):
            where = found.slot("where")
            for each in found.slots("list"):
                if where and where.thing and each.thing and _inside(each.thing, where.thing, things):
                    _located(draft, each.thing, where.thing, Span(where.head.begin, each.head.end))
        for found in view.find(AT):
            what, where = found.slot("what"), found.slot("where") or found.slot("site")
            if not what or not where or what.thing is None or where.thing is None:
                continue
            if (what.kind != "O" or campus(what.thing)) and _inside(what.thing, where.thing, things):
                _located(draft, what.thing, where.thing, found.span())
        _known(view, things, draft)
    _named_after(things, draft)


def _known(view: View, things: Things, draft: Draft) -> None:
    """A regency or city and its province, named in one sentence: «di NTT, yakni Belu, Malaka, dan Timor Tengah Utara»."""
    here = [(s.head, s.thing) for _, _, s in view.items if s is not None and s.thing is not None and s.kind == "L"]
    for at, a in here:
        for beside, b in here:
            levels = a.cls in (KG.Regency, KG.City) and b.cls == KG.Province
            if levels and _known_inside(a, b, things) and not draft.has(a, KG.locatedIn, b):
                span = Span(min(at.begin, beside.begin), max(at.end, beside.end))
                draft.claim(a, KG.locatedIn, b, span, NAME, Status.INFERRED)


def _chain(found: Found, things: Things, draft: Draft) -> None:
    slots = [s for s in found.slots("chain") if s.thing]
    for narrow, wide in pairwise(slots):
        a, b = narrow.thing, wide.thing
        assert a is not None and b is not None
        listed = found.match["more"] is not None and not _known_inside(a, b, things)
        if not listed and _inside(a, b, things):
            _located(draft, a, b, Span(narrow.head.begin, wide.head.end))


def _located(draft: Draft, narrow: Thing, wide: Thing, span: Span) -> None:
    if narrow is not wide and not draft.has(wide, KG.locatedIn, narrow):
        draft.claim(narrow, KG.locatedIn, wide, span, NAME)


def rank(thing: Thing) -> int:
    """How wide a place is, from 0 for a building to 5 for a country; 2 where nothing tells."""
    if thing.cls == KG.Country:
        return 5
    if thing.cls == KG.Province:
        return 4
    if thing.cls in (KG.Regency, KG.City):
        return 3
    if is_a(thing.cls, KG.Facility) or is_a(thing.cls, ORG.Organization):
        return 0
    return next((rank for start, rank in _RANK for n in thing.names if n.startswith(start)), 2)


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


def _known_inside(a: Thing, b: Thing, things: Things) -> bool:
    if b.key is None or b.key not in things.gazetteer:
        return False
    meant = {b.key, *things.gazetteer.entry(b.key).codes.get("candidates", "").split("|")}
    return bool(meant & _parents(a, things))


def _inside(a: Thing, b: Thing, things: Things) -> bool:
    """Whether `a` may lie in `b`: never against what the gazetteer or the kinds of area say."""
    if a is b or is_a(a.cls, KG.NewsAgency):
        return False
    if a.key and b.key and is_a(a.cls, KG.Place) and not is_a(a.cls, KG.Facility):
        return _known_inside(a, b, things) or (rank(a) < rank(b) and _parents(a, things) <= _parents(b, things))
    if is_a(a.cls, ORG.Organization) and not is_a(a.cls, KG.Facility):
        return b.cls != KG.Country and is_a(b.cls, KG.Place) and not is_a(a.cls, KG.GovernmentBody)
    if is_a(a.cls, KG.Facility) and is_a(b.cls, KG.Facility):
        kind, other = (next(iter(x.names)).split()[0] for x in (a, b))
        return kind in _ROOMS and kind != other
    ra, rb = rank(a), rank(b)
    return ra < rb or (ra == rb == 2 and a.key is None)


def campus(thing: Thing) -> bool:
    """Whether a body is named as a house to go to: «Universitas …», «Balai …», «… Convention Center»."""
    return any(n.split()[0] in _HOUSES or n.split()[-1] in _HALLS for n in thing.names)


_HOUSES = frozenset(
    ["Universitas", "Institut", "Sekolah", "Politeknik", "UIN", "SMA", "SMK", "Pondok", "Balai", "Perpustakaan", "Museum"]
)
_HALLS = frozenset(
    ["Center", "Centre", "Hall", "Arena", "Plaza", "Park", "Resort", "Mall", "Hub", "Convention", "Square", "Museum"]
)
_ROOMS = frozenset(
    {"Aula", "Ruang", "Auditorium", "Balai", "Lobi", "Ballroom", "Lapangan", "Pendopo", "Masjid", "Museum", "Gedung"}
)
_SITED_BY_NAME = frozenset({"Balai", "Wisma", "Hotel", "Gedung", "Graha", "Loka"})


def _named_after(things: Things, draft: Draft) -> None:
    """A house or technical unit whose name ends with a place that the article names too: «Wisma Pendawa Bandung»."""
    areas = [t for t in things.all if is_a(t.cls, KG.Place) and not is_a(t.cls, KG.Facility) and t.cls != KG.Country]
    for t in things.all:
        for name, spans in t.names.items():
            mine = words(name)
            if name.split()[0] not in _SITED_BY_NAME or draft.objects(t, KG.locatedIn):
                continue
            place = next(
                (p for p in areas for n in p.names if len(words(n)) < len(mine) - 1 and mine[-len(words(n)) :] == words(n)), None
            )
            if place is not None:
                draft.claim(t, KG.locatedIn, place, spans[0], NAME, Status.INFERRED)
