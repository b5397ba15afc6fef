"""`kg serve`: the graph for everybody's tools."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path

import click

from kg.errors import KGError, StoreError

_MIB = 1 << 20


@click.command("serve", short_help="Serve the graph over HTTP: SPARQL, a query page, entity pages.")
@click.argument("store", default="output", metavar="[STORE]", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 opens it to the network.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="The port; 0 takes a free one.")
@click.option("--writable", is_flag=True, help="Let clients with the token change the graph.")
@click.option(
    "--token-file", type=click.Path(path_type=Path), metavar="FILE", help="Holds the token.  [default: the variable KG_TOKEN]"
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, metavar="S", help="Seconds that a query may take."
)
@click.option(
    "--concurrent", type=click.IntRange(1, 64), default=4, show_default=True, metavar="N", help="Queries at the same time."
)
@click.option("--max-rows", type=click.IntRange(1), default=1_000_000, show_default=True, metavar="N", help="Rows of an answer.")
@click.option("--max-answer", type=click.IntRange(1), default=256, show_default=True, metavar="MIB", help="Size of an answer.")
@click.option("--max-body", type=click.IntRange(1), default=4, show_default=True, metavar="MIB", help="Size of a request's body.")
@click.option("--max-memory", type=click.IntRange(64), default=4096, show_default=True, metavar="MIB", help="Memory of a query.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="HOST[:PORT]", help="A host that SERVICE and LOAD may reach; repeatable."
)
@click.option(
    "--allow-name", "names", multiple=True, metavar="NAME", help="A name that clients may use, as behind a proxy; * for any."
)
@click.option("--cors", metavar="ORIGIN", help="An origin whose pages may ask, or * for any.")
@click.option(
    "--log", "log", default="-", metavar="FILE", help="The access log; - is standard error, none is none.", show_default=True
)
def serve_command(
    store: Path,
    host: str,
    port: int,
    writable: bool,
    token_file: Path | None,
    timeout: float,
    concurrent: int,
    max_rows: int,
    max_answer: int,
    max_body: int,
    max_memory: int,
    hosts: tuple[str, ...],
    names: tuple[str, ...],
    cors: str | None,
    log: str,
) -> None:
    """Serve what kg build wrote (or a folder of an Oxigraph store) until Ctrl-C.

    SPARQL at /sparql, graphs at /data, a query page at /, entities at /id/…, a description at /.well-known/void, /health.
    Read-only and for this machine alone unless told otherwise. A later kg build is taken up by itself.

    \b
    Examples:
      kg serve
      KG_TOKEN=$(cat token) kg serve output --writable --port 8000
    """
    if not hasattr(socket, "send_fds") or not hasattr(os, "fork"):
        raise KGError("kg serve needs Linux or macOS; on Windows, run it under WSL")
    from kg.service.dispatcher import Dispatcher
    from kg.service.limits import Limits, Service
    from kg.service.log import AccessLog
    from kg.service.workers import work

    token = _token(token_file) if writable else None
    place, output = _places(store, writable=writable)
    limits = Limits(
        seconds=timeout,
        rows=max_rows,
        answer_bytes=max_answer * _MIB,
        body_bytes=max_body * _MIB,
        at_once=concurrent,
        memory_bytes=max_memory * _MIB,
    )
    listener = _listener(host, port)
    known = _names(host, listener.getsockname()[0], names)
    service = Service(place, output, limits, token, frozenset(h.lower() for h in hosts), cors, known)
    if output is not None:
        _index(output)
    dispatcher = Dispatcher(service, listener, AccessLog(_log(log)), work)
    dispatcher.start()
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving {store} at http://{shown}:{listener.getsockname()[1]}/  (SPARQL: /sparql; Ctrl-C ends it)")
    sys.stdout.flush()
    dispatcher.run()


def _names(host: str, address: str, more: tuple[str, ...]) -> frozenset[str] | None:
    """What clients may call a service that listens at an address; None: anything, where it is open and nobody said otherwise."""
    if "*" in more or not (ipaddress.ip_address(address).is_loopback or more):
        return None
    own = {"localhost", "127.0.0.1", "[::1]"} | {f"[{h}]" if ":" in h else h for h in (host.lower(), address)}
    return frozenset(own | {n.lower() for n in more})


def _token(file: Path | None) -> str:
    token = os.environ.get("KG_TOKEN", "")
    if file is not None:
        try:
            token = file.read_text(encoding="utf-8")
        except OSError as e:
            raise KGError(f"{file}: cannot be read ({(e.strerror or str(e)).lower()}); check the path") from e
    if not token.strip():
        raise KGError("--writable needs a token that clients show; give it in KG_TOKEN or with --token-file")
    return token.strip()


def _places(path: Path, *, writable: bool) -> tuple[Path, Path | None]:
    """The store's folder, and the output folder that it is of."""
    if (path / "store" / "CURRENT").is_file():
        return path / "store", path
    if (path / "CURRENT").is_file():
        return path, None
    if writable and (not path.exists() or (path.is_dir() and not any(path.iterdir()))):
        path.mkdir(parents=True, exist_ok=True)
        return path, None
    raise StoreError(f"{path}: no store here; build the graph first: kg build SOURCE --output {path}")


def _index(output: Path) -> None:
    """Have the search index ready before anybody waits for it; a folder that cannot be written serves without."""
    from kg.errors import OutputError
    from kg.search.index import open_index

    try:
        open_index(output).close()
    except (OutputError, StoreError) as e:
        click.echo(f"note: no search: {e}", err=True)


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as e:
        raise KGError(
            f"{host}:{port}: cannot listen there ({(e.strerror or str(e)).lower()}); choose another --port or --host"
        ) from e


def _log(name: str) -> int | None:
    if name == "none":
        return None
    if name == "-":
        return sys.stderr.fileno()
    try:
        return os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    except OSError as e:
        raise KGError(f"{name}: cannot be written ({(e.strerror or str(e)).lower()}); choose another --log") from e
