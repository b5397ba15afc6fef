"""Where the name or description of an event, programme or regulation ends: «Festival Lingkungan, Iklim, dan Kehutanan»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.language.commons import is_common
from kg.language.numbers import number, ordinal
from kg.mentions.cues import cue_words
from kg.mentions.heads import head_at, in_brackets, is_capital
from kg.mentions.nouns import cue_at, is_year, points_back, tailed
from kg.model import Span, Token


def core_end(
    tokens: Sequence[Token], speech: Sequence[str], j: int, blocked: Callable[[int], int], body: Callable[[int], int]
) -> int:
    """Index after the modifiers that begin at `j`; `blocked` and `body` as in `phrases`."""
    start = j
    while j < len(tokens) and j - start < 14:
        t, low = tokens[j], tokens[j].text.lower()
        if (low == "kali" and points_back(tokens, j)) or (low.startswith("rp") and low[-1].isdigit()):
            break
        if blocked(j) > j and not _last_word(tokens, j, start, blocked):
            if body is not blocked and j > start and _named_so_far(tokens[j - 1]) and body(j) > j:
                j = body(j)
                continue
            break
        if low in cue_words("ends before capitals") and is_capital(t) and j > start and not _goes_on(tokens, j + 1):
            break  # «Renovasi Pasar Cemara Dengan dana itu»
        if t.text == "(":
            close = next((n for n in range(j + 1, min(j + 9, len(tokens))) if tokens[n].text == ")"), 0)
            if not close or not is_capital(tokens[j + 1]) or (j == start and not _ends_cue(tokens, j)):
                break  # «Pemilihan Umum (Pemilu) 2024», no «seminar (Zoom)»
            j = close + 1
            continue
        pair = f"{low} {tokens[j + 1].text.lower()}" if j + 1 < len(tokens) else ""
        if pair in cue_words("compounds") or (pair == "kerja sama" and is_capital(t)):
            j += 2  # «kecelakaan lalu lintas», «Perjanjian Kerja sama»
        elif (
            is_capital(t)
            or (t.text.isdigit() and (j > start or with_year(tokens, j) or numeral_due(tokens, j)) and _edition(tokens, j))
            or (t.text[0].isdigit() and "/" in t.text and (numeral_due(tokens, j) or _season(tokens, j)))
            or (low.startswith("ke-") and j > start)
        ):
            j += 1
        elif _joins(tokens, j, start, blocked) or (j > start and _file_number(tokens, j)):
            j += 2
        elif t.text == "," and j > start and (more := _series_end(tokens, j, blocked)):
            j = more
        elif (
            t.text in ("-", "–") and j > start and tokens[j - 1].text.isdigit() and j + 1 < len(tokens) and is_year(tokens[j + 1])
        ):
            j += 2  # «Peta Jalan Ekonomi Hijau 2024-2034»
        elif j == start and anniversary(tokens, j):
            j += 2  # «peringatan satu tahun perdamaian Aceh»
        elif low in cue_words("no modifiers") or not t.text[0].isalpha():
            break
        elif low in ("tahun", "musim") and j > start and tokens[j - 1].text.lower() != "ulang":
            if j + 1 == len(tokens) or not is_year(tokens[j + 1]):
                break
            j += 2  # «Undang-Undang Nomor 14 tahun 2025», «program IJD tahun 2023»
        elif j > start and low in cue_words("editions") and j + 1 < len(tokens) and _counts(tokens[j + 1].text):
            j += 2  # «batch 1 tahap pertama»
        elif j - start > 1 and all(is_capital(t) or t.text.isdigit() for t in tokens[start:j]):
            break  # a name is full: «Festival Danau Biru 2023 hadir»
        elif (speech[j] in ("NOUN", "ADJ", "PROPN") or low in cue_words("qualities")) and j - start < 5:
            j += 1
        elif low == "dan" and j > start and j + 1 < len(tokens) and speech[j + 1] in ("NOUN", "ADJ") and j - start < 3:
            if is_capital(tokens[j + 1]) and cue_at(tokens, j + 1):
                break  # «Perpres Nomor 5 dan Undang-Undang …»
            j += 2
        else:
            break
    while j > start and tokens[j - 1].text.lower() in ("hari", "pekan", "tanggal", "waktu", "pihak", "sejumlah"):
        j -= 1
    return j


def _goes_on(tokens: Sequence[Token], j: int) -> bool:
    """Whether a capital stands at `j`."""
    return j < len(tokens) and is_capital(tokens[j])


def anniversary(tokens: Sequence[Token], j: int) -> bool:
    """Whether the years that a commemoration counts stand at `j`: «peringatan 100 tahun», «peringatan satu dekade»."""
    return (
        j > 0
        and j + 2 < len(tokens)
        and tokens[j - 1].text.lower() in ("peringatan", "perayaan")
        and _counts(tokens[j].text)
        and tokens[j + 1].text.lower() in ("tahun", "dekade", "abad", "windu")
    )


def numeral_due(tokens: Sequence[Token], j: int) -> bool:
    """Whether a word that takes a number stands before `j`: «PP No. 26 Tahun 2023», «Liga 1»."""
    return tokens[j - 1].text.lower() in cue_words("take numbers")


def _season(tokens: Sequence[Token], j: int) -> bool:
    """Whether the two years of a season stand at `j`, after a name or its number: «Liga Belanda 2019/2020»."""
    first, _, last = tokens[j].text.partition("/")
    after = is_capital(tokens[j - 1]) or (j > 1 and tokens[j - 1].text.isdigit() and numeral_due(tokens, j - 1))
    return len(first) == 4 and first.isdigit() and len(last) in (2, 4) and last.isdigit() and after


def _last_word(tokens: Sequence[Token], j: int, start: int, blocked: Callable[[int], int]) -> bool:
    """Whether the noun of a body at `j` ends the name of a programme: «Program Lumbung Bank itu»."""
    alone = j + 1 == len(tokens) or not is_capital(tokens[j + 1])
    return alone and j > start and blocked(j) == j + 1 and is_capital(tokens[j - 1]) and head_at(tokens, j) is not None


def _counts(text: str) -> bool:
    """Whether a word numbers an edition: «tahap II», «tahap satu»."""
    return bool(ordinal(text) or number(text))


def _named_so_far(token: Token) -> bool:
    """Whether a name may go on with a body after this token: «KTT ke-43 ASEAN»."""
    return is_capital(token) or token.text.startswith("ke-") or token.text == ")"


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
    if low in ("dan", "&") and (cue_at(tokens, j + 1) or tailed(tokens, j + 1, blocked)):
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
        elif cue_at(tokens, k) is not None:
            return 0
        elif is_capital(tokens[k]) and (is_common(text) or tokens[k - 1].text not in (",", "dan")) and blocked(k) == k:
            fields += 1
        else:
            break
        k += 1
    while k > j and tokens[k - 1].text in (",", "dan", "&"):
        k -= 1
    short = in_brackets(tokens, k).isupper()
    return k if fields >= 2 and (joined or short) else 0


def _ends_cue(tokens: Sequence[Token], j: int) -> bool:
    """Whether a cue written with a capital ends at `j`: «Pemilihan Umum»."""
    return is_capital(tokens[j - 1]) and any((c := cue_at(tokens, k)) and k + len(c[0]) == j for k in range(max(0, j - 3), j))


def with_year(tokens: Sequence[Token], j: int) -> bool:
    """Whether a year stands at `j` after a capital: «Pemilu 2024», «Olimpiade 2024 Paris»."""
    return is_year(tokens[j]) and is_capital(tokens[j - 1])


def _edition(tokens: Sequence[Token], j: int) -> bool:
    """Whether a bare number belongs to a name: a year, or after «batch», «tahun», «jilid»."""
    short = j + 2 < len(tokens) and tokens[j + 1].text == "(" and tokens[j + 2].text.isupper()  # «Layanan Sapa Warga 808 (LSW)»
    edition = tokens[j - 1].text.lower() in cue_words("editions") or numeral_due(tokens, j)
    return len(tokens[j].text) == 4 or edition or (short and is_capital(tokens[j - 1]))


def title_after(tokens: Sequence[Token], end: int, blocked: Callable[[int], int]) -> tuple[Span | None, bool, int]:
    """The title that follows a description which ends at `end`, whether it is its name, and the index after it.

    «lomba lari bertajuk Lari Senja», «seminar dengan tema "Laut Kita"», «pameran sepeda terbesar di dunia yakni Velofest».
    """
    k, called = end, False
    while k < len(tokens) and tokens[k].text in ("daring", "luring", "virtual", "hibrida", "hybrid"):
        k += 1
    while tokens[k : k + 1] and tokens[k].text.lower() == "secara" and k + 2 < len(tokens):
        k += 4 if tokens[k + 2].text == "dan" else 2  # «secara daring dan luring»
    lead = tokens[k].text.lower() if k + 3 < len(tokens) else ""
    if lead in cue_words("called") or lead == "bertema":
        k, called = k + 1, lead in cue_words("called")
    elif lead == "dengan" and tokens[k + 1].text.lower() in ("tema", "tajuk", "judul", "nama"):
        k, called = k + 2, tokens[k + 1].text.lower() in ("tajuk", "judul", "nama")
    elif (is_ := _that_is(tokens, end, blocked)) > end:
        k, called = is_, True
    else:
        k = end
    if k + 2 < len(tokens) and tokens[k].text in _OPEN:
        close = next((n for n in range(k + 1, min(k + 30, len(tokens))) if tokens[n].text in _CLOSE), 0)
        if close > k + 1 and (is_capital(tokens[k + 1]) or k > end):
            title = Span(tokens[k + 1].span.begin, tokens[close - 1].span.end)
            return title, called or k == end, close if called else end  # «acara "Lari Senja"»
    elif k > end and k < len(tokens) and is_capital(tokens[k]):
        stop = title_end(tokens, k)
        return Span(tokens[k].span.begin, tokens[stop - 1].span.end), called, stop if called else end
    return None, False, end


_OPEN, _CLOSE = '"“', '"”'


def _that_is(tokens: Sequence[Token], end: int, blocked: Callable[[int], int]) -> int:
    """Index of the one name that «yakni» or «yaitu» gives to what a description tells, else `end`."""
    k = end
    if k + 1 < len(tokens) and tokens[k].text == "di":
        k += 2
        while k < len(tokens) and is_capital(tokens[k]):
            k += 1
    k += k < len(tokens) and tokens[k].text == ","
    if k + 1 >= len(tokens) or tokens[k].text not in ("yakni", "yaitu") or not is_capital(tokens[k + 1]):
        return end
    k += 1
    stop = title_end(tokens, k)
    listed = stop < len(tokens) and (
        tokens[stop].text == "dan" or (tokens[stop].text == "," and is_capital(tokens[stop + 1 : stop + 2][0]))
    )
    return end if listed or blocked(k) > k or cue_at(tokens, k) else k


def title_end(tokens: Sequence[Token], k: int) -> int:
    """End of a title without marks: up to a verb-like lower-case word, a comma or a full stop."""
    j = k
    while j < len(tokens) and (
        is_capital(tokens[j])
        or (j > k and (is_year(tokens[j]) or tokens[j].text.startswith("ke-")))
        or tokens[j].text in (":", "–", "-", "&")
        or tokens[j].text.lower() in ("of", "for", "the", "and", "in", "on", "dan", "untuk", "di", "with", "to")
    ):
        j += 1
    while j > k + 1 and not (is_capital(tokens[j - 1]) or is_year(tokens[j - 1]) or tokens[j - 1].text.startswith("ke-")):
        j -= 1
    return j


def full_end(tokens: Sequence[Token], speech: Sequence[str], j: int) -> int:
    """Index after the complement that follows a core: «bagi masyarakat dan diaspora Indonesia»."""
    if j >= len(tokens) or tokens[j].text not in cue_words("complements"):
        return j
    start = j
    while j < len(tokens) and j - start < 14:
        low = tokens[j].text.lower()
        if (
            low in cue_words("ends of complements")
            or (speech[j] == "VERB" and j > start + (tokens[start].text != "dan"))
            or (tokens[j - 1].text == ")" and is_capital(tokens[j]) and is_common(low))
            or (not tokens[j].text[0].isalnum() and tokens[j].text not in "()")
        ):
            break
        j += 1
    while j > start and tokens[j - 1].text.lower() in ("dan", "serta", "(", "juga"):
        j -= 1
    return j if j > start + 1 else start


def subject_end(tokens: Sequence[Token], j: int) -> int:
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
