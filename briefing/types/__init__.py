"""The frozen values every stage passes on. Nothing here reads, writes or decides.

Offsets are code points of an article's stored text, end exclusive. Dates are calendar days; a
`DateSpan` whose ends are equal is a day, one whose ends are None is unknown.
"""

from briefing.types.articles import UNKNOWN_DATE, Article, Citation, DateBasis, DateSpan, Part, Passage, Sentence
from briefing.types.claims import (
    Claim,
    ClaimKind,
    Confidence,
    Conflict,
    ConflictKind,
    Hedge,
    Origin,
    OriginKind,
    Record,
    WeighedClaim,
)
from briefing.types.page import (
    Brief,
    Disclosure,
    DraftLine,
    DroppedClaim,
    Finding,
    HeldOut,
    Line,
    Outcome,
    Rejection,
    Role,
    Section,
    Source,
    Tally,
    Verdict,
)

__all__ = [
    "UNKNOWN_DATE",
    "Article",
    "Brief",
    "Citation",
    "Claim",
    "ClaimKind",
    "Confidence",
    "Conflict",
    "ConflictKind",
    "DateBasis",
    "DateSpan",
    "Disclosure",
    "DraftLine",
    "DroppedClaim",
    "Finding",
    "Hedge",
    "HeldOut",
    "Line",
    "Origin",
    "OriginKind",
    "Outcome",
    "Part",
    "Passage",
    "Record",
    "Rejection",
    "Role",
    "Section",
    "Sentence",
    "Source",
    "Tally",
    "Verdict",
    "WeighedClaim",
]
