"""Who holds which office: «Direktur Jenderal Industri Agro Kemenperin, Putu Ani», «Ani yang juga menjabat Ketua Kadin»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.entities.names import plain, words
from kg.entities.resolve import Thing, Things
from kg.extractors import seats
from kg.extractors.draft import Draft
from kg.extractors.posts import (
    APPOSED,
    CALLED,
    CALLED_AFTER,
    CALLED_ALONE,
    CALLED_BEFORE,
    FIELDED,
    FROM,
    HOLDING,
    INSTALLS_TOO,
    SEATED,
    SHARED,
    TITLED,
)
from kg.extractors.view import Found, Slot, View
from kg.identifiers import slug
from kg.mentions.cues import cue_words
from kg.mentions.holders import names_calling, names_player
from kg.mentions.offices import Office
from kg.mentions.people import given_names
from kg.model import Iri, Literal, Span, Status
from kg.ontology import KG, KGC, OPENGOV, ORG, RDF, SKOS, is_a

_MISSION = ("duta besar", "dubes", "konsul", "konjen", "konsul jenderal")


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's office in this article: tenure and post IRIs, the body if the text tells, the title as written.

    short: its short form in brackets, where the article gives it with this person
    """

    iri: Iri
    person: Thing
    body: Thing | None
    title: str
    office: Office
    span: Span
    short: str = ""


@dataclass(frozen=True, slots=True)
class _Holding:
    person: Thing
    body: Thing | None
    title: str
    office: Office
    former: bool
    span: Span
    stated: bool
    heads: bool
    acting: bool = False
    short: str = ""


def offices(views: list[View], things: Things, draft: Draft, article: Iri) -> tuple[list[Tenure], list[View]]:
    """Draft the tenures; returns them, and the views in which «title body, person» is the one slot of the person."""
    holdings: list[_Holding] = []
    for view in views:
        for pattern in (TITLED, SEATED, HOLDING, APPOSED, INSTALLS_TOO):
            for found in view.find(pattern):
                if pattern is TITLED and _in_apposition(found):
                    continue
                holdings += (held := _read(found, things))
                holdings += _firms(found, held)
                _party(found, draft)
        for found in view.find(FROM):
            title = found.slot("title")
            office = title.title.office if title and title.title else None
            if office and ((office.takes == "none" and not office.implies) or office.words[0] in cue_words("callings")):
                holdings += _read(found, things)
        for pattern in (CALLED, CALLED_AFTER, CALLED_ALONE, CALLED_BEFORE, FIELDED):
            for found in view.find(pattern):
                title = found.slot("title")
                office = title.title.office if title and title.title else None
                calling = office and (names_calling(office) or (pattern is CALLED and names_player(office)))
                if (
                    (pattern is CALLED_AFTER and _at_house(found, office))
                    or calling
                    or (pattern is FIELDED and _capital(found, things))
                ):
                    holdings += _read(found, things)
        for found in view.find(SHARED):
            title = found.slot("title")
            if (
                title
                and title.title
                and title.title.office.words[0] in cue_words("shared offices")
                and title.title.office.takes != "area"
            ):
                holdings += [h for p in found.slots("people") for h in _read(found, things, p)]
    members = [h for h in holdings if h.office.words[0] in cue_words("attendants") or _of_party(h) or _of_team(h)]
    for h in members:
        if h.body is not None:
            draft.claim(h.person, ORG.memberOf, h.body, h.span, "offices")
    holdings = [h for h in holdings if h not in members and not _is_candidate(h.office)]
    holdings = [h for h in holdings if h.body is not None or not _needs_body(h)]
    holdings = _one_president(_deputies(holdings))
    kept: list[_Holding] = []
    for h in sorted(holdings, key=lambda h: (-len(words(h.title)), h.body is None, h.span)):
        if not any(_same(h, k) for k in kept):
            kept.append(h)
    tenures = [_draft(h, draft, article) for h in sorted(kept, key=lambda h: h.span)]
    return tenures, collapse(views)


_AFTER_PERSON = re.compile(r"‹P\d+› , (?:mantan |eks )?$")
_HOLDER_LAST = re.compile(r" , ‹P\d+›$")
_BEFORE_TITLE = re.compile(r" , (?:mantan |eks )?‹T")


