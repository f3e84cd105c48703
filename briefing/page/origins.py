"""Why origins are not shown to be independent of each other, each reason once with all whom it concerns.

Pure. `weigh` decides on every pair and brief.json has every decision; here they are only put together. A statement is
made when it is true of every pair it speaks of, and what none speaks of is said pair by pair, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from briefing.types import Brief, Origin, OriginKind

Pair = frozenset[str]  # the ids of two origins


@dataclass(frozen=True, slots=True)
class Statement:
    """What is true of some origins: our words, their names, and the pairs of ids that it speaks of.

    These are independent where `holds`, and not shown to be anywhere else.
    """

    words: str
    names: str
    pairs: frozenset[Pair]
    holds: bool = False


def particulars(origin: Origin) -> tuple[str, ...]:
    """Return what is said of an origin beside its name: kind, interest, and its record with the reason for it."""
    record = f"record {origin.letter}" + (f" ({origin.reason})" if origin.reason else "")
    return origin.kind.value, f"interest: {origin.interest}" if origin.interest else "interest not known", record


def statements(brief: Brief) -> tuple[Statement, ...]:
    """Return why origins are not independent, then which are: together they speak of every pair of the brief."""
    faults = {Pair((pair.one, pair.other)): pair.faults for pair in brief.independence if not pair.holds}
    told = [each for each in _shared(brief.origins) if each.pairs and each.pairs <= faults.keys()]
    covered = {pair for each in told for pair in each.pairs}
    apart = frozenset(Pair((pair.one, pair.other)) for pair in brief.independence if pair.holds)
    single = [_one(brief.origins, pair, reasons) for pair, reasons in faults.items() if pair not in covered]
    return (*told, *single, *_independent(brief.origins, apart))


def _shared(origins: tuple[Origin, ...]) -> Iterator[Statement]:
    """Yield what may be said of several at once, going by what is known of each."""
    second_hand = [origin for origin in origins if not origin.published_by]
    yield _with_any("Not known to be first-hand, and so independent of none", second_hand, origins)
    for interest in dict.fromkeys(origin.interest for origin in origins if origin.interest):
        yield _among(f"One interest ({interest})", [origin for origin in origins if origin.interest == interest])
    for name in dict.fromkeys(name for origin in origins for name in origin.published_by):
        yield _among(f"One publisher ({name})", [o for o in origins if name in o.published_by])
    yield from _unnamed(origins)


def _unnamed(origins: tuple[Origin, ...]) -> Iterator[Statement]:
    """An unnamed origin may be any other, but for those that are known to have another interest."""
    unnamed = [origin for origin in origins if origin.kind is OriginKind.ANONYMOUS]
    others = {
        one.id: [o for o in origins if not (one.interest and o.interest) or one.interest == o.interest]
        for one in unnamed
    }
    free = [one for one in unnamed if len(others[one.id]) == len(origins)]
    yield _with_any("Unnamed, and may be one of the others", free, origins)
    for interest in dict.fromkeys(one.interest for one in unnamed if one not in free):
        bound = [one for one in unnamed if one.interest == interest]
        yield _with_any("Unnamed, and may be one of the others that have no other interest", bound, others[bound[0].id])


def _with_any(words: str, some: Collection[Origin], others: Iterable[Origin]) -> Statement:
    pairs = frozenset(Pair((one.id, other.id)) for other in others for one in some if one.id != other.id)
    return Statement(words, _listed(some), pairs)


def _among(words: str, some: Collection[Origin]) -> Statement:
    return Statement(words, _listed(some), frozenset(Pair((a.id, b.id)) for a, b in combinations(some, 2)))


def _one(origins: Iterable[Origin], pair: Pair, faults: tuple[str, ...]) -> Statement:
    names = _listed(origin for origin in origins if origin.id in pair)
    return Statement(f"Not independent of each other ({'; '.join(faults)})", names, frozenset({pair}))


def _independent(origins: tuple[Origin, ...], apart: frozenset[Pair]) -> Iterator[Statement]:
    """Yield all independent pairs in one statement, the origin with most of them first."""
    said, left = [], set(apart)
    while left:
        first = max(origins, key=lambda origin: sum(origin.id in pair for pair in left))
        others = [origin for origin in origins if Pair((first.id, origin.id)) in left]
        said.append(f"{first.name} and {'each of ' if len(others) > 1 else ''}{_listed(others)}")
        left -= {pair for pair in left if first.id in pair}
    if said:
        yield Statement("Independent of each other", "; ".join(said), apart, holds=True)
    elif len(origins) > 1:
        yield Statement("No two are shown to be independent of each other", "", apart, holds=True)


def _listed(origins: Iterable[Origin]) -> str:
    return ", ".join(origin.name for origin in origins)
