"""When an article was published, and how that is known.

Only a line that gives the date of the article itself counts, or its address, or what `sources.toml` says. A
date in a caption or in the reporting never does. There is no clock here and no default: unknown is an answer.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from briefing.language.datelines import MONTHS, dates_article, written_dates
from briefing.language.layout import Block, blocks
from briefing.types import UNKNOWN_DATE, DateBasis, DateSpan, Part

FIRST_YEAR, LAST_YEAR = 1800, 2100
_PUBLISHED = re.compile(r"\b(?:published|posted|issued)\b|نشر", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated?|modified)\b|تحديث|حدث", re.IGNORECASE)
_UNLABELLED = re.compile(rf"^(?!.*(?:{_CHANGED.pattern}))", re.IGNORECASE)
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)"
_PATHS = tuple(
    re.compile(form)
    for form in (
        rf"/{_YEAR}/(?P<m>\d\d?|[a-z]{{3,9}})/(?P<d>\d\d?)(?=[/-]|$)",
        rf"/{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?=[/_-]|$)",
        rf"/{_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?=[/_-]|$)",
        rf"[?&](?:date|published|pubdate|day)={_YEAR}-?(?P<m>\d\d)-?(?P<d>\d\d)(?!\d)",
    )
)
_MONTH_PATH = re.compile(rf"/{_YEAR}/(?P<m>\d\d?|[a-z]{{3,9}})(?=/\D|/$|$)")


def published(text: str, url: str, stated: Mapping[str, object]) -> DateSpan:
    """Return when an article was published.

    `stated` is the article's table in sources.toml, already checked (dates or datetimes; a datetime's own
    day counts). It wins; then a dateline in the text; then the URL; else the date is unknown.
    """
    return _from_table(stated) or _from_text(text, url) or _from_url(url) or UNKNOWN_DATE


def sensible(day: date) -> bool:
    """Say whether a day can be one an article was published on at all."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _from_table(stated: Mapping[str, object]) -> DateSpan | None:
    basis = str(stated.get("basis", ""))
    earliest = stated.get("published", stated.get("published_earliest"))
    latest = stated.get("published", stated.get("published_latest"))
    if not isinstance(earliest, date) or not isinstance(latest, date):
        return None
    return DateSpan(_day(earliest), _day(latest), _basis(basis), basis or "given in sources.toml")


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _basis(words: str) -> DateBasis:
    folded = words.casefold().lstrip()
    if folded.startswith(("inferred", "estimated", "guess")):
        return DateBasis.INFERRED
    return DateBasis.STATED if folded.startswith("stated") else DateBasis.METADATA


def _from_text(text: str, url: str) -> DateSpan | None:
    """A dateline before the reporting has gone on for two paragraphs, or one below that says "published"."""
    found = blocks(text, url)
    body = [block.start for block in found if block.part is Part.BODY]
    opening_ends = body[2] if len(body) > 2 else len(text)
    lines = [text[block.start : block.end] for block in found if _dates_article(text, block, opening_ends)]
    for label in (_PUBLISHED, _UNLABELLED, _CHANGED):
        for line, match in ((line, label.search(line)) for line in lines):
            if match and (span := _first_day(line, match.end())):
                return span
    return None


def _dates_article(text: str, block: Block, opening_ends: int) -> bool:
    line = text[block.start : block.end]
    if block.part is not Part.DATELINE or not dates_article(line):
        return False
    return block.start < opening_ends or bool(_PUBLISHED.search(line))


def _first_day(line: str, after: int) -> DateSpan | None:
    words = " ".join(line.split())
    for written in written_dates(line):
        if written.start < after:
            continue
        days = [day for day in written.days if sensible(day)]
        if len(days) == 1:
            return DateSpan(days[0], days[0], DateBasis.STATED, f"the text's own date line: {words!r}")
        if days:
            readings = f"{words!r} can be {days[0].isoformat()} or {days[1].isoformat()}"
            return DateSpan(days[0], days[1], DateBasis.INFERRED, f"the text's own date line: {readings}")
    return None


def _from_url(url: str) -> DateSpan | None:
    address = _path_and_query(url)
    for match in (match for form in _PATHS for match in form.finditer(address)):
        day = _read(match)
        if day and sensible(day):
            return DateSpan(day, day, DateBasis.METADATA, f"URL: {match.group().strip('/?&')!r}")
    return _from_month_path(address)


def _from_month_path(address: str) -> DateSpan | None:
    match = _MONTH_PATH.search(address)
    if not match or not (month := _month(match["m"])):
        return None
    year = int(match["y"])
    last = date(year, month, monthrange(year, month)[1])
    return DateSpan(date(year, month, 1), last, DateBasis.METADATA, f"URL, month only: {match.group().strip('/')!r}")


def _path_and_query(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{unquote(parts.path)}?{parts.query}".casefold()


def _month(word: str) -> int:
    number = int(word) if word.isdecimal() else MONTHS.get(word, 0)
    return number if 1 <= number <= 12 else 0


def _read(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), _month(match["m"]), int(match["d"]))
    except ValueError:
        return None
