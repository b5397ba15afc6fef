"""`kg calibrate`: the confidence of each kind of claim, measured."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("calibrate", short_help="Measure how far each kind of claim can be trusted.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), metavar="FILE.jsonl", help="Texts by url, for gold without its text.")
@click.option(
    "--table",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the table.  [default: the shipped one]",
)
@click.option(
    "--page", type=click.Path(path_type=Path), metavar="FILE.md", help="Write the reliability diagram and its page there."
)
def calibrate_command(gold: tuple[Path, ...], texts: Path | None, target: Path | None, page: Path | None) -> None:
    """Judge every claim on the annotated articles of some folders and write the precision of each kind as a table.

    kg build gives claims the confidence that this table holds. The same articles give the same bytes.

    \b
    Example:
      kg calibrate data/gold --page docs/calibration.md
    """
    from kg.errors import OutputError
    from kg.evaluation import calibration, diagram
    from kg.evaluation.scores import read_all
    from kg.extractors.confidence import FILE
    from kg.resources import data_dir

    folders = [list(read_all(folder, texts)) for folder in gold]
    claims = calibration.judged(read for reads in folders for read in reads)
    rows = calibration.table(claims)
    result = calibration.reliability(claims)
    files = {target or data_dir() / "model" / FILE: calibration.as_csv(rows)}
    if page:
        picture = page.with_suffix(".svg")
        files |= {picture: diagram.svg(result), page: diagram.page(result, rows, [len(r) for r in folders], picture.name)}
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        except OSError as e:
            raise OutputError(f"{path}: cannot be written ({(e.strerror or str(e)).lower()})") from e
        click.echo(f"Written   {path}")
    right = sum(c.right for c in claims)
    click.echo(f"Claims    {len(claims)} judged, {right} right, in {len(rows)} kinds and classes")
    click.echo(f"Left out  expected calibration error {result.expected_error:.3f}, Brier score {result.brier:.3f}")
