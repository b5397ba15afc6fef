"""`kg export`: the graph as a file of another format."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.options import output_option, write_bytes
from kg.errors import OutputError

_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "graphml")


@click.command("export", short_help="Write the graph in another format.")
@click.option("--format", "name", type=click.Choice(_FORMATS), default="turtle", show_default=True, help="The format.")
@click.option(
    "-o", "--to", "target", type=click.Path(path_type=Path), metavar="FILE", help="The file to write.  [default: standard output]"
)
@click.option(
    "--split",
    type=click.IntRange(1),
    metavar="N",
    help="Write files of N lines each (FILE-0001, …), for bulk loaders; ntriples, nquads.",
)
@output_option
def export_command(name: str, target: Path | None, split: int | None, output: Path) -> None:
    """Write the graph to a file or standard output; the same graph gives the same bytes.

    nquads, trig and jsonld keep the named graphs of the articles, the others merge them; graphml is for Gephi and its kin.

    \b
    Example:
      kg export --format nquads -o graph.nq
    """
    from kg.query.store import base_of, open_store

    store = open_store(output)
    base = base_of(store)

    def write(out: BinaryIO) -> None:
        if name == "graphml":
            from kg.visualise.graphml import write_graphml

            write_graphml(store, out)
        else:
            from kg.graph.formats import write_graph

            write_graph(store, name, out, base)

    if split is not None:
        if name not in ("ntriples", "nquads") or target is None or str(target) == "-":
            raise click.UsageError("--split goes with --format ntriples or nquads, and with -o FILE")
        from kg.graph.split import Split

        try:
            with Split(target, split) as parts:
                write(parts)
        except OSError as e:
            raise _unwritable(target, e) from e
        return
    if target is None or str(target) == "-":
        with tempfile.TemporaryFile() as spool:
            write(spool)
            spool.seek(0)
            while piece := spool.read(1 << 20):
                write_bytes(piece)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as e:
        raise _unwritable(target, e) from e
    finally:
        part.unlink(missing_ok=True)


def _unwritable(target: Path, e: OSError) -> OutputError:
    return OutputError(f"{target}: cannot be written ({(e.strerror or str(e)).lower()}); choose another file with -o")
