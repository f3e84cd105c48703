"""`briefing calibrate`: the checks measured with planted errors."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from briefing.cli.common import desk_options, model_options, settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="editions (default: the newest)")
    desk_options(parser)
    model_options(parser)
    tape = parser.add_mutually_exclusive_group()
    tape.add_argument("--record", metavar="FILE", type=Path, help="record every model call into FILE")
    tape.add_argument("--replay", metavar="FILE", type=Path, help="take every model call from FILE; no key, no network")
    parser.add_argument("--budget", metavar="USD", help="stop before the call that would pass this")
    parser.add_argument("--concurrency", metavar="N", help="model calls side by side (default: 8)")
    parser.add_argument("--misses", action="store_true", help="print every miss and every false alarm")
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the counts to FILE")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Plant errors in checked sentences and print what the checks catch of them."""
    from briefing.calibrate.report import as_table, misses, table
    from briefing.calibrate.running import calibrate, can_write, write
    from briefing.progress import progress
    from briefing.session import Cassette, prepare

    if options.write:
        can_write(options.write)
    cassette = Cassette(options.record, options.replay)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    made = prepare(settings(options), None, today, cassette)
    bar = progress(sys.stderr)
    try:
        measured = calibrate(made, cassette, options.folders, bar)
    finally:
        bar.close()
    if options.write:
        write(measured.calibration, options.write)
    if options.json:
        print(json.dumps(as_table(measured), ensure_ascii=False, indent=2))
        return 0
    for line in (*table(measured), *(("", *misses(measured.trials)) if options.misses else ())):
        print(line)
    return 0
