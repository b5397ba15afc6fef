"""When events are: «pada 6-10 Oktober 2025», «hingga 9 Agustus», «Rabu (13/9)»; a bare weekday stays a weekday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.leagues import apart
from kg.extractors.moods import wished
from kg.extractors.view import Found, Slot, View, dressed, rule
from kg.language.dates import DateMention, year_of
from kg.language.numbers import NUMBER, number
from kg.language.verbs import spelt
from kg.mentions.cues import cue_words
from kg.model import Iri, Literal, Span, Status
from kg.ontology import KG, RDF, SCHEMA, SEM, TIME, XSD, is_a

NAME = "times"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SOURCES = spelt(  # who says so and where, whose day is no event's
    r"keterangan\w*|siaran pers|pernyataan\w*|rilis|dikutip|diterima|dihubungi|ditemui|dilansir|melansir|dilaporkan|laman|situs|<tell>|<say>|tulis|unggah\w*|laporan"
)
_SOURCE = re.compile(
    rf"\b(?:{SOURCES}|melaporkan|memberitakan|mewartakan|dinyatakan|diberitakan|diajukan|ajukan|data|informasi|dikeluarkan|didirikan|dibentuk|dicapai|disahkan|diumumkan|mengumumkan|tayang|dirilis|berangkat|bertolak|pendirian\w*|bahwa)\b[^.;]{{0,60}}$"
)
_SAID = re.compile(spelt(r"\b(?:<say>|<tell>|menilai|meminta|mengimbau|menyerukan|berharap|bahwa)\b"))
_BUSY = re.compile(r"(?<!‹)\b(?!di\b|ke\b|yang\b|pada\b)[a-z]{2,}")
_ELSE = re.compile(
    r"\b(?:untuk|karena|berkunjung|bertemu|tiba|berdasarkan|meninjau|mengunjungi|menyusul|setelah|sebelum|akibat|pascas?|sejak|upaya|penanganan|pemulihan|korban)\b"
)
_CLAUSE = re.compile(r"(?:\b(?:setelah|sesudah|sebelum|usai|saat|ketika|karena)|› (?:, )?yang)$")  # the date is of what follows
_GIVEN_UP = re.compile(
    spelt(r"\b(?:tidak (?!hanya|cuma|sekadar|saja)|tak jadi|<cancelled>|<given_up>|sedianya|seharusnya|tadinya)\b")
)
_AFTERMATH = re.compile(r"\b(?:meninjau|memantau|mengunjungi|menangani|penanganan|pemulihan|akibat|dampak)(?: \w+)? $")
_FAR = 5  # words between an event and a year that dates it
_BEGUN = re.compile(
    r"\b(?:digelar|berlangsung|diadakan|diselenggarakan|dilaksanakan|diluncurkan|dimulai|mulai|berjalan|dijalankan|digagas|jatuh|diperingati|dirayakan)\b"
)
_ROUND = re.compile(r"\b(?:final|babak|partai|laga|leg|putaran|kualifikasi)\b")
_ITS_OWN = re.compile(
    r"^(?: \S+){0,4}? yang (?:akan |bakal |telah |baru )?(?:(?:terjadi|melanda|mengguncang|menerjang)\b|" + _BEGUN.pattern + ")"
)  # «jelang peringatan X yang akan dirayakan»
_YEARLY = re.compile(
    r"\b(?:(?:se)?tiap (?:tahun\w*|tanggal)|(?:se)?tiap$|tahun sekali|terakhir kali|pertama kali|kali pertama)\b"
)  # no one edition's day
_EACH_YEAR = re.compile(r" (?:se)?tiap tahun")
_BARE_YEAR = re.compile(r"(?<!pada)(?<!sejak)(?<!mulai)(?<!hingga)(?<!sampai)(?<!akhir)(?<!awal) tahun $")
_WEEK = "a weekday only is stated; this week is possible, others are not excluded"
_EVEN = 0.5  # two weeks are offered and nothing in the text prefers one
_BOUNDS = re.compile(r"\b(membuka|menutup)(?: \w+)?\s*$")
_PART = re.compile(
    r"\b(?:korban|penyintas|pengungsi|posko|status|darurat|persiapan|masa|penetapan|lokasi|terdampak|bantuan|kontingen|final|babak|partai|laga|leg|putaran|pekan ke-\d+|kualifikasi|peserta|mahasiswa|penerima|alumni|panitia|pemenang|juara|kerja sama|kerangka)(?: (?!me\w|ber|ikut)\w+)?(?: di)? $"
)
_TOWARDS = re.compile(  # what another thing is done for or about
    r"\b(?:menjelang|jelang|menyambut|menghadapi|menyukseskan|membahas|mengawal|mempersiapkan|memperingati|terkait|soal|mengenai|tentang|(?:untuk|guna|demi)(?: \w+)?|dalam rangka(?:ian)?)(?: kegiatan| acara| agenda)? $"
)
_PREP = r"(?: (?:pada|mulai|sejak|hingga|sampai|dari|tanggal|hari|tahun|bulan))*"
_LIST = r"<EG>(?:(?: ,| dan| serta| , dan| maupun| , maupun) <EG>)*"
FORWARD = rule(
    rf"(?P<what>{_LIST})(?: tahun (?P<year><D>)(?= [^ ]))?(?: [”\"])?(?P<gap>(?: (?!‹[EGD]|[“”\"])[^ ]+){{0,16}}?){_PREP}(?: ,| \()? (?P<date><D>)"
)
HELD = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EGD])[^ ]+){0,8}? (?:berlangsung|digelar|dilaksanakan|diadakan|diselenggarakan|dijadwalkan|terjadi)(?: (?!‹[EGD])[^ ]+){0,8}?)"
    rf"{_PREP}(?: ,| \()? (?P<date><D>)"
)
BESIDE = rule(
    r"(?P<what><E>)(?: (?!‹E)[^ ]+){0,10}? (?P<at>di sela(?:-sela)?(?: \w+)?|menghadiri|mengikuti) <EG>(?P<gap>(?: (?!‹[EGD])[^ ]+){0,10}?)(?: ,)? (?P<date><D>)"
)
ENDS = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EG]|\.)[^ ]+){0,24}? (?:ditutup|berakhir|selesai|rampung|berlangsung(?= (?:hingga|sampai))))(?: (?!‹)[^ .]+){0,3} (?P<date><D>)"
)
GOVERNED = rule(  # «pada Rabu (4/9), dalam rangkaian festival itu, A dan B menggelar lomba»
    r"(?:^(?:(?!‹)[^ ]+ ){0,4}?|, (?:pada )?|‹\w+› pada )(?P<date><D>)(?P<gap>(?: (?!‹D|\.|;)[^ ]+){0,30}?)(?<! yang)(?<! untuk) <that_day>(?: (?!‹)[^ .,]+){0,2}? (?P<what><E>(?: (?:sekaligus|dan|serta) <E>)*)"
    r"(?!(?: (?!‹[EG]|,)[^ ]+){0,6}? (?:pada|mulai|sejak) ‹D)"
)
BACKWARD = rule(
    r"(?:pada|sejak|mulai|selama|^(?:(?!‹)[^ ]+ ){0,3}?|,) ?(?:hari |tanggal )?(?P<date><D>)(?: ini)?(?: ,)?(?P<gap>(?: (?!‹[EGD]|\.|sedangkan|sementara|adapun|namun|lalu)[^ ]+){0,8}?) (?P<what><EG>(?: (?:sekaligus|dan|serta) <EG>)*)"
)


def times(views: list[View], things: Things, draft: Draft, article: Iri) -> None:
    """Draft dates of events and programmes; weekdays and what follows from them for openings."""
    done: set[Span] = set()
    views = [apart(dressed(v)) for v in views]
    for pattern in (HELD, BESIDE, GOVERNED):
        for view in views:
            for found in view.find(pattern):
                date = found.slot("date")
                if date is not None and date.date and date.span not in done and _SURE[pattern](found, date.date):
                    for what in found.slots("what"):
                        _date(draft, what, _lasting(date, found), _prep(found), found.match["gap"] if pattern is HELD else "")
                    done.add(date.span)
    for view in views:
        for pattern in (BACKWARD, FORWARD):
            for found in view.find(pattern):
                date, year = found.slot("date"), found.slot("year")
                if date is None or date.date is None or date.span in done:
                    continue
                if year is not None and date.date.grain != "day":
                    date = year
                told = _told_after if pattern is BACKWARD else _told_before
                if date.date is None or not told(found, date.date):
                    continue
                _beside(found, _lasting(date, found), found.match["gap"] if pattern is FORWARD else "", draft)
                done.add(date.span)
        for found in view.find(ENDS):
            date = found.slot("date")
            if date is not None and date.date and date.span not in done:
                _date(draft, found.slots("what")[0], date, "hingga", "")
    for thing, slot in draft.dated:
        _dated(draft, thing, thing.first, slot, "", "")
    _weekday_bounds(things, draft, article)
    _named_years(things, draft)


def _beside(found: Found, date: Slot, gap: str, draft: Draft) -> None:
    """Date the events of a match; those that somebody opens or closes that day begin or end on it."""
    assert date.date is not None
    prep = _prep(found)
    opened = _BOUNDS.search(found.view.line[: found.match.start("what")])
    if opened is not None and date.date.grain == "day" and prep not in ("hingga", "sampai"):
        prep = "sejak" if opened[1] == "membuka" else "hingga"
    for slot in found.slots("what"):
        bare = date.date.weekday is not None and (date.date.start is None or date.date.inferred)
        weekly = bare and slot.thing is not None and is_a(slot.thing.cls, KG.Programme)
        if slot.thing is not None and (not weekly or slot.thing.number in draft.openings):
            _date(draft, slot, date, prep, gap)


def _prep(found: Found) -> str:
    """The preposition of a date: «sejak» in «sejak tahun 2012»."""
    before = [w for w in found.view.line[: found.match.start("date")].split() if w not in ("tahun", "tanggal", "hari", "bulan")]
    return before[-1] if before else ""


def _told_before(found: Found, date: DateMention) -> bool:
    """Whether the date after an event is its own, and not that of a report, of a part or of what is done for it."""
    before, gap = found.view.line[: found.match.start("what")], found.match["gap"]
    what = found.slots("what")[-1]
    if what.kind == "G" and len(gap.split()) > 6:
        return False
    if what.thing is not None and what.thing.cue in cue_words("mishaps") and _AFTERMATH.search(before):
        return False
    if _YEARLY.search(gap) or _EACH_YEAR.match(found.view.line, found.match.end("date")) or _of_another_edition(what, date):
        return False
    if date.grain == "year" and (len(gap.split()) > _FAR or date.inferred) and not _BEGUN.search(gap):
        return False
    if date.grain == "year" and gap and _BARE_YEAR.search(found.view.line[: found.match.start("date")]):
        return False
    if wished(before, gap) or (_AFTER.search(before) and re.search(r" , ‹[PTOC]", gap)):
        return False
    if re.search(r"\bdalam rangkaian(?: \w+)? $", before) and not _BEGUN.search(gap):
        return False  # «menandatangani nota dalam rangkaian Konferensi X, Rabu»
    named = date.grain == "year" and not gap  # «penerima Program Guru Pelosok tahun 2023»
    return not (
        _SOURCE.search(gap)
        or _CLAUSE.search(gap)
        or _GIVEN_UP.search(gap)
        or (_PART.search(before) and not named and not (_ITS_OWN.search(gap) and not _ROUND.search(before[-30:])))
        or (_BUSY.search(gap) and _TOWARDS.search(before) and not _ITS_OWN.search(gap))
    )


_AFTER = re.compile(r"\b(?:usai|seusai|setelah|sesudah|sebelum|selain) (?:\w+ ){0,2}$")  # «usai rapat, Ani terbang pada …»


def _of_another_edition(what: Slot, date: DateMention) -> bool:
    """Whether a date is of other years than the edition that the event's name tells: «Lari Lawu 2023», held «sejak 2019»."""
    if what.thing is None or date.start is None or not is_a(what.thing.cls, KG.Event):
        return False
    years = {int(m[0]) for name in what.thing.names for m in re.finditer(r"\b(?:19|20)\d\d\b", name)}
    return bool(years) and date.start.year not in years


