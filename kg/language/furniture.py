"""Page furniture of the outlets, recognised so that it is never read as news: «Baca juga: …», «Pewarta: …»."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from kg.resources import data_dir

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PREPOSITION = frozenset(
    [
        "di",
        "ke",
        "dari",
        "pada",
        "untuk",
        "dan",
        "atau",
        "dengan",
        "dalam",
        "bagi",
        "oleh",
        "antara",
        "tentang",
        "soal",
        "saat",
        "para",
        "sang",
        "si",
        "yang",
        "agar",
        "hingga",
        "sampai",
        "bukan",
    ]
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a story: the whole span, its place (may be none) and its agency."""

    span: Span
    place: Span | None
    agency: Span


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    raw = tomllib.loads((data_dir() / "cues" / "furniture.toml").read_text(encoding="utf-8"))
    flags = {"tail": re.DOTALL}
    return {k: [re.compile(p, flags.get(k, re.NOFLAG)) for p in v] for k, v in raw.items()}


@cache
def common_words() -> frozenset[str]:
    """Words that the news writes in lower case, so that a capital marks the start of a sentence."""
    return frozenset((data_dir() / "cues" / "common_words.txt").read_text(encoding="utf-8").split())


_NOMINAL = re.compile(r"(?:pe[rmnl]?|ke|peng|peny)[a-z]{3,}an|[a-z]{4,}(?:isasi|ologi|onomi|istik|tivitas|isme|masi)")


def is_common(word: str) -> bool:
    """Whether a word is a common noun or the like, by the list or by its making: «Perkoperasian», «Digitalisasi».

    >>> is_common("Perkoperasian"), is_common("Wibawa")
    (True, False)
    """
    low = word.lower()
    return low in common_words() or (_NOMINAL.fullmatch(low) is not None)


def furniture(text: str) -> list[Span]:
    """The spans of page furniture, sorted, not overlapping.

    >>> t = "Ia hadir. Baca juga: Menteri tiba di Jepang Dalam acara itu ia berpidato. Pewarta: Ani"
    >>> [t[s.begin:s.end] for s in furniture(t)]
    ['Baca juga: Menteri tiba di Jepang ', 'Pewarta: Ani']
    """
    spans: list[Span] = []
    stop = len(text)
    for p in _patterns()["tail"]:
        if m := p.search(text):
            stop = min(stop, m.start())
    if stop < len(text):
        spans.append(Span(stop, len(text)))
    head = dateline(text)
    if head is not None and text[: head.span.begin].strip():
        spans.append(Span(0, head.span.begin))
    for kind in ("line", "byline"):
        spans += [Span(m.start(), m.end()) for p in _patterns()[kind] for m in p.finditer(text, 0, stop)]
    starts = sorted((m.start(), m.end()) for p in _patterns()["reference"] for m in p.finditer(text, 0, stop))
    for i, (a, b) in enumerate(starts):
        limit = min([stop] + [s for s, _ in starts[i + 1 : i + 2]] + ([n] if (n := text.find("\n", b)) >= 0 else []))
        spans.append(Span(a, _headline_end(text, b, limit)))
    merged: list[Span] = []
    for s in sorted(spans):
        if merged and s.begin < merged[-1].end:
            merged[-1] = Span(merged[-1].begin, max(merged[-1].end, s.end))
        else:
            merged.append(s)
    return merged


def _headline_end(text: str, begin: int, limit: int) -> int:
    """Where the headline that begins at `begin` ends and the news goes on, at `limit` at the latest.

    Headlines are printed without a full stop, so the news goes on at a capitalised common word: «… di Jepang Dalam acara».
    """
    words = [(m.group(), m.start()) for m in _WORD.finditer(text, begin, limit)]
    common = common_words()
    if not re.search(r"[.!?][\"”]?\s", text[begin:limit]) and limit - begin < 200:
        return limit
    reported = _speaker_at(text, words)
    for i in range(3, len(words) - 1):
        word, at = words[i]
        before, after = words[i - 1][0], words[i + 1][0]
        if i == reported:
            return at
        if not word[0].isupper() or before.lower() in _PREPOSITION or before.endswith(":"):
            continue
        gap = text[words[i - 1][1] + len(before) : at]
        if "“" in gap or '"' in gap or "." in gap:
            return at - (len(gap) - len(gap.lstrip())) if "." not in gap else at
        if gap.strip(" 0123456789/-"):
            continue
        repeats = before[0].isupper() and any(words[j][0] == word and words[j + 1][0] == after for j in range(i - 1))
        if (
            repeats
            or word in _ALWAYS
            or (
                (word.lower() in common or word.lower() in _OPENERS)
                and (
                    after[0].islower()
                    or text[at + len(word) :][1:2].isdigit()
                    or (before[0].islower() and word.lower() in _OPENERS)
                )
            )
        ):
            return at
    return limit


