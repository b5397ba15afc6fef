"""The access log: one JSON object a line in ASCII, so that nothing a client sends can forge a line or move a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import time

from kg.service.messages import Request

_LONGEST = 2000  # characters of a target or query that are kept
_QUERIES = ("application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update")


class AccessLog:
    """Writes to an open file, by number, that several processes may share; None writes nothing."""

    def __init__(self, out: int | None) -> None:
        self._out = out

    def write(self, client: str, request: Request | str | None, status: int, size: int, seconds: float) -> None:
        """One line for one answer; `size` in bytes; a request, or the text that is left of it. A token is never written."""
        if self._out is None:
            return
        row: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "client": client,
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        if isinstance(request, str):
            row["target"] = request[:_LONGEST]
        elif request is not None:
            row |= {"method": request.method, "target": request.target[:_LONGEST]}
            if request.body and request.media_type in _QUERIES:
                row["query"] = request.body[:_LONGEST].decode("utf-8", "replace")
        with contextlib.suppress(OSError):  # a full disk stops the log, not the service
            os.write(self._out, (json.dumps(row, ensure_ascii=True) + "\n").encode("ascii"))
