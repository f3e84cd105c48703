"""An edition's files as they were written: the sentences, labels and bars that a reader of each format meets.

Reads bytes that are already at hand. A file that can't be read holds nothing, and so carries no sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from briefing.language.plain import plain
from briefing.tradecraft.sheets import packed, sheets

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_TOP, _END = 300, 40  # characters of a sheet that are its head and foot, where it has no running lines
_VISUALS = {"svg", "img", "canvas", "figure", "picture", "object"}


@dataclass(slots=True)
class Printed:
    """What brief.html holds. `bars` gives, by the id of its sentence, how many bars of a meter are filled."""

    sentences: dict[str, str] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)  # the text of each <header> of the page
    feet: list[str] = field(default_factory=list)
    style: str = ""
    text: str = ""
    bars: dict[str, int] = field(default_factory=dict)
    visuals: dict[str, str] = field(default_factory=dict)  # kind and number of a visual, to the words in it


def read_page(content: bytes) -> Printed:
    """Return what an HTML page holds, as far as it can be read."""
    parser = _Parser()
    try:
        parser.feed(content.decode(errors="replace"))
        parser.close()
    except AssertionError:  # the library's way to refuse some malformed declarations
        return Printed()
    return parser.printed


def read_json(content: bytes) -> Any:
    """Return the value of a JSON file, None when it can't be read."""
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError):
        return None


def rows(table: Any, name: str) -> list[dict[str, Any]]:
    """Return the objects that a JSON object lists under a name; anything else is left out."""
    listed = table.get(name) if isinstance(table, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the running text of each page format that is there, by file name."""
    held = {"brief.html": read_page(files["brief.html"]).text} if "brief.html" in files else {}
    return held | ({"brief.md": files["brief.md"].decode(errors="replace")} if "brief.md" in files else {})


def missing_label(files: Mapping[str, bytes], label: str) -> Iterator[str]:
    """Yield where the sharing label is missing: at the head or the foot of a format, or the format itself."""
    html, markdown = files.get("brief.html"), files.get("brief.md")
    page = read_page(html or b"")
    rows = [row for row in (markdown or b"").decode(errors="replace").splitlines() if row.strip()]
    ends = {
        "brief.html": (html, page.heads[:1], page.feet[-1:]),
        "brief.md": (markdown, rows[:1], rows[-1:]),
    }
    for name, (content, head, foot) in ends.items():
        if content is None:
            yield f"{name} is not there"
            continue
        for place, words in (("head", head), ("foot", foot)):
            if not any(_labelled(text, label) for text in words):
                yield f"the {place} of {name} lacks {label}"
    for number, sheet in enumerate(sheets(files.get("brief.pdf", b"")), start=1):
        for place, text in (("head", sheet.head or sheet.text[:_TOP]), ("foot", sheet.foot or sheet.text[-_END:])):
            if not _stands_in(label, text):
                yield f"the {place} of page {number} of brief.pdf lacks {label}"


def _stands_in(label: str, text: str) -> bool:
    """Whether a text without spaces between its lines has the label, and not as the start of a longer one."""
    return bool(label) and re.search(re.escape(packed(label)) + r"(?!\+)", packed(text)) is not None


def _labelled(text: str, label: str) -> bool:
    return bool(label) and label in text.replace("*", " ").split()


class _Parser(HTMLParser):
    """Collects by the way: one open sentence, head, foot or visual at a time is enough for a page of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.printed = Printed()
        self._open: list[tuple[str, str]] = []  # (tag, id of the sentence it is or "")
        self._filled = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        key = values.get("id", "") if "sentence" in classes else ""
        if "meter" in classes:
            self._filled = 0
        self._filled += tag == "i" and "on" in classes
        if key:
            self.printed.sentences[key] = ""
            if self._filled:
                self.printed.bars[key] = self._filled
            self._filled = 0
        if tag == "header":
            self.printed.heads.append("")
        elif tag == "footer":
            self.printed.feet.append("")
        elif tag in _VISUALS:
            self.printed.visuals[f"{tag} {len(self.printed.visuals) + 1}"] = values.get("alt", "")
        if tag not in _VOID:
            self._open.append((tag, key))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "style" in tags or "script" in tags:
            self.printed.style += data if "style" in tags else ""
            return
        self.printed.text += data
        for tag, held in (("header", self.printed.heads), ("footer", self.printed.feet)):
            if tag in tags:
                held[-1] += data
        for _, key in self._open:
            if key:
                self.printed.sentences[key] += data
        if _VISUALS.intersection(tags):
            self.printed.visuals[list(self.printed.visuals)[-1]] += data

    def close(self) -> None:
        super().close()
        self.printed.sentences = {key: plain(text) for key, text in self.printed.sentences.items()}
