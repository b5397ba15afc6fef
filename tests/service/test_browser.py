"""The query page in a real browser: a query typed, run and read; no request to any other host."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("selenium", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium and chromedriver"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """A browser without a screen."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,850", "--lang=en"):
        options.add_argument(argument)
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def _wait(found: Callable[[], object], seconds: float = 15) -> object:
    until = time.monotonic() + seconds
    while True:
        value = found()
        if value or time.monotonic() > until:
            return value
        time.sleep(0.1)


def _cells(browser) -> list[str]:
    script = "return [...document.querySelectorAll('.yasr td')].filter(c => c.offsetParent).map(c => c.innerText.trim())"
    return browser.execute_script(script)


def test_a_query_is_typed_run_and_read(browser, served) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    browser.get(served.url + "/")
    assert _wait(lambda: browser.find_elements(By.CSS_SELECTOR, "#list button"))
    editor = browser.find_element(By.CSS_SELECTOR, ".CodeMirror")
    browser.execute_script("arguments[0].CodeMirror.setValue('')", editor)
    browser.execute_script("arguments[0].CodeMirror.focus()", editor)
    keys = ActionChains(browser).send_keys("SELECT ?m ?n WHERE { ?m a kg:Ministry ; skos:prefLabel ?n ", "} ORDER BY ?n")
    keys.key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    assert _wait(lambda: any("Kementerian Kopi" in c for c in _cells(browser)))
    link = browser.find_element(By.PARTIAL_LINK_TEXT, "kementerian-batik")
    assert _wait(lambda: link.get_attribute("href").startswith(served.url + "/id/"))
    link.click()
    assert _wait(lambda: "What is known" in browser.page_source)


def test_a_question_is_one_click_away_in_both_languages(browser, served) -> None:
    from selenium.webdriver.common.by import By

    browser.get(served.url + "/")
    assert _wait(lambda: browser.find_elements(By.CSS_SELECTOR, "#list button"))
    browser.find_element(By.CSS_SELECTOR, '.language button[value="id"]').click()
    first = browser.find_element(By.CSS_SELECTOR, "#list button")
    assert first.text.startswith("Kementerian apa saja")
    first.click()
    assert _wait(lambda: any("Kementerian Batik" in c for c in _cells(browser)))


def test_nothing_is_fetched_from_elsewhere_and_nothing_fails(browser, served) -> None:
    browser.get_log("performance"), browser.get_log("browser")
    for path in ("/", "/id/org/kementerian-batik", "/search?q=nepal", "/graph.html"):
        browser.get(served.url + path)
        time.sleep(1)
    asked = [json.loads(e["message"])["message"] for e in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    assert [u for u in urls if not u.startswith((served.url, "data:", "blob:"))] == []
    assert [e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []
