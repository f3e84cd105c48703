"""One run of `briefing generate`: which analyst, with which model, recorded or replayed, and what is written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing import desk as desks
from briefing import pipeline, receipts
from briefing import settings as setup
from briefing.analyst.model import ModelAnalyst
from briefing.analyst.rules import RulesAnalyst
from briefing.archive import Archive
from briefing.digest import sha256
from briefing.edition import Previous
from briefing.errors import BriefingError, CassetteError, ReplayMismatch, SettingError
from briefing.model.chat import ChatModel
from briefing.model.meter import Enlarging, Meter, Metered
from briefing.output import make_folder, write_edition
from briefing.prompts import PromptStore
from briefing.render import render
from briefing.retrieve import Retrieved
from briefing.runs import Ended, Run, Say, UsedReplies
from briefing.types import Brief, Disclosure

PROMPTS = ("extract_claims", "draft_brief", "repair_sentences", "verify_sentence")


@dataclass(frozen=True, slots=True)
class Cassette:
    """Where model calls are recorded to or replayed from; at most one of the two."""

    record: Path | None = None
    replay: Path | None = None


def prepare(settings: setup.Settings, as_of: str | None, today: date, cassette: Cassette) -> Run:
    """Settle a run. A replay takes model, address and, unless given, the cut-off from the recording."""
    desk = desks.load(settings.desk)
    store = PromptStore(setup.data_folder("prompts"))
    day = setup.as_of(as_of, today)
    if cassette.replay is not None:
        settings, day = _as_recorded(settings, desk.id, cassette.replay, day if as_of else None)
    if settings.model:
        store.verify()
    if cassette.record is not None:
        _can_record(cassette.record, settings.model)
    return Run(settings, desk, day, store, setup.data_folder("templates"), setup.lock_file())


def _can_record(path: Path, model: str) -> None:
    """Refuse before the first call what could not be written after the last."""
    if not model:
        raise SettingError("there is no model call to record", "name a model with --model, or leave --record out")
    make_folder(path.parent)
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise CassetteError(f"can't write the recording {str(path)!r}", "name a file that can be written")


def _as_recorded(settings: setup.Settings, desk_id: str, path: Path, day: date | None) -> tuple[setup.Settings, date]:
    from briefing.model.cassettes import header

    recorded = {key: str(value) for key, value in header(path).items()}
    try:
        made_for = date.fromisoformat(recorded["as_of"])
        model, api_base, desk = recorded["model"], recorded["api_base"], recorded["desk"]
    except (KeyError, ValueError):
        raise CassetteError(f"{str(path)!r} does not say what it is a recording of", "record it again") from None
    for what, ours, theirs in (("cut-off", day or made_for, made_for), ("desk", desk_id, desk)):
        if ours != theirs:
            raise ReplayMismatch(f"{path.name!r} was recorded for the {what} {theirs}, not {ours}", "name the same one")
    return replace(settings, model=model, api_base=api_base), made_for


def generate(run: Run, cassette: Cassette, say: Say) -> Ended:
    """Make the edition and write it. A model that fails for good leaves a rules brief that says so."""
    make_folder(run.settings.out)
    with Archive.open(run.settings.archive) as archive:
        retrieved = pipeline.gather(run, archive, say)
        previous = _previous(run)
        replies = UsedReplies(None if cassette.record or cassette.replay else archive)
        meter = Meter(run.settings.budget)
        brief, trouble = _written_by(
            run, retrieved, replies=replies, meter=meter, cassette=cassette, previous=previous, say=say
        )
    files = _files(run, brief, retrieved, replies, previous)
    write_edition(run.folder, files)
    return Ended(brief, run.folder, meter.usage, trouble)


def _written_by(
    run: Run,
    retrieved: Retrieved,
    *,
    replies: UsedReplies,
    meter: Meter,
    cassette: Cassette,
    previous: Previous | None,
    say: Say,
) -> tuple[Brief, BriefingError | None]:
    rules = RulesAnalyst(run.desk)
    if not run.settings.model or not retrieved.selections:
        plain = Disclosure("rules", "", ())
        return pipeline.brief(run, retrieved, rules, disclosure=plain, previous=previous, say=say), None
    try:
        with _model(run, meter, cassette) as model:
            analyst = ModelAnalyst(run.desk, model, run.store, replies, run.settings.concurrency)
            return pipeline.brief(run, retrieved, analyst, disclosure=_by_model(run), previous=previous, say=say), None
    except pipeline.DEGRADES as error:
        recorded = "; nothing was recorded" if cassette.record else ""
        say(f"no brief by {run.settings.model}; writing one by the rules{recorded}")
        replies.forget()
        note = f"The model {run.settings.model} was asked and gave no usable brief."
        labelled = Disclosure("rules", "", (), note=note)
        return pipeline.brief(run, retrieved, rules, disclosure=labelled, previous=previous, say=say), error


def _by_model(run: Run) -> Disclosure:
    prompts = [run.store.active(name) for name in PROMPTS]
    temperatures = ", ".join(sorted({str(prompt.config.get("temperature", 0)) for prompt in prompts}))
    used = tuple(prompt.reference for prompt in prompts)
    return Disclosure("model", run.settings.model, used, {"temperature": temperatures})


@contextmanager
def _model(run: Run, meter: Meter, cassette: Cassette) -> Iterator[ChatModel]:
    """Yield the model as the pipeline sees it: metered, given more room once when cut off, recorded or replayed."""
    from briefing.model.llm import estimate

    def wrapped(model: ChatModel) -> ChatModel:
        return Enlarging(Metered(model, meter, estimate))

    if cassette.replay:
        from briefing.model.cassettes import PLACEHOLDER_KEY, Replay, replaying

        with replaying(cassette.replay) as replay:
            yield wrapped(replay.noted(_client(run, PLACEHOLDER_KEY, Replay.pause)))
            if left := replay.unplayed():
                what = (
                    f"{cassette.replay.name!r} holds {len(left)} calls that this run did not make, such as {left[0]!r}"
                )
                raise ReplayMismatch(what, "record again, or replay with the articles, prompts and settings it has")
    elif cassette.record:
        from briefing.model.cassettes import recording

        settings = run.settings
        made = {"model": settings.model, "api_base": settings.api_base}
        header = made | {"as_of": run.as_of.isoformat(), "desk": run.desk.id}
        with recording(cassette.record, header, secrets=filter(None, [settings.api_key.reveal()])) as record:
            yield wrapped(record.noted(_client(run, settings.api_key.reveal())))
    else:
        yield wrapped(_client(run, run.settings.api_key.reveal()))


def _client(run: Run, key: str, pause: Any = None) -> ChatModel:
    from briefing.model.llm import LiteLLM, Patience

    settings = run.settings
    patience = Patience(settings.timeout, settings.deadline, settings.retries)
    waits = {"pause": pause} if pause else {}
    return LiteLLM(
        settings.model,
        api_base=settings.api_base,
        key=key,
        patience=patience,
        allow_substitute=settings.allow_substitute,
        **waits,
    )


def _files(
    run: Run, brief: Brief, retrieved: Retrieved, replies: UsedReplies, previous: Previous | None
) -> dict[str, bytes]:
    """Return an edition's files by name: the page in its formats, the cited snapshots, and the receipt of it all."""
    texts = {s.article.id: s.article.text for s in retrieved.selections}
    cited = {source.article_id: texts[source.article_id] for source in brief.sources}
    pages = render(brief, run.templates) | {receipts.SNAPSHOTS: receipts.snapshots(cited)}
    files = {name: text.encode() for name, text in pages.items()}
    receipt = receipts.make(
        desk=run.desk.digest,
        lock="sha256:" + sha256(run.lock_file.read_bytes()),
        package_version=brief.package_version,
        as_of=run.as_of,
        articles=[(s.article.id, s.article.sha256, s.article.published) for s in retrieved.selections],
        prompts=_prompt_digests(run, brief),
        replies=replies.digests,
        settings=dict(brief.disclosure.parameters) | {"analyst": brief.disclosure.analyst, "model": run.settings.model},
        templates=receipts.file_digests(run.templates),
        outputs={name: "sha256:" + sha256(content) for name, content in files.items()},
        previous=previous.digest if previous else "",
    )
    return files | {receipts.RECEIPT: receipts.as_text(receipt).encode()}


