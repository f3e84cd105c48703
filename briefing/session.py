"""How a run that may ask a model is settled, and the model it asks: live, recorded or replayed, and metered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing import desk as desks
from briefing import settings as setup
from briefing.errors import CassetteError, DeskError, ReplayMismatch, SettingError
from briefing.model.chat import ChatModel
from briefing.model.meter import Enlarging, Meter, Metered
from briefing.output import make_folder
from briefing.prompts import PromptStore
from briefing.runs import Run
from briefing.templates import Templates


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
    return Run(settings, desk, day, store, templates(desk, settings.desk), setup.lock_file())


def templates(desk: desks.Desk, file: Path) -> Templates:
    """Return the page templates of a desk read from `file`: its own folder's in front of ours, file by file."""
    ours, own = setup.data_folder("templates"), file.parent / desk.templates
    if not desk.templates:
        return Templates((ours,))
    if not own.is_dir():
        where = "name a folder beside the desk file, or leave the key out to use the templates that come along"
        raise DeskError(f"{str(file)!r}: templates: no folder {str(own)!r}", where)
    return Templates((own, ours))


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


@contextmanager
def session(run: Run, meter: Meter, cassette: Cassette) -> Iterator[ChatModel]:
    """Yield the run's model: metered, given more room once when cut off, recorded or replayed.

    Raises ReplayMismatch when the run ends without having asked everything that the recording holds.
    """
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
