"""All that reviewers decided on one edition: its sentences, what was cut, what was withheld, each with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.review.opening import Opened
from briefing.review.states import Item, State, held_back, left_out, states
from briefing.types import Decision, Section

_BACK = (State.RESTORED, State.EDITED)


@dataclass(frozen=True, slots=True)
class Decided:
    """Every sentence with its state: those on the page, those a full page had no room for, those withheld."""

    items: tuple[Item, ...]
    cut: tuple[Item, ...]
    withheld: tuple[Item, ...]

    @property
    def back(self) -> tuple[Item, ...]:
        """Those that were cut or withheld and are to go on the page."""
        return tuple(item for item in (*self.cut, *self.withheld) if item.state in _BACK)

    @property
    def judgments(self) -> frozenset[int]:
        """The numbers of the judgments that are to be on the page."""
        kept = (item for item in (*self.items, *self.back) if item.state is not State.REJECTED)
        return frozenset(item.line.item for item in kept if item.line.section is Section.KEY_JUDGMENTS)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that are in force."""
        every = (*self.items, *self.cut, *self.withheld)
        return tuple(item.decision for item in every if item.decision)


def decided(opened: Opened, decisions: Sequence[Decision]) -> Decided:
    """Return what the ledger says of an edition; `decisions` are the desk's, in the order of their ids."""
    return Decided(
        states(opened.brief, decisions), left_out(opened.brief, decisions), held_back(opened.withheld, decisions)
    )
