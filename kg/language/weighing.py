"""How much more a word stands in quoted speech than in the news around it: «kami» much more, «senin» much less.

By the weights of data/cues/spoken.csv speech without marks is told from news.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from kg.language.quotations import quotations
from kg.language.sentences import cut
from kg.model import Article
from kg.resources import data_dir

HEAD = "^"  # before a word at the head of a sentence
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)?")
_SPEECH = 0.7  # share of a sentence within marks from which on it is speech; without any it is news


@dataclass(frozen=True, slots=True)
class Weight:
    """A word, its weight in the table if it has one, and what was counted: tenths of log odds, in so many sentences."""

    word: str
    weight: int | None
    counted: int
    sentences: int


@cache
def weights() -> dict[str, int]:
    """Word, or `^word` at the head of a sentence → weight, more in speech, less in news."""
    with (data_dir() / "cues" / "spoken.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: int(row["weight"]) for row in csv.DictReader(file)}


def counted(articles: Iterable[Article]) -> dict[str, tuple[int, int]]:
    """Word → tenths of the log odds of standing in a sentence of speech rather than of news, and in how many it stands.

    >>> counted([Article("a", '"Kami siap hadir di sini sore nanti," kata Ani. Bupati tiba.', "a.txt", "")])["^kami"]
    (11, 1)
    """
    speech, news = Counter[str](), Counter[str]()
    spoken_all = told_all = 1
    for words, spoken in _sentences(articles):
        (speech if spoken else news).update(words)
        spoken_all, told_all = spoken_all + spoken, told_all + (not spoken)
    return {
        word: (
            round(10 * log(((speech[word] + 0.5) / spoken_all) / ((news[word] + 0.5) / told_all))),
            speech[word] + news[word],
        )
        for word in sorted(speech.keys() | news.keys())
    }


def compared(table: Mapping[str, int], found: Mapping[str, tuple[int, int]], least: int, more: int) -> list[Weight]:
    """The words of a table beside what was counted, the farthest off first, then so many others of the strongest.

    least: in how many sentences another word must stand
    """
    kept = [Weight(w, weight, *found.get(w, (0, 0))) for w, weight in table.items()]
    others = [Weight(w, None, *told) for w, told in found.items() if w not in table and told[1] >= least]
    return [
        *sorted(kept, key=lambda row: (-abs(row.counted - (row.weight or 0)), row.word)),
        *sorted(others, key=lambda row: (-abs(row.counted), row.word))[:more],
    ]


def _sentences(articles: Iterable[Article]) -> Iterator[tuple[set[str], bool]]:
    """The words of each sentence that is all speech or all news, and whether it is speech."""
    for article in articles:
        for sentence in cut(article).read:
            begin, end = sentence.span.begin, sentence.span.end
            quotes = quotations(article.text, begin, end)
            if quotes and sum(q.end - q.begin for q in quotes) < _SPEECH * (end - begin):
                continue
            said = " ".join(article.text[q.begin : q.end] for q in quotes) or article.text[begin:end]
            words = [w.lower() for w in WORD.findall(said)]
            if words:
                yield {*words, HEAD + words[0]}, bool(quotes)
