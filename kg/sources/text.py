"""Plain-text files → Article: «berita.txt» becomes the article `berita`, its text untouched.

A file is decoded as UTF-8 and not normalised in any way: a byte order mark stays as the code point U+FEFF at offset 0, and CRLF
counts as two code points. So an offset of the graph is an index into `open(path, encoding="utf-8", newline="").read()`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import stat
import unicodedata
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article

MAX_BYTES = 1024 * 1024  # a long read has a tenth of it


def read_article(path: Path) -> Article:
    """One file as an article; SourceError if it is missing, unreadable, empty, too large, or not text in UTF-8."""
    data = _bytes(path)
    text = _decoded(data, path)
    if without_words(text):
        raise SourceError(f"{path}: the file holds only white space; give a file with an article in it")
    return Article(identifier_of(path), text, str(path), hashlib.sha256(data).hexdigest())


def identifier_of(path: Path) -> str:
    """The article's name, from the file name without `.txt`, fit for an IRI.

    >>> identifier_of(Path("arsip/Berita pagi (2).txt"))
    'Berita-pagi-2'
    """
    identifier = named(os.fsencode(path.stem).decode("utf-8", "replace"))
    if not identifier:
        raise SourceError(f"{path}: the file name has no letter or digit to name the article by; rename the file")
    return identifier


def named(words: str) -> str:
    """Words as part of an IRI, empty where they have no letter or digit.

    >>> named("d-12 panen/raya?")
    'd-12-panen-raya'
    """
    return re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", words)).strip("-.")


def without_words(text: str) -> bool:
    """Whether a text is white space only."""
    return not text.strip("\ufeff \t\r\n\f\v\x85\xa0\u2028\u2029\u3000")


def regular(path: Path) -> os.stat_result:
    """What the system knows of a regular file; SourceError where it is of another kind."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise SourceError(f"{path}: not a regular file; give a .txt file or a folder")
    return state


def _bytes(path: Path) -> bytes:
    try:
        state = regular(path)
        if state.st_size > MAX_BYTES:
            size, limit = state.st_size / 1024**2, MAX_BYTES // 1024**2
            raise SourceError(
                f"{path}: {size:.1f} MB is too large for one article (limit {limit} MB); split the file into articles"
            )
        data = path.read_bytes()
    except OSError as e:
        raise SourceError(f"{path}: {reason(e)}; check the path and its permissions") from e
    if not data:
        raise SourceError(f"{path}: the file is empty; give a file with an article in it")
    return data


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceError(f"{path}: the file is UTF-16, not UTF-8; convert it: {_iconv('UTF-16', path)}")
    controls = sum(data.count(b) for b in (*range(9), *range(14, 27), *range(28, 32), 127))
    if b"\0" in data or controls > len(data) / 50:
        raise SourceError(f"{path}: a binary file, not text; give plain text in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        at = f"byte 0x{data[e.start]:02x} at offset {e.start}"
        raise SourceError(f"{path}: not UTF-8 ({at}); if it is Latin-1, convert it: {_iconv('WINDOWS-1252', path)}") from e


def _iconv(encoding: str, path: Path) -> str:
    target = path.with_name(f"{path.stem}-utf8.txt")
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(str(path))} > {shlex.quote(str(target))}"


def reason(error: OSError) -> str:
    """What the system says is wrong, in lower case."""
    return (error.strerror or str(error)).lower()
