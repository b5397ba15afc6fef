"""Memory that the dispatcher and its workers share: what each slot is at, since when, and who may read from its connections."""

from __future__ import annotations

import mmap
import multiprocessing
import struct
import time
from multiprocessing.synchronize import Lock
from typing import NamedTuple

_PLACE = 2048  # bytes of a slot
_STATE = struct.Struct(
    "@dIHB"
)  # since when (monotonic seconds, 0: nothing), lease, length of the text, whether an answer is going out
_OUT = 14  # where in it the last one stands
_EPOCH, _EPOCH_AT = struct.Struct("@I"), 16
_TEXT = 24


class State(NamedTuple):
    """What a slot is at: since when (0: at nothing), which lease it serves or served last, whether its answer is going out."""

    since: float
    lease: int
    out: bool


class Board:
    """One page of facts; each is written by one side and read by the other.

    A slot's worker holds the slot's lock at all times but while it answers. So whoever else gets the lock knows that the worker
    is in the midst of an answer and reads from no other connection until the lock is free again.
    """

    def __init__(self, slots: int) -> None:
        self._memory = mmap.mmap(-1, slots * _PLACE)
        self._locks: dict[int, Lock] = {}

    def renew(self, slot: int) -> None:
        """A slot's place made ready for a new worker: the last one may have died with the lock."""
        self._locks[slot] = multiprocessing.get_context("fork").Lock()
        _EPOCH.pack_into(self._memory, slot * _PLACE + _EPOCH_AT, 0)
        self.end(slot, 0)

    def lock(self, slot: int) -> Lock:
        """The right to read from the connections that a slot keeps."""
        return self._locks[slot]

    def begin(self, slot: int, lease: int, text: bytes) -> None:
        """A worker takes up a request; `text` tells the log which."""
        text = text[: _PLACE - _TEXT]
        at = slot * _PLACE
        self._memory[at + _TEXT : at + _TEXT + len(text)] = text
        _STATE.pack_into(self._memory, at, time.monotonic(), lease, len(text), 0)

    def out(self, slot: int) -> None:
        """The first byte of an answer leaves."""
        self._memory[slot * _PLACE + _OUT] = 1

    def end(self, slot: int, lease: int) -> None:
        """A worker is done with a request."""
        _STATE.pack_into(self._memory, slot * _PLACE, 0.0, lease, 0, 0)

    def state(self, slot: int) -> State:
        """What a slot is at."""
        since, lease, _, out = _STATE.unpack_from(self._memory, slot * _PLACE)
        return State(since, lease, bool(out))

    def text(self, slot: int) -> str:
        """The request that a slot is at."""
        at = slot * _PLACE
        length = _STATE.unpack_from(self._memory, at)[2]
        return self._memory[at + _TEXT : at + _TEXT + length].decode("latin-1")

    def epoch(self, slot: int) -> int:
        """How often connections were taken back from a slot."""
        epoch: int = _EPOCH.unpack_from(self._memory, slot * _PLACE + _EPOCH_AT)[0]
        return epoch

    def take_back(self, slot: int) -> None:
        """All connections of a slot but the one that it answers are the dispatcher's again; only with the lock."""
        _EPOCH.pack_into(self._memory, slot * _PLACE + _EPOCH_AT, self.epoch(slot) + 1)
