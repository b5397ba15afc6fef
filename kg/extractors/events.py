"""Events, sentence by sentence: who holds them, who takes part, where they happen and what they are part of."""

from __future__ import annotations

from kg.entities.resolve import Thing, Things
from kg.extractors.attendance import attendance
from kg.extractors.deeds import deeds
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure
from kg.extractors.organisers import organisers
from kg.extractors.parts import parts
from kg.extractors.statements import holder_of
from kg.extractors.venues import named_after, spoken_at, venues
from kg.extractors.view import Slot, View
from kg.model import Span
from kg.ontology import FOAF


def events(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft organisers, participants, places and parts of events and programmes; earlier sentences first, as later ones refer back."""
    subject: Thing | None = None
    named_after(things, draft)
    for view in (_held(v, tenures) for v in views):
        view = _meant(view, subject)  # noqa: PLW2901
        organisers(view, things, draft)
        attendance(view, things, tenures, draft)
        deeds(view, things, draft)
        venues(view, draft)
        parts(view, things, draft)
        subject = _speaker(view, draft) or _subject(view) or subject
    spoken_at(views, draft)


def _meant(view: View, subject: Thing | None) -> View:
    """The view in which «ia», «dia» and «beliau» are the person last spoken of, direct speech left as it is."""
    if subject is None:
        return view
    items = [
        ("P", span, Slot("P", span, span, subject))
        if slot is None and text in _PRONOUNS and not any(q.covers(span) for q in view.marks.quotes)
        else (text, span, slot)
        for text, span, slot in view.items
    ]
    return View(view.marks, items)


def _speaker(view: View, draft: Draft) -> Thing | None:
    """The person who is said to have spoken in a sentence."""
    here = view.marks.sentence.span
    spoken = [who for said, who in draft.statements if who is not None and said.cue is not None and here.covers(said.cue)]
    return next((who for who in reversed(spoken) if who.cls == FOAF.Person), None)


def _subject(view: View) -> Thing | None:
    """The person whom a sentence names within its first words."""
    return next((slot.thing for _, _, slot in view.items[:12] if slot is not None and slot.kind == "P"), None)


def _held(view: View, tenures: list[Tenure]) -> View:
    """The view in which a bare title is the one person who holds the office: «Menlu menghadiri sidang»."""
    items: list[tuple[str, Span, Slot | None]] = []
    changed = False
    i = 0
    while i < len(view.items):
        text, span, slot = view.items[i]
        taken = 1
        before = view.items[i - 1][0] if i else ""
        if slot is not None and slot.title is not None and slot.kind == "T" and before not in _UNHELD:
            after = view.items[i + 1][2] if i + 1 < len(view.items) else None
            body = after.thing if after is not None and after.kind in "OCL" else None
            named = _names_holder(view, i + 1 + (body is not None))
            holder = None if named else holder_of(slot.title, view, tenures, [body] if body else [])
            if holder is not None:
                taken += body is not None
                last = view.items[i + taken - 1]
                head = Span(span.begin, last[2].head.end if last[2] is not None else last[1].end)
                slot, span, text, changed = (
                    Slot("P", Span(span.begin, last[1].end), head, holder),
                    Span(span.begin, last[1].end),
                    "P",
                    True,
                )
        items.append((text, span, slot))
        i += taken
    return View(view.marks, items) if changed else view


def _names_holder(view: View, i: int) -> bool:
    """Whether a person or another title stands at `i`, a comma between or not: «Menlu, Ani»."""
    rest = view.items[i : i + 2]
    after = rest[0][2] if rest and rest[0][0] != "," else rest[1][2] if len(rest) > 1 else None
    return after is not None and after.kind in "PT"


_UNHELD = frozenset(
    {"sebagai", "menjadi", "selaku", "jabatan", "calon", "mantan", "para", "sejumlah", "seorang", "setiap", "bersama"}
)
_PRONOUNS = frozenset({"ia", "dia", "beliau"})
