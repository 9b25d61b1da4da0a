"""What only a browser shows: words that stay behind, names that are drawn, texts that are cut."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_views_browser import PAGES, address, browser, page, pytestmark, reader, settle

from inputs import read
from inputs.workbook import write as workbook_write

__all__ = ["address", "browser", "page", "pytestmark"]
ALL = [*PAGES.values(), "krav"]
ODD = (
    "![x](http://192.0.2.9/x.png) <img src=http://192.0.2.9/y.png> $x^2$ :red[r] :material/add: "
    ":smile: **b** www.example.com -> `c`"
)
CUT = (Path(__file__).parent / "cut_text.js").read_text(encoding="utf-8")
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4')]
  .filter(each => each.checkVisibility()).map(each => +each.tagName[1])"""
UNNAMED = """() => [...document.querySelectorAll(
    'button, input:not([type=hidden]), textarea, a[href], [role=slider], [role=tab]')]
  .filter(each => each.checkVisibility() && !(each.getAttribute('aria-label')
    || each.getAttribute('aria-labelledby') || each.innerText?.trim() || each.title
    || each.labels?.length)).map(each => each.outerHTML.slice(0, 120))"""
FAINT = (Path(__file__).parent / "faint_text.js").read_text(encoding="utf-8")


def opened(page: Page, address: str, path: str, language: str = "da") -> None:
    page.goto(f"{address}/{path}?lang={language}")
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def within(browser: Browser, address: str, language: str = "da") -> Iterator[Page]:
    for fresh in reader(browser):
        opened(fresh, address, "krav", language)
        yield fresh


@pytest.fixture(scope="module")
def danish(browser: Browser, address: str) -> Iterator[Page]:
    """A reader who goes from page to page: to open the app for each takes three times as long."""
    yield from within(browser, address)


@pytest.fixture(scope="module")
def english(browser: Browser, address: str) -> Iterator[Page]:
    yield from within(browser, address, "en")


