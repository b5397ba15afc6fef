"""Names in short sentences: where a title, an area, a body and a person part from each other."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Article
from kg.ontology import curie
from kg.pipeline import read

AREAS = [
    ("Wali Kota Ambon Frans Latuconsina membagikan bibit.", "kg:City", "Ambon", "Frans Latuconsina"),
    ("Bupati Ende Yosefina Mbete membagikan bibit kepada warga.", "kg:Regency", "Ende", "Yosefina Mbete"),
    ("Gubernur Bali I Ketut Sudarsana membuka pasar.", "kg:Province", "Bali", "I Ketut Sudarsana"),
    ("Kapolsek Sayung AKP Bambang Hariadi mengatakan banjir surut.", "kg:AdministrativeArea", "Sayung", "Bambang Hariadi"),
    ("Camat Sukajadi, Rahmat Hidayat, membuka lomba.", "kg:AdministrativeArea", "Sukajadi", "Rahmat Hidayat"),
    ("Menteri Sumber Daya Air China Li Guoying bertemu dengan delegasi.", "kg:Country", "China", "Li Guoying"),
]
BODIES = [
    ("Direktur Perum Bulog Cabang Tegal Haryo Sutejo hadir.", "Perum Bulog Cabang Tegal", "Haryo Sutejo"),
    ("Ketua KPU Provinsi Bali I Dewa Gede Lidarta hadir.", "KPU Provinsi Bali", "I Dewa Gede Lidarta"),
    ("Ketua Komisi X DPR RI Rina Ambarwati hadir.", "Komisi X DPR RI", "Rina Ambarwati"),
    ("Kuasa hukum korban, Wahyu Pratomo dari LBH Surabaya, hadir.", "LBH Surabaya", "Wahyu Pratomo"),
    ("Kepala Kejaksaan Negeri Ngada Ade Indrawan hadir.", "Kejaksaan Negeri Ngada", "Ade Indrawan"),
]


def found(text: str) -> set[tuple[str, str]]:
    """Class and name of everything that is read in a text."""
    reading = read(Article("kasus", text, "kasus.txt", hashlib.sha256(text.encode()).hexdigest()))
    return {(curie(e.cls), name) for e in reading.entities for name in e.names}


@pytest.mark.parametrize(("text", "cls", "area", "person"), AREAS)
def test_the_area_of_an_office_is_no_part_of_its_holders_name(text: str, cls: str, area: str, person: str) -> None:
    assert found(text) == {(cls, area), ("foaf:Person", person)}


@pytest.mark.parametrize(("text", "body", "person"), BODIES)
def test_a_body_ends_with_its_area_and_the_person_begins(text: str, body: str, person: str) -> None:
    names = found(text)
    assert ("foaf:Person", person) in names
    assert body in {name for _, name in names}


def test_a_police_rank_ends_a_title_and_no_place_begins() -> None:
    assert found("Kapolres Kota Kombes Dewi Anggraeni Putri hadir.") == {("foaf:Person", "Dewi Anggraeni Putri")}


def test_the_words_of_a_theme_are_nobody() -> None:
    assert not {n for c, n in found('Diskusi bertema "Coastal Livelihoods" dibuka panitia.') if c == "foaf:Person"}


def test_a_title_may_hold_the_word_for_an_agreement() -> None:
    names = found("Direktur Hukum dan Perjanjian Ekonomi Kementerian Luar Negeri Sulaiman Hadi hadir.")
    assert names == {("kg:Ministry", "Kementerian Luar Negeri"), ("foaf:Person", "Sulaiman Hadi")}
