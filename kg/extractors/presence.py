"""Who is at the event told of before: «Hadir pula Ani», «Ia didampingi Budi», «Pembicaranya antara lain Cici»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import PEOPLE, members
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.organisers import GAP, LEAD
from kg.extractors.recent import events_of, latest_event
from kg.extractors.roles import participate
from kg.extractors.view import View, rule
from kg.ontology import KG, is_a

PRESENT_TOO = rule(
    r"^(?:(?:acara|kegiatan) (?:itu|ini|tersebut) |selain itu(?: ,)?(?: juga)? (?=(?:turut |ikut )?hadir)|(?:selain|(?:tak|tidak) hanya) (?:<PO>|(?!‹)\w+) , |(?:sedangkan |sementara |adapun )?dari (?:pihak |delegasi )?(?:<CO>|\w+) |(?:dalam|pada|di)(?: (?!‹)\w+){0,3}(?: (?P<what><E>))?(?: (?!‹)\w+){0,2}(?: ,)? )?(?:turut |ikut |tampak |terlihat |nampak ){0,2}(?:hadir|menyaksikan|mendampingi|dihadiri)"
    r"(?: (?:pula|juga|turut|dalam|pada|kesempatan|acara|kegiatan|itu|tersebut|antara|lain|mendampingi|di|antaranya|sejumlah|oleh|yakni|yaitu|perwakilan|wakil|dari|unsur|sebagai <role>))* (?P<who>(?:‹|para |(?:istri|suami|putra|putri) ).*)$"
)
SPEAKERS = rule(
    rf"(?:^(?:para |sejumlah |adapun )?|\b(?:kedua|ketiga|keempat|kelima) )(?:pembicara|narasumber|panelis|pemateri)(?: (?!‹)\w+){{0,5}}(?: (?:pada|dalam|di) (?P<what><E>))?(?: (?!‹)\w+)? (?:adalah|antara lain|yakni|yaitu|di antaranya|ialah)(?: adalah)? (?P<who>(?:(?!‹)\w+ ){{0,3}}<P>(?: (?!kata\b|ujar\b|\.)[^ ]+)*|{PEOPLE})"
)
ONE_OF_THEM = rule(  # «salah seorang peserta, Ani dari Toko Buana, …»
    r"\b(?:peserta|juri|panelis|pemateri|moderator|(?:pembicara|narasumber)(?= lain)|bertindak (?:selaku|sebagai)(?: <T>| (?!‹)\w+){1,3})(?: (?P<what><E>))?(?: lain(?:nya)?| asal <LC>| dari <OLC>| tersebut| itu)?(?: ,)? (?P<who><P>)"
)
DELEGATION = rule(
    r"(?:delegasi|rombongan|kontingen) (?P<who><COL>)(?: (?!‹|\.)[^ ]+){0,3} (?:dipimpin|diketuai)(?: langsung)?(?: oleh)? (?P<head><P>)"
    rf"(?:(?: (?!‹[EGPQ]|tidak|belum|batal|\.)[^ ]+){{0,6}}? <attend>{GAP} (?P<what><E>))?"
)
ALONG = rule(
    rf"(?:^|, |(?:dalam|pada|saat|selama) (?P<what><E>)(?: itu| ini| tersebut)?(?: ,)? )(?:sementara(?: itu)?(?: ,)? )?<PT>(?: (?!‹|\.)[^ ]+){{0,5}}? <accompanied>{LEAD}(?P<who>{PEOPLE})"
)
SENT = rule(
    r"(?P<who><O>)(?: (?!‹|tidak|belum|akan|batal|\.)[^ ]+){0,2}? (?:mengirim|mengutus|mengirimkan|menugaskan)(?: (?!‹|\.)[^ ]+){0,3}? "
    r"(?P<head><P>)(?: ,)? sebagai (?:pembicara|narasumber|delegasi|wakil|perwakilan|peserta|pemateri)"
)
NAMED = rule(
    r"(?P<verb><attend>|<attended>|peserta|beranggotakan)(?: (?!‹[EG]|tidak|belum|\.)[^ ]+){0,8}?(?P<what> <EG>)?(?: (?!‹[EGP]|\.)[^ ]+){0,4}?"
    rf" (?:adalah|yaitu|yakni|antara lain|di antaranya|ialah|termasuk|seperti)(?: :)? (?P<who><P>.*$|{PEOPLE})"
)
MEMBERS = rule(
    r"\b(?:delegasi|rombongan|tim(?= <CO>))(?: <CO>| (?!‹)\w+){0,4}(?: (?:dalam|pada) (?P<what><E>)(?: (?:itu|ini|tersebut))?)?(?: ,)?(?: yang)? (?:adalah|ialah|antara lain|terdiri (?:dari|atas)|meliputi|yakni|yaitu|di antaranya|beranggotakan) (?P<who>(?:(?!‹)\w+ ){0,3}<P>.*)$"
)
THERE = rule(rf"(?:^|, )(?P<who>{PEOPLE})(?: (?!‹|\.)[^ ]+){{0,4}}? <present>\b")
HOST = rule(r"(?:mendampingi|menemani) (?P<host><P>)|(?P<host_of><P>)(?: (?!‹|\.)[^ ]+){0,2} <accompanied>")
WELCOMED = rule(
    rf"(?:mereka|rombongan|kedatangan\w*|<P>)(?: (?!‹|tidak|belum|\.)[^ ]+){{0,4}}? (?:disambut|dijemput){LEAD}(?P<who>{PEOPLE})"
)


def presence(view: View, things: Things, draft: Draft) -> None:
    """Draft who takes part in what the sentence may leave to the one before."""
    latest = _of_host(view, latest_event(view, things), draft)
    if latest is not None and is_a(latest.cls, KG.Visit):
        for who in (s for found in view.find(WELCOMED) for s in members(found) if s.kind == "P"):
            participate(draft, latest, who.thing, who.head)
    for pattern in (PRESENT_TOO, SPEAKERS, ONE_OF_THEM, DELEGATION, ALONG, SENT, NAMED):
        for found in view.find(pattern):
            named = found.slots("who")[:3] if pattern is PRESENT_TOO else []
            what = found.slot("what")
            event = next((s.thing for s in (what, *named) if s is not None and s.kind in "EG" and s.thing is not None), latest)
            if event is None or unreal(found):
                continue
            whos = (*members(found), *found.slots("head"))
            people = pattern in (NAMED, SPEAKERS) and (what is None or (whos and whos[0].kind == "P"))
            for n, who in enumerate(whos):
                if who.kind == "P" or (
                    who.kind in "OC" and not people and (pattern is not PRESENT_TOO or n == 0 or "perwakilan" in found.match[0])
                ):
                    participate(draft, event, who.thing, found.span())
    for found in view.find(MEMBERS):
        what = found.slot("what")
        event = what.thing if what and what.thing else latest
        for who in found.slots("who"):
            if event is not None and who.kind == "P" and not unreal(found):
                participate(draft, event, who.thing, found.span())
    if latest is None or any(s is not None and s.kind == "E" for _, _, s in view.items):
        return
    for found in view.find(THERE):
        for who in found.slots("who"):
            if not unreal(found) and not re.search(r"\b(?:tidak|belum|batal)\b", view.line):
                participate(draft, latest, who.thing, found.span())


def _of_host(view: View, latest: Thing | None, draft: Draft) -> Thing | None:
    """The event of the one who is said to be accompanied, told last before; else the latest of all."""
    host = next((s.thing for found in view.find(HOST) for s in (*found.slots("host"), *found.slots("host_of"))), None)
    if host is None:
        return latest
    here = view.marks.sentence.span.begin
    told = events_of(host, here, draft)
    return latest if not told or any(t is latest for t in told) else max(told, key=lambda t: t.last_before(here))
