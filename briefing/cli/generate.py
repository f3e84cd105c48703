"""`briefing generate`: the brief of a day."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.common import complain, desk_options, model_options, settings

if TYPE_CHECKING:
    from briefing.runs import Ended


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    desk_options(parser)
    model_options(parser)
    parser.add_argument("--as-of", metavar="DATE", help="information cut-off, end of that day (default: today)")
    tape = parser.add_mutually_exclusive_group()
    tape.add_argument("--record", metavar="FILE", type=Path, help="record every model call into FILE")
    tape.add_argument("--replay", metavar="FILE", type=Path, help="take every model call from FILE; no key, no network")
    parser.add_argument("--budget", metavar="USD", help="stop before the call that would pass this")
    parser.add_argument("--concurrency", metavar="N", help="model calls side by side (default: 8)")
    parser.add_argument(
        "--format",
        action="append",
        default=[],
        dest="formats",
        choices=("stix", "csl", "text"),
        help="also write brief.stix.json, brief.csl.json or brief.txt; may be given again",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be read and what it would cost")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Write the brief of a day, or say what that would take."""
    from briefing.dry_run import plan
    from briefing.generate import generate
    from briefing.progress import progress
    from briefing.session import Cassette, prepare

    told = settings(options)
    cassette = Cassette(options.record, options.replay)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    made = replace(prepare(told, options.as_of, today, cassette), formats=tuple(dict.fromkeys(options.formats)))
    if options.dry_run:
        return _print_plan(plan(made, progress(sys.stderr)), as_json=options.json)
    bar = progress(sys.stderr)
    try:
        ended = generate(made, cassette, bar)
    finally:
        bar.close()
    return _print_ended(ended, as_json=options.json)


def _print_ended(ended: Ended, *, as_json: bool) -> int:
    from briefing.generate import result

    shown = result(ended)
    _print_usage(shown)
    if shown["cut"]:
        print(f"cut for room: {shown['cut']} sentences and questions; brief.json lists them", file=sys.stderr)
    for rule in shown["not_met"]:
        print(f"not met: {rule['severity'].upper()} {rule['rule']} {rule['reason']}", file=sys.stderr)
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print(shown["files"]["brief.html"])
    return complain(ended.trouble) if ended.trouble else 0


def _print_usage(shown: dict[str, Any]) -> None:
    usage, tally = shown["usage"], shown["tally"]
    print(
        f"checked: {tally['supported']} supported, {tally['not_supported']} not supported (withheld), "
        f"{tally['not_checked']} not checked",
        file=sys.stderr,
    )
    cost = "unknown" if usage["cost"] is None else f"${float(usage['cost']):.4f}"
    tokens = "unknown" if usage["unknown_tokens"] else f"{usage['prompt_tokens']} in, {usage['completion_tokens']} out"
    if usage["calls"]:
        print(f"model: {usage['calls']} calls; tokens: {tokens}; cost: {cost}", file=sys.stderr)
    else:
        print("model: no calls; cost: $0", file=sys.stderr)


def _print_plan(plan: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(plan, ensure_ascii=False, indent=2))
        return 0
    print(f"desk {plan['desk']}, cut-off {plan['as_of']}, analyst {plan['analyst']}")
    for article in plan["articles"]:
        read = " (already read)" if article["read"] else ""
        print(f"  {article['published']}  {article['publisher']}: {article['title']}{read}")
    held = ", ".join(f"{count} {why.replace('_', ' ')}" for why, count in plan["held_out"].items() if count)
    print(f"held out: {held or 'none'}")
    tokens = f"about {plan['prompt_tokens']} in, at most {plan['completion_tokens']} out"
    print(f"calls: {plan['calls']}, and more where a reply has to be asked for again; tokens: {tokens}")
    cost = (
        "unknown for this model"
        if plan["cost"] is None
        else f"about ${float(plan['cost']):.4f} at most for these calls"
    )
    print(f"price: {cost}")
    return 0
