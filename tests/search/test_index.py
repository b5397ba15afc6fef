"""The index beside a store, and search inside SPARQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.query.guard import check
from kg.search.index import INDEX, open_index
from kg.search.magic import SEARCH, expanded


def test_sentences_are_found_by_any_form_and_by_the_abbreviation(output: Path) -> None:
    index = open_index(output)
    assert [f.article for f in index.sentences("melatih nepal")] == ["satu"]
    assert {f.number for f in index.sentences("kembatik")} == {1, 4}
    assert index.sentences('"batik kementerian"') == []
    assert index.sentences("zzz") == []
    index.close()


def test_a_repeated_sentence_is_found_once(output: Path) -> None:
    index = open_index(output)
    assert [f.number for f in index.sentences("senang")] == [2]
    index.close()


def test_names_are_found_whole_and_begun(output: Path) -> None:
    index = open_index(output)
    assert index.names("kembatik")[0].iri.endswith("/org/kementerian-batik")
    assert index.names("kemb") == []
    assert [f.text for f in index.names("kemb", complete=True)] == ["Kembatik"]
    assert len(index.names("kementerian")) == 2
    index.close()


def test_nothing_to_search_for_is_told(output: Path) -> None:
    index = open_index(output)
    with pytest.raises(QueryError, match="nothing to search for"):
        index.names("…")
    index.close()


def test_the_index_is_made_once_and_again_after_a_build(output: Path, articles: Path, toy) -> None:
    from kg.build import build

    open_index(output).close()
    path = (output / "store").resolve().parent / INDEX
    made = path.stat().st_mtime_ns
    open_index(output).close()
    assert path.stat().st_mtime_ns == made
    (articles / "tiga.txt").write_text("Nepal mengirim guru tari.\n", encoding="utf-8")
    build([articles], output, reader=toy.read)
    index = open_index(output)
    assert [f.article for f in index.sentences("tari")] == ["tiga"]
    index.close()


def test_a_damaged_index_is_made_anew(output: Path) -> None:
    open_index(output).close()
    ((output / "store").resolve().parent / INDEX).write_bytes(b"not a database" * 100)
    index = open_index(output)
    assert index.sentences("nepal")
    index.close()


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no texts to search"):
        open_index(tmp_path)


def test_search_becomes_values(output: Path) -> None:
    text = expanded('SELECT * { ?x search:label "nepal" . ?x a ?k }', output)
    assert "VALUES (?x) { (<" in text
    assert "search:" not in text
    full = expanded(f'SELECT * {{ (?a ?score ?s) <{SEARCH}text> ("senang" 5) }}', output)
    assert "VALUES (?a ?score ?s) { (<" in full
    check(full)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p '?x search:label \"nepal\" .' }",
        'SELECT * { ?s ?p ?o } # ?x search:label "nepal" .',
        'PREFIX search: <http://other/> SELECT * { ?x search:label "nepal" . }',
    ],
)
def test_what_only_looks_like_search_stays(query: str, output: Path) -> None:
    assert expanded(query, output) == query


@pytest.mark.parametrize("pattern", ["?x search:label ?y .", 'search:label search:label "a" .', '?x search:label "a" ; a ?k .'])
def test_search_in_another_place_is_told(pattern: str, output: Path) -> None:
    with pytest.raises(QueryError, match="search: stands alone"):
        expanded(f"SELECT * {{ {pattern} }}", output)


def test_search_needs_texts() -> None:
    with pytest.raises(QueryError, match="output folder"):
        expanded('ASK { ?x search:label "a" . }', None)


def test_hostile_words_stay_words(output: Path) -> None:
    text = expanded('ASK { ?x search:text "nepal \\" } ; DROP ALL #" . }', output)
    check(text)
    assert "DROP" not in text
