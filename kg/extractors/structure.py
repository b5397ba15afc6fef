"""What belongs to what: «Direktorat X Kementerian Y», «Kantor Urusan Internasional Keio University», «fasilitas milik Z»."""

from __future__ import annotations

from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import Slot, View, rule
from kg.language.tokens import tokenize
from kg.mentions.cues import cue_words, meanings
from kg.mentions.heads import head_at
from kg.model import Span, Status
from kg.ontology import KG, ORG, is_a

NAME = "structure"
ADJACENT = rule(r"(?P<unit><OF>) (?:\( [a-z ]{3,20} \) |, (?=‹O\d+›(?: ,)? ‹P))?(?:pada |di lingkungan |milik )?(?P<parent><O>)")
OWNED = rule(
    r"(?P<phrase>(?:fasilitas|gedung|kantor|sarana|aset|pabrik|bangunan|tempat)(?: \w+){0,3} milik (?P<owner><OC>)(?: di <L>)?) ?(?:, )?(?:yaitu|yakni|antara lain|seperti) (?P<list><FO+>)"
)
OWNS = rule(
    r"(?P<site><F>)(?: ,)?(?: yang| merupakan(?: \w+){1,3}| adalah(?: \w+){1,3})? (?:milik|dimiliki(?: oleh)?|kepunyaan) (?P<owner><OC>)"
)
RUNS = rule(
    r"(?P<site><F>)(?: yang)?(?: telah| kini| juga)? (?:dikelola|dioperasikan|dibangun|berada di bawah pengelolaan)(?:(?: (?!‹[^D]|\.|untuk)[^ ]+){0,7}? oleh)?"
    r"(?: (?!‹|\.|untuk|di|dari|dengan|dalam|bagi|pada|bersama)[^ ]+){0,5} (?P<owner><OC>)"
)
RUNS_ACTIVE = rule(
    r"(?P<owner><OC>)(?: yang)? (?:(?:telah |sudah )?(?:mengelola|mengoperasikan|memiliki|membangun)|(?:, )?(?:selaku|sebagai|yang merupakan|merupakan) (?:pengelola|operator|pemilik)) (?P<site><F>)"
)
RUNNER = rule(r"\b(?:pengelola|operator|pemilik) (?P<site><F>)(?: ,| ini| yakni| yaitu){0,2} (?P<owner><O>)")
SIDE_BY_SIDE = rule(r"(?P<unit><OF>) (?P<parent><O>)")
UNIT_ASIDE = rule(
    r"(?P<unit><O>)(?: <L>)? , (?:yang merupakan |yaitu )?(?:unit pelaksana teknis|upt|unit kerja|anak usaha|anak perusahaan)(?: dari| di bawah)? (?P<parent><O>) ,"
)
UNIT_OF = rule(
    r"(?P<unit><OF>)(?: ,)? (?:yang )?(?:merupakan |adalah |berada )?(?:bagian dari|di bawah(?: naungan| koordinasi)?|(?:sebagai )?anak (?:usaha|perusahaan)(?: bumn)?(?: dari)?|unit(?: usaha| bisnis| kerja| pelaksana teknis)?(?: dari|(?: (?!‹)[^ ,.]+){1,3} dari)?) (?P<parent><O>)"
)
SUBSIDIARY = rule(r"\banak (?:usaha|perusahaan) (?P<parent><O>)(?: ,)? (?P<unit><O>)")  # «anak usaha PT Nusa, PT Sari»
THROUGH = rule(r"(?P<parent><O>)(?: ,)? (?:melalui|lewat|dalam hal ini) (?P<unit><O>)")
_LEVELS = frozenset({"kota", "kabupaten", "provinsi"})
_LOCAL = (KG.GovernmentBody, KG.GovernmentUnit, KG.Enterprise)  # bodies that work through branches in areas
_UNITS = (KG.GovernmentUnit, KG.IntergovernmentalSecretariat, ORG.OrganizationalUnit)


