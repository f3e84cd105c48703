"""A chat endpoint on a real socket that fails in the ways providers and networks fail, and counts every request."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "test-model"
Turn = Callable[["_Handler"], None]


def completion(content: str | None = "fine", **changes: Any) -> dict[str, Any]:
    """Return the body of a good chat completion, with top-level fields changed (None: left out)."""
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1545609600,
        "model": MODEL,
        "choices": [choice(content)],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }
    return {key: value for key, value in {**body, **changes}.items() if value is not None}


def choice(content: str | None = "fine", finish: str | None = "stop", **message: Any) -> dict[str, Any]:
    """Return one choice of a completion; further keywords are fields of its message."""
    return {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}


def ok(content: str | None = "fine", **changes: Any) -> Turn:
    """Answer well, or with a completion changed in some field."""
    return sends(200, json.dumps(completion(content, **changes)))


def sends(
    status: int, body: str | bytes, headers: Mapping[str, str] | None = None, content_type: str = "application/json"
) -> Turn:
    """Answer with any status, body and headers."""

    def turn(handler: _Handler) -> None:
        data = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return turn


def fails(status: int, message: str = "no", headers: Mapping[str, str] | None = None, **error: Any) -> Turn:
    """Answer with a provider's error object."""
    return sends(status, json.dumps({"error": {"message": message, **error}}), headers)


def redirects(address: str, status: int = 307) -> Turn:
    """Send the client elsewhere."""
    return sends(status, "", {"Location": address})


def hangs(handler: _Handler) -> None:
    """Take the request and say nothing until the server closes."""
    handler.server.closing.wait(20)


def drops(handler: _Handler) -> None:
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    for end in (handler.wfile, handler.rfile, handler.connection):
        end.close()


def breaks_off(handler: _Handler) -> None:
    """Promise more bytes than are sent."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def trickles(handler: _Handler) -> None:
    """Send a byte now and then for ever: each one in time for a read timeout."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.closing.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


@dataclass
class FaultServer:
    """Takes its turns in order, then answers `after` for ever. Use it in a `with`."""

    turns: Sequence[Turn] = ()
    after: Turn = field(default_factory=ok)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> FaultServer:
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fault_server = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def plan(self, *turns: Turn, after: Turn | None = None) -> None:
        """Forget every request so far and take these turns from now on."""
        with self._lock:
            self.turns, self.after = turns, after or ok()
            self.requests, self.headers = [], []

    @property
    def count(self) -> int:
        """How many HTTP requests came."""
        with self._lock:
            return len(self.requests)

    @property
    def address(self) -> str:
        """What a client takes as its API base."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def take(self, body: dict[str, Any], headers: Mapping[str, str]) -> Turn:
        """Note a request and return what to do with it."""
        with self._lock:
            number = len(self.requests)
            self.requests.append(body)
            self.headers.append({name.casefold(): value for name, value in headers.items()})
            return self.turns[number] if number < len(self.turns) else self.after


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    fault_server: FaultServer

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Keep quiet: clients hang up on us in half of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.fault_server.take(json.loads(raw), self.headers)(self)


def slowly(turn: Turn, seconds: float) -> Turn:
    """Wait before a turn."""

    def later(handler: _Handler) -> None:
        time.sleep(seconds)
        turn(handler)

    return later
