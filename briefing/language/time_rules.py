"""What a rule for a time expression is: a pattern, and its meaning on a day of publication.

A match that holds a group named `y` says its own year and needs no publication date; any other is resolved against one
day. Every meaning moves forward or stays when that day moves forward (see `spans`). Shared by the languages' tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from briefing.language.spans import Span


@dataclass(frozen=True, slots=True)
class Point:
    """A day on which the text may have been published; `ahead` where the clause speaks of what is to come."""

    day: date
    ahead: bool = False


Resolve = Callable[["re.Match[str]", Point], Span | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning. `future` results may lie after publication without a sign in the clause."""

    pattern: re.Pattern[str]
    resolve: Resolve
    future: bool = False


GAP = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"  # spaces and at most one line break
DASH = r"(?:[^\S\n]?[-‐‑–—][^\S\n]?)"


def in_year(match: re.Match[str], at: Point, of_year: Callable[[int], Span]) -> Span:
    """The span in the year that is said ("2015", "last year"), else in the nearest year: past, or ahead."""
    groups = match.groupdict()
    if groups.get("y"):
        return of_year(int(groups["y"]))
    if groups.get("r"):
        return so_far(of_year(at.day.year + {"last": -1, "this": 0, "next": 1}[groups["r"].lower()]), at)
    return nearest(at, of_year)


def nearest(at: Point, of_year: Callable[[int], Span]) -> Span:
    """The latest such span that has begun; where the clause looks ahead, the next if it is within eight months."""
    known = [span for number in range(at.day.year - 8, at.day.year + 2) if (span := _possible(of_year, number))]
    past = [span for span in known if span[0] <= at.day]
    coming = [span for span in known if span[1] >= at.day and (span[0] - at.day).days <= 240]
    return coming[0] if at.ahead and coming else past[-1]


def so_far(span: Span, at: Point) -> Span:
    """A span that has begun, up to the day; whole where the clause looks ahead or it has not begun or is over."""
    if at.ahead or not span[0] <= at.day <= span[1]:
        return span
    return span[0], at.day


def _possible(of_year: Callable[[int], Span], number: int) -> Span | None:
    try:
        return of_year(number)
    except ValueError:  # 29 February
        return None
