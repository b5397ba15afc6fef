"""A quicker allocator for the service: the engine's joins spend a quarter of their time in the C library's."""

from __future__ import annotations

import os
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_WITHIN = "cmeel.prefix/lib/libmimalloc.so"


def start_again() -> None:
    """Begin this process anew with mimalloc; nothing happens where it is missing or LD_PRELOAD chose another."""
    arguments = sys.argv[1:]
    ours = sys.orig_argv[-len(arguments) :] == arguments  # not where another program calls the command line
    if sys.platform != "linux" or "LD_PRELOAD" in os.environ or not ours:
        return
    try:
        library = Path(str(distribution("cmeel-mimalloc").locate_file(_WITHIN)))
    except PackageNotFoundError:
        return
    if library.is_file() and not {":", " "} & set(str(library)):  # which part two libraries
        sys.stdout.flush()
        os.execve(sys.executable, sys.orig_argv, os.environ | {"LD_PRELOAD": str(library)})
