"""One event told of two days.

The day has to come from the account itself: a day taken from a dateline, or from "over the weekend" in a sentence that
was reprinted a week later, dates the printing. A journey of one person is one event under many words for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.types import ConflictKind
from briefing.weigh.clashes import INCIDENT, NARROW, Clash, Judge, Side
from briefing.weigh.groups import Pair, days_between, width
from briefing.weigh.naming import date_of
from briefing.weigh.reading import Reading, copied
from briefing.weigh.words import stem

ALIKE = 0.72  # of the two statements
SLIP = 10  # days; dates further apart than this belong to two events
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|weekend|yesterday|today|overnight)\b", re.IGNORECASE
)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_JOURNEY = frozenset(stem(word) for word in ("visit", "held", "arrived", "meet"))


def clashes(judge: Judge, likely: Sequence[Pair]) -> Iterator[Clash]:
    """Return each pair of claims that tell one event of two days."""
    datable = [_datable(reading) for reading in judge.likeness.readings]
    for pair in likely:
        if datable[pair[0]] and datable[pair[1]] and _two_days(judge, pair) and _one_event(judge, pair):
            yield _clash(judge, pair)


def _datable(reading: Reading) -> bool:
    """Is a claim's day narrow, and not another day of the week than its statement names?"""
    event = reading.claim.event
    if not event.earliest or width(event) > NARROW or reading.negated or reading.places_in_series:
        return False
    named = _days_named(reading) & frozenset(_WEEK)
    return not named or event.earliest != event.latest or _WEEK[event.earliest.weekday()] in named


def _two_days(judge: Judge, pair: Pair) -> bool:
    one, other = judge.readings(pair)
    gap = days_between(one.claim.event, other.claim.event)
    if gap is None or not 0 < gap <= SLIP or _days_named(one) & _days_named(other):
        return False
    own_day = all(not days_between(each.claim.event, each.claim.published) for each in (one, other))
    return not (own_day and copied(one, other))


def _one_event(judge: Judge, pair: Pair) -> bool:
    one, other = judge.readings(pair)
    if judge.one_article(pair) or one.quantities != other.quantities:
        return False
    if not judge.one_time(pair) or not judge.one_actor(pair):
        return False
    return judge.likeness.of(*pair) >= ALIKE or _one_journey(judge, pair)


def _one_journey(judge: Judge, pair: Pair) -> bool:
    """Do both tell of a journey of one person or organisation to one place, published together?"""
    one, other = judge.readings(pair)
    known = [feature for feature in judge.likeness.shared(*pair) if feature.startswith("@")]
    near = (days_between(one.claim.event, other.claim.event) or 0) <= NARROW and judge.one_time(pair, INCIDENT)
    return near and len(known) > 1 and all(not _JOURNEY.isdisjoint(each.features) for each in (one, other))


def _days_named(reading: Reading) -> frozenset[str]:
    return frozenset(match.lower() for match in _DAY.findall(reading.claim.statement))


def _clash(judge: Judge, pair: Pair) -> Clash:
    one, other = judge.readings(pair)
    about = date_of(one.claim.statement, other.claim.statement, judge.context(pair))
    days = (judge.printed(one.claim.event), judge.printed(other.claim.event))
    sides = [Side(at, when, about, when) for at, when in zip(pair, days, strict=True)]
    return Clash(ConflictKind.DATE, "date", sides[0], sides[1])
