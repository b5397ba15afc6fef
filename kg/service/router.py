"""Which request is answered by what; one router a worker process, with the store open."""

from __future__ import annotations

import hmac

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.naming import prefixes
from kg.query.store import base_of
from kg.service import graphs, pages, protocol
from kg.service.description import Describer
from kg.service.limits import Service
from kg.service.messages import Problem, Request, Response, check_host
from kg.service.reply import Reply


class Router:
    """Answers requests over one open store; StoreError if it cannot be opened."""

    def __init__(self, service: Service) -> None:
        self._service = service
        path = str(service.store.resolve())
        try:
            self._store = ox.Store(path) if service.writable else ox.Store.read_only(path)
        except (OSError, RuntimeError) as e:
            raise StoreError(f"{service.store}: the store cannot be opened ({e}); see that no other process writes to it") from e
        self._base = base_of(self._store)
        self._known = prefixes(self._base)
        self._describer = Describer(self._store, service, self._base)
        self._pages = pages.Pages(service, self._store, self._base)

    def answer(self, request: Request, reply: Reply) -> None:
        """Send the answer; Problem if there is none, ConnectionError if the client has left."""
        check_host(request, self._service.names)
        target = request.target
        if "://" in target.partition("?")[0]:  # the absolute form, meant for proxies
            request = Request(request.method, "/" + target.split("/", 3)[-1], request.headers, request.body, request.keep_alive)
        path = request.path
        self._allow_origin(request, reply)
        if request.method == "OPTIONS":
            reply.whole(Response(204, b"", {"Allow": "GET, HEAD, POST, PUT, DELETE, OPTIONS"}))
        elif path == "/sparql":
            self._sparql(request, reply)
        elif path == "/data" or path.startswith("/data/"):
            if request.method not in ("GET", "HEAD"):
                self._may_write(request)
            graphs.answer_graph(self._store, request, reply, self._service, path)
        elif request.method not in ("GET", "HEAD"):
            raise Problem(405, f"{request.method} is not done here; queries go to /sparql")
        elif path == "/health":
            reply.whole(Response(200, b'{"status": "ok"}', {"Content-Type": "application/json", "Cache-Control": "no-store"}))
        elif path == "/.well-known/void":
            reply.whole(self._describer.describe(request))
        else:
            reply.whole(self._pages.page(request, path))

    def _sparql(self, request: Request, reply: Reply) -> None:
        asked = protocol.operation(request)
        if asked is None:
            reply.whole(self._describer.describe(request))
        elif asked.update:
            self._may_write(request)
            protocol.answer_update(self._store, asked, reply, self._service, self._known)
        else:
            protocol.answer_query(self._store, asked, request, reply, self._service, self._known)

    def _may_write(self, request: Request) -> None:
        token = self._service.token
        if token is None:
            raise Problem(403, "this service is read-only; start it with --writable to change its graph")
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode(), token.encode()):
            problem = Problem(401, "writing needs the service's token; send Authorization: Bearer TOKEN")
            problem.headers = {"WWW-Authenticate": "Bearer"}
            raise problem

    def _allow_origin(self, request: Request, reply: Reply) -> None:
        allowed, origin = self._service.cors, request.headers.get("origin")
        if allowed is None or origin is None or (allowed not in ("*", origin)):
            return
        reply.extra = {
            "Access-Control-Allow-Origin": allowed,
            "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
            "Access-Control-Max-Age": "3600",
        }
