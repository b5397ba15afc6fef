"""Bodies and places that a word of their name gives away: «Balai Besar Batik», «Keio University», «Pemerintah Indonesia»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kg.language.commons import is_common
from kg.language.numbers import is_roman
from kg.mentions.borders import balinese_at, begins_other
from kg.mentions.cues import cue_words, not_names
from kg.mentions.gazetteer import Entry
from kg.mentions.heads import Head, head_at, in_brackets, initialled_end, is_capital, name_end
from kg.mentions.offices import office_at
from kg.mentions.people import begins_person
from kg.mentions.scan import Scan
from kg.model import Iri, Mention, Token
from kg.ontology import KG, ORG, is_a


def find_country(scan: Scan, i: int) -> int:
    """«Pemerintah Indonesia», «Otoritas Malaysia»: the country."""
    if scan.tokens[i].text in cue_words("before countries") and i + 1 in scan.known and scan.known[i + 1][1].cls == KG.Country:
        end, entry = scan.known[i + 1]
        return scan.add(i, end, KG.Country, entry.key, "head")
    if scan.tokens[i].text == "Pemerintah" and i + 1 in scan.known and scan.known[i + 1][1].cls in _GOVERNED:
        return scan.add(i, scan.known[i + 1][0], KG.RegionalGovernment, None, "head")  # «Pemerintah Maluku»
    return i


_GOVERNED = (KG.Province, KG.Regency, KG.City, KG.Place)


def find_foreign(scan: Scan, i: int) -> int:
    """Another country's body of a name that is listed for this one: «DPR Hungaria», «Bea Cukai Singapura»."""
    if i not in scan.foreign:
        return i
    end, cls = scan.foreign[i]
    return scan.add(i, end, cls, None, "head")


def find_forum(scan: Scan, i: int) -> int:
    """A forum with its initials, which is a body: «Forum Cipta Karya Indonesia (FCKI)»."""
    forum = scan.tokens[i].text == "Forum" and i not in scan.known and head_at(scan.tokens, i) is None
    end = initialled_end(scan.tokens, i) if forum else 0
    return scan.add(i, end, ORG.FormalOrganization, None, "head") if end else i


def find_head(scan: Scan, i: int) -> int:
    """«Balai Besar Batik», «Komisi B DPRD Kota Madiun», «Kantor OJK Provinsi Bali»: what a head at `i` begins."""
    head = head_at(scan.tokens, i)
    if head is None or _begins_nothing(scan, head, i):
        return i
    t = scan.tokens
    start = _past_short(t, i + len(head.words))
    if head.cls == KG.Enterprise and start + 1 < len(t) and t[start].text == "." and is_capital(t[start + 1]):
        start += 1  # «PT. Rimba Raya»
    stops = partial(begins_other, scan, head, i, start)
    known_end = scan.known[i][0] if i in scan.known else 0
    end = name_end(t, i, start, head, stops) if known_end <= start else known_end
    numbered = head.words == ("Komisi",) and start < len(t) and (is_roman(t[start].text) or t[start].text in "ABCDE")
    if numbered and (start in scan.people or end > start):
        _part_number(scan, start)
        end = start + 1
        council = _council_end(scan, end, stops)
        if council:
            return scan.add(i, council, KG.GovernmentUnit, None, "head")
        end = scan.known[end][0] if end in scan.known and scan.body_at(end) else end  # «Komisi X DPR»
    if head.cls == KG.DiplomaticMission and not known_end:
        end = _mission_end(scan, i, start, end)
    if head.kind == "unit" and end == start and (whole := _with_body_above(scan, head, i, start, stops)):
        return whole
    if end <= start and not known_end:
        return _bare(scan, head, i, start)
    if head.kind == "facility" and _any_of_them(scan, i, start, end):
        return i
    if head.kind == "place" and not known_end:
        end = min(end, _place_end(scan, start, end))
    if head.kind == "facility" and start in scan.known and is_a(scan.known[start][1].cls, ORG.Organization):
        end = max(end, scan.known[start][0])  # «Kantor Kementerian Energi, Pertambangan, dan …»
        end = scan.branch_end(end, scan.known[start][1].cls)  # «Kantor OJK Provinsi Bali»
    entry = scan.known[i][1] if known_end >= end else None
    end = max(end, known_end)
    if head.kind == "office" or " ".join(k.text for k in t[i:end]) in not_names():
        return i  # «Jalan Raya», «Desa Wisata»
    cls = KG.GovernmentUnit if numbered and entry is None else _class(scan, head, i, start, end, entry)
    return _settled(scan, head, i, start, end, entry, cls)


def _begins_nothing(scan: Scan, head: Head, i: int) -> bool:
    """Whether a word at `i` that begins names does not here: «Malang Kota», «Ibu Kota Negara», «Ani Bukit»."""
    if head.words == ("Laut",) and i and scan.tokens[i - 1].text in ("Timur", "Barat"):
        return True  # «84 kilometer Timur Laut Tegal»
    if head.words == ("Mall",) and not _named_first(scan, i):
        return True
    if head.words == ("Kota",) and i:
        if scan.tokens[i - 1].text == "Ibu":
            return True
        last = scan.names[-1] if scan.names and is_capital(scan.tokens[i - 1]) else None
        if last is not None and last.span.end == scan.tokens[i - 1].span.end and is_a(last.cls, KG.Place):
            return True
    return head.words[0] in cue_words("surnames") and i in scan.people and scan.people[i][1] > 0.5


