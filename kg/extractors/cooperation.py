"""Who works or signs with whom, where the text says so as done: «A dan B menandatangani nota kesepahaman»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure
from kg.extractors.roles import cooperate
from kg.extractors.view import Found, View, kind_of, rule
from kg.model import Status
from kg.ontology import FOAF, KG, ORG, is_a

NAME = "cooperation"
_FILL = r"(?: (?!akan|ingin|berharap|tidak|belum|bisa|dapat|perlu|harus|untuk|agar|yang|dan|,)[^ ]+){0,4}?"
_WORKS = r"(?:bekerja sama|bekerjasama|berkolaborasi|bermitra|bersinergi|menjalin (?:kerja sama|kemitraan|kolaborasi)|sepakat|menyepakati|bersepakat)"
_JOINS = r"(?:bekerja sama|bekerjasama|berkolaborasi|bermitra|bersinergi|menggandeng|menjalin (?:kerja sama|kemitraan|kolaborasi)(?: \w+){0,3})"
_PARTY = r"(?:dengan |bersama )?(?:dengan )?"
PAIR = rule(rf"(?P<a><OC>) (?:dan|dengan|bersama) (?P<b><OC+>){_FILL} {_WORKS}")
WITH = rule(rf"(?P<a><OC>){_FILL} {_JOINS} {_PARTY}(?P<b><OC+>)")
TOGETHER = rule(
    r"(?P<a><O>) bersama(?: dengan)? (?P<b><O+>) (?:telah |juga |kembali |resmi )*(?:menggelar|mengelar|menyelenggarakan|mengadakan|memfasilitasi|meluncurkan|melaksanakan|membangun|mengembangkan|meresmikan|menandatangani)"
)
BY_TOGETHER = rule(r"\bdi\w+(?: oleh)? (?P<a><O>)(?: ,)? bersama(?: dengan)? (?P<b><O+>)")
JOINT = rule(  # «Pelindo bersama Rumah BUMN mengikuti pameran»
    r"(?P<a><O>)(?: ,? <L> ,)? bersama(?: dengan)? (?P<b><O+>) (?:telah |juga |kembali |resmi )*me(?!lalui|njadi|ngatakan|nyatakan|nilai|ngaku|nolak|nghadiri|minta)\w+"
)
MADE_BY = rule(
    r"(?:^|kerja sama |kolaborasi |oleh |melalui )(?:kolaborasi|sinergi|kerja sama)(?: antara)? (?P<a><O>) (?:dan|serta|dengan|bersama) (?P<b><O+>)"
)
OFFICIAL = rule(rf"(?P<a><P>){_FILL} (?:{_JOINS}|berkoordinasi) {_PARTY}(?P<b><O+>)")
HELD_WITH = rule(
    r"(?P<what><EG>)(?: (?!‹|\.|akan)[^ ]+){0,3}? (?:yang )?(?:bekerja sama|bekerjasama|berkolaborasi) (?:dengan|bersama) (?P<b><O+>)"
)
PARTNER = rule(r"(?P<b><O+>) (?:yang )?(?:menjadi|merupakan|adalah)(?: (?!‹)[^ ,.]+){0,6} mitra(?: \w+)? (?P<a><OC>)")
SIGNED = rule(rf"(?P<who><POC+>){_FILL} (?:telah |resmi )*(?:menandatangani|meneken) (?:\w+ ){{0,3}}?(?P<deed><R>)")
SIGNED_BY = rule(
    r"(?P<deed><R>)(?: (?!‹|akan|belum)[^ .]+){0,5} (?:telah )?(?:ditandatangani|diteken|ditandatangani bersama)(?: langsung)?(?: oleh)? (?P<who><POC+>)"
)
BETWEEN = rule(
    r"(?:penandatanganan|menandatangani|meneken) (?:\w+ ){0,4}?(?P<deed><R>)(?: \w+){0,6}? antara (?P<a><OC>)(?: (?!‹)[^ .]+){0,3} (?:dan|dengan) (?P<b><OC>)"
)


def cooperation(views: list[View], tenures: list[Tenure], draft: Draft) -> None:
    """Draft cooperation of bodies and countries, and signatories; an official stands for the body."""
    for view in views:
        for pattern in (PAIR, WITH, TOGETHER, BY_TOGETHER, PARTNER, JOINT, MADE_BY, OFFICIAL):
            for found in view.find(pattern):
                if _open(found, view):
                    continue
                a = found.slot("a")
                first = _body(a.thing, tenures) if a and a.thing else None
                for b in found.slots("b"):
                    if first is not None and b.thing:
                        cooperate(draft, first, b.thing, found.span(), NAME)
        for pattern in (SIGNED, SIGNED_BY):
            for found in view.find(pattern):
                deed = found.slot("deed")
                if _open(found, view):
                    continue
                parties = [w.thing for w in found.slots("who") if w.thing]
                for party in parties:
                    if deed and deed.thing:
                        draft.claim(deed.thing, KG.signatory, party, found.span(), NAME)
                if len(parties) == 2 and all(kind_of(p.cls) in "OC" for p in parties):
                    cooperate(draft, parties[0], parties[1], found.span(), NAME)
        for found in view.find(BETWEEN):
            deed, a, b1 = found.slot("deed"), found.slot("a"), found.slot("b")
            if deed and deed.thing and a and a.thing and b1 and b1.thing and not _open(found, view):
                for party in (a.thing, b1.thing):
                    draft.claim(deed.thing, KG.signatory, party, found.span(), NAME)
                cooperate(draft, a.thing, b1.thing, found.span(), NAME)


def _body(thing: Thing, tenures: list[Tenure]) -> Thing | None:
    """The body that speaks through a thing: itself, or the one body whose office a person holds."""
    if thing.cls != FOAF.Person:
        return thing
    bodies = {
        t.body.number: t.body for t in tenures if t.person is thing and t.body is not None and is_a(t.body.cls, ORG.Organization)
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def held_with(views: list[View], draft: Draft) -> None:
    """Draft that the organisers of an event work with those it is held with: «peluncuran yang bekerja sama dengan Bank Jatim»."""
    for view in views:
        for found in view.find(HELD_WITH):
            what = found.slot("what")
            if what is None or what.thing is None or _open(found, view):
                continue
            for host in [o for o in draft.objects(what.thing, KG.organizer) if isinstance(o, Thing)]:
                for b in found.slots("b"):
                    if b.thing:
                        cooperate(draft, host, b.thing, found.span(), NAME, Status.INFERRED)


_OPEN = re.compile(
    r"\b(?:akan|ingin|berharap|diharapkan|tidak|belum|bisa|dapat|perlu|harus|agar|mengajak|mendorong|berencana|batal|menolak|siap|bersedia|usul\w*|jika|apabila)\b"
)


def _open(found: Found, view: View) -> bool:
    """Whether the match is negated, hoped for or only planned."""
    before = view.line[max(0, found.match.start() - 40) : found.match.start()]
    return (
        _OPEN.search(found.match[0]) is not None
        or re.search(r"\b(?:mengajak|mendorong|agar|berharap|jika|apabila|meminta)\b[^.,]*$", before) is not None
    )
