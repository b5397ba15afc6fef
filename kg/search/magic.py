"""Full-text search inside SPARQL: `?x search:label "kemenperin"` and `?article search:text "pelatihan"` become VALUES.

?entity search:label "sekjen kemenperin" .
(?article ?score ?sentence) search:text ("pelatihan batik" 20) .
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import KGError, QueryError
from kg.model import Iri
from kg.ontology import BASE
from kg.query.guard import hidden
from kg.search.index import Found, open_index

SEARCH: Iri = BASE + "search#"
_LIMIT, _MOST = 100, 10_000
_STRING = r'"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z-]+)?'
_NAME = rf"(?:search:|<{re.escape(SEARCH)})(label|text)\b>?"
_USE = re.compile(
    rf"([?$]\w+|\(\s*(?:[?$]\w+\s*){{1,3}}\))\s+{_NAME}\s*(?:({_STRING})|\(\s*({_STRING})(?:\s+(\d+))?\s*\))\s*(?=[.}}])"
)
_LEFT = re.compile(_NAME)
_DECLARED = re.compile(rf"\bPREFIX\s+search:\s*<(?!{re.escape(SEARCH)})", re.IGNORECASE)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def expanded(query: str, output: Path | None) -> str:
    """The query with each use of search: as the VALUES it stands for; the same text if there is none. QueryError, StoreError."""
    if ("search:" not in query and SEARCH not in query) or not _LEFT.search(query) or _DECLARED.search(query):
        return query
    spans = hidden(query)
    if spans is None:
        raise QueryError("search: cannot stand in a query with escapes outside strings or quotes inside IRIs; write them out")
    closed = [(b, e) for b, e in spans if query[b] in "\"'#"]

    def outside(at: int) -> bool:
        return not any(b <= at < e for b, e in closed)

    out, at = "", 0
    for use in _USE.finditer(query):
        if outside(use.start()):
            out += query[at : use.start()] + _values(use, output)
            at = use.end()
    out += query[at:]
    if any(outside_of(m.start(), out) for m in _LEFT.finditer(out)):
        raise QueryError(
            'search: stands alone, as in  ?x search:label "words" .  or  (?article ?score ?sentence) search:text ("words" 20) .'
        )
    return out


def outside_of(at: int, text: str) -> bool:
    """Whether a place in a query is outside strings and comments."""
    return not any(b <= at < e for b, e in hidden(text) or [] if text[b] in "\"'#")


def _values(use: re.Match[str], output: Path | None) -> str:
    variables = re.findall(r"[?$]\w+", use[1])
    literal = use[3] or use[4]
    words = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), literal[1 : literal.rindex('"')])
    limit = min(int(use[5] or _LIMIT), _MOST)
    rows = []
    seen = set()
    for hit in _hits(use[2], words, limit, output):
        row = (f"<{hit.iri}>", f"{hit.score:.4f}", _quoted(hit.text))[: len(variables)]
        if row[0] not in seen or len(variables) == 3:
            rows.append(f"({' '.join(row)})")
        seen.add(row[0])
    return f"VALUES ({' '.join(variables)}) {{ {' '.join(rows)} }} "


def _hits(kind: str, words: str, limit: int, output: Path | None) -> list[Found]:
    if output is None:
        raise QueryError("search: needs an output folder with its texts; serve or query the folder that kg build wrote")
    try:
        index = open_index(output)
    except QueryError:
        raise
    except KGError as e:
        raise QueryError(str(e)) from e
    try:
        return index.names(words, limit) if kind == "label" else index.sentences(words, limit)
    finally:
        index.close()


def _quoted(text: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'
