"""The server itself: a socket on loopback, and a loop that answers until the reviewer ends it."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from briefing.errors import SettingError

if TYPE_CHECKING:
    import uvicorn

HOST = "127.0.0.1"  # nobody but this machine


def listening(port: int) -> socket.socket:
    """Return a socket that listens on loopback, at a free port for 0. Raises SettingError when the port is taken."""
    try:
        listener = socket.create_server((HOST, port))
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each second packet waits for 40 ms
        return listener
    except (OSError, OverflowError) as error:
        raise SettingError(
            f"can't listen on port {port}: {error}", "name another with --port, or leave it out"
        ) from None


def server(application: ASGIApp) -> uvicorn.Server:
    """Return a server that speaks HTTP and nothing else, and keeps no log of who asked what."""
    import uvicorn

    settings = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(settings)


def serve(application: ASGIApp, listener: socket.socket) -> None:
    """Answer until the process is interrupted; what is being answered then is finished."""
    with suppress(KeyboardInterrupt):
        server(application).run(sockets=[listener])
