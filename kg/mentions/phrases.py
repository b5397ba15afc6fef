"""Events, programmes and regulations named by a phrase: «pelatihan batik tulis bagi remaja», «Program Kartu Prakerja»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.mentions.cues import cue_words, not_names
from kg.mentions.extent import anniversary, core_end, full_end, numeral_due, subject_end, title_after, with_year
from kg.mentions.heads import head_at, in_brackets, is_capital
from kg.mentions.heads import tails as org_tails
from kg.mentions.nouns import Phrase, carried_out, cue_at, held_there, points_back, tailed
from kg.model import Span, Token


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
        found = cue_at(tokens, i)
        if found is None:
            name = tailed(tokens, i, blocked) or carried_out(tokens, i, blocked) if is_capital(tokens[i]) else None
            if name is not None:
                out.append(name)
            i = name.end if name is not None else i + 1
            continue
        words, cls = found
        if i and (
            tokens[i - 1].text in ("tema", "bertema") or (tokens[i - 1].text in cue_words("teams") and is_capital(tokens[i]))
        ):
            i += len(words)  # «dengan tema Lokakarya Usaha Lestari», «Ketua Tim Relokasi Pasar»
            continue
        told = _apposed(tokens, i, cls, blocked)
        if told is not None and not any(p.end > told[0] for p in out):
            span = Span(tokens[told[0]].span.begin, tokens[told[1] - 1].span.end)
            kind = "Event" if cls == "umbrella" else cls
            out.append(Phrase(span, span, kind, " ".join(words).lower(), False, True, *told))
        read, i = _described(tokens, speech, i, words, cls, blocked, body)
        out += read
    return out


def _described(
    tokens: Sequence[Token],
    speech: Sequence[str],
    i: int,
    words: tuple[str, ...],
    cls: str,
    blocked: Callable[[int], int],
    body: Callable[[int], int],
) -> tuple[list[Phrase], int]:
    """The phrase that the noun `words` of the class `cls` begins at `i`, with one inside it, and the index to go on from."""
    j = i + len(words)
    cue = " ".join(words).lower()
    back = points_back(tokens, j)
    named_only = cls == "named"  # «kebijakan Satu Peta», no «kebijakan itu»
    if cls == "umbrella":  # «ajang itu», «ajang Kebaya Week», no «ajang promosi»
        back = back or held_there(tokens, j)
        cls = "generic" if back or _named_umbrella(tokens, i, body) else "none"
    if cls == "none" or (cls == "mishap" and not back) or (named_only and back) or (cue == "pemadaman" and _fire_at(tokens, j)):
        return [], j
    cls = "Programme" if named_only else cls
    if back:
        span = Span(tokens[i].span.begin, tokens[j - 1].span.end)
        return [Phrase(span, span, cls, cue, True, False, i, j)], j + 1
    if cls == "Agreement" and in_brackets(tokens, j):
        j += 3  # «perjanjian kerja sama (PKS)»
    if (cls == "generic" or cue in cue_words("wrappers")) and j < len(tokens) and (inner := cue_at(tokens, j)):
        words, cls = inner
        cue, j = " ".join(words), j + len(words)
    leagues = cue in cue_words("leagues")  # «juara Liga Belanda Ajax»: the club ends no name
    named = blocked if leagues or cls in ("Programme", "CreditScheme", "generic") else body
    own = tokens[j - len(words) : j]
    start = _after_owner(tokens, i, j, own, cls, cue, blocked, body)
    end = core_end(tokens, speech, start, blocked, named)
    quoted, called, past = title_after(tokens, end, blocked) if end > j or cls != "Agreement" else (None, False, end)
    definite = points_back(tokens, end) or (end == j and _relative(tokens, j))
    core = Span(tokens[i].span.begin, tokens[end - 1].span.end)
    proper = _proper(tokens, j, end) and not (cue in cue_words("help of anybody") and end == j + 1)
    if named_only and (not proper or is_capital(tokens[i])):
        return [], j
    full = Span(core.begin, tokens[full_end(tokens, speech, end) - 1].span.end)
    phrase = Phrase(core, full, cls, cue, definite, proper, i, end, quoted, called)
    inside, end = _inside(tokens, phrase, j, blocked)
    return [phrase, *inside], subject_end(tokens, end) if cls in ("Regulation", "Agreement") else past


def _fire_at(tokens: Sequence[Token], j: int) -> bool:
    """Whether a mishap is named at `j`: «pemadaman kebakaran yang terjadi …» tells of the fire."""
    fire = cue_at(tokens, j) if j < len(tokens) else None
    return fire is not None and " ".join(fire[0]) in cue_words("mishaps")


def _after_owner(
    tokens: Sequence[Token],
    i: int,
    j: int,
    own: Sequence[Token],
    cls: str,
    cue: str,
    blocked: Callable[[int], int],
    body: Callable[[int], int],
) -> int:
    """Index after the body that a name begins with: «program Melati Kreatif», «KTT ASEAN», «Sidang Majelis Umum PBB»; else `j`.

    own: the words of the noun, which end before `j`
    """
    after = body(j) if j < len(tokens) else j
    if after == j:
        return j
    law = cls == "Regulation" and is_capital(tokens[i])
    if law:
        return after + 3 if in_brackets(tokens, after) else after  # «UU Mahkamah Agung (MA)»
    owned = cls == "Programme" and after < len(tokens) and is_capital(tokens[after]) and blocked(after) == after
    if owned or cue.endswith("-") or (cue in cue_words("named by bodies") and is_capital(own[0])):
        return after
    title = i > 0 and len(own) > 1 and all(map(is_capital, own))  # «Open House Kemenpora 2021»
    return after if title and cls not in ("Programme", "CreditScheme", "generic") and cue not in cue_words("leagues") else j


def _inside(tokens: Sequence[Token], outer: Phrase, j: int, blocked: Callable[[int], int]) -> tuple[list[Phrase], int]:
    """The thing inside a phrase whose own words begin at `j`, and the index after both.

    «penyerahan Bantuan Dana X», «penandatanganan nota kesepahaman»
    """
    end = outer.end
    for k in range(max(j, outer.begin + 1), end):
        english = tailed(tokens, k, blocked) if outer.cue in cue_words("stages") and is_capital(tokens[k]) else None
        if english is not None:
            return [english], end
        inner = cue_at(tokens, k)
        if inner is None or not _holds(outer.cue, outer.cls, inner[1], is_capital(tokens[k])):
            continue
        start = k + len(inner[0])
        end = max(end, start)
        if inner[1] == "Agreement" and in_brackets(tokens, end):
            end += 3  # «penandatanganan Perjanjian Kerja sama (PKS)»
        if outer.cls == "SigningEvent" or _proper(tokens, start, end) or any(t.text == "(" for t in tokens[start:end]):
            span = Span(tokens[k].span.begin, tokens[end - 1].span.end)
            return [Phrase(span, span, inner[1], " ".join(inner[0]).lower(), False, True, k, end)], end
        break
    return [], end


def _named_umbrella(tokens: Sequence[Token], i: int, body: Callable[[int], int]) -> bool:
    """Whether a name follows «ajang» at `i` that no noun of its own makes an event: «ajang lari Velofest»."""
    j = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text in cue_words("arts"))
    if j >= len(tokens) or not is_capital(tokens[j]) or body(j) > j or cue_at(tokens, j) is not None:
        return False
    before = tokens[i - 1].text if i else ""
    return before not in cue_words("one of many") and (not is_capital(tokens[i]) or (i == 0 and tokens[i].text == "Ajang"))


def _apposed(tokens: Sequence[Token], i: int, cls: str, blocked: Callable[[int], int]) -> tuple[int, int] | None:
    """The range of a name in capitals that a noun at `i` says is an event or programme: «Sahabat Laut merupakan program …»."""
    j = i
    while j > 0 and tokens[j - 1].text in ("sebuah", "suatu", "salah", "satu"):
        j -= 1
    if cls in ("none", "mishap", "named", "Regulation") or j < 2 or tokens[j - 1].text not in cue_words("copulas"):
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
    if cue in cue_words("stages") and capital and inner in ("Event", "Meeting"):
        return True
    return inner in _INSIDE.get(cls, _PROGRAMMES)


_PROGRAMMES = frozenset({"Programme", "CreditScheme"})
_INSIDE: dict[str, frozenset[str]] = {  # classes that the description of a phrase of this class may name
    "SigningEvent": frozenset({"Agreement", "Regulation"}),
    "Programme": frozenset(),
    "CreditScheme": frozenset(),
}


def _proper(tokens: Sequence[Token], j: int, end: int) -> bool:
    """Whether the modifiers from `j` are written as a name: capital first, or an abbreviation or number among them."""
    j += 2 * anniversary(tokens, j)
    if end <= j:
        return False
    if tokens[j].text == "(" or (j and (with_year(tokens, j) or numeral_due(tokens, j))):
        return True
    return (is_capital(tokens[j]) and tokens[j].text not in cue_words("capitals of anybody")) or any(
        t.text in ("Nomor", "No") or (t.text.isupper() and len(t.text) > 2 and t.text.isalpha() and t.text not in not_names())
        for t in tokens[j:end]
    )


def _relative(tokens: Sequence[Token], j: int) -> bool:
    """Whether a relative clause follows that ends in «itu» or the like: «program yang diluncurkan … itu»."""
    if j >= len(tokens) or tokens[j].text.lower() not in ("yang", ","):
        return False
    return any(t.text.lower() in cue_words("definite") for t in tokens[j + 1 : j + 25])
