"""What a service refuses, stops and survives."""

from __future__ import annotations

import contextlib
import http.client
import os
import platform
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.service import pool as pool_module
from kg.service.limits import Service
from kg.service.log import AccessLog
from kg.service.pool import Pool, Process, Slot

UPDATE = "application/sparql-update"
DEATH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
SORTED_DEATH = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"


def _seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")


@needs_proc
def test_a_query_of_death_ends_at_its_limit_and_the_processor_is_idle(start, built: Path) -> None:
    served = start(built, "--timeout", "1", "--concurrent", "1")
    began = time.monotonic()
    answer = served.ask(DEATH)
    assert time.monotonic() - began < 2
    assert answer.status == 504
    assert "limit of 1 s" in answer.detail
    assert served.ask("ASK {}").status == 200  # a new worker has taken over
    before = sum(map(_seconds_of, served.workers()))
    time.sleep(1)
    assert sum(map(_seconds_of, served.workers())) - before < 0.3
    assert [r["status"] for r in served.logged(2)] == [504, 200]


def test_a_query_of_death_does_not_harm_its_neighbours(start, tmp_path: Path, built: Path) -> None:
    for store, options, token in ((built, (), None), (tmp_path / "new", ("--writable",), "t")):
        served = start(store, "--timeout", "1.5", "--concurrent", "3", *options, token=token)
        if token:
            rows = " ".join(f"<x:{i}> <x:p> {i} ." for i in range(400))
            posted = served.call("POST", "/sparql", f"INSERT DATA {{ {rows} }}", Content_Type=UPDATE, Authorization="Bearer t")
            assert posted.status == 204
        statuses: list[int] = []
        deadly = threading.Thread(target=lambda s=served, found=statuses: found.append(s.ask(DEATH).status))
        deadly.start()
        until = time.monotonic() + 2.5
        while time.monotonic() < until:
            assert served.ask("ASK { ?s ?p ?o }").json["boolean"] is True
        deadly.join()
        assert statuses == [504]


def test_connections_that_a_worker_keeps_do_not_wait_behind_a_long_answer(start, built: Path) -> None:
    served = start(built, "--timeout", "25", "--concurrent", "2")
    ask = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
    death = f"GET /sparql?{urlencode({'query': DEATH})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=10)) for _ in range(7)]
        for client in clients:  # each worker has some of them now
            client.sendall(ask)
            assert b"true" in client.recv(4096)
        clients[0].sendall(death)
        for _ in range(3):
            for client in clients[1:]:
                client.sendall(ask)
            for client in clients[1:]:
                assert b"true" in client.recv(4096)


@needs_proc
def test_connections_outlive_the_worker_that_kept_them(start, built: Path) -> None:
    served = start(built, "--concurrent", "1")
    ask = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        for _ in range(2):
            client.sendall(ask)
            assert b"true" in client.recv(4096)
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        client.sendall(ask)
        assert b"true" in client.recv(4096)


def test_a_long_request_is_answered_like_a_short_one(served) -> None:
    for size in (20_000, 300_000):
        text = "ASK {} # " + "x" * size
        assert served.call("POST", "/sparql", text, Content_Type="application/sparql-query").json["boolean"] is True


def test_a_query_that_wants_too_much_memory_ends(start, built: Path) -> None:
    served = start(built, "--timeout", "25", "--max-memory", "128", "--concurrent", "1")
    answer = served.ask(SORTED_DEATH)
    assert answer.status == 500
    assert "memory" in answer.detail
    assert served.ask("ASK {}").status == 200


def test_an_answer_with_too_many_rows_is_refused(start, built: Path) -> None:
    served = start(built, "--max-rows", "100")
    everything = "SELECT * { ?s ?p ?o }"
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        answer = served.ask(everything, accept)
        assert answer.status == 413, accept
        assert "LIMIT" in answer.detail
        assert served.ask(everything + " LIMIT 100", accept).status == 200


