"""`briefing doctor`: what is configured, and whether it can be used."""

from __future__ import annotations

import argparse
import json

from briefing.cli.common import desk_options, model_options, settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    desk_options(parser)
    model_options(parser)
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Print what is configured and what of it can be used."""
    from briefing.doctor import examine

    findings = examine(settings(options))
    if options.json:
        print(json.dumps([finding.__dict__ for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{'ok ' if finding.ok else 'BAD'}  {finding.what}: {finding.state}")
            if finding.hint:
                print(f"       {finding.hint}")
    return 0 if all(finding.ok for finding in findings) else 1
