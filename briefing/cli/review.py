"""`briefing review`: an edition gone through sentence by sentence, in a browser or a terminal; the ledger printed."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.common import settings
from briefing.errors import CheckFailed, SettingError

if TYPE_CHECKING:
    from briefing.archive import Archive
    from briefing.desk import Desk
    from briefing.review import Opened, Sitting
    from briefing.settings import Settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    edition_options(parser, "?")
    parser.add_argument("--terminal", action="store_true", help="go through the sentences here, without a browser")
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="where the page is served (default: a free one)"
    )
    parser.add_argument("--no-browser", action="store_true", help="print the page's address and open nothing")
    parser.add_argument("--export", choices=("json", "csv"), help="print the desk's ledger instead")
    parser.set_defaults(verb=run)


def edition_options(parser: argparse.ArgumentParser, number: str | None = None) -> None:
    """Add the options of the verbs that decide on an edition."""
    newest = " (default: the newest)" if number else ""
    parser.add_argument(
        "folder", type=Path, nargs=number, metavar="FOLDER", help=f"an edition: briefs/DESK/DATE{newest}"
    )
    parser.add_argument("--desk", metavar="FILE", help="the desk file (default: the Egypt–Syria desk)")
    parser.add_argument(
        "--archive", metavar="FILE", help="where the ledger is kept (default: archive.sqlite, two folders up)"
    )
    parser.add_argument("--reviewer", metavar="NAME", help="who decides (default: who is logged in)")


def run(options: argparse.Namespace) -> int:
    """Go through an edition, or print the ledger."""
    from briefing.review import Sitting, as_csv, as_json

    edition, archive, told = opening(options)
    with archive:
        if options.export:
            write = as_json if options.export == "json" else as_csv
            sys.stdout.write(write(archive.decisions(edition.edition.desk_id)))
            return 0
        sitting = Sitting(edition, archive, reviewer(options))
        if options.terminal:
            from briefing.cli.terminal import Terminal

            return Terminal(sitting).run()
        return _served(sitting, told, options)


def _served(sitting: Sitting, told: Settings, options: argparse.Namespace) -> int:
    """Serve the review page until it is ended here, and say how far the review has come."""
    from secrets import token_urlsafe

    from briefing.output import frozen
    from briefing.server import Preview, ReviewPage, application, listening, page_files, serve
    from briefing.session import templates

    opened = sitting.opened
    listener = listening(options.port)
    port, token = listener.getsockname()[1], token_urlsafe(32)
    edition = (str(opened.folder), opened.edition.brief, str(told.desk), str(told.archive))
    preview = Preview((sys.executable, "-P", "-m", "briefing.cli.preview", *edition))
    page = ReviewPage(sitting, page_files(templates(opened.desk, told.desk)), lambda: datetime.now(UTC), preview)
    page.review()  # read the ledger before the first load has to
    address = f"http://127.0.0.1:{port}/{token}/"
    print(address, flush=True)
    shown = not options.no_browser and _shown(address)
    told_how = "" if shown else "open this address in a browser; "
    print(f"{told_how}every decision is kept as it is made; Ctrl-C ends the review", file=sys.stderr)
    serve(application(page, token, port), listener)
    items = sitting.items()
    done = sum(item.reviewed for item in items)
    ready = done == len(items) and not frozen(opened.folder)
    next_step = f"; next: briefing publish {opened.folder}" if ready else ""
    print(f"{done} of {len(items)} sentences reviewed{next_step}", file=sys.stderr)
    return 0


def _shown(address: str) -> bool:
    """Open a browser that has a window; one that would take this terminal is left alone."""
    import webbrowser

    try:
        browser = webbrowser.get()
        return type(browser) is not webbrowser.GenericBrowser and browser.open(address)
    except webbrowser.Error:
        return False


def opening(options: argparse.Namespace) -> tuple[Opened, Archive, Settings]:
    """Open an edition and the archive with its ledger, by default the one beside the desk's folder.

    `--archive`, BRIEFING_ARCHIVE and briefing.toml name another. Without a folder, the newest edition of the desk.
    """
    from briefing import desk
    from briefing.archive import Archive
    from briefing.review import opened

    if options.folder is not None:
        options.out = str(options.folder.resolve().parent.parent)
    told = settings(options)
    whose = desk.load(told.desk)
    edition = opened(options.folder or _newest(told, whose), whose)
    return edition, Archive.open(told.archive), told


def _newest(told: Settings, desk: Desk) -> Path:
    from briefing.output import editions

    folder = told.out / desk.id
    made = editions(folder)
    if not made:
        raise CheckFailed(
            f"there is no edition in {str(folder)!r}", "make one with `briefing generate`, or name its folder"
        )
    return made[-1]


def reviewer(options: argparse.Namespace) -> str:
    """Return who decides, as plain text; SettingError when nobody is named and nobody is logged in."""
    from briefing.language.plain import plain

    try:
        name = plain(options.reviewer if options.reviewer is not None else getpass.getuser())
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise SettingError("who reviews?", "say so with --reviewer NAME: the ledger names whoever decided")
    return name
