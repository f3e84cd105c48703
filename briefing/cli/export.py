"""`briefing export`: a saved edition in the format of another tool, or the feed of a desk's editions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import CheckFailed, OutputError, SettingError

if TYPE_CHECKING:
    from briefing.types import Brief

FEED = "atom"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="an edition (briefs/DESK/DATE); for atom, briefs/DESK"
    )
    parser.add_argument("--format", required=True, choices=("stix", "csl", "text", FEED), help="what to make of it")
    parser.add_argument("--out", default="-", metavar="FILE", help="where to write it (default: -, standard output)")
    parser.add_argument("--base-url", default="", metavar="URL", help="atom: where the desk's folder is served")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Write one format of a saved edition; nothing of the edition itself is changed."""
    if options.base_url and options.format != FEED:
        raise SettingError("--base-url is for --format atom", "leave it out")
    content = _feed(options.folder, options.base_url) if options.format == FEED else _exported(options)
    _write(options.out, content)
    return 0


def _exported(options: argparse.Namespace) -> bytes:
    from briefing.exports import export
    from briefing.saved import load

    return export(load(options.folder).brief, options.format)[1]


def _feed(folder: Path, base_url: str) -> bytes:
    from briefing.exports.atom import feed
    from briefing.language.plain import address

    base = address(base_url)
    if base_url and not base:
        raise SettingError(f"--base-url {base_url!r} is no web address", "give one that begins with https://")
    return feed(_editions(folder), base).encode(errors="replace")


def _editions(folder: Path) -> dict[str, Brief]:
    """The editions of a desk that can be read; the others are named on standard error."""
    from briefing.output import editions
    from briefing.saved import load

    found = {}
    for path in editions(folder):
        try:
            found[path.name] = load(path).brief
        except CheckFailed as error:
            print(f"left out: {error.message}", file=sys.stderr)
    if not found:
        raise CheckFailed(f"no edition that can be read in {str(folder)!r}", "name the folder of a desk: briefs/DESK")
    return found


def _write(out: str, content: bytes) -> None:
    if out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise OutputError(
            f"can't write {out!r}: {error.strerror or error}", "name a file you may write to with --out"
        ) from error