def units(views: list[View], things: Things, draft: Draft) -> None:
    """Draft units and their bodies."""
    for view in views:
        for found in (*view.find(ADJACENT), *view.find(THROUGH)):
            one, other = found.slot("unit"), found.slot("parent")
            if not (one and other and one.thing and other.thing) or one.thing is other.thing:
                continue
            unit, parent = one.thing, other.thing
            if _is_local(parent) and not _is_local(unit):
                unit, parent = parent, unit  # «BMKG Stasiun Geofisika Sleman»
            if _is_unit(things, unit, parent) and _above(parent, unit):
                first, last = sorted((one.head, other.head))
                _unit_of(draft, unit, parent, Span(first.begin, last.end))
        for found in (*view.find(UNIT_OF), *view.find(SUBSIDIARY)):
            one, other = found.slot("unit"), found.slot("parent")
            if one and other and one.thing and other.thing and one.thing is not other.thing:
                _unit_of(draft, one.thing, other.thing, found.span())
    _named_after(things, draft)
    _regional(things, draft)
    _known_parents(things, draft)


def _known_parents(things: Things, draft: Draft) -> None:
    """A unit and the body that the gazetteer puts it in, both named in the article."""
    here = {t.key: t for t in things.all if t.key and t.names}
    for key, unit in here.items():
        if key in things.gazetteer and is_a(unit.cls, KG.GovernmentUnit):
            parent = here.get(things.gazetteer.entry(key).parent or "")
            if parent is not None and is_a(parent.cls, ORG.Organization):
                _unit_of(draft, unit, parent, (unit.first, parent.first), Status.INFERRED)


def _begins(name: str, words: str) -> bool:
    """Whether a name begins with one of these words and goes on."""
    return any(name.startswith(f"{word} ") for word in cue_words(words))


def _regional(things: Things, draft: Draft) -> None:
    """Offices of a region and its government, both named: «Dinas Kesehatan Kota Bitung» and «Pemkot Bitung»."""
    governments = [t for t in things.all if t.cls == KG.RegionalGovernment and t.names]
    if not governments:
        return
    for t in things.all:
        badan = t.label.startswith("Badan ") and " Daerah" in t.label and t.key is None
        office = t.cls == KG.RegionalOffice or badan or any(_begins(n, "regional offices") for n in t.names)
        above = [g for g in governments if any(_of_area(n, g, things) for n in t.names)] if office else []
        if len(above) == 1:
            t.cls = KG.RegionalOffice if badan else t.cls
            _unit_of(draft, t, above[0], (t.first, above[0].first), Status.INFERRED)


def _of_area(name: str, government: Thing, things: Things) -> bool:
    """Whether a name ends with the area that is governed, with its kind where two are called the same."""
    known = things.gazetteer
    entry = known.entry(government.key) if government.key and government.key in known else None
    area = known.entry(entry.codes.get("area", "")) if entry and entry.codes.get("area", "") in known else None
    own = (*government.names, entry.name) if entry else tuple(government.names)
    places = [words(n) for n in (*(area.surfaces if area else ()), *(" ".join(n.split()[1:]) for n in own))]
    bare = {p[p[0] in _LEVELS and len(p) > 1 :] for p in places if p}
    others = _LEVELS - {n.split()[1].lower() for n in own if n.startswith("Pemerintah ")}
    mine = words(name)
    return any(len(p) < len(mine) and mine[-len(p) :] == p and mine[-len(p) - 1] not in others for p in bare)


def collapse(views: list[View]) -> list[View]:
    """The views in which «unit body» is the one slot of the unit."""
    return [v.collapsed(SIDE_BY_SIDE, "unit").collapsed(UNIT_ASIDE, "unit") for v in views]


