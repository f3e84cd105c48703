"""The order of the stages, on one screen: collect, split, archive, retrieve, extract, weigh, draft, verify, render."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import as_completed
from dataclasses import replace
from pathlib import Path

from briefing.analyst import Analyst, Reading
from briefing.analyst.rules import RulesAnalyst, conflict_lines, unanswered
from briefing.archive import Archive
from briefing.collect.files import collect
from briefing.edition import Frame, Parts, assemble
from briefing.errors import BadReply, ModelError, ModelUnreachable, QuotaExhausted, RequestRefused
from briefing.language.names import Spellings
from briefing.retrieve import Retrieved, Selection, retrieve
from briefing.runs import Run, Say
from briefing.split import passages, split
from briefing.threads import threads
from briefing.types import Article, Brief, Conflict, DraftLine, Record, Role, Section
from briefing.verify import Bench, Checked, sift, verify
from briefing.weigh import bearing, weigh

DEGRADES = (ModelUnreachable, QuotaExhausted, RequestRefused, BadReply)  # these end in a brief by the rules


def gather(run: Run, archive: Archive, say: Say) -> Retrieved:
    """Collect the desk's folder, keep its snapshots, and retrieve what bears on the desk as of the cut-off."""
    say("collecting")
    undated = [article.source_key for article in keep(run.desk.folder, archive) if not article.published.known]
    if undated:
        say(f"held out, because no publication date is known: {', '.join(undated)}")
    say("retrieving")
    return retrieve(archive, run.desk, run.as_of)


def keep(folder: Path, archive: Archive) -> Sequence[Article]:
    """Collect a folder, keep its snapshots, sentences and passages, and return its articles."""
    articles = [split(article) for article in collect(folder)]
    archive.add(articles, {article.id: passages(article) for article in articles})
    return articles


def brief(run: Run, retrieved: Retrieved, analyst: Analyst, frame: Frame, say: Say) -> Brief:
    """Return the edition that this analyst makes of what was retrieved."""
    articles = {selection.article.id: selection.article for selection in retrieved.selections}
    spellings = Spellings(run.desk.names)
    readings, unread = _read(analyst, retrieved.selections, run.settings.concurrency, say)
    say("weighing")
    kept, dropped = sift([claim for reading in readings for claim in reading.claims], articles, spellings)
    record = weigh(kept, articles, run.desk)
    bench = Bench(record, articles, run.desk, spellings, run.as_of)
    say("drafting")
    drafted = analyst.draft(record, run.as_of) if record.claims else ()
    say("checking")
    checked = _complete(verify(drafted, bench, analyst), bench)
    say("writing")
    return assemble(
        Parts(
            desk=run.desk,
            as_of=run.as_of,
            record=record,
            articles=articles,
            lines=checked.lines,
            rejections=checked.rejections,
            dropped=(*(item for reading in readings for item in reading.dropped), *dropped),
            tally=checked.tally,
            held_out=replace(retrieved.held_out, not_read=retrieved.held_out.not_read + unread),
            unanswered=unanswered(run.desk, record),
            frame=frame,
            read=len(readings),
        )
    )


def _read(analyst: Analyst, selections: Sequence[Selection], concurrency: int, say: Say) -> tuple[list[Reading], int]:
    """Read the articles side by side, results in the order of the articles; count those without a usable reply."""
    total = len(selections)
    say("reading", 0, total)
    with threads(concurrency) as pool:
        calls = [pool.submit(analyst.extract, selection.article, selection.passages) for selection in selections]
        for done, call in enumerate(as_completed(calls), start=1):
            if not isinstance(call.exception(), BadReply | RequestRefused):
                call.result()  # anything else ends the run
            say("reading", done, total)
    failed = [call.exception() for call in calls if call.exception() is not None]
    if failed and len(failed) == len(calls):
        raise failed[0] if isinstance(failed[0], ModelError) else BadReply("no article could be read")
    return [call.result() for call in calls if call.exception() is None], len(failed)


def _complete(checked: Checked, bench: Bench) -> Checked:
    """Add, in the sources' own words, what a page may not lack: a bottom line, the other side of what it leans on."""
    rules = RulesAnalyst(bench.desk)
    there = {draft.section for draft, _ in checked.lines}
    missing: list[DraftLine] = []
    if bench.record.claims and Section.BOTTOM_LINE not in there:
        missing += [line for line in rules.draft(bench.record, bench.as_of) if line.section is Section.BOTTOM_LINE]
    missing += _open_conflicts(checked, bench)
    if not missing:
        return checked
    added = verify(missing, bench, rules)
    return Checked(
        (*checked.lines, *added.lines), (*checked.rejections, *added.rejections), checked.tally + added.tally
    )


def _open_conflicts(checked: Checked, bench: Bench) -> tuple[DraftLine, ...]:
    """Both sides of each open conflict that bears on what the page judges and that no drafted item sets out."""
    record = bench.record
    covered: dict[int, set[str]] = {}
    for draft, _ in checked.lines:
        if draft.section is Section.CONFLICTS:
            covered.setdefault(draft.item, set()).update(draft.claim_ids)
    leaned_on = {key for draft, _ in checked.lines if _leans(draft) for key in draft.claim_ids}
    there = covered.values()
    open_ones = bearing(record, leaned_on, bench.desk)
    uncovered = tuple(c for c in open_ones if not any(_sides(c, record) <= claims for claims in there))
    lines = conflict_lines(replace(record, conflicts=uncovered), bench.desk)
    return tuple(replace(line, item=line.item + max(covered, default=0)) for line in lines)


def _leans(draft: DraftLine) -> bool:
    """Is it a sentence that a reader will act on: a judgment of any kind, or a title or bottom line in our words?"""
    return draft.role is Role.JUDGMENT or (draft.section in (Section.TITLE, Section.BOTTOM_LINE) and not draft.verbatim)


def _sides(conflict: Conflict, record: Record) -> set[str]:
    """Return the ids of the weighed claims that hold a conflict's sides."""
    claims = [claim for _, claim in conflict.sides]
    return {weighed.id for weighed in record.claims if any(claim in weighed.claims for claim in claims)}
