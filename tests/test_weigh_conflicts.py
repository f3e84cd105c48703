"""Weighing: what differs between claims, and how much a judgment may carry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from seed_claims import OCTOBER, day, group_of, origin, said, seeds, seeds_by_rules, weighed

from briefing.types import (
    UNKNOWN_DATE,
    Confidence,
    Conflict,
    ConflictKind,
    Origin,
    Record,
    WeighedClaim,
)
from briefing.weigh import basis, cap, corroborating
from briefing.weigh.quantities import quantities

# Conflicts


def by_about(record: Record) -> dict[str, Conflict]:
    return {conflict.about: conflict for conflict in record.conflicts}


@pytest.mark.parametrize("record", [seeds, seeds_by_rules], ids=["model", "rules"])
def test_the_seeds_conflict_where_they_do_and_nowhere_else(record) -> None:
    found = by_about(record())
    assert set(found) == {"oil aid to Egypt", "death toll"}, "a six-year and a five-year conflict are one count apart"
    values = {about: [value.lower() for value, _ in conflict.sides] for about, conflict in found.items()}
    assert values["oil aid to Egypt"] == ["suspended", "would halt", "reportedly resumed"]
    assert values["death toll"] == ["more than a quarter of a million", "more than 470,000"]
    assert [conflict.id for conflict in record().conflicts] == ["x1", "x2"]


BLAST = "A car bomb killed {} people at the Rashidin bus convoy outside Aleppo on Monday, a witness told {}."


def tolls(one: str, other: str, **more: object) -> tuple[Conflict, ...]:
    first = said(BLAST.format(one, "reporters"), "a1", "One", event=OCTOBER)
    second = said(BLAST.format(other, "the station"), "a2", "Two", event=OCTOBER)
    return weighed(first, replace(second, **more)).conflicts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("40", "68", True),
        ("40", "40", False),
        ("at least 40", "43", False),  # both can hold
        ("more than 200", "250", False),
        ("at least 68", "40", True),
        ("about 100", "105", False),
        ("dozens of", "30", False),
        ("about 100", "160", True),
    ],
)
def test_figures_of_one_event(one: str, other: str, expected: bool) -> None:
    assert bool(tolls(one, other)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell, killing 8 people and injuring more than 55.", [("killed", 8), ("wounded", 55)]),
        ("At least 14 people were killed 25 were wounded in the attack.", [("killed", 14), ("wounded", 25)]),
        ("Child killed 20 people injured in attacks.", [("wounded", 20)]),
        ("The death toll from the five-year conflict is 470,000.", [("year conflict", 5), ("killed", 470_000)]),
        ("More than a quarter of a million were killed and 10 million displaced.", [("killed", 250_000),
         ("displaced", 10_000_000)]),
        ("It was his second visit, in 2015, and dozens were killed.", []),
    ],
)  # fmt: skip
def test_what_a_figure_measures(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(quantity.measure, quantity.value) for quantity in quantities(text)] == expected


def test_figures_of_two_events_are_no_conflict() -> None:
    later = day("2016-10-24")
    assert tolls("40", "68", event=later, published=later) == ()
    hama = "A car bomb killed 15 people near a security headquarters in the Syrian city of Hama on Monday."
    homs = "A car bomb killed 5 people near a security headquarters in the Syrian city of Homs on Monday."
    assert weighed(said(hama, "a1", event=OCTOBER), said(homs, "a2", "Two", event=OCTOBER)).conflicts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The war in Syria has killed more than 250,000 people.", "The war in Syria displaced more than 10 million."),
        ("The Syrian war has killed more than 250,000 people.", "The Syrian war has killed at least 280,000 people."),
        ("The war in Syria has killed more than 250,000 people.", "The war saw more than 12,000 tortured to death."),
        ("Egypt refused to halt relations with Syria.", "Egypt and Syria agreed to restore relations."),
        ("Riyadh suspended its oil aid to Egypt.", "Cairo resumed flights to Egypt's Sinai."),
        ("A failed bid to reopen the supply route into Aleppo.", "The army severed the supply route into Aleppo."),
        ("It was his first public visit to Cairo.", "The visit to Cairo is not the first."),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_conflict(one: str, other: str) -> None:
    assert weighed(said(one, "a1", "One", "UN"), said(other, "a2", "Two", "Saudi Aramco")).conflicts == ()


def test_one_event_on_two_days_is_a_conflict_and_a_shared_interval_is_not() -> None:
    text = "Ali Mamlouk landed in Cairo to meet Khaled Fawzy for talks on security coordination{}."
    first = said(text.format(""), "a1", "One", event=day("2016-10-15"))
    second = said(text.format(" in Egypt"), "a2", "Two", event=day("2016-10-17"))
    dates = weighed(first, second).conflicts
    assert [(c.kind, [v for v, _ in c.sides]) for c in dates] == [
        (ConflictKind.DATE, ["15 October 2016", "17 October 2016"])
    ]
    assert weighed(first, replace(second, event=day("2016-10-14", "2016-10-16"))).conflicts == ()


# How much a judgment may carry


def resting_on(*origins: Origin, key: str = "c") -> WeighedClaim:
    claim = said("x", key)
    return WeighedClaim(
        "w1", (claim,), origins, len(corroborating(origins)), Confidence.LOW, UNKNOWN_DATE, background=False
    )


SYRIA, TURKEY, AFP = origin("SANA", "SANA", "Syria"), origin("Sabah", "Sabah", "Turkey"), origin("AFP", "AFP")
DISPUTED = Conflict(
    "x1", ConflictKind.STATUS, "oil aid to Egypt", (("halted", said("x", "c")), ("resumed", said("y", "d")))
)


@pytest.mark.parametrize(
    ("claims", "conflicts", "expected"),
    [
        ([], (), Confidence.LOW),
        ([resting_on(SYRIA)], (), Confidence.LOW),
        ([resting_on(SYRIA), resting_on(SYRIA, key="d")], (), Confidence.LOW),
        ([resting_on(SYRIA, AFP)], (), Confidence.MODERATE),
        ([resting_on(SYRIA), resting_on(AFP, key="d")], (), Confidence.LOW),  # neither fact told by both
        ([resting_on(SYRIA, AFP), resting_on(TURKEY, key="d")], (), Confidence.MODERATE),
        ([resting_on(SYRIA, TURKEY)], (), Confidence.HIGH),
        ([resting_on(SYRIA, TURKEY)], (DISPUTED,), Confidence.MODERATE),
        ([resting_on(SYRIA, TURKEY, key="other")], (DISPUTED,), Confidence.HIGH),
    ],
)
def test_cap(claims: list[WeighedClaim], conflicts: tuple[Conflict, ...], expected: Confidence) -> None:
    assert cap(claims, conflicts) is expected


@pytest.mark.parametrize(
    ("claims", "conflicts", "expected"),
    [
        ([resting_on(SYRIA)], (), "it draws on one origin (SANA), told by one article"),
        ([resting_on(SYRIA), resting_on(SYRIA, key="d")], (),
         "it draws on one origin (SANA), repeated by two articles"),
        ([resting_on(SYRIA, TURKEY)], (),
         "two independent origins with different interests (SANA and Sabah) corroborate it"),
        ([resting_on(SYRIA), resting_on(AFP, key="d")], (),
         "it draws on two independent origins (AFP and SANA), neither confirming the other"),
        ([resting_on(SYRIA, AFP), resting_on(SYRIA, key="d")], (),
         "two independent origins (AFP and SANA) partly corroborate it"),
        ([resting_on(SYRIA)], (DISPUTED,), "it draws on one origin (SANA), told by one article, "
         "and reporting conflicts on oil aid to Egypt"),
        ([], (), "no reporting bears on it"),
    ],
)  # fmt: skip
def test_basis(claims: list[WeighedClaim], conflicts: tuple[Conflict, ...], expected: str) -> None:
    assert basis(claims, conflicts) == expected


def test_basis_on_the_seeds_counts_articles_and_origins() -> None:
    visit = group_of(seeds(), "visit000")
    assert basis([visit], seeds().conflicts) == "it draws on one origin (SANA), repeated by three articles"
