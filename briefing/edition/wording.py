"""Counts and days as a sentence of the page puts them."""

from __future__ import annotations

from datetime import date

from briefing.language.number_words import number

__all__ = ["count", "day", "number", "verb"]


def day(when: date) -> str:
    """Return "17 October 2016"."""
    return f"{when.day} {when:%B} {when.year}"


def count(many: int, noun: str) -> str:
    """Return "one article", "three articles"."""
    return f"{number(many)} {noun}{'' if many == 1 else 's'}"


def verb(many: int, one: str, several: str) -> str:
    """Return the form of a verb that goes with a count."""
    return one if many == 1 else several
