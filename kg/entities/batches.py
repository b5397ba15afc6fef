"""Batches of a programme that stand without its name: «batch 2 diikuti 5.800 peserta», «gelombang kedua»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.resolve import Thing, Things
from kg.language.numbers import ordinal
from kg.mentions.cues import cue_words
from kg.mentions.detect import Marks
from kg.model import Span
from kg.ontology import KG, is_a

_BATCH = "[Bb]atch|[Aa]ngkatan|[Gg]elombang"
SERIES = rf"{_BATCH}|[Tt]ahap|[Jj]ilid"  # the last two are of a programme only beside its name
_N = r"[IVX]+\b|\d{1,3}\b|pertama|kedua|ketiga|keempat|kelima"
BATCH = re.compile(rf"\b(?P<kind>{_BATCH})\s+(?:ke-?\s?)?(?P<n>{_N})")
EDITION = re.compile(rf"\b(?:{SERIES})\s+(?:ke-?\s?)?(?P<n>{_N}|satu|dua|tiga|empat|lima)")


def batches(things: Things, marks: Sequence[Marks]) -> None:
    """Give each numbered batch that stands alone a thing of its own, part of the programme that the article is about."""
    programmes = [t for t in things.all if t.cue and is_a(t.cls, KG.Programme) and not is_a(t.cls, KG.PolicyInstrument)]
    if not programmes:
        return
    text = things.document.article.text
    known: dict[tuple[str, int], Thing] = {}  # «Program X batch 3» is batch 3
    inner: list[tuple[Thing, tuple[str, int], Span]] = []  # «Program X batch 1 tahap pertama» is within batch 1
    bases = [t for t in programmes if not any(BATCH.search(n) for n in t.names)]
    for t in programmes:
        for name, spans in t.names.items():
            m = BATCH.search(name)
            if m is None or (n := ordinal(m["n"])) is None:
                continue
            if m.end() == len(name):
                known[(m["kind"].lower(), n)] = t
            else:
                inner.append((t, (m["kind"].lower(), n), spans[0]))
    alone = [
        (Span(m.start(), m.end()), (m["kind"].lower(), n))
        for mk in marks
        for m in BATCH.finditer(text, mk.sentence.span.begin, mk.sentence.span.end)
        if (n := ordinal(m["n"])) is not None
        and not text[: m.start()].rstrip().endswith(('"', "”"))  # «"Program Tani" Batch II» is one name
        and not any(s.overlaps(Span(m.start(), m.end())) for s in (*things.at, *mk.quotes))
    ]
    for span, number in alone:
        thing = known.get(number)
        if thing is not None:
            thing.references.append(span)
            continue
        if not bases:
            bases = [_base(things, next(iter(known.values())))] if known else []
        if not bases:
            break
        thing = known[number] = things.new(KG.ProgrammeEdition, None)
        thing.cue = number[0]
        things.place(thing, span)
    if not bases or not known:
        return
    base = min(bases, key=lambda t: t.first)
    _steps(things, known, base)
    for thing in known.values():
        if thing is not base:
            things.nested.append((thing, base, thing.first))
    for thing, number, span in inner:
        if number in known:
            things.nested.append((thing, known[number], span))


def _steps(things: Things, known: dict[tuple[str, int], Thing], base: Thing) -> None:
    """«pendaftaran peserta», «seleksi»: steps of the batch that the article names first, or of the one in their own name."""
    first = min(known.values(), key=lambda t: min(s.begin for s in (t.first, *t.references)))
    for step in [t for t in things.all if t.own and t.cue in cue_words("steps")]:
        m = next((m for n in step.names if (m := BATCH.search(n))), None)
        whole = known.get((m["kind"].lower(), ordinal(m["n"]) or 0), base) if m else first
        things.nested.append((step, whole, step.first))


def _base(things: Things, batch: Thing) -> Thing:
    """The programme whose batch is named in full: «Program X», of «Program X batch 3»."""
    name = next(n for n in batch.names if BATCH.search(n))
    begin = batch.names[name][0].begin
    base = things.new(KG.Programme, None)
    base.cue = batch.cue
    span = Span(begin, begin + len(name[: BATCH.search(name).start()].rstrip()))  # type: ignore[union-attr]
    base.add(things.document.text(span), span)
    return base
