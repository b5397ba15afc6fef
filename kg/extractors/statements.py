"""What was said and by whom: «"Kami siap," kata Ani», «Menurut dia, …», «Menaker menegaskan bahwa …».

Pronouns, «-nya» and bare titles are resolved to the person they stand for; a quotation nobody is named for has no speaker.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure, describe
from kg.extractors.view import Slot, View
from kg.language.quotations import lost_marks
from kg.mentions.cues import cue_words
from kg.mentions.titles import TitleMention, honorifics
from kg.model import Iri, Span, Statement, Status
from kg.ontology import FOAF, KG, is_a
from kg.resources import data_dir

_SOMEONE = r"(?:pria|perempuan|wanita|politikus|politisi|mantan \w+|lelaki|tokoh|ibu|bapak|jenderal|alumnus|lulusan|menteri|gubernur|bupati)(?: (?!‹[PTEGDQ]|\.)[^ ]+){0,9}? (?:ini|itu|tersebut)"
_SOME_BODY = r"(?:kantor|kantor berita|harian|surat kabar|media|lembaga|badan|kementerian|perusahaan|organisasi|komisi|asosiasi)(?: [a-z]+){0,3}? (?:itu|ini|tersebut)"
_WHO = r"(?:(?:ADDRESS)?<POCT>(?: <OCLF>)?|dia|ia|beliau|pihaknya|SOMEONE|SOMEBODY)"


_GIVEN = r"(?:pidato|sambutan|orasi|dokumen|surat|paparan|materi|bantuan|salam)"  # what is delivered and is no report


_GONE = (
    r"(?:kunjungan|lawatan|perjalanan|pendidikan|studi|pembangunan|program|kegiatan|kerja sama)"  # what goes on and is no report
)


@cache
def _verbs(kind: str) -> str:
    with (data_dir() / "cues" / "speech.csv").open(encoding="utf-8", newline="") as file:
        forms = [row["form"] for row in csv.DictReader(file) if row["kind"] == kind]
    return "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    address = "|".join(re.escape(w) for w in sorted(honorifics() | cue_words("corps"), key=len, reverse=True))
    who = _WHO.replace("SOMEONE", _SOMEONE).replace("SOMEBODY", _SOME_BODY)
    who = re.sub(r"<([A-Z]+)>", lambda m: rf"‹[{m[1]}]\d+›", who)
    subject = who.replace("ADDRESS", "pak |bu |bapak |ibu |sang |pihak ")
    who = who.replace("ADDRESS", rf"(?:(?:sang|pihak|{address})(?: \.)? ){{1,3}}")  # «kata AKBP Ani», «menurut Gus Budi»
    after, before = _verbs("after"), _verbs("before")
    mid = r"(?: (?:juga|pun|lagi|kemudian|kembali|singkat|pula|turut|secara [\w ]{3,20}?|dengan [\w ]{3,20}?))*"
    said = rf"(?P<cue>(?:{after})nya\b|(?:{after}|demikian(?! juga| pula)|menurut|seperti dikatakan|sebagaimana dikatakan){mid} (?P<who>{who}))"
    return {
        # words , kata Ani / katanya
        "after": re.compile(rf"(?:^|[,.?!] |(?<=›) ){said}"),
        # Ani … mengatakan (bahwa) …
        "before": re.compile(
            rf"(?P<who>{subject})(?P<gap>(?: (?!enggan|tidak|belum|yang (?!di)|dan (?!me|ber)|‹P|\.)[^ ]+){{0,14}}?|(?: , (?:yang|selaku) [^,]{{3,120}} ,)) ?{mid} ?"
            rf"(?P<cue>(?:{before})(?:nya)?)(?!(?<=menyampaikan) {_GIVEN}\b)(?!(?<=melanjutkan) (?:‹E|{_GONE}\b))(?P<bahwa> bahwa| agar| supaya| kepada [^,]{{2,60}}? (?:untuk|agar|bahwa)| (?:pada|di|dalam|saat|,) [^.]{{2,60}}? bahwa)?(?= )"
        ),
        "menurut": re.compile(
            rf"(?P<cue>menurut (?P<who>{who})|menurutnya|(?:menurut|berdasarkan|merujuk|mengutip) (?:keterangan|data|informasi|laporan|catatan|hasil \w+)(?: \w+)? (?:dari )?(?P<source>‹[POC]\d+›)|berdasarkan (?P<source2>‹O\d+›))"
        ),
        "passive": re.compile(
            rf"^(?:hal|pernyataan|demikian|hal-hal) ?(?:itu|ini|tersebut|senada|serupa|yang sama)? ?(?P<cue>(?:di(?:sampaikan|ungkap|ungkapkan|katakan|tegaskan|kemukakan|utarakan|jelaskan)) ?(?:langsung )?(?:oleh )?(?P<who>{who}))"
        ),
        "hope": re.compile(r"(?P<cue>diharapkan|diharap)\b"),
    }


@dataclass(slots=True)
class _Voice:
    """Who has spoken last and who was spoken of last: what «dia» and «-nya» stand for."""

    speaker: Thing | None = None
    subject: Thing | None = None
    body: Thing | None = None  # the organisation last spoken of: «kantor berita itu»
    described: list[tuple[Thing, Slot, Thing | None]] = field(default_factory=list)  # people and the offices that stand for them


@dataclass(frozen=True, slots=True)
class _Said:
    quote: Span
    cue: Span | None
    speaker: Thing | None
    direct: bool
    inferred: bool = False


def statements(views: list[View], things: Things, tenures: list[Tenure], draft: Draft, article: Iri) -> None:
    """Draft the statements of all sentences, in order. `views` have direct quotations as slots."""
    voice = _Voice()
    said: list[_Said] = []
    for n, view in enumerate(views):
        found = _sentence(view, views, n, things, tenures, voice, said)
        for s in found:
            if s.speaker is not None:
                voice.speaker = s.speaker
                if s.speaker.cls == FOAF.Person:
                    voice.subject = s.speaker
        said += found
        bodies = [slot.thing for _, _, slot in view.items if slot is not None and slot.kind == "O"]
        voice.body = bodies[-1] if bodies else voice.body
        if not found:
            subject = _subject(view, tenures)
            if subject is not None:
                voice.subject = subject
    said = _implied_hopes(views, said, things)
    for person, title, body in voice.described:
        office = title.title.office.words if title.title else ()
        if not any(t.person is person and t.office.words == office for t in tenures):
            tenures += describe(person, title, body, things, draft, article)
    for s in sorted(said, key=lambda s: (s.quote.begin, s.quote.end)):
        _draft(s, things, tenures, draft)


# --- one sentence ---------------------------------------------------------------------------------------------------


def _sentence(
    view: View, views: list[View], n: int, things: Things, tenures: list[Tenure], voice: _Voice, said: list[_Said]
) -> list[_Said]:
    p = _patterns()
    line = view.line
    quotes = [s for _, _, s in view.items if s is not None and s.kind == "Q" and _is_speech(view, s)]
    cue = next((m for m in p["after"].finditer(line)), None)
    intro = _prefer_that(list(p["before"].finditer(line)), line)
    passive = p["passive"].search(line)
    menurut = p["menurut"].search(line)
    if quotes:
        m = cue or intro or menurut
        speaker = _who(m, view, tenures, voice) if m else None
        if m is None:
            speaker = voice.speaker
            previous = _patterns()["passive"].search(views[n - 1].line) if n else None
            if previous:
                speaker = _who(previous, views[n - 1], tenures, voice) or speaker
        out = [_Said(q.head, _span(view, m), speaker, True, m is None) for q in quotes]
        if m is intro and m is not None and not cue:
            clause = _after(view, m, stop=quotes[0])
            if clause and _long(things, clause, 4):
                out.append(_Said(clause, _span(view, m), speaker, False))
        return out
    if passive and n:
        speaker = _who(passive, view, tenures, voice)
        before = _unsaid(views[n - 1], said)
        if speaker and before:
            return [_Said(_trim(things, before), _span(view, passive), speaker, False)]
    if cue and not (menurut and menurut.start() == 0):
        speaker = _who(cue, view, tenures, voice)
        if speaker is None and not cue["cue"].endswith("nya"):
            return []
        return [_Said(_reported(view, views, n, cue, things, said), _span(view, cue), speaker, False)]
    if menurut and (
        menurut.start() < 4 or line[: menurut.start()].rstrip().endswith((",", "›")) or menurut.start() > len(line) * 0.5
    ):
        speaker = _who(menurut, view, tenures, voice)
        if speaker is not None:
            begin = view.marks.sentence.span.begin
            span = view.marks.sentence.span
            if menurut.start() < 4:
                rest = _after(view, menurut)
                span = rest or span
            elif menurut.end() > len(line) * 0.6 and _CONTINUED.match(line, menurut.end()) is None:
                span = Span(_start(view), view.span(menurut.start(), menurut.end()).begin)
            else:
                span = Span(begin, span.end)
            return [_Said(_trim(things, span), _span(view, menurut), speaker, False)]
    if intro:
        speaker = _oblique(intro, view, tenures) or _who(intro, view, tenures, voice)
        clause = _after(view, intro)
        if speaker is not None and clause is not None and n and _POINTS_BACK.match(things.document.text(clause)):
            before = _unsaid(views[n - 1], said)
            return [_Said(_trim(things, before), _span(view, intro), speaker, False)] if before else []
        if speaker is not None and clause is not None and _long(things, clause, 3):
            return [_Said(clause, _span(view, intro), speaker, False)]
        if speaker is not None and speaker.cls == FOAF.Person:  # «Ani mengaku bersyukur»: no report, but «ujarnya» is Ani's now
            voice.speaker = speaker
    return []


_POINTS_BACK = re.compile(  # «menyampaikan hal tersebut usai memimpin upacara»: what was said stands before
    r"(?:hal|pernyataan) (?:itu|ini|tersebut|senada|serupa) (?:usai|seusai|saat|ketika|setelah|sesudah|di|dalam|pada|kepada|melalui|lewat|menanggapi)\b"
    r"|(?:usai|seusai|saat|ketika) (?:me|ber|di)"
)
_OBLIQUE = re.compile(
    r"\b(?:di|ke|dari|dengan|oleh|milik|digelar|diselenggarakan|diadakan|kepada|bersama|antara|dan|untuk|pada) $"
)


def _unsaid(view: View, said: list[_Said]) -> Span | None:
    """The words of a sentence without its dateline, unless something in it is a statement already."""
    span = view.marks.sentence.span
    return None if any(s.quote.overlaps(span) for s in said) else Span(_start(view), span.end)


def _oblique(m: re.Match[str], view: View, tenures: list[Tenure]) -> Thing | None:
    """The person who is the subject of a sentence when what stands next to the verb is not: «Dubes X dalam forum yang digelar KBRI …»."""
    if _OBLIQUE.search(view.line[: m.start("who")]) is None:
        return None
    return _subject(view, tenures)


def _prefer_that(found: list[re.Match[str]], line: str) -> re.Match[str] | None:
    """The first cue of a sentence, or of several the one that «bahwa» follows: «… menyambut baik, seraya menyampaikan bahwa …»."""
    if not found:
        return None
    first = found[0]
    if first["bahwa"] or " bahwa " not in line[first.end() :]:
        return first
    later = re.compile(
        rf"(?P<who>{re.escape(first['who'])})(?P<gap>.*?) (?P<cue>(?:{_verbs('before')}))(?P<bahwa> bahwa)(?= )"
    ).search(line, first.start("who"))
    return later or first


def _is_speech(view: View, quote: Slot) -> bool:
    """Whether the marks hold speech: a clause, not a word or a title set off by marks."""
    tokens = [t for t in view.marks.sentence.tokens if quote.span.covers(t.span) and t.text not in '"“”']
    words = [t for t in tokens if t.text[0].isalnum()]
    if len(words) < 3:
        end = view.line.index("›", view.start(quote)) + 1
        return bool(words) and _patterns()["after"].match(view.line, end) is not None  # «"Kita siap," kata Ani»
    capitals = sum(t.text[0].isupper() for t in words)
    closing = tokens[-1].text in ".,!?" or view.line.rstrip(" .").endswith("›")
    return len(words) >= 7 or closing or capitals < len(words) * 0.6


def _who(m: re.Match[str], view: View, tenures: list[Tenure], voice: _Voice) -> Thing | None:
    """The thing behind the cue of a match."""
    groups = m.re.groupindex
    name = next((g for g in ("who", "source", "source2") if g in groups and m[g]), None)
    if name is None:
        return (
            voice.subject
            if voice.subject is not None and voice.speaker is not voice.subject and voice.speaker is None
            else voice.speaker or voice.subject
        )
    slots = view.slots_in(*m.span(name))
    person = next((s for s in slots if s.kind == "P"), None)
    if person:
        return person.thing
    title = next((s for s in slots if s.title is not None), None)
    if title is not None and title.title is not None:
        bodies = [s.thing for s in slots if s.thing]
        holder = holder_of(title.title, view, tenures, bodies)
        tail = view.line[m.end(name) :]
        if holder is None and re.match(r"(?: <?‹[OL]\d+›)?(?: (?:itu|ini|tersebut)\b)", tail):
            holder = voice.subject or voice.speaker  # «Ketua DPD Partai X itu mengungkapkan»
            if holder is not None and holder.cls == FOAF.Person:
                voice.described.append((holder, title, bodies[0] if bodies else None))
        return holder
    body = next((s for s in slots if s.kind in "OCF"), None)
    if body and re.match(rf"{_SOMEONE}$", m[name]) is None:
        return body.thing
    if re.fullmatch(_SOME_BODY, m[name]):
        return voice.body
    person_now = voice.subject or voice.speaker
    return person_now


def holder_of(title: TitleMention, view: View, tenures: list[Tenure], bodies: list[Thing]) -> Thing | None:
    """The person who holds the office that a bare title names: «Menaker», «Gubernur»; None if nobody or several do."""
    form = " ".join(title.office.words)
    expansion = title.office.expansion.lower()
    fits = []
    for t in tenures:
        mine = {t.title.lower(), t.office.expansion.lower(), " ".join(t.office.words)}
        if (form in mine or expansion in mine or any(x.startswith(expansion) for x in mine)) and (
            not bodies or t.body in bodies or t.body is None
        ):
            fits.append(t)
    if len({t.person.number for t in fits}) > 1:
        fits = [
            t for t in fits if t.short.lower() == form
        ]  # «Menteri Perhubungan (Menhub) Ani», but «Menteri Perhubungan Laos Budi»
    return fits[0].person if len({t.person.number for t in fits}) == 1 else None


_ASIDE = re.compile(r"(?:selain|usai|seusai|setelah|sebelum|bersama|di hadapan|menanggapi|saat|ketika) [^,.]{3,120}? , (?=‹[PT])")


def _subject(view: View, tenures: list[Tenure]) -> Thing | None:
    """The person whom a sentence speaks of first, before its first ten words are over; «Selain bertemu Ani, Budi …» speaks of Budi."""
    aside = _ASIDE.match(view.line)
    begin = view.line.count(" ", 0, aside.end()) if aside else 0
    for text, _, slot in view.items[begin : begin + 12]:
        if slot is not None and slot.kind == "P":
            return slot.thing
        if slot is not None and slot.kind == "T" and slot.title is not None:
            holder = holder_of(slot.title, view, tenures, [])
            if holder:
                return holder
        if text in ("yang", "dan"):
            return None
    return None


# --- spans ----------------------------------------------------------------------------------------------------------


def _span(view: View, m: re.Match[str] | None) -> Span | None:
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


def _start(view: View) -> int:
    """Offset where the news of a sentence begins, a dateline left out."""
    first = next((i for i, sp in enumerate(view.marks.speech) if sp != "X"), 0)
    tokens = view.marks.sentence.tokens
    return tokens[min(first, len(tokens) - 1)].span.begin


def _trim(things: Things, span: Span) -> Span:
    text = things.document.text(span)
    a = len(text) - len(text.lstrip(' \n,;:"“”'))
    b = len(text.rstrip(' \n,;:."“”'))
    return Span(span.begin + a, span.begin + max(b, a + 1))


def _after(view: View, m: re.Match[str], stop: Slot | None = None) -> Span | None:
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


def _text(view: View, span: Span) -> str:
    return next((t for t, s, slot in view.items if s == span and slot is None), "")


def _long(things: Things, span: Span, least: int) -> bool:
    return len(things.document.text(span).split()) >= least


_CONTINUED = re.compile(
    r" , (?!anggota|seorang|yang|kepada|saat|ketika|di |pada|dalam|usai|seperti|dikutip|melalui|lewat|‹[TDL])"
)  # what was said goes on after «, kata Ani,»


def _reported(view: View, views: list[View], n: int, m: re.Match[str], things: Things, said: list[_Said]) -> Span:
    """The words before «kata Ani»; where an opening mark was lost, or the speaker says «kami», also the sentences before."""
    text = things.document.article.text
    sentence = view.marks.sentence
    at = view.span(m.start("cue"), m.end("cue")).begin
    begin = _start(view)
    inside = text[begin:at].strip(" ,")
    if not inside or at - begin < 12:  # «Lanjut dia, …», cue first
        rest = _after(view, m)
        return rest or sentence.span
    complete = len(inside.split()) >= 6 and _CONTINUED.match(view.line, m.end()) is None
    lead_in = len(inside.split()) <= 5 and _CONTINUED.match(view.line, m.end()) is not None  # «Selain itu, kata Ani, …»
    if lead_in or (
        not complete and at < begin + (sentence.span.end - begin) * 0.5 and len(text[at : sentence.span.end].split()) > 8
    ):
        whole = Span(begin, sentence.span.end)  # «Selain itu, lanjut dia, para peserta …»
        if at - begin < 25 and not view.line.startswith("selain itu"):
            return _trim(things, Span(view.span(m.start("cue"), m.end("cue")).end, sentence.span.end))
        return _trim(things, whole)
    lost = lost_marks(text, sentence.span.begin, at)
    if lost:
        begin = lost[0]
    elif n and _goes_on(text[begin:at]):
        for back in range(n - 1, max(n - 4, -1), -1):
            earlier = views[back].marks.sentence
            words = text[earlier.span.begin : earlier.span.end]
            opened = lost_marks(text, earlier.span.begin, earlier.span.end)
            if any(s.quote.overlaps(earlier.span) for s in said) or views[back + 1].marks.sentence.number - earlier.number > 1:
                break
            if opened:
                begin = opened[0]
                break
            if _patterns()["after"].search(views[back].line) or _patterns()["before"].search(views[back].line):
                break
            if not _goes_on(words) and back < n - 1:
                break
            begin = earlier.span.begin if back > 0 else _start(views[back])
            if not _goes_on(words):
                break
    return _trim(things, Span(begin, at))


_LINK = re.compile(
    r"(?:Ini|Inilah|Itu|Karena itu|Oleh karena itu|Jadi|Dan|Sehingga|Tapi|Namun|Semoga|Di sana|Apalagi|Makanya|Bahkan|Mudah-mudahan"
    r"|Tolong|Bukan hanya|Bandingkan|Sebab|Nah|Artinya|Selamat)\b"
)


def _goes_on(text: str) -> bool:
    """Whether speech goes on from the sentence before: the speaker says «kami», or takes up what was said."""
    return _LINK.match(text) is not None or _first_person(text)


def _first_person(text: str) -> bool:
    return re.search(r"\b(?:[Kk]ami|[Kk]ita|[Ss]aya|[Aa]ku)\b", text) is not None


# --- drafts ---------------------------------------------------------------------------------------------------------


def _implied_hopes(views: list[View], said: list[_Said], things: Things) -> list[_Said]:
    """«… itu juga diharapkan …» between two statements of one speaker is reported too, though nobody is named for it."""
    out = list(said)
    by_sentence = {v.marks.sentence.number: [s for s in said if v.marks.sentence.span.covers(s.quote)] for v in views}
    for before, view, after in zip(views, views[1:], views[2:], strict=False):
        m = _patterns()["hope"].search(view.line)
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
            out.append(_Said(_trim(things, view.marks.sentence.span), view.span(*m.span("cue")), None, False))
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
