"""Likelihood, vagueness and confidence are told apart, also where ordinary words look like them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.desk import YardstickId, load
from briefing.errors import DeskError
from briefing.language.yardsticks import (
    DEFAULT,
    YARDSTICKS,
    compares,
    confidence_levels,
    confidence_numbers,
    declared,
    dismissals,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    numbered_terms,
    says_rows_agree,
    speaks_of_confidence,
    term_span,
    vague_terms,
)

FIRST, SECOND, PHIA = (YARDSTICKS[name] for name in ("icd203-1", "icd203-2", "phia"))


@pytest.mark.parametrize("yardstick", YARDSTICKS.values(), ids=lambda yardstick: yardstick.id)
def test_a_yardstick_rises_and_knows_its_own_words(yardstick) -> None:
    edges = [edge for band in yardstick.bands for edge in (band.low, band.high)]
    assert edges == sorted(edges)
    assert len(yardstick.bands) == 7
    assert edges[0] > 0
    assert edges[-1] < 100
    assert declared(yardstick.legend) == (yardstick.id,)
    for band in yardstick.bands:
        for words in (band.term, *band.forms):
            said = f"We assess a {words} chance of it" if words == "remote" else f"We assess it as {words}."
            assert likelihood_terms(said, yardstick) == ((words,) if words != "remote" else ("remote chance",)), words
            assert not foreign_terms(said, yardstick)
            assert not vague_terms(said)
            assert yardstick.band(f" {words.upper()}\n") is band


def test_the_bands_of_icd_203_touch_and_those_of_phia_leave_gaps() -> None:
    for row in (FIRST, SECOND):
        assert [band.low for band in row.bands[1:]] == [band.high for band in row.bands[:-1]]
    assert all(low.high < high.low for low, high in zip(PHIA.bands, PHIA.bands[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("It is very unlikely to stop.", ("very unlikely",)),
        ("It is almost certain, and likely soon.", ("almost certain", "likely")),
        ("There is a roughly even chance of it.", ("roughly even chance",)),
        ("Almost no chance remains.", ("almost no chance",)),
        ("He took a likely path to a likelihood.", ("likely",)),
        ("It is very\nlikely.", ("very likely",)),
        ("It is highly likely.", ()),
        ("It happened.", ()),
    ],
)
def test_likelihood_terms(text: str, terms: tuple[str, ...]) -> None:
    assert likelihood_terms(text) == terms
    assert bool(term_span(text)) == bool(terms)


@pytest.mark.parametrize(
    "text",
    [
        "It is probable.",
        "It will probably stop.",
        "A realistic possibility.",
        "Highly likely.",
        "Not unlikely.",
        "Not likely.",
        "Quite likely.",
        "More likely than not.",
        "The chance of a return is remote.",
        "A remote possibility.",
        "Virtually certain.",
        "A better than even chance.",
        "In all likelihood.",
        "There is only a slim chance of it.",
        "It stands little chance.",
        "The odds of a return are low.",
        "The likelihood is high that it returns.",
        "It is most likely to stop.",
    ],
)
def test_other_yardsticks_and_hedged_terms_are_foreign(text: str) -> None:
    assert foreign_terms(text)
    assert not likelihood_terms(text)


@pytest.mark.parametrize(
    "text",
    [
        "The most likely path is a truce.",
        "Most likely scenario: a truce.",
        "A truce is more likely than a return.",
        "That makes a return in spring less likely.",
    ],
)
def test_a_comparison_is_no_likelihood(text: str) -> None:
    assert compares(text)
    assert not likelihood_terms(text)
    assert not foreign_terms(text)
    assert not compares("A return is more likely than not.")


@pytest.mark.parametrize("text", ["The court found probable cause.", "Probable-cause hearings began."])
def test_a_set_phrase_is_no_likelihood(text: str) -> None:
    assert not foreign_terms(text)
    assert foreign_terms("It is probable because of that.")


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("It is highly likely.", PHIA, FIRST),
        ("It is very likely.", FIRST, PHIA),
        ("It is probable.", PHIA, FIRST),
        ("It is probable.", SECOND, FIRST),
        ("There is a realistic possibility of it.", PHIA, SECOND),
        ("There is a roughly even chance.", FIRST, SECOND),
        ("It is almost certainly so.", PHIA, SECOND),
    ],
)
def test_a_term_belongs_to_the_yardstick_declared(text: str, own, other) -> None:
    assert likelihood_terms(text, own)
    assert not foreign_terms(text, own)
    assert foreign_terms(text, other)
    assert not likelihood_terms(text, other)


@pytest.mark.parametrize("text", ["It might rain.", "It may rain.", "Perhaps.", "It could rain.", "It is possible."])
def test_vague_words(text: str) -> None:
    assert vague_terms(text)


@pytest.mark.parametrize(
    ("innocent", "vague"),
    [
        ("In May 2015 they met.", "In 2015 they may have met."),
        ("They met on 3 May.", "On 3 June they may meet."),
        ("The ban lasts until May.", "The ban may last."),
        ("From May to June they met.", "In May they may meet."),
        ("Theresa May resigned.", "The prime minister may resign."),
        ("May 2018 saw a visit.", "Egypt May Reopen Its Embassy"),
        ("He could not come.", "He could come."),
        ("He couldn’t come.", "He could not come but could write."),
        ("They left as soon as possible.", "It is soon possible."),
        ("SANA said “it may resume”.", "It may resume, SANA said."),
        ("He called it 'a possible message'.", "It is a possible message."),
        ("According to the report Possible Message to Riyadh, he left.", "The report is a possible message."),
        ("There is a realistic possibility of it.", "There is a possibility of it."),
        ("The might of the army grew.", "The army might grow."),
    ],
)
def test_words_that_only_look_vague_beside_words_that_are(innocent: str, vague: str) -> None:
    assert not vague_terms(innocent)
    assert vague_terms(vague)


@pytest.mark.parametrize(
    ("innocent", "counted"),
    [
        ("SANA said “a return is likely”.", "SANA said a return is likely."),
        ('He called it "highly probable".', "He called it highly probable."),
        ("The paper titled it ‘It’s likely over’.", "It’s likely over."),
        ("Its article Why Egypt Is Likely to Return says so.", "Egypt is likely to return, it says."),
        ("They met in a remote area.", "The chance of a meeting is remote."),
        ("The village is remote.", "The odds are remote."),
        ("A remote-controlled bomb went off.", "There is a remote chance of it."),
        ("A certain official came.", "It is nearly certain."),
    ],
)
def test_words_that_only_look_like_a_likelihood_beside_words_that_are(innocent: str, counted: str) -> None:
    for words, found in ((innocent, False), (counted, True)):
        assert bool(likelihood_terms(words) + foreign_terms(words)) is found


def test_a_heading_in_title_case_is_ours() -> None:
    assert likelihood_terms("Egypt Likely to Restore Ties With Syria") == ("likely",)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("We cannot rule out a return.", True),
        ("A return can't be ruled out.", True),
        ("We do not discount a return.", True),
        ("The risk cannot be entirely dismissed.", True),
        ("We cannot dismiss the possibility of a return.", True),
        ("The president cannot dismiss the minister.", False),
        ("The judge ruled him out of order.", False),
        ("“We cannot rule out a return,” he said.", False),
    ],
)
def test_leaving_something_open_is_not_a_judgment(text: str, *, flagged: bool) -> None:
    assert bool(dismissals(text)) is flagged


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("It is likely (60 %).", True),
        ("It is likely (55–80 %).", True),
        ("It is likely (80 per cent).", True),
        ("It is very likely (80 percent).", True),
        ("It is likely (85 %).", False),
        ("It is likely (60–90 %).", False),
        ("A 90 % chance: likely.", False),
        ("It is 60–70% likely.", True),
        ("It is almost certain (100 %).", False),
        ("There is almost no chance (0 %).", False),
        ("It is likely that 90 % of them left.", None),
        ("It is likely, 90 % of voters said.", None),
    ],
)
def test_a_number_lies_in_the_band_of_its_term(text: str, fits: bool | None) -> None:
    found = numbered_terms(text)
    assert [number.fits for number in found] == ([] if fits is None else [fits])


def test_bands_are_those_of_the_yardstick_declared() -> None:
    assert numbered_terms("It is likely (78 %).", FIRST)[0].fits
    assert not numbered_terms("It is likely (78 %).", PHIA)[0].fits
    assert not numbered_terms("A realistic possibility (50 %).", PHIA)[0].fits


@pytest.mark.parametrize(
    "text", ["A 60 % chance of it.", "It is 60 percent likely.", "The probability is about 0.5 %."]
)
def test_likelihood_as_a_number(text: str) -> None:
    assert likelihood_numbers(text)
    assert not likelihood_numbers("They took 60 % of the town.")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Confidence is low.", True),
        ("We have high-confidence reporting.", True),
        ("We are confident of it.", True),
        ("It is likely.", False),
        ("They agreed on confidence-building measures.", False),
        ("He lost a vote of no confidence.", False),
        ("He lost a no-confidence vote.", False),
        ("“I have full confidence in him,” he said.", False),
    ],
)
def test_confidence(text: str, *, speaks: bool) -> None:
    assert speaks_of_confidence(text) is speaks


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Confidence in this judgment is low: one origin.", ("low",)),
        ("We have moderate confidence because two agree.", ("moderate",)),
        ("Confidence: High", ("high",)),
        ("**Confidence:** medium", ("medium",)),
        ("Low to moderate confidence.", ("low to moderate",)),
        ("Investor confidence fell to a low.", ()),
        ("High-level talks.", ()),
    ],
)
def test_confidence_levels(text: str, levels: tuple[str, ...]) -> None:
    assert confidence_levels(text) == levels


def test_confidence_as_a_number() -> None:
    assert confidence_numbers("We have 70 % confidence.")
    assert confidence_numbers("Confidence: 70%")
    assert not confidence_numbers("Confidence is high: 70 % of reports agree.")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Likelihood terms follow ICD 203, row 2.", ("icd203-2",)),
        ("Likelihood language follows ICD 203.", ("icd203-1", "icd203-2")),
        ("ICD 203 terms: remote, probable, highly probable.", ("icd203-2",)),
        ("We use the PHIA probability yardstick.", ("phia",)),
        ("Terms: “very unlikely”, “unlikely”, “likely”, “very likely”.", ("icd203-1",)),
        ("It is likely, or very likely if ambassadors return.", ()),
        ("ICD 203 was signed in 2015.", ()),
    ],
)
def test_a_legend_declares_a_yardstick(text: str, ids: tuple[str, ...]) -> None:
    assert declared(text) == ids


def test_the_disclaimer_for_mixed_rows() -> None:
    assert says_rows_agree("“Likely” and “probable” indicate the same assessment of probability.")
    assert not says_rows_agree("Likely and probable are terms of probability.")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*"“”\"'‘’.,% ", "likely", "May", "may", "60", "confidence", "low", "remote", "chance"]))
)
def test_any_text_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    for yardstick in YARDSTICKS.values():
        assert not set(likelihood_terms(text, yardstick)) & set(foreign_terms(text, yardstick))
    assert set(declared(text)) <= set(YARDSTICKS)
    assert isinstance(vague_terms(text) + confidence_levels(text) + dismissals(text), tuple)


def test_a_desk_names_one_of_them(tmp_path: Path) -> None:
    assert get_args(YardstickId) == tuple(YARDSTICKS)
    file = tmp_path / "desk.toml"
    for name in YARDSTICKS:
        file.write_text(
            f'id = "x"\ntopic = "t"\nkey_question = "q"\nterms = ["a"]\nyardstick = "{name}"\n', encoding="utf-8"
        )
        assert load(file).yardstick == name
    file.write_text('id = "x"\ntopic = "t"\nkey_question = "q"\nterms = ["a"]\nyardstick = "kent"\n', encoding="utf-8")
    with pytest.raises(DeskError, match="'icd203-1', 'icd203-2' or 'phia'"):
        load(file)
    file.write_text('id = "x"\ntopic = "t"\nkey_question = "q"\nterms = ["a"]\n', encoding="utf-8")
    assert load(file).yardstick == DEFAULT.id
