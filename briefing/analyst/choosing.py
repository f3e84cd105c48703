"""Which sentences make the page when no model writes it: scored, spread over questions and articles, put in order.

Every line is a quotation. What can't be understood alone is left out or stands beside what it goes on from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from briefing.analyst.bearing import Bearing, in_time, is_sequel, refers_back, stands_alone
from briefing.analyst.disputes import OLD, conflict_lines
from briefing.desk import Desk
from briefing.language.terms import terms
from briefing.types import (
    Claim,
    ClaimKind,
    DraftLine,
    Hedge,
    Record,
    Role,
    Section,
    WeighedClaim,
)

LONG_AGO = timedelta(days=120)  # happened so long before the newest article: background
RECENT = timedelta(days=14)  # published before that, counted from the newest article: background, no longer news
FRESH = timedelta(days=7)  # before the newest event: still the newest development
FADES = timedelta(days=2920)  # in which background loses half its worth: of two as good, the newer
HALF_LIFE = 7  # further days after which news has lost half its worth
LONGEST = 55  # words of one line
WORDS = 380  # of the whole page
LEAST_NEWS, BACKGROUND = 130, 108  # words
NEWS_LINES, BACKGROUND_LINES = 8, 4
NEWS_ALONE = 10  # lines of news on a page that has nothing else
CONFLICT_WORDS = 190  # labels included
DATED = 2.5  # worth of background that says when
PASSED = 0.5  # worth left to background with a "this week" that is long over
UNANCHORED = 0.4  # worth left to "the visit" while nothing shown says which
NEAR_BEST = 0.6  # share of the best sentence's gain below which nothing shorter takes its place
OPENING = 700  # characters from an article's first citable word in which its lead stands
_NOW = re.compile(r"\b(?:today|tomorrow|yesterday|this (?:week|month|year))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be printed, and what speaks for it."""

    weighed: WeighedClaim
    text: str
    words: frozenset[str]
    questions: frozenset[int]
    worth: float
    day: date  # when it happened, else was published
    sorts: date  # the same, else when the sentence before it in its article happened
    old: bool
    alone: float
    says_who: bool  # names a person and no "visit" that only another sentence explains
    depth: int  # characters from its article's first citable word

    @property
    def claim(self) -> Claim:
        return self.weighed.lead

    @property
    def place(self) -> tuple[str, int]:
        return self.claim.article_id, self.claim.citations[0].start

    @property
    def opening(self) -> bool:
        return self.depth < OPENING

    @property
    def length(self) -> int:
        return len(self.text.split())


def page(record: Record, desk: Desk, as_of: date) -> tuple[DraftLine, ...]:
    """The page's sentences in its order: bottom line, reporting, conflicts, background."""
    conflicts = _that_fit(conflict_lines(record, desk))
    taken = frozenset(line.text for line in conflicts)
    one_sided = _stale_sides(record, desk)
    every = [c for c in _candidates(record, Bearing(desk), as_of) if c.text not in one_sided]
    candidates = [c for c in every if c.text not in taken]
    news = [c for c in candidates if not c.old]
    top = _bottom_line(news) or _bottom_line([c for c in every if not c.old])  # where all the news is disputed
    room = WORDS - BACKGROUND * any(c.old for c in candidates) - _words([*(c.text for c in top), *taken])
    most = NEWS_LINES if len(news) < len(candidates) or conflicts else NEWS_ALONE
    rest = _spread([c for c in news if c not in top], top, most, max(room, LEAST_NEWS))
    shown = [*top, *rest]
    older = [_as_background(c) for c in candidates if c.old]
    background = _spread(older, shown, BACKGROUND_LINES, BACKGROUND)
    return (
        *_lines(Section.BOTTOM_LINE, top),
        *_with_sequels(_lines(Section.REPORTING, _in_order(rest)), record),
        *conflicts,
        *_lines(Section.BACKGROUND, _in_order(background)),
    )


