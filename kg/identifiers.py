"""Stable IRIs: the same thing gets the same IRI whatever else is built, on any machine.

What an authority lists takes its key (`org/kemenperin`), what it does not takes its name (`person/ani-wati`), and what only one
article tells of lies under that article (`event/<article>/pelatihan-batik`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from kg.model import Iri
from kg.ontology import FOAF, KG, ORG, is_a

_PATHS: tuple[tuple[str, Callable[[], Iri]], ...] = (
    ("person", lambda: FOAF.Person),
    ("agent", lambda: KG.NewsAgency),
    ("facility", lambda: KG.Facility),
    ("org", lambda: ORG.Organization),
    ("country", lambda: KG.Country),
    ("place", lambda: KG.Place),
    ("regulation", lambda: KG.Regulation),
    ("policy", lambda: KG.PolicyInstrument),
    ("programme", lambda: KG.Programme),
    ("event", lambda: KG.Event),
    ("product", lambda: KG.ProductCategory),
    ("sector", lambda: KG.IndustrySector),
    ("topic", lambda: KG.Topic),
    ("group", lambda: KG.ProducerGroup),
    ("post", lambda: KG.Office),
)
_FUNCTION_WORDS = frozenset({"dan", "di", "untuk", "bagi", "of", "the", "and", "for", "yang"})
_MAX_SLUG = 80


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens; a long or wholly foreign name ends in a digest so that none collide.

    >>> slug("Balai Besar Kulit, Karet"), slug("Sant’Egidio"), slug("São Tomé")
    ('balai-besar-kulit-karet', 'santegidio', 'sao-tome')
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’‘`]", "", name)).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = any(c.isalnum() and not unicodedata.normalize("NFKD", c).encode("ascii", "ignore") for c in name)  # «ß», «ø»
    if words and len(words) <= _MAX_SLUG and len(plain) >= len(name) * 0.6 and not lost:
        return words
    return "-".join(x for x in (words[: _MAX_SLUG - 13].rstrip("-"), digest(name)) if x)


def digest(*parts: str, size: int = 12) -> str:
    """The first hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:size]


def initials(name: str) -> str | None:
    """The letters by which a technical unit is known, which all spellings of its long name share; None for short names.

    >>> initials("Balai Besar Kimia, Kaca, dan Keramik"), initials("Balai Desa")
    ('bbkkk', None)
    """
    words = [w for w in re.findall(r"\w+", name) if w.lower() not in _FUNCTION_WORDS]
    return "".join(w[0] for w in words).lower() if len(words) >= 4 and all(w[0].isupper() for w in words) else None


def entity(base: Iri, cls: Iri, name: str, key: str | None = None, article: str | None = None) -> Iri:
    """The IRI of an entity; `article` is given for what only that article tells of.

    >>> entity("https://x.org/", KG.Ministry, "Kemenperin", "kemenperin")
    'https://x.org/id/org/kemenperin'
    """
    path = next(p for p, of in _PATHS if is_a(cls, of()))
    local = key or slug(name)
    if key is None and is_a(cls, KG.Facility) and name.startswith("Balai Besar "):
        local = initials(name) or local
    return f"{base}id/{path}/{article}/{local}" if article else f"{base}id/{path}/{local}"


def article(base: Iri, identifier: str) -> Iri:
    """The IRI of an article."""
    return f"{base}id/article/{identifier}"


def node(base: Iri, kind: str, identifier: str, *parts: str) -> Iri:
    """The IRI of a node that carries a relation: `tenure`, `participation`, `membership`, `statement`, `time`.

    >>> node("https://x.org/", "tenure", "a1", "ani-wati", "kepala")
    'https://x.org/id/tenure/a1/ani-wati-kepala'
    """
    return f"{base}id/{kind}/{identifier}/{slug(' '.join(parts))}"


def local(iri: Iri) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1]
