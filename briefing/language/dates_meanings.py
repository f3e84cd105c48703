"""What English time expressions mean on a day of publication: one function for each kind in `dates_english`.

Each takes a match with named groups and a `Point`, and gives a span, or None where the words mean nothing. Dates that
don't exist raise ValueError or OverflowError, which `dates` takes as None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.language import spans
from briefing.language.number_words import CARDINALS, ORDINALS
from briefing.language.spans import Span
from briefing.language.time_rules import Point, in_year, so_far

_MONTH_NAMES = "january february march april may june july august september october november december"
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
LONG_MONTHS = tuple(_MONTH_NAMES.split())
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
_BY = {"last": -1, "this": 0, "next": 1}
_VAGUE = {"few": (2, 6), "several": (2, 9), "some": (2, 9), "couple": (2, 2), "a": (1, 1), "an": (1, 1)}
_RECENT = {"day": ("day", 7), "week": ("week", 8), "month": ("month", 6), "year": ("year", 5), "decade": ("decade", 3)}


def _month_number(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _part_name(words: str) -> str:
    """The key of a part in `spans`: "the last third of" -> "late"."""
    text = re.sub(r"^the |\s*(?:of|in)$", "", " ".join(words.lower().split()).rstrip("-"))
    plain = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
    thirds = {"first third": "early", "second third": "mid", "third third": "late", "last third": "late"}
    named = plain.get(text) or thirds.get(text.replace("final", "last"))
    return named or text.replace("final", "last").replace("last half", "second half")


def _day(text: str) -> int:
    words = " ".join(text.lower().split())
    return int(text) if text.isdecimal() else ORDINALS[words]


def on_day(match: re.Match[str], at: Point) -> Span | None:
    number = _month_number(match["m"])
    first, last = _day(match["d"]), _day(match.groupdict().get("d2") or match["d"])
    return in_year(match, at, lambda year: (date(year, number, first), date(year, number, last)))


def day_to_day(match: re.Match[str], at: Point) -> Span | None:
    """As in "30 September – 2 October 2018", "28 December 2017 – 3 January 2018"."""
    first, last = _month_number(match["m"]), _month_number(match["m2"])
    start, end = int(match["d"]), int(match["d2"])

    def of_year(year: int) -> Span:
        begun = int(match.groupdict().get("y0") or (year - 1 if (last, end) < (first, start) else year))
        return date(begun, first, start), date(year, last, end)

    return in_year(match, at, of_year)


def in_month(match: re.Match[str], at: Point) -> Span | None:
    number, part = _month_number(match["m"]), match.groupdict().get("p")
    if part:
        return in_year(match, at, lambda year: spans.part_of_month(_part_name(part), year, number))
    return in_year(match, at, lambda year: spans.month(year, number))


def month_to_month(match: re.Match[str], at: Point) -> Span | None:
    first, last = _month_number(match["m"]), _month_number(match["m2"])

    def of_year(year: int) -> Span:
        begun = int(match.groupdict().get("y0") or (year - 1 if last < first else year))
        return spans.months(begun, first, year, last)

    return in_year(match, at, of_year)


def named_month(match: re.Match[str], at: Point) -> Span | None:
    """As in "last August", "next March", "this October"."""
    number, which = _month_number(match["m"]), match["q"].lower()
    if which == "this":
        return so_far(spans.month(at.day.year, number), at)
    if which == "next":
        begun = number > at.day.month
        return spans.month(at.day.year + (0 if begun else 1), number)
    return spans.month(at.day.year - (0 if number < at.day.month else 1), number)


def iso(match: re.Match[str], _at: Point) -> Span | None:
    return date(int(match["y"]), int(match["a"]), int(match["b"])), date(
        int(match["y"]), int(match["a"]), int(match["b"])
    )


def slashes(match: re.Match[str], _at: Point) -> Span | None:
    """Day and month in either order; left out where both orders are possible and differ."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if a <= 12 and b <= 12 and a != b:
        return None
    day = date(year, b, a) if a > 12 else date(year, a, b)
    return day, day


