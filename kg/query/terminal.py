"""Text from articles made safe and measured for a terminal: «\\x1b[31m» is shown, not obeyed."""

from __future__ import annotations

import unicodedata

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text on one line, with control, format and bidirectional characters spelt out as escapes.

    >>> visible("a\\x1b[31mb\\nc")
    'a\\\\x1b[31mb c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(c) for c in " ".join(text.split("\n")))


def _visible(c: str) -> str:
    if c == "\t":
        return " "
    if unicodedata.category(c) in _UNSAFE:
        return c.encode("unicode_escape").decode("ascii")
    return c


def width(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fit(text: str, columns: int) -> str:
    """The text cut to at most that many columns (at least 1), with «…» where it was cut.

    >>> fit("Kementerian", 6)
    'Kemen…'
    """
    if width(text) <= columns:
        return text
    kept = ""
    for c in text:
        if width(kept + c) > columns - 1:
            break
        kept += c
    return kept + "…"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with blanks to that many columns."""
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank
