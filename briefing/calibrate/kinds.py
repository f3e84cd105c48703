"""The kinds of planted error, each with its harmless twin: an edit of the words that leaves the meaning.

A kind that can't be planted in a sentence so that it is surely false of its quotations leaves the sentence alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.calibrate import actors, joins, negations, numbers, standing, times
from briefing.calibrate.sentence import Cited, Edited, short_enough

Edit = Callable[[Cited, Sequence[Cited]], Edited | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of error: how it is planted, and how the same words are changed to no harm."""

    name: str
    plant: Edit
    twin: Edit


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence, what became of it, and whether that is an error or its harmless twin."""

    kind: str
    harmless: bool
    original: Cited
    edited: Cited
    what: str


def _alone(edit: Callable[[Cited], Edited | None]) -> Edit:
    """An edit that needs no other sentence."""
    return lambda cited, _: edit(cited)


def _kind(name: str, plant: Callable[[Cited], Edited | None], twin: Callable[[Cited], Edited | None]) -> Kind:
    return Kind(name, _alone(plant), _alone(twin))


KINDS = (
    _kind("number", numbers.number, numbers.number_kept),
    _kind("unit", numbers.unit, numbers.unit_kept),
    _kind("negation", negations.negation, negations.negation_kept),
    _kind("actor swapped", actors.actor, actors.actor_kept),
    _kind("date shifted", times.shifted, times.written_otherwise),
    _kind("hedge dropped", standing.hedge, standing.hedge_kept),
    _kind("attribution dropped", standing.attribution, standing.attribution_kept),
    _kind("allegation made fact", standing.allegation, standing.allegation_kept),
    Kind("quotations spliced", joins.spliced, joins.joined),
    Kind("wrong article", joins.elsewhere, joins.elsewhere_said),
    Kind("cause invented", joins.caused, joins.cause_kept),
    _kind("stale as current", times.stale, times.stale_dated),
)


def planted(sentences: Sequence[Cited]) -> tuple[Planted, ...]:
    """Plant every kind of error and its twin wherever it can be, at most one of each in a sentence.

    Sentences of one edition at a time: what one is joined with is another of them. The same sentences give the same
    edits, in the order of the kinds.
    """
    return tuple(_planted(sentences))


def _planted(sentences: Sequence[Cited]) -> Iterator[Planted]:
    for kind in KINDS:
        for harmless, edit in ((False, kind.plant), (True, kind.twin)):
            for at, cited in enumerate(sentences):
                others = (*sentences[at + 1 :], *sentences[:at])
                edited = edit(cited, others)
                if edited is not None and _fit(edited, cited):
                    yield Planted(kind.name, harmless, cited, edited.of(cited), edited.what)


def _fit(edited: Edited, cited: Cited) -> bool:
    """Whether anything changed, and the page would take the length."""
    changed = edited.text != cited.text or bool(edited.claim_ids)
    return changed and short_enough(edited.text)
