"""The rules analyst: no model, no judgment of its own. It reports sentences as they stand and orders them.

Everything it prints is a sentence cut from a snapshot, with the attribution that the article gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.analyst import Reading
from briefing.analyst.bearing import unanswered
from briefing.analyst.choosing import page
from briefing.analyst.disputes import conflict_lines
from briefing.analyst.events import event_dates
from briefing.desk import Desk
from briefing.digest import of_json, short
from briefing.language.attribution import Attributed, attributions
from briefing.language.names import Spellings
from briefing.types import (
    Article,
    Citation,
    Claim,
    DateSpan,
    DraftLine,
    Finding,
    Outcome,
    Passage,
    Record,
    Sentence,
    Verdict,
)

__all__ = ["RulesAnalyst", "conflict_lines", "unanswered"]

_FEWEST_WORDS = 6


class RulesAnalyst:
    """Reads, drafts and judges by fixed rules: the same articles give the same page."""

    name = "rules"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._spellings = Spellings(desk.names)

    def extract(self, article: Article, passages: Sequence[Passage]) -> Reading:
        """Report each sentence of the passages, in its own words, as one claim; none that two speakers share."""
        wanted = {number for passage in passages for number in passage.sentences}
        said = attributions(article, self._spellings)
        events = event_dates(article, said)
        own = (s for s in article.sentences if s.citable and s.number in wanted and not said[s.number].shared)
        chosen = [sentence for sentence in own if _says_something(article.words(sentence))]
        return Reading(tuple(_claim(article, s, said[s.number], events[s.number]) for s in chosen))

    def draft(self, record: Record, as_of: date) -> tuple[DraftLine, ...]:
        """Choose a page from the weighed claims: verbatim sentences only, newest developments first."""
        return page(record, self._desk, as_of)

    def repair(
        self, failed: Sequence[tuple[DraftLine, Finding]], record: Record, as_of: date
    ) -> tuple[DraftLine | None, ...]:
        """Give every failed sentence up: there is nothing to reword in a quotation."""
        del record, as_of
        return tuple(None for _ in failed)

    def judge(self, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record) -> tuple[Verdict, ...]:
        """A line that is the very words it cites is supported; rules can't vouch for any other."""
        del record
        return tuple(_verdict(line, citations) for line, citations in lines)


def _verdict(line: DraftLine, citations: Sequence[Citation]) -> Verdict:
    if line.verbatim and any(line.text == citation.quote for citation in citations):
        return Verdict(Outcome.SUPPORTED, "the sentence is the quotation itself", "verbatim")
    return Verdict(Outcome.NOT_SUPPORTED, "the sentence is not the quotation itself", "verbatim")


def _says_something(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS and any(c.islower() for c in words)


def _claim(article: Article, sentence: Sentence, said: Attributed, event: DateSpan) -> Claim:
    words = article.words(sentence)
    return Claim(
        id="c" + short(of_json([article.id, words, [sentence.number]])),
        article_id=article.id,
        statement=words,
        citations=(Citation(article.id, sentence.start, sentence.end, words),),
        speaker=said.speaker,
        anonymous=said.anonymous,
        relays=said.relays,
        outlet=article.publisher,
        kind=said.kind,
        hedge=said.hedge,
        event=event,
        published=article.published,
    )
