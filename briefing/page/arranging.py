"""How a page that a browser prints is spread on its sheet: where its notes stand, and how much room is left over.

Pure. For the PDF this is measured on the sheet; a browser can't, so here heights are estimated from the widths of
letters, which err to the wide side. A wrong estimate leaves more of the sheet empty and changes no word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, combinations

from briefing.drawings.svg import LEADING, wrapped
from briefing.page.frame import account, items, unanswered, untitled
from briefing.page.wording import GRADES, byline, label, published, runs
from briefing.types import Brief, Line, Section, Source

WHOLE, HALF, MAIN, SIDE, MARGIN = 535.0, 260.0, 354.0, 168.0, 50.0  # points: columns, and the margin of a judgment
ROOM = (745.0, 695.0)  # points between head and foot of an A4 and of a Letter sheet
TITLE, LEAD, TEXT, NOTE = 16.0, 9.5, 8.5, 7.0  # points: sizes of the title, of judgments, of text and of notes
GROWTH = 0.3  # of its height that text takes on with all of the extra space
APART, HEAD = 2.5, 17.0  # points between two items, and for a heading with its rule
MOST = 3  # differing accounts in one row
NOTES = ("source_summary", "made")
_MAIN = (Section.IMPLICATION, Section.REPORTING, Section.BACKGROUND)
_SIDE = (Section.ALTERNATIVE, Section.GAPS, Section.ASSUMPTION, Section.INDICATORS)


def beside(brief: Brief) -> frozenset[str]:
    """Return which of "source_summary" and "made" stand under the side column, so that the page is the shortest.

    None of them on a page without a side column.
    """
    return _arranged(brief)[0] if _judges(brief) else frozenset()


def air(brief: Brief, figures: float, paper: str) -> float:
    """Return how much of the extra space between lines a sheet has room for, 0 to 1.

    `figures` is the height of the pictures in points, `paper` is "a4" or "us-letter".
    """
    body = _arranged(brief)[1] if _judges(brief) else _even(brief) + _notes(brief) / 3
    spare = ROOM[paper == "us-letter"] - _lead(brief) - body - figures - HEAD
    return max(0.0, min(1.0, round(spare / (GROWTH * body), 2)))


def _judges(brief: Brief) -> bool:
    return any(brief.section(section) for section in (Section.ALTERNATIVE, Section.ASSUMPTION, Section.INDICATORS))


def _arranged(brief: Brief) -> tuple[frozenset[str], float]:
    """The notes that stand under the side column, and how high that and everything below it is."""
    main, side, below = _main(brief), _side(brief), _notes(brief)
    notes = dict(zip(NOTES, (_summary(brief), _made(brief)), strict=True))

    def height(moved: Iterable[str]) -> float:
        under = sum(notes[name] for name in moved)
        return max(main, side + under) + (below - under) / 3

    least = min(chain.from_iterable(combinations(NOTES, count) for count in range(3)), key=height)
    return frozenset(least), height(least)


def _notes(brief: Brief) -> float:
    grades = _high(GRADES, NOTE, SIDE) + HEAD if brief.sources else 0.0
    return _summary(brief) + _made(brief) + grades + sum(_source(source) for source in brief.sources)


def _lead(brief: Brief) -> float:
    """The head of the sheet down to the bottom line and what changed."""
    title = " ".join(line.text for line in brief.section(Section.TITLE)) or untitled(brief)
    told = sum(_high(_worded(item), LEAD, WHOLE - 2 * APART) for item in items(brief.section(Section.BOTTOM_LINE)))
    changed = _high(_worded(brief.section(Section.WHAT_CHANGED)), TEXT, WHOLE)
    return _high(title, TITLE, WHOLE) + _high(brief.key_question, TEXT, WHOLE) + HEAD + told + changed


def _even(brief: Brief) -> float:
    """What stands above the notes in even columns, on a page without a side column."""
    told = sum(_part(brief, section, lambda item: _told(item, HALF)) for section in _MAIN)
    asked = _side(brief) / 3 + HEAD
    return told / 2 + _part(brief, Section.CONFLICTS, lambda item: _conflict(item, WHOLE, MOST + 1)) + asked


def _high(text: str, size: float, width: float) -> float:
    return len(wrapped(text, size, width)) * size * LEADING + APART


def _part(brief: Brief, section: Section, item: Callable[[tuple[Line, ...]], float]) -> float:
    held = items(brief.section(section))
    return HEAD + sum(map(item, held)) if held else 0.0


def _main(brief: Brief) -> float:
    told = sum(_part(brief, section, lambda item: _told(item, MAIN)) for section in _MAIN)
    judged = _part(brief, Section.KEY_JUDGMENTS, _judgment)
    return told + judged + _part(brief, Section.CONFLICTS, lambda item: _conflict(item, MAIN, MOST))


def _side(brief: Brief) -> float:
    asked = sum(_high(" ".join(unanswered(question)), TEXT, SIDE) for question in brief.unanswered)
    return asked + sum(_part(brief, section, lambda item: _told(item, SIDE)) for section in _SIDE)


def _told(item: tuple[Line, ...], width: float) -> float:
    return _high(_worded(item), TEXT, width)


def _worded(item: Iterable[Line]) -> str:
    return " ".join(" ".join((line.label, line.when, line.text, *label(line).founded)) for line in item)


def _judgment(item: tuple[Line, ...]) -> float:
    first, *others = (f"{line.text} {byline(line)}" for line in item)
    return _high(first, LEAD, MAIN - MARGIN) + sum(_high(text, TEXT, MAIN - MARGIN) for text in others)


def _conflict(item: tuple[Line, ...], width: float, most: int) -> float:
    """Accounts stand side by side, as many to a row as there is room for."""
    across = len(runs(item)) if len(runs(item)) <= most else 2
    sides = [_told(run, width / across - 3 * APART) for run in runs(item)]
    return sum(max(sides[at : at + across]) for at in range(0, len(sides), across))


def _summary(brief: Brief) -> float:
    return _part(brief, Section.SOURCE_SUMMARY, lambda item: _high(" ".join(line.text for line in item), NOTE, SIDE))


def _made(brief: Brief) -> float:
    return HEAD + sum(_high(" ".join((term, *parts)), NOTE, SIDE) for term, parts in account(brief))


def _source(source: Source) -> float:
    told = (source.publisher, source.title, source.descriptor, published(source), source.grade, source.url)
    return _high(" ".join(told), NOTE, SIDE)
