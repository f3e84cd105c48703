"""One dispatch, two renderings: relays of the same words that make them done here and only meant there.

What one speaker said once can't both be "agreed to coordinate" and "aims to coordinate"; the difference is the relays',
so it is no conflict of reports. It is kept beside the claims: what the speaker said is no more than the weaker of them.
Different speakers may well say either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.types import Claim
from briefing.weigh.groups import UNDATED, days_between, same_event_time
from briefing.weigh.reading import Reading
from briefing.weigh.words import stems_of

FEWEST = 3  # words for what is done or meant that both have
COVERED = 0.5  # of the shorter of the two
_DONE = re.compile(r"\b(?P<put>agreed|decided|undertook|resolved)\s+(?:to|on)\s+(?P<what>[^.;\n]+)", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?P<put>(?:aim|plan|intend|hope|want)(?:s|ed)?|seeks?|sought|aiming|planning|(?:is|are|was|were) preparing)"
    r"\s+to\s+(?P<what>[^.;\n]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rendering:
    """Two relays of one dispatch: the claim that has a thing done, the one that has it meant, and how each puts it."""

    done: Claim
    meant: Claim
    stronger: str
    weaker: str


def renderings(readings: Sequence[Reading]) -> tuple[Rendering, ...]:
    """Return each pair of claims by one speaker, from two articles, of which one has done what the other has meant."""
    done, meant = ([*_put(readings, pattern)] for pattern in (_DONE, _MEANT))
    return tuple(
        Rendering(one.claim, other.claim, here["put"], there["put"])
        for one, here in done
        for other, there in meant
        if _one_dispatch(one, other) and _one_act(here["what"], there["what"])
    )


def _put(readings: Sequence[Reading], pattern: re.Pattern[str]) -> Iterator[tuple[Reading, re.Match[str]]]:
    for reading in readings:
        match = pattern.search(reading.claim.statement) if reading.voice else None
        if match:
            yield reading, match


def _one_dispatch(one: Reading, other: Reading) -> bool:
    """Do two articles relay one speaker at one time?"""
    if one.voice != other.voice or one.claim.article_id == other.claim.article_id:
        return False
    published = days_between(one.claim.published, other.claim.published)
    apart = days_between(one.claim.event, other.claim.event) or 0
    near = published is not None and max(published, apart) <= UNDATED
    return near and same_event_time(one.claim, other.claim)


def _one_act(one: str, other: str) -> bool:
    mine, theirs = (stems_of(text) for text in (one, other))
    return len(mine & theirs) >= max(FEWEST, COVERED * min(len(mine), len(theirs)))
