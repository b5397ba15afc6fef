"""Many articles in one file, a JSON object a line: `{"url": "https://…/12/panen-raya", "published": "2023-09-16", "text": "…"}`.

The example becomes the article `12-panen-raya`. A text is kept as it stands; other keys are not read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg.errors import SourceError
from kg.model import Article
from kg.sources.text import MAX_BYTES, named, reason, regular, without_words

_FORM = "a JSON object with `url` and `text`"


def read_articles(path: Path) -> Iterator[Article | SourceError]:
    """Each line as an article, or what is wrong with it; SourceError raised where the file itself cannot be read.

    `published`, ISO 8601 or RFC 5322, gives the day of publication at the place of publication; it may be missing.
    """
    for number, row in _rows(path):
        where = f"{path}:{number}"
        try:
            yield row if isinstance(row, SourceError) else _article(row, where)
        except SourceError as e:
            yield e


def read_lines(path: Path) -> dict[str, str]:
    """The texts of such a file by their `url`; SourceError for the first line that is not of that form."""
    texts: dict[str, str] = {}
    for _, row in _rows(path):
        if isinstance(row, SourceError):
            raise row
        texts[row["url"]] = row["text"]
    return texts


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | SourceError]]:
    number = 0
    try:
        regular(path)
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _row(line, f"{path}:{number}")
    except OSError as e:
        raise SourceError(f"{path}: {reason(e)}; check the path and its permissions") from e
    if not number:
        raise SourceError(f"{path}: the file is empty; give a file with an article a line")


def _row(line: bytes, where: str) -> dict[str, Any] | SourceError:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as e:
        return SourceError(f"{where}: no JSON in UTF-8 ({' '.join(str(e).split())}); give {_FORM}")
    if isinstance(row, dict) and isinstance(row.get("url"), str) and isinstance(row.get("text"), str):
        return row
    return SourceError(f"{where}: not {_FORM}; give both as strings")


def _article(row: dict[str, Any], where: str) -> Article:
    url, text = row["url"], row["text"]
    try:
        data = text.encode("utf-8")
        url.encode("utf-8")
    except UnicodeEncodeError as e:
        raise SourceError(f"{where}: half a character (a lone surrogate) at offset {e.start}; mend the line") from e
    if len(data) > MAX_BYTES:
        raise SourceError(f"{where}: {len(data) / 1024**2:.1f} MB is too large for one article; split it")
    if "\0" in text:
        raise SourceError(f"{where}: the text holds a null character; give plain text")
    if without_words(text):
        raise SourceError(f"{where}: the text holds only white space; give an article")
    path = unquote(re.sub(r"^\w+://[^/]*|[?#].*", "", url, flags=re.DOTALL))
    identifier = named("-".join(path.rstrip("/").split("/")[-2:]))
    if not identifier:
        raise SourceError(f"{where}: no name for the article in the url's path; give its own address")
    digest = hashlib.sha256(data).hexdigest()
    return Article(identifier, text, where, digest, _day(row.get("published"), where), url)


def _day(told: object, where: str) -> dt.date | None:
    if told is None or told == "":
        return None
    try:
        if re.match(r"\d{4}-\d\d-\d\d", str(told)):
            return dt.date.fromisoformat(str(told)[:10])
        return parsedate_to_datetime(str(told)).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        raise SourceError(
            f"{where}: 'published' is no date such as 2023-09-16: {str(told)[:40]!r}; mend or leave it out"
        ) from None
