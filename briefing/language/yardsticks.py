"""The words of analytic tradecraft: likelihood, confidence, and what may not stand beside them.

Source: ICD 203 D.6.e(2), which has two rows of likelihood terms and forbids a confidence level and a likelihood in
one sentence. This page uses row 1 throughout.
"""

from __future__ import annotations

import re

LIKELIHOOD = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "very likely",
    "almost certainly",
    "almost certain",
    "likely",
)  # longest match first: "very likely" is one term
LEGEND = "Likelihood terms are those of ICD 203, first row."

TERM = re.compile(r"\b(" + "|".join(LIKELIHOOD) + r")\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(remote chance|highly (?:im)?probable|(?:im)?probabl[ey]|nearly certain|roughly even odds"
    r"|realistic possibility|highly (?:un)?likely|(?:quite|fairly|rather|somewhat|most|more|less|not) (?:un)?likely)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(might|could(?! not)|possibl[ey]|perhaps|potentially|maybe|conceivably)\b|\bmay\b", re.IGNORECASE
)
_MAY_MONTH = re.compile(r"\b(?:\d{1,2} May|May \d{1,4}|in May|of May|since May|early May|late May)\b")
_CONFIDENCE = re.compile(r"\b(?:low|moderate|medium|high)(?:-| )confidence\b|\bconfiden(?:ce|t)\b", re.IGNORECASE)


def likelihood_terms(text: str) -> tuple[str, ...]:
    """Return the row-1 likelihood terms in a sentence, lower case, in order."""
    return tuple(match.group(1).lower() for match in TERM.finditer(text))


def foreign_terms(text: str) -> tuple[str, ...]:
    """Return likelihood words that are not of row 1: other rows, other yardsticks, hedged terms."""
    return tuple(match.group(0).lower() for match in _FOREIGN.finditer(text))


def vague_terms(text: str) -> tuple[str, ...]:
    """Return words that avoid a likelihood ("might", "possibly"); the month of May is none."""
    return tuple(match.group(0).lower() for match in _VAGUE.finditer(_MAY_MONTH.sub("", text)))


def speaks_of_confidence(text: str) -> bool:
    """True when a sentence names a level of confidence."""
    return _CONFIDENCE.search(text) is not None
