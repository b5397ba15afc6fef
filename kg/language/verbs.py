"""Words of one part in a pattern, by the name of their list in data/cues/verbs.toml: «<say> <P>» is «kata Ani», «ujar Budi»."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from kg.errors import OntologyError
from kg.resources import data_dir

_NAME = re.compile(r"(?<!\?P)<([a-z_]+)>")


def spelt(pattern: str) -> str:
    """A pattern with every `<hold>` replaced by the words of that list. Raises OntologyError for a list that does not exist.

    >>> bool(re.search(spelt(r"\\b<say> kepada"), "ujar kepada"))
    True
    """
    return _NAME.sub(lambda m: _alternatives(m[1]), pattern)


@cache
def _alternatives(name: str) -> str:
    if name not in _lists():
        raise OntologyError(f"data/cues/verbs.toml: no list '{name}'; add its words or correct the name")
    return "(?:" + "|".join(_lists()[name]) + ")"


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((data_dir() / "cues" / "verbs.toml").read_text(encoding="utf-8"))
