"""Page furniture of the outlets, recognised so that it is never read as news: «Baca juga: …», «Pewarta: …»."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from kg.language.headlines import headline_end
from kg.model import Span
from kg.resources import data_dir


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a story: the whole span, its place (may be none) and its agency."""

    span: Span
    place: Span | None
    agency: Span


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    raw = tomllib.loads((data_dir() / "cues" / "furniture.toml").read_text(encoding="utf-8"))
    flags = {"tail": re.DOTALL}
    return {k: [re.compile(p, flags.get(k, re.NOFLAG)) for p in v] for k, v in raw.items()}


def furniture(text: str) -> list[Span]:
    """The spans of page furniture, sorted, not overlapping.

    >>> t = "Ia hadir. Baca juga: Menteri tiba di Jepang Dalam acara itu ia berpidato. Pewarta: Ani"
    >>> [t[s.begin:s.end] for s in furniture(t)]
    ['Baca juga: Menteri tiba di Jepang ', 'Pewarta: Ani']
    """
    spans: list[Span] = []
    stop = len(text)
    for p in _patterns()["tail"]:
        if m := p.search(text):
            stop = min(stop, m.start())
    if stop < len(text):
        spans.append(Span(stop, len(text)))
    head = dateline(text)
    if head is not None and text[: head.span.begin].strip():
        spans.append(Span(0, head.span.begin))
    for kind in ("line", "byline"):
        spans += [Span(m.start(), m.end()) for p in _patterns()[kind] for m in p.finditer(text, 0, stop)]
    starts = sorted((m.start(), m.end()) for p in _patterns()["reference"] for m in p.finditer(text, 0, stop))
    for i, (a, b) in enumerate(starts):
        limit = min([stop] + [s for s, _ in starts[i + 1 : i + 2]] + ([n] if (n := text.find("\n", b)) >= 0 else []))
        spans.append(Span(a, headline_end(text, b, limit)))
    merged: list[Span] = []
    for s in sorted(spans):
        if merged and s.begin < merged[-1].end:
            merged[-1] = Span(merged[-1].begin, max(merged[-1].end, s.end))
        else:
            merged.append(s)
    return merged


_GLUED = re.compile(r"[a-z][A-Z]")
_CREDIT = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,4})(?:,? [A-Z][a-z]+){0,3},? \(ANTARA(?: ?/ ?\w+)?\) ?[-–]")
_SCRIPT = re.compile(r"\s*(?:\(function\(\) \{.*?\}\)\(\)\s*)?")  # of a page's player, which may stand first
_PREAMBLE = 600  # code points; a pull quote may stand before the dateline


def _late(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """A dateline after a pull quote that was printed in front of the story without a break: «… kita aturJakarta (ANTARA) - …»."""
    found = _CREDIT.search(text, 0, _PREAMBLE)
    return pattern.match(text, found.start()) if found else None


def bylines(text: str) -> list[Span]:
    """Spans of newsroom codes such as «(T.L007)»."""
    return sorted(Span(m.start(), m.end()) for p in _patterns()["byline"] for m in p.finditer(text))


def dateline(text: str) -> Dateline | None:
    """The dateline at the head of the text, if there is one.

    >>> d = dateline("Yogyakarta, (Antara) - Menteri tiba.")
    >>> d.place, d.agency
    (Span(begin=0, end=10), Span(begin=13, end=19))
    """
    start = _SCRIPT.match(text).end()  # type: ignore[union-attr]
    for p in _patterns()["dateline"]:
        m = p.match(text, start)
        if m is not None and m.group("place") and _GLUED.search(m.group("place")):
            m = None  # the end of a short pull quote, not a place
        if m := m or _late(text, p):
            named = m.group("place") or ""
            place = Span(m.start("place"), m.start("place") + len(named.partition(",")[0])) if named else None
            return Dateline(Span(m.start(), m.end()), place, Span(*m.span("agency")))
    return None
