"""Bodies and places that a word of their name gives away: «Balai Besar Batik», «Keio University», «Pemerintah Indonesia»."""

from __future__ import annotations

from kg.language.furniture import is_common
from kg.mentions.cues import cue_words
from kg.mentions.gazetteer import Entry
from kg.mentions.heads import head_at, is_capital, name_end, tails
from kg.mentions.scan import Scan
from kg.mentions.titles import ends_title, office_at, rank_at
from kg.model import Mention
from kg.ontology import KG, ORG, is_a

_HALLS = frozenset({"Convention", "Exhibition", "Expo", "Conference", "Shopping", "Sports"})  # before «Center»: a place to go to


def _english(scan: Scan, k: int) -> bool:
    return is_capital(scan.tokens[k]) and not is_common(scan.tokens[k].text)


def _english_pair(scan: Scan, k: int) -> bool:
    """Whether a small English word at `k` joins two capitals of a name: «Convention and Exhibition Center»."""
    return scan.tokens[k].text in ("and", "of", "&") and _english(scan, k - 1)


def _counted(scan: Scan, j: int) -> bool:
    """Whether an edition or purpose follows at `j`, so that a forum is a meeting: «Belt and Road Forum (BRF) ke-3»."""
    rest = [t.text for t in scan.tokens[j : j + 4]]
    if rest[:1] == ["("] and rest[2:3] == [")"]:
        rest = rest[3:]
    return bool(rest) and (rest[0].startswith("ke-") or rest[0] == "for")


def _goes_on(scan: Scan, j: int) -> bool:
    """Whether a name may go on at `j`: a capital where the tagger sees nobody and the gazetteer nothing."""
    return j < len(scan.tokens) and is_capital(scan.tokens[j]) and j not in scan.people and j not in scan.known


def mark_tails(scan: Scan) -> None:
    """Names that end in a word that says what they are: «Keio University», «Wahid Foundation»."""
    last = 0
    for i, token in enumerate(scan.tokens):
        cls = tails().get(token.text)
        if cls is None or i == 0 or not is_capital(scan.tokens[i - 1]) or (token.text == "Forum" and _counted(scan, i + 1)):
            continue
        if token.text in ("Center", "Centre") and scan.tokens[i - 1].text in _HALLS:
            cls = KG.Facility
        a = i
        while a > last and i - a < 7 and (_english(scan, a - 1) or (a - 2 > last and _english_pair(scan, a - 1))):
            if (
                head_at(scan.tokens, a - 1)
                or office_at(scan.tokens, a - 1)
                or (a - 1 in scan.known and scan.known[a - 1][1].cls == KG.Country and a < i)
            ):
                break
            a -= 1
        if a == i or (_goes_on(scan, i + 1) and not ends_title(scan.tokens, a)):
            continue
        last = i + 1
        for kind in (scan.people, scan.bodies, scan.places):
            for k in [k for k, (end, _) in kind.items() if k <= i and end > a]:
                end, sure = kind[k]
                if kind is scan.people and end > i + 1 and ends_title(scan.tokens, a):
                    kind[i + 1] = (end, sure)  # «Direktur Jakarta Convention Center Ani Lestari»
                if k < a:
                    kind[k] = (a, sure)
                else:
                    del kind[k]
        scan.named_by_tail[a] = (i + 1, cls)


def find_country(scan: Scan, i: int) -> int:
    """«Pemerintah Indonesia», «Otoritas Malaysia»: the country."""
    if scan.tokens[i].text in cue_words("before countries") and i + 1 in scan.known and scan.known[i + 1][1].cls == KG.Country:
        end, entry = scan.known[i + 1]
        return scan.add(i, end, KG.Country, entry.key, "head")
    return i


