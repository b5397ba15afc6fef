"""What the taggers see of a word and its neighbours, as strings for a linear-chain model.

What depends on one word alone is computed once and kept: «Menteri», «Perindustrian», «Agus» come back in every article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAME = re.compile(r"(.)\1\1+")
_LIMIT = 100_000  # words kept; an article has a few hundred

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def shape(word: str) -> str:
    """The outline of a word: runs cut to two signs, eight signs at most.

    >>> shape("Kemenkes"), shape("PBB"), shape("G-20"), shape("2.000")
    ('Aaa', 'AA', 'A-00', '0.00')
    """
    outline = "".join("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    return _SAME.sub(r"\1\1", outline)[:8]


def phrases(names: Iterable[tuple[tuple[str, ...], str]]) -> Phrases:
    """First word → (words, kinds) of known names, longest first; kinds of equal names are joined.

    >>> phrases([(("Sri", "Lanka"), "C"), (("Sri",), "P")])["Sri"]
    ((('Sri', 'Lanka'), 'C'), (('Sri',), 'P'))
    """
    kinds: dict[tuple[str, ...], set[str]] = {}
    for words, kind in names:
        kinds.setdefault(words, set()).add(kind)
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words in sorted(kinds):
        table.setdefault(words[0], []).append((words, "".join(sorted(kinds[words]))))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in table.items()}


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
    spoken: tuple[str, ...]  # for parts of speech, in the same four places but the last
    spoken_before: tuple[str, ...]
    spoken_after: tuple[str, ...]
    spoken_before2: tuple[str, ...]


class Features:
    """Turns words into feature strings; keeps what it has computed of each word.

    marks: lower-case word → what lists and a corpus say of it (`cap-t`, `o-rank`); classes: word as written → word class (`k12`)
    known: names of the gazetteers; of_names, of_speech: the only strings that the two models know, where they are made already:
    a word's other strings, which weigh nothing, are left out
    """

    def __init__(
        self,
        marks: Mapping[str, tuple[str, ...]],
        classes: Mapping[str, str],
        known: Phrases,
        of_names: frozenset[str] | None = None,
        of_speech: frozenset[str] | None = None,
    ) -> None:
        self._marks = marks
        self._classes = classes
        self._known: dict[str, dict[int, dict[tuple[str, ...], str]]] = {}  # first word → number of words → name → kinds
        for first, names in known.items():
            sizes = self._known.setdefault(first, {})
            for name, kind in names:
                sizes.setdefault(len(name), {})[name] = kind
        self._of_names, self._of_speech = of_names, of_speech
        self._words: dict[str, _Word] = {}

    def speech(self, words: Sequence[str]) -> list[list[str]]:
        """Features for parts of speech, one list a word."""
        seen = self._look(words)
        rows = []
        last = len(seen) - 1
        for i, w in enumerate(seen):
            row = [*w.spoken]
            row += seen[i - 1].spoken_before if i else ("first",)
            row += seen[i + 1].spoken_after if i < last else ("last",)
            if i > 1:
                row += seen[i - 2].spoken_before2
            rows.append(row)
        return rows

    def names(self, words: Sequence[str], speech: Sequence[str]) -> list[list[str]]:
        """Features for names, one list a word; `speech` is the part of speech of each word."""
        seen = self._look(words)
        pairs = [(a.case + b.case, f"{a.lower}|{b.lower}", p + q) for (a, p), (b, q) in pairwise(zip(seen, speech, strict=True))]
        rows = []
        last = len(seen) - 1
        for i, w in enumerate(seen):
            row = [*w.here, "P=" + speech[i]]
            if i:
                case, both, parts = pairs[i - 1]
                row += seen[i - 1].before
                row += ("-c0=" + case, "-w0=" + both, "-P=" + speech[i - 1], "-P0=" + parts)
                if i > 1:
                    row += seen[i - 2].before2
            else:
                row.append("first")
            if i < last:
                case, both, parts = pairs[i]
                row += seen[i + 1].after
                row += ("+c0=" + case, "+w0=" + both, "+P=" + speech[i + 1], "+P0=" + parts)
                if i + 1 < last:
                    row += seen[i + 2].after2
            else:
                row.append("last")
            rows.append(row)
        self._add_known(words, rows)
        return rows

    def _add_known(self, words: Sequence[str], rows: list[list[str]]) -> None:
        """Where names of the gazetteers begin and go on, and where they stand next to a word."""
        i, last = 0, len(rows) - 1
        while i <= last:
            for size, names in self._known.get(words[i], {}).items():
                kind = names.get(tuple(words[i : i + size]))
                if kind is not None:
                    for j in range(i, i + size):
                        mark = ("B" if j == i else "I") + kind
                        rows[j].append("G=" + mark)
                        if j:
                            rows[j - 1].append("+G=" + mark)
                        if j < last:
                            rows[j + 1].append("-G=" + mark)
                    i += size
                    break
            else:
                i += 1

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
        kind = self._classes.get("0" if word[0].isdigit() else word) or self._classes.get(lower, "k-")
        marks = (kind, *self._marks.get(lower, ("new",) if lower.isalpha() else ()))
        prefixes = tuple(f"p{n}={lower[:n]}" for n in (2, 3, 4) if len(lower) > n)
        suffixes = tuple(f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n)
        plain = ("w=" + lower, "o=" + outline, *prefixes, *suffixes, *(f"m={m}" for m in marks))
        here = (*plain, *(f"mc={m}{case}" for m in marks))

        def beside(place: str) -> tuple[str, ...]:
            return (f"{place}w={lower}", f"{place}o={outline}", *(f"{place}m={m}" for m in marks))

        ending = lower[-3:]
        before, after = beside("-"), beside("+")
        for_names = (here, (*before, "-s3=" + ending), (*after, "+s3=" + ending), beside("--"), beside("++"))
        for_speech = (
            plain,
            ("-w=" + lower, before[2], "-s=" + ending),
            ("+w=" + lower, after[2], "+s=" + ending, "+c=" + case),
            ("--w=" + lower,),
        )
        return _Word(
            lower, case, *(_kept(row, self._of_names) for row in for_names), *(_kept(row, self._of_speech) for row in for_speech)
        )


def _kept(row: tuple[str, ...], known: frozenset[str] | None) -> tuple[str, ...]:
    return row if known is None else tuple(f for f in row if f in known)
