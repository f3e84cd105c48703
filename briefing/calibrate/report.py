"""A calibration as it is shown: the table by kind, what was missed or refused for nothing, and both for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from briefing import page
from briefing.calibrate.measuring import Trial, counted
from briefing.calibrate.running import Measured
from briefing.calibrate.sentence import Drawn
from briefing.types import Calibration, KindCount, Outcome

_HEAD = (
    "kind", "planted", "caught by checks", "with verdict", "missed", "coverage",
    "harmless", "refused by checks", "with verdict", "coverage",
)  # fmt: skip # read best in rows
_DRAWN = {drawn: f"in {drawn}" for drawn in Drawn}


def total(calibration: Calibration) -> KindCount:
    """Return the sum over all kinds."""
    numbers = [list(asdict(kind).values())[1:] for kind in calibration.kinds]
    return KindCount("all", *(sum(column) for column in zip(*numbers, strict=True)))


def table(measured: Measured) -> tuple[str, ...]:
    """Return the table by kind and by where the sentences are from, how many were used, and the line that sums it up.

    "coverage" is how many of the planted errors, and of the harmless edits, a check or a verdict came to.
    """
    rows = [_HEAD, *_rows(measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(_cell(cell, width, n) for n, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    return (*(line.rstrip() for line in lines), "", *_used(measured), page.calibration(measured.calibration))


def by_source(measured: Measured) -> tuple[KindCount, ...]:
    """Return the counts by where the sentences were taken from, sources that gave none left out."""
    drawn = {one: [t for t in measured.trials if t.planted.original.drawn is one] for one in Drawn}
    return tuple(counted(_DRAWN[one], trials) for one, trials in drawn.items() if trials)


def _rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    unchecked = [t.planted for t in measured.trials if t.planted.harmless and t.outcome is Outcome.NOT_CHECKED]
    kinds = Counter(one.kind for one in unchecked)
    sources = Counter(_DRAWN[one.original.drawn] for one in unchecked)
    calibration = measured.calibration
    for kind in calibration.kinds:
        yield _row(kind, kinds[kind.kind], calibration)
    yield _row(total(calibration), len(unchecked), calibration)
    for source in by_source(measured):
        yield _row(source, sources[source.kind], calibration)


def _used(measured: Measured) -> Iterator[str]:
    yield f"{measured.calibration.sentences} sentences were used, those that pass the checks as they stand, each once:"
    for drawn in Drawn:
        yield f"  {measured.used.get(drawn, 0)} of {measured.looked_at.get(drawn, 0)} {drawn}"


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
        "looked_at": {drawn.value: count for drawn, count in measured.looked_at.items()},
        "used": {drawn.value: count for drawn, count in measured.used.items()},
        "by_source": [asdict(source) for source in by_source(measured)],
        "total": asdict(total(made)),
        "summary": page.calibration(made),
        "trials": [_trial(trial) for trial in measured.trials],
    }


def _row(kind: KindCount, twins_unchecked: int, calibration: Calibration) -> tuple[str, ...]:
    judged = bool(calibration.model)
    missed = kind.planted - kind.caught - kind.not_checked
    return (
        kind.kind,
        str(kind.planted),
        _of(kind.caught_mechanical, kind.planted),
        _of(kind.caught, kind.planted) if judged else "–",
        str(missed),
        _of(kind.planted - kind.not_checked, kind.planted),
        str(kind.harmless),
        _of(kind.false_alarms_mechanical, kind.harmless),
        _of(kind.false_alarms, kind.harmless) if judged else "–",
        _of(kind.harmless - twins_unchecked, kind.harmless),
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
        "source": one.original.drawn.value,
        "harmless": one.harmless,
        "sentence": one.original.text,
        "edited": one.edited.text,
        "edit": one.what,
        "claims": list(one.edited.line.claim_ids),
        "outcome": trial.outcome.value,
        "check": trial.check,
        "reason": trial.reason,
    }
