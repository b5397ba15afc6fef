"""How many take part: «diikuti 30 peserta», «dihadiri 100 orang»; figures that contradict each other are all kept and marked."""

from __future__ import annotations

import re

from kg.entities.batches import BATCH
from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.moods import unmet, wished
from kg.extractors.recent import latest_event
from kg.extractors.view import Found, Slot, View, rule
from kg.language.numbers import NUMBER, number
from kg.mentions.cues import cue_words
from kg.model import Literal, Span, Status
from kg.ontology import KG, KGC, RDF, XSD, is_a

NAME = "counts"
_ABOUT = r"(?:<so_many> ){0,2}"
_N = rf"(?P<n>(?:ke-)?{NUMBER}|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))(?:-?an)?(?: dari {NUMBER})?(?: orang)?"
_COUNT = rf"{_ABOUT}{_N} (?P<unit><counted>|negara|provinsi|perusahaan|tim|peserta|lembaga)\b"
_ANY = r"(?P<unit>(?!<measures>\b)[a-z][\w/-]+|‹X\d+›|orang\b)"
JOINED = rule(  # «lomba itu diikuti 40 pembatik dan 12 sanggar»
    rf"(?P<what><EG>)(?: (?!‹[EGQ]|;|\.)[^ ]+){{0,12}}? (?:yang )?(?:diikuti|dihadiri)(?: (?:oleh|langsung|juga|pula))* {_ABOUT}{_N}"
    rf" {_ANY}"
    rf"(?:(?: (?!‹[EGPQ])[^ ,.]+){{0,4}}?(?: ,)?(?: dan| serta| bersama) {_ABOUT}(?P<more>{NUMBER})(?: orang)? (?P<kind>(?!<measures>\b)[a-z][\w/-]+))?"
)
FORWARD = rule(
    rf"(?P<what><EG>)(?P<gap>(?: (?!‹[EGQ]|;)[^ ]+){{0,18}}?) (?:yang )?(?:di)?(?P<how>ikuti|hadiri|meriahkan|ramaikan|kepada|dengan|melibatkan|mempertemukan|bagi|untuk|(?<=› )oleh|(?<!, )sebanyak|diikuti|menjaring|memfasilitasi|memberangkatkan)(?: oleh)?(?: (?:wakil|utusan|perwakilan|delegasi)(?: dari)?)? {_COUNT}"
)
OF = rule(rf"(?P<what><E>) {_COUNT}")
TOTAL = rule(  # «peserta lomba itu mencapai 75 orang»
    rf"(?:peserta|pengikut|pendaftar) (?:\w+ )?(?P<what><EG>)(?: (?!‹[EGPQ]|tidak|belum|\.)[^ ]+){{0,6}}? (?:mencapai|berjumlah|tercatat|sebanyak|adalah|merupakan|sejumlah) {_ABOUT}{_N} {_ANY}"
)
FROM = rule(
    rf"(?P<what><EG>)(?: (?!‹[EGQ]|;)[^ ]+){{0,14}}? (?:peserta|delegasi|orang|atlet|siswa|utusan|wakil|perwakilan|kontingen|pelajar|mahasiswa|(?:diikuti|dihadiri)(?: oleh)?(?: (?!‹[EGPOQ])[^ ,.]+){{1,3}}) (?:yang )?(?:dari|mewakili|berasal dari) {_ABOUT}(?P<n>{NUMBER}) (?P<unit><homes>)\b"
)
SENT = rule(  # «perwakilan dari lima negara membahas zakat pada konferensi itu»
    rf"(?:perwakilan|delegasi|utusan|wakil|delegat|peserta|kontingen|atlet) (?:dari )?{_ABOUT}(?P<n>{NUMBER}) (?P<unit><homes>)(?: (?!‹[EGQ]|;|\.|tidak|belum|akan)[^ ]+){{0,8}}? (?:pada|dalam|di|mengikuti|menghadiri)(?: ajang| acara| kegiatan)? (?P<what><E>)"
)
JOIN = rule(
    rf"(?:^|, |mengatakan |menyebut |menyebutkan )(?:sebanyak |total |sedikitnya )?{_COUNT}(?: (?!‹[EGQ]|tidak|\.)[^ ]+){{0,12}}? (?:ikut serta|berpartisipasi|ambil bagian|ikut ambil bagian|hadir|telah mendaftar|mendaftar|turut serta|ikut)\b"
)
ITS = rule(  # «agenda ini dihadiri 1.000 orang», «jumlah peserta mencapai 45 orang», of the event spoken of
    rf"(?:^|, |bahwa |mengatakan |dengan )(?:[a-z]+ (?:itu|ini|tersebut)(?: (?!‹|tidak|belum|\.)[^ ]+){{0,4}}? (?:diikuti|dihadiri)(?: (?:oleh|langsung|juga|pula))*"
    rf"|(?:jumlah|total) peserta(?:nya)?(?: (?!‹|tidak|belum|\.)[^ ]+){{0,4}}? (?:mencapai|sebanyak|ada|berjumlah|tercatat)) {_ABOUT}{_N} {_ANY}"
)
IN_ALL = rule(
    rf"(?:^|, |\bdari )total {_N} (?P<unit>peserta|pelari|finalis|pendaftar|atlet|tim)\b"
)  # «dari total 500 peserta, …»
NO_NAME = rule(  # «Gandrung Sewu mengambil tema air dan diikuti 1.200 penari», of an event that the sentence does not mark
    rf"^(?:(?!‹[EGQ]|\.|;|tidak|belum)[^ ]+ ){{1,30}}?(?:diikuti|dihadiri)(?: (?:oleh|langsung|juga|pula))* {_COUNT}"
)
RECIPIENTS = rule(rf"{_ABOUT}{_N} {_ANY}(?: [a-z]+)?? (?:penerima|peserta) (?P<what><EG>)")
BACK = rule(
    rf"{_COUNT}(?: <E>)?(?: (?:yang )?(?:berasal )?dari (?P<more>{NUMBER}) (?P<kind>negara|provinsi|kabupaten|kota|daerah|sekolah))?(?: (?!‹[EGQ]|;|\.)[^ ]+){{0,10}}? (?:mengikuti|terpilih untuk mengikuti|menghadiri|meramaikan|memeriahkan|(?:bertanding|berlaga|tampil|bersaing)(?: (?:di|dalam|pada))?|dalam|ikut(?: serta)?(?: dalam)?|(?:ambil bagian|berpartisipasi|turut serta|ikut serta|berkompetisi) (?:di|pada)|program) (?P<what><EG>)"
)
BATCHED = rule(  # «batch pertama sebanyak 20 ribu, lalu batch kedua 80 ribu»
    rf"(?P<what><EG>)(?: (?!‹[EGQ]|akan|bakal|target|tidak|,|\.)[^ ]+){{0,5}}?(?: (?:sebanyak|sejumlah|berjumlah|mencapai|dengan kuota|berkuota))?"
    rf" (?P<n>{NUMBER})(?: (?P<unit>peserta|orang)\b| (?=,|\.|dan |serta |lalu ))"
)
AGAIN = rule(rf"(?:para )?peserta(?: (?!\.|,)[^ ]+){{0,2}}? (?:berasal )?dari (?P<n>{NUMBER}) (?P<unit>negara)\b")
HOMES = rule(  # «para peserta berasal dari 40 sekolah di 3 provinsi», of the event spoken of
    rf"\bpeserta(?:nya)?(?: (?!‹|\.|,)[^ ]+){{0,2}}? berasal dari {_ABOUT}(?P<n>{NUMBER}) (?P<unit>(?!negara)<homes>)(?: (?:di|dari|se-\w+|yang tersebar di) {_ABOUT}(?P<more>{NUMBER}) (?P<kind><homes>))?\b"
)
_FEW = 2
_JOINS = re.compile(r"\b(?:di)?(?:ikuti|hadiri|meriahkan|ramaikan)\b")
_DOES_WITH = re.compile(r"\bme\w+ .*\bdengan$")  # «program itu menandatangani … dengan 150 negara»


