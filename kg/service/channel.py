"""What the dispatcher and its workers say to each other: a request with the client's socket one way, a short report the other."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import NamedTuple

from kg.service.messages import Request

PAUSE = struct.pack("@ll", 0, 1000)  # SO_RCVTIMEO: how long a client may pause between two requests of a lease: 1 ms
_LENGTH, _REPORT = struct.Struct("!I"), struct.Struct("!?I")


class Handed(NamedTuple):
    """A request, where it comes from, and whether the worker may go on with the connection's next ones (see `workers`)."""

    request: Request
    address: str
    lease: bool


class Report(NamedTuple):
    """What a worker says when a slot is free again; see `send_report`."""

    close: bool
    rest: bytes


def send_request(channel: socket.socket, handed: Handed, client: socket.socket) -> None:
    """Hand a request over, together with the connection that the answer goes to."""
    data = pickle.dumps(tuple(handed), protocol=pickle.HIGHEST_PROTOCOL)
    data = _LENGTH.pack(len(data)) + data
    sent = socket.send_fds(channel, [data], [client.fileno()])
    if sent < len(data):
        channel.sendall(memoryview(data)[sent:])


def receive_request(channel: socket.socket) -> tuple[Handed, socket.socket] | None:
    """The next request and its connection; None when the dispatcher has closed the channel."""
    data, fds, _, _ = socket.recv_fds(channel, 1 << 16, 1)
    if not data or not fds:
        return None
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, fileno=fds[0])
    while len(data) < _LENGTH.size or len(data) < _LENGTH.size + _LENGTH.unpack_from(data)[0]:
        more = channel.recv(1 << 20)
        if not more:
            return None
        data += more
    handed = Handed(*pickle.loads(memoryview(data)[_LENGTH.size :]))  # from our own parent process
    return handed, client


def send_report(channel: socket.socket, *, close: bool, rest: bytes = b"") -> None:
    """Tell the dispatcher that a slot is free, and whether the connection that it had must end. The first one says: ready.

    rest: bytes that were read from the connection and are no whole request.
    """
    channel.sendall(_REPORT.pack(close, len(rest)) + rest)


def receive_report(channel: socket.socket) -> Report | None:
    """The next report; None if the worker has died."""
    try:
        head = channel.recv(_REPORT.size, socket.MSG_WAITALL)
        if len(head) < _REPORT.size:
            return None
        close, length = _REPORT.unpack(head)
        rest = channel.recv(length, socket.MSG_WAITALL) if length else b""
    except ConnectionError:
        return None
    return Report(close, rest) if len(rest) == length else None
