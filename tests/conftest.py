"""What the tests share: a small article and a stand-in for the pipeline."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TOY = Path(__file__).with_name("toy.py")


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    """`tests/toy.py` as a module."""
    spec = importlib.util.spec_from_file_location("kg_toy", TOY)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["kg_toy"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def toy_pipeline(toy: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kg build` reads with the stand-in."""
    monkeypatch.setattr("kg.build._pipeline", lambda: toy.read)


@pytest.fixture
def articles(tmp_path: Path, toy: ModuleType) -> Path:
    """A folder with two articles: `dua` and `satu`."""
    folder = tmp_path / "artikel"
    folder.mkdir()
    (folder / "satu.txt").write_text(toy.TEXT, encoding="utf-8")
    (folder / "dua.txt").write_text("Ani Wati tiba di Nepal.\nKementerian Kopi diam.\n", encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path, articles: Path, toy: ModuleType) -> Path:
    """The two articles, built."""
    from kg.build import build

    folder = tmp_path / "output"
    build([articles], folder, reader=toy.read)
    return folder


@pytest.fixture(scope="session")
def article_of() -> Callable[[str, str], object]:
    """Text and identifier → Article."""
    import hashlib

    from kg.model import Article

    return lambda text, name="satu": Article(name, text, f"{name}.txt", hashlib.sha256(text.encode()).hexdigest())