def _told_after(found: Found, date: DateMention) -> bool:
    """Whether the event after a date happened on it."""
    line, gap = found.view.line, found.match["gap"]
    if (date.grain == "year" and date.inferred) or _YEARLY.search(line[: found.match.start("date")][-40:]):
        return False  # «tahun ini Festival X …», «sejak digelar pertama kali pada 2012 festival ini …»
    if _of_another_edition(found.slots("what")[-1], date):
        return False
    lasts = date.grain == "day" and date.start != date.end
    if not lasts and re.search(r"\b(?:sejak|mulai|selama)(?: hari| tanggal)? $", line[: found.match.start("date")]):
        return False
    said = not lasts and _SOURCE.search(line[: found.match.start("date")])  # no report lasts for days
    return not (
        said
        or _SAID.search(gap)
        or _ELSE.search(gap)
        or _PART.search(line[: found.match.start("what")])
        or _TOWARDS.search(line[: found.match.start("what")])
    )


_SURE: dict[re.Pattern[str], Callable[[Found, DateMention], bool]] = {
    HELD: lambda found, date: (
        date.grain == "day"
        and not any(p.search(found.match["gap"]) for p in (_GIVEN_UP, _CLAUSE, _SAID, _YEARLY))
        and not _EACH_YEAR.match(found.view.line, found.match.end("date"))
        and not wished(found.view.line[: found.match.start("what")], found.match["gap"])
    ),
    BESIDE: lambda found, date: (
        not _SOURCE.search(found.match["gap"])
        and (found.match["at"].startswith("di") or (date.start == date.end and _is_visit(found.slot("what"))))
    ),
    GOVERNED: lambda found, date: (
        date.grain == "day"
        and not _SAID.search(found.match["gap"])
        and not _ELSE.search(found.match["gap"])
        and not _SOURCE.search(found.view.line[: found.match.start("date")])
    ),
}


