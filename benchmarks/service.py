"""`kg serve` under load beside `oxigraph serve-read-only`, a thin Starlette app and rdflib-endpoint, on one store of news shape.

    python benchmarks/service.py --triples 1000000 --seconds 20 --clients 16 --folder /some/space
    needs: pip install oxigraph rdflib-endpoint oxrdflib uvicorn

The services run side by side and are driven in turn, some seconds each, round after round, so that whatever else the machine has
to do falls on all alike. For each service and query: requests a second, median and 99th percentile in ms, CPU ms of the service a
request, memory. The clients are one process on raw sockets, which takes its share of the machine from every service alike.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import selectors
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

BASE = "https://w3id.org/beritagraf/"
PREFIXES = {
    "kg": BASE + "ontology#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
HEAD = "".join(f"PREFIX {p}: <{i}> " for p, i in PREFIXES.items())


def data(events: int) -> Iterator[str]:
    """News of invented bodies: 20 triples an event; lines of N-Triples."""

    def iri(kind: str, number: int) -> str:
        return f"<{BASE}id/{kind}/{number}>"

    def p(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"<{PREFIXES[prefix]}{local}>"

    bodies = max(events // 50, 10)
    for b in range(bodies):
        yield f"{iri('org', b)} {p('rdf:type')} {p('kg:Ministry')} .\n"
        yield f'{iri("org", b)} {p("skos:prefLabel")} "Kementerian Urusan {b}"@id .\n'
    for e in range(events):
        event, body, person, tenure = iri("event", e), iri("org", e * 7919 % bodies), iri("person", e), iri("tenure", e)
        yield f"{event} {p('rdf:type')} {p('kg:TrainingEvent')} .\n"
        yield f'{event} {p("skos:prefLabel")} "Pelatihan angkatan {e}"@id .\n'
        yield f"{event} {p('kg:organizer')} {body} .\n"
        yield f'{person} {p("foaf:name")} "Orang {e}" .\n'
        yield f"{person} {p('rdf:type')} {p('foaf:Person')} .\n"
        yield f"{tenure} {p('org:member')} {person} .\n"
        yield f"{tenure} {p('org:organization')} {body} .\n"
        for c in range(3):
            claim = iri("claim", e * 3 + c)
            yield f"{claim} {p('rdf:type')} {p('kg:Claim')} .\n"
            yield f"{claim} {p('rdf:subject')} {event} .\n"
            yield f'{claim} {p("kg:confidence")} "0.9{c}"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
            yield f"{claim} {p('kg:evidence')} <{BASE}id/text/{e}#char={c},{c + 40}> .\n"


def queries(events: int) -> dict[str, Callable[[int], str]]:
    """Kinds of queries; each call is another entity, so that no answer is kept."""

    def spread(i: int) -> int:
        return i * 48271 % events

    return {
        "point": lambda i: f"SELECT ?p ?o {{ <{BASE}id/event/{spread(i)}> ?p ?o }}",
        "3 hops": lambda i: (
            f"{HEAD}SELECT ?name {{ <{BASE}id/event/{spread(i)}> kg:organizer ?b . ?t org:organization ?b ; org:member ?p . "
            "?p foaf:name ?name } LIMIT 200"
        ),
        "group": lambda i: (
            f"{HEAD}SELECT ?b (COUNT(*) AS ?n) {{ ?t org:organization ?b }} GROUP BY ?b ORDER BY DESC(?n) LIMIT {10 + i % 9}"
        ),
    }


@dataclass
class Running:
    """A service under test."""

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes]

    def family(self) -> list[int]:
        """The process and those that it started."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):  # threads come and go
                    todo.extend(int(c) for c in task.read_text().split())
        return found

    def cpu(self) -> float:
        """CPU seconds so far."""
        total = 0
        for pid in self.family():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MiB that are its own."""
        total = 0
        for pid in self.family():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024


@dataclass
class Client:
    """One connection that asks again as soon as it is answered."""

    sock: socket.socket
    asked: float = 0.0
    buffer: bytes = b""
    times: list[float] = field(default_factory=list)


@dataclass
class Seen:
    """What was seen of one service with one kind of query."""

    times: list[float] = field(default_factory=list)
    spent: float = 0.0
    cpu: float = 0.0
    errors: int = 0
    memory: float = 0.0

    def figures(self) -> dict[str, float]:
        """What is printed."""
        times = sorted(self.times) or [float("inf")]  # none came back in time
        return {
            "requests/s": len(times) / self.spent,
            "p50 ms": statistics.median(times) * 1000,
            "p99 ms": times[int(len(times) * 0.99)] * 1000,
            "CPU ms": self.cpu / len(times) * 1000,
            "errors": self.errors,
            "MiB": self.memory,
        }


def load(service: Running, query: Callable[[int], str], clients: int, seconds: float, seen: Seen, number: int) -> int:
    """Drive a service and add what is seen; the number of the last query."""
    errors = 0
    selector = selectors.DefaultSelector()

    def ask(client: Client) -> None:
        nonlocal number
        number += 1
        target = f"{service.path}?query={quote(query(number), safe='')}"
        head = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n\r\n"
        client.asked = time.perf_counter()
        client.sock.sendall(head.encode())

    everyone = []
    for _ in range(clients):
        sock = socket.create_connection(("127.0.0.1", service.port), timeout=30)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        everyone.append(Client(sock))
        selector.register(sock, selectors.EVENT_READ, everyone[-1])
    began, cpu = time.perf_counter(), service.cpu()
    for client in everyone:
        ask(client)
    while time.perf_counter() - began < seconds:
        for key, _ in selector.select(1):
            client = key.data
            data = client.sock.recv(1 << 18)
            if not data:
                raise SystemExit(f"{service.name}: closed a connection")
            client.buffer += data
            if not whole(client.buffer):
                continue
            errors += not client.buffer.startswith(b"HTTP/1.1 200")
            client.times.append(time.perf_counter() - client.asked)
            client.buffer = b""
            ask(client)
    spent, used = time.perf_counter() - began, service.cpu() - cpu
    for client in everyone:
        client.sock.close()
    seen.times += [t for c in everyone for t in c.times]
    seen.spent, seen.cpu, seen.errors = seen.spent + spent, seen.cpu + used, seen.errors + errors
    seen.memory = service.memory()
    return number


def whole(data: bytes) -> bool:
    """Whether an answer has come in full."""
    head, blank, body = data.partition(b"\r\n\r\n")
    if not blank:
        return False
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return body.endswith(b"0\r\n\r\n")
    length = lower.partition(b"content-length:")[2].partition(b"\r\n")[0]
    return len(body) >= int(length or 0)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the port answers."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            time.sleep(0.5)
            return
        except OSError:
            if process.poll() is not None:
                raise SystemExit("a service ended before it began") from None
            time.sleep(0.1)


APP = """
import sys, uvicorn, rdflib, pyoxigraph
from oxrdflib import OxigraphStore
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(store=OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1])), default_union=False)
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""
SIMPLE = """
import sys, uvicorn, pyoxigraph
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
store = pyoxigraph.Store.read_only(sys.argv[1])
def answer(request):
    body = store.query(request.query_params["query"]).serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    return Response(body, media_type="application/sparql-results+json")
uvicorn.run(Starlette(routes=[Route("/sparql", answer)]), port=int(sys.argv[2]), log_level="error", access_log=False)
"""


