"""The graph page in headless Chromium beside pyvis' own default page of the same graph: seconds until usable, frames a second.

    python benchmarks/page.py [OUTPUT] [--rounds R] [--patience S] [--without-pyvis]
    OUTPUT: a folder that kg build wrote; needs chromium and chromedriver

Usable: our page says that it is ready; pyvis' has drawn once and the browser answers again. Panning: the pointer drags the graph
to and fro for two seconds, and the frames that the browser shows meanwhile are counted. Medians of the rounds.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from kg import Graph

_PAN_SECONDS = 2.0
_COUNT = "window.frames_ = 0; (function next() { window.frames_++; requestAnimationFrame(next); })();"


def browser(patience: float) -> Any:
    """Chromium without a window, 1280 × 800, drawing in software."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = next(p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name)))
    for flag in ("headless", "no-sandbox", "disable-gpu", "window-size=1280,800"):
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(patience)
    driver.set_script_timeout(patience)
    return driver


def measure(page: Path, ready: str, patience: float) -> tuple[float, float]:
    """Seconds until the script `ready` is true, and frames a second while its canvas is panned.

    Raises selenium's TimeoutException when the page does not answer within `patience` seconds.
    """
    driver = browser(patience)
    try:
        start = time.monotonic()
        driver.get(page.as_uri())
        while not driver.execute_script(ready):
            time.sleep(0.02)
        usable = time.monotonic() - start
        time.sleep(1)
        box = driver.execute_script(
            "const b = document.querySelector('canvas').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]"
        )
        return usable, _pan(driver, *box)
    finally:
        driver.quit()


def _pan(driver: Any, x: float, y: float, width: float, height: float) -> float:
    def mouse(kind: str, at: float) -> None:
        event = {"type": kind, "x": x + width * at, "y": y + height * 0.9, "button": "left", "buttons": 1, "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    before = driver.get_screenshot_as_png()
    mouse("mousePressed", 0.3)
    driver.execute_script(_COUNT)
    start = time.monotonic()
    step = 0
    while time.monotonic() - start < _PAN_SECONDS:
        step += 1
        mouse("mouseMoved", 0.3 + 0.2 * abs((step % 40) / 20 - 1))
    frames = int(driver.execute_script("return window.frames_"))
    took = time.monotonic() - start
    mouse("mouseMoved", 0.4)
    mouse("mouseReleased", 0.4)
    if driver.get_screenshot_as_png() == before:
        raise SystemExit("the pointer does not move the graph: nothing to measure")
    return frames / took


def pyvis_page(output: Path, folder: Path) -> Path:
    """The same graph by `pyvis.network.Network` as it comes, its library in the file."""
    from pyvis.network import Network

    drawn = Graph(output).networkx
    network = Network(cdn_resources="in_line", directed=True)
    for node, data in drawn.nodes(data=True):
        network.add_node(str(node), label=str(data.get("label", node)))
    for s, o, data in drawn.edges(data=True):
        network.add_edge(str(s), str(o), title=str(data.get("label", "")))
    page = folder / "pyvis.html"
    page.write_text(network.generate_html(notebook=False), encoding="utf-8")
    return page


def main() -> None:
    """Measure and print."""
    from selenium.common.exceptions import TimeoutException

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=120, help="seconds after which a page counts as not answering")
    parser.add_argument("--without-pyvis", action="store_true")
    args = parser.parse_args()
    pages = [("kg build", args.output.resolve() / "graph.html", "return document.documentElement.dataset.ready === 'yes'")]
    with tempfile.TemporaryDirectory() as folder:
        if not args.without_pyvis:
            pages.append(("pyvis", pyvis_page(args.output, Path(folder)), "return document.querySelector('canvas') !== null"))
        found: dict[str, tuple[float, float]] = {}
        for name, page, ready in pages:
            try:
                rounds = [measure(page, ready, args.patience) for _ in range(args.rounds)]
            except TimeoutException:
                print(f"{name:10}{page.stat().st_size / 1e6:6.2f} MB  does not answer within {args.patience:g} s")
                continue
            found[name] = statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)
            usable, frames = found[name]
            size = f"{page.stat().st_size / 1e6:6.2f} MB"
            print(f"{name:10}{size}  usable after {usable:5.2f} s  {frames:5.1f} frames a second while panning")
    if len(found) == 2:
        (a, b), (c, d) = found["kg build"], found["pyvis"]
        print(f"ratio     {a / c:6.2f} of pyvis' time, {b / d:.2f} times its frames")


if __name__ == "__main__":
    main()
