"""How the words of one yardstick stand to those of another; what the rules of likelihood share, on any kind of page.

Readings of words only: no sentence is looked for and no rule is decided here.
"""

from __future__ import annotations

import re

from briefing.language.yardsticks import YARDSTICKS, Yardstick, likelihood_terms

_TERMS = tuple(f" {form}" for each in YARDSTICKS.values() for band in each.bands for form in (band.term, *band.forms))


def rows(yardstick: Yardstick) -> tuple[Yardstick, ...]:
    """Return every row of the standard that a yardstick is of, its own too."""
    standard = yardstick.id.partition("-")[0]
    return tuple(each for each in YARDSTICKS.values() if each.id.partition("-")[0] == standard)


def of_other_row(word: str, yardstick: Yardstick) -> bool:
    """True for a term of another row of the same standard."""
    return any(row.band(word) for row in rows(yardstick) if row.id != yardstick.id)


def borrowed(word: str, yardstick: Yardstick) -> str:
    """Say why a word that is no term is a hedged or a borrowed one, "" when it is of the same standard or of none."""
    if of_other_row(word, yardstick):
        return ""
    others = [each for each in YARDSTICKS.values() if each.band(word)]
    if others:
        return f"a term of {others[0].name}"
    return "a hedged term" if word.endswith(_TERMS) else ""


def says_unlikely(text: str, yardstick: Yardstick) -> bool:
    """True for a sentence with a term that stands for less than even."""
    bands = (yardstick.band(words) for words in likelihood_terms(text, yardstick))
    return any(band is not None and band.high < 50 for band in bands)


def is_certain(words: str) -> bool:
    """True for a likelihood of 0 or 100 per cent, which no term stands for."""
    return any(float(number) in (0, 100) for number in re.findall(r"\d+(?:\.\d+)?", words))
