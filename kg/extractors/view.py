"""A sentence as a line of words and slots, so that a pattern can speak of things: «‹O1› menggelar ‹E2› di ‹L3›».

Slots: P person, O organisation, C country, L place, F facility, G programme or policy, E event, R regulation, T title, D date,
Q quotation. Words are in lower case and parted by single blanks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.entities.resolve import Thing, Things
from kg.language.dates import DateMention
from kg.language.sieve import Sieve
from kg.language.verbs import spelt
from kg.mentions.detect import Marks
from kg.mentions.titles import TitleMention
from kg.model import Iri, Span, Token
from kg.ontology import FOAF, KG, ORG, is_a

_KINDS: tuple[tuple[str, Callable[[], Iri]], ...] = (
    ("P", lambda: FOAF.Person),
    ("F", lambda: KG.Facility),
    ("O", lambda: ORG.Organization),
    ("C", lambda: KG.Country),
    ("L", lambda: KG.Place),
    ("R", lambda: KG.Regulation),
    ("G", lambda: KG.Programme),
    ("G", lambda: KG.PolicyInstrument),
    ("E", lambda: KG.Event),
)


@cache
def kind_of(cls: Iri) -> str:
    """The slot letter of a class, or X."""
    return next((k for k, of in _KINDS if is_a(cls, of())), "X")


@dataclass(frozen=True, slots=True)
class Slot:
    """A thing, title, date or quotation where it stands; `head` is the span of its own words when `span` was widened."""

    kind: str
    span: Span
    head: Span
    thing: Thing | None = None
    title: TitleMention | None = None
    date: DateMention | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a pattern on a view."""

    view: View
    match: re.Match[str]

    def slots(self, group: str) -> list[Slot]:
        """The slots inside a group, in order; none if the pattern has no such group."""
        if group not in self.match.re.groupindex or self.match.group(group) is None:
            return []
        return self.view.slots_in(*self.match.span(group))

    def slot(self, group: str) -> Slot | None:
        """The first slot of a group."""
        found = self.slots(group)
        return found[0] if found else None

    def span(self, group: str | int = 0) -> Span:
        """The words of the article that a group stands for."""
        return self.view.span(*self.match.span(group))


class View:
    """One sentence; make them with `views`."""

    def __init__(self, marks: Marks, items: list[tuple[str, Span, Slot | None]]) -> None:
        self.marks = marks
        self.items = items
        self.starts: list[int] = []
        parts: list[str] = []
        at = 0
        for i, (text, _, slot) in enumerate(items):
            word = f"‹{slot.kind}{i}›" if slot else text
            self.starts.append(at)
            parts.append(word)
            at += len(word) + 1
        self.line = " ".join(parts)
        self._sieve: Sieve | None = None  # the one that found `_words`
        self._words: frozenset[int] | None = None

    def has(self, words: frozenset[str]) -> bool:
        """Whether any of the words stands in the sentence outside its slots."""
        return not words.isdisjoint([text for text, _, _ in self.items])

    def find(self, pattern: re.Pattern[str]) -> Sequence[Found]:
        """Matches of a compiled pattern (see `rule`) on the line."""
        return [Found(self, m) for m in pattern.finditer(self.line)] if self._may_match(pattern) else ()

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of a compiled pattern (see `rule`) on the line."""
        return pattern.search(self.line) if self._may_match(pattern) else None

    def _may_match(self, pattern: re.Pattern[str]) -> bool:
        """False where the line lacks a word that the pattern needs."""
        sieve = _sieve(len(_rules))
        if self._sieve is not sieve:
            self._sieve, self._words = sieve, sieve.words(self.line)
        return sieve.may_match(pattern, self._words)

    def _range(self, a: int, b: int) -> tuple[int, int]:
        a += self.line.startswith(" ", a)  # a stretch that begins with a blank begins with the word after it
        return bisect_right(self.starts, a) - 1, max(bisect_left(self.starts, b), 1)

    def slots_in(self, a: int, b: int) -> list[Slot]:
        """Slots of the line's stretch [a, b)."""
        i, j = self._range(a, b)
        return [s for _, _, s in self.items[i:j] if s is not None]

    def start(self, slot: Slot) -> int:
        """Where a slot stands in the line."""
        return next(at for at, item in zip(self.starts, self.items, strict=True) if item[2] is slot)

    def span(self, a: int, b: int) -> Span:
        """The article's span of the line's stretch [a, b)."""
        i, j = self._range(a, b)
        while j - 1 > i and self.items[j - 1][0] in (",", "(", "."):
            j -= 1
        return Span(self.items[i][1].begin, self.items[j - 1][1].end)

    def collapsed(self, pattern: re.Pattern[str], keep: str) -> View:
        """A view in which every match becomes the one slot that its group `keep` holds first."""
        if not self._may_match(pattern):
            return self
        items: list[tuple[str, Span, Slot | None]] = []
        at = 0
        for m in pattern.finditer(self.line):
            i, j = self._range(*m.span())
            kept = self.slots_in(*m.span(keep))
            if i < at or not kept or j - i < 2:
                continue
            slot = kept[0]
            span = Span(self.items[i][1].begin, self.items[j - 1][1].end)
            items += self.items[at:i]
            items.append((slot.kind, span, Slot(slot.kind, span, slot.head, slot.thing, slot.title, slot.date)))
            at = j
        if not at:
            return self
        return View(self.marks, items + self.items[at:])


