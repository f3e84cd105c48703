"""What changed: against the edition before, or, where there is none, against the thirty days to the cut-off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from briefing.edition.ground import Ground
from briefing.edition.parts import Previous, computed
from briefing.edition.wording import count, day, number
from briefing.language.dates import printed
from briefing.types import Brief, Line, Role, Section, Source

RECENT = timedelta(days=30)
INITIAL, FOLLOWS = "Initial coverage", "Follows the edition of "


def edition_name(previous: Previous | None) -> str:
    """Return what an edition calls itself."""
    return INITIAL if previous is None else FOLLOWS + day(previous.as_of)


def said_new(brief: Brief) -> frozenset[str]:
    """Return the ids of the articles that the page says are new: those that the sentence cites."""
    return frozenset(cited.article_id for line in brief.section(Section.WHAT_CHANGED) for cited in line.citations)


def changed(ground: Ground, new: Collection[str]) -> Iterator[Line]:
    """Yield the sentence that says what is new, unless nothing is.

    `new` has the ids of articles that the edition before did not cite; a first edition goes by their dates.
    """
    first, brief = ground.first_citations, ground.brief
    if not first:
        return
    if brief.edition.startswith(FOLLOWS):
        fresh = [key for key in first if key in new]
        if not fresh:
            return  # ICD 203 D.6.e(7): absent changes, a recurrent product need not confirm consistency
        text = _since(brief.edition.removeprefix(FOLLOWS), fresh, ground)
    else:
        fresh = [key for key in first if _recent(ground.sources[key], brief.as_of)]
        text = _first_edition(fresh, [key for key in first if key not in fresh], ground)
    chosen = fresh or list(first)[:1]
    yield computed(Section.WHAT_CHANGED, 1, Role.SUMMARY, text, [first[key] for key in chosen])


def _first_edition(fresh: Sequence[str], older: Sequence[str], ground: Ground) -> str:
    """Word what is new where there is no edition to compare with."""
    if not older:
        return f"First edition: {count(len(fresh), 'article')} from the 30 days to the cut-off, none older."
    if not fresh:
        newest = _newest(older, ground)
        return f"First edition: no cited article is from the 30 days to the cut-off; the newest dates from {newest}."
    rest = "the other one dates from" if len(older) == 1 else f"of the other {number(len(older))} the newest dates from"
    cited = count(len(fresh), "cited article")
    return f"First edition: {cited} from the 30 days to the cut-off; {rest} {_newest(older, ground)}."


def _since(previous: str, fresh: Sequence[str], ground: Ground) -> str:
    came = f"{count(len(fresh), 'new article')}, the newest of {_newest(fresh, ground)}"
    return f"Since the edition of {previous}: {came}."


def _newest(keys: Iterable[str], ground: Ground) -> str:
    spans = [ground.sources[key].published for key in keys]
    return printed(max(spans, key=lambda span: (span.latest or date.min, span.earliest or date.min)))


def _recent(source: Source, as_of: date) -> bool:
    return source.published.latest is not None and source.published.latest >= as_of - RECENT
