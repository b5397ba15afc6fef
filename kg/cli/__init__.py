"""The command `kg`: one file a group of commands; an error is one line, Ctrl-C ends quietly, a closed pipe too."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import NoReturn

import click

from kg import __version__
from kg.cli.build import build_command
from kg.cli.calibrate import calibrate_command
from kg.cli.evaluate import evaluate_command
from kg.cli.explain import explain_command
from kg.cli.export import export_command
from kg.cli.publish import publish_command
from kg.cli.query import query_command
from kg.cli.search import search_command
from kg.cli.serve import serve_command
from kg.cli.stats import stats_command
from kg.cli.train import train_command
from kg.cli.view import view_command
from kg.cli.weigh import weigh_command
from kg.errors import KGError

_INTERRUPTED = 128 + signal.SIGINT


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: kg build data/articles, then kg query --list.",
)
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """From Indonesian news to a knowledge graph: build it, query it, look at it, and see the words behind each fact."""


_COMMANDS = (
    build_command,
    query_command,
    search_command,
    explain_command,
    view_command,
    stats_command,
    serve_command,
    export_command,
    publish_command,
    evaluate_command,
    calibrate_command,
    train_command,
    weigh_command,
)
for command in _COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 an error of kg or a closed pipe, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.argv[1:2] == [serve_command.name]:
        from kg.service.allocator import start_again

        start_again()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def _run() -> int:
    try:
        return int(cli.main(standalone_mode=False) or 0)
    except SystemExit as e:
        return int(e.code or 0)
    except click.ClickException as e:
        e.show()
        return e.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except KGError as e:
        from kg.query.terminal import visible

        click.echo("\n".join(visible(line) for line in f"kg: {e}".split("\n")), err=True)
        return 1
