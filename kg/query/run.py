"""Runs one SPARQL query over a store, with the known prefixes; a mistake is told with its line and column.

«SELECT ?m WHERE { ?m a kg:Ministry }»
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

import pyoxigraph as ox

from kg.errors import QueryError
from kg.model import Iri
from kg.query import guard

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_LINE = re.compile(r"\r\n|\n|\r")
_LONGEST = 20_000  # characters of a query that rdflib is asked about
_KEYWORDS = frozenset(
    "SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE DISTINCT REDUCED FROM WHERE OPTIONAL FILTER UNION MINUS BIND VALUES".split()  # noqa: SIM905
)
_NAME = re.compile(r"([\w-]*):")


def run(store: ox.Store, query: str, prefixes: dict[str, Iri], rewrite: Callable[[str], str] | None = None) -> Answer:
    """The answer to a query over the whole graph; QueryError if it is malformed or wants more than to read this graph.

    A prefix that the query declares itself wins over one of `prefixes`. Positions in messages are those of `query`, from 1.
    rewrite: what stands in a query for more than SPARQL is put into SPARQL by it, after the checks.
    """
    guard.check(query)
    if not query.strip():
        raise QueryError("the query is empty; try: kg query 'SELECT * WHERE { ?s ?p ?o } LIMIT 10'")
    try:
        return store.query(rewrite(query) if rewrite else query, prefixes=prefixes)
    except SyntaxError as e:
        raise QueryError(explained(str(e), query, prefixes)) from None
    except (OSError, RuntimeError, ValueError) as e:
        raise QueryError(f"the query cannot be answered: {e}") from e


def explained(problem: str, query: str, prefixes: dict[str, Iri]) -> str:
    """A complaint of Oxigraph's about a query in words for people, with line and column where they are known."""
    found = _POSITION.match(problem)
    if not found:
        return f"the query is malformed: {' '.join(problem.split())}"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    if "Prefix not found" in expected and (prefix := _unknown_prefix(query, prefixes)) is not None:
        known = ", ".join(sorted(prefixes))
        return f"line {line}: prefix '{prefix}:' is not known; declare it with PREFIX {prefix}: <...> or use one of {known}"
    if "variable that is unbound" in expected:
        return f"line {line}: a variable of SELECT is neither grouped nor aggregated; put it in GROUP BY or COUNT"
    line, column = _second_opinion(query) or (line, column)
    rest = "\n".join(_LINE.split(query)[line - 1 :])[column - 1 :].split()
    if not rest:
        return f"line {line}, column {column}: the query ends too early; a bracket or a quote may be open"
    near = difflib.get_close_matches(rest[0].upper(), _KEYWORDS, n=1, cutoff=0.75)
    hint = f"did you mean {near[0]}?" if near and near[0] != rest[0].upper() else "check brackets, dots and spelling"
    return f"line {line}, column {column}: cannot be read from '{' '.join(rest)[:30]}' on; {hint}"


def _second_opinion(query: str) -> tuple[int, int] | None:
    """Where rdflib stops reading: the start of the wrong part, of which Oxigraph tells the end; None if rdflib can read it."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyparsing import ParseException
        from rdflib.plugins.sparql.parser import parseQuery

        try:
            parseQuery(query[:_LONGEST].replace("\t", " "))
        except ParseException as e:
            return e.lineno, e.column
        except Exception:  # rdflib has its own limits; the place that Oxigraph tells is good enough
            return None
    return None


def _unknown_prefix(query: str, prefixes: dict[str, Iri]) -> str | None:
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", query)) | set(prefixes)
    code = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", " ", query)
    return next((m[1] for m in _NAME.finditer(code) if m[1] not in declared and m[1] != "_"), None)
