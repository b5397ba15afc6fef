"""Events, programmes and regulations named by a phrase: «pelatihan care economy bagi lanjut usia», «Program Kartu Prakerja»."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.furniture import is_common
from kg.language.numbers import number, ordinal
from kg.mentions.cues import cue_words
from kg.mentions.heads import head_at, is_capital
from kg.mentions.heads import tails as org_tails
from kg.mentions.titles import office_at
from kg.model import Span, Token
from kg.resources import data_dir

_COMMON_CAPITALS = frozenset({"Indonesia", "RI", "Pemerintah", "Presiden", "Rp"})
EDITIONS = frozenset({"batch", "tahap", "jilid", "seri", "angkatan", "gelombang", "nomor", "no", "no."})
_ENGLISH_TOO = frozenset({"Digital", "Regional", "Global", "Bilateral", "Multilateral"})  # common words of both languages
_OPEN, _CLOSE = '"“', '"”'


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may name an event, programme or regulation.

    core: cue and modifiers; full: with its complement («… bagi lanjut usia»); quoted: a title in marks that belongs to it
    cls: local class name («TrainingEvent», «generic» for «acara», «kegiatan»); cue: the cue in lower case
    definite: it points back («pelatihan tersebut»); proper: written as a name; begin, end: token range of the core
    """

    core: Span
    full: Span
    cls: str
    cue: str
    definite: bool
    proper: bool
    begin: int
    end: int
    quoted: Span | None = None


