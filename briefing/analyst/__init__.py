"""Who reads, drafts and judges. Two analysts answer to this protocol: a language model and plain rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from briefing.types import Article, Citation, Claim, DraftLine, DroppedClaim, Finding, Passage, Record, Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article claims, and what its reader reported that can't be used."""

    claims: tuple[Claim, ...]
    dropped: tuple[DroppedClaim, ...] = ()


class Analyst(Protocol):
    """Reports claims, proposes sentences, judges quotations. It never prints: `verify` decides what does."""

    @property
    def name(self) -> str:
        """Return "rules" or the model's name."""
        ...

    def extract(self, article: Article, passages: Sequence[Passage]) -> Reading:
        """Report what one article claims, in the order of its sentences."""
        ...

    def draft(self, record: Record, as_of: date) -> tuple[DraftLine, ...]:
        """Propose the page's sentences from the weighed claims, in the order of the page."""
        ...

    def repair(
        self, failed: Sequence[tuple[DraftLine, Finding]], record: Record, as_of: date
    ) -> tuple[DraftLine | None, ...]:
        """Offer one replacement per failed sentence and what it failed, in the same order; None gives it up."""
        ...

    def judge(self, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record) -> tuple[Verdict, ...]:
        """Say of each sentence whether its quotations support it, in the same order."""
        ...
