"""Where everything of the timeline strip stands: marks in lanes on the axis, labels above and below it, years, the key.

Places and never draws, so that what is drawn can be held against it: no two boxes meet, and none leaves the strip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from briefing.drawings.moments import Moment, by_importance, cited, words_of
from briefing.drawings.scale import Scale, scale
from briefing.drawings.short_words import Cut
from briefing.drawings.svg import LEADING, SMALL, Box, width_of, wrapped
from briefing.types import Brief

SIZE = 7.5  # points, of the labels
ROW = SIZE * LEADING
LINES = 3  # of a label, its date included
LABELS = 8
NARROWEST, APART = 118.0, 9.0  # points of a label, and between two
LEAST_WIDE = 160.0
LANE, LANES, MARKS = 5.0, 10, 5  # points of a lane; lanes; marks of one moment
RADIUS, THICK = 2.0, 3.2
TAPER = 24.0  # points over which a bar with vague ends thins out, at most
REACH = 11.0  # points between labels and axis, for what leads from one to the other
BETWEEN = 25.0  # points that a label rather moves than be led to its mark across another
HIGH = 1.5  # points that labels rather move than make the strip a point higher
YEARS = 9.5  # points under the axis for years and the cut-off


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a moment is drawn: its ends on the axis, its lowest lane, and how many marks it has there."""

    moment: Moment
    left: float
    right: float
    lane: int
    count: int
    more: int  # origins beyond the marks
    number: float  # where their number begins, beside the marks

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it reaches, with the number of further origins."""
        wide = width_of(f"+{self.more}", SMALL) if self.more else 0.0
        return min(self.left, self.number), max(self.right, self.number + wide)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def beside(self, other: Mark) -> bool:
        """Whether the two would touch in a lane that both have."""
        mine, others = self.span, other.span
        apart = mine[0] >= others[1] + 1 or others[0] >= mine[1] + 1
        return not apart and self.lane < other.lane + other.count and other.lane < self.lane + self.count


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a mark: the lines with date and sources, then the words; `box` is where."""

    mark: Mark
    head: tuple[str, ...]
    words: tuple[str, ...]
    box: Box

    @property
    def width(self) -> float:
        return self.box.right - self.box.left

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top

    def at(self, left: float, top: float) -> Label:
        return replace(self, box=Box(left, top, left + self.width, top + self.height))


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed, before any of it is written; `axis` is its height, `under` are years and cut-off below it."""

    scale: Scale
    axis: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    under: tuple[tuple[Box, str], ...]
    cut_off: float
    key: tuple[str, ...]
    width: float
    height: float


def layout(brief: Brief, found: Sequence[Moment], width: float) -> Layout:
    """Place the moments of a brief, earliest first and at least one, on a strip of `width` points."""
    cut_off = brief.as_of.toordinal()
    edges = {cut_off, cut_off + 1, *(edge for moment in found for edge in (moment.start, moment.end))}
    axis = scale(edges, RADIUS, width - RADIUS)
    marks = _marks(found, axis)
    above, below = _rows(_labels(brief, marks, width), marks, width)
    top = max((label.height for label in above), default=0.0)
    line = top + (REACH if above else 1.0) + LANE * max(mark.lane + mark.count for mark in marks) + 1
    low = line + YEARS + (REACH / 2 if below else 0.0)
    placed = (
        *(label.at(label.box.left, top - label.height) for label in above),
        *(label.at(label.box.left, low) for label in below),
    )
    key = wrapped(_key(brief, marks, axis, len(found)), SMALL, width)
    height = low + max((label.height for label in below), default=0.0) + 2 + len(key) * SMALL * LEADING + 1
    end = axis.place(cut_off + 1)
    return Layout(axis, line, marks, placed, _under(axis, end, line, width), end, key, width, height)


def is_ahead(moment: Moment, brief: Brief) -> bool:
    """Whether a moment begins after the cut-off: it is planned, not told."""
    return moment.start > brief.as_of.toordinal()


def _marks(found: Sequence[Moment], axis: Scale) -> tuple[Mark, ...]:
    """The marks of each moment in the lowest free lanes; a moment that finds none is not drawn."""
    taken: list[Mark] = []
    for moment in found:
        left, right = axis.place(moment.start), axis.place(moment.end)
        if right - left < 2 * RADIUS:
            middle = min(max((left + right) / 2, RADIUS), axis.places[-1])
            left, right = middle - RADIUS, middle + RADIUS
        count = min(moment.origins, MARKS)
        more = moment.origins - count
        wide = width_of(f"+{more}", SMALL) + 1
        number = (right + 1 if right + wide <= axis.places[-1] else left - wide) if more else left
        tried = (Mark(moment, left, right, lane, count, more, number) for lane in range(LANES - count + 1))
        free = next((mark for mark in tried if not any(mark.beside(other) for other in taken)), None)
        taken += [free] if free else []
    return tuple(taken)


def _labels(brief: Brief, marks: Sequence[Mark], width: float) -> list[Label]:
    """Labels for the marks that deserve them most, in the order of the axis; as many as two rows hold."""
    columns = max(1, int((width + APART) // (NARROWEST + APART)))
    most = (width - (columns - 1) * APART) / columns
    chosen = by_importance(mark.moment for mark in marks)[: min(LABELS, 2 * columns)]
    held = sorted((mark for mark in marks if mark.moment in chosen), key=lambda mark: (mark.middle, mark.left))
    return [_label(brief, mark, most) for mark in held]


def _label(brief: Brief, mark: Mark, most: float) -> Label:
    """The label of a moment: of its first event that has words telling much, else any, else date and sources alone."""
    told = [
        (event, words)
        for event in mark.moment.events
        if (words := words_of(event, lambda text: len(wrapped(text, SIZE, most)) < LINES, brief))
    ]
    best = min(told, key=lambda each: each[1].cut is Cut.VERB, default=None)
    numbers = best[0].numbers if best else mark.moment.lead.numbers
    head = wrapped(f"{mark.moment.about} {cited(numbers)}", SIZE, most)
    lines = wrapped(best[1].text, SIZE, most) if best else ()
    wide = max(width_of(line, SIZE) for line in (*head, *lines))
    return Label(mark, head, lines, Box(0, 0, wide, ROW * (len(head) + len(lines))))


def _rows(labels: Sequence[Label], marks: Sequence[Mark], width: float) -> tuple[list[Label], list[Label]]:
    """The labels of the row above and of the row below, so divided that they stand nearest to their marks."""
    if not labels:
        return [], []
    fitting = []
    for low in product((False, True), repeat=len(labels) - 1):  # the first stands above
        sides = list(zip(labels, (False, *low), strict=True))
        above, below = ([label for label, is_low in sides if is_low is row] for row in (False, True))
        if max(_needed(above), _needed(below)) <= width + 0.01:
            fitting.append((_cost(above, below, marks, width), above, below))
    _, above, below = min(fitting, key=lambda each: each[0])
    return _placed(above, width), _placed(below, width)


def _needed(row: Sequence[Label]) -> float:
    return sum(label.width + APART for label in row) - APART


def _cost(above: Sequence[Label], below: Sequence[Label], marks: Sequence[Mark], width: float) -> float:
    """How far labels stand from their marks, in points, what lies between, and how high the rows are."""
    cost = HIGH * sum(max((label.height for label in row), default=0.0) for row in (above, below))
    for row in (above, below):
        for label, left in zip(row, _lefts(row, width), strict=True):
            cost += max(left - label.mark.middle, label.mark.middle - left - label.width, 0.0)
            cost += BETWEEN * sum(_between(label.mark, other, row is above) for other in marks)
    return round(cost, 3)


def _between(mark: Mark, other: Mark, above: bool) -> bool:
    """Whether another mark lies over (or, for a label below, under) the middle of a mark."""
    over = other.lane > mark.lane if above else other.lane < mark.lane
    return over and other.left - 1 < mark.middle < other.right + 1


def _placed(row: Sequence[Label], width: float) -> list[Label]:
    return [label.at(left, 0) for label, left in zip(row, _lefts(row, width), strict=True)]


def _lefts(row: Sequence[Label], width: float) -> list[float]:
    """Where the labels of one row begin: each as near to its mark as its neighbours allow."""
    lefts: list[float] = []
    free = 0.0
    for label in row:
        lefts.append(max(min(label.mark.middle - label.width / 2, width - label.width), free))
        free = lefts[-1] + label.width + APART
    limit = width
    for at in reversed(range(len(row))):
        lefts[at] = min(lefts[at], limit - row[at].width)
        limit = lefts[at] - APART
    return lefts


def _under(axis: Scale, cut_off: float, line: float, width: float) -> tuple[tuple[Box, str], ...]:
    """The cut-off, and each year under its first day that is drawn, where nothing else stands."""
    wide = width_of("cut-off", SMALL)
    left = min(max(cut_off - wide / 2, 0.0), width - wide)
    held = [(Box(left, line + 1, left + wide, line + YEARS), "cut-off")]
    firsts = {date.fromordinal(day).year: day for day in reversed(axis.edges[:-1])}
    for year, day in sorted(firsts.items()):
        wide = width_of(str(year), SMALL) + 3
        left = min(axis.place(day), width - wide)
        box = Box(left, line + 1, left + wide, line + YEARS)
        if not any(box.meets(other) for other, _ in held):
            held.append((box, str(year)))
    return tuple(held)


def _key(brief: Brief, marks: Sequence[Mark], axis: Scale, count: int) -> str:
    """What the marks mean, as far as they are used."""
    ahead = [is_ahead(mark.moment, brief) for mark in marks]
    old = [mark.moment.background and not later for mark, later in zip(marks, ahead, strict=True)]
    parts = [
        "One mark for each origin",
        "outlined: background" if any(old) else "",
        "pointed: about then" if any(mark.moment.vague for mark in marks) else "",
        "dashed: after the cut-off" if any(ahead) else "",
        "dotted: time left out" if axis.breaks else "",
        f"{count - len(marks)} more not drawn" if count > len(marks) else "",
    ]
    return "; ".join(part for part in parts if part) + "."
