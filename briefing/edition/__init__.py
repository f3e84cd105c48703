"""An edition put together: the checked sentences, what code itself can say of the record, then numbers, last of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefing import __version__
from briefing.edition.account import confidence, founded
from briefing.edition.changes import edition_name
from briefing.edition.parts import Frame, Parts, Previous
from briefing.edition.restating import examined, questions, restated, without
from briefing.edition.sources import source
from briefing.types import Brief, DraftLine, Line, Rejection, Section

__all__ = ["Frame", "Parts", "Previous", "assemble", "examined", "founded", "questions", "without"]


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
        rejections=tuple(_as_printed(each, _ranks(parts)) for each in parts.rejections),
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
    ranks = _ranks(parts)
    for draft, line in parts.lines:
        if draft.section is Section.KEY_JUDGMENTS:
            yield replace(line, item=ranks[draft.item])
        else:
            yield replace(line, label=_turning(draft, ranks)) if draft.judgment else line
    yield from (replace(line, item=ranks[line.item]) for line in confidence(parts))


def _ranks(parts: Parts) -> dict[int, int]:
    """The numbers of the judgments, from 1, by the ones they were drafted with: the printed ones, then the withheld."""
    printed = {draft.item for draft, _ in parts.lines if draft.section is Section.KEY_JUDGMENTS}
    withheld = {each.item for each in parts.rejections if each.section is Section.KEY_JUDGMENTS} - printed
    return {item: rank for rank, item in enumerate((*sorted(printed), *sorted(withheld)), start=1)}


def _turning(draft: DraftLine, ranks: Mapping[int, int]) -> str:
    """The label of a sentence that turns on a judgment, with the number this has on the page."""
    return f"{draft.label} judgment {ranks[draft.judgment]}".strip()


def _as_printed(withheld: Rejection, ranks: Mapping[int, int]) -> Rejection:
    """A withheld sentence with the numbers that judgments have on the page, or would have there."""
    if withheld.section is Section.KEY_JUDGMENTS:
        return replace(withheld, item=ranks[withheld.item])
    if withheld.judgment not in ranks:
        return replace(withheld, judgment=0)
    return replace(withheld, judgment=ranks[withheld.judgment], label=_turning(withheld, ranks))
