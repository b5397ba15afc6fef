"""The output folder: graph, page, store and texts appear together, whole, or the old ones stay.

A build is written to `.builds/N/`; the names that people use are links through `.builds/current`, and moving that one link is
the only step that shows. A program killed at any moment leaves the old build or the new one. Where links are not allowed, the
files are moved one by one instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError

GRAPH, PAGE, STORE = "graph.ttl", "graph.html", "store"
_BUILDS, _CURRENT, _LOCK = ".builds", "current", "lock"


@contextmanager
def new_build(output: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """A fresh folder to write `names` in; when the block ends without an error they take the place of the old ones in `output`.

    OutputError if the folder cannot be written, holds such names that no build made, or is being built by another process.
    """
    builds = output / _BUILDS
    try:
        _refuse_strangers(output, names)
        builds.mkdir(parents=True, exist_ok=True)
        with _locked(builds, output):
            _tidy(builds)
            new = _numbered(builds)
            try:
                yield new
                _sync(new)
                _show(output, new, names)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise
            _tidy(builds)
    except OSError as e:
        raise OutputError(
            f"{output}: cannot be written ({(e.strerror or str(e)).lower()}); choose another folder with --output"
        ) from e


def _refuse_strangers(output: Path, names: tuple[str, ...]) -> None:
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: a file, not a folder; choose another folder with --output")
    if (output / _BUILDS).is_dir():
        return
    for name in names:
        if os.path.lexists(output / name):
            raise OutputError(f"{output / name}: not made by kg build; move it away or choose another folder with --output")


@contextmanager
def _locked(builds: Path, output: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    with (builds / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                f"{output}: another kg build is writing here; wait for it or choose another folder with --output"
            ) from None
        yield


def _numbered(builds: Path) -> Path:
    number = 1
    while (builds / str(number)).exists():
        number += 1
    new = builds / str(number)
    new.mkdir()
    return new


def _tidy(builds: Path) -> None:
    """Remove the builds that nothing shows: older ones and those that were cut short."""
    link = builds / _CURRENT
    current = str(link.readlink()) if link.is_symlink() else None
    for folder in builds.iterdir():
        if folder.name.isdigit() and folder.name != current:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Bring everything to the disk before it is shown, so that not even a power cut shows half a build."""
    for top, _, files in os.walk(folder):
        for path in [Path(top, f) for f in files] + [Path(top)]:
            with suppress(PermissionError):  # folders cannot be opened everywhere
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)


def _show(output: Path, new: Path, names: tuple[str, ...]) -> None:
    try:
        for name in names:
            _link(output / name, Path(_BUILDS, _CURRENT, name))
        _link(new.parent / _CURRENT, Path(new.name))
    except (OSError, NotImplementedError):
        _move(output, new, names)


def _link(path: Path, target: Path) -> None:
    if path.is_symlink() and path.readlink() == target:
        return
    spare = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        spare.unlink()
    spare.symlink_to(target, target_is_directory=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    spare.replace(path)


def _move(output: Path, new: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = output / name
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        (new / name).replace(path)
    with suppress(FileNotFoundError):
        (new.parent / _CURRENT).unlink()
