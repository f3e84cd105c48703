"""The page's words as plain text, arranged once for all exports.

Sentences, labels and marks are worded by `page`; here they are only put in a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from briefing import page
from briefing.digest import Json
from briefing.language.plain import plain
from briefing.types import Brief, Line, Section, Source

_LABELLED = {Section.WHAT_CHANGED, Section.REPORTING, Section.CONFLICTS, Section.BACKGROUND}


def moment(day: date) -> str:
    """Return the last second of a day in UTC, the moment a cut-off stands for: "2018-12-24T23:59:59Z"."""
    return f"{day.isoformat()}T23:59:59Z"


def title(brief: Brief) -> str:
    """Return what stands over the page: its conclusion, else what a page without one says."""
    lines = (line for item in page.items(brief.section(Section.TITLE)) for line in item)
    said = " ".join(plain(line.text) + _warned(line) for line in lines)
    return said or page.untitled(brief)


def bottom_line(brief: Brief) -> tuple[str, ...]:
    """Return the lines of the bottom line, or that there is nothing to say."""
    if page.nothing(brief):
        return (page.nothing(brief),)
    said = tuple(text for item in page.items(brief.section(Section.BOTTOM_LINE)) for text in told(item))
    return (f"{page.HEADINGS[Section.BOTTOM_LINE]}: {said[0]}", *said[1:]) if said else ()


def as_of(brief: Brief) -> str:
    """Return the cut-off with what it is called."""
    return f"{page.HEADINGS['as_of']}: {page.cut_off(brief)}"


def question(brief: Brief) -> str:
    """Return the key question with what it is called."""
    return f"{page.HEADINGS['question']}: {plain(brief.key_question)}"


def told(item: Sequence[Line]) -> tuple[str, ...]:
    """Return the sentences of one item as lines of text, each with its marks.

    Reports that share a label come as two lines, the label and the sentences; all other sentences come one by one.
    """
    lines = tuple(item)
    if is_labelled(lines):
        return tuple(text for run in page.runs(lines) for text in _report(run) if text)
    return tuple(
        sentence(line) + (f" ({plain(page.byline(line))})" if plain(page.byline(line)) else "") for line in lines
    )


def is_labelled(item: Sequence[Line]) -> bool:
    """True for reports whose date, origin and counts stand before them."""
    first = item[0]
    return first.section in _LABELLED or (first.section is Section.BOTTOM_LINE and bool(first.attribution))


def sentence(line: Line) -> str:
    """Return a sentence with the numbers of its sources, and its verdict when that is not "supported"."""
    marks = "".join(f" [{number}]" for number in line.marks)
    return plain(line.text) + marks + _warned(line)


def unanswered(brief: Brief) -> Iterator[str]:
    """Yield the desk's questions that no claim answers, as the page words them."""
    return (plain(" ".join(page.unanswered(question))) for question in brief.unanswered)


def account(brief: Brief) -> Iterator[str]:
    """Yield how the page was made, one line for each thing that is said of it."""
    return (plain(f"{term}: {' '.join(parts)}") for term, parts in page.account(brief))


def publisher(source: Source) -> str:
    """Return who published a source, or that it is not known."""
    return plain(source.publisher) or page.NO_PUBLISHER


def described(source: Source) -> str:
    """Return what the numbered list says of a source, its address left out."""
    parts = (publisher(source), source.title, source.descriptor, page.published(source), f"grade {source.grade}")
    return " · ".join(plain(part) for part in parts if plain(part))


def as_json(value: Json) -> str:
    """Return JSON text, indented, ending with a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _warned(line: Line) -> str:
    return f" [{page.warning(line)}]" if page.warning(line) else ""


def _report(run: Sequence[Line]) -> tuple[str, str]:
    parts = [plain(part) for part in (page.headed(run[0]), *page.label(run[0]).parts)]
    before = " · ".join(part for part in parts if part)
    return f"{before}:" if before else "", " ".join(sentence(line) for line in run)
