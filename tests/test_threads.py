"""A pool never leaves a call running behind a run that failed, and never holds up one that was stopped."""

from __future__ import annotations

import threading
import time

import pytest

from briefing.threads import threads


def test_what_has_begun_is_waited_for_when_the_block_fails() -> None:
    begun, ended = threading.Event(), threading.Event()

    def call() -> None:
        begun.set()
        time.sleep(0.2)
        ended.set()

    with pytest.raises(ValueError, match="no"), threads(1) as pool:
        pool.submit(call)
        never = pool.submit(call)
        begun.wait(5)
        raise ValueError("no")
    assert ended.is_set()
    assert never.cancelled()


def test_a_stopped_run_waits_for_nothing() -> None:
    hold = threading.Event()
    with pytest.raises(KeyboardInterrupt), threads(1) as pool:
        call = pool.submit(hold.wait, 30)
        raise KeyboardInterrupt
    assert not call.done()
    hold.set()
