"""`briefing search`: what a desk would retrieve; no model."""

from __future__ import annotations

import argparse
import json
import sys

from briefing.cli.common import as_of, desk_options, settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    desk_options(parser)
    parser.add_argument("words", nargs="*", metavar="WORD", help="what to look for (default: the desk's own terms)")
    parser.add_argument("--as-of", metavar="DATE", help="information cut-off (default: today)")
    parser.add_argument("--limit", type=int, default=10, metavar="N")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Print the passages that the desk would retrieve."""
    from briefing.lookup import lookup

    found = lookup(settings(options), as_of(options), " ".join(options.words), options.limit)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for item in found["passages"]:
        place = f"{item['article_id']}:{item['start']}-{item['end']}"
        print(f"{item['published']}  {item['publisher']}: {item['title']}  [{place}]")
        print(f"    {item['text']}")
    held = ", ".join(f"{count} {why.replace('_', ' ')}" for why, count in found["held_out"].items() if count)
    nothing = "" if found["passages"] else "nothing found; "
    print(f"{nothing}held out: {held or 'none'}", file=sys.stderr)
    return 0
