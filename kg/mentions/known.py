"""Names that the gazetteer or a tagger knows, weighed against each other: «Bupati Sleman Danang Wicaksono», «Kadin Surabaya»."""

from __future__ import annotations

from kg.language.commons import is_common
from kg.language.numbers import is_roman, ordinal
from kg.mentions.cues import cue_words, not_names
from kg.mentions.heads import head_at, in_brackets, no_names
from kg.mentions.offices import honorific_end, office_at
from kg.mentions.people import begins_person, degrees, given_names
from kg.mentions.persons import continues, find_person, named_like_place
from kg.mentions.scan import Scan
from kg.ontology import FOAF, KG, ORG, is_a


def find_known_or_person(scan: Scan, i: int) -> int:
    if i in scan.people:
        end, sure = scan.people[i]
        if i in scan.known:
            known_end, entry = scan.known[i]
            longer = end > known_end
            if longer and is_a(entry.cls, KG.Place) and (scan.takes_place(i) or known_end > i + 1):
                scan.people[known_end] = (end, sure)  # «Wali Kota Madiun Maidi», «Konsul Jenderal RI Johor Bahru Sigit»
                return find_known(scan, i)
            if not (longer and sure > 0.6) and not (end == known_end and is_a(entry.cls, KG.Place) and scan.expects_person(i)):
                return find_known(scan, i)
        return find_person(scan, i, sure=scan.expects_person(i)) or i
    if named_like_place(scan, i):
        end = i + 1
        while end < len(scan.tokens) and continues(scan, end):
            end += 1
        return scan.add(i, end, FOAF.Person, None, "title")
    return find_known(scan, i)


def find_known(scan: Scan, i: int) -> int:
    if i not in scan.known:
        return i
    end, entry = scan.known[i]
    if i and scan.tokens[i - 1].text in cue_words("before brands") and is_a(entry.cls, KG.Enterprise):
        return i  # «mesin jahit Yamaha»
    for a, (b, sure) in scan.people.items():
        if a < i < b and sure > 0.6:
            return i
    # a known name that goes on with capitals is the start of a longer tagged one
    for kind in (scan.bodies, scan.places):
        if i in kind and kind[i][0] > end and kind[i][1] > 0.7 and not _joined(scan, end, kind[i][0]):
            longer = kind[i][0]
            if is_a(entry.cls, ORG.Organization) or kind is scan.bodies:
                cls = entry.cls if is_a(entry.cls, ORG.Organization) and entry.cls != KG.Country else ORG.FormalOrganization
                if all(j not in scan.known for j in range(i + 1, longer)) and cls == ORG.FormalOrganization:
                    return scan.add(i, longer, cls, None, "tagger")
    if is_a(entry.cls, ORG.Organization):
        branch = scan.branch_end(end, entry.cls)
        if branch > end:
            return scan.add(i, branch, entry.cls, None, "head")  # «Kadin Surabaya», «KPU Belu»: a body of its own
        end += end < len(scan.tokens) and scan.tokens[end].text == "Pusat"  # «KPI Pusat»
    if is_a(entry.cls, KG.Place) and entry.cls != KG.Country and end not in scan.known and _quarter(scan, end):
        return scan.add(i, end + 1, KG.Place, None, "head")  # «Sleman Selatan», a part or another place
    return scan.add(i, end, entry.cls, entry.key, "gazetteer")


def _quarter(scan: Scan, j: int) -> bool:
    return j < len(scan.tokens) and scan.tokens[j].text in cue_words("sides")


def _opens_sentence(scan: Scan, j: int) -> bool:
    """Whether a word that is in no name stands at `j`, after a lost full stop: «Ibu Kota Penjabat Gubernur»."""
    return scan.tokens[j].text.lower() in cue_words("never in names")


def _told_person(scan: Scan, i: int, end: int) -> bool:
    """Whether what follows the words [i, end) says that they are a person: «…, S.Psi.», «… selaku Kepala Dinas»."""
    t = scan.tokens
    if (
        end < i + 2
        or end + 1 >= len(t)
        or any(is_common(k.text) or k.text.isupper() or head_at(t, n) for n, k in enumerate(t[i:end], i))
    ):
        return False
    degree = t[end].text == "," and t[end + 1].text.rstrip(".") in degrees()
    return degree or (t[end].text == "selaku" and office_at(t, end + 1) is not None)


