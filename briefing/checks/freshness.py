"""Whether a sentence tells old news as new."""

from __future__ import annotations

import re
from datetime import date

from briefing.evidence import Evidence
from briefing.language.dates import time_expressions
from briefing.types import DateBasis, DateSpan, DraftLine

_NOW = r"[Nn]ow(?! [A-Z])|[Cc]urrently|at present|presently|newly|[Rr]ecently|latest|these days|ongoing|still"
_WEEK = r"[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]his (?:week|morning|weekend|month)|in recent days"
_UNDER_WAY = (
    r"(?:is|are) (?:\w+ly )?(?:preparing|planning|considering|expected|interested|seeking|ready|set|due|about|poised|"
    r"scheduled|negotiating|trying|working|mulling)"
)
_NOW_WITHIN, _WEEK_WITHIN = 60, 10  # days
_FRESH = tuple((re.compile(rf"\b(?:{words})\b"), days) for words, days in ((_NOW, _NOW_WITHIN), (_WEEK, _WEEK_WITHIN)))
_PLANS = re.compile(rf"\b{_UNDER_WAY}\b")


def current(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that tells as present what happened, or was reported, well before the cut-off."""
    reported = max((c.published.latest for c in evidence.claims if c.published.latest), default=None)
    for pattern, within in _FRESH:
        word = pattern.search(line.text)
        quoted = word is not None and any(word[0].lower() in quote.lower() for quote in evidence.words)
        latest = reported if quoted else _latest(evidence)
        if word and latest and (evidence.as_of - latest).days > within:
            return f"{word[0]!r} tells as present what is of {_day(latest)}; give that date instead"
    plan = _PLANS.search(line.text)
    if plan and reported and (evidence.as_of - reported).days > _NOW_WITHIN and not _is_dated(line, evidence):
        return f"{plan[0]!r} tells as present what was reported by {_day(reported)}; give that date"
    return ""


def _latest(evidence: Evidence) -> date | None:
    """The last day that anything cited happened; for what has no day of its own, that of its report."""
    days = [claim.event.latest or claim.published.latest for claim in evidence.claims]
    return max((day for day in days if day), default=None)


def _is_dated(line: DraftLine, evidence: Evidence) -> bool:
    today = DateSpan(evidence.as_of, evidence.as_of, DateBasis.STATED)
    return bool(time_expressions(line.text, today))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
