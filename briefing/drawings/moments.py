"""The events of a page that a timeline can show: those with a date that printed sentences rest on, with their sources.

Selects and orders; draws nothing. Events of the same days are one moment, as they share one place on the axis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from briefing.drawings.short_words import Words, short_words
from briefing.language.dates import printed
from briefing.types import Brief, DateSpan, Section, WeighedClaim

MOST = 60  # moments; no page has so many
_ORDER = list(Section)
_RESOLVED = re.compile(r"(?P<quote>['\"])(?P<words>.{1,80}?)(?P=quote)(?:, published\b| in the text\b)")
_VAGUE = re.compile(
    r"(?i)\b(?:recent|recently|lately|few|several|some|couple|early|earlier|mid|middle|late|later|beginning|start|end"
    r"|close|around|about)\b|\b(?:past|last|previous|coming|next)\s+(?:day|week|month|year|decade)s\b"
    r"|مطلع|[أا]وائل|بداية|منتصف|[أا]واسط|[أا]واخر|نهاية|بضعة|عدة|القليلة|ال[أا](?:يام|سابيع|شهر|عوام)|الشهور|السنوات"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated claim: its days, who tells it, the numbers of its sources, and how early the page rests on it."""

    claim: WeighedClaim
    start: int  # ordinal of the first day
    end: int  # ordinal of the day after the last
    numbers: tuple[int, ...]
    rank: tuple[int, int]  # place of the first section that rests on it; 1 for background


@dataclass(frozen=True, slots=True)
class Moment:
    """The events of the same days, the one the page rests on first leading."""

    events: tuple[Event, ...]

    @property
    def lead(self) -> Event:
        return self.events[0]

    @property
    def start(self) -> int:
        return self.lead.start

    @property
    def end(self) -> int:
        return self.lead.end

    @property
    def date(self) -> str:
        """The days as the page prints them."""
        return printed(self.lead.claim.event)

    @property
    def about(self) -> str:
        """The days as a picture prints them, which shows nothing as exact that is not."""
        return f"about {self.date}" if self.vague else self.date

    @property
    def vague(self) -> str:
        """The words that the days were made of, where no event says more exactly when it was; "" where one does."""
        words = [vague_words(event.claim.event) for event in self.events]
        return words[0] if all(words) else ""

    @property
    def origins(self) -> int:
        """How many different origins tell of these days."""
        return len({origin.id for event in self.events for origin in event.claim.origins}) or 1

    @property
    def background(self) -> bool:
        return all(event.claim.background for event in self.events)


def moments(brief: Brief) -> tuple[Moment, ...]:
    """Return the moments of a page, earliest first; at most `MOST`, those that the page rests on first."""
    events = sorted(_events(brief), key=lambda event: (event.start, event.end, event.rank))
    grouped = groupby(events, key=lambda event: (event.start, event.end))
    found = [Moment(tuple(sorted(group, key=_importance))) for _, group in grouped]
    best = sorted(found, key=lambda moment: _importance(moment.lead))[:MOST]
    return tuple(sorted(best, key=lambda moment: (moment.start, moment.end)))


def vague_words(span: DateSpan) -> str:
    """Return the words of an article whose first and last day are only our reading ("in recent months"), else ""."""
    found = _RESOLVED.search(span.evidence)
    return found["words"] if found and _VAGUE.search(found["words"]) else ""


def by_importance(found: Iterable[Moment]) -> list[Moment]:
    """Return moments in the order in which they deserve a label."""
    return sorted(found, key=lambda moment: _importance(moment.lead))


def _importance(event: Event) -> tuple[object, ...]:
    return (event.rank[1], event.rank[0], -event.end, event.claim.id)


def _events(brief: Brief) -> Iterable[Event]:
    numbers = {source.article_id: source.number for source in brief.sources if source.number > 0}
    first = _first_sections(brief)
    for claim in brief.claims:
        earliest, latest = claim.event.earliest, claim.event.latest
        cited = _cited(claim, numbers)
        if claim.id in first and earliest is not None and latest is not None and earliest <= latest and cited:
            rank = (first[claim.id], int(claim.background))
            yield Event(claim, earliest.toordinal(), latest.toordinal() + 1, cited, rank)


def _first_sections(brief: Brief) -> dict[str, int]:
    """Where in the order of the page the first sentence that rests on a claim stands."""
    first: dict[str, int] = {}
    for line in brief.lines:
        for claim in line.claim_ids:
            first[claim] = min(first.get(claim, len(_ORDER)), _ORDER.index(line.section))
    return first


def _cited(claim: WeighedClaim, numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({numbers[each.article_id] for each in claim.quoted if each.article_id in numbers}))


def words_of(event: Event, fits: Callable[[str], bool], brief: Brief) -> Words | None:
    """Return the best short words among the quoted claims of an event that are in the numbered sources."""
    listed = {source.article_id for source in brief.sources if source.number in event.numbers}
    claims = [claim for claim in event.claim.quoted if claim.article_id in listed]
    found = [words for claim in claims if (words := short_words(claim, fits, brief.yardstick))]
    return min(found, key=lambda words: (words.cut, -len(words.words.split())), default=None)


def cited(numbers: Iterable[int]) -> str:
    """Return source numbers as the page prints them: "[1, 3]"."""
    return f"[{', '.join(map(str, numbers))}]"
