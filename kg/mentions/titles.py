"""Office titles, ranks and forms of address before a name: «Direktur Jenderal Industri Agro», «Menlu», «Prof.», «Ibu»."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.commons import is_common
from kg.language.numbers import is_roman, ordinal
from kg.mentions.cues import cue_words
from kg.mentions.heads import head_at, in_brackets, is_capital
from kg.mentions.people import begins_person, given_names
from kg.model import Span, Token
from kg.ontology import KG
from kg.resources import data_dir


@dataclass(frozen=True, slots=True)
class Office:
    """One office title as data/gazetteers/office_titles.csv lists it.

    words: the form; expansion: what a short form stands for («Menteri Luar Negeri»); implies: key of the body, if it names one
    role: local name of a kgc: role or empty; heads: whether the holder leads the body; government: yes, no or unknown
    """

    words: tuple[str, ...]
    expansion: str
    implies: str | None
    role: str
    heads: bool
    government: str
    takes: str


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title in the text: `span` from the first word to the end of its own modifiers, the body not included.

    short: span of a short form in brackets after it («Menteri Ketenagakerjaan (Menaker)»); tokens [begin, end) incl. brackets
    acting: the holder only acts for it («Plt Direktur Jenderal …»)
    """

    span: Span
    office: Office
    begin: int
    end: int
    short: Span | None = None
    acting: bool = False


