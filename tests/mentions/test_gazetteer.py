"""Known names: the shipped tables, what is found in a text and what is not."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.mentions.gazetteer import COLUMNS, Entry, Gazetteer, gazetteer, read_table
from kg.model import Span
from kg.ontology import KG, KGC, is_a
from kg.resources import data_dir

HEADER = ",".join(COLUMNS)
TABLES = data_dir() / "gazetteers"


def found(text: str, on: dt.date | None = None) -> list[tuple[str, str]]:
    return [(text[h.span.begin : h.span.end], h.key) for h in gazetteer().find(text, on)]


def keys(text: str, on: dt.date | None = None) -> list[str]:
    return [key for _, key in found(text, on)]


def table(folder: Path, *lines: str, name: str = "bodies.csv", header: str = HEADER) -> Path:
    (folder / name).write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return folder


# --- what is found ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("delegasi dari RI tiba", "indonesia"),
        ("kata utusan AS itu", "amerika-serikat"),
        ("pejabat Britania Raya", "inggris"),
        ("perusahaan Korsel itu", "korea-selatan"),
        ("ekspor ke RRT naik", "tiongkok"),
        ("di Papua Nugini pekan ini", "papua-nugini"),
        ("warga Jawa Barat", "jawa-barat"),
        ("warga Jabar", "jawa-barat"),
        ("di Kab. Sleman", "kabupaten-sleman"),
        ("di Jaksel", "kota-jakarta-selatan"),
        ("di Jenewa", "jenewa"),
        ("data Kemenperin", "kemenperin"),
        ("data Kemlu", "kemenlu"),
        ("data Kemenlu", "kemenlu"),
        ("data Kementerian PPN/Bappenas", "kemen-ppn"),
        ("data Kementerian Pendidikan Kebudayaan Riset dan Teknologi", "kemendikbudristek"),
        ("laporan Organisasi Kesehatan Dunia", "who"),
        ("laporan BMKG", "bmkg"),
        ("dosen UGM", "universitas-gadjah-mada"),
        ("direksi PT Kereta Api Indonesia (Persero)", "kereta-api-indonesia"),
        ("oleh Pemprov Jatim", "pemprov-jawa-timur"),
        ("di Bandara Soekarno-Hatta", "bandara-soekarno-hatta"),
    ],
)
def test_a_name_alias_or_abbreviation_means_its_entry(text: str, key: str) -> None:
    assert keys(text) == [key]


def test_the_longest_name_wins_over_the_names_inside() -> None:
    assert keys("Bank Indonesia dan Universitas Negeri Semarang di Papua Barat Daya") == [
        "bank-indonesia",
        "universitas-negeri-semarang",
        "papua-barat-daya",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "as roda dan ri",
        "papua, jakarta, kudus",
        "Malioborojaya",
        "Indonesian",
        "ASEANTV",
        "@KemenkesRI dan #Indonesia",
        "kursus bahasa Inggris dan Sastra Jepang",
        "rupiah menguat atas dolar AS",
        "Antara lain karena hujan. Antara pukul tiga dan empat.",
        "Padang rumput itu luas.",
    ],
)
def test_lower_case_parts_of_words_handles_and_phrases_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_common_word_is_a_name_where_it_cannot_be_the_word() -> None:
    assert keys("Dikutip dari Antara kemarin. Medan, Sumatera Utara, hujan.") == ["antara", "kota-medan", "sumatera-utara"]


def test_names_in_capitals_are_found_in_headlines_but_not_as_other_abbreviations() -> None:
    assert keys("JAWA BARAT DAN KEMENTERIAN PERINDUSTRIAN") == ["jawa-barat", "kemenperin"]


def test_a_name_may_run_over_a_line_but_not_over_an_empty_line() -> None:
    assert found("di Papua\n  Barat Daya") == [("Papua\n  Barat Daya", "papua-barat-daya")]
    assert keys("di Jawa\n\nBarat laut") == ["jawa"]


def test_typographic_marks_do_not_hide_a_name() -> None:
    assert keys("Perserikatan Bangsa–Bangsa di N’Djamena") == ["pbb", "ndjamena"]


def test_of_the_republic_belongs_to_a_state_body_only() -> None:
    assert found("Kementerian Sosial RI dan DPR Republik Indonesia") == [
        ("Kementerian Sosial RI", "kemensos"),
        ("DPR Republik Indonesia", "dpr"),
    ]
    assert keys("Surabaya RI") == ["kota-surabaya", "indonesia"]


def test_a_state_body_right_before_another_country_is_not_the_listed_one() -> None:
    assert keys("Kementerian Pertahanan Rusia, Kemlu China, dan Kemlu Indonesia") == ["rusia", "tiongkok", "kemenlu", "indonesia"]


def test_a_name_of_two_bodies_means_the_one_of_the_day() -> None:
    text = "Kementerian Pariwisata"
    assert keys(text, dt.date(2016, 5, 1)) == ["kemenpar-2014"]
    assert keys(text, dt.date(2025, 5, 1)) == ["kemenpar"]
    assert keys(text) == ["kemenpar"]


@pytest.mark.parametrize("name", ["Yogyakarta", "Gorontalo", "Semarang", "Bandung", "Madiun", "Papua"])
def test_a_bare_name_of_several_areas_is_a_place_of_its_own(name: str) -> None:
    (hit,) = gazetteer().find(f"di {name} kemarin")
    assert (hit.cls, hit.key) == (KG.Place, name.lower())
    assert all(is_a(gazetteer().entry(k).cls, KG.AdministrativeArea) for k in hit.entry.codes["candidates"].split("|"))


def test_a_full_name_is_not_ambiguous() -> None:
    assert keys("Kota Yogyakarta, DIY, Provinsi Gorontalo, dan Kabupaten Gorontalo") == [
        "kota-yogyakarta",
        "daerah-istimewa-yogyakarta",
        "provinsi-gorontalo",
        "kabupaten-gorontalo",
    ]


WORDS = ["Kementerian Perindustrian", "Yogyakarta", "AS", "x", "Antara", ".", "\n", "  ", "’", "RI", "\u2029"]


@given(st.lists(st.sampled_from(WORDS)))
def test_spans_point_at_their_words_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    hits = gazetteer().find(text)
    assert all(not a.span.overlaps(b.span) and a.span < b.span for a, b in pairwise(hits))
    for hit in hits:
        shown = " ".join(text[hit.span.begin : hit.span.end].split())
        assert shown.removesuffix(" RI") in hit.entry.surfaces


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(Span(0, len(text)).covers(h.span) for h in gazetteer().find(text))


# --- what is shipped -------------------------------------------------------------------------------------------------------


def test_there_are_enough_names_of_every_kind() -> None:
    counts = Counter(Path(e.file.split(":")[0]).stem for e in gazetteer())
    assert counts["provinces"] == 38
    assert counts["regencies"] == 514
    assert counts["ministries"] >= 65
    assert counts["countries"] >= 195
    assert counts["intergovernmental"] >= 60
    assert counts["universities"] >= 150
    assert counts["enterprises"] >= 120
    assert sum(1 for _ in read_table(TABLES / "given_names.csv", ("name", "kind"))) >= 1500


def test_every_table_is_sorted_by_its_first_column() -> None:
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            first = [row[0] for row in csv.reader(file)][1:]
        if path.stem not in ("policies", "sectors", "honorifics"):
            assert first == sorted(first), path.name
        assert len(set(first)) == len(first), path.name


def test_codes_are_given_once() -> None:
    for column in ("iso", "wilayah", "klpd", "wikidata", "geonames"):
        seen = Counter(e.codes[column] for e in gazetteer() if column in e.codes)
        assert [code for code, n in seen.items() if n > 1] == [], column


def test_what_an_office_implies_is_listed_and_its_role_is_a_concept() -> None:
    columns = ("form", "expansion", "implies", "role", "heads", "government", "takes", "kind")
    for place, row in read_table(TABLES / "office_titles.csv", columns):
        form, expansion, implies, role, heads, government, takes, kind = row.values()
        assert form == form.lower() and expansion, place
        assert all(key in gazetteer() for key in implies.split("|") if key), place
        assert not role or KGC[role], place
        assert {heads, government} <= {"yes", "no", "unknown"} and takes in ("body", "area", "country", "none"), place
        assert kind in ("office", "acting", "former"), place


# --- what is refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a,Badan A,,,Ministri,,,,editor"], r"bodies.csv:2: no class 'Ministri': .*Did you mean 'kg:Ministry'"),
        (["a,Badan A,,,zoo:Ministry,,,,editor"], r"bodies.csv:2: .*prefix 'zoo'"),
        (["a,Badan A,,,Ministry,,2024-13-01,,editor"], r"bodies.csv:2: '2024-13-01' is no date"),
        (["A b,Badan A,,,Ministry,,,,editor"], r"bodies.csv:2: the key 'A b'"),
        (["a,,,,Ministry,,,,editor"], r"bodies.csv:2: 'a' has no name"),
        (["a,Badan A,,,Ministry,,,,"], r"bodies.csv:2: 'a' has no source"),
        (["a,Badan A,x||y,,Ministry,,,,editor"], r"bodies.csv:2: an empty name"),
        (["a,Badan A,,,Ministry,,,editor"], r"bodies.csv:2: 8 cells under 9 columns"),
        (["a,Badan A,,,Ministry,,,,editor", "a,Badan B,,,Ministry,,,,editor"], r"bodies.csv:3: the key 'a' .*bodies.csv:2"),
        (
            ["a,Badan A,,,Ministry,,,,editor", "b,Badan A,,,Ministry,,,,editor"],
            r"bodies.csv:3: the name 'Badan A' .*bodies.csv:2",
        ),
        (["abc,Badan A,,,Ministry,,,,editor", "d,Badan D,,,Ministry,abd,,,editor"], r"bodies.csv:3: no entry 'abd' .*'abc'"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        Gazetteer.load(table(tmp_path, *lines))


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"odd.csv:1: the columns are key,label"):
        Gazetteer.load(table(tmp_path, header="key,label", name="odd.csv"))


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(f"{HEADER}\nx,Malé,,,Place,,,,editor\n".encode("latin-1"))
    with pytest.raises(OntologyError, match=r"latin.csv: cannot be read"):
        Gazetteer.load(tmp_path)


def test_a_block_without_a_known_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"blocked.csv:2: 'x y' is blocked 'somewhere'"):
        Gazetteer.load(table(tmp_path, "x y,somewhere", header="phrase,where", name="blocked.csv"))


def test_one_name_may_be_two_bodies_one_after_the_other(tmp_path: Path) -> None:
    lines = ["a,Badan A,,,Ministry,,,2020-01-01,editor", "b,Badan A,,,Ministry,,2020-01-01,,editor"]
    two = Gazetteer.load(table(tmp_path, *lines))
    assert [h.key for day in (2019, 2021) for h in two.find("Badan A", dt.date(day, 1, 1))] == ["a", "b"]


def test_an_unknown_key_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(OntologyError, match=r"no entry 'kemenperi'\. Did you mean 'kemenperin'"):
        gazetteer().entry("kemenperi")


def test_an_entry_can_be_had_by_name_and_knows_its_country() -> None:
    sleman = gazetteer().named("Sleman")
    assert isinstance(sleman, Entry)
    assert gazetteer().country(sleman) == "indonesia"
    assert gazetteer().named("Tidak Ada") is None
