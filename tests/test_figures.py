"""Figures: value, bound, unit and the noun counted; what is part of a date or a name is none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.figures import figures

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"

FIGURES = [
    ("more than a quarter of a million people have been killed", [("250000", "at least", "", "people")]),
    ("the death toll at more than 470,000.", [("470000", "at least", "", "")]),
    ("more than 10 million displaced across the country", [("10000000", "at least", "", "")]),
    ("5.3 million refugees", [("5300000", "exact", "", "refugee")]),
    ("the six-year Syrian conflict", [("6", "exact", "", "year")]),
    ("the 22-member body", [("22", "exact", "", "member")]),
    ("his one-day visit", [("1", "exact", "", "day")]),
    ("killed four top security officials", [("4", "exact", "", "official")]),
    ("between the two countries", [("2", "exact", "", "country")]),
    ("scores of human rights abuses", [("40", "at least", "", "abuse")]),
    ("hundreds of detention centres", [("200", "at least", "", "centre")]),
    ("tens of thousands of protesters", [("20000", "at least", "", "protester")]),
    ("hundreds of thousands fled", [("200000", "at least", "", "")]),
    ("Nearly 300,000 Syrians return home", [("300000", "about", "", "syrian")]),
    ("Some 30 people", [("30", "about", "", "people")]),
    ("up to 300 fighters", [("300", "at most", "", "fighter")]),
    ("no fewer than twenty-one Copts", [("21", "at least", "", "copt")]),
    ("100 or more rockets", [("100", "at least", "", "")]),
    ("a dozen rockets", [("12", "exact", "", "rocket")]),
    ("several hundred men", [("200", "at least", "", "man")]),
    ("two hundred and fifty thousand soldiers", [("250000", "exact", "", "soldier")]),
    ("between two and three hours", [("2", "exact", "", ""), ("3", "exact", "", "hour")]),
    ("half a million barrels", [("500000", "exact", "", "barrel")]),
    ("two-thirds of the seats", [("0.6667", "exact", "", "")]),
    ("20% and 15 per cent", [("20", "exact", "%", ""), ("15", "exact", "%", "")]),
    ("$5 billion in aid", [("5000000000", "exact", "USD", "")]),
    ("about 3 million dollars", [("3000000", "about", "USD", "")]),
    ("his first public visit", [("1", "exact", "ordinal", "visit")]),
    ("the 22nd summit", [("22", "exact", "ordinal", "")]),
    ("2000 people", [("2000", "exact", "", "people")]),
    ("٣٠٠ قتيل", [("300", "exact", "", "")]),
]

NO_FIGURES = [
    "efforts to convene the Moscow 3 [peace talks]",
    "UN resolution 2254 and Article 5",
    "F-16 jets, MiG-29s and the G20",
    "on October 8, in 2011, since the 1950s, two days ago",
    "On July 22, 2015 at 1:11 pm, or 13:30",
    "one of the efforts; no one knows; one another",
    "in the last third of August",
    "https://example.org/2016/10/17/a12",
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_value_bound_unit_and_noun(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [(str(one.value), one.bound, one.unit, one.noun) for one in figures(text)] == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_parts_of_dates_and_names_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_every_figure_of_a_seed_article() -> None:
    text = (ARTICLES / "003_39b436a10c57ea1a.txt").read_text(encoding="utf-8")
    assert [one.text for one in figures(text)] == [
        "one", "first", "six", "four", "a quarter of a million", "10 million", "five", "470,000",
    ]  # fmt: skip # read best in rows


@given(st.integers(0, 10**12), st.sampled_from(["people", "tanks", "% of", "dollars"]))
def test_a_number_is_read_however_it_is_grouped(number: int, after: str) -> None:
    for text in (f"killed {number:,} {after}", f"killed over {number:,} {after}"):
        (one,) = figures(text)
        assert one.value == number
        assert one.bound == ("at least" if "over" in text else "exact")


PIECES = (
    "a one two hundred and million thousands of 5 5.3 1,000 % $ third first - bn Moscow 3 October more than 22nd half"
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split(" "))).map(" ".join)))
def test_any_text_gives_true_offsets(text: str) -> None:
    end = 0
    for one in figures(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= end
        assert one.value >= Decimal(0)
        end = one.end
