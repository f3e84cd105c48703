"""Labels, counts, marks and disclosures, worded once for every format that carries a brief."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from briefing.language.dates import printed
from briefing.language.plain import plain
from briefing.language.yardsticks import YARDSTICKS, Yardstick, term_span
from briefing.types import (
    Brief,
    Calibration,
    DateBasis,
    DateSpan,
    HeldOut,
    Line,
    Outcome,
    Role,
    RuleFinding,
    Severity,
    Source,
    Standing,
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
    "not_cited": "read and not cited",
}
GRADES = (
    "Admiralty grades: the letter is the originator's record (F: no basis to judge), the digit this one report "
    "(1 confirmed by independent origins, 3 in conflict or by origins not shown to be independent, 5 contradicted, "
    "6 no basis to judge)."
)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands with a report: when it happened, who says so, how many articles and origins tell it, its grade.

    `single` says that one article tells it and one origin, which is what a report has unless it says more.
    """

    when: str
    attribution: str
    counts: str
    grade: str
    single: bool

    @property
    def founded(self) -> tuple[str, ...]:
        """How it is founded, without its day."""
        return tuple(part for part in (self.attribution, self.counts, self.grade) if part)

    @property
    def parts(self) -> tuple[str, ...]:
        """All of it that there is."""
        return (self.when, *self.founded) if self.when else self.founded


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 origin", "2 origins"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def label(line: Line) -> Label:
    """Return what stands with a report; what is not known of it is ""."""
    counts = ""
    if line.articles:
        counts = f"{counted(line.articles, 'article')}, {_origins(line)}"
    single = line.articles == line.corroboration == 1
    return Label(line.when, line.attribution, counts, f"grade {line.grade}" if line.grade else "", single)


def _origins(line: Line) -> str:
    """Count the origins behind a report, and how many of several are independent."""
    every, apart = len(line.origins), line.corroboration
    if not apart:
        return "no first-hand origin"
    if every <= apart:
        return counted(apart, "origin")
    return f"{every} origins, {apart} independent" if apart > 1 else f"{every} origins not shown to be independent"


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


def pieces(line: Line, yardstick: Yardstick) -> tuple[str, str, str]:
    """Return a sentence cut before and after its likelihood term, so that a page can set it apart."""
    text = plain(line.text)
    found = term_span(text, yardstick) if line.role is Role.JUDGMENT else None
    if found is None:
        return text, "", ""
    start, end = found
    return text[:start], text[start:end], text[end:]


def level(line: Line) -> int:
    """Return 1, 2 or 3 for a confidence sentence that says low, moderate or high, else 0."""
    found = CONFIDENCE.search(line.text) if line.role is Role.CONFIDENCE else None
    return LEVELS[(found.group(1) or found.group(2)).lower()] if found else 0


@dataclass(frozen=True, slots=True)
class Gauge:
    """A judgment at a glance: its likelihood term with the whole per cents it stands for, and its confidence.

    `step` is 1, 2 or 3 for low, moderate or high; 0 where the sentences name none, as `term` is then "".
    """

    term: str
    low: int
    high: int
    step: int

    @property
    def confidence(self) -> str:
        return next((word for word, step in LEVELS.items() if step == self.step), "")


def gauge(item: tuple[Line, ...], yardstick: Yardstick) -> Gauge:
    """Return what the sentences of one key judgment say of its likelihood and confidence."""
    words = next((term for line in item if (term := pieces(line, yardstick)[1])), "")
    band = yardstick.band(words)
    step = next((step for line in item if (step := level(line))), 0)
    return Gauge(band.term, band.low, band.high, step) if band else Gauge("", 0, 0, step)


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


def standards(findings: tuple[RuleFinding, ...]) -> str:
    """Return what became of the rules of tradecraft, counted; those not met by name, the blocking ones first."""
    if not findings:
        return ""
    failed = [finding for finding in findings if finding.standing is Standing.NOT_MET]
    blocking = [finding.rule for finding in failed if finding.severity is Severity.BLOCK]
    named = ", ".join((*blocking, *(finding.rule for finding in failed if finding.rule not in blocking)))
    counts = [sum(finding.standing is standing for finding in findings) for standing in Standing]
    words = [f"{count} {standing.value}" for count, standing in zip(counts, Standing, strict=True) if count]
    said = ", ".join(word + (f" ({named})" if word.endswith(Standing.NOT_MET.value) else "") for word in words)
    return f"{len(findings)} rules: {said}"


def calibration(made: Calibration | None, model: str | None = None, prompts: Collection[str] = ()) -> str:
    """Return the measured error of the checks in one line, with how many of the planted errors a check came to.

    With `model`, the verdicts of another one are left out: they say nothing of its own. A prompt that is none of
    `prompts`, those of the page, is named.
    """
    if made is None or not made.kinds:
        return "not measured in this archive"
    planted, harmless = sum(kind.planted for kind in made.kinds), sum(kind.harmless for kind in made.kinds)
    caught, refused = sum(k.caught_mechanical for k in made.kinds), sum(k.false_alarms_mechanical for k in made.kinds)
    by_code = f"code alone caught {caught} and refused {refused} of {harmless} harmless edits"
    with_model = ""
    if made.model and model in (None, made.model):
        both, wrongly = sum(kind.caught for kind in made.kinds), sum(kind.false_alarms for kind in made.kinds)
        earlier = f" by {made.prompt}" if prompts and made.prompt not in prompts else ""
        with_model = f"; with {made.model}'s verdict{earlier} {both} and {wrongly}"
    covered = (planted - sum(kind.not_checked for kind in made.kinds)) * 100 // planted if planted else 0
    day = printed(DateSpan(made.made, made.made, DateBasis.STATED))
    return (
        f"measured {day} with {planted} errors planted in {made.sentences} sentences: {by_code}{with_model}; "
        f"coverage {covered} %"
    )


def disclosure(brief: Brief) -> tuple[str, ...]:
    """Return who wrote the page, sentence by sentence (ICS 206-01: system, model, version, parameters)."""
    made = brief.disclosure
    if made.analyst == "rules":
        who = "Written without a language model: sentences are verbatim from the sources; no judgments are made."
    else:
        who = f"Written with a language model: {made.model or 'unnamed'}."
    prompts = f"Prompts: {', '.join(made.prompts)}." if made.prompts else ""
    settings = ", ".join(f"{name} {made.parameters[name]}" for name in sorted(made.parameters))
    yardstick = YARDSTICKS[brief.yardstick].legend if made.analyst != "rules" else ""
    system = f"briefing {brief.package_version}."
    parts = (made.note, who, prompts, f"Parameters: {settings}." if settings else "", yardstick, system)
    return tuple(part for part in parts if part)