def led(page: Page, path: str) -> None:
    """The reader on another page, by its link."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(f"a[data-testid^=stTopNav][href$='/{path}']").click()
    expect(page).to_have_url(re.compile(f":[0-9]+/{path}([?].*)?$"))
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def spoken(page: Page, name: str) -> None:
    """The page in the other language."""
    page.get_by_role("button", name=name, exact=True).click()
    other = {"English": "Dansk", "Dansk": "English"}[name]
    expect(page.get_by_role("button", name=other, exact=True)).to_be_visible()
    settle(page)


def press_the_amount(page: Page, label: str, shown: str) -> None:
    """The slider of the amount moved by one, and what it and the answer tell then."""
    slider = page.get_by_role("slider", name=re.compile(label))
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(shown))
    settle(page)
    expect(page.locator("h2").first).to_contain_text(re.compile(shown))


def test_english_dansk_and_a_lever_leave_every_page_alive(page: Page, address: str) -> None:
    opened(page, address, "sammenlign")
    spoken(page, "English")
    page.get_by_role("link", name="Scenario", exact=True).click()
    settle(page)
    press_the_amount(page, "^To close", "35")
    spoken(page, "Dansk")
    press_the_amount(page, "^Beløb", "36")
    for name in ("Plan", "Rapport", "Krav", "Sammenlign", "Overblik"):
        page.get_by_role("link", name=name, exact=True).click()
        settle(page)
        expect(page.get_by_text("Fejlen er vores")).to_have_count(0)
        expect(page.locator("h1")).to_have_count(1)
        if name == "Sammenlign":
            expect(page.get_by_role("button", name=re.compile("^Fjern "))).to_have_count(2)


@pytest.mark.parametrize(("language", "label"), [("da", "Navn"), ("en", "Name")])
def test_what_is_typed_in_either_language_is_kept(
    page: Page, address: str, language: str, label: str
) -> None:
    opened(page, address, "scenarie", language)
    field = page.get_by_role("textbox", name=label, exact=True)
    field.click()
    page.keyboard.type("Et forslag")
    field.press("Enter")
    expect(field).to_have_attribute("placeholder", "Et forslag")
    settle(page)
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.locator("h1")).to_have_text("Et forslag")


def test_what_is_typed_is_kept_when_a_link_is_clicked_at_once(page: Page, address: str) -> None:
    for name in ("Et forslag", "Et andet"):
        opened(page, address, "scenarie")
        page.get_by_role("textbox", name="Navn", exact=True).click()
        page.keyboard.type(name)
        page.get_by_role("link", name="Plan", exact=True).click()
        expect(page.locator("h1")).to_have_text(name)


@pytest.fixture(scope="module")
def chooser(browser: Browser, address: str) -> Iterator[Page]:
    """A reader who chooses on each page, and keeps what was chosen."""
    yield from within(browser, address)


@pytest.mark.parametrize("path", ["plan", "personale", "sammenlign", "data", "afvejning"])
def test_a_list_can_be_chosen_from_after_english_and_dansk(chooser: Page, path: str) -> None:
    page = chooser
    led(page, path)
    spoken(page, "English")
    spoken(page, "Dansk")
    for _ in range(20):  # a field of other words takes the place of the one before, and its focus
        page.get_by_role("combobox").last.focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(500)
        if page.get_by_role("listbox").is_visible():
            break
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_text("Fejlen er vores")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)


def odd_workbook() -> bytes:
    """The shipped data, its measures, groups, units and owners with names full of signs."""
    tables = dict(read.default().tables)
    for table in ("measures", "groups", "units", "staff_groups", "accounts", "demands"):
        tables[table] = [
            {
                column: f"{value} {ODD}"
                if isinstance(value, str) and column in ("name", "name_en", "owner", "owner_en")
                else value
                for column, value in row.items()
            }
            for row in tables[table]
        ]
    return workbook_write.workbook(tables, "da")


def test_names_full_of_signs_are_shown_as_they_stand(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address, "data")
    file = {"name": "tal.xlsx", "mimeType": "application/octet-stream", "buffer": odd_workbook()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    expect(page.get_by_text("I brug: din fil »tal.xlsx«")).to_be_visible()
    for name in ("Overblik", "Plan", "Enheder og personale", "Krav", "Scenarie"):
        page.get_by_role("link", name=name, exact=True).click()
        settle(page)
        expect(page.get_by_test_id("stMain").get_by_text("![x]").first).to_be_attached()
        drawn = "[data-testid=stMarkdownContainer] :is(img, .katex, code, a[href^=http])"
        expect(page.get_by_test_id("stMain").locator(drawn)).to_have_count(0)
        expect(page.get_by_text("Fejlen er vores")).to_have_count(0)
    assert [url for url in asked if "192.0.2.9" in url] == []


@pytest.mark.parametrize(
    ("language", "widths"), [("danish", (1440, 1024, 700, 390)), ("english", (1440, 390))]
)
@pytest.mark.parametrize("path", ALL)
def test_no_text_is_cut_on_any_screen(
    path: str, language: str, widths: tuple[int, ...], request: pytest.FixtureRequest
) -> None:
    """In all widths in Danish, whose words are longer; in English in the widest and narrowest."""
    page: Page = request.getfixturevalue(language)
    led(page, path)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        assert page.evaluate(CUT) == [], width
        for tab in page.get_by_role("tab").all() if path == "scenarie" else ():
            tab.click()
            page.wait_for_timeout(200)
            assert page.evaluate(CUT) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ALL)
def test_headings_descend_controls_have_names_and_no_text_is_faint(danish: Page, path: str) -> None:
    page = danish
    led(page, path)
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(FAINT) == []
    assert page.evaluate("document.documentElement.lang") == "da"


@pytest.mark.parametrize(
    ("asked", "arrived"),
    [("overblik", "/"), ("overview", "/"), ("scenario", "/scenarie"), ("demands", "/krav")],
)
def test_an_address_in_either_language_leads_to_the_page(
    page: Page, address: str, asked: str, arrived: str
) -> None:
    page.goto(f"{address}/{asked}")
    settle(page)
    expect(page).to_have_url(f"{address}{arrived}")


def test_an_unknown_address_says_so_and_shows_the_way(page: Page, address: str) -> None:
    page.goto(f"{address}/findes-ikke")
    settle(page)
    expect(page.locator("h1")).to_have_text("Siden findes ikke")
    expect(page.get_by_text("findes-ikke")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Krav").click()
    expect(page).to_have_url(f"{address}/krav")


def test_streamlit_speaks_the_reader_s_language_and_changes_it(page: Page, address: str) -> None:
    opened(page, address, "data")
    expect(page.get_by_role("button", name="Vælg fil")).to_be_visible()
    expect(page.get_by_text("højst 50 MB")).to_be_visible()
    spoken(page, "English")
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    expect(page.get_by_text("at most 50 MB")).to_be_visible()
