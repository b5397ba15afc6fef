"""When events are: «pada 6-10 Oktober 2025», «hingga 9 Agustus», «Rabu (13/9)»; a bare weekday stays a weekday."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.view import Slot, View, rule
from kg.language.dates import DateMention
from kg.model import Iri, Literal, Span, Status
from kg.ontology import KG, RDF, SCHEMA, SEM, TIME, XSD, is_a

NAME = "times"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SOURCE = re.compile(
    r"(?:keterangan\w*|siaran pers|pernyataan\w*|rilis|dikutip|diterima|dihubungi|ditemui|dilansir|mengatakan|kata|ujar|tulis|jelas|unggah\w*|laporan|dilaporkan|melansir|laman|situs|data|informasi)[^.;]{0,60}$"
)
_WEEK = "a weekday only is stated; this week is possible, others are not excluded"
_EVEN = 0.5  # two weeks are offered and nothing in the text prefers one
_BOUNDS = re.compile(r"\b(membuka|menutup)(?: \w+)?\s*$")
_PART = re.compile(
    r"\b(?:korban|penyintas|pengungsi|posko|lokasi|terdampak|bantuan|kontingen|final|babak|partai|laga|leg|putaran|pekan ke-\d+|kualifikasi)(?: \w+)?(?: di)? $"
)
FORWARD = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EGD])[^ ]+){0,16}?)(?P<prep> (?:pada|mulai|sejak|hingga|sampai|dari|tanggal|hari))*(?: ,| \()? (?P<date><D>)"
)
HELD = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EGD])[^ ]+){0,8}? (?:berlangsung|digelar|dilaksanakan|diadakan|diselenggarakan|dijadwalkan)(?: (?!‹[EGD])[^ ]+){0,8}?)"
    r"(?P<prep> (?:pada|mulai|sejak|hingga|sampai|dari|tanggal|hari))*(?: ,| \()? (?P<date><D>)"
)
BESIDE = rule(
    r"(?P<what><E>)(?: (?!‹E)[^ ]+){0,10}? di sela(?:-sela)? (?:\w+ )?<EG>(?P<gap>(?: (?!‹[EGD])[^ ]+){0,10}?)(?: ,)? (?P<date><D>)"
)
ENDS = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EG]|\.)[^ ]+){0,20}? (?:ditutup|berakhir|selesai|rampung))(?: (?!‹)[^ .]+){0,3} (?P<date><D>)"
)
BACKWARD = rule(
    r"(?:pada|^|,) ?(?:hari )?(?P<date><D>)(?: ,)?(?P<gap>(?: (?!‹[EGD]|\.|sedangkan|sementara|adapun|namun|lalu)[^ ]+){0,8}?) (?P<what><EG>(?: (?:sekaligus|dan|serta) <EG>)*)"
)


def times(views: list[View], things: Things, draft: Draft, article: Iri) -> None:
    """Draft dates of events and programmes; weekdays and what follows from them for openings."""
    done: set[Span] = set()
    for view in views:
        for found in view.find(HELD):
            what, date = found.slot("what"), found.slot("date")
            if what and date and what.thing and date.date and date.date.grain == "day" and date.span not in done:
                prep = view.line[: found.match.start("date")].split()[-1]
                _date(draft, what, date, prep, found.match["gap"])
                done.add(date.span)
    for view in views:
        if BESIDE.search(view.line):
            for found in view.find(BESIDE):
                what, date = found.slot("what"), found.slot("date")
                if what and date and what.thing and date.date and not _SOURCE.search(found.match["gap"]):
                    _date(draft, what, date, "", "")
                    done.add(date.span)
        for pattern in (BACKWARD, FORWARD):
            for found in view.find(pattern):
                what, date = found.slot("what"), found.slot("date")
                if not what or not date or what.thing is None or date.date is None or date.span in done:
                    continue
                before = view.line[: found.match.start("date")]
                if pattern is not BACKWARD and what.kind == "G" and len(found.match["gap"].split()) > 6:
                    continue
                if pattern is not BACKWARD and (
                    _SOURCE.search(found.match["gap"]) or _PART.search(view.line[: found.match.start("what")])
                ):
                    continue
                if pattern is BACKWARD and (
                    _SOURCE.search(before) or re.search(r"\b(?:kata|ujar|mengatakan|berharap)\b", found.match["gap"])
                ):
                    continue
                if (
                    is_a(what.thing.cls, KG.Programme)
                    and date.date.grain == "weekday"
                    and what.thing.number not in draft.openings
                ):
                    continue
                prep = before.split()[-1] if before.split() else ""
                opened = _BOUNDS.search(view.line[: found.match.start("what")])
                if opened is not None and date.date.grain == "day" and prep not in ("hingga", "sampai"):
                    prep = "sejak" if opened[1] == "membuka" else "hingga"
                for slot in found.slots("what"):
                    if slot.thing is not None:
                        _date(draft, slot, date, prep, found.match["gap"] if pattern is not BACKWARD else "")
                done.add(date.span)
        for found in view.find(ENDS):
            what, date = found.slot("what"), found.slot("date")
            if what and date and date.date and date.span not in done:
                _date(draft, what, date, "hingga", "")
    for thing, slot in draft.dated:
        _dated(draft, thing, thing.first, slot, "", "")
    _named_years(things, draft)
    _weekday_bounds(things, draft, article)


def _named_years(things: Things, draft: Draft) -> None:
    """The year in an event's name, where nothing dates it better: «Olimpiade Biologi Asia 2024»."""
    for thing in things.all:
        if not is_a(thing.cls, KG.Event) or not thing.own or thing.number in draft.weekdays:
            continue
        if draft.objects(thing, SCHEMA.startDate) or draft.objects(thing, SCHEMA.endDate):
            continue
        for name, spans in (*thing.names.items(), *thing.aliases.items()):
            if m := re.search(r"(?<![\d/-])((?:19|20)\d\d)\)?$", name):
                for predicate in (SCHEMA.startDate, SCHEMA.endDate):
                    draft.claim(thing, predicate, Literal(m[1], None, XSD.gYear), spans[0], NAME)
                break


