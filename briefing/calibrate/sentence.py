"""A checked sentence with all it may draw on, and the words of it that an edit may touch.

What stands in quotation marks is never edited: other words there are a misquotation whatever they mean, so neither a
planted error nor its harmless twin would measure what it is meant to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from briefing.digest import of_text, short
from briefing.evidence import Evidence
from briefing.language.names import fold, proper_names
from briefing.language.ordinary_words import CALENDAR, is_nationality
from briefing.types import DraftLine, WeighedClaim
from briefing.verify import Bench

_KEPT = 4096  # texts whose words are not looked up again: each sentence is held against every other
MOST_WORDS = 40  # of a printed sentence; an edit that makes it longer would be refused for that alone
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[^“”]*”|«[^»]*(?:»|$)")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_DULL_WORDS = """
a an the and or of to in on at by for from with as that which who whom whose this these those it its is are was were
be been has have had will would he she they his her their not no also than into over after before
"""
_DULL = frozenset(_DULL_WORDS.split())


class Drawn(StrEnum):
    """Where a sentence was taken from."""

    PRINTED = "printed sentences"
    CLAIM = "statements of claims behind the page"
    ARTICLE = "sentences of the cited articles"


@dataclass(frozen=True)
class Cited:
    """A sentence that passed the checks, on the bench it was checked at."""

    line: DraftLine
    bench: Bench
    drawn: Drawn = Drawn.PRINTED
    shared: Evidence | None = None  # of the sentence that this one was made from, where it cites the same

    @property
    def text(self) -> str:
        return self.line.text

    @cached_property
    def evidence(self) -> Evidence:
        return self.shared or self.bench.evidence(self.line)

    @cached_property
    def quotations(self) -> tuple[str, ...]:
        return tuple(citation.quote for citation in self.evidence.citations)

    @cached_property
    def quoted(self) -> str:
        """All quotations, folded for looking up words."""
        return fold(" \n ".join(self.quotations))

    @cached_property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Where quotation marks open and close."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def free(self, start: int, end: int) -> bool:
        """Whether a stretch stands outside quotation marks."""
        return not any(start < stop and begin < end for begin, stop in self.marks)

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches outside quotation marks."""
        return (match for match in pattern.finditer(self.text) if self.free(*match.span()))


@dataclass(frozen=True, slots=True)
class Edited:
    """A sentence after an edit: its words, what was done, and what it cites where that changed too."""

    text: str
    what: str
    claim_ids: tuple[str, ...] = ()  # () for those of the sentence itself
    added: tuple[WeighedClaim, ...] = ()  # made for this edit: one article's telling of a claim told by several

    def of(self, cited: Cited) -> Cited:
        """Return the edited sentence on its bench."""
        line = replace(cited.line, text=self.text, claim_ids=self.claim_ids or cited.line.claim_ids, verbatim=False)
        if not self.claim_ids:
            return Cited(line, cited.bench, cited.drawn, cited.evidence)
        if not self.added:
            return Cited(line, cited.bench, cited.drawn)
        record = replace(cited.bench.record, claims=(*cited.bench.record.claims, *self.added))
        return Cited(line, replace(cited.bench, record=record), cited.drawn)


def put(text: str, start: int, end: int, new: str) -> Edited:
    """Replace a stretch of a sentence, and say what was replaced by what."""
    old = text[start:end].strip()
    if text[start:end][:1].isupper() and not text[:start].strip():
        new = capital(new)
    result = re.sub(r"\s+([,.;])", r"\1", " ".join((text[:start] + new + text[end:]).split()))
    return Edited(capital(result) if start == 0 else result, f"{old or '…'!r} → {new.strip() or '…'!r}")


def appended(text: str, words: str) -> Edited:
    """Add words at the end of a sentence, before its full stop."""
    body = re.sub(r"\.?([”\"]?)\.?$", r"\1", text.rstrip())
    return Edited(body + words + ".", f"+ {words.strip(' ,')!r}")


def pick(text: str, options: Sequence[str]) -> str:
    """Return one of several wordings, always the same for the same text: errors come in more than one form."""
    return options[int(short(of_text(text)), 16) % len(options)]


def capital(text: str) -> str:
    """Return a text with its first letter as a sentence opens."""
    return text[:1].upper() + text[1:]


@lru_cache(_KEPT)
def lower(text: str) -> str:
    """Return a sentence as it stands inside another: its first letter small unless a name opens it."""
    first = _WORD.search(text)
    if first is None or first.start() > 0 or any(start == 0 for start, _, _ in proper_names(text)):
        return text
    word = fold(re.sub(r"['’]s$", "", first[0]))
    if word in CALENDAR or is_nationality(word) or (first[0].isupper() and len(first[0]) > 1) or word == "i":
        return text
    return text[:1].lower() + text[1:]


@lru_cache(_KEPT)
def content(text: str) -> frozenset[str]:
    """Return the words of a text that carry its content, folded, endings off."""
    words = (re.sub(r"['’]s?$", "", word) for word in _WORD.findall(fold(text)))
    return frozenset(_stem(word) for word in words if word not in _DULL and len(word) > 1)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word


def short_enough(text: str) -> bool:
    """Whether a sentence is not too long for the page."""
    return len(text.split()) <= MOST_WORDS