def _is_visit(slot: Slot | None) -> bool:
    return slot is not None and slot.thing is not None and is_a(slot.thing.cls, KG.Visit)


def _named_years(things: Things, draft: Draft) -> None:
    """The year in an event's name, where nothing dates it better: «Olimpiade Biologi Asia 2024».

    An event told with a weekday is of the year that the article speaks in.
    """
    year = year_of(draft.words)
    for thing in things.all:
        if not is_a(thing.cls, KG.Event) or not thing.own:
            continue
        if thing.cue in ("pembukaan", "penutupan") and draft.objects(thing, KG.subEventOf):
            continue  # the year is that of what is opened
        if draft.objects(thing, SCHEMA.startDate) or draft.objects(thing, SCHEMA.endDate):
            continue
        for name, spans in (*thing.names.items(), *thing.aliases.items()):
            m = re.search(r"(?<![\d/-])((?:19|20)\d\d)\)?$", name)
            if m and (thing.number not in draft.weekdays or m[1] == str(year)):
                for predicate in (SCHEMA.startDate, SCHEMA.endDate):
                    draft.claim(thing, predicate, Literal(m[1], None, XSD.gYear), spans[0], NAME)
                break


def _literal(day: dt.date) -> Literal:
    return Literal(day.isoformat(), None, XSD.date)


