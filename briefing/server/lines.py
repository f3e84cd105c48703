"""One sentence as the review page shows it, and one decision, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefing.errors import ReviewError
from briefing.page import HEADINGS
from briefing.review import Item, Opened, State, reworded
from briefing.types import Decision, Line, Outcome, Source

_KINDS = {"s": "printed", "c": "cut", "w": "withheld"}


def shown(item: Item, opened: Opened, reviewer: str, reasons: Iterable[str]) -> dict[str, Any]:
    """Return a sentence of the page, or one that was cut or withheld, with its state and what was decided."""
    line, held = worded(item, opened), item.decision
    return _words(line, opened.brief.sources) | {
        "kind": _KINDS[line.id[0]],
        "key": item.subject.key,
        "text": item.line.text,
        "shown": line.text,
        "state": item.state.value,
        "seen": item.seen,
        "reasons": list(reasons),
        "outcome": item.line.verdict.outcome.value,
        "passed": _passed(item.line),
        "decision": decision(held) if held else None,
        "mine": bool(held and held.reviewer == reviewer),
    }


def record(line: Line) -> dict[str, Any]:
    """Return a sentence that code writes of the page itself: there is nothing to decide."""
    return _words(line, ()) | {
        "kind": "record",
        "key": "",
        "text": line.text,
        "shown": line.text,
        "marks": list(line.marks),
        "state": "",
        "seen": 0,
        "reasons": [],
        "outcome": line.verdict.outcome.value,
        "passed": True,
        "decision": None,
        "mine": False,
    }


def worded(item: Item, opened: Opened) -> Line:
    """Return the sentence as it is to be printed: where an edit is in force, in its words and with its citations."""
    held = item.decision
    if item.state is not State.EDITED or held is None:
        return item.line
    try:
        return reworded(item.line, held.new_text, held.new_citations, opened.bench)
    except ReviewError:  # taken over from an edition on which it passed; publishing says so
        return replace(item.line, text=held.new_text, citations=held.new_citations)


def decision(taken: Decision) -> dict[str, Any]:
    """Return a decision: who took it, when, why, and on which words."""
    return {
        "id": taken.id,
        "reviewer": taken.reviewer,
        "action": taken.action.value,
        "made": taken.made.isoformat(),
        "reason": taken.reason,
        "as_of": taken.edition.as_of.isoformat(),
        "text": taken.text,
        "new_text": taken.new_text,
    }


def _words(line: Line, sources: Iterable[Source]) -> dict[str, Any]:
    numbers = {source.article_id: source.number for source in sources}
    marks = {numbers[cited.article_id] for cited in line.citations if cited.article_id in numbers}
    grade = f"grade {line.grade}" if line.grade else ""
    return {
        "id": line.id,
        "section": line.section.value,
        "heading": HEADINGS.get(line.section, ""),
        "role": line.role.value,
        "item": line.item,
        "beside": [part for part in (line.label, line.when, line.attribution, grade) if part],
        "marks": sorted(marks),
    }


def _passed(line: Line) -> bool:
    return line.verdict.outcome is Outcome.SUPPORTED and all(finding.passed for finding in line.verdict.findings)
