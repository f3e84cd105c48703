"""The keys that decide, in a real browser: help, switching them off (WCAG 2.1.4), and where they do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import needs_browser
from driven import (
    browsing,
    counted,
    editions,
    ledger,
    pick,
    selected,
    serving,
    side,
    window,
)
from playwright.sync_api import Browser, Page, expect
from reviewing import copied, saved

pytestmark = needs_browser


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return editions(tmp_path_factory)


@pytest.fixture(scope="module")
def browser(edition: Path) -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def folder(edition: Path, tmp_path: Path) -> Path:
    return copied(edition, tmp_path)


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    with serving(folder) as served, window(browser, served.address) as opened:
        yield opened


def reported(folder: Path) -> list[str]:
    return [one["text"] for one in saved(folder)["sentences"] if one["section"] == "reporting"]


def test_help_names_the_keys_and_gives_the_focus_back(page: Page) -> None:
    page.get_by_role("button", name="Help").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Reviewing, by keyboard")
    for key in "jkaernuA/":
        expect(dialog.get_by_role("term").filter(has_text=re.compile(rf"(^|\s){re.escape(key)}(\s|$)"))).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Help")).to_be_focused()
    counted(page, 0)


def test_keys_can_be_switched_off_and_stay_off(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single keys decide").uncheck()
    page.keyboard.press("Escape")
    before = selected(page).inner_text()
    for key in ("a", "A", "j", "r", "e", "u"):
        page.keyboard.press(key)
    assert selected(page).inner_text() == before
    expect(side(page).get_by_role("textbox")).to_have_count(0)
    page.reload()
    counted(page, 0)
    page.keyboard.press("a")
    page.get_by_role("button", name="Next in the queue").click()
    counted(page, 0)
    page.get_by_role("button", name="Help").click()
    page.get_by_role("checkbox", name="Single keys decide").check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    counted(page, 1)


def test_keys_do_nothing_where_words_are_typed_or_with_ctrl(page: Page, folder: Path) -> None:
    pick(page, reported(folder)[0])
    for field in ("search", "r", "n", "e"):
        if field == "search":
            page.get_by_role("searchbox").focus()
        else:
            page.keyboard.press(field)
        page.keyboard.type("jkaernuA/?")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("Escape")
    for key in ("Control+a", "Alt+a", "Meta+a"):
        page.keyboard.press(key)
    counted(page, 0)
    assert ledger(folder) == ()
    expect(selected(page)).to_contain_text(reported(folder)[0])