def _prompt_digests(run: Run, brief: Brief) -> dict[str, str]:
    if brief.disclosure.analyst == "rules":
        return {}
    return {prompt.reference: prompt.digest for prompt in (run.store.active(name) for name in PROMPTS)}


def _previous(run: Run) -> Previous | None:
    """Return the newest earlier edition of this desk under the same output folder, if there is a readable one."""
    for folder in sorted(run.folder.parent.glob("????-??-??"), reverse=True):
        if folder.name >= run.folder.name:
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
    names = ("brief.html", "brief.md", "brief.json", "receipt.json", receipts.SNAPSHOTS)
    return {
        "folder": str(ended.folder),
        "files": {name: str(ended.folder / name) for name in names},
        "analyst": ended.brief.disclosure.analyst,
        "as_of": ended.brief.as_of.isoformat(),
        "tally": asdict(tally) | {"drafted": tally.drafted, "coverage": round(tally.coverage, 4)},
        "held_out": asdict(ended.brief.held_out),
        "rejections": len(ended.brief.rejections),
        "usage": {
            "calls": usage.calls,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "unknown_tokens": usage.unknown_tokens,
            "cost": None if usage.unknown_cost else str(usage.cost),
        },
        "trouble": ended.trouble.message if ended.trouble else "",
    }
