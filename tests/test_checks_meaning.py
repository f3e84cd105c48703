"""Polarity, contraries, actors, causes and measures: the error is named, and its harmless twin passes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.checks import figures, hedging, meaning, text_findings
from briefing.desk import load
from briefing.language.names import Spellings
from briefing.types import UNKNOWN_DATE, DateBasis, DateSpan

SPELLINGS = Spellings(load(Path(__file__).parent.parent / "seeds" / "egypt-syria.toml").names)
AGREED = "The two sides agreed to coordinate political stances, SANA said."
REFUSED = "Institutions in Egypt refused to halt relations with Syria during the rule of Morsi."
NONE_NEW = "The visit has not introduced any new level of cooperation between the two countries."
DENIED = "The ministry denied that Egyptian pilots had bombed Idlib."
FIRST = "This wasn’t the first meeting in Cairo, but it is his first public visit."


@pytest.mark.parametrize(
    ("sentence", "words", "fault"),
    [
        ("SANA said the two sides did not agree to coordinate political stances.", AGREED, "not agree"),
        ("SANA said the two sides never agreed to coordinate political stances.", AGREED, "never agreed"),
        ("SANA said the two sides refused to coordinate political stances.", AGREED, "refused to coordinate"),
        ("SANA said the two sides did not fail to agree to coordinate political stances.", AGREED, ""),
        ("SANA said that not only did the two sides agree to coordinate political stances.", AGREED, ""),
        ("The visit has introduced a new level of cooperation between the countries.", NONE_NEW, "not introduced"),
        ("The visit introduced no new level of cooperation between the countries.", NONE_NEW, ""),
        ("There was no new level of cooperation introduced by the visit.", NONE_NEW, ""),
        ("The visit came without any new level of cooperation.", NONE_NEW, ""),
        ("Institutions in Egypt halted relations with Syria.", REFUSED, "refused to halt"),
        ("Institutions in Egypt were unwilling to halt relations with Syria.", REFUSED, ""),
        ("Institutions in Egypt did not agree to halt relations with Syria.", REFUSED, ""),
        ("Egyptian pilots had bombed Idlib, the ministry said.", DENIED, "denied that"),
        ("The ministry said Egyptian pilots had not bombed Idlib.", DENIED, ""),
        ("The ministry rejected claims that Egyptian pilots had bombed Idlib.", DENIED, ""),
        ("The first public visit followed an earlier meeting in Cairo.", FIRST, ""),
        ("No fewer than two sides agreed to coordinate political stances.", AGREED, ""),
        ("Egypt has made no statement.", "Egypt has yet to make any statement.", ""),
        ("Aramco was not able to supply Egypt.", "Aramco was unable to supply Egypt.", ""),
    ],
)
def test_a_denial_is_neither_put_in_nor_taken_out(sentence: str, words: str, fault: str) -> None:
    reason = meaning.negated(sentence, [words])
    assert fault in reason
    assert bool(reason) == bool(fault)


@pytest.mark.parametrize(
    ("sentence", "words", "fault"),
    [
        (
            "Egypt opposed the Russian resolution on Syria.",
            "Egypt supported the Russian resolution on Syria.",
            "opposed",
        ),
        ("Egypt backed the Russian resolution on Syria.", "Egypt supported the Russian resolution on Syria.", ""),
        (
            "Egypt did not oppose the Russian resolution on Syria.",
            "Egypt supported the Russian resolution on Syria.",
            "",
        ),
        ("Oil shipments to Egypt rose in May.", "Oil shipments to Egypt fell in May.", "rose"),
        ("Oil shipments to Egypt climbed in May.", "Oil shipments to Egypt increased in May.", ""),
        ("Aramco cut shipments before the vote.", "Aramco cut shipments after the vote.", "before"),
        ("Before Aramco cut shipments, Egypt voted.", "Aramco cut shipments after Egypt voted.", ""),
        ("Riyadh lifted the oil embargo on Egypt.", "Riyadh imposed the oil embargo on Egypt.", "lifted"),
        ("The embassy in Damascus is closed.", "The embassy in Damascus is open.", "closed"),
        ("The visit to Cairo was unannounced.", "The visit to Cairo was announced.", "unannounced"),
        ("Egypt won nothing; Syria lost its seat.", "Syria lost its seat.", ""),
    ],
)
def test_a_word_is_not_turned_into_its_contrary(sentence: str, words: str, fault: str) -> None:
    reason = meaning.contrary(sentence, [words])
    assert (fault in reason) if fault else not reason


@pytest.mark.parametrize(
    ("sentence", "words", "swapped"),
    [
        ("Syria accused Egypt of arming rebels.", "Egypt accused Syria of arming rebels.", True),
        ("Syria was accused by Egypt of arming rebels.", "Egypt accused Syria of arming rebels.", False),
        ("Egypt was accused by Syria of arming rebels.", "Egypt accused Syria of arming rebels.", True),
        ("Cairo visited Ali Mamlouk.", "Ali Mamluk visited Cairo on Monday.", True),
        ("Ali Mamlouk paid a visit to Cairo.", "Ali Mamluk visited Cairo on Monday.", False),
        ("Khaled Fawzy met Ali Mamlouk.", "Ali Mamluk met Khaled Fawzy.", False),
        ("Omar al-Bashir received Bashar al-Assad.", "Bashar al-Assad received Omar al-Bashir in Damascus.", True),
        ("Russia voted for Egypt's draft.", "Egypt defended itself, and also voted for Russia’s draft.", True),
        ("Egypt also voted for Russia's draft.", "Egypt defended itself, and also voted for Russia’s draft.", False),
    ],
)
def test_who_acts_on_whom(sentence: str, words: str, swapped: bool) -> None:
    assert bool(meaning.exchanged(sentence, [words], SPELLINGS)) is swapped


@pytest.mark.parametrize(
    ("sentence", "words", "invented"),
    [
        ("Riyadh halted oil because of the vote.", ["Riyadh halted oil days after the vote."], True),
        ("Riyadh halted oil after the vote.", ["Riyadh halted oil days after the vote."], False),
        ("In response to the vote, Riyadh halted oil.", ["Riyadh halted oil days after the vote."], True),
        ("Riyadh halted oil due to the vote.", ["The vote prompted Riyadh to halt oil."], False),
        ("Riyadh halted oil as a result of the vote.", ["Riyadh halted oil over its vote."], False),
        ("Riyadh halted oil because Egypt voted.", ["Riyadh halted oil.", "Egypt voted for the draft."], True),
        (
            "Riyadh halted oil because Egypt voted.",
            ["Egypt voted for the draft.", "Accordingly, Riyadh halted oil."],
            False,
        ),
        ("The vote is due to take place in May.", ["The vote takes place in May."], False),
        ("As a result, Riyadh halted oil.", ["Riyadh halted oil."], False),
    ],
)
def test_no_cause_is_invented(sentence: str, words: list[str], invented: bool) -> None:
    assert bool(meaning.uncaused(sentence, words)) is invented


@pytest.mark.parametrize(
    ("sentence", "words", "verb"),
    [
        ("SANA confirmed the visit.", "SANA said the visit took place.", "confirmed"),
        ("The ministry admitted the talks.", "The ministry spoke of the talks.", "admitted"),
        ("The ministry acknowledged the talks.", "The ministry admitted the talks.", ""),
        ("The ministry refuted the report.", "The ministry denied the report.", "refuted"),
        ("Sources revealed the plan.", "The plan was disclosed by sources.", ""),
        ("SANA said the visit took place.", "SANA confirmed the visit.", ""),
    ],
)
def test_verbs_of_saying_take_no_side_of_their_own(sentence: str, words: str, verb: str) -> None:
    reason = hedging.taken_side(sentence, [words])
    assert (verb in reason) if verb else not reason


@pytest.mark.parametrize(
    ("sentence", "words", "faulty"),
    [
        ("He came for a one-week visit.", "He came for a one-day visit.", True),
        ("He came 7 days later.", "He came one week later.", False),
        ("The war is 72 months old.", "The war is six years old.", False),
        ("The war is six months old.", "The war is six years old.", True),
        ("It fired from 10 kilometres.", "It fired from 10 miles.", True),
        ("It fired from 16 km.", "It fired from 10 miles.", False),
        ("They gave $5 million.", "They gave 5 million dollars.", False),
        ("They gave 5 million euros.", "They gave 5 million dollars.", True),
        ("Twelve officials came.", "12 officials came.", False),
    ],
)
def test_measures_are_compared_with_their_units(sentence: str, words: str, faulty: bool) -> None:
    assert bool(figures.absent(sentence, [words])) is faulty


ARTICLE = (
    "Mamluk met Khaled Fawzy in Cairo on Monday. He left the same day.\n"
    "Egypt voted for the draft on October 8. Saudi Arabia called the vote “painful”. Aramco sent 3 ships in May.",
)
PUBLISHED = DateSpan(date(2016, 10, 18), date(2016, 10, 18), DateBasis.STATED)


@pytest.mark.parametrize(
    ("sentence", "published", "check"),
    [
        ("Mamluk met Khaled Fawzy in Cairo on 17 October 2016.", PUBLISHED, ""),
        ("Mamluk met Khaled Fawzy in Cairo on 16 October 2016.", PUBLISHED, "dates"),
        ("Egypt voted for the draft on 8 October 2016.", UNKNOWN_DATE, ""),
        ("Egypt voted for the draft on 9 October 2016.", UNKNOWN_DATE, "dates"),
        ("Egypt did not vote for the draft.", PUBLISHED, "negation"),
        ("Turkey voted for the draft.", PUBLISHED, "names"),
        ("Aramco sent four ships in May.", PUBLISHED, "figures"),
        ("Saudi Arabia called the vote “shameful”.", PUBLISHED, "quotation"),
        ("Saudi Arabia called the vote “painful”.", PUBLISHED, ""),
        ("Aramco opened schools, bought hospitals and built harbours for farmers.", PUBLISHED, "subject"),
    ],
)
def test_any_sentence_against_a_whole_text(sentence: str, published: DateSpan, check: str) -> None:
    found = text_findings(sentence, ARTICLE, SPELLINGS, published)
    assert [finding.check for finding in found if not finding.passed] == ([check] if check else [])
    assert len({finding.check for finding in found}) == len(found)
