"""The Admiralty digit of an item, worked out from the claim graph by a small house rule. The letter is never looked at.

The words are FM 2-22.3's; which count makes which digit is ours:
1 confirmed: two or more independent origins tell it and nothing read conflicts with it;
2 probably true: one origin tells it, an independent one reports on the same event without conflict;
3 possibly true: several origins that are not shown to be independent; or reports conflict, and fewer independent
origins contradict it than tell it;
4 doubtful: as many independent origins contradict it as tell it; 5 improbable: more of them, against one;
6 cannot be judged: nothing else bears on it.
Contradicted is what can't hold beside it: "more than 250,000" and "more than 470,000" differ, and both may hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from briefing.language.number_words import number
from briefing.types import NO_BASIS, Claim, Conflict, ConflictKind, Credibility, DateSpan, Origin, WeighedClaim
from briefing.weigh.confidence import key, listed
from briefing.weigh.groups import width
from briefing.weigh.independence import corroborating, independent
from briefing.weigh.origins import names
from briefing.weigh.quantities import comparable, disagree, quantities
from briefing.weigh.renderings import Rendering

_DETAILS = (ConflictKind.ATTRIBUTION, ConflictKind.CAUSE)  # the rest can't both hold, but for bounds of one figure
_DAYS = 7  # a wider span does not say which event
_ACTORS = 2  # people and bodies named by both


@dataclass(frozen=True, slots=True)
class Scene:
    """A weighed claim with the people and bodies its statements name."""

    weighed: WeighedClaim
    actors: frozenset[str]


class Grader:
    """Gives the digits of one run, its claims and conflicts looked up once."""

    def __init__(
        self, scenes: Sequence[Scene], conflicts: Sequence[Conflict], rendered: Sequence[Rendering] = ()
    ) -> None:
        self._origins = {key(claim): scene.weighed.origins for scene in scenes for claim in scene.weighed.claims}
        self._conflicts: dict[tuple[str, str, str], list[Conflict]] = defaultdict(list)
        for conflict in conflicts:
            for _, claim in conflict.sides:
                self._conflicts[key(claim)].append(conflict)
        self._on_day = _by_actor(scenes)
        self._rendered = _by_claim(rendered)

    def credibility(self, scene: Scene) -> Credibility:
        """Return the digit of one weighed claim, with a reason that is true of the graph.

        Where relays of one dispatch put it more and less strongly, the reason says so; it is no conflict.
        """
        digit = self._credibility(scene)
        held = (pair for claim in scene.weighed.claims for pair in self._rendered.get(key(claim), ()))
        pair = next(held, None)
        return replace(digit, reason=f"{digit.reason}; {_two_ways(pair)}") if pair else digit

    def _credibility(self, scene: Scene) -> Credibility:
        weighed = scene.weighed
        own = corroborating(weighed.origins)
        touching = self.touching(weighed)
        if touching:
            return self._disputed(weighed, own, touching)
        if len(own) > 1:
            told = f"told by {number(len(own))} independent origins ({names(own)})"
            return Credibility(1, f"{told}, and nothing that was read conflicts with it")
        if len(weighed.origins) > 1:
            told = f"told by {number(len(weighed.origins))} origins"
            return Credibility(3, f"{told} that are not shown to be independent ({names(weighed.origins)})")
        return self._single(scene)

    def touching(self, weighed: WeighedClaim) -> tuple[Conflict, ...]:
        """Return the conflicts that one of the claims is a side of."""
        held = (conflict for claim in weighed.claims for conflict in self._conflicts.get(key(claim), ()))
        return tuple({conflict.id: conflict for conflict in held}.values())

    def _disputed(self, weighed: WeighedClaim, own: Sequence[Origin], conflicts: Sequence[Conflict]) -> Credibility:
        against = self._against(weighed, conflicts)
        about = listed([conflict.about for conflict in conflicts])
        if len(against) < len(own):
            kind = "independent origins" if len(own) > 1 else "origin"
            return Credibility(3, f"told by {number(len(own))} {kind} ({names(own)}), but reports conflict on {about}")
        which = "an origin" if len(against) == 1 else f"{number(len(against))} independent origins"
        contradicted = f"contradicted by {which} ({names(against)}) independent of {names(own)}, on {about}"
        return Credibility(5 if len(against) > 1 and len(own) == 1 else 4, contradicted)

    def _against(self, weighed: WeighedClaim, conflicts: Sequence[Conflict]) -> tuple[Origin, ...]:
        """Return independent origins of what can't hold beside it, each independent of all who tell it."""
        mine = {key(claim) for claim in weighed.claims}
        apart = {
            origin.id: origin
            for conflict in conflicts
            if conflict.kind not in _DETAILS
            for _, claim in conflict.sides
            if key(claim) not in mine and _excluded(conflict, claim, weighed.claims)
            for origin in self._origins.get(key(claim), ())
            if all(independent(origin, told) for told in weighed.origins)
        }
        return corroborating(tuple(apart.values()))

    def _single(self, scene: Scene) -> Credibility:
        weighed = scene.weighed
        beside = self._beside(scene)
        if beside:
            reports = f"what {names(beside)} independently reports on the same event does not conflict with it"
            return Credibility(2, f"told by one origin ({names(weighed.origins)}); {reports}")
        articles = len({claim.article_id for claim in weighed.claims})
        if articles == 1:
            return NO_BASIS
        told = f"the {number(articles)} articles that tell it go back to one origin ({names(weighed.origins)})"
        return Credibility(6, f"{told}, and {NO_BASIS.reason}")

    def _beside(self, scene: Scene) -> tuple[Origin, ...]:
        """Return one origin, independent of all who tell it, of another claim on the same event."""
        mine = scene.weighed
        for other in self._nearby(scene):
            theirs = other.weighed
            if theirs.id == mine.id or not theirs.event.overlaps(mine.event):
                continue
            if len(scene.actors & other.actors) < _ACTORS or self.touching(theirs):
                continue
            apart = [o for o in theirs.origins if all(independent(o, told) for told in mine.origins)]
            if apart:
                return (apart[0],)
        return ()

    def _nearby(self, scene: Scene) -> Sequence[Scene]:
        if not _dates(scene.weighed.event):
            return ()
        found = (other for actor in sorted(scene.actors) for other in self._on_day.get(actor, ()))
        return tuple({other.weighed.id: other for other in found}.values())


