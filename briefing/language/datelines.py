"""Dates written out in full on a line, and lines that hold nothing but a date, a time or a byline.

Kept apart from the reading of time expressions: here a date either stands complete on the line (day,
month and year) or is not seen at all, and nothing is resolved against anything. No I/O, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    ("january", "jan", "يناير", "كانون الثاني", "جانفي"),
    ("february", "feb", "فبراير", "شباط", "فيفري"),
    ("march", "mar", "مارس", "آذار", "اذار"),
    ("april", "apr", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"),
    ("may", "مايو", "أيار", "ايار", "ماي"),
    ("june", "jun", "يونيو", "يونيه", "حزيران", "جوان"),
    ("july", "jul", "يوليو", "يوليه", "تموز", "جويلية"),
    ("august", "aug", "أغسطس", "اغسطس", "آب", "أوت"),
    ("september", "sept", "sep", "سبتمبر", "أيلول", "ايلول"),
    ("october", "oct", "أكتوبر", "اكتوبر", "تشرين الأول", "تشرين الاول"),
    ("november", "nov", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "ديسمبر", "كانون الأول", "كانون الاول"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|(?:ال)?(?:[اأإ]ثنين|ثلاثاء|[اأ]ربعاء|خميس|جمعة|سبت|[اأ]حد)\b"
)
_WEEKDAYS = re.compile(_WEEKDAY, re.IGNORECASE)
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<![\d-])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s){_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of|\s+من)?[\s-]+(?P<n>{_MONTH})\b\.?"
        rf"(?:\s*[/،]\s*\w+)?,?[\s-]+{_YEAR}(?!\d)",
        rf"\b(?P<n>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
    )
)
_TIME = re.compile(
    r"(?:\bat\s+|\bon\s+|الساعة\s*)?\bT?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?Z?\s*(?:[ap]\.?m\b\.?|hrs|ص|م)?"
    r"|\bat\s+\d{4}\b|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:GMT|UTC|EST|EDT|EET|CET|BST|ET|AST|MSK)\b(?:\s*[+-]\s*\d{1,2}(?::?\d\d)?)?"
    r"|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:(?:first\s+)?(?:published|posted)|(?:last\s+)?(?:updated?|modified)|created|issued|date|on|at|time|issue"
    r"|local\s+time|\d+\s*(?:min(?:ute)?s?\s+read|views|comments|shares))\b"
    r"|(?:تاريخ|آخر)\s+(?:النشر|تحديث)|نُ?شرت?|تحديث|حُ?دثت?|التاريخ|بتاريخ|\bيوم\b|الموافق|\bفي\b|الساعة|بتوقيت",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|(?:al|el)-\w+)"
_LABELLED = re.compile(
    r"\W*(?:(?:first |last |date )?(?:published|posted|updated?|modified)|date|تاريخ|آخر تحديث|نُ?شرت?|التاريخ)\b"
    r"(?! of| the)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:(?:written |reported |posted |story |edited )?by:?|author:)\s+"
    rf"{_NAME}(?:[,;/&|]?\s*(?:(?:and|of|the|in|for)\s+)?{_NAME}){{0,9}}"
    r"|(?:بقلم|كتبت?|تحرير|إعداد)\s*[:/-]\s*\S+(?:\s+\S+){0,6}"
)
AGENCIES = (
    r"A\.?P|AFP|Reuters|EPA|VOA|SANA|MENA|Xinhua|Anadolu|AA|DPA|UPI|TASS|RIA|Sputnik|WAM|SPA|QNA|IRNA|KUNA|PTI|ANI|IPS"
    r"|Shutterstock|Wikimedia|Wikipedia|Flickr|Twitter|Facebook|YouTube|رويترز|سانا|أ ف ب|فرانس برس|الأناضول|وكالات"
)
_SIGN_OFF = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|translated) by\b.{0,200}"
    rf"|\(?with (?:.{{0,40}}\b)?(?:{AGENCIES})\)?"
    r"|\(?(?:with (?:files|reporting|inputs?) from|with agencies|agencies)\b.{0,60}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?؟…][\"'”’»)\]]*$")
_MARK = re.compile(
    r"[|•·]|\bby\b|بقلم|\b(?:published|posted|updated|modified|date)\b|نشر|تحديث|التاريخ|[-–—]$", re.IGNORECASE
)
_AGENCY_LINE = re.compile(rf"[(\[\s–—-]*(?:{AGENCIES}|Agencies|[A-Z][\w.]+ (?:News )?Agency)[)\]\s.]*")
_PLACE = (
    r"القاهرة|دمشق|بيروت|عمّان|عمان|بغداد|الرياض|أنقرة|اسطنبول|إسطنبول|موسكو|واشنطن|نيويورك|جنيف|لندن|باريس|"
    r"الدوحة|طهران|تونس|الجزائر|الرباط|طرابلس|الخرطوم|الكويت|أبوظبي|دبي|غزة|القدس|رام الله|حلب|صنعاء|عدن|المنامة"
)
_LEAD = re.compile(
    r"(?P<caps>[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[ ,/]+[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+){0,3}(?:, [A-Z][\w.]+){0,2})"
    r"(?:,? +\w{3,9}\.? \d{1,2}(?:,? \d{4})?)?,?(?: *[(\[][^()\[\]]{2,40}[)\]])?:? *[-–—]{1,2}\s+(?=[A-ZÀ-Þ\d\"'“‘«])"
    rf"|[A-ZÀ-Þ][\w.'’/ ,-]{{2,60}}? *\((?:[^()]{{0,20}}\b)?(?:{AGENCIES})\b[^()]{{0,20}}\):? *[-–—]{{1,2}}\s+(?=\S)"
    rf"|(?:{_PLACE})(?:\s*[،,]\s*(?:{_PLACE}))?(?:\s*[(\[/][^()\[\]]{{2,30}}[)\]]?)?\s*[-–—:]\s+(?=\S)"
    r"|[ء-ي]+(?: [ء-ي]+)?\s*[(\[][^()\[\]]{2,30}[)\]]\s*[-–—:]\s+(?=\S)"
)
_CREDITED = re.compile(
    r"(?:^|(?<=[\s.\"”]))[A-ZÀ-Þ]{4,}(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,3}(?:,? \d{1,2})?,? *"
    r"\((?:The )?(?P<agency>AP|Associated Press|AFP|Reuters|DPA|UPI|Xinhua|TASS|RIA Novosti|Anadolu)\b"
    r"(?:[ /,]+[A-Z]\w+){0,3}\)"
)
_DASH = re.compile(r"\s*[-–—]{1,2}(?=\s)")
_OPENING = 1200  # characters: a headline, a standfirst and a caption may stand before the dateline
_DIGITS = {ord(native): str(value) for value in range(10) for native in (chr(0x660 + value), chr(0x6F0 + value))}


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A complete date at `line[start:end]`. `days` holds two where day and month can be read either way."""

    start: int
    end: int
    days: tuple[date, ...]


