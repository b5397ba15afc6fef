"""Where people's names begin and end: «Presiden Singapura Tharman …», «I Ketut Sudarsana», «Budi Santoso (45)»."""

from __future__ import annotations

from kg.language.commons import is_common
from kg.mentions.cues import cue_words, not_names
from kg.mentions.heads import head_at, heads, is_capital
from kg.mentions.offices import ends_title, honorific_end, office_at, rank_at
from kg.mentions.people import balinese, begins_person, degrees, given_names, nicknames
from kg.mentions.scan import Scan
from kg.ontology import FOAF, KG, ORG, is_a

_DEGREE_END = frozenset({",", "(", ")", ".", "-", "–", "—", ":", ";"})


def join_people(scan: Scan) -> None:
    """Give people what was taken for places or bodies: «Maria Goreti», «Ida Bagus», the end of «Bali I Ketut Sudarsana»."""
    for kind in (scan.places, scan.bodies):
        for a, (b, sure) in list(kind.items()):
            end = scan.known[a][0] if a in scan.known else b
            if end < b and begins_person(scan.tokens, end):
                kind[a] = (end, sure)
                scan.people[end] = (b, sure)
    for a, (b, sure) in list(scan.bodies.items()):
        if a not in scan.known and b < len(scan.tokens) and scan.tokens[b].text == "," and _is_degree(scan, b + 1):
            del scan.bodies[a]
            scan.people[a] = (b, sure)  # «Panji Laksana, S.Psi.»
    for a, (b, sure) in list(scan.places.items()):
        if (
            a in scan.known
            or scan.tokens[a].text not in given_names()
            or (a and scan.tokens[a - 1].text.lower() in cue_words("before places"))
        ):
            continue
        if b in scan.people:
            end, more = scan.people.pop(b)
        elif b - a > 1 and all(scan.tokens[k].text in given_names() for k in (a, a + 1)):
            end, more = b, sure
        else:
            continue
        del scan.places[a]
        scan.people[a] = (end, max(sure, more))


def _is_degree(scan: Scan, i: int) -> bool:
    """Whether an academic degree with a period stands at `i`: «S.Psi», in one token or two."""
    return (
        "".join(t.text for t in scan.tokens[i : i + 2]) in degrees()
        or "".join(t.text for t in scan.tokens[i : i + 1]) in degrees()
    )


def trim_people(scan: Scan) -> None:
    """Take titles, and the bodies and places that go with them, off the tagger's people: «Presiden Singapura Tharman …»."""
    for a, (b, sure) in list(scan.people.items()):
        del scan.people[a]
        i = next((end for k, (end, _) in scan.known.items() if k < a < end < b), a)  # «Kabupaten Cilacap Bambang Sukmana»
        placed = False
        while i < b and not placed:
            office = office_at(scan.tokens, i)
            step = max(honorific_end(scan.tokens, i), i + len(office.words) if office else i)
            if (
                step == i
                and i in scan.known
                and scan.known[i][0] <= b
                and (i > a or ends_title(scan.tokens, i) or scan.tokens[i - 1].text in ("untuk", "dan") or _with_area(scan, i, b))
            ):
                cls = scan.known[i][1].cls
                if is_a(cls, ORG.Organization) or cls == KG.Country or (is_a(cls, KG.Place) and (i > a or _area_title(scan, i))):
                    step = scan.known[i][0]
                    placed = is_a(cls, KG.Place) and cls != KG.Country  # one place at most: «Sleman Danang Wicaksono»
            if step == i and i and scan.tokens[i].text in ("Pusat", "Daerah") and _after_body(scan, i):
                step = scan.area_end(i) if i < scan.area_end(i) < b else i + 1  # «(KPI) Pusat Ubaidillah Hasan»
            if step == i and scan.tokens[i].text in cue_words("branches") and scan.area_end(i) > i and scan.area_end(i) <= b:
                step = scan.area_end(i)  # «Cabang Tegal Haryo Sutejo»
            if step == i and scan.tokens[i].text in ("Bidang", "Urusan"):
                step = i + 1  # «MUI Bidang Fatwa Ani Lestari»
                while step < b and is_common(scan.tokens[step].text) and scan.tokens[step].text not in given_names():
                    step += 1
            if step == i:
                break
            i = step
        if i < b:
            while i == a and i and _given(scan, i - 1):
                i -= 1
                a = i  # noqa: PLW2901
            if (
                i
                and len(scan.tokens[i - 1].text) == 1
                and scan.tokens[i - 1].text in "ABCDEFGHJKLMNOPQRSTUWYZ"
                and i - 1 not in scan.known
            ):
                i -= 1  # «M Zahrul Muttaqin»
            scan.people[i] = (b, sure)


