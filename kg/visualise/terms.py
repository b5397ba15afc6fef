"""What terms are called and how types look: the ontology's labels, and `assets/terms.toml` for what it borrows; «kementerian»."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import Iri
from kg.ontology import PREFIXES, curie, labels, superclasses

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Family:
    """A group of classes that look alike; colours are CSS hex on a light and on a dark page."""

    key: str
    id: str
    en: str
    shape: str
    light: str
    dark: str
    classes: frozenset[Iri]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((ASSETS / "terms.toml").read_text(encoding="utf-8"))


def _expanded(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def families() -> tuple[Family, ...]:
    """The families in the order of the legend; the last takes what no other does."""
    return tuple(Family(**{**f, "classes": frozenset(map(_expanded, f["classes"]))}) for f in _table()["family"])


@cache
def family(cls: Iri | None) -> int:
    """The place of a class's family in `families()`.

    >>> families()[family("https://w3id.org/beritagraf/ontology#Ministry")].key
    'government'
    """
    above = superclasses(cls) if cls else frozenset()
    return next((n for n, f in enumerate(families()) if f.classes & above), len(families()) - 1)


def term_label(iri: Iri, language: str) -> str:
    """What a class, relation or concept is called in 'id' or 'en'; its CURIE if it has no name.

    >>> term_label("http://www.w3.org/ns/org#headOf", "id")
    'memimpin'
    """
    short = curie(iri)
    named: str | None = _table()["label"][language].get(short) or labels(language).get(iri)
    return named or short


@cache
def words() -> dict[str, dict[str, str]]:
    """What the page says about itself, by language and key."""
    found: dict[str, dict[str, str]] = tomllib.loads((ASSETS / "words.toml").read_text(encoding="utf-8"))
    return found
