"""Words as the index holds them: lower case, without accents, cut to their stem («pelatihannya» and «dilatih» → «latih»)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order.

    >>> stems("Pelatihan-pelatihan itu dilatihkan")
    ['latih', 'latih', 'itu', 'latih']
    """
    return [_stem(w) for w in words_of(text)]


def words_of(text: str) -> list[str]:
    """A text's words as they are, but for case and accents."""
    return _WORD.findall(_folded(text))


def expression(text: str, short_forms: Mapping[str, tuple[str, ...]], *, complete: bool = False) -> str | None:
    """What is asked as an expression of FTS5: every word must stand there, or what it is short for; "…" keeps words together.

    short_forms: stems of a name → stems of its other forms, each joined by blanks; complete: the last word may be only begun.
    None if there is no word in it.
    """
    asked = [m[1] if m[1] is not None else m[2] for m in _ASKED.finditer(text)]
    units = _grouped([u for u in map(stems, asked) if u], short_forms)
    parts = []
    for i, unit in enumerate(units):
        spelt = [f'"{f}"' for f in dict.fromkeys([" ".join(unit), *short_forms.get(" ".join(unit), ())])]
        begun = words_of(asked[-1]) if complete and i == len(units) - 1 else []
        spelt += [f'"{w}"*' for w in dict.fromkeys([*begun[-1:], *(unit[-1:] if begun else [])])]
        parts.append(f"({' OR '.join(spelt)})")
    return " AND ".join(parts) or None


def _grouped(units: list[list[str]], short_forms: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Words beside each other that are a known name become one unit, the longest first."""
    out, i = [], 0
    while i < len(units):
        for j in range(min(len(units), i + 8), i + 1, -1):
            joined = [w for u in units[i:j] for w in u]
            if " ".join(joined) in short_forms:
                out.append(joined)
                i = j
                break
        else:
            out.append(units[i])
            i += 1
    return out


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@cache
def _stemmer() -> Any:
    return import_module("snowballstemmer").stemmer("indonesian")


@cache
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem or word
