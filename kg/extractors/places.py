"""Where things are: «Gedung Merdeka, Bandung», «Desa Bongo, Kecamatan Batudaa Pantai», «Bandara X yang terletak di Y»."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.extractors.chains import Item, chained, runs
from kg.extractors.draft import Draft
from kg.extractors.inside import campus, inside, rank
from kg.extractors.view import Slot, View, rule
from kg.mentions.cues import cue_words
from kg.model import Span, Status
from kg.ontology import KG, is_a

NAME = "places"
_KIND = r"(?:kota|daerah|kabupaten|provinsi|wilayah|kecamatan|desa|kelurahan|kampung|dusun|pulau|lokasi|titik|negara)(?:-\w+)?"
_SUCH_AS = r"(?: (?:ini|itu|tersebut))?(?: ,)? (?:seperti|yaitu|yakni|antara lain|di antaranya|diantaranya|adalah|meliputi|termasuk)(?: ,| :)? (?P<list><L+>)"
AMONG = rule(
    rf"{_KIND}(?:(?: \w+)? di(?: wilayah)?)? (?P<where><LC>)(?: , <LC>){{0,3}}(?:(?: ,)? yang(?: (?!‹[LFCQ]|\.|,)[^ ]+){{1,12}}?)?{_SUCH_AS}"
)
SPREAD = rule(
    rf"\bdi (?:wilayah |<area> )?(?P<where><L>)(?: , <LC>){{0,3}}(?: (?!‹[LFCQ]|\.)[^ ]+){{0,10}}? (?:di|pada|ke) (?:\w+ ){{0,2}}{_KIND}{_SUCH_AS}"
)
SITED = rule(
    r"(?P<what><FO>)(?: yang (?:dikelola|dimiliki|dibangun|dioperasikan|didirikan)(?: oleh)? <O>|(?: ,)? (?:adalah|merupakan)(?: (?!‹[FOPE]|\.)[^ ]+){1,14}?)?"
    r"(?: ,)? (?:yang )?(?:\w+ )?<sited> (?:\w+ )?di (?:(?:<ground>|<area>) )?(?P<where><LC>)"
)
AT = rule(
    r"(?P<what><FLO>)(?: ,)? di (?:(?:kawasan |wilayah |daerah |kota )?(?P<where><LC>)|(?:dalam )?(?:kompleks|area|lingkungan) (?P<site><FL>))"
)
FOREMOST = rule(
    r"(?P<what><FL>)(?: , (?:salah satu|sebuah)| merupakan| adalah| yang menjadi| menjadi| yang merupakan)(?: (?!‹[FLCEGPQ]|\.|,)[^ ]+){1,9}? (?:ter\w+|pertama|unggulan|utama|satu-satunya)(?: <O>)? di (?:<area> )?(?P<where><LC>)"
)
CAPITAL = rule(
    r"(?P<what><L>)(?: ,)? (?:yang )?(?:merupakan |sebagai )?(?:ibu ?kota|pusat pemerintahan|bagian dari|ibu kota dari) (?P<where><LC>)"
)
HERE = rule(r"\bdi (?P<where><LC>) (?:hanya |ada |terdapat )+(?P<what><OF+>)")
_MAKERS = r"(?:perusahaan|klub|tim|produsen|pabrikan|raksasa \w+|merek|jenama|startup|grup|kelompok|band|kampus|maskapai|bank|lembaga|organisasi|pengembang|kontraktor)"
FROM = rule(
    rf"(?:asal (?P<where><CL>)|{_MAKERS}(?: (?!‹)[^ .,]+){{0,4}} (?:asal|dari) (?P<home><CL>)(?: (?:itu|tersebut))? ,) (?P<what><O>)"
)
MAKER = rule(
    rf"(?P<what><O>)(?: ,| merupakan| adalah) (?:sebuah |salah satu )?{_MAKERS}(?: (?!‹)[^ .,]+){{0,4}} (?:asal|dari|yang <sited> (?:\w+ )?di) (?P<where><CL>)"
)
SEATED = rule(r"\b<sited>(?: pusat)? di (?:<area> )?(?P<where><LC>)(?: , <LC>){0,2} , (?P<what><O>)")
LISTED = rule(
    r"(?P<phrase>(?:fasilitas|gedung|kantor|tempat|lokasi|terminal|stasiun|pasar|hotel|museum|rumah sakit|sekolah|kampus|mal|apartemen|stadion|bandara|pelabuhan|puskesmas|masjid|waduk|bendungan|destinasi|objek wisata)(?: (?!‹)\w+){0,3} (?:milik <OC> )?di (?:<area> )?(?P<where><L>))(?: , <LC>){0,2} ?(?:, )?(?:yaitu|yakni|antara lain|di antaranya|seperti|meliputi)(?: ,| :)? (?P<what><FOL+>)"
)


_PLANNED = re.compile(r"\b(?:akan|bakal|rencananya|belum|tidak|ingin)\b")


def places(views: list[View], things: Things, draft: Draft) -> None:
    """Draft what lies in what."""
    for view in views:
        for run in runs(view):
            placed = _through_bodies(run, things, draft)
            for narrow, wide in chained(run, things):
                if narrow in placed:
                    continue
                assert narrow.thing is not None and wide.thing is not None
                span = Span(min(narrow.head.begin, wide.head.begin), max(narrow.head.end, wide.head.end))
                _located(draft, narrow.thing, wide.thing, span)
        for pattern in (SITED, HERE, LISTED, FROM, MAKER, SEATED, CAPITAL):
            for found in view.find(pattern):
                if pattern is SITED and _PLANNED.search(found.match[0]):
                    continue
                where = found.slot("where") or (found.slot("home") if pattern is FROM else None)
                for each in found.slots("what"):
                    if where and where.thing and each.thing and not draft.has(each.thing, KG.locatedIn, where.thing):
                        spans = (found.span("phrase"), each.head) if pattern is LISTED else found.span()
                        draft.claim(each.thing, KG.locatedIn, where.thing, spans, NAME)
        for found in (*view.find(AMONG), *view.find(SPREAD), *view.find(FOREMOST)):
            where = found.slot("where")
            for each in found.slots("list") or found.slots("what"):
                if where and where.thing and each.thing and inside(each.thing, where.thing, things):
                    _located(
                        draft,
                        each.thing,
                        where.thing,
                        Span(min(where.head.begin, each.head.begin), max(where.head.end, each.head.end)),
                    )
        for found in view.find(AT):
            what, where = found.slot("what"), found.slot("where") or found.slot("site")
            if not what or not where or what.thing is None or where.thing is None:
                continue
            if (what.kind != "O" or campus(what.thing)) and inside(what.thing, where.thing, things):
                _located(draft, what.thing, where.thing, found.span())
    _named_after(things, draft)
    _in_the_region(views, things, draft)


def _through_bodies(run: list[Item], things: Things, draft: Draft) -> list[Slot]:
    """The area of a body, placed after the body's name: «Pemkot Bitung, Sulawesi Utara» puts Bitung in the province.

    Returns the bodies that are so placed by their areas alone.
    """
    placed: list[Slot] = []
    areas = [t for t in things.all if is_a(t.cls, KG.Place) and not is_a(t.cls, KG.Facility) and t.cls != KG.Country]
    for item, wide in pairwise(run):
        body, around = item.slot.thing, wide.slot.thing
        if item.slot.kind in "OF" and wide.slot.kind == "L" and wide.joint == "," and body is not None and around is not None:
            area = next((t for t in areas if _bears(body, t, things)), None)
            if item.slot.kind == "F":  # «Stadion Manahan Solo, Jawa Tengah», no «Pasar Cemara, Jakarta Pusat»
                if area is None or rank(area) != 3 or not inside(area, around, things):
                    continue
                _located(draft, body, area, item.slot.head)
            if area is not None and inside(area, around, things):
                _located(draft, area, around, Span(item.slot.head.begin, wide.slot.head.end))
                placed.append(item.slot)
    return placed


def _bears(body: Thing, area: Thing, things: Things) -> bool:
    """Whether a body's name ends with an area's: «Pemerintah Kota Bitung»."""
    if body.key and body.key in things.gazetteer and things.gazetteer.entry(body.key).codes.get("area") == area.key:
        return area.key is not None
    ends = {words(n)[words(n)[0] in ("kota", "kabupaten") and len(words(n)) > 1 :] for n in area.names}
    return any(len(end) < len(mine) and mine[-len(end) :] == end for n in body.names for mine in [words(n)] for end in ends)


def _located(draft: Draft, narrow: Thing, wide: Thing, span: Span) -> None:
    if narrow is not wide and not draft.has(wide, KG.locatedIn, narrow):
        draft.claim(narrow, KG.locatedIn, wide, span, NAME)


def _named_after(things: Things, draft: Draft) -> None:
    """A house or technical unit whose name ends with a place that the article names too: «Wisma Pendawa Bandung»."""
    areas = [t for t in things.all if is_a(t.cls, KG.Place) and not is_a(t.cls, KG.Facility) and t.cls != KG.Country]
    for t in things.all:
        for name, spans in t.names.items():
            mine = words(name)
            if name.split()[0] not in cue_words("sited by name") or draft.objects(t, KG.locatedIn):
                continue
            place = next(
                (p for p in areas for n in p.names if len(words(n)) < len(mine) - 1 and mine[-len(words(n)) :] == words(n)), None
            )
            if place is not None:
                draft.claim(t, KG.locatedIn, place, spans[0], NAME, Status.INFERRED)


def _in_the_region(views: list[View], things: Things, draft: Draft) -> None:
    """Villages and districts of which nothing else is said, in an article about one regency: «Desa Bone, Anggai dan Awo»."""
    regions = [t for t in things.all if t.cls in (KG.Regency, KG.City) and t.names]
    if len(regions) != 1 or sum(map(len, regions[0].names.values())) < _OFTEN:
        return
    small = [t for t in things.all if is_a(t.cls, KG.Place) and t.label.partition(" ")[0] in cue_words("villages and districts")]
    listed = [i.slot.thing for v in views for run in runs(v) for i in _listed_with(run, small) if i.slot.thing is not None]
    for t in (*small, *listed):
        if not draft.objects(t, KG.locatedIn):
            draft.claim(t, KG.locatedIn, regions[0], (t.first, regions[0].first), NAME, Status.INFERRED)


_OFTEN = 2  # times that an article about a regency names it


def _listed_with(run: list[Item], small: list[Thing]) -> list[Item]:
    """The bare places of a list that begins with a village or district."""
    if run[0].slot.thing not in small or any(i.joint not in (",", "dan", ", dan", "serta", ", serta") for i in run[1:]):
        return []
    return [i for i in run[1:] if i.slot.kind == "L" and i.bare]
