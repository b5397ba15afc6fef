"""The worker processes and their slots: started, counted, renewed after a build, and replaced when they die."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.service.board import Board
from kg.service.channel import pair
from kg.service.limits import Service
from kg.service.log import AccessLog

LONG = 0.02  # seconds after which an answer is a long one, that nothing else should wait behind
_PROCESSORS = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
Job = TypeVar("Job")
Work = Callable[[Service, AccessLog, list[socket.socket], Board, int, int], None]


@dataclass(slots=True, eq=False)
class Slot(Generic[Job]):
    """A place in a worker for one request at a time.

    job: what keeps the slot from being given another request; held: all that it has, by the number of the lease
    """

    channel: socket.socket
    number: int
    process: Process[Job]
    job: Job | None = None
    held: dict[int, Job] = field(default_factory=dict)
    ready: bool = False


@dataclass(slots=True, eq=False)
class Process(Generic[Job]):
    """A worker; a retiring one gets no more requests."""

    pid: int
    store: str
    slots: list[Slot[Job]] = field(default_factory=list)
    retiring: bool = False


class Pool(Generic[Job]):
    """All workers of one service. `closing` is run in each new worker to let go of what is the parent's."""

    def __init__(self, service: Service, log: AccessLog, work: Work, closing: Callable[[], None]) -> None:
        self._service, self._log, self._work, self._closing = service, log, work, closing
        self._lifeline = os.pipe()  # workers end when its writing end closes, that is when this process dies
        self._not_before = 0.0
        self.board = Board(service.limits.at_once * 2 + 2)
        self.processes: list[Process[Job]] = []

    @property
    def slots(self) -> list[Slot[Job]]:
        """All of them."""
        return [s for p in self.processes for s in p.slots]

    def roomiest(self) -> Slot[Job] | None:
        """The slot to give a request to: an idle one rather than one that answers, then the one with the fewest connections.

        As long as enough slots for the machine's processors are not at a long answer, no other is used: each worker has a
        cache of its own, which more connections keep warm.
        """
        since = {s: self.board.state(s.number).since for p in self.processes if not p.retiring for s in p.slots if s.ready}
        now = time.monotonic()
        quick = [s for s, began in since.items() if not began or now - began < LONG]
        free = [s for s in quick[:_PROCESSORS] or since if s.job is None]
        return min(free, key=lambda s: (since[s] > 0, len(s.held)), default=None)

    def lent(self) -> bool:
        """Whether any slot has a connection."""
        return any(s.held for p in self.processes for s in p.slots)

    def fill(self) -> list[Slot[Job]]:
        """Start workers until there are enough; the new slots."""
        if time.monotonic() < self._not_before:
            return []
        writable, at_once = self._service.writable, self._service.limits.at_once
        new: list[Slot[Job]] = []
        while len([p for p in self.processes if not p.retiring]) < (1 if writable else at_once):
            new += self._spawn(at_once if writable else 1)
        return new

    def kill(self, slot: Slot[Job]) -> None:
        """End the process of a slot at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(slot.process.pid, signal.SIGKILL)

    def bury(self, process: Process[Job]) -> None:
        """Take note of a process that has died."""
        self.processes.remove(process)
        reaped(process.pid, wait=True)
        if not any(s.ready for s in process.slots) and not process.retiring:
            self._not_before = time.monotonic() + 1  # do not spin on a store that cannot be opened

    def follow_builds(self) -> None:
        """Let workers retire whose store the link no longer shows."""
        store = str(self._service.store.resolve())
        for process in self.processes:
            stale = process.store != store and not self._service.writable
            if stale and not process.retiring and self._service.store.is_dir():
                self._dismiss(process)

    def dismiss(self) -> None:
        """Let all workers end once they have answered what they are at."""
        for process in self.processes:
            self._dismiss(process)

    def stop(self) -> None:
        """End all of them, within two seconds."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + 2
        for process in self.processes:
            while not reaped(process.pid):
                if time.monotonic() > deadline:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process.pid, signal.SIGKILL)
                time.sleep(0.01)

    def _spawn(self, threads: int) -> list[Slot[Job]]:
        taken = {s.number for s in self.slots}
        numbers: list[int] = []
        while len(numbers) < threads:
            numbers.append(next(n for n in range(len(taken) + threads + 1) if n not in taken and n not in numbers))
        pairs = [pair() for _ in numbers]
        process: Process[Job] = Process(0, str(self._service.store.resolve()))
        for number in numbers:
            self.board.renew(number)
        process.pid = os.fork()
        if process.pid == 0:
            self._become_worker([theirs for _, theirs in pairs], [ours for ours, _ in pairs], numbers[0])
        for number, (ours, theirs) in zip(numbers, pairs, strict=True):
            theirs.close()
            process.slots.append(Slot(ours, number, process))
        self.processes.append(process)
        return process.slots

    def _become_worker(self, channels: list[socket.socket], ours: list[socket.socket], first: int) -> None:
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.close(self._lifeline[1])
            self._closing()
            for channel in [*ours, *(s.channel for s in self.slots)]:
                channel.close()
            self._work(self._service, self._log, channels, self.board, first, self._lifeline[0])
            code = 0
        finally:
            os._exit(code)

    def _dismiss(self, process: Process[Job]) -> None:
        """Give a worker nothing more; it gives back what it has, and ends."""
        process.retiring = True
        for slot in process.slots:
            with contextlib.suppress(OSError):
                slot.channel.shutdown(socket.SHUT_WR)


def reaped(pid: int, *, wait: bool = False) -> bool:
    """Whether a child has ended; `wait`: once it has."""
    try:
        return os.waitpid(pid, 0 if wait else os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True