def counts(views: list[View], things: Things, draft: Draft) -> None:
    """Draft participation nodes with their numbers."""
    for view in views:
        for pattern in (FORWARD, JOINED, OF, TOTAL, BACK, RECIPIENTS, FROM, SENT):
            for found in view.find(pattern):
                what, n = _counted(found), number(found.match["n"])
                if not what or what.thing is None or n is None or _unmet(found):
                    continue
                if what.thing.cue in cue_words("mishaps") or (
                    pattern is FORWARD and _DOES_WITH.search(f"{found.match['gap']} {found.match['how']}")
                ):
                    continue
                if n <= _FEW and not _JOINS.search(found.match[0]):
                    continue
                span = Span(found.span("n").begin, found.span("unit").end)
                if pattern in (FROM, SENT):
                    if draft.counted.get(what.thing.number, ("", -1))[1] != n:
                        _more(draft, what.thing, n, found.match["unit"], span)
                    continue
                _figure(draft, what, n, draft.text(found.span("unit")).lower(), span)
                more = number(found.match["more"]) if pattern in (JOINED, BACK) and found.match["more"] else None
                if more is not None and more > 2:
                    _more(draft, what.thing, more, found.match["kind"], Span(found.span("more").begin, found.span("kind").end))
        for found in view.find(BATCHED):
            what, n = found.slot("what"), number(found.match["n"])
            if what and what.thing and n is not None and n > 9 and BATCH.search(what.thing.label):
                span = Span(found.span("n").begin, found.span().end)
                _figure(draft, what, n, found.match["unit"] or "peserta", span)
        _of_the_latest(view, things, draft)


def _counted(found: Found) -> Slot | None:
    """The event that a figure is of: not one that it is only held ahead of («lomba itu, menjelang PON, diikuti …»)."""
    line, at = found.view.line, found.match.start("what")
    if found.match.re in (FORWARD, JOINED) and _AHEAD.search(line[:at]):
        return next((s for s in reversed(found.view.slots_in(0, max(at - 1, 1))) if s.kind in "EG" and s.thing), None)
    return found.slot("what")


