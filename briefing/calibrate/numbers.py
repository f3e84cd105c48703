"""Plants in numbers and their units: another number, another unit; and the same number or unit written another way.

Numbers are found and read here, not by the reader of figures that the checks use: what that overlooks is planted too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.calibrate.sentence import Cited, Edited, put
from briefing.language.dates import time_expressions
from briefing.language.names import fold
from briefing.language.number_words import CARDINALS, ORDINALS
from briefing.types import DateBasis, DateSpan

_CARDINAL = {word: n for word, n in CARDINALS.items() if n > 1 and " " not in word}
_WORDS = {n: word for word, n in CARDINALS.items() if " " not in word}
_ORDINAL = {word: n for word, n in ORDINALS.items() if n <= 10}
_PLACES = {n: word for word, n in _ORDINAL.items()}
_ANY_CARDINAL = "|".join(sorted(_CARDINAL, key=len, reverse=True))
_DIGITS = r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*"
_NUMBER = re.compile(
    rf"(?<![\w.,/:#’'-])(?:(?P<digits>{_DIGITS})(?![\d/:]|[.,]\d|-\d|(?:st|nd|rd|th)\b)"
    rf"|(?P<part>a quarter|half) of a million\b|(?P<word>{_ANY_CARDINAL})\b(?!-)"
    rf"|(?P<place>{'|'.join(_ORDINAL)})\b(?!-))"
)
_AT_MOST = re.compile(r"(?i)(?:fewer than|less than|under|below|up to|at most|as many as|no more than|not more than) $")
_PART_OF_NAME = re.compile(r"(?:\b[A-Z][\w’'-]*|(?i:resolution|article|no\.|number|phase|at))\s$")
_OPENS = frozenset(
    ("in", "on", "at", "the", "about", "some", "only", "after", "more", "these", "those", "nearly", "over")
)
_RANKED = re.compile(r"(?i)(?<!\bnot )\b(?:the|an?|his|her|its|their|this|that) $")  # what is "not the third"?
_SOME_DAY = DateSpan(None, None, DateBasis.UNKNOWN)
_NOT_COUNTING = re.compile(r"^ (?:of all|thing|time around|hand|place|[a-z]+ing)\b|^(?: or)? another\b")

_SCALES = {"thousand": "million", "million": "billion", "billion": "million"}
_LENGTHS = {"hour": "day", "day": "week", "week": "month", "month": "year", "year": "month", "decade": "year"}
_MEASURES = {
    "kilometre": "mile", "kilometer": "mile", "km": "mile", "mile": "kilometre", "tonne": "barrel", "ton": "barrel",
    "barrel": "tonne", "metre": "kilometre", "meter": "kilometer", "hectare": "square kilometre",
    "dollar": "euro", "euro": "dollar", "pound": "dollar", "riyal": "dollar",
}  # fmt: skip # read best in rows
_UNITS = _LENGTHS | _MEASURES
_COUNT = rf"(?:{_DIGITS}|\d+\.\d+|one|{_ANY_CARDINAL})"
_PERCENT = re.compile(r"(?<=\d)(?P<sign> ?%)|(?<=[\da-z] )(?P<words>per ?cent)\b")
_MONEY = re.compile(r"(?P<sign>[$€£])(?=\d)")
_SCALED = re.compile(rf"\b(?:{_COUNT}|a|several) (?P<scale>{'|'.join(_SCALES)})\b")
_UNIT = re.compile(rf"\b(?P<count>{_COUNT})(?P<joint>[ -])(?P<unit>{'|'.join(_UNITS)})(?P<many>s?)\b")


def number(cited: Cited) -> Edited | None:
    """Change a number to one that no quotation gives, past the bound it is put with."""
    for found in _numbers(cited):
        new = _other(found, cited)
        if new:
            return put(cited.text, *found.span(), new)
    return None


def number_kept(cited: Cited) -> Edited | None:
    """Write a number in digits instead of words, or in words instead of digits."""
    for found in _numbers(cited):
        new = _rewritten(found)
        if new:
            start, end = found.span()
            if _scale_after(found):
                end = found.end() + len(_scale_after(found)) + 1
            return put(cited.text, start, end, new)
    return None


def unit(cited: Cited) -> Edited | None:
    """Change what a number is measured in: days to weeks, million to billion, dollars to euros."""
    for pattern, change in _UNIT_CHANGES:
        for found in cited.found(pattern):
            edited = put(cited.text, *found.span(), change(found))
            near = fold(_around(edited.text, found.start()))
            if near not in cited.quoted:
                return edited
    return None


def unit_kept(cited: Cited) -> Edited | None:
    """Write a unit another way: per cent for %, fourteen days for two weeks, $5 million as 5 million dollars."""
    for pattern, change in _UNIT_TWINS:
        for found in cited.found(pattern):
            new = change(found)
            if new:
                return put(cited.text, *found.span(), new)
    return None


def _numbers(cited: Cited) -> Iterator[re.Match[str]]:
    """Counts and ranks: no dates, years, clock times, parts of names."""
    dates = [(item.start, item.end) for item in time_expressions(cited.text, cited.evidence.claims[0].published)]
    dates += [(item.start, item.end) for item in time_expressions(cited.text, _SOME_DAY)]
    for found in cited.found(_NUMBER):
        before = cited.text[: found.start()]
        name = _PART_OF_NAME.search(before)
        if name and fold(name[0].strip()) not in _OPENS:
            continue
        if any(found.start() < end and start < found.end() for start, end in dates):
            continue
        if found["place"] and not _RANKED.search(before):
            continue
        if re.fullmatch(r"(?:1[89]|20)\d\d", found[0]) or _NOT_COUNTING.match(cited.text[found.end() :]):
            continue
        yield found


def _other(found: re.Match[str], cited: Cited) -> str:
    value, make = _read(found)
    most = _AT_MOST.search(found.string[: found.start()]) is not None
    taken = [float(figure.value) for figure in cited.evidence.figures]
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9}.get(_scale_after(found), 1)
    for new in _less(value) if most else _greater(value):
        written = make(new)
        far = all(abs(new * scale - other) > 0.15 * other for other in taken)
        if written and far and not re.search(rf"\b{re.escape(fold(written))}\b", cited.quoted):
            return written
    return ""


def _read(found: re.Match[str]) -> tuple[int, Callable[[int], str]]:
    """The value of a number, and how another one is written in its way ("" where it can't be)."""
    groups = found.groupdict()
    if groups["digits"]:
        commas = "," in found[0]
        return int(found[0].replace(",", "")), lambda n: f"{n:,}" if commas else str(n)
    if groups["part"]:
        return (25 if groups["part"] == "a quarter" else 50), lambda n: "three quarters of a million" if n == 75 else ""
    if groups["place"]:
        return _ORDINAL[found[0]], lambda n: _PLACES.get(n, "")
    return _CARDINAL[found[0]], lambda n: _WORDS.get(n, "")


def _greater(value: int) -> tuple[int, ...]:
    if value < 20:
        return value + 2, value + 3, value + 5
    size = 10 ** (len(str(value)) - 1)
    return (value + 3 * size, value + 5 * size, 2 * value, 75) if value <= 6 * size else (value + 10 * size, 3 * value)


def _less(value: int) -> tuple[int, ...]:
    return tuple(n for n in (value // 2, value // 3) if n > 1)


def _scale_after(found: re.Match[str]) -> str:
    scale = re.match(r" (thousand|million|billion)\b", found.string[found.end() :])
    return scale[1] if scale else ""


def _rewritten(found: re.Match[str]) -> str:
    groups, scale = found.groupdict(), _scale_after(found)
    if groups["part"]:
        return "250,000" if groups["part"] == "a quarter" else "500,000"
    value, _ = _read(found)
    if scale:
        return f"{value * {'thousand': 10**3, 'million': 10**6, 'billion': 10**9}[scale]:,}"
    if groups["place"]:
        return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value, 'th') }"
    if groups["word"]:
        return str(value)
    if value in _WORDS:
        return _WORDS[value]
    return f"{value // 1000} thousand" if value >= 1000 and value % 1000 == 0 and value < 10**6 else ""


def _around(text: str, at: int) -> str:
    """The number at a place with the word after it, to see whether a quotation says just that."""
    start = text.rfind(" ", 0, at) + 1
    found = re.match(r"\S+(?:\s\S+)?(?:\s\S+)?", text[start:])
    return found[0].rstrip(".,;") if found else ""


def _other_unit(found: re.Match[str]) -> str:
    return f"{found['count']}{found['joint']}{_UNITS[found['unit']]}{found['many']}"


def _other_scale(found: re.Match[str]) -> str:
    return found[0].replace(found["scale"], _SCALES[found["scale"]])


_UNIT_CHANGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_PERCENT, lambda found: " per thousand" if found["sign"] else "per thousand"),
    (_MONEY, lambda found: {"$": "€", "€": "$", "£": "$"}[found["sign"]]),
    (_SCALED, _other_scale),
    (_UNIT, _other_unit),
)


