"""What the tests of the review page share: the page served by a process of its own, and a browser that tells on it.

A window fails its test when the page says anything on the console, throws, opens a dialog, or asks for anything that
is not the server's.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect, sync_playwright
from reviewing import recorded

from briefing.archive import Archive
from briefing.types import Decision

WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
REFUSED = r"Failed to load resource: the server responded with a status of 4(09|22)"
GONE = r"Failed to load resource: net::ERR_CONNECTION_REFUSED"
OFFLINE = "Slow network is detected."  # what Chromium says of itself on a machine that has loopback only
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
DECIDED = re.compile(r"^(\d+) of (\d+) reviewed$")


@dataclass(frozen=True)
class Served:
    """A review that is being served: its address, and the process behind it."""

    address: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def editions(factory: pytest.TempPathFactory) -> Path:
    """Return the recorded edition of 2018 with the one of 2016 before it, replayed once in a test run's process."""
    out = factory.getbasetemp() / "recorded"
    newest = out / "egypt-syria" / "2018-12-24"
    return newest if newest.is_dir() else recorded(out, "2016-10-18", "2018-12-24")


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "briefing.cli", *map(str, words)]


def commanded(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own: a browser that is driven from here keeps this one's event loop."""
    return subprocess.run(command(*words), capture_output=True, text=True, check=False)


def ledger(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions on the sentences of an edition's desk, the first one first."""
    with Archive.open(folder.parent.parent / "archive.sqlite") as archive:
        return archive.decisions(folder.parent.name)


@contextmanager
def serving(folder: Path, reviewer: str = "Ann") -> Iterator[Served]:
    """Serve an edition's review; at the end the process is interrupted, as a reviewer would, and must end well."""
    words = command("review", folder, "--no-browser", "--reviewer", reviewer)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            assert address.startswith("http://127.0.0.1:"), process.communicate()
            yield Served(address, process)
        finally:
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=30)
    assert process.returncode in {0, -signal.SIGKILL}, told


@contextmanager
def browsing() -> Iterator[Browser]:
    """Open a browser without a window and close it."""
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def window(
    browser: Browser, address: str, *, expected: str = "", clock: bool = False, script: str = "", **options: Any
) -> Iterator[Page]:
    """Open the page in a window of its own, and fail when it does what it must not.

    `expected` is a pattern of what the browser may say on the console: a refusal by the server is told there. With
    `clock` the page's time can be moved on; `script` is a function that runs before the page's own.
    """
    context = browser.new_context(**{"viewport": WIDE, "service_workers": "block"} | options)
    context.set_default_timeout(20_000)
    complaints = watched(context, address, expected)
    page = context.new_page()
    if script:
        page.add_init_script(f"({script})()")
    if clock:
        page.clock.install()
    opened(page, address)
    yield page
    context.close()
    assert not complaints, complaints


def watched(context: BrowserContext, address: str, expected: str) -> list[str]:
    """Return the list that whatever must not happen in a window is told to."""
    told: list[str] = []

    def said(words: str) -> None:
        if not words.startswith(OFFLINE) and not (expected and re.match(expected, words)):
            told.append(words)

    def asked(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            told.append(f"dialog: {dialog.message}")
        dialog.accept()

    context.on("console", lambda message: said(message.text))
    context.on("weberror", lambda error: told.append(f"error: {error.error}"))
    context.on("dialog", asked)
    context.on("request", lambda request: request.url.startswith(address) or told.append(f"asked: {request.url}"))
    return told


def opened(page: Page, address: str) -> None:
    """Go to the address and wait until the brief is there, and the first sentence with its article where both fit."""
    page.goto(address)
    expect(progress(page)).to_have_text(DECIDED)
    if side(page).is_visible():
        articles(page).first.scroll_into_view_if_needed()
        expect(articles(page).first.get_by_role("paragraph").first).not_to_have_text("Loading the article")


# What a reviewer sees, by the names it has for a reader.


def progress(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_text(DECIDED)


def counted(page: Page, reviewed: int) -> None:
    """Wait until so many sentences are reviewed."""
    expect(page.get_by_text(re.compile(rf"^{reviewed} of \d+ reviewed$"))).to_be_visible()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until the page has said something that a screen reader reads out."""
    expect(page.get_by_role("contentinfo").get_by_role("status")).to_contain_text(words)


def brief(page: Page) -> Locator:
    return page.get_by_role("region", name="The brief", exact=True)


def row(page: Page, text: str) -> Locator:
    """The sentence on the left."""
    return brief(page).get_by_role("link").filter(has_text=text)


def selected(page: Page) -> Locator:
    """The sentence on the left that is under review."""
    return brief(page).locator("[aria-current=true]")


def side(page: Page) -> Locator:
    return page.get_by_role("region", name="The sentence under review", exact=True)


def choose(page: Page, name: str) -> None:
    """Press one of the buttons that decide."""
    page.get_by_role("group", name="Decide", exact=True).get_by_role("button", name=name, exact=True).click()


def articles(page: Page) -> Locator:
    return side(page).get_by_role("group", name=re.compile("^Text of "))


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    width: int = page.evaluate("document.scrollingElement.scrollWidth")
    return max(0, width - (page.viewport_size or WIDE)["width"])


def pick(page: Page, text: str) -> None:
    """Select a sentence with the mouse and wait for what stands behind it."""
    row(page, text).click()
    expect(selected(page)).to_contain_text(text)
    expect(side(page)).to_contain_text("Verdict")


# An edition that differs from the recorded one in what a test is about.


def rewrite(folder: Path, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change one of an edition's JSON files."""
    path = folder / name
    table = json.loads(path.read_text())
    change(table)
    path.write_text(json.dumps(table, ensure_ascii=False, indent=2))
