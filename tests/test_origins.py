"""Whom claims go back to, and which tell one event: the seed articles against a list written from reading them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_claims import OCTOBER, articles, day, desk, origin, said, seeds, seeds_by_rules, weighed

from briefing.language.names import fold
from briefing.types import (
    NO_BASIS,
    UNKNOWN_DATE,
    Article,
    Claim,
    Confidence,
    Conflict,
    ConflictKind,
    Lineage,
    Origin,
    OriginKind,
    Record,
    TracedBy,
    WeighedClaim,
)
from briefing.weigh import basis, cap, corroborating, independence, independent, weigh
from briefing.weigh.credibility import Grader, Scene
from briefing.weigh.origins import Tracer

GOLD = tomllib.loads((Path(__file__).parent / "gold_origins.toml").read_text(encoding="utf-8"))


@cache
def spans() -> Mapping[str, tuple[str, int, int]]:
    """Where the words of each listed claim stand: (the words that begin an article's number, start, end)."""
    held = {number: article.text.replace("\u00a0", " ") for number, article in articles().items()}
    found = {key: (row["article"], held[row["article"]].index(row["words"])) for key, row in GOLD["claims"].items()}
    return {key: (number, at, at + len(GOLD["claims"][key]["words"])) for key, (number, at) in found.items()}


def told(record: Record, key: str) -> tuple[WeighedClaim, Lineage, Claim] | None:
    """The claim that cites the words of one row, the one most like them where several do."""
    number, start, end = spans()[key]
    publisher = articles()[number].publisher
    words = set(fold(GOLD["claims"][key]["words"]).split())
    citing = [
        (len(words & set(fold(claim.statement).split())), claim.id, weighed, lineage, claim)
        for weighed in record.claims
        for claim, lineage in zip(weighed.claims, weighed.lineages, strict=True)
        if claim.outlet == publisher and any(c.start < end and start < c.end for c in claim.citations)
    ]
    return max(citing, key=lambda row: row[:2])[2:] if citing else None


def origin_of(weighed: WeighedClaim, lineage: Lineage) -> Origin:
    return next(origin for origin in weighed.origins if origin.id == lineage.origin)


def plain(name: str) -> str:
    """A relay without what else the article says of it: "a little-known Kuwaiti newspaper"."""
    return re.sub(r"^(?:a |the )?(?:unnamed |little-known )?", "", name)


def faults(key: str, weighed: WeighedClaim, lineage: Lineage) -> Iterator[str]:
    """What is wrong with one claim's origin, kind, interest, chain and way of tracing."""
    row: dict[str, Any] = GOLD["claims"][key]
    origin = origin_of(weighed, lineage)
    named = row["kind"] not in ("anonymous source", "unknown")
    found = {
        "origin": (origin.name, row["origin"]),
        "kind": (origin.kind.value, row["kind"]),
        "interest": (origin.interest, row["interest"]),
        "chain": (tuple(map(plain, lineage.chain[0 if named else 1 :])), tuple(row["chain"][0 if named else 1 :])),
        "traced": (lineage.traced_by.value, row["traced"]),
    }
    yield from (f"{key} {what}: {given}" for what, (given, right) in found.items() if given != right)


def wrong_origins(record: Record) -> tuple[list[str], list[str]]:
    """What is wrong, and the rows no claim cites."""
    held = {key: told(record, key) for key in GOLD["claims"]}
    wrong = [fault for key, found in held.items() if found for fault in faults(key, *found[:2])]
    return wrong, [key for key, found in held.items() if not found]


def wrong_pairs(record: Record) -> tuple[list[str], list[str]]:
    """Pairs of one event that are not joined, and pairs of two that are."""
    home = {key: found[0].id for key in GOLD["claims"] if (found := told(record, key))}
    known = {kind: [(a, b) for a, b in GOLD["pairs"][kind] if a in home and b in home] for kind in ("same", "apart")}
    missed = [f"{a} {b}" for a, b in known["same"] if home[a] != home[b]]
    return missed, [f"{a} {b}" for a, b in known["apart"] if home[a] == home[b]]


# Measured. A line that no longer fails is struck off here; a new one is a fault.

REBELS = "rockets_001 interest: "  # whose rebels is not said
# Two facts of one article, the journey and the reception: joined, one of them would no longer be quoted.
JOURNEY = "august_000 august_002"
EXPECTED: dict[str, tuple[Callable[[], Record], list[str], list[str]]] = {
    # reading: (record, wrong origins, not joined); in both, every row is cited and no two events are joined
    "hand": (seeds, [REBELS], [JOURNEY]),
    "rules": (
        seeds_by_rules,
        [REBELS],
        # Whole sentences tell more than one thing, and "in the past year" dates another trip.
        [
            "vote_002 vote_003",
            "vote_000 vote_002",
            "vote_000 vote_003",
            "visit_001 august_002",
            "received_001 received_002",
        ],
    ),
}


@pytest.mark.parametrize("reading", EXPECTED)
def test_the_seeds_against_a_list_made_by_reading(reading: str) -> None:
    record, wrong, unjoined = EXPECTED[reading]
    found, missing = wrong_origins(record())
    missed, joined = wrong_pairs(record())
    assert (found, missing, missed, joined) == (wrong, [], unjoined, [])


# The way to the page


def quoting(text: str, article: str, outlet: str, speaker: str = "", **more: object) -> Claim:
    return said(text, article, outlet, speaker, event=OCTOBER, **more)


RENDERINGS = {  # one dispatch, three times put into English
    "Mada Masr": "the visit aims to “coordinate official positions between Egypt and Syria, especially to strengthen "
    "counter terrorism efforts.”",
    "Middle East Observer": "“The two sides agreed to coordinate political stances,” adding that they also decided to "
    "“strengthen coordination in the fight against terrorism.”",
    "Daily Sabah": 'The Syrian and Egyptian officials "agreed to coordinate on political positions... and strengthen '
    'coordination on fighting the terrorism faced by both countries,"',
}


@pytest.mark.parametrize("dropped", RENDERINGS)
@pytest.mark.parametrize("kept", RENDERINGS)
def test_words_carry_a_credit_that_was_dropped(dropped: str, kept: str) -> None:
    if dropped == kept:
        return
    made = [quoting(RENDERINGS[dropped], "a1", dropped), quoting(RENDERINGS[kept], "a2", kept, "SANA")]
    found = {lineage.article_id: lineage for group in weighed(*made).claims for lineage in group.lineages}
    assert found["a1"].chain == ("SANA", dropped)
    assert found["a1"].traced_by is TracedBy.SAME_WORDS
    assert found["a2"].traced_by is TracedBy.STATED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“coordinate official positions between Egypt and Syria”", "“Syria wants ambassadors back in Cairo”"),
        ("Mamlouk landed in Cairo to coordinate positions and fight terrorism with Egypt.",
         "Egypt and Syria coordinate positions on terrorism, and Mamlouk fights for it in Cairo."),  # nothing quoted
    ],
)  # fmt: skip # read best in rows
def test_other_words_carry_none(one: str, other: str) -> None:
    record = weighed(quoting(one, "a1", "One"), quoting(other, "a2", "Two", "SANA"))
    assert {lineage.chain for group in record.claims for lineage in group.lineages} == {("One",), ("SANA", "Two")}


