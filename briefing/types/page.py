"""What is proposed, checked and printed: draft lines, lines with verdicts, the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Self

from briefing.types.articles import Citation, DateSpan
from briefing.types.claims import Confidence, Conflict, Independence, Origin, WeighedClaim
from briefing.types.standards import Calibration, Review, RuleFinding

BRIEF_FORMAT = "briefing/brief/3"  # of brief.json, which holds a Brief


class Section(StrEnum):
    """The page's parts, in the order of the page."""

    TITLE = "title"
    BOTTOM_LINE = "bottom_line"
    WHAT_CHANGED = "what_changed"
    KEY_JUDGMENTS = "key_judgments"
    IMPLICATION = "implication"
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
    judgment: int = 0  # the drafted judgment (its item) that an assumption or indicator turns on; 0 for none
    against: tuple[str, ...] = ()  # those of its claims that a judgment goes against

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The claims that speak for the sentence."""
        return _for(self.claim_ids, self.against)


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
class Assertion:
    """One thing that a sentence asserts, as its judge took it apart: "held", "contradicted" or "missing".

    `citations` are places in the sentence's citations, from 0, whose words say it or say otherwise.
    """

    says: str
    finding: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by` is "verbatim", "computed", "reviewer" or the model that judged; `reason` is a sentence for the reviewer."""

    outcome: Outcome
    reason: str
    by: str
    findings: tuple[Finding, ...] = ()
    parts: tuple[Assertion, ...] = ()


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
    claim_ids: tuple[str, ...] = ()  # the weighed claims it rests on
    grade: str = ""  # Admiralty letter and digit of the one claim it reports: "F6"; "" for any other sentence
    against: tuple[str, ...] = ()  # those of its claims that a judgment goes against

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The claims that speak for the sentence."""
        return _for(self.claim_ids, self.against)


def _for(claims: tuple[str, ...], against: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in claims if key not in against)


@dataclass(frozen=True, slots=True)
class Rejection(DraftLine):
    """A sentence as it was drafted that was withheld, and why: the check that it failed, and what this found."""

    check: str = ""
    reason: str = ""
    replaced: bool = False  # a reworded sentence took its place

    @classmethod
    def of(cls, line: DraftLine, check: str, reason: str, *, replaced: bool = False) -> Self:
        """Return a drafted sentence as one that is withheld."""
        drafted = {field.name: getattr(line, field.name) for field in fields(DraftLine)}
        return cls(**drafted, check=check, reason=reason, replaced=replaced)


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

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.supported + other.supported,
            self.not_supported + other.not_supported,
            self.not_checked + other.not_checked,
            self.computed + other.computed,
        )

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
    not_read: int = 0  # beyond the desk's most, or calls that failed or ran out of budget
    not_cited: int = 0  # read, and no printed sentence rests on them


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
    unanswered: tuple[str, ...]  # desk questions that no claim read answers
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]
    rejections: tuple[Rejection, ...]
    tally: Tally
    held_out: HeldOut
    disclosure: Disclosure
    package_version: str
    dropped_claims: tuple[DroppedClaim, ...] = ()
    yardstick: str = "icd203-1"  # whose likelihood terms the page uses
    claims: tuple[WeighedClaim, ...] = ()  # those that the sentences here, withheld ones included, or conflicts rest on
    conflicts: tuple[Conflict, ...] = ()  # every open one that touches one of these sentences
    independence: tuple[Independence, ...] = ()  # each pair of `origins`
    calibration: Calibration | None = None
    tradecraft: tuple[RuleFinding, ...] = ()
    cut: tuple[Line, ...] = ()  # checked sentences left out because the page was full, the last one cut first
    cut_sources: tuple[Source, ...] = ()  # articles that only cut or withheld sentences cite, numbered 0
    review: Review | None = None  # None until it is published

    def section(self, section: Section) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.section is section)
