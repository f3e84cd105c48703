"""Likelihood, vagueness and confidence are told apart, also where ordinary words look like them."""

from __future__ import annotations

import pytest

from briefing.tradecraft import foreign_terms, likelihood_terms, speaks_of_confidence, vague_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("It is very unlikely to stop.", ("very unlikely",)),
        ("It is almost certain, and likely soon.", ("almost certain", "likely")),
        ("There is a roughly even chance of it.", ("roughly even chance",)),
        ("Almost no chance remains.", ("almost no chance",)),
        ("He took a likely path to a likelihood.", ("likely",)),
        ("It happened.", ()),
    ],
)
def test_likelihood_terms(text: str, terms: tuple[str, ...]) -> None:
    assert likelihood_terms(text) == terms


@pytest.mark.parametrize(
    "text", ["It is probable.", "A realistic possibility.", "Highly likely.", "Not unlikely.", "Quite likely."]
)
def test_other_yardsticks_and_hedged_terms_are_foreign(text: str) -> None:
    assert foreign_terms(text)


@pytest.mark.parametrize("text", ["It might rain.", "It may rain.", "Perhaps.", "It could rain.", "It is possible."])
def test_vague_words(text: str) -> None:
    assert vague_terms(text)


@pytest.mark.parametrize(
    "text", ["In May 2015 they met.", "They met on 3 May.", "He could not come.", "A remote village."]
)
def test_words_that_only_look_vague(text: str) -> None:
    assert not vague_terms(text)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Confidence is low.", True),
        ("We have high-confidence reporting.", True),
        ("We are confident of it.", True),
        ("It is likely.", False),
    ],
)
def test_confidence(text: str, *, speaks: bool) -> None:
    assert speaks_of_confidence(text) is speaks
