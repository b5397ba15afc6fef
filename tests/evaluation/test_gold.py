"""Gold files: the shipped ones, and what is wrong with others."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import EvaluationError
from kg.evaluation.gold import PREDICATES, TYPES, Found, Named, read_gold, without_dateline
from kg.resources import data_dir

TEXT = "Kementerian Batik (Kembatik) menggelar pelatihan membatik di Kota Bogor, kata Ani Wati.\n"
GOLD: dict[str, Any] = {
    "article": "satu",
    "entities": [
        {"id": "E1", "types": ["Ministry"], "names": ["Kementerian Batik", "Kembatik"], "main": True},
        {"id": "E2", "types": ["Event"], "names": ["pelatihan membatik"]},
        {"id": "E3", "types": ["Person"], "names": ["Ani Wati"]},
    ],
    "facts": [{"p": "organizes", "s": "E1", "o": "E2", "quote": "Kementerian Batik (Kembatik) menggelar pelatihan membatik"}],
    "statements": [],
    "traps": [{"p": "organizes", "s": "E3", "o": "E2", "why": "ia hanya berbicara"}],
}


def write(folder: Path, gold: object, text: str | None = TEXT) -> Path:
    if text is not None:
        (folder / "satu.txt").write_text(text, encoding="utf-8")
    (folder / "satu.gold.json").write_text(gold if isinstance(gold, str) else json.dumps(gold), encoding="utf-8")
    return folder


def changed(change: Callable[[Any], object]) -> dict[str, Any]:
    gold = json.loads(json.dumps(GOLD))
    change(gold)
    return gold  # type: ignore[no-any-return]


def test_a_gold_file_is_read_with_its_text(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path, GOLD))
    assert gold.name == "satu" and gold.article.text == TEXT
    assert gold.found.name("E1") == "Kementerian Batik"
    assert gold.traps[0].why == "ia hanya berbicara"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda g: g["entities"][0]["types"].append("Ministery"), "Ministery"),
        (lambda g: g["entities"][0]["names"].append("Kemenbatik"), "Kemenbatik"),
        (lambda g: g["entities"].append(g["entities"][0]), "stands twice"),
        (lambda g: g["facts"][0].update(p="organises"), "no such relation"),
        (lambda g: g["facts"][0].update(o="E9"), "'E9'"),
        (lambda g: g["facts"][0].update(quote="menggelar rapat"), "menggelar rapat"),
        (lambda g: g["facts"].append({"p": "date", "s": "E2", "o": "9 Mei", "quote": "Bogor"}), "'9 Mei'"),
        (lambda g: g["facts"].append({"p": "count", "s": "E2", "o": "dua", "quote": "Bogor"}), "whole number"),
        (lambda g: g["facts"].append({"p": "holds", "s": "E3", "o": "E1", "title": "Raja", "quote": "Ani Wati"}), "'Raja'"),
        (lambda g: g["statements"].append({"speaker": "E7", "direct": True, "quote": "kata"}), "'E7'"),
        (lambda g: g["traps"].append({"p": "date", "s": "E8", "o": "2020"}), "'E8'"),
        (lambda g: g.pop("facts"), "facts"),
    ],
)
def test_a_fault_is_told_in_one_line_with_its_file(tmp_path: Path, change: Callable[[Any], object], words: str) -> None:
    with pytest.raises(EvaluationError) as e:
        read_gold(write(tmp_path, changed(change)))
    assert words in str(e.value)
    assert "satu.gold.json" in str(e.value)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("gold", ["{", "[]", "3", '{"entities": {}}'])
def test_what_is_no_gold_at_all_is_told_too(tmp_path: Path, gold: str) -> None:
    with pytest.raises(EvaluationError, match=r"satu\.gold\.json"):
        read_gold(write(tmp_path, gold))


def test_a_gold_file_without_text_and_a_folder_without_gold_are_errors(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no NAME\.gold\.json"):
        read_gold(tmp_path)
    with pytest.raises(EvaluationError, match="no such folder"):
        read_gold(tmp_path / "tiada")
    with pytest.raises(EvaluationError, match=r"no satu\.txt"):
        read_gold(write(tmp_path, GOLD, None))


def test_the_dateline_counts_neither_for_nor_against() -> None:
    found = Found({"p": Named(frozenset({"Place"}), ("Bogor",)), "c": Named(frozenset({"Place"}), ("Depok",))}, (), ())
    empty = Found({}, (), ())
    assert set(without_dateline(found, "Bogor (ANTARA) - Warga Depok senang.", empty).entities) == {"c"}
    assert set(without_dateline(found, "Bogor (ANTARA) - Warga Bogor dan Depok senang.", found).entities) == {"p", "c"}


def test_the_shipped_gold_covers_every_type_and_relation() -> None:
    golds = read_gold(data_dir() / "gold")
    assert len(golds) >= 14
    assert {t for g in golds for e in g.found.entities.values() for t in e.types} == TYPES
    assert {f.predicate for g in golds for f in g.found.facts} == PREDICATES - {"heldAt"}
    assert all(len(g.traps) >= 3 and g.found.statements for g in golds)
    assert all(100 < len(g.article.text.split()) < 400 for g in golds)


URL = "https://contoh.id/berita/1"


def addressed(digest: str = hashlib.sha256(TEXT.encode()).hexdigest()) -> dict[str, Any]:
    gold = changed(lambda g: g.update(text={"url": URL, "sha256": digest}))
    del gold["facts"][0]["quote"]
    gold["facts"][0]["at"] = [0, 57]
    gold["entities"][1]["names"] = [[39, 57]]
    gold["statements"].append({"speaker": "E3", "direct": False, "at": [29, 57]})
    return gold


def lines(folder: Path, text: str = TEXT, url: str = URL) -> Path:
    path = folder / "texts.jsonl"
    path.write_text(json.dumps({"url": url, "text": text}) + "\n", encoding="utf-8")
    return path


def test_a_text_that_is_not_shipped_comes_from_the_file_of_texts(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path, addressed(), None), lines(tmp_path))
    assert (gold.article.text, gold.article.source) == (TEXT, URL)
    assert gold.found.statements[0].words == "menggelar pelatihan membatik"
    assert gold.found.name("E2") == "pelatihan membatik"


def test_a_text_that_is_missing_or_another_one_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, addressed(), None)
    with pytest.raises(EvaluationError, match=r"satu\.gold\.json: .*--texts FILE\.jsonl with the article https://contoh\.id"):
        read_gold(folder)
    with pytest.raises(EvaluationError, match="--texts"):
        read_gold(folder, lines(tmp_path, url="https://contoh.id/berita/2"))
    with pytest.raises(EvaluationError, match="not the one that was annotated"):
        read_gold(folder, lines(tmp_path, TEXT.replace("Bogor", "Depok")))


def test_a_place_outside_the_text_is_told(tmp_path: Path) -> None:
    gold = addressed()
    gold["statements"][0]["at"] = [900, 950]
    with pytest.raises(EvaluationError, match=r"statement 1: not in the text"):
        read_gold(write(tmp_path, gold, None), lines(tmp_path))


def test_a_gold_file_by_the_address_of_its_text_says_the_same_without_its_words(tmp_path: Path) -> None:
    source, target, texts = write(tmp_path, GOLD), tmp_path / "by_address", lines(tmp_path)
    script = Path(__file__).parents[1] / "antara" / "by_address.py"
    subprocess.run([sys.executable, script, texts, source, target], check=True)
    (before,), (after,) = read_gold(source), read_gold(target, texts)
    assert (after.found, after.traps, after.article.text) == (before.found, before.traps, before.article.text)
    assert after.name == "1"
    assert "menggelar" not in (target / "1.gold.json").read_text(encoding="utf-8")
