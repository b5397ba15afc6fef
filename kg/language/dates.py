"""Dates of the news: «9 Agustus 2017», «6-10 Oktober 2025», «Rabu (13/9)», «Senin», «sejak 2020».

A date without a year takes the year of the article's own lines; a bare weekday stays a weekday.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.model import Span

_MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
    "jan",
    "feb",
    "mar",
    "apr",
    "-",
    "jun",
    "jul",
    "agu",
    "sep",
    "okt",
    "nov",
    "des",
    "-",
    "pebruari",
    "-",
    "-",
    "-",
    "-",
    "-",
    "agt",
    "sept",
    "oct",
    "nop",
    "dec",
]
MONTH = {name: i % 12 + 1 for i, name in enumerate(_MONTHS) if name != "-"} | {"ags": 8, "agst": 8}
WEEKDAY = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5, "minggu": 6, "ahad": 6}

_M = "|".join(sorted((m.capitalize() for m in MONTH), key=len, reverse=True))
_D = "|".join(w.capitalize() for w in WEEKDAY)
_HOUR = "dini hari|pagi|siang|sore|petang|malam|lalu"
_DATE = re.compile(
    r"(?=[(\dA-Zt])(?:"  # what a date can begin with: said first, this spares trying the rest at every letter
    rf"(?:(?P<weekday>{_D})\b(?:\s*(?:-|–|dan|hingga|sampai)\s*(?P<last>{_D})\b)?(?:\s+(?:{_HOUR})\b)?,?\s*)?(?:tanggal\s+)?(?:"
    rf"\(?(?P<d1>\d{{1,2}})(?:\s*(?P<m1>{_M})\b)?(?:\s*(?P<y1>\d{{4}}))?\s*"
    r"(?:--?|–|—|hingga|sampai(?: dengan)?|s/d|s\.d\.?|dan)\s*"
    rf"(?P<d2>\d{{1,2}})\s+(?P<m2>{_M})\b\.?(?:\s+(?P<y2>\d{{4}}))?\)?"
    rf"|\(?(?P<d3>\d{{1,2}})\s+(?P<m3>{_M})\b\.?(?:\s+(?P<y3>\d{{4}}))?\)?"
    r"|\((?P<d6>\d{1,2})(?:/(?P<m6>\d{1,2})(?:/(?P<y6>\d{2,4}))?)?\s*[-–]\s*(?P<d7>\d{1,2})/(?P<m7>\d{1,2})(?:/(?P<y7>\d{2,4}))?\)"
    r"|\(?(?P<d4>\d{1,2})[/-](?P<m4>\d{1,2})[/-](?P<y4>\d{2,4})\)?"
    r"|\((?P<d5>\d{1,2})/(?P<m5>\d{1,2})\)"
    rf"|(?:(?P<m7a>{_M})\s*(?:-|–|hingga|sampai|dan)\s*)?(?P<m8>{_M})\s+(?P<y8>(?:19|20)\d{{2}})\b"
    r"|(?<=[Tt]ahun )(?P<y9>(?:19|20)\d{2})\b|(?<=[Ss]ejak )(?P<y10>(?:19|20)\d{2})\b|(?<=[Pp]ada )(?P<y11>(?:19|20)\d{2})\b(?!/)"
    rf"|(?:(?P<m11>{_M})\s*(?:-|–|hingga|sampai|dan)\s*)?(?P<m12>{_M})\s+(?P<way>mendatang|lalu|ini)\b"
    r"|tahun (?P<years>depan|lalu|ini)\b"
    r")"
    rf"|\b(?P<only>{_D})\b(?!\s*\()"
    r")"
)
_TO = re.compile(r"\)?\s*(?:-|–|hingga|sampai(?: dengan)?|s/d|s\.d\.?|(?P<two>dan))\s*(?:hari\s+)?")
_YEAR = re.compile(rf"(?=[\d©])(?:\d{{1,2}}\s+(?:{_M})\s+|\d{{1,2}}/\d{{1,2}}/|©[^\d\n]{{0,40}})((?:19|20)\d{{2}})\b")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    start, end: first and last day meant (a month or year spans all its days); None for a bare weekday
    grain: "day", "month", "year" or "weekday"; weekday: 0 is Monday
    inferred: worked out from another date of the text
    """

    span: Span
    start: dt.date | None
    end: dt.date | None
    grain: str
    weekday: int | None = None
    inferred: bool = False

    @property
    def iso(self) -> str:
        """`2017-08-09`, `2017-08`, `2017` or an interval `2025-10-06/2025-10-10`."""
        if self.start is None or self.end is None:
            return ""
        form = {"month": "%Y-%m", "year": "%Y"}.get(self.grain, "%Y-%m-%d")
        first, last = f"{self.start:{form}}", f"{self.end:{form}}"
        return first if first == last else f"{first}/{last}"


def year_of(text: str, published: dt.date | None = None) -> int | None:
    """The year that the article's own lines speak in: that of its dates, the copyright line included."""
    if published:
        return published.year
    years = Counter(int(m[1]) for m in _YEAR.finditer(text))
    return max(years, key=lambda y: (years[y], y)) if years else None


