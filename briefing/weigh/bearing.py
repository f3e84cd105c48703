"""Which open conflicts bear on what a page judges, though no judgment cites a side of them.

A judgment that rests on "Saudi Arabia reacted angrily" is touched by reports that differ on whether Saudi oil still
flows. Nothing here says which side holds.
"""

from __future__ import annotations

from collections.abc import Collection

from briefing.desk import Desk
from briefing.language.names import Spellings
from briefing.types import Conflict, DateSpan, Record, WeighedClaim
from briefing.weigh.confidence import key
from briefing.weigh.groups import UNDATED, days_between


def bearing(record: Record, claim_ids: Collection[str], desk: Desk) -> tuple[Conflict, ...]:
    """Return the conflicts that bear on the weighed claims `claim_ids`, in the record's order.

    A conflict bears on a claim if the claim is a side of it; if one of its sides is of one time with it and names one
    person, body or state beside those that the desk's topic and key question name; or if it shares a side with such a
    conflict. Ids that the record does not hold are passed over.
    """
    topics = _Topics(record, desk)
    rested = [claim for claim in record.claims if claim.id in claim_ids]
    near = [conflict for conflict in record.conflicts if any(topics.meet(conflict, claim) for claim in rested)]
    sides = {key(claim) for conflict in near for _, claim in conflict.sides}
    return tuple(conflict for conflict in record.conflicts if any(key(claim) in sides for _, claim in conflict.sides))


class _Topics:
    """Whom and what each weighed claim names, and which of them hold a conflict's sides."""

    def __init__(self, record: Record, desk: Desk) -> None:
        self._home = {key(claim): weighed for weighed in record.claims for claim in weighed.claims}
        self._spellings = Spellings(desk.names)
        self._sources = frozenset(source.name for source in desk.sources)
        self._subject = self._named(f"{desk.topic}\n{desk.key_question}")
        self._known: dict[str, frozenset[str]] = {}

    def meet(self, conflict: Conflict, claim: WeighedClaim) -> bool:
        """Is the claim a side of the conflict, or of one time and matter with a side?"""
        return any(self._one_matter(self._home[key(side)], claim) for _, side in conflict.sides)

    def _one_matter(self, one: WeighedClaim, other: WeighedClaim) -> bool:
        if one.id == other.id:
            return True
        if (self._names(one) & self._names(other)) <= self._subject:
            return False
        return any(_near(mine, theirs) for mine in _when(one) for theirs in _when(other))

    def _names(self, weighed: WeighedClaim) -> frozenset[str]:
        if weighed.id not in self._known:
            self._known[weighed.id] = self._named("\n".join(claim.statement for claim in weighed.claims))
        return self._known[weighed.id]

    def _named(self, text: str) -> frozenset[str]:
        return frozenset(mention.entity for mention in self._spellings.mentions(text)) - self._sources


def _when(weighed: WeighedClaim) -> tuple[DateSpan, ...]:
    """Return when the event was; where nobody dates it, when it was told."""
    return (weighed.event,) if weighed.event.known else tuple(claim.published for claim in weighed.claims)


def _near(one: DateSpan, other: DateSpan) -> bool:
    gap = days_between(one, other)
    return gap is not None and gap <= UNDATED