def _speaker_at(text: str, words: list[tuple[str, int]]) -> int:
    """Index of the word at which a speaker begins after a headline, or 0: «… di Jepang Kepala Bappenas Ani mengatakan».

    The speaker stands right before a verb of saying, which headlines cut short («sebut»); a name was met before the headline.
    """
    i = next((i for i in range(4, len(words)) if words[i][0] in _saying()), 0)
    if not i or re.search('[.“”"]', text[words[0][1] : words[i][1]]):
        return 0
    i -= words[i - 1][0] in ("juga", "pun", "lagi", "kemudian", "kembali")
    j = i - 1
    while j > 2 and (words[j][0][0].isupper() or words[j][0] in _PREPOSITION):
        j -= 1
    run = [k for k in range(j + 1, i) if words[k][0][0].isupper() and words[k - 1][0] not in _PREPOSITION]
    for leads in (_ALWAYS | {"Ia", "Dia", "Mereka", "Kami"}, _LEADERS):
        for k in run:
            if words[k][0] in leads:
                return k
    for k in run:
        if text.find(" ".join(word for word, _ in words[k:i]), 0, words[0][1]) >= 0:
            return k
    alone = run and j > 2 and run == list(range(j + 1, i)) and len(run) <= 4 and "," not in text[words[j][1] : words[j + 1][1]]
    return j + 1 if alone else 0


@cache
def _saying() -> frozenset[str]:
    """Verbs that report and that headlines do not use in full: «mengatakan», «menilai»."""
    with (data_dir() / "cues" / "speech.csv").open(encoding="utf-8", newline="") as file:
        forms = [row["form"] for row in csv.DictReader(file) if row["kind"] == "before"]
    return frozenset(f for f in forms if f.startswith("me") and f.endswith(("kan", "nyebut", "nilai", "yakini", "imbau")))


_LEADERS = frozenset(
    [
        *(
            "Kepala",
            "Ketua",
            "Wakil",
            "Direktur",
            "Dirjen",
            "Deputi",
            "Sekretaris",
            "Anggota",
            "Manajer",
            "Koordinator",
            "Asisten",
        ),
        *(
            "Menteri",
            "Gubernur",
            "Bupati",
            "Wali",
            "Presiden",
            "Duta",
            "Dubes",
            "Rektor",
            "Dekan",
            "Juru",
            "Pelaksana",
            "Penjabat",
        ),
        *("Komandan", "Kapolres", "Kapolda", "Kapolsek", "Plt", "Pj"),
    ]
)
_ALWAYS = frozenset(
    ["Menurut", "Sementara", "Sebelumnya", "Adapun", "Namun", "Selain", "Lebih", "Selanjutnya", "Kemudian", "Kendati"]
)
_OPENERS = frozenset(
    [
        "dalam",
        "pada",
        "untuk",
        "selain",
        "menurut",
        "sementara",
        "ia",
        "dia",
        "kami",
        "mereka",
        "sebelumnya",
        "oleh",
        "terkait",
        "adapun",
        "namun",
        "saat",
        "ketika",
        "hal",
        "itu",
        "ini",
        "para",
        "sebagai",
        "setelah",
        "dengan",
        "di",
    ]
)


_GLUED = re.compile(r"[a-z][A-Z]")
_CREDIT = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,4})(?:,? [A-Z][a-z]+){0,3},? \(ANTARA(?: ?/ ?\w+)?\) ?[-–]")
_PREAMBLE = 600  # code points; a pull quote may stand before the dateline


def _late(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """A dateline after a pull quote that was printed in front of the story without a break: «… kita aturJakarta (ANTARA) - …»."""
    found = _CREDIT.search(text, 0, _PREAMBLE)
    return pattern.match(text, found.start()) if found else None


def bylines(text: str) -> list[Span]:
    """Spans of newsroom codes such as «(T.L007)»."""
    return sorted(Span(m.start(), m.end()) for p in _patterns()["byline"] for m in p.finditer(text))


def dateline(text: str) -> Dateline | None:
    """The dateline at the head of the text, if there is one.

    >>> d = dateline("Yogyakarta, (Antara) - Menteri tiba.")
    >>> d.place, d.agency
    (Span(begin=0, end=10), Span(begin=13, end=19))
    """
    start = len(text) - len(text.lstrip())
    for p in _patterns()["dateline"]:
        m = p.match(text, start)
        if m is not None and m.group("place") and _GLUED.search(m.group("place")):
            m = None  # the end of a short pull quote, not a place
        if m := m or _late(text, p):
            named = m.group("place") or ""
            place = Span(m.start("place"), m.start("place") + len(named.partition(",")[0])) if named else None
            return Dateline(Span(m.start(), m.end()), place, Span(*m.span("agency")))
    return None
