"""Where events happen: «pelatihan digelar di Bogor», «dialog di KBRI Oslo»."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.inside import campus, rank
from kg.extractors.moods import denied, unreal, wished
from kg.extractors.view import Found, Slot, View, dressed, rule
from kg.language.numbers import NUMBER
from kg.mentions.cues import cue_words, meanings
from kg.model import Span, Status
from kg.ontology import KG, ORG, RDF, is_a

NAME = "venues"
_EDITION = re.compile(r"[a-z] (?:(?:19|20)\d\d|[Kk]e-\d+)$")
_ASIDE = re.compile(
    r"\b(?:potensi|kemungkinan|ancaman|risiko|bahaya|rawan|mencegah|pencegahan|mengantisipasi|antisipasi|peringatan dini|menggenjot|meningkatkan|mendongkrak|mendorong|kontingen|persiapan|jelang|menjelang|poster)(?: (?!‹)\w+){0,2} $"
)
PLACE = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EG]|berasal|asal|dipantau|\. |daring(?! (?:dan|maupun) luring)|keterangannya|diterima|ditemui|saat ditemui|menuju|tiba|berada di|tinggal|meningkatkan|memperkuat|serupa|dikenal|berpotensi|kata |ujar )[^ ;]+){0,12}?) (?P<prep>di|ke|bertempat di|berlokasi di|menuju|melalui) "
    r"(?:rt [^‹.]{1,20}?, )?(?:(?:<area>|(?:berbagai|sejumlah|beberapa) \w+ di|<ground>) ){0,2}(?P<where><FLCO>(?:(?: ,| dan| serta| , dan| , serta) (?:di )?<FLCO>)*)(?: di (?P<town><L>))?"
)
TAKES_PLACE = rule(
    r"(?P<what><EG>)(?: (?:(?:rangka|rangkaian|menyambut|memperingati|memeriahkan)(?: \w+){0,2} <E>|(?!‹[EGQ]|tidak|belum|\. )[^ ]+)){0,24}? yang (?:akan |telah |sedang )?<takes_place>(?: (?!‹[EGPFLC]|\.)[^ ]+){0,6}? di "
    r"(?:(?:<area>|<ground>) ){0,2}(?P<where><FLCO>(?:(?: ,| dan| serta| , dan| , serta) (?:di )?<FLCO>)*)"
)
TIMED = rule(
    r"\b(?:pada|dalam|saat|ketika|usai|seusai|menghadiri|membuka|menutup|memimpin) (?:\w+ ){0,2}?(?P<what><E>)(?:(?: (?!‹[EGQ]|\.)[^ ]+){0,12}? yang dihadiri(?: (?!‹[EGQF]|\.)[^ ]+){1,12})? ,"
    r"(?: di)?(?: <ground>)? (?P<where><FL>)(?: , <LC>){0,3}(?: ,)? (?:<D>|senin|selasa|rabu|kamis|jumat|sabtu|minggu)"
)
_TOGETHER = rule(r"(?P<other><E>) (?:dan|serta|sekaligus|yang dirangkai dengan|yang dirangkaikan dengan)(?: \w+)? $")
BESIDE = rule(r"(?P<what><E>)(?: ke \d+)? (?P<where><FLC>)")
STRIKES = rule(
    r"(?P<what><E>)(?: (?!‹[EGPQ]|tidak|belum|akan|berpotensi|dapat|bisa|mungkin|mengancam|\.|,)[^ ]+){0,10}? <strike>(?: (?!‹|\.|,)\w+){0,4}?(?: di)? (?:rt [^‹.]{1,20}?, )?(?P<where><FLC>(?:(?: ,| dan| serta| , dan| , serta) (?:di )?<FLC>)*)"
)
STRUCK = rule(
    r"(?P<where><FL>(?:(?: ,| dan| serta| , dan| , serta) <FLC>)*)(?: (?!‹|tidak|belum|akan|\.|,)\w+){0,2} <struck>(?: \w+)? (?P<what><E>)"
)
HOST = rule(
    r"(?P<where><FLC>)(?: yang (?!‹)\w+ di <LC>(?: , <LC>){0,3})?(?: ,)?(?: (?!‹|tidak|belum|ingin|siap|\.|,)\w+){0,3} menjadi (?:tuan rumah|lokasi|tempat)(?: (?!‹|\.|,)\w+){0,2} (?P<what><E>)"
)
AHEAD = rule(
    r"^(?:<O> , )?(?:berlangsung|bertempat|digelar|diadakan|dilaksanakan|diselenggarakan|dihelat|dipusatkan|berlokasi) di (?:<ground> )?(?P<where><FLC>)"
    r"(?: (?!‹[EGQ]|\.)[^ ]+){0,16}? (?P<what><E>)"
)
OPENED = rule(
    r"^(?:di|dari|bertempat di|berlokasi di) (?:<ground> |<area> )?(?P<where><FL>)(?: , <LC>){0,3}(?: ,|,? pada)*(?: <D>)?(?: ,)? <PT>(?: (?!‹E|\.)[^ ]+){0,5}? (?:membuka|menutup|memimpin|menghadiri|menggelar)(?: \w+)? (?P<what><E>)"
)
ROUTE = rule(
    r"(?P<what><E>)(?: (?!‹[EGPQ]|tidak|belum|\.)[^ ]+){0,8}? (?:dimulai|diawali|berangkat|dilepas|bertolak|mengambil (?:start|lokasi)) (?:dari|di) (?:<ground> )?(?P<where><FL>)"
)
SITE = rule(
    r"\bdi (?:lokasi|tempat|arena) (?P<what><E>)(?: yang (?:berada|terletak))?(?: ,| di| yakni| yaitu){1,2} (?:<ground> )?(?P<where><FL>)"
)
SIDELINES = rule(
    r"(?P<what><E>)(?: (?!‹E)[^ ]+){0,10}? di sela(?:-sela)? (?:\w+ )?(?P<whole><EG>)(?: (?!‹[EG])[^ ]+){0,3}? di (?P<where><FLC>)"
)

IN_TOWN = rule(  # «kejuaraan yang berlangsung di Arena Sukma, Jepara», of a house that is not known
    r"(?P<what><EG>)(?:(?: (?!‹[EGQFLCO]|\.|tidak|belum)[^ ]+){0,9}? <takes_place>(?: (?!‹[EGQFLC]|\.)[^ ]+){0,4}?|(?: (?!‹[EGQFLCO]|[.,])[^ ]+){0,3}?) di (?!<not_house>)"
    r"(?:(?!‹)[\w-]+ ){1,4}(?<!\bini )(?<!\bitu )(?<!\btersebut ), (?P<where><L>)(?! (?:telah |sudah |akan |juga )?(?:me\w{4,}|menang|kalah)\b)"
)
GOES = rule(  # «terbang ke New York untuk menghadiri Sidang Majelis Umum»
    r"\b(?:ke|menuju|di) (?:<area> )?(?P<where><FLC>)(?: , <LC>){0,3}(?:(?: ,)?(?: pada)? <D>)?(?: ,)? (?:untuk|guna|dalam rangka)(?: (?!‹)\w+){0,1} (?:menghadiri|mengikuti|menyaksikan|memimpin|berpartisipasi (?:di|dalam|pada)|tampil (?:di|dalam|pada))"
    r"(?: (?!‹)\w+){0,3} (?P<what><E>)(?!(?: [^ ]+){0,4} (?:di|ke) ‹[FLC])"
)
HOUSED = rule(  # «ditemui di Hotel Melati usai rapat koordinasi»
    r"\bdi (?:<ground> )?(?P<where><FO>)(?: , <LC>){0,3}(?:(?: ,)? <D>)?(?: ,)? (?:saat|ketika|usai|seusai|di sela(?:-sela)?)(?: (?!‹)\w+){0,2} (?P<what><E>)(?!(?: (?!‹)[^ .]+){0,4} (?:di|ke) ‹[FLC])"
)
SPOKE = rule(r"\b<say> (?:(?!‹[EFQ]|\.)[^ ]+ ){1,9}?di (?:<ground> )?(?P<where><F>)")
TOLD = rule(
    r"\b(?:(?:hal|pernyataan) (?:(?!‹[EFQ]|\.)[^ ]+ ){0,2}?(?:disampaikan|dikatakan|diungkapkan|dikemukakan)\w*|<tell> (?:hal|pernyataan|itu)\b)"
    r"(?: (?!‹[EFQ]|bahwa|\.)[^ ]+){0,7}? (?:saat|ketika|dalam|pada|di sela-sela)(?: (?!‹[EGQF]|\.|,)[^ ]+){0,4}? (?P<what><E>)"
)
SITES = rule(
    r"(?P<what><EG>)(?: (?!‹[EGQ]|tidak|belum|akan|\.)[^ ]+){0,10}? (?:di|ke) \w+ (?:lokasi|daerah|kota|provinsi|titik|kabupaten|wilayah|tempat|kecamatan|desa|negara|terminal|stasiun|gerai|mal|pusat perbelanjaan|kampus|sekolah|stadion|venue|arena|gedung|pasar|museum)"
    r"(?: (?:di|se) <LC>)?(?: (?!‹|\.)[^ ]+){0,12}? (?:yaitu|yakni|antara lain|meliputi|di antaranya|seperti)(?: ,| :)?(?: di)? (?P<where><FLC+>)"
)
RECEIVE = rule(  # «tiga desa yang menerima bantuan itu adalah A, B, dan C»
    r"\b(?:desa|kelurahan|kecamatan|kabupaten|kota|provinsi|daerah|wilayah|kampung|negara)(?: (?!‹|tidak|belum)\w+)?(?: di <L>)? yang"
    r" (?:menerima|mendapat|mendapatkan|memperoleh|menjalankan|melaksanakan) (?P<what><EG>)(?: dari <O>)?(?: ,)?"
    r" (?:yaitu|yakni|adalah|ialah|antara lain|di antaranya|meliputi)(?: ,| :)? (?P<where><L+>)"
)


def venues(view: View, draft: Draft) -> None:
    """Draft the places of a sentence's events."""
    view = dressed(view)
    for found in view.find(SIDELINES):
        what, where = found.slot("what"), found.slot("where")
        for event in (what, found.slot("whole")):
            if event and event.thing and where and where.thing:
                located(draft, event.thing, where.thing, Span(event.head.begin, where.head.end))
    for found in view.find(PLACE):
        _place(found, draft)
    for found in view.find(TAKES_PLACE):
        what = found.slot("what")
        if what and what.thing and not denied(found) and not draft.objects(what.thing, KG.locatedIn):
            _settle(found, draft)
    for found in view.find(BESIDE):
        what, where = found.slot("what"), found.slot("where")
        if what and what.thing and where and where.thing and _sited_by_name(what.thing, where):
            located(draft, what.thing, where.thing, Span(what.head.begin, where.head.end))
    for pattern in (STRIKES, STRUCK, HOST, AHEAD, OPENED, ROUTE, SITE, TIMED, GOES, HOUSED, IN_TOWN):
        for found in view.find(pattern):
            what = found.slot("what")
            if (
                what
                and what.thing
                and not unreal(found)
                and not (pattern is ROUTE and _ASIDE.search(found.view.line[: found.match.start()]))
                and (pattern not in (STRIKES, STRUCK) or what.thing.cue in cue_words("mishaps"))
            ):
                for where in _listed(found, draft):
                    if where.thing is not None and (where.kind != "O" or _court(where.thing)):
                        located(draft, what.thing, where.thing, found.span())
    for found in (*view.find(SITES), *view.find(RECEIVE)):
        what = found.slot("what")
        for where in found.slots("where"):
            if what and what.thing and where.thing:
                located(draft, what.thing, where.thing, Span(what.head.begin, where.head.end))


