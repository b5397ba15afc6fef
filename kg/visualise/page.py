"""`graph.html`: the graph as one file that opens without a server or a network; «<b>» in a headline stays five letters."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.visualise.answers import Question, answers
from kg.visualise.facts import read
from kg.visualise.payload import Text, payload
from kg.visualise.places import land
from kg.visualise.terms import ASSETS

if TYPE_CHECKING:
    import pyoxigraph

RENDERERS = ("auto", "pyvis", "canvas")
_PYVIS_EDGES = 3000  # beyond, vis-network pans too slowly
_MODULES = (
    "model.js", "words.js", "state.js", "view.js", "layout.js", "draw.js", "dom.js", "canvas-renderer.js", "vis-renderer.js",
    "evidence.js", "search.js", "filters.js", "panel.js", "table.js", "timeline.js", "map.js", "export.js", "keyboard.js",
    "main.js",
)  # fmt: skip


def write_page(
    store: pyoxigraph.Store, articles: Sequence[Text], path: Path, *, renderer: str = "auto", questions: Sequence[Question] = ()
) -> None:
    """Write the page of everything in `store`, with the texts of `articles`, to `path`.

    questions: named questions whose answers the page shows as parts of the graph.
    renderer: `pyvis` (vis-network, from pyvis), `canvas` (for large graphs), or `auto`, which chooses by size.
    Raises OutputError if the renderer is unknown or the file cannot be written. The same graph gives the same bytes.
    """
    html = page(store, articles, renderer=renderer, questions=questions)
    try:
        path.write_text(html, encoding="utf-8", newline="\n")
    except OSError as e:
        raise OutputError(f"{path}: the page cannot be written: {e.strerror}; choose another folder with --output") from e


def page(store: pyoxigraph.Store, articles: Sequence[Text], *, renderer: str = "auto", questions: Sequence[Question] = ()) -> str:
    """The page as text; see `write_page`."""
    if renderer not in RENDERERS:
        raise OutputError(f"renderer '{renderer}' is unknown; use one of: {', '.join(RENDERERS)}")
    data = payload(read(store), articles, answers(store, questions))
    if any("at" in thing for thing in data["things"]):
        data["land"] = land()
    if renderer == "auto":
        renderer = "pyvis" if len(data["facts"]) <= _PYVIS_EDGES else "canvas"
    data["renderer"] = renderer
    if renderer == "pyvis":
        from kg.visualise.pyvis_graph import library, through_pyvis

        data["network"] = through_pyvis(data)
        scripts = [library(), _script(_MODULES)]
    else:
        scripts = [_script([m for m in _MODULES if m != "vis-renderer.js"])]
    style = _asset("page.css")
    filled = {
        "policy": _policy(scripts, style),
        "style": style,
        "scripts": "\n".join(f"<script>{s}</script>" for s in scripts),
        "data": embedded(data),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: filled[m[1]], _asset("page.html"))


def embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in, nor start another.

    >>> embedded("</script><img src=x>")
    '"\\\\u003c/script\\\\u003e\\\\u003cimg src=x\\\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _script(modules: Sequence[str]) -> str:
    parts = "\n".join(_asset(name) for name in modules)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _policy(scripts: Sequence[str], style: str) -> str:
    """Nothing may be fetched; only these very scripts and this style may run."""
    hashes = " ".join(content_hash(s) for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {content_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def content_hash(text: str) -> str:
    """How a Content-Security-Policy names a script or style that may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
