"""The same words credited to two speakers.

Two people who say the same thing in their own words agree. The same run of words in two mouths is a conflict, unless
one of them passes on the other: speaks for it, quotes it, or is named with it in either article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.types import ConflictKind
from briefing.weigh.clashes import TURN, Clash, Judge, Side
from briefing.weigh.likeness import Pair
from briefing.weigh.naming import whether
from briefing.weigh.reading import Reading
from briefing.weigh.words import stems_of

RUNS = 5  # runs of telling words in common: seven such words on end are not said twice by chance
COPIED = 0.6  # of the shorter one's


def clashes(judge: Judge, likely: Sequence[Pair]) -> Iterator[Clash]:
    """Return each pair of claims with the same words and two named speakers."""
    named = [reading.voice for reading in judge.likeness.readings]
    for pair in likely:
        here, there = named[pair[0]], named[pair[1]]
        if not here or not there or here == there:
            continue
        one, other = judge.readings(pair)
        if _same_words(one, other) and judge.one_time(pair, TURN) and not _passed_on(judge, pair):
            about = f"who said that {whether(one.claim.statement, True, '').removeprefix('whether ')}"
            sides = [Side(at, r.claim.speaker, about, r.voice) for at, r in zip(pair, (one, other), strict=True)]
            yield Clash(ConflictKind.ATTRIBUTION, "credit", sides[0], sides[1])


def _same_words(one: Reading, other: Reading) -> bool:
    both = len(one.shingles & other.shingles)
    return both >= max(RUNS, COPIED * min(len(one.shingles), len(other.shingles)))


def _passed_on(judge: Judge, pair: Pair) -> bool:
    """Does either claim name the other's speaker, or not even its own, so that "he said" was only taken for it?"""
    one, other = judge.readings(pair)
    mine, theirs = _named(one.claim.speaker), _named(other.claim.speaker)
    here, there = stems_of(_told(one)), stems_of(_told(other))
    if mine.isdisjoint(here) or theirs.isdisjoint(there):
        return True
    return bool(mine & (theirs | there)) or bool(theirs & here)


def _named(speaker: str) -> frozenset[str]:
    return stems_of(" ".join(word for word in speaker.split() if word[:1].isupper()))


def _told(reading: Reading) -> str:
    quotes = " ".join(citation.quote for citation in reading.claim.citations)
    return f"{reading.claim.statement} {quotes} {' '.join(reading.claim.relays)}"
