"""The review page: how long until the first sentence stands there with its article, and what the server takes.

    python tests/benchmarks/bench_review.py [LOADS]

A brief of 60 sentences that cites 200 articles, with 20,000 decisions of earlier days in the ledger, made from the
recorded edition of 2018; served by `briefing review` in a process of its own. A load begins with the navigation, in a
window without a cache, and ends with the first frame after the first quotation is marked in its article. The peer is a
bare file with the same sentences and that article, no script or style, sent by Python's http.server: what the browser
and loopback take by themselves. Medians of LOADS (default 15), after one that is not counted. The target is 300 ms.
"""

from __future__ import annotations

import functools
import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import CHROMIUM  # noqa: E402 - the checkout beside this file comes first
from driven import WIDE, browsing, rewrite, serving  # noqa: E402 - the checkout beside this file comes first
from playwright.sync_api import Browser  # noqa: E402 - the checkout beside this file comes first
from reviewing import decision, recorded, saved, table  # noqa: E402 - the checkout beside this file comes first

from briefing.archive import Archive  # noqa: E402 - the checkout beside this file comes first
from briefing.types import Action  # noqa: E402 - the checkout beside this file comes first

SENTENCES, ARTICLES, DECISIONS, TARGET = 60, 200, 20_000, 300
SEEN = """() => {
  const again = requestAnimationFrame;
  const look = (done) => () => (document.querySelector("mark") ? done(performance.now()) : again(look(done)));
  window.__seen = new Promise((done) => requestAnimationFrame(look(done)));
}"""


def made(folder: Path) -> None:
    """Turn an edition into one of so many sentences and articles."""

    def grown(brief: dict[str, Any]) -> None:
        sentence = next(one for one in brief["sentences"] if one["section"] == "reporting")
        weighed = next(one for one in brief["claims"] if one["id"] in sentence["claim_ids"])
        source = next(one for one in brief["sources"] if one["article_id"] == sentence["citations"][0]["article_id"])
        brief["sources"] = [source | {"article_id": f"a{n}", "number": n} for n in range(1, ARTICLES + 1)]
        cited = [[f"a{a}" for a in range(n, ARTICLES + 1, SENTENCES)] for n in range(1, SENTENCES + 1)]
        brief["claims"] = [claim(weighed, n, each) for n, each in enumerate(cited, start=1)]
        brief["sentences"] = [line(sentence, n, each) for n, each in enumerate(cited, start=1)]

    def kept(sources: dict[str, Any]) -> None:
        one = max(sources["articles"].values(), key=lambda each: len(each["text"]))
        sources["articles"] = {f"a{n}": one for n in range(1, ARTICLES + 1)}

    first = saved(folder)["sentences"]
    key = next(one for one in first if one["section"] == "reporting")["citations"][0]["article_id"]
    rewrite(folder, "brief.json", grown)
    rewrite(folder, "sources.json", lambda sources: sources.update(articles={key: sources["articles"][key]}))
    rewrite(folder, "sources.json", kept)


def line(sentence: dict[str, Any], number: int, articles: list[str]) -> dict[str, Any]:
    cited = [sentence["citations"][0] | {"article_id": key} for key in articles]
    place = {"id": f"s{number}", "item": number, "claim_ids": [f"w{number}"], "citations": cited}
    return sentence | place | {"text": f"{number}: {sentence['text']}", "marks": [int(key[1:]) for key in articles]}


def claim(weighed: dict[str, Any], number: int, articles: list[str]) -> dict[str, Any]:
    lead, way = weighed["claims"][0], weighed["lineages"][0]
    cited = [lead["citations"][0] | {"article_id": key} for key in articles]
    claims = [
        lead | {"id": f"k{number}.{key}", "article_id": key, "citations": [at]}
        for key, at in zip(articles, cited, strict=True)
    ]
    ways = [way | {"claim_id": one["id"], "article_id": one["article_id"]} for one in claims]
    return weighed | {"id": f"w{number}", "claims": claims, "lineages": ways}


