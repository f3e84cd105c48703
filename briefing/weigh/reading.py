"""What comparing claims needs to know of each one: its words, entities, figures and turns of phrase.

Nothing here compares two claims or decides anything about them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.desk import Desk, Name
from briefing.language.names import Spellings, fold, proper_names
from briefing.types import Claim, ClaimKind, Hedge
from briefing.weigh.aliases import Aliases, credited
from briefing.weigh.contacts import tells_of_contact
from briefing.weigh.quantities import Quantity, quantities
from briefing.weigh.statuses import Status, statuses
from briefing.weigh.words import SPEECH, content, stem, stems_of, tokens

SHINGLE = 3  # telling words; stock phrases are as long, so that a single run in common proves nothing
COPIED = 0.4  # of the shorter quotation's word runs
FEWEST = 4  # runs
VERBATIM = 0.8  # of the longer quotation's runs
TURN_OF_PHRASE = 2  # runs: four telling words on end
ECHO = 3  # runs: five
CROWDED = 40  # claims that share a feature or run beyond which it tells nothing
ADDS = 3  # words of the statement that a further quotation has to add, or it only says who is meant
RENDERED = 4  # telling words in one order, and
RENDERED_SHARE = 0.4  # this much of the shorter: two renderings of one quoted text
_QUOTED = re.compile(r"[“«\"„]([^“”«»\"„]+)(?:[”»\"]|$)")
_SERIES = r"(?! (?:the |his |her |its )?(?:first|only)\b)"
_NEGATION = re.compile(
    rf"\b(?:not{_SERIES}|no|never|nor|neither|without|cannot|untrue|baseless|unfounded|groundless|fabricat\w+|den(?:y|ies|ied)|refus\w+|\w+n't{_SERIES})\b"
)
_FIRST = re.compile(rf"\bfirst\b(?!\s+(?:{'|'.join(SPEECH)}))")
_AIMED = re.compile(r"\b(?:aim(?:s|ed)? (?:to|at)|(?:intend|seek|plan|hope|want)(?:s|ed)? to|sought to)\b")
# Says who or what someone is, or what a thing is meant for, not what happened.
_ASIDE = re.compile(r",\s+wh(?:o|ose|om|ich)\b[^,;]*(?:,|$)|\bwith (?:a view to|the aim of)\b[^,;]*")
_WHOSE = re.compile(r"['’]s?\s+([^\W\d_]+)")  # "Egypt's vote": told of as known
_MONTH = r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ch|il|ust|ember|tember|ober)?\b\.?"
DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:previous(?:ly)?|earlier|before|last (?:visit|time|public)\w*|formerly)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim with what was read out of it. `order` is the same whatever order claims came in."""

    claim: Claim
    order: tuple[str, ...]
    features: frozenset[str]  # folded stems, and "@entity" for names the desk knows
    names: frozenset[str]  # whom and what it names: "@entity", or a name the desk does not know, folded
    shingles: frozenset[str]  # runs of telling words of the cited quotations, however names are spelled
    speech: tuple[str, ...]  # the telling words that the article itself puts in quotation marks, in order
    quantities: tuple[Quantity, ...]
    statuses: tuple[Status, ...]
    negated: bool
    places_in_series: frozenset[str]  # "first", "earlier": which of several like events is meant
    voice: str  # a named speaker under the desk's spelling; "" for the outlet's own voice and unnamed sources
    intended: bool  # planned or possible, not done
    known: frozenset[str]  # stems of what it takes for known of someone: "Egypt's vote"
    people: frozenset[str]  # the people it names that the desk knows
    contact: bool  # tells that one of them travelled, met or received someone

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


def in_one_wording(one: Reading, other: Reading) -> bool:
    """Are two claims of two articles copied, or nearly all the same words, however few they are?"""
    both = len(one.shingles & other.shingles)
    verbatim = both > 0 and both >= VERBATIM * max(len(one.shingles), len(other.shingles))
    return copied(one, other) or (verbatim and one.claim.article_id != other.claim.article_id)


def alike_in_phrase(one: Reading, other: Reading) -> bool:
    """Do quotations of two articles share a turn of phrase: enough where nothing else keeps two claims apart?"""
    return one.claim.article_id != other.claim.article_id and len(one.shingles & other.shingles) >= TURN_OF_PHRASE


def echoes(one: Reading, other: Reading) -> bool:
    """Do quotations of two articles share so many runs of words as is enough where no originator is named?"""
    return one.claim.article_id != other.claim.article_id and len(one.shingles & other.shingles) >= ECHO


