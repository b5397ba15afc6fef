"""Words that the news writes in lower case, so that a capital marks the start of a sentence: «Perkoperasian»."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import data_dir


@cache
def common_words() -> frozenset[str]:
    """Words that the news writes in lower case, so that a capital marks the start of a sentence."""
    return frozenset((data_dir() / "cues" / "common_words.txt").read_text(encoding="utf-8").split())


_NOMINAL = re.compile(r"(?:pe[rmnl]?|ke|peng|peny)[a-z]{3,}an|[a-z]{4,}(?:isasi|ologi|onomi|istik|tivitas|isme|masi)")


def is_common(word: str) -> bool:
    """Whether a word is a common noun or the like, by the list or by its making: «Perkoperasian», «Digitalisasi».

    >>> is_common("Perkoperasian"), is_common("Wibawa")
    (True, False)
    """
    low = word.lower()
    return low in common_words() or (_NOMINAL.fullmatch(low) is not None)
