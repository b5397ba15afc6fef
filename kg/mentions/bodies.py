"""Bodies and places that a word of their name gives away: «Balai Besar Batik», «Keio University», «Pemerintah Indonesia»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.commons import is_common
from kg.mentions.cues import cue_words, not_names
from kg.mentions.gazetteer import Entry
from kg.mentions.heads import Head, head_at, is_capital, name_end, tails
from kg.mentions.people import begins_person
from kg.mentions.scan import Scan
from kg.mentions.titles import ends_title, office_at, rank_at
from kg.model import Iri, Mention, Token
from kg.ontology import KG, ORG, is_a

_HALLS = frozenset({"Convention", "Exhibition", "Expo", "Conference", "Shopping", "Sports"})  # before «Center»: a place to go to


_NAMED = frozenset({"Yayasan", "Koperasi", "PT", "CV", "UD", "Klub"})  # never without a name, which may be a person's


def _english(scan: Scan, k: int) -> bool:
    return is_capital(scan.tokens[k]) and not is_common(scan.tokens[k].text)


def _english_pair(scan: Scan, k: int) -> bool:
    """Whether a small English word at `k` joins two capitals of a name: «Convention and Exhibition Center»."""
    return scan.tokens[k].text in ("and", "of", "&") and _english(scan, k - 1)


def _english_of(scan: Scan, j: int) -> bool:
    """Whether an English name goes on at `j` with «of» or «for» and a capital."""
    t = scan.tokens
    return j + 1 < len(t) and t[j].text in ("of", "for") and is_capital(t[j + 1])


def _series_start(scan: Scan, a: int, i: int) -> int:
    """Where a name begins whose fields before «and» a comma parts: «International Science, Technology and Innovation Centre»."""
    t = scan.tokens
    if a > 2 and t[a - 1].text == "," and "and" in (k.text for k in t[a:i]) and _english(scan, a - 2):
        a -= 2
        while a and _english(scan, a - 1):
            a -= 1
    return a


def _counted(scan: Scan, j: int) -> bool:
    """Whether an edition or purpose follows at `j`, so that a forum is a meeting: «Belt and Road Forum (BRF) ke-3»."""
    rest = [t.text for t in scan.tokens[j : j + 4]]
    if rest[:1] == ["("] and rest[2:3] == [")"]:
        rest = rest[3:]
    return bool(rest) and (rest[0].startswith("ke-") or rest[0] == "for")


def _goes_on(scan: Scan, j: int) -> bool:
    """Whether a name may go on at `j`: a capital where the tagger sees nobody and the gazetteer nothing."""
    return j < len(scan.tokens) and is_capital(scan.tokens[j]) and j not in scan.people and j not in scan.known


def _opens(scan: Scan, k: int, i: int) -> bool:
    """Whether only capitals, after a title, stand between `k` and the tail at `i`: «Direktur Utama Nusa Digital Solutions»."""
    return (
        ends_title(scan.tokens, k)
        and all(is_capital(t) for t in scan.tokens[k:i])
        and not all(is_common(t.text) for t in scan.tokens[k:i])
        and not any(j in scan.known and is_a(scan.known[j][1].cls, KG.Country) for j in range(k, i))
        and not any(head_at(scan.tokens, j) or office_at(scan.tokens, j) for j in range(k, i))
    )


def mark_tails(scan: Scan) -> None:
    """Names that end in a word that says what they are: «Keio University», «Wahid Foundation»."""
    last = 0
    for i, token in enumerate(scan.tokens):
        cls = tails().get(token.text) or (KG.Enterprise if token.text in cue_words("tails after titles") else None)
        if i + 1 < len(scan.tokens) and scan.tokens[i + 1].text in cue_words("tails after titles"):
            continue  # «Nusa Food Trading»
        if cls is None or i == 0 or not is_capital(scan.tokens[i - 1]) or (token.text == "Forum" and _counted(scan, i + 1)):
            continue
        if token.text in ("Center", "Centre") and scan.tokens[i - 1].text in _HALLS:
            cls = KG.Facility
        if cls == KG.Place and not any(b <= i < end for b, (end, _) in scan.places.items()):
            continue  # «Higgs Domino Island», a game
        a = i
        while a > last and i - a < 7 and (_english(scan, a - 1) or (a - 2 > last and _english_pair(scan, a - 1))):
            if (
                head_at(scan.tokens, a - 1)
                or office_at(scan.tokens, a - 1)
                or (a - 1 in scan.known and scan.known[a - 1][1].cls == KG.Country and a < i)
            ):
                break
            a -= 1
        a = next((k for k in range(max(last, i - 4), a) if _opens(scan, k, i)), a)
        if a == i or ((token.text not in tails() or _goes_on(scan, i + 1)) and not ends_title(scan.tokens, a)):
            continue
        last = i + 1
        while cls != KG.Facility and _english_of(scan, last):
            last += 2  # «Renmin University of China», «Centre for South-South Cooperation»
            while last < len(scan.tokens) and _english(scan, last) and last not in scan.known and last not in scan.people:
                last += 1
        a = _series_start(scan, a, i) if cls != KG.Facility else a
        _name(scan, a, last, cls)
    _mark_declared(scan)


def _mark_declared(scan: Scan) -> None:
    """Names whose first letters the bracket after them holds, where a body is due: «Direktur Bali Waste Cycle (BWC)»."""
    t = scan.tokens
    for j in range(3, len(t) - 2):
        short = t[j + 1].text
        if t[j].text != "(" or t[j + 2].text != ")" or not short.isupper() or not 2 < len(short) < 7:
            continue
        a = j
        while a and j - a < len(short) + 2 and (is_capital(t[a - 1]) or (t[a - 1].text in ("and", "of", "&") and a < j)):
            a -= 1
            if "".join(k.text[0] for k in t[a:j] if is_capital(k)) == short:
                break
        else:
            continue
        body = ends_title(t, a) or scan.bodies.get(j + 1, (0, 0.0))[1] > 0.5
        listed = any(k < j <= end and is_a(entry.cls, ORG.Organization) for k, (end, entry) in scan.known.items())
        listed = listed or any(end == j for end, _ in scan.named_by_tail.values())
        if body and not listed and head_at(t, a) is None and sum(not is_common(k.text) for k in t[a:j]) > 1:
            _name(scan, a, j, ORG.FormalOrganization)


def _name(scan: Scan, a: int, end: int, cls: Iri) -> None:
    """Note a name at [a, end) and take its words from what the tagger saw."""
    for kind in (scan.people, scan.bodies, scan.places):
        for k in [k for k, (stop, _) in kind.items() if k < end and stop > a]:
            stop, sure = kind[k]
            if kind is scan.people and stop > end and ends_title(scan.tokens, a):
                kind[end] = (stop, sure)  # «Direktur Jakarta Convention Center Ani Lestari»
            if k < a:
                kind[k] = (a, sure)
            else:
                del kind[k]
    scan.named_by_tail[a] = (end, cls)


def find_country(scan: Scan, i: int) -> int:
    """«Pemerintah Indonesia», «Otoritas Malaysia»: the country."""
    if scan.tokens[i].text in cue_words("before countries") and i + 1 in scan.known and scan.known[i + 1][1].cls == KG.Country:
        end, entry = scan.known[i + 1]
        return scan.add(i, end, KG.Country, entry.key, "head")
    if scan.tokens[i].text == "Pemerintah" and i + 1 in scan.known and scan.known[i + 1][1].cls in _GOVERNED:
        return scan.add(i, scan.known[i + 1][0], KG.RegionalGovernment, None, "head")  # «Pemerintah NTT»
    return i


_GOVERNED = (KG.Province, KG.Regency, KG.City, KG.Place)


def find_foreign(scan: Scan, i: int) -> int:
    """Another country's body of a name that is listed for this one: «DPR Hungaria», «Bea Cukai Singapura»."""
    if i not in scan.foreign:
        return i
    end, cls = scan.foreign[i]
    return scan.add(i, end, cls, None, "head")


