"""What was said and by whom: «"Kami siap," kata Ani», «Menurut dia, …», «Menaker menegaskan bahwa …».

Pronouns, «-nya» and bare titles are resolved to the person they stand for; a quotation nobody is named for has no speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure, describe
from kg.extractors.speech import INDEFINITE, patterns, verbs
from kg.extractors.view import Slot, View
from kg.extractors.voices import Voice, nearest, subject_of, teller, unnamed, who
from kg.extractors.wording import CONTINUED, clause_after, cue_span, joined, long, news_start, reported, trimmed
from kg.model import Iri, Span, Statement, Status
from kg.ontology import FOAF, KG, is_a


@dataclass(frozen=True, slots=True)
class _Said:
    quote: Span
    cue: Span | None
    speaker: Thing | None
    direct: bool
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a sentence, and what was found in those before it."""

    views: list[View]
    things: Things
    tenures: list[Tenure]
    voice: Voice
    said: list[_Said]

    def who(self, m: re.Match[str], view: View) -> Thing | None:
        return who(m, view, self.tenures, self.voice)


def statements(views: list[View], things: Things, tenures: list[Tenure], draft: Draft, article: Iri) -> None:
    """Draft the statements of all sentences, in order. `views` have direct quotations as slots."""
    voice = Voice()
    said: list[_Said] = []
    context = _Context(views, things, tenures, voice, said)
    for n, view in enumerate(views):
        found = _sentence(view, n, context)
        for s in found:
            if s.speaker is not None:
                voice.speaker = voice.latest = s.speaker
                if s.speaker.cls == FOAF.Person:
                    voice.subject = s.speaker
        said += found
        bodies = [slot.thing for _, _, slot in view.items if slot is not None and slot.kind == "O"]
        voice.body = bodies[-1] if bodies else voice.body
        if not found and not _is_caption(things.document.article.text, view.marks.sentence.span):
            subject = subject_of(view, tenures)
            if subject is not None:
                voice.subject = voice.latest = subject
    said = _implied_hopes(views, said, things)
    for person, title, body in voice.described:
        office = title.title.office.words if title.title else ()
        if not any(t.person is person and t.office.words == office for t in tenures):
            tenures += describe(person, title, body, things, draft, article)
    for s in sorted(said, key=lambda s: (s.quote.begin, s.quote.end)):
        _draft(s, things, tenures, draft)


# --- one sentence ---------------------------------------------------------------------------------------------------


def _sentence(view: View, n: int, context: _Context) -> list[_Said]:
    """What is said in sentence `n`: in marks, before «kata Ani», after «menurut Ani», after «Ani mengatakan»."""
    p = patterns()
    quotes = [s for _, _, s in view.items if s is not None and s.kind == "Q" and _is_speech(view, s)]
    cue = view.search(p["after"])
    intro = view.search(p["likewise"]) or _prefer_that([f.match for f in view.find(p["before"])], view.line)
    menurut = view.search(p["menurut"])
    if menurut and (
        (intro and intro["bahwa"] and 3 < intro.start("cue") < menurut.start()) or _RELATIVE.search(view.line, 0, menurut.start())
    ):
        menurut = None  # «Ani mengatakan bahwa …, padahal menurut dia …», «jalan yang menurut dia rusak»
    if cue and not quotes and 0 < cue.start() < 25 and view.line[cue.start() - 1] == "›":
        cue = None  # «Ani puji Budi»
    if quotes:
        return _in_marks(view, n, quotes, cue, intro, menurut, context)
    found = _pointed_back(view, n, view.search(p["passive"]), context)
    if found:
        return found
    if cue and not (menurut and menurut.start() == 0 and menurut["who"]):
        speaker = context.who(cue, view)
        if speaker is not None or cue["cue"].endswith("nya") or re.fullmatch(INDEFINITE, cue["who"]) is not None:
            words = reported(view, context.views, n, cue, context.things, speaker, [s.quote for s in context.said])
            return [_Said(words, cue_span(view, cue), speaker, False)]
        if menurut is None:
            return []
    return (
        (_according_to(view, menurut, context) if menurut else [])
        or (_told(view, n, intro, context) if intro else [])
        or _by_agent(view, context)
        or _at_second_hand(view, context)
    )


