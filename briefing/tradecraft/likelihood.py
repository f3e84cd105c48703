"""The rules about likelihood words: one row, no mixing, numbers in their bands, nothing vague.

What counts as a likelihood word is the yardsticks' affair. Words of a source, in quotation marks or in a sentence that
is the quotation itself, are never ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language.yardsticks import (
    YARDSTICKS,
    Yardstick,
    declared,
    dismissals,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    numbered_terms,
    says_rows_agree,
    vague_terms,
)
from briefing.tradecraft import reading
from briefing.tradecraft.printed import texts
from briefing.tradecraft.reading import NO_WORDS, of_judgments, own_lines, yardstick
from briefing.tradecraft.rule import Fault, Found, Page, absent, found
from briefing.tradecraft.terms import borrowed, is_certain, rows, says_unlikely
from briefing.types import Brief, Line


def one_row(page: Page) -> Found:
    """LIK-1. Words of the same standard's other row, and likelihood words of no table at all."""
    lines, stick = own_lines(page.brief), yardstick(page.brief)
    if not lines:
        return absent(NO_WORDS)
    faults = (
        (line.id, f"{word!r} is no term of {stick.name}")
        for line, word in _foreign(lines, stick)
        if not borrowed(word, stick)
    )
    return found(faults, f"every likelihood word in our own sentences is of {stick.name}")


def rows_apart(page: Page) -> Found:
    """LIK-2."""
    every = rows(yardstick(page.brief))
    if len(every) < 2:
        return absent(f"{every[0].name} has one row of terms")
    lines = own_lines(page.brief)
    used = {
        row.name: [line.id for line in lines if reading.ours(line, likelihood_terms(line.text, row))] for row in every
    }
    if not any(used.values()):
        return absent("the page has no likelihood term")
    if not all(used.values()):
        return found((), "the terms are of one row")
    faults = ((place, "terms of two rows stand on one page without a note") for ids in used.values() for place in ids)
    agreed = any(says_rows_agree(line.text) for line in lines)
    return found(() if agreed else faults, "terms of two rows are said to mean the same")


def in_band(page: Page) -> Found:
    """LIK-3."""
    stick = yardstick(page.brief)
    beside = [(line, each) for line in own_lines(page.brief) for each in numbered_terms(line.text, stick)]
    alone = [(line, words) for line in own_lines(page.brief) for words in likelihood_numbers(line.text)]
    if not (beside or alone):
        return absent("no number stands for a likelihood")
    faults = [
        (line.id, f"{each.words!r} stands for {each.band.low} to {each.band.high} %, not {_listed(each.numbers)}")
        for line, each in beside
        if not each.fits
    ]
    faults += [(line.id, f"no term stands for {words!r}") for line, words in alone if is_certain(words)]
    return found(faults, "every number lies in the band of its term")


@of_judgments
def not_vague(page: Page) -> Found:
    """LIK-4."""
    lines = reading.judgments(page.brief)
    if not lines:
        return absent("the page has no judgment")
    faults = ((line.id, f"{word!r} avoids a likelihood") for line in lines for word in vague_terms(line.text))
    return found(faults, "no judgment has a vague likelihood word")


def ruled_out(page: Page) -> Found:
    """LIK-5. Whether what can't be ruled out would be grave is for a reader; that it is unlikely has to be said."""
    lines, stick = own_lines(page.brief), yardstick(page.brief)
    if not lines:
        return absent(NO_WORDS)
    faults = (
        (line.id, f"{phrase!r} without saying that it is unlikely")
        for line in lines
        for phrase in reading.ours(line, dismissals(line.text))
        if not says_unlikely(line.text, stick)
    )
    return found(faults, "nothing is left open by 'cannot rule out' without a likelihood")


def unborrowed(page: Page) -> Found:
    """LIK-6. Hedged terms ("quite likely") and those of another standard than the one declared."""
    lines, stick = own_lines(page.brief), yardstick(page.brief)
    if not lines:
        return absent(NO_WORDS)
    faults = (
        (line.id, f"{word!r} is {borrowed(word, stick)}")
        for line, word in _foreign(lines, stick)
        if borrowed(word, stick)
    )
    return found(faults, "no likelihood term is hedged or of another yardstick")


@of_judgments
def declared_once(page: Page) -> Found:
    """LIK-7. With the files at hand, the legend has to be printed too."""
    brief = page.brief
    if brief.yardstick not in YARDSTICKS:
        return found([("", f"{brief.yardstick!r} is no yardstick known here")], "")
    name = yardstick(brief).name
    faults = [*_declared_otherwise(brief), *(("", reason) for reason in _unprinted(page))]
    where = "the page declares" if page.files else "the brief declares"
    return found(faults, f"{where} {name} and no other")


def _declared_otherwise(brief: Brief) -> Iterator[Fault]:
    for line in brief.lines:
        for other in declared(line.text):
            if other != brief.yardstick:
                yield line.id, f"declares {YARDSTICKS[other].name} as well"


def _unprinted(page: Page) -> Iterator[str]:
    for name, text in texts(page.files or {}).items():
        legends = [each.name for each in YARDSTICKS.values() if each.legend in text]
        if legends != [yardstick(page.brief).name]:
            yield f"{name} declares {' and '.join(legends) or 'no yardstick'}"


def _foreign(lines: tuple[Line, ...], stick: Yardstick) -> Iterator[tuple[Line, str]]:
    for line in lines:
        for word in reading.ours(line, foreign_terms(line.text, stick)):
            yield line, word


def _listed(numbers: tuple[float, ...]) -> str:
    return " to ".join(f"{number:g}" for number in numbers) + " %"
