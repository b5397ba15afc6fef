"""Reads requests off a connection as their bytes come (llhttp does the parsing) and bounds what a client may send."""

from __future__ import annotations

import httptools

from kg.service.messages import Problem, Request

HEAD_BYTES = 64 << 10  # of request line and headers together; a query by GET must fit


class Reader:
    """Bytes in, requests out; Problem if they are not HTTP or too many."""

    def __init__(self, body_bytes: int) -> None:
        self._limit = body_bytes
        self._done: list[Request] = []
        self._told = False
        self._headers: dict[str, str] = {}
        self._parser = httptools.HttpRequestParser(self)
        self._reset()

    @property
    def begun(self) -> bool:
        """Whether a request is half here."""
        return self._fed > 0

    def feed(self, data: bytes) -> list[Request]:
        """The requests that are whole with these bytes."""
        self._fed += len(data)
        self._problem: Problem | None = None
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            raise Problem(400, "no other protocol than HTTP/1.1 is spoken here") from None
        except httptools.HttpParserError as e:
            raise self._problem or Problem(400, f"not a request of HTTP/1.1: {_plain(e)}") from None
        if self._problem:
            raise self._problem
        if not self._whole_head:
            self._bound(0, self._fed)
        done, self._done = self._done, []
        return done

    def wants_continue(self) -> bool:
        """Whether the client waits for a word before it sends the body; asked once."""
        wants = self._whole_head and self._headers.get("expect", "").lower() == "100-continue" and not self._told
        self._told = self._told or wants
        return wants

    def on_message_begin(self) -> None:
        self._reset()
        self._fed = 1

    def on_url(self, url: bytes) -> None:
        self._url += url
        self._bound(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._bound(len(name) + len(value))
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        if key in self._headers and key in ("host", "content-length", "authorization", "content-type"):
            self._fail(Problem(400, f"two headers {key}; send one"))
        self._headers[key] = f"{self._headers[key]}, {text}" if key in self._headers else text

    def on_headers_complete(self) -> None:
        self._whole_head = True
        length = self._headers.get("content-length", "")
        if length and "transfer-encoding" in self._headers:
            self._fail(Problem(400, "both Content-Length and Transfer-Encoding; send one"))
        if length.isdigit() and int(length) > self._limit:
            self._fail(self._too_large())
        if self._parser.get_http_version() == "1.1" and "host" not in self._headers:
            self._fail(Problem(400, "no Host header; HTTP/1.1 needs one"))

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > self._limit:
            self._fail(self._too_large())
        self._body.append(body)

    def on_message_complete(self) -> None:
        method = self._parser.get_method().decode("latin-1")
        keep = self._parser.should_keep_alive()
        self._done.append(Request(method, self._url.decode("latin-1"), self._headers, b"".join(self._body), keep))
        self._fed = 0

    def _bound(self, more: int, fed: int = 0) -> None:
        self._head += more
        if max(self._head, fed) > HEAD_BYTES:
            self._fail(Problem(431, f"request line and headers pass {HEAD_BYTES} bytes; send a long query by POST"))

    def _reset(self) -> None:
        self._url, self._headers, self._body = b"", {}, list[bytes]()
        self._whole_head, self._told = False, False
        self._size, self._fed, self._head = 0, 0, 0

    def _fail(self, problem: Problem) -> None:
        self._problem = problem
        raise problem

    def _too_large(self) -> Problem:
        return Problem(413, f"the body passes {self._limit} bytes; send less at once or ask the operator to raise --max-body")


def _plain(e: Exception) -> str:
    return "".join(c if c.isprintable() else "?" for c in str(e))[:100]