def dates(text: str, begin: int, end: int, year: int | None) -> list[DateMention]:
    """The dates in `text[begin:end]`, in order; `year` completes those that have none.

    >>> t = "berlangsung Rabu (13/9) hingga Jumat (15/9), 9 Agustus 2017, Senin"
    >>> [(t[d.span.begin:d.span.end], d.iso) for d in dates(t, 0, len(t), 2023)]
    [('Rabu (13/9) hingga Jumat (15/9)', '2023-09-13/2023-09-15'), ('9 Agustus 2017', '2017-08-09'), ('Senin', '')]
    """
    found: list[DateMention] = []
    for m in _DATE.finditer(text, begin, end):
        d = _read(m, year)
        if not d:
            continue
        to = _TO.fullmatch(text, found[-1].span.end, d.span.begin) if found else None
        whole = _until(found[-1], d, to["two"] is not None) if to else None
        if whole:
            found.pop()
        if (
            found
            and found[-1].grain == "year"
            and found[-1].inferred
            and d.grain != "weekday"
            and d.span.begin - found[-1].span.end < _NEAR
        ):
            found.pop()  # «yang tahun ini digelar mulai 4 Mei»
        found.append(whole or d)
    return found


_NEAR = 60
_AGES = re.compile(r"(?:\d|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|tiap) $")  # «setiap empat tahun ini»


def _until(first: DateMention, last: DateMention, two: bool) -> DateMention | None:
    """«Senin (8/6) hingga Rabu (10/6)», «Senin hingga Rabu (10/6)»: the days from the first to the last, or None.

    two: «Sabtu (6/6) dan Minggu (7/6)», which must be days one after the other
    """
    if last.start is None or last.end is None or last.grain != "day" or first.grain not in ("day", "weekday"):
        return None
    start = first.start
    if start is None and first.weekday is not None and last.start == last.end:
        start = last.start - dt.timedelta(days=(last.start.weekday() - first.weekday) % 7)
    if start is None or start >= last.end or (two and start + dt.timedelta(days=1) != last.end):
        return None
    return DateMention(Span(first.span.begin, last.span.end), start, last.end, "day", first.weekday)


def _read(m: re.Match[str], year: int | None) -> DateMention | None:
    g = m.groupdict()
    span = Span(m.start(), m.end())
    day = WEEKDAY.get((g["weekday"] or g["only"] or "").lower())
    if g["only"]:
        return DateMention(span, None, None, "weekday", day)
    for key in ("y9", "y10", "y11"):
        if g[key]:
            return _year(span, int(g[key]))
    if g["m8"]:
        return _month(span, int(g["y8"]), MONTH[g["m8"].lower()], MONTH[(g["m7a"] or g["m8"]).lower()])
    if g["years"] or g["m12"]:
        return _relative(span, g, year) if not _AGES.search(m.string, max(0, m.start() - 12), m.start()) else None
    first: tuple[str | None, ...]
    last: tuple[str | None, ...]
    if g["d2"]:
        first, last = (g["d1"], g["m1"] or g["m2"], g["y1"] or g["y2"]), (g["d2"], g["m2"], g["y2"])
    elif g["d7"]:
        first, last = (g["d6"], g["m6"] or g["m7"], g["y6"] or g["y7"]), (g["d7"], g["m7"], g["y7"])
    else:
        i = next(i for i in "345" if g[f"d{i}"])
        first = last = (g[f"d{i}"], g[f"m{i}"], g.get(f"y{i}"))
    a, b = _day(*first, year), _day(*last, year)
    if a is None or b is None or a > b:
        return None
    if day is not None and a == b and g["last"] and b.weekday() == WEEKDAY[g["last"].lower()]:
        a = b - dt.timedelta(days=(b.weekday() - day) % 7)  # «Jumat hingga Minggu (17/9)»
    if day is not None and a == b and a.weekday() != day and not first[2]:
        return DateMention(span, None, None, "weekday", day)  # the year does not fit: leave it open
    return DateMention(span, a, b, "day", day)


def _relative(span: Span, g: dict[str, str | None], year: int | None) -> DateMention | None:
    """«tahun depan», «Oktober mendatang»; none without the article's year, or where the month may be of the year beside it."""
    if year is None:
        return None
    if g["years"]:
        told = _year(span, year + {"depan": 1, "lalu": -1, "ini": 0}[g["years"]])
        return replace(told, inferred=g["years"] == "ini")
    month = MONTH[(g["m12"] or "").lower()]
    if (g["way"] == "mendatang" and month <= 3) or (g["way"] == "lalu" and month >= 10):
        return None
    return _month(span, year, month, MONTH[(g["m11"] or g["m12"] or "").lower()])


def _year(span: Span, year: int) -> DateMention:
    return DateMention(span, dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _month(span: Span, year: int, month: int, since: int | None = None) -> DateMention:
    """A month, or those from `since` to it where the two are in order."""
    first = since if since and since <= month else month
    return DateMention(span, dt.date(year, first, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def _day(day: str | None, month: str | None, year: str | None, default: int | None) -> dt.date | None:
    if not day or not month:
        return None
    m = int(month) if month.isdecimal() else MONTH[month.lower()]
    y = int(year) if year else default
    if y is None:
        return None
    try:
        return dt.date(y + 2000 if y < 100 else y, m, int(day))
    except ValueError:
        return None
