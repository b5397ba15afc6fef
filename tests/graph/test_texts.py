"""The texts beside the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.graph.texts import ArticleText, SentenceSpan, dump_texts, read_texts, write_texts


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_texts_are_read_as_they_were_written(texts: dict[str, str]) -> None:
    import tempfile

    articles = [ArticleText(i, i + ".txt", "0" * 64, t, (SentenceSpan(1, 0, len(t), "news"),)) for i, t in sorted(texts.items())]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        write_texts(articles[::-1], path)
        assert list(read_texts(path)) == articles
        assert [a.identifier for a in read_texts(path, list(texts)[:1])] == list(texts)[:1]


def test_the_file_is_plain_ascii() -> None:
    assert dump_texts([ArticleText("a", "a.txt", "0", "é\x1b[31m\u2028", ())]).isascii()


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(dump_texts([ArticleText("a", "a.txt", "0", "x", ())]) + '{"identifier": "b"\n')
    with pytest.raises(StoreError, match=r"articles.jsonl:2: damaged line"):
        read_texts(path)
    with pytest.raises(StoreError, match="cannot be read"):
        read_texts(tmp_path / "tiada")


def test_a_sentence_is_found_by_any_character_of_it() -> None:
    article = ArticleText("a", "a.txt", "0", "Satu. Dua.", (SentenceSpan(1, 0, 5, "news"), SentenceSpan(2, 6, 10, "news")))
    assert [s and s.number for s in (article.sentence_at(i, i + 1) for i in range(10))] == [1] * 5 + [None] + [2] * 4
    assert article.sentence_at(5, 8) == article.sentences[1]
