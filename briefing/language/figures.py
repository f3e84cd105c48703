"""The numbers a text gives, with what they count and how firmly they are put.

For comparing figures between texts and for checking that a sentence's numbers stand in its quotations. Parts of dates,
clock times and names ("Moscow 3", "resolution 2254", "F-16") are no figures. An ordinal is a figure whose unit is
"ordinal", so that a "second visit" never reads as two visits. Vague counts ("dozens", "hundreds of thousands") are
their least value with the bound "at least". Nothing here judges whether two figures conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from briefing.language.counted_nouns import head_noun
from briefing.language.dates import time_expressions
from briefing.language.number_words import CARDINALS, ORDINALS, alternatives
from briefing.types import DateBasis, DateSpan

Bound = Literal["exact", "at least", "at most", "about"]


@dataclass(frozen=True, slots=True)
class Figure:
    """`text == source[start:end]`; `unit` is "%", a currency code, "ordinal" or ""; `noun` the folded thing counted."""

    start: int
    end: int
    text: str
    value: Decimal
    bound: Bound
    unit: str
    noun: str


_SOME_DAY = DateSpan(date(2000, 6, 15), date(2000, 6, 15), DateBasis.UNKNOWN)  # any: only the offsets are used
_GAP = r"[^\S\n]+"
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
_FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10)}
_CROWDS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6, "billions": 2 * 10**9}
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
_MONEY_WORDS = (
    (re.compile(r"(?i)^(?:us|u\.s\.)?[^\S\n]?dollars?\b"), "USD"),
    (re.compile(r"(?i)^euros?\b"), "EUR"),
    (re.compile(r"(?i)^(?:egyptian)[^\S\n]pounds?\b"), "EGP"),
    (re.compile(r"(?i)^(?:syrian)[^\S\n]pounds?\b"), "SYP"),
    (re.compile(r"(?i)^(?:saudi)[^\S\n]riyals?\b"), "SAR"),
    (re.compile(r"(?i)^pounds?[^\S\n]sterling\b"), "GBP"),
)
_SCALE = rf"(?:{_GAP}|-)?(?P<scale>(?i:hundred|thousand|million|billion|trillion)s?\b|(?:bn|mn|m|k)\b)"
_WORD = rf"(?:{alternatives(CARDINALS)})"
_SCALE_WORD = "(?:hundred|thousand|million|billion|trillion|dozen)"
_TIMES = rf"(?:(?:{_GAP}|-){_SCALE_WORD}\b)"
# "two hundred and fifty thousand", but not "two and three".
_WORDS = rf"(?:{_WORD}|an?(?={_GAP}{_SCALE_WORD}\b))(?:{_TIMES}(?:{_GAP}(?:and{_GAP})?{_WORD}\b)?)*"
_PART = rf"(?P<part>half|(?:an?|one|two|three|four)(?:{_GAP}|-)(?:quarter|third|half|fifth|tenth)s?)"
_PATTERNS = (
    rf"(?P<money>US\$|[$€£])?[^\S\n]?(?<![\w.,/:])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:{_SCALE})?",
    rf"\b(?i:{_WORDS})\b",
    rf"\b(?i:{_PART}{_GAP}(?:of{_GAP})?an?{_GAP}(?P<scale>{_SCALE_WORD}))\b",
    rf"\b(?i:{_PART}(?={_GAP}(?:of|the)\b))",
    rf"\b(?i:(?:(?P<times>tens|hundreds){_GAP}of{_GAP})?(?P<crowd>{'|'.join(_CROWDS)}))\b",
    rf"\b(?i:(?:several|a{_GAP}few){_GAP}(?P<several>{_SCALE_WORD}))\b",
    rf"\b(?P<ordinal>(?i:{alternatives(ORDINALS)})|\d+(?:st|nd|rd|th))\b",
)
_FEWER = (
    "no more than|not more than|(?<!no )(?<!not )(?:fewer|less) than|under|below|up to|at most|as many as|as much as"
    "|a maximum of"
)
_MORE = "more than|over|at least|no fewer than|no less than|not less than|upwards? of|exceed(?:s|ed|ing)?|above|beyond"
_ROUGHLY = "about|around|some|approximately|nearly|almost|roughly|an estimated|estimated|close to|circa|~"
_BOUNDS: tuple[tuple[Bound, str], ...] = (("at most", _FEWER), ("at least", _MORE), ("about", _ROUGHLY))
_AFTER_AT_LEAST = re.compile(rf"^{_GAP}(?:or more|and counting|at least|plus)\b|^\+")
# A number right after these, or after a capitalised word and before no lower-case word, is part of a name.
_LABEL = re.compile(
    r"(?:\b(?i:resolutions?|articles?|chapters?|phases?|channel|flight|brigade|division|page|paragraph|section|no\.|number|"
    r"protocol|route|highway|room|gate|unit|track|group of)|#)[^\S\n]*$"
)
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w])[A-Z][\w'’.-]*[^\S\n]$")
_NO_NAME = """
about around some nearly almost over more at least up to killed roughly approximately in on of and the but with after by
from only an a as another between under below
"""
_OPENING_WORDS = frozenset(_NO_NAME.split())
_CLOCK = re.compile(r"(?i)^:\d\d|^[^\S\n]?(?:[ap]\.?m\b|o['’]clock|GMT|hrs)")


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure in reading order; of overlapping readings the longest. Offsets are code points of `text`."""
    dates = [(item.start, item.end) for item in time_expressions(text, _SOME_DAY)]
    taken: list[tuple[int, int]] = []
    found: list[Figure] = []
    for match in sorted(_matches(text), key=lambda one: (one.start() - one.end(), one.start())):
        span = (match.start(), match.end())
        if _overlaps(span, taken) or _overlaps(span, dates) or _is_name_part(match):
            continue
        figure = _figure(match)
        if figure is not None:
            taken.append(span)
            found.append(figure)
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _PATTERNS)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns():
        yield from pattern.finditer(text)


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_name_part(match: re.Match[str]) -> bool:
    if not match.groupdict().get("number") or match.groupdict().get("money"):
        return False
    before, after = match.string[max(0, match.start() - 40) : match.start("number")], match.string[match.end() :]
    if _LABEL.search(before) or re.match(r"[\w/]|-?[A-Z]", after[:2]) or _CLOCK.match(after[:12]):
        return True
    if re.search(r"[A-Za-z]-$", before):
        return True
    capital = _CAPITAL_BEFORE.search(before)
    word = capital[0].strip(" \u00a0“\"'‘(").lower() if capital else ""
    bare = re.fullmatch(r"\d{1,4}", match[0].strip()) is not None
    return (
        bare and capital is not None and word not in _OPENING_WORDS and not re.match(r"[^\S\n]+[a-z]|%|-[a-z]", after)
    )


