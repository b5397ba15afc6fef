"""Titles before a name: «Direktur Jenderal Industri Agro», «Plt Menteri Sosial», «Direktur Jenderal (Dirjen) Bina Marga»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.language.numbers import ordinal
from kg.mentions.fields import body_ahead, field_end, of_title, regions, short_field, short_within, unit_at
from kg.mentions.heads import head_at, in_brackets, is_capital
from kg.mentions.offices import Office, acting_end, office_at, rank_at
from kg.model import Span, Token


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title in the text: `span` from the first word to the end of its own modifiers, the body not included.

    short: span of a short form in brackets after it («Menteri Ketenagakerjaan (Menaker)»); tokens [begin, end) incl. brackets
    acting: the holder only acts for it («Plt Direktur Jenderal …»)
    """

    span: Span
    office: Office
    begin: int
    end: int
    short: Span | None = None
    acting: bool = False


def title_at(tokens: Sequence[Token], i: int, stops: Callable[[int], bool], body: Callable[[int], bool]) -> TitleMention | None:
    """The title that begins at `i` with its modifiers («Bidang Perekonomian», «Pendidikan dan Kebudayaan»), or None.

    `stops(j)` says that a body, place or person begins at `j`, `body(j)` that a known body or country does.
    """
    acting = acting_end(tokens, i)
    if acting < len(tokens) and acting > i and is_capital(tokens[acting]) and office_at(tokens, acting):
        inner = title_at(tokens, acting, stops, body)
        if inner is not None:
            return TitleMention(Span(tokens[i].span.begin, inner.span.end), inner.office, i, inner.end, inner.short, acting=True)
    office = _office_alone(tokens, i, body)
    if office is None:
        return None
    j = i + len(office.words)
    early: Span | None = None
    if short_within(tokens, j, stops, body):  # «Direktur Jenderal (Dirjen) Bina Marga»
        early, j = tokens[j + 1].span, j + 3
    if is_capital(tokens[i]):
        j = regions(tokens, j)
        if j + 1 < len(tokens) and ordinal(tokens[j].text) is not None and tokens[j].text.islower() and body(j + 1):
            j += 1  # «Presiden pertama RI»
        if office.words == ("dirjen",) and short_field(tokens, j, body):
            j += 1
        j = body_ahead(tokens, j, body) or j  # «Direktur Jenderal Perikanan Budidaya KKP», «VP Retail Fuel Sales Pertamina»
        j = field_end(tokens, i, j, office, stops, body)
    if office.takes == "area" and j + 1 < len(tokens) and tokens[j].text == "Kota" and rank_at(tokens, j + 1):
        j += 1  # «Kapolres Kota Kombes …»
    head = head_at(tokens, j) if j < len(tokens) and is_capital(tokens[i]) else None
    own = head is not None and head.kind != "unit" and tokens[j].text not in ("Timnas", "Departemen", "PT", "CV")
    if head is not None and own and body(j + len(head.words)):  # «Anggota Komite BPH Migas»
        j += len(head.words)
    span = Span(tokens[i].span.begin, tokens[j - 1].span.end)
    short, end = _short_after(tokens, j, span)
    return TitleMention(span, office, i, end, short or early)


def _office_alone(tokens: Sequence[Token], i: int, body: Callable[[int], bool]) -> Office | None:
    """The office at `i` without a body that the table of offices has in it: «Gubernur Bank Indonesia» is a «Gubernur»."""
    office = office_at(tokens, i)
    if office is None:
        return None
    cut = next((k for k in range(1, len(office.words)) if body(i + k) and not of_title(tokens, i + k)), 0)
    if not cut:
        rest = i + len(office.words)
        whole = office.words[-1] == "timnas" and not (rest < len(tokens) and body(rest))  # «pelatih Timnas Ani»
        cut = next((k for k in range(1, len(office.words)) if not whole and unit_at(tokens, i + k)), 0)
    return office_at(tokens, i, cut) or office if cut else office


def _short_after(tokens: Sequence[Token], j: int, title: Span) -> tuple[Span | None, int]:
    """The short form in brackets at `j` of a title, with the index after it: «Direktur Jenderal Imigrasi (Dirjen Imigrasi)»."""
    if in_brackets(tokens, j)[:1].isupper():
        return tokens[j + 1].span, j + 3
    if j + 1 < len(tokens) and tokens[j].text == "(" and office_at(tokens, j + 1):
        close = next((k for k in range(j + 2, min(j + 6, len(tokens))) if tokens[k].text == ")"), 0)
        within = Span(tokens[j + 1].span.begin, tokens[close - 1].span.end)
        if close and within.end - within.begin < title.end - title.begin:
            return within, close + 1
    return None, j