def _that_fit(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """The first conflicts that have room on the page, each whole or not at all."""
    kept: list[DraftLine] = []
    for _, group in groupby(lines, key=lambda line: line.item):
        sides = list(group)
        if _words(f"{line.label} {line.text}" for line in [*kept, *sides]) <= CONFLICT_WORDS:
            kept += sides
    return tuple(kept)


def _stale_sides(record: Record, desk: Desk) -> frozenset[str]:
    """Sentences that are one side of a conflict no longer shown: alone they would mislead."""
    shown = frozenset(line.text for line in conflict_lines(record, desk))
    sides = {citation.quote for c in record.conflicts for _, claim in c.sides for citation in claim.citations}
    return frozenset(sides - shown)


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _as_background(candidate: Candidate) -> Candidate:
    """Background is worth more when it says when, and less when it speaks of its own day as now."""
    worth = candidate.worth + (DATED if candidate.weighed.event.known else 0.0)
    return replace(candidate, worth=worth * (PASSED if _NOW.search(candidate.text) else 1.0))


def _candidates(record: Record, bearing: Bearing, as_of: date) -> list[Candidate]:
    newest = max((_published(w) for w in record.claims), default=as_of)
    order = _reading_order(record)
    found = (_candidate(w, bearing, newest, order) for w in record.claims if in_time(w, as_of))
    return [c for c in found if c.worth > 0 and c.length <= LONGEST]


def _reading_order(record: Record) -> dict[str, list[Claim]]:
    """Each article's claims in the order of its sentences."""
    every = (claim for weighed in record.claims for claim in weighed.claims)
    order: dict[str, list[Claim]] = {}
    for claim in sorted(every, key=lambda claim: claim.citations[0].start):
        order.setdefault(claim.article_id, []).append(claim)
    return order


def _candidate(weighed: WeighedClaim, bearing: Bearing, newest: date, order: dict[str, list[Claim]]) -> Candidate:
    lead = weighed.lead
    text, start = lead.citations[0].quote, lead.citations[0].start
    published, event = lead.published.latest or _published(weighed), weighed.event.latest
    article = order[lead.article_id]
    day = min(event, published) if event else published
    before = [c for c in article if c.citations[0].start < start and _places(c, published)]
    place = before[-1].event.latest if before and not event else None
    depth = start - article[0].citations[0].start
    old = lead.kind is ClaimKind.BACKGROUND or newest - published > RECENT or newest - day > LONG_AGO
    worth = _worth(weighed, text, bearing, depth)
    return Candidate(
        weighed=weighed,
        text=text,
        words=frozenset(terms(text)),
        questions=bearing.questions(text),
        worth=worth * _left(newest - published, old),
        day=day,
        sorts=min(place or day, day),
        old=old,
        alone=stands_alone(text),
        says_who=bearing.names_a_person(text) and not refers_back(text),
        depth=depth,
    )


def _places(claim: Claim, published: date) -> bool:
    """Whether a dated sentence tells where an undated one after it belongs: a narrow date, not long ago."""
    first, last = claim.event.earliest, claim.event.latest
    return first is not None and last is not None and last - first <= OLD and published - last <= LONG_AGO


def _worth(weighed: WeighedClaim, text: str, bearing: Bearing, depth: int) -> float:
    """What speaks for printing a sentence; 0 when it can't stand alone or bears on nothing."""
    alone, shares, lead = stands_alone(text), bearing.shares(text), weighed.lead
    if not alone or not (bearing.questions(text) or (shares and depth < OPENING)):
        return 0.0
    worth = 2.0 * sum(shares.values()) + 0.4 * min(bearing.hits(text), 6) + 0.3 * min(len(bearing.entities(text)), 5)
    worth += 1.0 * (weighed.corroboration - 1 if weighed.corroboration else 0) + 0.3 * (len(weighed.claims) - 1)
    worth += 0.5 if lead.speaker else 0.0
    worth += 1.0 if lead.hedge in (Hedge.PLANNED, Hedge.POSSIBLE) else 0.0  # what is to come is what a desk watches
    worth -= 1.0 if lead.kind is ClaimKind.BACKGROUND else 0.0
    return max(worth * (0.7 + 0.3 * alone) - 0.0004 * depth, 0.1)


def _left(age: timedelta, old: bool) -> float:
    """What is left of a sentence's worth when it came out so long before the newest article."""
    return float(0.5 ** (age / FADES if old else max(age - FRESH, timedelta(0)).days / HALF_LIFE))


def _bottom_line(news: Sequence[Candidate]) -> list[Candidate]:
    """The lead of the newest story, and at most one more sentence of that day that bears on another question."""
    whole = [c for c in news if c.alone == 1 and c.claim.kind is not ClaimKind.BACKGROUND]
    leads = [c for c in whole if c.opening and not refers_back(c.text)] or whole or list(news)
    if not leads:
        return []
    newest = max(c.day for c in leads)
    first = max((c for c in leads if newest - c.day <= FRESH), key=lambda c: (c.worth - c.depth / 200, c.text))
    more = [c for c in leads if c.sorts == first.sorts and c.questions - first.questions]
    second = max(more, key=lambda c: (c.worth, c.text), default=None)
    return [first] if second is None or _overlap(first.words, second.words) > 0.5 else [first, second]


def _spread(pool: Sequence[Candidate], shown: Sequence[Candidate], most: int, words: int) -> list[Candidate]:
    """Greedily the best next sentence that fits, less for what repeats a shown one, its questions or its article."""
    chosen: list[Candidate] = []
    left = list(pool)
    room = words
    while left and len(chosen) < most:
        gains = {id(c): _gain(c, [*shown, *chosen]) for c in left}
        fitting = [c for c in left if c.length <= room]
        best = max(fitting, key=lambda c: (gains[id(c)], c.text), default=None)
        if best is None or gains[id(best)] <= NEAR_BEST * max(gains.values()):
            break
        left.remove(best)
        chosen.append(best)
        room -= best.length
    return chosen


def _gain(candidate: Candidate, shown: Sequence[Candidate]) -> float:
    alike = max((_overlap(candidate.words, other.words) for other in shown), default=0.0)
    if alike > 0.6 or any(_one_count(candidate, other) for other in shown):
        return 0.0
    asked = sum(bool(candidate.questions & other.questions) for other in shown)
    same_article = sum(candidate.claim.article_id == other.claim.article_id for other in shown)
    same_speaker = sum(c.claim.speaker == candidate.claim.speaker != "" for c in shown)
    spread = 1 + 0.10 * asked + 0.10 * same_article + 0.10 * same_speaker
    anchored = 1.0 if _is_anchored(candidate, shown) else UNANCHORED
    weight = math.sqrt(max(candidate.length, 15) / 25)
    return candidate.worth * (1 - alike) * anchored / spread / weight


def _one_count(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences give one number for one day: "13 people killed on Thursday", told twice."""
    numbers = {word for word in one.words & other.words if word.isdigit() and not re.fullmatch(r"(?:19|20)\d\d", word)}
    return bool(numbers) and one.weighed.event.overlaps(other.weighed.event) and one.day == other.day


def _is_anchored(candidate: Candidate, shown: Sequence[Candidate]) -> bool:
    """Whether a reader can tell which visit "the visit" is: the page names one of that time, or it is today's."""
    if not refers_back(candidate.text):
        return True
    when = candidate.weighed.event
    return any(c.says_who and (c.weighed.event.overlaps(when) or not candidate.old) for c in shown)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Newest first; of one day, article by article, those that name the visit before those that only refer to it."""
    by_place = sorted(chosen, key=lambda c: (-c.sorts.toordinal(), c.place))
    first: dict[tuple[date, str], bool] = {}
    for candidate in by_place:
        first.setdefault((candidate.sorts, candidate.place[0]), refers_back(candidate.text))
    return sorted(by_place, key=lambda c: (-c.sorts.toordinal(), first[c.sorts, c.place[0]], c.place))


def _lines(section: Section, chosen: Iterable[Candidate]) -> list[DraftLine]:
    return [
        DraftLine(section, item, Role.REPORTED, c.text, (c.weighed.id,), verbatim=True)
        for item, c in enumerate(chosen, 1)
    ]


def _with_sequels(lines: Sequence[DraftLine], record: Record) -> Iterator[DraftLine]:
    """Each line, and under its item the sentence that directly goes on from it ("One day later, …")."""
    by_id = {weighed.id: weighed for weighed in record.claims}
    for line in lines:
        yield line
        weighed = by_id[line.claim_ids[0]]
        for sequel in _next(weighed, record, is_sequel):
            yield DraftLine(
                line.section, line.item, Role.REPORTED, sequel.lead.citations[0].quote, (sequel.id,), verbatim=True
            )


def _next(weighed: WeighedClaim, record: Record, wanted: Callable[[str], bool]) -> list[WeighedClaim]:
    """The claim of the sentence directly after this one in its article, if it is wanted."""
    here = weighed.lead.citations[0]
    after = [
        w
        for w in record.claims
        if w.lead.article_id == here.article_id and 0 <= w.lead.citations[0].start - here.end <= 3
    ]
    return [w for w in after if wanted(w.lead.citations[0].quote)]


def _published(weighed: WeighedClaim) -> date:
    return max((c.published.latest for c in weighed.claims if c.published.latest), default=date.min)
