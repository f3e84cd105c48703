"""What one run is told and what it remembers of itself: its inputs, the replies it used, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Protocol

from briefing.desk import Desk
from briefing.digest import of_text
from briefing.errors import BriefingError
from briefing.model.meter import Usage
from briefing.model.structured import Replies
from briefing.prompts import PromptStore
from briefing.settings import Settings
from briefing.templates import Templates
from briefing.types import Brief


class Say(Protocol):
    """Where progress goes. `done` of `total` are 0 where a stage has no steps."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the run is."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one run is made from, settled before it starts."""

    settings: Settings
    desk: Desk
    as_of: date
    store: PromptStore
    templates: Templates
    lock_file: Path
    formats: tuple[str, ...] = ()  # asked for besides the page: names of `exports.FORMATS`

    @property
    def folder(self) -> Path:
        """Where the edition goes."""
        return self.settings.out / self.desk.id / self.as_of.isoformat()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended. `trouble` is what made a rules brief of one that was to have a model."""

    brief: Brief
    folder: Path
    usage: Usage
    trouble: BriefingError | None = None


class UsedReplies:
    """Passes replies on to where they are kept, and remembers which ones this run rests on."""

    def __init__(self, kept: Replies | None) -> None:
        self._kept = kept
        self._used: dict[str, str] = {}
        self._lock = Lock()

    def get_reply(self, key: str) -> str | None:
        text = self._kept.get_reply(key) if self._kept is not None else None
        if text is not None:
            self._note(key, text)
        return text

    def put_reply(self, key: str, text: str, meta: Mapping[str, str]) -> None:
        if self._kept is not None:
            self._kept.put_reply(key, text, meta)
        self._note(key, text)

    @property
    def digests(self) -> dict[str, str]:
        """Return key -> digest of every reply used, in the order of the keys."""
        with self._lock:
            return dict(sorted(self._used.items()))

    def forget(self) -> None:
        """Start over: the brief that is written rests on none of them."""
        with self._lock:
            self._used.clear()

    def _note(self, key: str, text: str) -> None:
        with self._lock:
            self._used[key] = of_text(text)
