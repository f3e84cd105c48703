"""Which sentence needs a reviewer's eyes first, and why. Nothing here reads a sentence's words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from briefing.review.states import Item, State
from briefing.types import Brief, Line, Outcome, Role, Section, subject


@dataclass(frozen=True, slots=True)
class Queued:
    """A sentence in the queue, with what brings it forward, the weightiest reason first."""

    item: Item
    reasons: tuple[str, ...]


def queue(items: Sequence[Item], changed: Collection[str] = ()) -> tuple[Queued, ...]:
    """Return the sentences that still need a decision: the one with the weightiest reason first, else as on the page.

    `changed` has the keys of sentences that the last edition did not have, as `changed` gives them.
    """
    waiting = [Queued(item, _reasons(item, changed)) for item in items if not item.reviewed]
    return tuple(sorted(waiting, key=lambda queued: _rank(queued.reasons)))


def changed(items: Iterable[Item], previous: Brief | None) -> frozenset[str]:
    """Return the keys of the sentences that the edition before did not have; none where there is no such edition."""
    if previous is None:
        return frozenset()
    known = {subject(line).key for line in previous.lines}
    return frozenset(item.subject.key for item in items) - known


def _single_origin(line: Line) -> bool:
    """Does all it reports come from one origin, however many outlets carry it? Judgments are weighed as a whole."""
    return line.role is Role.REPORTED and (len(line.origins) == 1 or line.corroboration == 1)


WEIGHT: tuple[tuple[str, Callable[[Item, Collection[str]], bool]], ...] = (
    ("asked about", lambda item, _: item.state is State.ASKED),
    ("not checked", lambda item, _: item.line.verdict.outcome is Outcome.NOT_CHECKED),
    ("single origin", lambda item, _: _single_origin(item.line)),
    ("key judgment", lambda item, _: item.line.section is Section.KEY_JUDGMENTS),
    ("new since the last edition", lambda item, changed: item.subject.key in changed),
)
_PLACE = {words: place for place, (words, _) in enumerate(WEIGHT)}


def _reasons(item: Item, changed: Collection[str]) -> tuple[str, ...]:
    return tuple(words for words, holds in WEIGHT if holds(item, changed))


def _rank(reasons: Sequence[str]) -> int:
    return _PLACE[reasons[0]] if reasons else len(WEIGHT)
