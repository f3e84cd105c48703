"""One page, counted: lay out, count the pages, cut what matters least, until there is one.

What matters least is told by one list, `cutting_order`; nothing here reads a sentence's words or its length. What a
page may not lack is never cut: where that alone is more than a page, there is an error and no page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from briefing.edition import examined, questions, without
from briefing.errors import PageOverflow
from briefing.tradecraft.reading import cites, claims_of
from briefing.types import Brief, Claim, Conflict, Line, Role, Section, WeighedClaim
from briefing.weigh import touching

if TYPE_CHECKING:
    from briefing.typeset import Extent

Measure = Callable[[Brief], "Extent"]
Item = tuple[Line, ...]  # sentences that leave the page together

KEPT = 3  # reports (the newest: what the day brought) and conflicts (the first) that stay longest


def fit(brief: Brief, measure: Measure, kept: Collection[str] = ()) -> Brief:
    """Return the brief with its least important items cut, as few as it takes for one page.

    `measure` lays a brief out and says what it takes; items with a sentence in `kept` (ids) stay whatever their place
    in the order. Raises PageOverflow when what may not be cut is more than a page.
    """
    whole = measure(brief)
    if whole.pages <= 1:
        return brief
    order = tuple(item for item in cutting_order(brief) if not any(line.id in kept for line in item))
    letters = [0, *accumulate(sum(len(line.text) for line in item) for item in order)]
    excess = (1 - whole.room / whole.height) * sum(len(line.text) for line in brief.lines)
    guess = _least(letters, excess)
    fewest = _fewest(lambda many: measure(_cut(brief, order[:many])), letters, whole.height, guess)
    for many in range(fewest, len(order) + 1):  # what the rules then say of the page may take another line
        made = examined(_cut(brief, order[:many]))
        taken = measure(made)
        if taken.pages <= 1:
            return made
    raise _overflow(made, taken)


def cutting_order(brief: Brief) -> tuple[Item, ...]:
    """Return what may be cut, the least important item first.

    Not in it, and so never cut: title, bottom line, what changed, key judgments with their confidence, alternative,
    assumption, source summary; a gap for each key judgment (GAP-1), an indicator that would weaken the first
    (IND-1, ALT-1), and what shows the sides of an open conflict that a judgment rests on (ARG-2).
    """
    items = {section: _items(brief.section(section)) for section in Section}
    judgments = len(items[Section.KEY_JUDGMENTS])
    asked = _items(questions(brief))
    reports = _oldest_first(items[Section.REPORTING], brief)
    order = (
        *_oldest_first(items[Section.BACKGROUND], brief),
        *reversed(asked[max(judgments - len(items[Section.GAPS]), 0) :]),
        *reports[:-KEPT],
        *reversed(_beyond_the_first(items[Section.INDICATORS])),
        *reversed(items[Section.GAPS][judgments:]),
        *reversed(items[Section.CONFLICTS][KEPT:]),
        *reports[-KEPT:],
        *items[Section.IMPLICATION],
        *reversed(items[Section.CONFLICTS][:KEPT]),
    )
    sides = _showing_sides(order, brief)
    return tuple(item for item in order if item not in sides)


def _fewest(measured: Callable[[int], Extent], letters: Sequence[int], height: float, guess: int) -> int:
    """Return the fewest cuts with which a page of `height` fits, as many as there are where fewer do not.

    Each layout tells how much a cut letter takes off, and so where to look next; where that leads nowhere new, the
    range is halved. It is the number that cutting one by one comes to, as long as a cut never makes a page longer.
    """
    low, high, at = 0, len(letters) - 1, guess
    while high - low > 1:
        if not low < at < high:
            at = (low + high) // 2
        taken = measured(at)
        low, high = (low, at) if taken.pages <= 1 else (at, high)
        each = max(height - taken.height, 1.0) / max(letters[at], 1)
        at = _least(letters, letters[at] + (taken.height - taken.room) / each)
        at = min(at, high - 1) if taken.pages <= 1 else max(at, low + 1)
    return high


def _least(letters: Sequence[int], excess: float) -> int:
    """Return how many items it takes until so many letters are gone, as if every letter took the same room."""
    return next((many for many, gone in enumerate(letters) if gone >= excess), len(letters) - 1)


def _cut(brief: Brief, items: Iterable[Item]) -> Brief:
    return without(brief, [line.id for item in items for line in item])


def _items(lines: Iterable[Line]) -> list[Item]:
    return [tuple(item) for _, item in groupby(lines, key=lambda line: line.item)]


def _oldest_first(items: Sequence[Item], brief: Brief) -> list[Item]:
    """Order reports by the newest thing each tells; of one day, the last on the page first."""
    newest = {item: max(map(_day, claims_of(brief, item)), default=date.min) for item in items}
    return sorted(items, key=lambda item: (newest[item], -item[0].item))


def _day(weighed: WeighedClaim) -> date:
    """When it happened, and no later than it was published: what is still to come counts from its report."""
    reports = [claim.published.latest for claim in weighed.claims if claim.published.latest]
    return min(filter(None, (weighed.event.latest, max(reports, default=None))), default=date.min)


def _beyond_the_first(indicators: Sequence[Item]) -> list[Item]:
    """Leave out the indicator a page needs: one that would weaken the first judgment, else any, else the first."""
    for wanted in ("weakens judgment 1", "weakens", ""):
        kept = next((item for item in indicators if any(wanted in line.label for line in item)), None)
        if kept:
            return [item for item in indicators if item is not kept]
    return []


def _showing_sides(order: Sequence[Item], brief: Brief) -> list[Item]:
    """Return the items that set out an open conflict a judgment rests on, and what else alone shows a side."""
    judged = claims_of(brief, [line for line in brief.lines if line.role is Role.JUDGMENT])
    open_ones = touching(judged, brief.conflicts)
    needed = [item for item in order if any(_sets_out(item, conflict, brief) for conflict in open_ones)]
    spare = {line.id for item in order if item not in needed for line in item}
    for claim in (claim for conflict in open_ones for _, claim in conflict.sides):
        kept = [line for line in brief.lines if line.id not in spare]
        if not any(cites(line, claim) for line in kept):
            last = [item for item in order if any(cites(line, claim) for line in item)][-1:]
            needed += last
            spare -= {line.id for item in last for line in item}
    return needed


def _sets_out(item: Item, conflict: Conflict, brief: Brief) -> bool:
    sides = {_key(claim) for _, claim in conflict.sides}
    wanted = {weighed.id for weighed in brief.claims if any(_key(claim) in sides for claim in weighed.claims)}
    shown = {key for line in item for key in line.claim_ids}
    return item[0].section is Section.CONFLICTS and wanted <= shown


def _key(claim: Claim) -> tuple[str, str]:
    return claim.article_id, claim.id


def _overflow(brief: Brief, taken: Extent) -> PageOverflow:
    """Say how much there is of what may not be cut, and where most of it stands."""
    words = {section: sum(len(line.text.split()) for line in brief.section(section)) for section in Section}
    largest = max(words, key=words.__getitem__)
    return PageOverflow(
        f"what the page of {brief.as_of} may not lack fills {taken.pages} pages, not one ({taken.height:.0f} points in "
        f"height, with room for {taken.room:.0f}): {sum(words.values())} words, {words[largest]} of them in "
        f"{largest.value!r}, and {len(brief.sources)} sources",
        "nothing is lost: what was read is kept, and the edition that was there is whole; `templates` of the desk can "
        "name a folder with a tighter brief.typ, and fewer articles (`max_articles`) make a shorter page",
    )
