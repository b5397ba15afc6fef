"""The parent process: accepts connections, reads requests, hands each to a free worker, and kills what overruns its time.

A worker keeps the connection that it got and reads its next requests itself, as long as they come at once and are quick; from one
that is at a long answer all other connections are taken back. The dispatcher keeps its own hold of each connection all the time.
It never touches the store and never waits for a client, so a query of death, a slow reader or a flood leaves it answering.
A worker that is killed takes nothing with it but its own query: the connection stays here and is told what happened.
"""

from __future__ import annotations

import contextlib
import selectors
import signal
import socket
import time
from collections import deque
from dataclasses import dataclass, field

from kg.errors import StoreError
from kg.service.board import State
from kg.service.channel import Handed, Report, What, receive_report, send_request, speaks
from kg.service.limits import Service
from kg.service.log import AccessLog
from kg.service.messages import Problem, Request
from kg.service.pool import LONG, Pool, Process, Slot, Work
from kg.service.reply import HEALTHY, refuse
from kg.service.wire import Reader

_PIPELINED = 16  # requests of one connection that may wait for those before them
_LOOK = 0.025  # seconds between two looks at the workers


@dataclass(slots=True, eq=False)
class _Connection:
    sock: socket.socket
    address: str
    reader: Reader
    since: float  # of the last complete step
    queue: deque[Request] = field(default_factory=deque)
    job: _Job | None = None
    gone: bool = False
    closed: bool = False
    watched: bool = False


@dataclass(slots=True, eq=False)
class _Job:
    connection: _Connection
    request: Request
    asked: float
    lease: int = 0
    late: bool = False
    again: bool = False


