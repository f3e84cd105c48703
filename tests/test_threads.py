"""A pool never leaves a call running behind a run that failed, and never holds up one that was stopped."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future

import pytest

from briefing.threads import threads


def test_what_has_begun_is_waited_for_when_the_block_fails() -> None:
    begun, ended = threading.Event(), threading.Event()

    def call() -> None:
        begun.set()
        time.sleep(0.2)
        ended.set()

    def fails() -> None:
        with threads(1) as pool:
            pool.submit(call)
            later.append(pool.submit(call))
            begun.wait(5)
            raise ValueError("no")

    later: list[Future[None]] = []
    with pytest.raises(ValueError, match="no"):
        fails()
    assert ended.is_set()
    assert later[0].cancelled()


def test_a_stopped_run_waits_for_nothing() -> None:
    hold = threading.Event()
    calls: list[Future[bool]] = []

    def stops() -> None:
        with threads(1) as pool:
            calls.append(pool.submit(hold.wait, 30))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stops()
    assert not calls[0].done()
    hold.set()
