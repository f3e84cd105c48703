"""One run of `briefing generate`: which analyst, with which model, recorded or replayed, and what is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from briefing import pipeline, receipts
from briefing.analyst.model import ModelAnalyst
from briefing.analyst.rules import RulesAnalyst
from briefing.archive import Archive
from briefing.calibrate import shipped
from briefing.digest import of_json, sha256
from briefing.edition import Frame, Previous
from briefing.errors import BriefingError
from briefing.exports import FORMATS, export
from briefing.fit import fit
from briefing.model.meter import Meter
from briefing.output import editions, frozen, make_folder, published, write_edition
from briefing.render import render
from briefing.retrieve import Retrieved
from briefing.runs import Ended, Run, Say, UsedReplies
from briefing.session import Cassette, session
from briefing.templates import Templates
from briefing.types import Brief, Calibration, Disclosure, Standing
from briefing.typeset import measure, typeset

PROMPTS = ("extract_claims", "draft_brief", "repair_sentences", "verify_sentence")


def generate(run: Run, cassette: Cassette, say: Say) -> Ended:
    """Make the edition and write it. A model that fails for good leaves a rules brief that says so."""
    make_folder(run.settings.out)
    with Archive.open(run.settings.archive) as archive:
        _not_published(run, archive)
        retrieved = pipeline.gather(run, archive, say)
        frame = Frame(Disclosure("rules", "", ()), _previous(run), _calibration(run, archive))
        replies = UsedReplies(None if cassette.record or cassette.replay else archive)
        meter = Meter(run.settings.budget)
        brief, trouble = _written_by(run, retrieved, frame, replies=replies, meter=meter, cassette=cassette, say=say)
    brief = fit(brief, lambda page: measure(page, run.templates, run.desk.paper))
    write_edition(run.folder, _files(run, brief, retrieved, replies, frame.previous))
    return Ended(brief, run.folder, meter.usage, trouble)


def _not_published(run: Run, archive: Archive) -> None:
    """Refuse before the first call what could not be written after the last; the ledger knows moved files as well."""
    there = run.folder / "brief.json"
    known = there.is_file() and archive.published("sha256:" + sha256(there.read_bytes()))
    if known or frozen(run.folder):
        raise published(run.folder)


def _written_by(
    run: Run,
    retrieved: Retrieved,
    frame: Frame,
    *,
    replies: UsedReplies,
    meter: Meter,
    cassette: Cassette,
    say: Say,
) -> tuple[Brief, BriefingError | None]:
    rules = RulesAnalyst(run.desk)
    if not run.settings.model or not retrieved.selections:
        return pipeline.brief(run, retrieved, rules, frame, say), None
    try:
        with session(run, meter, cassette) as model:
            analyst = ModelAnalyst(run.desk, model, run.store, replies, run.settings.concurrency)
            return pipeline.brief(run, retrieved, analyst, replace(frame, disclosure=_by_model(run)), say), None
    except pipeline.DEGRADES as error:
        recorded = "; nothing was recorded" if cassette.record else ""
        say(f"no brief by {run.settings.model}; writing one by the rules{recorded}")
        replies.forget()
        note = f"The model {run.settings.model} was asked and gave no usable brief."
        labelled = Disclosure("rules", "", (), note=note)
        return pipeline.brief(run, retrieved, rules, replace(frame, disclosure=labelled), say), error


def _calibration(run: Run, archive: Archive) -> Calibration | None:
    """Return the last calibration with the run's model, the archive's before the shipped; else one of code alone."""
    model, ours = run.settings.model, shipped()
    with_model = archive.last_calibration(model) or (ours if ours and ours.model == model else None)
    return with_model or archive.last_calibration("") or ours


def _by_model(run: Run) -> Disclosure:
    prompts = [run.store.active(name) for name in PROMPTS]
    temperatures = ", ".join(sorted({str(prompt.config.get("temperature", 0)) for prompt in prompts}))
    used = tuple(prompt.reference for prompt in prompts)
    return Disclosure("model", run.settings.model, used, {"temperature": temperatures})


def _files(
    run: Run, brief: Brief, retrieved: Retrieved, replies: UsedReplies, previous: Previous | None
) -> dict[str, bytes]:
    """Return an edition's files by name: the page in its formats, the cited snapshots, and the receipt of it all."""
    texts = {s.article.id: s.article.text for s in retrieved.selections}
    cited = {source.article_id: texts[source.article_id] for source in (*brief.sources, *brief.cut_sources)}
    files = pages(brief, run.templates, cited, run.desk.paper, run.formats)
    receipt = receipts.make(
        desk=run.desk.digest,
        lock="sha256:" + sha256(run.lock_file.read_bytes()),
        package_version=brief.package_version,
        as_of=run.as_of,
        articles=[(s.article.id, s.article.sha256, s.article.published) for s in retrieved.selections],
        prompts=_prompt_digests(run, brief),
        replies=replies.digests,
        settings=dict(brief.disclosure.parameters) | {"analyst": brief.disclosure.analyst, "model": run.settings.model},
        templates=run.templates.digests(),
        outputs={name: "sha256:" + sha256(content) for name, content in files.items()},
        previous=previous.digest if previous else "",
        calibration=of_json(json.loads(files["brief.json"])["calibration"]) if brief.calibration else "",
    )
    return files | {receipts.RECEIPT: receipts.as_text(receipt).encode()}


