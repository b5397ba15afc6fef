"""The arrows of the layout: which part may import which, and where each library may be used."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
# each part may import those before it on its own line, and nothing else
_SHARED = ["errors", "resources", "model", "ontology", "identifiers"]
TEXT_SIDE = [*_SHARED, "sources", "language", "mentions", "entities", "extractors", "pipeline"]
GRAPH_SIDE = [*_SHARED, "graph", "query", "visualise", "search", "service"]
FREE = {"build", "cli", "corpus", "evaluation", "__init__", "__main__", "face"}  # composition
LIBRARIES = {
    "click": {"cli"},
    "networkx": {"visualise", "face"},
    "pyvis": {"visualise"},
    "pycrfsuite": {"mentions", "extractors"},
    "ahocorasick_rs": {"mentions", "entities", "language"},
    "oxrdflib": {"query"},
    "rdflib": {"graph", "query", "corpus", "face"},
    "httptools": {"service"},
    "snowballstemmer": {"search"},
    "pyoxigraph": {"ontology", "graph", "query", "visualise", "cli", "corpus", "build", "search", "service", "face"},
}


def _modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def _part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path, *, running: bool = False) -> set[str]:
    """Names that a module imports; `running`: those of `if TYPE_CHECKING` left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {n for i in ast.walk(tree) if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.dump(i.test) for n in ast.walk(i)}
    found: set[str] = set()
    for n in ast.walk(tree):
        if running and n in skipped:
            continue
        if isinstance(n, ast.Import):
            found.update(a.name for a in n.names)
        elif isinstance(n, ast.ImportFrom) and n.module:
            assert n.level == 0, f"{path}: imports are written in full"
            found.update({n.module} if n.module != "kg" else {f"kg.{a.name}" for a in n.names})
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    part = _part(path)
    if part in FREE:
        return
    sides = [side for side in (TEXT_SIDE, GRAPH_SIDE) if part in side]
    assert sides, f"{part} is in no side of the layout: add it to this test and to the layout"
    allowed = {p for side in sides for p in side[: side.index(part) + 1]} | {"__version__"}
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("kg.")}
    assert used <= allowed


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_library_is_used_only_where_it_belongs(path: Path) -> None:
    for name in _imports(path):
        library = name.split(".")[0]
        if library in LIBRARIES:
            assert _part(path) in LIBRARIES[library], f"{path}: {library} belongs to {LIBRARIES[library]}"


def test_the_two_sides_never_import_each_other() -> None:
    text, graph = set(TEXT_SIDE) - set(GRAPH_SIDE), set(GRAPH_SIDE) - set(TEXT_SIDE)
    for path in _modules():
        used = {name.split(".")[1] for name in _imports(path) if name.startswith("kg.")}
        if _part(path) in text:
            assert not used & graph, path
        if _part(path) in graph:
            assert not used & text, path


def test_the_data_types_know_no_files_networks_or_stores() -> None:
    assert _imports(ROOT / "model.py") <= {"__future__", "datetime", "dataclasses", "enum", "typing"}


def test_modules_are_as_long_as_a_head_holds() -> None:
    lengths = sorted(len(p.read_text(encoding="utf-8").splitlines()) for p in _modules())
    assert statistics.median(lengths) < 150
    assert lengths[-1] < 600
    assert len([n for n in lengths if n > 400]) <= 4


def test_no_module_is_called_utils() -> None:
    assert not [p for p in _modules() if p.stem in ("utils", "util", "helpers", "common", "misc")]


def test_every_module_begins_with_a_docstring() -> None:
    assert not [p for p in _modules() if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
