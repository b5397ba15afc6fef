"""Sentences, tokens, dates, numbers, quotations and page furniture of Indonesian news."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.dates import dates, year_of
from kg.language.days import settled
from kg.language.furniture import bylines, dateline, furniture
from kg.language.numbers import number, ordinal
from kg.language.quotations import lost_marks, quotations
from kg.language.sentences import cut
from kg.language.tokens import tokenize
from kg.model import Article, Document, SentenceKind, Span

WORDS = st.sampled_from(
    [
        *(
            "Kepala",
            "Dinas",
            "Ani",
            "Wati",
            "di",
            "ke",
            "dari",
            "pada",
            '"',
            "“",
            "”",
            "'",
            ",",
            ".",
            "!",
            "?",
            "(",
            ")",
            "…",
            "-",
            "—",
        ),
        *(
            ":",
            ";",
            "\n",
            "\n\n",
            "12",
            "9/8",
            "2024",
            "Senin",
            "Rabu",
            "(13/9)",
            "Rp1,2",
            "kata",
            "ujar",
            "Baca juga:",
            "Pewarta:",
        ),
        *(
            "SCROLL TO CONTINUE WITH CONTENT",
            "Prof.",
            "Dr.",
            "H.",
            "M.Si",
            "S.H.",
            "Jakarta",
            "(ANTARA)",
            "KOMPAS.com",
            "COPYRIGHT ©",
        ),
        *("é", "𝐀", "\u200b", "\x00", "\u202e"),
    ]
)
NEWSLIKE = st.lists(WORDS, max_size=60).map(" ".join)
TEXTS = st.one_of(NEWSLIKE, st.text(max_size=200))


def document(text: str) -> Document:
    return cut(Article("satu", text, "satu.txt", hashlib.sha256(text.encode()).hexdigest()))


def sentences(text: str) -> list[str]:
    d = document(text)
    return [d.text(s.span) for s in d.sentences]


@given(st.text(max_size=300))
def test_tokens_are_the_words_at_their_offsets_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.span.begin : t.span.end] == t.text != "" for t in tokens)
    assert all(a.span.end <= b.span.begin for a, b in pairwise(tokens))


def blank(text: str) -> bool:
    """Whether there are only blanks in a text, those of no width among them."""
    return not re.sub("[\u200b-\u200d\u2060\ufeff]", "", text).strip()


def test_blanks_of_no_width_are_no_words() -> None:
    assert [t.text for t in tokenize("\u200bKementerian\u200b \ufeffPertanian\u2060.")] == ["Kementerian", "Pertanian", "."]


@given(st.text(max_size=300))
def test_only_blanks_lie_between_tokens(text: str) -> None:
    at = 0
    for t in tokenize(text):
        assert blank(text[at : t.span.begin])
        at = t.span.end
    assert blank(text[at:])


@given(TEXTS)
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    d = document(text)
    assert [t.span for s in d.sentences for t in s.tokens] == [t.span for t in tokenize(text)] or _parted(text, d)
    assert [s.number for s in d.sentences] == list(range(1, len(d.sentences) + 1))
    assert all(a.span.end <= b.span.begin for a, b in pairwise(d.sentences))
    for s in d.sentences:
        assert s.tokens
        assert (s.tokens[0].span.begin, s.tokens[-1].span.end) == (s.span.begin, s.span.end)
        assert all(text[t.span.begin : t.span.end] == t.text for t in s.tokens)


def _parted(text: str, d: Document) -> bool:
    """Whether a border of page furniture parts a word of the text; then every character still lies in some token."""
    covered = sorted(t.span for s in d.sentences for t in s.tokens)
    at = 0
    for span in covered:
        if not blank(text[at : span.begin]):
            return False
        at = span.end
    return blank(text[at:])


@given(TEXTS)
def test_a_repetition_repeats_an_earlier_sentence(text: str) -> None:
    d = document(text)
    for s in d.sentences:
        if s.duplicate_of is not None:
            first = d.sentences[s.duplicate_of - 1]
            assert first.number < s.number
            assert d.text(first.span) == d.text(s.span)


@given(TEXTS)
def test_furniture_and_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    for spans in (furniture(text), quotations(text, 0, len(text))):
        assert all(0 <= s.begin < s.end <= len(text) for s in spans)
        assert all(a.end <= b.begin for a, b in pairwise(spans))
    assert all(0 <= at <= len(text) for at in lost_marks(text, 0, len(text)))
    assert all(text[s.begin : s.end] for s in bylines(text))


@given(TEXTS, st.integers(1990, 2030))
def test_a_date_ends_no_earlier_than_it_begins(text: str, year: int) -> None:
    for d in dates(text, 0, len(text), year):
        assert text[d.span.begin : d.span.end].strip()
        assert (d.start is None) == (d.end is None)
        assert d.start is None or d.end is None or d.start <= d.end


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ia tiba di Bogor. Ia pulang.", 2),
        ('"Saya senang. Terima kasih," kata dia.', 1),
        ("“Siap. Kami hadir.” Ia lalu pergi.", 2),
        ("Prof. Dr. H. Ahmad Basri hadir. Ia duduk.", 2),
        ("Harga naik 1.200 rupiah per kg. Warga mengeluh.", 2),
        ("Menurut KOMPAS.com harga naik.", 1),
        ("Baris satu\nBaris dua", 2),
        ("Apa benar? Tidak! Begitulah… Selesai.", 4),
        ("", 0),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga: Harga beras naik lagi di pasar induk\n",
        "SCROLL TO CONTINUE WITH CONTENT\n",
        "Simak juga Video: Banjir merendam kota\n",
        "Pewarta: Ani Wati\nEditor: Budi Santoso\nCOPYRIGHT © 2024\n",
    ],
)
def test_page_furniture_is_kept_and_not_read(text: str) -> None:
    d = document(f"Ia tiba di Bogor pada Senin.\n{text}")
    assert [s.kind for s in d.sentences][:1] == [SentenceKind.NEWS]
    assert {s.kind for s in d.sentences[1:]} == {SentenceKind.FURNITURE}
    assert len(d.read) == 1


def test_news_goes_on_after_a_headline_in_the_running_text() -> None:
    text = "Ia hadir. Baca juga: Menteri tiba di Jepang Dalam acara itu ia berpidato. Pewarta: Ani"
    assert "Dalam acara itu ia berpidato." in [document(text).text(s.span) for s in document(text).read]


def test_the_end_of_an_areas_name_does_not_end_a_headline() -> None:
    text = "Ani Wirata hadir. Baca juga: Warga Lombok Tengah nikmati listrik gratis Wirata mengatakan, ia senang. Pewarta: Ani"
    assert "Wirata mengatakan, ia senang." in [document(text).text(s.span) for s in document(text).read]


@pytest.mark.parametrize(
    "news",
    [
        "Kunjungannya sangat membantu petani di lereng gunung.",
        "Memasuki musim hujan, warga membersihkan saluran air.",
        "Lurah Wonosari Ani Wirata juga meminta warga membersihkan saluran air.",
        "Wirata memimpin kerja bakti itu sampai sore hari.",
        "“Saluran air sudah bersih,” kata Wirata.",
    ],
)
def test_a_headline_is_not_longer_than_headlines_are(news: str) -> None:
    headline = "Warga Karanganyar siapkan panggung wayang untuk pentas 2024"
    text = f"Ani Wirata hadir. Baca juga: {headline} {news} Hujan turun. Pewarta: Ani"
    assert news in [document(text).text(s.span) for s in document(text).read]


def test_a_repeated_paragraph_is_read_once() -> None:
    d = document("Warga panen padi di sawah.\nWarga panen padi di sawah.\nMereka senang.\n")
    assert [s.duplicate_of for s in d.sentences] == [None, 1, None]
    assert len(d.read) == 2


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9 Agustus 2017", "2017-08-09"),
        ("6-10 Oktober 2025", "2025-10-06/2025-10-10"),
        ("28 Februari-3 Maret 2024", "2024-02-28/2024-03-03"),
        ("Rabu (13/9)", "2023-09-13"),
        ("Selasa (5/11/2024)", "2024-11-05"),
        ("(11/9/23)", "2023-09-11"),
        ("Maret 2022", "2022-03"),
        ("tahun 2021", "2021"),
        ("Senin", ""),
        ("31 Februari 2024", None),
        ("Kamis (13/9)", ""),
        ("nomor 12/2020", None),
    ],
)
def test_dates_are_read_as_written(text: str, iso: str | None) -> None:
    found = dates(text, 0, len(text), 2023)
    assert [d.iso for d in found][:1] == ([] if iso is None else [iso])


def test_the_year_is_that_of_the_articles_own_lines() -> None:
    assert year_of("Ia tiba Senin (3/6). COPYRIGHT © 2024") == 2024
    assert year_of("Ia tiba pada 3 Juni 2021.", dt.date(2022, 1, 1)) == 2022
    assert year_of("Ia tiba Senin.") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("22", 22),
        ("1.200", 1200),
        ("dua puluh lima", 25),
        ("seratus", 100),
        ("sebelas", 11),
        ("seribu dua ratus", 1200),
        ("banyak", None),
    ],
)
def test_numbers_in_words_and_figures(words: str, value: int | None) -> None:
    assert number(words) == value


@given(st.integers(1, 3999))
def test_a_figure_is_its_own_ordinal(n: int) -> None:
    assert ordinal(str(n)) == ordinal(f"ke-{n}") == n


@pytest.mark.parametrize("text", ["Jakarta (ANTARA) - Menteri tiba.", "KOMPAS.com - Menteri tiba.", "Jakarta - Menteri tiba."])
def test_a_dateline_ends_where_the_story_begins(text: str) -> None:
    head = dateline(text)
    if head is not None:
        assert text[head.span.end :].lstrip().startswith("Menteri")


def test_a_lost_closing_mark_opens_no_endless_quotation() -> None:
    text = '"Kami datang, kata Ani. Ia lalu pergi. "Kami pulang," kata Budi.'
    assert [text[s.begin : s.end] for s in quotations(text, 0, len(text))] == ["Kami pulang,"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lomba perahu dibuka Sabtu.", "2023-09-16"),
        ("Lomba perahu dibuka Minggu pagi.", "2023-09-17"),
        ("Lomba perahu dibuka Senin.", "2023-09-11"),
        ("Lomba perahu akan dibuka Senin.", "2023-09-18"),
        ("Lomba perahu akan dibuka Minggu.", ""),
        ("Kami tidak akan menunda lomba yang dibuka Senin.", ""),
        ("Lomba perahu dibuka Senin lalu.", ""),
        ("Lomba perahu dibuka setiap Senin.", ""),
        ("Lomba perahu dibuka Senin (22/8).", ""),
    ],
)
def test_a_weekday_is_settled_by_the_day_of_publication(text: str, day: str) -> None:
    for published, iso in ((dt.date(2023, 9, 17), day), (None, "")):
        ((d,),) = settled(text, [Span(0, len(text))], [tuple(dates(text, 0, len(text), 2023))], published)
        assert d.iso == iso


def test_a_dateline_after_the_script_of_a_player_and_credits_of_photographs_are_no_news() -> None:
    script = "(function() { var player = new Plyr(); })()"
    text = f"{script} ANTARA - Menteri tiba. (Xinhua/Mei Lin) Ia pulang. Sumber: Reuters Baca juga: Hujan"
    head = dateline(text)
    assert head is not None
    assert text[head.span.end :].startswith("Menteri")
    assert [text[s.begin : s.end].strip() for s in furniture(text)][1:] == [
        "(Xinhua/Mei Lin)",
        "Sumber: Reuters",
        "Baca juga: Hujan",
    ]
