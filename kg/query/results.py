"""Answers as a table for people, or as CSV, TSV, JSON, XML or RDF for programs."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.formats import FORMATS, spelt, xml_text
from kg.model import Iri
from kg.query.run import Answer
from kg.query.terminal import fit, pad, visible, width

ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GAP = "  "
_NARROWEST = 6  # columns that a cell keeps, however many there are


def written(answer: Answer, name: str, base: Iri) -> bytes:
    """The answer as bytes in a format of `ROWS` (SELECT, ASK) or `FORMATS` (CONSTRUCT, DESCRIBE); QueryError for another."""
    if isinstance(answer, ox.QueryTriples):
        if name not in FORMATS:
            raise QueryError(f"CONSTRUCT and DESCRIBE give a graph, not {name}; choose --format {' or '.join(FORMATS)}")
        return spelt(_triples(answer), name, base)
    if name not in ROWS:
        raise QueryError(f"SELECT and ASK give rows, not {name}; choose --format {' or '.join(ROWS)}")
    try:
        data = answer.serialize(format=ROWS[name]) or b""
    except (OSError, RuntimeError) as e:
        raise QueryError(f"the query cannot be answered: {e}") from e
    if name == "xml":
        data = xml_text(data.decode()).replace("\r", "&#13;").encode()
    return data if data.endswith(b"\n") else data + b"\n"


def table(answer: ox.QuerySolutions | ox.QueryBoolean, prefixes: dict[str, Iri], columns: int | None) -> str:
    """The answer for people, within a width in columns; None: as wide as it comes. Only here are values ever cut."""
    if isinstance(answer, ox.QueryBoolean):
        return "yes" if answer else "no"
    heads = [v.value for v in answer.variables]
    try:
        rows = [[cell(value, prefixes) for value in solution] for solution in answer]
    except (OSError, RuntimeError) as e:
        raise QueryError(f"the query cannot be answered: {e}") from e
    return grid(heads, rows, columns) + f"\n({len(rows)} row{'' if len(rows) == 1 else 's'})"


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None) -> str:
    """Lines of a table with its heads underlined; numbers stand to the right."""
    wide = [max([width(h), *(width(r[i]) for r in rows)]) for i, h in enumerate(heads)]
    if columns is not None:
        wide = _narrowed(wide, columns - len(_GAP) * (len(heads) - 1))
    right = [bool(rows) and all(_number(r[i]) for r in rows) for i in range(len(heads))]
    lines = [heads, ["─" * n for n in wide], *rows]
    return "\n".join(
        _GAP.join(pad(fit(c, n), n, right=r) for c, n, r in zip(line, wide, right, strict=True)).rstrip() for line in lines
    )


def cell(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, prefixes: dict[str, Iri]) -> str:
    """One value for people: a CURIE where there is one, a literal without quotes, nothing for an unbound variable."""
    if value is None:
        return ""
    if isinstance(value, ox.NamedNode):
        return visible(short(value.value, prefixes))
    return visible(value.value if isinstance(value, ox.Literal) else str(value))


def short(iri: Iri, prefixes: dict[str, Iri]) -> str:
    """The CURIE of an IRI, or the IRI in angle brackets.

    >>> short("http://www.w3.org/ns/org#unitOf", {"org": "http://www.w3.org/ns/org#"})
    'org:unitOf'
    """
    best = max(
        (p for p in prefixes if iri.startswith(prefixes[p]) and iri != prefixes[p]), key=lambda p: len(prefixes[p]), default=None
    )
    return f"<{iri}>" if best is None else f"{best}:{iri[len(prefixes[best]) :]}"


def full(curie: str, prefixes: dict[str, Iri]) -> Iri | None:
    """The IRI of a CURIE or of an IRI, with or without angle brackets; None for other text.

    >>> full("org:unitOf", {"org": "http://www.w3.org/ns/org#"})
    'http://www.w3.org/ns/org#unitOf'
    """
    if curie.startswith("<") and curie.endswith(">"):
        return curie[1:-1]
    prefix, colon, local = curie.partition(":")
    if colon and prefix in prefixes:
        return prefixes[prefix] + local
    return curie if "://" in curie and " " not in curie else None


def _triples(answer: ox.QueryTriples) -> list[ox.Triple]:
    try:
        return list(answer)
    except (OSError, RuntimeError) as e:
        raise QueryError(f"the query cannot be answered: {e}") from e


def _number(text: str) -> bool:
    return text == "" or text.lstrip("-").replace(".", "", 1).isdigit()


def _narrowed(wide: list[int], room: int) -> list[int]:
    """Take from the widest columns until all fit."""
    wide = list(wide)
    while sum(wide) > room and max(wide) > _NARROWEST:
        widest = max(range(len(wide)), key=wide.__getitem__)
        second = max([w for i, w in enumerate(wide) if i != widest and w < wide[widest]], default=_NARROWEST)
        wide[widest] -= max(1, min(sum(wide) - room, wide[widest] - max(second, _NARROWEST)))
    return wide