_AHEAD = re.compile(r"\b(?:jelang|menjelang|menuju|menyambut|menyongsong|memperingati|merayakan)(?: \w+)? $")


def _unmet(found: Found) -> bool:
    """Whether a figure is denied or only aimed at, by the words of the match or right before it."""
    wish = "what" in found.match.re.groupindex and wished(found.view.line[: found.match.start("what")], found.match[0])
    return wish or unmet(found)


def _of_the_latest(view: View, things: Things, draft: Draft) -> None:
    """Figures that a sentence gives without naming the event: they are of the one spoken of last."""
    figures = [*view.find(JOIN), *view.find(ITS), *view.find(NO_NAME), *view.find(IN_ALL)]
    homes = list(view.find(HOMES))
    latest = latest_event(view, things) if figures or homes else None
    if latest is None or latest.cue in cue_words("mishaps"):
        return
    for found in homes:
        for amount, unit in (("n", "unit"), ("more", "kind")):
            if found.match[amount] and (n := number(found.match[amount])) is not None:
                _more(draft, latest, n, found.match[unit], Span(found.span(amount).begin, found.span(unit).end))
    for found in figures:
        n = number(found.match["n"])
        if n is not None and n > 2 and not unmet(found) and latest.number not in draft.counted:
            span = Span(found.span("n").begin, found.span("unit").end)
            draft.counted[latest.number] = (found.match["unit"], n, span)
            _participation(draft, latest, n, found.match["unit"], span, span)


def _figure(draft: Draft, what: Slot, n: int, unit: str, span: Span) -> None:
    """The figure of an event, unless one of its kind is known."""
    assert what.thing is not None
    known = draft.counted.get(what.thing.number)
    if known is not None and (known[1] == n or (is_a(what.thing.cls, KG.Event) and known[0] == unit)):
        return
    draft.counted.setdefault(what.thing.number, (unit, n, span))
    words = Span(min(what.head.begin, span.begin), max(what.head.end, span.end if what.head.begin < span.begin else 0))
    _participation(draft, what.thing, n, unit, span, words)


def _more(draft: Draft, what: Thing, n: int, unit: str, span: Span) -> None:
    """A second figure of another kind: from how many countries, or how many areas, they come."""
    node = participation(draft, what)
    if unit == "negara":
        if not draft.objects(node, RDF.type):
            _participation(draft, what, n, unit, span, span)
        elif not draft.objects(node, KG.countryCount):
            draft.claim(node, KG.countryCount, Literal(str(n), None, XSD.integer), span, NAME)
        return
    other = draft.node("participation", what.label, unit)
    draft.claim(other, RDF.type, KG.Participation, span, NAME)
    draft.claim(other, KG.participationIn, what, span, NAME)
    draft.claim(other, KG.participantCount, Literal(str(n), None, XSD.integer), span, NAME, note=f"counted in {unit}")


def contradictions(views: list[View], things: Things, draft: Draft) -> None:
    """Draft figures that go against the first one; call it when the countries that are named are known."""
    for view in views:
        for found in view.find(AGAIN):
            _contradiction(found.span(), number(found.match["n"]), things, draft.counted, draft)


def participation(draft: Draft, what: Thing) -> str:
    """The IRI of the node of those who take part in an event."""
    return draft.node("participation", what.label)


def _participation(draft: Draft, what: Thing, n: int, unit: str, span: Span, words: Span) -> None:
    node = participation(draft, what)
    if not draft.objects(node, RDF.type):
        draft.claim(node, RDF.type, KG.Participation, span, NAME)
        draft.claim(node, KG.participationIn, what, words, NAME)
        draft.claim(what, KG.hasParticipation, node, words, NAME)
        if is_a(what.cls, KG.TrainingEvent):
            draft.claim(node, KG.participantRole, KGC.Trainee, words, NAME)
    countries = unit == "negara"
    predicate = KG.countryCount if countries else KG.participantCount
    draft.claim(node, predicate, Literal(str(n), None, XSD.integer), span, NAME)


def _contradiction(span: Span, n: int | None, things: Things, first: dict[int, tuple[str, int, Span]], draft: Draft) -> None:
    """«peserta dari 30 negara» after «30 peserta»: the figure of people turned into one of countries, or a second figure."""
    for what, (unit, m, _) in first.items():
        thing = next((t for t in things.all if t.number == what), None)
        if thing is None or n is None or unit == "negara":
            continue
        node = participation(draft, thing)
        listed = len({id(c) for c in draft.objects(node, KG.fromCountry)})
        if n == m and listed < n:
            note = f"the text says {m} {unit} elsewhere and names {listed} countries"
            draft.claim(node, KG.countryCount, Literal(str(n), None, XSD.integer), span, NAME, Status.CONTRADICTED, note=note)
        elif n != m:
            draft.claim(node, KG.countryCount, Literal(str(n), None, XSD.integer), span, NAME)
        return
