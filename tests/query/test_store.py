"""The store on disk, for several readers, by pyoxigraph and by rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from kg.build import build
from kg.errors import StoreError
from kg.ontology import BASE, KG
from kg.query import open_graph
from kg.query.run import run
from kg.query.store import base_of, open_store


def test_a_missing_store_says_which_command_to_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"store: no store here; build the graph first: kg build SOURCE --output"):
        open_store(tmp_path / "tiada")


def test_a_damaged_store_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(StoreError, match="not a store"):
        open_store(tmp_path)
    (tmp_path / "store" / "CURRENT").write_text("rusak")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path)


def test_several_readers_are_open_while_the_folder_is_built_again(output: Path, articles: Path, toy: object) -> None:
    readers = [open_store(output) for _ in range(3)]
    (articles / "tiga.txt").write_text("Ani Wati tiba.\n")
    build([articles], output, reader=toy.read)  # type: ignore[attr-defined]
    counts = [len(r) for r in readers]
    assert counts[0] == counts[1] == counts[2] < len(open_store(output))


def test_a_build_that_broke_off_leaves_nothing_locked(tmp_path: Path, articles: Path, toy: object) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as kept:  # with its traceback, and so with every local of it
        build([articles], tmp_path / "o", reader=interrupted)
    assert build([articles], tmp_path / "o", reader=toy.read).articles  # type: ignore[attr-defined]
    assert kept


def test_shared_entities_are_counted_once(output: Path) -> None:
    rows = list(run(open_store(output), f"SELECT ?n WHERE {{ ?p a <{BASE}none> }}", {}))  # type: ignore[arg-type]
    assert rows == []
    query = 'SELECT (COUNT(*) AS ?n) WHERE { ?p <http://xmlns.com/foaf/0.1/name> "Ani Wati" }'
    (row,) = run(open_store(output), query, {})  # type: ignore[union-attr]
    assert row["n"].value == "1"


def test_classes_of_the_ontology_can_be_climbed(output: Path) -> None:
    query = f"SELECT ?x WHERE {{ ?x a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* <{KG.GovernmentBody}> }}"
    assert len(list(run(open_store(output), query, {}))) == 2  # type: ignore[arg-type]


def test_the_base_is_found_again(tmp_path: Path, articles: Path, toy: object) -> None:
    build([articles], tmp_path / "o", base="https://contoh.id/berita/", reader=toy.read)  # type: ignore[attr-defined]
    store = open_store(tmp_path / "o")
    assert base_of(store) == "https://contoh.id/berita/"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_users_get_a_dataset(output: Path) -> None:
    dataset = open_graph(output)
    rows = list(dataset.query("SELECT ?name WHERE { ?m a kg:Ministry ; skos:prefLabel ?name } ORDER BY ?name"))
    assert [str(r[0]) for r in rows] == ["Kementerian Batik", "Kementerian Kopi"]  # type: ignore[index]
    assert f"{BASE}graph/satu/claims" in {str(g.identifier) for g in dataset.graphs()}
