"""The table of rules as a whole: the published list, four standings, and no page that any of them can't look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import test_tradecraft_files
import test_tradecraft_page
import test_tradecraft_words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from samples import TEXTS, empty, hostile, rich
from tradecraft_pages import FAILS, MET, UNSEEN, files, graph, judged, ruled

from briefing.tradecraft import RULES, Scope, examine, examine_edition
from briefing.types import (
    Brief,
    Citation,
    Conflict,
    ConflictKind,
    Credibility,
    DateBasis,
    DateSpan,
    Disclosure,
    HeldOut,
    Line,
    Origin,
    OriginKind,
    Outcome,
    Role,
    Section,
    Source,
    Standing,
    Tally,
    Verdict,
    WeighedClaim,
)

PUBLISHED = """
LIK-1 block Q
LIK-2 block Q
LIK-3 warn Q
LIK-4 block S
LIK-5 warn S
LIK-6 block H
LIK-7 block H
CON-1 block Q
CON-2 block R
CON-3 block Q
CON-4 block R+H
CON-5 warn Q
DIS-1 block Q
DIS-2 block Q
ALT-1 block Q
IND-1 warn Q
IND-2 warn S
ARG-1 block Q
ARG-2 block Q
CHG-1 warn Q
ACC-1 warn Q
ACC-2 warn Q
REL-1 warn Q
VIS-1 info Q
SRC-1 block S
SRC-2 block Q
SRC-3 block S
SRC-4 block Q
SRC-5 block Q+H
SRC-6 warn Q
SRC-7 block S
SRC-8 block H
CIR-1 block S
ADM-1 block R
ADM-2 block R
ADM-3 block R
ADM-4 warn S
TLP-1 block Q
TLP-2 block Q
TLP-3 warn Q/R/M
TLP-4 warn R
TIM-1 block H
TIM-2 block H
GAP-1 block Q
CNG-1 block S
LEN-1 block S+H
OBJ-1 warn Q
MRK-1 block H/M
STX-1 block R
STX-2 block R
STX-3 block R
"""
CASES = [*test_tradecraft_words.CASES, *test_tradecraft_page.CASES, *test_tradecraft_files.CASES]


def test_the_rules_are_the_published_ones_in_their_order() -> None:
    rows = [f"{rule.id} {rule.severity.value} {rule.provenance}" for rule in RULES.values()]
    assert rows == PUBLISHED.split("\n")[1:-1]
    assert list(RULES) == [rule.id for rule in RULES.values()]
    assert all(rule.rule and rule.source for rule in RULES.values())


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_tried_on_pages_that_keep_it_and_that_break_it(rule: str) -> None:
    tried = Counter(case.standing for case in CASES if case.rule == rule)
    kept = UNSEEN if rule == "IND-2" else MET  # no ratings of indicators are kept, so IND-2 can fail and never be met
    assert tried[FAILS] >= 1
    assert tried[kept] >= 1


@pytest.mark.parametrize("make", [judged, ruled, rich, empty], ids=lambda make: make.__name__)
def test_each_rule_gives_one_finding_in_the_order_of_the_table(make: object) -> None:
    assert callable(make)
    page = make()
    for found in (examine(page), examine_edition(page, files(page))):
        assert [each.rule for each in found] == list(RULES)
        assert [each.severity for each in found] == [rule.severity for rule in RULES.values()]
        assert all(each.reason for each in found)
        assert all(each.standing is FAILS or not each.places for each in found)


def test_the_judged_page_keeps_every_rule_that_can_be_kept() -> None:
    found = examine_edition(judged(), files(judged()))
    left = {each.rule: each.standing for each in found if each.standing is not MET}
    absent, unseen = Standing.NOT_APPLICABLE, Standing.NOT_CHECKED
    assert left == {"LIK-3": absent, "CON-5": absent, "IND-2": unseen, "LEN-1": unseen} | dict.fromkeys(
        ("STX-1", "STX-2", "STX-3"), unseen
    )


def test_a_page_by_the_rules_breaks_none() -> None:
    found = examine_edition(ruled(), files(replace(ruled(), sources=())))
    broken = {each.rule: each.reason for each in found if each.standing is FAILS}
    assert set(broken) <= {"SRC-6", "CNG-1"}  # those of the other folder: its sources were taken away


def test_nothing_that_was_not_looked_at_is_met() -> None:
    bare = {each.rule: each.standing for each in examine(judged())}
    assert all(bare[rule.id] is not MET for rule in RULES.values() if rule.scope is Scope.FILES)


WORDS = st.sampled_from(
    [
        "We assess that it is likely (70 %) by 31 March 2019.",
        "Confidence in this judgment is high: two independent origins (SANA) corroborate it.",
        "“open and never closed",
        "Confidence is low, 3 articles, no origins, ten of them independent.",
        "SANA said “x” via «y» ‘z’.",
        "",
        "\x00\ud800\u202e%",
        "within 9999 decades, in 99999999 years, the next 4000 decades",
        "TLP:WHITE (U) 100 % chance; 0 % likely; in the year 99999",
    ]
) | st.text(max_size=30)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
SPANS = st.builds(DateSpan, DAYS, DAYS, st.sampled_from(DateBasis), st.sampled_from(["", "in the text"]))
CITATIONS = st.lists(
    st.builds(Citation, st.sampled_from(sorted(TEXTS)), st.integers(-5, 90), st.integers(-5, 90), WORDS), max_size=2
).map(tuple)
IDS = st.lists(st.sampled_from(["w1", "w2", "w3", "w8", "w77"]), max_size=3).map(tuple)
LINES = st.builds(
    Line,
    st.sampled_from(["s1", "s2", "s3", ""]),
    st.sampled_from(Section),
    st.integers(0, 2),
    st.sampled_from(Role),
    WORDS,
    CITATIONS,
    st.just(Verdict(Outcome.SUPPORTED, "", "computed")),
    attribution=WORDS,
    label=WORDS,
    corroboration=st.integers(-1, 3),
    articles=st.integers(-1, 3),
    claim_ids=IDS,
    grade=st.sampled_from(["", "F6", "B2", "F1", "?", "1"]),
)
ORIGINS = st.builds(
    Origin,
    st.sampled_from(["o1", "o2", "sana"]),
    WORDS,
    st.sampled_from(OriginKind),
    WORDS,
    letter=st.sampled_from(["", "F", "B"]),
)
CLAIMS = st.builds(
    replace,
    st.sampled_from(graph()),
    claims=st.sampled_from([(), *(each.claims for each in graph())]),
    origins=st.lists(ORIGINS, max_size=3).map(tuple),
    event=SPANS,
    credibility=st.builds(Credibility, st.integers(-1, 9), WORDS),
)
CONFLICTS = st.builds(
    Conflict, st.just("x1"), st.sampled_from(ConflictKind), WORDS, st.sampled_from([(), (("v", graph()[0].lead),)])
)
SOURCES = st.builds(
    Source, st.integers(0, 3), st.sampled_from(sorted(TEXTS)), WORDS, WORDS, WORDS, SPANS, WORDS, WORDS, WORDS
)


def some(strategy: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


PAGES: st.SearchStrategy[Brief] = st.builds(
    Brief,
    desk_id=WORDS,
    topic=WORDS,
    key_question=WORDS,
    as_of=st.dates(date(1, 1, 1), date(9999, 12, 31)),
    edition=WORDS,
    tlp=st.sampled_from(["TLP:CLEAR", "TLP:RED", "", "tlp"]),
    language=st.just("en"),
    lines=some(LINES, 6),
    unanswered=some(WORDS, 2),
    sources=some(SOURCES, 3),
    origins=some(ORIGINS, 3),
    rejections=st.just(()),
    tally=st.just(Tally(0, 0, 0)),
    held_out=st.just(HeldOut()),
    disclosure=st.builds(Disclosure, st.sampled_from(["rules", "model", ""]), WORDS, some(WORDS, 1)),
    package_version=WORDS,
    yardstick=st.sampled_from(["icd203-1", "icd203-2", "phia", "", "x"]),
    claims=some(CLAIMS, 3),
    conflicts=some(CONFLICTS, 2),
)
JUNK = (
    b"",
    b"\xff",
    b"[" * 100_000,
    b'{"articles": [1, {"id": []}], "sentences": [{"id": {}}, 3], "objects": [{"type": "note"}, {}]}',
    b'{"articles": {"a": 1, "b": {"text": []}}, "objects": [{"type": "note", "confidence": []}]}',
    b'{"articles": 1, "sentences": 1, "objects": [{"type": "opinion", "opinion": ["agree"], "object_refs": 1}]}',
    b"<svg></p><footer></svg><i class='on'><span class='sentence' id='s1'>x</footer>TLP:CLEAR",
    b"<style>.tlp{font:1pt;color:red</style><style>.tlp{}",
    b"<![x[<header><header></footer>",
)


@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(page=PAGES)
def test_no_page_stops_a_rule(page: Brief) -> None:
    found = examine(page)
    assert [each.rule for each in found] == list(RULES)
    printed = {line.id for line in page.lines}
    assert all(set(each.places) <= printed for each in found)


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: junk[:30])
def test_no_file_stops_a_rule(junk: bytes) -> None:
    for page in (judged(), ruled()):
        held = dict.fromkeys((*files(judged()), "brief.stix.json", "brief.pdf"), junk)
        assert [each.rule for each in examine_edition(page, held)] == list(RULES)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "“" * 50, "%" * 200, "a" * 5000, "1 " * 500])
def test_a_hostile_page_is_examined_like_any_other(text: str) -> None:
    assert [each.rule for each in examine(hostile(text))] == list(RULES)


def test_weighed_claims_without_any_claim_are_no_basis() -> None:
    hollow: WeighedClaim = replace(graph()[0], claims=(graph()[0].lead,), origins=())
    page = replace(judged(), claims=(hollow,))
    assert {each.rule for each in examine(page) if each.standing is FAILS} >= {"CON-3", "CON-4"}
