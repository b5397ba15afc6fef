"""`kg view`: the page in a browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from kg.cli.options import output_option
from kg.errors import StoreError


@click.command("view", short_help="Open the page of the graph.")
@click.option("--print", "only_print", is_flag=True, help="Print the page's path and open nothing.")
@click.option("--timeline", is_flag=True, help="Begin with who held which office when, and the events on an axis.")
@click.option("--map", "on_map", is_flag=True, help="Begin with the places on a map.")
@output_option
def view_command(only_print: bool, timeline: bool, on_map: bool, output: Path) -> None:
    """Open graph.html in the browser; print its path where there is none. The page works without a network.

    \b
    Example:
      kg view --output output
    """
    page = output / "graph.html"
    if not page.is_file():
        raise StoreError(f"{page}: no page here; build the graph first: kg build SOURCE --output {output}")
    view = "timeline" if timeline else "map" if on_map else ""
    address = page.absolute().as_uri() + (f"#view={view}" if view else "")
    if only_print or not _screen() or not webbrowser.open(address):
        click.echo(address if view else page.absolute())


def _screen() -> bool:
    return sys.platform in ("darwin", "win32") or any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