def _excluded(conflict: Conflict, claim: Claim, told: Sequence[Claim]) -> bool:
    """Can't a side of a conflict hold beside the claims it conflicts with? Two bounds of one figure can."""
    if conflict.kind is not ConflictKind.FIGURE:
        return True
    theirs = quantities(claim.statement)
    sides = [quantities(other.statement) for _, other in conflict.sides if other in told]
    return any(comparable(one, two) and disagree(one, two) for mine in sides for one, two in product(mine, theirs))


def _by_claim(rendered: Sequence[Rendering]) -> Mapping[tuple[str, str, str], list[Rendering]]:
    held: dict[tuple[str, str, str], list[Rendering]] = defaultdict(list)
    for pair in rendered:
        for claim in (pair.done, pair.meant):
            held[key(claim)].append(pair)
    return held


def _two_ways(pair: Rendering) -> str:
    done, meant = f"“{pair.stronger}” by {pair.done.outlet}", f"“{pair.weaker}” by {pair.meant.outlet}"
    return f"one dispatch is rendered {done} and {meant}, and the weaker is all it is taken to say"


def _by_actor(scenes: Sequence[Scene]) -> Mapping[str, list[Scene]]:
    held: dict[str, list[Scene]] = defaultdict(list)
    for scene in scenes:
        if _dates(scene.weighed.event):
            for actor in scene.actors:
                held[actor].append(scene)
    return held


def _dates(event: DateSpan) -> bool:
    """Does the span say which event is meant?"""
    return event.known and width(event) <= _DAYS