def _date(draft: Draft, what: Slot, slot: Slot, prep: str, gap: str) -> None:
    assert what.thing is not None
    _dated(draft, draft.openings.get(what.thing.number, what.thing), what.head, slot, prep, gap)


def _lasting(slot: Slot, found: Found) -> Slot:
    """The days that an event lasts: «selama tiga hari mulai 4 September»."""
    date, m = slot.date, _DURATION.search(found.view.line[: found.match.start("date")])
    n = number(m[1]) if m else None
    if n is None or not 2 <= n <= _LONGEST or date is None or date.grain != "day" or date.start is None or date.start != date.end:
        return slot
    return replace(slot, date=replace(date, end=date.start + dt.timedelta(days=n - 1), inferred=True))


_LONGEST = 31
_DURATION = re.compile(
    rf"\bselama ({NUMBER}) hari(?: ini| penuh)?,? (?:mulai|sejak|terhitung|dimulai)(?: (?:dari|pada|sejak|mulai|hari|tanggal))* $"
)


def _dated(draft: Draft, thing: Thing, head: Span, slot: Slot, prep: str, gap: str) -> None:
    date = slot.date
    assert date is not None
    if thing.cue in ("pembukaan", "penutupan") and date.grain == "day" and date.start != date.end:  # what is opened lasts
        thing = next((w for w in draft.objects(thing, KG.subEventOf) if isinstance(w, Thing)), thing)
    words = Span(min(head.begin, slot.span.begin), max(head.end, slot.span.end))
    if date.start is None or date.end is None:
        if thing.own and not draft.objects(thing, SCHEMA.startDate):
            draft.weekdays.setdefault(thing.number, (date, slot.span))
        return
    begun, ended = draft.objects(thing, SCHEMA.startDate), draft.objects(thing, SCHEMA.endDate)
    if date.grain == "day" and begun and begun == ended == [_precise(replace(date, grain="month"), date.start)]:
        draft.rows[:] = [r for r in draft.rows if not (r[0] is thing and r[1] in (SCHEMA.startDate, SCHEMA.endDate))]
        begun, ended = [], []  # «pekan kedua Juli», then the very days
    status = Status.INFERRED if date.inferred else Status.STATED
    begin = (thing, SCHEMA.startDate, _precise(date, date.start), words, NAME, status)
    end = (thing, SCHEMA.endDate, _precise(date, date.end), words, NAME, status)
    if prep in ("hingga", "sampai") or gap.rstrip().endswith((" hingga", " sampai")):
        if not ended:
            draft.claim(*end)
        return
    closed = date.start != date.end and date.grain == "day"  # «mulai 26 hingga 30 Agustus», «sejak Mei sampai Juli»
    closed = closed or (date.grain == "month" and date.start.month != date.end.month)
    if not closed and (
        prep in ("sejak", "mulai")
        or re.search(r"\b(?:(?:dimulai|mulai|diluncurkan|berawal|bermula)(?: \w+){0,2}|dibuka(?: [^ ]+){0,8})$", gap)
    ):
        if not begun:
            draft.claim(*begin)
        return
    if ended and not begun and date.grain == "day" and str(date.end) <= _last(ended):
        draft.claim(*begin)  # «Rabu … berlangsung hingga Kamis»
        return
    if ended or (begun and begun != [_precise(date, date.start)]):
        return
    if not begun:
        draft.claim(*begin)
    draft.claim(*end)


