"""A model's draft made into draft lines: each with its part of the page, its role and the claims it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefing.drafts import (
    DraftAssessment,
    DraftBrief,
    DraftConflict,
    DraftIndicator,
    DraftJudgment,
    DraftSentence,
    Replacement,
    Replacements,
)
from briefing.language.dates import printed
from briefing.language.yardsticks import Yardstick, likelihood_terms
from briefing.types import Conflict, DateBasis, DateSpan, DraftLine, Record, Role, Section

AVERAGE = 20  # words; sentences of a page have fewer on the whole
LEAST, MOST = 290, 360  # words of a draft; what code adds to it comes on top


def draft_fault(draft: DraftBrief) -> str:
    """Return "" or, with the rule's name, what a draft as a whole lacks: what no rewording of a sentence can mend."""
    if len(draft.gaps) < len(draft.key_judgments):
        return f"GAP-1: {len(draft.key_judgments)} key judgments need as many gaps, and there are {len(draft.gaps)}"
    if not any(indicator.direction == "weakens" and indicator.judgment == 1 for indicator in draft.indicators):
        return "IND-1: no indicator weakens the first judgment, so nothing would show that the alternative holds"
    lengths = [len(sentence.text.split()) for sentence in _prose(draft)]
    if sum(lengths) >= AVERAGE * len(lengths):
        return f"LEN-1: the sentences average {sum(lengths) / len(lengths):.1f} words; under {AVERAGE} are wanted"
    if sum(lengths) > MOST:
        return f"LEN-1: the sentences have {sum(lengths)} words together; at most {MOST} fit the page"
    return ""


def too_short(draft: DraftBrief) -> str:
    """Return "" or, with the rule's name, how short a draft is; little material may allow no more."""
    words = sum(len(sentence.text.split()) for sentence in _prose(draft))
    return "" if words >= LEAST else f"LEN-1: the sentences have {words} words together; at least {LEAST} are wanted"


def _prose(draft: DraftBrief) -> list[DraftSentence | DraftAssessment | DraftConflict | DraftIndicator]:
    parts = (draft.bottom_line, draft.key_judgments, draft.reporting, draft.conflicts, draft.gaps, draft.indicators)
    return [draft.title, draft.implication, draft.alternative, draft.assumption, *(s for part in parts for s in part)]


def draft_lines(draft: DraftBrief, record: Record, as_of: date, yardstick: Yardstick) -> tuple[DraftLine, ...]:
    """Return the sentences of a draft in the order of the page."""
    return tuple(_lines(draft, record, as_of, yardstick))


def _lines(draft: DraftBrief, record: Record, as_of: date, yardstick: Yardstick) -> Iterator[DraftLine]:
    yield _sentence(Section.TITLE, 1, draft.title, Role.REPORTED)
    for item, sentence in enumerate(draft.bottom_line, start=1):
        yield _sentence(Section.BOTTOM_LINE, item, sentence, _voice(sentence.text, yardstick))
    for item, judgment in enumerate(draft.key_judgments, start=1):
        window = f"over the {judgment.window_days} days to {_end(judgment, as_of)}"
        yield replace(_assessment(Section.KEY_JUDGMENTS, item, judgment), label=window)
    yield _assessment(Section.IMPLICATION, 1, draft.implication)
    for item, sentence in enumerate(draft.reporting, start=1):
        yield _sentence(Section.REPORTING, item, sentence, Role.REPORTED)
    known = {conflict.id: conflict for conflict in record.conflicts}
    for item, conflict in enumerate(draft.conflicts, start=1):
        claims = _both_sides(known.get(conflict.conflict), record)
        yield DraftLine(Section.CONFLICTS, item, Role.REPORTED, _tidy(conflict.text), claims)
    yield _assessment(Section.ALTERNATIVE, 1, draft.alternative)
    for item, sentence in enumerate(draft.gaps, start=1):
        yield _sentence(Section.GAPS, item, sentence, Role.GAP)
    assumed = _sentence(Section.ASSUMPTION, 1, draft.assumption, Role.ASSUMPTION)
    yield replace(assumed, judgment=draft.assumption.judgment)
    for item, indicator in enumerate(draft.indicators, start=1):
        yield _indicator(item, indicator, draft.key_judgments, as_of)


def replacement_lines(failed: Sequence[DraftLine], reply: Replacements) -> tuple[DraftLine | None, ...]:
    """Match replacements to failed sentences by id ("q1" is the first). A claim that was not listed is left out."""
    offers = {offer.id: offer for offer in reply.replacements}
    return tuple(_replacement(line, offers.get(f"q{n}")) for n, line in enumerate(failed, start=1))


def _replacement(line: DraftLine, offer: Replacement | None) -> DraftLine | None:
    if offer is None or offer.text is None:
        return None
    kept = tuple(key for key in offer.claims if key in line.claim_ids)
    if set(kept) <= set(line.against):  # nothing left that speaks for it
        kept = line.claim_ids
    return replace(line, text=_tidy(offer.text), claim_ids=kept, against=tuple(k for k in line.against if k in kept))


def _sentence(section: Section, item: int, sentence: DraftSentence, role: Role) -> DraftLine:
    return DraftLine(section, item, role, _tidy(sentence.text), tuple(dict.fromkeys(sentence.claims)))


def _assessment(section: Section, item: int, assessed: DraftAssessment) -> DraftLine:
    behind = tuple(dict.fromkeys(assessed.claims))
    against = tuple(key for key in dict.fromkeys(assessed.against) if key not in behind)
    line = DraftLine(section, item, Role.JUDGMENT, _tidy(assessed.text), (*behind, *against), against=against)
    return replace(line, confidence=assessed.confidence)


def _end(judgment: DraftJudgment, as_of: date) -> str:
    """Return the last day of a judgment's window, as printed."""
    until = as_of + timedelta(days=judgment.window_days)
    return printed(DateSpan(until, until, DateBasis.INFERRED))


def _indicator(item: int, indicator: DraftIndicator, judgments: Sequence[DraftJudgment], as_of: date) -> DraftLine:
    bears_on = judgments[min(indicator.judgment, len(judgments)) - 1]
    return DraftLine(
        Section.INDICATORS,
        item,
        Role.INDICATOR,
        _tidy(indicator.text),
        tuple(dict.fromkeys(indicator.claims)),
        label=f"within {bears_on.window_days} days, by {_end(bears_on, as_of)}; {indicator.direction}",
        judgment=indicator.judgment,
    )


def _voice(text: str, yardstick: Yardstick) -> Role:
    ours = re.match(r"We (?:assess|judge)\b", text) or likelihood_terms(text, yardstick)
    return Role.JUDGMENT if ours else Role.REPORTED


def _both_sides(conflict: Conflict | None, record: Record) -> tuple[str, ...]:
    if conflict is None:
        return ()
    sides = {claim.id for _, claim in conflict.sides}
    return tuple(w.id for w in record.claims if any(claim.id in sides for claim in w.claims))


def _tidy(text: str) -> str:
    return " ".join(text.split())