def spoken_at(views: list[View], draft: Draft) -> None:
    """An event is where its speaker spoke: «…, kata X di Hotel Melati. Hal itu disampaikan X saat pertemuan dengan Y.»"""
    for said, told in pairwise(views):
        where = next((found.slot("where") for found in said.find(SPOKE)), None)
        what = next((found.slot("what") for found in told.find(TOLD)), None)
        if where and where.thing and what and what.thing and not draft.objects(what.thing, KG.locatedIn):
            located(draft, what.thing, where.thing, Span(where.head.begin, what.head.end))


def named_after(things: Things, draft: Draft) -> None:
    """Draft the places that end the names of mishaps and of deeds done to a house: «gempa Cianjur», «peresmian Pasar Legi»."""
    for t in things.all:
        mishap, deed = t.cue in cue_words("mishaps"), t.cue in ("peresmian", "peninjauan", "revitalisasi", "renovasi", "relokasi")
        for core in [s for spans in t.names.values() for s in spans] if mishap or deed else ():
            at, place = next(
                ((s, p) for s, p in things.at.items() if _ends(s, core) or (deed and s.begin == core.end + 1)), (core, None)
            )
            near = len(draft.words[core.begin : at.begin].split()) <= 2  # not «banjir lahar dingin Gunung Semeru»
            if place is not None and near and is_a(place.cls, KG.Place) and (mishap or is_a(place.cls, KG.Facility)):
                located(draft, t, place, core)


