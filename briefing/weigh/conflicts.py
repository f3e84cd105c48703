"""Conflicts of one run: clashes gathered, each side put by the claim nearest its origin, newest first.

A conflict that is none does more harm on the page than one that is missed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from briefing.types import Conflict, ConflictKind
from briefing.weigh import causes, days, denials, incidents, voices
from briefing.weigh.clashes import TOGETHER, Clash, Judge, Side
from briefing.weigh.likeness import Likeness, Pair
from briefing.weigh.naming import capitalised, event_of, joined
from briefing.weigh.quantities import WIDER

_TOLLS = {
    "killed": "number killed",
    "wounded": "number wounded",
    "displaced": "number displaced",
    "arrested": "number detained",
}

_TOLL_WORDS = re.compile(r"(?:kill|wound|injur|displac|arrest|detain)\w*|dead|dying|hurt", re.IGNORECASE)
_UNITS = {"%": "share", **dict.fromkeys(("USD", "EUR", "GBP", "EGP", "SYP", "SAR"), "amount")}
_CONTEXT = 6  # shared words that say which event is meant


def find(judge: Judge, standing: Mapping[int, int]) -> tuple[Conflict, ...]:
    """Return the conflicts of one run, newest first.

    `standing` gives each reading's rank within its group; 0 is quoted first.
    """
    likely = tuple(judge.likeness.pairs())
    clashes = [clash for pair in _pairs(judge.likeness, likely) for clash in judge.clashes(pair)]
    clashes += [*causes.clashes(judge), *incidents.clashes(judge)]
    for finder in (days, denials, voices):
        clashes.extend(finder.clashes(judge, likely))
    found = [_conflict(judge.likeness, cluster, standing) for cluster in _joined(clashes, judge)]
    kept = sorted((conflict for conflict in found if conflict), key=_newest_first)
    return tuple(replace(conflict, id=f"x{number}") for number, conflict in enumerate(kept, start=1))


def _pairs(likeness: Likeness, likely: Sequence[Pair]) -> Iterator[Pair]:
    """Return likely pairs, and pairs of totals or of statuses published near each other in time."""
    found = set(likely)
    readings = likeness.readings
    for telling in (
        [at for at, reading in enumerate(readings) if reading.statuses],
        [at for at, reading in enumerate(readings) if any(q.total or q.lasting for q in reading.quantities)],
    ):
        by_day = sorted(telling, key=lambda at: (readings[at].day, at))
        days = [readings[at].day for at in by_day]
        for place, at in enumerate(by_day):
            upto = bisect_right(days, days[place] + TOGETHER)
            found.update((min(at, other), max(at, other)) for other in by_day[place + 1 : upto])
    return iter(sorted(found))


def _joined(clashes: Sequence[Clash], judge: Judge) -> list[list[Clash]]:
    """Gather the clashes that make one conflict: they share a reading, or differ over one total at one time."""
    wide = [clash for clash in clashes if clash.anywhere]
    linked = [clash for clash in clashes if not clash.anywhere]
    return [*_by_time(wide, judge.likeness), *_by_reading(linked, judge)]


def _by_time(clashes: Sequence[Clash], likeness: Likeness) -> list[list[Clash]]:
    """Gather clashes over one total, newest first: those published within `TOGETHER` of the newest, and so on."""
    gathered: list[list[Clash]] = []
    anchors: dict[str, int] = {}

    def day(clash: Clash) -> int:
        return min(likeness.readings[clash.one.index].day, likeness.readings[clash.other.index].day)

    for clash in sorted(clashes, key=lambda clash: (clash.measure, -day(clash))):
        if clash.measure not in anchors or anchors[clash.measure] - day(clash) > TOGETHER:
            anchors[clash.measure] = day(clash)
            gathered.append([])
        gathered[-1].append(clash)
    return gathered


def _by_reading(clashes: Sequence[Clash], judge: Judge) -> list[list[Clash]]:
    """Gather clashes that share a reading, or a value put by the same origins on one day."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}
    put: dict[tuple[object, ...], int] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    def link(measure: str, one: int, other: int) -> None:
        ends = sorted((root((measure, one)), root((measure, other))))
        parent[ends[1]] = ends[0]

    for clash in clashes:
        link(clash.measure, clash.one.index, clash.other.index)
        for side in (clash.one, clash.other):
            told = (clash.measure, side.same, judge.origins[side.index], judge.likeness.readings[side.index].day)
            if clash.kind is ConflictKind.FIGURE:
                link(clash.measure, side.index, put.setdefault(told, side.index))
    gathered: dict[tuple[str, int], list[Clash]] = defaultdict(list)
    for clash in clashes:
        gathered[root((clash.measure, clash.one.index))].append(clash)
    return [gathered[key] for key in sorted(gathered)]


