"""Runs of calendar days, and the arithmetic that names them. Nothing here reads text or knows what day it is.

A `Span` is a first and a last day, both included. Everything that depends on a day (`day` below, usually a day on which
an article may have been published) moves forward or stays when that day moves forward; that is what lets an interval of
publication days be resolved from its two ends. Dates outside years 1 to 9999 raise ValueError or OverflowError.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]

# Meteorological seasons, as first month; winter runs into the next year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Thirds and other parts of a month, as first and last day of the month (0 = its last day).
PARTS_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 0),
    "first half": (1, 15),
    "second half": (16, 0),
    "first week": (1, 7),
    "second week": (8, 14),
    "third week": (15, 21),
    "fourth week": (22, 28),
    "last week": (-7, 0),
}
# The same of a year, as first and last month.
PARTS_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}
PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
PARTS_OF_WEEK = {"early": (0, 2), "mid": (2, 4), "late": (3, 6)}


def month(year: int, number: int) -> Span:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months(first_year: int, first: int, last_year: int, last: int) -> Span:
    return month(first_year, first)[0], month(last_year, last)[1]


def year(number: int) -> Span:
    return date(number, 1, 1), date(number, 12, 31)


def season(name: str, in_year: int) -> Span:
    first = SEASONS[name]
    return months(in_year, first, *shifted(in_year, first, 2))


def part_of_month(part: str, in_year: int, number: int) -> Span:
    last_day = monthrange(in_year, number)[1]
    first, last = PARTS_OF_MONTH[part]
    return date(in_year, number, first if first > 0 else last_day + first + 1), date(in_year, number, last or last_day)


def part_of_year(part: str, in_year: int) -> Span:
    first, last = PARTS_OF_YEAR[part]
    return months(in_year, first, in_year, last)


def part_of_decade(part: str, first_year: int) -> Span:
    first, last = PARTS_OF_DECADE[part]
    return year(first_year + first)[0], year(first_year + last)[1]


def shifted(in_year: int, number: int, by: int) -> tuple[int, int]:
    """A month so many months on, as (year, month)."""
    index = in_year * 12 + number - 1 + by
    return index // 12, index % 12 + 1


def month_from(day: date, by: int) -> Span:
    """The calendar month so many months on from the one `day` is in."""
    return month(*shifted(day.year, day.month, by))


def week_from(day: date, by: int) -> Span:
    """Monday to Sunday, so many weeks on from the week `day` is in."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
    return monday, monday + timedelta(days=6)


def unit_from(day: date, unit: str, by: int) -> Span:
    """The calendar day, week, month, year or decade so many on from the one `day` is in."""
    if unit == "day":
        moved = day + timedelta(days=by)
        return moved, moved
    if unit == "week":
        return week_from(day, by)
    if unit == "month":
        return month_from(day, by)
    return year(day.year + by * (10 if unit == "decade" else 1))


def moved(day: date, unit: str, by: int) -> date:
    """The day so many units on; the 31st becomes the last day of a shorter month."""
    if unit in {"day", "week"}:
        return day + timedelta(days=by * (7 if unit == "week" else 1))
    first, last = month_from(day, by * {"month": 1, "year": 12, "decade": 120}[unit])
    return first.replace(day=min(day.day, last.day))


def weekday_before(day: date, weekday: int) -> date:
    """The latest such weekday not after `day` (Monday is 0)."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday not before `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekend_before(day: date) -> Span:
    """The Saturday and Sunday of which the Saturday is the latest not after `day`."""
    saturday = weekday_before(day, 5)
    return saturday, saturday + timedelta(days=1)
