"""Rival tolls of one incident that is named by its day, its means and its place, in whatever other words.

"At least 640" and "at least 1,300" are both lower bounds, yet nobody counted both. The tolls of two originators meet
here when they are far apart and told within a day of each other of one means of attack, in a place that both name or by
a means so rare that a day has one of it; or when an article sets the second beside the first ("put the toll at 30").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from briefing.language.names import fold
from briefing.weigh.clashes import INCIDENT, NARROW, Clash, Judge, figure
from briefing.weigh.groups import days_between, same_event_time, width
from briefing.weigh.likeness import Pair
from briefing.weigh.quantities import Quantity, disagree, far_apart
from briefing.weigh.reading import CROWDED, DAY, Reading
from briefing.weigh.words import listed, stem

BESIDE = 3  # claims of an article back to which a rival toll refers
APART = Decimal("1.1")  # times the lower of two tolls set beside each other; "about 500" and 494 are one
_FUEL = r"(?! (?:fields?|tanks?|pipelines?|plants?|stations?|cylinders?))"
_RARE = re.compile(rf"\b(?:chemical|gas(?:sed|sing)?{_FUEL}|nerve|sarin|chlorine|toxic|poison\w*)\b")
_MEANS = (
    _RARE,
    re.compile(r"\b(?:air ?strikes?|air raids?|raids?|warplanes?|jets?|barrel bombs?|helicopters?)\b"),
    re.compile(r"\b(?:shell(?:s|ed|ing)|mortars?|rockets?|artillery)\b"),
    re.compile(r"\b(?:suicide|car bomb\w*|blasts?|explosions?|bombers?|detonat\w+)\b"),
    re.compile(r"\bambush\w*"),
)
_KINDS = listed("civilians soldiers troops fighters militants rebels terrorists workers opposition")
_VICTIMS = frozenset(("", *map(stem, _KINDS)))
_RANGE = re.compile(r"\b(?:between|from)\s+\d[\d,.]*\s+(?:and|to)\s", re.IGNORECASE)
_SET_BESIDE = re.compile(
    r"(?P<toll>\b(?:puts?|placed|gave|estimat\w+)\b[^.;]{0,20}\btoll\b[^.;]{0,40}\b(?:at|of)\s)"
    r"|^[^,;]{3,60}\bsaid [\w ]{0,14}\d[\d,.]*(?: people| civilians)?(?: were| had been)? (?:killed|died)\W*$",
    re.IGNORECASE,
)


def clashes(judge: Judge) -> Iterator[Clash]:
    """Return each pair of claims that give one incident tolls that can't both be meant."""
    readings = judge.likeness.readings
    tolls = {index: toll for index, reading in enumerate(readings) if (toll := _toll(reading))}
    held = Counter(name for reading in readings for name in reading.names)
    near = [(index, toll, _means(readings[index])) for index, toll in tolls.items()]
    for (one, mine, by), (other, theirs, with_) in combinations([row for row in near if row[2]], 2):
        if far_apart(mine, theirs) and by & with_ and _one_incident(judge, (one, other), held, by & with_):
            yield figure((one, other), mine, theirs)
    yield from _set_beside(judge, tolls)


def _toll(reading: Reading) -> Quantity | None:
    """Return how many a claim says were killed, None when it gives no such number or several."""
    counts = [q for q in reading.quantities if q.measure == "killed" and not (q.partial or q.total)]
    people = [q for q in counts if q.whose in _VICTIMS]
    return people[0] if len(people) == 1 and not _RANGE.search(reading.claim.statement) else None


def _means(reading: Reading) -> frozenset[int]:
    folded = fold(reading.claim.statement)
    return frozenset(number for number, means in enumerate(_MEANS) if means.search(folded))


def _one_incident(judge: Judge, pair: Pair, held: Counter[str], means: frozenset[int]) -> bool:
    one, other = judge.readings(pair)
    if judge.one_article(pair) or not judge.two_origins(pair) or not judge.one_time(pair, INCIDENT):
        return False
    if not (_of_the_day(one) and _of_the_day(other) and same_event_time(one.claim, other.claim)):
        return False
    if one.claim.event.known is not other.claim.event.known and not (_fresh(one) and _fresh(other)):
        return False
    placed = any(held[name] <= CROWDED for name in one.names & other.names)
    return (placed or 0 in means) and not judge.scenes.apart(*pair)


def _of_the_day(reading: Reading) -> bool:
    """Is a claim of one day, or of none that it names itself ("the March 19 attack")?"""
    event, named = reading.claim.event, DAY.search(reading.claim.statement)
    if not event.earliest:
        return named is None
    return width(event) <= NARROW and (named is None or re.search(rf"\b{event.earliest.day}\b", named[0]) is not None)


def _fresh(reading: Reading) -> bool:
    """Is it told within days of the event, so that an undated report beside it can be of the same?"""
    return (days_between(reading.claim.event, reading.claim.published) or 0) <= NARROW


def _set_beside(judge: Judge, tolls: Mapping[int, Quantity]) -> Iterator[Clash]:
    readings = judge.likeness.readings
    by_article: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(readings)), key=lambda index: readings[index].order):
        by_article[readings[index].claim.article_id].append(index)
    for members in by_article.values():
        for place, then in enumerate(members):
            put = _SET_BESIDE.search(readings[then].claim.statement) if then in tolls else None
            before = reversed(members[max(0, place - BESIDE) : place])
            first = next((index for index in before if index in tolls), None)
            if put is None or first is None or not judge.two_origins((first, then)):
                continue
            if _rivals(tolls[first], tolls[then], bool(put["toll"])):
                yield figure((first, then), tolls[first], tolls[then])


def _rivals(first: Quantity, then: Quantity, said_so: bool) -> bool:
    """Do two tolls differ, by more than rounding where an article says outright that the second is another?"""
    low, high = sorted((first.value, then.value))
    return high > low * APART if said_so else disagree(first, then) or far_apart(first, then)