def test_a_copy_keeps_the_first_publisher_and_not_the_other_relays() -> None:
    words = "Mamluk had met with Egyptian officials in Cairo previously, but this was his first public visit to Egypt."
    record = weighed(
        said(words, "a1", "Middle East Observer", "a Syrian political source", anonymous=True,
             relays=("AFP", "Middle East Eye")),
        said(words.replace("Mamluk", "Mamlouk"), "a2", "Daily Sabah", "A Syrian source", anonymous=True),
    )  # fmt: skip # read best in rows
    (group,) = record.claims
    assert [lineage.chain for lineage in group.lineages] == [
        ("a Syrian political source", "AFP", "Middle East Eye", "Middle East Observer"),
        ("a Syrian political source", "AFP", "Daily Sabah"),
    ]
    assert group.corroboration == 1


def test_every_claim_has_its_lineage_and_every_lineage_an_origin() -> None:
    for record in (seeds(), seeds_by_rules()):
        for group in record.claims:
            assert [way.claim_id for way in group.lineages] == [claim.id for claim in group.claims]
            assert {way.origin for way in group.lineages} == {origin.id for origin in group.origins}
            assert all(way.chain[-1] == claim.outlet for way, claim in zip(group.lineages, group.claims, strict=True))


def test_an_event_long_past_is_first_hand_to_no_outlet_though_only_one_dates_it() -> None:
    text = "Egypt voted for the Russian draft resolution at the Security Council{}."
    dated = said(text.format(" on 8 October"), "a1", "One", event=day("2016-10-08"))
    undated = said(text.format(" this month"), "a2", "Two")
    assert [group.corroboration for group in weighed(dated, undated).claims] == [1]


