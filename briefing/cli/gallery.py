"""`briefing gallery`: every page template with sample editions, to be looked at."""

from __future__ import annotations

import argparse
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument(
        "--templates", type=Path, metavar="FOLDER", help="a folder whose templates stand in for ours, file by file"
    )
    parser.add_argument("--out", type=Path, default=Path("gallery"), metavar="FOLDER", help="default: gallery")
    parser.add_argument("--paper", choices=("a4", "us-letter"), default="a4", help="default: a4")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Write the samples and print where their index is."""
    from briefing.errors import SettingError
    from briefing.gallery import make
    from briefing.settings import data_folder
    from briefing.templates import Templates

    own: tuple[Path, ...] = (options.templates,) if options.templates else ()
    if own and not options.templates.is_dir():
        raise SettingError(f"no folder {str(options.templates)!r}", "name the folder that --templates is to use")
    print(make(Templates((*own, data_folder("templates"))), options.out, options.paper))
    return 0
