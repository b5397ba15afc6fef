"""The areas and countries that offices are of: «Wali Kota Ambon», «Kapolsek Sayung», «Menteri Sumber Daya Air China»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.language.commons import is_common
from kg.mentions.cues import cue_words
from kg.mentions.gazetteer import Entry, Gazetteer
from kg.mentions.heads import head_at, is_capital
from kg.mentions.offices import Office, honorific_end, office_at, rank_at
from kg.mentions.people import given_names
from kg.mentions.scan import Scan
from kg.model import Token
from kg.ontology import KG, ORG, is_a

_AREA_OF = {
    "gubernur": ("Provinsi ", ""),
    "bupati": ("Kabupaten ", ""),
    "wali": ("Kota ", ""),
    "walikota": ("Kota ", ""),
}


def mark_office_areas(
    gazetteer: Gazetteer, tokens: Sequence[Token], known: dict[int, tuple[int, Entry]], day: dt.date | None
) -> None:
    """Set `known` right after offices of an area («Wali Kota Ambon», «Bupati Ende»), and countries («Menteri … Air China»)."""
    for i in range(len(tokens)):
        office = office_at(tokens, i)
        if office is None or not is_capital(tokens[i]):
            continue
        if office.takes == "area":
            _office_area(gazetteer, tokens, i + len(office.words), office, known, day)
        else:
            _office_country(gazetteer, tokens, i + len(office.words), known, day)


def _office_area(
    gazetteer: Gazetteer,
    tokens: Sequence[Token],
    j: int,
    office: Office,
    known: dict[int, tuple[int, Entry]],
    day: dt.date | None,
) -> None:
    kinds = next((v for k, v in _AREA_OF.items() if k in office.words), ("", "Kabupaten ", "Kota "))
    longest = next((k for k in range(j, min(j + 4, len(tokens))) if not is_capital(tokens[k])), min(j + 4, len(tokens)))
    for end in range(longest, j, -1):
        name = " ".join(t.text for t in tokens[j:end])
        for kind in kinds:
            entry = gazetteer.named(kind + name, day)
            if entry is not None and is_a(entry.cls, KG.Place):
                if j in known and (known[j][0] > end or is_a(known[j][1].cls, ORG.Organization)):
                    return
                for a in [a for a, (b, _) in known.items() if a < end and b > j]:
                    del known[a]
                known[j] = (end, entry)
                return


def _office_country(
    gazetteer: Gazetteer, tokens: Sequence[Token], j: int, known: dict[int, tuple[int, Entry]], day: dt.date | None
) -> None:
    """A country after an office's field is not the end of a firm's name: «Sumber Daya Air China»."""
    for k in range(j + 1, min(j + 6, len(tokens))):
        if not is_capital(tokens[k - 1]) and tokens[k - 1].text != "dan":
            return
        if k in known:
            end, entry = known[k]
            last = gazetteer.named(tokens[end - 1].text, day)
            if (
                end == k + 2
                and is_a(entry.cls, ORG.Organization)
                and is_common(tokens[k].text)
                and last is not None
                and last.cls == KG.Country
            ):
                del known[k]
                known[end - 1] = (end, last)
            return


def mark_foreign_bodies(gazetteer: Gazetteer, scan: Scan, day: dt.date | None) -> None:
    """Note state bodies right before another country, which are not the ones listed: «DPR Hungaria», «Bea Cukai Singapura»."""
    for k, (end, entry) in list(scan.known.items()):
        if entry.cls != KG.Country or entry.key == "indonesia":
            continue
        for a in range(max(0, k - 4), k):
            body = gazetteer.named(" ".join(t.text for t in scan.tokens[a:k]), day)
            if (
                body is not None
                and _national(gazetteer, body)
                and not (a and is_capital(scan.tokens[a - 1]) and a in scan.people)
            ):
                scan.foreign[a] = (end, body.cls)
                for kind in (scan.people, scan.places, scan.bodies):
                    for b in [b for b in kind if a <= b < end]:
                        last, sure = kind.pop(b)
                        if last > end and kind is scan.people:
                            kind[end] = (last, sure)
                break


def _national(gazetteer: Gazetteer, body: Entry) -> bool:
    """Whether a body is a state's of which every country has one, and of no country by its entry."""
    return (is_a(body.cls, KG.GovernmentBody) or is_a(body.cls, KG.GovernmentUnit)) and gazetteer.country(body) is None


