"""What comparing claims needs to know of each one: its words, entities, figures and turns of phrase.

Nothing here compares two claims or decides anything about them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.desk import Desk, Name
from briefing.language.names import Spellings, fold, proper_names
from briefing.types import Claim, ClaimKind, Hedge
from briefing.weigh.quantities import Quantity, quantities
from briefing.weigh.statuses import Status, statuses
from briefing.weigh.words import SPEECH, content, stem, tokens

SHINGLE = 5  # words; stock phrases are as long, so that a single one in common proves nothing
COPIED = 0.4  # of the shorter quotation's word runs
FEWEST = 5  # runs
_SERIES = r"(?! (?:the |his |her |its )?(?:first|only)\b)"
_NEGATION = re.compile(
    rf"\b(?:not{_SERIES}|no|never|nor|neither|without|cannot|den(?:y|ies|ied)|refus\w+|\w+n't{_SERIES})\b"
)
_FIRST = re.compile(rf"\bfirst\b(?!\s+(?:{'|'.join(SPEECH)}))")
_EARLIER = re.compile(r"\b(?:previous(?:ly)?|earlier|before|last (?:visit|time|public)\w*|formerly)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim with what was read out of it. `order` is the same whatever order claims came in."""

    claim: Claim
    order: tuple[str, ...]
    features: frozenset[str]  # folded stems, and "@entity" for names the desk knows
    names: frozenset[str]  # whom and what it names: "@entity", or a name the desk does not know, folded
    shingles: frozenset[str]  # runs of words of the cited quotations
    quantities: tuple[Quantity, ...]
    statuses: tuple[Status, ...]
    negated: bool
    places_in_series: frozenset[str]  # "first", "earlier": which of several like events is meant
    voice: str  # a named speaker under the desk's spelling; "" for the outlet's own voice and unnamed sources
    intended: bool  # planned or possible, not done

    @property
    def day(self) -> int:
        """The ordinal of the latest day of publication; 0 when unknown."""
        latest = self.claim.published.latest
        return latest.toordinal() if latest else 0


def copied(one: Reading, other: Reading) -> bool:
    """Do quotations of two articles share so much wording that one was taken from the other, or both from a third?"""
    if one.claim.article_id == other.claim.article_id:
        return False
    both = len(one.shingles & other.shingles)
    return both >= max(FEWEST, COPIED * min(len(one.shingles), len(other.shingles)))


def echoes(one: Reading, other: Reading) -> bool:
    """Do quotations of two articles share more than one run of words: enough where no originator is named?"""
    return one.claim.article_id != other.claim.article_id and len(one.shingles & other.shingles) > 1


def read(claims: Sequence[Claim], desk: Desk) -> tuple[Reading, ...]:
    """Return one reading per claim, in an order that does not depend on the order of `claims`."""
    spellings = Spellings(desk.names)
    speakers = Spellings((*desk.people, *desk.organisations, *profiled(desk)))
    sources = frozenset(source.name for source in desk.sources)
    readings = [_read(claim, spellings, speakers, sources) for claim in claims]
    return tuple(sorted(readings, key=lambda reading: reading.order))


def weights(readings: Iterable[Reading]) -> Mapping[str, float]:
    """Return how telling each feature is in this run: rare ones weigh more, those of every claim next to nothing."""
    counts: Counter[str] = Counter()
    total = 0
    for reading in readings:
        counts.update(reading.features)
        total += 1
    return {feature: math.log(1 + total / count) for feature, count in counts.items()}


def _read(claim: Claim, spellings: Spellings, speakers: Spellings, sources: frozenset[str]) -> Reading:
    text = claim.statement
    folded = fold(text)
    return Reading(
        claim=claim,
        order=_order(claim),
        features=_features(text, spellings, sources),
        names=_names(text, spellings, sources),
        shingles=frozenset(shingle for citation in claim.citations for shingle in _shingles(citation.quote)),
        quantities=quantities(text),
        statuses=statuses(text),
        negated=bool(_NEGATION.search(folded)) or claim.kind is ClaimKind.DENIAL,
        places_in_series=_series(folded),
        voice=_voice(claim, speakers),
        intended=claim.hedge in (Hedge.PLANNED, Hedge.POSSIBLE),
    )


def profiled(desk: Desk) -> tuple[Name, ...]:
    """Return the desk's sources as names with spellings."""
    return tuple(Name(name=source.name, spellings=source.spellings) for source in desk.sources)


def _voice(claim: Claim, speakers: Spellings) -> str:
    if claim.anonymous or not claim.speaker:
        return ""
    mentions = speakers.mentions(claim.speaker)
    return mentions[-1].entity if mentions else fold(claim.speaker)


def _order(claim: Claim) -> tuple[str, ...]:
    where = [f"{citation.start:09d}-{citation.end:09d}" for citation in claim.citations]
    day = claim.published.earliest.isoformat() if claim.published.earliest else "9999"
    return (day, claim.article_id, *where, claim.statement, claim.id)


def _features(text: str, spellings: Spellings, sources: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    for mention in spellings.mentions(text):
        rest.append(text[at : mention.start])
        at = mention.end
        if mention.entity not in sources:
            found.add("@" + mention.entity)
    rest.append(text[at:])
    found.update(stem(word) for word in content(tokens(" ".join(rest))))
    return frozenset(found)


def _names(text: str, spellings: Spellings, sources: frozenset[str]) -> frozenset[str]:
    mentions = spellings.mentions(text)
    known = {"@" + mention.entity for mention in mentions if mention.entity not in sources}
    other = (n for start, end, n in proper_names(text) if not any(m.start < end and start < m.end for m in mentions))
    return frozenset(known | {stem(word) for name in other for word in tokens(name)})


def _shingles(quote: str) -> Iterable[str]:
    words = tokens(quote)
    return (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _series(folded: str) -> frozenset[str]:
    marks = (("first", _FIRST), ("earlier", _EARLIER))
    return frozenset(mark for mark, pattern in marks if pattern.search(folded))
