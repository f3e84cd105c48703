"""What changed: against the edition before, or, where there is none, against the thirty days to the cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from briefing.edition.parts import Parts, Previous, computed
from briefing.edition.wording import count, day, number
from briefing.language.dates import printed
from briefing.types import Article, Line, Role, Section

RECENT = timedelta(days=30)


def changed(parts: Parts) -> Iterator[Line]:
    """Yield the sentence that says what is new, unless nothing is."""
    first = parts.first_citations
    if not first:
        return
    if parts.frame.previous is None:
        fresh = [key for key in first if _recent(parts.articles[key], parts.as_of)]
        text = _first_edition(fresh, [key for key in first if key not in fresh], parts)
    else:
        fresh = [key for key in first if key not in parts.frame.previous.articles]
        if not fresh:
            return  # ICD 203 D.6.e(7): absent changes, a recurrent product need not confirm consistency
        text = _since(parts.frame.previous, fresh, parts)
    chosen = fresh or list(first)[:1]
    yield computed(Section.WHAT_CHANGED, 1, Role.SUMMARY, text, [first[key] for key in chosen])


def _first_edition(fresh: Sequence[str], older: Sequence[str], parts: Parts) -> str:
    """Word what is new where there is no edition to compare with."""
    if not older:
        return f"First edition: {count(len(fresh), 'article')} from the 30 days to the cut-off, none older."
    if not fresh:
        newest = _newest(older, parts)
        return f"First edition: no cited article is from the 30 days to the cut-off; the newest dates from {newest}."
    rest = "the other one dates from" if len(older) == 1 else f"of the other {number(len(older))} the newest dates from"
    cited = count(len(fresh), "cited article")
    return f"First edition: {cited} from the 30 days to the cut-off; {rest} {_newest(older, parts)}."


def _since(previous: Previous, fresh: Sequence[str], parts: Parts) -> str:
    came = f"{count(len(fresh), 'new article')}, the newest of {_newest(fresh, parts)}"
    return f"Since the edition of {day(previous.as_of)}: {came}."


def _newest(keys: Iterable[str], parts: Parts) -> str:
    spans = [parts.articles[key].published for key in keys]
    return printed(max(spans, key=lambda span: (span.latest or date.min, span.earliest or date.min)))


def _recent(article: Article, as_of: date) -> bool:
    return article.published.latest is not None and article.published.latest >= as_of - RECENT