def test_an_answer_that_grows_too_large_is_cut_so_that_clients_notice(start, built: Path) -> None:
    served = start(built, "--max-answer", "1")
    large = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
    with pytest.raises(http.client.IncompleteRead):
        served.ask(large)
    assert served.ask("ASK {}").status == 200
    assert served.logged(1)[0]["status"] == 413


def test_a_large_answer_comes_in_pieces_and_whole(served) -> None:
    answer = served.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", "text/tab-separated-values")
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.body.count(b"\n") == 20001


def test_when_all_is_taken_the_answer_is_an_honest_503(start, built: Path) -> None:
    served = start(built, "--timeout", "8", "--concurrent", "1")
    deadly = threading.Thread(target=lambda: served.ask(DEATH))
    deadly.start()
    time.sleep(0.3)
    began = time.monotonic()
    answer = served.ask("ASK {}")
    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert time.monotonic() - began < 6.5
    assert served.call("GET", "/health").status == 200
    deadly.join()
    assert served.ask("ASK {}").status == 200


def test_a_client_that_leaves_takes_its_query_along(start, built: Path) -> None:
    served = start(built, "--timeout", "20", "--concurrent", "1")
    with socket.create_connection(("127.0.0.1", served.port)) as client:
        client.sendall(f"GET /sparql?{urlencode({'query': DEATH})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
    began = time.monotonic()
    assert served.ask("ASK {}").status == 200
    assert time.monotonic() - began < 4


def test_a_body_that_is_too_large_is_refused_before_it_is_read(start, built: Path) -> None:
    served = start(built, "--max-body", "1")
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99999999\r\n\r\n"
        )
        assert client.recv(4096).startswith(b"HTTP/1.1 413")
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with contextlib.suppress(ConnectionError):
            for _ in range(40):
                client.sendall(b"10000\r\n" + b"#" * 0x10000 + b"\r\n")
        with contextlib.suppress(ConnectionError):
            assert client.recv(4096).startswith(b"HTTP/1.1 413")
    assert served.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    "lines",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /sparql?" + b"x" * 80_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 80_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_not_http_is_answered_and_survived(served, lines: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        with contextlib.suppress(ConnectionError):
            client.sendall(lines)
        with contextlib.suppress(ConnectionError):
            assert client.recv(4096).startswith(b"HTTP/1.1 4")
    assert served.call("GET", "/health").status == 200


def test_a_slow_sender_holds_nobody_up(served) -> None:
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(20)]
    for client in slow:
        client.sendall(b"GET /sparql?query=ASK")
    assert served.ask("ASK {}").status == 200
    for client in slow:
        client.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://127.0.0.1:%d/> AS ?h) SERVICE ?h { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://169.254.169.254/latest#%d> { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:///etc/passwd#%d> { ?s ?p ?o } }",
    ],
)
def test_service_reaches_nobody(served, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.3)
        answer = served.ask(query % trap.getsockname()[1])
        assert answer.status == 403
        assert "SERVICE is refused" in answer.detail
        with pytest.raises(TimeoutError):
            trap.accept()


def test_service_reaches_a_listed_host_and_no_other_port_of_it(start, built: Path, served) -> None:
    other = start(built, "--allow-host", f"127.0.0.1:{served.port}")
    query = "SELECT ?n { SERVICE <http://127.0.0.1:%d/sparql> { ?m <https://w3id.org/beritagraf/ontology#abbreviation> ?n } }"
    found = other.ask(query % served.port).json["results"]["bindings"]
    assert [b["n"]["value"] for b in found] == ["Kembatik"]
    assert other.ask(query % other.port).status == 403


@pytest.mark.parametrize("source", ["file:///etc/passwd", "http://127.0.0.1:9/x", "http://169.254.169.254/latest"])
def test_load_reaches_nothing(writable, source: str) -> None:
    for text in (f"LOAD <{source}>", f"CLEAR DEFAULT ; LOAD SILENT <{source}> INTO GRAPH <x:g>"):
        answer = writable.call("POST", "/sparql", text, Content_Type=UPDATE, Authorization="Bearer rahasia")
        assert answer.status == 403
        assert "LOAD is refused" in answer.detail


