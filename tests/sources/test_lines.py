"""Articles in a file of JSON lines: what is used, what is refused and how that is said."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources.collection import read_sources
from kg.sources.lines import read_lines

URL = "https://contoh.id/berita/12/panen-raya"


def _lines(folder: Path, *rows: object) -> Path:
    path = folder / "berita.jsonl"
    path.write_bytes(b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in rows))
    return path


def test_a_line_is_an_article_with_its_address_and_day(tmp_path: Path) -> None:
    path = _lines(
        tmp_path, {"url": URL, "published": "Sat, 16 Sep 2023 23:30:48 +0700", "text": "Panen\r\nraya.", "headline": "x"}
    )
    found = read_sources([path])
    (article,) = found.articles
    assert not found.problems and not found.notes
    assert (article.identifier, article.text, article.url) == ("12-panen-raya", "Panen\r\nraya.", URL)
    assert (article.source, article.published) == (f"{path}:1", dt.date(2023, 9, 16))
    assert article.digest == hashlib.sha256(article.text.encode()).hexdigest()


@pytest.mark.parametrize("published", [None, "", "2023-09-16", "2023-09-16T23:30:48Z"])
def test_the_day_may_be_iso_or_missing(tmp_path: Path, published: str | None) -> None:
    (article,) = read_sources([_lines(tmp_path, {"url": URL, "text": "A.", "published": published})]).articles
    assert article.published == (dt.date(2023, 9, 16) if published else None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"{\n", "no JSON in UTF-8"),
        (b"\xff\xfe\n", "no JSON in UTF-8"),
        (b"[" * 100_000 + b"\n", "no JSON in UTF-8"),
        ([], "not a JSON object with `url` and `text`"),
        ({"url": URL}, "not a JSON object with `url` and `text`"),
        ({"url": 12, "text": "A."}, "give both as strings"),
        ({"url": URL, "text": " \n"}, "only white space"),
        ({"url": URL, "text": "A\0"}, "null character"),
        ({"url": URL, "text": "A \ud800"}, "lone surrogate) at offset 2"),
        ({"url": URL, "text": "A" * (1024 * 1024 + 1)}, "too large for one article"),
        ({"url": "https://contoh.id/", "text": "A."}, "no name for the article"),
        ({"url": "https://[", "text": "A."}, "no name for the article"),
        ({"url": URL, "text": "A.", "published": "kemarin\x1b[2J"}, "is no date such as 2023-09-16"),
        ({"url": URL, "text": "A.", "published": "2023-13-45"}, "is no date such as 2023-09-16"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_by_its_number_and_the_others_are_used(tmp_path: Path, row: object, said: str) -> None:
    path = _lines(
        tmp_path, {"url": "https://contoh.id/1/a", "text": "A."}, row, b"\n", {"url": "https://contoh.id/2/b", "text": "B."}
    )
    found = read_sources([path])
    assert [a.identifier for a in found.articles] == ["1-a", "2-b"]
    (problem,) = map(str, found.problems)
    assert problem.startswith(f"{path}:2: ")
    assert said in problem
    assert problem.isprintable()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.jsonl"
    os.mkfifo(pipe)
    found = read_sources([tmp_path / "tiada.jsonl", pipe, _lines(tmp_path)])
    said = ["no such file or folder", "the file is empty", "not a regular file"]
    assert [s in str(p) for s, p in zip(said, found.problems, strict=True)] == [True] * 3


def test_one_address_for_two_texts_is_refused(tmp_path: Path) -> None:
    found = read_sources([_lines(tmp_path, {"url": URL, "text": "A."}, {"url": URL, "text": "B."})])
    assert not found.articles
    assert "different texts under one name '12-panen-raya'" in str(found.problems[0])


def test_texts_are_read_by_their_address(tmp_path: Path) -> None:
    assert read_lines(_lines(tmp_path, {"url": "x/1", "text": "Satu."}, {"url": "x/2", "text": "Dua."})) == {
        "x/1": "Satu.",
        "x/2": "Dua.",
    }
    with pytest.raises(SourceError, match=r"berita\.jsonl:2: not a JSON object"):
        read_lines(_lines(tmp_path, {"url": "x/1", "text": "Satu."}, {"url": "x/2"}))
