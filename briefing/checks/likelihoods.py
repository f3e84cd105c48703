"""Likelihood and confidence words. Each check carries the id of the tradecraft rule it holds a sentence to."""

from __future__ import annotations

from briefing.evidence import Evidence
from briefing.language import likelihood_words, yardsticks
from briefing.types import DraftLine, Role


def one_row(line: DraftLine, evidence: Evidence) -> str:
    """LIK-1: one term, and of the declared row alone."""
    declared = evidence.yardstick
    for term in yardsticks.foreign_terms(line.text, declared):
        if declared.id.startswith("icd") and _is_icd(term):
            return f"likelihood word {term!r} is of the other row of ICD 203; use {_terms(declared)}"
    terms = yardsticks.likelihood_terms(line.text, declared)
    return f"has {len(terms)} likelihood terms ({', '.join(terms)}); keep one" if len(terms) > 1 else ""


def no_foreign(line: DraftLine, evidence: Evidence) -> str:
    """LIK-6: no hedged term and none of another yardstick."""
    declared = evidence.yardstick
    found = [term for term in yardsticks.foreign_terms(line.text, declared) if not _is_icd(term)]
    found = found if declared.id.startswith("icd") else list(yardsticks.foreign_terms(line.text, declared))
    return f"likelihood word {found[0]!r} is not of {declared.name}; use {_terms(declared)}" if found else ""


def none_vague(line: DraftLine, evidence: Evidence) -> str:
    """LIK-4: no word that avoids a likelihood."""
    vague = yardsticks.vague_terms(line.text)
    return f"{vague[0]!r} avoids a likelihood; use one of {_terms(evidence.yardstick)}" if vague else ""


def typed(line: DraftLine, evidence: Evidence) -> str:
    """DIS-1: a judgment carries a likelihood; a reported sentence none of our own."""
    if line.role is Role.JUDGMENT:
        has_one = yardsticks.likelihood_terms(line.text, evidence.yardstick)
        return "" if has_one else f"is a judgment without a likelihood; use one of {_terms(evidence.yardstick)}"
    terms = (words for _, _, words in likelihood_words.expressions(line.text))
    ours = [term for term in terms if term not in evidence.folded]
    return f"{ours[0]!r} is a likelihood of our own in a sentence that reports; leave it out" if ours else ""


def confidence_apart(line: DraftLine, evidence: Evidence) -> str:
    """CON-1: no confidence beside a likelihood."""
    del evidence
    if yardsticks.speaks_of_confidence(line.text):
        return "names a confidence level beside a likelihood; the confidence has its own sentence"
    return ""


def _is_icd(term: str) -> bool:
    return any(row.band(term) for name, row in yardsticks.YARDSTICKS.items() if name.startswith("icd"))


def _terms(yardstick: yardsticks.Yardstick) -> str:
    return ", ".join(repr(band.term) for band in yardstick.bands)
