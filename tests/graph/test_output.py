"""The output folder: whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from kg.build import build
from kg.errors import OutputError
from kg.graph.output import new_build
from kg.graph.texts import read_texts
from kg.query.store import open_store

_NAMES = ("graph.ttl", "store")


def _build(output: Path, text: str) -> None:
    with new_build(output, _NAMES) as folder:
        (folder / "graph.ttl").write_text(text)
        (folder / "store").mkdir()
        (folder / "store" / "x").write_text(text)


def _shown(output: Path) -> tuple[str, str]:
    return (output / "graph.ttl").read_text(), (output / "store" / "x").read_text()


@pytest.mark.parametrize("links", [True, False])
def test_a_build_takes_the_place_of_the_old_one(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:
        monkeypatch.setattr(Path, "symlink_to", lambda *_, **__: (_ for _ in ()).throw(OSError("no links here")))
    for text in ("satu", "dua", "tiga"):
        _build(tmp_path / "o", text)
        assert _shown(tmp_path / "o") == (text, text)
    assert len([f for f in (tmp_path / "o" / ".builds").iterdir() if f.name.isdigit()]) == links


def test_a_folder_may_pass_from_files_to_links_and_back(tmp_path: Path) -> None:
    for text, links in (("a", False), ("b", True), ("c", False), ("d", True)):
        with pytest.MonkeyPatch.context() as patch:
            if not links:
                patch.setattr(Path, "symlink_to", lambda *_, **__: (_ for _ in ()).throw(OSError("no links here")))
            _build(tmp_path, text)
        assert _shown(tmp_path) == (text, text)


def test_a_build_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    _build(tmp_path, "satu")
    with pytest.raises(ZeroDivisionError), new_build(tmp_path, _NAMES) as folder:
        (folder / "graph.ttl").write_text("setengah")
        raise ZeroDivisionError
    assert _shown(tmp_path) == ("satu", "satu")
    assert len(list((tmp_path / ".builds").iterdir())) == 3  # one build, the link to it, the lock


def test_what_no_build_made_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "mine").write_text("x")
    with pytest.raises(OutputError, match="store: not made by kg build; move it away"):
        _build(tmp_path, "satu")
    assert (tmp_path / "store" / "mine").read_text() == "x"


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "catatan.md").write_text("x")
    _build(tmp_path, "satu")
    _build(tmp_path, "dua")
    assert (tmp_path / "catatan.md").read_text() == "x"


def test_two_builds_do_not_write_to_one_folder_at_once(tmp_path: Path) -> None:
    with new_build(tmp_path, _NAMES) as folder:
        with pytest.raises(OutputError, match="another kg build is writing here"):
            _build(tmp_path, "dua")
        (folder / "graph.ttl").write_text("satu")
        (folder / "store").mkdir()
        (folder / "store" / "x").write_text("satu")
    assert _shown(tmp_path) == ("satu", "satu")


def test_an_output_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(OutputError, match="berkas: a file, not a folder; choose another folder with --output"):
        _build(tmp_path / "berkas", "x")
    with pytest.raises(OutputError, match="cannot be written"):
        _build(tmp_path / "berkas" / "o", "x")


def test_a_read_only_folder_is_one_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "o"
    folder.mkdir(mode=0o555)
    lines = [
        "import os, sys",
        "from pathlib import Path",
        "from kg.graph.output import new_build",
        "os.geteuid() or os.seteuid(65534)  # root may write everywhere",
        "with new_build(Path(sys.argv[1]), ('graph.ttl',)): pass",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines), folder], capture_output=True, text=True, check=False)
    assert "o: cannot be written (permission denied); choose another folder with --output" in done.stderr


_BUILDER = """
import sys, types
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import toy
from kg.build import build
print("ready", flush=True)
while True:
    for source in ("a", "b"):
        build([Path(sys.argv[2], source)], Path(sys.argv[3]), reader=toy.read)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_build_killed_at_any_moment_leaves_the_old_output_or_the_new(tmp_path: Path, toy: ModuleType) -> None:
    texts = {"a": toy.TEXT, "b": toy.TEXT.replace("Batik", "Kopi") + "Nepal.\n"}
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text)
    output = tmp_path / "output"
    build([tmp_path / "a"], output, reader=toy.read)
    whole = {"a": _state(output)}
    build([tmp_path / "b"], tmp_path / "other", reader=toy.read)
    whole["b"] = _state(tmp_path / "other")
    seen = set()
    for n in range(8):
        command = [sys.executable, "-c", _BUILDER, str(Path(toy.__file__ or "").parent), str(tmp_path), str(output)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.05 + 0.037 * n)
            os.kill(process.pid, signal.SIGKILL)
        state = _state(output)
        assert state in whole.values()
        seen.add(state)
    assert seen
    build([tmp_path / "a"], output, reader=toy.read)
    assert _state(output) == whole["a"]
    assert len([f for f in (output / ".builds").iterdir() if f.name.isdigit()]) == 1


def _state(output: Path) -> tuple[str, str, int, tuple[str, ...]]:
    texts = tuple(a.identifier for a in read_texts(output / "articles.jsonl"))
    return (output / "graph.ttl").read_text(), (output / "graph.html").read_text(), len(open_store(output)), texts
