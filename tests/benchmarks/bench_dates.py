"""Dates: how many expressions are resolved rightly, with plain dateparser in the same run.

Run: `python tests/benchmarks/bench_dates.py [--failures]`. The data (dates_en.json, dates_ar.json, made by others for
a calendar assistant) is looked for in the folder BRIEFING_DATA names, else in ../shared/data beside the checkout.

News text has no bare day numbers ("the 27th"), no numbers without a year ("4/22"), no years in words, no "the next day"
counted from the day of writing and no "my day"; such rows are counted apart, by the form of the expression alone. A row
is right when a span found is the day of the past or the future resolution. An expression of so many weeks, months or
years, or of a few days, is right when its span holds that day and is no longer than the words allow: they say no more.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from briefing.language.dates import time_expressions
from briefing.types import DateBasis, DateSpan

DATA = Path(os.environ.get("BRIEFING_DATA") or Path(__file__).parents[3] / "shared" / "data")
# What an assistant is told and a newspaper never prints, by the expression's own form.
NOT_NEWS = re.compile(
    r"(?i)^(?:the |for the |إلى |يوم |لل?)?(?:\d{1,2}(?:st|nd|rd|th)?|second|twenty second|thirty|\w+ (?:و\w+))$"
    r"|^(?:the )?(?:next|last|past|this)? ?day$|^my day$|^\d{1,2}[./-]\d{1,2}(?:,.*)?$|tmrw|business days"
    r"|من الآن$|^(?:first|second|third|fifth) \w+day$|اليوم التالي|يومي|آخر يوم|اليوم الماضي|^لل"
    r"|two thousand|nineteen|ألفان|ألفين|تسعمائة|^(?:الأحد|الثلاثاء) (?:الأول|الثاني|الثالث)$"
)
Span = tuple[date, date]


@dataclass(frozen=True)
class Row:
    text: str
    day: date
    expression: str
    past: date
    future: date
    news: bool


def rows(language: str) -> list[Row]:
    found = []
    for item in json.loads((DATA / f"dates_{language}.json").read_text(encoding="utf-8")):
        for result in item["Results"]:
            value = result["Value"]
            past, future = (value[key].get("date", "") for key in ("PastResolution", "FutureResolution"))
            if past and past > "0001-01-01":
                day = datetime.fromisoformat(item["Context"]["ReferenceDateTime"]).date()
                news = not NOT_NEWS.search(result["Text"])
                dates = date.fromisoformat(past), date.fromisoformat(future)
                found.append(Row(item["Input"], day, result["Text"], *dates, news))
    return found


def ours(row: Row) -> list[Span]:
    published = DateSpan(row.day, row.day, DateBasis.STATED)
    spans = (item.when for item in time_expressions(row.text, published))
    return [(span.earliest, span.latest) for span in spans if span.earliest and span.latest]


def plain_dateparser(language: str) -> Callable[[Row], list[Span]]:
    from dateparser.search import search_dates

    def find(row: Row) -> list[Span]:
        base = datetime.combine(row.day, datetime.min.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        hits = search_dates(row.text, languages=[language], settings=settings) or []
        return [(hit.date(), hit.date()) for _, hit in hits]

    return find


def right(row: Row, spans: list[Span]) -> bool:
    longest = longest_allowed(row.expression)
    for first, last in spans:
        if first == last and first in (row.past, row.future):
            return True
        if first <= row.past <= last and (last - first).days <= longest:
            return True
    return False


def longest_allowed(words: str) -> int:
    """Days that an expression of no exact day may span."""
    if re.search(r"(?i)\bfew|several|بضعة|بضع", words):
        return 8 if re.search(r"(?i)days|أيام", words) else 153
    for unit, days in ((r"weeks? ago|أسابيع|أسبوعين", 7), (r"months? ago|شهر|أشهر", 31), (r"years? ago|عام|سنة", 366)):
        if re.search(unit, words):
            return days
    return 0


def main() -> None:
    for language, name in (("en", "English"), ("ar", "Arabic")):
        if not (DATA / f"dates_{language}.json").is_file():
            print(f"skipped: no dates_{language}.json in {DATA} (set BRIEFING_DATA)")
            continue
        chosen = rows(language)
        for title, judge in (("ours", ours), ("dateparser", plain_dateparser(language))):
            report(f"{name} {title}", judge, chosen)


def report(title: str, find: Callable[[Row], list[Span]], chosen: list[Row]) -> None:
    find(chosen[0])
    began = time.perf_counter()
    found = [find(row) for row in chosen]
    each = (time.perf_counter() - began) / len(chosen) * 1000
    parts = []
    for name, news in (("news", True), ("other", False)):
        marks = [right(row, spans) for row, spans in zip(chosen, found, strict=True) if row.news is news]
        parts.append(f"{name} {sum(marks)}/{len(marks)} ({sum(marks) / max(1, len(marks)):.0%})")
    wrong = sum(bool(spans) and not right(row, spans) for row, spans in zip(chosen, found, strict=True))
    print(f"{title:20} {'  '.join(parts)}  wrong date given {wrong}  {each:.2f} ms a row")
    if "--failures" in sys.argv and "ours" in title:
        for row, spans in zip(chosen, found, strict=True):
            if not right(row, spans):
                print(
                    "   ",
                    "news " if row.news else "other",
                    row.text,
                    "|",
                    row.day,
                    "|",
                    row.past,
                    row.future,
                    "|",
                    spans,
                )


if __name__ == "__main__":
    main()
