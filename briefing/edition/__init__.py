"""An edition put together: what code itself can say of the record, then numbers for the sources, last of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing import __version__
from briefing.desk import Desk, SourceProfile
from briefing.language.dates import printed
from briefing.language.names import fold
from briefing.types import (
    Article,
    Brief,
    Citation,
    Confidence,
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
    Source,
    Tally,
    Verdict,
    WeighedClaim,
)
from briefing.weigh import basis, cap, corroborating

RECENT = timedelta(days=30)
COMPUTED = Verdict(Outcome.SUPPORTED, "counted from the record by code", "computed")
LEVELS = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition before this one: its day, and the articles it cited."""

    as_of: date
    articles: frozenset[str]
    digest: str = ""  # of its brief.json


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
    disclosure: Disclosure
    unanswered: tuple[str, ...]
    previous: Previous | None


def assemble(parts: Parts) -> Brief:
    """Return the finished edition. Marks are given after everything that can be withheld has been."""
    lines = [_placed(draft, line, _ranks(parts)) for draft, line in parts.lines]
    lines = _in_order([*lines, *_confidence(parts), *_changed(parts), *_summary(parts)])
    computed = sum(line.verdict.by == "computed" for line in lines)
    lines, cited = _marked(lines)
    used = {name for line in lines for name in line.origins}
    origins = {origin.id: origin for w in parts.record.claims for origin in w.origins if origin.name in used}
    return Brief(
        desk_id=parts.desk.id,
        topic=parts.desk.topic,
        key_question=parts.desk.key_question,
        as_of=parts.as_of,
        edition=_edition(parts.previous),
        tlp=parts.desk.tlp,
        language=parts.desk.language,
        lines=tuple(lines),
        unanswered=parts.unanswered,
        sources=tuple(_source(n, parts.articles[key], parts.desk) for n, key in enumerate(cited, start=1)),
        origins=tuple(sorted(origins.values(), key=lambda origin: origin.id)),
        rejections=parts.rejections,
        tally=replace(parts.tally, supported=parts.tally.supported + computed, computed=computed),
        held_out=parts.held_out,
        disclosure=parts.disclosure,
        package_version=__version__,
        dropped_claims=parts.dropped,
    )


def _edition(previous: Previous | None) -> str:
    if previous is None:
        return "Initial coverage"
    return f"Follows the edition of {_day(previous.as_of)}"


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


def _computed(section: Section, item: int, role: Role, text: str, citations: Iterable[Citation]) -> Line:
    return Line("", section, item, role, text, tuple(dict.fromkeys(citations)), COMPUTED)


def _confidence(parts: Parts) -> Iterator[Line]:
    """Say of each judgment how well founded it is: the analyst's level, lowered to what the origins allow."""
    by_id = {claim.id: claim for claim in parts.record.claims}
    for draft, line in parts.lines:
        if draft.section is not Section.KEY_JUDGMENTS or draft.role is not Role.JUDGMENT:
            continue
        weighed = [by_id[key] for key in draft.claim_ids if key in by_id]
        most = cap(weighed, parts.record.conflicts)
        level = min(draft.confidence or Confidence.LOW, most, key=LEVELS.index)
        link = ":" if level is most else ", although"  # the analyst may be more careful than the record asks for
        text = f"Confidence in this judgment is {level.value}{link} {basis(weighed, parts.record.conflicts)}."
        yield _computed(line.section, _ranks(parts)[line.item], Role.CONFIDENCE, text, line.citations)


def _changed(parts: Parts) -> Iterator[Line]:
    first = _first_citations(parts)
    if not first:
        return
    if parts.previous is None:
        fresh = [key for key in first if _recent(parts.articles[key], parts.as_of)]
        text = _first_edition(fresh, [key for key in first if key not in fresh], parts)
    else:
        fresh = [key for key in first if key not in parts.previous.articles]
        text = _since(parts.previous, fresh, parts)
    chosen = fresh or list(first)[:1]
    yield _computed(Section.WHAT_CHANGED, 1, Role.SUMMARY, text, [first[key] for key in chosen])


