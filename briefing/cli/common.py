"""What several verbs share: options, settings, how an error is told."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.settings import Settings


def complain(error: BriefingError) -> int:
    """Print an error with its hint and return its exit code."""
    print(f"briefing: {error.message}", file=sys.stderr)
    if error.hint:
        print(f"  hint: {error.hint}", file=sys.stderr)
    return error.exit_code


def desk_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb that needs a desk."""
    parser.add_argument("--desk", metavar="FILE", help="the desk file (default: the Egypt–Syria desk)")
    parser.add_argument(
        "--archive", metavar="FILE", help="where articles and replies are kept (default: OUT/archive.sqlite)"
    )
    parser.add_argument("--out", metavar="DIR", help="where editions go (default: briefs)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def model_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb that may ask a model."""
    parser.add_argument("--model", metavar="NAME", help="any litellm model; without one, the rules analyst")
    parser.add_argument("--api-base", metavar="URL", help="an OpenAI-compatible server of your own")


def settings(options: argparse.Namespace) -> Settings:
    """Settle what a verb is told by flags, environment and file."""
    from briefing import settings as module

    return module.load(vars(options), module.environment(), Path())


def as_of(options: argparse.Namespace) -> date:
    """Return the cut-off: the flag's day, else today."""
    from briefing import settings as module

    return module.as_of(options.as_of, date.today())  # noqa: DTZ011 - the reader's own calendar day
