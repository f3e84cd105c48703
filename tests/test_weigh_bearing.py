"""Weighing: which open conflicts bear on a judgment, and what is told twice without being a second report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from seed_claims import OCTOBER, articles, cite, claims, day, desk, group_of, said, seeds, weighed

from briefing.types import Citation, Claim, ClaimKind, ConflictKind, Hedge, Record, TracedBy
from briefing.weigh import bearing, weigh

ANGER = said("Saudi Arabia reacted angrily to Cairo's vote.", "a9", "Three")
STOP = said("Riyadh suspended oil supplies to Egypt.", "a1", "One")
FLOW = said("Oil supplies to Egypt were resumed.", "a2", "Two", hedge=Hedge.REPORTED)


def touched(record: Record, *keys: str) -> list[str]:
    return [x.about for x in bearing(record, {group_of(record, key).id for key in keys}, desk())]


@pytest.mark.parametrize(
    ("rested", "expected"),
    [
        (STOP, True),  # a side of it
        (ANGER, True),  # Saudi Arabia, at one time
        (replace(ANGER, published=day("2018-12-24")), False),  # another time
        (replace(ANGER, event=day("2015-08-21", "2015-08-31")), False),  # told now, of another time
        (said("Egypt's embassy in Damascus is open.", "a9", "Three"), False),  # only what the desk is about
        (said("James Jeffrey spoke in Washington.", "a9", "Three"), False),
    ],
)
def test_a_conflict_bears_on_what_is_of_one_time_and_names_one_party(rested: Claim, expected: bool) -> None:
    record = weighed(STOP, FLOW, rested) if rested is not STOP else weighed(STOP, FLOW)
    assert touched(record, rested.id) == ["oil supplies to Egypt"] * expected


def test_on_the_seeds_each_judgment_is_touched_by_the_conflicts_of_its_matter() -> None:
    record = seeds()
    assert touched(record, "painful002") == [
        "reason for the halt in oil aid to Egypt",
        "reason the draft fell",  # the vote that pained him
        "oil aid to Egypt",
    ]
    assert touched(record, "nonew000") == ["new cooperation"]
    assert touched(record, "visit004") == touched(record, "visit001") == []
    assert bearing(record, {"w0"}, desk()) == ()


def test_conflicts_that_share_a_side_bear_together() -> None:
    halt = said("Aramco informed Cairo that it would halt oil supplies to Egypt.", "a3", "Three", kind=ClaimKind.PLAN)
    record = weighed(STOP, FLOW, halt, said("Sedki Sobhi said nothing.", "a4", "Four"))
    for key in (STOP.id, FLOW.id, halt.id):
        assert touched(record, key) == [conflict.about for conflict in record.conflicts]


# What one dispatch, one article or one bound tells


def test_the_toll_of_two_bodies_differs_and_neither_excludes_the_other() -> None:
    for key in ("toll003", "tollscpr003"):
        told = group_of(seeds(), key).credibility
        assert told.digit == 3
        assert told.reason.endswith("but reports conflict on death toll")


def test_two_exact_counts_exclude_each_other() -> None:
    text = "A car bomb killed {} civilians outside a bakery in the city of Hasakeh on Monday."
    record = weighed(
        said(text.format(16), "a1", "Paper", event=OCTOBER), said(text.format(44), "a2", "Radio", event=OCTOBER)
    )
    assert [each.credibility.digit for each in record.claims] == [4, 4]


def test_the_stronger_rendering_of_one_dispatch_says_that_there_is_a_weaker_one() -> None:
    for key in ("agreed000", "agreed003"):
        assert (
            "“aims” by Mada Masr, and the weaker is all it is taken to say" in group_of(seeds(), key).credibility.reason
        )
    assert "rendered" not in group_of(seeds(), "nonew000").credibility.reason


def test_the_day_of_a_journey_known_only_from_officials_who_travelled() -> None:
    """As a model reads it: no event date, the person only in the cited words."""
    article = articles()["002"]
    words = (
        "Although Egypt has yet to make any official statements on Mamlouk’s visit, media outlets in the country over"
    )
    weekend = said(
        "Media outlets in Egypt reported over the weekend that Syrian officials had traveled to the country.",
        "002", "Middle East Observer", "media outlets in the country", anonymous=True, published=article.published,
        citations=(cite(article, words),),
    )  # fmt: skip # read best in rows
    kept = [claim for claim in claims() if claim.id in ("talks003", "visit000")]
    (found,) = weigh([weekend, *kept], articles(), desk()).conflicts
    assert (found.kind, found.about) == (ConflictKind.DATE, "date of the visit (Ali Mamlouk)")
    assert {value for value, _ in found.sides} == {"17 October 2016", "15–16 October 2016"}


LEDE = (
    "A top Syrian intelligence official has discussed security coordination with his Egyptian counterpart amid warmth."
)


@pytest.mark.parametrize(
    ("body", "chain"),
    [
        ("SANA said the Syrian intelligence chief and the Egyptian official agreed on security coordination.",
         ("SANA", "One")),
        ("SANA said a wheat shipment reached Tartus.", ("One",)),
    ],
)  # fmt: skip # read best in rows
def test_a_lede_is_told_by_whom_the_article_goes_on_to_credit(body: str, chain: tuple[str, ...]) -> None:
    first, second = Citation("a1", 0, len(LEDE), LEDE), Citation("a1", 200, 200 + len(body), body)
    record = weighed(
        said(LEDE, "a1", "One", citations=(first,)), said(body, "a1", "One", "SANA", citations=(second,), id="body")
    )
    (lineage,) = (way for group in record.claims for way in group.lineages if way.claim_id != "body")
    assert lineage.chain == chain
    assert lineage.traced_by is (TracedBy.NAMED_ELSEWHERE if len(chain) > 1 else TracedBy.OWN_VOICE)


def test_a_quotation_that_only_says_who_is_meant_carries_no_credit() -> None:
    context = (
        "A Syrian source in Damascus said that Mamluk had met with Egyptian officials in Cairo previously, in public."
    )
    visit = "The visit comes amid growing tension between Egypt and Saudi Arabia over policy."
    record = weighed(
        said(context, "a1", "One", "a Syrian source in Damascus", anonymous=True, relays=("AFP",)),
        said("Mamluk's visit comes amid growing tension between Egypt and Saudi Arabia over policy.", "a2", "Two",
             citations=(Citation("a2", 0, len(context), context), Citation("a2", 200, 200 + len(visit), visit))),
    )  # fmt: skip # read best in rows
    assert {way.chain for group in record.claims for way in group.lineages if way.article_id == "a2"} == {("Two",)}


def test_what_a_talk_is_meant_for_does_not_make_it_agreed() -> None:
    talks = "Mamluk held talks in Egypt on Monday with a view to coordinating political stances with Cairo."
    agreed = "Mamluk and Egypt agreed to coordinate political stances with Cairo."
    record = weighed(said(talks, "a1", "One", "SANA", event=OCTOBER), said(agreed, "a2", "Two", "SANA", event=OCTOBER))
    assert len(record.claims) == 2


def test_a_judgment_of_a_deed_never_leads_the_reports_of_it() -> None:
    assert group_of(seeds(), "vote000").lead.id in ("vote002", "vote003")
