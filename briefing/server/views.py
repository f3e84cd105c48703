"""What the review page is told, as JSON values: the edition with its states, one sentence with all that stands behind
it, one article. Words are as they are stored: the page shows them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from briefing.edition import questions
from briefing.language.dates import printed
from briefing.language.plain import address
from briefing.page import HEADINGS, cut_off, published, unanswered, untitled
from briefing.page.wording import counted
from briefing.review import Decided, Item, Opened, Sitting, State, changed, hindrance, queue
from briefing.review.queue import Queued
from briefing.server.lines import decision, record, shown, worded
from briefing.types import (
    Article,
    Brief,
    Citation,
    Claim,
    Conflict,
    DateSpan,
    Line,
    Lineage,
    Section,
    Source,
    WeighedClaim,
    subject,
)
from briefing.weigh import touching


def review(sitting: Sitting, *, final: bool) -> dict[str, Any]:
    """Return the edition with every sentence's state; `final` says that it is published."""
    opened, decided = sitting.opened, sitting.decided()
    ordered = _ordered(decided, opened)
    reasons = {one.item.line.id: one.reasons for one in ordered}
    items = {item.line.id: item for item in decided.items}
    known = sitting.decisions()

    def told(item: Item) -> dict[str, Any]:
        return shown(item, opened, sitting.reviewer, reasons.get(item.line.id, ()))

    return {
        "edition": _edition(opened, final=final),
        "reviewer": sitting.reviewer,
        "last": known[-1].id if known else 0,
        "sections": [
            {
                "section": section.value,
                "heading": HEADINGS.get(section, ""),
                "lines": [told(items[line.id]) if line.id in items else record(line) for line in lines],
            }
            for section in Section
            if (lines := _printed(opened.brief, section))
        ],
        "cut": [told(item) for item in decided.cut],
        "withheld": [told(item) for item in decided.withheld],
        "queue": [one.item.line.id for one in ordered],
        "waiting": [one.item.line.id for one in ordered if not one.item.reviewed],
        "counts": _counts(decided),
    }


def sentence(item: Item, opened: Opened, decided: Decided, reviewer: str) -> dict[str, Any]:
    """Return one sentence with what it cites, who said it first, its checks, its conflicts and what was decided."""
    line = worded(item, opened)
    weighed = [claim for claim in opened.brief.claims if claim.id in line.claim_ids]
    why_not = _why_not(item, opened, decided)
    return {
        "line": shown(item, opened, reviewer, ()),
        "quotations": [_quotation(n, cited) for n, cited in enumerate(line.citations, start=1)],
        "articles": list(_articles(line, weighed, opened)),
        "told": [_told(claim, way, line, opened) for claim in weighed for way in claim.lineages],
        "repetition": _repetition(weighed),
        "verdict": {
            "outcome": line.verdict.outcome.value,
            "by": line.verdict.by,
            "reason": line.verdict.reason,
            "parts": [
                {"says": part.says, "finding": part.finding, "citations": [n + 1 for n in part.citations]}
                for part in line.verdict.parts
            ],
        },
        "checks": [{"check": f.check, "passed": f.passed, "reason": f.reason} for f in line.verdict.findings],
        "conflicts": [_conflict(conflict) for conflict in touching(weighed, opened.brief.conflicts)],
        "history": [decision(taken) for taken in item.history],
        "hint": decision(item.hint) if item.hint else None,
        "editable": not why_not,
        "why_not": why_not,
    }


def of_the_record(line: Line, opened: Opened, decided: Decided) -> dict[str, Any]:
    """Return a sentence that code writes of the page itself: what it cites, and nothing to decide."""
    item = Item(line, subject(line), State.OPEN, None, ())
    return sentence(item, opened, decided, "") | {"line": record(line)}


def article(one: Article) -> dict[str, Any]:
    """Return an article with its text and where its sentences stand, in code points."""
    return {
        "id": one.id,
        "title": one.title,
        "publisher": one.publisher,
        "url": address(one.url),
        "published": _day(one.published),
        "text": one.text,
        "sentences": [
            {"number": s.number, "start": s.start, "end": s.end, "part": s.part.value, "paragraph": s.paragraph}
            for s in one.sentences
        ],
    }


def quotation(cited: Citation) -> dict[str, Any]:
    """Return the words that code cut, with where they stand."""
    return {"article": cited.article_id, "start": cited.start, "end": cited.end, "quote": cited.quote}


def _printed(brief: Brief, section: Section) -> tuple[Line, ...]:
    """What the page has of a section: among the gaps, the questions of the desk that nothing read answers as well."""
    asked = questions(brief) if section is Section.GAPS else ()
    worded = (replace(line, text=" ".join(unanswered(line.text))) for line in asked)
    return (*brief.section(section), *worded)


