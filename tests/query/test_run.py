"""Queries and their mistakes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.naming import prefixes
from kg.ontology import BASE
from kg.query.run import run

KNOWN = prefixes(BASE)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x WHERE { ?x ?y }", "line 1, column 19: cannot be read from '?x ?y }' on; check brackets, dots and spelling"),
        ("SELECT ?x\nWHERE {\n\tOPTINAL { ?x kg:owner ?y } }", "line 3, column 2: cannot be read from 'OPTINAL"),
        ("SELECT ?x\nWHERE { OPTINAL { ?x kg:owner ?y } }", "did you mean OPTIONAL?"),
        ("SELECT ?x\nWHERE { ?x kg:owner ?y", "line 2, column 23: the query ends too early"),
        (
            "SELECT ?x WHERE { ?x foo:owner ?y }",
            "line 1: prefix 'foo:' is not known; declare it with PREFIX foo: <...> or use one of",
        ),
        ("SELECT ?x { ?x ?p ?o } GROUP BY ?o", "neither grouped nor aggregated"),
        ("", "the query is empty"),
        ("hello", "line 1, column 1: cannot be read from 'hello' on"),
        ("SELECT * { ?s ?p \x1b[31m }", "line 1, column"),
    ],
)
def test_a_malformed_query_is_told_in_one_line(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), query, KNOWN)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_prefixes_are_known_and_a_declared_one_wins() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/owner"), ox.Literal("o")))
    assert not list(run(store, "SELECT * { ?s kg:owner ?o }", KNOWN))  # type: ignore[arg-type]
    assert list(run(store, "PREFIX kg: <http://x/> SELECT * { ?s kg:owner ?o }", KNOWN))  # type: ignore[arg-type]
