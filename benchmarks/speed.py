"""Articles a second on one core, all stages, beside spaCy merely tokenising and matching the same names.

python benchmarks/speed.py [FOLDER] [--articles N] [--words W] [--rounds R] [--without-spacy]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.build import seldom_collecting
from kg.entities.resolve import Things
from kg.graph.triples import article_graph
from kg.mentions.detect import Detector
from kg.mentions.gazetteer import gazetteer
from kg.mentions.tagger import tagger
from kg.model import Article
from kg.ontology import BASE
from kg.resources import data_dir

STAGES = ("cut", "Detector.read", "Things.gather", "describe", "the extractors and the rest", "article_graph")


def articles(folders: list[Path], words: int, count: int) -> list[Article]:
    """`count` articles of about `words` words from the folders' texts: long ones cut, short ones joined, in order and again."""
    texts = [p.read_text(encoding="utf-8") for f in folders if f.is_dir() for p in sorted(f.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"no .txt in {', '.join(map(str, folders))}")
    made: list[str] = []
    at = 0
    while len(made) < count:
        text = ""
        while len(text.split()) < words * 0.8:
            text = f"{text}\n{texts[at % len(texts)]}" if text else texts[at % len(texts)]
            at += 1
        made.append(_cut(text, words))
    return [Article(f"a{i}", t, f"a{i}.txt", hashlib.sha256(t.encode()).hexdigest()) for i, t in enumerate(made)]


def _cut(text: str, words: int) -> str:
    """The text up to the end of the sentence in which the last word falls."""
    parts = text.split(" ")
    if len(parts) <= words * 1.2:
        return text
    head = " ".join(parts[:words])
    end = text.find(". ", len(head))
    return text[: end + 1] if end > 0 else text


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of some runs, in seconds of processor time, after one that makes what is made once."""
    times = []
    work()
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def stages(batch: list[Article]) -> dict[str, float]:
    """Seconds of processor time by stage, measured by wrapping the stages of one run."""
    spent: dict[str, float] = defaultdict(float)
    undo: list[tuple[Any, str, Any]] = []

    def watch(owner: Any, name: str, label: str) -> None:
        plain = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return plain(*args, **kwargs)
            finally:
                spent[label] += time.process_time() - start

        undo.append((owner, name, plain))
        setattr(owner, name, timed)

    watch(pipeline, "cut", "cut")
    watch(Detector, "read", "Detector.read")
    watch(Things, "gather", "Things.gather")
    watch(pipeline, "describe", "describe")
    try:
        start = time.process_time()
        readings = [pipeline.read(a, BASE) for a in batch]
        whole = time.process_time() - start
    finally:
        for owner, name, plain in undo:
            setattr(owner, name, plain)
    spent["the extractors and the rest"] = whole - sum(spent.values())
    start = time.process_time()
    for reading in readings:
        article_graph(reading)
    spent["article_graph"] = time.process_time() - start
    return dict(spent)


def with_spacy(batch: list[Article]) -> tuple[Callable[[], object], int]:
    """Tokenise and phrase-match the articles with spaCy's blank Indonesian pipeline; the number of its patterns."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError as e:
        raise SystemExit("spaCy is missing: pip install 'beritagraf[bench]', or give --without-spacy") from e
    nlp = spacy.blank("id")
    matcher = PhraseMatcher(nlp.vocab)
    names = gazetteer_names()
    matcher.add("names", [nlp.make_doc(n) for n in names])
    texts = [a.text for a in batch]
    return lambda: [matcher(doc) for doc in nlp.pipe(texts)], len(names)


def gazetteer_names() -> list[str]:
    """Every name, alias and abbreviation of the shipped gazetteers."""
    import csv

    names: set[str] = set()
    for path in sorted((data_dir() / "gazetteers").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in ("name", "aliases", "abbreviations"):
                    names.update(n.strip() for n in (row.get(column) or "").split("|"))
    return sorted(names - {""})


def main() -> None:
    """Measure and print, the collector of cycles set as a build sets it."""
    with seldom_collecting():
        _measure()


def _measure() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path, default=[data_dir() / "gold", data_dir() / "articles"])
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--words", type=int, default=400, help="words of an article, about")
    parser.add_argument("--rounds", type=int, default=3, help="the shortest of so many runs counts")
    parser.add_argument("--without-spacy", action="store_true")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    batch = articles(args.folder, args.words, args.articles)
    mean = sum(len(a.text.split()) for a in batch) / len(batch)
    gazetteer(), tagger(), article_graph(pipeline.read(batch[0], BASE))

    ours = best(lambda: [article_graph(pipeline.read(a, BASE)) for a in batch], args.rounds)
    print(f"articles               {len(batch)} of {mean:.0f} words on average, one core")
    print(f"kg, all stages         {len(batch) / ours:8.1f} articles a second, {1000 * ours / len(batch):.1f} ms each")
    if not args.without_spacy:
        work, patterns = with_spacy(batch)
        theirs = best(work, args.rounds)
        each = f"{1000 * theirs / len(batch):.1f} ms each, {patterns} names"
        print(f"spaCy, blank('id')     {len(batch) / theirs:8.1f} articles a second, {each}")
        print(f"ratio                  {ours / theirs:8.2f} times spaCy's time")
    spent = stages(batch)
    whole = sum(spent.values())
    for stage in STAGES:
        if stage in spent:
            print(f"  {stage:30}{1000 * spent[stage] / len(batch):8.2f} ms {100 * spent[stage] / whole:6.1f} %")


if __name__ == "__main__":
    main()
