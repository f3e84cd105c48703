"""The sentences that errors are planted in: those of saved editions that were checked and hold.

The printed ones; the statement of each claim behind the page, with its credit where it has one; and each sentence of
the cited articles, as the rules analyst reports it: pages are short and leave whole kinds out, allegations first. Only
what passes the mechanical checks as it stands is used: an error planted in a wrong sentence would measure nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analyst.rules import RulesAnalyst
from briefing.calibrate.credits import CREDITING
from briefing.calibrate.sentence import Cited, Drawn, lower
from briefing.checks import failed, findings
from briefing.desk import Desk
from briefing.language.crediting import names_speaker
from briefing.language.names import Spellings
from briefing.saved import Saved
from briefing.saved import articles as articles_of
from briefing.types import (
    Article,
    Claim,
    ClaimKind,
    Confidence,
    DraftLine,
    Outcome,
    Passage,
    Record,
    Role,
    Section,
    WeighedClaim,
)
from briefing.verify import Bench


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences that pass the checks as they stand, and all that were looked at with where each was taken from."""

    sentences: tuple[Cited, ...]
    looked_at: Mapping[str, Drawn]


def sentences_of(saved: Saved, desk: Desk) -> Gathered:
    """Return an edition's sentences that hold, each once: printed ones in page order, then claims, then articles."""
    brief, articles = saved.brief, articles_of(saved)
    read = tuple(_alone(claim) for article in articles.values() for claim in _read(article, desk))
    record = Record((*brief.claims, *read), brief.conflicts)
    bench = Bench(record, articles, desk, Spellings(desk.names), brief.as_of)
    lines = [
        *((line, Drawn.PRINTED) for line in _printed(saved)),
        *((_line(_with_credit(one.lead, bench.spellings), one), Drawn.CLAIM) for one in brief.claims),
        *((_line(one.lead.statement, one), Drawn.ARTICLE) for one in read),
    ]
    different = _plain(lines)
    return Gathered(checked(different, bench), {line.text: drawn for line, drawn in different})


def checked(lines: Sequence[tuple[DraftLine, Drawn]], bench: Bench) -> tuple[Cited, ...]:
    """Return the sentences that pass the mechanical checks as they stand."""
    found = (Cited(line, bench, drawn) for line, drawn in lines)
    return tuple(cited for cited in found if failed(findings(cited.line, cited.evidence)) is None)


def _plain(lines: Sequence[tuple[DraftLine, Drawn]]) -> list[tuple[DraftLine, Drawn]]:
    """Each sentence once, where it stands first, none of them taken for a quotation."""
    once = {" ".join(line.text.split()): (line, drawn) for line, drawn in reversed(lines)}
    return [(replace(line, text=text, verbatim=False), drawn) for text, (line, drawn) in reversed(once.items())]


def _read(article: Article, desk: Desk) -> tuple[Claim, ...]:
    """What the rules analyst reports of a whole article."""
    numbers = tuple(sentence.number for sentence in article.sentences)
    return RulesAnalyst(desk).extract(article, [Passage(article.id, 1, 0, len(article.text), numbers)]).claims


def _alone(claim: Claim) -> WeighedClaim:
    """A claim that rests on its own words only."""
    background = claim.kind is ClaimKind.BACKGROUND
    return WeighedClaim(claim.id, (claim,), (), 1, Confidence.LOW, claim.event, background)


def _line(text: str, weighed: WeighedClaim) -> DraftLine:
    return DraftLine(Section.REPORTING, 0, Role.REPORTED, text, (weighed.id,))


def _printed(saved: Saved) -> Iterator[DraftLine]:
    """The page's reported sentences, those included that a full page left out: they were checked like the others."""
    order = list(Section)
    lines = (*saved.brief.lines, *saved.brief.cut)
    for line in sorted(lines, key=lambda line: (order.index(line.section), line.item)):
        if line.role is Role.REPORTED and line.claim_ids and line.verdict.outcome is Outcome.SUPPORTED:
            yield DraftLine(line.section, line.item, line.role, line.text, line.claim_ids)


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
