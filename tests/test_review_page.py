"""A whole review in a real browser: by keyboard alone, by mouse alone, and each thing a reviewer can do on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import needs_browser
from driven import (
    brief,
    browsing,
    choose,
    commanded,
    counted,
    editions,
    ledger,
    pick,
    row,
    selected,
    serving,
    side,
    window,
)
from playwright.sync_api import Browser, Page, expect
from reviewing import copied, saved, table

from briefing.review import states

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


def sentences(folder: Path) -> int:
    return len(states(table(folder).brief, ()))


def reported(folder: Path) -> list[str]:
    return [one["text"] for one in saved(folder)["sentences"] if one["section"] == "reporting"]


class Keyboard:
    """Counts the keys that a review takes."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)


# Whole reviews


def test_a_whole_edition_is_reviewed_by_keyboard_alone_and_published(page: Page, folder: Path) -> None:
    keys, count = Keyboard(page), sentences(folder)
    page.evaluate("addEventListener('pointerdown', () => document.title = 'a mouse was used')")
    for done in range(count):
        if reported(folder)[0] in selected(page).inner_text():
            keys.press("r")
            keys.write("one origin")
            keys.press("Enter")
        else:
            keys.press("a")
        counted(page, done + 1)
    expect(page.get_by_text(f"All {count} sentences are reviewed.")).to_be_visible()
    assert page.title().startswith("Review: ")
    rows = ledger(folder)
    assert sorted(one.action for one in rows) == [*["accept"] * (count - 1), "reject"]
    assert {one.reviewer for one in rows} == {"Ann"}
    assert keys.pressed <= count + len("one origin") + 1, "a sentence that is right costs one key"
    ended = commanded("publish", folder, "--reviewer", "Ann")
    assert ended.returncode == 0, ended.stderr
    review = saved(folder)["review"]
    assert (review["sentences"], review["reviewed"], review["rejected"]) == (count, count, 1)


def test_a_whole_edition_is_reviewed_by_mouse_alone(page: Page, folder: Path) -> None:
    page.evaluate("addEventListener('keydown', () => document.title = 'a key was pressed')")
    count = sentences(folder)
    while (offer := page.get_by_role("button", name=re.compile(r"^Accept section"))).count():
        before = offer.count()
        offer.first.click()
        expect(offer).to_have_count(before - 1)
    choose(page, "Accept")
    expect(page.get_by_text(f"All {count} sentences are reviewed.")).to_be_visible()
    assert page.title().startswith("Review: ")
    assert [one.action for one in ledger(folder)] == ["accept"] * count


# What can be done with a sentence, and taken back


def test_a_section_that_passed_all_checks_is_accepted_at_once_and_taken_back_at_once(page: Page, folder: Path) -> None:
    section = brief(page).get_by_role("region", name="Reporting", exact=True)
    offer = section.get_by_role("button", name="Accept section")
    texts = reported(folder)
    expect(offer).to_contain_text(f"({len(texts)})")
    offer.click()
    expect(section.get_by_role("link").filter(has_text="accepted")).to_have_count(len(texts))
    expect(offer).to_be_hidden()
    counted(page, len(texts))
    page.keyboard.press("u")
    counted(page, 0)
    expect(section.get_by_role("link").filter(has_text="not reviewed")).to_have_count(len(texts))
    assert [one.action for one in ledger(folder)] == ["accept"] * len(texts) + ["undo"] * len(texts)


def test_the_section_under_review_is_accepted_by_one_key(page: Page, folder: Path) -> None:
    pick(page, reported(folder)[1])
    page.keyboard.press("A")
    counted(page, len(reported(folder)))


