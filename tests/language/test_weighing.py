"""Words of speech and of news are counted."""

from __future__ import annotations

from kg.language.weighing import Weight, compared, counted
from kg.model import Article

_TEXT = (
    '"Kami senang dan kami siap menanam bakau di sini," kata Ani. Bupati menanam bakau pada Senin. Ia berkata "siap" lalu pulang.'
)


def test_a_word_of_speech_weighs_more_than_a_word_of_news() -> None:
    found = counted([Article("a", _TEXT, "a.txt", "")])
    assert found["kami"][0] > 0 > found["bupati"][0]
    assert found["bakau"] == (0, 2)


def test_a_sentence_that_is_half_speech_is_not_counted() -> None:
    assert "pulang" not in counted([Article("a", _TEXT, "a.txt", "")])


def test_words_far_from_their_weight_come_first_and_rare_new_ones_not_at_all() -> None:
    found = {"kami": (30, 9), "kita": (2, 9), "sawah": (-9, 9), "subak": (-9, 2)}
    assert compared({"kami": 31, "kita": 20}, found, least=5, more=3) == [
        Weight("kita", 20, 2, 9),
        Weight("kami", 31, 30, 9),
        Weight("sawah", None, -9, 9),
    ]