def _ends(place: Span, core: Span) -> bool:
    """Whether a place ends a name without being all of it."""
    return place.end == core.end and core.begin < place.begin


def located(draft: Draft, what: Thing, where: Thing, span: Span, status: Status = Status.STATED) -> None:
    """Draft the place of an event once."""
    if where is not what and not draft.has(what, KG.locatedIn, where):
        draft.claim(what, KG.locatedIn, where, span, NAME, status)


def _place(found: Found, draft: Draft) -> None:
    what = found.slot("what")
    if what is None or what.thing is None or denied(found):
        return
    prep, gap = found.match["prep"], found.match["gap"]
    if prep in ("ke", "menuju", "melalui") and not (
        is_a(what.thing.cls, KG.Visit)
        or what.thing.cue in ("kunjungan", "lawatan", "pemulangan", "kedatangan", "invasi", "agresi", "serangan")
    ):
        return
    visitor = re.fullmatch(r" ‹P\d+›", gap) is not None and is_a(what.thing.cls, KG.Visit)
    company = _COMPANY.search(gap) is not None
    if "‹Q" in gap or (re.search("‹[PT]", gap) and not visitor and not company):
        return
    held = _HELD.search(gap) is not None
    if _PEOPLE.search(gap) and not gap.startswith((" dengan ", " bersama ")) and not (held and _ATTENDED.search(gap)):
        return
    house = found.slots("where")[0].kind == "F" and not re.search(r"\b(?:untuk|yang ada|bagi|seperti|dari)\b", gap)
    gap = _AMOUNT.sub(" ", gap)
    aside = (
        not house
        and re.search(r"\b(?:untuk|yang ada|bagi|seperti|dari|rangka|persiapan|hubungan|tentang|mengenai)\b", gap) is not None
    )
    if aside and not held and (not re.search(r"\bbagi\b|\buntuk\b", gap) or len(gap.split()) > 9):
        return
    warned = any(n.lower().startswith("peringatan dini") for n in what.thing.names)
    meant = found.slots("where")[0].kind == "C" and not held and re.search(r"\b(?:untuk|yang) (?:me|ber)\w+", gap) is not None
    if is_a(what.thing.cls, KG.PolicyInstrument) or warned or meant:
        return
    before = found.view.line[: found.match.start()]
    if wished(before, gap) or "terakhir kali" in gap:
        return
    if (
        what.thing.cue in ("hari", "hut")
        and not held
        and before.rpartition(" ")[0].rpartition(" ")[2] not in meanings("celebrating")
    ):
        return  # a day is kept everywhere, where it is not said to be celebrated there
    if _PROPOSED.search(before[-80:]) or (_ASIDE.search(before) and not _ahead(before, gap)):
        return
    _settle(found, draft)


