"""`kg serve`, `kg search`, `kg publish` and what queries and exports gained with them."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.cli

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    """`kg` in this process: exit code, output, errors."""
    monkeypatch.delenv("KG_TOKEN", raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            kg.cli.main()
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), out, err

    return call


def _refused(done: tuple[int, str, str], *said: str) -> None:
    code, out, err = done
    assert (code, out) == (1, "")
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    for words in said:
        assert words in err


@pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="kg serve needs Linux or macOS")
def test_what_cannot_be_served_is_told(run: Kg, output: Path, tmp_path: Path) -> None:
    _refused(run("serve", tmp_path / "nothing"), "no store here", "kg build")
    _refused(run("serve", output, "--writable"), "KG_TOKEN", "--token-file")
    _refused(run("serve", output, "--writable", "--token-file", tmp_path / "none"), "cannot be read")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        _refused(run("serve", output, "--port", port), f"127.0.0.1:{port}: cannot listen there", "--port")


def test_search_shows_names_and_sentences(run: Kg, output: Path) -> None:
    code, out, _ = run("search", "--output", output, "kembatik")
    assert code == 0
    assert "body:kementerian-batik" in out
    assert "menggelar pelatihan" in out
    assert run("search", "--output", output, "zzz")[1] == "Nothing found; try fewer words.\n"
    rows = [json.loads(line) for line in run("search", "--output", output, "--json", "nepal")[1].splitlines()]
    assert {r["kind"] for r in rows} == {"name", "sentence"}
    _refused(run("search", "--output", output, "…"), "nothing to search for")
    _refused(run("search", "--output", output / "none", "nepal"), "kg build")


def test_search_stands_in_a_query(run: Kg, output: Path) -> None:
    code, out, _ = run("query", "--output", output, "--format", "csv", 'SELECT ?x { ?x search:label "nepal" . }')
    assert code == 0
    assert out.splitlines()[1].endswith("/id/country/np") or "nepal" in out


def test_a_service_that_is_not_there_is_told(run: Kg, output: Path) -> None:
    _refused(run("query", "--endpoint", "http://127.0.0.1:9/sparql", "ASK {}"), "cannot be reached")
    _refused(run("publish", "--output", output, "--data", "http://127.0.0.1:9/data"), "cannot be reached")
    _refused(run("publish", "--output", output, "--data", "http://127.0.0.1:9/data", "--merged", "nowhere"), "not an IRI")
    assert run("publish", "--output", output)[0] == 2


def test_an_export_is_split_for_bulk_loaders(run: Kg, output: Path, tmp_path: Path) -> None:
    whole = run("export", "--output", output, "--format", "nquads")[1]
    assert run("export", "--output", output, "--format", "nquads", "--split", 100, "-o", tmp_path / "load.nq")[0] == 0
    parts = sorted(tmp_path.glob("load-*.nq"))
    assert len(parts) > 1
    assert "".join(p.read_text(encoding="utf-8") for p in parts) == whole
    assert run("export", "--output", output, "--format", "turtle", "--split", 100, "-o", tmp_path / "x.ttl")[0] == 2
    _refused(
        run("export", "--output", output, "--format", "nquads", "--split", 9, "-o", tmp_path / "no" / "x.nq"), "cannot be written"
    )
