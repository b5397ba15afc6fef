"""People whom the police name by letters alone: «tersangka SKR», «jenazah DW», «RM adalah warga Tegal»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.resolve import Things
from kg.language.numbers import is_roman
from kg.mentions.cues import not_names
from kg.mentions.detect import Marks
from kg.model import Span
from kg.ontology import FOAF

_CASES = ("tersangka", "korban", "pelaku", "jenazah", "terdakwa", "ditangkap", "menangkap", "diamankan", "inisial")
_CODE = re.compile(r"\b(?<![-/(.])[A-Z]{2,3}\b(?![-/.]\w)")
_BEFORE = re.compile(
    r"\b(?:tersangka|korban|pelaku|jenazah|terdakwa|(?:ber)?inisial|bernama|pria|wanita|perempuan|istri|suami) $"
)
_AFTER = re.compile(
    r" (?:\(\d{1,2}(?: tahun)?\)|(?:yang )?(?:adalah|merupakan) (?:seorang|warga|orang|asli|pekerja|pasangan|pria|wanita|ibu|anak"
    r"|mahasiswa|karyawan)\b"
    r"|(?:ditangkap|ditemukan|dibunuh|dianiaya|mengaku|berperan|tewas|meninggal|melarikan|asli dari|warga)\b)"
)


def coded(things: Things, marks: Sequence[Marks]) -> None:
    """Make people of the letters that stand where a person is due in a case for the police, wherever they stand."""
    text = things.document.article.text
    if not any(word in text for word in _CASES):
        return
    spans = [
        Span(m.start(), m.end())
        for mk in marks
        for m in _CODE.finditer(text, mk.sentence.span.begin, mk.sentence.span.end)
        if m[0] not in not_names() and not is_roman(m[0]) and things.gazetteer.named(m[0]) is None
    ]
    due = {
        text[s.begin : s.end] for s in spans if _AFTER.match(text, s.end) or _BEFORE.search(text[max(0, s.begin - 14) : s.begin])
    }
    taken = sorted(things.at)
    for code in sorted(due):
        free = [s for s in spans if text[s.begin : s.end] == code and not any(s.overlaps(t) for t in taken)]
        if free and not any(code in (*t.names, *t.aliases) for t in things.all):
            person = things.new(FOAF.Person, None)
            for s in free:
                things.place(person, s)
