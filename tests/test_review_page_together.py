"""Two reviewers, a server that dies, and sentences that were left out: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from browser import needs_browser
from driven import (
    GONE,
    REFUSED,
    browsing,
    choose,
    counted,
    editions,
    ledger,
    pick,
    rewrite,
    row,
    selected,
    serving,
    side,
    told,
    window,
)
from playwright.sync_api import Browser, Locator, Page, expect
from reviewing import copied, saved, table

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


@pytest.fixture
def both(browser: Browser, folder: Path) -> Iterator[tuple[Page, Page]]:
    """Ann's window and Ben's, each with a server of its own, on one archive."""
    with ExitStack() as stack:
        served = [stack.enter_context(serving(folder, name)) for name in ("Ann", "Ben")]
        ann = stack.enter_context(window(browser, served[0].address))
        ben = stack.enter_context(window(browser, served[1].address, expected=REFUSED, clock=True))
        yield ann, ben


def reports(folder: Path) -> list[str]:
    return [line.text for line in table(folder).brief.section(Section.REPORTING)]


def kept_from_looking(page: Page) -> None:
    """Let a page believe that nothing has been decided since it was loaded."""
    old = page.evaluate("fetch('review.json').then((answer) => answer.text())")
    page.route("**/review.json", lambda route: route.fulfill(body=old, content_type="application/json"), times=3)


def sentence(page: Page) -> Locator:
    return side(page).get_by_role("textbox", name="Sentence", exact=True)


# Two reviewers


def test_the_second_of_two_is_refused_and_shown_what_the_first_decided(both: tuple[Page, Page], folder: Path) -> None:
    ann, ben = both
    text = reports(folder)[0]
    kept_from_looking(ben)
    pick(ben, text)
    ben.keyboard.press("r")
    ben.keyboard.type("stale by now")
    pick(ann, text)
    ann.keyboard.press("a")
    counted(ann, 1)
    ben.keyboard.press("Enter")
    refused = side(ben).get_by_role("alert").filter(has_text="Not saved")
    expect(refused).to_contain_text("Ann accepted it")
    expect(side(ben).get_by_role("textbox", name="Why is it rejected?")).to_have_value("stale by now")
    expect(row(ben, text)).to_contain_text("accepted")
    assert [(one.reviewer, one.action) for one in ledger(folder)] == [("Ann", Action.ACCEPT)]
    ben.keyboard.press("Enter")
    expect(row(ben, text)).to_contain_text("rejected")
    assert [(one.reviewer, one.reason) for one in ledger(folder)] == [("Ann", ""), ("Ben", "stale by now")]


def test_an_edit_that_comes_too_late_is_kept(both: tuple[Page, Page], folder: Path) -> None:
    ann, ben = both
    text = reports(folder)[0]
    kept_from_looking(ben)
    pick(ben, text)
    choose(ben, "Edit")
    sentence(ben).fill(f"{text} And more.")
    pick(ann, text)
    choose(ann, "Accept")
    counted(ann, 1)
    side(ben).get_by_role("button", name="Save").click()
    expect(side(ben).get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    expect(sentence(ben)).to_have_value(f"{text} And more.")
    assert [one.reviewer for one in ledger(folder)] == ["Ann"]


def test_what_another_decides_appears_and_moves_nothing(both: tuple[Page, Page], folder: Path) -> None:
    ann, ben = both
    first, mine = reports(folder)[:2]
    pick(ben, mine)
    ben.keyboard.press("e")
    sentence(ben).fill("half a sent")
    pick(ann, first)
    ann.keyboard.press("a")
    counted(ann, 1)
    ben.clock.run_for(6000)
    counted(ben, 1)
    expect(row(ben, first)).to_contain_text("accepted")
    expect(selected(ben)).to_contain_text(mine)
    expect(sentence(ben)).to_have_value("half a sent")
    expect(sentence(ben)).to_be_focused()
    pick(ann, mine)
    ann.keyboard.press("a")
    counted(ann, 2)
    ben.clock.run_for(6000)
    counted(ben, 2)
    told(ben, "Ann accepted this sentence just now")
    expect(sentence(ben)).to_have_value("half a sent")
    expect(sentence(ben)).to_be_focused()


# A server that dies


def test_what_was_acknowledged_survives_a_killed_server_and_what_was_typed_is_kept(
    browser: Browser, folder: Path
) -> None:
    first, second = reports(folder)[:2]
    with serving(folder) as served, window(browser, served.address, expected=GONE) as page:
        pick(page, first)
        page.keyboard.press("a")
        counted(page, 1)
        served.kill()
        assert [(one.action, one.text) for one in ledger(folder)] == [(Action.ACCEPT, first)]
        pick_without_server(page, second)
        page.keyboard.press("r")
        page.keyboard.type("never said")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="Nothing of the last action was saved")).to_be_visible()
        expect(side(page).get_by_role("textbox", name="Why is it rejected?")).to_have_value("never said")
    assert len(ledger(folder)) == 1
    with serving(folder) as served, window(browser, served.address) as page:
        counted(page, 1)
        expect(row(page, first)).to_contain_text("accepted")


def pick_without_server(page: Page, text: str) -> None:
    row(page, text).click()
    expect(selected(page)).to_contain_text(text)


def test_an_answer_that_is_cut_off_is_none(browser: Browser, folder: Path) -> None:
    with serving(folder) as served, window(browser, served.address) as page:
        page.route("**/decisions", lambda route: route.fulfill(body='{"done": "accep', content_type="application/json"))
        page.keyboard.press("a")
        expect(page.get_by_role("alert").filter(has_text="Nothing of the last action was saved")).to_be_visible()
        counted(page, 0)


def test_a_server_that_answers_again_is_noticed(browser: Browser, folder: Path) -> None:
    with serving(folder) as served, window(browser, served.address, expected=".*net::ERR_FAILED") as page:
        page.route("**/*", lambda route: route.abort())
        page.keyboard.press("a")
        expect(page.get_by_role("alert").filter(has_text="Nothing of the last action was saved")).to_be_visible()
        page.unroute_all()
        expect(page.get_by_role("alert").filter(has_text="Nothing of the last action was saved")).to_be_hidden()
        page.keyboard.press("a")
        counted(page, 1)


# From one edition to the next


def next_day(folder: Path, old: str, new: str) -> Path:
    """Make an edition of the next day: the same sentences but for one."""

    def dated(brief: dict[str, Any]) -> None:
        brief["as_of"] = "2018-12-25"
        for each in brief["sentences"]:
            each["text"] = each["text"].replace(old, new)

    later = copied(folder, folder.parent.parent / "copy").rename(folder.with_name("2018-12-25"))
    rewrite(later, "brief.json", dated)
    return later


def test_a_decision_holds_for_the_next_edition_and_stands_beside_a_text_that_changed(
    browser: Browser, folder: Path
) -> None:
    same, changed = (line.text for line in table(folder).brief.section(Section.REPORTING)[:2])
    new = changed.replace(changed.split()[-1], "summits again.")
    later = next_day(folder, changed, new)
    with serving(folder) as served, window(browser, served.address) as page:
        pick(page, same)
        page.keyboard.press("a")
        counted(page, 1)
        pick(page, changed)
        page.keyboard.press("r")
        page.keyboard.type("nobody was named")
        page.keyboard.press("Enter")
        counted(page, 2)
    with serving(later, "Ben") as served, window(browser, served.address) as page:
        counted(page, 1)
        expect(row(page, same)).to_contain_text("accepted")
        expect(row(page, new)).to_contain_text("not reviewed")
        pick(page, new)
        for words in ("Decided before", changed, "nobody was named", "Ann"):
            expect(side(page)).to_contain_text(words)
    assert new in {one["text"] for one in saved(later)["sentences"]}