def _after_person(scan: Scan, i: int) -> bool:
    """Whether the unlisted name at `i` stands in a list after a person: «Ani Wati, Zulmansyaha, dan Budi Hartanto»."""
    t = scan.tokens
    if i < 2 or t[i - 1].text not in (",", "dan") or i in scan.known or not scan.names:
        return False
    return scan.names[-1].cls == FOAF.Person and scan.names[-1].span.end == t[i - 2].span.end


def _joined(scan: Scan, a: int, b: int) -> bool:
    return any(scan.tokens[k].text in (",", "dan", "(", "/") for k in range(a, b))


def find_tagged(scan: Scan, i: int) -> int:
    if i and scan.tokens[i - 1].text in cue_words("before brands"):
        return i  # «mesin jahit Yamaha»
    for kind, default in ((scan.bodies, ORG.FormalOrganization), (scan.places, KG.Place)):
        if i in kind:
            cls = default
            end, sure = kind[i]
            for j in range(i + 1, end):
                if (
                    scan.tokens[j].text in ("(", ")", ",")
                    or _opens_sentence(scan, j)
                    or honorific_end(scan.tokens, j) > j + 1
                    or (j in scan.known and scan.known[j][0] >= end and kind is scan.places)
                ):
                    end = j
                    break
            words = [scan.tokens[k].text.lower() for k in range(i, end)]
            if words == ["ibu", "kota"] or (kind is scan.bodies and scan.tokens[i].text in not_names()):
                return i
            name = " ".join(t.text for t in scan.tokens[i:end])
            if name in not_names() or not no_names().isdisjoint((name, " ".join(name.split()[:2]))) or is_roman(name):
                return i  # «Kantor Pusat», «XIII»
            if kind is scan.bodies and end > i + 1 and scan.tokens[i].text in cue_words("no body begins"):
                return i  # «Dana Bagi Hasil»
            if kind is scan.bodies and _told_person(scan, i, end):
                return scan.add(i, end, FOAF.Person, None, "title")
            short = end > i + 1 and len(scan.tokens[i].text) > 2 and scan.tokens[i].text.isupper()
            if kind is scan.bodies and short and begins_person(scan.tokens, i + 1):
                scan.people[i + 1] = (end, sure)  # «Ketua FHCI Rina Askandar»
                end = i + 1
            head = head_at(scan.tokens, i) if kind is scan.bodies else None
            shortened = head is not None and in_brackets(scan.tokens, end) != ""
            if kind is scan.bodies and end > i + 1 and all(is_common(w) for w in words) and not shortened:
                return i
            if kind is scan.places and all(is_common(w) for w in words) and [t.text for t in scan.tokens[end : end + 1]] == ["("]:
                return i  # «Ruang Bermain Ramah Anak (RBRA)»: any of them
            if head is not None and head.kind in ("body", "unit") and head.cls != KG.Ministry:
                cls = head.cls  # «Satuan Polisi Pamong Praja (Satpol PP)»
            if kind is scan.bodies and end == i + 2 and words[0] in cue_words("editions") and ordinal(scan.tokens[i + 1].text):
                return i  # «Angkatan III»
            if end == i + 1 and (scan.tokens[i].text in not_names() or head_at(scan.tokens, i) is not None):
                return i
            if sure < (0.62 if kind is scan.bodies else 0.5) or (
                end == i + 1 and (is_common(scan.tokens[i].text) or len(scan.tokens[i].text) < 2)
            ):
                return i
            given = (
                end == i + 1
                and scan.tokens[i].text in given_names()
                and not (i and scan.tokens[i - 1].text.lower() in cue_words("before places"))
            )
            if kind is scan.places and (given or scan.expects_person(i) or (end == i + 1 and _after_person(scan, i))):
                return find_person(scan, i, sure=True) or i
            if kind is scan.bodies and end == i + 1 and scan.tokens[i].text.isupper() and scan.area_end(end) > end:
                end = scan.area_end(end)  # «GPEI Jawa Timur»
            return scan.add(i, end, cls, None, "tagger", sure)
    return i
