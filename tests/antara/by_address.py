"""Annotated articles whose text may not be copied: gold files beside their texts → gold files that name text and quotes by place.

python tests/antara/by_address.py corpus.jsonl annotated tests/antara/held_out
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from kg.evaluation.gold import read_gold
from kg.sources.lines import read_lines

_SHORT = 6  # words of a name that are written out


def by_address(gold: dict[str, Any], url: str, text: str) -> str:
    """The gold file as JSON, one entity, fact or statement a line, without words of `text` but short names and titles."""
    name = next((part for part in reversed(url.split("/")) if part.isdigit()), url)
    head = {"article": name, "text": {"url": url, "sha256": hashlib.sha256(text.encode()).hexdigest()}}
    entities = [e | {"names": [n if len(n.split()) <= _SHORT else _place(n, text) for n in e["names"]]} for e in gold["entities"]]
    told = {key: [_without_quote(t) | {"at": _place(t["quote"], text)} for t in gold[key]] for key in ("facts", "statements")}
    lines = [f" {json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    for key, rows in ({"entities": entities} | told | {"traps": gold["traps"]}).items():
        inner = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f' "{key}": [\n  {inner}\n ]' if rows else f' "{key}": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _place(words: str, text: str) -> list[int]:
    begin = text.index(words)
    return [begin, begin + len(words)]


def _without_quote(told: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in told.items() if k != "quote"}


def main(texts: Path, source: Path, target: Path) -> None:
    """Write each gold file of `source` to `target` by the address of its text in `texts`."""
    urls = {text: url for url, text in read_lines(texts).items()}
    target.mkdir(parents=True, exist_ok=True)
    for gold in read_gold(source):
        raw = json.loads((source / f"{gold.name}.gold.json").read_text(encoding="utf-8"))
        written = by_address(raw, urls[gold.article.text], gold.article.text)
        (target / f"{json.loads(written)['article']}.gold.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
