"""`briefing publish`: the edition that carries its reviewers' judgment, frozen."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from briefing.cli.review import edition_options, opening, reviewer


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    edition_options(parser)
    parser.add_argument(
        "--unreviewed", action="store_true", help="publish although sentences are not reviewed; the page says how many"
    )
    parser.add_argument(
        "--correct",
        default="",
        metavar="WHAT",
        help="FOLDER is published: publish a correction beside it that says WHAT was wrong",
    )
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Carry out the decisions, fit the page again, freeze it; print where it is and how it was reviewed."""
    from briefing.language.plain import plain
    from briefing.page.review import reviewed
    from briefing.review import Wanted, publish
    from briefing.session import templates

    edition, archive, told = opening(options)
    wanted = Wanted(reviewer(options), datetime.now(UTC), options.unreviewed, plain(options.correct))
    with archive:
        folder, brief = publish(edition, archive, templates(edition.desk, told.desk), wanted)
    print(f"published: {reviewed(brief.review)}", file=sys.stderr)
    print(folder / "brief.html")
    return 0