def _named_first(scan: Scan, i: int) -> bool:
    """Whether the name of a mall at `i` follows its noun: no «Cemara Mall Lantai 2», «Mall Lantai 2»."""
    t = scan.tokens
    if i + 1 < len(t) and t[i + 1].text == "Lantai":
        return False
    return not i or not is_capital(t[i - 1]) or (i == 1 and is_common(t[0].text))


def _part_number(scan: Scan, j: int) -> None:
    """Take a number at `j` off the person after it: «Wakil Ketua Komisi X Dede Yusuf»."""
    if j in scan.people:
        last, sure = scan.people.pop(j)
        if last > j + 1:
            scan.people[j + 1] = (last, sure)


def _council_end(scan: Scan, j: int, stops: Callable[[int], bool]) -> int:
    """Index after the council at `j` that a numbered committee is of, noted too: «Komisi B DPRD Kota Madiun»; 0 if none."""
    council = head_at(scan.tokens, j) if j < len(scan.tokens) else None
    known = scan.known[j][0] if j in scan.known and scan.body_at(j) else 0
    if council is None or council.kind != "body" or j + len(council.words) < known:
        return 0
    end = name_end(scan.tokens, j, _past_short(scan.tokens, j + len(council.words)), council, stops)
    scan.inner.append(Mention(scan.span(j, end), council.cls, None, "head"))
    return end


def _with_body_above(scan: Scan, head: Head, i: int, start: int, stops: Callable[[int], bool]) -> int:
    """Index after a unit that only its body names: «Sekretariat ASEAN», «Satreskrim Polres Klaten»; 0 if none."""
    if start in scan.known and is_a(scan.known[start][1].cls, ORG.Organization):
        end, entry = scan.known[start]
        cls = KG.IntergovernmentalSecretariat if entry.cls == KG.IntergovernmentalOrganization else head.cls
        scan.inner.append(Mention(scan.span(start, end), entry.cls, entry.key, "gazetteer"))
        return scan.add(i, scan.area_end(end), cls, None, "head")
    above = head_at(scan.tokens, start) if i not in scan.known and start < len(scan.tokens) else None
    if above is None or above.kind != "body":
        return 0
    end = name_end(scan.tokens, start, start + len(above.words), above, stops)
    if end == start + len(above.words):
        return 0
    scan.inner.append(Mention(scan.span(start, end), above.cls, None, "head"))
    return scan.add(i, end, head.cls, None, "head")


def _bare(scan: Scan, head: Head, i: int, start: int) -> int:
    """Index after a head that is a name without more words: «Departemen Perikanan», «Inspektorat Jenderal (Itjen)»; else `i`."""
    department = head.words[0] == "Departemen" and start > i + 1
    short = start < len(scan.tokens) and scan.tokens[start].text == "("
    alone = department or (head.words[-1] == "Jenderal" and head.kind == "unit" and short)
    return scan.add(i, start, head.cls, None, "head") if alone else i


def _any_of_them(scan: Scan, i: int, start: int, end: int) -> bool:
    """Whether common words name no one house: «sebagai Jembatan Persaudaraan Bangsa», «Stasiun Pengisian Daya (SPD)»."""
    t = scan.tokens
    if not all(is_common(k.text) for k in t[start:end]):
        return False
    return bool(i and t[i - 1].text in ("sebagai", "menjadi")) or (i not in scan.known and in_brackets(t, end).isupper())


def _class(scan: Scan, head: Head, i: int, start: int, end: int, entry: Entry | None) -> Iri:
    """The class of the name [i, end) with its own words from `start`, as far as it is not one of a committee."""
    own = scan.tokens[start:end]
    if head.words == ("Kantor",) and scan.after_title == i and own and office_at(scan.tokens, start):
        return KG.GovernmentBody  # «Direktur Kantor Perdana Menteri»
    if head.words == ("Teater",) and end < len(scan.tokens) and scan.tokens[end].text in cue_words("troupes do"):
        return ORG.FormalOrganization  # «Teater Cemara mementaskan …»
    if head.words == ("Departemen",) and own and own[0].text in cue_words("departments") and not _of_country(scan, end):
        return ORG.OrganizationalUnit  # «Departemen Psikologi», no ministry
    if head.words == ("Badan",) and entry is None and _regional(own):
        return KG.GovernmentUnit  # «Badan Penanggulangan Bencana Daerah»
    return entry.cls if entry else head.cls


def _of_country(scan: Scan, end: int) -> bool:
    """Whether a country is the last word before `end` or stands there: «Departemen Komunikasi Singapura»."""
    return any(entry.cls == KG.Country and begin <= end <= last for begin, (last, entry) in scan.known.items())


