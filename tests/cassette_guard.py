"""Watches every replay of a test: what was asked for in vain, and what was never asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from vcr.errors import CannotOverwriteExistingCassetteException

from briefing.model.cassettes import Replay


class Guard:
    """Knows of a miss as soon as vcrpy builds its exception, so that no `except` can hide one."""

    def __init__(self) -> None:
        self._misses: list[str] = []
        self._replays: list[Replay] = []

    @contextmanager
    def watching(self) -> Iterator[Guard]:
        """Watch whatever happens inside the `with`."""
        built, opened = CannotOverwriteExistingCassetteException.__init__, Replay.__init__

        def missed(error: Any, *args: Any, **kwargs: Any) -> None:
            built(error, *args, **kwargs)
            self._misses.append(str(error.failed_request))

        def replayed(replay: Replay, *args: Any, **kwargs: Any) -> None:
            opened(replay, *args, **kwargs)
            self._replays.append(replay)

        with (
            patch.object(CannotOverwriteExistingCassetteException, "__init__", missed),
            patch.object(Replay, "__init__", replayed),
        ):
            yield self

    def complaints(self) -> list[str]:
        """Return a sentence for each request that was not recorded and each recorded one that was not played."""
        missing = [f"asked for, but not recorded: {request}" for request in self._misses]
        unplayed = [f"recorded, but not asked for: {label}" for replay in self._replays for label in replay.unplayed()]
        return missing + unplayed