class Dispatcher:
    """One service on one listening socket; `run` returns after SIGTERM or SIGINT."""

    def __init__(self, service: Service, listener: socket.socket, log: AccessLog, work: Work) -> None:
        self._service, self._listener, self._log = service, listener, log
        self._limits = service.limits
        self._selector = selectors.DefaultSelector()
        self._connections: set[_Connection] = set()
        self._pool: Pool[_Job] = Pool(service, log, work, self._let_go)
        self._waiting: deque[_Job] = deque()
        self._leases = 0
        self._stopping = False
        self._swept = self._looked = 0.0

    def start(self) -> None:
        """Start the workers; StoreError if they cannot open the store."""
        self._fill()
        limit = time.monotonic() + 60
        while not self._pool.roomiest():
            for key, _ in self._selector.select(1):
                if receive_report(key.data.channel) is None:
                    self.stop()
                    raise StoreError(f"{self._service.store}: the store cannot be opened; the line above tells why")
                key.data.ready = True
            if time.monotonic() > limit:
                self.stop()
                raise StoreError(f"{self._service.store}: no worker became ready within 60 s; see the machine's load")
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ, None)

    def run(self) -> None:
        """Serve until told to stop; then let running queries end for a moment."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_stop)
        until = float("inf")
        while not self._stopping or (self._pool.processes and time.monotonic() < until):
            if self._stopping and until == float("inf"):
                until = time.monotonic() + 5
                self._selector.unregister(self._listener)
                self._listener.close()
                self._pool.dismiss()
            for key, _ in self._selector.select(_LOOK if self._waiting or self._pool.lent() else 0.5):
                if key.data is None:
                    self._accept()
                elif isinstance(key.data, Slot):
                    self._hear(key.data)
                else:
                    self._read(key.data)
            self._assign()
            self._sweep()
        self.stop()

    def stop(self) -> None:
        """End all workers and connections."""
        self._pool.stop()
        for connection in list(self._connections):
            self._close(connection)
        self._listener.close()

    def _told_to_stop(self, *_: object) -> None:
        self._stopping = True

    def _let_go(self) -> None:
        """In a new worker: close what is the dispatcher's."""
        self._selector.close()
        self._listener.close()
        for connection in self._connections:
            connection.sock.close()

    # connections

    def _accept(self) -> None:
        for _ in range(64):
            try:
                sock, address = self._listener.accept()
            except OSError:
                return
            if len(self._connections) >= self._limits.connections:
                refuse(sock, _busy("all connections are taken"))
                sock.close()
                continue
            sock.setblocking(True)  # for the workers' sake; here every call says MSG_DONTWAIT
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = _Connection(sock, str(address[0]), Reader(self._limits.body_bytes), time.monotonic())
            self._connections.add(connection)
            self._watch(connection)
            self._read(connection)

    def _watch(self, connection: _Connection, watch: bool = True) -> None:
        if watch != connection.watched:
            connection.watched = watch
            if watch:
                self._selector.register(connection.sock, selectors.EVENT_READ, connection)
            else:
                self._selector.unregister(connection.sock)

    def _read(self, connection: _Connection) -> None:
        if connection.closed or not connection.watched:
            return
        try:
            data = connection.sock.recv(1 << 16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            connection.gone = True
            self._watch(connection, False)
            if connection.job is None and not connection.queue:
                self._close(connection)
            return
        self._fed(connection, data)

    def _fed(self, connection: _Connection, data: bytes) -> None:
        if not connection.reader.begun:
            connection.since = time.monotonic()
        try:
            connection.queue.extend(connection.reader.feed(data))
            if connection.reader.wants_continue():
                connection.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n", socket.MSG_DONTWAIT)
            if len(connection.queue) > _PIPELINED:
                raise Problem(429, f"more than {_PIPELINED} requests at once on one connection; wait for the answers")
        except Problem as problem:
            self._log.write(connection.address, None, problem.status, 0, 0.0)
            refuse(connection.sock, problem)
            self._close(connection)
            return
        except OSError:
            self._close(connection)
            return
        self._next(connection)

    def _next(self, connection: _Connection) -> None:
        """Put the connection's next request in the line, if none of it is under way."""
        while connection.job is None and connection.queue and not connection.closed:
            request = connection.queue.popleft()
            if request.target.partition("?")[0] == "/health" and request.method in ("GET", "HEAD"):
                self._health(connection, request)  # says nothing of the graph, so that any name will do
            elif len(self._waiting) >= self._limits.waiting and not self._pool.roomiest():
                self._refuse(connection, request, _busy("too many queries are waiting"), time.monotonic())
            else:
                connection.job = _Job(connection, request, time.monotonic())
                self._waiting.append(connection.job)

    def _health(self, connection: _Connection, request: Request) -> None:
        """Answered here, so that it is answered also when all workers are busy."""
        with contextlib.suppress(OSError):
            connection.sock.send(HEALTHY if request.method == "GET" else HEALTHY.partition(b"{")[0], socket.MSG_DONTWAIT)
        connection.since = time.monotonic()
        if not request.keep_alive:
            self._close(connection)

    def _refuse(self, connection: _Connection, request: Request | str, problem: Problem, began: float) -> None:
        self._log.write(connection.address, request, problem.status, 0, time.monotonic() - began)
        refuse(connection.sock, problem)
        connection.job = None
        self._close(connection)

    def _close(self, connection: _Connection) -> None:
        if not connection.closed:
            connection.closed = True
            self._connections.discard(connection)
            self._watch(connection, False)
            connection.sock.close()

    # workers

    def _fill(self) -> None:
        for slot in self._pool.fill():
            self._selector.register(slot.channel, selectors.EVENT_READ, slot)

    def _assign(self) -> None:
        while self._waiting and (slot := self._pool.roomiest()):
            job = self._waiting.popleft()
            connection = job.connection
            if connection.closed or connection.gone:
                connection.job = None
                self._close(connection)
                continue
            keep = not self._service.writable and not connection.queue and not connection.reader.begun
            if keep:
                self._watch(connection, False)
            self._leases = self._leases % 0xFFFFFFFF + 1
            job.lease = self._leases
            handed = Handed(job.request, connection.address, job.lease, keep, self._pool.board.epoch(slot.number))
            try:
                send_request(slot.channel, handed, connection.sock)
            except OSError:  # the worker has just died; its channel will tell
                self._waiting.appendleft(job)
                return
            slot.job = slot.held[job.lease] = job

    def _hear(self, slot: Slot[_Job]) -> None:
        if slot.channel.fileno() < 0:
            return
        report = receive_report(slot.channel)
        if report is None:
            self._died(slot.process)
        else:
            self._heed(slot, report)

    def _heed(self, slot: Slot[_Job], report: Report) -> None:
        """What a worker says of one of its connections."""
        slot.ready = True
        job = slot.held.get(report.lease)
        if job is None:
            return
        if slot.job is job:
            slot.job = None
        if report.what is What.KEPT:
            return
        del slot.held[report.lease]
        connection = job.connection
        if report.what is What.CLOSE or connection.gone:
            connection.job = None
            self._close(connection)
        else:
            self._return(connection, report.rest)

    def _return(self, connection: _Connection, rest: bytes = b"") -> None:
        """A connection is read from here again, beginning with what a worker has read of it."""
        connection.job, connection.since = None, time.monotonic()
        self._watch(connection)
        if rest:
            self._fed(connection, rest)
        else:
            self._next(connection)

    def _take_back(self, slot: Slot[_Job]) -> None:
        """Take back all connections of a slot but the one that it is at, and give it nothing more until it is done."""
        board, lock = self._pool.board, self._pool.board.lock(slot.number)
        if not lock.acquire(block=False):
            return  # it is done
        try:
            while speaks(slot.channel):
                report = receive_report(slot.channel)
                if report is not None:
                    self._heed(slot, report)
            state = board.state(slot.number)
            if not state.since or state.lease not in slot.held:
                return
            board.take_back(slot.number)
        finally:
            lock.release()
        unbegun, slot.job = slot.job, slot.held.pop(state.lease)
        others, slot.held = slot.held, {state.lease: slot.job}
        for job in others.values():
            if job is unbegun:
                self._waiting.appendleft(job)
            else:
                self._return(job.connection)

    def _died(self, process: Process[_Job]) -> None:
        """A worker's end: its overdue query is told so, others of the same process are done again or told."""
        self._pool.bury(process)
        for slot in process.slots:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(slot.channel)
            slot.channel.close()
            state, text = self._pool.board.state(slot.number), self._pool.board.text(slot.number)
            for job in slot.held.values():
                if state.since and job.lease == state.lease:
                    self._bereaved(job, state, text)
                elif job is slot.job and job.lease != state.lease:  # it was not begun
                    self._waiting.appendleft(job)
                else:  # between two requests: nothing is owed
                    self._return(job.connection)
        if not self._stopping:
            self._fill()

    def _bereaved(self, job: _Job, state: State, text: str) -> None:
        connection, seconds = job.connection, time.monotonic() - state.since
        if state.out:  # part of the answer is out; an end without its last chunk is the only honest sign left
            self._log.write(connection.address, text, 504 if job.late else 500, 0, seconds)
            connection.job = None
            self._close(connection)
        elif job.late:
            problem = Problem(
                504, f"stopped at its limit of {self._limits.seconds:g} s; ask for less, or a more selective pattern"
            )
            self._refuse(connection, text, problem, state.since)
        elif self._service.writable and not job.again and _only_reads(job.request):
            job.again = True  # it only shared its process with the culprit
            self._waiting.appendleft(job)
        else:
            memory = self._limits.memory_bytes >> 20
            detail = f"ended without an answer, most likely at its limit of {memory} MiB of memory; ask for less at once"
            self._refuse(connection, text, Problem(500, detail), state.since)

    # time

    def _sweep(self) -> None:
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._looked = now
            for slot in self._pool.slots:
                self._look(slot, now)
        while self._waiting and now - self._waiting[0].asked > self._limits.wait_seconds:
            job = self._waiting.popleft()
            self._refuse(job.connection, job.request, _busy("no query slot became free"), job.asked)
        if now - self._swept < 1:
            return
        self._swept = now
        for connection in list(self._connections):
            if connection.job is None and not connection.queue:
                limit = self._limits.head_seconds if connection.reader.begun else self._limits.idle_seconds
                if now - connection.since > limit:
                    self._close(connection)
        if not self._stopping:
            self._pool.follow_builds()
            self._fill()

    def _look(self, slot: Slot[_Job], now: float) -> None:
        """End what takes too long or nobody waits for; let nothing else wait behind a long answer."""
        board = self._pool.board
        state = board.state(slot.number)
        job = slot.held.get(state.lease)
        if job is None or job.late or not state.since or now - state.since < LONG:
            return
        if slot.job is not job:
            self._take_back(slot)
        overdue = now - state.since > self._limits.seconds
        if (overdue or (now - state.since > 0.5 and _left(job.connection))) and board.lock(slot.number).acquire(block=False):
            if board.state(slot.number) == state:
                job.late = True
                self._pool.kill(slot)
            board.lock(slot.number).release()


def _left(connection: _Connection) -> bool:
    """Whether a client has closed its connection, so that nobody waits for the answer."""
    if connection.gone:
        return True
    try:
        return connection.sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _busy(why: str) -> Problem:
    problem = Problem(503, f"the service is busy: {why}; try again in a few seconds")
    problem.headers = {"Retry-After": "5"}
    return problem


def _only_reads(request: Request) -> bool:
    update = request.media_type == "application/sparql-update" or b"update=" in request.body
    return request.method in ("GET", "HEAD") or (request.method == "POST" and not update and request.target.startswith("/sparql"))