def _in_apposition(found: Found) -> bool:
    """Whether an office after a name stands in a list of them: «Ani, Rektor UGM, Budi, mantan Menteri Sosial, …»."""
    line, start, end = found.view.line, found.match.start(), found.match.end()
    if not _HOLDER_LAST.search(found.match[0]):
        return False
    return _AFTER_PERSON.search(line[max(0, start - 20) : start]) is not None and _BEFORE_TITLE.match(line[end:]) is not None


def _firms(found: Found, held: list[_Holding]) -> list[_Holding]:
    """The same office in each further company of a list: «Ani selaku direktur PT Nusa, PT Sari, dan CV Karya»."""
    bodies = [s.thing for s in found.slots("firms") if s.thing]
    firms = all(b.cls == KG.Enterprise for b in bodies) and len(held) == 1
    return [replace(held[0], body=b) for b in bodies] if firms else []


def _at_house(found: Found, office: Office | None) -> bool:
    """Whether an office is one at a body that only its holder tells from a place: «Ani, analis pasar di Nusa Kapital»."""
    if office is None or office.takes != "body" or not found.match["at"]:
        return False
    house = found.slot("house")
    if house is None or house.thing is None:
        return True
    told = bool(found.match["field"]) or len(office.words) > 1
    if not told or house.thing.key is not None or house.thing.cls != KG.Place:
        return False
    house.thing.cls = ORG.FormalOrganization
    return True


def _capital(found: Found, things: Things) -> bool:
    """Whether the words between an office and its body are written as a name: «Suplai dan Ekspor», «of Sales - TV»."""
    title = found.slot("title")
    named = title is not None and title.title is not None and title.title.office.takes == "body"
    field = things.document.text(found.span("field")).split()
    small = ("dan", "serta", "of", "and", "for", "&", "-", "&amp")
    return named and field[0] not in ("dan", "serta") and all(any(map(str.isupper, w)) or w in small for w in field)


def _is_candidate(office: Office) -> bool:
    """Whether an office is only stood for: «calon gubernur», «bakal calon presiden»."""
    return "calon" in office.expansion.lower().split()[:2]


def _of_party(h: _Holding) -> bool:
    """Whether the body is the party of a candidate or a member of parliament: «Bakal calon wakil presiden dari Partai Golkar»."""
    if h.body is None or not is_a(h.body.cls, ORG.Organization):
        return False
    return _is_candidate(h.office) or (h.office.words[0] == "legislator" and not _governmental(h.body))


def _needs_body(h: _Holding) -> bool:
    """Whether a word tells an office only beside a body: not «sundulan kepala Ani», «Raja Bima», «tokoh Mirah»."""
    return " ".join(h.office.words) in cue_words("only of bodies") and (h.title[0].islower() or h.office.words[0] != "kepala")


def _of_team(h: _Holding) -> bool:
    """Whether the body is the team that somebody plays or races for: «Penyerang Persib Budi»."""
    return (
        names_player(h.office)
        and not h.former
        and h.body is not None
        and h.body.cls != KG.Country
        and is_a(h.body.cls, ORG.Organization)
    )


def _party(found: Found, draft: Draft) -> None:
    """«Anggota Komisi X DPR dari Fraksi PKB Ani» belongs to the party too."""
    person, party = found.slot("person"), found.slot("party")
    if person and party and person.thing and party.thing:
        draft.claim(person.thing, ORG.memberOf, party.thing, Span(party.head.begin, person.head.end), "offices")


def collapse(views: list[View]) -> list[View]:
    """The views in which «title body, person» is the one slot of the person."""
    return [v.collapsed(TITLED, "person").collapsed(APPOSED, "person") for v in views]


