"""The stored questions: all can be run, found, listed and filled in."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.questions import Question, filled, question, questions
from kg.query.run import run
from kg.resources import ontology_dir

_SEED = Path(__file__).parents[3] / "shared" / "seed"


def test_there_are_forty_with_both_wordings_and_no_iri_of_one_article() -> None:
    every = questions()
    assert [q.number for q in every] == [f"{n:02}" for n in range(1, 41)]
    for q in every:
        assert q.english.endswith("?") and q.indonesian.endswith("?") and q.asked_by
        assert "/id/" not in q.query


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_every_question_runs_on_an_empty_graph_and_each_setting_can_be_set(asked: Question) -> None:
    run(ox.Store(), filled(asked, {}), {})
    for name in asked.settings:
        run(ox.Store(), filled(asked, {name: 'a"} \\ b\n}{'}), {})


def test_a_question_is_found_by_name_number_or_beginning() -> None:
    for name in ("06", "6", "attested_member_states", "attested", "06_attested_member_states", "ATTESTED-member"):
        assert question(name).number == "06"
    with pytest.raises(QueryError, match="several begin so: participant_countries, participant_and_country_counts"):
        question("participant")
    with pytest.raises(QueryError, match=r"no such question\. Did you mean 'organisers'"):
        question("organizers")


def test_what_is_set_narrows_the_answer() -> None:
    store = ox.Store()
    store.load(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    store.load(
        """PREFIX kg: <https://w3id.org/beritagraf/ontology#> PREFIX kgc: <https://w3id.org/beritagraf/concept/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX x: <http://x/>
        x:a a kg:Programme ; skos:prefLabel "Program A"@id ; kg:cooperationType kgc:Technical .
        x:b a kg:Programme ; kg:abbreviation "PB" ; skos:prefLabel "Program B"@id ; kg:cooperationType kgc:Bilateral .""",
        format=ox.RdfFormat.TURTLE,
    )

    def types(**values: str) -> list[str]:
        return [row["type"].value for row in run(store, filled(question("cooperation_types"), values), {})]  # type: ignore[union-attr]

    assert types() == ["kerja sama bilateral", "kerja sama teknik"]
    assert types(programme="PB") == types(programme="Program B") == ["kerja sama bilateral"]
    assert types(programme="tiada") == []
    with pytest.raises(QueryError, match="question cooperation_types lets you set programme"):
        types(organisation="x")


_FILES = {
    "seed_gold.ttl": _SEED / "gold.ttl",
    "seed_links.ttl": _SEED / "links.ttl",
    "archive_mini.ttl": _SEED / "archive_mini.ttl",
    "ministries_history.ttl": _SEED.parent / "gazetteer" / "ministries_history.ttl",
}
_NARROWED = {"17", "36"}  # the expected rows are of one subject that the original names


@pytest.mark.skipif(not _SEED.is_dir(), reason="needs the shared seed")
@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_the_answers_on_a_finished_graph_are_the_expected_ones(asked: Question) -> None:
    expected = json.loads(next((_SEED / "questions").glob(f"{asked.number}_*.json")).read_text(encoding="utf-8"))
    store = ox.Store()
    store.load(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    for name in expected["data"]:
        if name in _FILES:
            store.load(path=_FILES[name], format=ox.RdfFormat.TURTLE)
    answer = run(store, asked.query, {})
    assert isinstance(answer, ox.QuerySolutions)
    rows = [{v.value: row[v].value if row[v] else None for v in answer.variables} for row in answer]
    if asked.number in _NARROWED:
        assert all(row in rows for row in expected["rows"])
    else:
        key = None if expected["ordered"] else str
        assert (sorted(rows, key=key) if key else rows) == (sorted(expected["rows"], key=key) if key else expected["rows"])
