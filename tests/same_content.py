"""What a format says of its key judgments, read back from its text alone, so that formats can be compared by digest.

A reader turns the text of one format into `Judgment` values; a format that is added brings its reader and no more.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

from briefing.language.plain import address, plain
from briefing.language.yardsticks import YARDSTICKS, term_span

LEVEL = re.compile(r"\b(low|moderate|high)\b(?= confidence)|(?<=[Cc]onfidence in this judgment is )(low|moderate|high)")
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect"}


@dataclass(frozen=True, slots=True)
class Judgment:
    """One judgment as a reader of a format has it; `sources` are the addresses that each sentence cites."""

    sentences: tuple[str, ...]
    terms: tuple[str, ...]
    confidence: str
    sources: tuple[tuple[str, ...], ...]


def judgment(cited: list[tuple[str, tuple[str, ...]]], yardstick: str) -> Judgment:
    """Put a judgment together from its sentences and what each cites; term and level are read from the words."""
    said = tuple(" ".join(text.split()) for text, _ in cited)
    spans = ((text, term_span(text, YARDSTICKS[yardstick])) for text in said[:1])
    levels = [found.group() for text in said for found in LEVEL.finditer(text)]
    terms = tuple(text[span[0] : span[1]].lower() for text, span in spans if span)
    return Judgment(said, terms, levels[0] if levels else "", tuple(tuple(sorted(urls)) for _, urls in cited))


def digest(judgments: list[Judgment]) -> str:
    return hashlib.sha256(repr(judgments).encode()).hexdigest()


def from_json(text: str, yardstick: str) -> list[Judgment]:
    table = json.loads(text)
    urls = {source["number"]: source["url"] for source in table["sources"]}
    items: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for line in table["sentences"]:
        if line["section"] == "key_judgments":
            urls_cited = tuple(urls[number] for number in line["marks"])
            items.setdefault(line["item"], []).append((plain(line["text"]), urls_cited))
    return [judgment(item, yardstick) for item in items.values()]


class _Page(HTMLParser):
    """Sentences and marks of the key judgments, what the gauges say, and the address of each numbered source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[list[list[Any]]] = []
        self.gauges: list[str] = []
        self.urls: dict[str, str] = {}
        self.stack: list[tuple[str, str]] = []
        self.source = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.stack += [] if tag in VOID else [(tag, values.get("class", ""))]
        if self.inside("key_judgments"):
            if tag == "li":
                self.items.append([])
                self.gauges.append("")
            elif values.get("class") == "sentence":
                self.items[-1].append(["", []])
        if self.inside("sources"):
            self.source = values.get("value", self.source)
            if tag == "a":
                self.urls[self.source] = values["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside("key_judgments"):
            return
        if self.inside("gauge"):
            self.gauges[-1] += data
        elif self.inside("sentence"):
            self.items[-1][-1][0] += data
        elif self.inside("mark"):
            self.items[-1][-1][1].append(data.strip())

    def inside(self, name: str) -> bool:
        return any(kind == name for _, kind in self.stack)


def from_html(text: str, yardstick: str) -> list[Judgment]:
    page = _Page(text)
    found = [
        judgment([(said, tuple(page.urls[mark] for mark in marks)) for said, marks in item], yardstick)
        for item in page.items
    ]
    for seen, gauge in zip(found, page.gauges, strict=True):
        assert all(term in gauge for term in seen.terms), gauge
        assert f"{seen.confidence} confidence" in gauge, gauge
    return found


def from_markdown(text: str, yardstick: str) -> list[Judgment]:
    parts = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)}
    urls = dict(re.findall(r"^(\d+)\. .*<(\S+)>$", parts["Sources"], re.MULTILINE))
    found = []
    for item in re.findall(r"^\d+\. (.*)$", parts["Key judgments"], re.MULTILINE):
        cited = re.findall(r"(\S.*?)((?: \[\d+\])+)(?: \*\*\[.*?\]\*\*)?(?=\s|$)", item)
        sentences = [(_literal(said), tuple(urls[n] for n in re.findall(r"\d+", marks))) for said, marks in cited]
        found.append(judgment(sentences, yardstick))
    return found


def _literal(text: str) -> str:
    (line,) = (token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline")
    return "".join(child.content for child in line.children or ())


READERS: Mapping[str, Callable[[str, str], list[Judgment]]] = {
    "brief.json": from_json,
    "brief.html": from_html,
    "brief.md": from_markdown,
}


def digests(files: Mapping[str, str], yardstick: str) -> dict[str, str]:
    """Return for each file that has a reader the digest of the judgments it carries."""
    assert all(
        address(url) == url
        for judged in from_json(files["brief.json"], yardstick)
        for urls in judged.sources
        for url in urls
    )
    return {name: digest(read(files[name], yardstick)) for name, read in READERS.items() if name in files}