@cache
def _offices() -> dict[str, dict[str, tuple[Office, ...]]]:
    """First word → second word, if there is one → offices, longest first."""
    found: dict[str, dict[str, list[Office]]] = {}
    with (data_dir() / "gazetteers" / "office_titles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] != "office":
                continue
            words = tuple(row["form"].lower().split())
            office = Office(
                words,
                row["expansion"],
                row["implies"] or None,
                row["role"],
                row["heads"] == "yes",
                row["government"],
                row["takes"],
            )
            found.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", []).append(office)
    return {a: {b: tuple(sorted(v, key=lambda o: -len(o.words))) for b, v in by.items()} for a, by in found.items()}


@cache
def honorifics() -> frozenset[str]:
    """Lower-cased words that stand before a person's name and are not part of it, without trailing periods."""
    words: set[str] = set()
    with (data_dir() / "gazetteers" / "honorifics.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.add(row["form"].lower().rstrip("."))
    with (data_dir() / "gazetteers" / "office_titles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("rank", "honorific"):
                words.add(row["form"].lower().rstrip("."))
    return frozenset(words)


@cache
def _first_honorifics() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in honorifics())


@cache
def _ranks() -> frozenset[str]:
    with (data_dir() / "gazetteers" / "honorifics.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["form"].lower() for row in csv.DictReader(file) if row["kind"] == "rank")


def rank_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether a military or police rank begins at token `i`: «Kompol», «AKBP», «Letnan Jenderal»."""
    one = tokens[i].text.lower()
    two = f"{one} {tokens[i + 1].text.lower()}" if i + 1 < len(tokens) else one
    return tokens[i].text[0].isupper() and (one in _ranks() or two in _ranks())


def office_at(tokens: Sequence[Token], i: int, longest: int = 99) -> Office | None:
    """The longest office title that begins at token `i`, of `longest` words at most, whatever its capitals."""
    beginning = _offices().get(tokens[i].text.lower())
    if beginning is None:
        return None
    second = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    for office in (*beginning.get(second, ()), *beginning.get("", ())):
        n = len(office.words)
        if n <= longest and i + n <= len(tokens) and all(tokens[i + k].text.lower() == office.words[k] for k in range(2, n)):
            return office
    return None


def honorific_end(tokens: Sequence[Token], i: int) -> int:
    """Index after the forms of address and ranks that stand at `i`: «Jenderal TNI (Purn)», «Prof. Dr.», «Ibu»."""
    known = honorifics()
    first = tokens[i].text.lower() if i < len(tokens) else ""
    if first not in _first_honorifics() and first.rstrip(".") not in known:
        return i
    if i and tokens[i].text in cue_words("forms of address and surnames") and ends_title(tokens, i):
        return i  # «Direktur Kantor Perdana Menteri Kang Wenli»
    j = i
    while j < len(tokens):
        for n in (3, 2, 1):
            if j + n <= len(tokens) and " ".join(t.text for t in tokens[j : j + n]).lower().rstrip(".") in known:
                j += n
                break
        else:
            if j > i and tokens[j].text == "(" and j + 2 < len(tokens) and tokens[j + 1].text.lower().startswith("purn"):
                j += 3 if tokens[j + 2].text == ")" else 4
            elif (
                j > i
                and tokens[j].text == "("
                and [len(t.text) for t in tokens[j + 1 : j + 3]] == [1, 1]
                and is_capital(tokens[j + 1])
            ):
                j += 3  # «Kolonel Laut (P)»
            elif j > i and is_capital(tokens[j]) and tokens[j].text.lower().rstrip(".") in cue_words("corps"):
                j += 1  # «Mayor Arh»
            elif j > i and tokens[j].text == "." and tokens[j].span.begin == tokens[j - 1].span.end:
                j += 1
            else:
                return j
    return j


def acting_end(tokens: Sequence[Token], i: int) -> int:
    """Index after words at `i` that say somebody acts for the holder of an office: «Plt», «Pelaksana Tugas», «Penjabat (Pj)»."""
    if tokens[i].text.lower() not in cue_words("acting"):
        return i
    j = i + 1
    if j < len(tokens) and tokens[j].text.lower() in ("tugas", "harian", "sementara", "."):
        j += 1
    return j + 3 if in_brackets(tokens, j) else j


def title_at(tokens: Sequence[Token], i: int, stops: Callable[[int], bool], body: Callable[[int], bool]) -> TitleMention | None:
    """The title that begins at `i` with its modifiers («Bidang Perekonomian», «Pendidikan dan Kebudayaan»), or None.

    `stops(j)` says that a body, place or person begins at `j`, `body(j)` that a known body or country does.
    """
    acting = acting_end(tokens, i)
    if acting < len(tokens) and acting > i and is_capital(tokens[acting]) and office_at(tokens, acting):
        inner = title_at(tokens, acting, stops, body)
        if inner is not None:
            return TitleMention(Span(tokens[i].span.begin, inner.span.end), inner.office, i, inner.end, inner.short, acting=True)
    office = _office_alone(tokens, i, body)
    if office is None:
        return None
    j = i + len(office.words)
    early: Span | None = None
    if _short_within(tokens, j, stops, body):  # «Direktur Jenderal (Dirjen) Bina Marga»
        early, j = tokens[j + 1].span, j + 3
    if is_capital(tokens[i]):
        j = _regions(tokens, j)
        if j + 1 < len(tokens) and ordinal(tokens[j].text) is not None and tokens[j].text.islower() and body(j + 1):
            j += 1  # «Presiden pertama RI»
        if office.words == ("dirjen",) and _short_field(tokens, j, body):
            j += 1
        j = _body_ahead(tokens, j, body) or j  # «Direktur Jenderal Perikanan Budidaya KKP», «VP Retail Fuel Sales Pertamina»
        j = _field_end(tokens, i, j, office, stops, body)
    if office.takes == "area" and j + 1 < len(tokens) and tokens[j].text == "Kota" and rank_at(tokens, j + 1):
        j += 1  # «Kapolres Kota Kombes …»
    head = head_at(tokens, j) if j < len(tokens) and is_capital(tokens[i]) else None
    own = head is not None and head.kind != "unit" and tokens[j].text not in ("Timnas", "Departemen", "PT", "CV")
    if head is not None and own and body(j + len(head.words)):  # «Anggota Komite BPH Migas»
        j += len(head.words)
    span = Span(tokens[i].span.begin, tokens[j - 1].span.end)
    short, end = _short_after(tokens, j, span)
    return TitleMention(span, office, i, end, short or early)


def _office_alone(tokens: Sequence[Token], i: int, body: Callable[[int], bool]) -> Office | None:
    """The office at `i` without a body that the table of offices has in it: «Gubernur Bank Indonesia» is a «Gubernur»."""
    office = office_at(tokens, i)
    if office is None:
        return None
    cut = next((k for k in range(1, len(office.words)) if body(i + k) and not _of_title(tokens, i + k)), 0)
    if not cut:
        rest = i + len(office.words)
        whole = office.words[-1] == "timnas" and not (rest < len(tokens) and body(rest))  # «pelatih Timnas Ani»
        cut = next((k for k in range(1, len(office.words)) if not whole and _unit_at(tokens, i + k)), 0)
    return office_at(tokens, i, cut) or office if cut else office


def _field_end(
    tokens: Sequence[Token], i: int, j: int, office: Office, stops: Callable[[int], bool], body: Callable[[int], bool]
) -> int:
    """Index after the words from `j` on that say what the office at `i` is for: «Bidang Perekonomian», «Politik dan Hukum»."""
    start = i + len(office.words)
    if j == start and " ".join(office.words) in cue_words("fieldless offices"):
        return j
    while (
        j < len(tokens)
        and (not stops(j) or (tokens[j - 1].text in ("Bidang", "Urusan", "Menteri") and tokens[j].text in _fields()))
        and (tokens[j].text in _fields() or not begins_person(tokens, j))
    ):
        t = tokens[j]
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        if _house_at(tokens, j) or (t.text in cue_words("areas") and j + 1 < len(tokens) and stops(j + 1)):
            break  # «Sekretaris Daerah Kota Semarang»
        other = office_at(tokens, j) if is_capital(t) else None
        if other is not None and t.text.lower() not in cue_words("inside titles"):
            k = j + len(other.words)
            if k >= len(tokens) or tokens[k].text not in ("Bidang", "Urusan"):
                break
            j = k  # «Staf Khusus Wapres Bidang Komunikasi dan Informasi»
            continue
        if is_capital(t) and (
            is_common(t.text) or t.text in _fields() or is_roman(t.text) or _abbreviated(tokens, j, start, office)
        ):
            j += 1
        elif t.text in ("dan", "&", "/", ",") and after and is_capital(after) and _field(after.text) and not stops(j + 1):
            if t.text == "," and not _series(tokens, j):
                break
            j += 2
        elif t.text == "dan" and j + 2 < len(tokens) and is_capital(tokens[j + 1]) and not stops(j + 1) and body(j + 2):
            j += 2  # «Benih dan Pupuk Kementan»
        elif [k.text for k in tokens[j : j + 2]] == [",", "dan"] and _field_at(tokens, j + 2) and not stops(j + 2):
            j += 3  # «Politik, Hukum, dan Keamanan»
        else:
            break
    return j


def _short_after(tokens: Sequence[Token], j: int, title: Span) -> tuple[Span | None, int]:
    """The short form in brackets at `j` of a title, with the index after it: «Direktur Jenderal Imigrasi (Dirjen Imigrasi)»."""
    if in_brackets(tokens, j)[:1].isupper():
        return tokens[j + 1].span, j + 3
    if j + 1 < len(tokens) and tokens[j].text == "(" and office_at(tokens, j + 1):
        close = next((k for k in range(j + 2, min(j + 6, len(tokens))) if tokens[k].text == ")"), 0)
        within = Span(tokens[j + 1].span.begin, tokens[close - 1].span.end)
        if close and within.end - within.begin < title.end - title.begin:
            return within, close + 1
    return None, j


def _regions(tokens: Sequence[Token], j: int) -> int:
    """Index after the regions from `j` on that a diplomat is in charge of: «Direktur Asia Pasifik dan Afrika Kemlu»."""
    k = j
    while k < len(tokens) and (tokens[k].text in cue_words("regions") or (k > j and tokens[k].text in ("dan", "I", "II", "III"))):
        k += 1
    ministry = k < len(tokens) and (
        tokens[k].text in ("Kemlu", "Kemenlu") or [t.text for t in tokens[k : k + 2]] == ["Kementerian", "Luar"]
    )
    return k if ministry else j


def _short_within(tokens: Sequence[Token], j: int, stops: Callable[[int], bool], body: Callable[[int], bool]) -> bool:
    """Whether a short form in brackets stands at `j` between an office and its field: «(Dirjen) Bina Marga»."""
    if j + 3 >= len(tokens) or tokens[j].text != "(" or tokens[j + 2].text != ")" or not office_at(tokens, j + 1):
        return False
    if _field_at(tokens, j + 3):
        return not body(j + 3)
    return is_capital(tokens[j + 3]) and is_common(tokens[j + 3].text) and not stops(j + 3)


def _short_field(tokens: Sequence[Token], j: int, body: Callable[[int], bool]) -> bool:
    """Whether one word at `j` is short for what the office is for, not its holder's name: «Dirjen Dukcapil meminta …»."""
    if j + 1 >= len(tokens) or not is_capital(tokens[j]) or body(j) or tokens[j].text in given_names():
        return False
    return not is_capital(tokens[j + 1]) or body(j + 1)


@cache
def _fields() -> frozenset[str]:
    """Words of what offices and ministries are for: «Komunikasi», «Agraria», «Perekonomian»."""
    with (data_dir() / "gazetteers" / "ministries.csv").open(encoding="utf-8", newline="") as file:
        names = [w for row in csv.DictReader(file) for w in row["name"].replace("/", " ").replace(",", " ").split()]
    with (data_dir() / "gazetteers" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        listed = (row["name"] for row in csv.DictReader(file))
        names += [w for name in listed if name.startswith("Direktorat Jenderal ") for w in name.replace(",", " ").split()[2:]]
    return cue_words("fields") | {w for w in names if w[0].isupper() and len(w) > 3 and w not in ("Kementerian", "Indonesia")}


def _field(word: str) -> bool:
    return is_common(word) or word in _fields()


def _field_at(tokens: Sequence[Token], j: int) -> bool:
    return j < len(tokens) and is_capital(tokens[j]) and tokens[j].text in _fields()


def _unit_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a body or unit with a name of its own begins at `j`: «Kepala Dinas Sosial», «Dekan Fakultas Hukum»."""
    head = head_at(tokens, j)
    if head is None or _of_title(tokens, j) or (head.kind == "facility" and tokens[j].text in _fields()):
        return False
    if head.kind not in ("unit", "body") and not (head.kind == "facility" and head.words[0] != "Kantor"):
        return False
    k = j + len(head.words)
    if k < len(tokens) and tokens[k].text == "," and head.kind == "unit" and len(head.words) > 1:
        k += 1  # «Kepala Pusat Riset, Inovasi dan …»
    return k < len(tokens) and (is_capital(tokens[k]) or tokens[k].text == "(")


def _house_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a mission or company begins at `j`: «Atase Kehutanan Kedutaan Besar …», «Direktur Utama PT …»."""
    head = head_at(tokens, j)
    return tokens[j].text in ("PT", "CV") or (head is not None and head.cls == KG.DiplomaticMission)


def _abbreviated(tokens: Sequence[Token], j: int, end: int, office: Office) -> bool:
    """Whether the capitals at `j` abbreviate a field of the office («Bidang SDM»), not a body."""
    text = tokens[j].text
    if not text.isupper() or len(text) < 2 or text[1] == ".":
        return False
    return j > end or office.takes == "none" or tokens[j - 1].text in ("Bidang", "Urusan")


def _body_ahead(tokens: Sequence[Token], j: int, body: Callable[[int], bool]) -> int:
    """Index of a known body that a run of capitalised words from `j` leads to, or 0; the words between are the office's field."""
    if j < len(tokens) and tokens[j - 1].text == "Ketua" and tokens[j].text.isupper() and len(tokens[j].text) > 2 and not body(j):
        return 0  # «Ketua LPI PB PGRI»
    for k in range(j, min(j + 5, len(tokens))):
        if rank_at(tokens, k) and ((other := office_at(tokens, k - 1)) is None or len(other.words) == 1):
            return 0  # «Gubernur Papua Mayjen TNI …», not «Deputi Direktur Jenderal …»
        if body(k) or _house_at(tokens, k):
            return k
        if _unit_at(tokens, k):
            return k
        if not is_capital(tokens[k]) or begins_person(tokens, k):
            return 0
    return 0


def _of_title(tokens: Sequence[Token], j: int) -> bool:
    """Whether what begins at `j` is a word of titles rather than a body: «Sekretariat», «Kabinet», «Koordinator»."""
    return tokens[j].text.lower() in cue_words("inside titles") or tokens[j].text in cue_words("of titles")


def ends_title(tokens: Sequence[Token], j: int) -> bool:
    """Whether an office title ends right before token `j`."""
    return any((office := office_at(tokens, i)) is not None and i + len(office.words) == j for i in range(max(0, j - 5), j))


def _series(tokens: Sequence[Token], j: int) -> bool:
    """Whether the comma at `j` parts modifiers of one title: «Pendidikan, Kebudayaan, Riset, dan Teknologi»."""
    k = j
    while k + 1 < len(tokens) and tokens[k].text == ",":
        if tokens[k + 1].text == "dan":
            return True
        if not is_capital(tokens[k + 1]):
            return False
        k += 2
        while k < len(tokens) and k - j < 12 and is_capital(tokens[k]) and _field(tokens[k].text):
            k += 1  # «Sumber Daya Alam, Lingkungan Hidup dan Perubahan Iklim»
    return k < len(tokens) and tokens[k].text in ("dan", "&")
