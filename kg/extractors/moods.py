"""What is told as denied, hoped for, planned or given up, and so is not asserted: «berharap lomba itu dapat digelar», «batal»."""

from __future__ import annotations

import re

from kg.extractors.view import Found
from kg.language.verbs import spelt

_DENIED = re.compile(spelt(r"\b(?:<denied>|<cancelled>|<given_up>|ditargetkan|diharapkan|diperkirakan)\b"))
_IRREALIS = re.compile(
    spelt(r"\b(?:<hoped>|<asked>|<meant>|<condition>|<able>|urung|sebaiknya|diundang|mengundang|membantah|syarat)\b[^.,]*$")
)
_MEANS = re.compile(  # «mendorong petani dengan menggelar …»
    r"\b(?:mendorong|mengajak)\b[^.,]*\b(?:dengan|sambil|usai|seusai|setelah) $"
)
_WISHES = re.compile(spelt(r"\b<hoped>(?: (?!‹)\w+){0,3} $"))
_MAY = re.compile(r"\b(?:dapat|bisa|mampu)\b")
_AIMED = re.compile(spelt(r"\b(?:(?:menar|mentar|ditar)getkan|target|<hoped>)(?: (?!‹)[^ .,]+){0,3} $"))
_UNMET = re.compile(
    spelt(r"\b(?:tidak (?!kurang)|bukan|belum|<cancelled>|<given_up>|<hoped>|siap|target|(?:menar|mentar|ditar)getkan|kuota)\b")
)
_OPEN = re.compile(
    spelt(
        r"\b(?:<denied>|<cancelled>|<given_up>|<hoped>|<asked>|<meant>|<condition>|<able>|akan|berjanji|harus|siap|bersedia|usul\w*|menjajaki|penjajakan|peluang|potensi|rencana\w*|menawarkan)\b"
    )
)
_OPEN_BEFORE = re.compile(
    spelt(
        r"\b(?:<hoped>|<asked>|<meant>|<condition>|<able>|akan|belum|peluang|potensi|pentingnya|(?:menjadi|sebagai|merupakan|jadi) (?:\w+ )?(?:wadah|sarana|ajang)|promosi|mempromosikan|rencana|usulan|membahas|menjajaki|penjajakan|upaya|guna|menawarkan)\b[^.,]*$"
    )
)


def wished(before: str, gap: str) -> bool:
    """Whether what is told of an event is hoped for: «berharap lomba itu dapat digelar di …»."""
    return _WISHES.search(before) is not None and _MAY.search(gap) is not None


def denied(found: Found) -> bool:
    """Whether the words of a match deny it or give it up."""
    return _DENIED.search(found.match[0]) is not None


def unreal(found: Found) -> bool:
    """Whether a match is denied, or told as a wish or plan by the words before it."""
    told = found.match.start("verb") if "verb" in found.match.re.groupindex else found.match.start()
    before = found.view.line[max(0, found.match.start() - 60) : told]
    wished = _IRREALIS.search(before) is not None and _MEANS.search(before) is None
    return denied(found) or wished


def unmet(found: Found) -> bool:
    """Whether a figure is denied or only aimed at, by the words of a match or right before it: «ditargetkan diikuti 500 peserta»."""
    before = found.view.line[max(0, found.match.start() - 40) : found.match.start()]
    return _UNMET.search(found.match[0]) is not None or _AIMED.search(before) is not None


def unsettled(found: Found) -> bool:
    """Whether a deal is denied, hoped for or only planned: «menjajaki kerja sama dengan Kadin»."""
    before = found.view.line[max(0, found.match.start() - 60) : found.match.start()]
    return _OPEN.search(found.match[0]) is not None or _OPEN_BEFORE.search(before) is not None
