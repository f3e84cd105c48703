"""What was read and weighed: claims, the origins behind them, the conflicts between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.types.articles import Citation, DateSpan


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
    PERSON = "named person"  # of no office, or none any more
    DOCUMENT = "document"
    ORGANISATION = "organisation"
    OUTLET = "outlet's own voice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a claim traces to. `letter` is the Admiralty reliability of its record; F is "no basis to judge"."""

    id: str
    name: str
    kind: OriginKind
    interest: str  # whose interest it serves; "" when not known
    letter: str = "F"
    reason: str = ""
    published_by: tuple[str, ...] = ()  # who put it out first; () when not first-hand: independent of nothing


class TracedBy(StrEnum):
    """How it is known who said a thing first."""

    STATED = "stated"  # the article credits the originator
    OWN_VOICE = "own voice"  # nobody is credited: the outlet says it itself
    SAME_WORDS = "same words"  # uncredited here; another article with matching words credits the originator
    NAMED_ELSEWHERE = "named elsewhere"  # uncredited here; the article names the originator in another place


@dataclass(frozen=True, slots=True)
class Lineage:
    """The way of one claim from its originator to the page."""

    claim_id: str
    article_id: str
    origin: str  # id of the origin
    chain: tuple[str, ...]  # originator first, relays in order, the outlet last
    traced_by: TracedBy


@dataclass(frozen=True, slots=True)
class Independence:
    """Whether two origins are independent, with one reason for each test: originator, first-hand source,
    publication event, interest."""

    one: str  # id of an origin
    other: str
    holds: bool
    reasons: tuple[str, ...]
    faults: tuple[str, ...] = ()  # those of the reasons that speak against it


@dataclass(frozen=True, slots=True)
class Credibility:
    """The Admiralty digit of an item, 1 (confirmed by independent origins) to 6 (no basis to judge), and why.

    It says nothing of the origin's record: that is the letter, and the two are never combined into one measure.
    """

    digit: int
    reason: str


NO_BASIS = Credibility(6, "no independent origin that was read tells or contradicts it")


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
    lineages: tuple[Lineage, ...] = ()  # one for each claim, in their order
    credibility: Credibility = NO_BASIS

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
    STATUS = "status"  # stopped here, going there
    ATTRIBUTION = "attribution"  # the same said, but by someone else
    CAUSE = "cause"  # a cause asserted here, another or none there
    CONTRADICTION = "contradiction"  # affirmed here, denied there


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that can't both hold, or that differ in a figure, date, status, attribution or cause."""

    id: str  # "x1" …
    kind: ConflictKind
    about: str  # the quantity, event or thing in question
    sides: tuple[tuple[str, Claim], ...]  # (the value as it is put, the claim that puts it)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything weighed for one desk and cut-off: all that a drafting analyst is given."""

    claims: tuple[WeighedClaim, ...]
    conflicts: tuple[Conflict, ...]
