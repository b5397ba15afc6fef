"""Quotation marks: where the words between a pair stand, also where one mark was lost.

«"Kami akan hadir," kata Ani» → «Kami akan hadir,»
"""

from __future__ import annotations

import re

from kg.model import Span

_MARK = re.compile('["“”„«»]')
_LIMIT = 1500  # code points; a longer "pair" is two marks that do not belong together


def quotations(text: str, begin: int, end: int) -> list[Span]:
    """Spans between paired double marks in `text[begin:end]`, marks and surrounding blanks left out, in order.

    A mark that opens anew before the former one was closed drops the former: its end was lost.

    >>> t = 'Ia berkata "ya" dan “tidak”.'
    >>> [t[s.begin:s.end] for s in quotations(t, 0, len(t))]
    ['ya', 'tidak']
    """
    spans: list[Span] = []
    opened: int | None = None
    for m in _MARK.finditer(text, begin, end):
        mark, at = m.group(), m.start()
        opens = mark in "“„«" or (mark == '"' and _opens(text, at, begin, end))
        if opened is not None and not opens and at - opened <= _LIMIT:
            a, b = opened, at
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            if b > a:
                spans.append(Span(a, b))
            opened = None
        elif opens:
            opened = at + 1
        else:
            opened = None
    return spans


def _opens(text: str, at: int, begin: int, end: int) -> bool:
    """Whether a straight mark stands where an opening one would: nothing or a blank before, a word after."""
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([-–—:") and not after.isspace()


def lost_marks(text: str, begin: int, end: int) -> list[int]:
    """Offsets just after opening marks that are never closed in `text[begin:end]`."""
    paired = {s.begin for s in quotations(text, begin, end)}
    lost = []
    for m in _MARK.finditer(text, begin, end):
        if m.group() in "“„«" or (m.group() == '"' and _opens(text, m.start(), begin, end)):
            a = m.end()
            while a < end and text[a].isspace():
                a += 1
            if a not in paired:
                lost.append(a)
    return lost
