"""Matches: who played whom, in what and where: «Bantara FC menekuk Persela 2-0 pada pekan ketiga Liga 1 di Stadion Wira»."""

from __future__ import annotations

import re
from itertools import takewhile

from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.roles import participate
from kg.extractors.view import Found, Slot, View, rule
from kg.language.verbs import spelt
from kg.mentions.cues import cue_words
from kg.model import Literal, Span, Status
from kg.ontology import FOAF, KG, SCHEMA, is_a

NAME = "matches"
_SCORE = r"(?: (?:\d+|-|,|dengan|skor|tipis|telak|besar|meyakinkan|dramatis|straight|set|gim|dua|tiga|langsung|tanpa|balas|gol|‹D\d+›))*"
CLASH = rule(
    rf"(?P<verb>\b<beat>{_SCORE}(?: (?:atas|dari|melawan|lawan|kontra|dengan|oleh)\b)?"
    r"|\b(?:kemenangan|kekalahan|hasil imbang)(?: (?!‹|\.)[^ ]+){0,9}? (?:atas|dari|melawan|lawan|kontra|dengan)\b)"
)
GAME = rule(
    r"(?P<what><E>)(?: antara(?P<first> <POC>(?: / <P>)?) (?:dan|dengan)|(?P<one> <POC>(?: / <P>)?)? (?:melawan|lawan|kontra|vs|versus|menghadapi)) (?P<other><POC>(?: / <P>)?)"
)
_TOLD_BY = re.compile(  # the one who did it is who the sentence is about: «Ani ke semifinal usai mengalahkan Budi»
    r"\b(?:usai|seusai|setelah|sesudah|berkat|dengan|saat|ketika|lewat|karena|selepas|kala|melalui)(?: (?!‹)\w+){0,3} $"
)
_UNREAL = re.compile(
    spelt(r"\b(?:<denied>|<hoped>|<asked>|<condition>|<cancelled>|ingin|mau|siap|bisa|untuk|pernah|terakhir|sebelumnya|gagal)\b")
)
_ELSEWHEN = re.compile(r"\b(?:(?:tahun|musim) (?:lalu|silam|sebelumnya)|edisi (?:sebelumnya|lalu)|sejak|rekor|pertemuan)\b")
_SAID = re.compile(spelt(r"\b(?:<say>|<tell>|menilai|menyebut|mengaku)\b"))
_REACHED = re.compile(
    r"\b(?:ke|menuju|jelang|menjelang|sejak|mencapai|menembus|tiket|lolos|peluang|tempat|selanjutnya|juara|gelar|trofi|mahkota)(?: (?!‹)\w+)? $"
)
_STOPS = re.compile(r"[.;“”\"()]|yang|untuk|agar|di|pada|dalam|dengan|setelah|usai|lewat|melalui|karena|saat|ketika|sebelum|dan")
_NEAR, _FAR = 9, 14  # words between a verb and those who played
_OPENING = 600  # characters within which an article names the tournament that it is about


def matches(view: View, things: Things, draft: Draft) -> None:
    """Draft the sides of the matches that a sentence tells, and a match that it tells with a verb alone."""
    for found in view.find(GAME):
        what = found.slot("what")
        if what is not None and what.thing is not None and _match(what.thing):
            for side in (*found.slots("first"), *found.slots("one"), *found.slots("other")):
                _play(what.thing, side, found.span(), things, draft)
    contests = [t for t in things.all if t.own and t.merged is None and _contest(t)]
    if not contests and not any(_match(t) for t in things.all):
        return
    main = [t for t in contests if t.first.begin < _OPENING]
    for found in view.find(CLASH):
        if any(q.covers(found.span("verb")) for q in view.marks.quotes):
            continue
        losers, winners = _after(found), _before(found)
        if not losers or not winners or _same(losers, winners) or _idle(found):
            continue
        sides = [*winners, *losers]
        event = _setting(found) or (main[0] if len(main) == 1 else None)
        if event is None:
            continue
        for side in sides:
            _play(event, side, Span(min(s.head.begin for s in sides), max(s.head.end for s in sides)), things, draft)


def settle(draft: Draft) -> None:
    """A league is nowhere and on no day: its matches are."""
    draft.rows[:] = [r for r in draft.rows if not _of_match(r[0], r[1], r[2])]


def _of_match(what: object, predicate: str, where: object) -> bool:
    """Whether the day or the ground of a match was taken for its league's."""
    if not isinstance(what, Thing) or what.actual.cue not in cue_words("leagues"):
        return False
    if predicate == KG.locatedIn:
        return isinstance(where, Thing) and is_a(where.actual.cls, KG.Facility)
    return predicate in (SCHEMA.startDate, SCHEMA.endDate) and isinstance(where, Literal) and len(where.value) > len("2023-09")


