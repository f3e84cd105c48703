"""The matrix of judgments and origins: who stands behind which judgment and who against, how many are independent.

Judgments are columns and origins are rows, so that names can be read without turning the page. Origins that are not
known to be independent of each other share a line at their left. Which they are the brief says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from briefing.apart import largest
from briefing.drawings.moments import cited
from briefing.drawings.names import told_apart
from briefing.drawings.svg import BOLD, LEADING, SMALL, Drawing, cut, framed, shape, width_of, wrapped, written
from briefing.language.plain import plain
from briefing.types import Brief, Line, Role, Section, WeighedClaim

SIZE = 7.5  # points, of names and numbers
ROW = 10.0
COLUMN = 18.0
BRACKET = 6.0  # points at the left, for the line that joins origins
RADIUS = 2.4
ROWS = 14
LEAST_WIDE, LEAST_NAME = 110.0, 60.0
_FOR, _AGAINST = attrgetter("rests_on"), attrgetter("against")


@dataclass(frozen=True, slots=True)
class Judgment:
    """A key judgment by its number on the page, with the ids of the origins for it and of those against it."""

    number: int
    behind: frozenset[str]
    against: frozenset[str]
    independent: int


@dataclass(frozen=True, slots=True)
class Table:
    """What the matrix shows: judgments, origins in groups that are not known to be independent, names and sources."""

    judgments: tuple[Judgment, ...]
    groups: tuple[tuple[str, ...], ...]
    names: Mapping[str, str]
    numbers: Mapping[str, str]  # "[1, 3]"


def matrix(brief: Brief, width: float = 250) -> Drawing | None:
    """Return the matrix of key judgments and the origins behind them, in points; None without a judgment or origin.

    At least 110 points wide, and wide enough for every judgment.
    """
    table = tabled(brief)
    if not table:
        return None
    return _drawn(table, max(width, LEAST_WIDE, LEAST_NAME + BRACKET + COLUMN * len(table.judgments)))


def tabled(brief: Brief) -> Table | None:
    """Return what the matrix of a brief shows, None when that is nothing."""
    apart = {frozenset((pair.one, pair.other)) for pair in brief.independence if pair.holds}
    told: list[tuple[str, str]] = []
    judgments = []
    for number, (_, item) in enumerate(groupby(brief.section(Section.KEY_JUDGMENTS), key=lambda line: line.item), 1):
        behind, against = _tellers(brief, tuple(item))
        told += [*behind, *against]
        keys = frozenset(key for key, _ in behind)
        judgments.append(
            Judgment(
                number,
                keys,
                frozenset(key for key, _ in against),
                _independent(keys, apart),
            )
        )
    if not any(one.behind for one in judgments):
        return None
    names = {origin.id: plain(origin.name) for origin in brief.origins}
    return Table(tuple(judgments), _groups(dict.fromkeys(key for key, _ in told), apart), names, _cited(brief, told))


def _tellers(brief: Brief, item: Sequence[Line]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who tells what a judgment rests on, and what it goes against: origins by id, each with an article that has it."""
    known = {origin.id for origin in brief.origins}
    judged = [line for line in item if line.role is Role.JUDGMENT]
    ids, others = ({key for line in judged for key in keys(line)} for keys in (_FOR, _AGAINST))
    behind = [pair for claim in brief.claims if claim.id in ids for pair in _told_by(claim)]
    against = [pair for claim in brief.claims if claim.id in others for pair in _told_by(claim)]
    return [pair for pair in behind if pair[0] in known], [pair for pair in against if pair[0] in known]


def _told_by(claim: WeighedClaim) -> Iterator[tuple[str, str]]:
    """The origins of a weighed claim, each with an article that has it."""
    yield from ((way.origin, way.article_id) for way in claim.lineages)
    traced = {way.origin for way in claim.lineages}
    for origin in claim.origins:
        if origin.id not in traced:
            yield from ((origin.id, one.article_id) for one in claim.claims)


def _cited(brief: Brief, told: Iterable[tuple[str, str]]) -> dict[str, str]:
    numbers = {source.article_id: source.number for source in brief.sources if source.number > 0}
    held: dict[str, set[int]] = {}
    for key, article in told:
        held.setdefault(key, set()).update({numbers[article]} if article in numbers else ())
    return {key: cited(sorted(found)) if found else "" for key, found in held.items()}


def _independent(keys: Iterable[str], apart: set[frozenset[str]]) -> int:
    return len(largest(sorted(keys), lambda one, other: frozenset((one, other)) in apart))


