"""The rules about Admiralty grades: two axes that are never combined, and F and 6 that say nothing bad.

A letter is the origin's, from its record; a digit is the item's, from what else was read. Both are compared with the
claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.tradecraft.reading import NO_CLAIMS, NO_WORDS, claims_of, of_claims, own_lines, resting_on
from briefing.tradecraft.rule import Fault, Found, Page, absent, found, unseen
from briefing.types import Brief, Line, Origin, OriginKind
from briefing.weigh import corroborating

GRADE = re.compile(r"[A-F][1-6]")
LETTER = re.compile(r"[A-F]")
_AVERAGED = re.compile(
    r"\b(?:average|mean|combined|overall)\b.{0,30}\bgrade"
    r"|\bgrade[ds]?\b.{0,20}(?:\b[A-F]\s?[-–/+]\s?[A-F]\b|\b[A-F]?[1-6]\.\d)",
    re.IGNORECASE,
)
_BAD = (
    "(?:unreliable|bad|poor|worst|not (?:to be )?(?:trusted|reliable)|untrustworthy|false|doubtful|improbable|middling"
    "|half)"
)
_NO_BASIS_AS_BAD = re.compile(
    rf"\b(?:grade|graded|rated|letter|reliability) F\b.{{0,40}}\b{_BAD}\b|\b{_BAD}\b.{{0,20}}\((?:grade )?F[1-6]?\)"
    rf"|\b(?:credibility|digit|grade[d]?) (?:of )?[A-F]?6\b.{{0,40}}\b{_BAD}\b|\bF ?(?:=|:|is|means) ?(?:an? )?{_BAD}\b"
    r"|\b(?:F|6) (?:counts?|is taken|stands) (?:as|for) (?:a )?(?:50|half|3|C)\b"
)
_NAMELESS = frozenset({OriginKind.ANONYMOUS, OriginKind.UNKNOWN})


def two_axes(page: Page) -> Found:
    """ADM-1."""
    brief = page.brief
    graded = [line for line in brief.lines if line.grade]
    letters = [*((o.name, o.letter) for o in _origins(brief)), *((s.publisher, s.grade) for s in brief.sources)]
    if not (graded or letters):
        return absent("nothing is graded")
    faults = [("", f"{name} has the letter {letter!r}") for name, letter in letters if not LETTER.fullmatch(letter)]
    faults += [
        ("", f"{o.name} has the letter {o.letter} without a reason")
        for o in _origins(brief)
        if _unfounded(o.letter, o.reason)
    ]
    faults += [
        ("", f"a claim has the credibility {c.credibility.digit}")
        for c in brief.claims
        if not 1 <= c.credibility.digit <= 6
    ]
    faults += [(line.id, reason) for line in graded for reason in _misgraded(line, brief)]
    faults += [
        (line.id, "combines grades into one measure") for line in own_lines(brief) if _AVERAGED.search(line.text)
    ]
    if graded and not (faults or brief.claims):
        return unseen(f"grades are well formed, but {NO_CLAIMS}")
    return found(faults, "letters are the origins', digits the items', and nothing combines them")


@of_claims
def confirmed(page: Page) -> Found:
    """ADM-2."""
    ones = [claim for claim in page.brief.claims if claim.credibility.digit == 1]
    printed = [line for line in page.brief.lines if line.grade.endswith("1")]
    if not (ones or printed):
        return absent("nothing has credibility 1")
    faults = [
        (place, "credibility 1 without two independent origins")
        for claim in ones
        if len(corroborating(claim.origins)) < 2
        for place in (*resting_on(page.brief, claim), "")
    ]
    faults += [
        (line.id, "credibility 1 without two independent origins")
        for line in printed
        if not _confirmed(line, page.brief)
    ]
    return found(faults, "what has credibility 1 is told by two independent origins")


def not_bad(page: Page) -> Found:
    """ADM-3."""
    lines = own_lines(page.brief)
    texts = [(line.id, f"{line.text} {line.label}") for line in lines]
    texts += [("", words) for o in _origins(page.brief) for words in [f"grade {o.letter}: {o.reason}"]]
    texts += [("", f"grade {source.grade}: {source.descriptor}") for source in page.brief.sources]
    texts += [(place, reason) for place, reason in _digits(page.brief)]
    if not texts:
        return absent(NO_WORDS)
    faults = (
        (place, "takes 'no basis to judge' for a bad grade") for place, text in texts if _NO_BASIS_AS_BAD.search(text)
    )
    return found(faults, "F and 6 are nowhere taken for bad or for a midpoint")


def nameless(page: Page) -> Found:
    """ADM-4."""
    nameless = [origin for origin in _origins(page.brief) if origin.kind in _NAMELESS]
    if not nameless:
        return absent("no origin is anonymous or unknown")
    faults = [("", f"{origin.name} has the letter {origin.letter}") for origin in nameless if origin.letter != "F"]
    faults += [
        (line.id, f"has the letter {line.grade[0]}, which its unnamed origin does not have")
        for line in page.brief.lines
        if line.grade and line.grade[0] != "F" and _only_nameless(line, page.brief)
    ]
    return found(faults, "anonymous and unknown origins are F")


def _origins(brief: Brief) -> tuple[Origin, ...]:
    held = {origin.id: origin for claim in brief.claims for origin in claim.origins}
    return tuple((held | {origin.id: origin for origin in brief.origins}).values())


def _unfounded(letter: str, reason: str) -> bool:
    return letter != "F" and not reason.strip()


def _misgraded(line: Line, brief: Brief) -> Iterator[str]:
    if not GRADE.fullmatch(line.grade):
        yield f"{line.grade!r} is no letter A to F with a digit 1 to 6"
        return
    claims = claims_of(brief, [line])
    if not claims:
        return
    if len(claims) > 1:
        yield "one grade stands for more than one claim"
    elif line.grade[0] not in {origin.letter for origin in claims[0].origins}:
        yield f"has the letter {line.grade[0]}, which none of its origins has"
    elif line.grade[1] != str(claims[0].credibility.digit):
        yield f"has the digit {line.grade[1]} where its claim has {claims[0].credibility.digit}"


def _confirmed(line: Line, brief: Brief) -> bool:
    claims = claims_of(brief, [line])
    return any(len(corroborating(claim.origins)) > 1 for claim in claims)


def _only_nameless(line: Line, brief: Brief) -> bool:
    origins = [origin for claim in claims_of(brief, [line]) for origin in claim.origins]
    return bool(origins) and all(origin.kind in _NAMELESS for origin in origins)


def _digits(brief: Brief) -> Iterator[Fault]:
    for claim in brief.claims:
        for place in (*resting_on(brief, claim), "")[:1]:
            yield place, f"credibility {claim.credibility.digit}: {claim.credibility.reason}"
