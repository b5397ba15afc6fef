"""Matches: who played whom, in what and where: «Bantara FC menekuk Persela 2-0 pada pekan ketiga Liga 1 di Stadion Wira»."""

from __future__ import annotations

import re
from itertools import takewhile

from kg.entities.resolve import Thing, Things
from kg.extractors.deeds import verbal
from kg.extractors.draft import Draft
from kg.extractors.leagues import is_match
from kg.extractors.offices import Tenure
from kg.extractors.roles import participate
from kg.extractors.seats import speaks_for
from kg.extractors.venues import located
from kg.extractors.view import Found, Slot, View, rule
from kg.language.verbs import spelt
from kg.mentions.cues import cue_words
from kg.model import Span, Status
from kg.ontology import KG, ORG, is_a

NAME = "matches"
_SCORE = r"(?: (?:\d+|-|,|dengan|skor|tipis|telak|besar|meyakinkan|dramatis|straight|set|gim|dua|tiga|langsung|tanpa|balas|gol|‹D\d+›))*"
CLASH = rule(
    rf"(?P<verb>\b<beat>{_SCORE}(?: (?:atas|dari|melawan|lawan|kontra|dengan|oleh)\b)?"
    r"|\b(?:kemenangan|kekalahan|hasil imbang)(?: (?!‹|\.)[^ ]+){0,9}? (?:atas|dari|melawan|lawan|kontra|dengan)\b)"
)
GAME = rule(
    r"(?P<what><E>)(?: antara(?P<first> <POC>(?: / <P>)?) (?:dan|dengan)|(?P<one> <POC>(?: / <P>)?)? (?:melawan|lawan|kontra|vs|versus|menghadapi)) (?P<other><POC>(?: / <P>)?)"
)
NAMED = rule(r"(?P<what><E>) (?P<other><POC>)")  # «laga kontra Persela», whose core ends in «kontra»
WITHIN = rule(  # «laga kontra Persela pada pekan kedua Liga 1»
    r"(?P<part><E>)(?: (?!‹[EGQ]|\.|,|yang\b)[^ ]+){0,5}? (?:pada|dalam|di) (?:(?:pekan|lanjutan|jadwal|ajang|kompetisi|grup|matchday) (?:(?!‹)[^ ]+ ){0,2}?)?(?P<whole><E>)"
)
_TOLD_BY = re.compile(  # the one who did it is who the sentence is about: «Ani ke semifinal usai mengalahkan Budi»
    r"\b(?:usai|seusai|setelah|sesudah|berkat|dengan|saat|ketika|lewat|karena|selepas|kala|melalui)(?: (?!‹)\w+){0,3} $"
)
_UNREAL = re.compile(
    spelt(r"\b(?:<denied>|<hoped>|<asked>|<condition>|<cancelled>|ingin|mau|siap|bisa|untuk|pernah|terakhir|sebelumnya|gagal)\b")
)
_NEVER = re.compile(spelt(r"\b(?:<denied>|<cancelled>|pernah|gagal)\b"))
_GROUND = rule(
    r"(?: (?!‹[FE]|\.|;|yang\b|“)[^ ]+| ‹E\d+›){0,22}? di (?:kandangnya , |markasnya , |kandang , |markas , )?(?P<where><F>)"
)
_ELSEWHEN = re.compile(r"\b(?:(?:tahun|musim) (?:lalu|silam|sebelumnya)|edisi (?:sebelumnya|lalu)|sejak|rekor|pertemuan)\b")
_SAID = re.compile(spelt(r"\b(?:<say>|<tell>|menilai|menyebut|mengaku)\b"))
_REACHED = re.compile(
    r"\b(?:ke|menuju|jelang|menjelang|sejak|mencapai|menembus|tiket|lolos|peluang|tempat|selanjutnya|juara|gelar|trofi|mahkota)(?: (?!‹)\w+)? $"
)
_STOPS = re.compile(r"[.;“”\"()]|yang|untuk|agar|di|pada|dalam|dengan|setelah|usai|lewat|melalui|karena|saat|ketika|sebelum|dan")
_DOES = re.compile(r"(?:me(?!nteri|rah)|ber(?!k))\w{4,}")  # another verb
_VERSUS = re.compile(r" (?:kontra|lawan|melawan|vs) (?=[A-Z])")
_NEAR, _FAR = 9, 14  # words between a verb and those who played
_OPENING = 600  # characters within which an article names the tournament that it is about