def find_tail(scan: Scan, i: int) -> int:
    if i in scan.named_by_tail and not (i in scan.known and scan.known[i][0] >= scan.named_by_tail[i][0]):
        end, cls = scan.named_by_tail[i]
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
    if head is None or (head.words[0] in cue_words("surnames") and i in scan.people and scan.people[i][1] > 0.5):
        return i
    nested: list[tuple[int, int, Entry]] = []
    start = i + len(head.words)
    t = scan.tokens
    if start + 3 < len(t) and t[start].text == "(" and t[start + 2].text == ")" and is_capital(t[start + 3]):
        start += 3  # «Pemerintah Kabupaten (Pemkab) Samosir»
    known_end = scan.known[i][0] if i in scan.known else 0

    def stops(j: int) -> bool:
        if rank_at(scan.tokens, j) or (j > start and scan.after_title == i and _degree(scan, j) and head.kind != "facility"):
            return True
        if j in scan.named_by_tail and head.kind in ("unit", "body"):
            return True
        if (
            j in scan.people
            and scan.people[j][1] > 0.5
            and head.kind in ("body", "unit")
            and not (head.cls == KG.DiplomaticMission and j == start)
        ):
            return True
        after_title = scan.after_title == i or (head.kind == "facility" and scan.people.get(j, (0, 0.0))[1] > 0.5)
        if after_title and head.kind in ("body", "unit", "facility") and _person_after_area(scan, start, j):
            return True
        inner = head_at(scan.tokens, j)
        if inner and inner.kind in ("body", "unit") and j > i and head.kind in ("body", "unit"):
            return True
        if (
            inner
            and inner.kind == "place"
            and head.kind in ("facility", "place")
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
        if end in scan.known and scan.body_at(end):  # «Komisi X DPR»
            end = scan.known[end][0]
        elif council and council.kind == "body":  # «Komisi B DPRD Kota Madiun»
            last = name_end(scan.tokens, end, end + len(council.words), council, stops)
            scan.inner.append(Mention(scan.span(end, last), council.cls, None, "head"))
            return scan.add(i, last, KG.GovernmentUnit, None, "head")
    if head.cls == KG.DiplomaticMission and not known_end:
        end = _mission_end(scan, i, start, end)
    parent = scan.known.get(start) if head.kind == "unit" else None
    if parent and end == start and is_a(parent[1].cls, ORG.Organization):  # «Sekretariat ASEAN», «Inspektorat Jenderal Kemenag»
        cls = KG.IntergovernmentalSecretariat if parent[1].cls == KG.IntergovernmentalOrganization else head.cls
        scan.inner.append(Mention(scan.span(start, parent[0]), parent[1].cls, parent[1].key, "gazetteer"))
        return scan.add(i, scan.area_end(parent[0]), cls, None, "head")
    if end <= start and not known_end:
        return i
    if head.kind == "place" and not known_end:
        end = min(end, _place_end(scan, start, end))
    entry = scan.known[i][1] if known_end >= end else None
    end = max(end, known_end)
    if head.kind == "office":
        return i
    for j in range(start, end):
        if j in scan.known and scan.known[j][0] <= end:
            nested.append((j, *scan.known[j]))
        elif j > start and head_at(scan.tokens, j) and head.kind == "facility":
            break
    cls = entry.cls if entry else KG.GovernmentUnit if numbered else head.cls
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


def _degree(scan: Scan, j: int) -> bool:
    """Whether an academic title begins at `j`: «Rektor Universitas X Prof. Dr. Ani»."""
    return scan.tokens[j].text.lower().rstrip(".") in cue_words("degrees")


def _person_after_area(scan: Scan, start: int, j: int) -> bool:
    """Whether an area in a body's name ends at `j` and an unknown word follows: «Kepala Kejaksaan Negeri Ngada Ade …»."""
    local = (KG.Province, KG.Regency, KG.City, KG.Place)
    return (
        j not in scan.known
        and is_capital(scan.tokens[j])
        and not is_common(scan.tokens[j].text)
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
    """The body that a facility is named after: «Kantor Dinas Sosial»."""
    inside = head_at(scan.tokens, start) if start < end else None
    if inside and inside.kind in ("body", "unit"):
        scan.inner.append(Mention(scan.span(start, end), inside.cls, None, "head"))


def _place_end(scan: Scan, start: int, end: int) -> int:
    """A place's name is short: it ends where another known place begins, after three words at the latest."""
    for j in range(start + 1, end):
        if (j in scan.known and is_a(scan.known[j][1].cls, KG.Place)) or scan.tokens[j].text in (
            "Provinsi",
            "Kabupaten",
            "Kota",
            "Kecamatan",
        ):
            return j
    return min(end, start + 3)
