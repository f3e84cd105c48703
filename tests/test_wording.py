"""Forms of one word meet, unlike words don't, and a sentence finds the words it was drawn from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.measures import measures
from briefing.language.wording import aligned, content, sentences, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agreed", "agreement"),
        ("coordinating", "coordination"),
        ("met", "meeting"),
        ("denied", "denial"),
        ("stopped", "stop"),
        ("gave", "given"),
        ("visits", "visited"),
        ("countries", "country"),
        ("Syria's", "Syria"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("met", "made"), ("vote", "veto"), ("killed", "kind"), ("support", "suspend")]
)
def test_unlike_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_text_is_cut_at_sentences_and_not_at_titles() -> None:
    text = 'Gen. Samy Hassan wrote it. "Egypt sent arms," he said.\nMr. Kamel met Mr. Mamluk in Cairo.'
    assert sentences([text]) == (
        "Gen. Samy Hassan wrote it.",
        '"Egypt sent arms," he said.',
        "Mr. Kamel met Mr. Mamluk in Cairo.",
    )


def test_a_sentence_is_aligned_with_what_it_draws_on() -> None:
    words = [
        "Riyadh halted oil aid in October. Egypt voted for the draft. He left.",
        "SANA reported the visit to Cairo.",
    ]
    assert aligned("Egypt voted for it after SANA had reported a visit.", words) == (
        "Egypt voted for the draft.",
        "SANA reported the visit to Cairo.",
    )
    assert aligned("Nothing whatever", ["Egypt voted."]) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_can_be_aligned(sentence: str, words: list[str]) -> None:
    found = aligned(sentence, words)
    assert set(found) <= set(sentences(words))
    assert all(set(content(sentence)) & set(content(one)) for one in found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("7 days", "one week", True),
        ("72 months", "six years", True),
        ("six months", "six years", False),
        ("10 miles", "16 km", True),
        ("16 km", "16 kg", False),
    ],
)
def test_measures_of_one_size(one: str, other: str, same: bool) -> None:
    (first,), (second,) = measures(f"It took {one}."), measures(f"It took {other}.")
    assert first.same(second) is same
