"""How much a judgment can carry, from who stands behind its claims: a cap, never a grade given by reading the text.

One origin allows low, one claim told by two independent ones moderate, by two with different known interests and
nothing open against them high (the wording is JP 2-0's as carried by MISP; the counts are a house rule).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.language.number_words import number
from briefing.types import Claim, Confidence, Conflict, Origin, WeighedClaim
from briefing.weigh.independence import corroborating
from briefing.weigh.origins import names


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
    both = max(map(_corroborated, claims), key=lambda held: (len(held), _different_interests(held)))
    first = _confirmed(claims, both) if len(both) > 1 else _unconfirmed(claims, origins)
    open_ones = touching(claims, conflicts)
    if not open_ones:
        return first
    return f"{first}, and reporting conflicts on {listed([conflict.about for conflict in open_ones])}"


def touching(claims: Sequence[WeighedClaim], conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts that one of the claims is a side of."""
    held = {key(claim) for weighed in claims for claim in weighed.claims}
    return tuple(conflict for conflict in conflicts if any(key(claim) in held for _, claim in conflict.sides))


def _confirmed(claims: Sequence[WeighedClaim], both: Sequence[Origin]) -> str:
    differ = " with different interests" if _different_interests(both) else ""
    verb = "corroborate it" if len(claims) == 1 else "partly corroborate it"
    return f"{number(len(both))} independent origins{differ} ({names(both)}) {verb}"


def _unconfirmed(claims: Sequence[WeighedClaim], origins: Sequence[Origin]) -> str:
    """Say what there is where no claim is told by two; origins of different claims confirm nothing of each other."""
    if len(origins) == 1:
        articles = len({claim.article_id for weighed in claims for claim in weighed.claims})
        told = "told by one article" if articles == 1 else f"repeated by {number(articles)} articles"
        return f"it draws on one origin ({origins[0].name}), {told}"
    chosen = corroborating(origins)
    if len(chosen) == 1:
        return f"it draws on {number(len(origins))} origins that are not shown to be independent ({names(origins)})"
    alone = "neither confirming the other" if len(chosen) == 2 else "none confirming another"
    return f"it draws on {_independent(origins, chosen)}, {alone}"


def _corroborated(claim: WeighedClaim) -> tuple[Origin, ...]:
    return corroborating(claim.origins)


def _independent(origins: Sequence[Origin], chosen: Sequence[Origin]) -> str:
    if len(origins) == len(chosen):
        return f"{number(len(chosen))} independent origins ({names(chosen)})"
    return f"{number(len(origins))} origins, {number(len(chosen))} of them independent ({names(chosen)})"


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


def key(claim: Claim) -> tuple[str, str, str]:
    """Return what tells one claim of a run from another."""
    return (claim.article_id, claim.id, claim.statement)


def listed(words: Sequence[str]) -> str:
    """Return words as printed in a sentence, each once: "one, two and three"."""
    distinct = list(dict.fromkeys(words))
    return " and ".join((", ".join(distinct[:-1]), distinct[-1])) if len(distinct) > 1 else distinct[0]
