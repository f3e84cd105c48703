"""What stands around the sentences: headings, the cut-off, the account of how the page was made, worded once.

Pure. Every format prints these words as they are; none has its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from briefing.language.dates import printed
from briefing.language.headline import headline
from briefing.page import review
from briefing.page.wording import calibration, check_line, counted, disclosure, held_out, standards
from briefing.types import Brief, DateBasis, DateSpan, Line, Role, Section, Source

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "as_of": "Information cut-off",
        "question": "Key question",
        Section.BOTTOM_LINE: "Bottom line",
        Section.WHAT_CHANGED: "What changed",
        Section.KEY_JUDGMENTS: "Key judgments",
        Section.IMPLICATION: "What follows",
        Section.REPORTING: "Reporting",
        Section.CONFLICTS: "Conflicting reporting",
        Section.BACKGROUND: "Background",
        Section.ALTERNATIVE: "Alternative",
        Section.GAPS: "What we don’t know",
        Section.ASSUMPTION: "Key assumption",
        Section.INDICATORS: "Indicators to watch",
        "timeline": "Timeline",
        "matrix": "Judgments and their origins",
        Section.SOURCE_SUMMARY: "Source summary",
        "made": "How this was made",
        "sources": "Sources",
        "source": "Source",  # with its number: what a mark is called where it is read out
        "origins": "Origins",
        "cut": "Left out for space",
    }
)
NO_PUBLISHER = "Publisher unknown"


def cut_off(brief: Brief) -> str:
    """Return the cut-off as every format prints it: "end of 24 December 2018"."""
    return f"end of {printed(DateSpan(brief.as_of, brief.as_of, DateBasis.STATED))}"


def untitled(brief: Brief) -> str:
    """Return what stands over the page where no conclusion does."""
    return f"What is reported up to the {cut_off(brief)}" if brief.lines else "No usable reporting at this cut-off"


def nothing(brief: Brief) -> str:
    """Return what a page without sentences says in their place; "" where there are some."""
    if brief.lines:
        return ""
    return (
        f"No article that may be used bears on this subject up to the {cut_off(brief)}; this edition makes no "
        f"statement about it. Articles held out: {held_out(brief.held_out)}."
    )


def items(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """Return sentences as they are printed, in groups of those that belong together."""
    told = (replace(line, text=shown(line)) for line in lines)
    return tuple(tuple(group) for _, group in groupby(told, key=lambda line: line.item))


def shown(line: Line) -> str:
    """Return a sentence as every format prints it: a title as a headline."""
    return headline(line.text) if line.section is Section.TITLE else line.text


def unanswered(question: str) -> tuple[str, str]:
    """Return what is said of a desk's question that nothing read answers: our words, and the question."""
    return "No report that was read answers:", question


def account(brief: Brief) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return how the page was made: terms, each with what is said of it in parts that a space joins."""
    made, rules, gone = brief.disclosure, standards(brief.tradecraft), left_out(brief)
    said = (
        *review.correction(brief.review),
        ("Sentences checked", tuple(f"{check_line(brief.tally)}.".replace("; ", ";\n").split("\n"))),
        ("Error of the checks", (f"{calibration(brief.calibration, made.model, made.prompts)}.",)),
        ("Tradecraft", (f"{rules}.",) if rules else ()),
        ("Articles held out", (f"{held_out(brief.held_out)}.",)),
        (HEADINGS["cut"], (f"{gone}, kept in brief.json.",) if gone else ()),
        ("Disclosure", disclosure(brief)),
        *review.account(brief.review),
    )
    return tuple((term, parts) for term, parts in said if parts)


def left_out(brief: Brief) -> str:
    """Return how many sentences and questions a full page had no room for; "" when it had room for all."""
    asked = sum(map(_is_question, brief.cut))
    counts = (counted(len(brief.cut) - asked, "checked sentence"), counted(asked, "unanswered question"))
    return " and ".join(words for words in counts if not words.startswith("0 "))


def cut(brief: Brief) -> tuple[tuple[str, str, str, tuple[Source, ...]], ...]:
    """Return what a full page had no room for, in the order of the page: day, our words, the text, articles cited."""
    known = {source.article_id: source for source in (*brief.cut_sources, *brief.sources)}
    lines = sorted(brief.cut, key=lambda line: list(Section).index(line.section))
    return tuple((line.when, *_worded(line), _cited(line, known)) for line in lines)


def _is_question(line: Line) -> bool:
    """A question of the desk that was left out stands among the gaps, and no draft has it."""
    return line.role is Role.GAP and line.verdict.by == "computed"


def _worded(line: Line) -> tuple[str, str]:
    return unanswered(line.text) if _is_question(line) else ("", line.text)


def _cited(line: Line, known: Mapping[str, Source]) -> tuple[Source, ...]:
    keys = dict.fromkeys(citation.article_id for citation in line.citations)
    return tuple(known[key] for key in keys if key in known)
