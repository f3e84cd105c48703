"""Whether two origins are independent: four tests, each with its reason, in the one place that decides it.

What is not known never passes for independence where it matters (first-hand) and never for dependence where it does
not (interest); the reason says that it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.apart import largest
from briefing.types import Independence, Origin, OriginKind


def independence(one: Origin, other: Origin) -> Independence:
    """Return whether two origins are independent, with a reason for each test, always in the same order.

    The tests: different originators, both first-hand, first put out by different publishers, different interests
    (unless one is not known). It holds when no test fails.
    """
    tested = [test(one, other) for test in _TESTS]
    faults = tuple(reason for passed, reason in tested if not passed)
    return Independence(one.id, other.id, not faults, tuple(reason for _, reason in tested), faults)


def independent(one: Origin, other: Origin) -> bool:
    """Do two origins pass all four tests of `independence`?"""
    return independence(one, other).holds


def corroborating(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return the largest set of origins that are independent of each other (at least one when any is given)."""
    ordered = sorted(origins, key=lambda origin: (not origin.published_by, origin.id))
    return largest(ordered, independent)


def _originator(one: Origin, other: Origin) -> tuple[bool, str]:
    if one.id == other.id:
        return False, f"one originator: {one.name}"
    if _may_be_one(one, other):
        return False, f"not known to be different originators: {one.name} and {other.name}"
    return True, f"different originators: {one.name} and {other.name}"


def _may_be_one(one: Origin, other: Origin) -> bool:
    """Do both hold one originator, or is one unnamed with nothing to tell it from the other?

    "France and Britain" and Britain; "a monitoring group", which may be the one named elsewhere.
    """
    if set(one.name.split(" and ")) & set(other.name.split(" and ")):
        return True
    if OriginKind.ANONYMOUS not in (one.kind, other.kind):
        return False
    return not (one.interest and other.interest and one.interest != other.interest)


def _first_hand(one: Origin, other: Origin) -> tuple[bool, str]:
    unknown = [origin.name for origin in (one, other) if not origin.published_by]
    if not unknown:
        return True, "both first-hand"
    return False, f"not known to be first-hand: {' and '.join(dict.fromkeys(unknown))}"


def _publication(one: Origin, other: Origin) -> tuple[bool, str]:
    shared = sorted(set(one.published_by) & set(other.published_by))
    if shared:
        return False, f"one publisher: {' and '.join(shared)}"
    if not (one.published_by and other.published_by):
        return True, "not known to have one publisher"
    return True, f"different publishers: {' and '.join(one.published_by)}; {' and '.join(other.published_by)}"


def _interest(one: Origin, other: Origin) -> tuple[bool, str]:
    unknown = [origin.name for origin in (one, other) if not origin.interest]
    if unknown:
        return True, f"interest not known: {' and '.join(dict.fromkeys(unknown))}"
    if one.interest == other.interest:
        return False, f"one interest: {one.interest}"
    return True, f"different interests: {one.interest} and {other.interest}"


_TESTS: tuple[Callable[[Origin, Origin], tuple[bool, str]], ...] = (_originator, _first_hand, _publication, _interest)
