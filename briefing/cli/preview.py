"""No verb: what the review page runs to show the page as it would be published now.

`python -m briefing.cli.preview FOLDER DIGEST DESK-FILE ARCHIVE`; DIGEST is of the brief.json that is under review.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.archive import Archive
from briefing.cli.common import complain
from briefing.desk import load
from briefing.errors import BriefingError, CheckFailed
from briefing.output import frozen
from briefing.review import decided, opened, preview
from briefing.session import templates


def main(folder: str, edition: str, desk_file: str, archive_file: str) -> int:
    """Write brief.html, with sentences that nobody has decided on as they are."""
    desk = load(Path(desk_file))
    one = opened(Path(folder), desk)
    if one.edition.brief != edition:
        now = "is published" if frozen(one.folder) else "has another edition"
        raise CheckFailed(f"{folder!r} {now} by now", "end the review and start it again")
    with Archive.open(Path(archive_file)) as archive:
        reviewed = decided(one, archive.decisions(desk.id))
    sys.stdout.buffer.write(preview(one, reviewed, templates(desk, Path(desk_file))).encode())
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except BriefingError as error:
        sys.exit(complain(error))
