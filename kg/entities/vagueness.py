"""Nouns of happenings that tell of no particular one: «sebagai ajang silaturahmi», «pengendalian banjir», «36 proyek»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.alike import unspecific
from kg.entities.resolve import Thing
from kg.language.verbs import spelt
from kg.mentions.cues import cue_words
from kg.mentions.nouns import Phrase

_PURPOSE = re.compile(spelt(r"\b<purpose> \Z"))
_FEARED = re.compile(spelt(r"\b<feared>(?: terjadi(?:nya)?| bencana)? \Z"))
_MANY = re.compile(spelt(r"\b<many> \Z"))
_BEFORE = re.compile(r"\b(?:menjelang|jelang|sebelum) \Z")


def nothing_told(text: str, phrase: Phrase, later: Sequence[Phrase]) -> bool:
    """Whether a phrase of the article tells of no happening that took or takes place; `later` are those that begin after it."""
    before = text[max(0, phrase.core.begin - 40) : phrase.core.begin]
    if phrase.cue in ("pembukaan", "penutupan") and any(phrase.core.covers(q.core) for q in later):
        return _BEFORE.search(before) is not None  # «menjelang pembukaan Festival X»
    if phrase.proper or phrase.definite or phrase.quoted or phrase.cue in unspecific():
        return False
    if phrase.cue in cue_words("talks") and _PURPOSE.search(before):
        return True
    if phrase.cue in cue_words("mishaps"):
        return _FEARED.search(before) is not None
    return _MANY.search(before) is not None


def vague(thing: Thing) -> bool:
    """Whether a thing is described by a noun of any happening («kegiatan warga») or by one of talks alone («silaturahmi»)."""
    if thing.cue in cue_words("talks") or thing.cue in cue_words("steps"):
        alone = all(n.lower().removesuffix("nya") == thing.cue for n in thing.names)
        return alone and all(p.full == p.core for p in thing.phrases)
    return thing.cue in unspecific() and not any(w[0].isupper() for n in thing.names for w in n.split()[1:])
