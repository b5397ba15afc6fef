"""Memory that the dispatcher and its workers share: what each slot is at, since when, and whether somebody waits for one."""

from __future__ import annotations

import mmap
import struct
import time

_PLACE = 2048  # bytes of a slot
_STATE = struct.Struct(
    "@dHB"
)  # since when (monotonic seconds, 0: nothing), length of the text, whether a byte of the answer is out
_TEXT = _STATE.size


class Board:
    """One page of facts; written by one side, read by the other, without a lock."""

    def __init__(self, slots: int) -> None:
        self._memory = mmap.mmap(-1, (slots + 1) * _PLACE)

    def begin(self, slot: int, text: bytes) -> None:
        """A worker takes up a request; `text` tells the log which."""
        text = text[: _PLACE - _TEXT]
        at = (slot + 1) * _PLACE
        self._memory[at + _TEXT : at + _TEXT + len(text)] = text
        _STATE.pack_into(self._memory, at, time.monotonic(), len(text), 0)

    def out(self, slot: int) -> None:
        """The first byte of an answer leaves."""
        self._memory[(slot + 1) * _PLACE + 10] = 1

    def end(self, slot: int) -> None:
        """A worker is done with a request."""
        _STATE.pack_into(self._memory, (slot + 1) * _PLACE, 0.0, 0, 0)

    def state(self, slot: int) -> tuple[float, bool]:
        """Since when a slot works (0: it does not), and whether its answer has begun to leave."""
        since, _, out = _STATE.unpack_from(self._memory, (slot + 1) * _PLACE)
        return since, bool(out)

    def text(self, slot: int) -> str:
        """What a slot is at."""
        at = (slot + 1) * _PLACE
        length = _STATE.unpack_from(self._memory, at)[1]
        return self._memory[at + _TEXT : at + _TEXT + length].decode("latin-1")

    @property
    def wanted(self) -> bool:
        """Whether requests wait for a slot."""
        return self._memory[0] != 0

    @wanted.setter
    def wanted(self, value: bool) -> None:
        self._memory[0] = value
