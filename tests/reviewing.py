"""What the tests of the ledger, the review and publishing share: recorded editions, and a decision on a sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from models import Answer, model

from briefing import desk as desks
from briefing.cli import main
from briefing.model.scripted import ScriptedModel
from briefing.review import Opened, opened
from briefing.settings import data_folder
from briefing.types import Action, Decision, Edition, Line, subject

TAPES = Path(__file__).parent.parent / "cassettes" / "editions"
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
DESK = desks.load(data_folder("seeds") / "egypt-syria.toml")


def recorded(out: Path, *days: str) -> Path:
    """Replay recorded editions one after the other and return the folder of the last."""
    for day in days:
        assert main(["generate", "--replay", str(TAPES / f"{day}.yaml"), "--out", str(out)]) == 0
    return out / "egypt-syria" / days[-1]


def scripted(out: Path, day: str, **answers: Answer) -> Path:
    """Make an edition with a scripted model that answers honestly but for `answers`, and return its folder."""

    @contextmanager
    def session(*_: object) -> Iterator[ScriptedModel]:
        yield model(**answers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.generate.session", session)
        assert main(["generate", "--model", "scripted", "--as-of", day, "--out", str(out)]) == 0
    return out / "egypt-syria" / day


def copied(folder: Path, into: Path) -> Path:
    """Copy the editions of a folder's desk with their archive, and return the same edition in the copy."""
    shutil.copytree(folder.parent.parent, into, dirs_exist_ok=True)
    return into / folder.parent.name / folder.name


def table(folder: Path) -> Opened:
    return opened(folder, DESK)


def decision(line: Line, action: Action, edition: Edition, **more: Any) -> Decision:
    made = Decision(action, "Ann", NOON, edition, subject(line), line.section, line.text)
    return replace(made, **more)


def terminal(folder: Path, keys: str, *more: str, reviewer: str = "Ann") -> subprocess.CompletedProcess[str]:
    """Run a review at the end of a pipe, in a process of its own, with these lines as input."""
    command = [sys.executable, "-m", "briefing.cli", "review", str(folder), "--terminal", "--reviewer", reviewer, *more]
    return subprocess.run(command, input=keys, capture_output=True, text=True, check=False)


def saved(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "brief.json").read_text())
    return loaded