@cache
def _cues() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("happenings.csv", "programmes.csv"):
        with (data_dir() / "cues" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words = tuple(row["noun"].split())
                found.setdefault(words[0], []).append((words, row["class"]))
    return {k: tuple(sorted(v, key=lambda c: -len(c[0]))) for k, v in found.items()}


@cache
def _tails() -> dict[str, str]:
    with (data_dir() / "cues" / "event_tails.csv").open(encoding="utf-8", newline="") as file:
        return {row["tail"]: row["class"] for row in csv.DictReader(file)}


def _tailed(tokens: Sequence[Token], i: int, blocked: Callable[[int], int]) -> Phrase | None:
    """A name whose kind stands last, as in English: «World Water Forum ke-10», «Outdoor Festival»; `i` is its first word."""
    if office_at(tokens, i) is not None:
        return None  # «Ketua Umum Forum …»
    j = i
    while j < len(tokens) and j - i < 8 and (is_capital(tokens[j]) or (j > i and _english_join(tokens, j))):
        pair = f"{tokens[j - 1].text} {tokens[j].text}" if j > i else ""  # «Asian Games»
        cls = _tails().get(tokens[j].text, _tails().get(pair)) if head_at(tokens, j) is None else None
        if cls is not None and j > i:
            end = _numbered_end(tokens, j + 1)
            while _english_join(tokens, end):  # «Belt and Road Forum for International Cooperation»
                end += 2
                while end < len(tokens) and is_capital(tokens[end]) and blocked(end) == end:
                    end += 1
            last = tokens[end - 1].text
            if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")" and is_capital(tokens[end + 1]):
                end = _numbered_end(tokens, end + 3)  # «China-ASEAN Expo (CAEXPO) ke-20»
            if (end < len(tokens) and tokens[end].text in org_tails()) or (last in org_tails() and last not in _tails()):
                return None
            if end < len(tokens) and is_capital(tokens[end]) and _tails().get(tokens[end].text) is not None:
                j += 1
                continue
            if any(blocked(k) > j for k in range(i, j)) or (i > 0 and tokens[i - 1].text in (":", "–")):
                return None
            span = Span(tokens[i].span.begin, tokens[end - 1].span.end)
            return Phrase(span, span, cls, tokens[j].text.lower(), False, True, i, end)
        told = (_english_join(tokens, j + 1) and tokens[j + 1].text == "and") or (  # «Belt and Road Forum», «World Water Forum»
            j > i and is_capital(tokens[j]) and j + 1 < len(tokens) and tokens[j + 1].text in _tails()
        )
        foreign = tokens[j].text in ("Indonesia", "and") or tokens[j].text in _ENGLISH_TOO
        if (is_common(tokens[j].text) and not foreign and not told) or _cue_at(tokens, j):
            return None
        j += 1
    return None


def _numbered_end(tokens: Sequence[Token], j: int) -> int:
    """Index after the ordinals and years that stand at `j`: «Forum ke-10 2024»."""
    while j < len(tokens) and (tokens[j].text.lower().startswith("ke-") or _is_year(tokens[j])):
        j += 1
    return j


def _english_join(tokens: Sequence[Token], j: int) -> bool:
    """Whether a small English word at `j` joins two parts of a name: «Business and Investment», «Forum for Cooperation»."""
    return j + 1 < len(tokens) and tokens[j].text in ("and", "of", "for", "on", "&") and is_capital(tokens[j + 1])


def _cue_at(tokens: Sequence[Token], i: int) -> tuple[tuple[str, ...], str] | None:
    head = head_at(tokens, i)
    if head is not None and head.kind == "body":  # «Forum Komunikasi Guru»
        return None
    first = tokens[i].text.lower()
    for words, cls in _cues().get(tokens[i].text, ()) if is_capital(tokens[i]) else ():
        after = i + len(words)  # «Pekan Kebudayaan», not «pekan lalu»
        if after < len(tokens) and is_capital(tokens[after]) and all(tokens[i + k].text == w for k, w in enumerate(words)):
            return words, cls
    for words, cls in _cues().get(first, ()) or _cues().get(first.removesuffix("nya"), ()):
        if all(i + k < len(tokens) and _is_word(tokens[i + k].text.lower(), w) for k, w in enumerate(words)):
            return words, cls
    return None


def _points_back(tokens: Sequence[Token], j: int) -> bool:
    """Whether «ini», «itu», «tersebut» or «kali ini» stand at `j`."""
    j += j < len(tokens) and tokens[j].text == "kali"
    return j < len(tokens) and tokens[j].text.lower() in cue_words("definite")


def _is_word(text: str, word: str) -> bool:
    """Whether a token is the word of a cue, of which «ke-» stands for any ordinal."""
    return text.removesuffix("nya") == word or (word.endswith("-") and text.startswith(word))


def phrases(
    tokens: Sequence[Token], speech: Sequence[str], blocked: Callable[[int], int], body: Callable[[int], int]
) -> list[Phrase]:
    """The phrases of a sentence, in order, none inside another.

    speech: UPOS of each token; `blocked(i)` is the index after a person, title or the like that begins at token `i`, else `i`;
    `body(i)` likewise for a body, which may belong to the name of a meeting but not of a programme.
    """
    out: list[Phrase] = []
    i = 0
    while i < len(tokens):
        found = _cue_at(tokens, i)
        if found is None:
            tailed = _tailed(tokens, i, blocked) if is_capital(tokens[i]) else None
            if tailed is not None:
                out.append(tailed)
            i = tailed.end if tailed is not None else i + 1
            continue
        words, cls = found
        told = _apposed(tokens, i, cls, blocked)
        if told is not None and not any(p.end > told[0] for p in out):
            span = Span(tokens[told[0]].span.begin, tokens[told[1] - 1].span.end)
            out.append(Phrase(span, span, cls, " ".join(words).lower(), False, True, *told))
        j = i + len(words)
        points_back = _points_back(tokens, j)
        named_only = cls == "named"  # «kebijakan Satu Peta», no «kebijakan itu»
        if cls == "none" or (cls == "mishap" and not points_back) or (named_only and points_back):
            i = j
            continue
        cls = "Programme" if named_only else cls
        cue = " ".join(words).lower()
        if points_back:
            span = Span(tokens[i].span.begin, tokens[j - 1].span.end)
            out.append(Phrase(span, span, cls, cue, True, False, i, j))
            i = j + 1
            continue
        if cls == "Agreement" and j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")":
            j += 3  # «perjanjian kerja sama (PKS)»
        if (cls == "generic" or cue == "pelaksanaan") and j < len(tokens) and (inner := _cue_at(tokens, j)):
            words, cls = inner
            cue, j = " ".join(words), j + len(words)
        named = body if cls not in ("Programme", "CreditScheme", "generic") else blocked
        after = body(j) if j < len(tokens) else j
        # «program Pertamina Youthpreneur», «KTT ASEAN», «Sidang Majelis Umum PBB»
        owned = cls == "Programme" and j < after < len(tokens) and is_capital(tokens[after]) and blocked(after) == after
        led = owned or (cue in OF_BODIES and is_capital(tokens[i])) or cue.endswith("-")
        title = i > 0 and len(words) > 1 and all(is_capital(t) for t in tokens[j - len(words) : j])  # «Press Tour Kemenkeu 2023»
        end = _core_end(tokens, speech, after if led or (title and after > j and named is body) else j, blocked, named)
        quoted = None
        k = end
        if k + 3 < len(tokens) and tokens[k].text.lower() in ("bertema", "bertajuk", "bertitel", "bernama", "berjudul"):
            k += 1
        elif k + 3 < len(tokens) and tokens[k].text == "dengan" and tokens[k + 1].text.lower() in ("tema", "tajuk", "judul"):
            k += 2
        if k + 2 < len(tokens) and tokens[k].text in _OPEN:
            close = next((n for n in range(k + 1, min(k + 30, len(tokens))) if tokens[n].text in _CLOSE), 0)
            if close > k + 1 and (is_capital(tokens[k + 1]) or k > end):
                quoted = Span(tokens[k + 1].span.begin, tokens[close - 1].span.end)
        elif k > end and k < len(tokens) and is_capital(tokens[k]):
            stop = _title_end(tokens, k)
            quoted = Span(tokens[k].span.begin, tokens[stop - 1].span.end)
        definite = _points_back(tokens, end) or (end == j and _relative(tokens, j))
        core = Span(tokens[i].span.begin, tokens[end - 1].span.end)
        proper = _proper(tokens, j, end)
        if named_only and (not proper or is_capital(tokens[i])):
            i = j
            continue
        full = Span(core.begin, tokens[_full_end(tokens, speech, end) - 1].span.end)
        out.append(Phrase(core, full, cls, cue, definite, proper, i, end, quoted))
        for k in range(i + 1, end):  # «penyerahan Bantuan Dana X», «penandatanganan nota kesepahaman»: the thing inside
            tailed = _tailed(tokens, k, blocked) if cue in STAGES and k >= j and is_capital(tokens[k]) else None
            if tailed is not None:
                out.append(tailed)
                break
            inner = _cue_at(tokens, k)
            if inner and k >= j and _holds(cue, cls, inner[1], is_capital(tokens[k])):
                start = k + len(inner[0])
                if cls == "SigningEvent" or _proper(tokens, start, end) or any(t.text == "(" for t in tokens[start:end]):
                    span = Span(tokens[k].span.begin, tokens[end - 1].span.end)
                    out.append(Phrase(span, span, inner[1], " ".join(inner[0]), False, True, k, end))
                break
        i = _subject_end(tokens, end) if cls in ("Regulation", "Agreement") else end
    return out


_COPULAS = frozenset({"adalah", "merupakan", "ialah", "yakni", "yaitu"})


def _apposed(tokens: Sequence[Token], i: int, cls: str, blocked: Callable[[int], int]) -> tuple[int, int] | None:
    """The range of a name in capitals that a noun at `i` says is an event or programme: «Sahabat Laut merupakan program …»."""
    j = i
    while j > 0 and tokens[j - 1].text in ("sebuah", "suatu", "salah", "satu"):
        j -= 1
    if cls in ("none", "mishap", "named", "Regulation") or j < 2 or tokens[j - 1].text not in _COPULAS:
        return None
    end = j - 1 - (tokens[j - 2].text == ",")
    begin = end
    while begin > 0 and is_capital(tokens[begin - 1]):
        begin -= 1
    name = [t.text for t in tokens[begin:end]]
    if len(name) < 2 and not (name and name[0].isupper() and len(name[0]) > 3):
        return None
    if (
        any(blocked(k) > max(k, begin) for k in range(max(0, begin - 6), end))
        or head_at(tokens, begin)
        or name[-1] in org_tails()
    ):
        return None
    return begin, end


def _holds(cue: str, cls: str, inner: str, capital: bool) -> bool:
    """Whether the description of a phrase may name a thing of the class `inner`, written with a capital or not."""
    if cue in STAGES and capital and inner in ("Event", "Meeting"):
        return True
    return inner in _INSIDE.get(cls, _PROGRAMMES)


def _subject_end(tokens: Sequence[Token], j: int) -> int:
    """Index after what a regulation is about, in capitals: «… tentang Harmonisasi Peraturan Perpajakan»."""
    if j >= len(tokens) or tokens[j].text != "tentang":
        return j
    k = j + 1
    while k + 1 < len(tokens) and tokens[k + 1].text not in ("Nomor", "No", "No."):  # not over another regulation
        joined = tokens[k].text in ("dan", "atas", "atau", ",") and is_capital(tokens[k + 1])
        if not joined and not is_capital(tokens[k]):
            break
        k += 1
    return k


_PROGRAMMES = frozenset({"Programme", "CreditScheme"})
_INSIDE: dict[str, frozenset[str]] = {  # classes that the description of a phrase of this class may name
    "SigningEvent": frozenset({"Agreement", "Regulation"}),
    "Programme": frozenset(),
    "CreditScheme": frozenset(),
}
STAGES = frozenset(  # nouns of what is a part of the event named after them: «babak final Piala Dunia»
    {
        "pembukaan",
        "penutupan",
        "malam puncak",
        "babak",
        "semifinal",
        "perempat final",
        "grand final",
        "fase grup",
        "laga",
        "seleksi",
    }
)
OF_BODIES = frozenset({"ktt", "konferensi tingkat tinggi", "sidang"})


def _proper(tokens: Sequence[Token], j: int, end: int) -> bool:
    """Whether the modifiers from `j` are written as a name: capital first, or an abbreviation or number among them."""
    if end <= j:
        return False
    if tokens[j].text == "(" or (j and _year(tokens, j)):
        return True
    return (is_capital(tokens[j]) and tokens[j].text not in _COMMON_CAPITALS) or any(
        t.text in ("Nomor", "No") or (t.text.isupper() and len(t.text) > 2 and t.text.isalpha()) for t in tokens[j:end]
    )


def _relative(tokens: Sequence[Token], j: int) -> bool:
    """Whether a relative clause follows that ends in «itu» or the like: «program yang diluncurkan … itu»."""
    if j >= len(tokens) or tokens[j].text.lower() not in ("yang", ","):
        return False
    return any(t.text.lower() in cue_words("definite") for t in tokens[j + 1 : j + 25])


def _core_end(
    tokens: Sequence[Token], speech: Sequence[str], j: int, blocked: Callable[[int], int], body: Callable[[int], int]
) -> int:
    start = j
    while j < len(tokens) and j - start < 14:
        t, low = tokens[j], tokens[j].text.lower()
        if low == "kali" and _points_back(tokens, j):
            break
        if blocked(j) > j:
            if body is not blocked and j > start and _named_so_far(tokens[j - 1]) and body(j) > j:
                j = body(j)
                continue
            break
        if t.text == "(":
            close = next((n for n in range(j + 1, min(j + 9, len(tokens))) if tokens[n].text == ")"), 0)
            if not close or not is_capital(tokens[j + 1]) or (j == start and not _ends_cue(tokens, j)):
                break  # «Pemilihan Umum (Pemilu) 2024», no «seminar (Zoom)»
            j = close + 1
            continue
        if (
            is_capital(t)
            or (t.text.isdigit() and (j > start or _year(tokens, j)) and _edition(tokens, j))
            or (low.startswith("ke-") and j > start)
        ):
            j += 1
        elif _joins(tokens, j, start, blocked) or (j > start and _file_number(tokens, j)):
            j += 2
        elif t.text == "," and j > start and (more := _series_end(tokens, j, blocked)):
            j = more
        elif (
            t.text in ("-", "–")
            and j > start
            and tokens[j - 1].text.isdigit()
            and j + 1 < len(tokens)
            and _is_year(tokens[j + 1])
        ):
            j += 2  # «Peta Jalan Ekonomi Hijau 2024-2034»
        elif low == "lalu" and j + 1 < len(tokens) and tokens[j + 1].text.lower() == "lintas":
            j += 2  # «kecelakaan lalu lintas»
        elif low in cue_words("no modifiers") or not t.text[0].isalpha():
            break
        elif low == "tahun" and j > start and tokens[j - 1].text.lower() != "ulang":
            if j + 1 == len(tokens) or not _is_year(tokens[j + 1]):
                break
            j += 2  # «Undang-Undang Nomor 14 tahun 2025», «program IJD tahun 2023»
        elif j > start and low in EDITIONS and j + 1 < len(tokens) and _counts(tokens[j + 1].text):
            j += 2  # «batch 1 tahap pertama»
        elif j - start > 1 and all(is_capital(t) or t.text.isdigit() for t in tokens[start:j]):
            break  # a name is full: «Festival Danau Biru 2023 hadir»
        elif speech[j] in ("NOUN", "ADJ", "PROPN") and j - start < 5:
            j += 1
        elif low == "dan" and j > start and j + 1 < len(tokens) and speech[j + 1] in ("NOUN", "ADJ") and j - start < 3:
            j += 2
        else:
            break
    while j > start and tokens[j - 1].text.lower() in ("hari", "pekan", "tanggal", "waktu", "pihak", "sejumlah"):
        j -= 1
    return j


def _counts(text: str) -> bool:
    """Whether a word numbers an edition: «tahap II», «tahap satu»."""
    return bool(ordinal(text) or number(text))


def _named_so_far(token: Token) -> bool:
    """Whether a name may go on with a body after this token: «KTT ke-43 ASEAN»."""
    return is_capital(token) or token.text.startswith("ke-")


def _file_number(tokens: Sequence[Token], j: int) -> bool:
    """Whether parts of a regulation's number meet at a stroke at `j` or after it: «Nomor SE 9/MBU/08/2021»."""
    k = j if tokens[j].text == "/" else j + 1
    return (
        k + 1 < len(tokens)
        and tokens[k].text == "/"
        and tokens[k - 1].span.end == tokens[k].span.begin
        and tokens[k].span.end == tokens[k + 1].span.begin
        and (k == j or tokens[j].text.isdigit())
    )


def _joins(tokens: Sequence[Token], j: int, start: int, blocked: Callable[[int], int]) -> bool:
    """Whether a small word at `j` stands inside a name: «Selatan-Selatan dan Triangular», «Lanjut Usia bagi Warga»."""
    if j <= start or j + 1 >= len(tokens) or not is_capital(tokens[j - 1]) or not is_capital(tokens[j + 1]):
        return False
    low = tokens[j].text.lower()
    if low in ("dan", "&") and (_cue_at(tokens, j + 1) or _tailed(tokens, j + 1, blocked)):
        return False  # another event
    return low in cue_words("inside names") and (low not in ("dan", "&") or blocked(j + 1) == j + 1)


def _series_end(tokens: Sequence[Token], j: int, blocked: Callable[[int], int]) -> int:
    """Index after a name's further fields from the comma at `j`: «Festival Lingkungan, Iklim, dan Kehutanan», or 0."""
    k, joined, fields = j, False, 0
    if not is_common(tokens[j - 1].text) or not is_capital(tokens[j - 1]):
        return 0
    while k < len(tokens) and k - j < 16:
        text = tokens[k].text
        if text in (",", "dan", "&"):
            if k + 1 < len(tokens) and not is_capital(tokens[k + 1]) and tokens[k + 1].text not in ("dan", "&"):
                break
            joined = joined or text != ","
        elif is_capital(tokens[k]) and (is_common(text) or tokens[k - 1].text not in (",", "dan")) and blocked(k) == k:
            fields += 1
        else:
            break
        k += 1
    while k > j and tokens[k - 1].text in (",", "dan", "&"):
        k -= 1
    short = k + 2 < len(tokens) and tokens[k].text == "(" and tokens[k + 1].text.isupper() and tokens[k + 2].text == ")"
    return k if fields >= 2 and (joined or short) else 0


def _ends_cue(tokens: Sequence[Token], j: int) -> bool:
    """Whether a cue written with a capital ends at `j`: «Pemilihan Umum»."""
    return is_capital(tokens[j - 1]) and any((c := _cue_at(tokens, k)) and k + len(c[0]) == j for k in range(max(0, j - 3), j))


def _year(tokens: Sequence[Token], j: int) -> bool:
    """Whether a year stands at `j` after a capital: «Pemilu 2024», «Olimpiade 2024 Paris»."""
    return _is_year(tokens[j]) and is_capital(tokens[j - 1])


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def _edition(tokens: Sequence[Token], j: int) -> bool:
    """Whether a bare number belongs to a name: a year, or after «batch», «tahun», «jilid»."""
    return len(tokens[j].text) == 4 or tokens[j - 1].text.lower() in EDITIONS


def _title_end(tokens: Sequence[Token], k: int) -> int:
    """End of a title without marks: up to a verb-like lower-case word, a comma or a full stop."""
    j = k
    while j < len(tokens) and (
        is_capital(tokens[j])
        or tokens[j].text in (":", "–", "-", "&")
        or tokens[j].text.lower() in ("of", "for", "the", "and", "in", "on", "dan", "untuk", "di", "with", "to")
    ):
        j += 1
    while j > k + 1 and not is_capital(tokens[j - 1]):
        j -= 1
    return j


def _full_end(tokens: Sequence[Token], speech: Sequence[str], j: int) -> int:
    """Index after the complement that follows a core: «bagi masyarakat dan diaspora Indonesia»."""
    if j >= len(tokens) or tokens[j].text.lower() not in cue_words("complements"):
        return j
    start = j
    while j < len(tokens) and j - start < 14:
        low = tokens[j].text.lower()
        if (
            low in ("di", "pada", "yang", "saat", "dalam", "akan", "itu", "ini", "tersebut")
            or (speech[j] == "VERB" and j > start + 1)
            or (not tokens[j].text[0].isalnum() and tokens[j].text not in "()")
        ):
            break
        j += 1
    while j > start and tokens[j - 1].text.lower() in ("dan", "serta", "(", "juga"):
        j -= 1
    return j
