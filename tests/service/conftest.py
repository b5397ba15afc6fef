"""Services over the toy graph, each a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest

pytest.importorskip("fcntl", reason="kg serve needs Linux or macOS")


@dataclass
class Answer:
    """What a service said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def detail(self) -> str:
        assert self.headers["content-type"] == "application/problem+json"
        assert b"Traceback" not in self.body
        return self.json["detail"]


@dataclass
class Served:
    """A running service."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, method: str, path: str, body: bytes | str = b"", **headers: str) -> Answer:
        """One request on a connection of its own; `Content_Type` stands for Content-Type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        """A query by GET."""
        return self.call("GET", "/sparql?" + urlencode({"query": query, **more}), Accept=accept)

    def logged(self, lines: int) -> list[dict]:
        """The lines of the access log, once there are so many: a line is written when its answer is out."""
        until = time.monotonic() + 5
        while self.log.read_text(encoding="ascii").count("\n") < lines and time.monotonic() < until:
            time.sleep(0.02)
        return [json.loads(line) for line in self.log.read_text(encoding="ascii").splitlines()]

    def workers(self) -> list[int]:
        """The processes that answer queries."""
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(p) for p in found.stdout.split()]


Start = Callable[..., Served]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, toy: ModuleType) -> Path:
    """The toy graph, built once."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("service")
    (folder / "satu.txt").write_text(toy.TEXT, encoding="utf-8")
    hostile = "Ani Wati tiba di Nepal <script>alert(1)</script>.\nKementerian Kopi diam.\n"
    (folder / "dua.txt").write_text(hostile, encoding="utf-8")
    build([folder / "satu.txt", folder / "dua.txt"], folder / "output", reader=toy.read)
    return folder / "output"


def _start(folder: Path, store: Path, *options: str, token: str | None = None) -> Served:
    log = folder / "access.log"
    environment = {k: v for k, v in os.environ.items() if k != "KG_TOKEN"} | ({"KG_TOKEN": token} if token else {})
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "serve",
        str(store),
        "--port",
        "0",
        "--log",
        str(log),
        *options,
    ]
    errors = (folder / "errors.txt").open("w")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
    errors.close()
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r":(\d+)/", line)
    assert found, (folder / "errors.txt").read_text()
    return Served(int(found[1]), process, log)


def _stop(served: Served) -> None:
    if served.process.poll() is None:
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(20)
    if served.process.stdout:
        served.process.stdout.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Served]:
    """A read-only service with the options that people get."""
    service = _start(tmp_path_factory.mktemp("served"), built)
    yield service
    _stop(service)


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An empty service that can be written with the token «rahasia»."""
    folder = tmp_path_factory.mktemp("writable")
    service = _start(folder, folder / "store", "--writable", token="rahasia")
    yield service
    _stop(service)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a service: `start(store, *options, token=None)`."""
    running: list[Served] = []

    def begin(store: Path, *options: str, token: str | None = None) -> Served:
        folder = tmp_path / f"run{len(running)}"
        folder.mkdir()
        running.append(_start(folder, store, *options, token=token))
        return running[-1]

    yield begin
    for service in running:
        _stop(service)
