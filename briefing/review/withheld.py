"""What the checks kept off the page, as sentences that a reviewer may look at, reword and put back.

A sentence that only a verdict refused may come back as it is: there a reviewer overrules a model. One that a mechanical
check refused has to be worded so that it passes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.checks import failed
from briefing.errors import ReviewError
from briefing.review.edits import BY
from briefing.types import Brief, Line, Outcome, Rejection, Section, Verdict

_REASON = "put back by a reviewer; it passed the mechanical checks"


def rejected(line: Line, brief: Brief) -> Rejection:
    """Return what a withheld sentence was made from."""
    return brief.rejections[int(line.id[1:]) - 1]


def hindrance(line: Line, brief: Brief, judgments: Collection[int]) -> str:
    """Return why a withheld sentence can't come back in any wording, "" where it can.

    `judgments` are the numbers of those that are to be on the page.
    """
    each = rejected(line, brief)
    if each.section in (Section.ASSUMPTION, Section.INDICATORS) and each.judgment not in judgments:
        return "the judgment that it bears on is not on the page"
    return "" if line.citations else "the articles that it rests on are not kept with the edition"


def put_back(line: Line) -> Line:
    """Return a withheld sentence as it is to be printed: the reviewer answers for it.

    Raises ReviewError when it fails a mechanical check.
    """
    if fault := failed(line.verdict.findings):
        raise ReviewError(f"it fails the check {fault.check!r}: {fault.reason}", "edit it so that it passes")
    return replace(line, verdict=Verdict(Outcome.SUPPORTED, _REASON, BY, line.verdict.findings))
