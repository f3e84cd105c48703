"""Plants in when a thing happened: another date, an old fact told as today's; and the same date written another way."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.calibrate.negations import asserted
from briefing.calibrate.sentence import Cited, Edited, appended, lower, pick, put
from briefing.calibrate.verbs import PAST
from briefing.language.dates import printed, time_expressions
from briefing.language.names import fold
from briefing.types import DateBasis, DateSpan

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip # read best in rows
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH})(?: (?P<y>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?!\d)(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH}) (?P<y3>{_YEAR}))\b"
)
_IN_YEAR = re.compile(
    rf"\b(?P<lead>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate) (?P<y>{_YEAR})\b(?![-–/])"
)
_IN_MONTH = re.compile(rf"\b(?P<lead>[Ii]n|[Ss]ince|[Ee]arly|[Mm]id|[Ll]ate) (?P<m>{_MONTH})\b(?! \d)")
_ON_DAY = re.compile(rf"\b(?P<lead>[Oo]n) (?P<w>{'|'.join(WEEKDAYS)})\b(?!,? \d)")
_PART = re.compile(rf"\b(?:[Ii]n )?(?P<part>[Ee]arly|[Ll]ate) (?=(?:{_MONTH})\b)")
_STALE = timedelta(days=45)
_NOW = re.compile(
    r"\b(?P<be>is|are) (?=(?:preparing|planning|considering|expected|interested|seeking|ready|set|due|being|in)\b)"
)
_IN_DATE = re.compile(
    rf"(?i:\b(?:on|in|during))(?: (?:early|mid|late|(?:the )?(?:last|first|second) (?:third|half|week) of))?"
    rf" (?:\d{{1,2}} (?:{_MONTH})(?: {_YEAR})?|(?:{_MONTH})(?: \d{{1,2}})?(?:,? {_YEAR})?|{_YEAR})\b"
)
_TIMED = re.compile(
    rf"(?i)\b(?:{_MONTH}|{'|'.join(WEEKDAYS)}|yesterday|today|tomorrow|week|weekend|month|year|years|ago|days?|recently"
    r"|now|currently|still|soon|later|earlier|since|first|last|previously|as of)\b|\b(?:19|20)\d\d\b"
)
_LATELY = ("this week", "in recent days", "yesterday")
_ENDS_WELL = re.compile(r"(?<![,;:])[\w”\"’%)]\.?$")


def shifted(cited: Cited) -> Edited | None:
    """Move a date to one that no quotation, event or publication touches."""
    for pattern, move in ((_DATE, _moved_day), (_IN_YEAR, _moved_year), (_IN_MONTH, _moved_month)):
        for found in cited.found(pattern):
            new = next((text for text, span in move(found, cited) if not _known(span, cited)), "")
            if new:
                return put(cited.text, *found.span(), new)
    return _other_weekday(cited)


def written_otherwise(cited: Cited) -> Edited | None:
    """Write the same date another way."""
    for found in cited.found(_DATE):
        if found["d"] or found["d2"] or re.search(r"(?i)\b(?:in|of|since|until|during) $", cited.text[: found.start()]):
            return put(cited.text, *found.span(), _same_day(found))
    for found in cited.found(_PART):
        return put(cited.text, *found.span(), f"{found['part']} in ")
    for found in cited.found(_IN_YEAR):
        if found["lead"].lower() == "in":
            return put(cited.text, *found.span(), f"{found['lead']} the year {found['y']}")
    for found in cited.found(_IN_MONTH):
        if found["lead"].lower() == "in":
            return put(cited.text, *found.span(), f"{found['lead']} the month of {found['m']}")
    return _weekday_as_date(cited)


def stale(cited: Cited) -> Edited | None:
    """Tell an old fact as this week's or today's, its date dropped."""
    if not _is_old(cited):
        return None
    for found in cited.found(_NOW):
        return put(cited.text, *found.span(), f"{found['be']} now ")
    for found in cited.found(_IN_DATE):
        return put(cited.text, *found.span(), pick(cited.text, _LATELY))
    if _TIMED.search(cited.text) or not _can_be_dated(cited):
        return None
    when = pick(cited.text, (*_LATELY, "just"))
    return appended(cited.text, f" {when}") if when != "just" else _just_now(cited)


def _just_now(cited: Cited) -> Edited | None:
    for start, end, verb in asserted(cited):
        if verb in PAST:
            return put(cited.text, start, end, f"just {verb}")
    return None


def stale_dated(cited: Cited) -> Edited | None:
    """Give an old fact its date: the event's, or for what is going on that of the report."""
    if not _is_old(cited):
        return None
    spans = {claim.event for claim in cited.evidence.claims}
    reported = {claim.published for claim in cited.evidence.claims}
    if next(cited.found(_NOW), None) and len(reported) == 1 and _one_day(next(iter(reported))):
        return Edited(f"As of {printed(next(iter(reported)))}, {lower(cited.text)}", "dated by its report")
    for found in cited.found(_IN_DATE):
        if found[0].lower().startswith("in "):
            return put(cited.text, *found.span(), f"back {found[0][:1].lower()}{found[0][1:]}")
    if _TIMED.search(cited.text) or len(spans) != 1 or not _can_be_dated(cited):
        return None
    when = _in_words(next(iter(spans)))
    return appended(cited.text, f" {when}") if when else None


