"""A model that says what it was told to say: for tests and demonstrations, without a network or a key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from threading import Lock

from briefing.errors import ModelError
from briefing.model.chat import Reply, Request

Scripted = str | Reply | Exception | Callable[[Request], "str | Reply"]


class ScriptedModel:
    """Gives its queued replies in order, one a call, and keeps every request in `history`.

    A string or `Reply` is given back, an exception is raised, a function is called with the request.
    Raises ModelError when a call finds the queue empty. Safe to call from several threads.
    """

    def __init__(self, replies: Iterable[Scripted], name: str = "scripted") -> None:
        self.name = name
        self._queue = deque(replies)
        self._history: list[Request] = []
        self._lock = Lock()

    @property
    def history(self) -> tuple[Request, ...]:
        """Every request so far, in the order they came."""
        with self._lock:
            return tuple(self._history)

    @property
    def left(self) -> int:
        """How many replies nobody has asked for yet."""
        with self._lock:
            return len(self._queue)

    def complete(self, request: Request) -> Reply:
        """Give the next reply, or raise it."""
        said = self._next(request)
        if isinstance(said, Exception):
            raise said
        if isinstance(said, str | Reply):
            return self._reply(request, said)
        return self._reply(request, said(request))

    def _next(self, request: Request) -> Scripted:
        with self._lock:
            self._history.append(request)
            if self._queue:
                return self._queue.popleft()
            asked = len(self._history)
        raise ModelError(
            f"the scripted model {self.name!r} was asked {asked} times but has {asked - 1} replies "
            f"(last asked: {request.label or request.schema_name!r})",
            "Queue one reply for every call.",
        )

    def _reply(self, request: Request, said: str | Reply) -> Reply:
        return said if isinstance(said, Reply) else Reply(text=said, model=request.model or self.name, finish="stop")
