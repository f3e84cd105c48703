"""What a rule of tradecraft is, and what holding one against a page can end in.

Values only: no rule is worded and no page is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.types import Brief, Severity, Standing


class Scope(StrEnum):
    """How much of an edition a rule has to see."""

    WORDS = "words"  # the sentences alone
    PAGE = "page"  # the page and the claims, origins and sources under it
    FILES = "files"  # what was written to disk


@dataclass(frozen=True, slots=True)
class Page:
    """What is examined. `files` maps file names to bytes; None when only the brief is at hand."""

    brief: Brief
    files: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one rule: the standing, the reason in words, the sentence ids at fault."""

    standing: Standing
    reason: str
    places: tuple[str, ...] = ()


SHOWN = 3  # faults told in words; the places of all are given
Fault = tuple[str, str]  # (sentence id or "", what is wrong)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    `provenance` says how the source was read: Q quoted from a copy of the standard, R from a machine-readable
    form of it, S from a secondary summary, H a house rule, M from memory.
    """

    id: str
    severity: Severity
    rule: str
    source: str
    provenance: str
    scope: Scope
    check: Callable[[Page], Found] = field(repr=False, compare=False)


def absent(reason: str) -> Found:
    """Return that the page has nothing of the kind, and why."""
    return Found(Standing.NOT_APPLICABLE, reason)


def unseen(reason: str) -> Found:
    """Return that what the rule is checked on is not at hand, and what that is."""
    return Found(Standing.NOT_CHECKED, reason)


def found(faults: Iterable[Fault], kept: str) -> Found:
    """Return MET with the words `kept`, or NOT_MET with the first three faults in words and the places of all."""
    every = list(dict.fromkeys(faults))
    if not every:
        return Found(Standing.MET, kept)
    reasons = list(dict.fromkeys(reason for _, reason in every))
    more = f" (and {len(reasons) - SHOWN} more)" if len(reasons) > SHOWN else ""
    places = tuple(dict.fromkeys(place for place, _ in every if place))
    return Found(Standing.NOT_MET, "; ".join(reasons[:SHOWN]) + more, places)
