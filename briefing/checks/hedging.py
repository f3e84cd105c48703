"""Whether a sentence stands behind what it says no further than its sources do."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.checks.credit import held_to
from briefing.evidence import Evidence
from briefing.language.attribution import hedge_kept
from briefing.language.hedges import hedge_words
from briefing.language.strength import strengthened
from briefing.types import Claim, DraftLine, Hedge

_MENDED = {
    Hedge.REPORTED: "say 'reportedly', or who said it",
    Hedge.ALLEGED: "say who alleges it",
    Hedge.PLANNED: "keep it a plan",
    Hedge.POSSIBLE: "keep it open",
}


def kept(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that drops the hedge of all the claims behind one of its sources."""
    for group in held_to(line, evidence):
        hedges = [claim.hedge for claim in group]
        if Hedge.NONE in hedges or not hedges:
            continue
        if not any(hedge_kept(hedge, line.text) for hedge in hedges):
            return f"drops the hedge{_as_quoted(group[0])}; {_MENDED[hedges[0]]}"
    return ""


def _as_quoted(claim: Claim) -> str:
    words = next(filter(None, (hedge_words(claim.hedge, citation.quote) for citation in claim.citations)), "")
    return f" {words!r} of {claim.attribution}" if words else f": {claim.attribution} has this as {claim.hedge.value}"


def not_strengthened(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence whose verb of saying takes a side that its sources don't take."""
    return taken_side(line.text, evidence.words)


def taken_side(text: str, words: Sequence[str]) -> str:
    """The reason why a verb of `text` says more than the words do, "" when none does."""
    verb = strengthened(text, " ".join(words))
    return f"{verb!r} says more than the cited words, which nowhere say so; use 'said'" if verb else ""
