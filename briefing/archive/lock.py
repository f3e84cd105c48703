"""One writer at a time: a lock on a file beside the archive, which the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from briefing.archive.schema import PATIENCE, busy

_PAUSE = 0.02  # seconds between tries

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def writing(archive: Path) -> Iterator[None]:
    """Hold the archive's lock; wait up to PATIENCE seconds for it, then raise ArchiveBusy."""
    handle = os.open(archive.with_name(archive.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(handle, archive)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, archive: Path) -> None:
    for _ in range(max(1, round(PATIENCE / _PAUSE))):
        try:
            return _take(handle)
        except (BlockingIOError, PermissionError):
            time.sleep(_PAUSE)
    raise busy(archive)
