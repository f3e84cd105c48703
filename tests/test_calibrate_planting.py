"""A planted error makes its sentence false of the words it cites; its twin changes words and no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from seed_claims import day, desk, said, seeds_by_rules, weighed

from briefing.calibrate import verbs
from briefing.calibrate.kinds import KINDS, Planted, planted
from briefing.calibrate.sentence import Cited, Edited, lower
from briefing.language.names import Spellings
from briefing.types import UNKNOWN_DATE, Claim, ClaimKind, DraftLine, Hedge, Role, Section
from briefing.verify import Bench

AS_OF = date(2016, 10, 18)
BY_NAME = {kind.name: kind for kind in KINDS}


def bench(claims: Sequence[Claim], as_of: date = AS_OF) -> Bench:
    return Bench(weighed(*claims), {}, desk(), Spellings(desk().names), as_of)


def on(made: Bench, text: str, claims: Sequence[Claim]) -> Cited:
    """A sentence that rests on those claims of a bench."""
    ids = {claim.id for claim in claims}
    rests = tuple(w.id for w in made.record.claims if any(claim.id in ids for claim in w.claims))
    return Cited(DraftLine(Section.REPORTING, 1, Role.REPORTED, text, rests), made)


def cited(text: str, quote: str = "", as_of: date = AS_OF, **claim: Any) -> Cited:
    """A sentence and the one claim it rests on; without a quotation, its own words are the quotation."""
    claims = [said(quote or text, **claim)]
    return on(bench(claims, as_of), text, claims)


def edits(kind: str, sentence: Cited, *others: Cited) -> tuple[str, str]:
    """The planted error and its twin, "" where the kind leaves the sentence alone."""
    found: list[Edited | None] = [edit(sentence, others) for edit in (BY_NAME[kind].plant, BY_NAME[kind].twin)]
    return (found[0].text if found[0] else "", found[1].text if found[1] else "")


ALONE: list[tuple[str, str, str, str]] = [  # kind, sentence, planted error, harmless twin
    ("number", "The strike killed 12 people.", "The strike killed 14 people.", "The strike killed twelve people."),
    ("number", "Three officials met in Cairo.", "", ""),
    ("number", "Cairo sent three officials.", "Cairo sent five officials.", "Cairo sent 3 officials."),
    (
        "number",
        "The toll is more than 470,000.",
        "The toll is more than 770,000.",
        "The toll is more than 470 thousand.",
    ),
    ("number", "Up to 80 people were hurt.", "Up to 40 people were hurt.", "Up to eighty people were hurt."),
    (
        "number",
        "More than 10 million people fled.",
        "More than 12 million people fled.",
        "More than 10,000,000 people fled.",
    ),
    (
        "number",
        "More than a quarter of a million people died.",
        "More than three quarters of a million people died.",
        "More than 250,000 people died.",
    ),
    ("number", "It was his first public visit.", "It was his third public visit.", "It was his 1st public visit."),
    ("number", "SANA first reported the visit on 17 October 2016.", "", ""),
    ("number", "This visit was not the first one.", "", ""),
    ("number", "“Nearly 300 people died,” SANA said.", "", ""),
    ("unit", "Prices rose 20% in Cairo.", "Prices rose 20 per thousand in Cairo.", "Prices rose 20 per cent in Cairo."),
    ("unit", "Prices rose 20 percent.", "Prices rose 20 per thousand.", "Prices rose 20 per cent."),
    ("unit", "Riyadh lent $5 million.", "Riyadh lent €5 million.", "Riyadh lent 5 million dollars."),
    ("unit", "The truce held for two weeks.", "The truce held for two months.", "The truce held for 14 days."),
    ("unit", "Mamlouk made a one-day visit.", "Mamlouk made a one-week visit.", "Mamlouk made a visit of one day."),
    (
        "negation",
        "Riyadh suspended its oil aid to Egypt.",
        "Riyadh never suspended its oil aid to Egypt.",
        "",
    ),
    (
        "negation",
        "Mamlouk was received by the president.",
        "Mamlouk was never received by the president.",
        "",
    ),
    (
        "negation",
        "The visit has not introduced any new level of cooperation.",
        "The visit has introduced some new level of cooperation.",
        "The visit has introduced no new level of cooperation.",
    ),
    (
        "negation",
        "Cairo did not send an envoy.",
        "Cairo sent an envoy.",
        "Cairo didn’t send an envoy.",
    ),
    (
        "negation",
        "The ministry refused to halt relations.",
        "The ministry agreed to halt relations.",
        "The ministry did not agree to halt relations.",
    ),
    (
        "negation",
        "The ministry did not say whether the envoy was received.",
        "",
        "The ministry didn’t say whether the envoy was received.",
    ),
    (
        "negation",
        "It is not clear whether an envoy was sent, and none was seen.",
        "",
        "It isn’t clear whether an envoy was sent, and none was seen.",
    ),
    (
        "negation",
        "SANA said Mamlouk met Fawzy.",
        "SANA said Mamlouk never met Fawzy.",
        "",
    ),
    ("negation", "Cairo asked whether Mamlouk was received.", "", ""),
    (
        "negation",
        "Cairo’s vote on Russia’s proposed resolution was in October.",
        "Cairo’s vote on Russia’s proposed resolution was not in October.",
        "",
    ),
    (
        "actor swapped",
        "Riyadh suspended its oil aid to Egypt.",
        "Egypt suspended its oil aid to Riyadh.",
        "",
    ),
    (
        "actor swapped",
        "President Sisi received Mamlouk in Cairo.",
        "President Mamlouk received Sisi in Cairo.",
        "Mamlouk was received by President Sisi in Cairo.",
    ),
    (
        "actor swapped",
        "Mamlouk visited Cairo in August.",
        "Bashar al-Assad visited Cairo in August.",
        "Cairo was visited by Mamlouk in August.",
    ),
    (
        "actor swapped",
        "Egypt and Syria agreed to coordinate.",
        "Saudi Arabia and Syria agreed to coordinate.",
        "Syria and Egypt agreed to coordinate.",
    ),
    (
        "date shifted",
        "Mamlouk came on 17 October 2016.",
        "Mamlouk came on 26 October 2016.",
        "Mamlouk came on October 17, 2016.",
    ),
    (
        "date shifted",
        "Mamlouk came in August 2015.",
        "Mamlouk came in August 2014.",
        "Mamlouk came in the month of August 2015.",
    ),
    ("date shifted", "Mamlouk's August 2015 visit was short.", "Mamlouk's August 2014 visit was short.", ""),
    (
        "date shifted",
        "Mamlouk was appointed in 2012.",
        "Mamlouk was appointed in 2011.",
        "Mamlouk was appointed in the year 2012.",
    ),
    ("date shifted", "Mamlouk came on Monday.", "Mamlouk came on Thursday.", "Mamlouk came on 17 October 2016."),
    ("date shifted", "Mamlouk came in early October.", "Mamlouk came in early July.", "Mamlouk came early in October."),
    (
        "hedge dropped",
        "Cairo is preparing to name a consul.",
        "Cairo named a consul.",
        "Cairo is making preparations to name a consul.",
    ),
    (
        "hedge dropped",
        "Algeria is interested in inviting Assad.",
        "Algeria is inviting Assad.",
        "Algeria is interested in the idea of inviting Assad.",
    ),
    (
        "hedge dropped",
        "The trip reportedly came at his invitation.",
        "The trip came at his invitation.",
        "The trip, according to reports, came at his invitation.",
    ),
    ("hedge dropped", "Cairo may send an envoy.", "Cairo will send an envoy.", "Cairo might send an envoy."),
    (
        "hedge dropped",
        "Mamlouk reportedly met Kamel; no report speaks of a pact.",
        "Mamlouk met Kamel; no report speaks of a pact.",
        "Mamlouk, according to reports, met Kamel; no report speaks of a pact.",
    ),
    ("hedge dropped", "Cairo would halt supplies.", "Cairo halted supplies.", ""),
    ("hedge dropped", "Sisi aims to visit Moscow.", "Sisi visited Moscow.", "Sisi seeks to visit Moscow."),
    (
        "stale as current",
        "Mamlouk came in August 2015.",
        "Mamlouk came in recent days.",
        "Mamlouk came back in August 2015.",
    ),
    (
        "cause invented",
        "Days after the vote, Riyadh suspended its oil aid.",
        "Because of the vote, Riyadh suspended its oil aid.",
        "",
    ),
    (
        "cause invented",
        "Riyadh suspended its oil aid after the vote.",
        "Riyadh suspended its oil aid in response to the vote.",
        "Riyadh suspended its oil aid following the vote.",
    ),
    (
        "cause invented",
        "Riyadh suspended its oil aid because of the vote.",
        "",
        "Riyadh suspended its oil aid owing to the vote.",
    ),
]

SPOKEN: list[tuple[str, str, dict[str, Any], str, str]] = [  # kind, sentence, whose it is, planted error, twin
    (
        "attribution dropped",
        "SANA said the two sides agreed to coordinate.",
        {"speaker": "SANA"},
        "The two sides agreed to coordinate.",
        "Syrian Arab News Agency said the two sides agreed to coordinate.",
    ),
    (
        "attribution dropped",
        "A diplomatic source said that Mamlouk was received.",
        {"speaker": "unnamed diplomatic source", "anonymous": True},
        "Mamlouk was received.",
        "According to a diplomatic source, Mamlouk was received.",
    ),
    (
        "attribution dropped",
        "According to a diplomatic source, the visit was short.",
        {"speaker": "unnamed diplomatic source", "anonymous": True},
        "The visit was short.",
        "A diplomatic source said that the visit was short.",
    ),
    (
        "attribution dropped",
        "An unnamed source told Al-Akhbar that Cairo is preparing a visit.",
        {"speaker": "unnamed source", "anonymous": True, "relays": ("Al-Akhbar",)},
        "Cairo is preparing a visit.",
        "An unnamed source said to Al-Akhbar that Cairo is preparing a visit.",
    ),
    (
        "attribution dropped",
        "The source told the paper that Cairo is preparing a visit.",
        {"speaker": "unnamed source", "anonymous": True},
        "Cairo is preparing a visit.",
        "The source said to the paper that Cairo is preparing a visit.",
    ),
    (
        "attribution dropped",
        "Al-Akhbar said that the visit was short.",
        {"speaker": "Al-Akhbar"},
        "The visit was short.",
        "According to Al-Akhbar, the visit was short.",  # not "Lebanese Daily Al-Akhbar", which says more
    ),
    (
        "attribution dropped",
        "SANA said that the visit was short, but Cairo was silent.",
        {"speaker": "SANA"},
        "The visit was short, but Cairo was silent.",
        "Syrian Arab News Agency said that the visit was short, but Cairo was silent.",
    ),
    (
        "attribution dropped",
        "A source said that the visit was short, but Cairo was silent.",
        {"speaker": "unnamed source", "anonymous": True},
        "The visit was short, but Cairo was silent.",
        "",  # elsewhere in the sentence the credit might cover less or more
    ),
    ("attribution dropped", "Saudi Aramco said it would halt supplies.", {"speaker": "Saudi Aramco"}, "", ""),
    (
        "attribution dropped",
        "Mamlouk was received, SANA said.",
        {},
        "",
        "Mamlouk was received, Syrian Arab News Agency said.",
    ),
    (
        "allegation made fact",
        "A retired general accused Cairo of arming the regime.",
        {"speaker": "unnamed retired general"},
        "A retired general proved Cairo guilty of arming the regime.",
        "A retired general levelled at Cairo the accusation of arming the regime.",
    ),
    (
        "allegation made fact",
        "Rebels claimed that the army shelled Zabadani.",
        {"speaker": "rebels"},
        "Rebels proved that the army shelled Zabadani.",
        "Rebels alleged that the army shelled Zabadani.",
    ),
    (
        "allegation made fact",
        "The ship left Egypt, the general said.",
        {"speaker": "general", "hedge": Hedge.ALLEGED, "kind": ClaimKind.ALLEGATION},
        "The general confirmed that the ship left Egypt.",
        "The general alleged that the ship left Egypt.",
    ),
    (
        "allegation made fact",
        "Hassan alleged a ship was sent to Syria.",
        {"speaker": "Samy Hassan"},
        "Hassan confirmed a ship was sent to Syria.",
        "Hassan claimed a ship was sent to Syria.",
    ),
    (
        "allegation made fact",
        "The general wrote on his account that a ship was sent.",
        {"speaker": "general", "hedge": Hedge.ALLEGED, "kind": ClaimKind.ALLEGATION},
        "The general proved on his account that a ship was sent.",
        "The general claimed on his account that a ship was sent.",
    ),
    (
        "allegation made fact",
        "Reports have also emerged that Cairo sent arms.",
        {"speaker": "unnamed reports", "anonymous": True},
        "It has also been proved that Cairo sent arms.",
        "There have also been reports that Cairo sent arms.",
    ),
    (
        "allegation made fact",
        "He did not comment on the purported transfer.",
        {},
        "He did not comment on the proven transfer.",
        "He did not comment on the supposed transfer.",
    ),
    (
        "allegation made fact",
        "A diplomatic source told AFP that the visit was short.",
        {"speaker": "unnamed diplomatic source", "anonymous": True},
        "A diplomatic source proved to AFP that the visit was short.",
        "A diplomatic source stated to AFP that the visit was short.",
    ),
    (
        "allegation made fact",
        "A diplomatic source confirmed that the visit was short.",
        {"speaker": "unnamed diplomatic source", "anonymous": True},
        "",
        "",
    ),
    ("allegation made fact", "Mamlouk was received, SANA said.", {"speaker": "SANA"}, "", ""),
    (
        "actor swapped",
        "SANA said that delegations were preparing the reopening.",
        {"speaker": "SANA"},
        "",
        "Delegations were preparing the reopening, SANA said.",
    ),
    ("hedge dropped", "The trip was reportedly short, SANA said.", {"speaker": "SANA"}, "", ""),
    (
        "stale as current",
        "Cairo is preparing to name a consul.",
        {"published": day("2015-09-11")},
        "Cairo is now preparing to name a consul.",
        "As of 11 September 2015, Cairo is preparing to name a consul.",
    ),
    (
        "stale as current",
        "Mamlouk visited the army command.",
        {"published": day("2015-09-11"), "event": day("2015-08-01", "2015-08-31")},
        "Mamlouk visited the army command yesterday.",
        "Mamlouk visited the army command in August 2015.",
    ),
    ("stale as current", "Mamlouk visited the army command.", {"published": day("2016-10-17")}, "", ""),
]


@pytest.mark.parametrize(("kind", "sentence", "plant", "twin"), ALONE)
def test_a_sentence_that_is_its_own_quotation(kind: str, sentence: str, plant: str, twin: str) -> None:
    when = day("2015-08-21", "2015-08-31") if kind == "stale as current" else UNKNOWN_DATE
    assert edits(kind, cited(sentence, event=when)) == (plant, twin)


@pytest.mark.parametrize(("kind", "sentence", "whose", "plant", "twin"), SPOKEN)
def test_a_sentence_with_a_speaker(kind: str, sentence: str, whose: dict[str, Any], plant: str, twin: str) -> None:
    assert edits(kind, cited(sentence, **whose)) == (plant, twin)


AID = said("Riyadh suspended its oil aid to Egypt.", "a1", "One")
VOTE = said("Cairo backed the Russian draft resolution on Aleppo.", "a1", "One")
HELMY = said("A source said Cairo is preparing to name the diplomat Ahmed Helmy.", "a2", "Two", "unnamed source")
TOLL = said("The Observatory said the shelling killed dozens in Zabadani.", "a3", "Three", "Observatory")


def pair(one: Claim, other: Claim) -> tuple[Cited, Cited]:
    made = bench([one, other])
    return on(made, one.statement, [one]), on(made, other.statement, [other])


@pytest.mark.parametrize(
    ("kind", "claims", "plant", "twin"),
    [
        (
            "quotations spliced",
            (AID, VOTE),
            "Riyadh suspended its oil aid to Egypt and backed the Russian draft resolution on Aleppo.",
            "Riyadh suspended its oil aid to Egypt; separately, Cairo backed the Russian draft resolution on Aleppo.",
        ),
        (
            "quotations spliced",
            (HELMY, TOLL),
            "According to a source, the shelling killed dozens in Zabadani.",
            "A source said Cairo is preparing to name the diplomat Ahmed Helmy; separately, the Observatory said "
            "the shelling killed dozens in Zabadani.",
        ),
        ("quotations spliced", (AID, TOLL), "", ""),  # joined, one would seem to say both
        (
            "cause invented",
            (AID, VOTE),
            "Riyadh suspended its oil aid to Egypt because Cairo backed the Russian draft resolution on Aleppo.",
            "",
        ),
        ("cause invented", (AID, TOLL), "", ""),
    ],
)
def test_two_sentences_put_together(kind: str, claims: tuple[Claim, Claim], plant: str, twin: str) -> None:
    one, other = pair(*claims)
    assert edits(kind, one, other) == (plant, twin)
    for edit in (BY_NAME[kind].plant, BY_NAME[kind].twin):
        edited = edit(one, [other])
        assert edited is None or set(edited.claim_ids) == {*one.line.claim_ids, *other.line.claim_ids}


def test_the_wrong_article_is_about_something_else() -> None:
    one, other = pair(AID, TOLL)
    edited = BY_NAME["wrong article"].plant(one, [])
    assert edited is not None
    assert edited.text == one.text
    assert edited.of(one).quotations == other.quotations
    near, _ = pair(AID, VOTE)
    assert BY_NAME["wrong article"].plant(near, []) is None  # the same article


def test_another_article_that_says_it_may_be_cited_alone() -> None:
    first = said(
        "SANA said Ali Mamlouk visited Cairo on 17 October 2016.", "a1", "One", "SANA", event=day("2016-10-17")
    )
    again = said(
        "SANA said Ali al-Mamlouk visited Cairo on 17 October 2016.", "a2", "Two", "SANA", event=day("2016-10-17")
    )
    sentence = on(bench([first, again]), first.statement, [first])
    assert len(sentence.quotations) == 2
    edited = BY_NAME["wrong article"].twin(sentence, [])
    assert edited is not None
    assert edited.of(sentence).quotations == (again.citations[0].quote,)


def test_an_error_is_planted_only_where_no_quotation_bears_it_out() -> None:
    both = [said("Mamlouk came in August 2014."), said("Mamlouk came in August 2015.", "a2")]
    sentence = on(bench(both), "Mamlouk came in August 2015.", both)
    assert edits("date shifted", sentence)[0] == "Mamlouk came in August 2013."
    twelve = cited("It killed 12 people.", "It killed 12 people, or by another count 14 people.")
    assert edits("number", twelve)[0] == "It killed 17 people."
    firm = said("The trip came at his invitation.", "a2")
    hedged = said("The trip reportedly came at his invitation.")
    assert edits("hedge dropped", on(bench([hedged, firm]), hedged.statement, [hedged, firm]))[0] == ""


def test_what_stands_in_quotation_marks_is_left_alone() -> None:
    sentence = cited("The source called the 2 visits “not the first in 12 days, reportedly”.")
    for one in planted([sentence]):
        assert "“not the first in 12 days, reportedly”" in one.edited.text


@pytest.fixture(scope="module")
def seeds() -> tuple[Cited, ...]:
    made = Bench(seeds_by_rules(), {}, desk(), Spellings(desk().names), date(2018, 12, 24))
    return tuple(
        Cited(DraftLine(Section.REPORTING, 1, Role.REPORTED, " ".join(w.lead.statement.split()), (w.id,)), made)
        for w in made.record.claims
    )


@pytest.fixture(scope="module")
def made(seeds: tuple[Cited, ...]) -> tuple[Planted, ...]:
    return planted(seeds)


def test_planting_is_the_same_every_time_and_always_changes_something(
    seeds: tuple[Cited, ...], made: tuple[Planted, ...]
) -> None:
    assert [one.edited.line for one in made] == [one.edited.line for one in planted(seeds)]
    for one in made:
        assert one.edited.text != one.original.text or one.edited.quotations != one.original.quotations
        assert len(one.edited.text.split()) <= 40
        assert "  " not in one.edited.text
        assert not one.edited.line.verbatim


def test_errors_come_in_more_than_one_form(made: tuple[Planted, ...]) -> None:
    denied = {one.what.split("→")[1] for one in made if one.kind == "negation" and not one.harmless}
    assert any(" not" in words for words in denied)
    assert any("never" in words for words in denied)


def test_every_kind_is_planted_in_the_seeds(made: tuple[Planted, ...]) -> None:
    errors = {one.kind for one in made if not one.harmless}
    assert errors == set(BY_NAME)


def test_a_twin_says_what_its_sentence_says(made: tuple[Planted, ...]) -> None:
    """A twin adds no name that its sentence lacks, keeps every quotation, and never takes what an error would."""
    spellings = Spellings(desk().names)
    errors = {one.edited.line for one in made if not one.harmless}
    for one in made:
        if one.harmless and one.kind not in {"quotations spliced", "wrong article"}:
            before, after = ({m.entity for m in spellings.mentions(c.text)} for c in (one.original, one.edited))
            assert after <= before, one.edited.text
            assert one.edited.line not in errors
            quoted = [one.original.text[start:end] for start, end in one.original.marks]
            assert all(words in one.edited.text for words in quoted), one.edited.text


@pytest.mark.parametrize(
    ("base", "past", "participle"),
    [
        ("stop", "stopped", "stopped"),
        ("travel", "travelled", "travelled"),
        ("supply", "supplied", "supplied"),
        ("vote", "voted", "voted"),
        ("take", "took", "taken"),
        ("destroy", "destroyed", "destroyed"),
        ("unheard", "", ""),
    ],
)
def test_verbs_have_their_forms(base: str, past: str, participle: str) -> None:
    assert (verbs.past(base), verbs.participle(base)) == (past, participle)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The visit was short.", "the visit was short."),
        ("Ali Mamlouk came.", "Ali Mamlouk came."),
        ("SANA said so.", "SANA said so."),
        ("Egyptian officials came.", "Egyptian officials came."),
        ("Diplomatic relations were cut.", "diplomatic relations were cut."),
        ("Monday’s visit was short.", "Monday’s visit was short."),
    ],
)
def test_a_sentence_inside_another_keeps_its_names(text: str, inside: str) -> None:
    assert lower(text) == inside