def _regional(own: Sequence[Token]) -> bool:
    """Whether a board's own words say that it is a region's: no «Badan Pengelola Daerah Aliran Sungai»."""
    text = " ".join(k.text for k in own)
    return "Daerah" in text.split() and not any(area in text for area in cue_words("kinds of daerah"))


def _settled(scan: Scan, head: Head, i: int, start: int, end: int, entry: Entry | None, cls: Iri) -> int:
    """Index after the name [i, end), which is added with the bodies inside it."""
    nested = _nested(scan, head, start, end)
    word = scan.tokens[i].text
    if word in cue_words("panels") and nested and nested[-1][1] == end and is_a(nested[-1][2].cls, ORG.Organization):
        a, b, inside = nested[-1]
        cls = KG.GovernmentUnit if word == "Komisi" else ORG.OrganizationalUnit
        scan.inner.append(Mention(scan.span(a, b), inside.cls, inside.key, "gazetteer"))
    if word == "Kementerian" and i in scan.known and scan.known[i][0] < end:
        end, entry = scan.known[i]
        cls = entry.cls
    if end < len(scan.tokens) and word in cue_words("faculties") and end in scan.known:
        whole, owner = scan.known[end]
        if owner.cls == ORG.FormalOrganization:  # «Fakultas Pertanian UGM»
            scan.inner.append(Mention(scan.span(end, whole), owner.cls, owner.key, "gazetteer"))
            return scan.add(i, whole, cls, None, "head")
    if entry and is_a(cls, ORG.Organization) and scan.branch_end(end, cls) > end:
        cls = KG.GovernmentUnit if is_a(cls, KG.Ministry) else cls  # «Kementerian Agama Kabupaten Tegal»
        return scan.add(i, scan.branch_end(end, cls), cls, None, "head")  # «Perum Bulog Cabang Tegal»
    if head.kind == "facility":
        for a, b, inside in nested:
            if is_a(inside.cls, ORG.Organization) and a == start:
                scan.inner.append(Mention(scan.span(a, b), inside.cls, inside.key, "gazetteer"))
        if not scan.inner:
            _inner_head(scan, start, end)
    return scan.add(i, end, cls, entry.key if entry else None, "gazetteer" if entry else "head")


def _nested(scan: Scan, head: Head, start: int, end: int) -> list[tuple[int, int, Entry]]:
    """The known names inside [start, end); of a facility, only those before another head."""
    nested: list[tuple[int, int, Entry]] = []
    for j in range(start, end):
        if j in scan.known and scan.known[j][0] <= end:
            nested.append((j, *scan.known[j]))
        elif j > start and head_at(scan.tokens, j) and head.kind == "facility":
            break
    return nested


def _past_short(tokens: Sequence[Token], j: int) -> int:
    """Index after a short form in brackets at `j` that stands before a name: «Pemerintah Kabupaten (Pemkab) Samosir»."""
    for end in (j + 3, j + 4):  # «Satuan Lalu Lintas (Kasat Lantas) Polres Samosir»
        if end < len(tokens) and tokens[j].text == "(" and tokens[end - 1].text == ")" and is_capital(tokens[end]):
            return end if end == j + 3 or office_at(tokens, j + 1) else j
    return j


def _mission_end(scan: Scan, i: int, start: int, end: int) -> int:
    """«KBRI Tokyo» ends with its place: a known one, else one word («Kedutaan Besar Republik Indonesia» has none)."""
    for k in range(start, min(end, start + 6)):
        if k in scan.known and is_a(scan.known[k][1].cls, KG.Place) and scan.known[k][1].cls != KG.Country:
            return scan.known[k][0]
    if len(scan.tokens[i].text) <= 5 and scan.tokens[i].text.isupper() and end > start + 1 and start in scan.people:
        return start + 1
    return end


def _inner_head(scan: Scan, start: int, end: int) -> None:
    """The body that a facility is named after or a part of: «Kantor Dinas Sosial», «Aula Universitas Muslim Indonesia»."""
    for k in range(start, end - 1):
        inside = head_at(scan.tokens, k)
        room = scan.tokens[start - 1].text.lower() in cue_words("rooms")  # «Aula Timur Gedung Cemara»
        if inside and (inside.kind in ("body", "unit") or (room and inside.kind == "facility")):
            scan.inner.append(Mention(scan.span(k, end), inside.cls, None, "head"))
            return


def _place_end(scan: Scan, start: int, end: int) -> int:
    """A place's name is short: it ends where another known place begins, after three words at the latest."""
    for j in range(start + 1, end):
        if j > start and scan.tokens[j - 1].text in cue_words("surnames"):
            continue  # «Desa Wisata Bukit Cemara»
        if (
            balinese_at(scan, j)
            or (begins_person(scan.tokens, j) and j not in scan.known)
            or (j in scan.known and is_a(scan.known[j][1].cls, KG.Place))
            or scan.tokens[j].text in cue_words("areas")
        ):
            return j
    return min(end, start + 3)
