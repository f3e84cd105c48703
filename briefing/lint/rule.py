"""What holding one rule against a page comes to: the places where it is broken, or why it does not apply.

Values only; no rule is worded and no page is read here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.lint.reading import Sentence

NO_TERM = "no sentence has a likelihood"
NO_JUDGMENT = "no sentence judges"


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken: line from 1, reason, the word at fault, the sentence it stands in."""

    line: int
    reason: str
    word: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The faults of one rule; `absent` is why it does not apply, "" when it does."""

    faults: tuple[Fault, ...] = ()
    absent: str = ""


def fault(sentence: Sentence, reason: str, word: str = "") -> Fault:
    """Return a fault of a sentence."""
    return Fault(sentence.line, reason, word, sentence.text)


def held(faults: Iterable[Fault], applies: object, absent: str) -> Held:
    """Return the faults, each once, or that the rule does not apply and why."""
    return Held(tuple(dict.fromkeys(faults))) if applies else Held(absent=absent)
