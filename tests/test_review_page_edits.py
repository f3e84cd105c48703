"""Edits in a real browser: what a check refuses, words of an article that become the citation, what carries over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import needs_browser
from driven import (
    REFUSED,
    articles,
    browsing,
    choose,
    counted,
    editions,
    ledger,
    pick,
    rewrite,
    row,
    serving,
    side,
    told,
    window,
)
from playwright.sync_api import Browser, Locator, Page, expect
from reviewing import copied, table

from briefing.errors import ReviewError
from briefing.review import Opened, recut, reworded
from briefing.types import Action, Citation, Line, Role

pytestmark = needs_browser
FAR = "🕊️🇸🇾🇪🇬 Meanwhile 𐤀𐤁𐤂 the envoys 🤝 وصلوا إلى القاهرة and went on. "  # none of it counts as one unit in UTF-16


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
    with serving(folder) as served, window(browser, served.address, expected=REFUSED) as opened:
        yield opened


def passes(line: Line, text: str, citations: list[Citation], opened: Opened) -> bool:
    try:
        return bool(reworded(line, text, citations, opened.bench))
    except ReviewError:
        return False


def reports(opened: Opened) -> list[Line]:
    return [line for line in opened.brief.lines if line.role is Role.REPORTED and line.citations]


def another_wording(opened: Opened) -> tuple[Line, str]:
    """A sentence and a harmless change of its words that passes the checks."""
    changes = ((" says", " said"), ("reportedly ", "reportedly, "), ("Sudanese President", "Sudan's President"))
    worded = ((line, line.text.replace(old, new, 1)) for line in reports(opened) for old, new in changes)
    return next(
        (line, text) for line, text in worded if text != line.text and passes(line, text, [*line.citations], opened)
    )


def another_citation(opened: Opened) -> tuple[Line, Citation, Citation]:
    """A sentence that cites one quotation, that quotation, and the sentence after it, which may be cited as well."""
    for line in reports(opened):
        cited = line.citations[0]
        article = opened.bench.articles[cited.article_id]
        after = next((s for s in article.sentences if s.start >= cited.end and s.citable), None)
        if len(line.citations) == 1 and after:
            more, longer = recut(article, after.start, after.end), recut(article, cited.start, after.end)
            if passes(line, line.text, [cited, more], opened) and passes(line, line.text, [longer], opened):
                return line, cited, more
    raise AssertionError("no sentence may cite the one after its quotation")


def sentence(page: Page) -> Locator:
    return side(page).get_by_role("textbox", name="Sentence", exact=True)


def fault(page: Page) -> Locator:
    return side(page).get_by_role("form").get_by_role("alert")


# What the checks say


def test_an_edit_that_fails_its_check_is_told_and_loses_nothing(page: Page, folder: Path) -> None:
    line, better = another_wording(table(folder))
    wrong = f"{line.text.rstrip('.')} in 47 places."
    pick(page, line.text)
    page.keyboard.press("e")
    expect(sentence(page)).to_be_focused()
    sentence(page).fill(wrong)
    side(page).get_by_role("textbox", name="Why").fill("clearer")
    page.keyboard.press("Control+Enter")
    expect(fault(page).filter(has_text="fails the check 'figures'")).to_be_visible()
    expect(sentence(page)).to_have_value(wrong)
    expect(side(page).get_by_role("textbox", name="Why")).to_have_value("clearer")
    counted(page, 0)
    assert ledger(folder) == ()
    sentence(page).fill(better)
    side(page).get_by_role("button", name="Save").click()
    counted(page, 1)
    expect(row(page, better)).to_contain_text("edited")
    (made,) = ledger(folder)
    assert (made.action, made.text, made.new_text, made.reason) == (Action.EDIT, line.text, better, "clearer")
    pick(page, better)
    expect(side(page)).to_contain_text(f"In place of: {line.text}")


def test_an_edit_that_is_begun_is_kept_until_it_is_discarded(page: Page, folder: Path) -> None:
    first, second = (line.text for line in reports(table(folder))[-2:])
    pick(page, first)
    page.keyboard.press("e")
    sentence(page).fill("Something quite different.")
    pick(page, second)
    expect(sentence(page)).to_have_count(0)
    expect(row(page, first)).to_contain_text("edit begun")
    pick(page, first)
    expect(sentence(page)).to_have_value("Something quite different.")
    side(page).get_by_role("button", name="Discard").click()
    expect(sentence(page)).to_have_count(0)
    expect(row(page, first)).not_to_contain_text("edit begun")
    page.keyboard.press("e")
    expect(sentence(page)).to_have_value(first)
    assert ledger(folder) == ()


def test_what_code_writes_is_not_edited(page: Page, folder: Path) -> None:
    line = next(one for one in table(folder).brief.lines if one.role is Role.CONFIDENCE)
    pick(page, line.text)
    page.keyboard.press("e")
    told(page, "code writes this sentence from the record")
    expect(sentence(page)).to_have_count(0)


# Other words to cite

PLACE = """(box, [words, end]) => {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    if (!end) walker.currentNode.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    const boxes = [...range.getClientRects()];
    const one = end ? boxes.at(-1) : boxes[0];
    return [end ? one.right : one.left, (one.top + one.bottom) / 2];
  }
}"""


def drag(page: Page, first: str, last: str) -> None:
    """Select words of the first article with the mouse, from the beginning of `first` to the end of `last`."""
    box = articles(page).first
    left, top = box.evaluate(PLACE, [first, False])
    right, bottom = box.evaluate(PLACE, [last, True])
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move(right - 3, bottom, steps=8)
    page.mouse.move(right - 1, bottom)
    page.mouse.up()


def test_words_selected_with_the_mouse_become_the_citation(page: Page, folder: Path) -> None:
    line, cited, more = another_citation(table(folder))
    pick(page, line.text)
    choose(page, "Edit")
    drag(page, cited.quote[:20], more.quote[-20:])
    page.get_by_role("button", name="instead of 1").click()
    expect(side(page).get_by_role("group", name="Words it cites").get_by_role("listitem")).to_have_count(1)
    side(page).get_by_role("button", name="Save").click()
    counted(page, 1)
    (made,) = ledger(folder)
    (new,) = made.new_citations
    assert (new.start, new.end) == (cited.start, more.end)
    assert new.quote == table(folder).bench.articles[new.article_id].text[new.start : new.end]


def with_far_characters(folder: Path, line: Line, cited: Citation) -> None:
    """Put a sentence with characters beyond the first 65,536 before a quotation, and move what stands after it."""

    def moved(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("article_id") == cited.article_id and value.get("start", -1) >= cited.start:
                value["start"] += len(FAR)
                value["end"] += len(FAR)
            value = list(value.values())
        for each in value if isinstance(value, list) else ():
            moved(each)

    def inserted(sources: dict[str, Any]) -> None:
        stored = sources["articles"][cited.article_id]
        stored["text"] = stored["text"][: cited.start] + FAR + stored["text"][cited.start :]

    rewrite(folder, "brief.json", moved)
    rewrite(folder, "sources.json", inserted)


def test_a_selection_counts_characters_and_not_the_units_of_the_browser(browser: Browser, folder: Path) -> None:
    before, cited, _ = another_citation(table(folder))
    with_far_characters(folder, before, cited)
    opened = table(folder)
    line = next(one for one in opened.brief.lines if one.id == before.id)
    moved = line.citations[0]
    text = opened.bench.articles[moved.article_id].text
    assert (moved.start, text[moved.start : moved.end]) == (cited.start + len(FAR), cited.quote)
    with serving(folder) as served, window(browser, served.address) as page:
        pick(page, line.text)
        choose(page, "Edit")
        drag(page, "the envoys", cited.quote[-20:])
        page.get_by_role("button", name="Cite these words").click()
        side(page).get_by_role("button", name="Remove quotation 1").click()
        side(page).get_by_role("button", name="Save").click()
        counted(page, 1)
    (new,) = ledger(folder)[0].new_citations
    assert (new.start, new.end) == (text.index("the envoys"), moved.end)
    assert new.quote == text[new.start : new.end]
    assert "🤝" in new.quote


def test_another_sentence_is_cited_by_keyboard_alone(page: Page, folder: Path) -> None:
    line, cited, more = another_citation(table(folder))
    pick(page, line.text)
    page.keyboard.press("e")
    in_article = articles(page).first.locator("[role=button]:focus")
    for _ in range(30):
        page.keyboard.press("Tab")
        if in_article.count():
            break
    for _ in range(60):
        if more.quote in in_article.inner_text():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(side(page).get_by_role("button", name="Remove quotation 2")).to_be_visible()
    expect(in_article).to_have_attribute("aria-pressed", "true")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if side(page).locator("form :focus").count():
            break
    page.keyboard.press("Control+Enter")
    counted(page, 1)
    assert ledger(folder)[0].new_citations == (cited, more)


def test_words_to_cite_can_be_typed_and_are_cut_from_the_article(page: Page, folder: Path) -> None:
    line, cited, more = another_citation(table(folder))
    pick(page, line.text)
    page.keyboard.press("e")
    field = side(page).get_by_role("textbox", name="Words to cite")
    field.fill("words that nobody wrote")
    page.keyboard.press("Enter")
    expect(fault(page).filter(has_text="nowhere")).to_be_visible()
    expect(field).to_have_value("words that nobody wrote")
    field.fill(f"  {more.quote.replace(' ', '   ')} ")
    side(page).get_by_role("button", name="Cite", exact=True).click()
    expect(side(page).get_by_role("mark").filter(has_text=more.quote)).to_have_count(1)
    side(page).get_by_role("button", name="Save").click()
    counted(page, 1)
    assert ledger(folder)[0].new_citations == (cited, more)
