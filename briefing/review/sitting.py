"""One reviewer going through one edition: what waits, and each decision taken down before it is acknowledged.

The ledger is read again before anything is shown, so that what another reviewer decided is seen; a decision names the
last one its reviewer saw, so that none is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefing.archive import Archive
from briefing.errors import ReviewError
from briefing.review.edits import reworded
from briefing.review.opening import Opened
from briefing.review.queue import Queued, changed, queue
from briefing.review.states import Decided, Item, State, decided
from briefing.review.withheld import hindrance, put_back
from briefing.types import Action, Citation, Decision, Outcome, Role, Section, subject


@dataclass(slots=True)
class Sitting:
    """An edition, the ledger, and who decides. Every `made` is the time of the decision, with its zone."""

    opened: Opened
    archive: Archive
    reviewer: str
    _known: list[Decision] = field(default_factory=list)  # what was read of the ledger; rows are only ever added to it
    _decided: tuple[int, Decided] | None = None  # what follows from it, by the id of the last row

    def decided(self) -> Decided:
        """Return every sentence, cut and withheld ones included, with its state as the ledger has it now."""
        known = self.decisions()
        last = known[-1].id if known else 0
        if self._decided is None or self._decided[0] != last:
            self._decided = last, decided(self.opened, known)
        return self._decided[1]

    def items(self) -> tuple[Item, ...]:
        """Return every sentence of the page with its state."""
        return self.decided().items

    def cut(self) -> tuple[Item, ...]:
        """Return what a full page had no room for, with its state."""
        return self.decided().cut

    def withheld(self) -> tuple[Item, ...]:
        """Return what the checks kept off the page, with its state."""
        return self.decided().withheld

    def waiting(self) -> tuple[Queued, ...]:
        """Return the sentences that still need a decision, first what most needs eyes."""
        items = self.items()
        return queue(items, changed(items, self.opened.previous))

    def decisions(self) -> Sequence[Decision]:
        """Return what the ledger holds now, the first decision taken first; only what is new of it is read."""
        last = self._known[-1].id if self._known else 0
        self._known.extend(self.archive.decisions(self.opened.edition.desk_id, last))
        return self._known

    def decide(self, item: Item, action: Action, made: datetime, reason: str = "") -> None:
        """Take down a decision that needs no other words than a reason.

        Raises DecisionConflict when somebody decided on the sentence after `item` was read, ReviewError when the action
        does not fit: an undo where nothing is decided, a rejection or question without words, a withheld sentence that
        may not come back as it is.
        """
        if action is Action.UNDO and not (item.history and item.decision):
            raise ReviewError("there is no decision on this sentence to take back", "decide on it first")
        if action in (Action.REJECT, Action.ASK) and not reason:
            raise ReviewError(f"{action.value}: nothing was said", "say why, for whoever reads the ledger")
        if action is Action.REJECT and item.line.role is Role.CONFIDENCE:
            hint = "reject the judgment that it is about, or note a question"
            raise ReviewError("code writes this sentence from the record", hint)
        if action is Action.RESTORE and item.withheld:
            self._may_come_back(item)
            put_back(item.line)
        self.archive.decide([(self._decision(item, action, made, reason), item.seen)])

    def edit(self, item: Item, text: str, citations: Sequence[Citation], made: datetime, reason: str = "") -> None:
        """Take down an edit that passes the checks; ReviewError with the check's reason when it fails one."""
        if item.withheld:
            self._may_come_back(item)
        line = reworded(item.line, text, citations, self.opened.bench)
        decision = self._decision(item, Action.EDIT, made, reason)
        edited = replace(decision, new_text=line.text, new_citations=line.citations, becomes=subject(line).key)
        self.archive.decide([(edited, item.seen)])

    def accept_section(self, section: Section, made: datetime) -> tuple[Item, ...]:
        """Accept every sentence of a section that is open and passed all checks, all or none, and return them."""
        items = tuple(item for item in self.items() if item.line.section is section and _passed(item))
        self.archive.decide([(self._decision(item, Action.ACCEPT, made, ""), item.seen) for item in items])
        return items

    def _may_come_back(self, item: Item) -> None:
        if why := hindrance(item.line, self.opened.brief, self.decided().judgments):
            raise ReviewError(f"it can't be put back: {why}", "put that back first, or leave this out")

    def _decision(self, item: Item, action: Action, made: datetime, reason: str) -> Decision:
        line = item.line
        return Decision(action, self.reviewer, made, self.opened.edition, item.subject, line.section, line.text, reason)


def _passed(item: Item) -> bool:
    verdict = item.line.verdict
    passed = all(finding.passed for finding in verdict.findings)
    return item.state is State.OPEN and verdict.outcome is Outcome.SUPPORTED and passed
