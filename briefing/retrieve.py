"""What an archive holds for one desk as of a date: articles on its subject, near-copies folded, best first.

Nothing later than the cut-off is looked at: it can't change what is chosen for a brief, how it is ranked or how copies
are grouped. (`search` shows nothing later either; only the order of what it finds follows the whole archive.) What is
held out is counted, never named.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from briefing.desk import Desk
from briefing.language.copies import clusters
from briefing.language.figures import figures
from briefing.language.subject import Subject
from briefing.language.terms import terms
from briefing.types import Article, DateSpan, HeldOut, Passage

CANDIDATES = 2000  # passages: beyond those that hold most of a desk's terms, an archive is not looked through
LONGEST = 40  # passages of one article; of a longer one, those that touch most of the subject
COPY = 0.4  # Jaccard; in real news different events begin at 0.28, and what shares less than this adds text of its own
FURTHER_COPIES = 2  # members of a cluster of near-copies that stay because their figures differ
_FRESH = 0.5  # what a day's news gains in rank over old news that is as much to the point
_HALF_LIFE = 30  # days after which that gain has halved
_K1, _B = 1.2, 0.75  # BM25's usual constants
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


class Listed(Protocol):
    """An article as far as choosing by date needs it."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> DateSpan: ...
    @property
    def citable(self) -> bool: ...


