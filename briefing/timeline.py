"""The days on which most that matters happened, told from what was weighed: for a timeline beside the brief.

A day counts by who tells of it, never by what a reader might know of it. Plain code, no model, no clock; it selects
days and words nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefing.types import Claim, ClaimKind, DateSpan, Record, WeighedClaim

LONGEST = 3  # days an event may span and still say which day is meant
DEEDS = (ClaimKind.EVENT, ClaimKind.BACKGROUND)
WORDS = 0.5  # worth of what was only said that day, beside what was done
LASTING = 0.2  # how much a day gains for each e-fold of days after which an article still tells of it
UNDATED = 0.5  # an article's worth for the day it came out, when it dates nothing there: news tells of its own day


@dataclass(frozen=True, slots=True)
class Day:
    """A day, the claims that say what happened on it (those told most, and longest, first), and how much it weighs."""

    day: date
    claims: tuple[WeighedClaim, ...]
    origins: int  # different origins of those claims
    articles: int  # different articles that tell of it
    weight: float


@dataclass(slots=True)
class _Told:
    """What is told of one day: each claim with what its articles say for it, and the best that each article says."""

    claims: dict[str, tuple[float, WeighedClaim]] = field(default_factory=dict)
    articles: dict[str, float] = field(default_factory=dict)


def days(record: Record, limit: int) -> tuple[Day, ...]:
    """Return at most `limit` days on which most that matters happened, earliest first.

    A day weighs what the articles that tell of it weigh: more for a deed than for words, more the longer afterwards
    it is told. What is announced but not yet told, and what took longer than two days, selects no day.
    """
    told = _told(record)
    for article, day in _out_on(record):
        if day in told:
            told[day].articles.setdefault(article, UNDATED)
    best = sorted((_day(day, what) for day, what in told.items()), key=lambda each: (-each.weight, each.day))
    return tuple(sorted(best[: max(0, limit)], key=lambda each: each.day))


def _told(record: Record) -> dict[date, _Told]:
    told: dict[date, _Told] = {}
    for weighed in record.claims:
        when = _days(weighed.event)
        for day in when:
            says = _by_article(weighed, day, 1 / len(when))
            if says:
                there = told.setdefault(day, _Told())
                there.claims[weighed.id] = math.fsum(says.values()), weighed
                there.articles |= {key: max(worth, there.articles.get(key, 0)) for key, worth in says.items()}
    return told


def _by_article(weighed: WeighedClaim, day: date, share: float) -> dict[str, float]:
    """What each article of a claim says for a day: the most that one of its sentences does."""
    says: dict[str, float] = {}
    for claim in weighed.claims:
        if (worth := _worth(claim, day) * share) > 0:
            says[claim.article_id] = max(worth, says.get(claim.article_id, 0))
    return says


def _days(span: DateSpan) -> tuple[date, ...]:
    """The days of a span that is short enough to select any."""
    if span.earliest is None or span.latest is None or (span.latest - span.earliest).days >= LONGEST:
        return ()
    return tuple(span.earliest + timedelta(n) for n in range((span.latest - span.earliest).days + 1))


def _worth(claim: Claim, day: date) -> float:
    """What a claim says for a day: nothing when it came out before that day."""
    if claim.published.latest is None or claim.published.latest < day:
        return 0.0
    later = (claim.published.latest - day).days
    return (1.0 if claim.kind in DEEDS else WORDS) * (1 + LASTING * math.log1p(later))


def _out_on(record: Record) -> Iterator[tuple[str, date]]:
    """Each article whose day of publication is known, with that day."""
    dates = {claim.article_id: claim.published for weighed in record.claims for claim in weighed.claims}
    for article, published in sorted(dates.items()):
        if published.earliest is not None and published.earliest == published.latest:
            yield article, published.earliest


def _day(day: date, what: _Told) -> Day:
    claims = tuple(weighed for _, weighed in sorted(what.claims.values(), key=_most_told))
    origins = {origin.id for weighed in claims for origin in weighed.origins}
    return Day(day, claims, len(origins), len(what.articles), round(math.fsum(what.articles.values()), 3))


def _most_told(claim: tuple[float, WeighedClaim]) -> tuple[object, ...]:
    worth, weighed = claim
    where = weighed.lead.citations[0]
    return (-round(worth, 6), -weighed.corroboration, where.start, where.article_id, weighed.id)