def test_nothing_is_written_without_the_token(served, writable) -> None:
    text = "INSERT DATA { <x:s> <x:p> 1 }"
    assert served.call("POST", "/sparql", text, Content_Type=UPDATE).status == 403
    assert served.call("POST", "/sparql", text, Content_Type=UPDATE, Authorization="Bearer rahasia").status == 403
    for method, path in (("PUT", "/data?default"), ("POST", "/data"), ("DELETE", "/data")):
        assert served.call(method, path, "", Content_Type="text/turtle").status == 403
        assert writable.call(method, path, "", Content_Type="text/turtle").status == 401
        wrong = writable.call(method, path, "", Content_Type="text/turtle", Authorization="Bearer salah")
        assert (wrong.status, wrong.headers["www-authenticate"]) == (401, "Bearer")


def test_a_query_may_not_change_anything_even_by_post(writable) -> None:
    assert writable.call("POST", "/sparql", "CLEAR ALL", Content_Type="application/sparql-query").status == 400


def test_the_log_cannot_be_forged_and_keeps_no_token(start, built: Path) -> None:
    served = start(built)
    served.call("POST", "/sparql", 'ASK {} #\n{"status": 200, "forged": 1}\x1b[2J', Content_Type="application/sparql-query")
    served.call("GET", "/nowhere%0A%0Dforged", Authorization="Bearer rahasia")
    rows = served.logged(2)
    text = served.log.read_text(encoding="ascii")
    assert len(rows) == 2
    assert "forged" not in rows[0]
    assert "\x1b" not in text
    assert "rahasia" not in text


def test_pages_of_other_origins_may_ask_only_if_told(start, built: Path, served) -> None:
    origin = {"Origin": "https://contoh.id"}
    assert "access-control-allow-origin" not in served.call("GET", "/sparql?query=ASK%7B%7D", **origin).headers
    other = start(built, "--cors", "https://contoh.id")
    asked = other.call("OPTIONS", "/sparql", **origin)
    assert (asked.status, asked.headers["access-control-allow-origin"]) == (204, "https://contoh.id")
    assert "access-control-allow-origin" not in other.call("GET", "/sparql", Origin="https://lain.id").headers


@pytest.mark.parametrize("name", ["jahat.example", "jahat.example:7878", "localhost.jahat.example", "127.0.0.1.jahat.example"])
def test_a_page_that_gave_its_own_name_this_address_reads_nothing(served, writable, name: str) -> None:
    for service in (served, writable):
        for path in ("/", "/sparql?query=ASK%7B%7D", "/data", "/.well-known/void", "/search?q=a"):
            answer = service.call("GET", path, Host=name)
            assert answer.status == 421
            assert name not in answer.detail
        changed = service.call("POST", "/sparql", "CLEAR ALL", Host=name, Content_Type=UPDATE, Authorization="Bearer rahasia")
        assert changed.status == 421


def test_the_name_in_an_absolute_target_counts_as_well(served) -> None:
    for target, status in (
        ("http://jahat.example/sparql?query=ASK%7B%7D", 421),
        ("http://localhost/sparql?query=ASK%7B%7D", 200),
    ):
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
            client.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            assert client.recv(4096).startswith(f"HTTP/1.1 {status}".encode())


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:7878", "[::1]", "[::1]:7878", "localhost."]
)
def test_the_names_of_this_machine_are_served(served, name: str) -> None:
    assert served.call("GET", "/sparql?query=ASK%7B%7D", Host=name).status == 200


def test_names_behind_a_proxy_are_served_when_listed(start, built: Path) -> None:
    listed = start(built, "--allow-name", "Graf.contoh.id")
    for name, status in (("graf.contoh.id", 200), ("graf.contoh.id:443", 200), ("localhost", 200), ("lain.contoh.id", 421)):
        assert listed.call("GET", "/sparql?query=ASK%7B%7D", Host=name).status == status
    assert start(built, "--allow-name", "*").call("GET", "/sparql?query=ASK%7B%7D", Host="lain.contoh.id").status == 200