_COMPANY = re.compile(
    r"\b(?:antara|dengan|bersama|oleh)\b|\bdi(?:buka|tutup|hadiri|pimpin|resmikan|saksikan|lepas|ikuti|gelar|adakan|pandu|prakarsai)(?: langsung)? ‹[PTO]"
)
_AMOUNT = re.compile(rf" (?:(?:lebih|kurang) dari|dari {NUMBER} \w+)\b")  # «500 delegasi dari 40 negara»


_HELD = re.compile(r"\b(?:digelar|berlangsung|diadakan|dilaksanakan|diselenggarakan|dipusatkan)\b")
_PEOPLE = re.compile(r"\b(?:para|warga|masyarakat|diaspora|pelaku)\b")
_ATTENDED = re.compile(r"\b(?:dihadiri|diikuti|melibatkan|mempertemukan)\b")
_PROPOSED = re.compile(r"\b(?:usul|usulan|mengusulkan|diusulkan|agar|supaya)\b[^.]*$")


def _ahead(before: str, gap: str) -> bool:
    """Whether something is done ahead of an event whose own place follows: «menjelang Asian Games di Hangzhou»."""
    own = (_HELD.search(gap) and gap.startswith(" yang ")) or not re.search(r" (?:di|me|ber)\w+", gap)
    return bool(own) and re.search(r"\b(?:jelang|menjelang) $", before) is not None


