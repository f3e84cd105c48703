"""An edition put together: what code itself can say of the record, then numbers for the sources, last of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from briefing import __version__
from briefing.edition.account import confidence, summary
from briefing.edition.changes import changed
from briefing.edition.parts import Frame, Parts, Previous
from briefing.edition.sources import source
from briefing.edition.wording import day
from briefing.tradecraft import examine
from briefing.types import Brief, DraftLine, Line, Role, Section, WeighedClaim
from briefing.weigh import independence

__all__ = ["Frame", "Parts", "Previous", "assemble"]


def assemble(parts: Parts) -> Brief:
    """Return the finished edition. Marks are given after everything that can be withheld has been."""
    ranks = _ranks(parts)
    lines = [_placed(draft, line, ranks) for draft, line in parts.lines]
    said = [replace(line, item=ranks[line.item]) for line in confidence(parts)]
    lines = _in_order([*lines, *said, *changed(parts), *summary(parts)])
    computed = sum(line.verdict.by == "computed" for line in lines)
    lines, cited = _marked(lines)
    used = {name for line in lines for name in line.origins}
    origins = tuple(origin for origin in parts.origins if origin.name in used)
    brief = Brief(
        desk_id=parts.desk.id,
        topic=parts.desk.topic,
        key_question=parts.desk.key_question,
        as_of=parts.as_of,
        edition=_edition(parts.frame.previous),
        tlp=parts.desk.tlp,
        language=parts.desk.language,
        lines=tuple(lines),
        unanswered=parts.unanswered,
        sources=tuple(source(n, parts.articles[key], parts) for n, key in enumerate(cited, start=1)),
        origins=origins,
        rejections=parts.rejections,
        tally=replace(parts.tally, supported=parts.tally.supported + computed, computed=computed),
        held_out=replace(parts.held_out, not_cited=parts.read - len(cited)),
        disclosure=parts.frame.disclosure,
        package_version=__version__,
        dropped_claims=parts.dropped,
        yardstick=parts.desk.yardstick,
        claims=_claims(parts),
        conflicts=parts.conflicts,
        independence=tuple(independence(one, other) for one, other in combinations(origins, 2)),
        calibration=parts.frame.calibration,
    )
    return replace(brief, tradecraft=examine(brief))


def _edition(previous: Previous | None) -> str:
    if previous is None:
        return "Initial coverage"
    return f"Follows the edition of {day(previous.as_of)}"


def _claims(parts: Parts) -> tuple[WeighedClaim, ...]:
    """Return the claims the page rests on, and those that are a side of its conflicts."""
    sides = {(c.article_id, c.id) for conflict in parts.conflicts for _, c in conflict.sides}
    used = {claim.id for claim in parts.used}
    return tuple(
        weighed
        for weighed in parts.record.claims
        if weighed.id in used or any((claim.article_id, claim.id) in sides for claim in weighed.claims)
    )


def _ranks(parts: Parts) -> dict[int, int]:
    """Return the printed number of each drafted judgment that is left."""
    items = sorted({draft.item for draft, _ in parts.lines if draft.section is Section.KEY_JUDGMENTS})
    return {item: rank for rank, item in enumerate(items, start=1)}


def _placed(draft: DraftLine, line: Line, ranks: Mapping[int, int]) -> Line:
    if draft.section is Section.KEY_JUDGMENTS:
        return replace(line, item=ranks[draft.item])
    return replace(line, label=f"{line.label} judgment {ranks[draft.judgment]}".strip()) if draft.judgment else line


def _in_order(lines: Iterable[Line]) -> list[Line]:
    order = {section: n for n, section in enumerate(Section)}
    ranked = sorted(lines, key=lambda line: (order[line.section], line.item, line.role is Role.CONFIDENCE))
    return [replace(line, id=f"s{n}") for n, line in enumerate(ranked, start=1)]


def _marked(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Number the sources in the order in which the page first cites them."""
    cited = list(dict.fromkeys(citation.article_id for line in lines for citation in line.citations))
    number = {key: n for n, key in enumerate(cited, start=1)}
    marks = [tuple(sorted({number[citation.article_id] for citation in line.citations})) for line in lines]
    return [replace(line, marks=mark) for line, mark in zip(lines, marks, strict=True)], cited
