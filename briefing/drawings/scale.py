"""Days to places on an axis that is true to scale except where it is broken.

Everything is drawn to one scale; a long stretch in which nothing begins or ends is drawn no longer than the longest
that is not broken, where keeping it would press the rest together. A day ends where the next begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BREAK = 14.0  # points that a break takes at least
LEAST, MOST = 1.5, 10.0  # points for the shortest stretch, and for one day


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis between two edges: where each known edge of a day lies, and which stretches are broken."""

    edges: tuple[int, ...]  # ordinals of days, rising
    places: tuple[float, ...]  # of the edges, in points
    breaks: tuple[tuple[float, float], ...]  # from, to, in points

    def place(self, day: int) -> float:
        """Return where the beginning of a day lies; days before the first and after the last edge are at the ends."""
        at = bisect_right(self.edges, day) - 1
        if at < 0:
            return self.places[0]
        if at >= len(self.edges) - 1:
            return self.places[-1]
        share = (day - self.edges[at]) / (self.edges[at + 1] - self.edges[at])
        return self.places[at] + share * (self.places[at + 1] - self.places[at])


def scale(edges: Iterable[int], left: float, right: float) -> Scale:
    """Return the axis between `left` and `right` on which the first and last of the edges lie at its ends."""
    days = sorted(set(edges))
    room = right - left
    if days[-1] - days[0] < int(room / MOST):
        days.insert(0, max(days[-1] - int(room / MOST), 1))
    gaps = [after - before for before, after in pairwise(days) if after > before]
    longest = _longest_kept(gaps, room)
    broken = [gap > longest for gap in gaps]
    kept = sum(gap for gap in gaps if gap <= longest)
    count = sum(broken)
    unit = min(_unit(gaps, longest, room), MOST if count else room)
    width = (room - unit * kept) / count if count else 0.0
    places = [left]
    for gap, out in zip(gaps, broken, strict=True):
        places.append(places[-1] + (width if out else gap * unit))
    breaks = tuple(ends for ends, out in zip(pairwise(places), broken, strict=True) if out)
    return Scale(tuple(days), tuple(places), breaks)


def _longest_kept(gaps: list[int], room: float) -> int:
    """The longest stretch that can be kept with the shortest still to be seen."""
    fitting = (
        longest for longest in sorted(set(gaps), reverse=True) if min(gaps) * _unit(gaps, longest, room) >= LEAST
    )
    return next(fitting, min(gaps))


def _unit(gaps: list[int], longest: int, room: float) -> float:
    """Points for a day when no stretch is drawn longer than `longest` days, and no broken one shorter than a break."""
    kept = sum(gap for gap in gaps if gap <= longest)
    count = sum(gap > longest for gap in gaps)
    unit = room / (kept + count * longest)
    return unit if unit * longest >= BREAK else max(room - BREAK * count, room / 2) / kept
