"""A file of lines written as several, for bulk loaders: `load.nq` becomes `load-0001.nq`, `load-0002.nq`, …"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO


class Split(io.RawIOBase, BinaryIO):
    """A binary file that begins a new part after every `lines` lines; what an earlier run left of further parts is removed."""

    def __init__(self, path: Path, lines: int) -> None:
        self._path, self._lines = path, lines
        self._number, self._left = 0, 0
        self._part: BinaryIO | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = memoryview(bytes(data))
        at = 0
        while at < len(piece):
            if self._left == 0:
                self._next()
            end = self._end(piece, at)
            assert self._part is not None
            self._part.write(piece[at:end])
            at = end
        return len(piece)

    def close(self) -> None:
        if not self.closed and self._part is not None:
            self._part.close()
            while (stale := self._named(self._number + 1)).exists():
                stale.unlink()
                self._number += 1
        super().close()

    def _end(self, piece: memoryview, at: int) -> int:
        """Where the current part ends within a piece."""
        rest = bytes(piece[at:])
        found = rest.count(b"\n")
        if found < self._left:
            self._left -= found
            return len(piece)
        place = -1
        for _ in range(self._left):
            place = rest.index(b"\n", place + 1)
        self._left = 0
        return at + place + 1

    def _next(self) -> None:
        if self._part is not None:
            self._part.close()
        self._number += 1
        self._left = self._lines
        self._part = self._named(self._number).open("wb")

    def _named(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.stem}-{number:04}{self._path.suffix}")
