"""From claims to weighed claims: who said it first, who repeats it, what contradicts it, how much it can carry.

Plain code on claims already read. It reads no file, asks no model and prints no judgment of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.desk import Desk
from briefing.language.dates import printed
from briefing.types import (
    Article,
    Claim,
    ClaimKind,
    Conflict,
    DateBasis,
    DateSpan,
    Origin,
    Record,
    TracedBy,
    WeighedClaim,
)
from briefing.weigh import conflicts as found
from briefing.weigh.agreement import settled
from briefing.weigh.bearing import bearing
from briefing.weigh.clashes import Judge
from briefing.weigh.confidence import basis, cap, touching
from briefing.weigh.credibility import Grader, Scene
from briefing.weigh.groups import group, width
from briefing.weigh.independence import corroborating, independence, independent
from briefing.weigh.likeness import Likeness
from briefing.weigh.lineage import lineage, trace
from briefing.weigh.origins import Trace, Tracer, merged
from briefing.weigh.reading import Reading, read, weights
from briefing.weigh.renderings import Rendering, renderings
from briefing.weigh.scenes import Scenes

__all__ = ["basis", "bearing", "cap", "corroborating", "independence", "independent", "touching", "weigh"]


OLD = 30  # days before the newest article from which an event is background


@dataclass(frozen=True, slots=True)
class _Group:
    """Readings that say the same thing, the one quoted first at the front, with whom they trace to."""

    indices: tuple[int, ...]
    readings: tuple[Reading, ...]
    traces: tuple[Trace, ...]  # one for each reading

    @property
    def origins(self) -> tuple[Origin, ...]:
        held: dict[str, Origin] = {}
        for traced in self.traces:
            before = held.get(traced.origin.id)
            held[traced.origin.id] = merged(before, traced.origin) if before else traced.origin
        return tuple(sorted(held.values(), key=lambda origin: (not origin.published_by, origin.name)))


def weigh(claims: Sequence[Claim], articles: Mapping[str, Article], desk: Desk) -> Record:
    """Return claims grouped, traced and capped, newest event first, with the conflicts between them.

    `articles` maps article ids to the articles the claims cite. The order of `claims` does not matter.
    """
    readings = read(claims, desk)
    actors = frozenset("@" + name.name for name in (*desk.people, *desk.organisations))
    likeness = Likeness(readings, weights(readings), actors)
    tracer = Tracer(desk, articles, claims)
    alike = group(likeness)
    traces = trace(likeness, alike, tracer)
    parts = settled([_ordered(indices, readings, traces) for indices in alike], likeness, traces)
    groups = [_group(indices, readings, traces) for indices in parts]
    standing = {index: rank for members in groups for rank, index in enumerate(members.indices)}
    origins = {index: frozenset(o.id for o in members.origins) for members in groups for index in members.indices}
    judge = Judge(
        likeness, tuple(origins[index] for index in range(len(readings))), Scenes(readings, articles), printed
    )
    conflicts = found.find(judge, standing)
    newest = max((claim.published.latest for claim in claims if claim.published.latest), default=None)
    weighed = sorted((_weighed(members, newest, actors) for members in groups), key=_newest_first)
    return Record(_graded(weighed, conflicts, renderings(readings)), conflicts)


def _graded(
    scenes: Sequence[Scene], conflicts: Sequence[Conflict], rendered: Sequence[Rendering]
) -> tuple[WeighedClaim, ...]:
    """Number the claims and give each its cap and its digit."""
    numbered = [
        Scene(replace(scene.weighed, id=f"w{number}"), scene.actors) for number, scene in enumerate(scenes, start=1)
    ]
    grader = Grader(numbered, conflicts, rendered)

    def graded(scene: Scene) -> WeighedClaim:
        each = scene.weighed
        return replace(each, cap=cap([each], grader.touching(each)), credibility=grader.credibility(scene))

    return tuple(map(graded, numbered))


def _group(indices: tuple[int, ...], readings: Sequence[Reading], traces: Sequence[Trace]) -> _Group:
    return _Group(indices, tuple(readings[index] for index in indices), tuple(traces[index] for index in indices))


def _ordered(indices: Sequence[int], readings: Sequence[Reading], traces: Sequence[Trace]) -> tuple[int, ...]:
    """Put first who stands nearest the originator: its own credit kept, told and not judged, few relays, early."""

    def nearest(index: int) -> tuple[object, ...]:
        reading = readings[index]
        repeats = traces[index].by in (TracedBy.SAME_WORDS, TracedBy.NAMED_ELSEWHERE)
        judges = reading.claim.kind is ClaimKind.ASSESSMENT
        return (repeats, judges, len(reading.claim.relays), reading.day, *_detail(reading))

    return tuple(sorted(indices, key=nearest))


def _detail(reading: Reading) -> tuple[object, ...]:
    """Order claims by how exact they are: narrow date first, then more said."""
    known = reading.claim.event.known
    return (not known, width(reading.claim.event), -len(reading.quantities), -len(reading.features), reading.order)


def _weighed(members: _Group, newest: date | None, actors: frozenset[str]) -> Scene:
    claims = tuple(reading.claim for reading in members.readings)
    event = _common([claim.event for claim in claims if claim.event.known])
    count = len(corroborating(members.origins))
    ways = tuple(map(lineage, members.readings, members.traces))
    weighed = WeighedClaim("", claims, members.origins, count, cap([]), event, background=False, lineages=ways)
    named = actors.intersection(*(reading.features for reading in members.readings))
    return Scene(replace(weighed, background=_is_background(weighed, newest)), named)


def _common(spans: Sequence[DateSpan]) -> DateSpan:
    """Return the days all spans share; the narrowest span when they share none."""
    if not spans:
        return DateSpan(None, None, DateBasis.UNKNOWN)
    narrowest = min(spans, key=lambda span: (width(span), str(span.earliest), span.evidence))
    earliest = max(span.earliest for span in spans if span.earliest)
    latest = min(span.latest for span in spans if span.latest)
    if earliest > latest or (earliest, latest) == (narrowest.earliest, narrowest.latest):
        return narrowest
    evidence = "; ".join(dict.fromkeys(span.evidence for span in spans if span.evidence))
    return DateSpan(earliest, latest, DateBasis.INFERRED, evidence)


def _is_background(weighed: WeighedClaim, newest: date | None) -> bool:
    if all(claim.kind is ClaimKind.BACKGROUND for claim in weighed.claims):
        return True
    when = weighed.event.latest or _published(weighed)
    return newest is not None and when is not None and (newest - when).days > OLD


def _published(weighed: WeighedClaim) -> date | None:
    return max((claim.published.latest for claim in weighed.claims if claim.published.latest), default=None)


def _newest_first(scene: Scene) -> tuple[object, ...]:
    """Order by event (what is still to come counts from its report), publication, corroboration, then text."""
    weighed = scene.weighed
    published = _published(weighed)
    day = published.toordinal() if published else 0
    event = weighed.event.latest.toordinal() if weighed.event.latest else day
    lead = weighed.lead
    starts = tuple(citation.start for citation in lead.citations)
    return (-min(event, day or event), -day, -weighed.corroboration, lead.article_id, starts, lead.statement, lead.id)
