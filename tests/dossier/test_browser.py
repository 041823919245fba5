"""The page in a real browser: it asks nobody, says nothing in the console, and its script does what it offers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dossier.making import concluded, valley
from tests.dossier.test_hostile import everywhere
from vigil.dossier.page import write_page

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := Path("/usr/bin") / name).exists()), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The valley's page on disk."""
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    write_page(valley(), path)
    return path.as_uri()


@pytest.fixture
def noise() -> list[str]:
    """What the page said or asked for besides itself."""
    return []


@pytest.fixture
def page(browser: Any, address: str, noise: list[str]) -> Iterator[Any]:
    """The page, opened; at its end nothing may have been said or asked."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.on("console", lambda message: noise.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: noise.append(f"error: {error}"))
    tab.on("request", lambda request: None if request.url.startswith(address) else noise.append(request.url))
    tab.goto(address)
    yield tab
    tab.close()
    assert noise == []


def shown(page: Any) -> list[str]:
    """The kinds of the entries that are shown."""
    return [e.get_attribute("data-kind") for e in page.query_selector_all(".entry") if e.is_visible()]


def wait_for(page: Any, entries: int) -> None:
    """Wait until so many entries are shown."""
    page.locator(".entry:not([hidden])").nth(entries).wait_for(state="detached")
    assert len(shown(page)) == entries


def test_everything_stands_at_first(page: Any) -> None:
    """No filter hides anything unasked."""
    assert sorted(shown(page)) == ["figure", "figure", "forecast", "incident", "incident"]


def test_kind_filter_hides_the_others_and_their_headings(page: Any) -> None:
    """Only forecasts stay, and no heading stands over nothing."""
    page.click("[data-show=forecast]")
    assert shown(page) == ["forecast"]
    assert page.locator("#figures .group:visible").count() == 0
    assert page.get_attribute("[data-show=forecast]", "aria-pressed") == "true"
    page.click("[data-show='']")
    assert len(shown(page)) == 5


def test_find_looks_into_words_and_terms_and_escape_clears(page: Any) -> None:
    """An outlet that no entry prints is found by the terms; nothing found is said."""
    page.keyboard.press("/")
    page.keyboard.type("valley post")
    wait_for(page, 4)
    page.fill("#find", "zebra")
    wait_for(page, 0)
    assert "No entry holds \u201czebra\u201d" in page.text_content("#found")
    page.keyboard.press("Escape")
    assert len(shown(page)) == 5


def test_state_is_in_the_link(page: Any, browser: Any, address: str) -> None:
    """A filter is kept in the address, and the address brings it back."""
    page.click("[data-show=incident]")
    assert page.url.endswith("?kind=incident")
    again = browser.new_page()
    again.goto(f"{address}?kind=incident&q=geneva")
    assert shown(again) == ["incident"]
    again.close()


def test_j_and_k_walk_over_the_entries(page: Any) -> None:
    """Down and up again."""
    kinds = []
    for key in "jjk":
        page.keyboard.press(key)
        kinds.append(page.evaluate("document.activeElement.id"))
    assert kinds[0] == kinds[2] == "q-tellamra"
    assert kinds[1] != kinds[0]


def test_link_to_a_quote_opens_it(browser: Any, address: str) -> None:
    """A permalink to a figure inside closed quotes shows it."""
    tab = browser.new_page()
    figure = valley().claims[0]
    tab.goto(f"{address}#claim-{figure.id}")
    assert tab.locator(f"#claim-{figure.id} blockquote").is_visible()
    tab.close()


def test_theme_changes_and_stays(page: Any) -> None:
    """The other of light and dark, also after a reload."""
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_map_zooms(page: Any) -> None:
    """The ground is scaled, a ring keeps its size, and the whole comes back."""
    page.click(".zoom button >> nth=0")
    assert "scale(1.6)" in page.get_attribute("[data-zoom] .ground", "transform")
    assert "translate" in page.get_attribute("[data-zoom] .spot", "transform")
    page.click(".zoom button >> nth=2")
    assert "scale(1)" in page.get_attribute("[data-zoom] .ground", "transform")


@pytest.mark.parametrize("width", [360, 640, 820, 1180, 1440])
@pytest.mark.parametrize("contents", [valley, concluded])
def test_page_fits_its_window(browser: Any, tmp_path: Path, contents: Any, width: int) -> None:
    """Nothing reaches over the edge at any width, with conclusions and without."""
    write_page(contents(), tmp_path / "page.html")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto((tmp_path / "page.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


@pytest.mark.parametrize("words", ["x" * 500, "\u0645" * 400, "\u202e" * 40 + "17", "<b>" * 100])
def test_hostile_words_do_not_break_the_page(browser: Any, tmp_path: Path, noise: list[str], words: str) -> None:
    """The longest word wraps on a telephone, and the policy has nothing to refuse."""
    write_page(everywhere(words), tmp_path / "page.html")
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.on("console", lambda message: noise.append(message.text))
    tab.goto((tmp_path / "page.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert noise == []
    tab.close()


def test_all_is_there_without_a_script(browser: Any, address: str) -> None:
    """Entries, map and texts stand; the controls that could do nothing do not."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    assert tab.locator(".entry:visible").count() == 5
    assert tab.locator(".map.for-wide svg .spot").count() == 1
    assert not tab.locator("#tools").is_visible()
    tab.locator("#q-tellamra summary").click()
    assert tab.locator("#q-tellamra blockquote:visible").count() == 2
    context.close()
