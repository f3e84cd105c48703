"""The rules about words: what breaks each, and what only looks as if it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from samples import RESEARCH, SABAH, cite
from tradecraft_pages import (
    ABSENT,
    FAILS,
    MET,
    Case,
    Edit,
    absent,
    add,
    both,
    change,
    drop,
    fails,
    finding,
    hold,
    holds,
    judged,
    regraph,
    ruled,
    same,
    unseen,
    with_,
)

from briefing.types import Brief, Confidence, Role, Section

KJ, GAPS, REPORTING, SUMMARY = Section.KEY_JUDGMENTS, Section.GAPS, Section.REPORTING, Section.SOURCE_SUMMARY


def verbatim(text: str) -> Edit:
    """Make a sentence the quotation itself."""

    def edit(brief: Brief) -> Brief:
        words = replace(brief.section(REPORTING)[1].citations[0], quote=text)
        return change(REPORTING, 1, text=text, citations=(words,))(brief)

    return edit


def wordings(table: str, worded: object) -> Iterator[Case]:
    """Read a table whose rows are a rule, what it says, and the words that are put in the place of a sentence."""
    for row in table.strip().splitlines():
        rule, says, text = row.split(maxsplit=2)
        assert callable(worded)
        yield Case(rule, text, worded(text), {"fails": FAILS, "holds": MET, "absent": ABSENT}[says])


JUDGMENTS = """
LIK-1 fails  We assess that they will probably meet by March 2019.
LIK-1 fails  We assess a good chance that they meet by March 2019.
LIK-1 fails  We assess that in all likelihood they meet by March 2019.
LIK-1 holds  We assess that it is quite likely that they meet by March 2019.
LIK-1 holds  We assess that a remote border post is likely to open by March 2019.
LIK-1 holds  We assess that what SANA calls “probable” is likely by March 2019.
LIK-2 fails  We assess that they will probably meet by March 2019.
LIK-3 absent We assess that they are likely to meet by March 2019.
LIK-3 holds  We assess that a meeting is likely (60–70 %) by March 2019.
LIK-3 holds  We assess that a meeting is likely (55 %) by March 2019.
LIK-3 absent We assess that a fall of oil aid by 97 % is likely by March 2019.
LIK-3 fails  We assess that a meeting is likely (90 %) by March 2019.
LIK-3 fails  We assess a 100 % chance of a meeting by March 2019.
LIK-4 fails  We assess that they might meet and are likely to agree by March 2019.
LIK-4 fails  We assess that perhaps they are likely to agree by March 2019.
LIK-4 fails  We assess a serious possibility, likely by March 2019, of a meeting.
LIK-4 holds  We assess that they are likely to meet on 3 May 2019.
LIK-4 holds  We assess that they are likely to meet, as they could not in 2018, by March 2019.
LIK-4 holds  We assess the “possible message” is likely to go unread by March 2019.
LIK-5 fails  We cannot rule out that they meet by March 2019.
LIK-5 holds  We cannot rule out a full return, which is unlikely by March 2019.
LIK-6 fails  We assess that it is quite likely they meet by March 2019.
LIK-6 fails  We assess a realistic possibility of a meeting by March 2019.
LIK-6 fails  We assess that a meeting is highly likely by March 2019.
LIK-6 holds  We assess that they will probably meet by March 2019.
CON-1 fails  We assess with high confidence that they are likely to meet by March 2019.
CON-1 fails  We have low confidence in a 60 % chance of a meeting.
CON-1 fails  We assess with low confidence that, as Gen. Kamel said, they are likely to meet.
CON-1 fails  We assess with low confidence that the U.S. Embassy is likely to reopen.
CON-1 fails  We assess with low confidence that on Oct. 17 they were likely to agree.
CON-1 holds  They are likely to meet in 2019. Our confidence is low.
CON-1 holds  We assess that a vote of no confidence is likely by March 2019.
CON-1 holds  We assess that confidence-building steps are likely by March 2019.
OBJ-1 fails  We assess that the regime is likely to send an envoy by March 2019.
OBJ-1 fails  We recommend that Egypt waits, which is likely.
OBJ-1 fails  We assess that it is likely and that Egypt should welcome it by March 2019.
OBJ-1 holds  We assess that a rally in Martyrs Square is likely by March 2019.
OBJ-1 holds  We assess that calls for regime change are likely to end by March 2019.
OBJ-1 holds  We assess that counterterrorism talks are likely to go on until March 2019.
OBJ-1 holds  We assess that they are likely to meet if Egypt has to choose by March 2019.
MRK-1 fails  (U) We assess that they are likely to meet by March 2019.
MRK-1 fails  We assess that they are likely to meet (S//NF) by March 2019.
MRK-1 fails  We assess that they are likely to meet by March 2019. NOFORN
MRK-1 holds  We assess that classified talks are likely to stay secret until March 2019.
MRK-1 holds  Photographs (c) of the visit are likely to appear by March 2019.
TLP-1 fails  We assess that TLP AMBER is likely to be kept until March 2019.
TLP-1 fails  We assess that TLP:Amber is likely to be kept until March 2019.
TLP-1 holds  We assess that TLP:AMBER+STRICT is likely to be kept until March 2019.
TLP-4 fails  We assess that TLP:WHITE is likely to be kept until March 2019.
"""
REPORTS = """
LIK-1 fails  Unnamed diplomatic sources said Algeria will probably invite President Assad.
LIK-1 holds  Unnamed diplomatic sources called an invitation “probable” that week.
LIK-4 holds  Unnamed diplomatic sources said Algeria may invite President Assad.
LIK-5 holds  Unnamed diplomatic sources said “we cannot rule out a visit”.
OBJ-1 fails  Unnamed diplomatic sources said Algeria may invite the Syrian regime.
OBJ-1 holds  Unnamed diplomatic sources said Algeria may invite “the regime”.
OBJ-1 holds  Unnamed diplomatic sources said Algeria should invite President Assad.
"""
VERBATIM = """
LIK-1 holds  A meeting is probably held soon, the source said.
LIK-5 holds  We cannot rule out a visit, the source said.
LIK-6 holds  A visit is quite likely and highly probable, the source said.
CON-1 holds  We have high confidence that it is likely, the source said.
OBJ-1 holds  The Syrian regime must go, the source said.
MRK-1 holds  (U) The memo was UNCLASSIFIED, the source said.
TLP-1 holds  The memo was marked tlp: amber, the source said.
"""
CONFIDENCE = """
CON-1 fails  Confidence in this judgment is low: a likely meeting draws on one origin, SANA.
CON-1 holds  Confidence in this judgment is low: SANA (“likely”) is one origin, in three articles.
CON-2 fails  Confidence is low (20 % confidence): it draws on one origin, SANA.
CON-2 fails  We have medium confidence: it draws on one origin, SANA.
CON-2 fails  We have low to moderate confidence: it draws on one origin, SANA.
CON-2 fails  Our confidence is what it is: it draws on one origin, SANA.
CON-2 holds  Confidence is low: 60 % of it draws on one origin, SANA.
CON-3 fails  Confidence in this judgment is low.
CON-3 fails  Confidence is low: it draws on one origin (SANA), repeated by five articles.
CON-3 fails  Confidence is low: it draws on two independent origins (SANA), in three articles.
CON-3 fails  Confidence is low: it draws on one origin (Al-Akhbar), repeated by three articles.
CON-3 fails  Confidence is low: it draws on one origin (SANA), not Al-Akhbar, in three articles.
CON-3 fails  Confidence is low: it draws on one origin (SANA), and reporting conflicts on it.
CON-3 fails  Confidence is low: three articles corroborate SANA.
CON-3 fails  Confidence is low: it draws on one origin (SANA) with different interests.
CON-3 holds  We have low confidence because all three articles repeat one origin, SANA.
CON-3 holds  Confidence is low: 1 origin (SANA), 3 articles.
CON-4 fails  Confidence is moderate: it draws on one origin (SANA), repeated by three articles.
CON-4 fails  We have high confidence because SANA is firm.
CON-5 holds  We have high confidence because SANA is firm.
"""
TWO_INDEPENDENT = "two independent origins (SANA and Middle East Monitor) corroborate it."
LEGEND = "Terms run from unlikely to likely; confidence is low, moderate or high."


def sure(level: str, **judgment: object) -> Edit:
    """Rest the first judgment on the claim that two independent origins tell, at a level of confidence."""
    text = f"Confidence in this judgment is {level}: {TWO_INDEPENDENT}"
    return both(change(KJ, 0, claim_ids=("w8",), **judgment), change(KJ, 1, text=text))


def only(text: str) -> Edit:
    """Leave one judgment on the page, worded so."""
    return lambda brief: replace(brief, lines=tuple(replace(x, text=text) for x in brief.section(KJ)[:1]))


OTHERS = [
    *[
        holds(rule, "as published", same)
        for rule in ["LIK-1", "LIK-2", "LIK-4", "LIK-5", "LIK-6", "LIK-7", "CON-1", "CON-2", "CON-3", "CON-4"]
    ],
    *[holds(rule, "as published", same) for rule in ("OBJ-1", "MRK-1", "TLP-1", "TLP-4")],
    *[holds(rule, "verbatim", same, ruled) for rule in ("LIK-1", "LIK-5", "LIK-6", "CON-1", "OBJ-1", "MRK-1", "TLP-4")],
    *[absent(rule, "nothing printed", with_(lines=())) for rule in ("LIK-1", "LIK-5", "LIK-6", "CON-1", "OBJ-1")],
    *[
        absent(rule, "no judgments", same, ruled)
        for rule in ("LIK-2", "LIK-4", "LIK-7", "CON-2", "CON-3", "CON-4", "CON-5")
    ],
    holds("LIK-1", "row 2 where declared", both(with_(yardstick="icd203-2"), only("We assess it is probable."))),
    fails("LIK-1", "row 1 where row 2 is declared", both(with_(yardstick="icd203-2"), only("We assess it is likely."))),
    holds("LIK-6", "PHIA where declared", both(with_(yardstick="phia"), only("We assess it is highly likely."))),
    absent("LIK-2", "a yardstick of one row", with_(yardstick="phia")),
    holds(
        "LIK-2",
        "two rows that are said to be the same",
        both(
            change(KJ, text="We assess that they will probably meet by March 2019."),
            add(SUMMARY, Role.SUMMARY, "Terms of both rows mean the same degree of likelihood.", "w1"),
        ),
    ),
    fails("LIK-7", "unknown", with_(yardstick="delphi"), "'delphi'"),
    fails(
        "LIK-7", "a second one", add(SUMMARY, Role.SUMMARY, "Terms are those of the PHIA Probability Yardstick.", "w1")
    ),
    holds("CON-1", "a legend", add(SUMMARY, Role.SUMMARY, LEGEND, "w1")),
    fails("CON-3", "no confidence sentence", drop(KJ, Role.CONFIDENCE), "0 confidence sentences"),
    fails("CON-3", "a conflict left out", change(KJ, 3, text="Confidence is low: two origins, one of them Al-Akhbar.")),
    fails("CON-3", "origins that moved", regraph("w2", origins=(judged().claims[3].origins))),
    holds("CON-3", "corroborated", sure("moderate")),
    unseen("CON-3", "claims not kept", with_(claims=())),
    holds("CON-4", "two independent origins", sure("moderate")),
    fails("CON-4", "two of no different interests", sure("high"), "high confidence where the claims allow moderate"),
    holds("CON-4", "lower than it need be", change(KJ, 0, claim_ids=("w8",))),
    fails("CON-4", "resting on nothing", change(KJ, 0, claim_ids=()), "no claim"),
    fails(
        "CON-4",
        "the page's own word is not taken",
        both(regraph("w1", cap=Confidence.HIGH, corroboration=3), change(KJ, 1, text="Confidence is high: SANA.")),
    ),
    unseen("CON-4", "claims not kept", with_(claims=())),
    absent("CON-5", "nothing of high confidence", same),
    fails("CON-5", "years ahead", sure("high", text="We assess that ties are likely to be full by 2023."), "a year"),
    fails("CON-5", "over five years", sure("high", text="We assess ties are likely to hold over the next five years.")),
    fails("MRK-1", "a banner", with_(topic="UNCLASSIFIED//FOUO Egypt–Syria"), "UNCLASSIFIED"),
    *[
        fails("TLP-1", label, with_(tlp=label))
        for label in ("TLP: CLEAR", "tlp:clear", "TLP:ROT", "TLP:EX:CHR", "CLEAR", "")
    ],
    *[holds("TLP-1", label, with_(tlp=label)) for label in ("TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN")],
    fails("TLP-4", "white", with_(tlp="TLP:WHITE"), "WHITE"),
    fails("TLP-4", "a long quotation", verbatim("The source said much of it. " * 20), "quotes"),
    holds("TLP-4", "a long one for few readers", both(with_(tlp="TLP:AMBER"), verbatim("The source said it. " * 30))),
    holds("TLP-4", "our own long sentence", change(KJ, text="We assess it likely " + "that they meet again " * 20)),
]
CASES = [
    *wordings(JUDGMENTS, lambda text: change(KJ, text=text)),
    *wordings(REPORTS, lambda text: change(REPORTING, 1, text=text)),
    *wordings(VERBATIM, verbatim),
    *wordings(CONFIDENCE, lambda text: change(KJ, 1, text=text)),
    *OTHERS,
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_words_of_a_page(case: Case) -> None:
    hold(case)


def test_a_likelihood_in_a_cited_title_is_the_articles_own() -> None:
    titled = tuple(replace(each, title="Possible message, probably to Riyadh") for each in judged().sources)
    page = replace(judged(), sources=titled)
    assert {finding(rule, page).standing for rule in ("LIK-1", "LIK-4", "LIK-6", "DIS-1")} == {MET}


def test_a_word_the_cited_quotation_has_is_not_ours_in_a_report() -> None:
    words = replace(cite(SABAH, RESEARCH), quote="A visit is highly probable, the paper said.")
    page = change(REPORTING, 1, text="The paper said a visit is highly probable.", citations=(words,))(judged())
    assert finding("LIK-1", page).standing == finding("DIS-1", page).standing == MET
