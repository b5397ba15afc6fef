"""Scores: what counts as the same, and that the figures are those of any other scorer of the same rules."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluation import report
from kg.evaluation.gold import Fact, Found, Named, Said, Trap, read_gold
from kg.evaluation.match import likeness, match
from kg.evaluation.scores import Figure, Scores, read_all, scores
from kg.ontology import BASE
from kg.resources import data_dir, ontology_dir

SHARED = Path(__file__).parents[3] / "shared" / "eval" / "score.py"
ANTARA = Path(__file__).parents[1] / "antara"
MINISTRY, PERSON, EVENT = frozenset({"Ministry"}), frozenset({"Person"}), frozenset({"Event"})


def found(entities: dict[str, Named], facts: tuple[Fact, ...] = (), statements: tuple[Said, ...] = ()) -> Found:
    return Found(entities, facts, statements)


GOLD = found(
    {"E1": Named(MINISTRY, ("Kementerian Batik", "Kembatik")), "E2": Named(PERSON, ("Ani Wati",))},
    (Fact("holds", "E2", "E1", "Kepala Badan Canting"),),
    (Said("E2", "kain ini halus sekali", True), Said(None, "harga naik lagi bulan depan", False)),
)


def test_one_name_in_common_makes_two_entities_one() -> None:
    mine = found({"a": Named(MINISTRY, ("Kembatik",)), "b": Named(EVENT, ("Ani Wati",))})
    assert match(GOLD, mine).named == {"a": "E1", "b": "E2"}
    assert match(GOLD, mine).typed == {"a": "E1"}


def test_events_may_differ_by_some_words_and_ministries_may_not() -> None:
    gold = found({"E1": Named(EVENT, ("pelatihan batik tulis",)), "E2": Named(MINISTRY, ("Kementerian Batik Tulis",))})
    mine = found({"a": Named(EVENT, ("pelatihan batik",)), "b": Named(MINISTRY, ("Kementerian Batik",))})
    assert match(gold, mine).typed.get("a") == "E1"
    far = found({"b": Named(MINISTRY, ("Kementerian Kopi",))})
    assert match(gold, far).typed == {}


def test_an_office_needs_its_title_and_body() -> None:
    names = {"a": Named(MINISTRY, ("Kembatik",)), "b": Named(PERSON, ("Ani Wati",))}

    def hit(fact: Fact) -> int | None:
        return match(GOLD, found(names, (fact,))).facts[0]

    assert hit(Fact("holds", "b", "a", "Kepala Badan Canting")) == 0
    assert hit(Fact("holds", "b", "a", "Kepala Badan")) == 0
    assert hit(Fact("holds", "b", "a", "Rektor")) is None
    assert hit(Fact("holds", "a", "b", "Kepala Badan Canting")) is None
    assert hit(Fact("holds", "b", None, "Kepala Badan Canting")) == 0


def test_a_fact_counts_once() -> None:
    names = {"a": Named(MINISTRY, ("Kembatik",)), "b": Named(PERSON, ("Ani Wati",))}
    twice = (Fact("holds", "b", "a", "Kepala Badan Canting"), Fact("holds", "b", "a", "Kepala Badan"))
    assert match(GOLD, found(names, twice)).facts == (0, None)


def test_an_interval_of_one_day_is_that_day_and_cooperation_has_no_order() -> None:
    gold = found(GOLD.entities, (Fact("date", "E1", "2024-05-01"), Fact("cooperatesWith", "E1", "E2")))
    names = {"a": Named(MINISTRY, ("Kembatik",)), "b": Named(PERSON, ("Ani Wati",))}
    assert match(gold, found(names, (Fact("date", "a", "2024-05-01/2024-05-01"), Fact("cooperatesWith", "b", "a")))).facts == (
        0,
        1,
    )


def test_a_statement_needs_its_speaker_and_most_of_its_words() -> None:
    names = {"b": Named(PERSON, ("Ani Wati",))}

    def hits(*said: Said) -> tuple[int | None, ...]:
        return match(GOLD, found(names, (), said)).statements

    assert hits(Said("b", "kain ini halus sekali", True)) == (0,)
    assert hits(Said(None, "kain ini halus sekali", True)) == (None,)
    assert hits(Said("b", "kain ini", True)) == (None,)
    assert hits(Said(None, "harga naik lagi", False)) == (1,)


def test_a_trap_fires_when_its_relation_is_found() -> None:
    names = {"a": Named(MINISTRY, ("Kembatik",)), "b": Named(PERSON, ("Ani Wati",))}
    traps = (Trap("organizes", "E2", "E1", ""), Trap("signs", "E2", "E1", ""))
    assert match(GOLD, found(names, (Fact("organizes", "b", "a"),)), traps).traps == (True, False)


def test_likeness_goes_by_words_and_not_by_brackets_or_case() -> None:
    assert likeness("Badan Canting (BC)", "badan canting") == 1.0
    assert likeness("", "x") == 0.0


def sample() -> Scores:
    return Scores(1, {"entities": Figure(3, 4, 6), "fact holds": Figure(0, 0, 0)}, 10, 1, 5, 5, 3, 4)


def test_floors_fail_with_one_line_for_each_figure(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[gold]\nentities = {precision = 0.9, f1 = 0.1}\nshare = {traps = 0.05, spans = 1.0}\n", encoding="utf-8")
    lines = report.broken(sample(), path, "gold")
    assert len(lines) == 2
    assert "entities precision is 0.7500, below its floor 0.9000" in lines[0]
    assert "share traps is 0.1000, above its ceiling 0.0500" in lines[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[dev]\n", "no floors for 'gold', only for dev"),
        ("[gold]\nentities = 1\n", "no table"),
        ("[gold]\nentitas = {f1 = 1}\n", "nothing is measured as 'entitas f1'"),
        ("[gold]\nentities = {f1 = 'x'}\n", "no number"),
        ("[gold", "cannot be read"),
    ],
)
def test_a_faulty_floor_file_is_told(tmp_path: Path, text: str, words: str) -> None:
    from kg.errors import EvaluationError

    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=words):
        report.broken(sample(), path, "gold")


def test_the_figures_as_json_are_those_of_the_table() -> None:
    whole = json.loads(report.as_json(sample()))
    assert whole["rows"]["entities"]["f1"] == sample().rows["entities"].f1 == 0.6
    assert "entities" in report.table(sample())


@pytest.fixture(scope="module")
def gold_scores() -> Scores:
    return scores(read_all(data_dir() / "gold"))


def test_no_figure_on_the_shipped_gold_is_below_its_floor(gold_scores: Scores) -> None:
    assert not report.broken(gold_scores, Path(__file__).parents[1] / "floors.toml", "gold")


def test_no_figure_on_the_annotated_news_is_below_its_floor() -> None:
    folder = SHARED.parent / "dev"
    if not folder.is_dir():
        pytest.skip("../shared/eval/dev is not here")
    assert not report.broken(scores(read_all(folder)), Path(__file__).parents[1] / "floors.toml", "dev")


@pytest.mark.parametrize("part", ["worked_on", "held_out"])
def test_no_figure_on_the_annotated_articles_of_antara_is_below_its_floor(part: str) -> None:
    texts = SHARED.parents[1] / "corpus" / "antara_2023.jsonl"
    if not texts.is_file():
        pytest.skip("../shared/corpus/antara_2023.jsonl is not here")
    assert not report.broken(scores(read_all(ANTARA / part, texts)), Path(__file__).parents[1] / "floors.toml", part)


def other_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("other_scorer", SHARED)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["other_scorer"] = module
    spec.loader.exec_module(module)
    return module


def test_the_figures_are_those_of_the_shared_scorer_to_the_digit(gold_scores: Scores, tmp_path: Path) -> None:
    if not SHARED.is_file():
        pytest.skip("../shared/eval/score.py is not here")
    import rdflib

    from kg.graph.formats import spelt
    from kg.graph.triples import article_graph
    from kg.pipeline import read

    other = other_scorer()
    ontology = rdflib.Graph().parse(ontology_dir() / "kg.ttl")
    tally: Counter[tuple[str, str]] = Counter()
    for gold in read_gold(data_dir() / "gold"):
        graph = article_graph(read(gold.article, BASE))
        file = tmp_path / "graph.ttl"
        file.write_bytes(spelt((*graph.facts, *graph.claims), "turtle", BASE))
        path = data_dir() / "gold" / f"{gold.name}.gold.json"
        theirs, traps = other.from_gold(path), json.loads(path.read_text(encoding="utf-8"))["traps"]
        got = other.from_graph(file, ontology, gold.article.text)
        body = {other.norm(n) for _, names in theirs.entities.values() for n in names}
        got = other.without(got, other.dateline(gold.article.text), body)
        other.score(theirs, got, traps, tally, defaultdict(list))
    for name, figure in gold_scores.rows.items():
        assert (figure.right, figure.found, figure.gold) == tuple(tally[name, k] for k in ("tp", "got", "gold")), name
        assert (figure.precision, figure.recall, figure.f1) == other.prf(tally, name)
    assert (gold_scores.traps_fired, gold_scores.traps) == (tally["traps", "tp"], tally["traps", "gold"])
    assert (gold_scores.true_spans, gold_scores.spans) == (tally["claims", "tp"], tally["claims", "got"])
    assert (gold_scores.claimed, gold_scores.relations) == (tally["evidence", "tp"], tally["evidence", "got"])
    assert {k for k, _ in tally} - {"traps", "claims", "evidence"} == set(gold_scores.rows)
