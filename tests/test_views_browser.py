"""The main journeys in a real browser: read, move a lever, download, upload, change language.

JOBBALANCE_SCREENSHOTS=1 also takes pictures of every page into ./screenshots.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

PAGES = {
    "overblik": "",
    "scenarie": "scenarie",
    "afvejning": "afvejning",
    "plan": "plan",
    "personale": "personale",
    "sammenlign": "sammenlign",
    "usikkerhed": "usikkerhed",
    "data": "data",
    "rapport": "rapport",
}
PATIENCE = 60_000  # ms
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The app as `make run` starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _await(f"{url}/_stcore/health")
        yield url
    finally:
        server.terminate()
        server.wait()


def _await(url: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(url):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail("the app did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from reader(browser)


def reader(browser: Browser) -> Iterator[Page]:
    """A page of a reader of its own, which takes no time to draw what moves."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="da-DK", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def go(page: Page, url: str) -> None:
    """Open a page and see that it is whole."""
    page.goto(url)
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def settle(page: Page) -> None:
    """Wait until the page has stopped calculating."""
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("h1")).to_be_visible()


def test_a_director_reads_the_answer_moves_a_lever_and_downloads_the_report(
    page: Page, address: str
) -> None:
    go(page, address)
    expect(page.locator("h1")).to_contain_text("besparelse")

    page.get_by_role("link", name="Scenarie").click()
    settle(page)
    before = page.locator("h2").first.inner_text()
    assert "34,0\u00a0mio.\u00a0kr." in before
    page.get_by_role("slider", name="Beløb").press("ArrowRight")
    expect(page.locator("h2").first).to_contain_text("35,0 mio. kr.")
    settle(page)
    expect(page.get_by_text("er det bevist").first).to_be_visible()

    page.get_by_role("link", name="Plan").click()
    settle(page)
    expect(page.get_by_text("35,0 mio. kr.").first).to_be_visible()

    page.get_by_role("link", name="Rapport").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent bilaget").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames[:2] == ["Forside", "Usikkerhed"]
    front = " ".join(str(c) for row in book.worksheets[0].values for c in row if c is not None)
    assert "35,0\u00a0mio.\u00a0kr." in front


def test_english_is_one_click_away_and_stays_in_the_address(page: Page, address: str) -> None:
    go(page, address)
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("lang=en"))
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Scenario").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Move a lever, see the new plan")
    go(page, page.url)
    expect(page.locator("h1")).to_have_text("Move a lever, see the new plan")


def test_a_broken_file_is_refused_in_danish_and_the_numbers_stay(page: Page, address: str) -> None:
    go(page, f"{address}/data")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "tal.xlsx", "mimeType": "application/octet-stream", "buffer": b"not a workbook"}
    )
    expect(page.get_by_text("Filen er ikke taget i brug")).to_be_visible()
    expect(page.get_by_text("I brug: det medfølgende datasæt")).to_be_visible()


def test_the_demands_fit_a_phone_and_their_light_is_green(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/krav")
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Kravene kan forenes")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_how_sure_the_plan_is_is_told_and_drawn_on_a_phone_too(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, f"{address}/usikkerhed")
    expect(page.locator("h2").first).to_contain_text("er der sandsynligvis")
    expect(page.locator(".st-key-figure-by-year svg.marks")).to_be_visible()
    expect(page.get_by_text("af 10 udfald").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.skipif(
    "JOBBALANCE_SCREENSHOTS" not in os.environ, reason="JOBBALANCE_SCREENSHOTS is not set"
)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_has_its_picture_taken(
    page: Page, address: str, language: str, width: int
) -> None:
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    for name, path in PAGES.items():
        page.set_viewport_size({"width": width, "height": 900})
        go(page, f"{address}/{path}?lang={language}")
        height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(900, int(height))})
        settle(page)
        page.screenshot(path=folder / f"{name}-{language}-{width}.png")
        assert (folder / f"{name}-{language}-{width}.png").stat().st_size > 10_000
