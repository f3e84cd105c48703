"""What was collected: articles, their sentences and dates, and the words cut from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateBasis(StrEnum):
    """How a date is known."""

    STATED = "stated"  # the text itself says it
    METADATA = "metadata"  # what came with the text says it (a URL path, a feed entry)
    INFERRED = "inferred"  # worked out; the evidence says from what
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day or an interval of days, with its basis and the words or facts it rests on."""

    earliest: date | None
    latest: date | None
    basis: DateBasis
    evidence: str = ""

    @property
    def known(self) -> bool:
        return self.earliest is not None and self.latest is not None

    def overlaps(self, other: DateSpan) -> bool:
        """True when both are known and share a day."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return False
        return self.earliest <= other.latest and other.earliest <= self.latest


UNKNOWN_DATE = DateSpan(None, None, DateBasis.UNKNOWN)


class Part(StrEnum):
    """What a stretch of an article is. Only BODY may be cited."""

    BODY = "body"
    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"
    READ_MORE = "read_more"
    DATELINE = "dateline"  # a line that only gives the date, time, place or byline
    FURNITURE = "furniture"  # slogans, share buttons, other site text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered stretch of an article: `text[start:end]`, numbered from 1 in reading order."""

    number: int
    start: int
    end: int
    part: Part
    paragraph: int  # from 1; blank-line separated

    @property
    def citable(self) -> bool:
        return self.part is Part.BODY


@dataclass(frozen=True, slots=True)
class Article:
    """An exact snapshot: `text.encode()` has the digest `sha256`, so the bytes are kept in it whole."""

    id: str  # "a" and 12 hex digits of the source key and the snapshot's digest
    source_key: str  # its URL, else its file name: what a later snapshot of the same article shares
    title: str
    publisher: str
    url: str  # "" when none is known
    published: DateSpan
    text: str
    sha256: str
    sentences: tuple[Sentence, ...]

    def words(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of citable sentences of one article: what is indexed and found."""

    article_id: str
    number: int
    start: int
    end: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """`article.text[start:end] == quote`, cut by code, never by a model."""

    article_id: str
    start: int
    end: int
    quote: str