def _known(span: DateSpan | None, cited: Cited) -> bool:
    """Whether a date touches anything that the evidence dates, or can't be."""
    return span is None or any(span.overlaps(other) for other in cited.evidence.dates)


def _day(year: int, month: int, day: int) -> DateSpan | None:
    try:
        return DateSpan(date(year, month, day), date(year, month, day), DateBasis.STATED)
    except ValueError:
        return None


def _month(year: int, month: int) -> DateSpan:
    return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]), DateBasis.STATED)


def _years(cited: Cited) -> list[int]:
    """The years that a date without one could be meant to lie in."""
    days = [day for span in cited.evidence.dates for day in (span.earliest, span.latest) if day]
    return sorted({day.year for day in days}) or [cited.bench.as_of.year]


def _moved_day(found: re.Match[str], cited: Cited) -> Iterator[tuple[str, DateSpan | None]]:
    day, month, year = _parts(found)
    if not day:
        for other in (year - 1, year - 2, year - 3):
            yield found[0].replace(str(year), str(other)), _month(other, month)
        return
    for other in (day + 9, day - 9, day + 4, day - 4):
        spans = [_day(y, month, other) for y in ([year] if year else _years(cited))]
        clash = next((span for span in spans if _known(span, cited)), spans[0])
        yield re.sub(rf"\b0?{day}\b", str(other), found[0], count=1), clash


def _moved_year(found: re.Match[str], cited: Cited) -> Iterator[tuple[str, DateSpan | None]]:
    del cited
    year = int(found["y"])
    for other in (year - 1, year - 2, year - 3, year - 5):
        whole = DateSpan(date(other, 1, 1), date(other, 12, 31), DateBasis.STATED)
        yield f"{found['lead']} {other}", whole


def _moved_month(found: re.Match[str], cited: Cited) -> Iterator[tuple[str, DateSpan | None]]:
    at = MONTHS.index(found["m"])
    for step in (-3, -4, 3, 5):
        other = (at + step) % 12
        spans = [_month(year, other + 1) for year in _years(cited)]
        clash = next((span for span in spans if _known(span, cited)), spans[0])
        yield f"{found['lead']} {MONTHS[other]}", clash


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    """Day, month, year of a date; 0 where it gives none."""
    groups = found.groupdict()
    day, year = groups["d"] or groups["d2"], groups["y"] or groups["y2"] or groups["y3"]
    return int(day or 0), MONTHS.index(groups["m"] or groups["m2"] or groups["m3"]) + 1, int(year or 0)


def _other_weekday(cited: Cited) -> Edited | None:
    for found in cited.found(_ON_DAY):
        at = WEEKDAYS.index(found["w"])
        for other in (WEEKDAYS[(at + step) % 7] for step in (3, 4, 2)):
            if fold(other) not in cited.quoted and fold(found["w"]) in cited.quoted:
                return put(cited.text, *found.span(), f"{found['lead']} {other}")
    return None


def _same_day(found: re.Match[str]) -> str:
    day, month, year = _parts(found)
    name = MONTHS[month - 1]
    if not day:
        return f"the month of {name} {year}"
    if found["d"]:
        return f"{name} {day}, {year}" if year else f"{name} {day}"
    return f"{day} {name} {year}" if year else f"{day} {name}"


def _weekday_as_date(cited: Cited) -> Edited | None:
    """ "on Monday" as the day that it was, where the quotations settle which."""
    days = {
        item.when
        for claim in cited.evidence.claims
        for citation in claim.citations
        for item in time_expressions(citation.quote, claim.published)
        if _one_day(item.when) and _one_day(claim.published)
    }
    for found in cited.found(_ON_DAY):
        meant = {span for span in days if span.earliest and WEEKDAYS[span.earliest.weekday()] == found["w"]}
        if len({span.earliest for span in meant}) == 1:
            return put(cited.text, *found.span(), f"{found['lead']} {printed(next(iter(meant)))}")
    return None


def _is_old(cited: Cited) -> bool:
    """Whether all of it happened, or at least was printed, well before the cut-off."""
    limit = cited.bench.as_of - _STALE
    claims = cited.evidence.claims
    happened = [claim.event.latest is not None and claim.event.latest < limit for claim in claims]
    printed_then = [claim.published.latest is not None and claim.published.latest < limit for claim in claims]
    return bool(claims) and (all(happened) or all(printed_then))


def _can_be_dated(cited: Cited) -> bool:
    """Whether a plain past tense carries the sentence, so that a day can be put to its end."""
    if not _ENDS_WELL.search(cited.text):
        return False
    words = re.findall(r"[A-Za-z]+", cited.text)
    plain = [word for word in words if word in PAST]
    return bool(plain) and not any(
        word in {"has", "have", "had", "will", "would", "is", "are", "may"} for word in words
    )


def _one_day(span: DateSpan) -> bool:
    return span.known and span.earliest == span.latest


def _in_words(span: DateSpan) -> str:
    """A day, month or year with its preposition; "" for any other interval."""
    if span.earliest is None or span.latest is None:
        return ""
    words = printed(span)
    if _one_day(span):
        return f"on {words}"
    return f"in {words}" if "–" not in words else ""
