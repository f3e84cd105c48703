"""CON-1 to CON-5 and DIS-1 on a page read: what each key judgment consists of, its confidence and how it is worded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language.markdown_text import Block
from briefing.language.markdown_text import Kind as BlockKind
from briefing.language.number_words import CARDINALS, alternatives
from briefing.language.own_words import pattern
from briefing.language.yardsticks import (
    LEVELS,
    Yardstick,
    confidence_levels,
    confidence_numbers,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    speaks_of_confidence,
)
from briefing.lint.reading import Kind, Part, Reading, Sentence, is_key
from briefing.lint.rule import Held, fault, held

_CONFIDENT = pattern(r"\b(?:we|our)\b.{0,40}\bconfiden(?:ce|t)\b")
_BASIS = pattern(
    r"\b(?:because|since|due to|owing to|based on|given|for lack of|on the (?:basis|strength) of|despite|although)\b",
    r"\b(?:reflect(?:s|ing)?|draws? on|rests? on|relies on|drawn from|stems? from|from)\b",
    r"\bas (?!(?:of|an?|in|part|well|such|to|for|if|noted|before|ever|usual|yet|always|now|expected|stated|assessed)\b)"
    r"[a-z]+ [a-z]+",
    r"\bfor (?:it|they|we|the|there|only|no|want)\b",
)
_AFTER_LEVEL = pattern(r"(?:^|[a-z*)])\s?[:;—–(]\s?[a-z\d]", r"\s-\s[a-z\d]")
_NUMBERS = alternatives({word: number for word, number in CARDINALS.items() if number > 1}, 30)
_FAR = pattern(
    rf"\b(?:next|coming|following|within|in|over|for) (?:the )?(?:next |coming )?(?:{_NUMBERS}|[2-9]|\d\d) years\b",
    r"\b(?:next|coming|following) (?:several|few) years\b",
    r"\b(?:next|coming|following) (?:\w+ )?decades?\b",
    r"\b(?:1[3-9]|[2-9]\d|\d\d\d|eighteen|twenty-four|thirty-six) months\b",
)
_LABELLED = pattern(r"\((?:low|moderate|high)(?: confidence)?\)")
_MIXES = "a confidence and a likelihood in one sentence"
_UNWORDED = "stands among the judgments and neither says that we judge nor has a likelihood"


@dataclass(frozen=True, slots=True)
class Group:
    """One key judgment as printed: its sentences, those of its sub-points among them."""

    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> Sentence:
        return self.sentences[0]


def groups(page: Reading) -> tuple[Group, ...]:
    """Return the key judgments of a page, in order: the items, paragraphs or sub-sections under that heading.

    Empty when no section is headed as key judgments. A paragraph that judges nothing belongs to the one before.
    """
    found: list[tuple[object, list[Sentence]]] = []
    for one in page.sentences:
        if one.part is not Part.KEY or one.kind is Kind.LEGEND or one.block.kind is BlockKind.HEADING:
            continue
        key = _key(one.block)
        goes_on = found and (key == found[-1][0] or _follows(one, found[-1][1][0].block))
        if goes_on:
            found[-1][1].append(one)
        else:
            found.append((key, [one]))
    judged = (sentences for _, sentences in found if any(one.kind is Kind.JUDGMENT for one in sentences))
    return tuple(Group(tuple(sentences)) for sentences in judged)


def apart(page: Reading) -> Held:
    """CON-1."""
    levelled = [one for one in page.ours if confidence_levels(one.own) or confidence_numbers(one.own)]
    confident = [one for one in page.of(Kind.JUDGMENT) if _CONFIDENT.search(one.own) and speaks_of_confidence(one.own)]
    spoken = list(dict.fromkeys((*levelled, *confident)))
    faults = (
        fault(one, _MIXES, _likelihood(one, page.yardstick)) for one in spoken if _likelihood(one, page.yardstick)
    )
    return held(faults, bool(spoken), "no sentence names a confidence")


def three_levels(page: Reading) -> Held:
    """CON-2."""
    numbers = [(one, words) for one in page.ours for words in confidence_numbers(one.own)]
    levels = [(one, level) for one in page.ours for level in confidence_levels(one.own)]
    faults = [
        fault(one, f"confidence is low, moderate or high, not a number: {words!r}", words) for one, words in numbers
    ]
    faults += [
        fault(one, f"confidence is low, moderate or high, not {level!r}", level)
        for one, level in levels
        if level not in LEVELS
    ]
    return held(faults, bool(numbers or levels), "no sentence names a confidence")


def with_a_basis(page: Reading) -> Held:
    """CON-3. A table may give level and basis in cells of their own; those are not looked into."""
    judged = groups(page)
    spoken = [one for one in page.of(Kind.CONFIDENCE) if not one.block.column]
    faults = [fault(one, "this confidence has no basis") for one in spoken if not _has_basis(one, page)]
    faults += [
        fault(each.first, "no sentence says how confident this judgment is") for each in judged if not _sure(each)
    ]
    return held(
        faults, bool(judged or spoken), "no section is headed as key judgments, and no sentence names a confidence"
    )


def no_far_certainty(page: Reading) -> Held:
    """CON-5. Only horizons given as a number of months or years are known."""
    high = [one for one in page.ours if "high" in confidence_levels(one.own)]
    faults = (
        fault(one, f"high confidence beside a horizon of {far.group()!r}", far.group())
        for one in high
        for near in page.ours
        if near.block is one.block and (far := _FAR.search(near.own))
    )
    return held(faults, bool(high), "no sentence has high confidence")


def worded_as_judged(page: Reading) -> Held:
    """DIS-1. Of the rule, what words show: what stands among the judgments says that it is one."""
    judged = groups(page)
    faults = [
        fault(each.first, _UNWORDED)
        for each in judged
        if each.first.kind is Kind.JUDGMENT and not any(one.worded for one in each.sentences)
    ]
    sections: dict[tuple[str, ...], list[Sentence]] = {}
    for one in page.of(Kind.JUDGMENT):
        if one.part is Part.ASSESSING:
            sections.setdefault(one.block.sections, []).append(one)
    faults += [
        fault(judging[0], _UNWORDED)
        for judging in sections.values()
        if not any(one.worded for one in judging) and not all(one.cited for one in judging)
    ]
    return held(faults, bool(judged or sections), "no section is headed as one that judges")


def _key(block: Block) -> object:
    if block.kind is BlockKind.CELL:
        return block.line
    return block.sections if _is_below(block) else id(block)


def _is_below(block: Block) -> bool:
    """Whether a block stands in a sub-section of the key judgments."""
    return bool(block.sections) and not is_key(block.sections[-1]) and not is_key(block.label)


def _follows(one: Sentence, first: Block) -> bool:
    block = one.block
    if block.kind is BlockKind.ITEM:
        return block.depth > first.depth or first.kind is not BlockKind.ITEM
    return block.kind is not BlockKind.CELL and one.kind is not Kind.JUDGMENT


def _sure(group: Group) -> bool:
    """Whether a judgment has its confidence, be it in a sentence it should not be in."""
    return any(
        one.kind is Kind.CONFIDENCE or confidence_levels(one.own) or _LABELLED.search(one.block.label)
        for one in group.sentences
    )


def _has_basis(one: Sentence, page: Reading) -> bool:
    """A basis stands in the sentence, or in the next one of the same block."""
    after = page.sentences[page.sentences.index(one) + 1 :][:1]
    goes_on = bool(after) and after[0].block is one.block and after[0].kind in (Kind.OTHER, Kind.REPORT)
    rest = re.split(rf"\b(?:{'|'.join(LEVELS)})\b", one.own, flags=re.IGNORECASE)[-1]
    return goes_on or _BASIS.search(one.own) is not None or _AFTER_LEVEL.search(rest) is not None


def _likelihood(one: Sentence, yardstick: Yardstick) -> str:
    found = (*likelihood_terms(one.own, yardstick), *foreign_terms(one.own, yardstick), *likelihood_numbers(one.own))
    return found[0] if found else ""
