"""`kg query`: SPARQL over what was built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import columns, interruptible, output_option, write_bytes
from kg.errors import QueryError

_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")


@click.command("query", short_help="Ask the graph in SPARQL, or one of the stored questions.")
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), metavar="FILE", help="Read the query from a file.")
@click.option("--question", metavar="NAME", help="Run a stored question, by name or number.")
@click.option(
    "--set", "values", multiple=True, metavar="NAME=VALUE", help="Fill in what a question leaves open, e.g. organisation=ASEAN."
)
@click.option("--list", "listed", is_flag=True, help="Show the stored questions in English and Indonesian.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(_FORMATS),
    help="table, csv, tsv, json or xml for rows; an RDF format for CONSTRUCT and DESCRIBE.  [default: table, turtle]",
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL service instead of what was built here.")
@output_option
def query_command(
    sparql: str | None,
    file: Path | None,
    question: str | None,
    values: tuple[str, ...],
    listed: bool,
    shape: str | None,
    endpoint: str | None,
    output: Path,
) -> None:
    """Ask the graph: SPARQL from the argument, --file, or standard input; the ontology's prefixes need no typing.

    \b
    Examples:
      kg query 'SELECT ?name WHERE { ?m a kg:Ministry ; skos:prefLabel ?name }'
      kg query --question attested_member_states --set organisation=ASEAN --format csv
      kg query --list
    """
    if listed:
        _list()
        return
    text = _text(sparql, file, question, values)
    write_bytes(interruptible(lambda: _answer(text, shape, output) if endpoint is None else _remote(text, shape, endpoint)))


def _remote(text: str, shape: str | None, endpoint: str) -> bytes:
    from kg.graph.formats import spelt
    from kg.graph.naming import prefixes
    from kg.ontology import BASE
    from kg.query.remote import ask
    from kg.query.results import table, written

    known = prefixes(BASE)
    answer = ask(endpoint, text, known)
    rows = shape in (None, "table", "csv", "tsv", "json", "xml")
    if isinstance(answer, list):
        if rows and shape not in (None, "table"):
            raise QueryError(f"CONSTRUCT and DESCRIBE give a graph, not {shape}; choose an RDF format such as turtle")
        return spelt(answer, "turtle" if rows else str(shape), BASE)
    return (table(answer, known, columns()) + "\n").encode() if shape in (None, "table") else written(answer, str(shape), BASE)


def _answer(text: str, shape: str | None, output: Path) -> bytes:
    import pyoxigraph as ox

    from kg.graph.naming import prefixes
    from kg.query.results import table, written
    from kg.query.run import run
    from kg.query.store import base_of, open_store
    from kg.search.magic import expanded

    store = open_store(output)
    base = base_of(store)
    known = prefixes(base)
    answer = run(store, text, known, lambda query: expanded(query, output))
    if isinstance(answer, ox.QueryTriples):
        return written(answer, "turtle" if shape in (None, "table") else str(shape), base)
    if shape in (None, "table"):
        return (table(answer, known, columns()) + "\n").encode()
    return written(answer, str(shape), base)


def _text(sparql: str | None, file: Path | None, question: str | None, values: tuple[str, ...]) -> str:
    given = [x is not None for x in (sparql, file, question)]
    if sum(given) > 1:
        raise click.UsageError("give one of: a query, --file, --question")
    if values and question is None:
        raise click.UsageError("--set goes with --question")
    if question is not None:
        return _question(question, values)
    if file is not None:
        return _file(file)
    if sparql not in (None, "-"):
        return str(sparql)
    if sys.stdin.isatty():
        raise click.UsageError("no query; give one, or --file, --question or --list")
    return _decoded(sys.stdin.buffer.read(), "standard input")


def _question(name: str, values: tuple[str, ...]) -> str:
    from kg.query.questions import filled, question

    wrong = [v for v in values if "=" not in v]
    if wrong:
        raise click.UsageError(f"--set {wrong[0]}: write NAME=VALUE")
    return filled(question(name), dict(v.split("=", 1) for v in values))


def _file(path: Path) -> str:
    try:
        return _decoded(path.read_bytes(), str(path))
    except OSError as e:
        raise QueryError(f"{path}: cannot be read ({(e.strerror or str(e)).lower()}); check the path") from e


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise QueryError(f"{name}: not UTF-8 (byte offset {e.start}); save the query as UTF-8") from e


def _list() -> None:
    from kg.query.questions import questions

    for q in questions():
        settings = "".join(f"  --set {name}=…" for name in q.settings)
        click.echo(f"{q.number}  {click.style(q.name, bold=True)}{settings}\n      {q.english}\n      {q.indonesian}")