def _in_marks(
    view: View,
    n: int,
    quotes: list[Slot],
    cue: re.Match[str] | None,
    intro: re.Match[str] | None,
    menurut: re.Match[str] | None,
    context: _Context,
) -> list[_Said]:
    m = cue or intro or menurut or view.search(patterns()["quoted"])
    speaker = context.who(m, view) if m else context.voice.speaker
    if m is None and n:
        previous = context.views[n - 1].search(patterns()["passive"])
        speaker = (context.who(previous, context.views[n - 1]) if previous else None) or speaker
    out = [_Said(q.head, cue_span(view, m), speaker, True, m is None) for q in quotes]
    if m is intro and m is not None and not cue:
        clause = clause_after(view, m, stop=quotes[0])
        if clause and long(context.things, clause, 4):
            out.append(_Said(clause, cue_span(view, m), speaker, False))
    return out


def _pointed_back(view: View, n: int, m: re.Match[str] | None, context: _Context) -> list[_Said]:
    """The sentence before, of which «Hal itu disampaikan Ani» or «Ani menyampaikan hal itu usai rapat» says whose words it is."""
    if m is None or not n or _LIKEWISE.search(m[0]):
        return []
    speaker = context.who(m, view)
    before = _unsaid(context.views[n - 1], context.said) if speaker else None
    return [_Said(trimmed(context.things, before), cue_span(view, m), speaker, False)] if before else []


def _according_to(view: View, m: re.Match[str], context: _Context) -> list[_Said]:
    line, whole = view.line, view.marks.sentence.span
    if not (
        m.start() < 4
        or line[: m.start()].rstrip().endswith((",", "›"))
        or m.start() > len(line) * 0.5
        or m[0].startswith(("menurut dia", "menurut ia", "menurut ‹P"))
    ):
        return []
    speaker = context.who(m, view)
    if speaker is None:
        return []
    if m.start() < 4:
        whole = clause_after(view, _SETTING.match(line, m.end()) or m) or whole
    elif m.end() > len(line) * 0.6 and CONTINUED.match(line, m.end()) is None:
        whole = Span(news_start(view), view.span(m.start(), m.end()).begin)
    return [_Said(trimmed(context.things, whole), cue_span(view, m), speaker, False)]


def _told(view: View, n: int, m: re.Match[str], context: _Context) -> list[_Said]:
    """What stands after «Ani mengatakan», and after a verb of saying joined to it: «… dan berharap …»."""
    m = nearest(m)
    things = context.things
    speaker = teller(m, view, context.tenures, context.voice)
    clause = clause_after(view, m)
    if clause is None or not (speaker or unnamed(m)):
        return []
    if speaker is not None and n and _POINTS_BACK.match(things.document.text(clause)):
        before = _unsaid(context.views[n - 1], context.said)
        return [_Said(trimmed(things, before), cue_span(view, m), speaker, False)] if before else []
    if m["cue"] in _DEEDS and not m["bahwa"] and (speaker is None or speaker.cls != FOAF.Person):
        return []
    speaker = None if unnamed(m) else speaker
    clauses = [trimmed(things, c) for c in joined(view, m, clause)]
    found = [_Said(c, cue_span(view, m), speaker, False) for c in clauses if long(things, c, 3)]
    if not found and speaker is not None and speaker.cls == FOAF.Person:
        context.voice.speaker = context.voice.latest = speaker  # «Ani mengaku bersyukur»: no report, but «ujarnya» is Ani's now
    return found


_DEEDS = ("mendorong", "melanjutkan")  # what a body does rather than says: «Bulog mendorong penjualan beras»