def _unit_of(draft: Draft, unit: Thing, parent: Thing, span: Span | tuple[Span, ...], status: Status = Status.STATED) -> None:
    if not draft.objects(unit, ORG.unitOf) or draft.has(unit, ORG.unitOf, parent):
        draft.claim(unit, ORG.unitOf, parent, span, NAME, status)


def _is_unit(things: Things, thing: Thing, parent: Thing) -> bool:
    if thing.label.startswith("Badan ") and thing.key is None and is_a(parent.cls, KG.Ministry):
        thing.cls = KG.MinistryAgency
    if thing.label.startswith("Departemen ") and thing.key is None and not is_a(parent.cls, KG.Ministry):
        thing.cls = KG.GovernmentUnit if is_a(parent.cls, KG.GovernmentBody) else ORG.OrganizationalUnit
    if any(is_a(thing.cls, u) for u in _UNITS) or (
        thing.label.startswith("Badan ") and thing.key is None and is_a(parent.cls, KG.GovernmentBody)
    ):
        return True
    if thing.label.startswith(("Lembaga ", "Majelis ")) and parent.label.split()[0] in cue_words("centres"):
        return True  # «Lembaga Zakat Pimpinan Pusat Muhammadiyah»
    if thing.label.startswith("Lembaga ") and parent.label.split()[0] in cue_words("campuses"):
        return True  # «Lembaga Penelitian Universitas Jember»
    if thing.label.startswith("Badan ") and is_a(parent.cls, KG.Ministry):
        return True  # «Badan Geologi Kementerian ESDM»
    if thing.key is None and not thing.cue and thing.label.split()[0] in cue_words("parts"):
        return True  # «Majelis Tinggi Partai Karya», «Krimsus Polda Bali», «FISIP Universitas Jember»
    if thing.label.startswith("Pengadilan ") and parent.label.startswith(("Pengadilan Negeri ", "PN ")):
        return True  # «Pengadilan Hubungan Industrial pada PN Bandung»
    tokens = tokenize(thing.label)
    head = head_at(tokens, 0) if tokens else None
    return head is not None and head.kind == "unit"


def _is_local(thing: Thing) -> bool:
    """Whether a thing is by its name a branch or a technical unit, which stands under a body: «Kanwil Jateng II»."""
    if is_a(thing.cls, KG.TechnicalUnit) or thing.label.split()[0] in cue_words("branches"):
        return True
    return thing.key is None and _begins(thing.label, "branch offices")


def _above(parent: Thing, unit: Thing) -> bool:
    """A ministry or body stands above a unit, never a unit above a ministry."""
    return not is_a(parent.cls, KG.NewsAgency) and not (is_a(unit.cls, KG.Ministry) and is_a(parent.cls, KG.GovernmentUnit))


def _named_after(things: Things, draft: Draft) -> None:
    """Units and facilities that bear their body's name: «Sekretariat ASEAN», «PP Muhammadiyah», «Gedung Sekretariat Kabinet»."""
    bodies = [t for t in things.all if is_a(t.cls, ORG.Organization) and not is_a(t.cls, KG.NewsAgency)]
    named = {words(n) for b in bodies for n in b.names}
    for t in things.all:
        if not (is_a(t.cls, ORG.Organization) or is_a(t.cls, KG.Facility)) or t.cue:
            continue
        name = next((n for n in t.names if words(n.partition(" ")[2]) in named), next(iter(t.names), ""))
        tokens = tokenize(name)
        head = head_at(tokens, 0) if tokens else None
        whole = next((b for b in bodies if b is not t and _branch_of(t, b, things)), None)
        if whole is not None and is_a(t.cls, ORG.Organization):
            _unit_of(draft, t, whole, t.names[name][0], Status.INFERRED)
            continue
        if head is None:
            body = next((b for b in bodies if b is not t and _abbreviated_of(words(name), b)), None)
            if body is not None and is_a(t.cls, ORG.Organization):
                _unit_of(draft, t, body, t.names[name][0], Status.INFERRED)
            continue
        rest = words(" ".join(k.text for k in tokens[len(head.words) :]))
        if head.words[0].startswith("Mapol"):  # «Mapolres Malang» houses «Polres Malang»
            rest = words(name)[1:]
        for body in bodies:
            if body is t or len(rest) == 0:
                continue
            within = head.words[0] in cue_words("chapters")  # «DPD Partai X Provinsi Y»
            full = next(
                (
                    n
                    for n in (*body.names, *body.aliases)
                    if words(n) and (rest[-len(words(n)) :] == words(n) or (within and rest[: len(words(n))] == words(n)))
                ),
                None,
            )
            if full is None:
                continue
            at = rest[: -len(words(full))] == ()
            span = t.names[name][0]
            house = meanings("named after bodies").get(head.words[0])
            if is_a(t.cls, KG.Facility) and house is not None and (at or house == "within"):
                draft.claim(t, KG.operator, body, span, NAME, Status.INFERRED)
            elif (head.kind == "unit" or head.words[0] in cue_words("panels")) and is_a(t.cls, ORG.Organization):
                _unit_of(draft, t, body, span, Status.INFERRED)
            break


