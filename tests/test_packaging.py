"""What is shipped: the wheel carries the ontology, the data and the page's files; the sdist can build the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed; it comes with the extra dev")
ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not (ROOT / "LICENSE").is_file(), reason="not a checkout")


def _build(target: str, folder: Path, source: Path = ROOT) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def _files(folder: str) -> set[str]:
    """Files of the checkout, as a program that reads it would find them."""
    found = (p for p in (ROOT / folder).rglob("*") if p.is_file())
    return {p.relative_to(ROOT).as_posix() for p in found if "__pycache__" not in p.parts and not p.name.startswith(".")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout."""
    return _build("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_the_package_with_its_assets(wheel: Path) -> None:
    names = _names(wheel)
    assert _files("kg") <= names
    assert {"kg/py.typed", "kg/visualise/assets/page.html"} <= names


def test_the_wheel_carries_ontology_and_data_inside_the_package(wheel: Path) -> None:
    expected = {f"kg/_resources/{name}" for folder in ("ontology", "data") for name in _files(folder)}
    assert "kg/_resources/ontology/kg.ttl" in expected
    assert expected <= _names(wheel)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    assert {name.split("/")[0] for name in _names(wheel) if ".dist-info/" not in name} == {"kg"}
    assert not [name for name in _names(wheel) if re.search(r"__pycache__|/output/|\.part$", name)]


def test_the_wheel_says_its_name_version_licence_and_command(wheel: Path) -> None:
    from kg import __version__

    with zipfile.ZipFile(wheel) as file:
        info = {n.split("/", 1)[1]: file.read(n).decode() for n in file.namelist() if ".dist-info/" in n}
    assert "\nName: beritagraf\n" in info["METADATA"]
    assert f"\nVersion: {__version__}\n" in info["METADATA"]
    assert "\nLicense-Expression: Apache-2.0\n" in info["METADATA"]
    assert "\nkg = kg.cli:main\n" in info["entry_points.txt"]
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= info.keys()


def test_an_unpacked_wheel_finds_its_resources_from_elsewhere(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(place)
    code = "import kg.resources as r; print(r.ontology_dir()); print(r.data_dir())"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONPATH": str(place)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    inside = (place / "kg" / "_resources").resolve()
    assert done.stdout.splitlines() == [str(inside / "ontology"), str(inside / "data")]


def test_the_sdist_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = _build("sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as file:
        file.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    for name in ("run", ".ci/run", "README.md", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", "tests/test_packaging.py"):
        assert (source / name).is_file(), name
    assert _names(_build("wheel", tmp_path / "again", source)) == _names(wheel)
