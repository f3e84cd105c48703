"""Which texts are near-copies of one another, by the word sequences they share. No I/O, no chance.

It finds reprints, cut and touched-up ones included; it does not find rewrites, and it says nothing about who copied
whom. Comparison is exact: a sampled one (MinHash) is no faster in plain Python and misses a few.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from briefing.language.terms import fold

SHINGLE = 5  # words
_WORD = re.compile(r"[^\W_]+")

Shingles = frozenset[tuple[str, ...]]


def clusters(texts: Sequence[str], threshold: float = 0.5) -> tuple[tuple[int, ...], ...]:
    """Group near-copies: indices of `texts`, each once, groups and their members in input order.

    Two texts belong together when the share of 5-word sequences they have in common (Jaccard) is at least
    `threshold` (over 0, up to 1), or when a third text links them. Texts without words stand alone.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold {threshold!r} is not over 0 and up to 1")
    shingles = [_shingles(text) for text in texts]
    leader = list(range(len(texts)))
    for first, second in _similar(shingles, threshold):
        one, other = sorted((_find(leader, first), _find(leader, second)))
        leader[other] = one
    groups: dict[int, list[int]] = {}
    for index in range(len(texts)):
        groups.setdefault(_find(leader, index), []).append(index)
    return tuple(tuple(group) for group in groups.values())


def _shingles(text: str) -> Shingles:
    """Every run of five words; a shorter text is one run of its own."""
    words = _WORD.findall(fold(text))
    if len(words) < SHINGLE:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[offset:] for offset in range(SHINGLE)), strict=False))


def _similar(shingles: Sequence[Shingles], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs at or over the threshold.

    Two such sets must share one of their rarest members, so only those are looked up (prefix filtering:
    Chaudhuri, Ganti and Kaushik 2006).
    """
    exact = Fraction(threshold).limit_denominator(10**6)
    spread = Counter(member for members in shingles for member in members)
    seen: dict[tuple[str, ...], list[int]] = {}
    for second, members in enumerate(shingles):
        rarest = sorted(members, key=lambda member: (spread[member], member))
        prefix = rarest[: len(members) - math.ceil(exact * len(members)) + 1]
        for first in sorted({index for member in prefix for index in seen.get(member, ())}):
            both = len(members & shingles[first])
            if both >= exact * (len(members) + len(shingles[first]) - both):
                yield first, second
        for member in prefix:
            if spread[member] > 1:
                seen.setdefault(member, []).append(second)


def _find(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = index = leader[leader[index]]
    return index
