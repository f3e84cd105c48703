"""What the ledger says of each sentence of an edition: worked out, never stored.

A decision holds for a sentence exactly when both say the same on the same quotations, whichever edition it was taken
on. Where the sentence has changed since, the old decision is a hint beside the new text and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.edition.ground import OF_THE_RECORD
from briefing.review.opening import Opened
from briefing.types import Action, Brief, Decision, Line, Outcome, Section, Subject, subject

_LOOKED_AT = 2_000  # decisions, the last ones: two months of a page a day
ALIKE = 0.5  # share of words that two sentences have in common, from which an old decision is shown beside a new text
REQUOTED = 0.2  # the same where both quote the same words: a judgment and the confidence in it have less in common


class State(StrEnum):
    """What became of a sentence in the review."""

    OPEN = "not reviewed"
    ASKED = "asked about"  # with a note; still to be decided
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    RESTORED = "restored"  # of one that was cut or withheld: it is to go on the page


_PRINTED = {
    Action.ACCEPT: State.ACCEPTED,
    Action.RESTORE: State.ACCEPTED,  # who put it on the page has accepted it
    Action.EDIT: State.EDITED,
    Action.REJECT: State.REJECTED,
    Action.ASK: State.ASKED,
}
_CUT = {Action.RESTORE: State.RESTORED, Action.ASK: State.ASKED}
_WITHHELD = _CUT | {Action.EDIT: State.EDITED, Action.REJECT: State.REJECTED}


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its state. `seen` is the last decision on it, which the next one has to name."""

    line: Line
    subject: Subject
    state: State
    decision: Decision | None  # the one in force
    history: tuple[Decision, ...]  # all that were taken on it, the first one first
    hint: Decision | None = None  # in force on a sentence like it that this page does not have

    @property
    def seen(self) -> int:
        """The id of the last decision on it, 0 for none."""
        return self.history[-1].id if self.history else 0

    @property
    def withheld(self) -> bool:
        return self.line.verdict.outcome is Outcome.NOT_SUPPORTED

    @property
    def reviewed(self) -> bool:
        return self.state not in (State.OPEN, State.ASKED)


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


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Decisions put in order: all on each subject, the one in force on each, and the edits by what they made."""

    taken: Mapping[str, tuple[Decision, ...]]
    holding: Mapping[str, Decision]
    worded: Mapping[str, Decision]


def decided(opened: Opened, decisions: Sequence[Decision]) -> Decided:
    """Return what the ledger says of an edition; `decisions` are the desk's, in the order of their ids."""
    ledger = _ledger(decisions)
    return Decided(
        _items(_to_review(opened.brief), ledger, _PRINTED),
        _items(opened.brief.cut, ledger, _CUT),
        _items(opened.withheld, ledger, _WITHHELD),
    )


def states(brief: Brief, decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Return every sentence that is to be reviewed with its state, in the order of the page.

    What code writes of the record itself (what changed, the source summary) is not among them: it is written anew
    when the page changes. `decisions` are those on the desk's sentences, in the order of their ids.
    """
    return _items(_to_review(brief), _ledger(decisions), _PRINTED)


def left_out(brief: Brief, decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Return every sentence and question that was cut with its state; only a restored one goes back on the page."""
    return _items(brief.cut, _ledger(decisions), _CUT)


def in_force(decisions: Iterable[Decision]) -> Decision | None:
    """Return the decision on one subject that holds: an undo takes back the last one that still does."""
    held: list[Decision] = []
    for decision in decisions:
        if decision.action is not Action.UNDO:
            held.append(decision)
        elif held:
            held.pop()
    return held[-1] if held else None


def _to_review(brief: Brief) -> list[Line]:
    return [line for line in brief.lines if line.section not in OF_THE_RECORD]


def _ledger(decisions: Sequence[Decision]) -> _Ledger:
    taken: dict[str, list[Decision]] = {}
    for decision in decisions:
        taken.setdefault(decision.subject.key, []).append(decision)
    holding = {key: held for key, each in taken.items() if (held := in_force(each))}
    worded = {held.becomes: held for held in holding.values() if held.action is Action.EDIT}
    return _Ledger({key: tuple(each) for key, each in taken.items()}, holding, worded)


def _items(lines: Sequence[Line], ledger: _Ledger, words: Mapping[Action, State]) -> tuple[Item, ...]:
    found = tuple(_item(line, ledger, words) for line in lines)
    unknown = [item for item in found if item.state is State.OPEN]
    here = {item.subject.key for item in found}
    hints = _hints(unknown, [held for key, held in ledger.holding.items() if not {key, held.becomes} & here])
    return tuple(replace(item, hint=hints.get(item.subject.key)) for item in found)


def _item(line: Line, ledger: _Ledger, words: Mapping[Action, State]) -> Item:
    one = subject(line)
    history, held = ledger.taken.get(one.key, ()), ledger.holding.get(one.key)
    if held is None and one.key in ledger.worded:
        return Item(line, one, State.ACCEPTED, ledger.worded[one.key], history)
    return Item(line, one, words.get(held.action, State.OPEN) if held else State.OPEN, held, history)


def _hints(items: Sequence[Item], others: Sequence[Decision]) -> dict[str, Decision]:
    """The last decision on a sentence of the same section that tells much the same, by the key of each item."""
    if not items:
        return {}
    latest = sorted(others, key=lambda decision: -decision.id)[:_LOOKED_AT]
    found = ((item.subject.key, _hint(item, latest)) for item in items)
    return {key: hint for key, hint in found if hint}


def _hint(item: Item, latest: Sequence[Decision]) -> Decision | None:
    return next((decision for decision in latest if _like(item, decision)), None)


def _like(item: Item, decision: Decision) -> bool:
    if decision.section is not item.line.section:
        return False
    shared = _shared(item.line, decision)
    return shared >= ALIKE or (shared >= REQUOTED and _quoted_alike(item.subject, decision.subject))


def _quoted_alike(one: Subject, other: Subject) -> bool:
    return any(
        ours.article_id == theirs.article_id and ours.start < theirs.end and theirs.start < ours.end
        for ours in one.quotations
        for theirs in other.quotations
    )


def _shared(line: Line, decision: Decision) -> float:
    """The share of their words that two sentences have in common."""
    ours, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (line.text, decision.text))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
