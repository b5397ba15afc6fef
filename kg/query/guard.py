"""What a query may not do: reach another host (SERVICE) or change the graph (updates).

Oxigraph would follow SERVICE, so the word is looked for before the engine sees the query, and everything that could hide it from
the engine and not from us, or from us and not from the engine, counts as found.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

_HIDDEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>'  # cannot be read as «less than»
    r"""|<[^<>"'#{}|^`\\\x00-\x20]*>"""  # could be, but hides neither a string nor a comment
    r"|\\."
    r"|\#[^\n\r]*"
    r"|[?$]\w+"
    r"|:(?:[\w-]|%[0-9A-Fa-f]{2}|\\.)+",  # the local part of a prefixed name
    re.DOTALL,
)
_AMBIGUOUS = re.compile(r"""<(?![A-Za-z][A-Za-z0-9+.-]*://)[^<>"{}|^`\\\x00-\x20]*['#][^<>"{}|^`\\\x00-\x20]*>""")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+\S*\s*|BASE\s+)\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)


def check(query: str) -> None:
    """QueryError if the text asks for another host or for a change."""
    for text in {query, _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)}:
        if "service" in text.casefold() and (_AMBIGUOUS.search(text) or "service" in _HIDDEN.sub(" ", text).casefold()):
            raise QueryError(
                "SERVICE is refused: a query reads this graph only, no file and no other host; take the SERVICE part out"
            )
    update = _UPDATE.match(_HIDDEN.sub(" ", query))
    if update:
        raise QueryError(
            f"{update[1].upper()} is refused: kg query only reads; to change the graph, build it again: kg build SOURCE"
        )
