"""The brief in a browser, held against axe-core: wide and narrow, light and dark, with a citation mark opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import needs_browser
from driven import browsing
from playwright.sync_api import Browser, Page
from reviewing import recorded

pytestmark = needs_browser
WINDOWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1200, "height": 900}},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("recorded"), "2016-10-18")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_keeps_a_reader_out(browser: Browser, folder: Path, window: str) -> None:
    context = browser.new_context(**WINDOWS[window], bypass_csp=True)  # axe is a script, and the page lets none run
    page = context.new_page()
    page.goto((folder / "brief.html").as_uri())
    assert violations(page) == []
    page.get_by_role("button", name="Source 1: the words cited").first.click()
    assert page.get_by_role("dialog").is_visible()
    assert violations(page) == []
    context.close()
