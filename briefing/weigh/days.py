"""One event told of two days.

The day has to come from the account itself: a day taken from a dateline, or from "over the weekend" in a sentence that
was reprinted a week later, dates the printing. A journey of one person is one event under many words for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.language.dates import time_expressions
from briefing.types import ConflictKind, DateSpan
from briefing.weigh.clashes import INCIDENT, NARROW, Clash, Judge, Side
from briefing.weigh.groups import days_between, width
from briefing.weigh.likeness import Pair
from briefing.weigh.naming import date_of
from briefing.weigh.reading import Reading, copied
from briefing.weigh.words import stem, stems_of

ALIKE = 0.72  # of the two statements
NAMES = 2  # of people and bodies that say which event is meant
SLIP = 10  # days; dates further apart than this belong to two events
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|weekend|yesterday|today|overnight)\b", re.IGNORECASE
)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_JOURNEY = frozenset(stem(word) for word in ("visit", "held", "arrived", "meet"))


def clashes(judge: Judge, likely: Sequence[Pair]) -> Iterator[Clash]:
    """Return each pair of claims that tell one event of two days."""
    told = [_day(reading) for reading in judge.likeness.readings]
    for pair in likely:
        one, other = told[pair[0]], told[pair[1]]
        if one and other and _two_days(judge, pair, one, other) and _one_event(judge, pair, one, other):
            yield _clash(judge, pair, one, other)


def _day(reading: Reading) -> DateSpan | None:
    """Return a claim's day, or the only one its words name, if it is narrow and of the day of the week it names."""
    if reading.negated or reading.intended or reading.places_in_series:
        return None
    event = reading.claim.event
    if not event.known and _DAY.search(reading.claim.statement) and not _JOURNEY.isdisjoint(reading.features):
        spans = [each.when for each in time_expressions(reading.claim.statement, reading.claim.published)]
        event = spans[0] if len(spans) == 1 else event
    if not event.earliest or width(event) > NARROW:
        return None
    named = _days_named(reading) & frozenset(_WEEK)
    right = not named or event.earliest != event.latest or _WEEK[event.earliest.weekday()] in named
    return event if right else None


def _two_days(judge: Judge, pair: Pair, mine: DateSpan, theirs: DateSpan) -> bool:
    one, other = judge.readings(pair)
    gap = days_between(mine, theirs)
    if gap is None or not 0 < gap <= SLIP or _days_named(one) & _days_named(other):
        return False
    own_day = not (days_between(mine, one.claim.published) or days_between(theirs, other.claim.published))
    return not (own_day and copied(one, other))


def _one_event(judge: Judge, pair: Pair, mine: DateSpan, theirs: DateSpan) -> bool:
    one, other = judge.readings(pair)
    if judge.one_article(pair) or one.quantities != other.quantities or not judge.one_time(pair):
        return False
    if judge.one_actor(pair) and judge.likeness.of(*pair) >= ALIKE:
        return True
    return (days_between(mine, theirs) or 0) <= NARROW and _one_journey(judge, pair)


def _one_journey(judge: Judge, pair: Pair) -> bool:
    """Do both tell of a journey of one person or organisation to one place, published together?"""
    known = [feature for feature in judge.likeness.shared(*pair) if feature.startswith("@")]
    travelled = all(not _JOURNEY.isdisjoint(each.features) for each in judge.readings(pair))
    return travelled and len(known) > 1 and judge.one_time(pair, INCIDENT) and bool(_travellers(judge, pair))


def _travellers(judge: Judge, pair: Pair) -> tuple[str, ...]:
    """Return whom both name, or whom one names where the other has only "officials" and its cited words the name."""
    shared = judge.likeness.shared(*pair) & judge.likeness.actors
    if shared:
        return tuple(sorted(shared))
    for one, other in (judge.readings(pair), judge.readings(pair)[::-1]):
        cited = stems_of(" ".join(citation.quote for citation in one.claim.citations))
        named = tuple(n for n in sorted(other.features & judge.likeness.actors) if stems_of(n[1:]) & cited)
        if named and one.features.isdisjoint(judge.likeness.actors):
            return named
    return ()


def _days_named(reading: Reading) -> frozenset[str]:
    return frozenset(match.lower() for match in _DAY.findall(reading.claim.statement))


def _clash(judge: Judge, pair: Pair, mine: DateSpan, theirs: DateSpan) -> Clash:
    one, other = judge.readings(pair)
    known = ", ".join(name[1:] for name in _travellers(judge, pair)[:NAMES])
    about = date_of(one.claim.statement, other.claim.statement, known or judge.context(pair))
    days = (judge.printed(mine), judge.printed(theirs))
    sides = [Side(at, when, about, when) for at, when in zip(pair, days, strict=True)]
    return Clash(ConflictKind.DATE, "date", sides[0], sides[1])
