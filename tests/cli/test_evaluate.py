"""kg evaluate, kg calibrate and kg train on small folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli.calibrate import calibrate_command
from kg.cli.evaluate import evaluate_command
from kg.cli.train import train_command
from kg.cli.weigh import weigh_command
from kg.errors import EvaluationError, OutputError, SourceError

TEXT = "Bupati Garut Rendra Gunawan menutup lomba perahu.\n"
GOLD: dict[str, Any] = {
    "article": "satu",
    "entities": [
        {"id": "E1", "types": ["Person"], "names": ["Rendra Gunawan"]},
        {"id": "E2", "types": ["Place"], "names": ["Garut"]},
    ],
    "facts": [{"p": "holds", "s": "E1", "o": "E2", "title": "Bupati Garut", "quote": "Bupati Garut Rendra Gunawan"}],
    "statements": [{"speaker": "E1", "direct": True, "quote": "menutup lomba"}],
    "traps": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "emas"
    folder.mkdir()
    (folder / "satu.txt").write_text(TEXT, encoding="utf-8")
    (folder / "satu.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


def run(command: click.Command, *args: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args])


def test_the_figures_are_printed_and_written(gold: Path, tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    done = run(evaluate_command, gold, "--misses", "--json", target)
    assert done.exit_code == 0, done.output
    assert "entities" in done.output and "traps fired 0 of 0" in done.output
    assert "satu: missed Rendra Gunawan: menutup lomba" in done.output
    assert json.loads(target.read_text(encoding="utf-8"))["rows"]["entities"]["gold"] == 2


def test_a_figure_below_its_floor_fails_with_its_line(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[emas]\nstatements = {recall = 0.5}\nentities = {recall = 0.0}\n", encoding="utf-8")
    done = run(evaluate_command, gold, "--floors", floors)
    assert isinstance(done.exception, EvaluationError)
    assert str(done.exception).startswith("statements recall is 0.0000, below its floor 0.5000")
    assert "\n" not in str(done.exception)


def test_the_section_of_the_floors_can_be_named(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[lain]\nentities = {recall = 0.0}\n", encoding="utf-8")
    assert run(evaluate_command, gold, "--floors", floors, "--section", "lain").exit_code == 0
    assert isinstance(run(evaluate_command, gold, "--floors", floors).exception, EvaluationError)


def test_a_folder_without_gold_is_one_clear_line(tmp_path: Path) -> None:
    done = run(evaluate_command, tmp_path)
    assert isinstance(done.exception, EvaluationError)
    assert str(tmp_path) in str(done.exception)


def test_the_confidence_table_and_its_page_are_written_the_same_each_time(gold: Path, tmp_path: Path) -> None:
    files = [tmp_path / "confidence.csv", tmp_path / "docs" / "calibration.md", tmp_path / "docs" / "calibration.svg"]
    written = []
    for _ in range(2):
        done = run(calibrate_command, gold, "--table", files[0], "--page", files[1])
        assert done.exit_code == 0, done.output
        written.append([f.read_bytes() for f in files])
    assert written[0] == written[1]
    assert written[0][0].startswith(b"extractor,property,status,class,n,right,precision\n")


def test_a_table_that_cannot_be_written_is_told(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run(calibrate_command, gold, "--table", tmp_path / "file" / "confidence.csv")
    assert isinstance(done.exception, OutputError)


def test_words_of_speech_are_counted_beside_their_weights(tmp_path: Path) -> None:
    text = '"Kami siap menanam bakau di sini sore nanti," kata Ani. Bupati menanam bakau pada Senin.'
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"url": "https://contoh.id/satu", "text": text}) + "\n", encoding="utf-8")
    lines = run(weigh_command, corpus, "--least", 2, "--more", 1).output.splitlines()
    assert lines[0] == "word,weight,counted,sentences"
    assert next(line for line in lines if line.startswith("kami,")).endswith(",11,1")
    assert lines[-1] == "bakau,,0,2"


def test_training_without_data_is_told(tmp_path: Path) -> None:
    done = run(train_command, tmp_path, tmp_path / "corpus.jsonl", "--output", tmp_path / "model")
    assert isinstance(done.exception, SourceError)
    assert str(tmp_path) in str(done.exception)


@pytest.mark.parametrize("command", [evaluate_command, calibrate_command, train_command, weigh_command])
def test_help_shows_an_example(command: click.Command) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.output