def season(match: re.Match[str], at: Point) -> Span | None:
    name, which = match["s"].lower(), (match.groupdict().get("q") or "").lower()
    if which == "next":
        return next(s for y in (0, 1) if (s := spans.season(name, at.day.year + y))[0] > at.day)
    if which == "last":
        return next(s for y in (0, 1, 2) if (s := spans.season(name, at.day.year - y))[1] < at.day)
    return so_far(in_year(match, at, lambda year: spans.season(name, year)), at)


def years(match: re.Match[str], _at: Point) -> Span | None:
    first, last = int(match["y"]), match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return spans.months(first, 1, end, 12) if first < end <= first + 200 else None


def whole_year(match: re.Match[str], at: Point) -> Span | None:
    part = match.groupdict().get("p")
    if part and _part_name(part) in spans.PARTS_OF_YEAR:
        return in_year(match, at, lambda year: spans.part_of_year(_part_name(part), year))
    return None if part else in_year(match, at, spans.year)


def decade(match: re.Match[str], _at: Point) -> Span | None:
    first, part = int(match["y"]), match["p"]
    if part:
        return spans.part_of_decade(_part_name(part), first) if _part_name(part) in spans.PARTS_OF_DECADE else None
    return spans.months(first, 1, first + 9, 12)


def century(match: re.Match[str], _at: Point) -> Span | None:
    number = int(match["y"])
    return spans.months(number * 100 - 99, 1, number * 100, 12) if 1 <= number <= 30 else None


def weekday(match: re.Match[str], at: Point) -> Span | None:
    groups = match.groupdict()
    number, which = WEEKDAYS[match["w"].lower()], " ".join((groups.get("q") or "").lower().split())
    if which in {"this", "this week"}:
        day = spans.week_from(at.day, 0)[0] + timedelta(days=number)
    elif which in {"last week", "next week"}:
        day = spans.week_from(at.day, -1 if which == "last week" else 1)[0] + timedelta(days=number)
    elif which in {"next", "coming", "this coming"}:
        day = spans.weekday_after(at.day + timedelta(days=1), number)
    elif which in {"last", "past", "this past", "previous"}:
        day = spans.weekday_before(at.day - timedelta(days=1), number)
    else:
        day = spans.weekday_after(at.day, number) if at.ahead else spans.weekday_before(at.day, number)
    return day, day


def days_to_days(match: re.Match[str], at: Point) -> Span | None:
    """As in "Saturday and Sunday", "from Friday to Sunday": the latest run that has begun."""
    first, last = WEEKDAYS[match["w"].lower()], WEEKDAYS[match["w2"].lower()]
    start = spans.weekday_after(at.day, first) if at.ahead else spans.weekday_before(at.day, first)
    return start, spans.weekday_after(start, last)


def nth_weekday(match: re.Match[str], at: Point) -> Span | None:
    """As in "the first Friday of July", "the last Friday of this month"."""
    weekday, which = WEEKDAYS[match["w"].lower()], match["nth"].lower()
    if match.groupdict().get("q"):
        return _nth_of(spans.month_from(at.day, _BY[match["q"].lower()]), weekday, which)
    number = _month_number(match["m"])
    return in_year(match, at, lambda year: _nth_of(spans.month(year, number), weekday, which))


def _nth_of(month: Span, weekday: int, which: str) -> Span:
    if which == "last":
        day = spans.weekday_before(month[1], weekday)
    else:
        day = spans.weekday_after(month[0], weekday) + timedelta(weeks=ORDINALS[which] - 1)
    return day, day


def weekday_the_nth(match: re.Match[str], at: Point) -> Span | None:
    """As in "Thursday the 21st": the latest day with both, in the past 400 days."""
    weekday, number = WEEKDAYS[match["w"].lower()], _day(match["d"])
    days = (at.day - timedelta(days=back) for back in range(400))
    return next(((day, day) for day in days if day.weekday() == weekday and day.day == number), None)


def day_of_month(match: re.Match[str], at: Point) -> Span | None:
    """As in "the 20th of next month"."""
    by = _BY[match["q"].lower()]
    day = spans.month_from(at.day, by)[0].replace(day=_day(match["d"]))
    return day, day


