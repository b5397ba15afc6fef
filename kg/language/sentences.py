"""Cuts an article into numbered sentences, page furniture and repetitions marked.

«Ia tiba di Bogor. "Saya senang. Terima kasih," kata dia.» → two sentences: a quotation is never cut.
"""

from __future__ import annotations

from kg.language.furniture import furniture
from kg.language.quotations import quotations
from kg.language.tokens import tokenize
from kg.model import Article, Document, Sentence, SentenceKind, Span, Token

_END = frozenset(".!?…")
_CLOSE = frozenset("\"”»)'’")
_LONGEST = 400  # tokens; what goes on longer without a full stop is no sentence, and is read in pieces
_OPEN = frozenset('"“„«(')


def cut(article: Article) -> Document:
    """The article's sentences, numbered from 1 in text order over news and furniture alike."""
    text = article.text
    sentences: list[Sentence] = []
    seen: dict[str, int] = {}
    for kind, part in _parts(text):
        for tokens in [tokenize(text, part.begin, part.end)] if kind is SentenceKind.FURNITURE else _split(text, part):
            if not tokens:
                continue
            span = Span(tokens[0].span.begin, tokens[-1].span.end)
            if kind is SentenceKind.NEWS and sentences and _is_heading(text, tokens):
                kind = SentenceKind.HEADING  # noqa: PLW2901
            words = text[span.begin : span.end]
            number = len(sentences) + 1
            sentences.append(Sentence(number, span, kind, tokens, seen.get(words) if len(words) > 3 else None))
            seen.setdefault(words, number)
    return Document(article, tuple(sentences))


def _parts(text: str) -> list[tuple[SentenceKind, Span]]:
    """Lines of the text, each cut where page furniture begins and ends."""
    parts: list[tuple[SentenceKind, Span]] = []
    blocks = furniture(text)
    at = 0
    edges = [(b.begin, b.end) for b in blocks] + [(len(text), len(text))]
    for begin, end in edges:
        line = at
        while line < begin:
            stop = text.find("\n", line, begin)
            stop = begin if stop < 0 else stop
            parts.append((SentenceKind.NEWS, Span(line, stop)))
            line = stop + 1
        if end > begin:
            parts.append((SentenceKind.FURNITURE, Span(begin, end)))
        at = max(at, end)
    return parts


def _split(text: str, part: Span) -> list[tuple[Token, ...]]:
    tokens = tokenize(text, part.begin, part.end)
    held = quotations(text, part.begin, part.end)
    out: list[tuple[Token, ...]] = []
    start, h, i = 0, 0, 0
    while i < len(tokens):
        if tokens[i].text in _END and not (i and tokens[i - 1].text in ("PT", "CV")):  # «PT. Rimba Raya»
            at = tokens[i].span.begin
            while h < len(held) and held[h].end <= at:
                h += 1
            inside = h < len(held) and held[h].begin <= at < held[h].end
            last_inside = inside and tokens[i].span.end == held[h].end
            j = i + 1
            while j < len(tokens) and tokens[j].text in _CLOSE and tokens[j].span.begin == tokens[j - 1].span.end:
                j += 1
            if j >= len(tokens) or ((not inside or last_inside) and _begins(tokens[j])):
                out.append(tokens[start:j])
                start = j
            i = j
        else:
            i += 1
    if start < len(tokens):
        out.append(tokens[start:])
    return [piece[k : k + _LONGEST] for piece in out for k in range(0, max(len(piece), 1), _LONGEST)]


def _is_heading(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a line of its own without a full stop is written in title case: «Siapkan Alat Berat»."""
    words = [t.text for t in tokens if t.text[0].isalpha()]
    alone = text[: tokens[0].span.begin].rstrip(" ").endswith("\n") and text[tokens[-1].span.end :].lstrip(" ").startswith("\n")
    if not alone or not 2 <= len(words) <= 14 or tokens[-1].text in _END or any(t.text in _OPEN for t in tokens):
        return False
    return sum(w[0].isupper() or w in _SMALL for w in words) == len(words)


_SMALL = frozenset(["di", "ke", "dari", "dan", "yang", "untuk", "pada", "dengan", "atau", "oleh", "dalam", "bagi"])


def _begins(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit() or token.text in _OPEN
