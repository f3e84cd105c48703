"""The review page in other shapes: on a phone, enlarged, dark, without motion; and what axe-core finds in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import needs_browser
from driven import (
    PHONE,
    REFUSED,
    WIDE,
    articles,
    brief,
    browsing,
    choose,
    counted,
    editions,
    ledger,
    pick,
    row,
    serving,
    side,
    sideways,
    window,
)
from playwright.sync_api import Browser, Page, expect
from reviewing import NOON, copied, decision, table

from briefing.archive import Archive
from briefing.review import Sitting
from briefing.types import Action, Section

pytestmark = needs_browser
BY_TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
TWICE = {"viewport": {"width": WIDE["width"] // 2, "height": WIDE["height"] // 2}, "device_scale_factor": 2}
NARROWEST = {"viewport": {"width": 320, "height": 256}}  # 1280 pixels at 400 %: WCAG 1.4.10
DARK = {"color_scheme": "dark"}


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


@pytest.fixture(scope="module")
def looked_at(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a review on which nobody decides."""
    with serving(copied(edition, tmp_path_factory.mktemp("looked"))) as served:
        yield served.address


def reports(folder: Path) -> list[str]:
    return [line.text for line in table(folder).brief.section(Section.REPORTING)]


# Small and large


def test_a_sentence_is_decided_on_a_phone_by_taps_alone(browser: Browser, folder: Path) -> None:
    first, second = reports(folder)[:2]
    with serving(folder) as served, window(browser, served.address, **BY_TOUCH) as page:
        assert sideways(page) == 0
        expect(articles(page)).to_have_count(0)
        row(page, first).tap()
        expect(side(page)).to_contain_text(first)
        expect(brief(page)).to_be_hidden()
        expect(side(page).get_by_role("mark").first).to_be_in_viewport()
        assert sideways(page) == 0
        tap(page, "Accept")
        counted(page, 1)
        page.get_by_role("button", name="Back to the brief").tap()
        expect(row(page, first)).to_contain_text("accepted")
        row(page, second).tap()
        tap(page, "Reject")
        page.get_by_role("textbox", name="Why is it rejected?").fill("no")
        assert sideways(page) == 0
        side(page).locator("form").get_by_role("button", name="Reject").tap()
        counted(page, 2)
        assert sideways(page) == 0
    assert [one.action for one in ledger(folder)] == [Action.ACCEPT, Action.REJECT]


def tap(page: Page, name: str) -> None:
    page.get_by_role("group", name="Decide", exact=True).get_by_role("button", name=name, exact=True).tap()


@pytest.mark.parametrize("shape", [BY_TOUCH, TWICE, NARROWEST], ids=["phone", "200 %", "400 %"])
def test_nothing_is_lost_sideways(browser: Browser, looked_at: str, edition: Path, shape: dict[str, Any]) -> None:
    with window(browser, looked_at, **shape) as page:
        assert sideways(page) == 0
        row(page, reports(edition)[0]).click()
        choose(page, "Edit")
        assert sideways(page) == 0
        for button in side(page).get_by_role("button").all():
            if button.is_visible():
                box = button.bounding_box() or {}
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= shape["viewport"]["width"] + 1
        page.get_by_role("button", name="Close", exact=True).click()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        assert sideways(page) == 0


@pytest.mark.parametrize(("scheme", "is_dark"), [("dark", True), ("light", False)])
def test_the_page_is_dark_where_the_reader_is(browser: Browser, looked_at: str, scheme: str, is_dark: bool) -> None:
    with window(browser, looked_at, color_scheme=scheme) as page:
        canvas, ink = (
            sum(map(float, page.evaluate(f"getComputedStyle(document.body).{of}.match(/[\\d.]+/g).slice(0, 3)")))
            for of in ("backgroundColor", "color")
        )
        assert (canvas < ink) == is_dark


def test_nothing_moves_for_those_who_want_no_motion(browser: Browser, looked_at: str) -> None:
    with window(browser, looked_at, reduced_motion="reduce") as page:
        page.keyboard.press("j")
        page.keyboard.press("?")
        moving = "document.getAnimations().filter((each) => each.effect.getComputedTiming().duration > 20).length"
        assert page.evaluate(moving) == 0


# What axe-core finds


def selecting(page: Page, folder: Path) -> None:
    pick(page, table(folder).brief.section(Section.KEY_JUDGMENTS)[0].text)


def editing(page: Page, folder: Path) -> None:
    pick(page, reports(folder)[0])
    choose(page, "Edit")
    side(page).get_by_role("textbox", name="Sentence", exact=True).fill("In 47 places.")
    side(page).get_by_role("button", name="Save").click()
    expect(side(page).get_by_role("alert").filter(has_text="fails the check")).to_be_visible()


def asking(page: Page, folder: Path) -> None:
    pick(page, reports(folder)[0])
    choose(page, "Reject")
    page.keyboard.press("Enter")
    expect(side(page).get_by_role("alert").filter(has_text="Say why")).to_be_visible()


def helping(page: Page, folder: Path) -> None:
    page.get_by_role("button", name="Help").click()


def searching(page: Page, folder: Path) -> None:
    page.get_by_role("searchbox").fill("mamlouk")


def starting(page: Page, folder: Path) -> None:
    pass


def opening(page: Page, folder: Path) -> None:
    row(page, reports(folder)[0]).click()


def begin(page: Page, folder: Path) -> None:
    opening(page, folder)
    choose(page, "Edit")


STATES: list[tuple[Callable[[Page, Path], None], dict[str, Any]]] = [
    (starting, {}),
    (starting, DARK),
    (starting, BY_TOUCH),
    (selecting, {}),
    (selecting, DARK),
    (opening, BY_TOUCH),
    (editing, {}),
    (editing, DARK),
    (begin, BY_TOUCH),
    (asking, {}),
    (helping, {}),
    (helping, DARK),
    (searching, {}),
]


def found(page: Page) -> str:
    """What axe-core finds wrong, of any impact; nothing is "Found 0 …"."""
    return str(Axe().run(page).generate_report())


@pytest.mark.parametrize(("get_there", "shape"), STATES, ids=lambda each: getattr(each, "__name__", str(each)[:16]))
def test_axe_finds_nothing(
    browser: Browser, looked_at: str, edition: Path, get_there: Callable[[Page, Path], None], shape: dict[str, Any]
) -> None:
    with window(browser, looked_at, expected=REFUSED, **shape) as page:
        get_there(page, edition)
        assert found(page).startswith("Found 0 "), found(page)


def test_axe_finds_nothing_in_a_conflict_and_when_everything_is_reviewed(browser: Browser, folder: Path) -> None:
    opened = table(folder)
    first = opened.brief.section(Section.REPORTING)[0]
    with serving(folder) as served, window(browser, served.address, expected=REFUSED) as page:
        pick(page, first.text)
        page.route("**/review.json", lambda route: route.abort())
        with Archive.open(folder.parent.parent / "archive.sqlite") as archive:
            sitting = Sitting(opened, archive, "Ben")
            rejected = decision(first, Action.REJECT, opened.edition, reviewer="Ben", reason="no")
            archive.decide([(rejected, 0)])
            choose(page, "Accept")
            expect(side(page).get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
            assert found(page).startswith("Found 0 "), found(page)
            page.unroute_all()
            for item in sitting.items():
                if not item.reviewed:
                    sitting.decide(item, Action.ACCEPT, NOON)
        page.reload()
        expect(page.get_by_text("sentences are reviewed.")).to_be_visible()
        assert found(page).startswith("Found 0 "), found(page)
