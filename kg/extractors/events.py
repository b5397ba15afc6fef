"""Events, sentence by sentence: who holds them, who takes part, where they happen and what they are part of."""

from __future__ import annotations

from kg.entities.resolve import Thing, Things
from kg.extractors.asides import company, trimmed
from kg.extractors.attendance import attendance, named
from kg.extractors.ceremonies import ceremonies
from kg.extractors.deeds import deeds
from kg.extractors.draft import Draft
from kg.extractors.matches import matches
from kg.extractors.offices import Tenure
from kg.extractors.organisers import organisers
from kg.extractors.parts import parts
from kg.extractors.presence import presence
from kg.extractors.seats import speaks_for
from kg.extractors.speakers import speakers, speakers_there
from kg.extractors.venues import named_after, spoken_at, venues
from kg.extractors.view import Slot, View
from kg.extractors.voices import holder_of
from kg.mentions.cues import meanings
from kg.model import Span
from kg.ontology import FOAF, KG, is_a


def events(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft organisers, participants, places and parts of events and programmes; earlier sentences first, as later ones refer back."""
    subject: Thing | None = None
    body: Thing | None = None
    named_after(things, draft)
    for bare in (_held(v, tenures) for v in views):
        view = _spoken(_told(bare, draft), things, tenures, draft)
        view = _meant(view, subject, _speaker(view, draft) or subject, things, tenures)
        view = _named_body(view, body)
        plain = trimmed(view)
        organisers(plain, things, draft)
        attendance(view, things, draft)
        presence(view, things, draft)
        speakers(view, things, tenures, _speaker(view, draft), draft)
        named(plain, draft)
        matches(view, things, tenures, draft)
        deeds(plain, things, draft)
        ceremonies(plain, things, draft)
        company(view, draft)
        venues(view, draft)
        parts(view, things, draft)
        subject = _speaker(view, draft) or _subject(view) or subject
        body = next((slot.thing for _, _, slot in view.items[:12] if slot is not None and slot.kind == "O"), None) or body
    spoken_at(views, draft)
    speakers_there(views, draft)


def _meant(view: View, subject: Thing | None, speaker: Thing | None, things: Things, tenures: list[Tenure]) -> View:
    """The view in which «ia», «dia» and «beliau» are the person last spoken of and «pihaknya» the speaker's body, direct speech left as it is."""
    if speaker is None or not view.has(_MEANT):
        return view
    body = speaks_for(speaker, tenures, things)
    items: list[tuple[str, Span, Slot | None]] = []
    for text, span, slot in view.items:
        quoted = slot is not None or any(q.covers(span) for q in view.marks.quotes)
        if not quoted and subject is not None and text in _PRONOUNS:
            items.append(("P", span, Slot("P", span, span, subject)))
        elif not quoted and text == "pihaknya" and body is not None:
            items.append(("O", span, Slot("O", span, span, body)))
        else:
            items.append((text, span, slot))
    return View(view.marks, items)


def _named_body(view: View, body: Thing | None) -> View:
    """The view in which «tim itu», «kementerian tersebut» are the body last spoken of, if its name has the word."""
    if body is None or not view.has(_POINTERS):
        return view
    words = {w for name in body.names for w in name.lower().split()}
    items: list[tuple[str, Span, Slot | None]] = []
    for text, span, slot in view.items:
        noun, begin, bound = items[-1] if items else ("", span, None)
        kind = meanings("body nouns").get(noun) if bound is None and text in _POINTERS else None
        if kind is not None and (kind == "any" or words & {noun, *kind.split()}):
            whole = Span(begin.begin, span.end)
            items[-1] = ("O", whole, Slot("O", whole, whole, body))
        else:
            items.append((text, span, slot))
    return View(view.marks, items)


def _spoken(view: View, things: Things, tenures: list[Tenure], draft: Draft) -> View:
    """The view in which «saya» within somebody's words is who speaks, and «kami» their body."""
    if not view.has(_SPEAKERS):
        return view
    here = view.marks.sentence.span
    said = [
        (s.quote, who) for s, who in draft.statements if who is not None and who.cls == FOAF.Person and s.quote.overlaps(here)
    ]
    if not said:
        return view
    items: list[tuple[str, Span, Slot | None]] = []
    for n, (text, span, slot) in enumerate(view.items):
        who = next((w for quote, w in said if slot is None and quote.covers(span)), None)
        ours = text == "kami" and view.items[n + 1 : n + 2] and view.items[n + 1][0] == ","  # «mitra kami, …»
        body = speaks_for(who, tenures, things) if who is not None and text == "kami" and not ours else None
        if body is not None:
            items.append(("O", span, Slot("O", span, span, body)))
        elif who is not None and text in ("saya", "aku"):
            items.append(("P", span, Slot("P", span, span, who)))
        else:
            items.append((text, span, slot))
    return View(view.marks, items)


def _told(view: View, draft: Draft) -> View:
    """The view in which a noun that points back is the event that a verb told."""
    if not any(slot is not None and slot.head in draft.told for _, _, slot in view.items):
        return view
    items = [
        (kind, span, Slot(kind, span, slot.head, draft.told[slot.head]) if slot is not None and slot.head in draft.told else slot)
        for kind, span, slot in view.items
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
            if holder is not None and body is not None and _abroad(body) and all(t.body is not body for t in tenures):
                holder = None  # «Menlu Yaman» is not the one minister whose country goes without saying
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


def _abroad(body: Thing) -> bool:
    """Whether it is a country other than Indonesia."""
    return is_a(body.cls, KG.Country) and not {"Indonesia", "RI", "Republik Indonesia"} & set(body.names)


def _names_holder(view: View, i: int) -> bool:
    """Whether a person or another title stands at `i`, a comma between or not: «Menlu, Ani»."""
    rest = view.items[i : i + 2]
    after = rest[0][2] if rest and rest[0][0] != "," else rest[1][2] if len(rest) > 1 else None
    return after is not None and after.kind in "PT"


_UNHELD = frozenset(
    {"sebagai", "menjadi", "selaku", "jabatan", "calon", "mantan", "para", "sejumlah", "seorang", "setiap", "bersama"}
)
_PRONOUNS = frozenset({"ia", "dia", "beliau", "olehnya"})
_MEANT = _PRONOUNS | {"pihaknya"}
_POINTERS = frozenset({"itu", "tersebut"})
_SPEAKERS = frozenset({"saya", "aku", "kami"})
