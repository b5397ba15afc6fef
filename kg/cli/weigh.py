"""`kg weigh`: the words that tell speech from news, counted again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click


@click.command("weigh", short_help="Count again which words tell speech from news.")
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--least", type=click.IntRange(1), default=30, show_default=True, help="In how many sentences a new word must stand."
)
@click.option(
    "--more", type=click.IntRange(0), default=40, show_default=True, help="How many words to show that have no weight yet."
)
def weigh_command(corpus: Path, least: int, more: int) -> None:
    """Count in CORPUS how much more each word of data/cues/spoken.csv stands in quoted speech than in news.

    CORPUS is a file of JSON lines, each with "url" and "text". Prints a table with the weight that the words have, the one that
    was counted and the number of sentences; the words that differ most from their weight and the strongest new ones first. The
    shipped weights are edited by hand: many a word that is frequent in speech says little of where it begins.

    \b
    Example:
      kg weigh corpus.jsonl > weights.csv
    """
    from kg.errors import SourceError
    from kg.language.weighing import compared, counted, weights
    from kg.model import Article
    from kg.sources.lines import read_articles

    def articles() -> Iterator[Article]:
        for article in read_articles(corpus):
            if isinstance(article, SourceError):
                raise article
            yield article

    rows = compared(weights(), counted(articles()), least, more)
    click.echo("word,weight,counted,sentences")
    for row in rows:
        click.echo(f"{row.word},{'' if row.weight is None else row.weight},{row.counted},{row.sentences}")
