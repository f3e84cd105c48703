"""The days a timeline selects: what tells of a day, what does not, and in which order they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_claims import day, seeds_by_rules

from briefing.timeline import Day, days
from briefing.types import (
    UNKNOWN_DATE,
    Citation,
    Claim,
    ClaimKind,
    Confidence,
    DateSpan,
    Hedge,
    Origin,
    OriginKind,
    Record,
    WeighedClaim,
)

MAY = date(2011, 5, 1)


def on(number: int) -> DateSpan:
    return day((MAY + timedelta(number - 1)).isoformat())


def said(article: str, published: DateSpan, event: DateSpan = UNKNOWN_DATE, kind: ClaimKind = ClaimKind.EVENT) -> Claim:
    text = f"{article} says it."
    cited = (Citation(article, 0, len(text), text),)
    return Claim(f"c{article}", article, text, cited, "", False, (), "Wire", kind, Hedge.NONE, event, published)


def told(key: str, *claims: Claim, origins: tuple[str, ...] = ("Wire",)) -> WeighedClaim:
    made = tuple(Origin(name, name, OriginKind.OUTLET, "") for name in origins)
    return WeighedClaim(key, claims, made, len(made), Confidence.LOW, claims[0].event, background=False)


def record(*claims: Claim) -> Record:
    return Record(tuple(told(f"w{n}", claim) for n, claim in enumerate(claims, start=1)), ())


def picked(made: Record, limit: int = 10) -> list[date]:
    return [each.day for each in days(made, limit)]


def days_of(*numbers: int) -> list[date]:
    return [MAY + timedelta(number - 1) for number in numbers]


@pytest.mark.parametrize(
    ("event", "published", "expected"),
    [
        (on(3), on(4), days_of(3)),
        (day("2011-05-03", "2011-05-04"), on(5), days_of(3, 4)),
        (day("2011-05-01", "2011-05-07"), on(8), []),  # "last week" is no day
        (UNKNOWN_DATE, on(4), []),  # a report that dates nothing
        (on(9), on(4), []),  # announced, not yet told
        (on(3), UNKNOWN_DATE, []),  # when it was told is not known
    ],
)
def test_a_day_is_selected_by_what_tells_of_it_afterwards(
    event: DateSpan, published: DateSpan, expected: list[date]
) -> None:
    assert picked(record(said("a", published, event))) == expected


def test_what_is_still_told_weeks_later_outweighs_what_was_told_at_once() -> None:
    at_once = [said(f"n{n}", on(6), on(5)) for n in range(2)]
    later = [said(f"l{n}", on(40), on(10)) for n in range(2)]
    assert picked(record(*at_once, *later), 1) == days_of(10)


def test_a_deed_outweighs_words() -> None:
    words = [said(f"w{n}", on(5), on(5), ClaimKind.STATEMENT) for n in range(2)]
    deeds = [said(f"d{n}", on(6), on(6)) for n in range(2)]
    assert picked(record(*words, *deeds), 1) == days_of(6)


def test_an_article_counts_once_for_a_day_however_often_it_tells_of_it() -> None:
    often = [replace(said("one", on(5), on(5)), id=f"c{n}") for n in range(5)]
    twice = [said(f"a{n}", on(6), on(6)) for n in range(2)]
    assert picked(record(*often, *twice), 1) == days_of(6)


def test_articles_that_date_nothing_tell_of_the_day_they_came_out() -> None:
    """Only where something dated says what happened: a day without a claim has nothing to print."""
    undated = [said(f"u{n}", on(6)) for n in range(2)]
    dated = [said("a", on(5), on(5)), said("b", on(6), on(6))]
    assert picked(record(*dated), 1) == days_of(5)
    assert picked(record(*dated, *undated), 1) == days_of(6)
    assert picked(record(*undated)) == []


def test_a_day_says_what_it_rests_on() -> None:
    both = told("w1", said("a", on(3), on(3)), said("b", on(9), on(3)), origins=("Wire", "SANA"))
    words = told("w2", said("c", on(3), on(3), ClaimKind.STATEMENT))
    (only,) = days(Record((words, both), ()), 5)
    assert only == Day(days_of(3)[0], (both, words), origins=2, articles=3, weight=only.weight)
    assert only.weight > 0


@pytest.mark.parametrize(("limit", "count"), [(-1, 0), (0, 0), (2, 2), (9, 4)])
def test_at_most_so_many_days_earliest_first(limit: int, count: int) -> None:
    made = record(*(said(f"a{n}", on(n), on(n)) for n in (8, 2, 6, 4)))
    assert picked(made, limit) == sorted(picked(made, limit))
    assert len(picked(made, limit)) == count


def test_no_record_no_days() -> None:
    assert days(Record((), ()), 5) == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_fewer_days_are_the_best_of_more(
    events: list[tuple[int, int]], random: object
) -> None:
    made = record(*(said(f"a{n}", on(at + later), on(at)) for n, (at, later) in enumerate(events)))
    mixed = list(made.claims)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert days(Record(tuple(mixed), ()), 4) == days(made, 4)
    assert set(days(made, 2)) <= set(days(made, 4))
    assert all(len(each.claims) >= 1 and each.articles >= 1 and each.weight > 0 for each in days(made, 9))


def test_the_visit_that_three_seed_articles_tell_of_comes_first() -> None:
    (first,) = days(seeds_by_rules(), 1)
    assert first.day == date(2016, 10, 17)
    assert first.articles >= 3
    assert all(claim.event.earliest and claim.event.earliest <= first.day for claim in first.claims)
