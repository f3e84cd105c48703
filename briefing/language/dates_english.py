"""The grammar of English time expressions: a table of patterns, each with what it means.

Matching is loose about spacing and strict about what could be something else: "may", "march", "second", "2000 people",
the "Sunday Times". Nothing here resolves a date or decides between overlapping matches.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.language import dates_meanings as means
from briefing.language.number_words import CARDINALS, ORDINALS, alternatives
from briefing.language.time_rules import DASH, GAP, Resolve, Rule

_UNMISTAKABLE = [name for name in means.LONG_MONTHS if name not in {"march", "may"}]
_NAMES = (
    rf"(?i:{'|'.join(_UNMISTAKABLE)}|(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
    r"|March|MARCH|Mar\b\.?|May|MAY"
)
# A month that stands without a day or a year: capitalised, and spelled out or dotted.
_ALONE = "|".join(name.capitalize() for name in _UNMISTAKABLE) + r"|March|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\."
_DAYS = "|".join(means.WEEKDAYS)
_WEEKDAY = rf"(?P<w>(?i:{_DAYS}))"
_BEFORE_DATE = rf"(?:(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?{GAP}(?:the{GAP})?)?"
_VAGUE = rf"an?|(?:a{GAP})?couple{GAP}of|(?:a{GAP})?few|several|some"
_N = rf"(?P<n>\d{{1,3}}|(?i:{alternatives(CARDINALS)}|{_VAGUE}))"
_UNIT = r"(?P<u>(?i:day|week|month|year|decade))"
_COUNTED_UNIT = rf"(?:\d{{1,3}}|(?i:{alternatives(CARDINALS)}|an?)){GAP}(?i:day|week|month|year)s?"
_THE = rf"(?:the{GAP})?"
_TH = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_ORDINAL = rf"(?i:{alternatives(ORDINALS, 31)})"
_NTH = rf"(?P<d>\d{{1,2}}(?={_TH})|{_ORDINAL}){_TH}?"
_PART = (
    rf"(?i:early|mid|late|{_THE}(?:beginning|start|middle|end|close){GAP}of|"
    rf"{_THE}(?:first|second|third|fourth|last|final){GAP}(?:third|half|week|quarter){GAP}(?:of|in))"
)
_P = rf"(?P<p>{_PART})(?:{GAP}|-)?"
_YEAR = r"(?:1\d{3}|2[01]\d{2})(?!\d|[.,]\d|%)"
_START = r"(?<![\w.,/:$€£-])"
_TO = rf"(?:{DASH}|{GAP}(?:to|and|until|through|till){GAP})"
_Y0 = rf"(?:,?{GAP}(?P<y0>{_YEAR}))?"
_YEAR_SAID = rf"(?:,{GAP}?|{GAP}(?:of{GAP})?)(?P<y>{_YEAR})"
_YEAR_TAIL = rf"(?:{_YEAR_SAID}|,?{GAP}(?:of{GAP})?(?P<r>(?i:last|this|next)){GAP}year\b)"
_LAST_THIS_NEXT = rf"(?P<q>(?i:last|this|next)){GAP}"
_MONTH_Q = rf"(?P<q>(?i:last|this|next)){GAP}month\b"
_FIRST_TO_LAST = "(?i:first|second|third|fourth|last)"
_THE_WEEK = rf"(?P<q>(?i:last|next|this){GAP}week)"


def _day(name: str) -> str:
    """A day of the month in digits, with or without its ending."""
    return rf"(?P<{name}>\d{{1,2}}){_TH}?(?![\d:%]|[.,]\d)"


def _month(name: str) -> str:
    return rf"(?P<{name}>{_NAMES})(?!\w)"


_M, _M2 = _month("m"), _month("m2")
_D, _D2 = _day("d"), _day("d2")
_D_OR_TWO = rf"(?:{_D}(?:{_TO}{_D2})?)"
_NEWSPAPERS = r"(?!\s+(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|World|Sport)\b)"
_NAMED_DAYS = r"(?<!Black )(?<!Bloody )(?<!Good )(?<!Easter )(?<!Palm )(?<!Cyber )(?<!very )(?<![Ee]ach )"
_CUES = ("in", "since", "of", "by", "from", "until", "during", "before", "after", "the", "for", "to", "and")
_YEAR_CUE = "(?:" + "|".join(rf"(?<=\b(?i:{cue})\s)" for cue in _CUES) + r"|(?<=\()|^)"
# A round number before a lower-case word, or any before people, is rather a count: "of 2000 people".
_COUNTED = "people|persons|men|women|children|civilians|troops|soldiers|fighters|refugees|members"
_NOT_A_COUNT = rf"(?!(?<=00)\s+[a-z])(?!\s+(?:{_COUNTED}|of\s+the)\b)"
_LONE_YEAR = r"(?P<y>19\d{2}|20\d{2})"
_MONTH_CUE = r"(?i:in|since|by|until|till|during|from|of|before|after|between|for|to|through|and|the|into)"
_SEASON = "spring|summer|autumn|fall|winter"
_TODAY = r"(?<!\w )(?:Today|Tomorrow|Yesterday|Tonight)|\b(?:today|tomorrow|yesterday|tonight|tmrw)"
_NEAR = (
    rf"(?i:{_THE}day{GAP}before{GAP}yesterday|{_THE}day{GAP}after{GAP}(?:tomorrow|tmrw)|last{GAP}night|"
    rf"this{GAP}(?:morning|afternoon|evening))"
)

# Every expression holds one of these; rules are tried only around them.
CUE = re.compile(
    r"(?i)\d|day|week|month|year|decade|night|tomorrow|tmrw|this\s+(?:morning|afternoon|evening)"
    rf"|\b(?:{'|'.join(means.MONTHS)}|{_SEASON})"
)

# pattern, meaning, may lie after publication without a sign in the clause
_TABLE: tuple[tuple[str, Resolve, bool], ...] = (
    # days
    (rf"\b{_BEFORE_DATE}{_M}(?:{GAP}|[-/])?{_THE}{_D_OR_TWO}{_YEAR_TAIL}?", means.on_day, False),
    (rf"{_START}{_BEFORE_DATE}{_D_OR_TWO}(?:\.?{GAP}(?:of{GAP})?|-)?{_M}{_YEAR_TAIL}?", means.on_day, False),
    (rf"\b{_BEFORE_DATE}{_M}{GAP}{_THE}(?P<d>{_ORDINAL})\b{_YEAR_TAIL}?", means.on_day, False),
    (rf"\b{_THE}(?P<d>{_ORDINAL}){GAP}of{GAP}{_M}{_YEAR_TAIL}?", means.on_day, False),
    (rf"{_START}{_D}{GAP}{_M}{_Y0}{_TO}{_D2}{GAP}{_M2}{_YEAR_TAIL}?", means.day_to_day, False),
    (rf"\b{_M}{GAP}{_D}{_Y0}{_TO}{_M2}{GAP}{_D2}{_YEAR_TAIL}?", means.day_to_day, False),
    (rf"{_START}(?P<y>[12]\d{{3}})(?P<j>[-/.])(?P<a>\d{{1,2}})(?P=j)(?P<b>\d{{1,2}})(?!\d)", means.iso, False),
    (
        rf"{_START}(?P<a>\d{{1,2}})(?P<j>[-/.])(?P<b>\d{{1,2}})(?P=j)(?P<y>{_YEAR}|\d\d)(?![\d/.-]*\d)",
        means.slashes,
        False,
    ),
    # months and their parts
    (rf"\b(?:{_P})?\b{_M}{_YEAR_TAIL}", means.in_month, True),
    (rf"\b{_P}(?P<m>{_ALONE}|May)(?!\w)", means.in_month, False),
    (rf"\b{_MONTH_CUE}{GAP}{_THE}(?P<m>{_ALONE})(?!\w|{GAP}\d)", means.in_month, False),
    (rf"\b(?i:in|since|until|during){GAP}(?P<m>May)\b(?!{GAP}\d)", means.in_month, False),
    (rf"\b(?P<m>{_ALONE})(?=[’']s\b)", means.in_month, False),
    (rf"\b{_LAST_THIS_NEXT}(?P<m>{_ALONE}|May)(?!\w|{GAP}\d)", means.named_month, True),
    (rf"\b{_M}(?:{GAP}(?P<y0>{_YEAR}))?{_TO}{_M2}{_YEAR_TAIL}", means.month_to_month, True),
    # seasons, years, decades
    (rf"\b(?P<s>(?i:{_SEASON})){GAP}(?:of{GAP})?(?P<y>{_YEAR})", means.season, False),
    (rf"\b{_LAST_THIS_NEXT}(?P<s>{_SEASON})\b", means.season, True),
    (rf"\b{_P}(?P<y>{_YEAR})(?!s)\b", means.whole_year, False),
    (rf"{_START}(?P<y>{_YEAR})(?:{_TO}|/)(?P<y2>{_YEAR}|\d\d(?!\d|-))", means.years, False),
    (rf"{_START}(?:{_P})?(?P<y>1\d{{2}}0|20\d0)[’']?s\b", means.decade, False),
    (rf"\b(?P<y>\d{{1,2}}){_TH}{GAP}(?i:century)\b", means.century, False),
    (rf"{_YEAR_CUE}{_LONE_YEAR}(?![\w%]|[.,/:-]\d){_NOT_A_COUNT}", means.whole_year, False),
    (rf"(?<=,\s){_LONE_YEAR}(?=[,.;)’']|$)(?![.,]\d)", means.whole_year, False),
    # weekdays and weekends
    (rf"{_NAMED_DAYS}\b{_WEEKDAY}\b{_NEWSPAPERS}", means.weekday, False),
    (rf"\b(?P<q>(?i:last|past|this{GAP}past|previous)){GAP}{_WEEKDAY}\b", means.weekday, False),
    (rf"\b(?P<q>(?i:next|coming|this{GAP}coming|this)){GAP}{_WEEKDAY}\b", means.weekday, True),
    (rf"\b{_THE_WEEK},?{GAP}(?:on{GAP})?{_WEEKDAY}\b", means.weekday, True),
    (rf"\b{_WEEKDAY}{GAP}(?:of{GAP})?{_THE_WEEK}\b", means.weekday, True),
    (rf"\b{_WEEKDAY}{_TO}(?P<w2>(?i:{_DAYS}))\b", means.days_to_days, False),
    (
        rf"\b{_THE}(?P<nth>{_FIRST_TO_LAST}){GAP}{_WEEKDAY}{GAP}(?:of|in){GAP}{_M}{_YEAR_TAIL}?",
        means.nth_weekday,
        False,
    ),
    (rf"\b{_THE}(?P<nth>{_FIRST_TO_LAST}){GAP}{_WEEKDAY}{GAP}(?:of|in){GAP}{_THE}{_MONTH_Q}", means.nth_weekday, True),
    (rf"\b{_WEEKDAY},?{GAP}the{GAP}{_NTH}\b", means.weekday_the_nth, False),
    (rf"\b{_THE}{_NTH}{GAP}of{GAP}{_MONTH_Q}", means.day_of_month, True),
    (rf"\b(?:(?P<q>(?i:last|past|previous|this|next|coming)){GAP})?(?i:weekend)\b", means.weekend, False),
    # days near publication
    (rf"(?P<t>{_TODAY}|\b{_NEAR})\b", means.near_day, True),
    (r"\b(?i:overnight)\b", means.overnight, False),
    # units of the calendar, and so many of them
    (
        rf"(?<!\bthe\s)(?<!\bThe\s)\b(?:(?P<p>{_PART}|(?i:earlier|later))(?:{GAP}|-)?)?"
        rf"{_LAST_THIS_NEXT}(?P<u>(?i:week|month|year))\b",
        means.calendar_unit,
        True,
    ),
    (rf"\b{_N}{GAP}{_UNIT}(?i:s?){GAP}(?i:ago)\b", means.ago, False),
    (
        rf"\b(?P<list>{_COUNTED_UNIT}(?:(?:,|,?{GAP}and)?{GAP}{_COUNTED_UNIT})+){GAP}(?i:ago)\b",
        means.ago_in_parts,
        False,
    ),
    (rf"\b{_N}{GAP}{_UNIT}(?i:s?){GAP}(?i:from{GAP}now)\b", means.from_now, True),
    (rf"\b(?i:in){GAP}{_N}{GAP}{_UNIT}s?\b(?!{GAP}(?i:of|ago))", means.in_time, True),
    (
        rf"\b(?i:the{GAP}|this{GAP}|in{GAP}|over{GAP})(?i:past|last|previous(?!{GAP}day\b)){GAP}(?:{_N}{GAP})?{_UNIT}(?P<u2>(?i:s?))\b",
        means.past_units,
        False,
    ),
    (rf"\b(?i:past|last){GAP}{_N}{GAP}{_UNIT}(?P<u2>(?i:s?))\b", means.past_units, False),
    (rf"\b(?i:recent){GAP}{_UNIT}(?i:s)\b", means.recent, False),
    (rf"\b(?i:the{GAP})?(?i:coming|next){GAP}(?:{_N}{GAP})?{_UNIT}(?P<u2>(?i:s))\b", means.coming, True),
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table, compiled on first use."""
    return tuple(Rule(re.compile(pattern), resolve, future) for pattern, resolve, future in _TABLE)
