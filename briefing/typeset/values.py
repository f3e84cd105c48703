"""A brief as the plain values that the template arranges: worded by `page`, made fit for the typefaces here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

from briefing import page
from briefing.drawings import matrix, timeline
from briefing.language.plain import address, plain, visible
from briefing.language.yardsticks import YARDSTICKS
from briefing.page.review import account
from briefing.types import Brief, Line, Review, Section, Source
from briefing.typeset.glyphs import Glyphs

_LETTERS = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC = re.compile(f"[{_LETTERS}](?:[{_LETTERS}\\W\\d]*[{_LETTERS}])?")
_WORDS = re.compile(f"[{_LETTERS}]+(?: +[{_LETTERS}]+)*")
_WRITTEN = re.compile("(<text[^>]*>)(.*?)(</text>)", re.DOTALL)
_NASKH = r'<tspan font-family="Noto Naskh Arabic">\g<0></tspan>'
_CLOSED = {")": "(", "]": "[", "»": "«", "”": "“", "’": "‘"}
_LONG = re.compile("[^\\s\u200b/-]{24,}")
_LANGUAGE = re.compile("[A-Za-z]{2,3}")
WHOLE, SIDE, GUTTER = 524, 172, 15  # points: the width of the text on A4, of the side column, and between the two
LONGEST_ADDRESS = 160  # characters of it that are printed; the link is always whole
_TO_COME = Review(sentences=99, reviewed=99, edited=9, rejected=9, restored=9)  # a review whose line is a long one
FOLLOWED = 2000  # longer ones are printed without a link


def values(brief: Brief, glyphs: Glyphs) -> dict[str, Any]:
    """Return what the template is given: text as lists of [stretch, language], everything else as it is."""
    return _Values(brief, glyphs).whole()


class _Values:
    """One brief with the typefaces it is set in."""

    def __init__(self, brief: Brief, glyphs: Glyphs) -> None:
        self.brief = brief
        self.glyphs = glyphs
        self.yardstick = YARDSTICKS[brief.yardstick]
        self.numbers = {source.number for source in brief.sources}

    def whole(self) -> dict[str, Any]:
        brief = self.brief
        found = _LANGUAGE.match(brief.language)
        return {
            "language": found.group().lower() if found else "en",
            "name": plain(f"{brief.topic}, {page.cut_off(brief)}"),
            "date": [brief.as_of.year, brief.as_of.month, brief.as_of.day],
            "topic": self.text(brief.topic),
            "edition": self.text(brief.edition),
            "tlp": brief.tlp,
            "cut_off": page.cut_off(brief),
            "headings": dict(page.HEADINGS),
            "untitled": page.untitled(brief),
            "nothing": page.nothing(brief),
            "question": self.text(brief.key_question),
            "unanswered": [self.text(" ".join(page.unanswered(question))) for question in brief.unanswered],
            "sections": {
                section.value: [self.item(item) for item in page.items(brief.section(section))] for section in Section
            },
            "sources": [self.source(source) for source in brief.sources],
            "grades": page.GRADES,
            "made": [[term, self.text(" ".join(parts))] for term, parts in page.account(brief)],
            "to_come": [] if brief.review else [[term, self.text(*parts)] for term, parts in account(_TO_COME)],
            "drawings": self.drawings(),
        }

    def drawings(self) -> dict[str, Any]:
        """The pictures, side by side where there are two, at the widths that the template has for them."""
        origins = matrix(self.brief, SIDE)
        events = timeline(self.brief, WHOLE - GUTTER - SIDE if origins else WHOLE)
        if origins and not events:
            origins = matrix(self.brief, WHOLE - GUTTER - SIDE)
        drawn = {"timeline": events, "matrix": origins}
        return {name: {"svg": self.drawing(it.svg), "alt": it.alt} for name, it in drawn.items() if it}

    def drawing(self, svg: str) -> str:
        """A picture in whole letters, with the Arabic ones given to their own typeface: none is left to be found."""
        shown = "\n".join(map(self.glyphs.drawn, svg.split("\n")))
        return _WRITTEN.sub(lambda text: text[1] + _WORDS.sub(_NASKH, text[2]) + text[3], shown)

    def item(self, lines: tuple[Line, ...]) -> dict[str, Any]:
        told = [self.line(line) for line in lines]
        left = iter(told)
        return {
            "gauge": self.gauge(lines),
            "lines": told,
            "runs": [
                {
                    "head": self.text(page.headed(run[0])),
                    "when": self.text(run[0].when),
                    "founded": self.founded(page.label(run[0])),
                    "lines": [next(left) for _ in run],
                }
                for run in page.runs(lines)
            ],
        }

    def founded(self, label: page.Label) -> list[list[list[str]]]:
        """How a report is founded: one article and one origin is what it has unless more is said."""
        return [self.text(part) for part in label.founded if not (label.single and part == label.counts)]

    def gauge(self, lines: tuple[Line, ...]) -> dict[str, Any]:
        seen = page.gauge(lines, self.yardstick) if lines[0].section is Section.KEY_JUDGMENTS else None
        if seen is None:
            return {}
        return {"term": seen.term, "low": seen.low, "high": seen.high, "step": seen.step, "word": seen.confidence}

    def line(self, line: Line) -> dict[str, Any]:
        before, term, after = page.pieces(line, self.yardstick)
        return {
            "role": line.role.value,
            "leftward": _leftward(before or term or after),
            "before": self.text(before, kept=True),
            "term": self.text(term, kept=True),
            "after": self.text(after, kept=True),
            "marks": [[number, number in self.numbers] for number in line.marks],
            "warning": page.warning(line),
            "byline": self.text(page.byline(line)),
            "attributed": bool(line.attribution),
        }

    def source(self, source: Source) -> dict[str, Any]:
        url = address(source.url)
        return {
            "number": source.number,
            "publisher": self.text(plain(source.publisher) or page.NO_PUBLISHER),
            "title": self.text(source.title),
            "descriptor": self.text(source.descriptor),
            "published": self.text(page.published(source)),
            "grade": self.text(source.grade),
            "url": url if len(url) <= FOLLOWED else "",
            "cut": len(url) > LONGEST_ADDRESS,
            "shown": self.text(url[: LONGEST_ADDRESS - 1] + "…"),
        }

    def text(self, text: str, *, kept: bool = False) -> list[list[str]]:
        """Stretches in one script each, with the language that script asks for: "" or "ar"."""
        shown = self.glyphs.shown(visible(text) if kept else plain(text))
        shown = _LONG.sub(lambda word: "\u200b".join(re.findall(".{1,12}", word.group())), shown)
        return [[shown, "ar"]] if _leftward(shown) else list(_stretches(shown))


def _stretches(text: str) -> Iterator[list[str]]:
    done = 0
    for found in _ARABIC.finditer(text):
        start, end = found.start(), _closed(text, found.start(), found.end())
        if start > done:
            yield [text[done:start], ""]
        yield [text[start:end], "ar"]
        done = end
    if text[done:]:
        yield [text[done:], ""]


def _closed(text: str, start: int, end: int) -> int:
    """Where a stretch ends when what closes its own brackets and quotation marks belongs to it."""
    while end < len(text) and text[end] in _CLOSED:
        inside = text[start:end]
        if inside.count(_CLOSED[text[end]]) <= inside.count(text[end]):
            break
        end += 1
    return end


def _leftward(text: str) -> bool:
    """Whether a text runs from right to left: its first letter does (Unicode Bidirectional Algorithm, P2)."""
    strong = (bidirectional(character) for character in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)
