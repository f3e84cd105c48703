"""A calibration as it is shown: the table by kind, what was missed or refused for nothing, and both for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from briefing.calibrate import summary
from briefing.calibrate.measuring import Trial
from briefing.calibrate.running import Measured
from briefing.types import Calibration, KindCount, Outcome

_HEAD = (
    "kind", "planted", "caught by checks", "with verdict", "missed", "not checked",
    "harmless", "refused by checks", "with verdict",
)  # fmt: skip


def total(calibration: Calibration) -> KindCount:
    """Return the sum over all kinds."""
    numbers = [list(asdict(kind).values())[1:] for kind in calibration.kinds]
    return KindCount("all", *(sum(column) for column in zip(*numbers, strict=True)))


def table(measured: Measured) -> tuple[str, ...]:
    """Return the table by kind, line by line, what it was measured on, and the line that sums it up."""
    calibration = measured.calibration
    rows = [_HEAD, *(_row(kind, calibration) for kind in (*calibration.kinds, total(calibration)))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(_cell(cell, width, n) for n, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    used = (
        f"{calibration.sentences} sentences were used of {measured.looked_at}: those that pass the checks as they stand"
    )
    return (*(line.rstrip() for line in lines), "", used, summary(calibration))


def misses(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield every planted error that stood and every harmless edit that was refused, with the edit and the reason."""
    for trial in trials:
        if trial.wrong or trial.outcome is Outcome.NOT_CHECKED:
            yield from _told(trial)


def as_table(measured: Measured) -> dict[str, Any]:
    """Return all of it for a script: the counts, their sum, and every edit with its outcome."""
    made = measured.calibration
    return asdict(made) | {
        "made": made.made.isoformat(),
        "looked_at": measured.looked_at,
        "total": asdict(total(made)),
        "summary": summary(made),
        "trials": [_trial(trial) for trial in measured.trials],
    }


def _row(kind: KindCount, calibration: Calibration) -> tuple[str, ...]:
    judged = bool(calibration.model)
    missed = kind.planted - kind.caught - kind.not_checked
    return (
        kind.kind,
        str(kind.planted),
        _of(kind.caught_mechanical, kind.planted),
        _of(kind.caught, kind.planted) if judged else "–",
        str(missed),
        str(kind.not_checked),
        str(kind.harmless),
        _of(kind.false_alarms_mechanical, kind.harmless),
        _of(kind.false_alarms, kind.harmless) if judged else "–",
    )


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole}" if whole else "–"


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column == 0 else text.rjust(width)


def _told(trial: Trial) -> Iterator[str]:
    one = trial.planted
    what = "not checked" if trial.outcome is Outcome.NOT_CHECKED else "harmless, refused" if one.harmless else "missed"
    yield f"{one.kind}: {what}"
    yield f"    was:  {one.original.text}"
    yield f"    now:  {one.edited.text}"
    yield f"    edit: {one.what}"
    yield f"    {trial.check or ('verdict' if trial.reason != 'no check objects' else 'checks')}: {trial.reason}"


def _trial(trial: Trial) -> dict[str, Any]:
    one = trial.planted
    return {
        "kind": one.kind,
        "harmless": one.harmless,
        "sentence": one.original.text,
        "edited": one.edited.text,
        "edit": one.what,
        "claims": list(one.edited.line.claim_ids),
        "outcome": trial.outcome.value,
        "check": trial.check,
        "reason": trial.reason,
    }