@pytest.mark.parametrize(
    ("short", "also", "expected"),
    [
        ("Observatory", [], 1),
        ("the Britain-based Observatory", [], 1),
        ("so-called Syrian Observatory for Human Rights", [], 1),
        ("Syrian Observatory for Human Rights monitoring group", [], 1),
        ("Observatory", ["Observatory for Media Freedom"], 2),  # two would do, so neither is taken
        ("Coalition", [], 2),
    ],
)
def test_a_short_name_is_the_only_long_one_it_stands_in(short: str, also: list[str], expected: int) -> None:
    """No desk lists the Observatory here: what one run credits is all there is to go by."""
    text = "Air strikes killed 22 civilians in a market in Jayrud, 60 kilometres north of Damascus, on Monday."
    made = [
        quoting(text, "a1", "One", "Syrian Observatory for Human Rights"),
        quoting(text.replace("60 kilometres north", "northeast"), "a2", "Two", short),
        *(said(f"{name} wrote of radio licences.", "a3", "Three", name) for name in also),
    ]
    tracer = Tracer(desk(), {}, made)
    assert len({tracer.stated(claim).id for claim in made[:2]}) == expected


def test_an_article_that_only_names_someone_does_not_credit_it() -> None:
    def traced(rest: str) -> tuple[str, ...]:
        text = f"The visit of Ali Mamlouk ended on Monday in Cairo with a meeting at the airport. {rest}"
        article = Article("a1", "a1", "", "One", "", OCTOBER, text, "", ())
        told = quoting("Ali Mamlouk ended his visit on Monday with a meeting at Cairo airport.", "a1", "One")
        also = quoting(
            "Ali Mamlouk ended on Monday a visit to Cairo; he had a meeting at the airport.", "a2", "Two", "SANA"
        )
        ways = [way for each in weigh([told, also], {"a1": article}, desk()).claims for way in each.lineages]
        return next(way.chain for way in ways if way.article_id == "a1")

    assert traced("SANA, which first reported it, gave no reason.") == ("SANA", "One")
    assert traced("According to the state news agency SANA there was dinner.") == ("SANA", "One")
    assert traced("A SANA building stands nearby.") == ("One",)


@pytest.mark.parametrize(
    ("claim", "name", "kind", "interest", "published_by"),
    [
        (said("x", speaker="Egypt’s Foreign Ministry"), "Egypt’s Foreign Ministry", OriginKind.ORGANISATION,
         "Egyptian government", ("One",)),
        (said("x", speaker="Riyadh"), "Saudi government", OriginKind.ORGANISATION, "Saudi government", ("One",)),
        (said("x", speaker="Egyptian Foreign Minister Sameh Shoukry"), "Egyptian Foreign Minister Sameh Shoukry",
         OriginKind.OFFICIAL, "Egyptian government", ("One",)),
        (said("x", speaker="Staffan de Mistura"), "Staffan de Mistura", OriginKind.OFFICIAL, "", ("One",)),
        (said("x", speaker="Syrian rebels", anonymous=True), "unnamed Syrian rebels to One", OriginKind.ANONYMOUS,
         "Syrian opposition", ("One",)),
        (said("x", speaker="Egyptian officials", anonymous=True, relays=("a well-informed source", "Al-Akhbar")),
         "unnamed Egyptian officials to Al-Akhbar", OriginKind.ANONYMOUS, "Egyptian government", ("Al-Akhbar",)),
        (said("x", speaker="Mamlouk's hosts", anonymous=True), "unnamed hosts to One", OriginKind.ANONYMOUS, "",
         ("One",)),  # not Mamlouk
        (said("x", speaker="several diplomatic sources", anonymous=True), "unnamed diplomatic sources to One",
         OriginKind.ANONYMOUS, "", ("One",)),
        (said("x", speaker="a source at the Red Crescent's headquarters", anonymous=True), "unnamed source to One",
         OriginKind.ANONYMOUS, "", ("One",)),
        (said("x", speaker="the joint communique"), "the joint communique", OriginKind.DOCUMENT, "", ("One",)),
    ],
)  # fmt: skip # read best in rows
def test_what_sort_of_origin(
    claim: Claim, name: str, kind: OriginKind, interest: str, published_by: tuple[str, ...]
) -> None:
    found = Tracer(desk(), {}).stated(claim)
    assert (found.name, found.kind, found.interest, found.published_by) == (name, kind, interest, published_by)


