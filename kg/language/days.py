"""Days that other days of the text tell: «besoknya», «pada hari yang sama», «hari ini», «Jumat» after «Kamis (14/9)»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from kg.language.dates import DateMention
from kg.language.numbers import number
from kg.language.verbs import spelt
from kg.model import Span

_POINTER = re.compile(
    r"\b(?:[Hh]ari (?P<today>ini)\b(?!,? ?\()|(?:[Hh]ari|[Tt]anggal) (?P<same>yang sama|itu juga)\b"
    r"|(?P<later>(?:[Ss]ehari|(?:[Dd]ua|[Tt]iga|[Ee]mpat|[Ll]ima|\d) hari)"
    r" (?:kemudian|berselang|setelah(?:nya| itu)|sebelumnya))\b(?!,? ?\()"
    r"|(?P<next>(?:[Kk]eesokan|[Bb]esok|[Ee]sok) ?(?:hari)?nya)\b(?!,? ?\())"
)
_REPORT = re.compile(spelt(r"\b(?:<say>|<tell>|tulis|keterangan\w*|siaran pers|pernyataan\w*|rilis\w*)\b[^.;\"”]{0,90}$"))
_PLANNED = re.compile(spelt(r"\b(?:<planned>|besok|rencana\w*)\b"))
_OPEN = re.compile(r"\s*(?:pekan |minggu |yang )?(?:lalu|depan|mendatang|silam|kemarin|besok|-|–|hingga|sampai|dan)\b")

_NOT = re.compile(r"\b(?:tidak|tak|bukan|batal) $")
_EVERY = re.compile(r"\b(?:[Ss]etiap|[Tt]iap|[Ss]aban)(?: hari)? $")


def settled(
    text: str, sentences: Sequence[Span], found: Sequence[tuple[DateMention, ...]], published: dt.date | None
) -> list[tuple[DateMention, ...]]:
    """The dates of each sentence, with those that only another date of the text settles.

    published: day of publication, where known
    A weekday is settled by a dated weekday a few days before it, or after it where that is planned; by the day of publication, as
    the last such day, or the next where it is planned; else it stays open.

    >>> from kg.language.dates import dates
    >>> t = "tiba Kamis (14/9/2023), rapat digelar Jumat, keesokan harinya Senin lalu"
    >>> [d.iso for d in settled(t, [Span(0, len(t))], [tuple(dates(t, 0, len(t), None))], None)[0]]
    ['2023-09-14', '2023-09-15', '2023-09-16', '']
    """
    today = published or _report_day(text, found)
    anchors = [
        (d.start, _PLANNED.search(text, s.begin, d.span.begin) is not None)
        for s, ds in zip(sentences, found, strict=True)
        for d in ds
        if d.start is not None and d.start == d.end and d.weekday is not None
    ]
    last: dt.date | None = None
    out: list[tuple[DateMention, ...]] = []
    for s, ds in zip(sentences, found, strict=True):
        mentions: list[DateMention] = []
        for d in sorted((*ds, *_pointers(text, s, ds)), key=lambda d: d.span):
            day = (_day(d, text, last, today, anchors) or _of_the_week(d, text, s, published)) if d.start is None else None
            if day is not None:
                d = replace(d, start=day, end=day, grain="day", inferred=True)  # noqa: PLW2901
            if d.start is not None or d.grain == "weekday":
                mentions.append(d)
            if d.grain == "day" and d.start is not None:
                last = d.end if d.start == d.end else None
        out.append(tuple(mentions))
    return out


def _pointers(text: str, sentence: Span, known: Sequence[DateMention]) -> list[DateMention]:
    """The words of a sentence that point to another day, not yet settled; `grain` says how."""
    return [
        DateMention(Span(m.start(), m.end()), None, None, m.lastgroup or "")
        for m in _POINTER.finditer(text, sentence.begin, sentence.end)
        if not any(d.span.begin < m.end() and m.start() < d.span.end for d in known)
    ]


def _day(
    d: DateMention, text: str, last: dt.date | None, today: dt.date | None, anchors: list[tuple[dt.date, bool]]
) -> dt.date | None:
    if d.grain == "today":
        return today
    if d.grain == "later":
        words = text[d.span.begin : d.span.end].lower().split()
        after = 1 if words[0] == "sehari" else number(words[0]) or 0
        return last and last + dt.timedelta(days=-after if words[-1] == "sebelumnya" else after)
    if d.grain in ("same", "next"):
        return last and last + dt.timedelta(days=d.grain == "next")
    if d.weekday is None or _OPEN.match(text, d.span.end):
        return None
    days = {_nearby(anchor, planned, d.weekday) for anchor, planned in anchors}
    return days.pop() if len(days) == 1 else None


def _of_the_week(d: DateMention, text: str, sentence: Span, published: dt.date | None) -> dt.date | None:
    """«Sabtu» in an article of known day: the last one up to that day, the next where the sentence is of what is to come."""
    begin, end = d.span
    if published is None or d.weekday is None or _OPEN.match(text, end) or _EVERY.search(text, max(0, begin - 20), begin):
        return None
    if any(c.isdigit() for c in text[begin:end]):
        return None  # «Senin (22/8)» in a year in which that day is no Monday
    planned = _PLANNED.search(text, sentence.begin, d.span.begin)
    if planned and _NOT.search(text, sentence.begin, planned.start()):
        return None
    if planned:
        ahead = (d.weekday - published.weekday()) % 7
        return published + dt.timedelta(days=ahead) if ahead else None
    return published - dt.timedelta(days=(published.weekday() - d.weekday) % 7)


def _nearby(anchor: dt.date, planned: bool, weekday: int) -> dt.date | None:
    """The weekday within three days after a day that is past, or before one that is to come."""
    ahead = (weekday - anchor.weekday()) % 7
    days = ahead - 7 if planned and ahead else ahead
    return anchor + dt.timedelta(days=days) if abs(days) <= _NEAR else None


_NEAR = 3


def _report_day(text: str, found: Sequence[tuple[DateMention, ...]]) -> dt.date | None:
    """The one day on which all that the article quotes was said."""
    days = {
        d.start
        for ds in found
        for d in ds
        if d.start is not None and d.start == d.end and _REPORT.search(text, max(0, d.span.begin - 120), d.span.begin)
    }
    return days.pop() if len(days) == 1 else None
