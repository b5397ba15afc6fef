"""A worker process: opens the store, then answers one request after the other in each of its slots, a thread a slot.

Handing every request over costs more than a small query, so a slot keeps connections (a lease each) and reads their next requests
itself. It gives one back when its client pauses, sends anything but one whole request, or has had its share. When an answer takes
long, the dispatcher takes back all others: see `board.Board`.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import select
import socket
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KGError
from kg.service.board import Board
from kg.service.channel import What, receive_request, send_report
from kg.service.limits import Service
from kg.service.log import AccessLog
from kg.service.messages import Problem, Request
from kg.service.reply import Reply
from kg.service.router import Router
from kg.service.wire import Reader

_SHARE = 256  # requests of one lease; then the dispatcher chooses anew who serves the connection
_PIECE = 16 << 10  # bytes that are read at once; longer requests are for the dispatcher
_PAUSE = 1.0  # seconds that a client may be silent between two requests of a lease


def work(service: Service, log: AccessLog, channels: list[socket.socket], board: Board, first: int, lifeline: int) -> None:
    """Serve until the dispatcher closes the channels or dies; slots are numbered from `first`."""
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    try:
        router = Router(service)
    except KGError as e:
        print(f"kg: {e}", file=sys.stderr, flush=True)
        return
    _bound_memory(service.limits.memory_bytes)
    _keep_memory()
    gc.freeze()  # what is here now stays
    slots = [_Slot(router, log, board, first + i, c, service.limits.body_bytes) for i, c in enumerate(channels)]
    threads = [threading.Thread(target=s.serve, daemon=True) for s in slots[1:]]
    for thread in threads:
        thread.start()
    slots[0].serve()  # in the main thread, whose memory the C library handles best
    for thread in threads:
        thread.join()


@dataclass(slots=True, eq=False)
class _Lease:
    """A connection that a slot has for a while."""

    client: socket.socket
    address: str
    number: int
    keep: bool
    reader: Reader
    answered: int = 0
    since: float = 0.0  # of the last answer


class _Slot:
    """One place for one request at a time, and the connections whose requests come here."""

    def __init__(
        self, router: Router, log: AccessLog, board: Board, number: int, channel: socket.socket, body_bytes: int
    ) -> None:
        self._router, self._log, self._board, self._number, self._body_bytes = router, log, board, number, body_bytes
        self._channel = channel
        self._leases: dict[int, _Lease] = {}  # by file descriptor
        self._poll = select.poll()
        self._epoch = 0

    def serve(self) -> None:
        """Answer what comes until the dispatcher closes the channel."""
        lock = self._board.lock(self._number)
        with lock, contextlib.suppress(OSError):
            send_report(self._channel, 0, What.BACK)
            self._poll.register(self._channel, select.POLLIN)
            while True:
                ready = self._poll.poll(_PAUSE * 1000 if self._leases else None)
                for fd, _ in ready:
                    if fd in self._leases:
                        self._read(self._leases[fd])
                    elif fd == self._channel.fileno() and not self._take():
                        for lease in list(self._leases.values()):
                            self._give(lease, What.BACK)
                        return
                self._give_idle(time.monotonic() - _PAUSE)

    def _take(self) -> bool:
        """A request that is handed over; False when there will be no more."""
        job = receive_request(self._channel)
        if job is None:
            return False
        handed, client = job
        if handed.epoch != self._epoch:  # taken back before it was begun
            client.close()
            return True
        lease = _Lease(client, handed.address, handed.lease, handed.keep, Reader(self._body_bytes))
        self._leases[client.fileno()] = lease
        self._poll.register(client, select.POLLIN)
        self._answer(lease, handed.request)
        return True

    def _read(self, lease: _Lease) -> None:
        """The next request of a lease."""
        try:
            data = lease.client.recv(_PIECE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        try:
            found = lease.reader.feed(data) if data else []
        except Problem:  # the dispatcher will find it again and say so
            found = []
        if len(found) == 1 and not lease.reader.begun:
            self._answer(lease, found[0])
        else:
            self._give(lease, What.BACK if data else What.CLOSE, data)

    def _answer(self, lease: _Lease, request: Request) -> None:
        """Answer one request without the lock, then see what is still ours."""
        began = time.monotonic()
        text = request.target if not request.body else f"{request.target} {request.body[:1500].decode('latin-1')}"
        self._board.begin(self._number, lease.number, text.encode("latin-1", "replace"))
        lock = self._board.lock(self._number)
        lock.release()
        try:
            close = self._answered(request, lease, began)
        finally:
            lock.acquire()
        self._board.end(self._number, lease.number)
        lease.answered, lease.since = lease.answered + 1, time.monotonic()
        taken = self._epoch != self._board.epoch(self._number)
        if taken:
            self._epoch = self._board.epoch(self._number)
            for other in [x for x in self._leases.values() if x is not lease]:
                self._drop(other)
        if close or taken or not lease.keep or lease.answered == _SHARE:
            self._give(lease, What.CLOSE if close else What.BACK)
        elif lease.answered == 1:
            send_report(self._channel, lease.number, What.KEPT)

    def _give(self, lease: _Lease, what: What, rest: bytes = b"") -> None:
        self._drop(lease)
        send_report(self._channel, lease.number, what, rest)

    def _drop(self, lease: _Lease) -> None:
        del self._leases[lease.client.fileno()]
        self._poll.unregister(lease.client)
        lease.client.close()

    def _give_idle(self, since: float) -> None:
        """Give back the connections that nothing was asked on for a while."""
        for lease in [x for x in self._leases.values() if x.since < since]:
            self._give(lease, What.BACK)

    def _answered(self, request: Request, lease: _Lease, began: float) -> bool:
        """Answer one request; whether the connection must end."""
        head_only, keep_alive = request.method == "HEAD", request.keep_alive
        reply = Reply(lease.client, self._board, self._number, head_only=head_only, keep_alive=keep_alive)
        status = 0
        try:
            self._router.answer(request, reply)
        except ConnectionError:
            status, reply.keep_alive = 499, False
        except Exception as e:
            problem = e if isinstance(e, Problem) else _unexpected(e)
            if reply.begun:  # half an answer is out: only its end tells that it is not whole
                status, reply.keep_alive = problem.status, False
            else:
                with contextlib.suppress(OSError):
                    reply.whole(problem.response())
        self._log.write(lease.address, request, status or reply.status, reply.size, time.monotonic() - began)
        return not reply.keep_alive


def _unexpected(e: Exception) -> Problem:
    """The operator sees the traceback, the client does not."""
    if isinstance(e, MemoryError):
        return Problem(500, "the answer needs more memory than the service gives; ask for less at once")
    text = "".join(traceback.format_exception(e)).encode("ascii", "backslashreplace").decode()
    print("".join(c if c.isprintable() or c == "\n" else "?" for c in text), file=sys.stderr, flush=True)
    return Problem(500, "an error inside the service; the operator finds it in the log")


def _end_with(lifeline: int) -> None:
    """End at once, whatever runs, when the dispatcher is gone."""
    os.read(lifeline, 1)
    os._exit(1)


def _keep_memory() -> None:
    """Have the C library keep what a query frees for the next one, where it can be told to (glibc)."""
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(1, 160)  # M_MXFAST: small pieces are not joined when they are freed
        mallopt(-1, 64 << 20)  # M_TRIM_THRESHOLD
        mallopt(-2, 4 << 20)  # M_TOP_PAD


def _bound_memory(more: int) -> None:
    """Let the process grow by so many bytes and no further; where the system cannot tell, leave it unbounded."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):
        return
    most = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