def take_particles(scan: Scan) -> None:
    """Give people the words before their name that belong to it: «I Ketut», «Ni Luh», «Anak Agung»."""
    for a, (b, sure) in list(scan.people.items()):
        before = scan.tokens[a - 1].text if a else ""
        if (before in ("I", "Ni") and scan.tokens[a].text in balinese()) or (before == "Anak" and scan.tokens[a].text == "Agung"):
            del scan.people[a]
            scan.people[a - 1] = (b, sure)


def _with_area(scan: Scan, i: int, b: int) -> bool:
    """Whether a known body at `i` and the area after it fill the tokens up to `b`: «Hipmi Sidoarjo»."""
    end, entry = scan.known[i]
    return is_a(entry.cls, ORG.Organization) and end in scan.known and scan.area_end(end) == b


def _after_body(scan: Scan, i: int) -> bool:
    """Whether a known body, with or without its short form in brackets, ends right before `i`."""
    j = i - 3 if i > 3 and scan.tokens[i - 1].text == ")" and scan.tokens[i - 3].text == "(" else i
    return any(end == j and is_a(entry.cls, ORG.Organization) for end, entry in scan.known.values())


def _given(scan: Scan, k: int) -> bool:
    """Whether a given name that the tagger left out stands at `k`: «Ratna» before «Wijayanti Salim»."""
    word = scan.tokens[k].text
    return (
        word in given_names() and k not in scan.known and office_at(scan.tokens, k) is None and honorific_end(scan.tokens, k) == k
    )


def _area_title(scan: Scan, i: int) -> bool:
    for k in range(max(0, i - 4), i):
        office = office_at(scan.tokens, k)
        if office and k + len(office.words) == i:
            return office.takes == "area" or (office.takes in ("body", "country") and scan.tokens[i].text not in given_names())
    return False


def find_aged(scan: Scan, i: int) -> int:
    """«Budi Santoso (45)», «SAL (14 tahun)»: a person with an age."""
    if i in scan.known or office_at(scan.tokens, i) or head_at(scan.tokens, i):
        return i
    j = i
    while j < len(scan.tokens) and j - i < 5 and is_capital(scan.tokens[j]) and scan.tokens[j].text[0].isalpha():
        j += 1
    t = scan.tokens
    if j == i or j + 2 >= len(t) or t[j].text != "(" or not t[j + 1].text.isdecimal() or not 1 <= int(t[j + 1].text) <= 110:
        return i
    close = j + 3 if t[j + 2].text == "tahun" else j + 2
    years = int(t[j + 1].text) > 4 or close == j + 3  # no «Gedung Cemara (2)», one of a list
    if close < len(t) and t[close].text in (")", ",") and years and not _no_person(scan, i, j):
        return scan.add(i, j, FOAF.Person, None, "age")
    return i


def named_like_place(scan: Scan, i: int) -> bool:
    """Whether a place's name at `i` is a given name where a person is due: «Rektor UGM Danang Wicaksono»."""
    return (
        i in scan.known
        and scan.known[i][0] == i + 1
        and is_a(scan.known[i][1].cls, KG.Place)
        and scan.tokens[i].text in given_names()
        and i + 1 < len(scan.tokens)
        and (continues(scan, i + 1) or (is_capital(scan.tokens[i + 1]) and not any(map(is_capital, scan.tokens[i + 2 : i + 3]))))
        and scan.expects_person(i)
        and not scan.takes_place(i)
        and not (scan.known[i][1].cls == KG.Country and scan.after_title == i)  # «Menlu Turki …»
    )


def _short_of_body(scan: Scan, i: int) -> bool:
    """Whether the one word at `i` stands in brackets after a body, whose short form it is: «Dewan Sosial (Desos)»."""
    t = scan.tokens
    if i < 2 or i + 1 >= len(t) or t[i - 1].text != "(" or t[i + 1].text != ")" or not scan.names:
        return False
    last = scan.names[-1]
    return last.span.end == t[i - 2].span.end and is_a(last.cls, ORG.Organization)


