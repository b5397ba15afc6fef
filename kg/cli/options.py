"""Options and habits that several commands share."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_T = TypeVar("_T")


def folder_option(*flags: str, tells: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `output` under these flags: the folder of a graph."""
    return click.option(
        *flags, "output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, metavar="DIR", help=tells
    )


output_option = folder_option("--output", "--store", tells="The folder that kg build wrote.")


def columns() -> int | None:
    """The width of the terminal; None if the answer goes to a file or a pipe, where nothing need be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def interruptible(work: Callable[[], _T]) -> _T:
    """Do the work so that Ctrl-C ends it at once, even in the middle of a long query that does not listen."""
    done: list[_T] = []
    failed: list[BaseException] = []

    def do() -> None:
        try:
            done.append(work())
        except BaseException as e:
            traceback.clear_frames(e.__traceback__)  # answers of Oxigraph must end in the thread that they began in
            failed.append(e)

    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        os._exit(130)
    if failed:
        raise failed[0]
    return done[0]


def write_bytes(data: bytes) -> None:
    """Bytes to standard output as they are, all of them even where Python is told not to buffer."""
    out: Any = sys.stdout
    out.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[out.buffer.write(rest) :]
    out.buffer.flush()
