"""The page as a file: the same bytes each time, nothing from outside, nothing that runs but our own scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.errors import OutputError
from kg.visualise.page import page, write_page
from kg.visualise.terms import ASSETS, words

RENDERERS = ("pyvis", "canvas")


def data_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_same_graph_gives_the_same_bytes_in_whatever_order(sample: ModuleType, renderer: str) -> None:
    first = sample.draft()
    again = sample.draft()
    again.lines[1:] = again.lines[:0:-1]
    assert page(first.store(), first.texts, renderer=renderer) == page(again.store(), again.texts[::-1], renderer=renderer)


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path, sample: ModuleType) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(sample.__file__ or '').parent)!r}); import sample; from pathlib import Path;"
        "from kg.visualise.page import write_page; d = sample.draft(); write_page(d.store(), d.texts, Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        target = str(tmp_path / f"{seed}.html")
        subprocess.run([sys.executable, "-c", code, target], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_only_our_own_scripts_and_style_may_run(sample: ModuleType, renderer: str) -> None:
    draft = sample.hostile()
    html = page(draft.store(), draft.texts, renderer=renderer)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for tag in ("script", "style"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(b.encode()).digest()).decode()}'" for b in bodies}
        directive = re.search(rf"{tag}-src ([^;]*)", policy[1])
        assert directive and hashes == set(directive[1].split())
    assert html.count("</script>") == (3 if renderer == "pyvis" else 2)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_hostile_words_are_data_only(sample: ModuleType, renderer: str) -> None:
    draft = sample.hostile()
    html = page(draft.store(), draft.texts, renderer=renderer)
    for words_ in sample.HOSTILE:
        if "<" in words_:
            assert words_ not in html
    assert sample.HOSTILE[0] in [t["label"] for t in data_of(html)["things"]]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_page_points_at_nothing_outside(sample: ModuleType, renderer: str) -> None:
    draft = sample.draft()
    html = page(draft.store(), draft.texts, renderer=renderer)
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", outside)
    assert "url(" not in outside
    assert "sourceMappingURL" not in html


def test_pyvis_writes_the_network_of_a_small_graph(sample: ModuleType) -> None:
    draft = sample.draft()
    data = data_of(page(draft.store(), draft.texts))
    assert data["renderer"] == "pyvis"
    assert len(data["network"]["nodes"]) == data["entities"]
    assert data["network"]["options"]["physics"] == {"enabled": False}
    assert all("x" in n and "y" in n for n in data["network"]["nodes"])
    assert not any("title" in n for n in data["network"]["nodes"])


def test_a_large_graph_is_drawn_on_a_canvas(sample: ModuleType) -> None:
    draft = sample.draft()
    draft.lines += [f"i:topic\\/t{n} a kg:Topic ; kg:inSector i:topic\\/t{n + 1} ." for n in range(3200)]
    html = page(draft.store(), draft.texts)
    assert data_of(html)["renderer"] == "canvas"
    assert "visjs contributors" not in html
    assert len(data_of(html)["roots"]) <= 60


def test_a_small_page_is_small(tmp_path: Path, sample: ModuleType) -> None:
    draft = sample.draft()
    for renderer, most in (("pyvis", 800_000), ("canvas", 300_000)):
        write_page(draft.store(), draft.texts, tmp_path / "graph.html", renderer=renderer)
        assert (tmp_path / "graph.html").stat().st_size < most


def test_an_unknown_renderer_is_refused_by_name(sample: ModuleType) -> None:
    with pytest.raises(OutputError, match=r"'webgl' is unknown; use one of: auto, pyvis, canvas"):
        page(sample.draft().store(), (), renderer="webgl")


def test_a_page_that_cannot_be_written_is_one_clear_line(tmp_path: Path, sample: ModuleType) -> None:
    with pytest.raises(OutputError, match=r"graph\.html: the page cannot be written: .*--output"):
        write_page(sample.draft().store(), (), tmp_path / "missing" / "graph.html")


def test_an_article_without_its_text_is_still_shown(sample: ModuleType) -> None:
    data = data_of(page(sample.draft().store(), ()))
    assert [a["id"] for a in data["articles"]] == ["a-1", "b-2"]
    assert not any("text" in a for a in data["articles"])


def test_an_empty_graph_gives_a_page() -> None:
    import pyoxigraph as ox

    assert data_of(page(ox.Store(), ()))["entities"] == 0


def test_answers_to_questions_are_parts_of_the_graph(sample: ModuleType) -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Asked:
        name: str
        english: str
        indonesian: str
        query: str

    prefix = (
        "PREFIX kg: <https://w3id.org/beritagraf/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "
        "PREFIX foaf: <http://xmlns.com/foaf/0.1/> "
    )
    asked = [
        Asked(
            "heads",
            "Who heads what?",
            "Siapa memimpin apa?",
            prefix + "SELECT DISTINCT ?name WHERE { ?p org:headOf ?b ; foaf:name ?name }",
        ),
        Asked(
            "counts",
            "How many?",
            "Berapa?",
            prefix + "SELECT ?e (COUNT(?c) AS ?n) WHERE { ?e kg:locatedIn ?c } GROUP BY ?e ORDER BY ?e",
        ),
        Asked("nothing", "Nothing?", "Tidak ada?", prefix + "SELECT ?x WHERE { ?x kg:visits ?y }"),
    ]
    draft = sample.draft()
    data = data_of(page(draft.store(), draft.texts, questions=asked))
    heads, counts = data["questions"]
    assert heads["rows"] == [["Rina Astuti"]]
    assert {data["things"][n]["label"] for n in heads["things"]} == {"Rina Astuti", "Badan Pengkajian Kelapa"}
    assert (counts["columns"], counts["total"]) == (["e", "n"], 2)


def test_scripts_use_only_words_that_exist() -> None:
    known = words()["id"]
    for path in sorted(ASSETS.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r"\bword\(\"(\w+)\"", text)) | {f"{key}_n" for key in re.findall(r"\bcounted\(\"(\w+)\"", text)}
        assert used <= set(known), path.name
    html = (ASSETS / "page.html").read_text(encoding="utf-8")
    assert set(re.findall(r'data-(?:word|name)="(\w+)"', html)) <= set(known)


def test_scripts_never_read_markup() -> None:
    for path in sorted(ASSETS.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc", text), (
            path.name
        )
        assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(", text), path.name


def test_no_text_is_smaller_than_twelve_pixels() -> None:
    css = (ASSETS / "page.css").read_text(encoding="utf-8")
    sizes = [float(s) for s in re.findall(r"font(?:-size)?:[^;]*?([\d.]+)px", css)]
    assert sizes and min(sizes) >= 12
    for path in sorted(ASSETS.glob("*.js")):
        for size in re.findall(r"\b(\d+)px (?:system-ui|sans)", path.read_text(encoding="utf-8")):
            assert int(size) >= 12
