"""The words behind a citation mark: each quotation between the sentences around it, and where it comes from.

Pure. Code cuts everything from the stored text; an article that is not at hand leaves the quotation alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.types import Brief, Citation, Claim, Line, Lineage, Source, WeighedClaim

AROUND = 320  # characters before or after a quotation, at most
_END = re.compile(r"[.!?\u061f\u06d4\u2026]+[\"'\u201d\u2019\u00bb)\]]*\s+|\n\s*\n\s*")
_SHORT = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|Gen|Col|Lt|Maj|Brig|Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|No)\.\s*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation and what the article says just before and after it."""

    before: str
    quote: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """Who said it first and through whom it came ("SANA via Mada Masr"), how that is known, and the grade."""

    chain: str
    known: str
    grade: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one citation mark opens: everything a sentence takes from one article."""

    number: int
    source: Source
    quoted: tuple[Quoted, ...]
    told: tuple[Told, ...]


def notes(brief: Brief, texts: Mapping[str, str]) -> dict[str, tuple[Note, ...]]:
    """Return for each line's id its notes, one for each of its marks, in their order."""
    sources = {source.number: source for source in brief.sources}
    weighed = {claim.id: claim for claim in brief.claims}
    return {line.id: tuple(_notes(line, sources, weighed, texts)) for line in brief.lines}


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the sentence that ends or is broken off at `start`, and the one that goes on or begins at `end`.

    Each has at most AROUND characters, cut at a space, with an ellipsis where it was cut.
    """
    before, after = text[max(0, start - AROUND * 2) : start], text[end : end + AROUND * 2]
    stops = [0, *_stops(before)]
    opening = stops[-2] if len(stops) > 1 and stops[-1] == len(before) else stops[-1]
    closing = next((stop for stop in _stops(after) if any(map(str.isalnum, after[:stop]))), len(after))
    return _tail(before[opening:]), _head(after[:closing])


def _stops(text: str) -> Iterator[int]:
    """Where sentences end, the space after them included."""
    for found in _END.finditer(text):
        if not _SHORT.search(text[: found.end()]):
            yield found.end()


def _tail(words: str) -> str:
    if len(words.strip()) <= AROUND:
        return words
    return "\u2026 " + words[-AROUND:].partition(" ")[2]


def _head(words: str) -> str:
    if len(words.strip()) <= AROUND:
        return words
    return words[:AROUND].rpartition(" ")[0] + " \u2026"


def _notes(
    line: Line, sources: Mapping[int, Source], weighed: Mapping[str, WeighedClaim], texts: Mapping[str, str]
) -> Iterator[Note]:
    for number, source in ((number, sources[number]) for number in line.marks if number in sources):
        cited = [citation for citation in line.citations if citation.article_id == source.article_id]
        own = _told(cited, [weighed[key] for key in line.claim_ids if key in weighed])
        told = tuple(dict.fromkeys(own)) or tuple(dict.fromkeys(_told(cited, weighed.values())))
        text = texts.get(source.article_id, "")
        yield Note(number, source, tuple(_quoted(citation, text) for citation in cited), told)


def _quoted(citation: Citation, text: str) -> Quoted:
    at_hand = text[citation.start : citation.end] == citation.quote
    before, after = around(text, citation.start, citation.end) if at_hand else ("", "")
    return Quoted(before, citation.quote, after, citation.start, citation.end)


def _told(cited: Iterable[Citation], weighed: Iterable[WeighedClaim]) -> Iterator[Told]:
    """Who told what is cited, for every claim that rests on the same words."""
    cited = tuple(cited)
    for item in weighed:
        claims = {claim.id: claim for claim in item.claims}
        for way in item.lineages:
            if way.claim_id in claims and _share(claims[way.claim_id], cited):
                yield _as_told(item, way)


def _share(claim: Claim, cited: tuple[Citation, ...]) -> bool:
    return any(
        ours.article_id == theirs.article_id and ours.start < theirs.end and theirs.start < ours.end
        for ours in claim.citations
        for theirs in cited
    )


def _as_told(item: WeighedClaim, way: Lineage) -> Told:
    letter = next((origin.letter for origin in item.origins if origin.id == way.origin), "F")
    return Told(" via ".join(way.chain), way.traced_by.value, f"{letter}{item.credibility.digit}")
