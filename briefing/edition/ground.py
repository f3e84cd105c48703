"""What the drafted sentences of a page rest on, read off the brief itself: a saved one has nothing else to offer."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.types import Brief, Citation, Conflict, Line, Origin, Section, Source, WeighedClaim
from briefing.weigh import touching

OF_THE_RECORD = frozenset({Section.WHAT_CHANGED, Section.SOURCE_SUMMARY})  # parts that code alone writes


@dataclass(frozen=True, slots=True)
class Ground:
    """A page's drafted sentences, and what stands behind them."""

    brief: Brief

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentences that an analyst drafted."""
        return tuple(line for line in self.brief.lines if line.verdict.by != "computed")

    @property
    def used(self) -> tuple[WeighedClaim, ...]:
        """The claims that they rest on, in the order of the record."""
        ids = {key for line in self.lines for key in line.claim_ids}
        return tuple(claim for claim in self.brief.claims if claim.id in ids)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The open conflicts that touch one of these claims."""
        return touching(self.used, self.brief.conflicts)

    @property
    def origins(self) -> dict[str, Origin]:
        """Everyone behind these claims, by id."""
        behind = {origin.id for claim in self.used for origin in claim.origins}
        return {origin.id: origin for origin in self.brief.origins if origin.id in behind}

    @property
    def first_citations(self) -> dict[str, Citation]:
        """One printed citation for each cited article, in the order of the page."""
        first: dict[str, Citation] = {}
        for line in self.lines:
            for citation in line.citations:
                first.setdefault(citation.article_id, citation)
        return first

    @property
    def sources(self) -> dict[str, Source]:
        """What is known of each article that a sentence cites or that was cut, by its id."""
        return {source.article_id: source for source in (*self.brief.sources, *self.brief.cut_sources)}
