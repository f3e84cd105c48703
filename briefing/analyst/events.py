"""When what a sentence says happened: its own words for the time, else the visit or meeting it goes back to.

A date is inherited only by a sentence that says "the visit" of a visit dated before it in the same
article; anything else stays unknown.
"""

from __future__ import annotations

import re

from briefing.types import UNKNOWN_DATE, Article, DateBasis, DateSpan

_HAPPENING = re.compile(
    r"\b(visit|trip|meeting|talks|summit|attack|strike|vote|bombing|delegation|travel)(?:s|ed|led|ing|ling)?\b"
    r"|\b(met|held talks)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|his|her|their|its|\w+[’']s) (?:\w+[- ]){0,2}?(visit|trip|meeting|talks|summit|attack|strike|vote)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:last|previous|earlier|former|another|next|future|after the|since the)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:since|until|till|from|before|scheduled[\w ]*|prior to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ALIKE = {
    "trip": "visit",
    "travel": "visit",
    "delegation": "visit",
    "meeting": "talks",
    "met": "talks",
    "held talks": "talks",
}


def event_dates(article: Article) -> dict[int, DateSpan]:
    """When each citable sentence's event was, by sentence number; UNKNOWN_DATE where nothing sound says so."""
    dated: dict[str, DateSpan] = {}
    found: dict[int, DateSpan] = {}
    for sentence in (s for s in article.sentences if s.citable):
        words = article.words(sentence)
        own = _own(words, article.published)
        found[sentence.number] = own if own.known else _inherited(words, dated)
        if own.known and not _OTHER.search(words):
            dated |= dict.fromkeys(_happenings(words), own)
    return found


def _own(words: str, published: DateSpan) -> DateSpan:
    """The first time a sentence gives that is not merely a bound ("since 2011")."""
    from briefing.language.dates import time_expressions  # dateparser behind it is slow to import

    times = time_expressions(words, published)
    inside = [t for t in times if not _BOUND.search(words[: t.start])]
    return inside[0].when if inside else UNKNOWN_DATE


def _happenings(words: str) -> set[str]:
    named = {(m[1] or m[2]).lower() for m in _HAPPENING.finditer(words)}
    return {_ALIKE.get(name, name) for name in named}


def _inherited(words: str, dated: dict[str, DateSpan]) -> DateSpan:
    match = _DEFINITE.search(words)
    if match is None or _OTHER.search(words):
        return UNKNOWN_DATE
    name = match[1].lower()
    before = dated.get(_ALIKE.get(name, name))
    if before is None:
        return UNKNOWN_DATE
    return DateSpan(
        before.earliest, before.latest, DateBasis.INFERRED, f"{match.group()!r}, dated before: {before.evidence}"
    )
