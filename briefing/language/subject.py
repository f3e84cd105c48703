"""What a desk is about, as groups of search terms, and where a text touches them. No I/O.

A group is one thing under all its spellings: "Egypt", "Egyptian" and "Cairo" are one. An article is on the subject
when it keeps bringing together what the desk's topic names, not when it merely mentions it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from briefing.desk import Desk, Name
from briefing.language.terms import terms

Phrase = tuple[str, ...]

SHORT_ARTICLE = 3  # passages; up to here one that brings the topic's names together is enough
SHARE = 0.05  # of a longer article's passages, at least two, that must do so
_SHORT = 3  # letters: "US", "UN", "EU" without capitals are words of every text


@dataclass(frozen=True, slots=True)
class Group:
    """One thing looked for. `topic`: the desk's topic names it; `term`: it is among the desk's own search terms."""

    phrases: frozenset[Phrase]
    topic: bool
    term: bool
    weight: float


class Subject:
    """A desk's groups, and the rule for what is on its subject."""

    def __init__(self, desk: Desk) -> None:
        self.groups = _groups(desk)
        self.wanted = _wanted(desk, self.groups)
        self._topic = frozenset(n for n, group in enumerate(self.groups) if group.topic)
        self._terms = frozenset(n for n, group in enumerate(self.groups) if group.term)
        self._starts: dict[str, list[tuple[Phrase, int]]] = {}
        for number, group in enumerate(self.groups):
            for phrase in sorted(group.phrases, key=lambda phrase: (-len(phrase), phrase)):
                self._starts.setdefault(phrase[0], []).append((phrase, number))

    def touched(self, text: str) -> Counter[int]:
        """Return how often each group, by its number, is mentioned in `text`."""
        words = terms(text)
        return Counter(
            number
            for at, word in enumerate(words)
            for phrase, number in self._starts.get(word, ())
            if words[at : at + len(phrase)] == phrase
        )

    def covers(self, parts: Sequence[Mapping[int, int]]) -> bool:
        """Return whether an article is on the subject, given what its title and each of its passages touch.

        Where the topic names several things, passages must bring two of them together; where it names one, they
        must mention it, or two of the desk's terms, because at home nobody says which country is meant; where it
        names none, any two of the desk's terms will do. One more desk term has to occur.
        """
        everywhere = {number for part in parts for number in part}
        needed = min(2, len(self._topic))
        if needed == 0:
            return len(everywhere & self._terms) >= 2
        together = sum(self._together(part.keys(), needed) for part in parts)
        further = (everywhere & self._terms) - self._topic
        enough = 1 if len(parts) <= SHORT_ARTICLE + 1 else max(2, SHARE * len(parts))
        return together >= enough and (bool(further) or self._terms <= self._topic)

    def _together(self, touched: Set[int], needed: int) -> bool:
        return len(self._topic & touched) >= needed or (needed == 1 and len(self._terms & touched) > 1)


def _groups(desk: Desk) -> tuple[Group, ...]:
    """Entities first, then the desk's terms and its questions' terms that name none of them."""
    own = _phrases(desk.terms)
    asked = _phrases(term for question in desk.questions for term in question.terms)
    topic = terms(desk.topic)
    found: list[Group] = []
    known: set[Phrase] = set()
    for name in (*desk.people, *desk.organisations, *desk.places):
        phrases = _spelt(name, own)
        if phrases:
            found.append(_group(phrases, any(_within(phrase, topic) for phrase in phrases), own, asked))
            known |= phrases
    found += [_group(frozenset([p]), False, own, asked) for p in sorted((own | asked) - known)]
    return tuple(found)


def _group(phrases: frozenset[Phrase], topic: bool, own: frozenset[Phrase], asked: frozenset[Phrase]) -> Group:
    term = bool(phrases & own)
    return Group(phrases, topic, term, 2.0 if term else 1.0 if phrases & asked else 0.5)


def _wanted(desk: Desk, groups: Sequence[Group]) -> tuple[str, ...]:
    """What to ask an index for: the desk's own words, as it spells them."""
    asked = (term for question in desk.questions for term in question.terms)
    spelt = (s for name in (*desk.people, *desk.organisations, *desk.places) for s in name.all_spellings)
    used = {phrase for group in groups for phrase in group.phrases}
    return tuple(sorted({words for words in (*desk.terms, *asked, *spelt) if terms(words) in used}))


def _phrases(words: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(phrase for phrase in map(terms, words) if phrase)


def _spelt(name: Name, own: frozenset[Phrase]) -> frozenset[Phrase]:
    phrases = _phrases(name.all_spellings)
    return frozenset(p for p in phrases if p in own or len(p) > 1 or len(p[0]) > _SHORT)


def _within(phrase: Phrase, words: Phrase) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))
