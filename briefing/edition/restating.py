"""A page with sentences taken out: what code says of the record is said again, true of what is printed.

Brief in, brief out, so that an edition read back from its brief.json can be cut again. Nothing is lost: what leaves
the page is kept with it. The rules of tradecraft are not held against the result here; `examined` does that, last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from briefing.edition.account import summary
from briefing.edition.changes import changed, said_new
from briefing.edition.ground import OF_THE_RECORD, Ground
from briefing.tradecraft import examine
from briefing.types import Brief, Conflict, HeldOut, Line, Outcome, Role, Section, Source, Tally, Verdict, WeighedClaim
from briefing.weigh import independence, touching

ASKED = Verdict(Outcome.SUPPORTED, "no claim that was read answers this question of the desk", "computed")


def examined(brief: Brief) -> Brief:
    """Return the brief with the rules of tradecraft held against it."""
    return replace(brief, tradecraft=examine(brief))


def questions(brief: Brief) -> tuple[Line, ...]:
    """Return the desk's unanswered questions as gaps that can be cut, with the ids q1, q2 …"""
    after = max((line.item for line in brief.section(Section.GAPS)), default=0)
    return tuple(
        Line(f"q{n}", Section.GAPS, after + n, Role.GAP, question, (), ASKED)
        for n, question in enumerate(brief.unanswered, start=1)
    )


def without(brief: Brief, ids: Sequence[str]) -> Brief:
    """Return the brief with these sentences (and questions: q1, q2 …) in `cut`, the last id cut last.

    Sentences are numbered anew, and so are sources, in the order in which the page first cites them. What code
    wrote of the record can't be cut. The findings on tradecraft are still those of the brief given.
    """
    place = {key: n for n, key in enumerate(ids)}
    asked = questions(brief)
    gone = [line for line in (*brief.lines, *asked) if line.id in place and line.section not in OF_THE_RECORD]
    last = {(line.section, line.item): place[line.id] for line in gone}
    gone.sort(key=lambda line: -last[line.section, line.item])
    kept = tuple(line for line in brief.lines if line not in gone)
    left = tuple(line.text for line in asked if line not in gone)
    page = replace(brief, lines=kept, unanswered=left, cut=(*gone, *brief.cut))
    return restated(page, said_new(brief))


def restated(brief: Brief, new: Collection[str]) -> Brief:
    """Return the brief with all that follows from its drafted sentences made again; marks come last of all.

    `new` has the ids of the articles that the edition before did not cite.
    """
    drafted = _in_order(line for line in brief.lines if line.section not in OF_THE_RECORD)
    ground = Ground(replace(brief, lines=tuple(drafted)))
    lines = _in_order([*drafted, *changed(ground, new), *summary(ground)])
    cited = list(dict.fromkeys(citation.article_id for line in lines for citation in line.citations))
    names = {name for line in lines for name in line.origins}
    origins = tuple(origin for origin in brief.origins if origin.name in names)
    behind = {claim.id for claim in ground.used} | _kept(brief)
    conflicts = touching([claim for claim in brief.claims if claim.id in behind], brief.conflicts)
    return replace(
        brief,
        lines=_marked(lines, cited),
        sources=tuple(replace(ground.sources[key], number=n) for n, key in enumerate(cited, start=1)),
        origins=origins,
        tally=_tally(brief.tally, (*lines, *brief.cut)),
        held_out=_held_out(brief, len(cited)),
        claims=_claims(brief, behind, conflicts),
        conflicts=conflicts,
        independence=tuple(independence(one, other) for one, other in combinations(origins, 2)),
        cut=tuple(replace(line, id=f"c{n}", marks=()) for n, line in enumerate(brief.cut, start=1)),
        cut_sources=_left_over(ground.sources, cited, _articles(brief)),
    )


def _in_order(lines: Iterable[Line]) -> list[Line]:
    order = {section: n for n, section in enumerate(Section)}
    ranked = sorted(lines, key=lambda line: (order[line.section], line.item, line.role is Role.CONFIDENCE))
    return [replace(line, id=f"s{n}") for n, line in enumerate(ranked, start=1)]


def _marked(lines: Iterable[Line], cited: Sequence[str]) -> tuple[Line, ...]:
    number = {key: n for n, key in enumerate(cited, start=1)}
    return tuple(
        replace(line, marks=tuple(sorted({number[citation.article_id] for citation in line.citations})))
        for line in lines
    )


def _tally(before: Tally, lines: Iterable[Line]) -> Tally:
    """Count anew what code wrote; the rest is what was drafted, printed or not."""
    computed = sum(line.verdict.by == "computed" and line.verdict != ASKED for line in lines)
    return replace(before, supported=before.supported - before.computed + computed, computed=computed)


def _held_out(brief: Brief, cited: int) -> HeldOut:
    """Every article that was read is either cited or counted as not cited."""
    read = brief.held_out.not_cited + len(brief.sources)
    return replace(brief.held_out, not_cited=read - cited)


def _claims(brief: Brief, ids: Collection[str], conflicts: Iterable[Conflict]) -> tuple[WeighedClaim, ...]:
    """Return the claims with these ids, and those that are a side of one of these conflicts."""
    sides = _sides(conflicts)
    return tuple(
        weighed
        for weighed in brief.claims
        if weighed.id in ids or any((claim.article_id, claim.id) in sides for claim in weighed.claims)
    )


def _sides(conflicts: Iterable[Conflict]) -> set[tuple[str, str]]:
    return {(claim.article_id, claim.id) for conflict in conflicts for _, claim in conflict.sides}


def _kept(brief: Brief) -> set[str]:
    """The claims of what is not printed and may be put back: sentences that were cut or withheld."""
    cut = {key for line in brief.cut for key in line.claim_ids}
    return cut | {key for line in brief.rejections for key in line.claim_ids}


def _articles(brief: Brief) -> Iterator[str]:
    """Yield the articles that such sentences take their words from."""
    yield from (citation.article_id for line in brief.cut for citation in line.citations)
    weighed = (claim for claim in brief.claims if claim.id in _kept(brief))
    yield from (citation.article_id for each in weighed for claim in each.quoted for citation in claim.citations)


def _left_over(known: dict[str, Source], cited: Sequence[str], others: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources that no printed sentence cites."""
    return tuple(replace(known[key], number=0) for key in dict.fromkeys(others) if key in known and key not in cited)