def _settle(found: Found, draft: Draft) -> None:
    """Draft the places that a match names for its event, bodies that are no house left out."""
    what = found.slot("what")
    assert what is not None and what.thing is not None
    target = draft.openings.get(what.thing.number, what.thing)
    existing = draft.objects(target, KG.locatedIn)
    for where in _listed(found, draft) if not _inside_body(found) else _town(found):
        thing = where.thing
        assert thing is not None
        if _no_house(thing):
            continue
        if existing and thing not in existing and thing.cls == KG.Country:
            continue
        for event in (target, *_beside(found, what)):
            located(draft, event, thing, Span(what.head.begin, where.head.end))


def _no_house(thing: Thing) -> bool:
    """Whether a body is none that people go to by its name alone: «Kementerian Perdagangan», not «KBRI Oslo»."""
    body = is_a(thing.cls, ORG.Organization) and not is_a(thing.cls, KG.Facility)
    return body and thing.cls not in (KG.DiplomaticMission, KG.TechnicalUnit) and not campus(thing) and not _court(thing)


def _inside_body(found: Found) -> bool:
    """Whether the place is a body that is no house, with its town after it: «rapat di Kementerian Perdagangan, Jakarta»."""
    first = found.slots("where")[0].thing
    return first is not None and first.cls != KG.NewsAgency and _no_house(first) and bool(_town(found))


def _town(found: Found) -> list[Slot]:
    """The town named after a body."""
    named = [s for s in found.slots("where")[1:2] if s.kind == "L" and s.thing is not None]
    town = found.slot("town") if "town" in found.match.re.groupindex else None
    return named or ([town] if town is not None and town.thing is not None else [])


def _beside(found: Found, what: Slot) -> list[Thing]:
    """The event named together with `what` before it: «literasi keuangan sekaligus penyerahan bantuan di …»."""
    m = _TOGETHER.search(found.view.line[: found.view.start(what)])
    return [s.thing for s in found.view.slots_in(*m.span("other")) if s.thing is not None] if m else []


def _sited_by_name(what: Thing, where: Slot) -> bool:
    """Whether the place right after an event says where it was: a mishap's, or an edition's («SEA Games 2023 Kamboja»)."""
    if what.cue in cue_words("mishaps"):
        return True
    return where.kind != "F" and any(_EDITION.search(n) for n in what.names)