def matches(view: View, things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft the sides of the matches that a sentence tells, and a match that it tells with a verb alone."""
    for found in view.find(WITHIN):
        part, whole = found.slot("part"), found.slot("whole")
        if part is None or whole is None or part.thing is None or whole.thing is None:
            continue
        if is_match(part.thing) and _contest(whole.thing) and not draft.objects(part.thing, KG.subEventOf):
            draft.claim(part.thing, KG.subEventOf, whole.thing, found.span(), "parts")
    for found in view.find(GAME):
        what = found.slot("what")
        if what is not None and what.thing is not None and is_match(what.thing):
            for side in (*found.slots("first"), *found.slots("one"), *found.slots("other")):
                _play(what.thing, side, found.span(), things, draft)
    for found in view.find(NAMED):
        what, other = found.slot("what"), found.slot("other")
        if (
            what
            and what.thing
            and other
            and is_match(what.thing)
            and things.document.text(what.head).endswith((" kontra", " lawan"))
        ):
            _play(what.thing, other, found.span(), things, draft)
    for _, _, slot in view.items:
        if slot is not None and slot.kind == "E" and slot.thing is not None and is_match(slot.thing):
            for against in _VERSUS.finditer(things.document.text(slot.head)):
                rival = next((t for s, t in things.at.items() if s.begin == slot.head.begin + against.end()), None)
                if rival is not None and _side(rival):
                    participate(draft, slot.thing, rival, slot.head)
    clashes = view.find(CLASH)
    if not clashes:
        return
    contests = [t for t in things.all if t.own and t.merged is None and _contest(t)]
    if not contests and not any(is_match(t) for t in things.all):
        return
    main = [t for t in contests if t.first.begin < _OPENING]
    for found in clashes:
        if any(q.covers(found.span("verb")) for q in view.marks.quotes):
            continue
        losers, named = _after(found), _before(found)
        if any(_presides(s.thing, tenures) for s in losers):
            continue  # «bertemu Presiden FIFA Ani»
        winners = _clubs(named, losers, found, tenures, things, draft)
        if not losers or _same(losers, winners):
            continue
        sides = [*winners, *losers]
        event = _setting(found)
        if event is None or not is_match(event):
            paired = _paired(sides, things, draft) if winners else None
            ground = _GROUND.match(view.line, _end(view, losers[-1]))
            if ground is not None and CLASH.search(ground[0]) is None and paired is None and not _off(found):
                _grounded(found, sides, ground, event or (main[0] if len(main) == 1 else None), things, draft)
                continue
            event = None if _to_come(found) else paired or event or (main[0] if len(main) == 1 else None)
        if event is None or not (winners or named) or _idle(found):
            continue
        for side in sides:
            _play(event, side, _across(sides), things, draft)


def _across(sides: list[Slot]) -> Span:
    return Span(min(s.head.begin for s in sides), max(s.head.end for s in sides))


def _end(view: View, slot: Slot) -> int:
    """Where the line goes on after a slot."""
    return view.line.index("›", view.start(slot)) + 1


def _paired(sides: list[Slot], things: Things, draft: Draft) -> Thing | None:
    """The match of the same two that a verb told before."""
    told = (t for t in things.all if t.own and t.merged is None and is_match(t))
    return next((t for t in told if all(s.thing is not None and draft.has(t, KG.participant, s.thing) for s in sides)), None)


def _grounded(
    found: Found, sides: list[Slot], ground: re.Match[str], contest: Thing | None, things: Things, draft: Draft
) -> None:
    """A match told by its verb and its ground: «menjamu Persela pada pekan ketiga Liga 1 di Stadion Wira, Kota Tegal, Minggu (17/9)»."""
    view = found.view
    where = view.slots_in(*ground.span("where"))[0]
    label = Span(found.span("verb").begin, sides[-1].head.end)
    event = verbal(label, KG.Event, "laga", found, ground.end(), things, draft)
    if _to_come(found):
        draft.status[event.number] = ("Planned", label)
        contest = None
    if where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    for side in sides:
        _play(event, side, _across(sides), things, draft)
        if contest is not None:
            _play(contest, side, _across(sides), things, draft)
    if contest is not None:
        draft.claim(event, KG.subEventOf, contest, Span(label.begin, where.head.end), "parts", Status.INFERRED)
    bare = [t for t in things.all if t.own and t.merged is None and t is not event and t.cue in ("laga", "pertandingan")]
    if label.begin < _OPENING and len(bare) == 1 and all(len(n.split()) == 1 for n in bare[0].names):
        things.merge(event, bare[0])  # «laga itu», in an article of one match


def _clubs(
    winners: list[Slot], losers: list[Slot], found: Found, tenures: list[Tenure], things: Things, draft: Draft
) -> list[Slot]:
    """The side that beat a club or a country is one too: that of the trainer or player who is named for it."""
    if not losers or losers[0].kind == "P":
        return [s for s in winners if s.kind != "C"]  # «petenis Italia … mengalahkan Ani»
    named = winners or [s for s in found.view.slots_in(0, found.match.start()) if s.kind == "P"][:1]
    out = []
    for slot in named:
        club = slot.thing
        if slot.kind == "P" and club is not None:
            if _presides(club, tenures):
                continue
            teams = [t for t in draft.objects(club, ORG.memberOf) if isinstance(t, Thing)]
            trains = any(t.person is club and _TRAINS.search(t.title) for t in tenures)
            team = speaks_for(club, tenures, things) if trains else None
            team = team or (teams[0] if len(teams) == 1 else None)
            club = team or (None if trains or not winners else club)
        if club is slot.thing and club is not None:
            out.append(slot)
        elif club is not None:
            out.append(Slot("O", slot.span, slot.head, club))
    return out


def _presides(thing: Thing | None, tenures: list[Tenure]) -> bool:
    """Whether somebody holds offices, and none on the field: «Ketua Umum PSSI Ani»."""
    titles = [t.title for t in tenures if t.person is thing and t.body is not None]
    return bool(titles) and not any(_TRAINS.search(t) or t.lower().split()[0] in cue_words("players") for t in titles)


_TRAINS = re.compile(r"\b(?:pelatih|manajer tim)\b", re.IGNORECASE)


def _contest(thing: Thing) -> bool:
    """Whether a thing is a tournament or a league that the article names."""
    return thing.cue in cue_words("contests") and is_a(thing.cls, KG.Event) and any(p.proper for p in thing.phrases)


def _side(thing: Thing) -> bool:
    return not is_a(thing.cls, KG.GovernmentBody) and not is_a(thing.cls, KG.Enterprise)


def _play(event: Thing, side: Slot, span: Span, things: Things, draft: Draft) -> None:
    """Draft that a side plays in an event, and in the tournament whose part it is by its name."""
    if side.thing is None or not _side(side.thing):
        return
    wholes = [inner.actual for outer, inner, _ in things.nested if outer.actual is event]
    wholes += [t for t in draft.objects(event, KG.subEventOf) if isinstance(t, Thing) and _contest(t)]
    for i, what in enumerate((event, *wholes)):
        if not (side.kind == "C" and what.cue in cue_words("leagues")):  # countries play in no league
            participate(draft, what, side.thing, span, Status.INFERRED if i else Status.STATED)


def _off(found: Found) -> bool:
    """Whether a match that is told with its ground was not played, or long ago."""
    line = found.view.line
    around = line[max(0, found.match.start() - 40) : found.match.start()]
    return _NEVER.search(around) is not None or _ELSEWHEN.search(line[max(0, found.match.start() - 60) :]) is not None


def _to_come(found: Found) -> bool:
    """Whether a match is still to be played: «akan menjamu Persela»."""
    start = found.match.start()
    return _PLANNED.search(found.view.line[max(0, start - 50) : start]) is not None


_PLANNED = re.compile(spelt(r"\b<planned>(?: (?!usai|seusai|setelah|dengan|,)[^ ]+){0,4} $"))


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
        if slot is None and (_STOPS.fullmatch(text) or _DOES.fullmatch(text)):
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
        if is_match(slot.thing) or _contest(slot.thing):
            gap = line[found.match.end() : at] if at >= found.match.end() else line[at : found.match.start()]
            if CLASH.search(gap) is None:
                near.append((not is_match(slot.thing), at < found.match.start(), len(gap), slot.thing))
    return min(near, key=lambda n: n[:3])[3] if near else None


def _same(losers: list[Slot], winners: list[Slot]) -> bool:
    """Whether one thing was taken for both sides."""
    return any(a.thing is b.thing for a in losers for b in winners)
