"""The rules about dates: nothing on the page is later than its cut-off, and every date says how it is known.

A forecast looks past the cut-off and may. So may a report of what is still to come, when the words it cites say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefing.language.dates import printed, time_expressions
from briefing.tradecraft.printed import texts
from briefing.tradecraft.reading import resting_on, verbatim
from briefing.tradecraft.rule import Fault, Found, Page, absent, found
from briefing.types import Brief, Claim, ClaimKind, DateBasis, DateSpan, Hedge, Line, Role

AHEAD = frozenset({Role.JUDGMENT, Role.CONFIDENCE, Role.ASSUMPTION, Role.INDICATOR, Role.GAP})
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to be|to take place|to visit|to hold|next|coming|upcoming|scheduled|due|expected"
    r"|plan(?:s|ned|ning)?|set to|ahead|prepar\w+|intend\w*|until|deadline|forthcoming|invit\w+)\b",
    re.IGNORECASE,
)


def cut_off(page: Page) -> Found:
    """TIM-1. Names and facts that no quotation holds are the citation check's to find; here it is dates."""
    brief = page.brief
    faults = [*_late_sources(brief), *_late_claims(brief)]
    faults += [(line.id, reason) for line in brief.lines for reason in _late_words(line, brief)]
    faults += [
        ("", f"{name} does not print the cut-off")
        for name, text in texts(page.files or {}).items()
        if not _cut_off(text, brief)
    ]
    return found(faults, f"the cut-off is {_day(brief.as_of)}, and no source, event or date is later")


def basis(page: Page) -> Found:
    """TIM-2."""
    brief = page.brief
    if not (brief.sources or brief.claims):
        return absent("the page has no source")
    faults = [
        ("", f"source {source.number} {reason}")
        for source in brief.sources
        if (reason := _baseless(source.published, needed=True))
    ]
    for weighed in brief.claims:
        for span in (weighed.event, *(claim.event for claim in weighed.claims)):
            if reason := _baseless(span, needed=False):
                faults += [
                    (place, f"rests on an event that {reason}") for place in (*resting_on(brief, weighed), "")[:1]
                ]
    return found(faults, "every date is known, with how it is known")


def _late_sources(brief: Brief) -> Iterator[Fault]:
    for source in brief.sources:
        if source.published.latest and source.published.latest > brief.as_of:
            places = [
                line.id for line in brief.lines for each in line.citations if each.article_id == source.article_id
            ]
            yield from ((place, f"source {source.number} may be later than the cut-off") for place in places or [""])


def _late_claims(brief: Brief) -> Iterator[Fault]:
    for weighed in brief.claims:
        for claim in weighed.claims:
            if _late_claim(claim, brief.as_of):
                yield from (
                    (place, "rests on what is later than the cut-off")
                    for place in (*resting_on(brief, weighed), "")[:1]
                )


def _late_claim(claim: Claim, as_of: date) -> bool:
    if claim.published.latest and claim.published.latest > as_of:
        return True
    begun = claim.event.earliest is not None and claim.event.earliest > as_of
    told = claim.kind is ClaimKind.EVENT and claim.hedge is Hedge.NONE
    return begun and told and not _TO_COME.search(" ".join([claim.statement, *(c.quote for c in claim.citations)]))


def _late_words(line: Line, brief: Brief) -> Iterator[str]:
    if line.role in AHEAD or verbatim(line):
        return
    today = DateSpan(brief.as_of, brief.as_of, DateBasis.STATED)
    quoted = [
        span for citation in line.citations for span in _spans(citation.quote, _published(citation.article_id, brief))
    ]
    for each in time_expressions(line.text, today):
        if (
            each.when.earliest
            and each.when.earliest > brief.as_of
            and not any(each.when.overlaps(span) for span in quoted)
        ):
            yield f"{each.text!r} is later than the cut-off"


def _spans(text: str, published: DateSpan) -> Iterator[DateSpan]:
    return (each.when for each in time_expressions(text, published))


def _published(article: str, brief: Brief) -> DateSpan:
    unknown = DateSpan(None, None, DateBasis.UNKNOWN)
    return next((source.published for source in brief.sources if source.article_id == article), unknown)


def _cut_off(text: str, brief: Brief) -> bool:
    return re.search(rf"cut-off\W+(?:end of )?{re.escape(_day(brief.as_of))}", text, re.IGNORECASE) is not None


def _day(day: date) -> str:
    return printed(DateSpan(day, day, DateBasis.STATED))


def _baseless(span: DateSpan, *, needed: bool) -> str:
    if not span.known:
        return "has no date" if needed else ""
    if span.basis is DateBasis.UNKNOWN:
        return "has a date without a basis"
    if span.basis is DateBasis.INFERRED and not span.evidence.strip():
        return "has an inferred date and does not say from what"
    return ""
