"""Places named side by side, each in the next: «Desa A dan B, Kecamatan C, Kabupaten D», «A (X), dan B (Y) di Indonesia»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.entities.resolve import Things
from kg.extractors.inside import apart, inside, known_inside, rank, ranked
from kg.extractors.view import Slot, View, rule
from kg.ontology import KG, is_a

_AREA = rule(r"(?:^| )(?P<word><area>)$")
_JOINTS = frozenset([",", "", "dan", ", dan", "serta", ", serta", "hingga", ", hingga", "sampai", "di", ", di"])


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a run: `joint` is what joins it to the one before, `word` the kind of area before its name.

    aside: a place in brackets after it, «Bintan (Kawasan Industri Lobam)»; more: a comma and an unknown name follow; cut: its
    name goes on with a word that is not understood, «Dumai Lestari»
    """

    slot: Slot
    joint: str
    word: str
    aside: Slot | None = None
    more: bool = False
    cut: bool = False

    @property
    def level(self) -> int:
        """How wide the place is."""
        assert self.slot.thing is not None
        return rank(self.slot.thing, self.word)

    @property
    def bare(self) -> bool:
        """Whether nothing tells how wide the place is."""
        assert self.slot.thing is not None
        return not ranked(self.slot.thing, self.word)

    @property
    def listed(self) -> bool:
        """Whether «dan» or «hingga» joins it to the one before."""
        return self.joint.endswith(("dan", "serta", "hingga", "sampai"))


def runs(view: View) -> Iterator[list[Item]]:
    """The longest stretches of places in a sentence, one after the other with nothing but joints between them."""
    run: list[Item] = []
    between: list[str] = []
    at, items = 0, view.items
    while at < len(items):
        text, _, slot = items[at]
        if slot is None or slot.thing is None or slot.kind not in "FLOC":
            between.append(text if slot is None else "‹›")
            at += 1
            continue
        joint, word = _joint(_unbracketed(between))
        if run and not joint and slot.kind == "C" and run[-1].slot.kind in "FO" and _of_state(view, slot):
            at += 1  # «Kantor Kemenko Polhukam RI, Jakarta»
            continue
        if run and joint not in _JOINTS:
            yield run
            run = []
        aside = None
        if [t for t, *_ in items[at + 1 : at + 4 : 2]] == ["(", ")"]:
            inner = items[at + 2][2]
            if inner is not None and inner.thing is not None and inner.kind in "FLOC":
                aside = inner
        at += 4 if aside else 1
        more = [t for t, *_ in items[at : at + 1]] == [","] and _unknown_name(view, at + 1)
        run.append(Item(slot, joint if run else "", word, aside, more, _cut(view, slot, at)))
        between = []
    if run:
        yield run


def _of_state(view: View, slot: Slot) -> bool:
    """Whether the name is «RI» at the end of a state body's."""
    return [t.text for t in view.marks.sentence.tokens if slot.head.covers(t.span)] in (["RI"], ["Republik", "Indonesia"])


def _unknown_name(view: View, at: int) -> bool:
    """Whether a capitalised word that is no slot stands at `at`."""
    if at >= len(view.items) or view.items[at][2] is not None:
        return False
    begin = view.items[at][1].begin
    return any(t.span.begin == begin and t.text[0].isupper() for t in view.marks.sentence.tokens)


def _cut(view: View, slot: Slot, at: int) -> bool:
    """Whether a place of one word is the start of a longer name: «Dumai Lestari»."""
    return (
        slot.kind == "L"
        and slot.thing is not None
        and _unknown_name(view, at)
        and slot.head in [s for n, spans in slot.thing.names.items() if " " not in n for s in spans]
    )


def _unbracketed(between: list[str]) -> list[str]:
    """The words without a short form in brackets that opens them: «Tanah Laut (Tala), Kalimantan Selatan»."""
    return between[3:] if between[:1] == ["("] and between[1:2] and between[1].isalpha() and between[2:3] == [")"] else between


def _joint(between: list[str]) -> tuple[str, str]:
    """The words between two places as a joint and a kind of area: «, provinsi» → «,» and «provinsi»."""
    text = " ".join(between)
    found = _AREA.search(text)
    return (text[: found.start()], found["word"]) if found else (text, "")


def chained(run: list[Item], things: Things) -> Iterator[tuple[Slot, Slot]]:
    """What of a run lies in what, the narrower first."""
    for item in run:
        if item.aside is not None:
            yield from _bracketed(item, item.aside, things)
    for i, (narrow, wide) in enumerate(pairwise(run)):
        if _next_in(run, i, things):
            yield narrow.slot, wide.slot
            for member in _members(run, i, things):
                if _inside(member, wide, things):
                    yield member.slot, wide.slot