def mark_small_areas(scan: Scan) -> None:
    """Note unlisted places after «Kapolsek», «Camat» where a rank, a comma or a whole name follows: «Kapolsek Sayung AKP …»."""
    t = scan.tokens
    for i in range(len(t) - 2):
        office = office_at(t, i)
        if office is None or not cue_words("small areas") & set(office.words) or not is_capital(t[i]):
            continue
        begin = i + len(office.words)
        end = _small_area_end(scan, begin)
        if end == begin:
            continue
        rest = next(((b, sure) for a, (b, sure) in scan.people.items() if a < end < b and b > begin), None)
        _claim(scan, begin, end)
        if rest is not None:  # «Camat Sukun Ani Wati»
            scan.people[end] = rest


def _small_area_end(scan: Scan, j: int) -> int:
    """Index after the place at `j`: one word, or up to three before a rank («Kapolsek Bukit Cemara Kompol …»); `j` if none."""
    t = scan.tokens
    if j + 1 >= len(t) or not is_capital(t[j]) or j in scan.known or honorific_end(t, j) > j:
        return j
    for end in range(j + 1, min(j + 4, len(t))):
        if rank_at(t, end):
            return end
        if not is_capital(t[end]):
            break
    if head_at(t, j) or j + 2 >= len(t) or not is_capital(t[j + 2]):
        return j
    whole = is_capital(t[j + 1]) and t[j].text not in given_names()
    if whole and t[j + 1].text not in given_names() and t[j + 2].text in given_names() and honorific_end(t, j + 1) == j + 1:
        return j + 2  # «Kepala Desa Sukasari Barat Rina Hartati»
    return j + 1 if whole or t[j + 1].text == "," or honorific_end(t, j + 1) > j + 1 else j


def mark_listed_areas(scan: Scan) -> None:
    """Note the unlisted places of a list of areas: «Desa A, B dan C, Kecamatan D», «tiga kecamatan, yakni A, B, dan C»."""
    t = scan.tokens
    for i in range(1, len(t) - 3):
        head = head_at(t, i) if is_capital(t[i]) else None
        if head is not None and head.kind == "place" and not is_capital(t[i - 1]):
            begin = _capitals_end(scan, i)
            names, end = _listed(scan, begin) if begin > i + len(head.words) else ([], begin)
            wider = head_at(t, end + 1) if end + 1 < len(t) and t[end].text in (",", "di") else None
            if wider is None or wider.kind != "place" or not is_capital(t[end + 1]):
                names = []
        elif t[i].text in cue_words("kinds of listed areas"):
            begin = next((k + 1 for k in range(i + 1, min(i + 8, len(t))) if t[k].text in cue_words("such as")), 0)
            begin += bool(begin and t[begin : begin + 1] and t[begin].text in (",", ":"))
            first = _capitals_end(scan, begin) if begin else begin
            names, end = _listed(scan, first) if first > begin else ([], first)
            names = [(begin, first), *names] if names else []
        else:
            continue
        for a, b in names:
            _mark(scan, a, b)


def _capitals_end(scan: Scan, i: int) -> int:
    """Index after the capitalised words from `i` on, at most four."""
    end = i
    while end < min(i + 4, len(scan.tokens)) and is_capital(scan.tokens[end]) and scan.tokens[end].text.isalpha():
        end += 1
    return end


def _listed(scan: Scan, i: int) -> tuple[list[tuple[int, int]], int]:
    """The names of «, B, C dan D» from `i` on, with the index after the last; none where no «dan» ends the list."""
    t = scan.tokens
    names: list[tuple[int, int]] = []
    while i + 1 < len(t):
        last = t[i].text in ("dan", "serta") or (t[i].text == "," and t[i + 1].text in ("dan", "serta"))
        begin = i + 1 + (last and t[i].text == ",")
        end = _capitals_end(scan, begin)
        if end == begin or not (last or t[i].text == ","):
            break
        names.append((begin, end))
        i = end
        if last:
            return names, end
    return [], i


def _mark(scan: Scan, a: int, b: int) -> None:
    """Note that the words [a, b) name a place, if nothing is known of them."""
    if any(k in scan.known or head_at(scan.tokens, k) for k in range(a, b)) or honorific_end(scan.tokens, a) > a:
        return
    _claim(scan, a, b)


def _claim(scan: Scan, a: int, b: int) -> None:
    """Note that the words [a, b) name a place, whatever they were taken for."""
    scan.small_areas[a] = b
    for kind in (scan.people, scan.places, scan.bodies):
        for k, (end, _) in list(kind.items()):
            if k < b and end > a:
                del kind[k]
