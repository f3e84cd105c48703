"""The names around two claims, which tell one incident from another told in the same words.

Daily reports of shelling or strikes are nearly alike; where each names somewhere the other's article never does,
they are of two incidents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.language.names import proper_names
from briefing.types import Article
from briefing.weigh.reading import Reading
from briefing.weigh.words import content, stem, tokens


class Scenes:
    """The names in each claim and the words of its article, read when first asked for."""

    def __init__(self, readings: Sequence[Reading], articles: Mapping[str, Article]) -> None:
        self._readings = readings
        self._articles = articles
        self._words: dict[str, frozenset[str]] = {}

    def apart(self, one: int, other: int) -> bool:
        """Does each claim name something that the other's article nowhere mentions?"""
        return self._strange(one, other) and self._strange(other, one)

    def _strange(self, one: int, other: int) -> bool:
        known = self._around(other)
        return any(known.isdisjoint(name) for name in self._names(one))

    def _names(self, index: int) -> list[tuple[str, ...]]:
        """Return the words of each name in the statement; capitals alone (agencies, headlines) are left out."""
        claim = self._readings[index].claim
        ours = frozenset(stem(word) for word in tokens(f"{claim.outlet} {claim.speaker} {' '.join(claim.relays)}"))
        named = (text for _, _, text in proper_names(claim.statement) if not text.isupper())
        return [
            words for text in named if (words := tuple(map(stem, content(tokens(text))))) and ours.isdisjoint(words)
        ]

    def _around(self, index: int) -> frozenset[str]:
        claim = self._readings[index].claim
        article = self._articles.get(claim.article_id)
        key = claim.article_id if article else claim.id
        if key not in self._words:
            self._words[key] = frozenset(map(stem, tokens(article.text if article else claim.statement)))
        return self._words[key]