def pages(
    brief: Brief, templates: Templates, cited: Mapping[str, str], paper: str, formats: Iterable[str]
) -> dict[str, bytes]:
    """Return all files of an edition but its receipt, by name; `cited` has the texts of the articles cited by id."""
    texts = render(brief, templates, cited, paper) | {receipts.SNAPSHOTS: receipts.snapshots(cited)}
    files = {name: text.encode() for name, text in texts.items()}
    files["brief.pdf"] = typeset(brief, templates, paper).pdf
    return files | dict(export(brief, name) for name in formats)


def _prompt_digests(run: Run, brief: Brief) -> dict[str, str]:
    if brief.disclosure.analyst == "rules":
        return {}
    return {prompt.reference: prompt.digest for prompt in (run.store.active(name) for name in PROMPTS)}


def _previous(run: Run) -> Previous | None:
    """Return the newest earlier edition of this desk under the same output folder, if there is a readable one."""
    for folder in reversed(editions(run.folder.parent)):
        if folder.name[:10] >= run.folder.name:
            continue
        try:
            saved = (folder / "brief.json").read_bytes()
            table = json.loads(saved)
            cited = frozenset(str(source["article_id"]) for source in table["sources"])
            return Previous(date.fromisoformat(table["as_of"]), cited, "sha256:" + sha256(saved))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def result(ended: Ended) -> dict[str, Any]:
    """Return what a script wants to know of a run."""
    usage, tally = ended.usage, ended.brief.tally
    asked_for = (form.file for form in FORMATS.values() if (ended.folder / form.file).is_file())
    names = ("brief.html", "brief.pdf", "brief.md", "brief.json", receipts.RECEIPT, receipts.SNAPSHOTS, *asked_for)
    return {
        "folder": str(ended.folder),
        "files": {name: str(ended.folder / name) for name in names},
        "analyst": ended.brief.disclosure.analyst,
        "as_of": ended.brief.as_of.isoformat(),
        "tally": asdict(tally) | {"drafted": tally.drafted, "coverage": round(tally.coverage, 4)},
        "held_out": asdict(ended.brief.held_out),
        "rejections": len(ended.brief.rejections),
        "cut": len(ended.brief.cut),
        "not_met": [asdict(found) for found in ended.brief.tradecraft if found.standing is Standing.NOT_MET],
        "usage": {
            "calls": usage.calls,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "unknown_tokens": usage.unknown_tokens,
            "cost": None if usage.unknown_cost else str(usage.cost),
        },
        "trouble": ended.trouble.message if ended.trouble else "",
    }
