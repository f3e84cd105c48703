"""Which sentences make the page when no model writes it: scored, spread over questions and articles, put in order.

Every line is a quotation. What can't be understood alone is left out or stands beside what it goes on from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.analyst.bearing import Bearing, is_sequel, stands_alone
from briefing.desk import Desk
from briefing.language.terms import terms
from briefing.types import (
    Claim,
    ClaimKind,
    Conflict,
    ConflictKind,
    DraftLine,
    Hedge,
    Record,
    Role,
    Section,
    WeighedClaim,
)

OLD = timedelta(days=30)  # before the newest publication: background
FRESH = timedelta(days=7)  # before the newest publication: a newest development
LONGEST = 55  # words
NEWS_WORDS, BACKGROUND_WORDS = 230, 100
NEWS_LINES, BACKGROUND_LINES = 8, 4
CONFLICTS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be printed, and what speaks for it."""

    weighed: WeighedClaim
    text: str
    words: frozenset[str]
    questions: frozenset[int]
    worth: float
    day: date  # when it happened, else was published
    old: bool

    @property
    def claim(self) -> Claim:
        return self.weighed.lead

    @property
    def place(self) -> tuple[str, int]:
        return self.claim.article_id, self.claim.citations[0].start

    @property
    def length(self) -> int:
        return len(self.text.split())


def page(record: Record, desk: Desk, as_of: date) -> tuple[DraftLine, ...]:
    """The page's sentences in its order: bottom line, reporting, conflicts, background."""
    candidates = _candidates(record, Bearing(desk), as_of)
    conflicts = conflict_lines(record)[: 2 * CONFLICTS]
    taken = frozenset(line.text for line in conflicts)
    news = [c for c in candidates if not c.old and c.text not in taken]
    top = _bottom_line(news)
    rest = _spread([c for c in news if c not in top], top, NEWS_LINES, NEWS_WORDS)
    shown = [*top, *rest]
    older = [c for c in candidates if c.text not in taken and c not in shown and (c.old or _is_context(c))]
    background = _spread(older, shown, BACKGROUND_LINES, BACKGROUND_WORDS)
    return (
        *_lines(Section.BOTTOM_LINE, top),
        *_with_sequels(_lines(Section.REPORTING, sorted(rest, key=_newest_first)), record),
        *conflicts,
        *_lines(Section.BACKGROUND, sorted(background, key=_newest_first)),
    )


def conflict_lines(record: Record) -> tuple[DraftLine, ...]:
    """Both sides of each conflict in their own words under one item, differing figures first."""
    by_claim = {claim.id: weighed for weighed in record.claims for claim in weighed.claims}
    ordered = sorted(record.conflicts, key=lambda conflict: conflict.kind is not ConflictKind.FIGURE)
    return tuple(line for item, conflict in enumerate(ordered, 1) for line in _sides(item, conflict, by_claim))


def _sides(item: int, conflict: Conflict, by_claim: dict[str, WeighedClaim]) -> Iterator[DraftLine]:
    seen: set[str] = set()
    for value, claim in conflict.sides:
        weighed = by_claim.get(claim.id)
        if weighed is None:
            continue
        text = next((c.quote for c in claim.citations if value in c.quote), claim.citations[0].quote)
        if text not in seen:
            seen.add(text)
            yield DraftLine(Section.CONFLICTS, item, Role.REPORTED, text, (weighed.id,), verbatim=True)


def _candidates(record: Record, bearing: Bearing, as_of: date) -> list[Candidate]:
    newest = max((_published(w) for w in record.claims), default=as_of)
    first = _first_places(record)
    found = (_candidate(w, bearing, newest, first) for w in record.claims if _published(w) <= as_of)
    return [c for c in found if c.worth > 0 and c.length <= LONGEST]


def _first_places(record: Record) -> dict[str, int]:
    places: dict[str, int] = {}
    for claim in (claim for weighed in record.claims for claim in weighed.claims):
        start = claim.citations[0].start
        places[claim.article_id] = min(start, places.get(claim.article_id, start))
    return places


def _candidate(weighed: WeighedClaim, bearing: Bearing, newest: date, first: dict[str, int]) -> Candidate:
    text = weighed.lead.citations[0].quote
    published = _published(weighed)
    event = weighed.event.latest
    day = min(event, published) if event else published
    return Candidate(
        weighed=weighed,
        text=text,
        words=frozenset(terms(text)),
        questions=bearing.questions(text),
        worth=_worth(weighed, text, bearing, first),
        day=day,
        old=weighed.background or newest - published > OLD or newest - day > OLD,
    )


def _worth(weighed: WeighedClaim, text: str, bearing: Bearing, first: dict[str, int]) -> float:
    """What speaks for printing a sentence; 0 when it can't stand alone or bears on nothing."""
    alone, questions, lead = stands_alone(text), bearing.questions(text), weighed.lead
    if not alone or not questions:
        return 0.0
    position = (lead.citations[0].start - first.get(lead.article_id, 0)) / 1000
    worth = 2.0 * len(questions) + 0.4 * min(bearing.hits(text), 6) + 0.3 * min(len(bearing.entities(text)), 5)
    worth += 1.0 * (weighed.corroboration - 1 if weighed.corroboration else 0) + 0.3 * (len(weighed.claims) - 1)
    worth += 0.5 if lead.speaker else 0.0
    worth += 1.0 if lead.hedge in (Hedge.PLANNED, Hedge.POSSIBLE) else 0.0  # what is to come is what a desk watches
    worth -= 1.0 if lead.kind is ClaimKind.BACKGROUND else 0.0
    return max(worth * alone - 0.4 * position, 0.1)


def _bottom_line(news: Sequence[Candidate]) -> list[Candidate]:
    """The sentence that opens the newest story: newest event, nearest the head of its article."""
    if not news:
        return []
    newest = max(c.day for c in news)
    fresh = [c for c in news if newest - c.day <= FRESH and c.claim.kind is not ClaimKind.BACKGROUND] or list(news)
    return [max(fresh, key=lambda c: (c.worth - c.claim.citations[0].start / 300, -len(c.text), c.text))]


def _spread(pool: Sequence[Candidate], shown: Sequence[Candidate], most: int, words: int) -> list[Candidate]:
    """Greedily the best next sentence, less for what repeats a shown one, its questions or its article."""
    chosen: list[Candidate] = []
    left = list(pool)
    room = words
    while left and len(chosen) < most:
        best = max(left, key=lambda c: (_gain(c, [*shown, *chosen]), c.text))
        left.remove(best)
        if _gain(best, [*shown, *chosen]) <= 0:
            break
        if best.length <= room:
            chosen.append(best)
            room -= best.length
    return chosen


def _gain(candidate: Candidate, shown: Sequence[Candidate]) -> float:
    alike = max((_overlap(candidate.words, other.words) for other in shown), default=0.0)
    if alike > 0.6:
        return 0.0
    asked = sum(bool(candidate.questions & other.questions) for other in shown)
    same_article = sum(candidate.claim.article_id == other.claim.article_id for other in shown)
    return candidate.worth * (1 - alike) / (1 + 0.10 * asked + 0.15 * same_article)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _is_context(candidate: Candidate) -> bool:
    return candidate.claim.kind is ClaimKind.BACKGROUND


def _newest_first(candidate: Candidate) -> tuple[int, tuple[str, int]]:
    return -candidate.day.toordinal(), candidate.place


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
        for sequel in _next(weighed, record, lambda text: is_sequel(text)):
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
