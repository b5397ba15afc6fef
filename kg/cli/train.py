"""`kg train`: the models that read names, made from annotated sentences and plain news."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command("train", short_help="Train the reader of names.")
@click.argument("data", type=_PATH)
@click.argument("corpus", type=_PATH)
@click.option("--output", type=_PATH, metavar="DIR", help="Where to write the models.  [default: the shipped ones, data/model]")
@click.option("--annotated", type=_PATH, metavar="FILE", help="Names in the corpus.  [default: data/model/annotated.tsv]")
def train_command(data: Path, corpus: Path, output: Path | None, annotated: Path | None) -> None:
    """Train the models of data/model from annotated sentences and plain news; the same files give the same bytes.

    DATA holds idner_news_2k/train.txt and ud_*/*.conllu; CORPUS is a file of JSON lines, each with "url" and "text". It takes
    a few minutes.

    \b
    Example:
      kg train treebanks corpus.jsonl --output model
    """
    from kg.mentions.training import train
    from kg.resources import data_dir

    folder = output or data_dir() / "model"
    train(data, corpus, folder, annotated)
    for file in sorted(f for f in folder.iterdir() if f.is_file()):
        click.echo(f"{file.stat().st_size:>10}  {file}")
