"""Which claims of a group bear each other out: the only ones that may stand as independent tellings of one statement.

Grouping asks whether two claims are about one thing. Corroboration asks for more: the same count, nobody and nowhere
named that the other leaves out on both sides, most of the telling words. A claim that falls short is kept apart, as one
more report of a single origin: corroboration that is missed costs less than corroboration that is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.weigh.groups import same_event_time
from briefing.weigh.independence import independent
from briefing.weigh.likeness import Likeness
from briefing.weigh.origins import Trace
from briefing.weigh.quantities import TOLLS
from briefing.weigh.reading import Reading

SAME_DEED = 0.55  # likeness of two independent tellings of one statement
MOST = 0.6  # of the words of the longer one


def settled(
    ordered: Sequence[Sequence[int]], likeness: Likeness, traces: Sequence[Trace]
) -> tuple[tuple[int, ...], ...]:
    """Return the groups, split so that claims of independent origins stand together only if they bear each other out.

    Each of `ordered` holds indices of readings, the one quoted first at the front; so do the groups returned.
    """
    return tuple(part for members in ordered for part in _parts(members, likeness, traces))


def _parts(members: Sequence[int], likeness: Likeness, traces: Sequence[Trace]) -> Iterator[tuple[int, ...]]:
    parts: list[list[int]] = []
    for index in members:
        home = next((part for part in parts if _belongs(index, part, likeness, traces)), None)
        if home is None:
            parts.append([index])
        else:
            home.append(index)
    return map(tuple, parts)


def _belongs(index: int, part: Sequence[int], likeness: Likeness, traces: Sequence[Trace]) -> bool:
    """Does a claim go back to the origins of a part, or bear out the first claim of each that it is independent of?"""
    first: dict[str, int] = {}
    for other in part:
        first.setdefault(traces[other].origin.id, other)
    mine = traces[index].origin
    if mine.id in first:
        return True
    return all(bears_out(index, other, likeness) for other in first.values() if independent(mine, traces[other].origin))


def bears_out(one: int, other: int, likeness: Likeness) -> bool:
    """Do two claims make one statement: the same count, names and deed, at one time?"""
    mine, theirs = likeness.readings[one], likeness.readings[other]
    if not same_event_time(mine.claim, theirs.claim) or _tolls(mine) != _tolls(theirs):
        return False
    if mine.names - theirs.names and theirs.names - mine.names:
        return False
    return likeness.of(one, other) >= SAME_DEED and _one_deed(mine, theirs)


def _one_deed(one: Reading, other: Reading) -> bool:
    """Have both most of the words of the one that says more, names apart?"""
    mine, theirs = one.features - one.names, other.features - other.names
    return len(mine & theirs) >= MOST * max(len(mine), len(theirs))


def _tolls(reading: Reading) -> frozenset[tuple[str, object]]:
    """Return how many were killed, wounded and so on, leaving out what counts a part of another figure."""
    return frozenset((q.measure, q.value) for q in reading.quantities if q.measure in TOLLS and not q.partial)