def test_a_service_that_is_open_to_a_network_goes_by_any_name(start, built: Path) -> None:
    assert start(built, "--host", "0.0.0.0").call("GET", "/sparql?query=ASK%7B%7D", Host="graf.contoh.id").status == 200


def test_it_listens_to_this_machine_alone(served) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no /proc")
    port = f":{served.port:04X}"
    found = [
        line.split()[1] for line in listening.read_text().splitlines() if port in line.split()[1] and line.split()[3] == "0A"
    ]
    assert found == [f"0100007F{port}"]


def test_a_killed_service_leaves_a_store_that_opens(start, tmp_path: Path) -> None:
    store = tmp_path / "store"
    headers = {"Content_Type": UPDATE, "Authorization": "Bearer t"}
    served = start(store, "--writable", token="t")
    done: list[int] = []

    def write() -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            for i in range(100_000):
                if served.call("POST", "/sparql", f"INSERT DATA {{ <x:{i}> <x:p> {i} }}", **headers).status == 204:
                    done.append(i)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(1)
    served.process.send_signal(signal.SIGKILL)
    served.process.wait()
    writer.join()
    time.sleep(0.3)
    again = start(store, "--writable", token="t")
    found = again.ask("SELECT (COUNT(*) AS ?n) { ?s <x:p> ?o }").json["results"]["bindings"][0]["n"]["value"]
    assert len(done) <= int(found) <= len(done) + 1
    assert done


def test_a_later_build_is_taken_up(start, tmp_path: Path, toy) -> None:
    from kg.build import build

    article = tmp_path / "satu.txt"
    article.write_text("Kementerian Kopi diam.\n", encoding="utf-8")
    build([article], tmp_path / "out", reader=toy.read)
    served = start(tmp_path / "out")
    query = "ASK { ?m skos:prefLabel 'Kementerian Batik'@id }"
    assert served.ask(query).json["boolean"] is False
    article.write_text(toy.TEXT, encoding="utf-8")
    build([article], tmp_path / "out", reader=toy.read)
    until = time.monotonic() + 8
    while not served.ask(query).json["boolean"]:
        assert time.monotonic() < until
        time.sleep(0.2)
    assert b"Kementerian Batik" in served.call("GET", "/search?q=kembatik").body


@needs_proc
@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="it is not installed here")
def test_the_service_brings_its_allocator_unless_another_was_chosen(start, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    with_it = start(built)
    assert "libmimalloc" in Path(f"/proc/{with_it.process.pid}/maps").read_text()
    assert with_it.ask("ASK {}").status == 200
    monkeypatch.setenv("LD_PRELOAD", "")
    without = start(built)
    assert "libmimalloc" not in Path(f"/proc/{without.process.pid}/maps").read_text()
    assert without.ask("ASK {}").status == 200


def test_no_more_workers_are_used_than_there_are_processors_until_answers_take_long(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "_PROCESSORS", 2)
    pool: Pool[str] = Pool(Service(built / "store", built), AccessLog(None), lambda *_: None, lambda: None)
    slots: list[Slot[str]] = []
    with socket.socket() as channel:
        for number in range(4):
            pool.board.renew(number)
            process: Process[str] = Process(0, "")
            slots.append(Slot(channel, number, process, ready=True))
            process.slots.append(slots[-1])
            pool.processes.append(process)
        for lease in range(1, 7):
            slot = pool.roomiest()
            assert slot
            slot.held[lease] = "a connection"
        assert [len(s.held) for s in slots] == [3, 3, 0, 0]
        pool.board.begin(0, 1, b"a long answer")
        time.sleep(pool_module.LONG * 2)
        assert pool.roomiest() is slots[2]
        slots[1].job = slots[2].job = "just handed over"
        assert pool.roomiest() is None  # one of them is free again in no time
        for number in range(1, 4):
            pool.board.begin(number, 1, b"a long answer")
        time.sleep(pool_module.LONG * 2)
        assert pool.roomiest() in (slots[0], slots[3])
