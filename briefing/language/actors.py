"""Who acts on whom: for a verb that two texts share, which names stand on which side of it.

By word order, the passive turned round; names only. Verbs that hold both ways ("met", "agreed") are left out, since
"Egypt met Syria" and "Syria met Egypt" say one thing. What can't be read is left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from briefing.language.folding import fold
from briefing.language.names import Spellings
from briefing.language.ordinary_words import is_nationality
from briefing.language.phrases import TIMES, word_set
from briefing.language.proper_names import proper_names
from briefing.language.wording import WORD, is_content, is_irregular, stem

_BOTH_WAYS = frozenset(
    map(
        stem,
        word_set(
            "meet discuss talk agree coordinate cooperate negotiate sign marry differ contact exchange share relation "
            "tie link between work join compete trade merge border neighbour partner correspond clash fight dialogue "
            "speak war conflict cooperation"
        ),
    )
)
_CLAUSE = re.compile(
    r"[;:.!?–—()“”\"]|,(?! (?:who|which|whose)\b)|\b(?:that|but|while|whereas|because|although|though|and|or)\b"
)
_AUXILIARY = re.compile(
    r"to|will|would|can|could|may|might|must|should|shall|did|does|do|has|have|had|not|is|are|was|were"
)
_OPENS_WITH_VERB = re.compile(
    r"\s*(?:(?:also|then|later|has|have|had|was|were|is|\w+ly)\s+)*[a-z]+(?:ed|[^s]s)?\b(?<!ing)"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$")


@dataclass(frozen=True, slots=True)
class Act:
    """A verb's stem, an entity before it and one after it (turned round for a passive), and the words as written."""

    verb: str
    doer: str
    done_to: str
    words: str


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    entity: str
    text: str


def acts(text: str, spellings: Spellings) -> tuple[Act, ...]:
    """Every reading of a text as someone doing something to someone, by names.

    A clause that opens with its verb ("…, and also voted") has the first name of the clause before it as its subject.
    """
    found: list[Act] = []
    carried: list[_Name] = []
    for start, end in _clauses(text):
        clause = text[start:end]
        if not clause.strip():
            continue
        named = _names(clause, spellings)
        opener = carried[:1] if _OPENS_WITH_VERB.match(clause) else []
        if len(named) + len(opener) > 1:
            found += _read(clause, opener, named)
        carried = opener or named
    return tuple(found)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _CLAUSE.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _names(clause: str, spellings: Spellings) -> list[_Name]:
    known = [_Name(m.start, m.end, m.entity, m.text) for m in spellings.mentions(clause)]
    others = [
        _Name(start, end, entity_of(name), name)
        for start, end, name in proper_names(clause)
        if not any(m.start < end and start < m.end for m in known)
    ]
    return sorted((*known, *others), key=lambda name: name.start)


def entities(text: str, spellings: Spellings) -> tuple[str, ...]:
    """Everyone and every place a text names, as names are compared here, in order."""
    return tuple(name.entity for name in _names(text, spellings))


def entity_of(name: str) -> str:
    """A name as it is compared: the last word of a person's, the root of a nationality's."""
    last = fold(name).split()[-1].removesuffix("'s")
    return last[:4] if is_nationality(last) else last.removeprefix("al-")


def _read(clause: str, opener: list[_Name], named: list[_Name]) -> Iterator[Act]:
    for word in WORD.finditer(clause):
        if not _is_act(clause, word) or stem(word[0]) in _BOTH_WAYS:
            continue
        before = [*opener, *(name for name in named if name.end <= word.start())]
        after = [name for name in named if name.start >= word.end()]
        if after and _is_passive(clause, word, after[0]):
            before, after = after, before
        for doer, done_to in product(before, after):
            if doer.entity != done_to.entity:
                yield Act(stem(word[0]), doer.entity, done_to.entity, f"{doer.text} {word[0]} {done_to.text}")


def _is_act(clause: str, word: re.Match[str]) -> bool:
    """A word that reads as a verb by its ending or by what stands before it, or as someone's act ("Iran's attack")."""
    low, before = word[0], clause[: word.start()].rstrip()
    if not low[0].islower() or not is_content(low) or low in TIMES:
        return False
    previous = before.rsplit(maxsplit=1)[-1] if before else ""
    if _AUXILIARY.fullmatch(previous.lower()) or previous.endswith(("'s", "’s")):
        return True
    if low.endswith("s") and not low.endswith("ss"):
        return previous[:1].isupper() and not is_nationality(fold(previous))
    if re.fullmatch(r"[a-z]+[^s]s", previous) and low.endswith("ed"):
        return False  # "names listed under": as likely a participle
    return low.endswith("ed") or (is_irregular(low) and stem(low) != low)


def _is_passive(clause: str, word: re.Match[str], after: _Name) -> bool:
    between = clause[word.end() : after.start]
    return bool(re.search(r"\bby\b[^,]{0,30}$", between)) or bool(
        _PASSIVE.search(clause[: word.start()]) and re.search(r"\bby\b", between)
    )


def swapped(ours: tuple[Act, ...], theirs: tuple[Act, ...]) -> Act | None:
    """The first act of ours that theirs has only the other way round."""
    same = {(act.verb, act.doer, act.done_to) for act in theirs}
    for act in ours:
        if (act.verb, act.done_to, act.doer) in same and (act.verb, act.doer, act.done_to) not in same:
            return act
    return None
