"""A brief with the reviewers' decisions carried out: Brief in, Brief out, before it is fitted to its page again.

Nothing is lost: what a reviewer rejected or reworded is among the brief's rejections with the reason. Nothing that was
cut comes back by itself, however much room there is now: nobody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.edition import founded
from briefing.edition.changes import FOLLOWS, said_new
from briefing.edition.restating import ASKED, questions, restated
from briefing.errors import ReviewError
from briefing.review.edits import BY, drafted, reworded
from briefing.review.opening import Opened
from briefing.review.states import Decided, Item, State
from briefing.review.withheld import put_back, rejected
from briefing.types import Brief, Line, Origin, Outcome, Rejection, Review, Section, Tally
from briefing.verify import Bench

CORRECTED = "; corrected"
_JUDGMENT = re.compile(r"\bjudgment (\d+)$")


def applied(opened: Opened, reviewed: Decided, correction: str = "") -> tuple[Brief, frozenset[str]]:
    """Return the brief as the reviewers would have it, and the ids of the sentences and questions they put back.

    A rejected judgment takes its confidence and what turns on it along. The rules of tradecraft are not held against
    the result. Raises ReviewError when an edit that was taken over from another edition, or a sentence that was put
    back, fails a check on this one.
    """
    brief = opened.brief
    gone = _gone(reviewed.items, brief)
    cut = [item.line for item in reviewed.cut if item.state is State.RESTORED and item.line.id not in gone]
    back = [*cut, *_returned(opened, reviewed)]
    edited = {item.line.id: item for item in reviewed.items if item.state is State.EDITED}
    kept = [_worded(line, edited.get(line.id), opened.bench) for line in brief.lines if line.id not in gone]
    kept += [line for line in back if line.verdict != ASKED]
    rank = _ranks(kept)
    page = replace(
        brief,
        edition=_corrected(brief.edition) if correction else brief.edition,
        lines=tuple(_renumbered(line, rank) for line in kept),
        origins=_origins(brief),
        unanswered=(*brief.unanswered, *(line.text for line in back if line.verdict == ASKED)),
        cut=tuple(_renumbered(line, rank) for line in brief.cut if line not in back and line.id not in gone),
        rejections=(*_still_withheld(brief, reviewed.withheld), *_rejections(gone, edited.values())),
        tally=_tally(brief.tally, gone, edited.values(), sum(line.verdict.by == BY for line in back)),
        review=_review(reviewed.items, len(reviewed.back), correction),
    )
    made = restated(page, _new(brief, opened.previous))
    texts = {line.text for line in back}
    return made, frozenset(line.id for line in (*made.lines, *questions(made)) if line.text in texts)


def _corrected(edition: str) -> str:
    """What a correction says of itself at the head of the page."""
    return edition if edition.endswith(CORRECTED) else edition + CORRECTED


@dataclass(frozen=True, slots=True)
class _Gone:
    """A sentence that leaves the page, and why."""

    line: Line
    check: str
    reason: str


def _gone(items: Sequence[Item], brief: Brief) -> dict[str, _Gone]:
    """What leaves the page, by the id of each sentence: those rejected, and what means nothing without them."""
    rejected = [item for item in items if item.state is State.REJECTED]
    gone = {item.line.id: _Gone(item.line, BY, _why(item) or "rejected") for item in rejected}
    judged = {item.line.item for item in rejected if item.line.section is Section.KEY_JUDGMENTS}
    for line in (*brief.lines, *brief.cut):
        turns_on = line.item if line.section is Section.KEY_JUDGMENTS else _turns_on(line)
        if turns_on in judged:
            gone.setdefault(line.id, _Gone(line, "judgment", "it bears on a judgment that was rejected"))
    return gone


def _returned(opened: Opened, reviewed: Decided) -> Iterator[Line]:
    """Yield the withheld sentences that are to be printed; a judgment with how well founded it is."""
    for item in reviewed.withheld:
        if item in reviewed.back and _turns_on(item.line) in {0, *reviewed.judgments}:
            line = put_back(item.line) if item.state is State.RESTORED else _worded(item.line, item, opened.bench)
            yield line
            if line.section is Section.KEY_JUDGMENTS:
                yield founded(rejected(item.line, opened.brief), line, opened.bench.record)


def _still_withheld(brief: Brief, withheld: Iterable[Item]) -> Iterator[Rejection]:
    """Yield what stays off the page, and of what was reworded the old wording."""
    states = {item.line.id: item.state for item in withheld}
    for number, each in enumerate(brief.rejections, start=1):
        state = states.get(f"w{number}")
        if state is not State.RESTORED:
            yield replace(each, replaced=each.replaced or state is State.EDITED)


def _why(item: Item) -> str:
    return item.decision.reason if item.decision else ""


def _turns_on(line: Line) -> int:
    """The number of the judgment that an assumption or indicator turns on, 0 for none."""
    found = _JUDGMENT.search(line.label)
    return int(found[1]) if found else 0


def _worded(line: Line, item: Item | None, bench: Bench) -> Line:
    held = item.decision if item else None
    try:
        return reworded(line, held.new_text, held.new_citations, bench) if held else line
    except ReviewError as error:
        raise ReviewError(f"sentence {line.id!r}: {error.message}", error.hint) from error


def _ranks(lines: Iterable[Line]) -> dict[int, int]:
    """The numbers that the judgments left on the page get, from 1, by the ones they have."""
    left = dict.fromkeys(line.item for line in lines if line.section is Section.KEY_JUDGMENTS)
    return {item: n for n, item in enumerate(left, start=1)}


def _renumbered(line: Line, rank: Mapping[int, int]) -> Line:
    """The sentence with the new number of its judgment, or of the one that it turns on."""
    if line.section is Section.KEY_JUDGMENTS:
        return replace(line, item=rank[line.item])
    number = _turns_on(line)
    return replace(line, label=_JUDGMENT.sub(f"judgment {rank.get(number, number)}", line.label)) if number else line


def _origins(brief: Brief) -> tuple[Origin, ...]:
    """Everyone behind the page's claims, by id: a page does not list those whom only a cut sentence reports."""
    origins: dict[str, Origin] = {}
    for origin in (origin for claim in brief.claims for origin in claim.origins):
        held = origins.get(origin.id, origin)
        origins[origin.id] = replace(held, published_by=tuple(sorted({*held.published_by, *origin.published_by})))
    origins |= {origin.id: origin for origin in brief.origins}
    return tuple(origins[key] for key in sorted(origins))