def describe(person: Thing, title: Slot, body: Thing | None, things: Things, draft: Draft, article: Iri) -> list[Tenure]:
    """The tenure of somebody whom the text calls by an office alone: «Ketua DPD Partai X itu»."""
    if title.title is None:
        return []
    if title.title.office.words[0] in cue_words("attendants"):
        if body is not None:
            draft.claim(person, ORG.memberOf, body, title.span, "offices")
        return []
    text = " ".join(things.document.text(title.title.span).split())
    found = _Holding(person, body, text, title.title.office, False, title.span, True, title.title.office.heads)
    if _of_party(found) and body is not None:
        draft.claim(person, ORG.memberOf, body, title.span, "offices")
    if _of_party(found) or _is_candidate(found.office):
        return []
    return [_draft(found, draft, article)]


def _read(found: Found, things: Things, person: Slot | None = None) -> list[_Holding]:
    person = person or found.slot("person")
    assert person is not None and person.thing is not None
    out = []
    groups = found.match.re.groupindex
    for title_group, body_group in (("title", "body"), ("title2", "body2")):
        title = found.slot(title_group) if title_group in groups else None
        if title is None or title.title is None:
            continue
        bodies = found.slots(body_group) or (found.slots("house") if body_group == "body" else [])
        other = found.slot("title2") if title_group == "title" and "title2" in groups else None
        if other and other.title and other.title.office.takes == "area" and bodies and re.search(r"› dan ‹T", found.match[0]):
            continue  # «Anggota Komisi V DPR dan Bupati Bogor Ani»: somebody unnamed, and Ani
        scope = [s for s in found.slots("scope") if s.thing] if title_group == "title" else []
        office = title.title.office
        text = plain(things.document.text(title.title.span))
        if "field" in groups and found.match["field"]:
            text = things.document.text(Span(title.title.span.begin, found.span("field").end))
        over = found.slot("over") if "over" in groups and title_group == "title" else None
        if over is not None and over.title is not None:  # «Sekretaris Deputi Bidang Perikanan»
            office, text = over.title.office, things.document.text(Span(over.span.begin, title.title.span.end))
        ambassador = office.expansion.lower().startswith(_MISSION[0]) or " ".join(office.words).startswith(_MISSION)
        body: Thing | None = None
        stated = True
        if ambassador and (bodies or scope):
            last = (scope or bodies)[-1]
            text = " ".join(things.document.text(Span(title.title.span.begin, last.head.end)).split())
            body = seats.mission(things, office, [b.thing for b in bodies if b.thing])
            if body is None:
                body = bodies[0].thing if bodies else seats.own_country(things, things.document.text(title.title.span))
        elif scope and office.words[:2] == ("wakil", "tetap"):  # «Wakil Tetap RI untuk ASEAN»
            text = " ".join(things.document.text(Span(title.title.span.begin, scope[-1].head.end)).split())
            body = scope[-1].thing
        elif bodies:
            body, stated = seats.level(things, office, text, bodies)
        elif title_group == "title" and office.takes == "body" and _joined(found):  # «Pendiri dan Ketua Yayasan X»
            body = found.slots("body2")[0].thing
        else:
            body, stated = seats.level(things, office, text, [])
        joint = found.slot("joint") if "joint" in groups and title_group == "title" else None
        if joint is not None:  # «Menteri Investasi/Kepala BKPM» is one office
            text = things.document.text(Span(joint.span.begin, title.title.span.end))
        if body is None:
            body, stated = seats.implied(things, office), False
        heads = (
            office.heads
            and not (scope and body is scope[-1].thing)
            and not (body is not None and is_a(body.cls, KG.Ministry) and office.role == "DirectorGeneral")
        )
        span = Span(min(title.span.begin, person.span.begin), max(person.head.end, title.title.span.end))
        if joint is not None:
            span = Span(joint.span.begin, span.end)
        if bodies or scope:
            span = Span(span.begin, max(span.end, *(b.head.end for b in (*bodies, *scope))))
        out.append(
            _Holding(
                person.thing,
                body,
                " ".join(text.split()),
                office,
                bool("former" in groups and found.match["former"]),
                span,
                stated,
                heads,
                short=things.document.text(title.title.short) if title.title.short else "",
            )
        )
    return out


def _joined(found: Found) -> bool:
    """Whether two offices of one body stand before it: «Pendiri dan Ketua Yayasan Nusa», «CEO serta Founder NusaFin»."""
    second = found.slot("title2") if "title2" in found.match.re.groupindex else None
    if second is None or second.title is None or second.title.office.takes != "body" or not found.slots("body2"):
        return False
    return re.search(r"› (?:dan|serta|sekaligus) ‹T", found.match[0]) is not None


