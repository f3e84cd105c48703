"""Both sides of each conflict set side by side in the sources' own words. Takes no side and words nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefing.analyst.bearing import Bearing
from briefing.desk import Desk
from briefing.types import Claim, Conflict, ConflictKind, DraftLine, Record, Role, Section, WeighedClaim

OLD = timedelta(days=30)  # published so long before the newest article: no longer the day's business

_Shown = dict[str, tuple[str, list[str]]]  # sentence → the weighed claim it is of, and what it is shown for


def conflict_lines(record: Record, desk: Desk) -> tuple[DraftLine, ...]:
    """Both sides of each conflict, verbatim and under one item; those on the desk's questions first.

    The first of every kind comes before the second of any, figures before the others: a denial is not crowded out by
    tolls. Conflicts that share a sentence share an item, so that it is printed once. One that nothing published in the
    month to the newest article touches is left to earlier pages.
    """
    by_claim = {claim.id: weighed for weighed in record.claims for claim in weighed.claims}
    newest = max((c.published.latest for w in record.claims for c in w.claims if c.published.latest), default=date.min)
    current = [c for c in record.conflicts if any(_is_recent(claim, newest) for _, claim in c.sides)]
    bearing = Bearing(desk)
    ordered = sorted(current, key=lambda c: (not _bears(c, bearing), c.kind is not ConflictKind.FIGURE))
    nth = {c.id: sum(other.kind is c.kind for other in ordered[:n]) for n, c in enumerate(ordered)}
    ordered = sorted(ordered, key=lambda c: (not _bears(c, bearing), nth[c.id]))
    return tuple(line for item, shown in enumerate(_joined(ordered, by_claim), 1) for line in _lines(item, shown))


def _joined(conflicts: Sequence[Conflict], by_claim: dict[str, WeighedClaim]) -> list[_Shown]:
    items: list[_Shown] = []
    for conflict in conflicts:
        sides = list(_sides(conflict, by_claim))
        item = next((shown for shown in items if any(text in shown for text, _, _ in sides)), None)
        if item is None:
            items.append(item := {})
        for text, weighed_id, value in sides:
            item.setdefault(text, (weighed_id, []))[1].append(value)
    return [item for item in items if len(item) > 0]


def _sides(conflict: Conflict, by_claim: dict[str, WeighedClaim]) -> Iterator[tuple[str, str, str]]:
    for value, claim in conflict.sides:
        weighed = by_claim.get(claim.id)
        if weighed is not None:
            text = next((c.quote for c in claim.citations if value in c.quote), claim.citations[0].quote)
            yield text, weighed.id, f"{conflict.about}: {value}"


def _lines(item: int, shown: _Shown) -> Iterator[DraftLine]:
    for text, (weighed_id, values) in shown.items():
        label = "; ".join(dict.fromkeys(values))
        yield DraftLine(Section.CONFLICTS, item, Role.REPORTED, text, (weighed_id,), verbatim=True, label=label)


def _bears(conflict: Conflict, bearing: Bearing) -> bool:
    return any(bearing.questions(citation.quote) for _, claim in conflict.sides for citation in claim.citations)


def _is_recent(claim: Claim, newest: date) -> bool:
    return claim.published.latest is not None and newest - claim.published.latest <= OLD
