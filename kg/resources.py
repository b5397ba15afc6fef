"""Where `ontology/` and `data/` lie: beside the package in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import OntologyError


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    for root in (package / "_resources", package.parent):
        if (root / "ontology" / "kg.ttl").is_file() and (root / "data").is_dir():
            return root
    raise OntologyError(f"{package}: ontology/ and data/ are missing; reinstall with: pip install --force-reinstall beritagraf")


def ontology_dir() -> Path:
    """The folder of `kg.ttl`, `shapes.ttl` and `questions/`."""
    return _root() / "ontology"


def data_dir() -> Path:
    """The folder of `articles/`, `gazetteers/`, `gold/` and `model/`."""
    return _root() / "data"
