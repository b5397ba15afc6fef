"""What a service allows, in one place; each figure is an option of `kg serve`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a service.

    seconds: what one query may take, sending included; rows, answer_bytes: the size of an answer; body_bytes: of a request's body
    at once: queries that run at the same time; waiting: requests that may wait for their turn, for at most `wait_seconds`
    memory_bytes: address space that a worker may add to what it starts with; connections: open at the same time
    idle_seconds, head_seconds: how long a connection may be silent between requests, and take over sending one
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer_bytes: int = 256 << 20
    body_bytes: int = 4 << 20
    at_once: int = 4
    waiting: int = 64
    wait_seconds: float = 5.0
    memory_bytes: int = 4 << 30
    connections: int = 512
    idle_seconds: float = 75.0
    head_seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Service:
    """What is served and how.

    store: the folder of the store (a link is followed anew when it moves); output: the folder that holds the texts, or None
    token: what a client must show to write, None where nothing can be written
    hosts: `host` or `host:port` that SERVICE and LOAD may reach; cors: an origin that pages may ask from (`*`: any), or None
    names: what a request may call the service in its Host header (without port, in lower case), None where it may be anything
    """

    store: Path
    output: Path | None
    limits: Limits = Limits()
    token: str | None = None
    hosts: frozenset[str] = frozenset()
    cors: str | None = None
    names: frozenset[str] | None = None

    @property
    def writable(self) -> bool:
        """Whether anything can be written at all."""
        return self.token is not None
