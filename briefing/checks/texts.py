"""Any sentence against any text: the checks that need no claims, for measuring them where no desk has been."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.checks import credit, dates, figures, forms, meaning, names, overlap
from briefing.language.dates import time_expressions
from briefing.language.names import Spellings, fold
from briefing.types import DateSpan, Finding

_PARTS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|\d+")
_TITLE = re.compile(r"[“\"«](?:(?:[A-Z0-9][\w'’.:-]*|of|the|a|an|and|in|to|for|on|at|v\.|–|-|&)[\s,]*)+[”\"»]")


def text_findings(
    sentence: str, words: Sequence[str], spellings: Spellings, published: DateSpan
) -> tuple[Finding, ...]:
    """Hold a sentence against source words, passages or a whole article; relative dates are those of `published`."""
    folded = " \n ".join(map(fold, words))
    reasons = {
        "figures": figures.absent(sentence, words),
        "dates": _dates(sentence, words, folded, published),
        "names": _names(sentence, words, spellings, folded),
        "speaker": credit.misattributed(sentence, words, spellings),
        "negation": meaning.negated(sentence, words),
        "contrary": meaning.contrary(sentence, words),
        "actors": meaning.exchanged(sentence, words, spellings),
        "subject": overlap.apart(sentence, words, spellings),
        "quotation": _quotation(sentence, folded),
    }
    return tuple(Finding(check, not reason, reason) for check, reason in reasons.items())


def _dates(sentence: str, words: Sequence[str], folded: str, published: DateSpan) -> str:
    known = [found.when for one in words for found in time_expressions(one, published)] + [published]
    for found in time_expressions(sentence, published):
        if not dates.holds_one_of(found.when, known) and not _literal(found.text, folded, published):
            return f"the words do not bear out the date {found.text!r}"
    return ""


def _literal(expression: str, folded: str, published: DateSpan) -> bool:
    """Whether every part of a date stands in the words; a year need not where they can't be resolved to one."""
    parts = _PARTS.findall(fold(expression))
    needed = [part for part in parts if published.known or len(part) != 4 or part.isalpha()] or parts
    return bool(parts) and all(re.search(rf"(?<!\w){part}", folded) for part in needed)


def _quotation(sentence: str, folded: str) -> str:
    """A title in quotation marks is a name, and not checked as a quotation."""
    return forms.misquoted(_TITLE.sub("", sentence), folded)


def _names(sentence: str, words: Sequence[str], spellings: Spellings, folded: str) -> str:
    entities = frozenset(mention.entity for one in words for mention in spellings.mentions(one))
    return names.stranger(sentence, spellings, entities, folded)
