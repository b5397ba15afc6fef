"""Articles from files: what is used, what is refused and how that is said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import text as module
from kg.sources.text import identifier_of, read_article

Write = Callable[[str, bytes | str], Path]


def _problem(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_article(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def test_a_text_is_kept_as_it_is(write: Write) -> None:
    article = read_article(write("a.txt", "\ufeffSatu\r\nduä\n"))
    assert article.text == "\ufeffSatu\r\nduä\n"
    assert article.identifier == "a"
    assert len(article.digest) == 64


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "only white space"),
        ("\ufeff \u00a0\n".encode(), "only white space"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        ("kata dia".encode("utf-16"), "UTF-16"),
        ("Jos\xe9 tiba di Bogor".encode("latin-1"), "byte 0xe9 at offset 3"),
    ],
)
def test_what_is_not_text_in_utf8_is_refused_in_one_line(write: Write, data: bytes, said: str) -> None:
    assert said in _problem(write("a b.txt", data))


def test_a_latin_1_file_is_told_how_to_convert_itself(write: Write, tmp_path: Path) -> None:
    path = write("a b.txt", "Café di Bogor".encode("latin-1"))
    command = _problem(path).partition("convert it: ")[2]
    subprocess.run(command, shell=True, check=True)
    assert read_article(tmp_path / "a b-utf8.txt").text == "Café di Bogor"


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as f:
        f.truncate(50 * 1024 * 1024)
    assert "50.0 MB is too large for one article (limit 1 MB)" in _problem(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipa.txt"
    os.mkfifo(path)
    assert "not a regular file" in _problem(path)


def test_an_unreadable_file_is_reported(write: Write) -> None:
    path = write("a.txt", "Berita.")
    path.chmod(0)
    lines = [
        "import os, sys",
        "from pathlib import Path",
        "from kg.sources.text import read_article",
        "os.geteuid() or os.seteuid(65534)  # root may read everything",
        "read_article(Path(sys.argv[1]))",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines), path], capture_output=True, text=True, check=False)
    assert "a.txt: permission denied; check the path and its permissions" in done.stderr


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_an_identifier_is_fit_for_an_iri(name: str) -> None:
    import pyoxigraph

    try:
        identifier = identifier_of(Path(name + ".txt"))
    except SourceError:
        return
    assert pyoxigraph.NamedNode(f"https://example.org/{identifier}#char=0,1").value.count("#") == 1
    assert "/" not in identifier and ".." not in identifier[:2]


def test_the_limit_is_named_in_the_message() -> None:
    assert module.MAX_BYTES == 1024 * 1024