# Independence


SANA, STATE = origin("SANA", "SANA", "Syria"), origin("State TV", "State TV", "Syria")
SABAH, AFP = origin("Sabah", "Sabah", "Turkey"), origin("AFP", "AFP")


@pytest.mark.parametrize(
    ("one", "other", "holds", "reasons"),
    [
        (SANA, SABAH, True, ("different originators: SANA and Sabah", "both first-hand",
                             "different publishers: SANA; Sabah", "different interests: Syria and Turkey")),
        (SANA, SANA, False, ("one originator: SANA", "both first-hand", "one publisher: SANA",
                             "one interest: Syria")),
        (SANA, STATE, False, ("different originators: SANA and State TV", "both first-hand",
                              "different publishers: SANA; State TV", "one interest: Syria")),
        (SANA, AFP, True, ("different originators: SANA and AFP", "both first-hand",
                           "different publishers: SANA; AFP", "interest not known: AFP")),
        (SANA, origin("reports"), False, ("different originators: SANA and reports",
                                          "not known to be first-hand: reports",
                                          "not known to have one publisher",
                                          "interest not known: reports")),
        (origin("a source", "AFP"), AFP, False, ("different originators: a source and AFP", "both first-hand",
                                                 "one publisher: AFP",
                                                 "interest not known: a source and AFP")),
    ],
)  # fmt: skip # read best in rows
def test_four_tests_with_four_reasons(one: Origin, other: Origin, holds: bool, reasons: tuple[str, ...]) -> None:
    found = independence(one, other)
    assert (found.one, found.other, found.holds, found.reasons) == (one.id, other.id, holds, reasons)
    assert independent(one, other) is independence(other, one).holds is holds


# What is said of the graph is true of it


