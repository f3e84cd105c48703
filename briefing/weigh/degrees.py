"""One dispatch, two degrees: retellings of the same words that make them done here and only meant there.

Told by one and the same speaker at one time, "agreed to coordinate" and "aims to coordinate" can't both be what was
said; the difference is the relay's. Different speakers may well say either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from briefing.types import ConflictKind
from briefing.weigh.clashes import Clash, Judge, Side, stems_of
from briefing.weigh.groups import UNDATED, same_event_time
from briefing.weigh.naming import clause

FEWEST = 3  # words for what is done or meant that both have
COVERED = 0.5  # of the shorter of the two
_DONE = re.compile(r"\b(?P<put>agreed|decided|undertook|resolved)\s+(?:to|on)\s+(?P<what>[^.;\n]+)", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?P<put>(?:aim|plan|intend|hope|want)(?:s|ed)?|seeks?|sought|aiming|planning|(?:is|are|was|were) preparing)"
    r"\s+to\s+(?P<what>[^.;\n]+)",
    re.IGNORECASE,
)


def clashes(judge: Judge) -> Iterator[Clash]:
    """Return each pair of claims by one speaker, from two articles, of which one has done what the other has meant."""
    told = [
        (index, done, match)
        for index, reading in enumerate(judge.likeness.readings)
        if reading.voice
        for done, pattern in ((True, _DONE), (False, _MEANT))
        if (match := pattern.search(reading.claim.statement))
    ]
    for (one, done, here), (other, done_there, there) in combinations(told, 2):
        if done is not done_there and _one_dispatch(judge, one, other) and _one_act(here["what"], there["what"]):
            act = here if done else there
            about = f"agreement to {_act(act['what'])}"
            yield Clash(
                ConflictKind.STATUS,
                "degree",
                Side(one, here["put"], about, str(done)),
                Side(other, there["put"], about, str(done_there)),
            )


def _one_dispatch(judge: Judge, one: int, other: int) -> bool:
    mine, theirs = judge.readings((one, other))
    told = mine.voice == theirs.voice and not judge.one_article((one, other))
    return told and judge.one_time((one, other), UNDATED) and same_event_time(mine.claim, theirs.claim)


def _one_act(one: str, other: str) -> bool:
    mine, theirs = (stems_of(text) for text in (one, other))
    return len(mine & theirs) >= max(FEWEST, COVERED * min(len(mine), len(theirs)))


def _act(text: str) -> str:
    return re.split(r"\s+and\s+|[“”\"…]|\.\.\.", clause(text))[0]
