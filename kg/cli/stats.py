"""`kg stats`: the graph in figures, as a page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option


@click.command("stats", short_help="Write a report of the graph in figures.")
@click.option("-o", "--to", "target", type=click.Path(path_type=Path), metavar="FILE", help="[default: stats.html in DIR]")
@click.option("--language", type=click.Choice(("id", "en")), default="id", show_default=True, help="Of the report.")
@output_option
def stats_command(target: Path | None, language: str, output: Path) -> None:
    """Write a short HTML report with plots: what the graph tells of, how well it is supported. It works without a network.

    \b
    Example:
      kg stats --output output
    """
    from kg.query.store import open_store
    from kg.visualise.report import write_report

    path = target or output / "stats.html"
    write_report(open_store(output), path, language=language)
    click.echo(path)
