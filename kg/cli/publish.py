"""`kg publish`: the graph to another SPARQL store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_option
from kg.errors import KGError


@click.command("publish", short_help="Send the graph to another SPARQL store.")
@click.option(
    "--endpoint", metavar="URL", help="The store's address for SPARQL updates, such as http://localhost:3030/ds/update."
)
@click.option("--data", metavar="URL", help="Its address for the Graph Store Protocol instead, where it has one: quicker.")
@click.option(
    "--merged",
    default="default",
    show_default=True,
    metavar="IRI",
    help="The graph for everything merged; none sends named graphs only.",
)
@output_option
def publish_command(endpoint: str | None, data: str | None, merged: str, output: Path) -> None:
    """Replace the graph's named graphs at another store (Fuseki, GraphDB, QLever, Virtuoso, another kg serve).

    A name and password may stand in the address; a bearer token in the variable KG_TOKEN. Run it again if it was cut short.
    For millions of triples the store's own bulk loader is quicker: kg export --format nquads --split 5000000 -o load.nq

    \b
    Example:
      kg publish --data http://localhost:3030/berita/data
    """
    if (endpoint is None) == (data is None):
        raise click.UsageError("give one of --endpoint and --data")
    from kg.query.publish import Target, publish
    from kg.query.store import open_store
    from kg.query.terminal import visible

    if merged not in ("none", "default") and "://" not in merged and not merged.startswith("urn:"):
        raise KGError(f"--merged {merged}: not an IRI; give one, or default or none")
    graphs, triples = publish(open_store(output), Target(endpoint, data, None if merged == "none" else merged), _told)
    click.echo(visible(f"Published {triples} triples in {graphs} graphs"))


def _told(done: int, of: int, triples: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of} graphs, {triples} triples", nl=done == of, err=True)
