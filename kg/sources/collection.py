"""Files and folders → the articles in them: every file is used, or it is told why not.

«kg build arsip/ berita.jsonl» reads each `.txt` of `arsip` and each line of `berita.jsonl`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.sources.lines import read_articles
from kg.sources.text import read_article, reason

_SHOWN = 5  # names listed before «and 12 more»


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found: articles in order of identifier, one error for each file that cannot be used, notes for people."""

    articles: tuple[Article, ...]
    problems: tuple[SourceError, ...]
    notes: tuple[str, ...]


def read_sources(paths: Sequence[Path], *, skip: Path | None = None) -> Sources:
    """Read files of `.txt` and `.jsonl`, and the `.txt` of folders with their subfolders; `skip` is a folder not to enter.

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
        for article in _articles(file):
            if isinstance(article, SourceError):
                problems.append(article)
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


def _articles(file: Path) -> Iterator[Article | SourceError]:
    try:
        if _is_lines(file):
            yield from read_articles(file)
        else:
            yield read_article(file)
    except SourceError as e:
        yield e


def _is_lines(path: Path) -> bool:
    return path.suffix.lower() == ".jsonl"


def _files(path: Path, skip: Path | None, problems: list[SourceError], notes: list[str]) -> Iterator[Path]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file or folder; check the path") from None
    except OSError as e:
        raise SourceError(f"{path}: {reason(e)}; check the path and its permissions") from e
    if stat.S_ISDIR(mode):
        yield from _folder(path, skip, problems, notes)
    elif path.suffix.lower() != ".txt" and not _is_lines(path):
        raise SourceError(f"{path}: not a .txt file; kg reads plain text: save the article as .txt, or many as lines of a .jsonl")
    else:
        yield path


def _folder(folder: Path, skip: Path | None, problems: list[SourceError], notes: list[str]) -> Iterator[Path]:
    closed: list[SourceError] = []

    def report(error: OSError) -> None:
        closed.append(SourceError(f"{error.filename}: {reason(error)}; check the folder's permissions"))

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


def _clash(identifier: str, same: list[Article]) -> SourceError:
    sources = ", ".join(a.source for a in same)
    return SourceError(
        f"{sources}: different texts under one name '{identifier}'; none is used: give each a file name or url of its own"
    )


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more
