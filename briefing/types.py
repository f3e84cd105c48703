"""The frozen values every stage passes on. Nothing here reads, writes or decides.

Offsets are code points of an article's stored text, end exclusive. Dates are calendar days; a
`DateSpan` whose ends are equal is a day, one whose ends are None is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


class ClaimKind(StrEnum):
    EVENT = "event"
    STATEMENT = "statement"
    ALLEGATION = "allegation"
    DENIAL = "denial"
    PLAN = "plan"
    ASSESSMENT = "assessment"
    BACKGROUND = "background"


class Hedge(StrEnum):
    """How far the article itself stands behind the claim."""

    NONE = "none"
    REPORTED = "reported"  # "reportedly", "is said to"
    ALLEGED = "alleged"  # "accused of", "claimed", "purported"
    PLANNED = "planned"  # "is preparing to", "would", "scheduled"
    POSSIBLE = "possible"  # "may", "interested in", "considering"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing one article says. `speaker` is "" where the outlet says it in its own voice."""

    id: str
    article_id: str
    statement: str
    citations: tuple[Citation, ...]
    speaker: str
    anonymous: bool
    relays: tuple[str, ...]  # between speaker and outlet, nearest the speaker first
    outlet: str
    kind: ClaimKind
    hedge: Hedge
    event: DateSpan
    published: DateSpan

    @property
    def chain(self) -> tuple[str, ...]:
        """From the originator to the outlet: ("SANA", "Mada Masr")."""
        return (*((self.speaker,) if self.speaker else ()), *self.relays, self.outlet)

    @property
    def attribution(self) -> str:
        """The chain as printed: "SANA via Mada Masr"."""
        return " via ".join(self.chain)


class OriginKind(StrEnum):
    STATE_AGENCY = "state agency"
    PARTY_PAPER = "party paper"
    NEWSPAPER = "newspaper"
    ANONYMOUS = "anonymous source"
    OFFICIAL = "named official"
    DOCUMENT = "document"
    ORGANISATION = "organisation"
    OUTLET = "outlet's own reporting"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a claim traces to. `letter` is the Admiralty reliability; F is "no basis to judge"."""

    id: str
    name: str
    kind: OriginKind
    interest: str  # whose interest it serves; "" when not known
    letter: str = "F"
    reason: str = ""
    published_by: tuple[str, ...] = ()  # who put it out first; () when not first-hand: independent of nothing


class Confidence(StrEnum):
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """Claims of one or more articles that say the same thing; the first is the one quoted first."""

    id: str  # "w1", "w2" … in the order newest event first
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    corroboration: int  # independent origins, never outlets
    cap: Confidence  # the most confidence this can carry
    event: DateSpan
    background: bool

    @property
    def lead(self) -> Claim:
        return self.claims[0]

    @property
    def quoted(self) -> tuple[Claim, ...]:
        """The claims whose words stand for all: the first of each article, three articles at most, the lead first."""
        firsts = {claim.article_id: claim for claim in reversed(self.claims)}
        return tuple(claim for claim in self.claims if firsts[claim.article_id] is claim)[:3]


class ConflictKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that can't both hold, or that differ in a figure, date or status."""

    id: str  # "x1" …
    kind: ConflictKind
    about: str  # the quantity, event or thing in question
    sides: tuple[tuple[str, Claim], ...]  # (the value as it is put, the claim that puts it)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything weighed for one desk and cut-off: all that a drafting analyst is given."""

    claims: tuple[WeighedClaim, ...]
    conflicts: tuple[Conflict, ...]


class Section(StrEnum):
    """The page's parts, in the order of the page."""

    TITLE = "title"
    BOTTOM_LINE = "bottom_line"
    WHAT_CHANGED = "what_changed"
    KEY_JUDGMENTS = "key_judgments"
    REPORTING = "reporting"
    CONFLICTS = "conflicts"
    BACKGROUND = "background"
    ALTERNATIVE = "alternative"
    GAPS = "gaps"
    ASSUMPTION = "assumption"
    INDICATORS = "indicators"
    SOURCE_SUMMARY = "source_summary"


