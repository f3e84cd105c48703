"""The grammar of Arabic time expressions: tables of its own, resolved by the same calendar arithmetic.

Month names of Egypt, the Levant and the Maghreb, weekdays, and the relative expressions news uses; any digits. Vowel
marks inside words are not expected, as in print. A prefixed و ف ب ل is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from briefing.language import spans
from briefing.language.spans import Span
from briefing.language.time_rules import GAP, Point, Resolve, Rule, in_year, so_far

LETTER = re.compile("[\u0621-\u064a]")
MONTHS = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار|اذار",
    "أبريل|إبريل|ابريل|نيسان|أفريل",
    "مايو|أيار|ايار",
    "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|جويلية",
    "أغسطس|اغسطس|آب",
    "سبتمبر|أيلول|ايلول",
    "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الأول|كانون الاول",
)
WEEKDAYS = ("الاثنين|الإثنين", "الثلاثاء", "الأربعاء|الاربعاء", "الخميس", "الجمعة|الجمعه", "السبت", "الأحد|الاحد")
_UNITS = {
    "day": "يوم|يوما|يوماً|أيام|ايام",
    "week": "أسبوع|اسبوع|أسابيع|اسابيع|أسبوعا|الأسبوع|الاسبوع",
    "month": "شهر|أشهر|اشهر|شهور|شهرا|شهراً|الشهر",
    "year": "عام|سنة|أعوام|سنوات|سنين|عاما|عاماً|العام|السنة",
}
_PAIRS = {"day": "يومين", "week": "أسبوعين|اسبوعين", "month": "شهرين", "year": "عامين|سنتين"}
_RECENT = {
    "day": ("الأيام|الايام", 7),
    "week": ("الأسابيع|الاسابيع", 8),
    "month": ("الأشهر|الاشهر|الشهور", 6),
    "year": ("السنوات|الأعوام|الاعوام", 5),
}
_COUNTS = (
    "واحد|واحدة",
    "اثنان|اثنين",
    "ثلاثة|ثلاث",
    "أربعة|أربع",
    "خمسة|خمس",
    "ستة|ست",
    "سبعة|سبع",
    "ثمانية|ثماني",
    "تسعة|تسع",
    "عشرة|عشر",
)
_FEW = "بضعة|بضع|عدة"
_ONES = (
    "الأول|الاول|أول|الحادي|الحادية",
    "الثاني|الثانية",
    "الثالث|الثالثة",
    "الرابع|الرابعة",
    "الخامس|الخامسة",
    "السادس|السادسة",
    "السابع|السابعة",
    "الثامن|الثامنة",
    "التاسع|التاسعة",
    "العاشر|العاشرة",
)
_TENS = {10: "عشر|عشرة", 20: "العشرين|العشرون|والعشرين|والعشرون", 30: "الثلاثين|الثلاثون|والثلاثين|والثلاثون"}
_PARTS = {"early": "مطلع|أوائل|اوائل|بداية", "mid": "منتصف|أواسط|اواسط", "late": "أواخر|اواخر|نهاية"}
_WHICH = (
    "الماضي|الماضية|الفائت|الفائتة|المنصرم|المنصرمة",
    "الجاري|الجارية|الحالي|الحالية",
    "المقبل|المقبلة|القادم|القادمة",
)
_NEAR_DAYS = {
    -2: "أول أمس|أول من أمس|أمس الأول|اول امس|قبل أمس|قبل يوم أمس",
    -1: "أمس|امس|الأمس",
    0: "اليوم|الليلة",
    1: "غدا|غداً|الغد",
    2: "بعد غد|بعد الغد",
}


def _any(*tables: str) -> str:
    words = sorted((word for table in tables for word in table.split("|")), key=len, reverse=True)
    return "|".join(word.replace(" ", GAP) for word in words)


_PREFIX = r"(?<![\w/.-])[وف]?[بل]?"
_END = r"(?!\w)"
_COMMA = rf"(?:{GAP}?[،,]{GAP}?|{GAP})"
_YEAR = r"(?P<y>[1١]\d{3}|[2٢][01٠١]\d{2})(?!\d|[.,/-]\d)"
_IN_YEAR = rf"{_COMMA}(?:من{GAP})?(?:ال)?(?:(?:عام|سنة){GAP})?{_YEAR}"
_Q = rf"(?P<q>{_any(*_WHICH)}){_END}"
_M = rf"(?:شهر{GAP})?(?P<m>{_any(*MONTHS)})(?:{GAP}?[/(]{GAP}?(?:{_any(*MONTHS)})\)?)?{_END}"
_ORDINAL = rf"(?:{_any(*_ONES)})(?:{GAP}(?:{_any(*_TENS.values())}))?|{_any(_TENS[20], _TENS[30])}"
_D = rf"(?:(?P<d>\d{{1,2}})(?![\d:]|[.,/]\d)|(?P<o>{_ORDINAL}){_END})"
_D_OF_M = rf"{_D}(?:[.-]?{GAP}(?:من{GAP})?|-)?{_M}\.?"
_M_D = rf"{_M}(?:{GAP}|-)?{_D}"
_W = rf"(?:يوم{GAP})?(?P<w>{_any(*WEEKDAYS)}){_END}"
_P = rf"(?P<p>{_any(*_PARTS.values())}){GAP}"
_WEEK = "(?:الأسبوع|الاسبوع)"
_U = rf"(?P<u>{_any(*_UNITS.values())}){_END}"
_N = rf"(?P<n>\d{{1,3}}|{_any(*_COUNTS, _FEW)}){GAP}"


def _index(tables: tuple[str, ...], words: str) -> int:
    plain = " ".join(words.split())
    return next(number for number, table in enumerate(tables) if plain in table.split("|"))


def _key(tables: dict[str, str], words: str) -> str:
    return list(tables)[_index(tuple(tables.values()), words)]


def _which(match: re.Match[str]) -> int:
    """-1 last, 0 this, 1 next."""
    return _index(_WHICH, match["q"]) - 1


def _day_number(match: re.Match[str]) -> int:
    if match["d"]:
        return int(match["d"])
    first, *rest = match["o"].split()
    tens = {word: ten for ten, words in _TENS.items() for word in words.split("|")}
    ones = 0 if first in tens else _index(_ONES, first) + 1
    return ones + sum(tens[word] for word in (rest or [first]) if word in tens)


def _chosen(match: re.Match[str], at: Point, of_year: Callable[[int], Span]) -> Span:
    """In the year said, or the last, this or next of its kind, or the nearest."""
    if not match.groupdict().get("q"):
        return in_year(match, at, of_year)
    near = [of_year(at.day.year + by) for by in (-1, 0, 1)]
    if _which(match) < 0:
        return [span for span in near if span[1] < at.day][-1]
    if _which(match) > 0:
        return next(span for span in near if span[0] > at.day)
    return so_far(near[1], at)


def _on_day(match: re.Match[str], at: Point) -> Span:
    month, day = _index(MONTHS, match["m"]) + 1, _day_number(match)
    return _chosen(match, at, lambda year: (date(year, month, day), date(year, month, day)))


def _in_month(match: re.Match[str], at: Point) -> Span:
    month, part = _index(MONTHS, match["m"]) + 1, match.groupdict().get("p")
    if part:
        return _chosen(match, at, lambda year: spans.part_of_month(_key(_PARTS, part), year, month))
    return _chosen(match, at, lambda year: spans.month(year, month))


def _year(match: re.Match[str], at: Point) -> Span:
    part = match.groupdict().get("p")
    return in_year(match, at, lambda year: spans.part_of_year(_key(_PARTS, part), year) if part else spans.year(year))


def _weekday(match: re.Match[str], at: Point) -> Span:
    number, by = _index(WEEKDAYS, match["w"]), _which(match) if match.groupdict().get("q") else 0
    if by > 0 or (at.ahead and by == 0):
        day = spans.weekday_after(at.day + timedelta(days=by), number)
    else:
        day = spans.weekday_before(at.day + timedelta(days=by), number)
    return day, day


def _weekday_of_week(match: re.Match[str], at: Point) -> Span:
    day = spans.week_from(at.day, _which(match))[0] + timedelta(days=_index(WEEKDAYS, match["w"]))
    return day, day


def _near_day(match: re.Match[str], at: Point) -> Span:
    days = list(_NEAR_DAYS)[_index(tuple(_NEAR_DAYS.values()), match["t"])]
    return spans.unit_from(at.day, "day", days)


def _unit(match: re.Match[str], at: Point) -> Span | None:
    unit, part = _key(_UNITS, match["u"]), match.groupdict().get("p")
    by = _which(match) if match.groupdict().get("q") else 0
    span: Span | None = spans.unit_from(at.day, unit, by)
    if part and span:
        span = _part_of(_key(_PARTS, part), unit, span[0])
    return so_far(span, at) if span else None


def _part_of(name: str, unit: str, first: date) -> Span | None:
    if unit == "month":
        return spans.part_of_month(name, first.year, first.month)
    return spans.part_of_year(name, first.year) if unit == "year" else None


def _ago(match: re.Match[str], at: Point) -> Span:
    groups = match.groupdict()
    if groups.get("pair"):
        return spans.unit_from(at.day, _key(_PAIRS, match["pair"]), -2)
    unit, count = _key(_UNITS, match["u"]), groups.get("n")
    if count and count in _FEW.split("|"):
        return spans.unit_from(at.day, unit, -6)[0], spans.unit_from(at.day, unit, -2)[1]
    number = 1 if not count else int(count) if count.isdecimal() else _index(_COUNTS, count) + 1
    return spans.unit_from(at.day, unit, -number)


def _recent(match: re.Match[str], at: Point) -> Span:
    unit, most = next((unit, most) for unit, (words, most) in _RECENT.items() if match["u"] in words.split("|"))
    return spans.moved(at.day, unit, -most), at.day


_LATELY = rf"(?P<u>{_any(*(words for words, _ in _RECENT.values()))})"
# "The Seventh Day" is a newspaper; "the following day" and "the same day" have no anchor.
_NOT_TODAY = rf"(?!{GAP}(?:السابع|التالي|نفسه|ذاته|الثاني|العالمي))"
_AGO = r"(?:قبل|منذ)"
_TABLE: tuple[tuple[str, Resolve, bool], ...] = (
    (rf"{_PREFIX}{_D_OF_M}(?:{_IN_YEAR})?", _on_day, False),
    (rf"{_PREFIX}{_M_D}(?:{_IN_YEAR})?", _on_day, False),
    (rf"{_PREFIX}{_D_OF_M}{GAP}{_Q}", _on_day, True),
    (rf"{_PREFIX}(?:{_P})?{_M}(?:{_IN_YEAR})", _in_month, False),
    (rf"{_PREFIX}{_P}{_M}", _in_month, False),
    (rf"(?<!\w)(?:في|منذ|خلال|شهر){GAP}{_M}(?!{GAP}?\d)", _in_month, False),
    (rf"{_PREFIX}(?:{_P})?{_M}{GAP}{_Q}", _in_month, True),
    (rf"{_PREFIX}(?:{_P})?(?:ال)?(?:عام|سنة){GAP}{_YEAR}", _year, False),
    (rf"(?<!\w)(?:في|منذ){GAP}{_YEAR}", _year, False),
    (rf"{_PREFIX}{_W}(?!{GAP}(?:الأول|الثاني))", _weekday, False),
    (rf"{_PREFIX}{_W}{GAP}{_Q}", _weekday, True),
    (rf"{_PREFIX}{_W}{GAP}(?:من{GAP})?{_WEEK}{GAP}{_Q}", _weekday_of_week, True),
    (rf"{_PREFIX}{_WEEK}{GAP}{_Q}{GAP}{_W}", _weekday_of_week, True),
    (rf"{_PREFIX}(?P<t>{_any(*_NEAR_DAYS.values())}){_END}{_NOT_TODAY}", _near_day, True),
    (rf"{_PREFIX}(?:{_P})?{_U}{GAP}{_Q}", _unit, True),
    (rf"(?<!\w)(?:{_P})?(?:هذا|هذه){GAP}{_U}", _unit, False),
    (rf"(?<!\w){_AGO}{GAP}(?:(?P<pair>{_any(*_PAIRS.values())}){_END}|(?:{_N})?{_U})", _ago, False),
    (rf"{_PREFIX}{_LATELY}{GAP}(?:القليلة{GAP})?(?:الأخيرة|الاخيرة|الماضية){_END}", _recent, False),
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table, compiled on first use."""
    return tuple(Rule(re.compile(pattern), resolve, future) for pattern, resolve, future in _TABLE)
