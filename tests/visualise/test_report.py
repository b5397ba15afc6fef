"""The report in numbers and plots."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from kg.errors import OutputError
from kg.visualise.report import report, write_report


def test_the_report_counts_what_the_graph_holds(sample: ModuleType) -> None:
    html = report(sample.draft().store())
    assert "2 artikel · 12 entitas" in html
    assert '<th scope="row">negara dan tempat</th><td class="count">5</td>' in html
    assert '<th scope="row">dibantah</th><td class="count">2</td>' in html
    assert '<th scope="row">2022-05</th><td class="count">2</td>' in html


def test_the_report_speaks_english_too(sample: ModuleType) -> None:
    assert '<th scope="row">countries and places</th>' in report(sample.draft().store(), language="en")


def test_hostile_words_in_the_report_stay_words(sample: ModuleType) -> None:
    html = report(sample.hostile().store())
    assert "<script" not in html
    assert "<img" not in html
    assert "default-src 'none'" in html


def test_no_name_turns_the_writing_of_the_report_round(sample: ModuleType) -> None:
    draft = sample.draft()
    draft.lines.append('i:person\\/rina foaf:name "\u202eanaR" , "Rani" .')
    draft.fact('i:person\\/rina foaf:name "\u202eanaR"', "Rina Astuti")
    draft.fact('i:person\\/rina foaf:name "\u202eanaR"', "Rina", article="b-2")
    html = report(draft.store())
    assert '<th scope="row">anaR</th>' in html
    assert "\u202e" not in html


def test_the_report_is_the_same_each_time(sample: ModuleType) -> None:
    assert report(sample.draft().store()) == report(sample.draft().store())


def test_a_report_that_cannot_be_written_is_one_clear_line(tmp_path: Path, sample: ModuleType) -> None:
    with pytest.raises(OutputError, match=r"the report cannot be written"):
        write_report(sample.draft().store(), tmp_path / "missing" / "report.html")
