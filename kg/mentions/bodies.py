"""Bodies and places that a word of their name gives away: «Balai Besar Batik», «Keio University», «Pemerintah Indonesia»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kg.language.commons import is_common
from kg.language.numbers import is_roman
from kg.mentions.borders import balinese_at, begins_other
from kg.mentions.cues import cue_words, not_names
from kg.mentions.gazetteer import Entry
from kg.mentions.heads import head_at, in_brackets, is_capital, name_end
from kg.mentions.people import begins_person
from kg.mentions.scan import Scan
from kg.mentions.titles import office_at
from kg.model import Mention, Token
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


def find_head(scan: Scan, i: int) -> int:
    head = head_at(scan.tokens, i)
    if (
        head is not None
        and head.words == ("Kota",)
        and i
        and is_capital(scan.tokens[i - 1])
        and scan.names
        and (scan.names[-1].span.end == scan.tokens[i - 1].span.end and is_a(scan.names[-1].cls, KG.Place))
    ):
        return i  # «Malang Kota»
    if head is not None and head.words == ("Kota",) and i and scan.tokens[i - 1].text == "Ibu":
        return i  # «Ibu Kota Negara»
    if head is None or (head.words[0] in cue_words("surnames") and i in scan.people and scan.people[i][1] > 0.5):
        return i
    nested: list[tuple[int, int, Entry]] = []
    start = i + len(head.words)
    t = scan.tokens
    start = _past_short(t, start)

    stops = partial(begins_other, scan, head, i, start)
    known_end = scan.known[i][0] if i in scan.known else 0
    end = name_end(scan.tokens, i, start, head, stops) if known_end <= start else known_end
    numbered = head.words == ("Komisi",) and start < len(scan.tokens) and (is_roman(t[start].text) or t[start].text in "ABCDE")
    if numbered and start in scan.people:  # «Wakil Ketua Komisi X Dede Yusuf»
        last, sure = scan.people.pop(start)
        if last > start + 1:
            scan.people[start + 1] = (last, sure)
        end = start + 1
    if numbered and end > start:
        end = start + 1
        council = head_at(scan.tokens, end) if end < len(scan.tokens) else None
        known = scan.known[end][0] if end in scan.known and scan.body_at(end) else 0
        if council and council.kind == "body" and end + len(council.words) >= known:  # «Komisi B DPRD Kota Madiun»
            last = name_end(scan.tokens, end, _past_short(t, end + len(council.words)), council, stops)
            scan.inner.append(Mention(scan.span(end, last), council.cls, None, "head"))
            return scan.add(i, last, KG.GovernmentUnit, None, "head")
        end = known or end  # «Komisi X DPR»
    if head.cls == KG.DiplomaticMission and not known_end:
        end = _mission_end(scan, i, start, end)
    parent = scan.known.get(start) if head.kind == "unit" else None
    if parent and end == start and is_a(parent[1].cls, ORG.Organization):  # «Sekretariat ASEAN», «Inspektorat Jenderal Kemenag»
        cls = KG.IntergovernmentalSecretariat if parent[1].cls == KG.IntergovernmentalOrganization else head.cls
        scan.inner.append(Mention(scan.span(start, parent[0]), parent[1].cls, parent[1].key, "gazetteer"))
        return scan.add(i, scan.area_end(parent[0]), cls, None, "head")
    if end == start and not known_end and head.kind == "unit" and start < len(t) and (above := head_at(t, start)):
        last = name_end(t, start, start + len(above.words), above, stops) if above.kind == "body" else start
        if last > start + len(above.words):  # «Satreskrim Polres Klaten»
            scan.inner.append(Mention(scan.span(start, last), above.cls, None, "head"))
            return scan.add(i, last, head.cls, None, "head")
    if end <= start and not known_end:
        if head.words[0] == "Departemen" and start > i + 1:
            return scan.add(i, start, head.cls, None, "head")  # «Departemen Perikanan»
        alone = head.words[-1] == "Jenderal" and head.kind == "unit" and start < len(t) and t[start].text == "("
        return scan.add(i, start, head.cls, None, "head") if alone else i  # «Inspektorat Jenderal (Itjen) menyatakan»
    if head.kind == "facility" and i and t[i - 1].text in ("sebagai", "menjadi") and all(is_common(k.text) for k in t[start:end]):
        return i  # «musik sebagai Jembatan Persaudaraan Bangsa»
    if (
        head.kind == "facility"
        and not known_end
        and all(is_common(k.text) for k in t[start:end])
        and in_brackets(t, end).isupper()
    ):
        return i  # «Stasiun Pengisian Daya Perahu (SPDP)»: any of them
    if head.kind == "place" and not known_end:
        end = min(end, _place_end(scan, start, end))
    if head.kind == "facility" and start in scan.known and is_a(scan.known[start][1].cls, ORG.Organization):
        end = max(end, scan.known[start][0])  # «Kantor Kementerian Energi, Pertambangan, dan …»
        end = scan.branch_end(end, scan.known[start][1].cls)  # «Kantor OJK Provinsi Bali»
    entry = scan.known[i][1] if known_end >= end else None
    end = max(end, known_end)
    if " ".join(k.text for k in t[i:end]) in not_names():
        return i  # «Jalan Raya», «Desa Wisata»
    if head.kind == "office":
        return i
    for j in range(start, end):
        if j in scan.known and scan.known[j][0] <= end:
            nested.append((j, *scan.known[j]))
        elif j > start and head_at(scan.tokens, j) and head.kind == "facility":
            break
    cls = entry.cls if entry else KG.GovernmentUnit if numbered else head.cls
    if head.words == ("Departemen",) and t[start].text in cue_words("departments"):
        cls = ORG.OrganizationalUnit  # «Departemen Psikologi», no ministry
    if head.words == ("Badan",) and entry is None and any(k.text == "Daerah" for k in t[start:end]):
        cls = KG.GovernmentUnit  # «Badan Penanggulangan Bencana Daerah»
    if head.words == ("Kantor",) and scan.after_title == i and office_at(t, start):
        cls = KG.GovernmentBody  # «Direktur Kantor Perdana Menteri»
    if (
        scan.tokens[i].text in ("Komisi", "Fraksi")
        and nested
        and nested[-1][1] == end
        and is_a(nested[-1][2].cls, ORG.Organization)
    ):
        a, b, inside = nested[-1]
        cls = KG.GovernmentUnit if scan.tokens[i].text == "Komisi" else ORG.OrganizationalUnit
        scan.inner.append(Mention(scan.span(a, b), inside.cls, inside.key, "gazetteer"))
    if scan.tokens[i].text == "Kementerian" and known_end and known_end < end:
        entry, cls = (scan.known[i][1], scan.known[i][1].cls)
        end = known_end
    if end < len(scan.tokens) and scan.tokens[i].text in cue_words("faculties") and end in scan.known:
        whole, owner = scan.known[end]
        if owner.cls == ORG.FormalOrganization:  # «Fakultas Pertanian UGM»
            scan.inner.append(Mention(scan.span(end, whole), owner.cls, owner.key, "gazetteer"))
            return scan.add(i, whole, cls, None, "head")
    if entry and is_a(cls, ORG.Organization) and scan.branch_end(end, cls) > end:
        return scan.add(i, scan.branch_end(end, cls), cls, None, "head")  # «Perum Bulog Cabang Tegal»
    for a, b, inside in nested:
        if is_a(inside.cls, ORG.Organization) and head.kind == "facility" and a == start:
            scan.inner.append(Mention(scan.span(a, b), inside.cls, inside.key, "gazetteer"))
    if head.kind == "facility" and not scan.inner:
        _inner_head(scan, start, end)
    return scan.add(i, end, cls, entry.key if entry else None, "gazetteer" if entry else "head")


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