def decided(folder: Path) -> None:
    """Fill the ledger with decisions on sentences like these, as earlier days would have."""
    opened = table(folder)
    lines = opened.brief.lines
    with Archive.open(folder.parent.parent / "archive.sqlite") as archive:
        days = (replace(lines[n % len(lines)], text=f"{lines[n % len(lines)].text} Day {n}.") for n in range(DECISIONS))
        archive.decide([(decision(one, Action.ACCEPT, opened.edition), 0) for one in days])


@contextmanager
def bare(folder: Path) -> Iterator[str]:
    """Serve the same words as a file."""
    brief, texts = saved(folder), json.loads((folder / "sources.json").read_text())["articles"]
    said = "".join(f"<p>{escape(one['text'])}" for one in brief["sentences"])
    page = f"<!doctype html><meta charset=utf-8><title>Bare</title>{said}<mark>{escape(texts['a1']['text'])}</mark>"
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "index.html").write_text(page, encoding="utf-8")
        handler = functools.partial(Quiet, directory=place)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def load(browser: Browser, address: str) -> float:
    """Open the address in a new window and return the milliseconds until the article is marked."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.add_init_script(f"({SEEN})()")
    page.goto(address)
    took = float(page.evaluate("window.__seen"))
    context.close()
    return took


def median(loads: int, measure: Callable[[], float]) -> float:
    measure()
    return statistics.median(measure() for _ in range(loads))


class Asked:
    """Times one request after the other on one connection."""

    def __init__(self, address: str) -> None:
        self.parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(self.parts.netloc)
        self.answer: Any = None

    def __call__(self, path: str, body: dict[str, Any] | None = None) -> float:
        sent = {"Content-Type": "application/json", "Origin": f"http://{self.parts.netloc}"} if body else {}
        began = time.perf_counter()
        method, content = ("POST", json.dumps(body)) if body else ("GET", None)
        self.connection.request(method, self.parts.path + path, content, sent)
        answer = self.connection.getresponse()
        told = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {told.decode()}")
        self.answer = json.loads(told) if told.startswith(b"{") else told
        return took

    def decide(self, number: int) -> float:
        """Accept a sentence, or take that back."""
        review = self.answer.get("review", self.answer)
        one = review["sections"][0]["lines"][0]
        action = "undo" if number % 2 else "accept"
        return self("decisions", {"id": one["id"], "key": one["key"], "seen": one["seen"], "action": action})


def answers(asked: Asked, loads: int) -> None:
    number = count()
    print(f"  review.json, first time  {asked('review.json'):7.1f} ms")
    print(f"  a decision               {median(loads | 1, lambda: asked.decide(next(number))):7.1f} ms")
    for path in ("review.json", "sentences/s7.json", "articles/a7.json", "review.js"):
        print(f"  {path:<24} {median(loads, functools.partial(asked, path)):7.1f} ms")


def main() -> None:
    loads = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    if not CHROMIUM:
        print("skipped: no chromium on the PATH")
        return
    with tempfile.TemporaryDirectory() as out:
        folder = recorded(Path(out), "2018-12-24")
        made(folder)
        decided(folder)
        began = time.perf_counter()
        with serving(folder) as served:
            print(f"address printed after     {(time.perf_counter() - began) * 1000:7.0f} ms")
            answers(Asked(served.address), loads)
            with bare(folder) as plain, browsing() as browser:
                ours, peer = (median(loads, functools.partial(load, browser, each)) for each in (served.address, plain))
        size = f"{SENTENCES} sentences, {ARTICLES} articles, {DECISIONS:,} decisions"
        print(f"page with {size}: {ours:.0f} ms (target {TARGET}); bare file {peer:.0f} ms; ratio {ours / peer:.1f}")


if __name__ == "__main__":
    main()
