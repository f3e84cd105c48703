"""What one sentence may draw on: the claims it cites, their words, and the figures, names and dates these give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefing.language.dates import time_expressions
from briefing.language.figures import Figure, figures
from briefing.language.names import Spellings, fold
from briefing.language.yardsticks import DEFAULT, Yardstick
from briefing.types import Article, Citation, Claim, DateSpan


@dataclass(frozen=True)
class Evidence:
    """What one sentence may draw on: each weighed claim's member claims, and the words they cite.

    `always` holds the entities that the desk's own key question names; sentences of the desk's own voice may use them.
    """

    groups: tuple[tuple[Claim, ...], ...]
    articles: Mapping[str, Article]
    spellings: Spellings
    as_of: date
    always: frozenset[str] = frozenset()
    yardstick: Yardstick = DEFAULT

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for group in self.groups for claim in group)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(citation for claim in self.claims for citation in claim.citations))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The quotations, each once."""
        return tuple(dict.fromkeys(citation.quote for citation in self.citations))

    @cached_property
    def folded(self) -> str:
        return " \n ".join(fold(citation.quote) for citation in self.citations)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for citation in self.citations for figure in figures(citation.quote))

    @cached_property
    def credited(self) -> str:
        """The names of everyone in the chains from originator to outlet, folded."""
        return " \n ".join(fold(name) for claim in self.claims for name in claim.chain)

    @cached_property
    def entities(self) -> frozenset[str]:
        texts = [*(citation.quote for citation in self.citations), *(n for c in self.claims for n in c.chain)]
        return frozenset(mention.entity for text in texts for mention in self.spellings.mentions(text))

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """Every day or interval that the cited words, their resolution or their publication give."""
        spans = [claim.event for claim in self.claims] + [claim.published for claim in self.claims]
        for claim in self.claims:
            for citation in claim.citations:
                spans += [found.when for found in time_expressions(citation.quote, claim.published)]
        return tuple(span for span in dict.fromkeys(spans) if span.known)
