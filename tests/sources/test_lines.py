"""Articles in a JSON-lines file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources.lines import read_lines


def test_texts_are_read_by_their_address(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"url": "https://a.id/1", "text": "Satu."}\n{"url": "https://a.id/2", "text": "Dua."}\n', encoding="utf-8")
    assert read_lines(path) == {"https://a.id/1": "Satu.", "https://a.id/2": "Dua."}


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"url": "https://a.id/1"}', b"\xff\xfe", b"\n"])
def test_a_line_of_another_form_is_told_with_its_number(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_bytes(b'{"url": "https://a.id/1", "text": "Satu."}\n' + line + b"\n")
    with pytest.raises(SourceError, match=r"texts\.jsonl:2: expected a JSON object with `url` and `text`"):
        read_lines(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"texts\.jsonl: no such file"):
        read_lines(tmp_path / "texts.jsonl")
