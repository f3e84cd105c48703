"""The way of each claim from its originator to the outlet: by attribution, else by matching words.

A relay may drop a credit, translate a dispatch again or put it in other quotation marks: its words still give it
away. Taking two tellings for one costs corroboration, which is the safe side; one origin is never made two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefing.types import UNKNOWN_DATE, DateSpan, Lineage, OriginKind, TracedBy
from briefing.weigh.groups import FEW, NEARBY, days_between, rival_tolls, width
from briefing.weigh.likeness import Likeness, Pair
from briefing.weigh.origins import Trace, Tracer
from briefing.weigh.reading import Reading, copied, echoes, features_in, in_one_wording, renders
from briefing.weigh.words import stems_of

_CIRCUMSTANCE = re.compile(r"\s(?:amid|despite|while|after|as)\s")  # what follows sets the scene
LEDE = 0.6  # of an opening claim's words that one credited originator's claims hold


def trace(likeness: Likeness, groups: Sequence[Sequence[int]], tracer: Tracer) -> tuple[Trace, ...]:
    """Return the trace of each reading, in their order. `groups` holds the indices of readings that say the same."""
    readings = likeness.readings
    when = {index: event for members in groups for event in [_when(members, readings)] for index in members}
    stated = [tracer.trace(reading.claim, when[index]) for index, reading in enumerate(readings)]
    credit = [_credit(reading, found) for reading, found in zip(readings, stated, strict=True)]
    traces = list(stated)
    alike = _alike(likeness, groups, stated)
    # Best credited first, so that what a copy was taken from is itself settled when the copy is.
    for index in sorted(alike, key=lambda index: credit[index]):
        best = min(alike[index], key=lambda other: credit[other])
        if credit[best] < credit[index]:
            traces[index] = _taken(traces[best], traces[index])
    often = Counter(traced.origin.id for traced in stated)
    for members in groups:
        _name(members, readings, traces, tracer)
        _settle(members, readings, traces, often)
    for lede, source in _ledes(likeness, traces).items():
        traces[lede] = replace(traces[source], by=TracedBy.NAMED_ELSEWHERE)
    return tuple(traces)


def lineage(reading: Reading, traced: Trace) -> Lineage:
    """Return the trace of one reading as it is printed."""
    claim = reading.claim
    return Lineage(claim.id, claim.article_id, traced.origin.id, traced.chain, traced.by)


def _alike(likeness: Likeness, groups: Sequence[Sequence[int]], stated: Sequence[Trace]) -> Mapping[int, list[int]]:
    """Return, for each reading without a named originator, those of other articles in matching words."""
    home = {index: number for number, members in enumerate(groups) for index in members}
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in _pairs(likeness, groups):
        nameless = [index for index in (one, other) if stated[index].nameless]
        pair = (likeness.readings[one], likeness.readings[other])
        if not nameless or not _near(*pair) or rival_tolls(*pair):
            continue
        told_alike = home[one] == home[other]
        for index in nameless:
            if _same_words(likeness.readings[one], likeness.readings[other], stated[index], told_alike):
                found[index].append(other if index == one else one)
    return found


def _pairs(likeness: Likeness, groups: Sequence[Sequence[int]]) -> Iterable[Pair]:
    inside = {(one, other) for members in groups for one in members for other in members if one < other}
    return sorted(inside.union(likeness.pairs()))


def _near(one: Reading, other: Reading) -> bool:
    gap = days_between(one.claim.published, other.claim.published)
    return gap is not None and gap <= NEARBY


def _same_words(one: Reading, other: Reading, mine: Trace, told_alike: bool) -> bool:
    """Was one taken from the other? Where both say the same thing, fewer words in common show it."""
    if told_alike and mine.origin.kind is not OriginKind.ANONYMOUS and echoes(one, other):
        return True
    return copied(one, other) or (mine.uncredited and renders(one, other))


def _taken(source: Trace, mine: Trace) -> Trace:
    """Return the trace of a copy: the originator, who first put it out, and the outlet that dropped the credit.

    Relays beyond the first publisher carried the other article, not necessarily this one.
    """
    first = source.origin.published_by[:1] or source.chain[1:2]
    way = tuple(dict.fromkeys((source.chain[0], *first, mine.chain[-1])))
    return Trace(source.origin, way, TracedBy.SAME_WORDS if len(way) > 1 else mine.by)


def _name(members: Sequence[int], readings: Sequence[Reading], traces: list[Trace], tracer: Tracer) -> None:
    """Trace what nobody is credited with to whom its article credits with the same, in this claim or another place."""
    credited = [index for index in members if not traces[index].uncredited]
    for index in [index for index in members if traces[index].uncredited]:
        article, outlet = readings[index].claim.article_id, traces[index].chain[-1]
        here = [other for other in credited if readings[other].claim.article_id == article]
        there = [other for other in credited if not traces[other].nameless]
        if here:
            traces[index] = replace(traces[here[0]], by=TracedBy.NAMED_ELSEWHERE)
            continue
        named = {traces[other].origin.name: traces[other].origin for other in there}
        # Only of what its outlet may have seen itself is that a guess worth making: it keeps repetition from counting.
        if not traces[index].origin.published_by:
            continue
        origin = next((named[name] for name in sorted(named) if tracer.credits(article, named[name])), None)
        if origin and origin.name != outlet:
            traces[index] = Trace(origin, (origin.name, outlet), TracedBy.NAMED_ELSEWHERE)


def _ledes(likeness: Likeness, traces: Sequence[Trace]) -> Mapping[int, int]:
    """Return, for each opening claim that credits nobody, a claim by whom its article goes on to credit with it."""
    articles: dict[str, list[int]] = defaultdict(list)
    for index, reading in enumerate(likeness.readings):
        articles[reading.claim.article_id].append(index)
    found = {}
    for members in articles.values():
        opening = min(members, key=lambda index: _place(likeness.readings[index]))
        told: dict[str, list[int]] = defaultdict(list)
        for index in members:
            if traces[index].by is TracedBy.STATED and not traces[index].uncredited:
                told[traces[index].origin.id].append(index)
        covers = {by[0]: _covered(opening, by, likeness.readings) for by in told.values()}
        best = max(covers, key=lambda index: (covers[index], -index), default=opening)
        if traces[opening].by is TracedBy.OWN_VOICE and covers.get(best, 0) >= LEDE:
            found[opening] = best
    return found


def _covered(opening: int, told: Sequence[int], readings: Sequence[Reading]) -> float:
    """Return 0..1: how many words of what an opening claim tells stand in other claims, or in what they cite."""
    mine = features_in(_CIRCUMSTANCE.split(readings[opening].claim.statement)[0], readings[opening])
    held = frozenset[str]().union(*(readings[at].features | _cited(readings[at]) for at in told))
    return len(mine & held) / len(mine) if len(mine) >= FEW else 0.0


def _cited(reading: Reading) -> frozenset[str]:
    return stems_of(" ".join(citation.quote for citation in reading.claim.citations))


def _place(reading: Reading) -> tuple[int, ...]:
    """Return where a claim stands in its article: the end of what it cites, so that a quotation for context is none."""
    return max((citation.end for citation in reading.claim.citations), default=0), reading.claim.citations[0].start


def _settle(members: Sequence[int], readings: Sequence[Reading], traces: list[Trace], often: Mapping[str, int]) -> None:
    """Give copied words under two names to the one more often credited: they were said or written once."""
    ranked = sorted(
        members, key=lambda index: (-often[traces[index].origin.id], _credit(readings[index], traces[index]))
    )
    for place, index in enumerate(ranked):
        source = next((other for other in ranked[:place] if in_one_wording(readings[index], readings[other])), None)
        if source is not None and traces[source].origin.id != traces[index].origin.id:
            traces[index] = _taken(traces[source], traces[index])


def _when(members: Sequence[int], readings: Sequence[Reading]) -> DateSpan:
    """Return the narrowest date that any claim of a group gives the event."""
    known = [event for index in members if (event := readings[index].claim.event).known]
    return min(known, key=lambda event: (width(event), event.latest or date.max), default=UNKNOWN_DATE)


def _credit(reading: Reading, traced: Trace) -> tuple[bool, int, tuple[str, ...]]:
    """Order tracings of the same words: a credited speaker or longer chain first, then the earliest."""
    return (traced.uncredited, -len(reading.claim.chain), reading.order)
