"""Numbers as the news writes them: «22», «ke-22», «100 ribu», «1,1 triliun», «dua belas», «Angkatan III»."""

from __future__ import annotations

import re

_UNITS = {"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9}
_SPECIAL = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}
_SCALE = {"belas": 10, "puluh": 10, "ratus": 100, "ribu": 1_000, "juta": 1_000_000, "miliar": 10**9, "triliun": 10**12}
_COLLECTIVE = {"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9}
_ORDINAL = {"pertama": 1, **_COLLECTIVE, "kesepuluh": 10}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_WORDS = "|".join(sorted([*_UNITS, *_SPECIAL], key=len, reverse=True))
NUMBER = (
    rf"(?:\d+(?:\.\d\d\d)*(?:,\d+)?(?: (?:ribu|juta|miliar|triliun))?"
    rf"|(?:{_WORDS})(?: (?:{_WORDS}|belas|puluh|ratus|ribu|juta))*)"
)
_DIGITS = re.compile(r"(?:[Kk]e-)?(\d+(?:\.\d\d\d)*)(?:,(\d+))?(?: (ribu|juta|miliar|triliun))?$")


def number(words: str) -> int | None:
    """The whole number that the words say, or None.

    >>> [number(w) for w in ("22", "Ke-22", "15.000", "100 ribu", "1,5 juta", "dua belas", "tiga puluh lima", "ketujuh")]
    [22, 22, 15000, 100000, 1500000, 12, 35, 7]
    >>> number("banyak") is None
    True
    """
    if m := _DIGITS.match(words):
        value = float(m[1].replace(".", "") + ("." + m[2] if m[2] else "")) * (_SCALE[m[3]] if m[3] else 1)
        return round(value) if abs(value - round(value)) < 1e-6 else None
    low = words.lower()
    if low in _COLLECTIVE:
        return _COLLECTIVE[low]
    total, part = 0, 0
    for w in low.split():
        if w in _UNITS:
            part += _UNITS[w]
        elif w in _SPECIAL:
            part += _SPECIAL[w]
            if part >= 1000:
                total, part = total + part, 0
        elif w == "belas":
            part += 10
        elif w in ("puluh", "ratus"):
            last = part % 10
            part = part - last + last * _SCALE[w]
        elif w in _SCALE:
            total, part = total + part * _SCALE[w], 0
        else:
            return None
    return total + part


def is_roman(word: str) -> bool:
    """Whether a word is a small number in Roman letters: «IV», neither «CV» nor «XL», which are firms'."""
    return set(word) <= set("IVX")


def ordinal(words: str) -> int | None:
    """A place in a series: «II», «2», «kedua», «ke-113».

    >>> [ordinal(w) for w in ("II", "2", "kedua", "ke-113", "XIV", "pertama")]
    [2, 2, 2, 113, 14, 1]
    """
    low = words.lower().removeprefix("ke-")
    if low.isdecimal():
        return int(low)
    if low in _ORDINAL:
        return _ORDINAL[low]
    if words and set(words) <= set(_ROMAN):
        values = [_ROMAN[c] for c in words]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return None