def _rejections(gone: Mapping[str, _Gone], edited: Iterable[Item]) -> list[Rejection]:
    """What the reviewers took away and what they replaced; a line that code wrote goes without a record."""
    taken = [Rejection.of(drafted(each.line), each.check, each.reason) for each in _drafted(gone)]
    replaced = [(item.line, _why(item) or "reworded") for item in edited]
    return taken + [Rejection.of(drafted(line), BY, why, replaced=True) for line, why in replaced]


def _drafted(gone: Mapping[str, _Gone]) -> list[_Gone]:
    return [each for each in gone.values() if each.line.verdict.by != "computed"]


def _tally(before: Tally, gone: Mapping[str, _Gone], edited: Iterable[Item], returned: int) -> Tally:
    """Count as withheld what was rejected, as supported what a reviewer worded or put back.

    `restated` counts what code wrote.
    """
    outcomes = [each.line.verdict.outcome for each in _drafted(gone)]
    settled = sum(item.line.verdict.outcome is Outcome.NOT_CHECKED for item in edited)
    return replace(
        before,
        supported=before.supported - outcomes.count(Outcome.SUPPORTED) + settled + returned,
        not_supported=before.not_supported + len(outcomes) - returned,
        not_checked=before.not_checked - outcomes.count(Outcome.NOT_CHECKED) - settled,
    )


def _review(items: Sequence[Item], restored: int, correction: str) -> Review:
    states = [item.state for item in items]
    return Review(
        sentences=len(items),
        reviewed=sum(item.reviewed for item in items),
        edited=states.count(State.EDITED),
        rejected=states.count(State.REJECTED),
        restored=restored,
        correction=correction,
    )


def _new(brief: Brief, previous: Brief | None) -> Collection[str]:
    """The articles that the edition before did not cite, those included that only a cut sentence cites."""
    if previous is None or not brief.edition.startswith(FOLLOWS):
        return said_new(brief)
    return {s.article_id for s in (*brief.sources, *brief.cut_sources)} - {s.article_id for s in previous.sources}
