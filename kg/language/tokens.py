"""Words, numbers and marks of a text with their offsets: «Rp1,1 triliun», «H. Ahmad», «M.Si», «kerja-sama»."""

from __future__ import annotations

import re

from kg.model import Span, Token

# A trailing period belongs to a one-letter initial or a known short honorific that a capital follows.
_SHORT = r"Prof|Dr|dr|Drs|Dra|Ir|Hj|KH|Tgk|St|Mr|Mrs|Ms|Jl|No|Nn|Ny|Tn|Kol|Jend|Pol|Pdt|Ust|Kab|Kec|Kel|Kep|Prov|Gg|s\.d"
_TOKEN = re.compile(
    rf"(?:{_SHORT}|(?<!Serie )(?<![Gg]rup )[A-Z])\.(?=\s?[A-Z0-9])"  # «ke Serie A. Kini …» ends a sentence
    r"|(?:Rp|US\$)?\d+(?:[.,:/]\d+)*(?:-an)?"
    r"|[A-Z]{1,3}&(?:amp;?)?[A-Z]\w*"  # «R&D», also where a page left its mark-up: «R&ampD»
    r"|\w+(?:[-'’]\w+|\.(?!(?<=[a-z]{3}\.)[A-Z]|(?<=\b[A-Z][a-z]\.)[A-Z][a-z]{3})\w+)*"  # «investasi.CEO» is two words
    r"|[^\w\s\u200b-\u200d\u2060\ufeff]",  # marks; blanks of no width are blanks
)


def tokenize(text: str, begin: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[begin:end]`, spans counted in the whole text.

    >>> [t.text for t in tokenize("Rp1,1 triliun, kata H. Ahmad (13/9).")]
    ['Rp1,1', 'triliun', ',', 'kata', 'H.', 'Ahmad', '(', '13/9', ')', '.']
    """
    found = _TOKEN.finditer(text, begin, len(text) if end is None else end)
    return tuple(Token(m.group(), Span(m.start(), m.end())) for m in found)
