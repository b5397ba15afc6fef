"""A trained reader of names in running text: people, organisations and places, with parts of speech.

«Direktur Jenderal Ketahanan Industri, Dody, tiba di Bogor» → Dody PER, Bogor LOC, each with a probability.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.language.tokens import tokenize
from kg.mentions.features import Features, Phrases, phrases
from kg.mentions.gazetteer import Gazetteer, gazetteer
from kg.model import Iri, Span, Token
from kg.ontology import KG, is_a
from kg.resources import data_dir

if TYPE_CHECKING:
    import pycrfsuite

SPEECH_FILE, NAMES_FILE, WORDS_FILE, CLASSES_FILE = "speech.crfsuite", "names.crfsuite", "words.tsv", "classes.tsv"
SOURCE = "i|"  # begins the features that mark another convention of names, in training alone
OTHER = "OTHER"  # the label of events, programmes, laws and works, which the model tells from names but does not report


@dataclass(frozen=True, slots=True, order=True)
class TaggedName:
    """A name in a sentence.

    kind: "PER", "ORG" or "LOC"; probability: the model's own in 0..1, the least of its words
    """

    span: Span
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence read: UPOS part of speech and BIO label of each token, and the names."""

    speech: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[TaggedName, ...]


class Tagger:
    """The two models and their word table; not for use by several threads at once."""

    def __init__(self, speech: pycrfsuite.Tagger, names: pycrfsuite.Tagger, features: Features) -> None:
        self._speech = speech
        self._names = names
        self._features = features

    @classmethod
    def load(cls, folder: Path | None = None) -> Tagger:
        """Read the models of a folder, the shipped ones unless told. Raises ModelError where one is missing or unreadable."""
        folder = folder or data_dir() / "model"
        speech, names = folder / SPEECH_FILE, folder / NAMES_FILE
        return cls(open_model(speech), open_model(names), features(folder, gazetteer(), attributes(names), attributes(speech)))

    def pos(self, tokens: Sequence[Token]) -> list[str]:
        """The UPOS part of speech of each token of a sentence."""
        return self._parts([t.text for t in tokens])

    def tag(self, tokens: Sequence[Token]) -> Tagged:
        """Parts of speech, labels and names of one sentence."""
        if not tokens:
            return Tagged((), (), ())
        words = [t.text for t in tokens]
        speech = self._parts(words)
        labels: list[str] = self._names.tag(self._features.names(words, speech))
        names = []
        for begin, end in runs(labels):
            if labels[begin][2:] == OTHER:
                continue
            sure = min(self._names.marginal(labels[i], i) for i in range(begin, end))
            span = Span(tokens[begin].span.begin, tokens[end - 1].span.end)
            names.append(TaggedName(span, labels[begin][2:], round(sure, 4)))
        return Tagged(tuple(speech), tuple(labels), tuple(names))

    def names(self, tokens: Sequence[Token]) -> list[TaggedName]:
        """The names of one sentence, in text order, not overlapping."""
        return list(self.tag(tokens).names)

    def labelled(
        self, words: Sequence[str], change: Callable[[list[list[str]]], list[list[str]]] | None = None
    ) -> list[tuple[int, int, str]]:
        """Names of a sentence as (first word, word after the last, kind); `change` alters the features, for measuring."""
        if not words:
            return []
        rows = self._features.names(words, self._parts(list(words)))
        labels: list[str] = self._names.tag(change(rows) if change else rows)
        return [(b, e, labels[b][2:]) for b, e in runs(labels) if labels[b][2:] != OTHER]

    def _parts(self, words: list[str]) -> list[str]:
        found: list[str] = self._speech.tag(self._features.speech(words)) if words else []
        return found


@cache
def tagger() -> Tagger:
    """The shipped tagger, read once."""
    return Tagger.load()


def open_model(path: Path) -> pycrfsuite.Tagger:
    """A CRFsuite model. Raises ModelError where the file is missing or no model."""
    import pycrfsuite

    if not path.is_file():
        raise ModelError(f"{path}: no model; make it with: kg train")
    model = pycrfsuite.Tagger()
    try:
        model.open(str(path))
    except ValueError as e:
        raise ModelError(f"{path}: not a CRFsuite model; make it anew with: kg train") from e
    return model


def read_table(path: Path) -> dict[str, str]:
    """Word → value of a table whose lines are a value, a tab, and its words. Raises ModelError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ModelError(f"{path}: cannot be read ({e}); make it with: kg train") from e
    rows = (line.partition("\t") for line in lines)
    return {word: value for value, _, words in rows for word in words.split(" ")}


def features(
    folder: Path, known: Gazetteer, of_names: frozenset[str] | None = None, of_speech: frozenset[str] | None = None
) -> Features:
    """The features of a folder's word tables and a gazetteer; the last two as `Features` takes them."""
    marks = {word: tuple(kinds.split()) for word, kinds in read_table(folder / WORDS_FILE).items()}
    return Features(marks, read_table(folder / CLASSES_FILE), known_phrases(known), of_names, of_speech)


def attributes(path: Path) -> frozenset[str]:
    """The feature strings to which a CRFsuite model gives any weight, and those to which it does so with `SOURCE` before them."""
    model = path.read_bytes()
    (base,) = struct.unpack_from("<I", model, 36)  # the table of attributes within the file
    count, backward = struct.unpack_from("<II", model, base + 16)
    found = []
    for at in struct.unpack_from(f"<{count}I", model, base + backward):
        (size,) = struct.unpack_from("<I", model, base + at + 4)
        begin = base + at + 8
        found.append(model[begin : begin + size - 1].decode())
    return frozenset(f.removeprefix(SOURCE) for f in found)


def known_phrases(known: Gazetteer) -> Phrases:
    """Names of a gazetteer as words with a letter for what they name: Country, Facility, Place, Organisation."""
    names = ((s, _letter(e.cls)) for e in known for s in e.surfaces if not s.islower())
    return phrases((tuple(t.text for t in tokenize(s)), letter) for s, letter in names)


@cache
def _letter(cls: Iri) -> str:
    return next((k for k, c in (("C", KG.Country), ("F", KG.Facility), ("P", KG.Place)) if is_a(cls, c)), "O")


def runs(labels: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of the names in BIO labels; an I- that continues nothing begins a name.

    >>> runs(["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-ORG"])
    [(0, 2), (2, 3), (4, 5), (5, 6)]
    """
    runs: list[tuple[int, int]] = []
    begin = -1
    for i, label in enumerate((*labels, "O")):
        if begin >= 0 and not (label[0] == "I" and label[1:] == labels[begin][1:]):
            runs.append((begin, i))
            begin = -1
        if begin < 0 and label != "O":
            begin = i
    return runs