ORIGINS = st.builds(
    origin,
    st.sampled_from(["Ash", "Birch", "Cedar", "Elm", "Fir"]),
    st.sampled_from(["", "p", "q", "r"]),
    st.sampled_from(["", "x", "y"]),
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def group(number: int, origins: list[Origin], text: str = "x") -> WeighedClaim:
    held = tuple({one.id: one for one in origins}.values())
    claim = said(text, f"a{number}")
    count = len(corroborating(held))
    return WeighedClaim(f"w{number}", (claim,), held, count, Confidence.LOW, UNKNOWN_DATE, background=False)


GROUPS = st.lists(st.lists(ORIGINS, min_size=1, max_size=4), min_size=1, max_size=3).map(
    lambda each: [group(number, origins) for number, origins in enumerate(each)]
)


def parsed(sentence: str) -> tuple[int, set[str]]:
    """The last count of origins a sentence gives, and the names in its parentheses."""
    counts = re.findall(r"(\w+) (?:independent )?origins?\b|(\w+) of them independent", sentence)
    names = re.search(r"\(([^)]*)\)", sentence)
    assert names
    return NUMBERS[next(filter(None, counts[-1]))], set(re.split(r", | and ", names[1]))


@settings(max_examples=150, deadline=None)
@given(GROUPS)
def test_a_basis_is_true_of_the_graph(groups: list[WeighedClaim]) -> None:
    sentence = basis(groups)
    count, names = parsed(sentence)
    assert len(names) == count
    told = [{one.name: one for one in each.origins} for each in groups]
    apart = ("independent" in sentence) and "not shown" not in sentence
    if "corroborate" in sentence:
        assert any(names <= set(held) and len(corroborating(list(held.values()))) == count for held in told)
        assert ("partly" in sentence) is (len(groups) > 1)
        assert cap(groups) is not Confidence.LOW
    else:
        assert names <= {name for held in told for name in held}
        assert cap(groups) is Confidence.LOW
        assert all(each.corroboration == 1 for each in groups)
    assert apart is (count > 1 and "not shown" not in sentence)


@settings(max_examples=150, deadline=None)
@given(GROUPS, st.sampled_from([None, ConflictKind.CONTRADICTION, ConflictKind.CAUSE]))
def test_a_digit_and_its_reason_are_true_of_the_graph(groups: list[WeighedClaim], kind: ConflictKind | None) -> None:
    conflicts: tuple[Conflict, ...] = ()
    if kind and len(groups) > 1:
        sides = tuple((each.id, each.lead) for each in groups)
        conflicts = (Conflict("x1", kind, "the visit", sides),)
    grader = Grader([Scene(each, frozenset()) for each in groups], conflicts)
    for each in groups:
        found = grader.credibility(Scene(each, frozenset()))
        disputed = bool(conflicts)
        assert (found.digit == 1) is (each.corroboration > 1 and not disputed)
        assert (found.digit == 6) is (len(each.origins) == 1 and not disputed)
        assert ("the visit" in found.reason) is disputed
        assert found.digit not in (4, 5) or kind is ConflictKind.CONTRADICTION
        if found.digit != 6:
            count, names = parsed(found.reason.replace("an origin", "one origin"))
            assert len(names) == count
            if found.digit < 4:
                assert names <= {one.name for one in each.origins}
            else:
                others = {one for other in groups if other is not each for one in other.origins}
                apart = {one.name for one in others if all(independent(one, mine) for mine in each.origins)}
                assert names <= apart
                assert (found.digit == 5) is (count > 1 and each.corroboration == 1)


def test_one_origin_beside_independent_reporting_on_the_event_is_probably_true() -> None:
    """Two people named on one day make one event; without the second, or the day, nothing is known to bear on it."""
    meeting = said("Ali Mamlouk met Khaled Fawzy in Cairo.", "a1", "Mada Masr", "SANA", event=OCTOBER)
    beside = said("Khaled Fawzy asked Ali Mamlouk for a list of names.", "a2", "Radio", "AFP", event=OCTOBER)
    alone = replace(beside, statement="Khaled Fawzy asked for a list of names.")
    undated = replace(beside, event=UNKNOWN_DATE)
    digits = [
        {each.lead.speaker: each.credibility.digit for each in weighed(meeting, other).claims}
        for other in (beside, alone, undated)
    ]
    assert digits == [{"SANA": 2, "AFP": 2}, {"SANA": 6, "AFP": 6}, {"SANA": 6, "AFP": 6}]


def test_the_letter_is_the_originators_and_f_without_a_record() -> None:
    for each in (*seeds().claims, *seeds_by_rules().claims):
        assert {one.letter for one in each.origins} == {"F"}
        assert each.credibility.digit in range(1, 7)
        assert each.credibility.digit != 1, "nothing in the seeds is told by two independent origins"
    assert NO_BASIS in {each.credibility for each in seeds().claims}


@pytest.mark.parametrize(("told", "against", "digit"), [(1, 1, 4), (1, 2, 5), (2, 1, 3), (2, 2, 4)])
def test_how_many_contradict_it(told: int, against: int, digit: int) -> None:
    groups = [
        group(number, [origin(f"{number}-{at}", f"{number}-{at}") for at in range(count)])
        for number, count in enumerate((told, against))
    ]
    conflict = Conflict("x1", ConflictKind.CONTRADICTION, "it", tuple((each.id, each.lead) for each in groups))
    grader = Grader([Scene(each, frozenset()) for each in groups], (conflict,))
    assert grader.credibility(Scene(groups[0], frozenset())).digit == digit


# What is and is not one event


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        # one outlet dates the landing, the other reports it too
        (said("Mamlouk landed at Cairo airport with a Syrian delegation.", "a1", "One", event=OCTOBER),
         said("Ali Mamlouk landed at the airport of Cairo, a delegation with him.", "a2", "Two"), 1),
        # an aim is no agreement, whoever puts it
        (said("The visit aims to coordinate Egyptian and Syrian positions on terrorism.", "a1", "One", "SANA"),
         said("The visit coordinated Egyptian and Syrian positions on terrorism.", "a2", "Two", "SANA"), 2),
        # published before the other's event
        (said("Wounded civil defence staff were taken to Jayrud hospital.", "a1", "One", published=day("2016-10-15")),
         said("Civil defence staff with wounds taken to a Jayrud hospital.", "a2", "Two", event=OCTOBER), 2),
        # one vote, its object put in other words
        (said("Egypt voted in favor of Russia's resolution for an immediate ceasefire.", "a1", "One"),
         said("Cairo voted in favor of a Russian draft that called for a cessation of hostilities.", "a2", "Two"), 1),
    ],
)  # fmt: skip # read best in rows
def test_one_event_or_two(one: Claim, other: Claim, groups: int) -> None:
    assert len(weighed(one, other).claims) == groups


