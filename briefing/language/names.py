"""Names in text: the desk's spellings found and joined, look-alikes kept apart.

`Spellings` says who is meant and joins only what the desk file lists, or what looks like one of its full names word by
word; `same_name` guesses whether two spellings could be one person's and prefers to miss one than to join two people.
Nothing here changes a text: quoted words keep their own spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.desk import Name
from briefing.language.folding import POSSESSIVE, fold
from briefing.language.name_likeness import same_name
from briefing.language.ordinary_words import ORDINARY, ORGANISATIONS, TITLES, is_nationality
from briefing.language.proper_names import in_title_case, proper_names

__all__ = ["Mention", "Spellings", "fold", "proper_names", "same_name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `text == source[start:end]`, and whom it names (the desk's main spelling)."""

    start: int
    end: int
    text: str
    entity: str


class Spellings:
    """A desk's names: finds mentions and joins spellings, never across a `never` list."""

    def __init__(self, names: Iterable[Name]) -> None:
        listed = tuple(names)
        self._owner: dict[str, str] = {}
        self._never: dict[str, frozenset[str]] = {}
        self._full: dict[str, frozenset[str]] = {}
        for name in listed:
            self._never[name.name] = self._never.get(name.name, frozenset()) | set(map(fold, name.never))
            self._full[name.name] = self._full.get(name.name, frozenset()) | set(map(fold, name.all_spellings))
            for spelling in name.all_spellings:
                self._owner.setdefault(fold(spelling), name.name)
        # Look-alikes are matched too, so that a longer one is never mistaken for the shorter spelling inside it.
        self._pattern = _pattern_of(one for name in listed for one in (*name.all_spellings, *name.never))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Mentions in reading order: the longest spelling at each place, at word boundaries, in its own capitals."""
        found = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            entity = self._owner.get(fold(match[0]), "")
            if entity and not self._someone_else(text, match, entity):
                found.append(Mention(match.start(), match.end(), match[0], entity))
        return tuple(found)

    def canonical(self, name: str) -> str:
        """The desk's main spelling of a name, "" when the desk does not know it; titles don't matter."""
        folded = POSSESSIVE.sub("", fold(name))
        while folded:
            if folded in self._owner:
                return self._owner[folded]
            first, _, rest = folded.partition(" ")
            if first.rstrip(".") not in TITLES:
                return self._guessed(folded)
            folded = rest
        return ""

    def same(self, a: str, b: str) -> bool:
        """Do two names mean one entity? By the desk's lists where it knows one of them, else by their likeness."""
        first, second = self.canonical(a), self.canonical(b)
        if first or second:
            return first == second
        return same_name(a, b)

    def _guessed(self, folded: str) -> str:
        """The only entity with a full name this looks like word for word, unless a `never` list speaks against it."""
        alike = {
            entity
            for entity, spellings in self._full.items()
            if not any(same_name(folded, other) for other in self._never[entity])
            and any(_as_long(folded, spelling) and same_name(folded, spelling) for spelling in spellings)
        }
        return alike.pop() if len(alike) == 1 else ""

    def _someone_else(self, text: str, match: re.Match[str], entity: str) -> bool:
        """True for the tail of a longer name that is someone else's: "Hafez al-Assad", "Mustafa Kamel"."""
        mine = fold(match[0]).removeprefix("al-")
        others = self._full[entity] - {fold(match[0])}
        if not any(re.search(rf"[ -]{re.escape(mine)}$", other) for other in others):
            return False
        known = {word for spelling in self._full[entity] for word in spelling.split()}
        before = re.search(r"([^\W\d_][\w'’.-]*)[^\S\n]$", text[max(0, match.start() - 40) : match.start()])
        if before is None or in_title_case(text, match.start()):
            return False
        if is_nationality(fold(before[1])):
            return fold(before[1]) not in known and not ORGANISATIONS.isdisjoint(mine.split())
        return _is_given_name(before[1], known)


def _as_long(a: str, b: str) -> bool:
    """Both full names of as many words, none of them a title."""
    first, second = (re.sub(r"\bal[- ]", "", name).split() for name in (a, b))
    return 2 <= len(first) == len(second) and TITLES.isdisjoint((*first, *second))


def _pattern_of(spellings: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(set(spellings), key=lambda one: (-len(one), one))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, longest_first))})(?!\w)")


def _loose(spelling: str) -> str:
    """A spelling as a pattern: any spacing, apostrophe and hyphen; al- and el- alike; its own capitals, or all."""
    parts = []
    for index, word in enumerate(spelling.split()):
        pattern = re.escape(word).replace("'", "['’ʼ]").replace("’", "['’ʼ]")
        pattern = re.sub(r"^[AaEe]l\\-", r"[AaEe]l[-‐‑–]", pattern).replace(r"\-", "[-‐‑–]")
        if index == 0 and word[0].islower() and not word.startswith(("al-", "el-")):
            pattern = f"[{word[0]}{word[0].upper()}]{pattern[1:]}"
        upper = re.escape(word.upper())
        parts.append(f"(?:{pattern}|{upper})" if len(word) > 3 and not word.isupper() else pattern)
    return r"[^\S\n]+".join(parts)


def _is_given_name(word: str, known: set[str]) -> bool:
    folded = fold(word).rstrip(".")
    if not word[0].isupper() or POSSESSIVE.search(word) or folded in known:
        return False
    return folded not in ORDINARY and folded not in TITLES
