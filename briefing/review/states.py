"""What the ledger says of each sentence of an edition: worked out, never stored.

A decision holds for a sentence exactly when both say the same on the same quotations, whichever edition it was taken
on. Where the sentence has changed since, the old decision is a hint beside the new text and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.edition.ground import OF_THE_RECORD
from briefing.types import Action, Brief, Decision, Line, Outcome, Subject, subject

ALIKE = 0.5  # share of words that two sentences have in common, from which an old decision is shown beside a new text


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
_WITHHELD = {Action.RESTORE: State.RESTORED, Action.EDIT: State.EDITED, Action.ASK: State.ASKED}


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


def states(brief: Brief, decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Return every sentence that is to be reviewed with its state, in the order of the page.

    What code writes of the record itself (what changed, the source summary) is not among them: it is written anew
    when the page changes. `decisions` are those on the desk's sentences, in the order of their ids.
    """
    return _items([line for line in brief.lines if line.section not in OF_THE_RECORD], decisions, _PRINTED)


def left_out(brief: Brief, decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Return every sentence and question that was cut with its state; only a restored one goes back on the page."""
    return _items(brief.cut, decisions, _CUT)


def held_back(withheld: Sequence[Line], decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Return every withheld sentence with its state; one that is restored or edited goes on the page."""
    return _items(withheld, decisions, _WITHHELD)


def in_force(decisions: Iterable[Decision]) -> Decision | None:
    """Return the decision on one subject that holds: an undo takes back the last one that still does."""
    held: list[Decision] = []
    for decision in decisions:
        if decision.action is not Action.UNDO:
            held.append(decision)
        elif held:
            held.pop()
    return held[-1] if held else None


def _items(lines: Sequence[Line], decisions: Sequence[Decision], words: Mapping[Action, State]) -> tuple[Item, ...]:
    taken = _by_subject(decisions)
    holding = {key: held for key, each in taken.items() if (held := in_force(each))}
    worded = {held.becomes: held for held in holding.values() if held.action is Action.EDIT}
    here = {subject(line).key for line in lines}
    elsewhere = [held for key, held in holding.items() if not {key, held.becomes} & here]
    found = (_item(line, taken, worded, words) for line in lines)
    return tuple(replace(item, hint=_hint(item, elsewhere)) for item in found)


def _item(
    line: Line,
    taken: Mapping[str, tuple[Decision, ...]],
    worded: Mapping[str, Decision],
    words: Mapping[Action, State],
) -> Item:
    one = subject(line)
    history = taken.get(one.key, ())
    held = in_force(history)
    if held is None and one.key in worded:
        return Item(line, one, State.ACCEPTED, worded[one.key], history)
    return Item(line, one, words.get(held.action, State.OPEN) if held else State.OPEN, held, history)


def _hint(item: Item, elsewhere: Sequence[Decision]) -> Decision | None:
    return next(_like(item, elsewhere), None) if item.state is State.OPEN else None


def _by_subject(decisions: Sequence[Decision]) -> dict[str, tuple[Decision, ...]]:
    taken: dict[str, list[Decision]] = {}
    for decision in decisions:
        taken.setdefault(decision.subject.key, []).append(decision)
    return {key: tuple(group) for key, group in taken.items()}


def _like(item: Item, others: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the decisions on sentences of the same section that tell much the same, the last one taken first."""
    near = (decision for decision in others if decision.section is item.line.section)
    for decision in sorted(near, key=lambda decision: -decision.id):
        if _quoted_alike(item.subject, decision.subject) or _alike(item.line, decision):
            yield decision


def _quoted_alike(one: Subject, other: Subject) -> bool:
    return any(
        ours.article_id == theirs.article_id and ours.start < theirs.end and theirs.start < ours.end
        for ours in one.quotations
        for theirs in other.quotations
    )


def _alike(line: Line, decision: Decision) -> bool:
    ours, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (line.text, decision.text))
    return bool(ours and theirs) and len(ours & theirs) >= ALIKE * len(ours | theirs)
