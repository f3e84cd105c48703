"""Counts and days as a sentence of the page puts them."""

from __future__ import annotations

from datetime import date

from briefing.language.number_words import CARDINALS

_WORDS = {0: "no"} | {value: word for word, value in CARDINALS.items() if value <= 10}  # figures beyond ten


def day(when: date) -> str:
    """Return "17 October 2016"."""
    return f"{when.day} {when:%B} {when.year}"


def number(count: int) -> str:
    """Return a small number in words."""
    return _WORDS.get(count, str(count))


def count(many: int, noun: str) -> str:
    """Return "one article", "three articles"."""
    return f"{number(many)} {noun}{'' if many == 1 else 's'}"


def verb(many: int, one: str, several: str) -> str:
    """Return the form of a verb that goes with a count."""
    return one if many == 1 else several
