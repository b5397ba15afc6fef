"""Who gives and holds what: «Kemenperin menggelar pelatihan di Bogor», «Ani membuka lokakarya»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.moods import unreal
from kg.extractors.roles import cooperate, organize, participate
from kg.extractors.view import Found, Slot, View, rule
from kg.mentions.cues import cue_words, meanings
from kg.model import Span, Status
from kg.ontology import KG, is_a

NAME = "organisers"
ADVERBS = r"(?: <adverb>)*"
GAP = r"(?: (?!‹[EGPQ]|\. |yang|dan\b|;|tidak|belum|bukan)[^ ]+){0,6}?"
_LED = r"(?:(?!‹[^T]|yang\b|untuk\b|saat\b|di (?!antaranya\b)|ke\b|asal\b|kata\b|ujar\b|,|\.)[^ ]+ |‹O\d+› (?=‹P)|untuk ‹C\d+› (?:dan ‹C\d+› )?(?=‹P)){0,6}?"
_SUCH_AS = r"(?:di antaranya|antara lain|yakni|yaitu|termasuk|seperti|mulai(?: dari)?|meliputi|salah satunya|adalah|ialah)"
LEAD = (  # words between «dihadiri» and the first guest: «sejumlah pejabat, di antaranya»
    rf" {_LED}(?:<circle> (?:(?!‹)\w+ ){{0,4}}, (?:dan )?)?(?:(?:, )?(?:dan {_LED}(?:, )?)?{_SUCH_AS}(?: itu)? {_LED})?"
)
EVENTS = r"<EG>(?: (?:sekaligus|dan|serta|,|, dan) <EG>)*"
_TOGETHER = r"(?:(?: ,)? (?:<together>|melalui|lewat)(?: (?!‹|me\w+|di|untuk)\w+){0,6}? <OC+>(?: ,)?){0,2}"
PLACED = rule(  # «Kadin di Solo bersama …», «Pemkab Sleman, DIY, bersama …»
    r"(?P<body><O>)(?: (?:perwakilan|kantor|wilayah|cabang|regional|provinsi|di|untuk))*(?: <L>| , <L>(?: , <L>)?(?: ,|(?= (?:me|ber)\w+)))"
)
_FILL = r"(?: (?!‹[POCEG]|tidak|belum|bukan|batal|yang\b|bahwa|melaporkan|mengatakan|menyatakan|menyebut|saat(?! ini)|ketika|jika)[^ .;]+){0,5}?"
_BODIES = r"(?=‹[OC])<OCF+>"  # a house among them parts no list
HOLDS = rule(
    rf"(?P<who>{_BODIES}(?: \))?{_TOGETHER})(?: yang{ADVERBS}|(?: (?:melalui|lewat)(?: (?!‹[EGPOCQ]|,|\.|tidak|belum)[^ ]+){{1,8}}?)?(?: , <D>)?{ADVERBS}{_FILL}) (?P<verb><hold>){GAP} (?P<what>{EVENTS})"
)
PERSON_HOLDS = rule(rf"(?P<who><P+>){ADVERBS} (?P<verb><person_hold>){GAP} (?P<what>{EVENTS})")
DOES = rule(
    rf"(?P<who><POC+>{_TOGETHER}){ADVERBS}{_FILL} (?P<verb>melakukan|menjalani|mengakhiri|mengawali|merampungkan)(?: (?!‹|<about>)\w+){{0,2}}? (?P<what>{EVENTS})"
)
_BY = r"(?: (?:langsung|oleh|bersama(?:-sama)?|dengan|atas|(?:komunitas|warga|mahasiswa|masyarakat|diaspora|pengusaha)(?: (?!‹[EGPOQ]|\.|,)[^ ]+){0,8}? (?:dalam|dari|bersama)|kerja sama|kerjasama|kolaborasi|sinergi|inisiatif|prakarsa|antara|pihak|panitia|tim|jajaran|pengurus|dari|pemerintah))*"
_HAPPENING = r"(?P<what><EG>)(?: (?!‹[EGP]|tidak|bukan|belum|batal)[^ ]+){0,8}?"
_WITH = r"(?:(?: ,)? bersama(?: dengan)?(?: (?!‹|\.)[^ ]+){0,3}(?: <O>)? <P>(?:(?: ,| dan| serta)+(?: (?!‹|\.)[^ ]+){0,3}(?: <O>)? <P>)*)?"
HELD_BY = rule(
    rf"{_HAPPENING}{_WITH} (?:yang )?(?P<verb><held>)(?:(?:(?: di| pada| ,)* <FLD>)+(?: ,)?(?= oleh))?(?:{_BY} | {_LED}(?:, )?{_SUCH_AS} | oleh(?: (?!‹|untuk)\w+){{1,7}} \( )(?P<who><OCF+>{_TOGETHER}(?: (?:,|dan|serta) (?:yang )?<held>{_BY} <OC+>)?)"
)
NAMED_SO = rule(  # «program yang dihadirkan Kadin adalah Program X», «menjalankan program Kadin, yakni Gerakan Y»
    rf"(?:program|kegiatan|acara|agenda|ajang|<EG>)(?: (?!‹|tidak|bukan|belum)[^ ]+){{0,4}}?(?: (?:yang )?<held>{_BY}| dari| milik)? (?P<who>{_BODIES})(?: ,)? (?:adalah|yakni|yaitu|ialah|bernama|bertajuk) (?P<what>{EVENTS})"
)
OWNS_NAMED = rule(  # «Kadin punya kegiatan yang namanya Pekan X»
    rf"(?P<who>{_BODIES}){ADVERBS} (?P<verb>punya|memiliki|mempunyai)(?: (?!‹[EGPO]|tidak)[^ ]+){{0,3}}? (?:<EG>|kegiatan|acara|program|agenda)(?: (?!‹|tidak)[^ ]+){{0,3}}? (?:yang namanya|bernama|yang diberi nama|yakni|yaitu) (?P<what><EG>)"
)
THROUGH = rule(  # «melalui Program X, Kadin mengunjungi …», «Kadin … melalui Program X»
    rf"(?:^|, )(?:melalui|lewat) (?P<what><G>)(?: itu| ini| tersebut)?(?: (?!‹)\w+){{0,3}} , (?P<who>{_BODIES}){ADVERBS} me\w+"
)
DEVISED_BY = rule(rf"{_HAPPENING} (?:yang )?(?P<verb><devised>){_BY} (?P<who><P+>)")
HELD_BY_PERSON = rule(
    r"(?P<what><E>)(?: (?!‹[EP]|tidak|bukan|belum|batal)[^ ]+){0,8}? (?:yang )?(?P<verb><held>)(?: langsung)? oleh (?P<who><P+>)"
)
_IS = r"(?: merupakan| adalah| ialah| hasil| ,|(?: bisa| dapat)? (?:terselenggara|terlaksana|terwujud|lahir) (?:berkat|atas|melalui|lewat|dari))(?: (?:salah satu|sebuah|suatu|hasil|buah|lanjutan|bentuk|bagian dari|dari|atas))*"
IDEA_OF = rule(  # «lomba itu merupakan inisiatif Kadin», «forum hasil kerja sama Kadin dan Apindo»
    rf"{_HAPPENING}{_IS}(?: <G>| (?!‹)\w+)?? (?:inisiatif|prakarsa|gagasan|inisiasi|besutan|kerja ?sama|kolaborasi|sinergi)(?: (?:antara|bersama|dari|pemerintah))* (?P<who>{_BODIES}{_TOGETHER}(?:(?: ,)?(?: dan| serta)? <OCF+>)?)"
)
PROGRAMME_OF = rule(rf"(?P<what><EG>){_IS} <EG>(?: (?!‹|yang|untuk|bagi|di)\w+){{0,2}}? (?P<who><OC+>)")
AGENDA_OF = rule(  # «lomba itu merupakan agenda tahunan Kadin»
    rf"{_HAPPENING}{_IS} (?:kegiatan|agenda|program|skema|ajang|upaya)(?: (?!‹|yang|untuk|bagi|di|di\w+)\w+){{0,2}}? (?P<who><O+>)"
)
HANDED = rule(r"(?P<what><E>)(?: (?!‹E|\.|yang\b)[^ ]+){0,10}? kepada(?: (?!‹)\w+){0,4} (?P<who><PO+>)")
PURSUES = rule(  # «Kadin membina petani melalui Program X»
    rf"(?P<who>{_BODIES}){ADVERBS} (?P<verb>me(?!ngikuti|ndapat|nerima|mperoleh|nteri|raih|ngatakan|nurut|nyebut|njadi)\w+)(?: (?!‹[EGPOCQ]|,|\.|tidak|belum|yang\b)[^ ]+){{1,14}}? (?:melalui|lewat) (?P<what><G>)"
)
OPENS = rule(
    rf"(?P<who><P>)(?: mewakili(?: (?!‹[EGP])[^ ]+){{1,4}}?)?{ADVERBS}(?: (?:usai|seusai|saat|ketika|setelah|sesudah|di sela(?:-sela)?|dalam))? (?P<verb>membuka|menutup|meresmikan){GAP} (?P<what><EG>)"
)
RUN_BY = rule(  # «penyelenggara pesta itu di Tegal, yakni Ani dan Budi»
    r"(?:penyelenggara|inisiator|penggagas|panitia) (?P<what><E>)(?: (?!‹[EGPO]|tidak|\.)[^ ]+){0,9}? (?:adalah|yakni|yaitu|ialah) (?P<who>(?=<P>)<PO+>)"
)
BY = rule(
    r"(?:penyelenggara|pelaksana|panitia) (?P<what_held><E>)(?: ,| adalah| yakni| yaitu)* (?P<who_held><O>)|(?P<what><EG>)(?: secara \w+)? oleh(?: <circle>| tim dari)* (?P<who><POC+>)|(?P<what_of><G>)(?: rutin| tahunan| unggulan| prioritas)? (?:dari|milik|besutan|inisiasi|prakarsa|gagasan) (?P<who_of><OC+>)"
)

OF_BODY = rule(r"(?P<what><E>)(?: (?:internal|tahunan|pimpinan|gabungan))? (?P<who><O>)(?! (?:dan|serta|,) <OC>| <P>)")


_WEAK = ("memberikan", "membuka", "menyerahkan", "menyalurkan", "menyediakan", "menawarkan", "menerapkan")
_OWNS = ("memiliki", "mempunyai", "punya", "mengembangkan", "melanjutkan", "memperluas")


def organisers(view: View, things: Things, draft: Draft) -> None:
    """Draft who holds and opens what in a sentence."""
    bodies = view.collapsed(PLACED, "body")
    for found in bodies.find(HOLDS):
        what = found.slot("what")
        between = found.view.line[found.match.end("verb") : found.match.start("what")].strip()
        if found.match["verb"] in _OWNS and (between or what is None or what.kind != "G"):
            continue  # «memiliki saham di Program X»
        if not unreal(found):
            _organizers(found, draft, weak=found.match["verb"] in _WEAK)
    for pattern in (
        HELD_BY,
        NAMED_SO,
        THROUGH,
        DEVISED_BY,
        HELD_BY_PERSON,
        IDEA_OF,
        AGENDA_OF,
        PROGRAMME_OF,
        PERSON_HOLDS,
        DOES,
        PURSUES,
        OWNS_NAMED,
        RUN_BY,
    ):
        for found in bodies.find(pattern):
            if not unreal(found):
                _organizers(found, draft)
    for found in view.find(OPENS):
        if not unreal(found):
            _opening(found, things, draft)
    for found in view.find(HANDED):
        what = found.slot("what")
        for who in found.slots("who"):
            if what and what.thing and what.thing.cue in cue_words("handings over") and not unreal(found):
                participate(draft, what.thing, who.thing, found.span())
    for found in view.find(BY):
        what = found.slot("what") or found.slot("what_of") or found.slot("what_held")
        for who in found.slots("who") or found.slots("who_of") or found.slots("who_held"):
            if what and what.thing and who.thing and not unreal(found):
                organize(draft, what.thing, who.thing, found.span(), KG.organizer)
    for found in bodies.find(OF_BODY):
        what = found.slot("what")
        if what and what.thing and _hosted(what.thing) and not unreal(found):
            _organizers(found, draft)


def _mutual(what: Thing) -> bool:
    """Whether a talk is one of equals, who take part: «pertemuan Kadin dengan …», no «rapat»."""
    return meanings("talks").get(what.cue) == "mutual"


def _hosted(what: Thing) -> bool:
    """Whether a body named right after the event is its host: «rapat kerja Komisi A», «pelatihan Kadin»."""
    held = is_a(what.cls, KG.Meeting) or is_a(what.cls, KG.TrainingEvent) or is_a(what.cls, KG.Workshop) or what.cue == "wisuda"
    return held and (not _mutual(what) or any(_ALONE.search(n) for n in what.names))


_ALONE = re.compile(r"\b(?:kebijakan|moneter|suku bunga)\b")  # talks that a bank holds with itself


def _organizers(found: Found, draft: Draft, weak: bool = False) -> None:
    line = found.view.line
    whos = [s for s in found.slots("who") if s.thing and s.kind != "F"]
    whos = [s for s in whos if s.kind != "C" or not line[: found.view.start(s)].endswith((" di ", " dari ", " ke "))]
    words = found.match["who"]
    for what in found.slots("what"):
        if what.thing is None:
            continue
        if weak and what.thing.cls == KG.Event and not what.thing.phrases:
            continue
        for i, who in enumerate(whos):
            assert who.thing is not None
            if is_a(who.thing.cls, KG.NewsAgency) or who.thing is what.thing:
                continue
            if _takes_part(what.thing, who, found):
                participate(draft, what.thing, who.thing, found.span())
                continue
            together = (
                i > 0 or "bersama" in found.match[0][: found.match[0].find(words)]
                if found.match.start("who") > found.match.start("what")
                else i > 0
            )
            predicate = KG.coOrganizer if together and "bersama" in found.match[0] else KG.organizer
            organize(draft, what.thing, who.thing, found.span(), predicate)
        _partners(what.thing, found, draft)


def _takes_part(what: Thing, who: Slot, found: Found) -> bool:
    """Whether who does it only takes part: in a visit, in talks that people hold with each other, in what a person does."""
    does = found.match.re is DOES
    taught = is_a(what.cls, KG.Programme) or is_a(what.cls, KG.TrainingEvent)
    if does and found.match["verb"] == "menjalani" and (who.kind == "P" or not taught):
        return True
    if is_a(what.cls, KG.Visit) or (_mutual(what) and (does or who.kind != "O")):
        return True
    return does and who.kind != "O" and not is_a(what.cls, KG.Meeting)


def _partners(what: Thing, found: Found, draft: Draft) -> None:
    """Bodies that hold an event together work together."""
    hosts = [o for o in draft.objects(what, KG.organizer) if isinstance(o, Thing)]
    for other in [o for o in draft.objects(what, KG.coOrganizer) if isinstance(o, Thing)]:
        for host in hosts[:1]:
            cooperate(draft, host, other, found.span(), NAME, Status.INFERRED)


def _opening(found: Found, things: Things, draft: Draft) -> None:
    who, what = found.slot("who"), found.slot("what")
    if not who or not what or who.thing is None or what.thing is None:
        return
    span = found.span()
    words = Span(found.view.span(*found.match.span("verb")).begin, what.head.end)
    if found.match["verb"] != "membuka" or is_a(what.thing.cls, KG.Event):
        participate(draft, what.thing, who.thing, span)
        return
    opening = next((t for t in things.all if t.cls == KG.OpeningCeremony and what.thing in draft.objects(t, KG.opens)), None)
    if opening is None:
        opening = things.new(KG.OpeningCeremony, None, own=True)
        opening.cue = "pembukaan"
        opening.add("Pembukaan " + what.thing.label, words)
        draft.claim(opening, KG.opens, what.thing, words, NAME)
    draft.openings[what.thing.number] = opening
    draft.claim(opening, KG.openedBy, who.thing, Span(who.head.begin, words.end), NAME)
    done = re.search(r"\b(?:usai|seusai|setelah|sesudah|telah|sudah)\b", found.match[0]) is not None
    draft.status[opening.number] = ("Completed" if done else "Ongoing", words)
