"""Calls made side by side, in threads that a run stopped at the keyboard does not wait for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Yield a pool of `count` threads; what has not begun when the block breaks off is never begun.

    What has begun is waited for, since a call must not outlive the recording that it is answered from; only a run that
    is stopped at the keyboard waits for nothing.
    """
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