def find_person(scan: Scan, i: int, sure: bool = False) -> int:
    """Index after the person's name at `i`, or 0."""
    tokens = scan.tokens
    if i >= len(tokens) or not is_capital(tokens[i]):
        return 0
    tagged_end, probability = scan.people.get(i, (i, 0.0))
    if _is_degree(scan, i) or (tagged_end == i and tokens[i].text in heads() and tokens[i].text not in given_names()):
        return 0  # «Ketua Tim Penilai Kota Sehat …»
    if not sure and tagged_end == i + 1 and _short_of_body(scan, i):
        return 0
    if not sure and (probability < 0.42 or _no_person(scan, i, tagged_end)):
        return 0
    rank = next((k for k in range(i + 1, min(i + 4, len(tokens))) if not is_capital(tokens[k]) or rank_at(tokens, k)), 0)
    if sure and rank and is_capital(tokens[rank]):
        return find_person(scan, honorific_end(tokens, rank), sure)  # «Kepala Zona Barat Laksma Ani Wati»
    last = next((k for k in range(max(i + 1, tagged_end) - 1, i - 1, -1) if _of_firms(tokens[k].text)), -1)
    if last >= 0:
        if tagged_end <= last + 2:
            return 0
        scan.people[last + 1] = (tagged_end, probability)
        return scan.add(i, last + 1, ORG.FormalOrganization, None, "title")  # «CEO Nusa Creative Digital Ani Wati»
    if " ".join(t.text for t in tokens[i:tagged_end]) in not_names() or tokens[i].text.rstrip(".") in degrees():
        return 0
    if rank_at(tokens, i) and tagged_end <= honorific_end(tokens, i):
        return 0  # «Laksamana Muda TNI Budi Hartono»
    head = head_at(tokens, i)
    if head and 1 < tagged_end - i <= len(head.words):
        return 0  # «Satpol PP»
    if tagged_end <= i + 1 and (office_at(tokens, i) or tokens[i].text in not_names() or head or len(tokens[i].text) < 2):
        return 0
    if tagged_end == i + 1 and is_common(tokens[i].text) and tokens[i].text not in given_names():
        return 0
    start = i
    j = i
    while j < tagged_end and (office_at(tokens, j) or honorific_end(tokens, j) > j):
        office = office_at(tokens, j)
        j = max(honorific_end(tokens, j), j + len(office.words) if office else j)
    if tagged_end > j + 1 and tokens[j].text.isupper() and len(tokens[j].text) > 2 and not tokens[j + 1].text.isupper():
        end = scan.known[j + 1][0] if j + 1 in scan.known and scan.known[j + 1][0] < tagged_end else j + 1
        scan.people[end] = (tagged_end, probability)  # «BP3MI Riau Fanny Wahyu»: a body, then a person
        return scan.add(j, end, ORG.FormalOrganization, None, "tagger")
    start = min(j, tagged_end - 1) if tagged_end > i else i
    end = max(tagged_end, start + 1)
    for j in range(start + 1, end):
        if tokens[j].text in _DEGREE_END or tokens[j].text.rstrip(".") in degrees():
            end = j
            break
    lone = i + 1 >= len(tokens) or not is_capital(tokens[i + 1]) or is_common(tokens[i + 1].text)
    if tagged_end == i and ((is_common(tokens[i].text) and lone) or not tokens[i].text[0].isalpha() or i in scan.known):
        return 0
    while end < len(tokens) and (
        continues(scan, end) or (sure and is_capital(tokens[end]) and tokens[end].text in given_names())
    ):
        end += 1
    while end < len(tokens) - 1 and tokens[end].text.lower() in ("bin", "binti") and is_capital(tokens[end + 1]):
        end += 2
    by_title = sure or tagged_end == i
    return scan.add(start, end, FOAF.Person, None, "title" if by_title else "tagger", 1.0 if by_title else probability)


def _of_firms(word: str) -> bool:
    """Whether a word is in firms' names and in nobody's: «Craft», «Promosindo»."""
    return word in cue_words("not in people") or (word.endswith("indo") and len(word) > 7)


def _no_person(scan: Scan, a: int, b: int) -> bool:
    """Whether a word in [a, b) is in no person's name: «Green Craft», «Su-35», an abbreviation where no initials are due."""
    words = [t.text for t in scan.tokens[a:b]]
    if a and scan.tokens[a - 1].text in cue_words("before brands"):
        return True  # «film Laut Biru»
    if any(w in cue_words("not in people") or any(c.isdigit() for c in w) for w in words):
        return True
    if len(words) > 1 or not words[0].isupper() or len(words[0]) < 2 or words[0] in given_names():
        return False
    told = cue_words("known by initials")
    before = scan.tokens[a - 1].text.lower() if a else ""
    after = scan.tokens[b].text.lower() if b < len(scan.tokens) else ""
    aged = after == "(" and scan.tokens[b + 1 : b + 2] != [] and scan.tokens[b + 1].text.isdigit()
    initials = before in told or after in ("selaku", "sebagai")
    if before in ("dan", "serta", ","):  # one of several: «tersangka AB, CD dan EF», no «GPS, KLARAS dan VZTS»
        told |= cue_words("listed by initials")
        initials = initials or any(t.text.lower() in told for t in scan.tokens[:a])
    return not aged and not initials and words[0].lower() not in nicknames()


def continues(scan: Scan, j: int) -> bool:
    token = scan.tokens[j]
    if not is_capital(token) or not token.text[0].isalpha():
        return False
    if j in scan.known and scan.known[j][0] > j + 1:
        return False
    return (
        not is_common(token.text)
        and token.text.rstrip(".") not in degrees()
        and office_at(scan.tokens, j) is None
        and head_at(scan.tokens, j) is None
        and j not in scan.places
        and j not in scan.bodies
        and not (j in scan.known and is_a(scan.known[j][1].cls, KG.Country))
    )
