"""Which words of a sentence are its writer's own, and numbers given as per cents: what the readers of wording share.

What stands inside quotation marks is someone else's. Nothing here knows what a word means.
"""

from __future__ import annotations

import re

from briefing.language.phrases import QUOTED

_QUOTATION = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\""
    r"|‘(?:[^‘’]|’(?=\w)){1,300}’(?!\w)|(?<![\w'])'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,300}'(?!\w)"
)
_NUMBER = r"(\d{1,3}(?:\.\d{1,3})?)\s?"
PER_CENT = rf"{_NUMBER}%?(?:\s?(?:-|–|—|\bto\b|\band\b)\s?{_NUMBER})?(?:%|per\s?cent\b|pct\b)"


def own(text: str) -> str:
    """Return `text` with every character inside quotation marks replaced, so that offsets stay."""
    return _QUOTATION.sub(lambda match: QUOTED * len(match.group()), text)


def plain(words: str) -> str:
    """Return words in lower case, with single spaces."""
    return " ".join(words.lower().split())


def pattern(*wordings: str) -> re.Pattern[str]:
    """Return a pattern for any of the wordings, whatever their case; a space stands for any white space."""
    return re.compile("|".join(wordings).replace(" ", r"\s+"), re.IGNORECASE)
