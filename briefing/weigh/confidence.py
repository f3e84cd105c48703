"""How much a judgment can carry, from who stands behind its claims: a cap, never a grade given by reading the text.

One origin allows low, one claim told by two independent ones moderate, by two with different known interests and
nothing open against them high (the wording is JP 2-0's as carried by MISP; the counts are a house rule).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from briefing.types import Claim, Confidence, Conflict, Origin, WeighedClaim
from briefing.weigh.origins import names

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EXACT = 14  # up to this many origins every set is tried


def independent(one: Origin, other: Origin) -> bool:
    """Are two origins different in originator, first publication and (where known) interest?

    An origin that is not known to be first-hand (`published_by` empty) is independent of nothing.
    """
    if one.id == other.id or not (one.published_by and other.published_by):
        return False
    if not set(one.published_by).isdisjoint(other.published_by):
        return False
    return not one.interest or one.interest != other.interest


def corroborating(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return the largest set of origins that are independent of each other (at least one when any is given)."""
    ordered = sorted(origins, key=lambda origin: (not origin.published_by, origin.id))
    if len(ordered) > _EXACT:
        return _greedy(ordered)
    for size in range(len(ordered), 1, -1):
        for chosen in combinations(ordered, size):
            if all(independent(one, other) for one, other in combinations(chosen, 2)):
                return chosen
    return tuple(ordered[:1])


def _greedy(ordered: Sequence[Origin]) -> tuple[Origin, ...]:
    chosen: list[Origin] = []
    for origin in ordered:
        if all(independent(origin, other) for other in chosen):
            chosen.append(origin)
    return tuple(chosen)


def cap(claims: Sequence[WeighedClaim], conflicts: Sequence[Conflict] = ()) -> Confidence:
    """Return the most confidence a judgment resting on these claims can carry.

    Moderate asks that one of the claims is itself told by two independent origins, high that these have different
    known interests: origins that each vouch for another fact corroborate nothing.
    """
    shared = [chosen for claim in claims if len(chosen := corroborating(claim.origins)) > 1]
    if not shared:
        return Confidence.LOW
    if any(_different_interests(chosen) for chosen in shared) and not touching(claims, conflicts):
        return Confidence.HIGH
    return Confidence.MODERATE


def basis(claims: Sequence[WeighedClaim], conflicts: Sequence[Conflict] = ()) -> str:
    """Return a clause, true of the claims, that says what a judgment resting on them rests on."""
    origins = _origins(claims)
    if not origins:
        return "no reporting bears on it"
    chosen = corroborating(origins)
    first = _one(claims, origins, chosen) if len(chosen) < 2 else _several(claims, chosen)
    open_ones = touching(claims, conflicts)
    if not open_ones:
        return first
    return f"{first}, and reporting conflicts on {_listed([conflict.about for conflict in open_ones])}"


def touching(claims: Sequence[WeighedClaim], conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts that one of the claims is a side of."""
    held = {_key(claim) for weighed in claims for claim in weighed.claims}
    return tuple(conflict for conflict in conflicts if any(_key(claim) in held for _, claim in conflict.sides))


def _one(claims: Sequence[WeighedClaim], origins: Sequence[Origin], chosen: Sequence[Origin]) -> str:
    articles = len({claim.article_id for weighed in claims for claim in weighed.claims})
    told = "told by one article" if articles == 1 else f"repeated by {_number(articles)} articles"
    if len(origins) == 1:
        return f"it draws on one origin ({chosen[0].name}), {told}"
    count = _number(len(origins))
    return f"it draws on {count} origins that are not shown to be independent ({names(origins)})"


def _several(claims: Sequence[WeighedClaim], chosen: Sequence[Origin]) -> str:
    count = f"{_number(len(chosen))} independent origins"
    if not any(len(corroborating(weighed.origins)) > 1 for weighed in claims):
        alone = "neither confirming the other" if len(chosen) == 2 else "none confirming another"
        return f"it draws on {count} ({names(chosen)}), {alone}"
    differ = " with different interests" if _different_interests(chosen) else ""
    verb = "corroborate it" if len(claims) == 1 else "partly corroborate it"
    return f"{count}{differ} ({names(chosen)}) {verb}"


def _origins(claims: Sequence[WeighedClaim]) -> tuple[Origin, ...]:
    held: dict[str, Origin] = {}
    for weighed in claims:
        for origin in weighed.origins:
            before = held.get(origin.id)
            held[origin.id] = _wider(before, origin) if before else origin
    return tuple(held.values())


def _wider(one: Origin, other: Origin) -> Origin:
    publishers = tuple(sorted({*one.published_by, *other.published_by}))
    return Origin(one.id, one.name, one.kind, one.interest, one.letter, one.reason, publishers)


def _different_interests(origins: Sequence[Origin]) -> bool:
    return len({origin.interest for origin in origins if origin.interest}) > 1


def _key(claim: Claim) -> tuple[str, str, str]:
    return (claim.article_id, claim.id, claim.statement)


def _listed(words: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(words))
    return " and ".join((", ".join(distinct[:-1]), distinct[-1])) if len(distinct) > 1 else distinct[0]


def _number(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else str(count)