def written_dates(line: str) -> tuple[WrittenDate, ...]:
    """Return the complete dates written on a line, in order; impossible ones (31 February) are left out."""
    digits = line.translate(_DIGITS)
    found: list[WrittenDate] = []
    for match in (match for form in _FORMS for match in form.finditer(digits)):
        days = _days(match)
        if days and not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(WrittenDate(match.start(), match.end(), days))
    return tuple(sorted(found, key=lambda one: one.start))


def _days(match: re.Match[str]) -> tuple[date, ...]:
    parts = match.groupdict()
    year = int(parts["y"])
    if parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        return tuple(sorted({day for day in (_day(year, b, a), _day(year, a, b)) if day}))
    month = MONTHS[parts["n"].casefold()] if parts.get("n") else int(parts["m"])
    day = _day(year, month, int(parts["d"]))
    return (day,) if day else ()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_dateline(line: str) -> bool:
    """Say whether a line gives only a date, time, place or byline (no sentence in it)."""
    if _AGENCY_LINE.fullmatch(line) or _SIGN_OFF.fullmatch(line):
        return True
    if _BYLINE.fullmatch(line.rstrip(" |•·")) and not _SENTENCE_END.search(line):
        return True
    return dates_article(line) or _place_and_date(line)


def dates_article(line: str) -> bool:
    """Say whether the date on a line is that of the article: alone, labelled, or beside a byline.

    A place with a date ("Damascus, 14 January 2012") may be a picture's, so it does not count; before a
    lead ("CAIRO, 17 October 2016 -") it does.
    """
    words = _other_words(line)
    if words is None:
        return False
    if not words or (_LABELLED.match(line) and len(words) <= 8 and not _SENTENCE_END.search(line)):
        return True
    return bool(_MARK.search(line)) and len(words) <= 8 and _are_names(words)


def _place_and_date(line: str) -> bool:
    words = _other_words(line)
    return words is not None and len(words) <= 2 and _are_names(words) and not _SENTENCE_END.search(line)


def _are_names(words: Sequence[str]) -> bool:
    arabic = [word for word in words if "ء" <= word[0] <= "ي"]
    rest = [word for word in words if word not in arabic]
    return len(arabic) <= 3 and all(re.fullmatch(rf"{_NAME}|and|of|the|by|in|for", word) for word in rest)


def _other_words(line: str) -> list[str] | None:
    """The words of a line beside its dates, times, weekdays and labels; None when there is no date on it."""
    dates = written_dates(line)
    if not dates:
        return None
    rest = line.translate(_DIGITS)
    for found in reversed(dates):
        rest = rest[: found.start] + " | " + rest[found.end :]
    for known in (_TIME, _WEEKDAYS, _LABEL):
        rest = known.sub(" ", rest)
    return re.findall(r"[^\W_][^\s|,;:/•·()\[\]،]*", rest)


def lead_end(text: str) -> int:
    """Return where the dateline before a lead ends ("BEIRUT - ", "CAIRO (Reuters) - "), 0 without one."""
    match = _LEAD.match(text)
    if match:
        return match.end()
    opening = re.match(rf"(?:{_WEEKDAY}),?\s+", text, re.IGNORECASE)
    if not opening:
        return 0
    first = next(iter(written_dates(text[:60])), None)
    follows = first and text[first.end : first.end + 2].strip()
    if not first or not follows or first.start != opening.end():
        return 0
    hour = re.match(r",?\s+(?:at\s+\d{1,2}:?\d\d|\d{1,2}:\d\d)\b(?=\s+\S)", text[first.end :])
    return first.end + (hour.end() if hour else 0)


def dateline_end(text: str, start: int) -> int:
    """Return where a dateline that credits an agency and begins at `start` ends ("BEIRUT (AP)"), 0 without one."""
    if credited := _CREDITED.match(text, start):
        dash = _DASH.match(text, credited.end())
        return dash.end() if dash else credited.end()
    lead = _LEAD.match(text[start : start + 200])
    return start + lead.end() if lead else 0


def credited_agency(text: str) -> str:
    """Return the agency a dateline near the opening credits ("BEIRUT (Reuters)"), "" without one; no caption counts."""
    match = _CREDITED.search(text[:_OPENING])
    return match["agency"] if match else ""
