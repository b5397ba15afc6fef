"""Responses on their way to a client: whole with a length, or in chunks as a long answer comes."""

from __future__ import annotations

import contextlib
import io
import socket
from functools import cache
from http import HTTPStatus
from typing import Any, BinaryIO

from kg.service.board import Board
from kg.service.messages import Problem, Response

_FOR_XML = bytes(63 if b < 32 and b not in (9, 10, 13) else b for b in range(256))  # what XML cannot hold becomes «?»
HEALTHY = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nContent-Length: 16\r\n\r\n{"status": "ok"}'
)
_FIRST = 256 << 10  # bytes that are held back: up to here an error is still told by its status


class Reply:
    """One response to one request; the board is told before its first byte leaves."""

    def __init__(self, client: socket.socket, board: Board, slot: int, *, head_only: bool, keep_alive: bool) -> None:
        self._client, self._board, self._slot, self._head_only = client, board, slot, head_only
        self.keep_alive = keep_alive
        self.status, self.size = 0, 0
        self.extra: dict[str, str] = {}

    @property
    def begun(self) -> bool:
        """Whether a byte has left."""
        return self.status != 0

    def whole(self, response: Response) -> None:
        """Send a response whose body is known."""
        length = {} if response.status == 204 else {"Content-Length": str(len(response.body))}
        head = self._head(response.status, response.headers | length)
        self._send(head if self._head_only else head + response.body)
        self.size = len(response.body)

    def stream(self, media_type: str, most: int, rows: int, separator: bytes, *, xml: bool = False) -> Stream:
        """A file to write a long answer to; see `Stream`."""
        return Stream(self, media_type, most, rows, separator, xml=xml)

    def _head(self, status: int, headers: dict[str, str]) -> bytes:
        self.status = status
        lines = _start(status) + "".join([f"{k}: {v}\r\n" for k, v in {**self.extra, **headers}.items()])
        return (lines + ("\r\n" if self.keep_alive else "Connection: close\r\n\r\n")).encode("latin-1", "replace")

    def _send(self, data: bytes) -> None:
        self._board.out(self._slot)
        self._client.sendall(data)


class Stream(io.RawIOBase, BinaryIO):
    """A binary file whose content goes out in chunks, and that refuses to grow past its limits.

    rows: how often the separator of the format's rows may come. Past a limit the answer is cut: as problem
    413 if nothing was sent, else by ending the connection without the last chunk, which every client reports as an error.
    """

    def __init__(self, reply: Reply, media_type: str, most: int, rows: int, separator: bytes, *, xml: bool) -> None:
        self._reply, self._type, self._most = reply, media_type, most
        self._rows, self._separator, self._tail = rows, separator, b""
        self._held = bytearray()
        self._told = False
        self._xml = xml

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        if self._xml:
            piece = piece.translate(_FOR_XML)
        self._reply.size += len(piece)
        self._count(piece)
        self._held += piece
        if len(self._held) >= (_FIRST if not self._told else 64 << 10):
            self._out()
        return len(piece)

    def finish(self) -> None:
        """Send what is held back and end the answer."""
        if not self._told:
            body, self._reply.size = bytes(self._held), 0
            self._reply.whole(Response(200, body, {"Content-Type": self._type}))
            return
        self._out()
        self._reply._send(b"0\r\n\r\n")

    def _count(self, piece: bytes) -> None:
        if self._reply.size > self._most:
            raise Problem(413, f"the answer passes {self._most} bytes; ask for less, with LIMIT or fewer columns")
        if self._separator:
            joined = self._tail + piece
            self._rows -= joined.count(self._separator)
            self._tail = joined[len(joined) - len(self._separator) + 1 :] if len(self._separator) > 1 else b""
            if self._rows < 0:
                raise Problem(413, "the answer has more rows than the service gives; ask for less, with LIMIT")

    def _out(self) -> None:
        if not self._told:
            self._told = True
            head = self._reply._head(200, {"Content-Type": self._type, "Transfer-Encoding": "chunked"})
            self._reply._send(head)
        if self._held and not self._reply._head_only:
            self._reply._send(b"%x\r\n%b\r\n" % (len(self._held), bytes(self._held)))
        self._held.clear()


@cache
def _start(status: int) -> str:
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nX-Content-Type-Options: nosniff\r\nVary: Accept, Origin\r\n"


def refuse(client: socket.socket, problem: Problem) -> None:
    """Send a problem from the dispatcher, which never waits for a client, and end the connection's sending side."""
    response = problem.response()
    fields = response.headers | {"Content-Length": str(len(response.body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}", *(f"{k}: {v}" for k, v in fields.items())]
    with contextlib.suppress(OSError):
        client.send("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + response.body, socket.MSG_DONTWAIT)
        client.shutdown(socket.SHUT_WR)