def _listed(found: Found, draft: Draft) -> list[Slot]:
    """The places of a list «Sleman, Bantul, dan Solo»; of «Gedung Melati, Bandung» the first alone."""
    slots = [s for s in found.slots("where") if s.thing is not None]
    out = slots[:1]
    parted = len(slots) > 2 and all(s.kind == "L" and s.thing and s.thing.key for s in slots) and _apart(slots, draft)
    for narrow, wide in pairwise(slots):
        assert narrow.thing is not None and wide.thing is not None
        joined = found.view.line[: found.view.start(wide)].removesuffix("di ").endswith((" dan ", " serta "))
        last = found.match["where"].rpartition(" dan ")[0] or found.match["where"].rpartition(" serta ")[0]
        alike = last and rank(narrow.thing) == rank(wide.thing) and narrow is out[-1]
        loose = parted and narrow is out[-1]
        if not draft.has(narrow.thing, KG.locatedIn, wide.thing) and (joined or alike or loose):
            out.append(wide)
    return out


def _court(thing: Thing) -> bool:
    """Whether a body is a court or a police station, where people meet: «sidang di Pengadilan Negeri Sleman»."""
    return any(n.startswith("Polres") or n.partition(" ")[0] in cue_words("court houses") for n in thing.names)


def _apart(slots: list[Slot], draft: Draft) -> bool:
    """Whether none of the places is told to be in the next: «di Bogor, Depok, Tangerang»."""
    return not any(a.thing and b.thing and draft.has(a.thing, KG.locatedIn, b.thing) for a, b in pairwise(slots))


def sites(things: Things, draft: Draft) -> None:
    """A body in which something happens is also a place to go to («dialog di KBRI Oslo»), a house with a head also a body."""
    for s, p, o, status, spans, *_ in list(draft.rows):
        if p == ORG.postIn and status.asserted and isinstance(o, Thing) and is_a(o.cls, KG.Facility):
            draft.claim(o, RDF.type, ORG.FormalOrganization, spans, NAME, Status.INFERRED)
        if p == KG.locatedIn and status.asserted and isinstance(s, Thing) and isinstance(o, Thing) and not is_a(o.cls, KG.Place):
            draft.claim(o, RDF.type, KG.Facility, spans, NAME, Status.INFERRED)


_TOURS = re.compile(r"\b(?:Piala|Liga|Pekan Olahraga|PON|Games|Olimpiade)\b")


def of_openings(things: Things, draft: Draft) -> None:
    """What is opened or closed somewhere is there, if the text puts it nowhere else."""
    for t in things.all:
        if t.cue not in ("pembukaan", "penutupan", "upacara pembukaan", "upacara penutupan"):
            continue
        for whole in [w for w in draft.objects(t, KG.subEventOf) if isinstance(w, Thing)]:
            if any(_TOURS.search(n) for n in whole.names):
                continue  # played in many towns
            for place in [] if draft.objects(whole, KG.locatedIn) else draft.objects(t, KG.locatedIn):
                if isinstance(place, Thing):
                    span = next(r[4] for r in draft.rows if r[0] is t and r[1] == KG.locatedIn and r[2] is place)
                    draft.claim(whole, KG.locatedIn, place, span, NAME, Status.INFERRED)


def narrowed(draft: Draft) -> None:
    """An event told to be in a house and in its town is in the house: the town is where the house is."""
    around: dict[int, list[Thing]] = {}
    for s, p, o, status, *_ in draft.rows:
        if p == KG.locatedIn and status.asserted and isinstance(s, Thing) and isinstance(o, Thing):
            around.setdefault(s.number, []).append(o)
    wide: set[tuple[int, int]] = set()
    for number, places in around.items():
        for place in places if len(places) > 1 else ():
            reached, todo = set[int](), [place.number]
            while todo:
                beyond = [o.number for o in around.get(todo.pop(), ()) if o.number not in reached]
                reached.update(beyond)
                todo += beyond
            wide |= {(number, o.number) for o in places if o is not place and o.number in reached}
    draft.rows[:] = [
        r
        for r in draft.rows
        if not (
            r[1] == KG.locatedIn
            and isinstance(r[0], Thing)
            and isinstance(r[2], Thing)
            and (r[0].number, r[2].number) in wide
            and (is_a(r[0].cls, KG.Event) or is_a(r[0].cls, KG.Programme))
        )
    ]
