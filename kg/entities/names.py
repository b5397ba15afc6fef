"""When two names may be one thing's: «Yusli» ⊂ «Yusli Wardiatno», «UIN Jakarta», «Pemkot Madiun» = «Pemerintah Kota Madiun»."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.mentions.cues import meanings

_WORD = re.compile(r"[\w'’-]+")
_BRACKET = re.compile(r"\s*\([^)]*\)")
_FILLER = frozenset({"dan", "di", "of", "the", "for", "and", "republik", "indonesia"})


@lru_cache(maxsize=1 << 14)
def words(name: str) -> tuple[str, ...]:
    """The name's words in lower case, marks and brackets left out, short forms of bodies spelt out.

    >>> words("Ditjen Pajak (DJP)")
    ('direktorat', 'jenderal', 'pajak')
    """
    plain = re.sub(r"\([^)]*\)", " ", name)
    found = _WORD.findall((plain if plain.strip() else name).lower())
    out = tuple(x for w in found for x in meanings("short forms").get(w, w).split())
    return out[1:] if len(out) > 1 and (out[0] == "upt" or out[:2] == ("pondok", "pesantren")) else out


def contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether every word of `short` stands in `long`."""
    return bool(short) and set(short) <= set(long)


def is_abbreviation(short: str, long: str) -> bool:
    """Whether `short` is built from the first letters of the words of `long`, or from their beginnings («Kemenperin»).

    >>> is_abbreviation("BBPPKS", "Balai Besar Pendidikan dan Pelatihan Kesejahteraan Sosial")
    True
    >>> is_abbreviation("Kemnaker", "Kementerian Ketenagakerjaan"), is_abbreviation("KPU", "Kementerian Pertahanan")
    (True, False)
    """
    parts = [w for w in re.findall(r"\w+", long) if w.lower() not in ("dan", "di", "untuk", "bagi", "of", "the", "and", "for")]
    letters = re.sub(r"\W", "", short)
    if not letters or len(parts) < 2:
        return False
    if letters.isupper() and letters.lower() == "".join(w[0] for w in parts).lower():
        return True
    return _built(letters.lower(), [w.lower() for w in parts])


def _built(short: str, parts: list[str]) -> bool:
    """Whether `short` is a subsequence that takes letters of every part in order, each part's first letter or stem first."""
    if not short:
        return not parts
    if not parts:
        return False
    head = parts[0]
    for stem in {head, head.removeprefix("ke"), head.removeprefix("pe"), head.removeprefix("per"), head.removeprefix("pem")}:
        for n in range(min(len(stem), len(short)), 0, -1):
            if _subsequence(short[:n], stem) and short[0] == stem[:1] and _built(short[n:], parts[1:]):
                return True
    return False


def _subsequence(short: str, long: str) -> bool:
    at = -1
    for c in short:
        at = long.find(c, at + 1)
        if at < 0:
            return False
    return True


def distinctive(name: tuple[str, ...]) -> frozenset[str]:
    """The words that tell one body from another of its sort."""
    return frozenset(name) - _FILLER


def plain(name: str) -> str:
    """A name without what stands in brackets."""
    out = _BRACKET.sub("", name) if "(" in name else name
    return " ".join(out.split()) or name


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation: one word, two capitals and more."""
    return " " not in name and sum(c.isupper() for c in name) >= 2


def same_area(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in that one says what its area is: «DPRD Madiun», «DPRD Kota Madiun»."""
    short, long = sorted((a, b), key=len)
    at = next((k for k, w in enumerate(long) if w in ("kota", "kabupaten", "provinsi")), 0)
    return len(long) == len(short) + 1 > 2 and 0 < at < len(long) - 1 and long[:at] + long[at + 1 :] == short


def abbreviates_field(short: str, long: str) -> bool:
    """Whether two names have one first word and the first spells the rest by its letters: «Dinas KPKP»."""
    head, _, rest = short.partition(" ")
    return bool(rest) and is_short(rest) and long.startswith(head + " ") and is_abbreviation(rest, long[len(head) + 1 :])


def same_firm(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in the firm's form or its country alone: «PT Rimba Raya», «Rimba Raya», «Rimba Raya Indonesia»."""
    forms = ("pt", "cv", "perum", "perumda", "partai", "yayasan")
    if (a[-1] == "indonesia") != (b[-1] == "indonesia") and len(a) != len(b):
        a, b = ((x[:-1] if x[-1] == "indonesia" else x) for x in (a, b))
        return a == b or same_firm(a, b)
    return (a[0] in forms) != (b[0] in forms) and (a[1:] == b or a == b[1:])


def same_office(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in their area's kind at most: «Dinas Sosial Kudus», «Dinas Sosial Kabupaten Kudus»."""
    levels = ("kota", "kabupaten", "provinsi", *(("daerah",) if a[0] == "pemerintah" else ()))
    if {w for w in a if w in levels} & {w for w in b if w in levels} or a[0] != b[0]:
        return False
    x, y = ([w for w in name if w not in levels] for name in (a, b))
    return x[: len(y)] == y or y[: len(x)] == x


def is_nickname(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """«Melki» for «Melkiades», «Dhani» for «Ramadhani»: four letters and more that begin or end a word of the full name."""
    return (
        len(short) == 1
        and len(short[0]) >= 4
        and len(full) >= 2
        and any(w.startswith(short[0]) or w.endswith(short[0]) for w in full)
    )


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """«Abdul Muti» and «Abdul Mu'ti», «Rina Gonçalves» and «Rina Goncalves»; «Joko Widodo» is not «Joko Susilo»."""
    if not len(a) == len(b) >= 2:
        return False
    other = [(x, y) for x, y in zip(map(_letters, a), map(_letters, b), strict=True) if x != y]
    return not other or (len(other) == 1 and _slip(*other[0]))


@lru_cache(maxsize=1 << 12)
def _letters(word: str) -> str:
    """A word without marks and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if c.isalpha())


def _slip(a: str, b: str) -> bool:
    """Whether two long words differ by one letter left out or doubled, or two that changed places: «Aleksa», «Aleska»."""
    short, long = sorted((a, b), key=len)
    if len(short) < 5 or short[0] != long[0]:
        return False
    if len(long) == len(short) + 1:
        return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), 0)
    return len(short) == len(long) and short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