def _same_span(found: re.Match[str]) -> str:
    """Weeks in days and a few years in months, where the arithmetic is exact."""
    times = {"week": (7, "days", 8), "year": (12, "months", 2)}.get(found["unit"])
    count = CARDINALS.get(found["count"]) or (int(found["count"]) if found["count"].isdigit() else 0)
    if times is None or found["joint"] != " " or not 0 < count <= times[2]:
        return ""
    return f"{count * times[0]} {times[1]}"


def _unfolded(found: re.Match[str]) -> str:
    """ "a five-year war" as "a war of five years"."""
    article = "" if not found["article"] else "an " if found["thing"][0] in "aeiou" else "a "
    many = "" if found["count"] in {"one", "1"} else "s"
    return f"{article}{found['thing']} of {found['count']} {found['unit']}{many}"


_HYPHENED = re.compile(
    rf"\b(?P<article>an? )?(?P<count>{_COUNT})-(?P<unit>{'|'.join(_LENGTHS)}) (?P<thing>[a-z]+)"
    r"(?=[ .,]|$)(?! [a-z]+[^a-z.,]*\bof\b)"
)
_DOLLARS = re.compile(rf"\$(?P<count>{_DIGITS}|\d+\.\d+)(?P<scale> (?:million|billion))?\b")
_UNIT_TWINS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_PERCENT, lambda found: " per cent" if found["sign"] else "percent" if " " in found[0] else "per cent"),
    (_DOLLARS, lambda found: f"{found['count']}{found['scale'] or ''} dollars"),
    (_UNIT, _same_span),
    (_HYPHENED, _unfolded),
    (re.compile(r"(?P<count>\d+) (?P<scale>million|billion)\b"), lambda found: f"{found['count']}{found['scale'][0]}n"),
)