def renders(one: Reading, other: Reading) -> bool:
    """Do two articles quote one text, each in its own rendering? What stands in quotation marks is somebody's words."""
    shorter = min(len(one.speech), len(other.speech))
    if shorter < RENDERED or one.claim.article_id == other.claim.article_id:
        return False
    return _in_common(one.speech, other.speech) >= max(RENDERED, RENDERED_SHARE * shorter)


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest run of words, gaps allowed, that stands in one order in both."""
    best = [0] * (len(other) + 1)
    for word in one:
        diagonal = 0
        for at, theirs in enumerate(other, start=1):
            above = best[at]
            best[at] = diagonal + 1 if word == theirs else max(above, best[at - 1])
            diagonal = above
    return best[-1]


def features_in(text: str, reading: Reading) -> frozenset[str]:
    """Return the features of a part of a statement: its stems, and the desk's names that begin like one of them."""
    stems = stems_of(text)
    roots = {word[:5] for word in stems}
    known = {f for f in reading.features if f.startswith("@") and {w[:5] for w in stems_of(f[1:])} & roots}
    return (stems & reading.features) | known


def read(claims: Sequence[Claim], desk: Desk) -> tuple[Reading, ...]:
    """Return one reading per claim, in an order that does not depend on the order of `claims`."""
    spellings = Spellings(desk.names)
    speakers = Spellings((*desk.people, *desk.organisations, *profiled(desk)))
    sources = frozenset(source.name for source in desk.sources)
    aliases = credited(claims)
    people = frozenset(person.name for person in desk.people)
    read = [_read(claim, spellings, sources, people) for claim in claims]
    readings = [replace(each, voice=_voice(each.claim, speakers, aliases)) for each in read]
    held = Counter(shingle for reading in readings for shingle in reading.shingles)
    stock = {shingle for shingle, count in held.items() if count > CROWDED}
    kept = (replace(reading, shingles=reading.shingles - stock) for reading in readings)
    return tuple(sorted(kept, key=lambda reading: reading.order))


def weights(readings: Iterable[Reading]) -> Mapping[str, float]:
    """Return how telling each feature is in this run: rare ones weigh more, those of every claim next to nothing."""
    counts: Counter[str] = Counter()
    total = 0
    for reading in readings:
        counts.update(reading.features)
        total += 1
    return {feature: math.log(1 + total / count) for feature, count in counts.items()}


def _read(claim: Claim, spellings: Spellings, sources: frozenset[str], people: frozenset[str]) -> Reading:
    text = claim.statement
    folded = fold(text)
    told = _ASIDE.sub(" ", text)
    named = [mention for mention in spellings.mentions(text) if mention.entity in people]
    quotes = _telling(claim)
    wording = [_wording(quote, spellings) for quote in quotes]
    return Reading(
        claim=claim,
        order=_order(claim),
        features=_features(DAY.sub(" ", told), spellings, sources),
        names=_names(told, spellings, sources),
        shingles=frozenset(shingle for words in wording for shingle in _shingles(words)),
        speech=tuple(word for quote in quotes for part in _QUOTED.findall(quote) for word in _wording(part, spellings)),
        quantities=quantities(text),
        statuses=statuses(text),
        negated=bool(_NEGATION.search(folded)) or claim.kind is ClaimKind.DENIAL,
        places_in_series=_series(folded),
        voice="",
        intended=claim.hedge in (Hedge.PLANNED, Hedge.POSSIBLE) or bool(_AIMED.search(folded)),
        known=frozenset(stem(word.lower()) for word in _WHOSE.findall(text)),
        people=frozenset(mention.entity for mention in named),
        contact=tells_of_contact(text, named),
    )


def _telling(claim: Claim) -> tuple[str, ...]:
    """Return the quotations that hold the statement's words, in order, without those that only say who "he" is."""
    said = stems_of(claim.statement)
    left = said
    kept: set[int] = set()
    quoted = [(stems_of(citation.quote) & said, at) for at, citation in enumerate(claim.citations)]
    for held, at in sorted(quoted, key=lambda item: (-len(item[0]), item[1])):
        if not kept or len(held & left) >= ADDS:
            kept.add(at)
            left -= held
    return tuple(claim.citations[at].quote for at in sorted(kept))


def profiled(desk: Desk) -> tuple[Name, ...]:
    """Return the desk's sources as names with spellings."""
    return tuple(Name(name=source.name, spellings=source.spellings) for source in desk.sources)


def _voice(claim: Claim, speakers: Spellings, aliases: Aliases) -> str:
    if claim.anonymous or not claim.speaker:
        return ""
    mentions = speakers.mentions(claim.speaker)
    return mentions[-1].entity if mentions else fold(aliases.of(claim.speaker))


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


def _wording(text: str, spellings: Spellings) -> tuple[str, ...]:
    """Return the telling words of a text in order, a name as one word however it is spelled."""
    words: list[str] = []
    at = 0
    for mention in spellings.mentions(text):
        words += [*map(stem, content(tokens(text[at : mention.start]))), "@" + mention.entity]
        at = mention.end
    return (*words, *map(stem, content(tokens(text[at:]))))


def _shingles(words: Sequence[str]) -> Iterable[str]:
    return (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _series(folded: str) -> frozenset[str]:
    marks = (("first", _FIRST), ("earlier", _EARLIER))
    return frozenset(mark for mark, pattern in marks if pattern.search(folded))