def find_tail(scan: Scan, i: int) -> int:
    if i in scan.named_by_tail and not (i in scan.known and scan.known[i][0] >= scan.named_by_tail[i][0]):
        end, cls = scan.named_by_tail[i]
        if " ".join(k.text for k in scan.tokens[i:end]) in not_names():
            return i  # «Base Transceiver Station»
        return scan.add(i, end, cls, None, "tail")
    return i


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

    def stops(j: int) -> bool:
        if (
            rank_at(scan.tokens, j)
            or _balinese(scan, j)
            or _hospital_joined(scan, j)
            or (j > start and scan.after_title == i and _degree(scan, j) and head.kind != "facility")
        ):
            return True
        if j in scan.named_by_tail and head.kind in ("unit", "body"):
            return True
        named = scan.people.get(j, (0, 0.0))[1] > 0.5 or (t[j].text == "Kang" and j + 1 < len(t) and is_capital(t[j + 1]))
        if head.kind == "facility" and named and ends_title(t, j):
            return True  # «Kantor Perdana Menteri Li Qiang»
        if t[j].text in cue_words("areas") and head.kind in ("body", "unit") and _in_area(scan, i, j):
            return True  # «Pemerintah Kabupaten Ende Provinsi NTT»
        if scan.after_title == i and t[j - 1].text not in head.words and _person_after_field(scan, head, j):
            return True
        if (
            j in scan.people
            and scan.people[j][1] > 0.5
            and head.kind in ("body", "unit")
            and not ((head.cls == KG.DiplomaticMission or head.words[0] in _NAMED) and j == start)
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
        if j == start and head.words[0] == "Unit":
            return False  # «Unit Pelaksana Teknis Pusat Promosi …»
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

    known_end = scan.known[i][0] if i in scan.known else 0
    end = name_end(scan.tokens, i, start, head, stops) if known_end <= start else known_end
    numbered = head.words == ("Komisi",) and start < len(scan.tokens) and set(scan.tokens[start].text) <= set("ABCDEIVX")
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
            return scan.add(i, start, head.cls, None, "head")  # «Departemen Imigrasi»
        alone = head.words[-1] == "Jenderal" and head.kind == "unit" and start < len(t) and t[start].text == "("
        return scan.add(i, start, head.cls, None, "head") if alone else i  # «Inspektorat Jenderal (Itjen) menyatakan»
    if head.kind == "facility" and i and t[i - 1].text in ("sebagai", "menjadi") and all(is_common(k.text) for k in t[start:end]):
        return i  # «pendidikan sebagai Jembatan Pertumbuhan Ekonomi»
    if head.kind == "facility" and not known_end and all(is_common(k.text) for k in t[start:end]) and _shortened(t, end):
        return i  # «Stasiun Pengisian Kendaraan Listrik Umum (SPKLU)»: any of them
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


def _shortened(tokens: Sequence[Token], j: int) -> bool:
    """Whether an abbreviation in brackets stands at `j`."""
    bracket = [t.text for t in tokens[j : j + 3]]
    return bracket[::2] == ["(", ")"] and bracket[1].isupper()


def _past_short(tokens: Sequence[Token], j: int) -> int:
    """Index after a short form in brackets at `j` that stands before a name: «Pemerintah Kabupaten (Pemkab) Samosir»."""
    if j + 3 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")" and is_capital(tokens[j + 3]):
        return j + 3
    return j


def _in_area(scan: Scan, i: int, j: int) -> bool:
    """Whether a body's name has named its area before `j`: «Dinas Pariwisata Kabupaten Ende Provinsi …»."""
    return scan.tokens[j - 1].text != "/" and any(scan.tokens[k].text in cue_words("areas") for k in range(i, j - 1))


_OF_FIELDS = frozenset({"Dinas", "Suku", "Direktorat", "Ditjen", "Biro", "Pokja", "Sekretariat", "Subdirektorat"})


def _person_after_field(scan: Scan, head: Head, j: int) -> bool:
    """Whether an unlisted person follows a unit's field at `j`: «Anggota Pokja Reformasi Hukum Bivia Susanto»."""
    t = scan.tokens
    if head.words[0] not in _OF_FIELDS or not is_common(t[j - 1].text) or t[j - 1].text in cue_words("areas") or j + 1 >= len(t):
        return False
    return all(
        is_capital(t[k]) and not t[k].text.isupper() and not is_common(t[k].text) and k not in scan.known for k in (j, j + 1)
    ) and not (j + 2 < len(t) and (is_capital(t[j + 2]) or t[j + 2].text in ("(", ",")))


def _balinese(scan: Scan, j: int) -> bool:
    """Whether a Balinese name begins at `j`: «Desa Kutuh I Nyoman …»."""
    return scan.tokens[j].text in ("I", "Ni") and begins_person(scan.tokens, j)


def _hospital_joined(scan: Scan, j: int) -> bool:
    """Whether a hospital after «dan» begins at `j`: «Dinas Kesehatan dan Rumah Sakit Umum Daerah …»."""
    head = head_at(scan.tokens, j)
    return head is not None and head.words[0] in ("Rumah", "RSUD", "RSUP", "RS", "Puskesmas") and scan.tokens[j - 1].text == "dan"


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
        if inside and inside.kind in ("body", "unit"):
            scan.inner.append(Mention(scan.span(k, end), inside.cls, None, "head"))
            return


def _place_end(scan: Scan, start: int, end: int) -> int:
    """A place's name is short: it ends where another known place begins, after three words at the latest."""
    for j in range(start + 1, end):
        if j > start and scan.tokens[j - 1].text in cue_words("surnames"):
            continue  # «Desa Wisata Sungai Batang»
        if (
            _balinese(scan, j)
            or (begins_person(scan.tokens, j) and j not in scan.known)
            or (j in scan.known and is_a(scan.known[j][1].cls, KG.Place))
            or scan.tokens[j].text
            in (
                "Provinsi",
                "Kabupaten",
                "Kota",
                "Kecamatan",
            )
        ):
            return j
    return min(end, start + 3)