def _literal(day: dt.date) -> Literal:
    return Literal(day.isoformat(), None, XSD.date)


def _date(draft: Draft, what: Slot, slot: Slot, prep: str, gap: str) -> None:
    assert what.thing is not None
    _dated(draft, draft.openings.get(what.thing.number, what.thing), what.head, slot, prep, gap)


def _dated(draft: Draft, thing: Thing, head: Span, slot: Slot, prep: str, gap: str) -> None:
    date = slot.date
    assert date is not None
    words = Span(min(head.begin, slot.span.begin), max(head.end, slot.span.end))
    if date.start is None or date.end is None:
        if thing.own and not draft.objects(thing, SCHEMA.startDate):
            draft.weekdays.setdefault(thing.number, (date, slot.span))
        return
    begun, ended = draft.objects(thing, SCHEMA.startDate), draft.objects(thing, SCHEMA.endDate)
    if date.grain == "day" and begun and begun == ended == [_precise(replace(date, grain="month"), date.start)]:
        draft.rows[:] = [r for r in draft.rows if not (r[0] is thing and r[1] in (SCHEMA.startDate, SCHEMA.endDate))]
        begun, ended = [], []  # «pekan kedua Juli», then the very days
    if prep in ("hingga", "sampai") or gap.rstrip().endswith((" hingga", " sampai")):
        if not ended:
            draft.claim(thing, SCHEMA.endDate, _precise(date, date.end), words, NAME)
        return
    closed = date.start != date.end and date.grain == "day"  # «mulai 26 hingga 30 Agustus»
    if not closed and (
        prep in ("sejak", "mulai") or re.search(r"\b(?:(?:dimulai|mulai|diluncurkan)(?: \w+){0,2}|dibuka(?: [^ ]+){0,8})$", gap)
    ):
        if not begun:
            draft.claim(thing, SCHEMA.startDate, _precise(date, date.start), words, NAME)
        return
    if ended and not begun and date.grain == "day" and str(date.end) <= _last(ended):
        draft.claim(thing, SCHEMA.startDate, _precise(date, date.start), words, NAME)  # «Rabu … berlangsung hingga Kamis»
        return
    if ended or (begun and begun != [_precise(date, date.start)]):
        return
    if not begun:
        draft.claim(thing, SCHEMA.startDate, _precise(date, date.start), words, NAME)
    draft.claim(thing, SCHEMA.endDate, _precise(date, date.end), words, NAME)


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
    for number, (date, span) in sorted(draft.weekdays.items()):
        thing = next((t for t in things.all if t.number == number), None)
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