def _last(ends: list[Thing | Iri | Literal]) -> str:
    return max((e.value for e in ends if isinstance(e, Literal)), default="")


def _precise(date: DateMention, day: dt.date) -> Literal:
    """A day, month or year as exact as the text is."""
    if date.grain == "year":
        return Literal(f"{day:%Y}", None, XSD.gYear)
    if date.grain == "month":
        return Literal(f"{day:%Y-%m}", None, XSD.gYearMonth)
    return _literal(day)


def _weekday_bounds(things: Things, draft: Draft, article: Iri) -> None:
    """«Senin», with an end that the text dates: the weekday is kept, the latest such day bounds the beginning, candidates are marked.

    An event whose programme ends on a known day began on that weekday at the latest before the end; earlier weeks stay possible.
    """
    for n, (date, span) in sorted(draft.weekdays.items()):
        thing = next((t for t in things.all if t.number == n), None)
        if thing is None or date.weekday is None or draft.objects(thing, SCHEMA.startDate):
            continue
        time_node = draft.node("time", thing.label, "hari")
        description = time_node + "-uraian"
        draft.claim(thing, TIME.hasTime, time_node, span, NAME)
        draft.claim(time_node, RDF.type, TIME.Instant, span, NAME)
        draft.claim(time_node, TIME.inDateTime, description, span, NAME)
        draft.claim(description, RDF.type, TIME.DateTimeDescription, span, NAME)
        draft.claim(description, TIME.dayOfWeek, TIME[_WEEKDAYS[date.weekday]], span, NAME)
        for whole in [w for w in draft.objects(thing, KG.subEventOf) if isinstance(w, Thing)]:
            ends = [o for o in draft.objects(whole, SCHEMA.endDate) if isinstance(o, Literal) and o.datatype == XSD.date]
            if not ends or draft.objects(whole, SCHEMA.startDate):
                continue
            end = dt.date.fromisoformat(ends[0].value)
            latest = end - dt.timedelta(days=(end.weekday() - date.weekday) % 7)
            end_span = next(r[4][0] for r in draft.rows if r[0] is whole and r[1] == SCHEMA.endDate)
            evidence = (span, end_span)
            for event in (thing, whole):
                draft.claim(
                    event,
                    SEM.hasLatestBeginTimeStamp,
                    _literal(latest),
                    evidence,
                    NAME,
                    Status.INFERRED,
                    note="the last such weekday not after the stated end",
                )
            for weeks in (0, 1):
                day = latest - dt.timedelta(weeks=weeks)
                draft.claim(thing, KG.candidateDate, _literal(day), evidence, NAME, Status.INFERRED)
                for what, predicate in ((thing, SCHEMA.startDate), (whole, SCHEMA.startDate), (article, SCHEMA.datePublished)):
                    draft.claim(what, predicate, _literal(day), evidence, NAME, Status.DOUBTFUL, None, _WEEK, _EVEN)