def test_a_rejection_asks_why_and_an_undo_takes_it_back(page: Page, folder: Path) -> None:
    text = reported(folder)[0]
    pick(page, text)
    choose(page, "Reject")
    why = side(page).get_by_role("textbox", name="Why is it rejected?")
    expect(why).to_be_focused()
    page.keyboard.press("Enter")
    expect(side(page).get_by_role("alert").filter(has_text="Say why")).to_be_visible()
    assert ledger(folder) == (), "nothing is taken down without a reason"
    why.fill("nobody else tells it")
    page.keyboard.press("Enter")
    counted(page, 1)
    expect(row(page, text)).to_contain_text("rejected")
    pick(page, text)
    expect(side(page)).to_contain_text("nobody else tells it")
    choose(page, "Undo")
    counted(page, 0)
    expect(row(page, text)).to_contain_text("not reviewed")
    assert [(one.action, one.reason) for one in ledger(folder)] == [
        ("reject", "nobody else tells it"),
        ("undo", ""),
    ]


def test_a_note_leaves_the_sentence_open(page: Page, folder: Path) -> None:
    text = reported(folder)[0]
    pick(page, text)
    page.keyboard.press("n")
    page.keyboard.type("who says so?")
    page.keyboard.press("Enter")
    expect(row(page, text)).to_contain_text("asked about")
    counted(page, 0)
    pick(page, text)
    expect(side(page)).to_contain_text("“who says so?”")
    page.keyboard.press("a")
    counted(page, 1)
    assert [one.action for one in ledger(folder)] == ["ask", "accept"]


def test_what_is_typed_for_a_sentence_is_there_when_one_comes_back_to_it(page: Page, folder: Path) -> None:
    first, second = reported(folder)[:2]
    pick(page, first)
    page.keyboard.press("r")
    page.keyboard.type("half a rea")
    pick(page, second)
    expect(side(page).get_by_role("textbox")).to_have_count(0)
    pick(page, first)
    page.keyboard.press("r")
    expect(side(page).get_by_role("textbox", name="Why is it rejected?")).to_have_value("half a rea")
    assert ledger(folder) == ()


# Finding one's way


def test_what_most_needs_eyes_comes_first_and_keys_walk_through_it(page: Page, folder: Path) -> None:
    order = page.evaluate("fetch('review.json').then((answer) => answer.json()).then((review) => review.queue)")
    texts = {one["id"]: one["text"] for one in saved(folder)["sentences"]}
    for place, key in enumerate(order[:4]):
        expect(selected(page)).to_contain_text(texts[key])
        expect(page.get_by_text(f"{place + 1} of {len(order)}", exact=True)).to_be_visible()
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(selected(page)).to_contain_text(texts[order[3]])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(selected(page)).to_contain_text(texts[order[3]])
    expect(side(page)).to_contain_text("Look first: single origin")


def test_sentences_are_found_by_their_words_and_by_their_state(page: Page, folder: Path) -> None:
    every = brief(page).get_by_role("link")
    count = every.count()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jeffrey washington")
    expect(every).to_have_count(1)
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("1 sentence")
    page.keyboard.press("Enter")
    expect(selected(page)).to_contain_text("Jeffrey")
    page.keyboard.press("a")
    counted(page, 1)
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("accepted")
    expect(every).to_have_count(1)
    page.get_by_role("searchbox").fill("no sentence says this")
    expect(every).to_have_count(0)
    page.keyboard.press("Escape")
    expect(every).to_have_count(count)


def test_each_quotation_is_marked_in_its_article_and_in_view(page: Page, folder: Path) -> None:
    one = next(one for one in saved(folder)["sentences"] if one["section"] == "reporting")
    pick(page, one["text"])
    for cited in one["citations"]:
        marked = side(page).get_by_role("mark").filter(has_text=cited["quote"])
        expect(marked.first).to_be_in_viewport()
    for words in ("grade F6", "Checks", "Verdict", "published 24 December 2018", "1 article, 1 origin"):
        expect(side(page)).to_contain_text(words)


def test_the_page_as_it_would_be_published_opens_beside_the_review(page: Page, folder: Path) -> None:
    pick(page, reported(folder)[0])
    page.keyboard.press("r")
    page.keyboard.type("one origin")
    page.keyboard.press("Enter")
    counted(page, 1)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview").click()
    expect(opened.value.get_by_text(reported(folder)[1])).to_be_visible()
    expect(opened.value.get_by_text(reported(folder)[0])).to_have_count(0)
