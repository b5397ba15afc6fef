"""Confidence: how it is estimated, looked up and shown."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.evaluation import calibration, diagram
from kg.evaluation.calibration import Judged
from kg.evaluation.scores import judge, read_gold
from kg.extractors import confidence
from kg.extractors.confidence import ANY, Row
from kg.model import Claim, Span, Status
from kg.ontology import KG, RDF
from kg.resources import data_dir

KIND = ("places", "kg:locatedIn", "Stated", "kg:Facility")


def claims(right: int, wrong: int, kind: tuple[str, str, str, str] = KIND) -> list[Judged]:
    return [Judged(f"a{i % 5}", kind, i < right) for i in range(right + wrong)]


def test_a_kind_leans_on_the_wider_ones_where_it_is_seldom() -> None:
    rows = calibration.table([*claims(90, 10), *claims(0, 1, ("places", "kg:partOf", "Stated", ANY))])
    assert rows[KIND].n == 100
    assert rows[KIND].precision == pytest.approx(0.9, abs=0.02)
    assert 0.7 < rows["places", "kg:partOf", "Stated", ANY].precision < 0.9


def test_too_few_of_a_kind_take_the_confidence_of_the_next_wider() -> None:
    rows = calibration.table([*claims(40, 0), *claims(1, 2, (*KIND[:3], "kg:Museum"))])
    assert confidence.looked_up(rows, (*KIND[:3], "kg:Museum")) == rows[(*KIND[:3], ANY)].precision
    assert confidence.looked_up(rows, ("never", "seen", "Stated", ANY)) == rows[ANY, ANY, ANY, ANY].precision


def test_the_table_is_written_and_read_back(tmp_path: Path) -> None:
    rows = calibration.table(claims(30, 7))
    path = tmp_path / confidence.FILE
    path.write_text(calibration.as_csv(rows), encoding="utf-8")
    assert confidence.read_table(path) == rows


@pytest.mark.parametrize("text", ["", "a,b\n", ",".join(confidence.COLUMNS) + "\nx,y\n"])
def test_a_damaged_table_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / confidence.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="kg calibrate"):
        confidence.read_table(path)


def test_only_asserted_claims_without_a_confidence_are_given_one(monkeypatch: pytest.MonkeyPatch) -> None:
    museum, city = "https://x.org/id/facility/m", "https://x.org/id/place/c"
    first = Claim(museum, RDF.type, KG.Facility, Status.STATED, (Span(0, 1),), "naming")
    second = Claim(museum, KG.locatedIn, city, Status.STATED, (Span(0, 1),), "places")
    doubtful, own = replace(second, status=Status.DOUBTFUL), replace(second, confidence=0.5)
    monkeypatch.setattr(confidence, "shipped", lambda: {KIND: Row(50, 40, 0.8)})
    assert [c.confidence for c in confidence.calibrated((first, second, doubtful, own))] == [None, 0.8, None, 0.5]
    monkeypatch.setattr(confidence, "shipped", dict)
    assert confidence.calibrated((first, second)) == (first, second)


def test_articles_are_foretold_from_the_others() -> None:
    result = calibration.reliability(claims(80, 20))
    assert sum(b.n for b in result.bins) == 100
    assert 0 <= result.expected_error <= 1
    assert result.brier_of_mean == pytest.approx(0.16)


def test_nothing_judged_gives_an_empty_diagram() -> None:
    result = calibration.reliability([])
    assert result.bins == ()
    ET.fromstring(diagram.svg(result))


def test_the_diagram_is_an_svg_with_a_dot_for_each_bin_and_the_page_shows_it() -> None:
    found = claims(80, 20)
    result = calibration.reliability(found)
    root = ET.fromstring(diagram.svg(result))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == len(result.bins)
    page = diagram.page(result, calibration.table(found), [5], "c.svg")
    assert "(c.svg)" in page and "100 claims, 80 of them right" in page


def test_claims_of_a_tenure_share_one_verdict_and_labels_that_of_their_thing() -> None:
    found = calibration.judged([judge(g) for g in read_gold(data_dir() / "gold")[:3]])
    kinds = {j.kind[:2] for j in found}
    assert ("naming", "rdf:type") in kinds
    assert any(e == "offices" and p in ("opengov:post", "org:member") for e, p in kinds)
    by_article = {(j.article, j.kind[1], j.right) for j in found if j.kind[0] == "offices"}
    post = {x for x in by_article if x[1] == "opengov:post"}
    member = {x for x in by_article if x[1] == "org:member"}
    assert {(a, r) for a, _, r in post} == {(a, r) for a, _, r in member}
