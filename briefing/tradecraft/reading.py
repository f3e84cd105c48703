"""How a page is read by the rules: whose words a sentence holds, which claims it rests on, what its judgments are.

Readings only; no rule is decided here. The claims, origins and conflicts come from the brief's own graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import wraps

from briefing.language.folding import fold
from briefing.language.sentences import spans
from briefing.language.yardsticks import DEFAULT, YARDSTICKS, Yardstick
from briefing.tradecraft.rule import Found, Page, absent, unseen
from briefing.types import Brief, Claim, Line, Origin, Role, Section, WeighedClaim

NO_JUDGMENTS = "a page by the rules analyst makes no judgments"
NO_WORDS = "the page has no sentence of its own"
NO_CLAIMS = "the claims under the page are not kept with it"


@dataclass(frozen=True, slots=True)
class Judgment:
    """A key judgment as printed: its sentences, and the confidence sentences that stand with them."""

    lines: tuple[Line, ...]
    confidence: tuple[Line, ...]

    @property
    def place(self) -> str:
        return self.lines[0].id


def makes_judgments(brief: Brief) -> bool:
    """True for a page written to judge, and for any page that does."""
    judging = {Role.JUDGMENT, Role.CONFIDENCE}
    return brief.disclosure.analyst != "rules" or any(line.role in judging for line in brief.lines)


def of_judgments(check: Callable[[Page], Found]) -> Callable[[Page], Found]:
    """Make a check one that has nothing to look at on a page without judgments or without sentences."""

    @wraps(check)
    def held(page: Page) -> Found:
        if not makes_judgments(page.brief):
            return absent(NO_JUDGMENTS)
        return check(page) if page.brief.lines else absent("the page has no sentence")

    return held


def of_claims(check: Callable[[Page], Found]) -> Callable[[Page], Found]:
    """Make a check one that asks for the claims under the page."""

    @wraps(check)
    def held(page: Page) -> Found:
        if not page.brief.lines:
            return absent("the page has no sentence")
        return check(page) if page.brief.claims else unseen(NO_CLAIMS)

    return held


def verbatim(line: Line) -> bool:
    """True when a reported sentence is the very quotation it cites: the source's words, not ours."""
    return line.role is Role.REPORTED and any(line.text == citation.quote for citation in line.citations)


def own_lines(brief: Brief) -> tuple[Line, ...]:
    """Return the sentences in our own words."""
    return tuple(line for line in brief.lines if not verbatim(line))


def judgments(brief: Brief) -> tuple[Line, ...]:
    """Return every sentence that judges, wherever it stands."""
    return tuple(line for line in brief.lines if line.role is Role.JUDGMENT)


def key_judgments(brief: Brief) -> tuple[Judgment, ...]:
    """Return the key judgments in the order of the page."""
    lines = brief.section(Section.KEY_JUDGMENTS)
    items = dict.fromkeys(line.item for line in lines if line.role is Role.JUDGMENT)
    return tuple(
        Judgment(
            tuple(line for line in lines if line.item == item and line.role is Role.JUDGMENT),
            tuple(line for line in lines if line.item == item and line.role is Role.CONFIDENCE),
        )
        for item in items
    )


def yardstick(brief: Brief) -> Yardstick:
    """Return the yardstick the page declares, the default where it declares none that is known."""
    return YARDSTICKS.get(brief.yardstick, DEFAULT)


def ours(line: Line, words: Sequence[str]) -> tuple[str, ...]:
    """Return those of some words that are our own: a report may repeat the words of the source it cites."""
    if line.role is not Role.REPORTED:
        return tuple(words)
    quoted = fold(" ".join(citation.quote for citation in line.citations))
    return tuple(word for word in words if fold(word) not in quoted)


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text at the ends of its sentences: not after "Gen.", "U.S." or "Oct."."""
    return tuple(text[start:end] for start, end in spans(text))


def claims_of(brief: Brief, lines: Sequence[Line]) -> tuple[WeighedClaim, ...]:
    """Return the weighed claims that sentences rest on, in the order of the brief."""
    wanted = {key for line in lines for key in line.claim_ids}
    return tuple(claim for claim in brief.claims if claim.id in wanted)


def origins_of(claims: Sequence[WeighedClaim]) -> tuple[Origin, ...]:
    """Return the origins behind claims, each once, with everyone who is known to have put it out first."""
    held: dict[str, Origin] = {}
    for origin in (origin for claim in claims for origin in claim.origins):
        before = held.get(origin.id)
        publishers = {*origin.published_by, *(before.published_by if before else ())}
        held[origin.id] = replace(before or origin, published_by=tuple(sorted(publishers)))
    return tuple(held.values())


def articles_of(claims: Sequence[WeighedClaim]) -> frozenset[str]:
    """Return the ids of the articles that tell claims."""
    return frozenset(claim.article_id for weighed in claims for claim in weighed.claims)


def cites(line: Line, claim: Claim) -> bool:
    """True when a sentence cites words that the claim was read from."""
    return any(
        mine.article_id == its.article_id and mine.start < its.end and its.start < mine.end
        for mine in line.citations
        for its in claim.citations
    )


def resting_on(brief: Brief, claim: WeighedClaim) -> Iterator[str]:
    """Yield the ids of the sentences that rest on a claim."""
    return (line.id for line in brief.lines if claim.id in line.claim_ids)
