"""Which words of a text a statement reports, and which words say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.resolve import Thing, Things
from kg.extractors.speech import patterns
from kg.extractors.view import Slot, View
from kg.language.quotations import lost_marks
from kg.language.verbs import spelt
from kg.language.weighing import HEAD, WORD, weights
from kg.model import Span


def cue_span(view: View, m: re.Match[str] | None) -> Span | None:
    """The words that say who speaks: the cue and the speaker beside it."""
    if m is None:
        return None
    a, b = m.span("cue")
    if "who" in m.re.groupindex and m["who"]:
        a, b = min(a, m.start("who")), max(b, m.end("who"))
        if m.start("who") < m.start("cue"):  # «Retno … menjelaskan»: the words between are not the cue
            a = m.start("cue") if m.start("cue") - m.end("who") > 25 else m.start("who")
    span = view.span(a, b)
    ends = [s.head.end for s in view.slots_in(a, b)]
    return Span(span.begin, max([span.end, *ends]) if ends else span.end)


def news_start(view: View) -> int:
    """Offset where the news of a sentence begins, a dateline left out."""
    first = next((i for i, sp in enumerate(view.marks.speech) if sp != "X"), 0)
    tokens = view.marks.sentence.tokens
    return tokens[min(first, len(tokens) - 1)].span.begin


def trimmed(things: Things, span: Span) -> Span:
    """A span without the marks and blanks at its ends, and without the credit of a picture before it."""
    text = things.document.text(span)
    credit = _CREDIT.match(text)
    a = credit.end() if credit else len(text) - len(text.lstrip(' \n,;:"“”'))
    b = len(text.rstrip(' \n,;:."“”'))
    return Span(span.begin + a, span.begin + max(b, a + 1))


_CREDIT = re.compile(r"\(ANTARA/[^()]{1,60}\) *(?=\w)")


def clause_after(view: View, m: re.Match[str], stop: Slot | None = None) -> Span | None:
    """The clause after a match, to the end of the sentence or to a slot."""
    items = [(span, text) for text, span, _ in view.items]
    at = view.span(m.start(), m.end()).end if m.end() else 0
    spans = [s for s, t in items if s.begin >= at and (stop is None or s.end <= stop.span.begin)]
    while spans and _text(view, spans[0]) in (",", ":", "bahwa", "itu"):
        spans = spans[1:]
    if not spans:
        return None
    tokens = view.marks.sentence.tokens
    end = min(tokens[-1].span.end, spans[-1].end)
    while spans and _text(view, spans[-1]) in (".", ",", '"', "”"):
        spans = spans[:-1]
    return Span(spans[0].begin, min(end, spans[-1].end)) if spans else None


def joined(view: View, m: re.Match[str], clause: Span) -> list[Span]:
    """The clause that a verb of saying reports and those that verbs joined to it do: «… naik, dan berharap …», or the clause alone."""
    spans = []
    at = clause.begin
    for other in _JOINED.finditer(view.line, m.end()):
        cut = view.span(other.start(), other.end())
        if cut.begin - at < 25 or clause.end - cut.end < 25:
            continue
        spans.append(Span(at, cut.begin))
        at = cut.end
    return [*spans, Span(at, clause.end)]


_JOINED = re.compile(  # «…, dan mengatakan bahwa»
    r"(?<=[^,])(?: ,)? (?:dan|serta|seraya|sambil) (?:(?:juga|pun|turut) )?(?:mengatakan|menyebut|menyatakan|menambahkan|menegaskan|berharap|mengharapkan|mengaku|menilai"
    r"|menekankan|mengingatkan|menyarankan|menjelaskan|menuturkan)(?: bahwa| agar)?(?= )"
)


def _text(view: View, span: Span) -> str:
    return next((t for t, s, slot in view.items if s == span and slot is None), "")


def long(things: Things, span: Span, least: int) -> bool:
    """Whether a span has so many words at least."""
    return len(things.document.text(span).split()) >= least


_LEAD_IN = re.compile(spelt(r"<lead_in>(?: [\w-]+){1,3}|<lead_word>"))  # «Dengan demikian, kata Ani, di …»
_MANNER = re.compile(r" (?:lagi|pula|me[a-z]+kan)(?= ,)")  # «kata Ani lagi, …»
CONTINUED = re.compile(
    r" , (?!anggota|seorang|yang|kepada|saat|ketika|kala|di |dari atas|pada|dalam|usai|seperti|dikutip|melalui|lewat|seraya|sambil|menambahkan|menanggapi|merujuk|mengacu|menjawab|selaku|‹[DL]|‹T\d+›(?! (?:me|ber|di|akan|telah|sudah)))"
)  # what was said goes on after «, kata Ani,»


def reported(
    view: View, views: list[View], n: int, m: re.Match[str], things: Things, speaker: Thing | None, taken: Sequence[Span]
) -> Span:
    """The words before «kata Ani»; where an opening mark was lost, or the speaker says «kami», also the sentences before."""
    text = things.document.article.text
    sentence = view.marks.sentence
    at = view.span(m.start("cue"), m.end("cue")).begin
    begin = news_start(view)
    inside = text[begin:at].strip(" ,")
    if not inside or at - begin < 12:  # «Lanjut dia, …», cue first
        rest = clause_after(view, m)
        if rest is not None and long(things, rest, 2):
            return rest
    manner = _MANNER.match(view.line, m.end())
    told = manner.end() if manner else m.end()
    tail = view.line[told:]
    continued = CONTINUED.match(tail) is not None or (
        _LEAD_IN.fullmatch(inside) is not None and re.match(r" , (?:[^ ]+ ){4}", tail) is not None
    )
    early = at < begin + (sentence.span.end - begin) * 0.5 and len(text[at : sentence.span.end].split()) > 8
    if continued and (len(inside.split()) <= 5 or early):
        whole = Span(begin, sentence.span.end)  # «Selain itu, lanjut dia, para peserta …»
        if at - begin < 25 and not view.line.startswith("selain itu"):
            return trimmed(things, Span(view.span(m.start("cue"), told).end, sentence.span.end))
        return trimmed(things, whole)
    lost = lost_marks(text, sentence.span.begin, at)
    if lost:
        begin = lost[0]
    elif not m["cue"].startswith("menurut"):
        begin = _opening(views, n, begin, text, speaker, taken)
    return trimmed(things, Span(begin, at))


def _opening(views: list[View], n: int, begin: int, text: str, speaker: Thing | None, taken: Sequence[Span]) -> int:
    """Where unmarked speech that ends in sentence `n` begins: sentences before that sound like speech and do not name the speaker."""
    for back in range(n - 1, max(n - 7, -1), -1):
        earlier, later = views[back].marks.sentence, views[back + 1].marks.sentence
        words = text[earlier.span.begin : earlier.span.end]
        if any(s.overlaps(earlier.span) for s in taken) or later.number - earlier.number > 1 or earlier.number == 1:
            break
        if opened := lost_marks(text, earlier.span.begin, earlier.span.end):
            return opened[0]
        named = speaker is not None and any(slot is not None and slot.thing is speaker for _, _, slot in views[back].items)
        if named or views[back].search(patterns()["after"]):
            break
        told = views[back].search(patterns()["before"]) is not None
        link = _LINK.match(text, begin)
        taken_up = (10 if link["close"] else 6) if link else 0
        if spoken(words) + taken_up - 10 * told < (-2 if back == n - 1 else 0):
            break
        begin = news_start(views[back])
    return begin


_LINK = re.compile(spelt(r"(?:(?P<close><close_link>)|<link>)\b"))  # the sentence goes on from the one before


_NAME = re.compile(r"(?<=[a-z,] )[A-Z]")


def spoken(sentence: str) -> float:
    """How much a sentence sounds like speech rather than news, above 0 if more: «kami», «kalau», «ya», few names and numbers.

    >>> spoken("Kalau hujan kita tidak bisa panen.") > 0 > spoken("Ia tiba di Bogor pada Senin (4/9).")
    True
    """
    words = WORD.findall(sentence)
    first = weights().get(HEAD + words[0].lower(), 0) if words else 0
    return (
        first
        + sum(weights().get(w, 0) for w in {w.lower() for w in words})
        + 5 * ("?" in sentence or "!" in sentence)
        - 1.5 * min(4, len(_NAME.findall(sentence)))
        + 14
        - min(len(words), 40)
    )
