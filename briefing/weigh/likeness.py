"""How alike two claims are, by the words and names they share: rare ones tell more.

It measures; whether two claims say the same thing is for `groups` to decide.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.weigh.reading import CROWDED, Reading
from briefing.weigh.words import WORD, stem, tokens

Pair = tuple[int, int]


class Likeness:
    """Pairwise similarity of one run's readings, worked out once per pair."""

    def __init__(self, readings: Sequence[Reading], weights: Mapping[str, float], actors: frozenset[str]) -> None:
        self.readings = readings
        self.actors = actors  # features that name a person or organisation
        self._weights = weights
        self._sizes = [sum(weights[feature] for feature in reading.features) for reading in readings]
        self._known: dict[Pair, float] = {}

    def of(self, one: int, other: int) -> float:
        """Return 0..1: how much of both claims, and of the shorter one, the shared features weigh."""
        pair = (min(one, other), max(one, other))
        if pair not in self._known:
            self._known[pair] = self._work_out(*pair)
        return self._known[pair]

    def shared(self, one: int, other: int) -> frozenset[str]:
        """Return the features both have."""
        return self.readings[one].features & self.readings[other].features

    def words(self, one: int, other: int, limit: int = 4) -> tuple[str, ...]:
        """Return the most telling shared words, as the first reading's statement spells them, in its order."""
        shared = sorted(self.shared(one, other), key=lambda feature: (-self._weights[feature], feature))
        telling = set(shared[:limit])
        spelled: dict[str, str] = {}
        for word in WORD.findall(self.readings[one].claim.statement):
            spelled.setdefault(stem(next(iter(tokens(word)), "")), word)
        return tuple(word for feature, word in spelled.items() if feature in telling)

    def of_longer(self, one: int, other: int) -> float:
        """Return 0..1: how much of the claim that says more the shared features weigh."""
        large = max(self._sizes[one], self._sizes[other])
        return sum(self._weights[feature] for feature in sorted(self.shared(one, other))) / large if large else 0.0

    def _work_out(self, one: int, other: int) -> float:
        small, large = sorted((self._sizes[one], self._sizes[other]))
        # Summed in a fixed order: float addition would otherwise follow the hash seed.
        both = sum(self._weights[feature] for feature in sorted(self.shared(one, other)))
        return 0.7 * both / math.sqrt(small * large) + 0.3 * both / small if small else 0.0

    def pairs(self) -> Iterator[Pair]:
        """Return the pairs that share a feature or a run of words few others have, each once, in order."""
        seen: set[Pair] = set()
        for holders in self._holders():
            seen.update((one, other) for at, one in enumerate(holders) for other in holders[at + 1 :])
        return iter(sorted(seen))

    def _holders(self) -> Iterable[list[int]]:
        by_feature: dict[str, list[int]] = defaultdict(list)
        for index, reading in enumerate(self.readings):
            for feature in reading.features | reading.shingles:
                by_feature[feature].append(index)
        return (holders for holders in by_feature.values() if 1 < len(holders) <= CROWDED)