def _ordered(decided: Decided, opened: Opened) -> list[Queued]:
    """What waits, first what most needs eyes; then what is decided, as on the page."""
    waiting = queue(decided.items, changed(decided.items, opened.previous))
    return [*waiting, *(Queued(item, ()) for item in decided.items if item.reviewed)]


def _edition(opened: Opened, *, final: bool) -> dict[str, Any]:
    brief = opened.brief
    return {
        "topic": brief.topic,
        "key_question": brief.key_question,
        "as_of": brief.as_of.isoformat(),
        "cut_off": cut_off(brief),
        "untitled": untitled(brief),
        "edition": brief.edition,
        "tlp": brief.tlp,
        "language": brief.language,
        "folder": str(opened.folder),
        "analyst": brief.disclosure.analyst,
        "published": final,
        "previous": opened.previous.as_of.isoformat() if opened.previous else "",
    }


def _counts(decided: Decided) -> dict[str, int]:
    states = [item.state for item in decided.items]
    words = {"accepted": State.ACCEPTED, "edited": State.EDITED, "rejected": State.REJECTED, "asked": State.ASKED}
    counts = {word: states.count(state) for word, state in words.items()}
    reviewed = sum(item.reviewed for item in decided.items)
    return {"sentences": len(states), "reviewed": reviewed, **counts, "restored": len(decided.back)}


def _why_not(item: Item, opened: Opened, decided: Decided) -> str:
    """Why a sentence can't be edited, "" where it can."""
    if item.line.id.startswith("c"):
        return "it was cut for want of room; put it back as it is, and edit it when it is on a page"
    if item.line.id.startswith("w"):
        return hindrance(item.line, opened.brief, decided.judgments)
    return "code writes this sentence from the record" if item.line.verdict.by == "computed" else ""


def _quotation(number: int, cited: Citation) -> dict[str, Any]:
    return {"number": number, **quotation(cited)}


def _articles(line: Line, weighed: Iterable[WeighedClaim], opened: Opened) -> Iterator[dict[str, Any]]:
    """Yield the articles that a sentence cites, then the others that tell what it rests on."""
    sources = {one.article_id: one for one in (*opened.brief.sources, *opened.brief.cut_sources)}
    cited = dict.fromkeys(citation.article_id for citation in line.citations)
    behind = (way.article_id for claim in weighed for way in claim.lineages)
    for key in dict.fromkeys((*cited, *behind)):
        if key in opened.bench.articles and key in sources:
            yield _source(sources[key], cited=key in cited)


def _source(source: Source, *, cited: bool) -> dict[str, Any]:
    return {
        "id": source.article_id,
        "number": source.number,
        "title": source.title,
        "publisher": source.publisher,
        "url": address(source.url),
        "published": published(source),
        "descriptor": source.descriptor,
        "grade": source.grade,
        "cited": cited,
    }


def _told(weighed: WeighedClaim, way: Lineage, line: Line, opened: Opened) -> dict[str, Any]:
    """One article's way of telling a claim: who said it first and through whom, how credible it is, when it was."""
    claim = next((each for each in weighed.claims if each.id == way.claim_id), weighed.lead)
    letter = next((origin.letter for origin in weighed.origins if origin.id == way.origin), "F")
    return {
        "article": way.article_id if way.article_id in opened.bench.articles else "",
        "chain": list(way.chain),
        "how": way.traced_by.value,
        "grade": f"{letter}{weighed.credibility.digit}",
        "why": weighed.credibility.reason,
        **_event(claim),
        "statement": claim.statement,
        "against": weighed.id in line.against,
    }


def _event(claim: Claim) -> dict[str, str]:
    return {"day": _day(claim.event), "basis": claim.event.basis.value, "evidence": claim.event.evidence}


def _day(span: DateSpan) -> str:
    return printed(span) if span.known else "no date given"


def _repetition(weighed: Iterable[WeighedClaim]) -> str:
    """Return how far repetition goes: "3 articles, 1 origin"."""
    ways = [way for claim in weighed for way in claim.lineages]
    articles, origins = {way.article_id for way in ways}, {way.origin for way in ways}
    return f"{counted(len(articles), 'article')}, {counted(len(origins), 'origin')}" if ways else ""


def _conflict(conflict: Conflict) -> dict[str, Any]:
    sides = [
        {"value": value, "attribution": claim.attribution, "article": claim.article_id, "statement": claim.statement}
        for value, claim in conflict.sides
    ]
    return {"kind": conflict.kind.value, "about": conflict.about, "sides": sides}
