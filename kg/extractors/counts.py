"""How many take part: «diikuti 30 peserta», «dihadiri 100 orang»; figures that contradict each other are all kept and marked."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import latest_event
from kg.extractors.draft import Draft
from kg.extractors.view import View, rule
from kg.language.numbers import NUMBER, number
from kg.model import Literal, Span, Status
from kg.ontology import KG, KGC, RDF, XSD, is_a

NAME = "counts"
_PEOPLE = "peserta|anggota|orang|mahasiswa|siswa|pelajar|delegasi|delegat|anak|warga|atlet|pemuda|guru|petani|pelaku usaha|perwakilan|undangan|tamu|kader|santri|dosen|relawan|personel|prajurit|jamaah|jemaah|penari|pelari|pesepeda|jurnalis|wartawan|pengusaha|pekerja|karyawan|pegawai|perempuan|kepala daerah|kepala desa|pelaku umkm|umkm|tenaga kerja|seniman|musisi|investor"
_COUNT = rf"(?:(?:sekitar|sebanyak|lebih dari|setidaknya|total|hingga|ratusan) )?(?P<n>(?:ke-)?{NUMBER}|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))(?: orang)? (?P<unit>{_PEOPLE}|negara|provinsi|perusahaan|tim|peserta|lembaga)\b"
FORWARD = rule(
    rf"(?P<what><EG>)(?P<gap>(?: (?!‹[EGQ]|;)[^ ]+){{0,12}}?) (?:yang )?(?:di)?(?:ikuti|hadiri|kepada|dengan|melibatkan|bagi|untuk|oleh|sebanyak|diikuti|menjaring|menargetkan)(?: oleh)?(?: (?:wakil|utusan|perwakilan|delegasi)(?: dari)?)? {_COUNT}"
)
OF = rule(rf"(?P<what><E>) {_COUNT}")
FROM = rule(
    rf"(?P<what><EG>)(?: (?!‹[EGQ]|;)[^ ]+){{0,14}}? (?:peserta|delegasi|orang|atlet|siswa|utusan|wakil|perwakilan|kontingen|pelajar|mahasiswa) dari (?P<n>{NUMBER}) (?P<unit>negara|provinsi|kabupaten|kota|sekolah|daerah)\b"
)
JOIN = rule(
    rf"(?:^|, |mengatakan |menyebut |menyebutkan )(?:sebanyak |total |sedikitnya )?{_COUNT}(?: (?!‹[EGQ]|tidak|\.)[^ ]+){{0,12}}? (?:ikut serta|berpartisipasi|ambil bagian|ikut ambil bagian|hadir|telah mendaftar|mendaftar|turut serta|ikut)\b"
)
BACK = rule(
    rf"{_COUNT}(?: (?!‹[EGQ]|;|\.)[^ ]+){{0,10}}? (?:mengikuti|terpilih untuk mengikuti|menghadiri|meramaikan|dalam|ikut(?: serta)?(?: dalam)?|program) (?P<what><EG>)"
)
AGAIN = rule(rf"(?:para )?peserta(?: (?!\.|,)[^ ]+){{0,2}}? (?:berasal )?dari (?P<n>{NUMBER}) (?P<unit>negara)\b")


def counts(views: list[View], things: Things, draft: Draft) -> None:
    """Draft participation nodes with their numbers."""
    first = draft.counted
    for view in views:
        for pattern in (FORWARD, OF, BACK, FROM):
            for found in view.find(pattern):
                what, n = found.slot("what"), number(found.match["n"])
                if not what or what.thing is None or n is None or re.search(r"\b(?:tidak|bukan|belum|target)\b", found.match[0]):
                    continue
                if found.match["n"].lower() in ("satu", "dua") and pattern is not FORWARD:
                    continue
                unit = found.match["unit"]
                span = Span(view.span(*found.match.span("n")).begin, view.span(*found.match.span("unit")).end)
                if what.thing.number in first and first[what.thing.number][1] == n:
                    continue
                if pattern is FROM:
                    _more(draft, what.thing, n, unit, span)
                    continue
                if what.thing.number in first and is_a(what.thing.cls, KG.Event) and first[what.thing.number][0] == unit:
                    continue
                first.setdefault(what.thing.number, (unit, n, span))
                _participation(
                    draft,
                    what.thing,
                    n,
                    unit,
                    span,
                    Span(what.head.begin, max(what.head.end, span.end))
                    if what.head.begin < span.begin
                    else Span(span.begin, what.head.end),
                )
        for found in view.find(JOIN):
            latest = latest_event(view, things)
            n = number(found.match["n"])
            if (
                latest is not None
                and n is not None
                and n > 2
                and not re.search(r"\b(?:tidak|bukan|belum|batal)\b", found.match[0])
            ):
                span = Span(view.span(*found.match.span("n")).begin, view.span(*found.match.span("unit")).end)
                if latest.number not in first:
                    first[latest.number] = (found.match["unit"], n, span)
                    _participation(draft, latest, n, found.match["unit"], span, span)


def _more(draft: Draft, what: Thing, n: int, unit: str, span: Span) -> None:
    """A second figure of another kind: from how many countries, or how many areas, they come."""
    node = participation(draft, what)
    if unit == "negara":
        if not draft.objects(node, KG.countryCount):
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
