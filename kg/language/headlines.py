"""Where a headline ends that is printed without a break before the news: «Baca juga: Menteri tiba di Jepang Dalam acara itu»."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from kg.language.commons import common_words, is_common
from kg.language.saying import forms
from kg.resources import data_dir

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@cache
def _words(kind: str) -> frozenset[str]:
    """One list of data/cues/headlines.toml."""
    return _lists()[kind]


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads((data_dir() / "cues" / "headlines.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(words) for kind, words in raw.items()}


def headline_end(text: str, begin: int, limit: int) -> int:
    """Where the headline that begins at `begin` ends and the news goes on, at `limit` at the latest.

    Headlines are printed without a full stop, so the news goes on at a capitalised common word: «… di Jepang Dalam acara».
    """
    words = [(m.group(), m.start()) for m in _WORD.finditer(text, begin, limit)]
    common = common_words()
    if not re.search(r"[.!?][\"”]?\s", text[begin:limit]) and limit - begin < 200:
        return limit
    reported = _speaker_at(text, words)
    for i in range(3, len(words) - 1):
        word, at = words[i]
        before, after = words[i - 1][0], words[i + 1][0]
        if i == reported:
            return at
        if at - begin > _HEADLINE:
            break
        if not word[0].isupper() or _in_phrase(text, words, i):
            continue
        gap = _gap(text, words, i)
        if _MARK.search(gap):
            return at - (len(gap) - len(gap.lstrip())) if "." not in gap else at
        if gap.strip(" 0123456789/-") or (word in _SIDES and before[0].isupper() and not gap.strip()):
            continue  # «warga Maluku Tengah nikmati listrik»
        repeats = before[0].isupper() and any(words[j][0] == word and words[j + 1][0] == after for j in range(i - 1))
        if (
            repeats
            or word in _words("always")
            or (
                (word.lower() in common or word.lower() in _words("openers"))
                and (
                    after[0].islower()
                    or text[at + len(word) :][1:2].isdigit()
                    or (before[0].islower() and word.lower() in _words("openers"))
                )
            )
        ):
            return at
    return _break(text, begin, words) if limit - begin > _HEADLINE else limit


_SIDES = frozenset({"Tengah", "Timur", "Barat", "Utara", "Selatan", "Tenggara", "Hilir", "Hulu", "Besar"})  # ends of areas' names
_HEADLINE = 72  # code points; headlines are hardly ever longer
_GOES_ON = re.compile(  # after the first name of a sentence of the news, and hardly ever in a headline
    r"(?:me(?!nang|lawan|dali|reka)[a-z]{4,}|ber[a-z]{4,}|di[a-z]{5,}|akan|telah|sudah|juga|pun|ini|itu|tersebut|yang|adalah|sendiri|bakal|kini|masih|lantas|harus|tidak|belum|sempat|pernah|dan|dalam|dengan|sebagai)\b|,"
)

_MARK = re.compile(r"[.“”\"]")
_MADE = re.compile(
    r"(?:Me[mnlry]|Ber|Di|Ter|Pe[mnr])[a-z]{4,}|[A-Z][a-z]{3,}(?:nya|lah)|Ke[a-z]{3,}an"
)  # «Memasuki», «Kepergiannya»


def _break(text: str, begin: int, words: list[tuple[str, int]]) -> int:
    """Where a headline most likely ends that a sentence follows which begins with a name: «… di Jepang Ani memimpin rapat»."""
    best, place = 0.0, 0
    for i in range(3, len(words)):
        (before, _), (word, at) = words[i - 1], words[i]
        if at - begin > _HEADLINE:
            break
        if not word[0].isupper() or _in_phrase(text, words, i) or _gap(text, words, i).strip(" 0123456789%)?!"):
            continue
        last = i
        while last + 1 < len(words) and words[last + 1][0][0].isupper():
            last += 1
        rest = text[words[last][1] + len(words[last][0]) :].lstrip(" 0123456789()")
        opens = last == i and last + 1 < len(words) and _MADE.fullmatch(word) is not None
        score = (
            1.0 * before[0].islower()
            + 2.0 * (_GOES_ON.match(rest) is not None)
            + 5.5 * (is_common(word) or word.lower() in _words("openers") or word in _words("leaders"))
            + 7.0 * opens
            - 7.5 * (text.count(f"{before} {word}") > 1)  # a name of two words
            + 6.5 * (at - begin) / _HEADLINE
        )
        if score > best:
            best, place = score, at
    stop = re.compile(r"[.!?] +").search(text, begin + _HEADLINE, words[-1][1])
    return place or (stop.end() if stop else words[-1][1])


def _gap(text: str, words: list[tuple[str, int]], i: int) -> str:
    """What stands between a word and the one before it."""
    before, at = words[i - 1]
    return text[at + len(before) : words[i][1]]


def _in_phrase(text: str, words: list[tuple[str, int]], i: int) -> bool:
    """Whether a word belongs to a preposition before it: «di Jepang», but not «hingga 2025 Ani»."""
    return words[i - 1][0].lower() in _words("prepositions") and _gap(text, words, i).isspace()


def _speaker_at(text: str, words: list[tuple[str, int]]) -> int:
    """Index of the word at which a speaker begins after a headline, or 0: «… di Jepang Kepala Bappenas Ani mengatakan».

    The speaker stands right before a verb of saying, which headlines cut short («sebut»); a name was met before the headline.
    """
    i = next((i for i in range(4, len(words)) if words[i][0] in _saying()), 0)
    if not i or re.search('[.“”"]', text[words[0][1] : words[i][1]]):
        return 0
    i -= words[i - 1][0] in ("juga", "pun", "lagi", "kemudian", "kembali")
    j = i - 1
    while j > 2 and (words[j][0][0].isupper() or words[j][0] in _words("prepositions")):
        j -= 1
    run = [k for k in range(j + 1, i) if words[k][0][0].isupper() and words[k - 1][0] not in _words("prepositions")]
    for leads in (_words("always") | {"Ia", "Dia", "Mereka", "Kami"}, _words("leaders")):
        for k in run:
            if words[k][0] in leads:
                return k
    for k in run:
        if text.find(" ".join(word for word, _ in words[k:i]), 0, words[0][1]) >= 0:
            return k
    alone = run and j > 2 and run == list(range(j + 1, i)) and len(run) <= 4 and "," not in text[words[j][1] : words[j + 1][1]]
    return j + 1 if alone else 0


@cache
def _saying() -> frozenset[str]:
    """Verbs that report and that headlines do not use in full: «mengatakan», «menilai»."""
    return frozenset(f for f in forms("before") if f.startswith("me") and " " not in f)
