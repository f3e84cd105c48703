"""Where the sentences of a line of our own kind of prose end: the pages that rules are held against.

A reading by punctuation and a table of abbreviations, without a model; articles, in any language and state, are parted
elsewhere. Nothing here knows what a sentence says.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…][\"”’')\]*_]*(?:\s?\[\^?[\w,–-]{1,9}\])*\s+(?=[\"“‘'(\[*_]*[A-Z0-9À-ÞĀ-Ž\ue000]|[*_]*\()")
_TITLE = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Gen|Col|Lt|Maj|Brig|Capt|Sgt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Prof|Rev|St|Sen|Rep|Gov|Pres|Amb|Hon|Msgr|Ft|Mt|vs"
    r"|e\.g|i\.e|approx|cf|viz)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|Art|Sec|Fig|para|pp?|Vol|ca?|v)\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<![\w’'])(?:[A-Z]\.)+$")
_OPENER = re.compile(
    r"[\"“‘'(\[*_]*(?:The|An?|It|Its|In|On|At|We|Our|He|She|They|This|That|These|Those|There|But|And|If|No|For|Since|After)\b"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends; line breaks are spaces. Spaces between belong to none.

    What stands in parentheses after a full stop is a new one. "Gen. Ali", "U.S. envoy", "Oct. 16" and "A. B. Mamlouk"
    end nothing; "in the U.S. The talks" does.
    """
    cuts = [0]
    for match in _END.finditer(text):
        before, after = text[cuts[-1] : match.start() + 1], text[match.end() : match.end() + 12]
        if not _goes_on(before, after):
            cuts.append(match.end())
    whole = (_trimmed(text, start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [(start, end) for start, end in whole if start < end]


def _goes_on(before: str, after: str) -> bool:
    if _INITIAL.search(before):
        return not _OPENER.match(after)
    return _TITLE.search(before) is not None or (after[:1].isdigit() and _BEFORE_NUMBER.search(before) is not None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
