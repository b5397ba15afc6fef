"""Bodies and places that the last word of their name gives away: «Keio University», «Wahid Foundation»."""

from __future__ import annotations

from kg.language.commons import is_common
from kg.mentions.cues import cue_words, not_names
from kg.mentions.heads import head_at, in_brackets, is_capital, tails
from kg.mentions.offices import ends_title, office_at
from kg.mentions.people import given_names
from kg.mentions.scan import Scan
from kg.model import Iri
from kg.ontology import KG, ORG, is_a


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
    """Where a name begins whose fields before «and» a comma parts: «International Science, Culture and Research Centre»."""
    t = scan.tokens
    if a > 2 and t[a - 1].text == "," and "and" in (k.text for k in t[a:i]) and _english(scan, a - 2):
        a -= 2
        while a and _english(scan, a - 1):
            a -= 1
    return a


def _counted(scan: Scan, j: int) -> bool:
    """Whether an edition or purpose follows at `j`, so that a forum is a meeting: «Belt and Road Forum (BRF) ke-3»."""
    j += 3 * (in_brackets(scan.tokens, j) != "")
    return j < len(scan.tokens) and (scan.tokens[j].text.startswith("ke-") or scan.tokens[j].text == "for")


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
        if token.text in ("Center", "Centre") and scan.tokens[i - 1].text in cue_words("halls before centers"):
            cls = KG.Facility
        if cls == KG.Place and not any(b <= i < end for b, (end, _) in scan.places.items()):
            continue  # «Garuda Rummy Island», a game
        a = i
        while a > last and i - a < 7 and (_english(scan, a - 1) or (a - 2 > last and _english_pair(scan, a - 1))):
            if scan.tokens[a - 1].text == "PT" and a < i:
                a -= 1  # «PT Rimba Raya Tbk»
                break
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
            last += 2  # «Riverside University of China», «Centre for South-South Cooperation»
            while last < len(scan.tokens) and _english(scan, last) and last not in scan.known and last not in scan.people:
                last += 1
        a = _series_start(scan, a, i) if cls != KG.Facility else a
        _name(scan, a, last, cls)
    _mark_declared(scan)
    _mark_daughters(scan)


def _mark_daughters(scan: Scan) -> None:
    """Firms with the country that they work in: «CEO Melatix Indonesia Ani Wati», «Nusa Italia»."""
    t = scan.tokens
    for k, (end, entry) in list(scan.known.items()):
        more = end < len(t) and is_capital(t[end]) and is_common(t[end].text)  # «Menteri Kabinet Indonesia Maju»
        if entry.cls != KG.Country or t[k].text.isupper() or more:
            continue
        for a in range(max(0, k - 3), k):
            firm = a in scan.known and scan.known[a][0] == k and is_a(scan.known[a][1].cls, KG.Enterprise)
            due = ends_title(t, a) or (t[a - 1].text == "," and ends_title(t, a - 1))
            if firm or (due and all(_strange(scan, j) for j in range(a, k))):
                a -= a > 0 and t[a - 1].text == "PT"  # noqa: PLW2901
                _name(scan, a, end, KG.Enterprise if firm else ORG.FormalOrganization)
                break


def _strange(scan: Scan, j: int) -> bool:
    """Whether a capitalised word at `j` is no common word, no name that is known and none that people bear."""
    text = scan.tokens[j].text
    if not is_capital(scan.tokens[j]) or is_common(text) or j in scan.known or text in given_names() | not_names():
        return False
    if text in cue_words("no body begins"):
        return False  # «pemain Liga Premier Inggris»
    return head_at(scan.tokens, j) is None and office_at(scan.tokens, j) is None


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


def find_tail(scan: Scan, i: int) -> int:
    if i in scan.named_by_tail and not (i in scan.known and scan.known[i][0] >= scan.named_by_tail[i][0]):
        end, cls = scan.named_by_tail[i]
        if " ".join(k.text for k in scan.tokens[i:end]) in not_names():
            return i  # «Coastal Monitoring Station»
        return scan.add(i, end, cls, None, "tail")
    return i
