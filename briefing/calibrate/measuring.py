"""What the checks make of planted errors and of their harmless twins: the product's own checks, then a model's verdict.

Nothing here knows how an error was planted, and no check knows that it is being measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.analyst import Analyst
from briefing.calibrate.kinds import KINDS, Planted
from briefing.checks import failed, findings
from briefing.digest import of_text
from briefing.types import Calibration, KindCount, Outcome, Record


@dataclass(frozen=True, slots=True)
class Trial:
    """One edited sentence and what became of it. `check` is the mechanical check that refused it, "" when none did.

    `outcome` is NOT_SUPPORTED where a check or the verdict refused it; without a model what no check refused stands.
    """

    planted: Planted
    check: str
    outcome: Outcome
    reason: str

    @property
    def refused(self) -> bool:
        return self.outcome is Outcome.NOT_SUPPORTED

    @property
    def wrong(self) -> bool:
        """A planted error that stood, or a harmless edit that was refused."""
        return self.refused if self.planted.harmless else self.outcome is Outcome.SUPPORTED


def tried(planted: Sequence[Planted], judge: Analyst | None) -> tuple[Trial, ...]:
    """Put the edited sentences of one edition to the checks, and what passes to the judge; in the order given."""
    found = [_checked(one) for one in planted]
    passed = [trial for trial in found if not trial.refused]
    if judge is None or not passed:
        return tuple(found)
    judged = {id(trial.planted): trial for trial in _judged(passed, judge)}
    return tuple(judged.get(id(trial.planted), trial) for trial in found)


def calibration(
    trials: Iterable[Trial], *, made: date, sentences: int, editions: Sequence[str], model: str = "", prompt: str = ""
) -> Calibration:
    """Count what was caught and what was refused for nothing, for each kind of error."""
    every = tuple(trials)
    kinds = tuple(counted(kind.name, [t for t in every if t.planted.kind == kind.name]) for kind in KINDS)
    return Calibration(made, sentences, tuple(editions), model, prompt, kinds)


def counted(kind: str, trials: Sequence[Trial]) -> KindCount:
    """Return the counts of some trials under a name."""
    errors = [trial for trial in trials if not trial.planted.harmless]
    twins = [trial for trial in trials if trial.planted.harmless]
    return KindCount(
        kind=kind,
        planted=len(errors),
        caught_mechanical=sum(bool(trial.check) for trial in errors),
        caught=sum(trial.refused for trial in errors),
        not_checked=sum(trial.outcome is Outcome.NOT_CHECKED for trial in errors),
        harmless=len(twins),
        false_alarms_mechanical=sum(bool(trial.check) for trial in twins),
        false_alarms=sum(trial.refused for trial in twins),
    )


def _checked(one: Planted) -> Trial:
    fault = failed(findings(one.edited.line, one.edited.evidence))
    if fault is None:
        return Trial(one, "", Outcome.SUPPORTED, "no check objects")
    return Trial(one, fault.check, Outcome.NOT_SUPPORTED, fault.reason)


def _judged(passed: Sequence[Trial], judge: Analyst) -> Iterator[Trial]:
    """Ask for verdicts in an order that mixes the kinds, so that no call holds errors or twins only."""
    mixed = sorted(passed, key=lambda trial: of_text(f"{trial.planted.edited.text}\n{trial.planted.what}"))
    lines = [(trial.planted.edited.line, trial.planted.edited.evidence.citations) for trial in mixed]
    for trial, verdict in zip(mixed, judge.judge(lines, _record(mixed)), strict=True):
        yield Trial(trial.planted, "", verdict.outcome, verdict.reason)


def _record(trials: Sequence[Trial]) -> Record:
    """The record of the edition, with the claims that were made for single edits."""
    record = trials[0].planted.original.bench.record
    added = {c.id: c for trial in trials for c in trial.planted.edited.bench.record.claims[len(record.claims) :]}
    return replace(record, claims=(*record.claims, *added.values()))
