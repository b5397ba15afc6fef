"""The page as people use it, in Chromium from its file; skipped where there is no browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.visualise.page import write_page

Open = Callable[..., Any]
RENDERERS = ("pyvis", "canvas")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> dict[str, Path]:
    """The sample's page for each renderer, and the hostile one's."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, draft in (("sample", sample.draft()), ("hostile", sample.hostile())):
        for renderer in RENDERERS:
            found[f"{name}-{renderer}"] = folder / f"{name}-{renderer}.html"
            write_page(draft.store(), draft.texts, found[f"{name}-{renderer}"], renderer=renderer)
    return found


@pytest.fixture(params=RENDERERS)
def opened(request: pytest.FixtureRequest, browser: Any, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens the sample's page, by each renderer; afterwards nothing was fetched and nothing complained."""

    def go(fragment: str = "", page: str = "sample") -> Any:
        browser.open(pages[f"{page}-{request.param}"], fragment)
        return browser

    yield go
    assert browser.requests() == []
    assert browser.complaints() == []


def search(browser: Any, text: str) -> None:
    """Type into the search box."""
    browser.one("#find").send_keys(text)


def test_search_completes_and_shows_the_sentence_with_its_words_marked(opened: Open) -> None:
    browser = opened()
    search(browser, "rin")
    assert [o.text.splitlines()[0] for o in browser.all("#find-list [role=option]")] == ["Rina Astuti"]
    browser.press("\ue007")
    assert "memimpin Badan Pengkajian Kelapa" in " ".join(browser.panel().split())
    assert "keyakinan 98%" in browser.panel()
    assert browser.one("#panel mark").text == "Kepala Badan Pengkajian Kelapa, Rina Astuti"
    assert browser.one("#panel blockquote").text.endswith("membuka pelatihan gula kelapa di Kotabaru, Senin.")


def test_search_finds_abbreviations_and_words_in_any_order(opened: Open) -> None:
    browser = opened()
    search(browser, "BPK")
    assert "Badan Pengkajian Kelapa (BPK)" in browser.one("#find-list").text
    browser.one("#find").clear()
    search(browser, "gula balai")
    assert "Balai Gula Kotabaru" in browser.one("#find-list").text
    browser.one("#find").clear()
    search(browser, "tidakada")
    assert browser.one("#find-list").text == "Tidak ditemukan"


def test_doubtful_and_contradicted_facts_look_so(opened: Open) -> None:
    browser = opened("see=event/pelatihan")
    wrong = next(li for li in browser.all("#panel .fact") if "jumlah negara" in li.text)
    assert "dibantah" in wrong.text
    assert "12 peserta, empat negara disebut" in wrong.text
    line = wrong.find_element("css selector", ".object").value_of_css_property("text-decoration-line")
    assert line == "line-through"
    unsure = next(li for li in browser.all("#panel .fact.doubtful"))
    assert "meragukan · keyakinan 60%" in unsure.text
    looks = browser.run("return document.querySelectorAll('#panel .fact.asserted').length")
    assert looks >= 3


def test_a_line_shows_the_facts_between_two_entities(opened: Open) -> None:
    browser = opened("see=org/bpk+person/rina")
    assert browser.panel().splitlines()[0] == "Badan Pengkajian Kelapa ↔ Rina Astuti"
    assert "masa jabatan pemerintah (Kepala Badan Pengkajian Kelapa)" in browser.panel()


def test_from_a_fact_to_the_article_and_back(opened: Open) -> None:
    browser = opened("see=facility/balai")
    browser.one("#panel .source button").click()
    assert "Baca juga: Harga kelapa naik" in browser.panel()
    assert [m.text for m in browser.all("#panel .chosen mark")] == ["Balai Gula Kotabaru"]
    address = browser.one("#panel .actions a")
    assert (address.text, address.get_attribute("href")) == ("Buka di situs penerbit", "https://contoh.id/berita/1")
    browser.one("#panel .chosen summary").click()
    assert "pemilik" in browser.one("#panel .chosen .proves").text
    browser.one("#panel .actions button", "Kembali").click()
    assert browser.panel().startswith("Balai Gula Kotabaru")


def test_focus_reach_and_back(opened: Open) -> None:
    browser = opened("see=facility/balai")
    browser.one("#panel .actions button", "Fokus").click()
    assert browser.one("#where .here").text == "Balai Gula Kotabaru"
    assert "focus=facility/balai" in browser.run("return location.hash")
    browser.one(".hops button", "2 langkah").click()
    assert "hops=2" in browser.run("return location.hash")
    browser.driver.back()
    browser.wait("return !location.hash.includes('hops=2')")
    browser.one("#where button", "Ikhtisar").click()
    assert browser.run("return location.hash") == ""


def test_alike_entities_are_folded_and_open(opened: Open) -> None:
    browser = opened("see=~0")
    assert browser.panel().splitlines()[0] == "4 negara"
    assert browser.one("#panel .section").text.splitlines()[1:] == ["4", "Fiji", "Palau", "Samoa", "Tonga"]
    browser.one("#panel .actions button", "Buka kelompok").click()
    assert "open=~0" in browser.run("return location.hash")
    browser.one("#where button", "Tutup semua kelompok").click()
    assert browser.run("return location.hash") == ""


def test_a_path_from_a_person_to_a_facility_with_its_evidence(opened: Open) -> None:
    browser = opened("see=person/rina")
    browser.one("#panel .path-to input").send_keys("balai")
    browser.press("\ue007")
    steps = browser.all("#panel .step")
    assert len(steps) == 2
    assert "Rina Astuti → Badan Pengkajian Kelapa" in steps[0].text
    assert "pemilik" in steps[1].text
    assert all(step.find_elements("css selector", "mark") for step in steps)


def test_filters_by_type_status_relation_and_day(opened: Open) -> None:
    browser = opened("view=table")

    def rows() -> int:
        return int(browser.one("#table .table-bar [role=status]").text.split()[0])

    every = rows()
    browser.one("#filters label", "orang").click()
    assert rows() < every
    browser.one("#filters button", "Hapus saringan").click()
    assert rows() == every
    for summary in browser.all("#filters summary"):
        if summary.find_element("xpath", "..").get_attribute("open") is None:
            summary.click()
    browser.one("#filters label", "dibantah").click()
    assert rows() == every - 2
    assert "without-status=Contradicted" in browser.run("return location.hash")
    browser.run("const c = document.getElementById('confidence'); c.value = 95; c.dispatchEvent(new Event('input'))")
    assert rows() < every - 2
    browser.one("#filters button", "Hapus saringan").click()
    first = browser.all("#filters input[aria-label='Sejak']")[0]
    browser.run("arguments[0].value = 1; arguments[0].dispatchEvent(new Event('input'))", first)
    assert "from=2022-05-10" in browser.run("return location.hash")
    assert rows() < 5


def test_a_filter_hides_what_rests_on_other_articles(opened: Open) -> None:
    browser = opened("only=b-2")
    browser = opened("only=b-2&view=table")
    assert "menutup pelatihan gula kelapa" in browser.one("#table").text
    assert "memimpin" not in browser.one("#table").text


def test_the_address_opens_the_same_view(opened: Open) -> None:
    fragment = "focus=org/bpk&see=person/rina&without=event&confidence=50&language=en&theme=dark"
    browser = opened(fragment)
    assert browser.panel().splitlines()[0] == "Rina Astuti"
    assert set(browser.run("return location.hash").lstrip("#").split("&")) == set(fragment.split("&"))
    assert browser.run("return document.documentElement.lang") == "en"
    browser.one("#filters label", "people").click()
    assert set(browser.run("return location.hash").lstrip("#").split("&")) == set(
        fragment.replace("=event", "=event+person").split("&")
    )


@pytest.mark.parametrize(
    "fragment",
    ["see=no/such", "focus=%", "path=a", "open=~99", "read=zz", "from=soon", "=&&=&x", "inside=~7", "question=none", "%E0%A4%A"],
)
def test_a_broken_address_still_opens(opened: Open, fragment: str) -> None:
    assert "Mulai dari sini" in opened(fragment).panel()


def test_the_language_can_be_switched(opened: Open) -> None:
    browser = opened("see=org/bpk")
    assert browser.panel().startswith("Badan Pengkajian Kelapa")
    browser.one("#tools button:last-child").click()
    assert browser.panel().startswith("Coconut Research Agency")
    assert "Locations" not in browser.panel()
    assert "language=en" in browser.run("return location.hash")
    assert browser.one("#views").text.split("\n") == ["Graph", "Table of facts", "Timeline", "Map"]


def test_dark_and_light(opened: Open) -> None:
    browser = opened()
    light = browser.run("return getComputedStyle(document.body).backgroundColor")
    browser.all("#tools > button")[0].click()
    assert browser.run("return getComputedStyle(document.body).backgroundColor") != light
    assert "theme=dark" in browser.run("return location.hash")


def test_the_keyboard_alone_reaches_the_evidence(opened: Open) -> None:
    browser = opened()
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "find"
    browser.press("\ue00c")
    browser.run("document.getElementById('canvas').focus()")
    browser.press("\ue014")
    first = browser.wait("return document.getElementById('said').textContent")
    browser.press("\ue015", "\ue012")
    assert browser.run("return document.getElementById('said').textContent") != first
    assert browser.all("#panel mark")
    browser.press("\ue007")
    assert browser.all("#where .here") or "open" in browser.run("return location.hash")
    browser.press("+", "-", "0", "\ue00c", "\ue00c")
    assert browser.run("return location.hash") == ""


def test_every_control_can_be_reached_with_the_tab_key(opened: Open) -> None:
    browser = opened("see=person/rina")
    name = (
        "const e = document.activeElement; return e.id || e.getAttribute('aria-label') || (e.labels?.[0] ?? e).textContent.trim()"
    )
    seen = set()
    for _ in range(90):
        browser.press("\ue004")
        seen.add(browser.run(name))
    assert {"home", "find", "Graf", "Tabel fakta", "Unduh", "canvas", "Perbesar", "Fokus"} <= seen


def test_focus_is_visible(opened: Open) -> None:
    browser = opened()
    browser.press("\ue004", "\ue004")
    assert browser.run("return getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_table_holds_the_same_facts_and_sorts(opened: Open) -> None:
    browser = opened("view=table")
    assert len(browser.all("#table tbody tr")) == int(browser.one("#table [role=status]").text.split()[0])
    browser.one("#table thead button", "Hubungan").click()
    assert browser.one("#table th[aria-sort]").get_attribute("aria-sort") == "ascending"
    relations = [r.text for r in browser.all("#table tbody td:nth-child(2)")]
    assert relations == sorted(relations, key=str.casefold)
    browser.one("#table input").send_keys("kotabaru")
    assert 0 < len(browser.all("#table tbody tr")) < len(relations)


def test_the_timeline_shows_what_has_a_day(opened: Open) -> None:
    browser = opened("view=timeline")
    assert {w.text for w in browser.all("#timeline .who")} == {"Pelatihan gula kelapa", "Pembukaan pelatihan"}
    assert len(browser.all("#timeline .rows .when.doubtful")) == 1


@pytest.mark.parametrize("width", [1280, 1000, 901, 800, 721, 360])
def test_every_way_to_look_at_the_graph_is_in_sight_at_any_width(opened: Open, width: int) -> None:
    browser = opened()
    browser.size(width, 740)
    browser.wait(f"return innerWidth === {width}")
    bar = browser.one("#views").rect
    buttons = browser.all("#views button")
    assert len(buttons) == 4
    assert all(bar["x"] <= b.rect["x"] and b.rect["x"] + b.rect["width"] <= bar["x"] + bar["width"] + 1 for b in buttons)
    assert bar["x"] + bar["width"] <= width
    assert browser.one("#find").rect["width"] > 150


def test_a_phone_shows_graph_and_facts_without_scrolling_sideways(opened: Open) -> None:
    browser = opened("see=person/rina")
    browser.size(360, 740, mobile=True)
    browser.wait("return innerWidth === 360")
    assert browser.run("return document.documentElement.scrollWidth") <= 360
    graph, panel = browser.one("#canvas").rect, browser.one("#panel").rect
    assert graph["height"] > 150 and panel["height"] > 150
    assert panel["y"] >= graph["y"] + graph["height"] - 2
    browser.one("#menu").click()
    browser.wait("return document.querySelector('#filters').getBoundingClientRect().left === 0")
    browser.press("\ue00c")
    browser.wait("return !document.body.classList.contains('filters-open')")


def crowded(sample: ModuleType) -> Any:
    """The sample with a chain of topics whose names are long: more than a small page has room for."""
    draft = sample.draft()
    for n in range(36):
        name = f"Kelompok usaha bersama penghasil gula kelapa nomor {n}"
        draft.lines.append(
            f'i:topic\\/t{n} a kg:Topic ; skos:prefLabel "{name}"@id ; kg:inSector i:topic\\/t{n + 1} .'
            " i:topic\\/t36 a kg:Topic ."
        )
    return draft


# Keeps what the last frame wrote: words, and their box on the page in CSS pixels.
RECORDER = """
window.written = [];
const pen = CanvasRenderingContext2D.prototype, clear = pen.clearRect, fill = pen.fillText;
pen.clearRect = function (...a) { if (this.canvas.isConnected) window.written = []; return clear.apply(this, a); };
pen.fillText = function (text, x, y, ...rest) {
  const w = this.measureText(text).width, t = this.getTransform();
  const left = x - { left: 0, center: w / 2, right: w }[this.textAlign], top = this.textBaseline === "middle" ? y - 7 : y;
  if (this.canvas.isConnected) {
    const size = parseFloat(this.font.match(/([\\d.]+)px/)[1]) * t.a;
    window.written.push({ text, x, y, l: left, r: left + w, t: top, b: top + 13, size });
  }
  return fill.call(this, text, x, y, ...rest);
};
"""


@pytest.mark.parametrize("width", [1400, 1024, 360])
@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_item_of_the_first_view_is_named_and_no_name_covers_another(
    browser: Any, tmp_path: Path, sample: ModuleType, renderer: str, width: int
) -> None:
    draft = crowded(sample)
    write_page(draft.store(), draft.texts, tmp_path / "graph.html", renderer=renderer)
    spy = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORDER})
    try:
        browser.size(width, 740, mobile=width < 700)
        browser.open(tmp_path / "graph.html")
        browser.wait("return window.written.length > 0")
        browser.run("return new Promise((done) => setTimeout(done, 150))")
        lines, wide = browser.run("return [window.written, document.getElementById('canvas').clientWidth]")
        entities = browser.run("return JSON.parse(document.getElementById('data').textContent).entities")
        remark = re.search(r"(\d+) entitas lain", browser.one("#where").text) if browser.all("#where .remark") else None
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", spy)
    starts = [a for a, b in zip(lines, [{"x": None, "y": 0}, *lines], strict=False) if (b["x"], b["y"] + 15) != (a["x"], a["y"])]
    named = sum(int(found[1]) if (found := re.match(r"(\d+) negara", line["text"])) else 1 for line in starts)
    left = int(remark[1]) if remark else 0
    assert named + left == entities
    assert named >= 6
    assert min(line["size"] for line in lines) >= 12
    for n, a in enumerate(lines):
        for b in lines[:n]:
            assert a["l"] >= b["r"] or b["l"] >= a["r"] or a["t"] >= b["b"] or b["t"] >= a["b"], (a["text"], b["text"])
        assert a["l"] >= 0 and a["r"] <= wide


