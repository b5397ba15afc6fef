"""Who is a member of what: «negara-negara anggota ASEAN tersebut antara lain …», «Ani (Universitas Indonesia)»."""

from __future__ import annotations

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import View, rule
from kg.identifiers import slug
from kg.model import Iri, Span, Status
from kg.ontology import FOAF, KG, ORG, RDF, is_a

NAME = "membership"
LISTED = rule(
    r"(?P<lead>(?:negara-negara|negara|para)? ?anggota (?P<body><O>)(?: (?:tersebut|itu|ini|lainnya))*) ?(?:, |\( )?(?:antara lain|yaitu|yakni|seperti|adalah|terdiri (?:dari|atas)|di antaranya|meliputi|termasuk)(?: adalah)? (?P<list><C+>)"
)
IS_MEMBER = rule(
    r"(?P<who><CO>)(?: (?!tidak|bukan|belum|akan|ingin|dan |serta )[^ ,.]+){0,4} (?:negara |sebagai |salah satu )*(?:anggota|pendiri)(?: \w+){0,5}?(?: bagi| dari)? (?P<body><O>)"
)
AS_MEMBER = rule(
    r"(?:(?P<who><C>) , |sebagai |selaku )(?:salah satu |sesama )?(?:negara )?anggota(?: tetap| penuh)? (?P<body><O>)(?: , (?P<other><CO>))?"
)
JOINED = rule(r"(?P<who><CO>) (?:telah |sudah |resmi )+(?:menjadi anggota|bergabung (?:dengan|ke|dalam)) (?P<body><O>)")
BRACKET = rule(r"(?P<who><P>) \( (?P<body><O>)(?= \)| ,)")
MADE_OF = rule(r"(?P<body><O>)(?: ,)?(?: yang)? (?:beranggotakan|diperkuat(?: oleh)?) (?P<who><P+>)")
GROUP = rule(
    r"(?P<body><O>)(?: ,)?(?: yang| ini| itu| tersebut)* (?:terdiri (?:dari|atas)|beranggotakan)(?: unsur)? (?P<who><OC>(?:(?: ,| dan| serta| , dan| , serta) <OC>)+)"
)  # «Satgas Pangan yang terdiri dari Kementerian X, Polri, dan Y»
FROM = rule(r"(?P<who><P>)(?: ,)? dari (?:fraksi |partai )?(?P<body><O>)(?! (?:dan|serta) <P>)")
PLAYS = rule(  # «Ani yang kini membela tim Persib», not «membela KPK»
    r"(?P<who><P>)(?: yang)?(?:(?: kini| saat ini| sekarang) (?:membela|memperkuat|berseragam)(?: tim| klub)?| (?:membela|memperkuat|bermain (?:di|untuk)) (?:tim|klub)) (?P<body><O>)"
)
STUDIES = rule(
    r"(?P<who><P+>) (?:berkesempatan |sedang |tengah |dapat )*(?:mengikuti sekolah|bersekolah|belajar|kuliah|menempuh studi|berkuliah) di (?P<body><O>)"
)
OF_MEMBERS = rule(r"(?:negara-negara|negara) anggota (?P<body><O>)")


def membership(views: list[View], things: Things, draft: Draft, article: Iri) -> None:
    """Draft memberships of countries, organisations and people."""
    for view in views:
        for found in view.find(OF_MEMBERS):  # a body with member states is intergovernmental
            body = found.slot("body")
            if (
                body
                and body.thing
                and not is_a(body.thing.cls, KG.IntergovernmentalOrganization)
                and body.thing.cls == ORG.FormalOrganization
            ):
                body.thing.cls = KG.IntergovernmentalOrganization
        for found in view.find(LISTED):
            body = found.slot("body")
            for member in found.slots("list"):
                if body and body.thing and member.thing:
                    _member(draft, member.thing, body.thing, (found.span("lead"), member.head), article)
        for pattern in (IS_MEMBER, JOINED):
            for found in view.find(pattern):
                who, body = found.slot("who"), found.slot("body")
                if who and body and who.thing and body.thing and who.thing is not body.thing and not _negated(found.match[0]):
                    _member(draft, who.thing, body.thing, found.span(), article)
        for found in view.find(AS_MEMBER):
            who, body = found.slot("who") or found.slot("other"), found.slot("body")
            if who and body and who.thing and body.thing and who.thing is not body.thing:
                _member(draft, who.thing, body.thing, found.span(), article)
        for found in view.find(GROUP):
            body = found.slot("body")
            for member in found.slots("who"):
                if body and body.thing and member.thing and member.thing is not body.thing and _outside(member.thing, body.thing):
                    _member(draft, member.thing, body.thing, found.span(), article)
        for pattern in (BRACKET, STUDIES, FROM, MADE_OF, PLAYS):
            for found in view.find(pattern):
                body = found.slot("body")
                for person in found.slots("who"):
                    if body and body.thing and person.thing and not _held(draft, person.thing, body.thing):
                        draft.claim(person.thing, ORG.memberOf, body.thing, (person.head, body.head), NAME)


def _held(draft: Draft, person: Thing, body: Thing) -> bool:
    """Whether the body is an agency, or one in which the person was found to hold an office."""
    tenures = [s for s, p, o, *_ in draft.rows if p == ORG.member and o is person and isinstance(s, str)]
    return is_a(body.cls, KG.NewsAgency) or any(draft.has(t, ORG.organization, body) for t in tenures)


def _outside(member: Thing, body: Thing) -> bool:
    """Whether a body that joins others stands on its own, and is no unit of what it is named with."""
    units = (KG.GovernmentUnit, ORG.OrganizationalUnit)
    return is_a(body.cls, KG.GovernmentUnit) or not any(is_a(member.cls, u) for u in units)


def _negated(words: str) -> bool:
    return any(f" {w} " in f" {words} " for w in ("bukan", "tidak", "belum", "menolak", "keluar"))


def _member(draft: Draft, member: Thing, body: Thing, evidence: Span | tuple[Span, ...], article: Iri) -> None:
    if member.cls == KG.Country and is_a(body.cls, KG.IntergovernmentalOrganization):
        draft.claim(member, KG.memberStateOf, body, evidence, NAME)
        node = f"{draft.base}id/membership/{draft.identifier}/{slug(body.label)}-{slug(member.label)}"
        draft.claim(node, RDF.type, KG.StateMembership, evidence, NAME)
        draft.claim(node, ORG.member, member, evidence, NAME)
        draft.claim(node, ORG.organization, body, evidence, NAME)
        draft.claim(node, KG.attestedIn, article, evidence, NAME)
    elif member.cls != FOAF.Person:
        draft.claim(member, ORG.memberOf, body, evidence, NAME, Status.STATED)
