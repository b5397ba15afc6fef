"""Trains the models of `data/model/` from annotated sentences and from plain news: `kg train`.

The same files give the same bytes: «Kementerian/B-ORG Perindustrian/I-ORG» is read in order and counted in whole numbers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError
from kg.language.tokens import tokenize
from kg.mentions.features import Features
from kg.mentions.tagger import NAMES_FILE, SPEECH_FILE, WORDS_FILE, open_model, read_words

_TIGHT = frozenset(".,:;?!)%")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence for training: words and a label for each."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def train(train_dir: Path, corpus: Path, out_dir: Path) -> None:
    """Write the word table and the two models to `out_dir`.

    train_dir: holds `idner_news_2k/train.txt` and `ud_*/*.conllu`; corpus: JSON lines with a `text` each
    Raises ModelError where a file is missing or not of its form.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    write_words(out_dir / WORDS_FILE, word_marks(read_corpus(corpus)))
    features = Features(read_words(out_dir / WORDS_FILE))
    speech = [e for path in sorted(train_dir.glob("ud_*/*.conllu")) for e in read_treebank(path)]
    _fit([(features.speech(e.words), e.labels) for e in speech], out_dir / SPEECH_FILE, c1=0.3, c2=0.05, rounds=80)
    speaker = open_model(out_dir / SPEECH_FILE)
    names = read_names(train_dir / "idner_news_2k" / "train.txt")
    rows = [(features.names(e.words, speaker.tag(features.speech(e.words))), e.labels) for e in names]
    _fit(rows, out_dir / NAMES_FILE, c1=0.1, c2=0.1, rounds=100)


def _fit(rows: Sequence[tuple[list[list[str]], Sequence[str]]], path: Path, *, c1: float, c2: float, rounds: int) -> None:
    import pycrfsuite

    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for features, labels in rows:
        trainer.append(features, labels)
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
        labels, words, inside = [], [], False
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


def read_corpus(path: Path) -> list[tuple[str, ...]]:
    """The words of each text of a JSON-lines file."""
    texts = []
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                texts.append(tuple(t.text for t in tokenize(json.loads(line)["text"])))
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise ModelError(f"{path}:{number if texts else 1}: expected JSON lines with a `text`: {e}") from e
    return texts


def word_marks(texts: Sequence[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What plain news teaches of a word: how often it stands in lower case, with a capital, in capitals."""
    lower: Counter[str] = Counter()
    title: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for words in texts:
        before = "."
        for word in words:
            low = word.lower()
            if word[0].isalpha():
                if word == low:
                    lower[low] += 1
                elif before[0].isalnum() or before in ",-/":
                    (upper if word.isupper() and len(word) > 1 else title)[low] += 1
            before = word
    marks = {}
    for word in sorted(set(lower) | set(title) | set(upper)):
        a, b, c = lower[word], title[word], upper[word]
        if a + b + c < 2:
            continue
        tenths = 10 * (b + c) // (a + b + c)
        degree = "l" if tenths == 0 else "m" if tenths < 3 else "h" if tenths < 7 else "t" if tenths < 10 else "T"
        marks[word] = (f"cap-{degree}{'u' if c > b else ''}",)
    return marks


def write_words(path: Path, marks: dict[str, tuple[str, ...]]) -> None:
    """Write the table word → marks, sorted."""
    path.write_text("".join(f"{w}\t{' '.join(m)}\n" for w, m in sorted(marks.items())), encoding="utf-8")


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between blank ones, each with the number of its first line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ModelError(f"{path}: cannot be read: {e}") from e
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
