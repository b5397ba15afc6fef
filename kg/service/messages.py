"""Requests and responses of HTTP as values, content negotiation, and errors as problem documents (RFC 7807)."""

from __future__ import annotations

import json
import re
from binascii import a2b_qp
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

_ODD = re.compile(r"%(?![0-9A-Fa-f]{2})|[\r\n]")
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names in lower case, `target` as sent, the body whole."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""
    keep_alive: bool = True

    @property
    def path(self) -> str:
        """The decoded path. Problem 400 if it is not UTF-8."""
        return decoded(self.target.partition("?")[0], plus=False)

    @property
    def query(self) -> Pairs:
        """The parameters of the query string, in order."""
        return form(self.target.partition("?")[2])

    @property
    def media_type(self) -> str:
        """The body's media type without parameters, in lower case; empty if none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class Response:
    """A response whose body is known."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def check_host(request: Request, names: frozenset[str] | None) -> None:
    """Problem 421 if a request calls the service by a name that is none of its own.

    A page of another site can have its own name resolve to this machine (DNS rebinding) and would then be of the same origin; the
    browser still says the name.
    """
    if names is None:
        return
    for host in (request.headers.get("host"), _authority(request.target)):
        if host is not None and _named(host) not in names:
            raise Problem(421, "the service is not called so; use the address it was started at, or start it with --allow-name")


def _authority(target: str) -> str | None:
    """The host of a target in the absolute form."""
    scheme, found, rest = target.partition("?")[0].partition("://")
    return re.split(r"[/?#]", rest, maxsplit=1)[0] if found and scheme.isalpha() else None


def _named(host: str) -> str:
    """A host without its port, in lower case.

    >>> _named("LocalHost:7878"), _named("[::1]:80"), _named("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    return re.sub(r":\d*$", "", host).lower().rstrip(".")


class Problem(Exception):
    """A request that cannot be answered: the status and what to do, in words."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more
        self.headers: dict[str, str] = {}

    def response(self) -> Response:
        """The problem as a document of RFC 7807."""
        title = HTTPStatus(self.status).phrase
        document = {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail, **self.more}
        body = json.dumps(document, ensure_ascii=True).encode() + b"\n"
        return Response(self.status, body, {"Content-Type": "application/problem+json", **self.headers})


def decoded(text: str, *, plus: bool) -> str:
    """Percent-encoding undone; problem 400 if what comes out is not UTF-8."""
    if plus:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    try:
        if text.isascii() and not _ODD.search(text):  # what quoted-printable does in C, with another sign
            return a2b_qp(text.replace("=", "=3D").replace("%", "=")).decode("utf-8")
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "not UTF-8 after percent-decoding; encode the request as UTF-8") from None


def form(text: str) -> Pairs:
    """The pairs of a query string or of a form's body."""
    if not text:
        return []
    pairs = (piece.partition("=") for piece in text.split("&") if piece)
    return [(decoded(name, plus=True), decoded(value, plus=True)) for name, _, value in pairs]


@lru_cache(maxsize=128)
def accepted(header: str | None, offers: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The offer (media type, name) that an Accept header likes best; the first where it does not care. Problem 406 if none.

    >>> accepted("text/csv;q=0.5, application/*", (("application/json", "json"), ("text/csv", "csv")))
    ('application/json', 'json')
    """
    if header is None or not header.strip() or header.strip() == "*/*":
        return offers[0]
    ranges = [_range(r) for r in header.split(",")]
    best, liked = None, 0.0
    for media, name in offers:
        quality = _quality(media, ranges)
        if quality > liked:
            best, liked = (media, name), quality
    if best is None:
        offered = ", ".join(dict.fromkeys(media for media, _ in offers))
        raise Problem(406, f"none of the accepted types can be given; this answer comes as {offered}")
    return best


def _range(text: str) -> tuple[str, float]:
    media, _, rest = text.partition(";")
    quality = 1.0
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
    return media.strip().lower(), quality


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers a media type."""
    family = media.partition("/")[0] + "/*"
    for wanted in (media, family, "*/*"):
        found = [q for r, q in ranges if r == wanted]
        if found:
            return max(found)
    return 0.0
