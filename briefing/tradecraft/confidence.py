"""The rules about confidence: apart from likelihood, in three levels, with a basis that is true of the claims.

The cap and the basis are worked out again from the claims a judgment rests on; what the page says of them is only
compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import timedelta

from briefing.language.folding import fold
from briefing.language.number_words import COUNT, count
from briefing.language.yardsticks import (
    LEVELS,
    Yardstick,
    confidence_levels,
    confidence_numbers,
    declared,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    speaks_of_confidence,
)
from briefing.tradecraft.forecasts import horizon
from briefing.tradecraft.reading import (
    NO_WORDS,
    Judgment,
    articles_of,
    claims_of,
    key_judgments,
    of_claims,
    of_judgments,
    origins_of,
    own_lines,
    sentences,
    yardstick,
)
from briefing.tradecraft.rule import Fault, Found, Page, absent, found, unseen
from briefing.types import Brief, Confidence, Role, WeighedClaim
from briefing.weigh import cap, corroborating, touching

ORDER = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)
YEAR = timedelta(days=366)
_BECAUSE = re.compile(
    r":\s*\S|\b(?:because|since|as|although|though|given|for|on the (?:basis|strength) of)\s+\S", re.I
)
_ORIGINS = re.compile(COUNT + r"\s+origins?\b", re.IGNORECASE)
_INDEPENDENT = re.compile(COUNT + r"\s+independent\s+origins?\b", re.IGNORECASE)
_OF_THEM = re.compile(COUNT + r"\s+of\s+(?:them|which)\s+independent\b", re.IGNORECASE)
_ARTICLES = re.compile(COUNT + r"\s+articles?\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:neither|none|not) (?:\w+ )?confirm|\bnot (?:shown to be independent|corroborat)", re.I)
_CORROBORATE = re.compile(r"\bcorroborat(?:e|es|ed)\b", re.IGNORECASE)
_DIFFERENT = re.compile(r"\bdifferent interests?\b", re.IGNORECASE)
_ON_WHAT = re.compile(r"\b(?:conflicts?|differs?|disagrees?) (?:on|about|over)\b.*", re.IGNORECASE | re.DOTALL)
_CONFLICTS = re.compile(
    r"\b(?:report(?:s|ing)|accounts|sources) (?:conflict|differ|disagree|contradict)|\bconflicting (?:report|account)"
    r"|\bcontradict|\bin conflict\b|\bdisputed\b",
    re.IGNORECASE,
)


def apart(page: Page) -> Found:
    """CON-1. A legend that lists terms or all three levels judges nothing."""
    lines, stick = own_lines(page.brief), yardstick(page.brief)
    if not lines:
        return absent(NO_WORDS)
    faults = (
        (line.id, "names a confidence beside a likelihood")
        for line in lines
        for sentence in sentences(line.text)
        if speaks_of_confidence(sentence) and _of_likelihood(sentence, stick) and not _legend(sentence)
    )
    return found(faults, "no sentence has both")


def levels(page: Page) -> Found:
    """CON-2."""
    lines = [line for line in own_lines(page.brief) if speaks_of_confidence(line.text)]
    if not lines:
        return absent("no sentence names a confidence")
    faults = [(line.id, f"{words!r} is a number") for line in lines for words in confidence_numbers(line.text)]
    faults += [
        (line.id, f"{level!r} is no level of confidence")
        for line in lines
        for level in confidence_levels(line.text)
        if level not in LEVELS
    ]
    faults += [
        (line.id, "a confidence sentence has to name one level")
        for line in lines
        if line.role is Role.CONFIDENCE and len(set(confidence_levels(line.text))) != 1
    ]
    return found(faults, "confidence is low, moderate or high")


@of_judgments
def founded(page: Page) -> Found:
    """CON-3. The numbers, names and conflicts a basis speaks of are those of the claims."""
    held = key_judgments(page.brief)
    if not held:
        return absent("the page has no key judgment")
    bare = [fault for each in held for fault in _unfounded(each)]
    if bare or not page.brief.claims:
        kept = "each key judgment has its confidence and a basis; whether it is true of the claims was not checked"
        return found(bare, f"{kept}, as they are not kept with the page") if bare else unseen(kept)
    faults = (fault for each in held for fault in _untrue(each, page.brief))
    return found(faults, "each key judgment has its confidence with a basis that is true of its claims")


@of_judgments
@of_claims
def capped(page: Page) -> Found:
    """CON-4."""
    held = key_judgments(page.brief)
    if not held:
        return absent("the page has no key judgment")
    faults = (fault for each in held for fault in _above(each, page.brief))
    return found(faults, "no confidence is higher than the claims allow")


@of_judgments
def not_far(page: Page) -> Found:
    """CON-5."""
    held = [each for each in key_judgments(page.brief) if _level(each) is Confidence.HIGH]
    if not held:
        return absent("no key judgment has high confidence")
    faults = (
        (line.id, "high confidence in a forecast of more than a year")
        for each in held
        for line in each.lines
        if (end := horizon(line.text, page.brief.as_of)) and end - page.brief.as_of > YEAR
    )
    return found(faults, "high confidence is kept to the year ahead")


def _of_likelihood(sentence: str, stick: Yardstick) -> bool:
    return bool(likelihood_terms(sentence, stick) or foreign_terms(sentence, stick) or likelihood_numbers(sentence))


def _legend(sentence: str) -> bool:
    return bool(declared(sentence)) or all(re.search(rf"\b{level}\b", sentence, re.IGNORECASE) for level in LEVELS)


def _unfounded(judgment: Judgment) -> Iterator[Fault]:
    if len(judgment.confidence) != 1:
        yield judgment.place, f"has {len(judgment.confidence)} confidence sentences and needs one"
        return
    line = judgment.confidence[0]
    if not confidence_levels(line.text):
        yield line.id, "names no level of confidence"
    if not _BECAUSE.search(line.text):
        yield line.id, "gives no basis"


def _untrue(judgment: Judgment, brief: Brief) -> Iterator[Fault]:
    line, claims = judgment.confidence[0], _behind(judgment, brief)
    if not claims:
        yield judgment.place, "rests on no claim that is kept"
        return
    against = origins_of([claim for claim in claims_of(brief, judgment.lines) if claim not in claims])
    opposed = {origin.name for origin in against}
    for reason in (*_wrong_counts(line.text, claims), *_wrong_names(line.text, claims, brief, opposed)):
        yield line.id, reason
    open_ones = touching(claims, brief.conflicts)
    if bool(open_ones) is not bool(_CONFLICTS.search(line.text)):
        said = "leaves out that reporting conflicts" if open_ones else "speaks of a conflict that its claims don't have"
        yield line.id, said
    if _DIFFERENT.search(line.text) and len({o.interest for o in origins_of(claims) if o.interest}) < 2:
        yield line.id, "speaks of different interests that its origins are not known to have"


def _wrong_counts(text: str, claims: tuple[WeighedClaim, ...]) -> Iterator[str]:
    every = origins_of(claims)
    apart_at_all = len(corroborating(every))
    apart_on_one = max(len(corroborating(claim.origins)) for claim in claims)
    together = _CORROBORATE.search(text) is not None and not _ALONE.search(text)
    true = {
        "origins": (_ORIGINS, len(every)),
        "independent origins": (_INDEPENDENT, apart_on_one if together else apart_at_all),
        "of them independent": (_OF_THEM, apart_at_all),
        "articles": (_ARTICLES, len(articles_of(claims))),
    }
    for kind, (pattern, number) in true.items():
        for said in pattern.findall(text):
            if count(said) != number:
                yield f"says {said} {kind} where its claims have {number}"
    if together and apart_on_one < 2:
        yield "speaks of corroboration, and no claim is told by two independent origins"


def _behind(judgment: Judgment, brief: Brief) -> tuple[WeighedClaim, ...]:
    """The claims that speak for a judgment."""
    ids = {key for line in judgment.lines for key in line.rests_on}
    return tuple(claim for claim in claims_of(brief, judgment.lines) if claim.id in ids)


def _wrong_names(text: str, claims: tuple[WeighedClaim, ...], brief: Brief, opposed: Collection[str]) -> Iterator[str]:
    behind = {origin.name for origin in origins_of(claims)}
    others = {origin.name for origin in (*brief.origins, *origins_of(brief.claims))} - behind - set(opposed)
    folded = fold(_ON_WHAT.sub("", text))
    here = [name for name in behind if _stands_in(name, folded)]
    if not here:
        yield "names none of the origins it rests on"
    for name in here:
        folded = re.sub(re.escape(fold(name)), " ", folded)
    yield from (f"names {name!r}, which it does not rest on" for name in sorted(others) if _stands_in(name, folded))


def _stands_in(name: str, folded: str) -> bool:
    return bool(name.strip()) and re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) is not None


def _above(judgment: Judgment, brief: Brief) -> Iterator[Fault]:
    claims, level = _behind(judgment, brief), _level(judgment)
    most = cap(claims, brief.conflicts)
    if not claims:
        yield judgment.place, "rests on no claim that is kept"
    elif level is not None and ORDER.index(level) > ORDER.index(most):
        yield judgment.confidence[0].id, f"{level.value} confidence where the claims allow {most.value}"


def _level(judgment: Judgment) -> Confidence | None:
    named = [level for line in judgment.confidence for level in confidence_levels(line.text) if level in LEVELS]
    return max((Confidence(level) for level in named), key=ORDER.index, default=None)
