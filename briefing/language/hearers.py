"""To whom something is said and through whom it comes: the outlets that a "told", an interview or a relay names.

Word order only, in one sentence; which outlet "the daily" is, the article as a whole has to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from briefing.language.phrases import Token, phrase_from, tokens_of


def hearer(text: str, tokens: Sequence[Token], i: int) -> str:
    """Return whom verb `i` is said to, where that could be an outlet: "told AFP", "in an interview with Al-Manar"."""
    if tokens[i].low in ("told", "telling", "tells"):
        return phrase_from(text, tokens, i + 1)
    return _interviewer(text, tokens)


def _interviewer(text: str, tokens: Sequence[Token]) -> str:
    lows = [t.low for t in tokens]
    for at, low in enumerate(lows):
        if low in ("interview", "statement", "remarks", "comments"):
            near = list(takewhile(lambda j: tokens[j].is_word, range(at + 1, min(at + 9, len(lows)))))
            to = next((j for j in near if lows[j] in ("with", "to")), None)
            if to is not None and to + 1 < len(lows):
                return phrase_from(text, tokens, to + 1)
    return ""


def through(text: str, tokens: Sequence[Token], i: int) -> str:
    """Return Y of "…, as reported by Y" and "carried by Y" anywhere after verb `i`."""
    lows = [t.low for t in tokens]
    for at in range(i + 1, len(lows) - 1):
        if lows[at] in ("reported", "carried", "quoted", "published", "relayed") and lows[at + 1] == "by":
            return phrase_from(text, tokens, at + 2)
    return ""


def interviewer(text: str) -> str:
    """Return the phrase after "interview with" in a sentence with masked quotations, "" when there is none."""
    return _interviewer(text, tokens_of(text))