def _first_edition(fresh: Sequence[str], older: Sequence[str], parts: Parts) -> str:
    """Word what is new where there is no edition to compare with."""
    if not older:
        return f"First edition: {_count(len(fresh), 'article')} from the 30 days to the cut-off, none older."
    if not fresh:
        newest = _newest(older, parts)
        return f"First edition: no cited article is from the 30 days to the cut-off; the newest is of {newest}."
    rest = "the other one is" if len(older) == 1 else f"the newest of the other {_number(len(older))} is"
    count = _count(len(fresh), "cited article")
    return f"First edition: {count} from the 30 days to the cut-off; {rest} of {_newest(older, parts)}."


def _since(previous: Previous, fresh: Sequence[str], parts: Parts) -> str:
    if not fresh:
        newest = _newest(_first_citations(parts), parts)
        return f"Nothing new is cited since the edition of {_day(previous.as_of)}; the newest article is of {newest}."
    named = "; ".join(f"{a.publisher}, {printed(a.published)}" for a in (parts.articles[key] for key in fresh[:3]))
    return f"Since the edition of {_day(previous.as_of)}, {_count(len(fresh), 'article')} came in: {named}."


def _newest(keys: Iterable[str], parts: Parts) -> str:
    spans = [parts.articles[key].published for key in keys]
    return printed(max(spans, key=lambda span: (span.latest or date.min, span.earliest or date.min)))


def _recent(article: Article, as_of: date) -> bool:
    return article.published.latest is not None and article.published.latest >= as_of - RECENT


def _first_citations(parts: Parts) -> dict[str, Citation]:
    """Return one printed citation for each cited article, in the order of the page."""
    first: dict[str, Citation] = {}
    for _, line in parts.lines:
        for citation in line.citations:
            first.setdefault(citation.article_id, citation)
    return first


def _summary(parts: Parts) -> Iterator[Line]:
    """Say what the page rests on: how many origins, which one most, what is corroborated, what conflicts."""
    first = _first_citations(parts)
    used = _used(parts)
    if not first or not used:
        return
    origins = {origin.id: origin for claim in used for origin in claim.origins}
    publishers = len({parts.articles[key].publisher for key in first})
    text = (
        f"{_count(len(first), 'article').capitalize()} from {_count(publishers, 'publisher')} "
        f"{'traces' if len(first) == 1 else 'trace'} to {_count(len(origins), 'origin')}, "
        f"{_number(len(corroborating(tuple(origins.values()))))} of them independent."
    )
    yield _computed(Section.SOURCE_SUMMARY, 1, Role.SUMMARY, text, first.values())
    yield _most_used(used, origins)
    yield _corroborated(used)


def _used(parts: Parts) -> list[WeighedClaim]:
    ids = {key for draft, _ in parts.lines for key in draft.claim_ids}
    return [claim for claim in parts.record.claims if claim.id in ids]


def _most_used(used: Sequence[WeighedClaim], origins: Mapping[str, Origin]) -> Line:
    counts = Counter(origin.id for claim in used for origin in claim.origins)
    key = max(sorted(counts), key=counts.__getitem__)
    origin = origins[key]
    behind = [claim for claim in used if any(o.id == key for o in claim.origins)]
    interest = f"; interest: {origin.interest}" if origin.interest else ""
    text = (
        f"The largest share comes from {origin.name} ({origin.kind.value}{interest}): "
        f"{_number(counts[key])} of the {_count(len(used), 'claim')} used."
    )
    return _computed(Section.SOURCE_SUMMARY, 2, Role.SUMMARY, text, behind[0].lead.citations)


def _corroborated(used: Sequence[WeighedClaim]) -> Line:
    firm = [claim for claim in used if claim.corroboration > 1]
    if not firm:
        text = "No claim used is corroborated: none is told by two independent origins."
        return _computed(Section.SOURCE_SUMMARY, 3, Role.SUMMARY, text, used[0].lead.citations)
    verb = "is" if len(firm) == 1 else "are"
    text = f"{_count(len(firm), 'claim').capitalize()} used {verb} told by two or more independent origins."
    return _computed(Section.SOURCE_SUMMARY, 3, Role.SUMMARY, text, firm[0].lead.citations)


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


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _count(count: int, noun: str) -> str:
    return f"{_number(count)} {noun}{'' if count == 1 else 's'}"
