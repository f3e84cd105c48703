"""An edition published: decisions carried out, the page fitted again, files frozen, their digests in the ledger.

What is on disk comes first and the ledger second: an edition whose files are frozen is published, and a run that was
killed in between is completed by the next. The same edition and decisions give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing import receipts
from briefing.archive import Archive
from briefing.digest import of_json, sha256
from briefing.edition import examined
from briefing.errors import CheckFailed, NotReviewed, ReviewError
from briefing.exports import FORMATS
from briefing.fit import fit
from briefing.generate import pages
from briefing.output import frozen, published, write_edition
from briefing.render import render
from briefing.review.applying import applied
from briefing.review.ledgers import row
from briefing.review.opening import Opened
from briefing.review.states import Decided, Item, decided
from briefing.templates import Templates
from briefing.tradecraft import examine_edition
from briefing.types import Brief, Citation, Decision, Edition, Publication, Severity, Standing
from briefing.typeset import measure


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an edition is to be published: by whom and when, whether with sentences that nobody has decided on.

    `correction` says what was wrong with the published edition; "" publishes it for the first time.
    """

    reviewer: str
    made: datetime
    unreviewed: bool = False
    correction: str = ""


def publish(opened: Opened, archive: Archive, templates: Templates, wanted: Wanted) -> tuple[Path, Brief]:
    """Publish the edition and return its folder and its brief; a correction goes into a folder of its own beside it.

    Raises NotReviewed while sentences wait for a decision; CheckFailed when the folder is not what its receipt says or
    a rule that blocks is not met; Published when it has been published and nothing is to be corrected; ReviewError when
    there is nothing to correct; PageOverflow, OutputError, TemplateError.
    """
    known = archive.published(opened.edition.brief)
    if wanted.correction:
        if known is None:
            raise ReviewError(f"{str(opened.folder)!r} is not published", "publish it without --correct")
    elif known is not None:
        raise published(opened.folder)
    elif frozen(opened.folder):
        return _completed(opened, archive, wanted)
    _as_made(opened.folder)
    reviewed = decided(opened, archive.decisions(opened.edition.desk_id))
    _all_reviewed(opened.folder, reviewed.items, unreviewed=wanted.unreviewed)
    brief = _fitted(opened, reviewed, templates, wanted.correction)
    if wanted.correction and _said(brief) == _said(opened.brief):
        raise ReviewError(
            f"the correction would say what {str(opened.folder)!r} says",
            "decide otherwise first: `briefing review FOLDER --terminal`, where g and a sentence's id show it again",
        )
    files = _files(opened, brief, templates, reviewed.decisions)
    _unblocked(opened.folder, brief, files)
    folder = _beside(opened.folder) if wanted.correction else opened.folder
    write_edition(folder, files, final=True)
    archive.publish(_publication(opened, wanted, files, reviewed.decisions))
    return folder, brief


def preview(opened: Opened, reviewed: Decided, templates: Templates) -> str:
    """Return brief.html as it would be published now, with what nobody has decided on as it is.

    Raises ReviewError when an edit fails a check on this edition, PageOverflow, TemplateError.
    """
    brief = _fitted(opened, reviewed, templates)
    return render(brief, templates, _cited(opened, brief), opened.desk.paper)["brief.html"]


def _fitted(opened: Opened, reviewed: Decided, templates: Templates, correction: str = "") -> Brief:
    """The brief with the decisions carried out, on one page."""
    brief, kept = applied(opened, reviewed, correction)
    return fit(examined(brief), lambda page: measure(page, templates, opened.desk.paper), kept)


def _cited(opened: Opened, brief: Brief) -> dict[str, str]:
    """The stored texts of what is cited."""
    keys = [source.article_id for source in (*brief.sources, *brief.cut_sources)]
    return {key: opened.saved.texts[key] for key in keys}


