"""Words and their stems."""

from __future__ import annotations

import pytest

from kg.search.words import expression, stems


@pytest.mark.parametrize(
    "forms",
    [
        ["pelatihan", "dilatih", "melatih", "latihan", "Pelatihannya"],
        ["kerja", "bekerja", "pekerjaan", "dikerjakan"],
        ["José", "Jose"],
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: list[str]) -> None:
    assert len({tuple(stems(f)) for f in forms}) == 1


def test_an_abbreviation_stands_for_its_name_and_the_name_for_it() -> None:
    short, long = " ".join(stems("Kembatik")), " ".join(stems("Kementerian Batik"))
    forms = {short: (long,), long: (short,)}
    assert expression("kembatik", forms) == f'("{short}" OR "{long}")'
    assert expression("kementerian batik hadir", forms) == f'("{long}" OR "{short}") AND ("hadir")'


@pytest.mark.parametrize("text", ['"', "*", 'a" OR "b', "NEAR(a b)", "a AND NOT b", "col:a", "^a", "(", "🙂", ""])
def test_nothing_that_is_asked_is_an_operator(text: str) -> None:
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
    wanted = expression(text, {})
    if wanted is not None:
        db.execute("SELECT * FROM t WHERE t MATCH ?", (wanted,)).fetchall()
    db.close()