def _abbreviated_of(name: tuple[str, ...], body: Thing) -> bool:
    """Whether a name is an abbreviation with the body's after it: «LBH PGRI», «Humas DPRD»."""
    return any(name[1:] == words(n) for n in (*body.names, *body.aliases) if n.isupper() and len(n) > 2)


def _branch_of(thing: Thing, body: Thing, things: Things) -> bool:
    """Whether a name is the body's with a branch or an area after it: «PT KAI Daop 4 Semarang», «Bea Cukai Papua»."""
    listed = things.gazetteer.entry(body.key).surfaces if body.key and body.key in things.gazetteer else ()
    for name in thing.names:
        for whole in (*body.names, *body.aliases, *listed):
            rest = name[len(whole) + 1 :]
            if not rest or not name.startswith(whole + " ") or whole.startswith("Pengadilan "):
                continue
            area = things.gazetteer.named(rest) if body.key and any(is_a(body.cls, c) for c in _LOCAL) else None
            if rest.split()[0] in cue_words("branches") or (
                area is not None and is_a(area.cls, KG.Place) and area.cls != KG.Country
            ):
                return True
    return False


def owners(views: list[View], things: Things, draft: Draft) -> None:
    """Draft who owns and who runs a facility."""
    for view in views:
        for found in view.find(OWNED):
            owner = found.slot("owner")
            lead = found.span("phrase")
            for site in found.slots("list"):
                if owner and owner.thing and site.thing and site.thing is not owner.thing:
                    research = any(w in found.match["phrase"] for w in ("litbang", "penelitian", "riset", "laboratorium"))
                    site.thing.cls = (
                        KG.ResearchFacility
                        if research
                        else KG.Facility
                        if not is_a(site.thing.cls, KG.Facility)
                        else site.thing.cls
                    )
                    draft.claim(site.thing, KG.owner, owner.thing, (_up_to(view, lead, site), site.head), NAME)
        for pattern, predicate in ((OWNS, KG.owner), (RUNS, KG.operator), (RUNS_ACTIVE, KG.operator), (RUNNER, KG.operator)):
            for found in view.find(pattern):
                owner, one = found.slot("owner"), found.slot("site")
                if owner and owner.thing and one and one.thing:
                    draft.claim(one.thing, predicate, owner.thing, found.span(), NAME)


def _up_to(view: View, lead: Span, site: Slot) -> Span:
    """The words that say whose the sites are, with the word that begins their list («…, yaitu»)."""
    after = [
        s for text, s, _ in view.items if text in ("yaitu", "yakni", "seperti", "lain") and lead.end <= s.begin < site.head.begin
    ]
    return Span(lead.begin, after[-1].end if after else lead.end)