def test_a_date_given_by_one_outlet_serves_the_other() -> None:
    dated = said("Mamlouk landed at Cairo airport with a Syrian delegation.", "a1", "One", event=OCTOBER)
    undated = said("Ali Mamlouk landed at the airport of Cairo, a delegation with him.", "a2", "Two")
    assert [each.corroboration for each in weighed(dated, undated).claims] == [2]


# Corroboration has to be shown


OBSERVATORY = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Organisation for the Prohibition of Chemical Weapons",
            "Organization for the Prohibition of Chemical Weapons",
        ),
        ("Syrian Civil Defence", "Syrian Civil Defense"),
        ("Centre for Policy Research", "Center for Policy Research"),
    ],
)
def test_british_and_american_spelling_name_one_body(one: str, other: str) -> None:
    made = [said("Mustard gas was used.", "a1", "One", one), said("Mustard gas was found.", "a2", "Two", other)]
    tracer = Tracer(desk(), {}, made)
    assert len({tracer.stated(claim).id for claim in made}) == 1


def test_who_speaks_for_a_body_is_no_second_origin_and_who_speaks_for_another_is() -> None:
    made = [
        said("Shells fell on Aleppo.", "a1", "One", OBSERVATORY),
        said("Shells fell on Aleppo, said Observatory head Rami Abdel Rahman.", "a2", "Two", "Rami Abdel Rahman"),
        said("Shells fell, said UNICEF director Anthony Lake.", "a3", "Three", "Anthony Lake"),
        said("The Observatory counted them.", "a4", "Four", "the Observatory"),
    ]
    tracer = Tracer(desk(), {}, made)
    assert [tracer.stated(claim).name for claim in made] == [OBSERVATORY, OBSERVATORY, "Anthony Lake", OBSERVATORY]


BLAST = "A car bomb killed 16 civilians outside a bakery in the city of Hasakeh on Monday evening"


@pytest.mark.parametrize(
    ("other", "speaker", "corroboration"),
    [
        ("Outside a Hasakeh city bakery 16 civilians were killed by a car bomb Monday evening", "", 2),
        ("A car bomb killed 44 civilians outside a bakery in the city of Hasakeh on Monday", "", 1),  # another count
        ("A car bomb exploded outside a bakery in the city of Hasakeh on Monday evening", "", 1),  # none
        (BLAST, "Hasakeh Media Office", 1),  # the same words
        ("Outside a Hasakeh city bakery 16 civilians were killed by a car bomb Monday evening", "a monitor", 1),
    ],
)
def test_only_the_same_statement_in_own_words_corroborates(other: str, speaker: str, corroboration: int) -> None:
    unnamed = speaker == "a monitor"
    record = weighed(
        said(f"{BLAST}.", "a1", "Paper", event=OCTOBER),
        said(f"{other}.", "a2", "Radio", speaker, anonymous=unnamed, event=OCTOBER),
    )
    assert max(each.corroboration for each in record.claims) == corroboration


def test_an_unnamed_source_may_be_the_one_named_elsewhere_unless_it_serves_another_side() -> None:
    unnamed = replace(origin("an official", "AFP"), kind=OriginKind.ANONYMOUS)
    named = origin("Reuters", "Reuters", "Syria")
    assert not independent(unnamed, named)
    assert independent(replace(unnamed, interest="Turkey"), named)
    assert "not known to be different originators" in independence(unnamed, named).reasons[0]
