"""The graph for Python."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import Graph
from kg.errors import QueryError, StoreError
from kg.face import Rows, python

XSD = "http://www.w3.org/2001/XMLSchema#"
rdflib_own_warning = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
NOTEBOOK = Path(__file__).parent.parent / "docs" / "graph.ipynb"


@pytest.fixture
def graph(output: Path) -> Graph:
    """The toy graph."""
    return Graph(output)


def test_rows_are_values_of_python(graph: Graph) -> None:
    rows = graph.query("SELECT ?n ?c { ?m a kg:Ministry ; skos:prefLabel ?n OPTIONAL { ?m kg:nothing ?c } } ORDER BY ?n")
    assert rows.names == ("n", "c")
    assert list(rows) == [{"n": "Kementerian Batik", "c": None}, {"n": "Kementerian Kopi", "c": None}]
    assert rows[1:].column("n") == ["Kementerian Kopi"]
    assert graph.query("SELECT ?c { ?p kg:participantCount ?c }")[0]["c"] == 5
    assert graph.query("ASK { ?m a kg:Ministry }")[0]["answer"] is True
    assert len(graph) == graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("5", "integer", 5),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("2023-08-17", "date", dt.date(2023, 8, 17)),
        ("2023-08-17T09:00:00+07:00", "dateTime", dt.datetime(2023, 8, 17, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))),
        ("lima", "integer", "lima"),
        ("2023-13-45", "date", "2023-13-45"),
    ],
)
def test_a_literal_is_what_its_type_says_if_it_is(text: str, kind: str, value: object) -> None:
    assert python(ox.Literal(text, datatype=ox.NamedNode(XSD + kind))) == value


def test_questions_search_and_explanations(graph: Graph) -> None:
    assert graph.question("ministries_mentioned").column("name") == ["Kementerian Batik", "Kementerian Kopi"]
    assert graph.search("melatih nepal")[0].article == "satu"
    assert graph.names("kembatik")[0].text == "Kembatik"
    assert graph.explain("Kembatik")[0].claims
    assert graph.query('SELECT ?x { ?x search:label "nepal" . }')
    with pytest.raises(QueryError, match="CONSTRUCT"):
        graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError, match="SERVICE is refused"):
        graph.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with pytest.raises(StoreError, match="kg build"):
        Graph("nowhere")


@rdflib_own_warning
def test_it_hands_over_to_rdflib_and_networkx(graph: Graph) -> None:
    import rdflib

    assert isinstance(graph.rdflib, rdflib.Dataset)
    assert len(list(graph.rdflib.query("SELECT ?m { ?m a kg:Ministry }"))) == 2
    assert {d["label"] for _, d in graph.networkx.nodes(data=True)} >= {"Ani Wati", "Nepal"}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_it_hands_over_to_frames(graph: Graph, library: str) -> None:
    pytest.importorskip(library)
    frame = getattr(graph.query("SELECT ?n { ?m a kg:Ministry ; skos:prefLabel ?n } ORDER BY ?n"), library)()
    assert list(frame.columns) == ["n"]
    assert list(frame["n"]) == ["Kementerian Batik", "Kementerian Kopi"]
    assert getattr(graph.query("SELECT ?n { ?n a kg:Nothing }"), library)().shape == (0, 1)


def test_a_table_in_a_notebook_shows_text_as_text() -> None:
    shown = Rows(["n"], [{"n": "<script>alert(1)</script>"}])._repr_html_()
    assert "<script>" not in shown


def test_importing_kg_brings_no_engine_along() -> None:
    code = "import sys, kg; print(any(m in sys.modules for m in ('pyoxigraph', 'rdflib', 'networkx')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


@rdflib_own_warning
def test_the_notebook_of_the_docs_runs(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [c for c in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert len(cells) > 4
    monkeypatch.chdir(output.parent)
    names: dict[str, object] = {}
    for cell in cells:
        source = "".join(cell["source"])
        if "pandas" in source:
            pytest.importorskip("pandas")
        exec(compile(source, "graph.ipynb", "exec"), names)
