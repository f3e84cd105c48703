"""LIK-1 to LIK-7 on a page read: terms of one declared yardstick, none hedged, none vague, numbers in their bands."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.language.yardsticks import (
    YARDSTICKS,
    dismissals,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    numbered_terms,
    says_rows_agree,
    vague_terms,
)
from briefing.lint.reading import Kind, Reading, Sentence
from briefing.lint.rule import NO_JUDGMENT, NO_TERM, Held, fault, held
from briefing.tradecraft.terms import borrowed, is_certain, of_other_row, rows, says_unlikely

Spoken = list[tuple[Sentence, str]]


def one_row(page: Reading) -> Held:
    """LIK-1. Likelihood words of no table, and of the same standard's other row where only that one is used."""
    spoken = _foreign(page)
    faults = (
        fault(sentence, f"{word!r} is no term of {page.yardstick.name}", word)
        for sentence, word in spoken
        if not borrowed(word, page.yardstick) and not (_mixed(page) and of_other_row(word, page.yardstick))
    )
    return held(faults, bool(spoken or _terms(page)), NO_TERM)


def rows_apart(page: Reading) -> Held:
    """LIK-2."""
    if len(rows(page.yardstick)) < 2:
        return Held(absent=f"{page.yardstick.name} has one row of terms")
    agreed = any(says_rows_agree(one.text) for one in page.sentences)
    faults = (
        fault(sentence, f"{word!r} is of another row than the page's other terms, and no note says they agree", word)
        for sentence, word in _foreign(page)
        if of_other_row(word, page.yardstick) and not agreed
    )
    return held(faults if _mixed(page) else (), bool(_terms(page)), NO_TERM)


def in_band(page: Reading) -> Held:
    """LIK-3."""
    tied = [(one, each) for one in page.ours for each in numbered_terms(one.own, page.yardstick)]
    bare = [(one, words) for one in page.ours for words in likelihood_numbers(one.own)]
    faults = [
        fault(one, f"{each.words!r} stands for {each.band.low} to {each.band.high} %", each.words)
        for one, each in tied
        if not each.fits
    ]
    faults += [fault(one, f"no term stands for {words!r}", words) for one, words in bare if is_certain(words)]
    return held(faults, bool(tied or bare), "no number stands for a likelihood")


def nothing_vague(page: Reading) -> Held:
    """LIK-4."""
    judged = page.of(Kind.JUDGMENT)
    faults = (fault(one, f"{word!r} avoids a likelihood", word) for one in judged for word in vague_terms(one.own))
    return held(faults, bool(judged), NO_JUDGMENT)


def ruled_out_openly(page: Reading) -> Held:
    """LIK-5. A sentence that says how unlikely it is has said enough."""
    found = [(one, phrase) for one in page.ours for phrase in dismissals(one.own)]
    faults = (
        fault(one, f"{phrase!r} does not say how unlikely it is", phrase)
        for one, phrase in found
        if not says_unlikely(one.own, page.yardstick)
    )
    return held(faults, bool(page.ours), "the page says nothing of its own")


def no_borrowed_terms(page: Reading) -> Held:
    """LIK-6."""
    spoken = _foreign(page)
    faults = (
        fault(sentence, f"{word!r} is {why}; the page's terms are those of {page.yardstick.name}, unhedged", word)
        for sentence, word in spoken
        if (why := borrowed(word, page.yardstick))
    )
    return held(faults, bool(spoken or _terms(page)), NO_TERM)


def declared_once(page: Reading) -> Held:
    """LIK-7."""
    spoken = [one for one, _ in (*_terms(page), *_foreign(page))]
    if not spoken:
        return Held(absent=NO_TERM)
    first = min(spoken, key=lambda one: one.line)
    if not page.declares:
        legend = page.yardstick.legend
        return Held((fault(first, f"no sentence says which yardstick is used; for these terms: {legend!r}"),))
    if len(page.declares) > 1:
        return Held((fault(first, f"the page declares {_names(page.declares)}; one page has one yardstick"),))
    other = page.yardstick.id not in page.declares
    reason = f"the page declares {_names(page.declares)}, not {page.yardstick.name}"
    return Held((fault(first, reason),) if other else ())


def _terms(page: Reading) -> Spoken:
    return [(one, word) for one in page.ours for word in likelihood_terms(one.own, page.yardstick)]


def _foreign(page: Reading) -> Spoken:
    return [(one, word) for one in page.ours for word in foreign_terms(one.own, page.yardstick)]


def _mixed(page: Reading) -> bool:
    other = any(of_other_row(word, page.yardstick) for _, word in _foreign(page))
    return other and bool(_terms(page))


def _names(ids: Iterable[str]) -> str:
    return " and ".join(YARDSTICKS[name].name for name in ids)
