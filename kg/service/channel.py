"""What the dispatcher and its workers say to each other: a request with the client's socket one way, short reports the other."""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import struct
import tempfile
from enum import IntEnum
from typing import NamedTuple

from kg.service.messages import Request

_LENGTH, _REPORT = struct.Struct("!I"), struct.Struct("!IBI")
_BUFFER = 256 << 10
_LONG = 32 << 10  # longer requests go by way of a file, so that handing over never waits for a worker


class Handed(NamedTuple):
    """A request and where it comes from; the number of the lease, whether it is for more than this request, the slot's epoch."""

    request: Request
    address: str
    lease: int
    keep: bool
    epoch: int


class What(IntEnum):
    """What has become of a connection."""

    KEPT = 0  # the request that was handed over is answered, the worker waits for the next one
    BACK = 1
    CLOSE = 2


class Report(NamedTuple):
    """What a worker says of a lease; see `send_report`."""

    lease: int
    what: What
    rest: bytes


def pair() -> tuple[socket.socket, socket.socket]:
    """The two ends of a channel."""
    ends = socket.socketpair()
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    return ends


def send_request(channel: socket.socket, handed: Handed, client: socket.socket) -> None:
    """Hand a request over, together with the connection that the answer goes to."""
    data = pickle.dumps(tuple(handed), protocol=pickle.HIGHEST_PROTOCOL)
    if len(data) <= _LONG:
        socket.send_fds(channel, [_LENGTH.pack(len(data)), data], [client.fileno()])
        return
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        socket.send_fds(channel, [_LENGTH.pack(0)], [client.fileno(), file.fileno()])


def receive_request(channel: socket.socket) -> tuple[Handed, socket.socket] | None:
    """The next request and its connection; None when the dispatcher has closed the channel."""
    head, fds, _, _ = socket.recv_fds(channel, _LENGTH.size, 2)
    if len(head) < _LENGTH.size or not fds:
        return None
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, fileno=fds[0])
    (length,) = _LENGTH.unpack(head)
    if length:
        data = channel.recv(length, socket.MSG_WAITALL)
    else:
        with os.fdopen(fds[1], "rb") as file:
            data = file.read()
    return Handed(*pickle.loads(data)), client  # from our own parent process


def send_report(channel: socket.socket, lease: int, what: What, rest: bytes = b"") -> None:
    """Tell the dispatcher what has become of a connection. The first report, of lease 0, says: ready.

    rest: bytes that were read from the connection and are no whole request.
    """
    channel.sendall(_REPORT.pack(lease, what, len(rest)) + rest)


def receive_report(channel: socket.socket) -> Report | None:
    """The next report; None if the worker has died."""
    with contextlib.suppress(ConnectionError):
        head = channel.recv(_REPORT.size, socket.MSG_WAITALL)
        if len(head) == _REPORT.size:
            lease, what, length = _REPORT.unpack(head)
            rest = channel.recv(length, socket.MSG_WAITALL) if length else b""
            if len(rest) == length:
                return Report(lease, What(what), rest)
    return None


def speaks(channel: socket.socket) -> bool:
    """Whether a report is there to be received."""
    try:
        return bool(channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except OSError:
        return False
