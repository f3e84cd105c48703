"""When two claims clash: the tests on one pair. `conflicts` gathers what they find.

Each test asks for more than a difference: the two must be about one quantity, thing or event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing.types import ConflictKind, DateSpan
from briefing.weigh.groups import Likeness, Pair, days_between, same_event_time, width
from briefing.weigh.quantities import Quantity, comparable, disagree, far_apart
from briefing.weigh.reading import Reading
from briefing.weigh.scenes import Scenes
from briefing.weigh.statuses import Status, contrary

FIGURE_LIKENESS = 0.42  # how alike two reports are, figures apart, when they tell of one event of one day
UNDATED_LIKENESS = 0.6  # the same where the day is not given
ARTICLE_LIKENESS = 0.62  # within one article two figures are mostly of two things
DATE_LIKENESS = 0.62
DENIAL_LIKENESS = 0.85
TOGETHER = 45  # days between publications within which two estimates of a total stand side by side
TURN = 14  # the same for a stop and a restart
INCIDENT = 1  # days between publications within which two undated tolls can be of one incident
SLIP = 10  # days; dates further apart than this belong to two events
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
        for mine in one.quantities:
            for theirs in other.quantities:
                if comparable(mine, theirs) and self._figures_clash(pair, mine, theirs):
                    yield _figure(pair, mine, theirs)
        for this in one.statuses:
            for that in other.statuses:
                if contrary(this, that) and self._one_time(pair, TURN) and self._one_thing(pair):
                    yield _status(pair, this, that)
        if self._dates_clash(pair):
            yield self._date(pair)
        if self._denied(pair):
            yield _denial(pair, one, other)

    def _readings(self, pair: Pair) -> tuple[Reading, Reading]:
        return self.likeness.readings[pair[0]], self.likeness.readings[pair[1]]

    def _figures_clash(self, pair: Pair, mine: Quantity, theirs: Quantity) -> bool:
        if mine.total and theirs.total:
            return self._totals_clash(pair, mine, theirs)
        differ = disagree(mine, theirs) or (far_apart(mine, theirs) and self._two_origins(pair))
        if mine.partial or theirs.partial or not differ:
            return False
        if mine.lasting:
            return self._one_time(pair) and (self._one_article(pair) or self._one_thing(pair))
        return self._one_incident(pair, mine.measure)

    def _totals_clash(self, pair: Pair, mine: Quantity, theirs: Quantity) -> bool:
        """Two estimates of one total by different originators; bounds do not reconcile a gap this wide."""
        near = self._one_article(pair) or (self._one_time(pair) and self._one_thing(pair))
        return self._two_origins(pair) and near and far_apart(mine, theirs)

    def _one_incident(self, pair: Pair, measure: str) -> bool:
        one, other = self._readings(pair)
        if not same_event_time(one.claim, other.claim) or one.places_in_series != other.places_in_series:
            return False
        if _same_figure(one, other, measure) or max(width(one.claim.event), width(other.claim.event)) > NARROW:
            return False
        if self._one_article(pair):
            return one.voice != other.voice and self.likeness.of(*pair) >= ARTICLE_LIKENESS
        dated = one.claim.event.known and other.claim.event.known
        gap = days_between(one.claim.published, other.claim.published)
        near = gap is not None and gap <= (TURN if dated else INCIDENT)
        alike = self.likeness.of(*pair) >= (FIGURE_LIKENESS if dated else UNDATED_LIKENESS)
        return near and alike and not self.scenes.apart(*pair)

    def _dates_clash(self, pair: Pair) -> bool:
        one, other = self._readings(pair)
        if one.claim.article_id == other.claim.article_id or one.negated or other.negated:
            return False
        if one.places_in_series or other.places_in_series or one.quantities != other.quantities:
            return False
        gap = days_between(one.claim.event, other.claim.event)
        narrow = width(one.claim.event) <= NARROW and width(other.claim.event) <= NARROW
        near = gap is not None and 0 < gap <= SLIP and narrow and self._one_time(pair)
        return near and self.likeness.of(*pair) >= DATE_LIKENESS and self._one_actor(pair)

    def _denied(self, pair: Pair) -> bool:
        one, other = self._readings(pair)
        if one.negated is other.negated or one.voice == other.voice or one.places_in_series or other.places_in_series:
            return False
        return same_event_time(one.claim, other.claim) and self.likeness.of(*pair) >= DENIAL_LIKENESS

    def _date(self, pair: Pair) -> Clash:
        one, other = self._readings(pair)
        phrase = " ".join(self.likeness.words(*pair))
        days = (self.printed(one.claim.event), self.printed(other.claim.event))
        sides = [Side(at, when, phrase, when) for at, when in zip(pair, days, strict=True)]
        return Clash(ConflictKind.DATE, "date", sides[0], sides[1])

    def _two_origins(self, pair: Pair) -> bool:
        return self.origins[pair[0]].isdisjoint(self.origins[pair[1]])

    def _one_article(self, pair: Pair) -> bool:
        one, other = self._readings(pair)
        return one.claim.article_id == other.claim.article_id

    def _one_time(self, pair: Pair, days: int = TOGETHER) -> bool:
        one, other = self._readings(pair)
        gap = days_between(one.claim.published, other.claim.published)
        apart = days_between(one.claim.event, other.claim.event) or 0
        return gap is not None and gap <= days and apart <= days

    def _one_thing(self, pair: Pair) -> bool:
        return any(feature.startswith("@") for feature in self.likeness.shared(*pair))

    def _one_actor(self, pair: Pair) -> bool:
        return any(feature in self.likeness.actors for feature in self.likeness.shared(*pair))


def _same_figure(one: Reading, other: Reading, measure: str) -> bool:
    """Do both give one and the same number for the measure somewhere, a part of a toll included?"""
    mine, theirs = ({q.value for q in reading.quantities if q.measure == measure} for reading in (one, other))
    return not mine.isdisjoint(theirs)


def _figure(pair: Pair, mine: Quantity, theirs: Quantity) -> Clash:
    measure = f"total {mine.measure}" if mine.total else f"{mine.measure} {mine.whose}".strip()
    sides = [Side(at, q.text, q.phrase, f"{q.value.normalize():f}") for at, q in zip(pair, (mine, theirs), strict=True)]
    return Clash(ConflictKind.FIGURE, measure, sides[0], sides[1], mine.total or mine.lasting)


def _status(pair: Pair, this: Status, that: Status) -> Clash:
    return Clash(
        ConflictKind.STATUS,
        "status",
        Side(pair[0], this.words, this.phrase, this.words),
        Side(pair[1], that.words, that.phrase, that.words),
    )


def _denial(pair: Pair, one: Reading, other: Reading) -> Clash:
    said = "denied" if one.negated else "affirmed", "denied" if other.negated else "affirmed"
    sides = [Side(at, word, r.claim.statement, word) for at, word, r in zip(pair, said, (one, other), strict=True)]
    return Clash(ConflictKind.STATUS, "denial", sides[0], sides[1])
