"""When a text says something happened: expressions found, resolved against publication, and printed.

Our own grammar, with the basis and the reason kept in each `DateSpan`: STATED where the words name their year, INFERRED
where they are resolved against publication. An interval of publication days gives the union of what each of its days
would give. What can't be resolved ("weeks after", a weekday in an undated article) is left out, never guessed, and
nothing is placed after the last day of publication unless the words look ahead. There is no clock here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefing.language import dates_arabic, dates_english, spans
from briefing.language.spans import Span
from briefing.language.time_rules import Point, Rule
from briefing.types import DateBasis, DateSpan

_ANY_DAY = date(2000, 1, 1)  # for expressions that name their year, which no day of publication changes
_SPACE = re.compile(r"\s|$")
_FIRST_WORDS = re.compile(
    r"(?i)(?<!\w)(?:on|in|since|during|over|by|until|till|within|throughout|from|at)\s(?:the\s)?$|(?<!\w)the\s$"
)
_CLAUSE = re.compile(
    r"(?i)[.;:!?\n“”\"()—–]|\b(?:after|since|following|because|when|while|where|who|which|despite|amid|says?|said|saying"
    r"|told|announced|reported|reports|added|that)\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|won['’]t|would|upcoming|scheduled|slated|due|expected|planned|planning|plans?|intends?"
    r"|preparing|hopes?|is to|are to|be held|ahead of|set (?:to|for))\b|['’]ll\b"
    r"|(?<!\w)(?:سوف|من المقرر|المزمع|المرتقب)(?!\w)"
)
_OPENS_AHEAD = re.compile(
    r"(?i)^[^.;:!?\n“”\"()—–]{0,80}?\b(?:will|shall|(?:is|are) (?:due|scheduled|expected|set|to)\b)"
)
_SPEECH = re.compile(r"(?i)\b(?:said|says|told|announced|reported|added|stated)\b")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """`text == source[start:end]`, and the days it means."""

    start: int
    end: int
    text: str
    when: DateSpan


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    match: re.Match[str]
    rule: Rule

    @property
    def stated(self) -> bool:
        return bool(self.match.groupdict().get("y"))


def time_expressions(text: str, published: DateSpan) -> tuple[TimeExpression, ...]:
    """Time expressions in reading order, resolved against publication; the longest of overlapping ones.

    With unknown publication only those that name their year are given. Offsets are code points of `text`; a leading
    preposition belongs to the expression. Never raises.
    """
    found: list[TimeExpression] = []
    for item in _longest(_matches(text)):
        when = _resolve(item, text, published)
        if when is not None:
            found.append(TimeExpression(item.start, item.end, text[item.start : item.end], when))
    return tuple(found)


def printed(span: DateSpan) -> str:
    """A span as the page prints it: "22–23 December 2018", "October 2018", "2015", "date unknown"."""
    if span.earliest is None or span.latest is None:
        return "date unknown"
    first, last = span.earliest, span.latest
    whole_months = first.day == 1 and last == spans.month(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return _joined(f"{first.year}", f"{last.year}", "–")
    if whole_months:
        return _months(first, last)
    return _days(first, last)


def _joined(first: str, last: str, dash: str) -> str:
    return first if first == last else f"{first}{dash}{last}"


def _months(first: date, last: date) -> str:
    start = f"{first:%B}" if first.year == last.year else f"{first:%B} {first.year}"
    end = f"{last:%B} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{start}–{end}" if first.year == last.year else f"{start} – {end}"


def _days(first: date, last: date) -> str:
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} – {end}"


def _matches(text: str) -> Iterator[_Found]:
    for start, end in _windows(text):
        for rule in dates_english.rules():
            yield from _found(rule, rule.pattern.finditer(text, start, end))
    for rule in dates_arabic.rules() if dates_arabic.LETTER.search(text) else ():
        yield from _found(rule, rule.pattern.finditer(text))


def _found(rule: Rule, matches: Iterator[re.Match[str]]) -> Iterator[_Found]:
    return (_Found(match.start(), match.end(), match, rule) for match in matches if match.end() > match.start())


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of a text, cut between words, that can hold an English expression: most of a text can't."""
    windows: list[tuple[int, int]] = []
    for cue in dates_english.CUE.finditer(text):
        if windows and cue.end() < windows[-1][1] - 40:
            continue
        start, end = max(0, cue.start() - 60), _SPACE.search(text, min(len(text), cue.end() + 60))
        stop = end.start() if end else len(text)
        if windows and start <= windows[-1][1]:
            windows[-1] = windows[-1][0], stop
        else:
            windows.append((start, stop))
    return windows


def _longest(found: Iterator[_Found]) -> list[_Found]:
    """The longest of overlapping matches, in reading order, each with the preposition before it."""
    taken: list[_Found] = []
    for item in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(item.end <= other.start or item.start >= other.end for other in taken):
            taken.append(item)
    taken.sort(key=lambda one: one.start)
    ends = [0, *(item.end for item in taken)]
    return [_widened(item, end) for item, end in zip(taken, ends, strict=False)]


def _widened(item: _Found, floor: int) -> _Found:
    before = item.match.string[max(floor, item.start - 16) : item.start]
    words = _FIRST_WORDS.search(before)
    return _Found(item.start - len(words[0]), item.end, item.match, item.rule) if words else item


def _resolve(item: _Found, text: str, published: DateSpan) -> DateSpan | None:
    if item.stated:
        span = _meaning(item, Point(_ANY_DAY))
        return DateSpan(*span, DateBasis.STATED, f"{text[item.start : item.end]!r} in the text") if span else None
    if published.earliest is None or published.latest is None:
        return None
    ahead = _looks_ahead(text, item)
    first = _meaning(item, Point(published.earliest, ahead))
    last = _meaning(item, Point(published.latest, ahead))
    if first is None or last is None:
        return None
    end = last[1] if ahead or item.rule.future else min(last[1], published.latest)
    if first[0] > end:
        return None
    evidence = f"{text[item.start : item.end]!r}, published {printed(published)}"
    return DateSpan(first[0], end, DateBasis.INFERRED, evidence)


def _meaning(item: _Found, at: Point) -> Span | None:
    """What a match means on a day; None for a day that does not exist (31 April) or lies outside the calendar."""
    try:
        span = item.rule.resolve(item.match, at)
    except (ValueError, OverflowError, StopIteration, IndexError):
        return None
    return span if span and span[0] <= span[1] else None


def _looks_ahead(text: str, item: _Found) -> bool:
    """Whether the clause speaks of what is to come: "will meet on Monday", "On Monday, Egypt will …"."""
    before = _CLAUSE.split(text[max(0, item.start - 120) : item.start])[-1]
    if _AHEAD.search(before):
        return True
    after = _OPENS_AHEAD.match(text[item.end : item.end + 120])
    return not before.strip() and after is not None and not _SPEECH.search(after[0])