def _figure(match: re.Match[str]) -> Figure | None:
    value = _value(match)
    if value is None:
        return None
    groups, text = match.groupdict(), match.string
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    bound = _bound(text, start, match.end(), bool(groups.get("crowd") or groups.get("several")))
    after = text[match.end() : match.end() + 80]
    if groups.get("ordinal"):
        unit, noun = "ordinal", head_noun(after, ordinal=True)
    else:
        unit = _unit(groups.get("money"), after)
        noun = "" if unit else head_noun(after)
    return Figure(start, match.end(), text[start : match.end()], _plain_value(value), bound, unit, noun)


def _plain_value(value: Decimal) -> Decimal:
    """Whole where it is whole, else to four places: a third is 0.3333."""
    whole = value.to_integral_value()
    return whole if whole == value else round(value, 4)


def _value(match: re.Match[str]) -> Decimal | None:
    groups = match.groupdict()
    if groups.get("number"):
        scale = (groups.get("scale") or "").lower()
        factor = _SCALES.get(scale.rstrip("s")) or _SHORT_SCALES.get(scale) or 1
        return Decimal(groups["number"].replace(",", "")) * factor
    if groups.get("ordinal"):
        digits = re.match(r"\d+", groups["ordinal"])
        return Decimal(digits[0]) if digits else Decimal(ORDINALS[_plain(groups["ordinal"])])
    if groups.get("part"):
        return _part(_plain(groups["part"])) * _scale(groups.get("scale"))
    if groups.get("crowd"):
        times = {"tens": 10, "hundreds": 100}.get((groups["times"] or "").lower(), 1)
        return Decimal(_CROWDS[groups["crowd"].lower()] * times)
    if groups.get("several"):
        return Decimal(2) * _scale(groups["several"])
    return _from_words(match)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _scale(word: str | None) -> Decimal:
    return Decimal(1) if word is None else Decimal(12 if word.lower() == "dozen" else _SCALES[word.lower()])


def _part(words: str) -> Decimal:
    *count, name = words.replace("-", " ").split()
    top, bottom = _FRACTIONS[name.rstrip("s") if name != "half" else name]
    times = CARDINALS.get(count[0], 1) if count else 1
    return Decimal(top * times) / Decimal(bottom)


_NOT_A_COUNT_BEFORE = re.compile(
    r"(?i)\b(?:no|any|every|each|this|that|which|the|another|some|or|everyone|as)[^\S\n-]*$"
)
_NOT_A_COUNT_AFTER = re.compile(
    r"(?i)^(?:[^\S\n]+(?:of|another|or[^\S\n]another|thing|who|that|is|was|has|by)\b|[.,;:?!'’])"
)


def _from_words(match: re.Match[str]) -> Decimal | None:
    words = _plain(match[0]).replace("-", " ").split()
    around = match.string[max(0, match.start() - 12) : match.start()], match.string[match.end() : match.end() + 16]
    if words == ["one"] and (_NOT_A_COUNT_BEFORE.search(around[0]) or _NOT_A_COUNT_AFTER.match(around[1])):
        return None
    total = group = Decimal(0)
    for word in words:
        if word in {"hundred", "dozen"}:
            group = (group or Decimal(1)) * _scale(word)
        elif word in _SCALES:
            total, group = total + (group or Decimal(1)) * _SCALES[word], Decimal(0)
        else:
            group += CARDINALS.get(word, 1 if word in {"a", "an"} else 0)
    return total + group


@cache
def _bound_patterns() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    tail = rf"(?:{_GAP}(?:the|a|an|its|of))?[^\S\n]*$"
    return tuple((bound, re.compile(rf"(?i)(?<!\w)(?:{words}){tail}")) for bound, words in _BOUNDS)


def _bound(text: str, start: int, end: int, vague: bool) -> Bound:
    before = text[max(0, start - 24) : start]
    for bound, pattern in _bound_patterns():
        if pattern.search(before):
            return bound
    return "at least" if vague or _AFTER_AT_LEAST.match(text[end : end + 14]) else "exact"


def _unit(money: str | None, after: str) -> str:
    if money:
        return _CURRENCIES[money]
    rest = after.lstrip(" \u00a0-")
    if after.startswith("%") or re.match(r"(?i)per[^\S\n]?cent\b", rest):
        return "%"
    return next((code for pattern, code in _MONEY_WORDS if pattern.match(rest)), "")
