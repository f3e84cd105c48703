"""The rule about words that take sides. A word list: it finds what partisan prose uses, not every slant there is.

What a source says in quotation marks, or in a sentence that is the quotation, is the source's; so are the demands a
report credits to someone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.own_words import own
from briefing.language.phrases import word_set
from briefing.tradecraft.reading import NO_WORDS, own_lines
from briefing.tradecraft.rule import Found, Page, absent, found
from briefing.types import Line, Role

_PARTISAN = word_set(
    "regime puppet thug butcher tyrant despot terrorist jihadi infidel crusader martyr martyred martyrdom heroic "
    "heroically barbarian barbaric barbarism savage evil monstrous shameful disgraceful notorious so-called "
    "self-styled crony cronies henchman henchmen stooge lackey mouthpiece propaganda brutal aggressor occupier traitor "
    "warmonger warmongering glorious steadfast unfortunate regrettable regrettably thankful fortunate sad "
    "shocking outrageous"
)
LOADED = re.compile(rf"\b(?:{'|'.join(sorted(_PARTISAN))})(?:s|ly)?\b(?! change\b)|\brogue states?\b", re.IGNORECASE)
_ADVOCACY = re.compile(
    r"(?<!\bwe )\b(?:should(?! (?:not )?be (?:read|seen|treated) )|ought to|must(?! have\b)"
    r"|needs? to|has to|have to)\b"
    r"|\bwe (?:recommend|urge|call on|advise|propose)\b|\bit is (?:imperative|essential|time) (?:that|to)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^Should\b|,\s*should\b|\bif .{0,60}\b(?:should|has to|have to|must)\b")


def in_our_voice(page: Page) -> Found:
    """OBJ-1."""
    lines = own_lines(page.brief)
    if not lines:
        return absent(NO_WORDS)
    faults = ((line.id, reason) for line in lines for reason in _slants(line))
    return found(faults, "no loaded word and no advice on policy in our own voice")


def _slants(line: Line) -> Iterator[str]:
    text = own(line.text)
    for match in LOADED.finditer(text):
        if not (match.start() and match.group()[0].isupper()):  # a capital inside a sentence: part of a name
            yield f"{match.group().lower()!r} takes sides"
    if line.role is not Role.REPORTED and not _CONDITION.search(text):
        yield from (f"{match.group().lower()!r} gives advice" for match in _ADVOCACY.finditer(text))
