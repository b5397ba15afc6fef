"""What the tests of the page share: a made-up graph, the same with hostile words, and a browser where there is one."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """`sample.py` as a module."""
    spec = importlib.util.spec_from_file_location("kg_page_sample", Path(__file__).with_name("sample.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["kg_page_sample"] = module
    spec.loader.exec_module(module)
    return module


class Browser:
    """Chromium without a window, driven by its own driver; it may reach no host and keeps a log of what it asked for."""

    def __init__(self, downloads: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service

        self.downloads = downloads
        self.profile = tempfile.mkdtemp(prefix="kg-browser-")
        options = Options()
        options.binary_location = next(p for b in BROWSERS if (p := shutil.which(b)))
        for flag in (
            "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
            "disable-component-update", "disable-sync", f"user-data-dir={self.profile}", "window-size=1400,860",
        ):  # fmt: skip
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        # a page that runs foreign words would call one of these
        spy = "window.ran = []; for (const f of ['alert', 'confirm', 'prompt']) window[f] = (x) => window.ran.push(String(x));"
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": spy})

    def open(self, page: Path, fragment: str = "") -> None:
        """Open a page from its file, anew, and wait until it can be used."""
        self.driver.get("data:,")
        self.driver.get(page.as_uri() + (f"#{fragment}" if fragment else ""))
        self.wait("return document.documentElement.dataset.ready === 'yes'")

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a script in the page."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, seconds: float = 5) -> Any:
        """Wait until a script gives something true, and give it."""
        end = time.monotonic() + seconds
        while not (found := self.run(script)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.03)
        return found

    def all(self, css: str) -> list[Any]:
        """The visible elements of a selector."""
        return [e for e in self.driver.find_elements("css selector", css) if e.is_displayed()]

    def one(self, css: str, text: str = "") -> Any:
        """The first visible element of a selector that holds some text."""
        found = [e for e in self.all(css) if text in e.text]
        assert found, f"no {css} with '{text}'"
        return found[0]

    def panel(self) -> str:
        """The text of the panel."""
        return str(self.driver.find_element("id", "panel").text)

    def press(self, *keys: str) -> None:
        """Keys, to whatever has the focus."""
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def size(self, width: int, height: int, mobile: bool = False) -> None:
        """The size of the page in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def complaints(self) -> list[str]:
        """What the browser's console said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address asked for since this was last called, but for the page's own file."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith(("file:", "data:", "chrome:"))]

    def download(self, name: str) -> bytes:
        """A file that the page gave, once it is whole."""
        path, end = self.downloads / name, time.monotonic() + 5
        while not path.exists() or not path.stat().st_size or list(self.downloads.glob("*.crdownload")):
            assert time.monotonic() < end, f"{name} never came"
            time.sleep(0.05)
        content = path.read_bytes()
        path.unlink()
        return content

    def close(self) -> None:
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests."""
    pytest.importorskip("selenium", reason="selenium is not installed: pip install selenium")
    if not any(shutil.which(b) for b in BROWSERS) or not shutil.which("chromedriver"):
        pytest.skip("no Chromium with its driver here: apt-get install chromium chromium-driver")
    browser = Browser(tmp_path_factory.mktemp("downloads"))
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser at its usual size, its logs empty."""
    chromium.size(1400, 860)
    chromium.complaints()
    chromium.requests()
    return chromium