class Archive(Protocol):
    """What retrieval asks of the store."""

    def listing(self) -> Sequence[Listed]: ...
    def articles(self, ids: Sequence[str] | None = None) -> tuple[Article, ...]: ...
    def passages(self, article_ids: Sequence[str]) -> tuple[Passage, ...]: ...
    def search(
        self, terms: Sequence[str], limit: int, among: Collection[str] | None = None
    ) -> tuple[tuple[Passage, float], ...]: ...
    def holding(
        self, terms: Sequence[str], limit: int, among: Collection[str]
    ) -> tuple[tuple[Passage, float], ...]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """An article chosen for the desk, with the passages to read, by offset. A higher score is nearer the subject."""

    article: Article
    passages: tuple[Passage, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The selections, best first, and how many articles were held out and why."""

    selections: tuple[Selection, ...]
    held_out: HeldOut


@dataclass(frozen=True, slots=True)
class _Read:
    """A candidate with what its title and each passage touch of the subject."""

    article: Article
    passages: tuple[Passage, ...]
    title: Counter[int]
    touched: tuple[Counter[int], ...]

    @property
    def body(self) -> str:
        return "\n".join(self.article.text[p.start : p.end] for p in self.passages)

    @property
    def mentions(self) -> Counter[int]:
        return sum(self.touched, Counter(self.title))


def retrieve(archive: Archive, desk: Desk, as_of: date) -> Retrieved:
    """Return the articles for `desk` published by the end of the day `as_of`, at most `desk.max_articles`.

    Each article left out is counted once, under the first that applies: undated, after the cut-off, empty, off
    topic, near-copy; those beyond `max_articles` are counted as not read. Raises ArchiveError, ArchiveBusy.
    """
    ids, held_out = _by_date(archive.listing(), as_of)
    subject = Subject(desk)
    candidates = _candidates(archive, subject, ids)
    on_topic = [read for read in candidates if subject.covers((read.title, *read.touched))]
    kept = _without_copies(on_topic)
    ranked = _ranked(kept, subject, as_of)
    chosen = _chosen(ranked, desk.max_articles)
    return Retrieved(
        tuple(chosen),
        HeldOut(
            undated=held_out.undated,
            after_cut_off=held_out.after_cut_off,
            empty=held_out.empty,
            off_topic=len(ids) - len(on_topic),
            near_copies=len(on_topic) - len(kept),
            not_read=len(ranked) - len(chosen),
        ),
    )


def search(archive: Archive, desk: Desk, as_of: date, query: str, limit: int) -> tuple[Selection, ...]:
    """Return up to `limit` articles published by `as_of` whose passages match `query`, best first, with those passages.

    A name in the query is looked for in all of the desk's spellings; words in quotation marks are a phrase; nothing
    else means anything special. An empty query gives what `retrieve` would. Raises ArchiveError, ArchiveBusy.
    """
    if not query.strip():
        return retrieve(archive, desk, as_of).selections[: max(0, limit)]
    ids, _ = _by_date(archive.listing(), as_of)
    hits = archive.search(_asked(query, desk), CANDIDATES, set(ids))
    best: dict[str, float] = {}
    for passage, score in hits:
        best.setdefault(passage.article_id, score)
    chosen = list(best)[: max(0, limit)]
    found = [tuple(p for p, _ in hits if p.article_id == article_id) for article_id in chosen]
    return tuple(
        Selection(article, _by_offset(passages), best[article.id])
        for article, passages in zip(archive.articles(chosen), found, strict=True)
    )


def _by_date(listing: Sequence[Listed], as_of: date) -> tuple[tuple[str, ...], HeldOut]:
    """The ids that may be looked at, and the counts of the rest."""
    reasons = [(listed.id, _reason(listed, as_of)) for listed in listing]
    counts = Counter(reason for _, reason in reasons)
    held_out = HeldOut(undated=counts["undated"], after_cut_off=counts["after"], empty=counts["empty"])
    return tuple(article_id for article_id, reason in reasons if not reason), held_out


def _reason(listed: Listed, as_of: date) -> str:
    if listed.published.earliest is None or listed.published.latest is None:
        return "undated"
    if listed.published.latest > as_of:
        return "after"
    return "" if listed.citable else "empty"


def _candidates(archive: Archive, subject: Subject, ids: Sequence[str]) -> list[_Read]:
    hits = archive.holding(subject.wanted, CANDIDATES, set(ids))
    found = sorted({passage.article_id for passage, _ in hits})
    passages: dict[str, list[Passage]] = {article_id: [] for article_id in found}
    for passage in archive.passages(found):
        passages[passage.article_id].append(passage)
    return [_read(article, passages[article.id], subject) for article in archive.articles(found)]


def _read(article: Article, passages: Sequence[Passage], subject: Subject) -> _Read:
    ordered = _by_offset(passages)
    touched = tuple(subject.touched(article.text[p.start : p.end]) for p in ordered)
    return _Read(article, ordered, subject.touched(article.title), touched)


def _without_copies(reads: Sequence[_Read]) -> list[_Read]:
    """One of each cluster of near-copies, and up to two more that give figures it lacks."""
    bodies = [read.body for read in reads]
    kept = [member for cluster in clusters(bodies, COPY) for member in _representatives([reads[n] for n in cluster])]
    return sorted(kept, key=lambda read: read.article.id)


def _representatives(cluster: Sequence[_Read]) -> Iterator[_Read]:
    """The earliest published, then the most complete; then those that add a figure."""
    first, *others = sorted(cluster, key=lambda r: (r.article.published.latest, -len(r.body), r.article.id))
    yield first
    known, further = _figures(first) if others else set(), 0
    for other in others:
        added = _figures(other) - known
        if added and further < FURTHER_COPIES:
            further += 1
            known |= added
            yield other


def _figures(read: _Read) -> set[tuple[Decimal, str]]:
    return {(figure.value, figure.unit) for figure in figures(read.body)}


def _ranked(reads: Sequence[_Read], subject: Subject, as_of: date) -> list[Selection]:
    """BM25 over the desk's groups, within what the cut-off lets through, with a mild gain for fresh reporting."""
    scores = _relevance(reads, subject)
    ranked = [
        Selection(read.article, _passages(read), round(score * _freshness(read.article.published, as_of), 4))
        for read, score in zip(reads, scores, strict=True)
    ]
    return sorted(ranked, key=lambda selection: (-selection.score, selection.article.id))


def _chosen(ranked: Sequence[Selection], most: int) -> list[Selection]:
    """The best, of which half are the newest where not all can be read: a brief is of its day, however old the best."""
    newest = sorted(ranked, key=lambda one: one.article.published.latest or date.min, reverse=True)[: most // 2]
    kept = {one.article.id for one in newest} if len(ranked) > most else set()
    others = [one for one in ranked if one.article.id not in kept][: most - len(kept)]
    kept.update(one.article.id for one in others)
    return [one for one in ranked if one.article.id in kept]


def _relevance(reads: Sequence[_Read], subject: Subject) -> list[float]:
    mentions = [read.mentions for read in reads]
    spread = Counter(group for found in mentions for group in found)
    rarity = {n: math.log(1 + (len(reads) - among + 0.5) / (among + 0.5)) for n, among in spread.items()}
    lengths = [len(read.body) for read in reads]
    usual = sum(lengths) / len(lengths) if lengths else 1
    return [
        sum(
            subject.groups[n].weight * rarity[n] * times / (times + _K1 * (1 - _B + _B * length / usual))
            for n, times in sorted(found.items())
        )
        for found, length in zip(mentions, lengths, strict=True)
    ]


def _freshness(published: DateSpan, as_of: date) -> float:
    days = (as_of - published.latest).days if published.latest else 0
    return 1 + float(_FRESH * 0.5 ** (days / _HALF_LIFE))


def _passages(read: _Read) -> tuple[Passage, ...]:
    """All passages; of a very long article those that touch most groups, which no other article changes."""
    if len(read.passages) <= LONGEST:
        return read.passages
    order = sorted(range(len(read.passages)), key=lambda n: (-len(read.touched[n]), n))
    return tuple(read.passages[n] for n in sorted(order[:LONGEST]))


def _by_offset(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda passage: (passage.start, passage.number)))


def _asked(query: str, desk: Desk) -> list[str]:
    """The query as one phrase, its quoted phrases and words, and its names (a surname will do) in every spelling."""
    words = terms(query)
    named = [name for name in desk.names if any(_named(spelling, query, words) for spelling in name.all_spellings)]
    surnames = [
        name for name in desk.people if any(_within(terms(spelling)[-1:], words) for spelling in name.all_spellings)
    ]
    spellings = [s for name in (*named, *surnames) for s in name.all_spellings if _telling(s, query)]
    return list(dict.fromkeys([query, *_QUOTED.findall(query), *_QUOTED.sub(" ", query).split(), *spellings]))


def _named(spelling: str, query: str, words: Sequence[str]) -> bool:
    return _telling(spelling, query) and _within(terms(spelling), words)


def _telling(spelling: str, query: str) -> bool:
    """Not "US" or "NOW", which are common words without their capitals, unless the query has them so."""
    return len(spelling) > 3 or spelling in query


def _within(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return bool(phrase) and any(words[at : at + len(phrase)] == phrase for at in range(len(words)))
