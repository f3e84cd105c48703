"""Sentences that were cut or withheld, looked at and put back, and a published edition: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import needs_browser
from driven import (
    REFUSED,
    brief,
    browsing,
    choose,
    commanded,
    editions,
    ledger,
    pick,
    rewrite,
    row,
    serving,
    side,
    window,
)
from playwright.sync_api import Browser, Locator, Page, expect
from reviewing import NOON, copied, saved, table

from briefing.archive import Archive
from briefing.review import Sitting
from briefing.types import Action, Section

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


def reports(folder: Path) -> list[str]:
    return [line.text for line in table(folder).brief.section(Section.REPORTING)]


def sentence(page: Page) -> Locator:
    return side(page).get_by_role("textbox", name="Sentence", exact=True)


def accept_the_rest(folder: Path) -> None:
    with Archive.open(folder.parent.parent / "archive.sqlite") as archive:
        sitting = Sitting(table(folder), archive, "Ann")
        for item in sitting.items():
            if not item.reviewed:
                sitting.decide(item, Action.ACCEPT, NOON)


def test_a_sentence_cut_for_room_is_looked_at_and_put_back_and_printed(browser: Browser, folder: Path) -> None:
    older = folder.with_name("2016-10-18")
    cut = table(older).brief.cut[0]
    with serving(older) as served, window(browser, served.address) as page:
        brief(page).get_by_text("Left out for space").click()
        pick(page, cut.text)
        expect(side(page).get_by_role("mark").first).to_be_visible()
        choose(page, "Put back")
        expect(row(page, cut.text)).to_contain_text("restored")
    accept_the_rest(older)
    ended = commanded("publish", older, "--reviewer", "Ann")
    assert ended.returncode == 0, ended.stderr
    assert cut.text in {one["text"] for one in saved(older)["sentences"]}


def withhold(folder: Path, text: str, more: str = "", check: str = "verdict") -> None:
    """Take a sentence off the page as a check that fails takes it."""

    def moved(table: dict[str, Any]) -> None:
        one = next(each for each in table["sentences"] if each["text"] == text)
        table["sentences"].remove(one)
        kept = {name: one[name] for name in ("section", "item", "role", "claim_ids", "label", "against")}
        refused = {"verbatim": False, "confidence": None, "judgment": 0, "replaced": False}
        reason = {"check": check, "reason": "the words do not say so"}
        table["rejections"].append(kept | refused | reason | {"text": text.rstrip(".") + more + "."})

    rewrite(folder, "brief.json", moved)


def test_a_withheld_sentence_is_looked_at_and_put_back(browser: Browser, folder: Path) -> None:
    text = reports(folder)[0]
    withhold(folder, text)
    with serving(folder) as served, window(browser, served.address) as page:
        expect(brief(page).get_by_role("heading", name="Withheld")).to_be_visible()
        pick(page, text)
        expect(side(page)).to_contain_text("the words do not say so")
        choose(page, "Put back")
        expect(row(page, text)).to_contain_text("restored")
        choose(page, "Undo")
        expect(row(page, text)).to_contain_text("not reviewed")
        page.keyboard.press("a")
        expect(row(page, text)).to_contain_text("restored")
    assert [one.action for one in ledger(folder)] == [Action.RESTORE, Action.UNDO, Action.RESTORE]


def test_a_withheld_sentence_that_fails_a_check_is_put_back_only_in_other_words(browser: Browser, folder: Path) -> None:
    text = reports(folder)[0]
    withhold(folder, text, " in 47 places", "figures")
    with serving(folder) as served, window(browser, served.address, expected=REFUSED) as page:
        pick(page, text.rstrip("."))
        choose(page, "Put back")
        expect(side(page).get_by_role("alert").filter(has_text="fails the check 'figures'")).to_be_visible()
        assert ledger(folder) == ()
        choose(page, "Edit")
        sentence(page).fill(text)
        side(page).get_by_role("button", name="Save").click()
        expect(row(page, text)).to_contain_text("edited")
    assert [(one.action, one.new_text) for one in ledger(folder)] == [(Action.EDIT, text)]


def test_a_published_edition_says_that_what_is_decided_goes_into_a_correction(browser: Browser, folder: Path) -> None:
    accept_the_rest(folder)
    ended = commanded("publish", folder, "--reviewer", "Ann")
    assert ended.returncode == 0, ended.stderr
    with serving(folder) as served, window(browser, served.address) as page:
        expect(page.get_by_text("This edition is published.")).to_be_visible()
