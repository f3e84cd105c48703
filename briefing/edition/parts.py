"""All that an edition is put together from, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from briefing.desk import Desk
from briefing.types import (
    Article,
    Calibration,
    Citation,
    Disclosure,
    DraftLine,
    DroppedClaim,
    HeldOut,
    Line,
    Origin,
    Outcome,
    Record,
    Rejection,
    Role,
    Section,
    Tally,
    Verdict,
)

COMPUTED = Verdict(Outcome.SUPPORTED, "counted from the record by code", "computed")


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition before this one: its day, and the articles it cited."""

    as_of: date
    articles: frozenset[str]
    digest: str = ""  # of its brief.json


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page says of itself: who writes it, what it follows, how far its checks can be trusted."""

    disclosure: Disclosure
    previous: Previous | None = None
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """All that an edition is put together from."""

    desk: Desk
    as_of: date
    record: Record
    articles: Mapping[str, Article]
    lines: tuple[tuple[DraftLine, Line], ...]
    rejections: tuple[Rejection, ...]
    dropped: tuple[DroppedClaim, ...]
    tally: Tally
    held_out: HeldOut
    unanswered: tuple[str, ...]
    frame: Frame
    read: int  # articles that were read

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Everyone behind the claims of the record, by id; where a claim shows more of who published, that is kept."""
        origins: dict[str, Origin] = {}
        for weighed in self.record.claims:
            for origin in weighed.origins:
                held = origins.get(origin.id, origin)
                publishers = tuple(sorted({*held.published_by, *origin.published_by}))
                origins[origin.id] = replace(held, published_by=publishers)
        return tuple(origins[key] for key in sorted(origins))

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the articles that drafted sentences cite, withheld ones included."""
        kept = (cited for _, line in self.lines for cited in line.citations)
        withheld = {key for each in self.rejections for key in each.claim_ids}
        quoted = (claim for weighed in self.record.claims if weighed.id in withheld for claim in weighed.quoted)
        lost = (cited for claim in quoted for cited in claim.citations)
        return tuple(dict.fromkeys(cited.article_id for cited in (*kept, *lost)))


def computed(
    section: Section, item: int, role: Role, text: str, citations: Iterable[Citation], *, claims: Iterable[str] = ()
) -> Line:
    """Return a sentence that code wrote of the record."""
    cited = tuple(dict.fromkeys(citations))
    return Line("", section, item, role, text, cited, COMPUTED, claim_ids=tuple(claims))