def _bracketed(item: Item, aside: Slot, things: Things) -> Iterator[tuple[Slot, Slot]]:
    a, b = item.slot.thing, aside.thing
    assert a is not None and b is not None
    if inside(a, b, things) and aside.kind != "F":
        yield item.slot, aside
    elif aside.kind == "F" and item.slot.kind == "L":
        yield aside, item.slot


def _next_in(run: list[Item], i: int, things: Things) -> bool:
    """Whether the place at `i` lies in the next one: not where the two are listed."""
    narrow, wide = run[i], run[i + 1]
    if wide.listed or not (_inside(narrow, wide, things) or _abroad(run[i : i + 3], things)):
        return False
    if narrow.slot.kind == "O" and not wide.joint.startswith(","):
        return False
    if (
        wide.joint == ""
        and not wide.word
        and not (_areal(wide.slot) or (_town(wide.slot) if narrow.slot.kind == "F" else not wide.bare))
    ):
        return False
    if (wide.more and wide.bare and narrow.slot.kind == "L") or (wide.cut and not _areal(wide.slot)):
        return False
    if run[-1].slot.kind != "C" and (_alike(run[i - 1 : i + 2] if i else []) or _alike(run[i : i + 3])):
        return False
    later = next((k for k in range(i + 2, len(run)) if run[k].joint != ","), len(run))
    ahead = run[i - 1] if i and narrow.joint == "," and run[i - 1].slot.kind == narrow.slot.kind == "L" else None
    dropped = (
        ahead is not None and ahead.level > narrow.level and not narrow.bare
    )  # after a wider place begins the next of a list
    if wide.joint == "," and (dropped or (later < len(run) and run[later].listed)):
        assert narrow.slot.thing is not None and wide.slot.thing is not None
        told = not narrow.bare and not wide.bare and narrow.slot.kind == "L" and narrow.level < wide.level
        return told or known_inside(narrow.slot.thing, wide.slot.thing, things)
    return True


def _abroad(three: list[Item], things: Things) -> bool:
    """Whether three places are a foreign town, its state and its country: «Taiping, Perak, Malaysia»."""
    if len(three) < 3 or three[2].slot.kind != "C" or {x.joint for x in three[1:]} != {","}:
        return False
    a, b, country = (x.slot.thing for x in three)
    assert a is not None and b is not None and country is not None
    return three[0].bare and three[1].bare and known_inside(a, country, things) and known_inside(b, country, things)


def _alike(three: list[Item]) -> bool:
    """Whether three places in a row are a list: all of one kind, parted by commas, and nothing tells how wide they are."""
    kinds = {(x.slot.kind, x.level, x.bare or x.slot.kind == "F") for x in three}
    return len(three) == 3 and len(kinds) == 1 and next(iter(kinds))[2] and {x.joint for x in three[1:]} == {","}


def _town(slot: Slot) -> bool:
    """Whether a listed town is named: «Stadion Manahan Solo», «Brandenburg Gate Berlin»."""
    return slot.thing is not None and slot.thing.key is not None and is_a(slot.thing.cls, KG.Place) and slot.kind == "L"


def _areal(slot: Slot) -> bool:
    """Whether the name begins with the kind of area: «Kabupaten Garut»."""
    assert slot.thing is not None
    names = [n for n, spans in slot.thing.names.items() if slot.head in spans]
    return any(_AREA.search(n.split()[0].lower()) for n in names)


def _members(run: list[Item], i: int, things: Things) -> Iterator[Item]:
    """The places before `i` that are listed with it: «A, B dan C, Kabupaten D»."""
    last = run[i]
    if not last.listed or last.slot.kind != "L" or run[i + 1].joint == "":
        return
    bare = last.bare
    for k in range(i - 1, -1, -1):
        member = run[k]
        if member.slot.kind != last.slot.kind or not (bare or member.bare or member.level == last.level):
            return
        if _next_in(run, k, things):
            return
        bare = bare and member.bare
        yield member
        if member.joint != "," and not member.listed:
            return


def _inside(narrow: Item, wide: Item, things: Things) -> bool:
    a, b = narrow.slot.thing, wide.slot.thing
    assert a is not None and b is not None
    if is_a(a.cls, KG.Facility) and is_a(b.cls, KG.Facility) and narrow.slot.kind == wide.slot.kind == "F":
        return wide.joint == "," and apart(a, b)
    return (is_a(b.cls, KG.Place) or is_a(b.cls, KG.Facility)) and inside(a, b, things, (narrow.word, wide.word))
