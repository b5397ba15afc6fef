"""A worker process: opens the store, then answers one request after the other on each of its channels, a thread a channel.

Handing every request over costs more than a small query, so a worker may keep a connection for a few requests (a lease): it gives
it back when the client pauses (see `channel.PAUSE`), sends anything but one whole request, or had its share while others wait.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import time
import traceback
from pathlib import Path

from kg.errors import KGError
from kg.service.board import Board
from kg.service.channel import receive_request, send_report
from kg.service.limits import Service
from kg.service.log import AccessLog
from kg.service.messages import Problem, Request
from kg.service.reply import Reply
from kg.service.router import Router
from kg.service.wire import Reader

_SHARE = 2  # requests of one lease while others wait


def work(service: Service, log: AccessLog, channels: list[socket.socket], board: Board, first: int, lifeline: int) -> None:
    """Serve until the dispatcher closes the channels or dies; slots are numbered from `first`."""
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    try:
        router = Router(service)
    except KGError as e:
        print(f"kg: {e}", file=sys.stderr, flush=True)
        return
    _bound_memory(service.limits.memory_bytes)
    slots = [_Slot(router, log, board, first + i, service.limits.body_bytes) for i in range(len(channels))]
    threads = [threading.Thread(target=s.serve, args=(c,), daemon=True) for s, c in zip(slots, channels, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class _Slot:
    """One place for one request at a time."""

    def __init__(self, router: Router, log: AccessLog, board: Board, number: int, body_bytes: int) -> None:
        self._router, self._log, self._board, self._number, self._body_bytes = router, log, board, number, body_bytes

    def serve(self, channel: socket.socket) -> None:
        with contextlib.suppress(OSError):
            send_report(channel, close=False)
            while (job := receive_request(channel)) is not None:
                (request, address, lease), client = job
                with client:
                    close, rest = self._lease(request, address, client, lease)
                    send_report(channel, close=close, rest=rest)

    def _lease(self, request: Request, address: str, client: socket.socket, lease: bool) -> tuple[bool, bytes]:
        """Answer a request and, in a lease, those that follow; whether the connection must end, and what was read too much."""
        done, reader = 0, Reader(self._body_bytes)
        while True:
            if self._answered(request, address, client):
                return True, b""
            done += 1
            if not lease or (done >= _SHARE and self._board.wanted):
                return False, b""
            try:
                data = client.recv(1 << 16)  # waits for PAUSE at most
            except BlockingIOError:
                return False, b""
            except OSError:
                return True, b""
            try:
                found = reader.feed(data) if data else []
            except Problem:
                return False, data
            if len(found) != 1 or reader.begun:
                return not data, data
            request = found[0]

    def _answered(self, request: Request, address: str, client: socket.socket) -> bool:
        """Answer one request; whether the connection must end."""
        began = time.monotonic()
        text = request.target if not request.body else f"{request.target} {request.body[:1500].decode('latin-1')}"
        self._board.begin(self._number, text.encode("latin-1", "replace"))
        reply = Reply(client, self._board, self._number, head_only=request.method == "HEAD", keep_alive=request.keep_alive)
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
        self._board.end(self._number)
        self._log.write(address, request, status or reply.status, reply.size, time.monotonic() - began)
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
