"""What reviewers decide: one decision on one sentence, by the digests of what was decided on.

A decision names the sentence and its quotations by what they say, never by their place: it holds for any edition that
prints the same sentence on the same quotations, and for no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from briefing.digest import Json, of_json, of_text
from briefing.types.articles import Citation
from briefing.types.page import Line, Section


class Action(StrEnum):
    """What a reviewer may do with a sentence; `UNDO` takes back the last decision on it that still holds."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    ASK = "ask"  # a note that leaves the sentence unreviewed
    RESTORE = "restore"  # put a sentence back that was cut for want of room, or withheld
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The place of a quotation in a snapshot, and the digest of its words."""

    article_id: str
    start: int
    end: int
    sha256: str  # "sha256:" and 64 hex digits, of the words


@dataclass(frozen=True)
class Subject:
    """What a decision is on: the digest of a sentence as it is printed, and its quotations."""

    sentence: str
    quotations: tuple[Quotation, ...]

    @cached_property
    def key(self) -> str:
        """The digest of both: decisions on equal keys are decisions on the same thing."""
        quoted: list[Json] = [[q.article_id, q.start, q.end, q.sha256] for q in self.quotations]
        return of_json([self.sentence, quoted])


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition was on the table: its desk, cut-off, and the digest of its brief.json."""

    desk_id: str
    as_of: date
    brief: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the ledger. `text` is the sentence decided on; an edit carries the sentence that is to replace it."""

    action: Action
    reviewer: str
    made: datetime
    edition: Edition
    subject: Subject
    section: Section
    text: str
    reason: str = ""
    new_text: str = ""
    new_citations: tuple[Citation, ...] = ()
    becomes: str = ""  # key of the edited sentence: whoever words a sentence has accepted that wording
    id: int = 0  # given by the ledger, ascending


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition as it was published; `corrects` is the digest of the brief.json that it takes the place of."""

    edition: Edition
    reviewer: str
    made: datetime
    outputs: tuple[tuple[str, str], ...]  # (file name, digest), the receipt included
    decisions: tuple[int, ...]  # ids of the decisions it carries out
    corrects: str = ""
    correction: str = ""


def subject(line: Line) -> Subject:
    """Return what a decision on this sentence is on: all that is printed of it, and where its quotations stand."""
    printed = [line.section.value, line.role.value, line.text, line.attribution, line.when, line.label]
    quoted = (Quotation(c.article_id, c.start, c.end, of_text(c.quote)) for c in line.citations)
    return Subject(of_json(printed), tuple(quoted))
