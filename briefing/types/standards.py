"""What was examined: the rules of tradecraft that an edition keeps, the measured error of its checks, its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    BLOCK = "block"  # an edition may not be published while it fails
    WARN = "warn"
    INFO = "info"


class Standing(StrEnum):
    """What became of one rule on one page. Nothing that was not examined counts as met."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"  # the page has nothing of the kind
    NOT_CHECKED = "not checked"  # what it would be checked on is not there


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One rule held against one page; `places` are sentence ids, or lines of a file ("12:3")."""

    rule: str  # "LIK-4"
    severity: Severity
    standing: Standing
    reason: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindCount:
    """One kind of planted error: how many of them the checks caught, and how many harmless twins they refused.

    `caught` and `false_alarms` are those of the mechanical checks with the model's verdict after them; the
    `..._mechanical` ones of the mechanical checks alone. Planted errors that no check came to are `not_checked`.
    """

    kind: str
    planted: int
    caught_mechanical: int
    caught: int
    not_checked: int
    harmless: int
    false_alarms_mechanical: int
    false_alarms: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """The checker's own error, measured by planting errors in checked sentences. `model` is "" for code alone."""

    made: date
    sentences: int
    editions: tuple[str, ...]
    model: str
    prompt: str  # "verify_sentence.v2@1a2b3c4d", "" without a model
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers made of an edition, in sentences. `sentences` are those that were put before them.

    `correction` says what was wrong with the published edition that this one takes the place of; "" for none.
    """

    sentences: int
    reviewed: int
    edited: int
    rejected: int
    restored: int = 0  # put back by a reviewer after they had been cut for want of room
    correction: str = ""
