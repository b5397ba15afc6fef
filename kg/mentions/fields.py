"""What an office is for, by the words after it: «Bidang Perekonomian», «Pendidikan, Kebudayaan, Riset, dan Teknologi»."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import cache

from kg.language.commons import is_common
from kg.language.numbers import is_roman
from kg.mentions.cues import cue_words
from kg.mentions.heads import head_at, is_capital
from kg.mentions.offices import Office, office_at, rank_at
from kg.mentions.people import begins_person, given_names
from kg.model import Token
from kg.ontology import KG
from kg.resources import data_dir


def field_end(
    tokens: Sequence[Token], i: int, j: int, office: Office, stops: Callable[[int], bool], body: Callable[[int], bool]
) -> int:
    """Index after the words from `j` on that say what the office at `i` is for: «Bidang Perekonomian», «Politik dan Hukum»."""
    start = i + len(office.words)
    if j == start and " ".join(office.words) in cue_words("fieldless offices"):
        return j
    while (
        j < len(tokens)
        and (not stops(j) or (tokens[j - 1].text in ("Bidang", "Urusan", "Menteri") and tokens[j].text in _fields()))
        and (tokens[j].text in _fields() or not begins_person(tokens, j))
    ):
        t = tokens[j]
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        if _house_at(tokens, j) or (t.text in cue_words("areas") and j + 1 < len(tokens) and stops(j + 1)):
            break  # «Sekretaris Daerah Kota Semarang»
        other = office_at(tokens, j) if is_capital(t) else None
        if other is not None and t.text.lower() not in cue_words("inside titles"):
            k = j + len(other.words)
            if k >= len(tokens) or tokens[k].text not in ("Bidang", "Urusan"):
                break
            j = k  # «Staf Khusus Wapres Bidang Komunikasi dan Informasi»
            continue
        if is_capital(t) and (
            is_common(t.text) or t.text in _fields() or is_roman(t.text) or _abbreviated(tokens, j, start, office)
        ):
            j += 1
        elif t.text in ("dan", "&", "/", ",") and after and is_capital(after) and _field(after.text) and not stops(j + 1):
            if t.text == "," and not _series(tokens, j):
                break
            j += 2
        elif t.text == "dan" and j + 2 < len(tokens) and is_capital(tokens[j + 1]) and not stops(j + 1) and body(j + 2):
            j += 2  # «Benih dan Pupuk Kementan»
        elif [k.text for k in tokens[j : j + 2]] == [",", "dan"] and _field_at(tokens, j + 2) and not stops(j + 2):
            j += 3  # «Politik, Hukum, dan Keamanan»
        else:
            break
    return j


def regions(tokens: Sequence[Token], j: int) -> int:
    """Index after the regions from `j` on that a diplomat is in charge of: «Direktur Asia Pasifik dan Afrika Kemlu»."""
    k = j
    while k < len(tokens) and (tokens[k].text in cue_words("regions") or (k > j and tokens[k].text in ("dan", "I", "II", "III"))):
        k += 1
    ministry = k < len(tokens) and (
        tokens[k].text in ("Kemlu", "Kemenlu") or [t.text for t in tokens[k : k + 2]] == ["Kementerian", "Luar"]
    )
    return k if ministry else j


def short_within(tokens: Sequence[Token], j: int, stops: Callable[[int], bool], body: Callable[[int], bool]) -> bool:
    """Whether a short form in brackets stands at `j` between an office and its field: «(Dirjen) Bina Marga»."""
    if j + 3 >= len(tokens) or tokens[j].text != "(" or tokens[j + 2].text != ")" or not office_at(tokens, j + 1):
        return False
    if _field_at(tokens, j + 3):
        return not body(j + 3)
    return is_capital(tokens[j + 3]) and is_common(tokens[j + 3].text) and not stops(j + 3)


def short_field(tokens: Sequence[Token], j: int, body: Callable[[int], bool]) -> bool:
    """Whether one word at `j` is short for what the office is for, not its holder's name: «Dirjen Dukcapil meminta …»."""
    if j + 1 >= len(tokens) or not is_capital(tokens[j]) or body(j) or tokens[j].text in given_names():
        return False
    return not is_capital(tokens[j + 1]) or body(j + 1)