def _conflict(likeness: Likeness, cluster: Sequence[Clash], standing: Mapping[int, int]) -> Conflict | None:
    """Return the conflict with one side per value; None when the values turn out to be put in the same words."""
    best: dict[str, Side] = {}
    for side in (side for clash in cluster for side in (clash.one, clash.other)):
        held = best.get(side.same)
        if held is None or (standing[side.index], side.index) < (standing[held.index], held.index):
            best[side.same] = side
    if cluster[0].measure.startswith("total "):
        best = _camps(best, likeness)
    if len(best) < 2:
        return None
    sides = sorted(best.values(), key=lambda side: (side.index, side.value))
    put = tuple((side.value, likeness.readings[side.index].claim) for side in sides)
    return Conflict("", cluster[0].kind, _about(likeness, cluster[0], sides), put)


def _camps(best: Mapping[str, Side], likeness: Likeness) -> dict[str, Side]:
    """Return the newest of the totals near each other: "more than 290,000" had grown to "more than 300,000"."""
    camps: list[list[tuple[str, Side]]] = []
    for same, side in sorted(best.items(), key=lambda item: Decimal(item[0])):
        if not camps or Decimal(same) > WIDER * Decimal(camps[-1][0][0]):
            camps.append([])
        camps[-1].append((same, side))
    return dict(max(camp, key=lambda item: (likeness.readings[item[1].index].day, Decimal(item[0]))) for camp in camps)


def _about(likeness: Likeness, clash: Clash, sides: Sequence[Side]) -> str:
    """Name the thing in question, in the articles' own words where they have a short name for it."""
    if clash.kind is ConflictKind.DATE:
        return f"date of {clash.one.phrase}"
    if clash.kind is not ConflictKind.FIGURE:
        return min((side.phrase for side in sides if side.phrase), key=lambda phrase: (len(phrase), phrase))
    measure = clash.measure.removeprefix("total ")
    if measure != clash.measure:
        return "death toll" if measure == "killed" else _TOLLS.get(measure, sides[0].phrase)
    if clash.anywhere:
        return clash.one.phrase
    unit, _, of = sides[0].phrase.partition(" ")
    counted = f"{_UNITS[unit]}{f' of {of}' if of else ''}" if unit in _UNITS else f"number of {sides[0].phrase}"
    named = _TOLLS.get(measure.split()[0], counted)
    telling = likeness.words(clash.one.index, clash.other.index, _CONTEXT)
    words = tuple(word for word in telling if not _TOLL_WORDS.fullmatch(word))
    one, other = (likeness.readings[side.index].claim.statement for side in (clash.one, clash.other))
    event = event_of(one, other) if measure.split()[0] in _TOLLS else ""
    named = f"{named} in the {event}" if event else named
    context = capitalised(joined(one, words))
    return f"{named} ({context})" if context else named


def _newest_first(conflict: Conflict) -> tuple[object, ...]:
    days = [claim.published.latest for _, claim in conflict.sides if claim.published.latest]
    newest = -max(days).toordinal() if days else 0
    values = [(value, claim.article_id, claim.id) for value, claim in conflict.sides]
    return (newest, conflict.kind.value, conflict.about, values)
