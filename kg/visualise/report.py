"""A short report of a graph in numbers and plots, as one file without scripts; «34 entitas dari 1 artikel»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.visualise.facts import Knowledge, read
from kg.visualise.network import label
from kg.visualise.page import content_hash
from kg.visualise.payload import STATUSES
from kg.visualise.terms import ASSETS, families, family, term_label, words

if TYPE_CHECKING:
    import pyoxigraph

_MOST = 20
_WIDTH = 320  # pixels of the longest bar
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # signs that turn the writing round

Bar = tuple[str, int, str]  # label, count, CSS class


def write_report(store: pyoxigraph.Store, path: Path, *, language: str = "id") -> None:
    """Write the report in 'id' or 'en' to `path`; OutputError if it cannot be written. The same graph gives the same bytes."""
    try:
        path.write_text(report(store, language=language), encoding="utf-8", newline="\n")
    except OSError as e:
        raise OutputError(f"{path}: the report cannot be written: {e.strerror}; choose another file") from e


def report(store: pyoxigraph.Store, *, language: str = "id") -> str:
    """The report as text; see `write_report`."""
    knowledge, say = read(store), words()[language]
    bars = {
        "types": _families(knowledge, language),
        "main_entities": _entities(knowledge, language),
        "relations": _relations(knowledge, language),
        "statuses": _statuses(knowledge, say),
        "days": _months(knowledge),
    }
    plots = [_plot(say[key], found, language) for key, found in bars.items()]
    entities = sum(t.kind == "entity" for t in knowledge.things.values())
    counts = (("articles_n", len(knowledge.identifiers)), ("entities_n", entities), ("facts_n", len(knowledge.facts)))
    style = (ASSETS / "report.css").read_text(encoding="utf-8") + _colours()
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {content_hash(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Beritagraf</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>beritagraf</h1>\n"
        f"<p>{' · '.join(say[key].format(n=_number(n, language)) for key, n in counts)}</p>\n"
        f"{''.join(plots)}</main>\n</body>\n</html>\n"
    )


def _plot(title: str, bars: Sequence[Bar], language: str) -> str:
    if not bars:
        return ""
    longest = max(count for _, count, _ in bars)
    rows = "".join(_row(bar, longest, language) for bar in bars)
    return f"<h2>{escape(title)}</h2>\n<table>\n{rows}</table>\n"


def _row(bar: Bar, longest: int, language: str) -> str:
    name, count, kind = bar
    width = max(2, round(_WIDTH * count / longest))
    return (
        f'<tr><th scope="row">{escape(name.translate(_TURNING))}</th><td class="count">{_number(count, language)}</td><td>'
        f'<svg width="{_WIDTH}" height="14" aria-hidden="true"><rect class="{kind}" width="{width}" height="14" rx="3"/></svg>'
        "</td></tr>\n"
    )


def _number(count: int, language: str) -> str:
    return f"{count:,}".replace(",", "." if language == "id" else ",")


def _colours() -> str:
    light = "".join(f".{f.key}{{fill:{f.light}}}" for f in families())
    dark = "".join(f".{f.key}{{fill:{f.dark}}}" for f in families())
    return f"{light}@media (prefers-color-scheme: dark){{{dark}}}"


def _families(knowledge: Knowledge, language: str) -> list[Bar]:
    counts = Counter(family(t.cls) for t in knowledge.things.values() if t.kind == "entity")
    return [(getattr(f, language), counts[n], f.key) for n, f in enumerate(families()) if counts[n]]


def _entities(knowledge: Knowledge, language: str) -> list[Bar]:
    ends = Counter(i for f in knowledge.facts if f.asserted for i in (f.subject, f.object) if isinstance(i, str))
    things = [t for t in knowledge.things.values() if t.kind == "entity" and ends[t.iri]]
    first = sorted(things, key=lambda t: (-ends[t.iri], t.iri))[:_MOST]
    return [(label(t, language), ends[t.iri], families()[family(t.cls)].key) for t in first]


def _relations(knowledge: Knowledge, language: str) -> list[Bar]:
    return _most(Counter(term_label(f.relation, language) for f in knowledge.facts))


def _statuses(knowledge: Knowledge, say: dict[str, str]) -> list[Bar]:
    counts = Counter(s.status for f in knowledge.facts for s in f.supports)
    return [(say[f"status_{s}"], counts[s], s.lower()) for s in STATUSES if counts[s]]


def _months(knowledge: Knowledge) -> list[Bar]:
    counts = Counter(day[:7] for day in knowledge.dates.values())
    return [(month, counts[month], "plain") for month in sorted(counts)]


def _most(counts: Counter[str]) -> list[Bar]:
    return [(name, n, "plain") for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_MOST]]
