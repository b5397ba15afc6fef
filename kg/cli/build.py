"""`kg build`: articles → graph, page and store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import folder_option

if TYPE_CHECKING:
    from kg.build import Summary

_MANY = 20  # articles from which progress is shown
_LISTED = 5  # open claims and notes that are listed
_CUT = 160  # characters of a listed line


@click.command("build", short_help="Build the graph from articles.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@folder_option("-o", "--output", tells="Where to write.")
@click.option(
    "--base-iri", metavar="IRI", help="Where your instances live, if you run your own.  [default: https://w3id.org/beritagraf/]"
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="FLOAT",
    help="Keep claims below this confidence (0 to 1) as doubtful, without asserting them.",
)
@click.option(
    "--renderer",
    type=click.Choice(("auto", "pyvis", "canvas")),
    default="auto",
    show_default=True,
    help="What draws the page: auto takes pyvis up to a few thousand facts, then canvas.",
)
def build_command(sources: tuple[Path, ...], output: Path, base_iri: str | None, min_confidence: float, renderer: str) -> None:
    """Build graph.ttl, graph.html and a store from Indonesian news: files or folders of .txt in UTF-8, or .jsonl.

    A .jsonl file holds an article a line: a JSON object with "url", "text" and, if known, "published". The old output stays until
    the new one is whole. What cannot be used is reported; the rest is built, and the exit code is 1.

    \b
    Example:
      kg build data/articles --output output
    """
    from kg.build import build
    from kg.graph.naming import checked_base
    from kg.ontology import BASE

    base = checked_base(base_iri) if base_iri else BASE
    done = build(sources, output, base=base, min_confidence=min_confidence, renderer=renderer, progress=_progress)
    for note in done.notes:
        _say(f"note: {note}", err=True)
    for problem in done.problems:
        _say(f"kg: {problem}", err=True)
    _report(done, output)
    if done.problems:
        sys.exit(1)


def _progress(articles: Sequence[Any]) -> Iterator[Any]:
    if len(articles) <= _MANY or not sys.stderr.isatty():
        yield from articles
        return
    bar: AbstractContextManager[Any] = click.progressbar(articles, label="Reading articles", file=sys.stderr)
    with bar as watched:
        yield from watched


def _report(done: Summary, output: Path) -> None:
    from kg.ontology import labels

    names = labels("en")
    entities = ", ".join(
        f"{names.get(c, c)} {n}" for c, n in sorted(done.entities.items(), key=lambda x: (-x[1], names.get(x[0], x[0])))
    )
    claims = ", ".join(f"{n} {status.value.lower()}" for status, n in sorted(done.claims.items(), key=lambda x: -x[1]))
    _say(f"Articles  {done.articles}" + (f" ({len(done.problems)} could not be used)" if done.problems else ""))
    _say(f"Entities  {sum(done.entities.values())}" + (f": {entities}" if entities else ""))
    _say(f"Claims    {sum(done.claims.values())}" + (f": {claims}" if claims else ""))
    for c in done.open_claims[:_LISTED]:
        said = f"{c.subject} · {names.get(c.predicate, c.predicate)} · {c.object}"
        _say(f"  {c.status.value.lower()}: {said} — «{c.words}» in {c.article}" + (f" ({c.note})" if c.note else ""), cut=_CUT)
    if len(done.open_claims) > _LISTED:
        _say(f"  … and {len(done.open_claims) - _LISTED} more: kg query --question contradictions, --question doubtful_dates")
    _say(f"Written   {output}/graph.ttl, {output}/graph.html, {output}/store")
    where = "" if output == Path("output") else f" --output {output}"
    _say(f"Next      kg view{where}   kg query --list   kg query{where} --question ministries_mentioned   kg explain{where} NAME")


def _say(line: str, *, err: bool = False, cut: int | None = None) -> None:
    from kg.query.terminal import fit, visible

    shown = visible(line)
    click.echo(fit(shown, cut) if cut else shown, err=err)
