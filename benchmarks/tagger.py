"""How well and how fast the trained tagger reads.

python benchmarks/tagger.py DATA CORPUS [--folds 5]

DATA and CORPUS as for `kg train`. Prints the F1 of names on the held-out part of idner_news_2k and, by cross-validation over
articles, on the project's own annotations; the accuracy of parts of speech on every eighth sentence of the treebanks, trained on
the others; and articles of 400 words a second on one core.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.language.sentences import cut
from kg.mentions import training
from kg.mentions.features import Features
from kg.mentions.gazetteer import gazetteer
from kg.mentions.tagger import NAMES_FILE, SPEECH_FILE, Tagger, features, open_model, tagger
from kg.mentions.training import Example
from kg.model import Article
from kg.resources import data_dir

MODEL = data_dir() / "model"
Counts = dict[str, tuple[int, int, int]]


def line(counts: Counts) -> str:
    """Precision, recall and F1 of each kind."""
    cells = []
    for kind, (found, right, wanted) in counts.items():
        cells.append(f"{kind} {right / max(found, 1):.3f} {right / max(wanted, 1):.3f} {2 * right / max(found + wanted, 1):.3f}")
    return "   ".join(cells)


def folds(path: Path, examples: Sequence[Example], number: int) -> list[list[Example]]:
    """The annotated sentences in `number` parts, those of one article together."""
    keys = [row.partition("\t")[0] for row in path.read_text(encoding="utf-8").splitlines()]
    order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    parts: list[list[Example]] = [[] for _ in range(number)]
    for key, example in zip(keys, examples, strict=True):
        parts[order[key] % number].append(example)
    return parts


def cross_validate(see: Features, foreign: list[Example], parts: list[list[Example]], made: list[Example]) -> Counts:
    """Names found, found rightly and wanted over all parts, each read by a model that has not seen it."""
    sums: Counter[tuple[str, int]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SPEECH_FILE).write_bytes((MODEL / SPEECH_FILE).read_bytes())
        for i, part in enumerate(parts):
            rest = [e for j, other in enumerate(parts) if j != i for e in other]
            training.fit_names(see, folder, foreign, rest + made)
            reader = Tagger(open_model(folder / SPEECH_FILE), open_model(folder / NAMES_FILE), see)
            for kind, counts in training.score(reader, part).items():
                for column, n in enumerate(counts):
                    sums[kind, column] += n
    return {kind: (sums[kind, 0], sums[kind, 1], sums[kind, 2]) for kind in ("PER", "ORG", "LOC", "all")}


def speech_accuracy(see: Features, data: Path) -> str:
    """Accuracy on every eighth sentence of each treebank by a model of the others."""
    banks = {p.parent.name: training.read_treebank(p) for p in sorted(data.glob("ud_*/*.conllu"))}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / SPEECH_FILE
        training.fit_speech(see, path, [e for bank in banks.values() for i, e in enumerate(bank) if i % 8 != 3])
        model = open_model(path)
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for bank, examples in banks.items():
            for e in examples[3::8]:
                for group in (bank, "all"):
                    right[group] += sum(a == b for a, b in zip(model.tag(see.speech(e.words)), e.labels, strict=True))
                    total[group] += len(e.labels)
    return "   ".join(f"{group} {right[group] / total[group]:.3f}" for group in total)


def speed(texts: Sequence[str], count: int = 200) -> float:
    """Articles of 400 words a second, sentences already cut: parts of speech and names."""
    documents = [[s.tokens for s in cut(Article("a", t, "", "")).read] for t in texts[:count]]
    words = sum(any(c.isalnum() for c in t.text) for d in documents for s in d for t in s)
    reader = tagger()
    start = time.perf_counter()
    for document in documents:
        for tokens in document:
            reader.tag(tokens)
    return words / 400 / (time.perf_counter() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    texts = training.read_corpus(options.corpus)
    see = features(MODEL, gazetteer())
    held = training.read_names(options.data / "idner_news_2k" / "dev.txt")
    print("precision, recall and F1 of names, kind and every word right")
    print("  idner_news_2k, dev   ", line(training.score(tagger(), held, foreign=True)))
    annotated = MODEL / training.ANNOTATED_FILE
    parts = folds(annotated, training.read_annotated(annotated, texts), options.folds)
    foreign = training.read_names(options.data / "idner_news_2k" / "train.txt")
    made = training.read_examples(MODEL / training.EXAMPLES_FILE)
    print(f"  own, {options.folds} folds         ", line(cross_validate(see, foreign, parts, made)))
    print("accuracy of parts of speech", speech_accuracy(see, options.data))
    print(f"articles of 400 words a second {speed(list(texts.values())):.0f}")


if __name__ == "__main__":
    main()
