"""The most members of a group of which every two are apart from each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")
EXACT = 14  # up to this many members every choice is tried; beyond, the first that fit


def largest(members: Sequence[T], apart: Callable[[T, T], bool]) -> tuple[T, ...]:
    """Return the largest choice of members that are pairwise apart, the first of several; one when any is given."""
    pairs = {frozenset((at, to)) for (at, one), (to, other) in combinations(enumerate(members), 2) if apart(one, other)}
    chosen = _tried(len(members), pairs) if len(members) <= EXACT else _first_fitting(len(members), pairs)
    return tuple(members[at] for at in chosen)


def _tried(count: int, pairs: set[frozenset[int]]) -> Sequence[int]:
    for size in range(count, 1, -1):
        for chosen in combinations(range(count), size):
            if all(frozenset(pair) in pairs for pair in combinations(chosen, 2)):
                return chosen
    return range(min(count, 1))


def _first_fitting(count: int, pairs: set[frozenset[int]]) -> Sequence[int]:
    chosen: list[int] = []
    for at in range(count):
        if all(frozenset((at, held)) in pairs for held in chosen):
            chosen.append(at)
    return chosen
