"""The sentences that errors are planted in: those of saved editions that were checked and hold.

A printed sentence, and the statement of each claim behind the page, with its credit where it has one. Only what passes
the mechanical checks as it stands is used: an error planted in a wrong sentence would measure nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.calibrate.credits import CREDITING
from briefing.calibrate.sentence import Cited, lower
from briefing.checks import failed, findings
from briefing.desk import Desk
from briefing.language.crediting import names_speaker
from briefing.language.names import Spellings
from briefing.saved import Saved
from briefing.split import split
from briefing.types import Article, Claim, DraftLine, Outcome, Record, Role, Section, Source, WeighedClaim
from briefing.verify import Bench


def bench_of(saved: Saved, desk: Desk) -> Bench:
    """Return the bench that an edition's sentences were checked at, from what was saved of it."""
    brief = saved.brief
    articles = {source.article_id: _article(source, saved.texts[source.article_id]) for source in brief.sources}
    return Bench(Record(brief.claims, brief.conflicts), articles, desk, Spellings(desk.names), brief.as_of)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences that pass the checks as they stand, of how many different ones."""

    sentences: tuple[Cited, ...]
    looked_at: int


def sentences_of(saved: Saved, desk: Desk) -> Gathered:
    """Return the printed sentences of an edition and its claims' statements that hold, each once, in page order."""
    bench = bench_of(saved, desk)
    lines = [*_printed(saved), *(_stated(weighed, bench) for weighed in saved.brief.claims)]
    return Gathered(checked(lines, bench), len(_plain(lines)))


def checked(lines: Sequence[DraftLine], bench: Bench) -> tuple[Cited, ...]:
    """Return the sentences that pass the mechanical checks as they stand, those of the same words only once."""
    found = (Cited(line, bench) for line in _plain(lines))
    return tuple(cited for cited in found if failed(findings(cited.line, cited.evidence)) is None)


def _plain(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """Each sentence once, none of them taken for a quotation."""
    once = {" ".join(line.text.split()): line for line in reversed(lines)}
    return [replace(line, text=text, verbatim=False) for text, line in reversed(once.items())]


def _printed(saved: Saved) -> Iterator[DraftLine]:
    for line in saved.brief.lines:
        if line.role is Role.REPORTED and line.claim_ids and line.verdict.outcome is Outcome.SUPPORTED:
            yield DraftLine(line.section, line.item, line.role, line.text, line.claim_ids)


def _stated(weighed: WeighedClaim, bench: Bench) -> DraftLine:
    text = _with_credit(weighed.lead, bench.spellings)
    return DraftLine(Section.REPORTING, 0, Role.REPORTED, text, (weighed.id,))


def _with_credit(claim: Claim, spellings: Spellings) -> str:
    """A claim's statement as a page would print it: with whom it comes from."""
    who = claim.speaker or next(iter(claim.relays), "")
    if (
        not who
        or CREDITING.search(claim.statement)
        or names_speaker(who, claim.statement, spellings)
        or not claim.statement[:1].isalpha()
    ):
        return claim.statement
    plural = re.search(r"s$", who) is not None
    article = "an " if who[0] in "aeiou" else "a "
    bare = who[0].isupper() or plural or re.match(r"(?:an?|the) ", who) is not None
    return f"According to {who if bare else article + who}, {lower(claim.statement)}"


def _article(source: Source, text: str) -> Article:
    return split(
        Article(
            id=source.article_id,
            source_key=source.url or source.article_id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
            text=text,
            sha256=source.sha256,
            sentences=(),
        )
    )
