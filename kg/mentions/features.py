"""What the taggers see of a word and its neighbours, as strings for a linear-chain model.

What depends on one word alone is computed once and kept: «Menteri», «Perindustrian», «Agus» come back in every article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SAME = re.compile(r"(.)\1\1+")
_LIMIT = 100_000  # words kept; an article has a few hundred


def shape(word: str) -> str:
    """The outline of a word: runs cut to two signs, eight signs at most.

    >>> shape("Kemenperin"), shape("IKM"), shape("G-20"), shape("2.000")
    ('Aaa', 'AA', 'A-00', '0.00')
    """
    outline = "".join("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    return _SAME.sub(r"\1\1", outline)[:8]


@dataclass(frozen=True, slots=True)
class _Word:
    """Feature strings of one word seen from its own place and from the places around it."""

    lower: str
    case: str
    here: tuple[str, ...]
    before: tuple[str, ...]  # as the word to the left
    after: tuple[str, ...]
    before2: tuple[str, ...]
    after2: tuple[str, ...]
    spoken: tuple[str, ...]  # for parts of speech


class Features:
    """Turns words into feature strings; keeps what it has computed of each word.

    lexicon: lower-case word → marks learnt from a corpus and from name lists (`k12`, `cap5`, `given`)
    """

    def __init__(self, lexicon: Mapping[str, tuple[str, ...]]) -> None:
        self._lexicon = lexicon
        self._words: dict[str, _Word] = {}

    def speech(self, words: Sequence[str]) -> list[list[str]]:
        """Features for parts of speech, one list a word."""
        seen = self._look(words)
        rows = []
        last = len(seen) - 1
        for i, w in enumerate(seen):
            row = [*w.spoken]
            if i:
                p = seen[i - 1]
                row += ("-w=" + p.lower, "-s=" + p.lower[-3:])
            else:
                row.append("first")
            if i < last:
                n = seen[i + 1]
                row += ("+w=" + n.lower, "+s=" + n.lower[-3:], "+c=" + n.case)
            else:
                row.append("last")
            if i > 1:
                row.append("--w=" + seen[i - 2].lower)
            rows.append(row)
        return rows

    def names(self, words: Sequence[str], speech: Sequence[str]) -> list[list[str]]:
        """Features for names, one list a word; `speech` is the part of speech of each word."""
        seen = self._look(words)
        rows = []
        last = len(seen) - 1
        for i, w in enumerate(seen):
            row = [*w.here, "P=" + speech[i]]
            if i:
                p = seen[i - 1]
                row += p.before
                row += (
                    "-c0=" + p.case + w.case,
                    "-w0=" + p.lower + "|" + w.lower,
                    "-P=" + speech[i - 1],
                    "-P0=" + speech[i - 1] + speech[i],
                )
                if i > 1:
                    row += seen[i - 2].before2
            else:
                row.append("first")
            if i < last:
                n = seen[i + 1]
                row += n.after
                row += (
                    "+c0=" + w.case + n.case,
                    "+w0=" + w.lower + "|" + n.lower,
                    "+P=" + speech[i + 1],
                    "+P0=" + speech[i] + speech[i + 1],
                )
                if i + 1 < last:
                    row += seen[i + 2].after2
            else:
                row.append("last")
            rows.append(row)
        return rows

    def _look(self, words: Sequence[str]) -> list[_Word]:
        known = self._words
        if len(known) > _LIMIT:
            known.clear()
        out = []
        for word in words:
            w = known.get(word)
            if w is None:
                w = known[word] = self._word(word)
            out.append(w)
        return out

    def _word(self, word: str) -> _Word:
        lower = word.lower()
        outline = shape(word)
        case = outline[:2]
        marks = self._lexicon.get(lower, ("new",) if lower.isalpha() else ())
        prefixes = tuple(f"p{n}={lower[:n]}" for n in (2, 3, 4) if len(lower) > n)
        suffixes = tuple(f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n)
        own = ("w=" + lower, "o=" + outline, *(f"m={m}" for m in marks), *(f"mc={m}{case}" for m in marks))

        def beside(place: str, *, near: bool) -> tuple[str, ...]:
            words = (f"{place}w={lower}", f"{place}o={outline}", *(f"{place}m={m}" for m in marks))
            return (*words, f"{place}s3={lower[-3:]}") if near else words

        spoken = ("w=" + lower, "o=" + outline, *prefixes, *suffixes, *(f"m={m}" for m in marks))
        return _Word(
            lower,
            case,
            (*own, *prefixes, *suffixes),
            beside("-", near=True),
            beside("+", near=True),
            beside("--", near=False),
            beside("++", near=False),
            spoken,
        )
