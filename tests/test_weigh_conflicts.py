"""Weighing: what differs between claims, and how much a judgment may carry."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from seed_claims import (
    OCTOBER,
    SEEDS,
    articles,
    day,
    group_of,
    origin,
    said,
    seeds,
    seeds_by_rules,
    weighed,
)

from briefing.collect.files import collect
from briefing.split import split
from briefing.types import (
    UNKNOWN_DATE,
    Article,
    Claim,
    Confidence,
    Conflict,
    ConflictKind,
    DateSpan,
    Hedge,
    Origin,
    Record,
    WeighedClaim,
)
from briefing.weigh import basis, cap, corroborating
from briefing.weigh.quantities import quantities

# Conflicts


Place = tuple[str, int]  # article number, sentence number
GOLD = Path(__file__).with_name("seed_conflicts.toml")


@cache
def numbers() -> dict[str, str]:
    """Return the number of each article by the id that either way of reading the seeds gives it."""
    by_text = {article.text: number for number, article in articles().items()}
    return {article.id: by_text[article.text] for article in collect(SEEDS / "articles")} | {n: n for n in articles()}


@cache
def sentences() -> dict[str, Article]:
    return {number: split(article) for number, article in articles().items()}


def places(number: str, start: int, end: int) -> frozenset[Place]:
    held = sentences()[number].sentences
    return frozenset((number, s.number) for s in held if s.start < end and start < s.end)


def side_places(number: str, words: str) -> frozenset[Place]:
    start = sentences()[number].text.replace("\u00a0", " ").index(words)
    found = places(number, start, start + len(words))
    assert found, (number, words)
    return found


def listed(table: str) -> list[dict[str, Any]]:
    """Return the rows of the hand-made list, each side as the sentences its words stand in."""
    rows: list[dict[str, Any]] = tomllib.loads(GOLD.read_text(encoding="utf-8"))[table]
    return [{**row, "places": [side_places(*side) for side in row["sides"]]} for row in rows]


def found_places(conflict: Conflict) -> list[frozenset[Place]]:
    """Return the sentences each side of a conflict cites."""
    return [
        frozenset().union(*(places(numbers()[c.article_id], c.start, c.end) for c in claim.citations))
        for _, claim in conflict.sides
    ]


def sides_met(sides: list[frozenset[Place]], found: list[frozenset[Place]]) -> int:
    return sum(any(side & each for each in found) for side in sides)


def judged(record: Record) -> tuple[list[str], list[str], list[str]]:
    """Return the keys found, the `about` of what was found wrong, and the keys missed."""
    gold = listed("conflict")
    right: dict[str, str] = {}
    for conflict in record.conflicts:
        for row in gold:
            if row["kind"] == conflict.kind and sides_met(row["places"], found_places(conflict)) > 1:
                right[conflict.id] = row["key"]
    wrong = [conflict.about for conflict in record.conflicts if conflict.id not in right]
    missed = [row["key"] for row in gold if row["key"] not in right.values()]
    return sorted(right.values()), wrong, missed


FOUND = ["death toll", "new cooperation", "oil", "reason for the halt", "why the draft fell"]
MISSED = ["Mamlouk's office", "who had it first"]


@pytest.mark.parametrize(
    ("record", "found", "missed"),
    [
        (seeds, FOUND, ["day of the visit", *MISSED]),
        (seeds_by_rules, sorted([*FOUND, "day of the visit"]), MISSED),
    ],
    ids=["model", "rules"],
)
def test_the_seeds_conflict_where_a_reader_finds_it(
    record: Callable[[], Record], found: list[str], missed: list[str]
) -> None:
    assert judged(record()) == (found, [], missed)


@pytest.mark.parametrize("record", [seeds, seeds_by_rules], ids=["model", "rules"])
def test_what_only_looks_like_a_conflict_in_the_seeds_is_none(record: Callable[[], Record]) -> None:
    for conflict in record().conflicts:
        for row in listed("compatible"):
            assert sides_met(row["places"], found_places(conflict)) < 2, (row["why"], conflict.about)


@pytest.mark.parametrize("record", [seeds, seeds_by_rules], ids=["model", "rules"])
def test_how_the_sides_of_the_seeds_are_put(record: Callable[[], Record]) -> None:
    put = {conflict.about: [value.lower() for value, _ in conflict.sides] for conflict in record().conflicts}
    assert put["oil aid to Egypt"] == ["suspended", "would halt", "reportedly resumed"]
    assert put["death toll"] == ["more than a quarter of a million", "more than 470,000"]
    assert put["new cooperation"] == ["denied", "affirmed"]
    assert put["reason the draft fell"] == ["failed to garner the votes", "defeated by vetoes"]
    assert [conflict.id for conflict in record().conflicts] == [f"x{at}" for at in range(1, len(put) + 1)]


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
        ("The Council wants clarity on reports suggesting that 1300 people were killed.", []),
        ("According to reports that 1300 people were killed, it was gas.", [("killed", 1300)]),
    ],
)  # fmt: skip # read best in rows
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
)  # fmt: skip # read best in rows
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


def kinds(*claims: Claim) -> list[tuple[str, str, list[str]]]:
    return [(c.kind.value, c.about, [value for value, _ in c.sides]) for c in weighed(*claims).conflicts]


@pytest.mark.parametrize(
    ("denied", "affirmed", "about"),
    [
        ("Russia denied that its aircraft bombed the hospital in Aleppo.",
         "A Russian aircraft bombed a hospital in Aleppo on Sunday.",
         "whether its aircraft bombed the hospital in Aleppo"),
        ("The Syrian government denied using chemical weapons.",
         "The Syrian government used chemical weapons on the suburb.", "use of chemical weapons"),
        ("Moscow rejected claims that Russia had shelled the convoy at Urem.",
         "Russia shelled the convoy at Urem, rescuers said.", "whether Russia had shelled the convoy at Urem"),
        ("Egypt denied any responsibility for the sinking of the ferry Salem.",
         "Activists accused Egypt of the sinking of the ferry Salem.",
         "responsibility for the sinking of the ferry Salem"),
    ],
)  # fmt: skip # read best in rows
def test_a_denial_meets_what_it_denies(denied: str, affirmed: str, about: str) -> None:
    found = kinds(said(denied, "a1", speaker="Russia"), said(affirmed, "a2", "Two", "Rescuers"))
    assert [(kind, name, values[0]) for kind, name, values in found] == [("contradiction", about, "denied")]


@pytest.mark.parametrize(
    ("denied", "other"),
    [
        ("Russia denied that its aircraft bombed the hospital in Aleppo.", "The UN will investigate whether Russian "
         "aircraft bombed a hospital in Aleppo."),
        ("Russia denied that its aircraft bombed the hospital in Aleppo.", "Syrian aircraft bombed a market in Idlib."),
        ("The Syrian government denied using chemical weapons.", "Syria shipped its chemical weapons abroad."),
        ("The raids were meant to deny Daesh the road to Aleppo.", "Daesh used the road to Aleppo."),
        ("Assad denied responsibility for the Ghouta massacre.",
         "Assad's envoy blamed France for the Ghouta massacre."),
        ("The convoy was denied access to Daraya.", "The convoy was given access to Daraya a week later."),
        ("Egypt has no new plan for the summit.", "Egypt will expand the plan for the summit."),
    ],
)  # fmt: skip # read best in rows
def test_what_is_denied_of_something_else_is_no_contradiction(denied: str, other: str) -> None:
    assert kinds(said(denied, "a1", speaker="Russia"), said(other, "a2", "Two", "Rescuers")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Saudi Arabia suspended oil supplies to Egypt because of the vote.",
         "Saudi Arabia suspended oil supplies to Egypt without giving a reason.", True),
        ("Saudi Arabia suspended oil supplies to Egypt amid tension over Syria.",
         "Aramco gave no reason for the suspension, Egypt said.", False),  # names no thing
        ("Saudi Arabia suspended oil supplies to Egypt amid tension over Syria.",
         "Aramco gave Egypt no timeline or reason for the suspension.", False),
        ("Saudi Arabia suspended oil supplies to Egypt amid tension over Syria.",
         "The reason for the suspension of supplies to Egypt was not disclosed.", True),
        ("The warplane crashed near Jayrud because of a technical fault, Syria said.",
         "Rebels said they shot down the warplane near Jayrud in Syria.", True),
        ("A helicopter was shot down near Saraqeb in Syria.", "A jet crashed in Egypt after a technical fault.", False),
        ("Cairo closed the Rafah crossing into Egypt because of an attack in Sinai.",
         "Cairo closed the Rafah crossing into Egypt because of a public holiday.", True),
        ("Four people died in Egypt because of a strike.", "Nine people died in Egypt because of a flood.", False),
        ("Egypt and Syria hold talks amid warming ties.", "Egypt gave no reason for the ban on flights.", False),
    ],
)  # fmt: skip # read best in rows
def test_causes(one: str, other: str, expected: bool) -> None:
    found = kinds(said(one, "a1", "One"), said(other, "a2", "Two"))
    assert [kind for kind, _, _ in found] == ["cause"] * expected


WORDS = "“The government has to respect the rights of its people and end the siege of the two towns at once,” {} said."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sergei Lavrov", "John Kerry", True),
        ("Sergei Lavrov", "Lavrov", False),
        ("Sergei Lavrov", "", False),
        ("the source", "Sergei Lavrov", False),
    ],
)
def test_the_same_words_in_two_mouths(one: str, other: str, expected: bool) -> None:
    first = said(WORDS.format(one), "a1", "One", one)
    second = said(WORDS.format(other or "he"), "a2", "Two", other)
    assert [kind for kind, _, _ in kinds(first, second)] == ["attribution"] * expected


def test_whoever_is_quoted_by_the_other_is_no_rival() -> None:
    first = said(WORDS.format("Sergei Lavrov"), "a1", "One", "Sergei Lavrov")
    assert kinds(first, said(WORDS.format("Lavrov, as Kerry recalled,"), "a2", "Two", "John Kerry")) == []


@pytest.mark.parametrize(
    ("hedge", "later", "expected"),
    [
        (Hedge.NONE, "2016-10-17", True),  # of one day: which holds?
        (Hedge.NONE, "2016-10-24", False),  # told flatly and later: it flows again
        (Hedge.REPORTED, "2016-10-24", True),
    ],
)
def test_a_stop_and_a_restart_conflict_while_it_is_open_which_holds(hedge: Hedge, later: str, expected: bool) -> None:
    first = said("Riyadh suspended oil supplies to Egypt.", event=OCTOBER)
    second = said("Oil supplies to Egypt were resumed.", "a2", "Two", hedge=hedge, event=day(later))
    assert bool(weighed(first, second).conflicts) is expected


def test_an_announced_restart_agrees_with_the_stop() -> None:
    first, second = "Riyadh suspended oil supplies to Egypt.", "Riyadh would resume oil supplies to Egypt."
    assert weighed(said(first), said(second, "a2", "Two")).conflicts == ()


@pytest.mark.parametrize(("speaker", "expected"), [("SANA", True), ("Al-Akhbar", False)])
def test_two_renderings_of_one_dispatch_are_no_conflict_and_are_told(speaker: str, expected: bool) -> None:
    first = said("The two sides agreed to reopen the embassies in Cairo and Damascus.", "a1", "One", "SANA")
    second = said("The two sides plan to reopen embassies in Cairo and Damascus.", "a2", "Two", speaker)
    record = weighed(first, second)
    noted = [
        " one dispatch is rendered “agreed” by One and “plan” by Two" in w.credibility.reason for w in record.claims
    ]
    assert (record.conflicts, noted) == ((), [expected, expected])
    assert [w.corroboration for w in record.claims] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "days_later", "expected"),
    [
        ("at least 40", "at least 68", 3, True),  # copied words, another figure
        ("40", "68", 3, True),
        ("at least 40", "43", 3, False),
        ("40", "68", 30, False),
    ],
)
def test_a_copy_with_another_figure(one: str, other: str, days_later: int, expected: bool) -> None:
    text = "A car bomb killed {} people at the Rashidin bus convoy outside Aleppo as families waited to be let through."
    later = DateSpan(*(date(2016, 10, 17) + timedelta(days_later),) * 2, OCTOBER.basis)
    second = said(text.format(other), "a2", "Two", published=later)
    assert bool(weighed(said(text.format(one), "a1", "One"), second).conflicts) is expected


@pytest.mark.parametrize("record", [seeds, seeds_by_rules], ids=["model", "rules"])
def test_what_a_conflict_is_about_reads_as_a_noun_phrase(record: Callable[[], Record]) -> None:
    for conflict in record().conflicts:
        assert ":" not in conflict.about
        assert not conflict.about.endswith((" the", " of", " to", ","))
        assert len(conflict.about) <= 100


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
)  # fmt: skip # read best in rows
def test_basis(claims: list[WeighedClaim], conflicts: tuple[Conflict, ...], expected: str) -> None:
    assert basis(claims, conflicts) == expected


def test_basis_on_the_seeds_counts_articles_and_origins() -> None:
    visit = group_of(seeds(), "visit000")
    assert basis([visit], seeds().conflicts) == "it draws on one origin (SANA), repeated by three articles"


# Tolls of one incident


def tolls_in(*claims: Claim) -> list[tuple[str, ...]]:
    return [
        tuple(sorted(value for value, _ in conflict.sides))
        for conflict in weighed(*claims).conflicts
        if conflict.kind is ConflictKind.FIGURE
    ]


def test_bounds_far_apart_are_two_counts_of_one_attack_and_never_one_statement() -> None:
    gas = "people were killed in a nerve gas attack on the Ghouta suburbs of Damascus"
    one = said(f"At least 1,300 {gas}, George Sabra said.", "a1", "One", "George Sabra", event=OCTOBER)
    other = said(f"The Revolution Commission claims that at least 640 {gas}.", "a2", "Two", event=OCTOBER)
    assert len(weighed(one, other).claims) == 2
    assert tolls_in(one, other) == [("At least 1,300", "at least 640")]


@pytest.mark.parametrize(
    ("second", "conflict"),
    [
        ("Another group, the Coordination Committees, put the death toll at 30.", True),
        ("Another group, the Coordination Committees, put the death toll at 24.", False),  # rounding
        ("The Coordination Committees buried 30 people killed last year in Homs.", False),
    ],
)
def test_an_article_sets_a_second_toll_beside_the_first(second: str, conflict: bool) -> None:
    first = said("At least 23 people were killed in Oweijel, the Observatory said.", "a1", "One", "Observatory")
    then = said(second, "a1", "One", "Coordination Committees")
    assert bool(tolls_in(first, then)) is conflict


def test_a_total_that_grew_is_one_side() -> None:
    def total(figure: str, article: str, who: str, published: str) -> Claim:
        text = f"Since the war in Syria began, more than {figure} people have been killed."
        return said(text, article, article, who, published=day(published))

    found = tolls_in(
        total("290,000", "a1", "Observatory", "2016-09-05"),
        total("300,000", "a2", "Observatory", "2016-10-13"),
        total("470,000", "a3", "Policy Research Center", "2016-10-14"),
    )
    assert found == [("more than 300,000", "more than 470,000")]


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("The Syrian government used chemical weapons in Ghouta.", True),
        ("The Syrian government called reports that it had used chemical weapons untrue.", False),
        ("Obama has made the use of chemical weapons by the Syrian government a red line.", False),
        ("Troops of the Syrian government choked after rebels used chemical weapons.", False),
    ],
)
def test_only_who_says_that_the_denier_did_it_contradicts_a_denial(text: str, conflict: bool) -> None:
    denied = said("The Syrian government denied using chemical weapons.", "a1", "One", "Assad")
    found = weighed(denied, said(text, "a2", "Two", "someone else")).conflicts
    assert bool(found) is conflict
