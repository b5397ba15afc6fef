"""Subjects far from their verbs: «Ani, yang …, membuka seminar»; who comes with whom: «Ani, didampingi Budi, membuka seminar»."""

from __future__ import annotations

from kg.entities.resolve import Thing
from kg.extractors.attendance import PEOPLE, members
from kg.extractors.draft import Draft
from kg.extractors.organisers import ADVERBS
from kg.extractors.roles import participate
from kg.extractors.view import View, rule
from kg.model import Span
from kg.ontology import KG

_VERB = rf"(?={ADVERBS}(?: (?!‹)\w+)? (?:me(?!nteri\b|lalui\b)\w+|ber\w+|hadir|tiba)\b)"
COMPANY = rule(
    rf"(?P<who><P>)(?: ,)? (?:(?:dengan |yang )?<accompanied>|bersama(?:-sama)?)(?: (?:oleh|dengan|langsung|turut|juga|<circle>))*"
    rf"(?: (?!‹|(?:yang|di|dalam|pada|saat|usai)\b)[\w/-]+){{0,4}}? (?P<beside>{PEOPLE})(?: (?:dan|serta|beserta)(?: (?!‹)\w+){{1,4}})?(?: ,)?{_VERB}"
)
CLAUSE = rule(
    rf"(?P<who><POC>) (?:(?:, )?yang|, (?:atau|perusahaan|produsen|penyedia|badan usaha|lembaga|platform|anak (?:usaha|perusahaan)|selaku|sebagai|<say>|menurut|usai|seusai|saat|selain|dalam|pada|di|melalui|lewat))\b(?: (?!‹Q|,|\.)[^ ]+){{1,22}} ,{_VERB}"
)
SHORT = rule(r"(?P<who><O>) \( <LX>(?: / \w+)? \)")  # «Dewan Kesenian (DK)», the short form read as something else
DATED = rule(rf"(?P<who><POC>) , (?:pada )?<D>(?: (?!‹)\w+)? ,{_VERB}")
WITH_MANY = rule(rf"(?P<who><P>) , (?:bersama(?:-sama)?|didampingi)(?: (?!‹|,|\.)[^ ]+){{1,10}} ,{_VERB}")
WHILE = rule(
    r"(?:^|<say> )(?P<who><P>)(?: (?!‹[EQ]|\.|<act>|<visit>|<meet>|<install>|<hold>|<attend>)[^ ]+){1,30}? (?:saat|ketika|usai|seusai|setelah|sesudah)"
    r"(?=(?: \w+)? (?:<inspect>|<act>|<visit>|<meet>|<install>)\b)"
)


def trimmed(view: View) -> View:
    """The view in which what stands between a subject and its verb is left out."""
    for pattern in (SHORT, COMPANY, CLAUSE, DATED, WITH_MANY, WHILE):
        view = view.collapsed(pattern, "who")
    return view


def company(view: View, draft: Draft) -> None:
    """Draft that those who come with somebody take part in what that one is said to hold, open or attend in the sentence."""
    here = view.marks.sentence.span
    for found in view.find(COMPANY):
        who = found.slot("who")
        if who is None or who.thing is None:
            continue
        for event in _events(draft, who.thing, here):
            for other in members(found, "beside"):
                participate(draft, event, other.thing, Span(who.head.begin, other.head.end))


def _events(draft: Draft, who: Thing, here: Span) -> list[Thing]:
    """Events of whose part the sentence tells."""
    roles = (KG.participant, KG.organizer, KG.coOrganizer)
    return [
        s
        for s, p, o, status, spans, *_ in draft.rows
        if p in roles and o is who and isinstance(s, Thing) and status.asserted and any(here.covers(e) for e in spans)
    ]
