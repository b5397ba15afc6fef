"""Where the name that a word begins ends because another thing does: «Kepala Dinas Sosial | Ani», «Pasar A dan | Pasar B»."""

from __future__ import annotations

from kg.language.commons import is_common
from kg.mentions.cues import cue_words
from kg.mentions.heads import Head, head_at, is_capital
from kg.mentions.offices import ends_title, office_at, rank_at
from kg.mentions.people import begins_person
from kg.mentions.scan import Scan
from kg.ontology import KG, ORG, is_a


def _named_after(scan: Scan, head: Head, i: int, start: int, j: int) -> bool:
    """Whether a rank at `j` begins the person whom a house is named after, since all before it are common words."""
    place = i > 0 and scan.tokens[i - 1].text in ("di", "ke", "dari")
    named = head.kind == "facility" and head.words != ("Kantor",) and place and start < j
    return named and rank_at(scan.tokens, j) is not None and all(is_common(t.text) for t in scan.tokens[start:j])


def begins_other(scan: Scan, head: Head, i: int, start: int, j: int) -> bool:
    """Whether another thing begins at `j` in the name that `head` begins at `i`, whose own words begin at `start`."""
    t = scan.tokens
    if _named_after(scan, head, i, start, j):
        return False  # «di Padepokan Voli Jenderal Kunarto»
    if (
        rank_at(scan.tokens, j)
        or balinese_at(scan, j)
        or _hospital_joined(scan, j)
        or (j > start and scan.after_title == i and _degree(scan, j) and head.kind != "facility")
    ):
        return True
    if j in scan.named_by_tail and head.kind in ("unit", "body"):
        return True
    surname = t[j].text in cue_words("forms of address and surnames") and j + 1 < len(t) and is_capital(t[j + 1])
    named = scan.people.get(j, (0, 0.0))[1] > 0.5 or surname
    if head.kind == "facility" and named and ends_title(t, j):
        return True  # «Kantor Perdana Menteri Zhou Wenli»
    if t[j].text in cue_words("areas") and head.kind in ("body", "unit") and _in_area(scan, i, j):
        return True  # «Pemerintah Kabupaten Ende Provinsi NTT»
    if scan.after_title == i and t[j - 1].text not in head.words and _person_after_field(scan, head, j):
        return True
    if (
        j in scan.people
        and scan.people[j][1] > 0.5
        and head.kind in ("body", "unit")
        and not ((head.cls == KG.DiplomaticMission or head.words[0] in cue_words("never unnamed")) and j == start)
    ):
        return True
    if scan.after_title == i and head.kind == "unit" and j == start + 1 and _unknown_after_short(scan, j):
        return True
    after_title = scan.after_title == i or (head.kind == "facility" and scan.people.get(j, (0, 0.0))[1] > 0.5)
    if after_title and head.kind in ("body", "unit", "facility") and _person_after_area(scan, start, j):
        return True
    inner = head_at(scan.tokens, j)
    if inner and inner.kind == head.kind == "facility" and t[j - 1].text in ("dan", "&"):
        return True  # «Pasar Kembang dan Pasar Baru»
    if j == start and head.words[:2] == ("Unit", "Pelaksana"):
        return False  # «Unit Pelaksana Teknis Pusat Batik …»
    joined = inner and inner.words == ("Organisasi",) and scan.tokens[j - 1].text == "dan"  # «Biro Umum dan Organisasi»
    if inner and inner.kind in ("body", "unit") and j > i and head.kind in ("body", "unit") and not joined:
        return True
    if (
        inner
        and inner.kind == "place"
        and head.kind in ("facility", "place")
        and not (j == start and head.kind == "facility")  # «RSUD Kota Bogor»
        and scan.tokens[j].text in cue_words("areas")
        and scan.tokens[j - 1].text not in ("Wali", "Balai")
    ):
        return True
    office = office_at(scan.tokens, j)
    if (
        office is not None
        and (office.heads or office.role)
        and is_capital(scan.tokens[j])
        and head.kind not in ("facility",)
        and scan.tokens[j].text not in ("Wilayah", "Bidang")
        and not (head.kind == "unit" and scan.tokens[j].text == "Humas")  # «Biro Humas dan Protokol»
        and not (j == start and head.kind == "body" and head.cls == ORG.FormalOrganization)  # «Forum Komunikasi Guru …»
    ):
        return True
    if j in scan.bodies and head.kind == "unit" and j > i and scan.bodies[j][1] > 0.5:
        return True
    if j in scan.known:
        entry = scan.known[j][1]
        if head.kind == "unit" and is_a(entry.cls, ORG.Organization):
            return True
        if head.kind == "place" and is_a(entry.cls, ORG.Organization):
            return True
    return False


def _in_area(scan: Scan, i: int, j: int) -> bool:
    """Whether a body's name has named its area before `j`: «Dinas Pariwisata Kabupaten Ende Provinsi …»."""
    return scan.tokens[j - 1].text != "/" and any(scan.tokens[k].text in cue_words("areas") for k in range(i, j - 1))


def _person_after_field(scan: Scan, head: Head, j: int) -> bool:
    """Whether an unlisted person follows a unit's field at `j`: «Anggota Pokja Reformasi Hukum Bivia Susanto»."""
    t = scan.tokens
    if (
        head.words[0] not in cue_words("heads of fields")
        or not is_common(t[j - 1].text)
        or t[j - 1].text in cue_words("areas")
        or j + 1 >= len(t)
    ):
        return False
    return all(
        is_capital(t[k]) and not t[k].text.isupper() and not is_common(t[k].text) and k not in scan.known for k in (j, j + 1)
    ) and not (j + 2 < len(t) and (is_capital(t[j + 2]) or t[j + 2].text in ("(", ",")))


def balinese_at(scan: Scan, j: int) -> bool:
    """Whether a Balinese name begins at `j`: «Desa Kutuh I Nyoman …»."""
    return scan.tokens[j].text in ("I", "Ni") and begins_person(scan.tokens, j)


def _hospital_joined(scan: Scan, j: int) -> bool:
    """Whether a hospital after «dan» begins at `j`: «Dinas Kesehatan dan Rumah Sakit Umum Daerah …»."""
    head = head_at(scan.tokens, j)
    return head is not None and head.words[0] in cue_words("hospitals") and scan.tokens[j - 1].text == "dan"


def _degree(scan: Scan, j: int) -> bool:
    """Whether an academic title begins at `j`: «Rektor Universitas X Prof. Dr. Ani»."""
    return scan.tokens[j].text.lower().rstrip(".") in cue_words("degrees")


def _unknown_after_short(scan: Scan, j: int) -> bool:
    """Whether an unknown word after a short form begins at `j`, which is a person: «Kepala Dinas PUPR Hasudung …»."""
    word, short = scan.tokens[j].text, scan.tokens[j - 1].text
    named = word[0].isupper() and not word.isupper() and not is_common(word) and head_at(scan.tokens, j) is None
    return named and j not in scan.known and short.isupper() and len(short) > 2


def _person_after_area(scan: Scan, start: int, j: int) -> bool:
    """Whether an area in a body's name ends at `j` and an unknown word follows: «Kepala Kejaksaan Negeri Ngada Ade …»."""
    local = (KG.Province, KG.Regency, KG.City, KG.Place)
    return (
        j not in scan.known
        and is_capital(scan.tokens[j])
        and (not is_common(scan.tokens[j].text) or j in scan.people)
        and head_at(scan.tokens, j) is None
        and any(k >= start and end == j and entry.cls in local for k, (end, entry) in scan.known.items())
    )
