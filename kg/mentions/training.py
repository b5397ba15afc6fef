"""Trains the models of `data/model/` from annotated sentences and from plain news: `kg train`.

The same files give the same bytes: «Kementerian/B-ORG Perindustrian/I-ORG» is read in order and counted in whole numbers.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError
from kg.language.sentences import cut
from kg.language.tokens import tokenize
from kg.mentions.classes import word_classes
from kg.mentions.features import Features
from kg.mentions.gazetteer import Gazetteer, gazetteer
from kg.mentions.tagger import (
    CLASSES_FILE,
    NAMES_FILE,
    OTHER,
    SOURCE,
    SPEECH_FILE,
    WORDS_FILE,
    Tagger,
    features,
    known_phrases,
    open_model,
    runs,
)
from kg.model import Article
from kg.resources import data_dir
from kg.sources.lines import read_lines

CLASSES = 500
ANNOTATED_FILE, EXAMPLES_FILE = "annotated.tsv", "examples.txt"
KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "EVT": OTHER, "PRG": OTHER, "REG": OTHER, "ETC": OTHER}

# Two sources, two conventions: idner_news_2k calls a country a place only where something happens in it. Features that only its
# sentences have let the model learn its habits apart; they are never there when a text is read.
_SOURCE_FEATURES = (
    *("w=", "-w=", "+w=", "o=", "-o=", "+o=", "m=", "-m=", "+m=", "mc="),
    *("P=", "-P=", "-P0", "-w0", "+w0", "-c0", "+c0", "G="),
)

_TIGHT = frozenset(".,:;?!)%")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence for training: words and a label for each."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def train(train_dir: Path, corpus: Path, out_dir: Path, annotated: Path | None = None) -> None:
    """Write the word tables and the two models to `out_dir`; takes a few minutes.

    train_dir: holds `idner_news_2k/train.txt` and `ud_*/*.conllu`
    corpus: JSON lines with `url` and `text`; annotated: names in it, `annotated.tsv` of the shipped model unless told
    Raises ModelError where a file of `train_dir` is missing or not of its form, SourceError for the corpus.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    texts = read_corpus(corpus)
    treebank = [e for path in sorted(train_dir.glob("ud_*/*.conllu")) for e in read_treebank(path)]
    foreign = read_names(train_dir / "idner_news_2k" / "train.txt")
    own = read_annotated(annotated or data_dir() / "model" / ANNOTATED_FILE, texts)
    own += read_examples(data_dir() / "model" / EXAMPLES_FILE)
    plain = [s for number, text in enumerate(texts.values()) for s in _sentences(text, str(number))]
    classes = word_classes([*plain, *(e.words for e in treebank), *(e.words for e in foreign)], CLASSES)
    _write(out_dir / CLASSES_FILE, {word: f"k{n}" for word, n in classes.items()})
    _write(out_dir / WORDS_FILE, {word: " ".join(kinds) for word, kinds in word_marks(plain, gazetteer()).items()})
    see = features(out_dir, gazetteer())
    fit_speech(see, out_dir / SPEECH_FILE, treebank)
    fit_names(see, out_dir, foreign, own)


def fit_speech(see: Features, path: Path, treebank: Sequence[Example]) -> None:
    """Train the model of parts of speech."""
    _fit([(see.speech(e.words), e.labels) for e in treebank], path, c1=0.7, c2=0.05, rounds=100)


def fit_names(see: Features, out_dir: Path, foreign: Sequence[Example], own: Sequence[Example]) -> None:
    """Train the model of names on the sentences of idner_news_2k and on the project's own."""
    speaker = open_model(out_dir / SPEECH_FILE)

    def rows(e: Example) -> list[list[str]]:
        return see.names(e.words, speaker.tag(see.speech(e.words)))

    data = [(with_source(rows(e)), e.labels) for e in foreign] + [(rows(e), e.labels) for e in own]
    _fit(data, out_dir / NAMES_FILE, c1=0.08, c2=0.12, rounds=120)


def with_source(rows: list[list[str]]) -> list[list[str]]:
    """The features of a sentence of idner_news_2k: its own, and those again that mark its convention."""
    return [[*row, SOURCE, *(SOURCE + f for f in row if f.startswith(_SOURCE_FEATURES))] for row in rows]


