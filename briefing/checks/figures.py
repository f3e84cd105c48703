"""Whether the numbers of a sentence stand in its sources: value, unit, bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefing.checks.forms import FORWARD
from briefing.evidence import Evidence
from briefing.language.figures import Figure, figures
from briefing.language.measures import measures
from briefing.language.names import fold
from briefing.types import DraftLine


def given(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence with a figure that its quotations do not give in this way."""
    return absent(line.text, evidence.words, lambda figure: _is_own(figure, line, evidence))


def absent(text: str, words: Sequence[str], is_own: Callable[[Figure], bool] | None = None) -> str:
    """The reason why a figure of `text`, those that are its own aside, is not in the words; "" when all are."""
    known = [figure for one in words for figure in figures(one)]
    sizes = [measure for one in words for measure in measures(one)]
    measured = {measure.figure: measure for measure in measures(text)}
    folded = " \n ".join(map(fold, words))
    for figure in figures(text):
        ours = measured.get(figure)
        if (is_own and is_own(figure)) or (ours and any(ours.same(other) for other in sizes)):
            continue
        if ours and any(other.kind == ours.kind and other.figure.value == figure.value for other in sizes):
            return f"the quotations give {figure.text!r} of another unit than {ours.unit!r}"
        if reason := ungiven(figure, known, folded):
            return reason
    return ""


def _is_own(figure: Figure, line: DraftLine, evidence: Evidence) -> bool:
    ours = line.role in FORWARD and (_is_window(figure) or _points_at_judgment(figure, line.text))
    return ours or _is_known_year(figure, evidence)


def _points_at_judgment(figure: Figure, text: str) -> bool:
    """True for "the second judgment", a place on the page."""
    return re.match(r"\s+(?:key )?judg(?:e)?ment", text[figure.end :]) is not None


def ungiven(figure: Figure, known: Sequence[Figure], folded: str) -> str:
    """The reason why one figure is not among the known ones, "" when it is, or is part of a name in the words."""
    alike = [other for other in known if other.value == figure.value]
    if any(_same(figure, other) for other in alike) or (not alike and _literal(figure, folded)):
        return ""
    return f"the quotations do not give the figure {figure.text!r} in this way"


def _literal(figure: Figure, folded: str) -> bool:
    """True for digits that the quotations hold as part of a name ("the Moscow 3 talks")."""
    digits = re.sub(r"[^\d.,]", "", figure.text)
    return bool(digits) and re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d.,]*\d)", folded) is not None


def _is_known_year(figure: Figure, evidence: Evidence) -> bool:
    """True for a bare year ("Al-Akhbar's 2015 report") that a cited event or publication falls in."""
    if not re.fullmatch(r"(?:19|20)\d\d", figure.text):
        return False
    return any(
        span.earliest and span.latest and span.earliest.year <= figure.value <= span.latest.year
        for span in evidence.dates
    )


def _is_window(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(day|week|month|year)s?", figure.noun))


def _same(ours: Figure, theirs: Figure) -> bool:
    if ours.value != theirs.value or ours.unit != theirs.unit:
        return False
    return ours.bound == theirs.bound or (theirs.bound == "exact" and ours.bound == "about")