def views(marks: Sequence[Marks], things: Things, begin: int = 0) -> tuple[list[View], list[View]]:
    """Two views of each sentence from the offset `begin` on, where a dateline ends.

    In the first a direct quotation is one slot, so that its content is not read as the article's; the second has its words.
    """
    spans = [*things.at.items(), *((r, t) for t in things.all for r in t.references)]
    named = sorted((Slot(kind_of(t.cls), s, s, t) for s, t in spans), key=lambda s: s.span.begin)
    plain, full = [], []
    for mk in marks:
        here = mk.sentence.span
        first = bisect_left(named, here.begin, key=lambda s: s.span.begin)
        last = bisect_left(named, here.end, first, key=lambda s: s.span.begin)
        slots = [s for s in named[first:last] if here.covers(s.span)]
        slots += [
            Slot("T", Span(t.span.begin, max(t.short.end + 1, t.span.end) if t.short else t.span.end), t.span, title=t)
            for t in mk.titles
        ]
        slots += [Slot("D", d.span, d.span, date=d) for d in mk.dates]
        quotes = [_quotation(mk, q) for q in mk.quotes if not _is_title(mk, q)]
        full.append(View(mk, _items(mk, sorted(slots, key=_place), begin)))
        plain.append(View(mk, _items(mk, sorted(quotes + slots, key=_place), begin)) if quotes else full[-1])
    return plain, full


def _place(slot: Slot) -> tuple[int, int, str]:
    return slot.span.begin, -slot.span.end, slot.kind


_MEANS_OF = "dengan ‹G"


def dressed(view: View) -> View:
    """The view in which an event takes in the project that it is done with: «bakti sosial, dengan proyek X, di Y»."""
    return view.collapsed(_dress(), "what") if _MEANS_OF in view.line else view


@cache
def _dress() -> re.Pattern[str]:
    return rule(r"(?P<what><E>)(?: (?!‹[EGQ]|\.)[^ ]+){0,6}?(?: ,)? dengan <G>(?: ,)?(?= (?:di|pada|sejak|mulai|selama) )")


def _quotation(marks: Marks, quote: Span) -> Slot:
    """The slot of a direct quotation: it takes its marks with it, while its head leaves out a final comma."""
    tokens = [t for t in marks.sentence.tokens if quote.begin - 2 <= t.span.begin and t.span.end <= quote.end + 2]
    inner = [t for t in tokens if quote.covers(t.span)]
    while len(inner) > 1 and inner[-1].text in (",", "."):
        inner.pop()
    return Slot("Q", Span(tokens[0].span.begin, tokens[-1].span.end), Span(quote.begin, inner[-1].span.end) if inner else quote)


