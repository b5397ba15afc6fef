"""What a query or update may reach beyond the store: nothing, but for hosts that the operator has listed (SERVICE, LOAD)."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from kg.query.guard import uses
from kg.service.messages import Problem

_NAMED = re.compile(r"\s+(?:SILENT\s+)?<(https?://[^<>\"{}|^`\\\x00-\x20]+)>", re.IGNORECASE)


def check_reach(text: str, word: str, hosts: frozenset[str]) -> None:
    """Problem 403 if `word` (SERVICE or LOAD) stands in the text in any form but followed by the plain IRI of a listed host."""
    for end in uses(text, word):
        named = _NAMED.match(text, end) if end >= 0 else None
        if named is None or not _allowed(named[1], hosts):
            where = f"; allowed here: {', '.join(sorted(hosts))}" if hosts else ""
            raise Problem(403, f"{word} is refused: this service reads its own graph only{where}")


def _allowed(iri: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(iri)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    default = 443 if parts.scheme == "https" else 80
    if parts.username is not None or f"{host}:{port or default}" not in hosts | {f"{h}:{default}" for h in hosts if ":" not in h}:
        return False
    if f"{host}:{port or default}" in hosts:
        return True  # named with its port: the operator means this very place, a loopback one too
    try:
        found = socket.getaddrinfo(host, port or default, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)
