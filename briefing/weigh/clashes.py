"""When two claims clash: the tests on one pair. `conflicts` gathers what they find.

Each test asks for more than a difference: the two must be about one quantity, thing or event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from briefing.types import ConflictKind, DateSpan, Hedge
from briefing.weigh.groups import UNDATED, days_between, same_event_time, width
from briefing.weigh.likeness import Likeness, Pair
from briefing.weigh.naming import joined
from briefing.weigh.quantities import TOLLS, Quantity, altered, comparable, disagree, far_apart
from briefing.weigh.reading import Reading, copied
from briefing.weigh.scenes import Scenes
from briefing.weigh.statuses import Status, contrary

FIGURE_LIKENESS = 0.42  # how alike two reports are, figures apart, when they tell of one event of one day
UNDATED_LIKENESS = 0.6  # the same where the day is not given
COPY = 0.6  # of the longer one's runs of words: a copy, but for what was changed in it
NAMED = 0.12  # less is enough where both name one place or person
ARTICLE_LIKENESS = 0.62  # within one article two figures are mostly of two things
TOGETHER = 45  # days between publications within which two estimates of a total stand side by side
TURN = 14  # the same for a stop and a restart
INCIDENT = 1  # days between publications within which two undated tolls can be of one incident
_LONG = ("year", "month")  # what lasts that long is the same for weeks; a truce of hours is not
NARROW = 3  # days; a wider span does not date an event


@dataclass(frozen=True, slots=True)
class Side:
    """One reading and the value it puts; `phrase` names the thing in the statement's own words."""

    index: int
    value: str
    phrase: str
    same: str  # equal for values that are equal however they are put


@dataclass(frozen=True, slots=True)
class Clash:
    """Two readings that differ in one measure. Clashes that share a side are one conflict."""

    kind: ConflictKind
    measure: str
    one: Side
    other: Side
    anywhere: bool = False  # about a whole war: what any two articles of one time say of it is one conflict