def _by_agent(view: View, context: _Context) -> list[_Said]:
    """A sentence whose verb tells who says it: «Harga beras dinilai Ani masih baik»."""
    m = view.search(patterns()["agent"])
    speaker = context.who(m, view) if m else None
    words = Span(news_start(view), view.marks.sentence.span.end)
    return [_Said(trimmed(context.things, words), cue_span(view, m), speaker, False)] if speaker else []


def _at_second_hand(view: View, context: _Context) -> list[_Said]:
    """A sentence taken over from elsewhere: «…, demikian keterangan Bulog», «Menurut sensus penduduk, …»."""
    quoted, nobody = view.search(patterns()["quoted"]), view.search(patterns()["unnamed"])
    if quoted:
        words = Span(news_start(view), view.span(quoted.start("cue"), quoted.end("cue")).begin)
        return [_Said(trimmed(context.things, words), cue_span(view, quoted), context.who(quoted, view), False)]
    rest = clause_after(view, nobody) if nobody else None
    return [_Said(trimmed(context.things, rest), cue_span(view, nobody), None, False)] if rest else []


def _is_caption(text: str, span: Span) -> bool:
    """Whether a sentence stands under a picture: «Ani di Bogor, Senin (4/9). (ANTARA/Budi)»."""
    return "(ANTARA/" in text[span.begin : span.end + 10]


_RELATIVE = re.compile(r"\byang $")
_LIKEWISE = re.compile(r"\b(?:senada|serupa|yang sama)\b")  # what stands before was said by somebody else
_SETTING = re.compile(r" (?:per|pada|yang|dalam|saat|usai|di|melalui|lewat) [^.]{1,80}? , (?!‹[DL]|\d)")
_POINTS_BACK = re.compile(  # «menyampaikan hal tersebut usai memimpin upacara»: what was said stands before
    r"(?:hal|pernyataan) (?:itu|ini|tersebut|senada|serupa) (?:usai|seusai|saat|ketika|setelah|sesudah|di|dalam|pada|kepada|melalui|lewat|menanggapi)\b"
    r"|(?:usai|seusai|saat|ketika) (?:me|ber|di)"
)


def _unsaid(view: View, said: list[_Said]) -> Span | None:
    """The words of a sentence without its dateline, unless something in it is a statement already."""
    span = view.marks.sentence.span
    return None if any(s.quote.overlaps(span) for s in said) else Span(news_start(view), span.end)


def _prefer_that(found: list[re.Match[str]], line: str) -> re.Match[str] | None:
    """The first cue of a sentence, or of several the one that «bahwa» follows: «… menyambut baik, seraya menyampaikan bahwa …»."""
    if not found:
        return None
    first = found[0]
    if first["bahwa"] or " bahwa " not in line[first.end() :]:
        return first
    later = re.compile(
        rf"(?P<who>{re.escape(first['who'])})(?P<gap>.*?) (?P<cue>(?:{verbs('before')}))(?P<bahwa> bahwa)(?= )"
    ).search(line, first.start("who"))
    return later or first


def _is_speech(view: View, quote: Slot) -> bool:
    """Whether the marks hold speech: a clause that somebody says or that stands alone, not a word or a title set off by marks."""
    tokens = [t for t in view.marks.sentence.tokens if quote.span.covers(t.span) and t.text not in '"“”']
    words = [t for t in tokens if t.text[0].isalnum()]
    begin = view.start(quote)
    end = view.line.index("›", begin) + 1
    if words and _SAYS_AFTER.match(view.line, end):
        return True  # «"Kita siap," kata Ani»
    if len(words) < 3 or _TITLE_OF.search(view.line, 0, begin):
        return False
    capitals = sum(t.text[0].isupper() for t in words)
    begun = _NOTHING.fullmatch(view.line, 0, begin) or _OPENING.search(view.line, 0, begin)
    alone = begun is not None and _NOTHING.fullmatch(view.line, end) is not None
    return capitals < len(words) * 0.6 and (len(words) >= 7 or alone)