def _said(brief: Brief) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
    """What a page says and on which words, what code writes of the record left out."""
    return tuple((line.text, line.citations) for line in brief.lines if line.verdict.by != "computed")


def _completed(opened: Opened, archive: Archive, wanted: Wanted) -> tuple[Path, Brief]:
    """Take a frozen edition into the ledger that a killed run left out of it."""
    _as_made(opened.folder)
    files = {path.name: path.read_bytes() for path in sorted(opened.folder.iterdir()) if path.is_file()}
    review = opened.brief.review
    wanted = replace(wanted, correction=review.correction if review else "")
    archive.publish(_publication(opened, wanted, files, ()))
    return opened.folder, opened.brief


def _as_made(folder: Path) -> None:
    if differences := receipts.check(folder):
        raise CheckFailed(f"{folder}: {'; '.join(differences)}", "put back the folder as it was made, or make it again")


def _all_reviewed(folder: Path, items: Sequence[Item], *, unreviewed: bool) -> None:
    waiting = [item.line.id for item in items if not item.reviewed]
    if waiting and not unreviewed:
        raise NotReviewed(
            f"{str(folder)!r}: {len(waiting)} of {len(items)} sentences are not reviewed: {', '.join(waiting)}",
            "go through them with `briefing review FOLDER --terminal`, or publish with --unreviewed: the page says so",
        )


def _unblocked(folder: Path, brief: Brief, files: Mapping[str, bytes]) -> None:
    found = examine_edition(brief, files)
    broken = [each for each in found if each.severity is Severity.BLOCK and each.standing is Standing.NOT_MET]
    if broken:
        told = "; ".join(f"{each.rule} {each.reason}" for each in broken)
        raise CheckFailed(
            f"{folder}: as reviewed, the page breaks rules that block: {told}",
            "in the review, g and its id show a sentence again: reword it (e) or take a decision back (u)",
        )


def _files(opened: Opened, brief: Brief, templates: Templates, decisions: Sequence[Decision]) -> dict[str, bytes]:
    """The edition's files made again, in the formats that are there, with the receipt of what they were made from."""
    formats = [name for name, form in FORMATS.items() if (opened.folder / form.file).is_file()]
    files = pages(brief, templates, _cited(opened, brief), opened.desk.paper, formats)
    receipt = _receipt(opened, files, templates, decisions)
    return files | {receipts.RECEIPT: receipts.as_text(receipt).encode()}


def _receipt(
    opened: Opened, files: Mapping[str, bytes], templates: Templates, decisions: Iterable[Decision]
) -> dict[str, Any]:
    """The receipt of the edition reviewed, with what is new: outputs, templates and the decisions by digest."""
    before: dict[str, Any] = json.loads((opened.folder / receipts.RECEIPT).read_bytes())
    body = {key: value for key, value in before.items() if key != "digest"} | {
        "templates": templates.digests(),
        "outputs": _digests(files),
        "reviewed": opened.edition.brief,
        "decisions": of_json([row(decision) for decision in decisions]),
    }
    return body | {"digest": of_json(body)}


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: "sha256:" + sha256(files[name]) for name in sorted(files)}


def _publication(
    opened: Opened, wanted: Wanted, files: Mapping[str, bytes], decisions: Iterable[Decision]
) -> Publication:
    digests = _digests(files)
    return Publication(
        edition=Edition(opened.edition.desk_id, opened.edition.as_of, digests["brief.json"]),
        reviewer=wanted.reviewer,
        made=wanted.made,
        outputs=tuple(digests.items()),
        decisions=tuple(sorted({decision.id for decision in decisions})),
        corrects=opened.edition.brief if wanted.correction else "",
        correction=wanted.correction,
    )


def _beside(folder: Path) -> Path:
    """The first name that is free for a correction: 2018-12-24.1 beside 2018-12-24."""
    stem = folder.resolve()
    number = 1
    while (path := stem.with_name(f"{stem.name[:10]}.{number}")).exists():
        number += 1
    return path