def _groups(origins: Iterable[str], apart: set[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """The origins in groups of which no two are known to be independent, each in the first group it fits."""
    groups: list[list[str]] = []
    for origin in origins:
        fitting = (group for group in groups if all(frozenset((origin, other)) not in apart for other in group))
        found = next(fitting, None)
        if found is None:
            groups.append([origin])
        else:
            found.append(origin)
    return tuple(map(tuple, groups))


def _drawn(table: Table, width: float) -> Drawing:
    rows = [key for group in table.groups for key in group]
    shown = rows if len(rows) <= ROWS else rows[: ROWS - 1]
    xs = [width - COLUMN * (len(table.judgments) - at - 0.5) for at in range(len(table.judgments))]
    parts = [*_head(table, xs), *_brackets(table.groups, len(shown))]
    room = width - BRACKET - COLUMN * len(xs) - 3
    for at, (key, label) in enumerate(labels(table, shown, room).items()):
        parts += _row(table, (key, label), xs, ROW * (at + 1), room)
    bottom = ROW * (len(shown) + 1)
    if len(rows) > len(shown):
        parts.append(written(f"and {len(rows) - len(shown)} more origins", BRACKET, bottom + ROW * 0.75, SIZE))
        bottom += ROW
    parts += _counts(table, xs, bottom, width)
    lines = wrapped(_key(table), SMALL, width)
    height = bottom + ROW + 3 + SMALL * LEADING * len(lines)
    parts += [written(words, 0, bottom + ROW + 2 + SMALL * LEADING * (at + 0.8)) for at, words in enumerate(lines)]
    return framed(parts, width, height, "Key judgments and the origins behind them", _told(table))


def labels(table: Table, shown: Sequence[str], room: float) -> dict[str, str]:
    """Return what stands for each origin beside its sources in `room` points: no two have the same."""
    rooms = {key: room - width_of(f" {table.numbers[key]}", SIZE) for key in shown}
    return told_apart({key: (table.names[key], rooms[key]) for key in shown}, SIZE)


def _head(table: Table, xs: Sequence[float]) -> Iterator[str]:
    yield written("Judgment", BRACKET, ROW * 0.75, SIZE)
    for judgment, x in zip(table.judgments, xs, strict=True):
        yield written(str(judgment.number), x, ROW * 0.75, SIZE, font_weight=BOLD, text_anchor="middle")


def _row(table: Table, labelled: tuple[str, str], xs: Sequence[float], top: float, room: float) -> Iterator[str]:
    """A name and its marks: filled for a claim that the judgment rests on, a cross for one that it goes against."""
    key, name = labelled
    yield _line(BRACKET, top, BRACKET + room + 3 + COLUMN * len(xs), top, 0.3)
    yield written(name, BRACKET, top + ROW * 0.75, SIZE)
    # apart from the name, whose script may run the other way
    yield written(table.numbers[key], BRACKET + room, top + ROW * 0.75, SIZE, text_anchor="end")
    for judgment, x in zip(table.judgments, xs, strict=True):
        both = key in judgment.behind and key in judgment.against
        if key in judgment.behind:
            yield shape("circle", cx=x - (4 if both else 0), cy=top + ROW / 2, r=RADIUS)
        if key in judgment.against:
            yield _cross(x + (4 if both else 0), top + ROW / 2)


def _cross(x: float, y: float) -> str:
    d = f"M{x - 2:.2f} {y - 2:.2f}l4 4m0-4l-4 4"
    return shape("path", d=d, fill="none", stroke="currentColor", stroke_width=1.1)


def _brackets(groups: Sequence[Sequence[str]], shown: int) -> Iterator[str]:
    """A line at the left of each group of more than one origin."""
    at = 0
    for group in groups:
        first, last = at, min(at + len(group), shown)
        at += len(group)
        if last - first > 1:
            yield _line(1.5, ROW * (first + 1) + 2, 1.5, ROW * (last + 1) - 2, 1.6)


def _counts(table: Table, xs: Sequence[float], top: float, width: float) -> Iterator[str]:
    yield _line(BRACKET, top, width, top, 0.8)
    room = width - BRACKET - COLUMN * len(xs) - 3
    yield written(cut("Independent origins", SIZE, room), BRACKET, top + ROW * 0.8, SIZE)
    for judgment, x in zip(table.judgments, xs, strict=True):
        yield written(str(judgment.independent), x, top + ROW * 0.8, SIZE, font_weight=BOLD, text_anchor="middle")


def _line(x1: float, y1: float, x2: float, y2: float, wide: float) -> str:
    return shape("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=wide)


def _key(table: Table) -> str:
    joined = any(len(group) > 1 for group in table.groups)
    crossed = any(one.against for one in table.judgments)
    parts = [
        "Dot: the judgment rests on it",
        "cross: weighed against it" if crossed else "",
        "joined at the left: not shown to be independent" if joined else "",
    ]
    return "; ".join(part for part in parts if part) + "."


def _told(table: Table) -> str:
    """The matrix in words, judgment by judgment."""
    order = [key for group in table.groups for key in group]
    said = []
    for one in table.judgments:
        behind = _listed(table, [key for key in order if key in one.behind]) or "no origin"
        against = _listed(table, [key for key in order if key in one.against])
        otherwise = f"; against it: {against}" if against else ""
        said.append(f"Judgment {one.number} rests on {behind}{otherwise}; independent origins: {one.independent}.")
    joined = [", ".join(table.names[key] for key in group) for group in table.groups if len(group) > 1]
    groups = [f"Not shown to be independent of each other: {'; '.join(joined)}."] if joined else []
    return " ".join(("Key judgments and the origins behind them.", *said, *groups))


def _listed(table: Table, keys: Iterable[str]) -> str:
    return ", ".join(f"{table.names[key]} {table.numbers[key]}".rstrip() for key in keys)
