"""Who works or signs with whom, where the text says so as done: «A dan B menandatangani nota kesepahaman»."""

from __future__ import annotations

import re

from kg.entities.resolve import Things
from kg.extractors.draft import Draft
from kg.extractors.roles import cooperate
from kg.extractors.view import Found, View, kind_of, rule
from kg.ontology import KG

NAME = "cooperation"
_FILL = r"(?: (?!akan|ingin|berharap|tidak|belum|bisa|dapat|perlu|harus|untuk|agar|yang|dan|,)[^ ]+){0,4}?"
_WORKS = r"(?:bekerja sama|bekerjasama|berkolaborasi|bermitra|bersinergi|menjalin (?:kerja sama|kemitraan|kolaborasi)|sepakat|menyepakati|bersepakat)"
PAIR = rule(rf"(?P<a><OC>) (?:dan|dengan|bersama) (?P<b><OC+>){_FILL} {_WORKS}")
WITH = rule(
    rf"(?P<a><OC>){_FILL} (?:bekerja sama|bekerjasama|berkolaborasi|bermitra|bersinergi|menggandeng|menjalin (?:kerja sama|kemitraan|kolaborasi)(?: \w+){{0,3}}) (?:dengan |bersama )?(?:dengan )?(?P<b><OC+>)"
)
TOGETHER = rule(
    r"(?P<a><O>) bersama(?: dengan)? (?P<b><O+>) (?:telah |juga |kembali |resmi )*(?:menggelar|mengelar|menyelenggarakan|mengadakan|memfasilitasi|meluncurkan|melaksanakan|membangun|mengembangkan|meresmikan|menandatangani)"
)
BY_TOGETHER = rule(r"\bdi\w+(?: oleh)? (?P<a><O>)(?: ,)? bersama(?: dengan)? (?P<b><O+>)")
PARTNER = rule(r"(?P<b><O+>) (?:yang )?(?:menjadi|merupakan|adalah)(?: (?!‹)[^ ,.]+){0,6} mitra(?: \w+)? (?P<a><OC>)")
SIGNED = rule(rf"(?P<who><POC+>){_FILL} (?:telah |resmi )*(?:menandatangani|meneken) (?:\w+ ){{0,3}}?(?P<deed><R>)")
SIGNED_BY = rule(
    r"(?P<deed><R>)(?: (?!‹|akan|belum)[^ .]+){0,5} (?:telah )?(?:ditandatangani|diteken|ditandatangani bersama)(?: langsung)?(?: oleh)? (?P<who><POC+>)"
)
BETWEEN = rule(
    r"(?:penandatanganan|menandatangani|meneken) (?:\w+ ){0,4}?(?P<deed><R>)(?: \w+){0,6}? antara (?P<a><OC>)(?: (?!‹)[^ .]+){0,3} (?:dan|dengan) (?P<b><OC>)"
)


def cooperation(views: list[View], things: Things, draft: Draft) -> None:
    """Draft cooperation of bodies and countries, and signatories."""
    for view in views:
        for pattern in (PAIR, WITH, TOGETHER, BY_TOGETHER, PARTNER):
            for found in view.find(pattern):
                if _open(found, view):
                    continue
                a = found.slot("a")
                for b in found.slots("b"):
                    if a and a.thing and b.thing:
                        cooperate(draft, a.thing, b.thing, found.span(), NAME)
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


_OPEN = re.compile(
    r"\b(?:akan|ingin|berharap|diharapkan|tidak|belum|bisa|dapat|perlu|harus|agar|mengajak|mendorong|berencana|batal|menolak|siap|usul\w*|jika|apabila)\b"
)


def _open(found: Found, view: View) -> bool:
    """Whether the match is negated, hoped for or only planned."""
    before = view.line[max(0, found.match.start() - 40) : found.match.start()]
    return (
        _OPEN.search(found.match[0]) is not None
        or re.search(r"\b(?:mengajak|mendorong|agar|berharap|jika|apabila|meminta)\b[^.,]*$", before) is not None
    )