def _is_title(marks: Marks, quote: Span) -> bool:
    """Whether the marks hold a name (a theme, a film) and not what somebody said."""
    return any(p.quoted and p.quoted.overlaps(quote) for p in marks.phrases)


def _items(marks: Marks, slots: list[Slot], begin: int) -> list[tuple[str, Span, Slot | None]]:
    items: list[tuple[str, Span, Slot | None]] = []
    tokens = [t for t in marks.sentence.tokens if t.span.begin >= begin]
    aliases = sorted((a.begin - 1, a.end + 1) for a, owner in marks.aliases)
    s = i = 0
    reached = 0
    while i < len(tokens):
        t = tokens[i]
        while s < len(slots) and slots[s].span.begin < max(reached, t.span.begin):
            s += 1
        if s < len(slots) and slots[s].span.begin == t.span.begin:
            slot = slots[s]
            end = slot.span.end
            while i < len(tokens) and tokens[i].span.begin < end:
                i += 1
            reached = max(end, tokens[i - 1].span.end)  # of the whole word in «hubungan Indonesia-Australia»
            items.append((slot.kind, Span(slot.span.begin, reached), slot))
            continue
        bracket = next((b for a, b in aliases if a <= t.span.begin < b), None) if t.text == "(" else None
        if (
            bracket is None
            and t.text == "("
            and any(t.span.end == a.begin or t.span.end + 1 == a.begin for a, _ in marks.aliases)
        ):
            bracket = t.span.end
        if (
            bracket is None
            and items
            and items[-1][0] in "FLOEGR"
            and items[-1][2] is not None
            and _is_short_form(tokens[i : i + 3], slots)
        ):
            bracket = t.span.end
        if bracket is not None:
            while i < len(tokens) and tokens[i].text != ")":
                i += 1
            i += 1
            if items:
                text, span, last = items[-1]
                end = tokens[min(i, len(tokens)) - 1].span.end
                wide = Span(span.begin, end)
                items[-1] = (text, wide, Slot(last.kind, wide, last.head, last.thing, last.title, last.date) if last else None)
                reached = end
            continue
        word = t.text[:_LONG_WORD].lower()
        items.append((_PARTED.get(word, word), t.span, None))
        reached = t.span.end
        i += 1
    return items


def _is_short_form(three: list[Token], slots: list[Slot]) -> bool:
    """Whether the tokens are one capitalised word in brackets that is no slot: «Museum Perikanan (Musper)»."""
    if len(three) < 3 or three[0].text != "(" or three[2].text != ")":
        return False
    word = three[1]
    return word.text[0].isupper() and word.text.isalpha() and not any(s.span.overlaps(word.span) for s in slots)


_LONG_WORD = 60  # letters of a word that patterns see
_PARTED = {"diantaranya": "di antaranya", "disela": "di sela", "disela-sela": "di sela-sela"}  # as they should be written
_MACRO = re.compile(r"<([A-Z]+)(\+?)>")


@cache
def rule(pattern: str) -> re.Pattern[str]:
    """Compile a pattern: `<OC>` is one slot of those kinds, `<OC+>` a list «A, B, dan C», `<hold>` a verb of that list in
    data/cues/verbs.toml.

    >>> bool(rule("<O> menggelar <E>").search("‹O0› menggelar ‹E2›"))
    True
    """

    def macro(m: re.Match[str]) -> str:
        one = f"‹[{m[1]}]\\d+›"
        return f"{one}(?:(?: ,| dan| serta| , dan| , serta| , hingga| maupun| dengan) {one})*" if m[2] else one

    out = _MACRO.sub(macro, spelt(pattern))
    _rules.append(re.compile(out))
    return _rules[-1]


_rules: list[re.Pattern[str]] = []


@lru_cache(maxsize=1)
def _sieve(_number: int) -> Sieve:
    """The sieve of so many rules: another one when there are more."""
    return Sieve(_rules, _UNSIEVED)


_UNSIEVED = 600  # lines, of about 30 articles, in which a sieve saves the time that it takes to make
