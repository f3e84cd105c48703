"""What a sentence says of the confidence behind it: its level, a number, or the word alone.

Source: ICD 203 D.6.e(2)(b), which keeps confidence and likelihood in separate sentences; that confidence has the levels
low, moderate and high is common to ICD 203, PHIA and JP 2-0. Nothing here knows what a level rests on.
"""

from __future__ import annotations

from itertools import chain

from briefing.language.own_words import PER_CENT, own, pattern, plain

LEVELS = ("low", "moderate", "high")

_LEVEL = "(?:(?:very|fairly|quite|relatively) )?(?:low|moderate|high|medium)"
_LEVELS = rf"({_LEVEL}(?:(?:[-–/]| (?:to|or) |-to-){_LEVEL})?)"
_OF_WHAT = r"(?: levels?)?(?: in (?:this|these|that|the|our|its) [a-z\s]{1,60}?)?"
_IS = r"[*_]{0,2}\s?(?:is|are|remains?|:|=|—|–|-|of)\s?[*_]{0,2}\s?(?:rated |assessed as )?"
_LEVEL_FIRST = pattern(rf"\b{_LEVELS}[\s-]confidence\b(?![\s-]build)")
_LEVEL_AFTER = pattern(rf"\bconfidence{_OF_WHAT}{_IS}{_LEVELS}\b")
_WORD = pattern(r"\bconfiden(?:ce|t|tly)\b")
_OTHER = pattern(
    r"\bconfidence[\s-](?:and[\s-]security[\s-])?build(?:ing|er)s?",
    r"\b(?:no[\s-])?confidence (?:vote|motion|trick|and supply)",
    r"\b(?:votes?|motions?) of (?:no )?confidence",
    r"\b(?:in|no) confidence\b",
    r"\b(?:investor|consumer|business|market|public|popular|mutual)s?['’]? confidence\b",
)
_NUMBER = pattern(
    PER_CENT + r"[\s-]confiden(?:ce|t)\b",
    rf"\bconfiden(?:ce|t){_OF_WHAT}(?: (?:is|of|at|about)){{0,2}}[\s:(]{{1,2}}" + PER_CENT,
)


def confidence_levels(text: str) -> tuple[str, ...]:
    """Return the levels of confidence a sentence names, lower case, in order: also "medium" or "low to moderate"."""
    left = own(text)
    found = chain(_LEVEL_FIRST.finditer(left), _LEVEL_AFTER.finditer(left))
    return tuple(plain(match.group(1)) for match in sorted(found, key=lambda match: match.start(1)))


def confidence_numbers(text: str) -> tuple[str, ...]:
    """Return confidence given as a per cent: "70 % confidence"."""
    return tuple(plain(match.group()) for match in _NUMBER.finditer(own(text)))


def speaks_of_confidence(text: str) -> bool:
    """True when a sentence names a confidence of its writer's; confidence votes and confidence-building are none."""
    return _WORD.search(_OTHER.sub("", own(text))) is not None
