"""What the page says besides its sentences: labels, counts, marks and disclosures, worded once for every format.

Pure: values in, values out. The templates only arrange what is worded here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from briefing.language.dates import printed
from briefing.language.plain import address, plain
from briefing.tradecraft import LEGEND, TERM
from briefing.types import (
    Brief,
    Citation,
    DateBasis,
    DateSpan,
    Disclosure,
    HeldOut,
    Line,
    Outcome,
    Role,
    Section,
    Source,
    Tally,
)

CONFIDENCE = re.compile(
    r"\b(low|moderate|high) confidence\b|\bconfidence(?: in this judgment)?(?: is|:) (low|moderate|high)\b",
    re.IGNORECASE,
)
LEVELS = {"low": 1, "moderate": 2, "high": 3}

HELD_OUT = {
    "undated": "undated",
    "after_cut_off": "published after the cut-off",
    "off_topic": "off topic",
    "near_copies": "copied from another",
    "empty": "empty",
    "not_read": "not read",
}
GRADES = "Admiralty letters grade the source, not the report; F: no basis to judge."


def context(brief: Brief) -> dict[str, object]:
    """Return the names a page template may use."""
    numbers = {source.article_id: source.number for source in brief.sources}
    return {
        "brief": brief,
        "cut_off": f"end of {printed(DateSpan(brief.as_of, brief.as_of, DateBasis.STATED))}",
        "sections": {section.value: _items(brief.section(section)) for section in Section},
        "check_line": check_line(brief.tally),
        "held_out": held_out(brief.held_out),
        "disclosure": disclosure(brief.disclosure, brief.package_version),
        "grades": GRADES,
        "label": label,
        "headed": headed,
        "runs": runs,
        "byline": byline,
        "pieces": pieces,
        "level": level,
        "warning": warning,
        "published": published,
        "address": address,
        "account_beside": account_beside(brief),
        "number_of": lambda citation: _number(numbers, citation),
    }


def account_beside(brief: Brief) -> bool:
    """True when what the page rests on fits beside the reporting, under what is uncertain; else it stands below both.

    Column heights are estimated from characters: the right column is 1.75 times narrower than the left.
    """
    right_parts = {Section.ALTERNATIVE, Section.GAPS, Section.ASSUMPTION, Section.INDICATORS}
    top = {Section.TITLE, Section.BOTTOM_LINE}
    account = len(check_line(brief.tally)) + sum(map(len, disclosure(brief.disclosure, brief.package_version)))
    right = account + sum(map(len, brief.unanswered))
    left = 0
    for line in brief.lines:
        size = len(line.text) + len(line.label)
        if line.section in right_parts or line.section is Section.SOURCE_SUMMARY:
            right += size
        elif line.section not in top:
            left += size + 60  # its label line
    judged = any(line.section in right_parts - {Section.GAPS} for line in brief.lines)
    return not judged or left >= 1.75 * right


def _items(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    return tuple(tuple(group) for _, group in groupby(lines, key=lambda line: line.item))


def _number(numbers: Mapping[str, int], citation: Citation) -> int:
    return numbers.get(citation.article_id, 0)


def label(line: Line) -> tuple[str, ...]:
    """Return what stands above a report: when it happened, who says so, how many articles and origins."""
    counts = ""
    if line.articles:
        origins = _count(line.corroboration, "origin") if line.corroboration else "no first-hand origin"
        counts = f"{_count(line.articles, 'article')}, {origins}"
    return tuple(part for part in (line.when, line.attribution, counts) if part)


def headed(line: Line) -> str:
    """Return the label that stands over a report, such as one side of a conflict, with a capital letter."""
    return line.label[:1].upper() + line.label[1:]


def runs(item: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """Return the sentences of one item in stretches that share a label, so that none stands under another's."""
    return tuple(tuple(group) for _, group in groupby(item, key=lambda line: (line.label, label(line))))


def byline(line: Line) -> str:
    """Return what stands after a sentence elsewhere: its label, or who says so where a report does not say it."""
    speaker = line.attribution.split(" via ")[0]
    carried = line.role is not Role.REPORTED or speaker.casefold() in line.text.casefold()
    return line.label or ("" if carried else line.attribution)


def pieces(line: Line) -> tuple[str, str, str]:
    """Return a sentence cut before and after its likelihood term, so that a page can set it apart."""
    text = plain(line.text)
    found = TERM.search(text) if line.role is Role.JUDGMENT else None
    if found is None:
        return text, "", ""
    return text[: found.start()], found.group(), text[found.end() :]


def level(line: Line) -> int:
    """Return 1, 2 or 3 for a confidence sentence that says low, moderate or high, else 0."""
    found = CONFIDENCE.search(line.text) if line.role is Role.CONFIDENCE else None
    return LEVELS[(found.group(1) or found.group(2)).lower()] if found else 0


def warning(line: Line) -> str:
    """Return the mark a sentence carries when its verdict is anything but supported."""
    return "" if line.verdict.outcome is Outcome.SUPPORTED else line.verdict.outcome.value


def published(source: Source) -> str:
    """Return when a source was published and how that is known: an interval as an interval."""
    span = source.published
    if not span.known:
        return "publication date unknown"
    basis = span.evidence or {DateBasis.STATED: "stated in the text"}.get(span.basis, span.basis.value)
    if span.basis is DateBasis.INFERRED and not basis.startswith("inferred"):
        basis = f"inferred: {basis}"
    interval = "" if span.earliest == span.latest else "on a day of "
    return f"published {interval}{printed(span)}; date basis: {basis}"


def check_line(tally: Tally) -> str:
    """Return the outcomes in one line; the rate never without its coverage, and never rounded up."""
    if not tally.drafted:
        return "No sentence was drafted, so none was checked"
    checked = tally.supported + tally.not_supported
    counted = f" ({tally.computed} of them counted from the record)" if tally.computed else ""
    return (
        f"{tally.supported} supported{counted}, {tally.not_supported} not supported (withheld), "
        f"{tally.not_checked} not checked; coverage {checked * 100 // tally.drafted} %"
    )


def held_out(counts: HeldOut) -> str:
    """Return how many articles did not reach the page and why: counts only."""
    parts = [f"{getattr(counts, name)} {words}" for name, words in HELD_OUT.items() if getattr(counts, name)]
    return ", ".join(parts) or "none"


def disclosure(made: Disclosure, version: str) -> tuple[str, ...]:
    """Return who wrote the page, sentence by sentence (ICS 206-01: system, model, version, parameters)."""
    if made.analyst == "rules":
        who = "Written without a language model: sentences are verbatim from the sources; no judgments are made."
    else:
        who = f"Written with a language model: {made.model or 'unnamed'}."
    prompts = f"Prompts: {', '.join(made.prompts)}." if made.prompts else ""
    settings = ", ".join(f"{name} {made.parameters[name]}" for name in sorted(made.parameters))
    yardstick = LEGEND if made.analyst != "rules" else ""
    parts = (made.note, who, prompts, f"Parameters: {settings}." if settings else "", yardstick, f"briefing {version}.")
    return tuple(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
