"""The page as it would be published now, laid out in a process of its own: the typesetter gives no memory back."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from briefing.archive import Archive
from briefing.desk import load
from briefing.review import decided, opened, preview
from briefing.session import templates


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview is made from: the edition's folder, the desk file, the archive with the ledger."""

    folder: Path
    desk: Path
    archive: Path

    async def __call__(self) -> str:
        """Return brief.html as it would be published. Raises what publishing raises."""
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, previewed, self)


def previewed(wanted: Preview) -> str:
    """Return brief.html as it would be published, with sentences that nobody has decided on as they are."""
    desk = load(wanted.desk)
    edition = opened(wanted.folder, desk)
    with Archive.open(wanted.archive) as archive:
        reviewed = decided(edition, archive.decisions(desk.id))
    return preview(edition, reviewed, templates(desk, wanted.desk))