class Role(StrEnum):
    """What kind of sentence it is (ICD 203 D.6.e(3): reporting, assumption and judgment kept apart)."""

    REPORTED = "reported"
    JUDGMENT = "judgment"
    CONFIDENCE = "confidence"
    ASSUMPTION = "assumption"
    GAP = "gap"
    INDICATOR = "indicator"
    SUMMARY = "summary"  # counts of the record itself, written by code


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A sentence as an analyst proposes it. Only `verify` turns it into a `Line`."""

    section: Section
    item: int  # sentences of one section that belong together share a number
    role: Role
    text: str
    claim_ids: tuple[str, ...]  # weighed claims it rests on
    verbatim: bool = False  # the text is the quotation itself, cut by code
    confidence: Confidence | None = None  # what the analyst proposes for a judgment; code may lower it
    label: str = ""  # printed beside the sentence, composed by code: an indicator's window and direction


class Outcome(StrEnum):
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one named check found."""

    check: str
    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by` is "verbatim", "computed" or the model that judged; `reason` is a sentence for the reviewer."""

    outcome: Outcome
    reason: str
    by: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A printed sentence: checked, cited, and labelled by code."""

    id: str  # "s1" … in page order
    section: Section
    item: int
    role: Role
    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict
    attribution: str = ""  # "SANA via Mada Masr"; printed as a label where the text does not carry it
    when: str = ""  # the event's date as printed
    origins: tuple[str, ...] = ()  # names of the origins behind it
    corroboration: int = 0
    articles: int = 0
    label: str = ""
    marks: tuple[int, ...] = ()  # numbers of the cited sources; assigned last, after every cut


@dataclass(frozen=True, slots=True)
class Rejection:
    """A sentence that was withheld, and why."""

    section: Section
    text: str
    check: str
    reason: str
    claim_ids: tuple[str, ...] = ()
    replaced: bool = False  # a reworded sentence took its place


@dataclass(frozen=True, slots=True)
class DroppedClaim:
    """A claim that did not reach the weighing, and why."""

    article_id: str
    statement: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article in the numbered list."""

    number: int
    article_id: str
    title: str
    publisher: str
    url: str
    published: DateSpan
    sha256: str
    descriptor: str  # what kind of source, whose interest, what it relays
    grade: str  # Admiralty letter, "F" without a configured record


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes over all sentences that were drafted; `coverage` is checked / drafted, 0 to 1.

    `computed` of the supported ones were not judged: code counted or dated them from the record.
    """

    supported: int
    not_supported: int
    not_checked: int
    computed: int = 0

    @property
    def drafted(self) -> int:
        return self.supported + self.not_supported + self.not_checked

    @property
    def coverage(self) -> float:
        return (self.supported + self.not_supported) / self.drafted if self.drafted else 0.0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Articles that did not reach the page, as counts only: an exclusion note may say no more."""

    undated: int = 0
    after_cut_off: int = 0
    off_topic: int = 0
    near_copies: int = 0
    empty: int = 0
    not_read: int = 0  # calls that failed or ran out of budget


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who wrote it: analyst, model and prompt versions (ICS 206-01 asks for it)."""

    analyst: str  # "rules" or "model"
    model: str  # "" for the rules analyst
    prompts: tuple[str, ...]  # "draft_brief.v1@9f31c0ab"
    parameters: Mapping[str, str] = field(default_factory=dict)
    note: str = ""  # why this is a rules brief when a model was asked for


@dataclass(frozen=True, slots=True)
class Brief:
    """One edition, ready to be rendered: the same sentences in every format."""

    desk_id: str
    topic: str
    key_question: str
    as_of: date
    edition: str  # "Initial coverage" or "Follows the edition of 17 October 2016"
    tlp: str
    language: str
    lines: tuple[Line, ...]
    unanswered: tuple[str, ...]  # desk questions that no cited reporting bears on
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]
    rejections: tuple[Rejection, ...]
    tally: Tally
    held_out: HeldOut
    disclosure: Disclosure
    package_version: str
    dropped_claims: tuple[DroppedClaim, ...] = ()

    def section(self, section: Section) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.section is section)
