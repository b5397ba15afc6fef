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


def unescaped(text: str) -> str:
    """The text with each escape of a code point as the character that it stands for."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)


def hidden(text: str) -> list[tuple[int, int]] | None:
    """The ranges of a query or update that are no keywords (strings, IRIs, comments, names); None if that cannot be told."""
    if _AMBIGUOUS.search(text) or _ESCAPE.search(_HIDDEN.sub(" ", text)):
        return None
    return [m.span() for m in _HIDDEN.finditer(text)]


def bare(text: str) -> str | None:
    """The text with blanks in the place of all that `hidden` finds, as long as before; None if that cannot be told for sure."""
    spans = hidden(text)
    if spans is None:
        return None
    out, at = [], 0
    for begin, end in spans:
        out += [text[at:begin], " " * (end - begin)]
        at = end
    return "".join([*out, text[at:]])


def uses(text: str, word: str) -> list[int]:
    """Where each use of a keyword ends; -1 stands for one that may be hidden behind escapes or ambiguous marks.

    >>> uses('SELECT * { SERVICE <http://x/> { ?s ?p "service" } }', "SERVICE")
    [18]
    """
    if "\\" not in text and word.casefold() not in text.casefold():
        return []
    wanted = re.compile(re.escape(word), re.IGNORECASE)
    open_text = unescaped(text)
    if not wanted.search(text) and not wanted.search(open_text):
        return []
    plain = bare(text)
    if plain is None or (open_text != text and wanted.search(_HIDDEN.sub(" ", open_text))):
        return [-1]
    return [m.end() for m in wanted.finditer(plain)]


def check(query: str) -> None:
    """QueryError if the text asks for another host or for a change."""
    for text in {query, unescaped(query)}:
        if "service" in text.casefold() and (_AMBIGUOUS.search(text) or "service" in _HIDDEN.sub(" ", text).casefold()):
            raise QueryError(
                "SERVICE is refused: a query reads this graph only, no file and no other host; take the SERVICE part out"
            )
    update = _UPDATE.match(_HIDDEN.sub(" ", query))
    if update:
        raise QueryError(
            f"{update[1].upper()} is refused: kg query only reads; to change the graph, build it again: kg build SOURCE"
        )
