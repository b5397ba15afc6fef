"""Answers for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.results import short, table, written
from kg.query.terminal import fit, visible, width

_X = "http://x/"


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    rows = [("a", "satu"), ("b", "\x1b[31mmerah\x07\u202e\n"), ("c", "x" * 300), ("d", "日本")]
    store.extend(ox.Quad(ox.NamedNode(_X + s), ox.NamedNode(_X + "p"), ox.Literal(o)) for s, o in rows)
    return store


def _rows(store: ox.Store) -> ox.QuerySolutions:
    answer = store.query("SELECT ?s ?o ?n { ?s ?p ?o OPTIONAL { ?s <http://none/> ?n } } ORDER BY ?s")
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def test_a_table_fits_the_terminal_and_shows_control_characters_as_such(store: ox.Store) -> None:
    lines = table(_rows(store), {"x": _X}, 40).splitlines()
    assert all(width(line) <= 40 for line in lines)
    assert lines[0].split() == ["s", "o", "n"]
    assert lines[2] == "x:a  satu"
    assert "\x1b" not in "".join(lines) and "\\x1b[31mmerah\\x07\\u202e" in lines[3]
    assert lines[4].endswith("…")
    assert lines[-1] == "(4 rows)"


def test_without_a_terminal_nothing_is_cut(store: ox.Store) -> None:
    assert "x" * 300 in table(_rows(store), {}, None)


def test_yes_and_no(store: ox.Store) -> None:
    for query, said in (("ASK { ?s ?p ?o }", "yes"), ("ASK { ?s ?p 1 }", "no")):
        answer = store.query(query)
        assert isinstance(answer, ox.QueryBoolean)
        assert table(answer, {}, 80) == said


def test_programs_get_whole_values(store: ox.Store) -> None:
    rows = list(csv.reader(io.StringIO(written(_rows(store), "csv", _X).decode(), newline="")))
    assert rows[2][:2] == [_X + "b", "\x1b[31mmerah\x07\u202e\n"]
    found = json.loads(written(_rows(store), "json", _X))
    assert found["results"]["bindings"][2]["o"]["value"] == "x" * 300
    assert written(_rows(store), "tsv", _X).startswith(b"?s\t?o\t?n\n<http://x/a>\t")
    ET.fromstring(written(_rows(store), "xml", _X))


def test_a_graph_comes_as_sorted_turtle_or_another_format(store: ox.Store) -> None:
    def answer() -> ox.QueryTriples:
        found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY DESC(?s)")
        assert isinstance(found, ox.QueryTriples)
        return found

    turtle = written(answer(), "turtle", _X)
    assert turtle.index(b"<http://x/a>") < turtle.index(b"<http://x/d>")
    assert {q.triple for q in ox.parse(turtle, ox.RdfFormat.TURTLE)} == set(answer())
    for name in ("ntriples", "nquads", "trig", "jsonld", "rdfxml"):
        assert written(answer(), name, _X)
    with pytest.raises(QueryError, match="give a graph, not csv; choose --format turtle"):
        written(answer(), "csv", _X)
    with pytest.raises(QueryError, match="give rows, not turtle; choose --format csv"):
        written(_rows(store), "turtle", _X)


def test_the_longest_prefix_is_taken() -> None:
    known = {"a": "http://x/", "b": "http://x/id/"}
    assert [short(_X + n, known) for n in ("id/1", "2", "")] == ["b:1", "a:2", "<http://x/>"]


def test_wide_characters_take_two_columns() -> None:
    assert width("日本a") == 5
    assert fit("日本語", 4) == "日…"
    assert visible("a\tb\u200fc") == "a b\\u200fc"
