"""Who takes part: «konferensi dihadiri Ani dan Budi», «Ia didampingi Cici», «Hadir pula Dedi»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.organisers import ADVERBS, EVENTS, GAP, LEAD
from kg.extractors.recent import visit
from kg.extractors.roles import participate
from kg.extractors.view import Found, Slot, View, kind_of, rule
from kg.language.verbs import spelt
from kg.model import Span, Status
from kg.ontology import KG, is_a

_WORD = (  # a word of an office or of what a person is
    r"(?!‹|(?:yang|untuk|di|ke|dari|pada|dalam|oleh|kata|ujar|saat|usai|karena|sebagai|dan|serta|bersama|dengan|tidak|akan|me(?!nteri)\w+|ber\w+|ter\w+)\b)[\w/&-]+"
)
_OF_PERSON = rf"(?: untuk)?(?: {_WORD}| <LOC>){{0,4}}? <P>"
_MEMBER = rf"(?:<P>|<OCF>(?!{_OF_PERSON}))"  # a house among them parts no list
PEOPLE = (
    rf"{_MEMBER}(?: ?(?:,|/|dan|serta|, dan|, serta|, dengan|maupun|bersama|dengan|hingga)(?: (?:para|sejumlah|seluruh|juga|dari|termasuk))*"
    rf"(?:(?: {_WORD}){{1,5}} ,(?: dan| serta)?(?: termasuk| antara lain)?)?(?: {_WORD}| <T>(?: <OC>)? untuk| <TLOC>){{0,6}}? {_MEMBER})*"
)
ATTENDS = rule(
    rf"(?<!menurut )(?<!kata )(?<!ujar )(?P<who>{PEOPLE}){ADVERBS}(?: (?!‹[EGQ]|tidak|belum|bukan|batal|bahwa|yakin|optimis|menilai|menyebut|mengatakan|menyatakan)[^ .;]+){{0,6}}? (?P<verb><attend>){GAP} (?P<what>{EVENTS})"
)
ATTENDED = rule(
    rf"(?P<what><EG>)(?: (?!‹[EG]|tidak|belum|dimana)[^ ]+){{0,18}}? (?P<verb>(?:dimeriahkan|diramaikan|diisi|diwarnai)(?: oleh| dengan)? ‹E\d+›|<attended>){LEAD}(?P<who>{PEOPLE})"
)
ATTENDED_TOO = rule(  # «diikuti para nelayan, pedagang ikan, serta perwakilan Kadin dan Bank Nusa»
    rf"(?P<what><E>)(?: (?!‹[EG]|tidak|belum)[^ ]+){{0,8}}? (?:mempertemukan|melibatkan|dihadiri|diikuti)(?: (?!‹[EGPQ]|\.|tidak|belum)[^ ]+){{2,25}}? (?:perwakilan|wakil|utusan|delegasi)(?: <circle>)* (?P<who>{PEOPLE})"
)
SPEAKING = rule(  # «Menyampaikan sambutan di KTT ASEAN, Rabu lalu, Perdana Menteri Li …»
    r"^(?:menyampaikan \w+|memberikan sambutan|berbicara|berpidato|hadir|tampil)(?: (?!‹)\w+){0,3}? (?:di|dalam|pada|saat)(?: (?!‹)\w+)? (?P<what><E>)"
    r"(?: (?!‹[EGPQ]|\.)[^ ]+){0,10}? , (?P<who><P>)"
)
AT = rule(r"^di (?P<what><E>)(?: (?!‹[EGPQ]|\.)[^ ]+){0,6}? , (?P<who><P>)")
JOINED_BY = rule(
    rf"(?P<first><P>) [^.]*? (?P<what><EG>)(?: (?!‹[GPQ]|\.|yang|kata|ujar)[^ ]+){{0,10}}? bersama(?: dengan)?(?: (?!‹)\w+){{0,2}}? (?P<who>{PEOPLE})"
)
AMONG = rule(
    rf"(?P<what><E>){GAP} (?:antara|dengan|bersama)(?: (?:rekan|mitra|kolega|counterpart)(?: sejawat)?(?:nya)?(?: ,)?| <circle>)*(?: <T>(?: <OC>){{0,2}}(?: ,)?)? (?P<who>{PEOPLE})"
)
BESIDES = rule(
    rf"^selain (?:<circle> )*(?P<who>{PEOPLE}) , (?:(?!‹)\w+ ){{0,4}}?(?P<what><EG>)(?: (?!‹|tidak|belum)[^ ]+){{0,6}}? <attended>"
)
MARKED = rule(
    rf"(?P<what><E>)(?: (?!‹|tidak|belum)[^ ]+){{0,4}}? (?:ditandai|diawali|dimeriahkan|diramaikan|diisi|diwarnai)(?: (?!‹[^E]|\.)[^ ]+){{0,13}}? oleh{LEAD}(?P<who>{PEOPLE})"
)
PRESENCE = rule(  # «kehadiran Jepang di Expo», «partisipasi Kadin dalam pameran»
    rf"\b(?:kehadiran|partisipasi|keikutsertaan|keterlibatan)(?: <circle>)*(?: <T>)? (?P<who>{PEOPLE})(?: (?!‹|\.|,)[^ ]+){{0,3}}? (?:di|dalam|pada)(?: (?!‹)\w+){{0,2}}? (?P<what><EG>)"
)
TO_BE_THERE = rule(
    r"(?P<who><OC>) (?:di|dalam|pada)(?: (?!‹)\w+)? (?P<what><E>)(?: (?!‹|\.|tidak|belum)[^ ]+){0,3}? (?:hadir|tampil|ikut serta|berpartisipasi)\b"
)
RECEIVES = rule(
    rf"(?P<host><PO>)(?: <L>)?{ADVERBS}(?: (?:saat|ketika|usai|seusai))? (?:menerima|menyambut)(?: (?!‹)\w+){{0,3}}? (?P<what><E>)(?:(?: (?!‹|di\b|ke\b|dari\b)\w+){{0,2}} (?P<who><PO>))?"
)
COMPANY = rule(
    r"(?P<who><P>)(?: \w+){0,2} (?:mendampingi|menemani|bersama) (?P<other><P>)(?: \w+){0,2} (?:dalam|pada|saat|di) (?:\w+ ){0,1}?(?P<what><E>)"
)
PARTY = rule(
    r"(?:rombongan|delegasi|kunjungan|lawatan)(?: \w+){0,2} (?:juga |turut )?(?:diikuti|terdiri (?:dari|atas)|didampingi|beranggotakan)(?: oleh)?(?: (?!‹)[^ ]+){0,5} (?P<who><P>.*)$"
)
PRESENT = rule(
    r"(?<!untuk )(?:turut|juga|ikut) (?:hadir|mendampingi|serta)(?: <PT>| \w+)? (?:dalam|pada|di) (?:\w+ )?(?P<what><E>)"
    r"(?P<who>(?: (?!(?:me(?!nteri)|ber)\w+|kata\b|ujar\b|\.)[^ ]+)*)"
)
HONOURED = rule(  # «menggelar jamuan untuk menyambut Ani»
    rf"(?P<what><E>)(?: (?!‹|\.)[^ ]+){{0,6}}? (?:untuk|guna) (?:menyambut|menjamu|menghormati){LEAD}(?P<who>{PEOPLE})"
)
SETTING = rule(  # «Saat upacara di Lapangan Merdeka, petugas Kadin mengibarkan …»
    r"^(?:saat|dalam|pada|di) (?P<what><E>)(?: (?:itu|ini|tersebut))?(?: (?!‹[EGPQ]|,|\.)[^ ]+){0,6}?(?: , <L>)? , (?:(?:para|petugas|tim|personel|anggota|jajaran|pihak|manajemen) )*"
    r"(?P<who><O>)(?: juga| turut| ikut)* (?:(?:me(?!nteri|nurut|ngatakan|nyatakan|nyebut|nilai|lalui)|ber)\w+|hadir|tampil)\b"
)
ROLE = rule(  # «Ani, salah satu pembicara dalam seminar itu, …», «seminar dengan narasumber Ani»
    rf"(?P<who><P>) , (?:salah (?:satu|seorang) |selaku |sebagai )?<role>(?: (?!‹)\w+){{0,2}}? (?P<what><E>)"
    rf"|(?P<event><E>)(?: (?!‹|\.|tidak)[^ ]+){{0,4}}? dengan (?:para )?<role>(?: (?!‹)\w+){{0,3}} (?P<named>{PEOPLE})"
)
REPRESENTED = rule(r"(?P<what><E>)(?: (?!‹[EPQ]|\.)[^ ]+){0,10}? diwakili(?: langsung)?(?: oleh)? (?P<who><P>)")
CHOSEN = rule(  # «kongres itu memilih Ani sebagai ketua umum»
    r"(?P<what><E>)(?: (?!‹[EGPQ]|\.|tidak|belum)[^ ]+){0,8}? (?P<verb>memilih|menetapkan|mengukuhkan) (?P<who><P>)(?: (?!‹)\w+){0,2} (?:sebagai|menjadi)"
)
STANDS = rule(  # «mengusung Ani dan Budi sebagai bakal calon presiden dan wakil presiden pada Pilpres 2029»
    r"(?P<who><P>(?: (?:dan|serta)(?: (?!‹)\w+)? <P>)?)(?: (?:untuk|maju|akan|resmi|kembali|diusung))* (?:sebagai|menjadi)(?: pasangan)? (?:bakal )?(?:calon|capres|cawapres|bacapres|cagub|cabup|cawalkot)\b"
    r"(?: (?!‹[EGP]|tidak|\.)[^ ]+){0,14}? (?:pada|di|untuk|dalam) (?P<what><E>)"
)
SUPPORT = rule(
    r"<role>(?: (?!‹)\w+){0,2}? (?P<what><E>)(?: \w+){0,2}? ?,? (?:di antaranya|antara lain|adalah|yakni|yaitu|meliputi|terdiri (?:dari|atas)) (?P<who>.*)$"
)
VISITOR = rule(r"(?P<what><E>) (?P<who><P>)|(?P<own><P>)(?: (?!‹P|\.|,)[^ ]+){0,14}? (?P<visit><E>)")
_GROUP = (
    r"\b(?P<n>kedua|ketiga|keempat|kelima) (?:(?!‹)\w+ ){0,1}?"
    r"(?P<kind>menteri|menlu|menhan|tokoh|pejabat|pemimpin|kepala negara|presiden|gubernur|bupati|negara|lembaga|institusi|pihak)\b"
)
GROUP = rule(rf"{_GROUP}(?: (?!‹[EGPQ]|tidak|belum|batal|\.)[^ ]+){{0,8}}? (?P<verb><attend>|dalam|pada|saat){GAP} (?P<what><E>)")
GROUP_AFTER = rule(
    rf"^(?P<verb>dalam|pada|saat|di|usai)(?: (?!‹)\w+)? (?P<what><E>)(?: (?!‹[EGQ]|\.)[^ ]+){{0,12}}? , (?:kata [^,]* , )?{_GROUP}"
)
_NEAR = 500  # characters before a group within which all its members are named
SPOKE = rule(
    rf"\b(?:dalam|pada) (?P<what><E>)(?: (?!‹E|\.)[^ ]+){{0,16}}? (?:paparan|pemaparan|materi|sambutan|pembekalan|arahan|edukasi)(?: \w+)? (?:oleh|dari) (?P<who>{PEOPLE})"
)


def attendance(view: View, things: Things, draft: Draft) -> None:
    """Draft who takes part in what in a sentence."""
    named(view, draft)
    _group(view, things, draft)
    main = visit(things)
    for found in view.find(PARTY):
        for who in found.slots("who"):
            if main is not None and who.kind == "P":
                participate(draft, main, who.thing, found.span())
    for found in view.find(VISITOR):
        what, visitor = found.slot("what") or found.slot("visit"), found.slot("who") or found.slot("own")
        if what is None or what.thing is None or visitor is None or not is_a(what.thing.cls, KG.Visit) or unreal(found):
            continue
        if found.match["what"] or things.document.text(what.head).split()[0].lower().endswith("nya"):
            participate(draft, what.thing, visitor.thing, found.span())


_NUMBERS = {"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}


def _group(view: View, things: Things, draft: Draft) -> None:
    """«Ketiga menteri itu mengikuti rapat»: those named last before, if they are just that many."""
    for found in (*view.find(GROUP), *view.find(GROUP_AFTER)):
        what = found.slot("what")
        if what is None or what.thing is None or unreal(found):
            continue
        kind = {"negara": "C", "lembaga": "O", "institusi": "O", "pihak": "OC"}.get(found.match["kind"], "P")
        count = _NUMBERS[found.match["n"]]
        if kind == "P" or count == 2:
            members, first = _last_named(view, things, kind, count)
            for thing in members:
                participate(draft, what.thing, thing, Span(first, what.head.end), Status.INFERRED)


_NO_LIST = re.compile(r"[.!?] |\b(?:di(?!rektur|nas|visi|rjen|reksi|plomat)|me(?!nteri|nko)|ber)[a-z]{3,}")


def _last_named(view: View, things: Things, kinds: str, count: int) -> tuple[list[Thing], int]:
    """Things named in the sentences just before, and where the first of them stands; none if they are not just `count`."""
    here = first = view.marks.sentence.span.begin
    text = things.document.article.text
    near: dict[int, Thing] = {}
    for span, thing in sorted(things.at.items(), key=lambda at: -at[0].begin):
        if span.end > here or here - span.begin >= _NEAR or kind_of(thing.cls) not in kinds or is_a(thing.cls, KG.NewsAgency):
            continue
        if len(near) == count and _NO_LIST.search(text[span.end : first]):
            break  # those after it are one list: «dipimpin Ani dan dihadiri Budi, Cici, dan Dedi»
        near.setdefault(thing.number, thing)
        first = span.begin
    return (list(near.values()), first) if len(near) == count else ([], here)


def named(view: View, draft: Draft) -> None:
    """Patterns that name the event in the same sentence."""
    for pattern in (
        ATTENDS,
        ATTENDED,
        AMONG,
        SPEAKING,
        AT,
        PRESENCE,
        TO_BE_THERE,
        BESIDES,
        MARKED,
        HONOURED,
        SETTING,
        CHOSEN,
        REPRESENTED,
        ATTENDED_TOO,
        STANDS,
    ):
        for found in view.find(pattern):
            for event in () if unreal(found) else found.slots("what"):
                if event.thing is None:
                    continue
                if pattern is ATTENDS and event.kind == "G" and found.match["verb"].startswith("mendukung"):
                    continue  # to back a programme is not to be in it
                if pattern is AMONG and event.thing.cls != KG.Event and not any(is_a(event.thing.cls, c) for c in _MUTUAL):
                    continue
                for who in members(found) or (found.slots("who")[-1:] if pattern is AMONG else ()):
                    if not (pattern is ATTENDS and who.kind == "C" and _wider(view, who)):
                        participate(draft, event.thing, who.thing, found.span())
    for found in view.find(JOINED_BY):
        what, first = found.slot("what"), found.slot("first")
        if what and what.thing and first and first.thing in draft.objects(what.thing, KG.participant) and not unreal(found):
            for who in members(found):
                participate(draft, what.thing, who.thing, Span(what.head.begin, who.head.end))
    for found in view.find(RECEIVES):
        what = found.slot("what")
        for guest in (found.slot("host"), found.slot("who")):
            if what and what.thing and guest and not unreal(found):
                participate(draft, what.thing, guest.thing, found.span())
    for found in view.find(COMPANY):
        what = found.slot("what")
        for who in (*found.slots("other"), *found.slots("who")):
            if what and what.thing and not unreal(found):
                participate(draft, what.thing, who.thing, found.span())
    for pattern, kinds in ((SPOKE, "POC"), (SUPPORT, "PO")):
        for found in view.find(pattern):
            what = found.slot("what")
            for who in found.slots("who"):
                if what and what.thing and who.kind in kinds and not (pattern is SUPPORT and _where(view, who)):
                    participate(draft, what.thing, who.thing, found.span())
    for found in view.find(ROLE):
        what = found.slot("what") or found.slot("event")
        for who in (*members(found), *members(found, "named")):
            if what and what.thing and not unreal(found):
                participate(draft, what.thing, who.thing, found.span())
    for found in view.find(PRESENT):
        what = found.slot("what")
        for who in members(found):
            if what and what.thing and who.kind in "PO":
                participate(draft, what.thing, who.thing, found.span())


_MUTUAL = (KG.Meeting, KG.SigningEvent)  # of those between whom it is
_OWNED = rule(_OF_PERSON)
_ANOTHERS = re.compile(  # before the one whose wife, or whose official without a name, it was
    r"\b(?:istri|suami|putra|putri|anak|ibunda|ayahanda|adik|kakak|menantu|cucu|keponakan|janda)(?: bungsu| sulung)?(?: dari)?(?: ‹[TP]\d+›(?: ke\w+)?| presiden)? $"
)
_OF_UNION = re.compile(
    r"\b(?:perusahaan|pengusaha|pelaku usaha|pejabat|pemimpin|anggota|menteri|kepala negara|negara(?:-negara)?(?: anggota)?|warga|masyarakat|kawasan|delegasi) $"
)
NOT_SENT = re.compile(spelt(r"\b<from_there> $"))  # before a country that somebody is only from: «pemasok Jepang»
_MAKER = re.compile(r"‹C\d+› , ‹[OP]")  # «produsen kopi Indonesia, Rasa Nusa, …»
_NOUN = re.compile(r"(?:^|[^,‹›]) (?!dan\b|serta\b|dengan\b|bersama\b|negara\b)[a-z]+ $")


def members(found: Found, group: str = "who") -> list[Slot]:
    """Those whom a list names, without the bodies and countries of its people («perwakilan Bank Nusa Ani») and whose kin
    they are («istri Budi, Cici»)."""
    line = found.view.line
    kept = []
    for slot in found.slots(group):
        at = found.view.start(slot)
        made = slot.kind == "C" and (
            NOT_SENT.search(line[:at]) is not None or (_MAKER.match(line[at:]) and _NOUN.search(line[:at]))
        )
        union = slot.thing is not None and is_a(slot.thing.cls, KG.IntergovernmentalOrganization)
        if made or _ANOTHERS.search(line[:at]) or (union and _OF_UNION.search(line[:at])):
            continue
        held = re.search(r"‹T\d+› $", line[:at]) is not None or _OWNED.match(line, line.index("›", at) + 1) is not None
        if slot.kind == "P" or (slot.kind != "F" and not held):
            kept.append(slot)
    return kept


def _wider(view: View, slot: Slot) -> bool:
    """Whether a country only says where the place before it is: «bertolak ke New York, Amerika Serikat, untuk menghadiri …»."""
    before = view.line[: view.start(slot)]
    return re.search(r"‹[LF]\d+› , $", before) is not None


def _where(view: View, slot: Slot) -> bool:
    """Whether a slot only says where another is or comes from: «Asosiasi Kuliner in Victoria»."""
    return view.line[: view.start(slot)].rstrip().endswith((" di", " in", " dari", " untuk"))