@contextlib.contextmanager
def services(folder: Path, wanted: list[str]) -> Iterator[list[Running]]:
    """All that are wanted, running."""
    store = folder / "store"
    bin_dir = Path(sys.executable).parent
    oxigraph = shutil.which("oxigraph", path=f"{bin_dir}:{os.environ['PATH']}") or "oxigraph"
    kg = [str(bin_dir / "kg"), "serve", str(store), "--port", "7972", "--log", str(folder / "access.log")]
    commands = {
        "oxigraph": ([oxigraph, "serve-read-only", "-l", str(store), "-b", "127.0.0.1:7971"], 7971, "/query"),
        "kg": (kg, 7972, "/sparql"),
        "starlette": ([sys.executable, "-c", SIMPLE, str(store), "7973"], 7973, "/sparql"),
        "rdflib-endpoint": ([sys.executable, "-c", APP, str(store), "7974"], 7974, "/sparql"),
    }
    running = []
    try:
        for name in wanted:
            command, port, path = commands[name]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running.append(Running(name, port, path, process))
            wait_for(port, process)
        yield running
    finally:
        for service in running:
            service.process.send_signal(signal.SIGTERM)
            service.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=5, help="each service has its seconds in so many parts")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--services", default="oxigraph,kg,starlette,rdflib-endpoint")
    parser.add_argument("--queries", default="point,3 hops,group")
    asked = parser.parse_args()
    import pyoxigraph

    events = asked.triples // 19
    asked.folder.mkdir(parents=True, exist_ok=True)
    if not (asked.folder / "store").exists():
        lines = asked.folder / "data.nt"
        with lines.open("w", encoding="utf-8") as out:
            out.writelines(data(events))
        store = pyoxigraph.Store(str(asked.folder / "store"))
        store.bulk_load(path=str(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.flush()
        print(f"{len(store)} triples")
        del store
    kinds = queries(events)
    seen: dict[str, dict[str, Seen]] = {}
    numbers: dict[str, int] = {}
    with services(asked.folder, asked.services.split(",")) as running:
        for kind in asked.queries.split(","):
            for service in running:
                numbers[service.name] = load(service, kinds[kind], asked.clients, 2, Seen(), 0)  # to warm up
            for _ in range(asked.rounds):
                for service in running:
                    to = seen.setdefault(kind, {}).setdefault(service.name, Seen())
                    part = asked.seconds / asked.rounds
                    numbers[service.name] = load(service, kinds[kind], asked.clients, part, to, numbers[service.name])
    found = {kind: {name: s.figures() for name, s in by.items()} for kind, by in seen.items()}
    for kind, by in found.items():
        first = by.get("oxigraph")
        for name, figures in by.items():
            ratio = ""
            if first:
                more, less, cpu = (figures[k] / first[k] for k in ("requests/s", "p99 ms", "CPU ms"))
                ratio = f"  of oxigraph's: requests/s {more:.2f}, p99 {1 / less:.2f}, CPU {1 / cpu:.2f}"
            print(f"{kind:8} {name:16} " + "  ".join(f"{k} {v:.2f}" for k, v in figures.items()) + ratio)
    (asked.folder / "service.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