def _fit(rows: Sequence[tuple[list[list[str]], Sequence[str]]], path: Path, *, c1: float, c2: float, rounds: int) -> None:
    import pycrfsuite

    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for sentence, labels in rows:
        trainer.append(sentence, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.possible_transitions": True})
    trainer.train(str(path))


def read_names(path: Path) -> list[Example]:
    """Sentences of `word part-of-speech BIO-label` lines, blank lines between, cut into tokens as this program does.

    Brackets around a name stay outside it, and what is in brackets is a name of its own.
    """
    examples = []
    for number, block in _blocks(path):
        rows = [line.split() for line in block]
        if any(len(row) != 3 for row in rows):
            raise ModelError(f"{path}:{number}: expected lines of `word part-of-speech label`")
        text, marks = "", []
        for word, _, label in rows:
            text += "" if not text or word in _TIGHT else " "
            marks.append((len(text), label))
            text += word
        words: list[str] = []
        labels: list[str] = []
        inside = False
        places = dict(marks)
        for token in tokenize(text):
            at = max(p for p in places if p <= token.span.begin)
            label = places[at]
            if label != "O" and not any(c.isalnum() for c in token.text) and token.text in "(),.?!":
                label = "O"
            if label != "O":
                start = label[0] == "B" and token.span.begin <= at
                fresh = not inside or start or labels[-1][2:] != label[2:]
                label = ("B" if fresh else "I") + label[1:]
            inside = label != "O"
            words.append(token.text)
            labels.append(label)
        examples.append(Example(tuple(words), tuple(labels)))
    return examples


def read_treebank(path: Path) -> list[Example]:
    """Sentences of a CoNLL-U file with the UPOS of each of this program's tokens (of a contraction: of its first part)."""
    examples = []
    for number, block in _blocks(path):
        text, places, covered = "", {}, 0
        for line in block:
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != 10:
                raise ModelError(f"{path}:{number}: expected the ten columns of CoNLL-U")
            first, _, last = cells[0].partition("-")
            if "." in first:
                continue
            if last:
                places[len(text)] = ""  # filled by the first part
                text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
                covered = int(last)
            elif int(first) <= covered:
                start = max(places)
                places[start] = places[start] or cells[3]
            else:
                places[len(text)] = cells[3]
                text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        words, labels = [], []
        for token in tokenize(text):
            found = [places[p] for p in places if token.span.begin <= p < token.span.end]
            found = found or [places[max(p for p in places if p <= token.span.begin)]]
            words.append(token.text)
            labels.append(next((f for f in found if f != "PUNCT"), "PUNCT") if token.text[0].isalnum() else found[0])
        examples.append(Example(tuple(words), tuple(labels)))
    return examples


def read_corpus(path: Path) -> dict[str, str]:
    """The texts of a JSON-lines file by the last number in their `url`."""
    return {_key(url): text for url, text in read_lines(path).items()}


def _key(url: str) -> str:
    """«https://www.antaranews.com/berita/3730035/judul» → «3730035»."""
    return next((part for part in reversed(url.split("/")) if part.isdigit()), url)


def read_annotated(path: Path, texts: dict[str, str]) -> list[Example]:
    """Sentences of the corpus with their names, as spans without the text: `key begin end check [begin-end:KIND …]`.

    check: first eight hex digits of the SHA-256 of the sentence. Raises ModelError where the corpus has another text there.
    """
    examples = []
    for number, line in enumerate(_lines(path), 1):
        key, begin, end, check, spans = line.split("\t")
        first, last = int(begin), int(end)
        text = texts.get(key, "")[first:last]
        if hashlib.sha256(text.encode()).hexdigest()[:8] != check:
            raise ModelError(
                f"{path}:{number}: the corpus has another text at {key}:{begin}-{end}; take the corpus that the card names"
            )
        starts: dict[int, str] = {}
        inside: dict[int, str] = {}
        for span in spans.split():
            place, _, kind = span.partition(":")
            a, _, b = place.partition("-")
            starts[int(a) - first] = KINDS[kind]
            inside.update(dict.fromkeys(range(int(a) - first, int(b) - first), KINDS[kind]))
        tokens = tokenize(text)
        labels = [
            f"B-{starts[at]}" if (at := t.span.begin) in starts else f"I-{inside[at]}" if at in inside else "O" for t in tokens
        ]
        examples.append(Example(tuple(t.text for t in tokens), tuple(labels)))
    return examples


def read_examples(path: Path) -> list[Example]:
    """Sentences that were written for the purpose, a line each, with names in braces: `Pak {PER Harun} tiba di {LOC Medan}.`"""
    examples = []
    for number, line in enumerate(_lines(path), 1):
        text, labels = "", {}
        for at, piece in enumerate(re.split(r"\{([A-Z]+) ([^{}]+)\}", line)):
            if at % 3 == 1:
                kind = piece
                if kind not in KINDS.values():
                    raise ModelError(f"{path}:{number}: no kind '{kind}'; use one of {', '.join(sorted(set(KINDS.values())))}")
                continue
            if at % 3 == 2:
                for t in tokenize(piece):
                    labels[len(text) + t.span.begin] = f"{'I' if t.span.begin else 'B'}-{kind}"
            text += piece
        tokens = tokenize(text)
        examples.append(Example(tuple(t.text for t in tokens), tuple(labels.get(t.span.begin, "O") for t in tokens)))
    return examples


def _sentences(text: str, name: str) -> list[tuple[str, ...]]:
    return [tuple(t.text for t in s.tokens) for s in cut(Article(name, text, name, "")).read]


def word_marks(sentences: Iterable[Sequence[str]], known: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Lower-case word → how plain news writes it (`cap-l` small, … `cap-T` with a capital) and what lists hold it.

    Marks of lists: place in a name of the gazetteer (`gOb` first word of an organisation's, `gCi` later word of a country's),
    in an office title or rank (`o-office`), at the head of names (`h-body`), in an event's description (`v-happenings`), as a
    name that people bear (`n-given`).
    """
    lower: Counter[str] = Counter()
    title: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for words in sentences:
        before = "."
        for word in words:
            if word[0].isalpha():
                low = word.lower()
                if word == low:
                    lower[low] += 1
                elif before[0].isalnum() or before in ",-/":
                    (upper if word.isupper() and len(word) > 1 else title)[low] += 1
            before = word
    marks: dict[str, set[str]] = {}
    for word in set(lower) | set(title) | set(upper):
        a, b, c = lower[word], title[word], upper[word]
        if a + b + c > 1:
            tenths = 10 * (b + c) // (a + b + c)
            degree = "l" if tenths == 0 else "m" if tenths < 3 else "h" if tenths < 7 else "t" if tenths < 10 else "T"
            marks[word] = {f"cap-{degree}{'u' if c > b else ''}"}
    for rows in known_phrases(known).values():
        for words, kinds in rows:
            for i, word in enumerate(words):
                if word[0].isupper():
                    marks.setdefault(word.lower(), set()).update(f"g{k}{'i' if i else 'b'}" for k in kinds)
    for mark, phrase in _cues():
        for i, word in enumerate(phrase.lower().split()):
            marks.setdefault(word, set()).add(mark + ("i" if i else ""))
    return {word: tuple(sorted(kinds)) for word, kinds in sorted(marks.items())}


def _cues() -> Iterator[tuple[str, str]]:
    """Mark and words of each line of the lists of titles, heads and events."""
    tables = (
        ("gazetteers/office_titles.csv", "form", "kind", "o-"),
        ("cues/heads.csv", "head", "kind", "h-"),
        ("cues/happenings.csv", "noun", "", "v-happenings"),
        ("cues/programmes.csv", "noun", "", "v-programmes"),
        ("gazetteers/honorifics.csv", "form", "kind", "o-"),
        ("gazetteers/given_names.csv", "name", "kind", "n-"),
    )
    for name, column, kind, mark in tables:
        with (data_dir() / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield mark + (row[kind] if kind else ""), row[column]
                if column == "form":
                    yield mark + row[kind], row[column] + "."


def _write(path: Path, table: dict[str, str]) -> None:
    """A line for each value: the value, a tab, its words."""
    groups: dict[str, list[str]] = {}
    for word, value in sorted(table.items()):
        groups.setdefault(value, []).append(word)
    path.write_text("".join(f"{value}\t{' '.join(words)}\n" for value, words in sorted(groups.items())), encoding="utf-8")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ModelError(f"{path}: cannot be read: {e}") from e


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between blank ones, each with the number of its first line."""
    lines = _lines(path)
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def score(reader: Tagger, examples: Sequence[Example], *, foreign: bool = False) -> dict[str, tuple[int, int, int]]:
    """Names found, found rightly (words and kind) and wanted, for each kind and for "all".

    foreign: the sentences follow the convention of idner_news_2k, not the project's
    """
    tally: Counter[tuple[str, int]] = Counter()
    for e in examples:
        got = {(b, n, k) for b, n, k in reader.labelled(e.words, with_source if foreign else None)}
        want = {(b, n, label[2:]) for b, n in runs(e.labels) if (label := e.labels[b])[2:] != OTHER}
        for kind in ("PER", "ORG", "LOC", "all"):
            a, c = ({x for x in side if kind in (x[2], "all")} for side in (got, want))
            for column, names in enumerate((a, a & c, c)):
                tally[kind, column] += len(names)
    return {kind: (tally[kind, 0], tally[kind, 1], tally[kind, 2]) for kind in ("PER", "ORG", "LOC", "all")}