@pytest.mark.parametrize(
    ("kind", "name", "holds"),
    [
        ("PNG", "graph.png", b"\x89PNG"),
        ("SVG", "graph.svg", b"Badan Pengkajian"),
        ("CSV", "graph.csv", "Subjek,Hubungan,Objek".encode("utf-8-sig")),
        ("Turtle", "graph.ttl", b"@prefix kg:"),
        ("GraphML", "graph.graphml", b"<graphml"),
    ],
)
def test_views_can_be_taken_away(opened: Open, kind: str, name: str, holds: bytes) -> None:
    browser = opened("see=event/pelatihan")
    browser.all("#tools .drop > button")[0].click()
    browser.one("#exports button", kind).click()
    content = browser.download(name)
    assert holds in content[:40000]
    if kind == "Turtle":
        check_turtle(content)
    if kind == "GraphML":
        import io

        import networkx as nx

        assert nx.read_graphml(io.BytesIO(content), force_multigraph=True).number_of_nodes() > 3
    if kind == "SVG":
        import xml.etree.ElementTree as ET

        assert ET.fromstring(content).tag.endswith("svg")


def check_turtle(content: bytes) -> None:
    """What stands in the graph is asserted, what does not is only claimed."""
    import pyoxigraph as ox

    store = ox.Store()
    store.load(content, format=ox.RdfFormat.TURTLE)
    prefix = (
        "PREFIX kg: <https://w3id.org/beritagraf/ontology#> PREFIX i: <https://w3id.org/beritagraf/id/> "
        "PREFIX kgc: <https://w3id.org/beritagraf/concept/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    )

    def ask(pattern: str) -> bool:
        return bool(store.query(prefix + f"ASK {{ {pattern} }}"))

    assert ask("i:event\\/pelatihan kg:participantCount 12")
    assert not ask("i:event\\/pelatihan kg:countryCount 12")
    assert ask("?c rdf:predicate kg:countryCount ; kg:claimStatus kgc:Contradicted ; kg:evidence ?e")


def test_hostile_words_stay_words(opened: Open, sample: ModuleType) -> None:
    browser = opened(page="hostile")
    foreign = "iframe, object, embed, form, base, img, video, math, template, link[rel=stylesheet]"
    for fragment in (
        "see=event/pelatihan",
        "read=c-3+0-9",
        "view=table",
        "view=timeline",
        "focus=event/pelatihan&hops=2",
        "see=topic/h1&language=en",
    ):
        opened(fragment, page="hostile")
        browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
        assert browser.run("return window.ran") == []
        assert browser.run(f"return document.querySelectorAll({json.dumps(foreign)}).length") == 0
    opened("read=c-3+0-9", page="hostile")
    assert sample.HOSTILE[0] in browser.panel()
    assert not browser.all("#panel .actions a")
    search(browser, "script")
    assert browser.all("#find-list [role=option]")
    for kind, name in (("SVG", "graph.svg"), ("CSV", "graph.csv"), ("Turtle", "graph.ttl"), ("GraphML", "graph.graphml")):
        browser.all("#tools .drop > button")[0].click()
        browser.one("#exports button", kind).click()
        content = browser.download(name)
        if kind == "Turtle":
            import pyoxigraph as ox

            ox.Store().load(content, format=ox.RdfFormat.TURTLE)
        if kind in ("SVG", "GraphML"):
            import xml.etree.ElementTree as ET

            assert not list(ET.fromstring(content).iter("{http://www.w3.org/2000/svg}script"))


def test_without_days_of_publication_the_sliders_go_over_the_days_told_in_the_text(
    browser: Any, tmp_path: Path, sample: ModuleType
) -> None:
    draft = sample.draft()
    draft.lines = [line for line in draft.lines if "schema:datePublished" not in line]
    write_page(draft.store(), draft.texts, tmp_path / "graph.html")
    browser.open(tmp_path / "graph.html", "view=table")
    rows = "return Number(document.querySelector('#table [role=status]').textContent.split(' ')[0])"
    every = browser.run(rows)
    assert [s.text for s in browser.all("#filters summary h2")].count("Hari yang disebut teks") == 1
    assert "Tanggal artikel" not in browser.one("#filters").text
    first = browser.all("#filters input[type=range]")[-2]
    spans = browser.one("#filters .slider output").text.split(" – ")
    browser.run("arguments[0].value = arguments[0].max; arguments[0].dispatchEvent(new Event('input'))", first)
    assert browser.one("#filters .slider output").text == f"{spans[1]} – {spans[1]}"
    assert 0 < browser.run(rows) < every
    assert "Pelatihan gula kelapa" in browser.one("#table tbody").text
    assert "pemilik" not in browser.one("#table tbody").text  # who owns what has no day
    address = browser.run("return location.hash")
    assert "since=2022-" in address and "from=" not in address
    browser.open(tmp_path / "graph.html", address.lstrip("#") + "&language=en")
    assert browser.all("#filters input[type=range]")[-2].get_attribute("aria-valuetext").endswith("2022")
    assert "Days told in the text" in browser.one("#filters").text
    browser.one("#filters button", "Clear the filters").click()
    assert browser.run(rows) == every


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Path:
    """The sample with two cities that have coordinates."""
    draft = sample.draft()
    for key, name in (("kota-bandung", "Kota Bandung"), ("kota-surabaya", "Kota Surabaya")):
        draft.lines.append(f'i:place\\/{key} a kg:City ; skos:prefLabel "{name}"@id .')
        draft.fact(f"i:event\\/pelatihan kg:locatedIn i:place\\/{key}", "di Kotabaru")
    path = tmp_path_factory.mktemp("located") / "graph.html"
    write_page(draft.store(), draft.texts, path)
    return path


def test_a_place_on_the_map_leads_to_its_sentence(browser: Any, located: Path) -> None:
    browser.open(located)
    browser.one("#views button", "Peta").click()
    assert browser.run("return location.hash") == "#view=map"
    dot = "#chart [aria-label^='Kota {}']"
    west, east = (browser.one(dot.format(name)).rect for name in ("Bandung", "Surabaya"))
    assert west["x"] < east["x"]
    assert west["y"] < east["y"]  # Bandung lies a little further north
    assert {"Kota Bandung", "Kota Surabaya"} <= {name.text for name in browser.all("#chart text")}
    browser.one(dot.format("Bandung")).click()
    assert browser.panel().startswith("Kota Bandung")
    assert browser.one("#panel mark").text == "di Kotabaru"
    assert "view=map" in browser.run("return location.hash")
    assert browser.requests() == [] and browser.complaints() == []


def test_the_map_moves_by_keyboard_and_the_address_keeps_it(browser: Any, located: Path) -> None:
    browser.open(located, "view=map&frame=110,-7,12")
    middle = "return document.querySelector(\"#chart [aria-label^='Kota Surabaya'] circle\").getAttribute('cx')"
    before = float(browser.run(middle))
    browser.run("document.getElementById('chart').focus()")
    browser.press("\ue014")
    assert float(browser.run(middle)) < before
    browser.wait("return location.hash.includes('frame=111.5,-7,12')")
    browser.press("+")
    browser.wait("return location.hash.includes('frame=111.5,-7,7.5')")
    assert browser.run("return document.activeElement.id") == "chart"
    browser.press("0")
    browser.wait("return location.hash === '#view=map'")
    browser.open(located, "view=map&frame=NaN,1e9,0")
    assert browser.all("#chart circle")


def test_the_map_obeys_the_filters_and_lists_its_places(browser: Any, located: Path) -> None:
    browser.open(located, "view=map&frame=11,14,362&language=en")
    listed = [row.text.splitlines() for row in browser.all("#panel .ranked")]
    assert ["Kota Bandung", "1 fact"] in listed
    assert "Kotabaru" not in [name for name, _ in listed]
    browser.one("#panel summary", "Without coordinates").click()
    assert "Kotabaru" in browser.panel()
    assert len(browser.all("#chart a")) == len(listed)
    browser.one("#filters label", "countries and places").click()
    assert not browser.all("#chart a")
    assert browser.one(".map-key").text == "No place has known coordinates."


def test_the_map_can_be_taken_away_as_a_picture(browser: Any, located: Path) -> None:
    import xml.etree.ElementTree as ET

    browser.open(located, "view=map")
    for kind in ("SVG", "PNG"):
        browser.all("#tools .drop > button")[0].click()
        browser.one("#exports button", kind).click()
        content = browser.download(f"graph.{kind.lower()}")
        if kind == "PNG":
            assert content.startswith(b"\x89PNG")
            continue
        drawing = ET.fromstring(content)
        texts = [e.text or "" for e in drawing.iter("{http://www.w3.org/2000/svg}text")]
        assert "Kota Bandung" in texts and "GeoNames" in texts[-1]
        assert all(e.get("fill", "").startswith("rgb") for e in drawing.iter("{http://www.w3.org/2000/svg}circle"))
    assert browser.requests() == [] and browser.complaints() == []


def test_the_map_fits_a_phone(browser: Any, located: Path) -> None:
    browser.size(360, 740, mobile=True)
    browser.open(located, "view=map")
    assert browser.run("return document.documentElement.scrollWidth") <= 360
    chart, panel = browser.one("#chart").rect, browser.one("#panel").rect
    assert chart["height"] > 200 and panel["height"] > 150
    assert all(t.rect["x"] >= 0 and t.rect["x"] + t.rect["width"] <= 361 for t in browser.all("#chart text"))


def test_signs_that_turn_writing_round_are_shown_and_copied_but_turn_nothing(opened: Open, sample: ModuleType) -> None:
    number, words = next((n, w) for n, w in enumerate(sample.HOSTILE) if w.startswith("\u202e"))
    browser = opened(f"see=topic/h{number}", page="hostile")
    lefts = """
      const text = arguments[0].lastChild, range = document.createRange();
      const at = (n) => { range.setStart(text, n); range.setEnd(text, n + 1); return range.getBoundingClientRect(); };
      const boxes = Array.from(text.data, (_, n) => at(n)).filter((b) => b.top === at(0).top);
      return boxes.map((b) => b.left);"""
    title = browser.one("#panel h2")
    assert browser.run("return arguments[0].textContent", title) == words
    found = browser.run(lefts, title)
    assert len(found) > 5 and found == sorted(found)
    mark = "return getComputedStyle(document.querySelector('#panel h2 .turner'), '::before').content"
    assert browser.run(mark) == '"U+202E"'
    copied = "getSelection().selectAllChildren(arguments[0]); return getSelection().toString()"
    assert browser.run(copied, title) == words
    browser = opened(f"see=topic/h{number}&view=table", page="hostile")
    browser.all("#tools .drop > button")[0].click()
    browser.one("#exports button", "CSV").click()
    assert words in browser.download("graph.csv").decode("utf-8-sig")


def test_the_page_can_be_used_within_a_second(opened: Open) -> None:
    browser = opened()
    took = browser.run("return performance.getEntriesByType('navigation')[0].domComplete")
    assert took < 3000  # a loaded machine; about 400 at rest


def test_accessibility_checks_find_nothing_serious(opened: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    for fragment in (
        "",
        "see=event/pelatihan&theme=dark",
        "view=table",
        "view=timeline&theme=dark",
        "view=map",
        "path=person/rina+facility/balai",
        "read=a-1+0-6",
        "focus=org/bpk&language=en",
    ):
        browser = opened(fragment)
        browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
        browser.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        browser.run(script)
        found = browser.driver.execute_async_script(
            "const done = arguments[0];"
            "axe.run().then((r) => done(r.violations.map((v) => `${v.impact} ${v.id} ${v.nodes[0].html}`)))"
        )
        browser.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
        assert [f for f in found if f.startswith(("serious", "critical"))] == [], fragment
