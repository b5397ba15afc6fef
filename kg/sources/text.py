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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article

MAX_BYTES = 1024 * 1024  # a long read has a tenth of it
_SHOWN = 5  # names listed before «and 12 more»


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found: articles in order of identifier, one error for each file that cannot be used, notes for people."""

    articles: tuple[Article, ...]
    problems: tuple[SourceError, ...]
    notes: tuple[str, ...]


def read_sources(paths: Sequence[Path], *, skip: Path | None = None) -> Sources:
    """Read files and folders (with their subfolders) of `.txt`; `skip` is a folder not to enter.

    Every file is used, or named in `problems` or `notes`. Nothing is raised for a file that cannot be used.
    """
    problems: list[SourceError] = []
    notes: list[str] = []
    files: dict[Path, Path] = {}  # resolved → as given, so that one file given twice counts once
    for path in paths:
        try:
            for file in _files(path, skip, problems, notes):
                files.setdefault(Path(os.path.realpath(file)), file)  # a loop of links is no error here, read_article names it
        except SourceError as e:
            problems.append(e)
    articles: dict[str, list[Article]] = {}
    for file in sorted(files.values(), key=str):
        try:
            article = read_article(file)
        except SourceError as e:
            problems.append(e)
        else:
            articles.setdefault(article.identifier, []).append(article)
    kept = []
    for identifier, same in sorted(articles.items()):
        if len({a.digest for a in same}) > 1:
            problems.append(_clash(identifier, same))
            continue
        kept.append(same[0])
        notes.extend(f"{a.source}: the same text as {same[0].source}; used once" for a in same[1:])
    return Sources(tuple(kept), tuple(problems), tuple(notes))


def read_article(path: Path) -> Article:
    """One file as an article; SourceError if it is missing, unreadable, empty, too large, or not text in UTF-8."""
    data = _bytes(path)
    text = _decoded(data, path)
    if not text.strip("\ufeff \t\r\n\f\v\x85\xa0\u2028\u2029\u3000"):
        raise SourceError(f"{path}: the file holds only white space; give a file with an article in it")
    return Article(identifier_of(path), text, str(path), hashlib.sha256(data).hexdigest())


def identifier_of(path: Path) -> str:
    """The article's name, from the file name without `.txt`, fit for an IRI.

    >>> identifier_of(Path("arsip/Berita pagi (2).txt"))
    'Berita-pagi-2'
    """
    stem = unicodedata.normalize("NFC", os.fsencode(path.stem).decode("utf-8", "replace"))
    identifier = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
    if not identifier:
        raise SourceError(f"{path}: the file name has no letter or digit to name the article by; rename the file")
    return identifier


def _files(path: Path, skip: Path | None, problems: list[SourceError], notes: list[str]) -> Iterator[Path]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file or folder; check the path") from None
    except OSError as e:
        raise SourceError(f"{path}: {_reason(e)}; check the path and its permissions") from e
    if stat.S_ISDIR(mode):
        yield from _folder(path, skip, problems, notes)
    elif path.suffix.lower() != ".txt":
        raise SourceError(f"{path}: not a .txt file; kg reads plain text: save the article as .txt")
    else:
        yield path


def _folder(folder: Path, skip: Path | None, problems: list[SourceError], notes: list[str]) -> Iterator[Path]:
    closed: list[SourceError] = []

    def report(error: OSError) -> None:
        closed.append(SourceError(f"{error.filename}: {_reason(error)}; check the folder's permissions"))

    found: list[Path] = []
    ignored: list[Path] = []
    for top, folders, names in os.walk(folder, onerror=report):
        here = Path(top)
        folders[:] = sorted(d for d in folders if not d.startswith(".") and Path(os.path.realpath(here / d)) != skip)
        for name in sorted(names):
            if not name.startswith("."):
                (found if name.lower().endswith(".txt") else ignored).append(here / name)
    problems += closed
    if not found and not closed:
        raise SourceError(f"{folder}: no .txt file in this folder; give a folder of plain-text articles")
    if ignored:
        notes.append(f"{folder}: ignored {_listed(str(f.relative_to(folder)) for f in ignored)} (not .txt)")
    yield from found


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise SourceError(f"{path}: not a regular file; give a .txt file or a folder")
        if state.st_size > MAX_BYTES:
            size, limit = state.st_size / 1024**2, MAX_BYTES // 1024**2
            raise SourceError(
                f"{path}: {size:.1f} MB is too large for one article (limit {limit} MB); split the file into articles"
            )
        data = path.read_bytes()
    except OSError as e:
        raise SourceError(f"{path}: {_reason(e)}; check the path and its permissions") from e
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


def _clash(identifier: str, same: list[Article]) -> SourceError:
    sources = ", ".join(a.source for a in same)
    return SourceError(
        f"{sources}: different texts under one name '{identifier}'; none is used: rename the files so that each differs"
    )


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