def _match(thing: Thing) -> bool:
    return thing.cue in cue_words("matches") and is_a(thing.cls, KG.Event)


def _contest(thing: Thing) -> bool:
    """Whether a thing is a tournament or a league that the article names."""
    return thing.cue in cue_words("contests") and is_a(thing.cls, KG.Event) and any(p.proper for p in thing.phrases)


def _side(thing: Thing) -> bool:
    return thing.cls in (FOAF.Person, KG.Country) or not is_a(thing.cls, KG.GovernmentBody)


def _play(event: Thing, side: Slot, span: Span, things: Things, draft: Draft) -> None:
    """Draft that a side plays in an event, and in the tournament whose part it is by its name."""
    if side.thing is None or not _side(side.thing):
        return
    for i, what in enumerate((event, *(inner.actual for outer, inner, _ in things.nested if outer.actual is event))):
        if not (side.kind == "C" and what.cue in cue_words("leagues")):  # countries play in no league
            participate(draft, what, side.thing, span, Status.INFERRED if i else Status.STATED)


def _idle(found: Found) -> bool:
    """Whether no match is told: it is wished for, was lost to memory, or a figure counts such matches."""
    line = found.view.line
    before = line[
        max(line.rfind(" , ", 0, found.match.start()), line.rfind(" . ", 0, found.match.start()), 0) : found.match.start()
    ]
    after = line[found.match.end() :].partition(" . ")[0]
    return (
        _UNREAL.search(before[-70:]) is not None
        or _ELSEWHEN.search(after[:120]) is not None
        or _ELSEWHEN.search(before) is not None
    )


def _after(found: Found) -> list[Slot]:
    """The other side: «petenis Italia Ani», «wakil Jepang Budi / Cici»."""
    view = found.view
    items = [item for item, at in zip(view.items, view.starts, strict=True) if at >= found.match.end()]
    for i, (text, _, slot) in enumerate(items[:_NEAR]):
        if slot is None and _STOPS.fullmatch(text):
            return []
        if slot is None or slot.kind in "TD":
            continue
        follows = items[i + 1][2] if i + 1 < len(items) else None
        if slot.kind == "C" and follows is not None and follows.kind in "PTO":
            continue
        return _pair(items[i:]) if slot.kind in "POC" else []
    return []


def _pair(items: list[tuple[str, Span, Slot | None]]) -> list[Slot]:
    """One side at the head of a stretch, two where they play together."""
    run = takewhile(lambda item: item[2] is not None or item[0] == "/", items)
    first = items[0][2]
    slots = [s for _, _, s in run if s is not None]
    joined = len(items) > 2 and items[1][0] == "/" and len(slots) > 1
    return slots[:2] if joined else [first] if first is not None else []


def _before(found: Found) -> list[Slot]:
    """The side that the verb is told of: who stands just before it, or first in the sentence before «usai mengalahkan»."""
    view, line = found.view, found.view.line
    items = [(item, at) for item, at in zip(view.items, view.starts, strict=True) if at < found.match.start()]
    aside = _TOLD_BY.search(line[: found.match.start()]) is not None
    best: list[Slot] = []
    words = 0
    for i in range(len(items) - 1, -1, -1):
        (text, _, slot), at = items[i]
        if slot is None:
            words += 1
            if _SAID.fullmatch(text) or text in '.;“”"' or (words > _FAR and not aside):
                break
            continue
        if slot.kind not in "POC":
            continue
        lead = line[:at].rstrip().rpartition(" ")[2]
        if lead in cue_words("not sides") or lead.startswith("‹E"):  # «turnamen BWF»
            if slot.kind == "C" and not aside:
                break  # «wakil Malaysia mengalahkan …»
            continue
        paired = i > 1 and items[i - 1][0][0] == "/" and items[i - 2][0][2] is not None
        best = _pair([item for item, _ in items[i - 2 : i + 1]]) if paired else [slot]
        if not aside:
            break
    return best


def _setting(found: Found) -> Thing | None:
    """The match, else the tournament, that the sentence names for it; none that was only reached by it."""
    view, line = found.view, found.view.line
    near = []
    for (_, _, slot), at in zip(view.items, view.starts, strict=True):
        if slot is None or slot.thing is None or slot.kind != "E" or _REACHED.search(line[:at]):
            continue
        if _match(slot.thing) or _contest(slot.thing):
            gap = line[found.match.end() : at] if at >= found.match.end() else line[at : found.match.start()]
            if CLASH.search(gap) is None:
                near.append((not _match(slot.thing), at < found.match.start(), len(gap), slot.thing))
    return min(near, key=lambda n: n[:3])[3] if near else None


def _same(losers: list[Slot], winners: list[Slot]) -> bool:
    """Whether one thing was taken for both sides."""
    return any(a.thing is b.thing for a in losers for b in winners)
