"""Nouns that say what happens or is planned: «pelatihan», «Program», and the last words of English names: «World Reef Forum»."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.commons import is_common
from kg.mentions.cues import cue_words, meanings
from kg.mentions.heads import head_at, in_brackets, initialled_end, is_capital
from kg.mentions.heads import tails as org_tails
from kg.mentions.offices import office_at
from kg.model import Span, Token
from kg.resources import data_dir

_ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may name an event, programme or regulation.

    core: cue and modifiers; full: with its complement («… bagi remaja»); quoted: a title in marks that belongs to it
    cls: local class name («TrainingEvent», «generic» for «acara», «kegiatan»); cue: the cue in lower case
    definite: it points back («pelatihan tersebut»); proper: written as a name; begin, end: token range of the core
    called: the title is the name itself («bernama», «bertajuk», «yakni»), not a theme
    """

    core: Span
    full: Span
    cls: str
    cue: str
    definite: bool
    proper: bool
    begin: int
    end: int
    quoted: Span | None = None
    called: bool = False


@cache
def _cues() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("happenings.csv", "programmes.csv"):
        with (data_dir() / "cues" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words = tuple(row["noun"].split())
                found.setdefault(words[0], []).append((words, row["class"]))
    return {k: tuple(sorted(v, key=lambda c: -len(c[0]))) for k, v in found.items()}


@cache
def nouns_of(*classes: str) -> frozenset[str]:
    """The nouns of these classes: «acara» and «kegiatan» are `generic`."""
    return frozenset(" ".join(words) for cues in _cues().values() for words, cls in cues if cls in classes)


@cache
def _tails() -> dict[str, str]:
    with (data_dir() / "cues" / "event_tails.csv").open(encoding="utf-8", newline="") as file:
        return {row["tail"]: row["class"] for row in csv.DictReader(file)}


def tailed(tokens: Sequence[Token], i: int, blocked: Callable[[int], int]) -> Phrase | None:
    """A name whose kind stands last, as in English: «World Reef Forum ke-10», «Outdoor Festival»; `i` is its first word."""
    if office_at(tokens, i) is not None or _distance(tokens, i):
        return None  # «Ketua Umum Forum …»
    j = i
    while j < len(tokens) and j - i < 8 and (is_capital(tokens[j]) or (j > i and _inside_english(tokens, j))):
        pair = f"{tokens[j - 1].text} {tokens[j].text}" if j > i else ""  # «Asian Games»
        cls = _tails().get(tokens[j].text, _tails().get(pair)) if head_at(tokens, j) is None else None
        if cls is not None and j > i:
            prix = tokens[j].text == "Prix" and j + 1 < len(tokens) and is_capital(tokens[j + 1]) and blocked(j + 1) == j + 1
            end = _numbered_end(tokens, j + 1 + prix)  # «Grand Prix Singapura»
            while _english_join(tokens, end):  # «Tea and Spice Forum for Coastal Trade»
                end += 2
                while end < len(tokens) and is_capital(tokens[end]) and blocked(end) == end:
                    end += 1
            last = tokens[end - 1].text
            if in_brackets(tokens, end)[:1].isupper():
                end = _numbered_end(tokens, end + 3)  # «China-ASEAN Expo (CAEXPO) ke-20»
            if (end < len(tokens) and tokens[end].text in org_tails()) or (last in org_tails() and last not in _tails()):
                return None
            loose = tokens[j].text in cue_words("loose tails")
            end = _dated_end(tokens, end, blocked) if loose else end
            if loose and end == j + 1 and end < len(tokens) and is_capital(tokens[end]) and blocked(end) == end:
                return None  # «Sunny Day Cream», «Rakit Project Director»
            if end < len(tokens) and is_capital(tokens[end]) and _tails().get(tokens[end].text) is not None:
                j += 1
                continue
            if any(blocked(k) > j for k in range(i, j)) or (i > 0 and tokens[i - 1].text in (":", "–")):
                return None
            if tokens[j].text == "Open" and end < len(tokens) and is_capital(tokens[end]):
                return None  # «Open River Platform»
            if end < len(tokens) and tokens[end].text in ("the", "a", "in", "to", "by", "with", "from"):
                return None  # «Training Program on Improving the Use of …» goes on in English
            span = Span(tokens[i].span.begin, tokens[end - 1].span.end)
            return Phrase(span, span, cls, tokens[j].text.lower(), False, True, i, end)
        told = (_english_join(tokens, j + 1) and tokens[j + 1].text == "and") or (  # «Tea and Spice Forum», «World Reef Forum»
            j > i and is_capital(tokens[j]) and j + 1 < len(tokens) and tokens[j + 1].text in _tails()
        )
        foreign = tokens[j].text in ("Indonesia", "and") or tokens[j].text in cue_words("english too")
        if (is_common(tokens[j].text) and not foreign and not told) or _indonesian(tokens, j):
            return None
        j += 1
    return None


def _indonesian(tokens: Sequence[Token], j: int) -> bool:
    """Whether a noun of a happening begins at `j` that is no part of an English name: «Sukma Travel Fair»."""
    cue = cue_at(tokens, j)
    return cue is not None and tokens[j + len(cue[0]) - 1].text not in _tails()


def _distance(tokens: Sequence[Token], i: int) -> bool:
    """Whether a length at `i` or before it says that a class of a race follows, no name: «5K Race», «Half Marathon»."""
    if tokens[i].text in ("Half", "Full") and i + 1 < len(tokens) and tokens[i + 1].text == "Marathon":
        return True
    k = i if tokens[i].text == "K" else i - 1
    return k > 0 and tokens[k].text == "K" and tokens[k - 1].text.isdigit()


def _numbered_end(tokens: Sequence[Token], j: int) -> int:
    """Index after the ordinals and years that stand at `j`: «Forum ke-10 2024»."""
    while j < len(tokens) and (tokens[j].text.lower().startswith("ke-") or is_year(tokens[j])):
        j += 1
    return j


def _dated_end(tokens: Sequence[Token], j: int, blocked: Callable[[int], int]) -> int:
    """Index after the place and the year at `j` that show a name to be an event's: «Summer Camp Bandung 2024»; else `j`."""
    end = j
    while end < len(tokens) and end - j < 2 and is_capital(tokens[end]) and blocked(end) == end:
        end += 1
    return end + 1 if end < len(tokens) and is_year(tokens[end]) else j


def _inside_english(tokens: Sequence[Token], j: int) -> bool:
    """Whether a word without a capital at `j` stands inside an English name: «The 3rd Water Seminar», «Food and Feed Expo»."""
    if tokens[j].text.isdigit() and j + 1 < len(tokens):
        return tokens[j + 1].text in _ORDINALS
    return (tokens[j].text in _ORDINALS and tokens[j - 1].text.isdigit()) or _english_join(tokens, j)


def _english_join(tokens: Sequence[Token], j: int) -> bool:
    """Whether a small English word at `j` joins two parts of a name: «Business and Investment», «Forum for Cooperation»."""
    return j + 1 < len(tokens) and tokens[j].text in ("and", "of", "for", "on", "&") and is_capital(tokens[j + 1])


def cue_at(tokens: Sequence[Token], i: int) -> tuple[tuple[str, ...], str] | None:
    text = tokens[i].text
    first = text.lower()
    listed = _cues().get(first, ()) or _cues().get(first.removesuffix("nya"), ())
    if not listed and text not in _cues() and text not in ("Hari", "HUT"):
        return None
    head = head_at(tokens, i)
    if (head is not None and head.kind == "body") or (text == "Forum" and initialled_end(tokens, i)):  # «Forum Komunikasi Guru»
        return None
    if (
        text in ("Hari", "HUT")
        and i
        and (meanings("celebrating").get(tokens[i - 1].text.lower()) in ("", text) or _world_day(tokens, i))
        and is_capital(tokens[min(i + 1, len(tokens) - 1)])
    ):
        return (text,), "Event"  # «memperingati Hari Laut», «Hari Laut Sedunia»
    first_word = i == 1 and is_common(tokens[0].text)  # «Adapun Dana Desa», no «Badan Penyelenggara Jaminan Sosial»
    begins = is_capital(tokens[i]) and not (i and is_capital(tokens[i - 1]) and not first_word)
    numbered = text.lower() in cue_words("take numbers")  # «Liga 1»
    for words, cls in _cues().get(text, ()) if begins else ():
        after = i + len(words)  # «Pekan Kebudayaan», not «pekan lalu»
        named = after < len(tokens) and (is_capital(tokens[after]) or (numbered and tokens[after].text.isdigit()))
        if named and all(tokens[i + k].text == w for k, w in enumerate(words)):
            return words, cls
    for words, cls in listed:
        if all(i + k < len(tokens) and _is_word(tokens[i + k].text.lower(), w) for k, w in enumerate(words)):
            return words, cls
    return None


def _world_day(tokens: Sequence[Token], i: int) -> bool:
    """Whether the capitals from «Hari» at `i` on end in the word of a day kept by all: «Hari Laut Sedunia»."""
    j = i + 1
    while j < len(tokens) and is_capital(tokens[j]):
        j += 1
    ahead = i > 0 and tokens[i - 1].text.lower() in ("menjelang", "jelang")
    return tokens[i].text == "Hari" and j > i + 2 and tokens[j - 1].text in cue_words("kept by all") and not ahead


def _is_word(text: str, word: str) -> bool:
    """Whether a token is the word of a cue, of which «ke-» stands for any ordinal."""
    return text.removesuffix("nya") == word or (word.endswith("-") and text.startswith(word))


def points_back(tokens: Sequence[Token], j: int) -> bool:
    """Whether «ini», «itu», «tersebut» or «kali ini» stand at `j`."""
    j += j < len(tokens) and tokens[j].text == "kali"
    return j < len(tokens) and tokens[j].text.lower() in cue_words("definite")


def held_there(tokens: Sequence[Token], j: int) -> bool:
    """Whether «yang berlangsung» or the like stands at `j`: what takes place is the event spoken of."""
    after = [t.text for t in tokens[j : j + 3]]
    return after[:1] == ["yang"] and not (cue_words("held") | {"berlangsung", "dilaksanakan"}).isdisjoint(after[1:])


def is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def carried_out(tokens: Sequence[Token], i: int, blocked: Callable[[int], int]) -> Phrase | None:
    """A name without a noun that a verb says is held or devised: «menggelar Sahabat Guru Desa (SGD)»; `i` is its first word."""
    end = i
    while end < len(tokens) and (is_capital(tokens[end]) or (end > i and _is_part(tokens, end))):
        end += 1
    lead = tokens[i - 2 if i > 1 and tokens[i - 1].text in '"“' else i - 1].text.lower() if i else ""
    after = next((t.text for t in tokens[end : end + 5] if t.text not in ("(", ")", '"', "”", "ini") and not is_capital(t)), "")
    verb = lead if lead in cue_words("holding") else after if after in cue_words("held") else ""
    first = tokens[i].text
    named = end > i + 1 or (sum(c.isupper() for c in first) > 1 and len(first) > 3)
    if not verb or not named or head_at(tokens, i) is not None or tokens[end - 1].text in org_tails():
        return None
    if (i and is_capital(tokens[i - 1])) or any(blocked(k) > k or cue_at(tokens, k) for k in range(i, end)):
        return None
    if in_brackets(tokens, end).isupper():
        end += 3
    span = Span(tokens[i].span.begin, tokens[end - 1].span.end)
    cls = "Programme" if "devise" in (meanings("holding").get(verb), meanings("held").get(verb)) else "Event"
    return Phrase(span, span, cls, "acara", False, True, i, end)


def _is_part(tokens: Sequence[Token], j: int) -> bool:
    return is_year(tokens[j]) or tokens[j].text.startswith("ke-") or _english_join(tokens, j)