@dataclass(frozen=True, slots=True)
class Judge:
    """What the tests need beyond the pair. `origins` holds the origin ids of each reading."""

    likeness: Likeness
    origins: tuple[frozenset[str], ...]
    scenes: Scenes
    printed: Callable[[DateSpan], str]

    def clashes(self, pair: Pair) -> Iterator[Clash]:
        """Return every clash of one pair."""
        one, other = (self.likeness.readings[index] for index in pair)
        changed = tuple(self._changed(pair)) if one.quantities and other.quantities else ()
        for mine, theirs in changed or product(one.quantities, other.quantities):
            if changed or (comparable(mine, theirs) and self._figures_clash(pair, mine, theirs)):
                yield figure(pair, mine, theirs)
        for this in one.statuses:
            for that in other.statuses:
                if contrary(this, that) and self._open(pair):
                    yield _status(pair, this, that)

    def readings(self, pair: Pair) -> tuple[Reading, Reading]:
        """Return the two readings of a pair."""
        return self.likeness.readings[pair[0]], self.likeness.readings[pair[1]]

    def _figures_clash(self, pair: Pair, mine: Quantity, theirs: Quantity) -> bool:
        if mine.total and theirs.total and not (mine.partial or theirs.partial):
            return self._totals_clash(pair, mine, theirs)
        differ = disagree(mine, theirs) or (far_apart(mine, theirs) and self.two_origins(pair))
        differ = differ or (altered(mine, theirs) and copied(*self.readings(pair)))
        if mine.partial or theirs.partial or not differ:
            return False
        if mine.lasting:
            days = TOGETHER if mine.measure.startswith(_LONG) else TURN
            return self.one_time(pair, days) and (self.one_article(pair) or self.one_thing(pair))
        return self._one_incident(pair, mine.measure)

    def _changed(self, pair: Pair) -> Iterator[tuple[Quantity, Quantity]]:
        """Return the figures that differ between a sentence and its copy, published together."""
        one, other = self.readings(pair)
        gap = days_between(one.claim.published, other.claim.published)
        if gap is None or gap > UNDATED or not _copy(one, other) or not same_event_time(one.claim, other.claim):
            return
        if not (self.scenes.apart(*pair) or self._elsewhere(pair)):
            yield from ((q, r) for q, r in zip(one.quantities, other.quantities, strict=True) if altered(q, r))

    def _open(self, pair: Pair) -> bool:
        """Is a stop against a restart of one thing and time left open, the later of the two not told flatly?"""
        if not (self.one_time(pair, TURN) and self.one_thing(pair)):
            return False
        one, other = self.readings(pair)
        order = _order(one.claim.event, other.claim.event) or _order(one.claim.published, other.claim.published)
        return not order or (other if order > 0 else one).claim.hedge is not Hedge.NONE

    def _totals_clash(self, pair: Pair, mine: Quantity, theirs: Quantity) -> bool:
        """Two estimates of one total by different originators; bounds do not reconcile a gap this wide."""
        near = self.one_article(pair) or (self.one_time(pair) and self.one_thing(pair))
        return self.two_origins(pair) and near and far_apart(mine, theirs)

    def _one_incident(self, pair: Pair, measure: str) -> bool:
        one, other = self.readings(pair)
        if not same_event_time(one.claim, other.claim) or one.places_in_series != other.places_in_series:
            return False
        if _same_figure(one, other, measure) or max(width(one.claim.event), width(other.claim.event)) > NARROW:
            return False
        if self.one_article(pair):
            return one.voice != other.voice and self.likeness.of(*pair) >= ARTICLE_LIKENESS
        dated = one.claim.event.known and other.claim.event.known
        gap = days_between(one.claim.published, other.claim.published)
        if measure not in TOLLS and one.claim.event.known is not other.claim.event.known:
            return False  # prices and the like change by the day
        alike_day = (UNDATED if copied(one, other) else INCIDENT) if measure in TOLLS else 0
        near = gap is not None and gap <= (TURN if dated else alike_day)
        least = FIGURE_LIKENESS if dated else UNDATED_LIKENESS - (NAMED if self._one_scene(pair) else 0)
        return near and self.likeness.of(*pair) >= least and not self.scenes.apart(*pair) and not self._elsewhere(pair)

    def _one_scene(self, pair: Pair) -> bool:
        """Do both, published on one day, name someone or somewhere that the desk is not about?"""
        one, other = self.readings(pair)
        mine, theirs = self._own_names(pair)
        return one.day == other.day and not mine.isdisjoint(theirs)

    def _own_names(self, pair: Pair) -> tuple[set[str], set[str]]:
        one, other = self.readings(pair)
        subject = {name[1:6].lower() for name in one.names | other.names if name[0] == "@"}
        mine, theirs = (
            {name for name in each.names if name.lstrip("@")[:5].lower() not in subject} for each in (one, other)
        )
        return mine, theirs

    def _elsewhere(self, pair: Pair) -> bool:
        """Does each name someone or somewhere, and both nobody and nowhere together but what the desk is about?"""
        mine, theirs = self._own_names(pair)
        return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)

    def context(self, pair: Pair) -> str:
        """Return the names and the most telling words both statements have: which event is meant."""
        one = self.likeness.readings[pair[0]]
        shared = self.likeness.shared(*pair)
        known = sorted(feature[1:] for feature in shared & self.likeness.actors)
        return ", ".join(part for part in (*known, joined(one.claim.statement, self.likeness.words(*pair))) if part)

    def two_origins(self, pair: Pair) -> bool:
        """Have the two no origin in common?"""
        return self.origins[pair[0]].isdisjoint(self.origins[pair[1]])

    def one_article(self, pair: Pair) -> bool:
        """Do both stand in one article?"""
        one, other = self.readings(pair)
        return one.claim.article_id == other.claim.article_id

    def one_time(self, pair: Pair, days: int = TOGETHER) -> bool:
        """Were both published within `days`, and do they tell of events no further apart?"""
        one, other = self.readings(pair)
        gap = days_between(one.claim.published, other.claim.published)
        apart = days_between(one.claim.event, other.claim.event) or 0
        return gap is not None and gap <= days and apart <= days

    def one_thing(self, pair: Pair) -> bool:
        """Do both name one person, organisation or place that the desk knows?"""
        return any(feature.startswith("@") for feature in self.likeness.shared(*pair))

    def one_actor(self, pair: Pair) -> bool:
        """Do both name one person or organisation that the desk knows?"""
        return any(feature in self.likeness.actors for feature in self.likeness.shared(*pair))


def _order(one: DateSpan, other: DateSpan) -> int:
    """Return 1 when `other` lies wholly after `one`, -1 the other way round, 0 when they meet or one is unknown."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return 0
    return (other.earliest > one.latest) - (one.earliest > other.latest)


def _copy(one: Reading, other: Reading) -> bool:
    """Are most of the words of two statements the same, and the things they count?"""
    counted = [[(q.measure, q.whose) for q in reading.quantities] for reading in (one, other)]
    both = len(one.shingles & other.shingles)
    return (
        counted[0] == counted[1] and copied(one, other) and both >= COPY * max(len(one.shingles), len(other.shingles))
    )


def _same_figure(one: Reading, other: Reading, measure: str) -> bool:
    """Do both give one and the same number for the measure somewhere, a part of a toll included?"""
    mine, theirs = ({q.value for q in reading.quantities if q.measure == measure} for reading in (one, other))
    return not mine.isdisjoint(theirs)


def figure(pair: Pair, mine: Quantity, theirs: Quantity) -> Clash:
    """Return the clash of two figures, one of each reading of the pair."""
    measure = f"total {mine.measure}" if mine.total else f"{mine.measure} {mine.whose}".strip()
    sides = [Side(at, q.text, q.phrase, f"{q.value.normalize():f}") for at, q in zip(pair, (mine, theirs), strict=True)]
    return Clash(ConflictKind.FIGURE, measure, sides[0], sides[1], mine.total or mine.lasting)


def _status(pair: Pair, this: Status, that: Status) -> Clash:
    return Clash(
        ConflictKind.CONTRADICTION if "first" in this.thing else ConflictKind.STATUS,
        "status",
        Side(pair[0], this.words, this.phrase, this.words),
        Side(pair[1], that.words, that.phrase, that.words),
    )
