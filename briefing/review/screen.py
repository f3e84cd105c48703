"""What a reviewer reads of a sentence without a browser: its words, what stands behind them, what was checked.

Text from outside comes out on one line, with characters that hide or reorder others shown by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.language.dates import printed
from briefing.language.plain import exposed
from briefing.page import HEADINGS, around, published
from briefing.review.opening import Opened
from briefing.review.queue import Queued
from briefing.review.states import Item
from briefing.types import Citation, Conflict, DateSpan, Decision, Line, Lineage, WeighedClaim
from briefing.weigh import touching


def shown(queued: Queued, opened: Opened) -> tuple[str, ...]:
    """Return the lines that show a sentence: state, text, quotations, where they come from, checks, conflicts."""
    item = queued.item
    weighed = [claim for claim in opened.brief.claims if claim.id in item.line.claim_ids]
    return (
        _head(item, queued.reasons),
        f"  {exposed(item.line.text)}",
        *_beside(item.line),
        *_decided(item),
        *_quoted(item.line, opened),
        *dict.fromkeys(row for claim in weighed for row in _origins(claim)),
        *_checks(item.line),
        *(_conflict(conflict) for conflict in touching(weighed, opened.brief.conflicts)),
    )


def withheld_items(items: Sequence[Item]) -> tuple[str, ...]:
    """Return a numbered line for each sentence that was withheld, with its state, the check and its reason."""
    return tuple(
        f"{row}\n     {item.line.verdict.by}: {exposed(item.line.verdict.reason)}"
        for item, row in zip(items, cut_items(items), strict=True)
    )


def cut_items(items: Sequence[Item]) -> tuple[str, ...]:
    """Return a numbered line for each sentence and question that is not on the page, with its state."""
    return tuple(
        f"  {n}. {_section(item.line.section)} · {item.state.value}: {exposed(item.line.text)}"
        for n, item in enumerate(items, start=1)
    )


def _head(item: Item, reasons: Sequence[str]) -> str:
    return " · ".join([item.line.id, _section(item.line.section), item.line.role.value, item.state.value, *reasons])


def _section(section: str) -> str:
    return HEADINGS.get(section, section.replace("_", " ").capitalize())


def _beside(line: Line) -> Iterator[str]:
    """Yield what is printed beside the sentence."""
    grade = f"grade {line.grade}" if line.grade else ""
    if parts := [exposed(part) for part in (line.label, line.when, line.attribution, grade) if part]:
        yield f"  beside it: {' · '.join(parts)}"


def _decided(item: Item) -> Iterator[str]:
    if item.decision:
        yield f"  {_told(item.decision)}"
        if item.decision.new_text and item.line.text != item.decision.new_text:
            yield f"    reworded: {exposed(item.decision.new_text)}"
    if item.hint:
        yield f"  on a sentence like it, {_told(item.hint)}"
        yield f"    which read: {exposed(item.hint.text)}"


def _told(decision: Decision) -> str:
    why = f": {exposed(decision.reason)}" if decision.reason else ""
    when = f"{decision.made:%Y-%m-%d %H:%M}, edition of {decision.edition.as_of}"
    return f"{exposed(decision.reviewer)} decided {decision.action.value!r} ({when}){why}"


def _quoted(line: Line, opened: Opened) -> Iterator[str]:
    """Yield each quotation between its neighbours, numbered, under the article it is from."""
    sources = {source.article_id: source for source in (*opened.brief.sources, *opened.brief.cut_sources)}
    last = ""
    for number, cited in enumerate(line.citations, start=1):
        source = sources.get(cited.article_id)
        if source and cited.article_id != last:
            where = (source.publisher, source.title, published(source), f"grade {source.grade}", source.descriptor)
            yield f"  {' · '.join(exposed(part) for part in where if part)}"
        last = cited.article_id
        yield f"    [{number}] {_between(cited, opened.saved.texts.get(cited.article_id, ''))}"


def _between(cited: Citation, text: str) -> str:
    at_hand = text[cited.start : cited.end] == cited.quote
    before, after = around(text, cited.start, cited.end) if at_hand else ("", "")
    return f"{exposed(before)} «{exposed(cited.quote)}» {exposed(after)}".strip()


def _origins(claim: WeighedClaim) -> Iterator[str]:
    """Yield who said it first and through whom it came, how far that is credible, and when it happened."""
    for way in claim.lineages:
        told = next((each for each in claim.claims if each.id == way.claim_id), claim.lead)
        grade = f"{_letter(claim, way)}{claim.credibility.digit}: {exposed(claim.credibility.reason)}"
        yield f"  from {exposed(' via '.join(way.chain))} ({way.traced_by.value}; {grade}); {_day(told.event)}"


def _letter(claim: WeighedClaim, way: Lineage) -> str:
    return next((origin.letter for origin in claim.origins if origin.id == way.origin), "F")


def _day(span: DateSpan) -> str:
    evidence = f": {exposed(span.evidence)}" if span.evidence else ""
    return f"happened {printed(span)} ({span.basis.value}{evidence})" if span.known else "no date given"


def _checks(line: Line) -> Iterator[str]:
    verdict = line.verdict
    yield f"  {verdict.outcome.value} ({verdict.by}): {exposed(verdict.reason)}"
    if passed := [finding.check for finding in verdict.findings if finding.passed]:
        yield f"  checks passed: {', '.join(passed)}"
    yield from (f"  CHECK FAILED: {each.check}: {exposed(each.reason)}" for each in verdict.findings if not each.passed)


def _conflict(conflict: Conflict) -> str:
    sides = "; ".join(f"{exposed(value)} ({exposed(claim.attribution)})" for value, claim in conflict.sides)
    return f"  CONFLICT ({conflict.kind.value}) on {exposed(conflict.about)}: {sides}"
