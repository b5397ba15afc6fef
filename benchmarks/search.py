"""Full-text search over a million invented sentences: how long the index takes to make, how large it is, how long a search takes.

python benchmarks/search.py --sentences 1000000 --folder /some/space
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph.texts import ArticleText, SentenceSpan, dump_texts
from kg.ontology import BASE, KG, RDF, SKOS
from kg.search.index import INDEX, open_index

ROOTS = [
    *("latih", "kerja", "tani", "dagang", "sekolah", "pasar", "batik", "kopi", "kain", "ukir"),
    *("tenun", "panen", "ekspor", "impor", "guru", "murid", "warga", "desa", "kota", "air"),
]
FRAMES = ("me{}", "di{}", "pe{}an", "{}", "{}nya", "ber{}", "ke{}an", "{}kan")
NAMES = [f"Kementerian Urusan {a.title()} {b.title()}" for a in ROOTS for b in ROOTS]
QUERIES = (
    "pelatihan tani",
    "kopi",
    "Kembatik",
    "guru murid desa",
    '"urusan kopi batik"',
    "Kementerian Urusan Kopi Batik ekspor",
    "xyz",
)


def sentence(pick: random.Random) -> str:
    """Some fifteen words, one name in three sentences, rarer words by Zipf."""
    words = [pick.choice(FRAMES).format(pick.choice(ROOTS)) for _ in range(8)]
    words += [f"kata{int(pick.paretovariate(0.7)) % 200_000}" for _ in range(5)]
    return " ".join([pick.choice(NAMES) if pick.random() < 0.3 else "Warga", *words]) + "."


def articles(sentences: int) -> Iterator[ArticleText]:
    """Texts of twenty sentences."""
    pick = random.Random(7)
    for number in range(sentences // 20):
        text, spans = "", []
        for n in range(1, 21):
            begin = len(text)
            text += sentence(pick)
            spans.append(SentenceSpan(n, begin, len(text), "news"))
            text += "\n"
        yield ArticleText(f"a{number:07}", f"a{number}.txt", "0" * 64, text, tuple(spans))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "store").exists():
        store = ox.Store(folder / "store")
        kind, ministry, label = ox.NamedNode(RDF.type), ox.NamedNode(KG.Ministry), ox.NamedNode(SKOS.prefLabel)
        for number, name in enumerate(NAMES):
            node = ox.NamedNode(f"{BASE}id/org/{number}")
            store.extend([ox.Quad(node, kind, ministry), ox.Quad(node, label, ox.Literal(name, language="id"))])
        store.add(ox.Quad(node, ox.NamedNode(KG.abbreviation), ox.Literal("Kembatik")))
        store.flush()
        del store
        with (folder / "articles.jsonl").open("w", encoding="ascii", newline="\n") as out:
            for article in articles(asked.sentences):
                out.write(dump_texts([article]))
    began = time.perf_counter()
    index = open_index(folder)
    print(f"index made in {time.perf_counter() - began:.0f} s, {(folder / INDEX).stat().st_size / 2**20:.0f} MiB")
    for query in QUERIES:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            found = index.sentences(query, 20)
            times.append((time.perf_counter() - began) * 1000)
        print(f"{query:40} {len(found):3} hits  first {times[0]:7.1f} ms  median {statistics.median(times):7.1f} ms")


if __name__ == "__main__":
    main()
