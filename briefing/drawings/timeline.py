"""The timeline strip: the dated events of a page on one axis that ends, but for what is still ahead, at the cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.drawings.layout import (
    LANE,
    LEAST_WIDE,
    RADIUS,
    ROW,
    SIZE,
    TAPER,
    THICK,
    YEARS,
    Label,
    Layout,
    Mark,
    is_ahead,
    layout,
)
from briefing.drawings.moments import Moment, cited, moments, words_of
from briefing.drawings.svg import BOLD, LEADING, SMALL, Drawing, framed, shape, written
from briefing.language.dates import printed
from briefing.language.plain import plain
from briefing.types import Brief, DateBasis, DateSpan


def timeline(brief: Brief, width: float = 520) -> Drawing | None:
    """Return the strip of the dated events that printed sentences rest on, in points; None when all are of one time.

    At least 160 points wide. A narrower strip has fewer labels; the text that goes with it always has all events.
    """
    found = moments(brief)
    if len(found) < 2:
        return None
    laid = layout(brief, found, max(width, LEAST_WIDE))
    return framed(
        _drawn(brief, laid), laid.width, laid.height, "Timeline of the events on this page", _told(brief, found)
    )


def _drawn(brief: Brief, laid: Layout) -> Iterator[str]:
    for label in laid.labels:
        yield from _labelled(label, laid)
    yield from _axis(laid)
    for mark in laid.marks:
        yield from _marked(mark, laid.axis, _look(mark.moment, brief))
    for at, line in enumerate(reversed(laid.key)):
        yield written(line, 0, laid.height - 2.5 - at * SMALL * LEADING)


def _labelled(label: Label, laid: Layout) -> Iterator[str]:
    """A label and the line that leads from it to its mark."""
    box, mark = label.box, label.mark
    start = min(max(mark.middle, box.left + 3), box.right - 3)
    if box.top < laid.axis:
        yield _line(start, box.bottom + 1, mark.middle, laid.axis - LANE * (mark.lane + mark.count) - 0.5, 0.4)
    else:
        behind = any(words.left - 1 < mark.middle < words.right for words, _ in laid.under)
        turn = laid.axis + YEARS
        yield _line(mark.middle, laid.axis - LANE * mark.lane, mark.middle, laid.axis if behind else turn, 0.4)
        yield _line(mark.middle, turn, start, box.top - 0.5, 0.4)
    how = {"fill_opacity": "0.8"} if mark.moment.background else {}
    for at, line in enumerate((*label.head, *label.words)):
        weight = {"font_weight": BOLD} if at < len(label.head) else {}
        yield written(line, box.left, box.top + ROW * (at + 0.78), SIZE, **how, **weight)


def _axis(laid: Layout) -> Iterator[str]:
    """The axis, dotted where time is left out, with years and the cut-off."""
    start = 0.0
    for left, right in laid.scale.breaks:
        yield _line(start, laid.axis, left, laid.axis)
        yield _line(left, laid.axis, right, laid.axis, stroke_dasharray="1 2")
        start = right
    yield _line(start, laid.axis, laid.width, laid.axis)
    yield _line(laid.cut_off, laid.axis - 8, laid.cut_off, laid.axis + 2, 1.2)
    for box, words in laid.under:
        yield written(words, box.left, laid.axis + YEARS - 1.5)


def _line(x1: float, y1: float, x2: float, y2: float, wide: float = 0.7, **how: str) -> str:
    return shape("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=wide, **how)


def _marked(mark: Mark, axis: float, look: dict[str, float | str]) -> Iterator[str]:
    wide = mark.right - mark.left
    for lane in range(mark.lane, mark.lane + mark.count):
        y = axis - 0.5 - LANE * lane - LANE / 2
        if mark.moment.vague:
            yield _pointed(mark, y, look)
        elif wide <= 2 * RADIUS + 0.01:
            yield shape("circle", cx=mark.middle, cy=y, r=RADIUS - 0.4, **look)
        else:
            yield shape("rect", x=mark.left + 0.4, y=y - THICK / 2, width=wide - 0.8, height=THICK, rx=1, **look)
    if mark.more:
        yield written(f"+{mark.more}", mark.number, axis - 1 - LANE * mark.lane)


def _pointed(mark: Mark, y: float, look: dict[str, float | str]) -> str:
    """A bar that thins out towards ends which nobody named."""
    left, right, half = mark.left + 0.4, mark.right - 0.4, THICK / 2
    thin = min(TAPER, (right - left) / 3)
    low, high = left + thin, right - thin
    over, under = f"{low:.2f} {y - half:.2f}H{high:.2f}", f"{high:.2f} {y + half:.2f}H{low:.2f}"
    d = f"M{left:.2f} {y:.2f}L{over}L{right:.2f} {y:.2f}L{under}Z"
    return shape("path", d=d, stroke_linejoin="round", **look)


def _look(moment: Moment, brief: Brief) -> dict[str, float | str]:
    drawn: dict[str, float | str] = {"stroke": "currentColor", "stroke_width": 0.8}
    if is_ahead(moment, brief):
        return drawn | {"fill": "none", "stroke_dasharray": "1.6 1"}
    return drawn | ({"fill": "none"} if moment.background else {})


def _told(brief: Brief, found: Sequence[Moment]) -> str:
    """The timeline in words, every event of it in the order of the axis."""
    told = " ".join(f"{_days_told(moment)}{_events_told(brief, moment)}." for moment in found)
    return f"Timeline. {told} Cut-off: {printed(DateSpan(brief.as_of, brief.as_of, DateBasis.STATED))}."


def _days_told(moment: Moment) -> str:
    """The days of a moment, and the words that they are our reading of."""
    return f"{moment.about}, read from “{plain(moment.vague)}”" if moment.vague else moment.date


def _events_told(brief: Brief, moment: Moment) -> str:
    """Each event in short words where there are safe ones, and its sources."""
    told = [(words_of(event, lambda text: len(text) < 120, brief), cited(event.numbers)) for event in moment.events]
    texts = dict.fromkeys(f"{words.text} {numbers}" for words, numbers in told if words)
    bare = sorted(
        {number for event, (words, _) in zip(moment.events, told, strict=True) if not words for number in event.numbers}
    )
    return (f": {'; '.join(texts)}" if texts else "") + (f"{'; also' if texts else ''} {cited(bare)}" if bare else "")
