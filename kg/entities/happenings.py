"""Events, programmes and regulations of an article, one for all the phrases that describe it: «Pelatihan …», «kegiatan ini»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.alike import kind, one_name, same, unspecific
from kg.entities.names import words
from kg.entities.resolve import Thing, Things
from kg.entities.vagueness import nothing_told
from kg.mentions.cues import cue_words
from kg.mentions.detect import Marks
from kg.mentions.nouns import Phrase
from kg.model import Span
from kg.ontology import KG, ORG, is_a

_HELD = re.compile(r"^(?:pelaksanaan|penyelenggaraan) ", re.IGNORECASE)
_ORDINAL = re.compile(r"^(?:ke-?\d+|\d+|pertama|kedua|ketiga|tahun|ini|itu|ke|[ivx]+)$")
_NUMBERED = re.compile(r" (ke-\d+|(?:19|20)\d\d)\b")
_MEETS = re.compile(r"\b(?:bertemu|menemui|berjumpa)\b")
_VISITS = re.compile(r"\b(?:mengunjungi|berkunjung|bertandang|menyambangi|meninjau)\b")
_ATTENDED = re.compile(r"\b(?:dalam|pada|saat|usai|seusai|menghadiri|membuka|di sela(?:-sela)?) (?:sebuah )?\Z")


def describe(things: Things, marks: Sequence[Marks]) -> None:
    """Turn the phrases of all sentences into things and references to them."""
    for mk in marks:
        for phrase in mk.phrases:
            tailed = not things.document.text(phrase.core).lower().startswith(phrase.cue)  # «UNESCO Day»
            nested = [q for q in mk.phrases if q is not phrase and q.core.covers(phrase.core)]
            if any(
                m.span.covers(phrase.core)
                or (
                    m.span.overlaps(phrase.core)
                    and m.span.begin <= phrase.core.begin
                    and not (tailed and phrase.core.covers(m.span))
                )
                for m in mk.names
            ):
                continue
            if nothing_told(things.document.article.text, phrase, [q for q in mk.phrases if q.begin > phrase.begin]):
                continue
            known = _known(things, phrase, mk)
            if known is not None:  # «program Kartu Prakerja»
                things.place(known, phrase.core)
                continue
            _place(things, phrase)
            event = things.at.get(phrase.core)
            summit = phrase.cue in cue_words("named by bodies") and phrase.cue != "sidang"  # «KTT ASEAN» is held by a member
            summit = summit or phrase.cue in cue_words("matches") | cue_words(
                "leagues"
            )  # «final Piala FIBA», by whom it is called
            if (
                event is not None
                and phrase.proper
                and not summit
                and phrase.cls in ("Meeting", "Event", "generic", "TrainingEvent", "Programme")
            ):
                for m in mk.names:
                    body = things.at.get(m.span)
                    if (
                        phrase.core.covers(m.span)
                        and m.span.begin > phrase.core.begin
                        and body is not None
                        and is_a(body.cls, ORG.Organization)
                        and not is_a(body.cls, KG.NewsAgency)
                        and things.document.article.text[m.span.begin - 1] not in "(/"
                    ):
                        things.hosts.append((event, body, phrase.core))
            for outer in nested:
                whole, programme = things.at.get(outer.core), things.at.get(phrase.core)
                if whole and programme and whole is not programme and not is_a(programme.cls, KG.Regulation):
                    things.nested.append((whole, programme, outer.core))
    _find_aliases(things, marks)
    _equate(things, marks)
    _namesakes(things)


def _namesakes(things: Things) -> None:
    """Happenings that share a name of three words and more are one: «konferensi "A B C"», «konferensi bertema A B C».

    So are shows and programmes of one name whatever noun, year or ordinal it bears: «turnamen Elang Open 2023», «Elang Open».
    """
    seen: dict[str, Thing] = {}
    for thing in [t for t in things.all if t.cue and is_a(t.cls, KG.Event)]:
        for name in list(thing.names):
            first = seen.setdefault(name, thing) if len(name.split()) >= 3 else thing
            if first is not thing and thing.merged is None:
                things.merge(first, thing)
    parts = cue_words("stages") | cue_words("deeds")
    named = [t for t in things.all if (_happens(t) and t.cue and t.cue not in parts) or is_a(t.cls, KG.PolicyInstrument)]
    for i, thing in enumerate(named):
        for other in named[i + 1 :]:
            if thing.merged is None and other.merged is None and one_name(thing, other):
                things.merge(thing, other)


def _known(things: Things, phrase: Phrase, marks: Marks) -> Thing | None:
    """The known programme whose name is all that a phrase holds besides its noun."""
    rest = re.sub(r" *\([^()]*\)", "", things.document.text(phrase.core))[len(phrase.cue) :].strip()
    inside = [m for m in marks.names if phrase.core.covers(m.span) and things.document.text(m.span) == rest]
    known = things.at.get(inside[0].span) if inside and phrase.cls == "Programme" else None
    policy = known is not None and (is_a(known.cls, KG.PolicyInstrument) or is_a(known.cls, KG.Programme))
    return known if policy else None


def _equate(things: Things, marks: Sequence[Marks]) -> None:
    """«NTE merupakan pameran …»: what an event is said to be is no other event."""
    text = things.document.article.text
    ends = {span.end: thing for span, thing in things.at.items() if _happens(thing)}
    for mk in marks:
        for phrase in mk.phrases:
            m = re.search(
                r",? (?:merupakan|adalah|ialah|yakni|yaitu) (?:sebuah |suatu |salah satu )?$",
                text[max(0, phrase.core.begin - 40) : phrase.core.begin],
            )
            what = things.at.get(phrase.core)
            named = ends.get(phrase.core.begin - len(m[0])) if m else None
            if named is not None and what is not None and not phrase.proper and named is not what and _happens(what):
                things.merge(named, what)


def _happens(thing: Thing) -> bool:
    return is_a(thing.cls, KG.Event) or is_a(thing.cls, KG.Programme)


def _place(things: Things, p: Phrase) -> None:
    text = " ".join(things.document.text(p.core).split())
    law = p.cls == "Regulation" and p.proper  # «PP Nomor 5»
    told = words(_HELD.sub("", text) if p.cue not in cue_words("holdings") else text)
    wrapped = told[0] in cue_words("wrappers") and told[0] != p.cue.split()[0]  # «proyek revitalisasi», «upacara pembukaan»
    rest = told[wrapped + len(p.cue.split()) :]
    bare = not law and p.quoted is None and all(_ORDINAL.match(w) for w in rest)
    programme = p.cue in cue_words("bare programmes") or p.cls == "Programme"
    bare = bare or (programme and p.quoted is None and all(w in cue_words("plain modifiers") for w in rest))
    bare = bare or (p.definite and p.quoted is None and all(w in cue_words("capitals of a kind") for w in rest))
    own = [t for t in things.all if t.cue]
    if p.cls == "generic":
        short = next((t for t in own if text.partition(" ")[2] in t.aliases), None)
        if short is not None:  # «kegiatan FI», of «Festival Indonesia (FI)»
            short.references.append(p.core)
            return
        if not bare and not p.definite:
            _name(things, same(own, p, text) or _new(things, p), p, text)
            return
        target = (
            (None if bare else same(own, p, text))  # «acara utama Festival X ini»
            or _latest([t for t in own if is_a(t.cls, KG.Event) and _called(t, p.cue)], p.core)
            or _latest([t for t in own if is_a(t.cls, KG.Event)], p.core)
            or _latest([t for t in own if is_a(t.cls, KG.Programme)], p.core)
        )
        if target:
            target.references.append(p.core)
        elif bare and not p.definite and _ATTENDED.search(things.document.article.text, 0, p.core.begin):
            _name(things, _new(things, p), p, text)  # «dalam acara di Balai Kota»
        return
    if p.cls == "mishap":  # «peristiwa itu», of a flood told before
        suffered = _latest([t for t in own if t.cue in cue_words("mishaps")], p.core)
        if suffered is not None and p.definite:
            suffered.references.append(p.core)
        return
    if p.cue in cue_words("holdings") and bare:  # «pelaksanaannya»
        candidates = [t for t in own if is_a(t.cls, KG.Event)]
        held = _latest([t for t in candidates if any(q.proper for q in t.phrases)] or candidates, p.core)
        if held is not None:
            held.references.append(p.core)
        return
    target = same(own, p, text)
    if target is None and p.definite:
        alike = [
            t
            for t in own
            if kind(t.cue) == kind(p.cue) or t.cue in p.cue or p.cue in t.cue or {p.cue, t.cue} <= cue_words("talks")
            if bare or not (p.proper and any(q.proper for q in t.phrases))
        ]
        if bare and p.cls == "Meeting":  # «konferensi ini», of a «pertemuan»
            alike = alike or [t for t in own if is_a(t.cls, KG.Meeting)]
        if p.cue == "pertemuan" and all(any(q.proper for q in t.phrases) for t in alike) and _told(things, p, _MEETS):
            # «pertemuan ini» is the one told by «bertemu», not the summit named beside it
            _name(things, _new(things, p), p, text)
            return
        target = _latest([t for t in alike if not any(q.proper for q in t.phrases)], p.core) if p.cue == "pertemuan" else None
        target = (
            target
            or _latest(alike, p.core)
            or (_latest([t for t in own if is_a(t.cls, KG.Programme)], p.core) if programme else None)
        )
        if target is None and ((programme and not p.proper) or p.cue in ("pertemuan", "forum")):
            target = _latest([t for t in own if is_a(t.cls, KG.Event)], p.core)
        visited = p.cue == "kunjungan" and _told(things, p, _VISITS)
        of_itself = cue_words("talks") | cue_words("deeds") | cue_words("bare agreements")
        if target is None and bare and p.cue not in of_itself and not visited:
            return
        if target and bare:
            target.references.append(p.core)
            return
        if target and programme and not p.proper:
            target.references.append(p.core)
            return
    if target is None and p.proper and not programme:  # «press tour», named only now: «Press Tour Samarinda 2023»
        kin = [t for t in own if kind(t.cue) == kind(p.cue)]
        target = kin[0] if len(kin) == 1 and all(n.lower() == t.cue for t in kin for n in t.names) else None
    if target is None and bare:
        alike = [t for t in own if kind(t.cue) == kind(p.cue)] or [t for t in own if {p.cue, t.cue} <= cue_words("talks")]
        if alike:
            _latest(alike, p.core).references.append(p.core)  # type: ignore[union-attr]
            return
        if (programme and not p.definite) or (is_a(KG[p.cls], KG.Regulation) and p.cue not in cue_words("bare agreements")):
            return
    _name(things, target or _new(things, p), p, text)


def _called(thing: Thing, noun: str) -> bool:
    """Whether a thing with a name or title was told by a noun: «kegiatan bertema "Laut Kita"» is meant by «kegiatan ini»."""
    named = any(p.proper or p.quoted for p in thing.phrases)
    return named and any(n.lower().startswith(f"{noun} ") for n in thing.names)


def _told(things: Things, p: Phrase, verbs: re.Pattern[str]) -> bool:
    """Whether a verb before the phrase tells of the event."""
    return verbs.search(things.document.article.text, 0, p.core.begin) is not None


def _of_place(things: Things, p: Phrase) -> bool:
    """Whether all that a name holds besides its noun is a place: «Deklarasi Wina» is a text, not a ceremony."""
    entry = things.gazetteer.named(things.document.text(p.core)[len(p.cue) :].strip())
    return entry is not None and is_a(entry.cls, KG.Place)


def _new(things: Things, p: Phrase) -> Thing:
    cls = KG.Event if p.cls == "generic" else KG[p.cls]
    if p.cue == "deklarasi" and p.proper and _of_place(things, p):
        cls = KG.Agreement
    thing = things.new(cls, None, own=is_a(cls, KG.Event))
    thing.cue = p.cue
    return thing


def _name(things: Things, thing: Thing, p: Phrase, text: str) -> None:
    title = things.document.text(p.quoted) if p.quoted else ""
    if title and p.called and not p.proper:  # «lomba lari bertajuk Lari Senja» is called by its title
        _entitle(things, thing, title, p)
    thing.phrases.append(p)
    of_other = p.cls == "SigningEvent" or p.cue in (cue_words("stages") - {"seleksi"}) | cue_words("deeds")  # «peresmian … (JT)»
    alias = [] if of_other else re.findall(r"\(([^()]+)\)", text)
    things.place(thing, p.core)
    for a in alias:
        for part in a.split("/"):
            at = things.document.article.text.find(part, p.core.begin)
            if at >= 0 and not (p.cls == "Regulation" and things.gazetteer.named(part)):  # «UU Mahkamah Agung (MA)»
                thing.aliases.setdefault(part, []).append(Span(at, at + len(part)))
                short = re.fullmatch(r"(\w{2,}) (?:19|20)\d\d", part)
                if short:  # «FI 2023», later «FI»
                    thing.aliases.setdefault(short[1], []).append(Span(at, at + len(short[1])))
    if title and title not in thing.names:
        _entitle(things, thing, title, p)


def _entitle(things: Things, thing: Thing, title: str, p: Phrase) -> None:
    """Give a thing the title that follows its description."""
    assert p.quoted is not None
    thing.add(title, p.quoted)
    things.at[p.quoted] = thing
    if p.called and title.count(" ") < 7:
        thing.aliases.setdefault(title, []).append(p.quoted)


def _latest(candidates: list[Thing], before: Span) -> Thing | None:
    return max(candidates, key=lambda t: t.last_before(before.begin)) if candidates else None


def _bare_names(things: Things) -> dict[str, Thing]:
    """Names of programmes and shows without the noun before them, where one alone bears them: «program Panen Raya»."""
    found: dict[str, list[Thing]] = {}
    for t in things.all:
        if t.cue in cue_words("shows") | unspecific() or (t.cue and is_a(t.cls, KG.Programme)):
            for name in t.names:
                parts = (name[len(t.cue) :] if name.lower().startswith(t.cue) else name).split()
                if len(parts) > 1 and all(w[0].isupper() or w[0].isdigit() for w in parts):
                    found.setdefault(" ".join(parts), []).append(t)
    return {name: owners[0] for name, owners in found.items() if len(set(map(id, owners))) == 1}


def _find_aliases(things: Things, marks: Sequence[Marks]) -> None:
    """Abbreviations that a programme or event declared, where they stand alone later: «(IISMA) … peserta IISMA»."""
    declared = _bare_names(things) | {a: t for t in things.all if t.cue for a in t.aliases}
    if not declared:
        return
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(a) for a in sorted(declared, key=len, reverse=True)) + r")\b")
    text = things.document.article.text
    for mk in marks:
        for m in pattern.finditer(text, mk.sentence.span.begin, mk.sentence.span.end):
            span = Span(m.start(), m.end())
            covering = [s for s in things.at if s.overlaps(span)]
            thing = declared[m.group()]
            if all(s != span and span.covers(s) and not things.at[s].key and not things.at[s].cue for s in covering):
                for s in covering:  # «Sahabat Laut Global» holds no «Laut Global»
                    things.release(s)
                covering = []
            other = _NUMBERED.match(text, m.end())
            numbers = {n[1] for name in thing.names for n in _NUMBERED.finditer(name)}
            if other and other[1] not in numbers and any(n[0] == other[1][0] for n in numbers):  # another ordinal or year
                if not covering:  # «AMAF ke-47», where the article is about «… (AMAF) ke-46»
                    edition = things.new(thing.cls, None, own=thing.own)
                    edition.cue = thing.cue
                    things.place(edition, Span(m.start(), other.end()))
                continue
            for s in covering:
                if s == span:
                    old = things.at[s]
                    if not old.cue and len(old.names) == 1 and (old.key is None or m.group() in thing.aliases):
                        old.key = None  # «BRI» declared for a programme is not the bank
                        things.merge(thing, old)
            if any(things.at[s] is thing for s in covering):
                continue
            if not covering:
                things.place(thing, span)
