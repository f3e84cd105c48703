"""How far a run is, on standard error: a live bar on a terminal, a plain line for each step elsewhere."""

from __future__ import annotations

from typing import Any, TextIO


class Plain:
    """One line for each step."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        count = f" {done}/{total}" if total else ""
        self._stream.write(f"{stage}{count}\n")
        self._stream.flush()

    def close(self) -> None:
        """Nothing to put back."""


class Live:
    """One bar that is redrawn, and removed at the end."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(file=stream)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress: Any = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
        self._task = self._progress.add_task("starting", total=None)
        self._progress.start()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        self._progress.tasks[0].total = total or None  # `update` takes None for "as before"
        self._progress.update(self._task, description=stage, completed=done)

    def close(self) -> None:
        """Take the bar off the terminal."""
        self._progress.stop()


def progress(stream: TextIO) -> Plain | Live:
    """Return what suits the stream."""
    return Live(stream) if stream.isatty() else Plain(stream)
