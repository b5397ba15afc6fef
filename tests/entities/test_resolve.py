"""Which mentions are one thing, and that no text, however odd, breaks the reading."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.entities.names import contains, is_abbreviation, words
from kg.model import Article, Entity, Reading
from kg.ontology import BASE, FOAF, KG, is_a
from kg.pipeline import read

PIECES = st.sampled_from(
    [
        *(
            "Kementerian Sosial",
            "(Kemensos)",
            "Menteri",
            "Sosial",
            "Ani Wati",
            "Bupati",
            "Garut",
            "Budi",
            "Dr.",
            "I",
            "Ni",
            "KBRI",
            "Tokyo",
        ),
        *(
            "menggelar",
            "pelatihan",
            "batik",
            "diikuti",
            "22 peserta",
            "dari",
            "Kenya",
            ",",
            "dan",
            "Nepal",
            "di",
            "Kota Bogor",
            "Jawa Barat",
        ),
        *(
            "kata",
            "dia",
            "ia",
            "mengatakan",
            "bahwa",
            "berharap",
            '"',
            "“",
            "”",
            ".",
            "…",
            "(",
            ")",
            "pada",
            "Rabu (13/9)",
            "6-10 Oktober 2025",
        ),
        *(
            "anggota",
            "ASEAN",
            "bekerja sama dengan",
            "menandatangani",
            "nota kesepahaman",
            "Program",
            "batal",
            "tidak",
            "milik",
            "antara lain",
        ),
        *(
            "Baca juga:",
            "Pewarta:",
            "\n",
            "\x00",
            "\x1b[31m",
            "‹P1›",
            "{3}",
            "<OC+>",
            "\\",
            "𝕏",
            "\u202e",
            "é",
            "ß",
            "İ",
            "ﬁ",
            "-",
            "—",
            "’",
        ),
    ]
)


def reading_of(text: str) -> Reading:
    return read(Article("satu", text, "satu.txt", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()), BASE)


def people(text: str) -> list[Entity]:
    return [e for e in reading_of(text).entities if e.cls == FOAF.Person]


def holds_together(reading: Reading) -> None:
    """Every offset points at words of the text, every end of a relation is known."""
    text = reading.document.article.text
    for span in (s for c in reading.claims for s in c.evidence):
        assert 0 <= span.begin < span.end <= len(text)
    for e in reading.entities:
        for span in (*e.mentions, *e.references):
            assert text[span.begin : span.end].strip()
    for s in reading.statements:
        assert text[s.quote.begin : s.quote.end].strip()
        assert s.speaker is None or s.speaker in {e.iri for e in reading.entities}
    assert len({e.iri for e in reading.entities}) == len(reading.entities)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    holds_together(reading_of(text))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_jumble_of_news_words_breaks_the_reading(text: str) -> None:
    holds_together(reading_of(text))


def test_a_short_name_is_the_person_named_in_full() -> None:
    (person,) = people("Bupati Garut Rendra Gunawan hadir. Rendra lalu berpidato. Rendra Gunawan pulang.")
    assert person.label == "Rendra Gunawan"
    assert len(person.mentions) == 3


def test_two_full_names_are_two_people() -> None:
    found = people("Menteri Sosial Joko Widagdo bertemu Menteri Agama Joko Prayitno.")
    assert {p.label for p in found} == {"Joko Widagdo", "Joko Prayitno"}


def test_an_abbreviation_in_brackets_is_another_name() -> None:
    reading = reading_of("Badan Karantina Indonesia (Barantin) memusnahkan bibit. Barantin memeriksa kapal.")
    bodies = [e for e in reading.entities if "Barantin" in e.names]
    assert len(bodies) == 1
    assert "Badan Karantina Indonesia" in bodies[0].names


def test_a_ministry_and_its_short_form_are_one() -> None:
    reading = reading_of("Kementerian Perdagangan memusnahkan pakaian bekas. Kemendag mengawasi pelabuhan.")
    (ministry,) = [e for e in reading.entities if e.cls == KG.Ministry]
    assert {"Kementerian Perdagangan", "Kemendag"} <= set(ministry.names)


def test_a_ministry_of_another_country_is_another_ministry() -> None:
    reading = reading_of("Kementerian Pertanian Malaysia menyurati Kementerian Pertanian Indonesia.")
    assert len([e for e in reading.entities if e.cls == KG.Ministry]) != 1 or len(reading.entities) > 1


@pytest.mark.parametrize("name", ["AS", "Amerika Serikat", "Korsel", "Britania Raya", "Papua Nugini"])
def test_a_country_is_known_by_the_names_of_the_news(name: str) -> None:
    reading = reading_of(f"Delegasi dari {name} tiba Senin malam.")
    assert [e for e in reading.entities if is_a(e.cls, KG.Country) and name in e.names]


def test_the_same_person_gets_the_same_iri_in_another_article() -> None:
    text = "Bupati Garut Rendra Gunawan hadir."
    a = read(Article("satu", text, "satu.txt", "0"), BASE)
    b = read(Article("dua", f"Pagi tadi hujan. {text}", "dua.txt", "1"), BASE)
    iri = {e.iri for e in a.entities if e.cls == FOAF.Person}
    assert iri and iri <= {e.iri for e in b.entities}


def test_an_event_of_one_article_is_not_that_of_another() -> None:
    text = "Kementerian Sosial menggelar pelatihan menjahit di Kota Bogor."
    events = [
        {e.iri for e in read(Article(n, text, f"{n}.txt", "0"), BASE).entities if is_a(e.cls, KG.Event)} for n in ("satu", "dua")
    ]
    assert events[0] and not events[0] & events[1]


@pytest.mark.parametrize(
    ("short", "full", "right"),
    [
        ("BNPB", "Badan Nasional Penanggulangan Bencana", True),
        ("UGM", "Universitas Gadjah Mada", True),
        ("UGM", "Universitas Negeri Malang", False),
    ],
)
def test_initials_are_an_abbreviation(short: str, full: str, right: bool) -> None:
    assert is_abbreviation(short, full) is right


@given(st.lists(st.sampled_from(["Ani", "Budi", "Cici", "Dedi"]), min_size=1, max_size=4))
def test_a_name_contains_its_own_parts(parts: list[str]) -> None:
    whole = words(" ".join(parts))
    assert contains(whole, whole)
    assert contains(whole, whole[:1])
