"""An edition put together: the checked sentences, what code itself can say of the record, then numbers, last of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing import __version__
from briefing.edition.account import confidence
from briefing.edition.changes import edition_name
from briefing.edition.parts import Frame, Parts, Previous
from briefing.edition.restating import examined, questions, restated, without
from briefing.edition.sources import source
from briefing.types import Brief, Line, Section

__all__ = ["Frame", "Parts", "Previous", "assemble", "examined", "questions", "without"]


def assemble(parts: Parts) -> Brief:
    """Return the edition with every sentence that was checked, however long that makes it."""
    drafted = {key for draft, _ in parts.lines for key in draft.claim_ids}
    used = tuple(claim for claim in parts.record.claims if claim.id in drafted)
    brief = Brief(
        desk_id=parts.desk.id,
        topic=parts.desk.topic,
        key_question=parts.desk.key_question,
        as_of=parts.as_of,
        edition=edition_name(parts.frame.previous),
        tlp=parts.desk.tlp,
        language=parts.desk.language,
        lines=tuple(_ranked(parts)),
        unanswered=parts.unanswered,
        sources=(),
        origins=parts.origins,
        rejections=parts.rejections,
        tally=parts.tally,
        held_out=replace(parts.held_out, not_cited=parts.read),
        disclosure=parts.frame.disclosure,
        package_version=__version__,
        dropped_claims=parts.dropped,
        yardstick=parts.desk.yardstick,
        claims=parts.record.claims,
        conflicts=parts.record.conflicts,
        calibration=parts.frame.calibration,
        cut_sources=tuple(source(parts.articles[key], parts.desk, used) for key in parts.cited),
    )
    before = parts.frame.previous.articles if parts.frame.previous else frozenset()
    return examined(restated(brief, frozenset(parts.cited) - before))


def _ranked(parts: Parts) -> Iterator[Line]:
    """Yield the checked sentences with the confidence in each judgment; judgments numbered as they are printed."""
    items = sorted({draft.item for draft, _ in parts.lines if draft.section is Section.KEY_JUDGMENTS})
    ranks = {item: rank for rank, item in enumerate(items, start=1)}
    for draft, line in parts.lines:
        if draft.section is Section.KEY_JUDGMENTS:
            yield replace(line, item=ranks[draft.item])
        else:
            turns_on = f"judgment {ranks[draft.judgment]}" if draft.judgment else ""
            yield replace(line, label=f"{line.label} {turns_on}".strip()) if turns_on else line
    yield from (replace(line, item=ranks[line.item]) for line in confidence(parts))