@cache
def _fields() -> frozenset[str]:
    """Words of what offices and ministries are for: «Komunikasi», «Agraria», «Perekonomian»."""
    with (data_dir() / "gazetteers" / "ministries.csv").open(encoding="utf-8", newline="") as file:
        names = [w for row in csv.DictReader(file) for w in row["name"].replace("/", " ").replace(",", " ").split()]
    with (data_dir() / "gazetteers" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        listed = (row["name"] for row in csv.DictReader(file))
        names += [w for name in listed if name.startswith("Direktorat Jenderal ") for w in name.replace(",", " ").split()[2:]]
    return cue_words("fields") | {w for w in names if w[0].isupper() and len(w) > 3 and w not in ("Kementerian", "Indonesia")}


def _field(word: str) -> bool:
    return is_common(word) or word in _fields()


def _field_at(tokens: Sequence[Token], j: int) -> bool:
    return j < len(tokens) and is_capital(tokens[j]) and tokens[j].text in _fields()


def unit_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a body or unit with a name of its own begins at `j`: «Kepala Dinas Sosial», «Dekan Fakultas Hukum»."""
    head = head_at(tokens, j)
    if head is None or of_title(tokens, j) or (head.kind == "facility" and tokens[j].text in _fields()):
        return False
    if head.kind not in ("unit", "body") and not (head.kind == "facility" and head.words[0] != "Kantor"):
        return False
    k = j + len(head.words)
    if k < len(tokens) and tokens[k].text == "," and head.kind == "unit" and len(head.words) > 1:
        k += 1  # «Kepala Pusat Riset, Inovasi dan …»
    return k < len(tokens) and (is_capital(tokens[k]) or tokens[k].text == "(")


def _house_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a mission or company begins at `j`: «Atase Kehutanan Kedutaan Besar …», «Direktur Utama PT …»."""
    head = head_at(tokens, j)
    return tokens[j].text in ("PT", "CV") or (head is not None and head.cls == KG.DiplomaticMission)


def _abbreviated(tokens: Sequence[Token], j: int, end: int, office: Office) -> bool:
    """Whether the capitals at `j` abbreviate a field of the office («Bidang SDM»), not a body."""
    text = tokens[j].text
    if not text.isupper() or len(text) < 2 or text[1] == ".":
        return False
    return j > end or office.takes == "none" or tokens[j - 1].text in ("Bidang", "Urusan")


def body_ahead(tokens: Sequence[Token], j: int, body: Callable[[int], bool]) -> int:
    """Index of a known body that a run of capitalised words from `j` leads to, or 0; the words between are the office's field."""
    if j < len(tokens) and tokens[j - 1].text == "Ketua" and tokens[j].text.isupper() and len(tokens[j].text) > 2 and not body(j):
        return 0  # «Ketua LPI PB PGRI»
    for k in range(j, min(j + 5, len(tokens))):
        if rank_at(tokens, k) and ((other := office_at(tokens, k - 1)) is None or len(other.words) == 1):
            return 0  # «Gubernur Papua Mayjen TNI …», not «Deputi Direktur Jenderal …»
        if body(k) or _house_at(tokens, k):
            return k
        if unit_at(tokens, k):
            return k
        if not is_capital(tokens[k]) or begins_person(tokens, k):
            return 0
    return 0


def of_title(tokens: Sequence[Token], j: int) -> bool:
    """Whether what begins at `j` is a word of titles rather than a body: «Sekretariat», «Kabinet», «Koordinator»."""
    return tokens[j].text.lower() in cue_words("inside titles") or tokens[j].text in cue_words("of titles")


def _series(tokens: Sequence[Token], j: int) -> bool:
    """Whether the comma at `j` parts modifiers of one title: «Pendidikan, Kebudayaan, Riset, dan Teknologi»."""
    k = j
    while k + 1 < len(tokens) and tokens[k].text == ",":
        if tokens[k + 1].text == "dan":
            return True
        if not is_capital(tokens[k + 1]):
            return False
        k += 2
        while k < len(tokens) and k - j < 12 and is_capital(tokens[k]) and _field(tokens[k].text):
            k += 1  # «Sumber Daya Alam, Lingkungan Hidup dan Perubahan Iklim»
    return k < len(tokens) and tokens[k].text in ("dan", "&")
