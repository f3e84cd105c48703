"""An edition put together: what code itself can say of the record, then numbers for the sources, last of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from briefing import __version__
from briefing.desk import Desk, SourceProfile
from briefing.edition.account import confidence, summary
from briefing.edition.changes import changed
from briefing.edition.parts import Frame, Parts, Previous
from briefing.edition.wording import day
from briefing.language.names import fold
from briefing.tradecraft import examine
from briefing.types import Article, Brief, DraftLine, Line, Origin, Role, Section, Source, WeighedClaim
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
    origins = _origins(lines, parts)
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
        sources=tuple(_source(n, parts.articles[key], parts.desk) for n, key in enumerate(cited, start=1)),
        origins=origins,
        rejections=parts.rejections,
        tally=replace(parts.tally, supported=parts.tally.supported + computed, computed=computed),
        held_out=parts.held_out,
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


def _origins(lines: Sequence[Line], parts: Parts) -> tuple[Origin, ...]:
    """Return everyone behind the page's claims, by id; where a claim shows more of who published, that is kept."""
    used = {name for line in lines for name in line.origins}
    origins: dict[str, Origin] = {}
    for weighed in parts.record.claims:
        for origin in weighed.origins:
            held = origins.get(origin.id, origin)
            publishers = tuple(sorted({*held.published_by, *origin.published_by}))
            origins[origin.id] = replace(held, published_by=publishers)
    return tuple(origins[key] for key in sorted(origins) if origins[key].name in used)


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


def _source(number: int, article: Article, desk: Desk) -> Source:
    profile = _profile(article.publisher, desk)
    return Source(
        number=number,
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=article.sha256,
        descriptor=profile.descriptor if profile else "no profile of this outlet on the desk",
        grade=profile.letter if profile else "F",
    )


def _profile(publisher: str, desk: Desk) -> SourceProfile | None:
    wanted = fold(publisher)
    return next((s for s in desk.sources if wanted in {fold(name) for name in (s.name, *s.spellings)}), None)