def weekend(match: re.Match[str], at: Point) -> Span | None:
    which = (match["q"] or "").lower()
    begun = spans.weekend_before(at.day)
    if which in {"next", "coming"} or (which in {"this", ""} and at.ahead):
        return begun[0] + timedelta(weeks=1), begun[1] + timedelta(weeks=1)
    if which in {"last", "past", "previous"} and at.day <= begun[1]:
        return begun[0] - timedelta(weeks=1), begun[1] - timedelta(weeks=1)
    return begun


_NEAR_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2,
    "last night": -1, "this morning": 0, "this afternoon": 0, "this evening": 0, "tmrw": 1, "day after tmrw": 2,
}  # fmt: skip # pairs read best side by side


def near_day(match: re.Match[str], at: Point) -> Span | None:
    words = re.sub(r"^the ", "", " ".join(match["t"].lower().split()))
    return spans.unit_from(at.day, "day", _NEAR_DAYS[words])


def overnight(_match: re.Match[str], at: Point) -> Span | None:
    return at.day - timedelta(days=1), at.day


def calendar_unit(match: re.Match[str], at: Point) -> Span | None:
    """As in "last year", "early this month", "next week"."""
    unit, part = match["u"].lower(), match["p"]
    first, last = spans.unit_from(at.day, unit, _BY[match["q"].lower()])
    name = _part_name(part) if part else ""
    if name == "later":
        return at.day, last
    if name in {"", "earlier"}:
        return so_far((first, last), at)
    span = _part_of(name, unit, first)
    return so_far(span, at) if span else None


def _part_of(name: str, unit: str, first: date) -> Span | None:
    if unit == "week" and name in spans.PARTS_OF_WEEK:
        low, high = spans.PARTS_OF_WEEK[name]
        return first + timedelta(days=low), first + timedelta(days=high)
    if unit == "month" and name in spans.PARTS_OF_MONTH:
        return spans.part_of_month(name, first.year, first.month)
    if unit == "year" and name in spans.PARTS_OF_YEAR:
        return spans.part_of_year(name, first.year)
    return None


def _count(match: re.Match[str]) -> tuple[int, int]:
    """How many, as least and most."""
    text = " ".join(match["n"].lower().split())
    if text.isdecimal():
        return int(text), int(text)
    if text in CARDINALS:
        return CARDINALS[text], CARDINALS[text]
    return _VAGUE[next(word for word in ("few", "several", "some", "couple", "an", "a") if word in text.split())]


def ago(match: re.Match[str], at: Point) -> Span | None:
    """Whole calendar units back: "two days ago" is a day, "three weeks ago" a week, "two years ago" a year."""
    least, most = _count(match)
    unit = match["u"].lower()
    return spans.unit_from(at.day, unit, -most)[0], spans.unit_from(at.day, unit, -least)[1]


def ago_in_parts(match: re.Match[str], at: Point) -> Span | None:
    """As in "two years and three days ago": to the day."""
    day = at.day
    for count, unit in re.findall(r"(\S+)\s+(day|week|month|year)s?", match["list"].lower()):
        day = spans.moved(day, unit, -(int(count) if count.isdecimal() else CARDINALS.get(count, 1)))
    return day, day


def from_now(match: re.Match[str], at: Point) -> Span | None:
    least, most = _count(match)
    unit = match["u"].lower()
    return spans.unit_from(at.day, unit, least)[0], spans.unit_from(at.day, unit, most)[1]


def in_time(match: re.Match[str], at: Point) -> Span | None:
    """As in "in two weeks", only where the clause looks ahead."""
    return from_now(match, at) if at.ahead else None


def past_units(match: re.Match[str], at: Point) -> Span | None:
    """As in "the past year", "the last three months": up to the day of publication."""
    unit = match["u"].lower()
    most = _count(match)[1] if match["n"] else (_RECENT[unit][1] if match["u2"] else 1)
    return spans.moved(at.day, unit, -most), at.day


def recent(match: re.Match[str], at: Point) -> Span | None:
    unit, most = _RECENT[match["u"].lower()]
    return spans.moved(at.day, unit, -most), at.day


def coming(match: re.Match[str], at: Point) -> Span | None:
    unit = match["u"].lower()
    most = _count(match)[1] if match["n"] else (_RECENT[unit][1] if match["u2"] else 1)
    return at.day, spans.moved(at.day, unit, most)
