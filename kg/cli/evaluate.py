"""`kg evaluate`: the program beside what careful readers found."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("evaluate", short_help="Measure the program on annotated articles.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), metavar="FILE.jsonl", help="Texts by url, for gold without its text.")
@click.option("--misses", "listed", is_flag=True, help="List what was missed or wrong, by class.")
@click.option("--json", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write all figures there.")
@click.option("--floors", type=click.Path(path_type=Path), metavar="FILE", help="Fail where a figure is below its floor.")
@click.option("--section", metavar="NAME", help="The section of the floors.  [default: the name of the folder]")
def evaluate_command(
    gold: Path, texts: Path | None, listed: bool, target: Path | None, floors: Path | None, section: str | None
) -> None:
    """Read the articles of a folder and compare with their gold files: precision, recall and F1 for every type and relation.

    GOLD holds NAME.txt and NAME.gold.json; data/gold/README.md tells their form.

    \b
    Example:
      kg evaluate data/gold --misses --floors tests/floors.toml
    """
    from kg.errors import EvaluationError, OutputError
    from kg.evaluation import report
    from kg.evaluation.scores import read_all, scores
    from kg.query.terminal import visible

    done = scores(read_all(gold, texts))
    if listed:
        click.echo("\n".join(visible(line) for line in report.misses(done).split("\n")))
    click.echo(report.table(done))
    if target:
        try:
            target.write_text(report.as_json(done), encoding="utf-8")
        except OSError as e:
            raise OutputError(f"{target}: cannot be written ({(e.strerror or str(e)).lower()})") from e
    fallen = report.broken(done, floors, section or gold.resolve().name) if floors else []
    if fallen:
        raise EvaluationError("\n".join(fallen))
