"""`kg explain`: what is known of an entity, or what supports a triple, with the sentences."""

from __future__ import annotations

import shlex
import sys
import textwrap
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import columns, output_option
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.explain import Explainer, Known, Passage, Portrait

_BOLD, _PLAIN = ("\x01", "\x02"), ("«", "»")  # the first pair stands for bold until the lines are broken


@click.command("explain", short_help="Show what is known of something, with the sentences.")
@click.argument("what", nargs=-1, required=True, metavar="SUBJECT|TRIPLE")
@click.option(
    "--language", type=click.Choice(["en", "id"]), default="en", show_default=True, help="The language of relations and types."
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Show at most so many claims.")
@output_option
def explain_command(what: tuple[str, ...], language: str, limit: int, output: Path) -> None:
    """Show what is known of an entity, given by label, abbreviation, CURIE or IRI; or what supports a triple.

    Each claim stands with its status, confidence, extractor and article, and the sentence with the words marked.

    \b
    Examples:
      kg explain Kemenperin
      kg explain 'Ani Wati' 'head of' 'Balai Besar Tekstil'
    """
    from kg.query.explain import Explainer

    known = Explainer(output, language)
    if len(what) == 3:
        _claims(known.triple(*what), limit)
        return
    if len(what) != 1:
        raise click.UsageError("give one SUBJECT, or SUBJECT PREDICATE OBJECT; put quotes around names of several words")
    found = known.entities(what[0])
    if not found and (parts := known.parts(what[0])):
        _claims(known.triple(*parts), limit)
        return
    if not found:
        near = known.nearest(what[0])
        hint = f"; did you mean {' or '.join(shlex.quote(n) for n in near)}?" if near else "; see what there is: kg query --list"
        raise QueryError(f"nothing is called '{what[0]}'{hint}")
    if len(found) > 1:
        _candidates(what[0], [known.portrait(iri) for iri in found], known)
        sys.exit(1)
    _portrait(known.portrait(found[0]), limit)


def _candidates(text: str, portraits: Sequence[Portrait], known: Explainer) -> None:
    from kg.query.results import short

    _say(f"kg: '{text}' may mean {len(portraits)} things; choose one:", err=True)
    for p in portraits:
        name = short(p.iri, known.prefixes).strip("<>")
        _say(f"  kg explain {shlex.quote(name)}   {p.names[0]} ({', '.join(p.kinds)}, {len(p.claims)} claims)", err=True)


def _portrait(portrait: Portrait, limit: int) -> None:
    kinds = f" ({', '.join(portrait.kinds)})" if portrait.kinds else ""
    click.echo(click.style(_shown(portrait.names[0]), bold=True) + _shown(kinds))
    if portrait.names[1:]:
        _say(f"also: {', '.join(portrait.names[1:])}")
    _say(portrait.iri)
    click.echo()
    _claims(portrait.claims, limit)


def _claims(claims: Sequence[Known], limit: int) -> None:
    """Print claims; those that rest on the very same words stand together above them."""
    for passages, same in groupby(claims[:limit], key=lambda claim: claim.passages):
        for claim in same:
            _say(f"{claim.subject} · {claim.predicate} · {claim.object}")
            sure = [f"confidence {claim.confidence:g}"] if claim.confidence is not None else []
            told = [f"says {', '.join(claim.speakers)}"] if claim.speakers else []
            articles = ", ".join(dict.fromkeys(p.article for p in passages))
            _say("    " + " · ".join([claim.status.lower(), *sure, *claim.extractors, *told, *([articles] if articles else [])]))
            for note in claim.notes:
                _say(f"    note: {note}")
        for passage in passages:
            click.echo(_marked(passage))
        click.echo()
    if len(claims) > limit:
        click.echo(f"… and {len(claims) - limit} more claims; show them with --limit {len(claims)}")
    elif not claims:
        click.echo("No claims.")


def _marked(passage: Passage) -> str:
    """The sentence with its words in bold on a terminal, in «…» elsewhere; broken to the terminal's width."""
    bold = sys.stdout.isatty()
    begin, end = _BOLD if bold else _PLAIN
    out, at = "", 0
    for mark in passage.marks:
        words = _shown(passage.sentence[mark.begin : mark.end])
        out += _shown(passage.sentence[at : mark.begin]) + begin + words + end
        at = mark.end
    out += _shown(passage.sentence[at:])
    wide = columns()
    lines = textwrap.wrap(out, wide - 4, break_on_hyphens=False) if wide and wide > 20 else [out]
    return "\n".join("    " + line.replace("\x01", "\x1b[1m").replace("\x02", "\x1b[0m") for line in lines)


def _shown(text: str) -> str:
    from kg.query.terminal import visible

    return visible(text)


def _say(line: str, *, err: bool = False) -> None:
    click.echo(_shown(line), err=err)
