"""The page as it would be published, made by a command in a process of its own: the typesetter gives no memory back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from briefing.errors import ReviewError


@dataclass(frozen=True, slots=True)
class Preview:
    """The command that writes the page to standard output, or to standard error what is wrong."""

    command: tuple[str, ...]
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False)

    async def __call__(self) -> str:
        """Return brief.html as it would be published. Raises ReviewError saying why it can't be.

        One is made at a time, in a session of its own, so that what ends the review does not break off the answer.
        """
        pipe = asyncio.subprocess.PIPE
        async with self._turn:
            child = await asyncio.create_subprocess_exec(
                *self.command, stdout=pipe, stderr=pipe, start_new_session=True
            )
            page, wrong = await child.communicate()
        if child.returncode:
            told = wrong.decode(errors="replace").strip().splitlines()
            raise ReviewError("; ".join(told[-2:]) or f"it ended with {child.returncode}", "")
        return page.decode()