def _deputies(holdings: list[_Holding]) -> list[_Holding]:
    """«Wakil Gubernur Ani» without a place is the deputy of the one governor whom the article names with a place, or the reverse."""
    out = []
    for h in holdings:
        other = h.office.words[1:] if h.office.words[0] == "wakil" else ("wakil", *h.office.words)
        if h.body is None and h.office.takes == "area":
            areas = {o.body.number: o.body for o in holdings if o.body is not None and o.office.words == other and not o.former}
            out.append(replace(h, body=next(iter(areas.values())), stated=False) if len(areas) == 1 else h)
            continue
        out.append(h)
    return out


def _one_president(holdings: list[_Holding]) -> list[_Holding]:
    """Of several whom the text merely calls «Presiden», the one it names first is Indonesia's, if he bears such a name."""
    first: dict[str, Thing] = {}
    out = []
    for h in sorted(holdings, key=lambda h: (not _of_indonesia(h.person), h.span)):
        implied = not h.stated and h.body is not None and h.office.expansion in ("Presiden", "Wakil Presiden")
        foreign = not any(w in given_names() for w in h.person.label.split()) and not _of_indonesia(h.person)
        if implied and (foreign or first.setdefault(h.office.expansion, h.person) is not h.person):
            out.append(replace(h, body=None))
        else:
            out.append(h)
    return out


def _of_indonesia(person: Thing) -> bool:
    """Whether somebody bears the name of one who was Indonesia's president or vice president."""
    return any(n in cue_words("presidents") for n in person.names)


def _same(new: _Holding, old: _Holding) -> bool:
    """Whether `new` says again what `old` says more fully."""
    if new.person is not old.person or new.former != old.former:
        return False
    mine = set(words(new.title)) | set(words(new.office.expansion))
    theirs = set(words(old.title)) | set(words(old.office.expansion))
    same_body = new.body is old.body or new.body is None or old.body is None
    return same_body and (mine <= theirs or theirs <= mine or set(words(new.office.expansion)) <= theirs)


def _draft(h: _Holding, draft: Draft, article: Iri) -> Tenure:
    who, what = slug(h.person.label), slug(h.title)
    where = slug(h.body.label) if h.body and not h.title.endswith(h.body.label) else ""
    tenure = draft.node("tenure", who, what, where)
    post = f"{draft.base}id/post/{slug(' '.join(x for x in (h.title, where if h.body else who) if x))}"
    government = h.office.government == "yes" or (h.body is not None and _governmental(h.body))
    name = "offices"
    inferred = Status.STATED if h.stated else Status.INFERRED

    def say(s: Thing | Iri, p: Iri, o: Thing | Iri | Literal, status: Status = Status.STATED) -> None:
        draft.claim(s, p, o, h.span, name, status)

    say(post, RDF.type, KG.Office)
    say(post, SKOS.prefLabel, Literal(h.title, "id"))
    say(tenure, RDF.type, KG.GovernmentTenure if government else KG.Tenure)
    say(tenure, ORG.member, h.person)
    say(tenure, OPENGOV.post, post)
    say(tenure, KG.attestedIn, article)
    if h.body is not None:
        say(post, ORG.postIn, h.body, inferred)
        say(tenure, ORG.organization, h.body, inferred)
    if h.former:
        say(tenure, KG.tenureStatus, KGC.Former)
        return Tenure(tenure, h.person, h.body, h.title, h.office, h.span)
    if h.acting:
        say(tenure, KG.tenureStatus, KGC.Acting)
    say(h.person, ORG.holds, post)
    if h.body is not None and h.heads and is_a(h.body.cls, ORG.Organization):
        say(h.person, ORG.headOf, h.body, Status.INFERRED)
    return Tenure(tenure, h.person, h.body, h.title, h.office, h.span, h.short)


def _governmental(body: Thing) -> bool:
    return is_a(body.cls, KG.GovernmentBody) or is_a(body.cls, KG.GovernmentUnit) or is_a(body.cls, KG.GeopoliticalEntity)
