"""Weighing: who said it first, who repeats it, what differs, how much a judgment may carry."""

from __future__ import annotations

from datetime import date

import pytest
import seed_claims
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_claims import OCTOBER, day, desk, group_of, ids, origin, said, seeds, seeds_by_rules, weighed

from briefing.types import (
    Claim,
    Confidence,
    ConflictKind,
    Hedge,
    Origin,
    OriginKind,
    Record,
)
from briefing.weigh import corroborating, independent, weigh
from briefing.weigh.origins import Tracer

# One event under several wordings, several events under one wording


@pytest.mark.parametrize(
    "together",
    [
        {"visit000", "visit002", "visit003", "talks003"},  # the visit of October 2016, and the talks held on it
        {"agreed000"},  # "aims to", which is no agreement
        {"agreed002", "agreed003"},  # two renderings of one SANA dispatch
        {"vote000", "vote002", "vote003"},  # "Russia's draft resolution", "a Russian draft resolution"
        {"visit001", "august002"},  # "the last third of August", "August 2015"
        {"public002", "public003"},  # the Syrian source told AFP; one paper dropped the credit
        {"appointed002", "appointed003"},
    ],
)
def test_what_says_the_same_is_joined(together: set[str]) -> None:
    assert ids(group_of(seeds(), min(together)).claims) == together


def test_the_visits_of_2015_2016_and_2018_stay_apart() -> None:
    visits = [group_of(seeds(), key).id for key in ("visit001", "visit000", "visit004")]
    assert len(set(visits)) == 3
    for kept in seeds().claims:
        days = [claim.event for claim in kept.claims if claim.event.known]
        assert all(one.overlaps(other) for one in days for other in days)


def test_a_visit_retold_a_year_later_joins_the_first_report_of_it() -> None:
    retold = group_of(seeds(), "august000")
    assert ids(retold.claims) == {"august000", "received001", "received002"}  # the last of them undated
    assert retold.event.earliest == date(2015, 8, 21)  # the narrower of "August" and "the last third of August"


def test_one_wording_at_two_dates_is_two_events() -> None:
    text = "Syrian intelligence chief Ali Mamlouk visited Cairo and met the head of Egyptian general intelligence."
    record = weighed(
        said(text, "a1", "One", "SANA", published=OCTOBER, event=OCTOBER),
        said(text, "a2", "Two", "SANA", published=day("2018-12-23"), event=day("2018-12-22")),
    )
    assert len(record.claims) == 2
    assert record.conflicts == ()


def test_opposite_statements_are_never_one_group() -> None:
    record = weighed(
        said("Egypt will send a military attache to the embassy in Damascus.", "a1", "One", "Sisi"),
        said("Egypt will not send a military attache to the embassy in Damascus.", "a2", "Two", "Ahmed Abu Zeid"),
    )
    assert len(record.claims) == 2
    assert [conflict.kind for conflict in record.conflicts] == [ConflictKind.CONTRADICTION]


def test_a_phrase_in_common_does_not_make_two_speakers_agree() -> None:
    vote = "Egypt's vote in favor of the Russian resolution at the Security Council"
    record = weighed(
        said(f"{vote} made Cairo's position on the ground clear.", "a1", "One", "a diplomat", anonymous=True),
        said(f"The ambassador condemned {vote} as painful to Arabs.", "a2", "Two", "al-Mouallimi"),
    )
    assert len(record.claims) == 2


def test_a_vote_for_one_draft_is_no_vote_for_its_rival() -> None:
    record = weighed(
        said("Cairo voted in favor of the Russian draft resolution at the Security Council.", "a1", "One"),
        said("Egypt also voted in favor of the French draft resolution at the Security Council.", "a2", "Two"),
    )
    assert [claim.corroboration for claim in record.claims] == [1, 1]


# Origins


@pytest.mark.parametrize(
    ("claim", "name", "kind", "interest", "published_by"),
    [
        (said("x", speaker="Syrian news agency SANA"), "SANA", OriginKind.STATE_AGENCY, "Syrian government", ("SANA",)),
        (said("x", speaker="SANA", relays=("AFP",)), "SANA", OriginKind.STATE_AGENCY, "Syrian government", ("SANA",)),
        (said("x", speaker="a well-informed source", anonymous=True, relays=("Al-Akhbar",)),
         "unnamed source to Al-Akhbar", OriginKind.ANONYMOUS, "", ("Al-Akhbar",)),
        (said("x", speaker="A high-ranking Syrian diplomatic source", anonymous=True, outlet="Mada Masr"),
         "unnamed Syrian diplomatic source to Mada Masr", OriginKind.ANONYMOUS, "Syrian government", ("Mada Masr",)),
        (said("x", speaker="A Lebanese politician familiar with Syria", anonymous=True, outlet="Mada Masr"),
         "unnamed Lebanese politician to Mada Masr", OriginKind.ANONYMOUS, "", ("Mada Masr",)),
        (said("x", outlet="Daily Sabah", event=OCTOBER),
         "Daily Sabah", OriginKind.OUTLET, "Turkish government", ("Daily Sabah",)),
        (said("x", outlet="Daily Sabah"), "Daily Sabah", OriginKind.OUTLET, "Turkish government", ()),  # of no date
        (said("x", outlet="Mada Masr", hedge=Hedge.REPORTED),
         "unnamed reports in Mada Masr", OriginKind.UNKNOWN, "", ()),
        (said("x", speaker="several media reports", outlet="Mada Masr"),
         "unnamed reports in Mada Masr", OriginKind.UNKNOWN, "", ()),
        (said("x", speaker="the Syrian president Bashar al-Assad", relays=("Al-Manar",)),
         "Bashar al-Assad", OriginKind.OFFICIAL, "Syrian government", ("Al-Manar",)),
        (said("x", speaker="Samy Hassan"), "Samy Hassan", OriginKind.PERSON, "", ("One",)),  # retired, an opponent
        (said("x", speaker="a spokesman for President Assad"), "a spokesman for President Assad",
         OriginKind.OFFICIAL, "", ("One",)),  # not Assad himself
        (said("x", speaker="EGPC"), "Egyptian General Petroleum Corporation",
         OriginKind.ORGANISATION, "Egyptian government", ("One",)),  # by its role in the desk file
        (said("x", speaker="SANA and Al-Akhbar"), "SANA and Al-Akhbar", OriginKind.PERSON, "", ("One",)),
        (said("x", relays=("Al-Akhbar",)), "Al-Akhbar", OriginKind.PARTY_PAPER, "Syrian government", ("Al-Akhbar",)),
    ],
)  # fmt: skip # read best in rows
def test_whom_a_claim_traces_to(
    claim: Claim, name: str, kind: OriginKind, interest: str, published_by: tuple[str, ...]
) -> None:
    origin = Tracer(desk(), {}).stated(claim)
    assert (origin.name, origin.kind, origin.interest, origin.published_by) == (name, kind, interest, published_by)
    assert origin.letter == "F"  # the desk has no record of any source yet


