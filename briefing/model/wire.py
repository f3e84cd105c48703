"""The one HTTP client that model calls go through: no redirects, one deadline per exchange, a size limit.

It knows nothing of models. A redirect would post the prompt to a host nobody named, and a server
that sends a byte now and then would hold a run for ever; neither is prevented by a read timeout.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import httpx

MOST_BYTES = 20_000_000  # of one decoded reply; the longest plausible one is some 500 kB


class ReplyTooLong(httpx.RemoteProtocolError):
    """More bytes than any reply has."""


class Wire:
    """An `httpx.Client` and, per thread, what the exchange in progress came to."""

    def __init__(self) -> None:
        self._local = threading.local()
        # A kept connection may have died between two answers that take minutes; a new one costs a tenth of a second.
        limits = httpx.Limits(max_keepalive_connections=0)
        hooks = {"response": [self._received]}
        self.client = httpx.Client(follow_redirects=False, limits=limits, event_hooks=hooks)

    def begin(self, seconds: float) -> None:
        """Start an exchange of this thread, which has to be over in `seconds`."""
        self._local.deadline = time.monotonic() + seconds
        self._local.status = None

    @property
    def status(self) -> int | None:
        """The HTTP status of this thread's exchange, None when no whole reply came back."""
        status: int | None = getattr(self._local, "status", None)
        return status

    def close(self) -> None:
        """Close every connection."""
        self.client.close()

    def _received(self, response: httpx.Response) -> None:
        self._local.status = response.status_code
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Bounded(response.stream, self._local.deadline, self._lost)

    def _lost(self) -> None:
        self._local.status = None


class _Bounded(httpx.SyncByteStream):
    """A body that ends with an error at its deadline or its size limit."""

    def __init__(self, inner: httpx.SyncByteStream, deadline: float, lost: Callable[[], None]) -> None:
        self._inner = inner
        self._deadline = deadline
        self._lost = lost

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._bounded()
        except httpx.TransportError:
            self._lost()  # a reply that broke off has no status worth telling
            raise

    def close(self) -> None:
        self._inner.close()

    def _bounded(self) -> Iterator[bytes]:
        received = 0
        for chunk in self._inner:
            received += len(chunk)
            if received > MOST_BYTES:
                raise ReplyTooLong(f"more than {MOST_BYTES} bytes")
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("the reply took too long")
            yield chunk
