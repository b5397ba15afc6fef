"""`kg search`: names and sentences by their words."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import columns, output_option


@click.command("search", short_help="Find names and sentences by words.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in", "where", type=click.Choice(["all", "names", "sentences"]), default="all", show_default=True, help="Where to look."
)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, metavar="N", help="Show at most so many of each."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@output_option
def search_command(words: tuple[str, ...], where: str, limit: int, as_json: bool, output: Path) -> None:
    """Find entities by name and sentences by their words: every word must be there, in any form; an abbreviation finds its name.

    Quotes keep words together. In SPARQL: ?x search:label "words" and (?article ?score ?sentence) search:text "words".

    \b
    Examples:
      kg search pelatihan kemenperin
      kg search '"duta besar"' --in sentences
    """
    from kg.query.store import base_of, open_store
    from kg.search.index import open_index

    asked = " ".join(words)
    index = open_index(output)
    names = index.names(asked, limit) if where != "sentences" else []
    sentences = index.sentences(asked, limit) if where != "names" else []
    if as_json:
        for kind, hits in (("name", names), ("sentence", sentences)):
            for f in hits:
                row = {"kind": kind, "iri": f.iri, "text": f.text, "score": f.score}
                click.echo(json.dumps(row | ({"article": f.article, "number": f.number} if kind == "sentence" else {})))
        return
    from kg.graph.naming import prefixes
    from kg.query.results import grid, short
    from kg.query.terminal import visible

    known = prefixes(base_of(open_store(output)))
    if names:
        click.echo(grid(["name", "entity"], [[visible(f.text), visible(short(f.iri, known))] for f in names], columns()))
    if names and sentences:
        click.echo()
    if sentences:
        click.echo(grid(["article", "sentence"], [[visible(f.article), visible(f.text)] for f in sentences], columns()))
    if not names and not sentences:
        click.echo("Nothing found; try fewer words.")
