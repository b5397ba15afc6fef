"""Who speaks: the person, holder of an office or body behind a cue, «dia», «-nya» and «pelatih asal Garut itu» resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.entities.resolve import Thing
from kg.extractors.offices import Tenure
from kg.extractors.speech import ANYONE, INDEFINITE, SOME_BODY, someone
from kg.extractors.view import Slot, View
from kg.mentions.cues import cue_words
from kg.mentions.titles import TitleMention
from kg.ontology import FOAF


@dataclass(slots=True)
class Voice:
    """Who has spoken last and who was spoken of last: what «dia» and «-nya» stand for."""

    speaker: Thing | None = None
    subject: Thing | None = None
    latest: Thing | None = None  # the later of the two
    body: Thing | None = None  # the organisation last spoken of: «kantor berita itu»
    described: list[tuple[Thing, Slot, Thing | None]] = field(default_factory=list)  # people and the offices that stand for them


_OBLIQUE = re.compile(
    r"\b(?:di|ke|dari|dengan|oleh|milik|digelar|diselenggarakan|diadakan|kepada|bersama|antara|dan|untuk|pada)(?: (?:ibu|bapak|pak|bu|para))? $"
)
_BOUND = re.compile(  # «usai melawan Arema», «warga asal Portugal»: the body is not what a sentence speaks of
    r"\b(?:di|ke|(?<!informasi )(?<!laporan )(?<!keterangan )(?<!data )dari|dengan|oleh|kepada|untuk|pada|asal|(?!menurut)me[a-z]{4,}|(?!berikut|bersama)ber[a-z]{4,}"
    r"|(?!diberitakan|dikabarkan|diketahui|dilaporkan)di[a-z]{5,}) $"
)
_BODY = re.compile(r"‹[OCF]\d+›")


def nearest(m: re.Match[str]) -> re.Match[str]:
    """The match of the same cue whose speaker stands nearest to it: «Usai melawan Arema, pelatih asal Bali itu mengatakan …»."""
    later = m.re.search(m.string, m.end("who"))
    if later is None or later.start("cue") != m.start("cue") or not m.string[: later.start("who")].endswith(", "):
        return m
    pronoun = later["who"] in ("ia", "dia", "beliau")
    body = _BODY.match(m["who"]) is not None and "," not in later["gap"]
    better = body and (_BODY.match(later["who"]) is None or _bound(m))
    return later if pronoun or better else m


def teller(m: re.Match[str], view: View, tenures: list[Tenure], voice: Voice) -> Thing | None:
    """Who tells in «Ani mengatakan …»; the subject of the sentence if what stands next to the verb is not.

    «Dubes Ani dalam forum yang digelar KBRI mengatakan …»
    """
    bound = _bound(m) and not _POINTED.match(view.line, m.end("who"))
    subject = subject_of(view, tenures) if bound or _OBLIQUE.search(view.line[: m.start("who")]) else None
    return subject if subject is not None or bound else who(m, view, tenures, voice)


def _bound(m: re.Match[str]) -> bool:
    return _BODY.match(m["who"]) is not None and _BOUND.search(m.string, 0, m.start("who")) is not None


@cache
def _people() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, cue_words("unnamed people"))))
    return re.compile(rf"\b(?:{words}) (?:(?:di|dari|asal|pada) )?$")


def unnamed(m: re.Match[str]) -> bool:
    """Whether people tell who are not named but for their body: «Pejabat Bulog mengatakan …»."""
    return _BODY.match(m["who"]) is not None and _people().search(m.string, 0, m.start("who")) is not None


def who(m: re.Match[str], view: View, tenures: list[Tenure], voice: Voice) -> Thing | None:
    """The thing behind the cue of a match."""
    groups = m.re.groupindex
    name = next((g for g in ("who", "source", "source2", "source3") if g in groups and m[g]), None)
    if name is None:
        return voice.latest if m["cue"].startswith("tulis") else _he(voice, tenures) or voice.latest
    slots = view.slots_in(*m.span(name))
    if name == "who" and _is_described(m):
        return _person(voice, tenures)
    if name == "who" and re.fullmatch(someone(), m[name]):
        person = voice.subject or voice.speaker
        title = next((s for s in slots if s.title is not None), None)
        if person is not None and person.cls == FOAF.Person and title and "menjabat" in m[name]:
            voice.described.append((person, title, next((s.thing for s in slots if s.thing), None)))
        return person
    named = next((s for s in slots if s.kind == "P"), None)
    if named:
        return named.thing
    title = next((s for s in slots if s.title is not None), None)
    if title is not None and title.title is not None:
        bodies = [s.thing for s in slots if s.thing and "Indonesia" not in s.thing.names and "RI" not in s.thing.names]
        holder = holder_of(title.title, view, tenures, bodies)
        tail = view.line[m.end(name) :]
        if holder is None and (_POINTED.match(tail) or _POINTED.search(m[name])):
            holder = voice.subject or voice.speaker  # «Ketua DPD Partai X itu mengungkapkan»
            if holder is not None and holder.cls == FOAF.Person:
                voice.described.append((holder, title, bodies[0] if bodies else None))
        return holder
    if re.fullmatch(SOME_BODY, m[name]):
        return voice.body
    if m[name].removeprefix("sang ") in cue_words("bare offices"):
        return _bearer(m[name].removeprefix("sang "), tenures) or _person(voice, tenures)
    if re.fullmatch(INDEFINITE, m[name]):
        return None
    body = next((s for kinds in ("O", "CF") for s in slots if s.kind in kinds), None)  # «badan Prancis ANFR»
    if body and re.fullmatch(ANYONE, m[name]) is None:
        return body.thing
    return _he(voice, tenures) if m[name] == "pihaknya" else _person(voice, tenures)


def _is_described(m: re.Match[str]) -> bool:
    """Whether a name only ends what describes the speaker: «pakar gula itu», «pemilik 67 gol untuk Arema itu»."""
    if _BARE.fullmatch(m["who"]) is None or _POINTED.match(m.string, m.end("who")) is None:
        return False
    return m["who"].startswith("‹P") or _MODIFIED.search(m.string, 0, m.start("who")) is not None


_BARE = re.compile(r"‹[POC]\d+›(?: ‹[OCLF]\d+›)?")
_MODIFIED = re.compile(r"\b(?!(?:itu|ini|tersebut|namun|sementara|sebelumnya|lanjut|bahwa|dan|pihak)\b)[a-z-]{2,} $")
_POINTED = re.compile(r"(?: <?‹[OL]\d+›)? (?:itu|ini|tersebut)\b")


def _he(voice: Voice, tenures: list[Tenure]) -> Thing | None:
    """Whom «dia» and «-nya» stand for: the person last spoken of, but not a victim or guest of whom the last speaker tells."""
    he, before = voice.subject, voice.speaker
    if he is not None and before is not None and before.cls == FOAF.Person and not any(t.person is he for t in tenures):
        return before
    return he or before


def _person(voice: Voice, tenures: list[Tenure]) -> Thing | None:
    he = _he(voice, tenures)
    return he if he is not None and he.cls == FOAF.Person else None


def _bearer(title: str, tenures: list[Tenure]) -> Thing | None:
    """The one person who bears a title that stands in small letters: «menteri»."""
    people = {t.person.number: t.person for t in tenures if t.title.lower().startswith(title)}
    return next(iter(people.values())) if len(people) == 1 else None


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


def subject_of(view: View, tenures: list[Tenure]) -> Thing | None:
    """The person whom a sentence speaks of first, before its first ten words are over; an object is none.

    «Selain bertemu Ani, Budi …» speaks of Budi.
    """
    aside = _ASIDE.match(view.line)
    begin = view.line.count(" ", 0, aside.end()) if aside else 0
    verb = False
    for text, _, slot in view.items[begin : begin + 12]:
        if slot is not None and slot.kind in "PT" and (verb or _OBLIQUE.search(view.line[: view.start(slot)])):
            continue
        if slot is not None and slot.kind == "P":
            return slot.thing
        if slot is not None and slot.kind == "T" and slot.title is not None:
            holder = holder_of(slot.title, view, tenures, [])
            if holder:
                return holder
        if text in ("yang", "dan", "ia", "dia", "beliau"):
            return None
        if slot is None:
            verb = text != "," and (verb or _VERB.match(text) is not None)
    return None


_VERB = re.compile(r"me(?!nteri|dan\b|dia\b)[a-z]{4,}")  # its object is not what a sentence speaks of first
