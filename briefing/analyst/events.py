"""When what a sentence says happened: its own words for the time, else the visit or interview it goes back to.

A date is inherited only by a sentence that says "the visit" of a visit dated before it in the same
article, or that quotes on from an interview dated there; anything else stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.language.attribution import Attributed
from briefing.language.dates import time_expressions
from briefing.language.names import fold
from briefing.types import UNKNOWN_DATE, Article, DateBasis, DateSpan

_NOUNS = "visit|trip|meeting|talks|summit|attack|strike|vote|bombing"
_HAPPENING = re.compile(rf"\b({_NOUNS}|delegation|travel)(?:s|ed|led|ing|ling)?\b|\b(met|held talks)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    rf"\b(?:the|this|that|his|her|their|its|(?P<whose>[\w-]+)[’']s?) (?:\w+[- ]){{0,2}}?(?P<what>{_NOUNS})\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\b(?:last|previous|previously|earlier|former|another|next|future|after the|since the) (?:\w+ )?(?:{_NOUNS})",
    re.IGNORECASE,
)
# "The visit comes after Egypt voted on October 8": the day is the vote's.
_BESIDE = re.compile(r"\b(?:comes?|came|follow(?:s|ed)|precede[sd])\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:(?:until|till|from|before|scheduled[\w ]*|prior to)\s+(?:\w+\s+){0,6}|since\s+(?:[\w'’-]+\s+){0,9})$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:since|until|till|before|prior to)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:interview|speech|address|press conference|remarks)\b", re.IGNORECASE)
_ALIKE = {
    "trip": "visit",
    "travel": "visit",
    "delegation": "visit",
    "meeting": "talks",
    "met": "talks",
    "held talks": "talks",
}


@dataclass
class _Story:
    """What has been dated so far: happenings by their noun, with the words that dated them, and the last interview."""

    happenings: dict[str, tuple[DateSpan, str]] = field(default_factory=dict)
    speaker: str = ""
    spoken: DateSpan = UNKNOWN_DATE


def event_dates(article: Article, said: Mapping[int, Attributed]) -> dict[int, DateSpan]:
    """When each citable sentence's event was, by sentence number; UNKNOWN_DATE where nothing sound says so."""
    story = _Story()
    found: dict[int, DateSpan] = {}
    for sentence in (s for s in article.sentences if s.citable):
        words, speaker = article.words(sentence), said[sentence.number].speaker
        own = _own(words, article.published)
        found[sentence.number] = own if own.known else _inherited(words, speaker, story)
        _remember(story, words, speaker, own)
    return found


def _own(words: str, published: DateSpan) -> DateSpan:
    """The first time a sentence gives that is not merely a bound ("since 2011")."""
    times = time_expressions(words, published)
    inside = [t for t in times if not _BOUND.search(words[: t.start]) and not _OPEN.match(t.text)]
    return inside[0].when if inside else UNKNOWN_DATE


def _remember(story: _Story, words: str, speaker: str, own: DateSpan) -> None:
    if own.known and not _OTHER.search(words) and not _BESIDE.search(words):
        story.happenings |= dict.fromkeys(_happenings(words), (own, fold(words)))
    if speaker != story.speaker:
        story.speaker, story.spoken = speaker, UNKNOWN_DATE
    if own.known and _SPOKEN.search(words):
        story.spoken = own


def _happenings(words: str) -> set[str]:
    named = {(m[1] or m[2]).lower() for m in _HAPPENING.finditer(words)}
    return {_ALIKE.get(name, name) for name in named}


def _inherited(words: str, speaker: str, story: _Story) -> DateSpan:
    if speaker and speaker == story.speaker and story.spoken.known:
        return _back(story.spoken, "said in the same interview")
    for match in () if _OTHER.search(words) else _DEFINITE.finditer(words):
        name = match["what"].lower()
        span, dated_by = story.happenings.get(_ALIKE.get(name, name), (UNKNOWN_DATE, ""))
        if span.known and fold(match["whose"] or "") in dated_by:
            return _back(span, f"{match.group()!r}, dated before")
    return UNKNOWN_DATE


def _back(span: DateSpan, why: str) -> DateSpan:
    return replace(span, basis=DateBasis.INFERRED, evidence=f"{why}: {span.evidence}")
