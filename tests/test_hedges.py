"""What hedges a sentence, what keeps a hedge in other words, and what kind of claim a sentence makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.hedges import hedge_kept, hedge_of, kind_of
from briefing.types import ClaimKind, Hedge

HEDGES = [
    ("Cairo is preparing to name a consul general.", Hedge.PLANNED),
    ("This would soon result in the return of ambassadors.", Hedge.PLANNED),
    ("The summit is scheduled to take place in March.", Hedge.PLANNED),
    ("Algerian authorities are interested in inviting the president.", Hedge.POSSIBLE),
    ("The two sides may meet again.", Hedge.POSSIBLE),
    ("The two sides met in May 2015.", Hedge.NONE),
    ("He could not be reached.", Hedge.NONE),
    ("The trip reportedly came at the invitation of the intelligence chief.", Hedge.REPORTED),
    ("He is considered to be a key member of the inner circle.", Hedge.REPORTED),
    ("The officer, who is said to be ill, arrived on Monday.", Hedge.NONE),
    ("He is accused of numerous crimes.", Hedge.ALLEGED),
    ("The purported transfer was denied.", Hedge.ALLEGED),
    ("The attack claimed 30 lives.", Hedge.NONE),
    ("The attack claimed the lives of 30 people.", Hedge.NONE),
    ("No one has claimed responsibility.", Hedge.NONE),
    ("They cannot stand against the will of the people.", Hedge.NONE),
    ("The delay was due to the weather.", Hedge.NONE),
    ("The embassy reopened on Monday.", Hedge.NONE),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGES, ids=[row[0] for row in HEDGES])
def test_hedge(text: str, hedge: Hedge) -> None:
    assert hedge_of(text) is hedge


KEPT = [
    (Hedge.PLANNED, "Egypt plans to send an ambassador to Damascus.", True),
    (Hedge.PLANNED, "Egypt sent an ambassador to Damascus.", False),
    (Hedge.PLANNED, "The two sides agreed to exchange ambassadors.", True),
    (Hedge.ALLEGED, "A retired general claimed that Egypt shipped weapons.", True),
    (Hedge.ALLEGED, "According to a retired general, Egypt shipped weapons.", True),
    (Hedge.ALLEGED, "Egypt shipped weapons to the Syrian army.", False),
    (Hedge.ALLEGED, "A retired general confirmed that Egypt shipped weapons.", False),
    (Hedge.ALLEGED, "A retired general revealed that Egypt shipped weapons.", False),
    (Hedge.POSSIBLE, "Algeria is interested in inviting Assad.", True),
    (Hedge.POSSIBLE, "Algeria will invite Assad.", False),
    (Hedge.POSSIBLE, "Algeria has invited Assad.", False),
    (Hedge.REPORTED, "The supplies were reportedly resumed.", True),
    (Hedge.REPORTED, "The supplies were resumed, the EGPC said.", True),
    (Hedge.REPORTED, "The supplies were resumed.", False),
    (Hedge.NONE, "The supplies were resumed.", True),
]


@pytest.mark.parametrize(("hedge", "text", "kept"), KEPT, ids=[row[1] for row in KEPT])
def test_hedge_kept(hedge: Hedge, text: str, kept: bool) -> None:
    assert hedge_kept(hedge, text) is kept


@given(st.text(max_size=200))
def test_a_sentence_keeps_its_own_hedge(text: str) -> None:
    assert hedge_kept(hedge_of(text), text)


KINDS = [
    ("Egypt denied that its intelligence chief had travelled.", ClaimKind.DENIAL),
    ("The foreign ministry dismissed the reports.", ClaimKind.DENIAL),
    ("Rebels accused the army of shelling the town.", ClaimKind.ALLEGATION),
    ("Cairo is preparing to name a consul general.", ClaimKind.PLAN),
    ("The vote represents another blow to relations.", ClaimKind.ASSESSMENT),
    ("He was appointed chief of the bureau in 2012.", ClaimKind.BACKGROUND),
    ("The minister said the talks were friendly.", ClaimKind.STATEMENT),
    ("The embassy reopened on Monday.", ClaimKind.EVENT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_kind(text: str, kind: ClaimKind) -> None:
    assert kind_of(text) is kind
