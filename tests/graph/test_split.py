"""Files for bulk loaders."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.split import Split


@pytest.mark.parametrize("piece", [1, 3, 7, 1000])
@pytest.mark.parametrize("lines", [1, 2, 5, 10, 11])
def test_the_parts_together_are_the_whole(tmp_path: Path, piece: int, lines: int) -> None:
    data = b"".join(b"line %d\n" % i for i in range(10))
    with Split(tmp_path / "load.nq", lines) as out:
        for at in range(0, len(data), piece):
            out.write(data[at : at + piece])
    parts = sorted(tmp_path.iterdir())
    assert b"".join(p.read_bytes() for p in parts) == data
    assert [p.read_bytes().count(b"\n") for p in parts] == [min(lines, 10 - i) for i in range(0, 10, lines)]
    assert parts[0].name == "load-0001.nq"


def test_parts_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    for lines in (1, 2):
        with Split(tmp_path / "load.nq", lines) as out:
            out.write(b"a\nb\nc\nd\n")
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["load-0001.nq", "load-0002.nq"]