_SAYS_AFTER = re.compile(rf" ?[”\"]? ?,? ?(?:{verbs('after')}|demikian|klaim|cerita|sapa)(?:nya)?\b")
_TITLE_OF = re.compile(  # what a title in marks stands after
    r"\b(?:berjudul|bertajuk|bertema|bertemakan|bertuliskan|bernama|dinamai|tema|tajuk|judul|tagline|slogan|film|lagu|gim|game|drama|serial|album|single|buku|novel|acara"
    r"|program|kategori|rekor|fitur|opsi|tur|konser|video|musik|yakni|yaitu) (?:‹Q\d+› , |‹Q\d+› dan )*$"
)
_NOTHING = re.compile(r"[^a-z‹]*")
_OPENING = re.compile(r"(?:,|:|bahwa) $")


# --- drafts ---------------------------------------------------------------------------------------------------------


def _implied_hopes(views: list[View], said: list[_Said], things: Things) -> list[_Said]:
    """«… itu juga diharapkan …» between two statements of one speaker is reported too, though nobody is named for it."""
    out = list(said)
    by_sentence = {v.marks.sentence.number: [s for s in said if v.marks.sentence.span.covers(s.quote)] for v in views}
    for before, view, after in zip(views, views[1:], views[2:], strict=False):
        m = view.search(patterns()["hope"])
        here, first, last = (by_sentence[v.marks.sentence.number] for v in (view, before, after))
        if (
            m
            and not here
            and first
            and last
            and not first[-1].direct
            and last[0].direct
            and first[-1].speaker is last[0].speaker is not None
        ):
            out.append(_Said(trimmed(things, view.marks.sentence.span), view.span(*m.span("cue")), None, False))
    return out


_HOPE = re.compile(r"\b(?:[Ss]emoga|(?:ber|di|kami |meng)?harap(?:kan)?|[Mm]udah-mudahan|[Ii]nsya)", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:akan|bakal|berencana|rencananya|hendak|diberikan kesempatan|dijadwalkan|tahun depan|ke depan)\b", re.IGNORECASE
)
_VALUE = re.compile(
    r"\b(?:penting|manfaat|bermanfaat|baik|terbaik|buruk|berhasil|sukses|bangga|luar biasa|positif|negatif|strategis|efektif|indah|sulit|mudah|besar bagi)\b",
    re.IGNORECASE,
)


def _modality(words: str, cue: str) -> str:
    """Hope, plan, evaluation or assertion, by the words said and the cue.

    >>> _modality("kami akan hadir", "kata dia"), _modality("acara ini bermanfaat", "kata dia")
    ('Plan', 'Evaluation')
    """
    if _HOPE.search(words) or "harap" in cue:
        return "Hope"
    if _PLAN.search(words):
        return "Plan"
    return "Evaluation" if _VALUE.search(words) else "Assertion"


def _draft(s: _Said, things: Things, tenures: list[Tenure], draft: Draft) -> None:
    text = things.document.text(s.quote)
    cue = things.document.text(s.cue) if s.cue else ""
    iri = draft.node("statement", f"{s.quote.begin}-{s.quote.end}")
    mine = [t for t in tenures if t.person is s.speaker]
    capacity = mine[0].iri if len(mine) == 1 else None
    spoken = dict.fromkeys(
        t.number
        for span, t in sorted(things.at.items())
        if s.quote.covers(span) and t is not s.speaker and not is_a(t.cls, KG.NewsAgency)
    )
    named = tuple(t for n in spoken for t in things.all if t.number == n)
    direct = s.direct and s.speaker is not None
    statement = Statement(iri, direct, s.quote, s.cue, _modality(text, cue), None, capacity)
    draft.statements.append((statement, s.speaker))
    draft.about[iri] = named
    if s.speaker is not None:
        evidence = (s.quote, s.cue) if s.cue and not s.quote.covers(s.cue) else (s.quote,)
        draft.claim(iri, KG.speaker, s.speaker, evidence, "statements", Status.INFERRED if s.inferred else Status.STATED)
