"""Whether the dates of a sentence are borne out: by the quoted words, what they resolve to, or publication."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.checks.forms import FORWARD, REPORTED
from briefing.evidence import Evidence
from briefing.language.dates import TimeExpression, time_expressions
from briefing.language.names import fold
from briefing.types import DateBasis, DateSpan, DraftLine


def borne_out(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence with a date that holds none of its evidence's; a forecast's own window passes."""
    today = DateSpan(evidence.as_of, evidence.as_of, DateBasis.STATED)
    known = evidence.dates if line.role in REPORTED else (*evidence.dates, today)
    for found in time_expressions(line.text, today):
        if holds_one_of(found.when, known):
            continue
        if line.role in FORWARD and _is_ahead(found, evidence):
            continue
        return f"the quotations do not bear out the date {found.text!r}"
    return ""


def _is_ahead(found: TimeExpression, evidence: Evidence) -> bool:
    """True for the window of a forecast, which is the sentence's own, and for a coming month that is quoted."""
    if found.when.latest is not None and found.when.latest > evidence.as_of:
        return True
    return bool(re.fullmatch(r"in [A-Z][a-z]+", found.text)) and fold(found.text) in evidence.folded


def holds_one_of(span: DateSpan, known: Iterable[DateSpan]) -> bool:
    """Whether one of the known spans lies within `span`."""
    return any(
        span.earliest is not None
        and span.latest is not None
        and other.earliest is not None
        and other.latest is not None
        and span.earliest <= other.earliest
        and other.latest <= span.latest
        for other in known
    )