def test_three_articles_one_origin() -> None:
    for key, articles in (("visit000", 3), ("agreed002", 2)):
        group = group_of(seeds(), key)
        assert [origin.name for origin in group.origins] == ["SANA"]
        assert (len({claim.article_id for claim in group.claims}), group.corroboration) == (articles, 1)
        assert group.cap is Confidence.LOW
    assert group_of(seeds(), "visit000").lead.speaker == "SANA"


def test_a_dropped_credit_is_found_by_the_words() -> None:
    assert [origin.name for origin in group_of(seeds(), "public003").origins] == [
        "unnamed Syrian political source to AFP"
    ]


def test_nothing_in_the_seeds_is_corroborated_by_repetition() -> None:
    assert {weighed.corroboration for weighed in seeds().claims} == {1}
    assert {weighed.corroboration for weighed in seeds_by_rules().claims} == {1}


def test_two_outlets_with_their_own_words_corroborate_and_with_shared_words_do_not() -> None:
    event = {"event": OCTOBER}
    own = said("A Syrian delegation led by Mamlouk landed at Cairo airport on Monday evening.", "a1", "Paper", **event)
    other = said("Mamlouk landed at Cairo airport Monday with a Syrian delegation.", "a2", "Radio", **event)
    copy = said("A Syrian delegation led by Mamlouk landed at Cairo airport on Monday.", "a3", "Site", **event)
    assert [w.corroboration for w in weighed(own, other).claims] == [2]
    assert [w.corroboration for w in weighed(own, copy).claims] == [1]


def test_an_outlet_telling_of_last_year_is_no_first_hand_source() -> None:
    held = group_of(seeds(), "appointed002")
    assert len(held.origins) == 2
    assert held.corroboration == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (origin("SANA", "SANA", "Syria"), origin("AFP", "AFP"), True),
        (origin("SANA", "SANA", "Syria"), origin("SANA", "SANA", "Syria"), False),  # one originator
        (origin("Al-Akhbar", "Al-Akhbar"), origin("source", "Al-Akhbar"), False),  # one publication
        (origin("SANA", "SANA", "Syria"), origin("Al-Akhbar", "Al-Akhbar", "Syria"), False),  # one interest
        (origin("SANA", "SANA", "Syria"), origin("Sabah", "Sabah", "Turkey"), True),
        (origin("Mada", "Mada"), origin("Sabah", "Sabah"), True),  # unknown interests are not taken for one
        (origin("Mada", "Mada"), origin("unnamed reports"), False),  # not known to be first-hand
    ],
)
def test_independence(one: Origin, other: Origin, expected: bool) -> None:
    assert independent(one, other) is independent(other, one) is expected


ORIGINS = st.builds(
    origin, st.sampled_from("abcdef"), st.sampled_from(["", "p", "q", "r"]), st.sampled_from(["", "x", "y"])
)


@given(st.lists(ORIGINS, max_size=7))
def test_corroborating_origins_are_pairwise_independent_and_repetition_adds_none(origins: list[Origin]) -> None:
    chosen = corroborating(origins)
    assert all(independent(one, other) for at, one in enumerate(chosen) for other in chosen[at + 1 :])
    assert bool(chosen) is bool(origins)
    assert len(corroborating([*origins, *origins])) == len(chosen)


# Order


def test_newest_event_first_and_the_old_marked() -> None:
    record = seeds()
    assert [weighed.id for weighed in record.claims] == [f"w{at}" for at in range(1, len(record.claims) + 1)]
    place = {claim.id: at for at, weighed in enumerate(record.claims) for claim in weighed.claims}
    assert place["visit004"] < place["kuwait004"] < place["visit000"] < place["ship001"] < place["appointed002"]
    assert not group_of(record, "visit004").background
    assert group_of(record, "visit000").background
    assert group_of(record, "last004").background


@settings(max_examples=15, deadline=None)
@given(st.permutations(seed_claims.claims()))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    assert weigh(claims, seed_claims.articles(), desk()) == seeds()


def test_every_claim_is_in_exactly_one_group() -> None:
    held = [claim.id for weighed in seeds().claims for claim in weighed.claims]
    assert sorted(held) == sorted(claim.id for claim in seed_claims.claims())
    assert weighed() == Record((), ())
