"""How far ahead a sentence looks: whether it is a forecast, and the last day it speaks of.

Reading of words and dates only, as of the page's cut-off.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.language.dates import time_expressions
from briefing.language.number_words import CARDINALS, alternatives
from briefing.types import DateBasis, DateSpan

_FORECAST = re.compile(
    r"\b(?:will|would|shall|won['’]t|going to|about to|set to|due to|to come|expected to)\b(?! have\b)"
    r"|\b(?:likely|unlikely|certain|chance|odds|possibility|probable|improbable)\b(?: \w+){0,3} to (?!have\b)",
    re.IGNORECASE,
)
_UNITS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3660}
_COUNT = rf"\d{{1,4}}|{alternatives(CARDINALS, 12)}"
_UNIT = "|".join(_UNITS)
_WINDOW = re.compile(
    rf"\bthe\s+(?:next|coming|following)\s+(?:(?P<some>{_COUNT}|few|several|couple of)\s+)?(?P<of>{_UNIT})s?\b"
    rf"|\b(?:within|inside|in)\s+(?P<exactly>{_COUNT})\s+(?P<units>{_UNIT})s?\b|\b(?:next|this)\s+(?P<one>{_UNIT})\b"
    rf"|\b(?:by|before|until|through)\s+(?:the\s+)?end\s+of\s+(?:the|this|next)\s+(?P<ends>{_UNIT})\b",
    re.IGNORECASE,
)


def is_forecast(text: str) -> bool:
    """True when a judgment is about what is still to come ("is likely to", "will"), not about what was or is."""
    return _FORECAST.search(text) is not None


def horizon(text: str, as_of: date) -> date | None:
    """Return the last day ahead that a sentence speaks of; None when it gives no date or window ahead."""
    today = DateSpan(as_of, as_of, DateBasis.STATED)
    stated = [each.when.latest for each in time_expressions(text, today)]
    ahead = [day for day in stated if day is not None and day >= as_of]
    ahead += [_end(as_of, *window) for window in _windows(text)]
    return max(ahead, default=None)


def has_window(text: str, as_of: date) -> bool:
    """True when a sentence says by when: a date ahead, a window, or what it waits for ("before the summit")."""
    waits = re.search(r"\b(?:before|until|till|by the time|as long as)\b", text, re.IGNORECASE)
    return horizon(text, as_of) is not None or waits is not None


def _windows(text: str) -> list[tuple[int, str]]:
    found = []
    for match in _WINDOW.finditer(text):
        count = match["some"] or match["exactly"] or "1"
        unit = match["of"] or match["units"] or match["one"] or match["ends"]
        found.append((_count(count.lower()), unit.lower()))
    return found


def _end(as_of: date, count: int, unit: str) -> date:
    try:
        return as_of + timedelta(days=count * _UNITS[unit])
    except OverflowError:
        return date.max


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return CARDINALS.get(word, 3)  # "few", "several"
