"""Who may ask, and what a browser may do with an answer: held in front of every route.

A page elsewhere may make a browser send requests here. It can't know the token that every path begins with, can't
choose the Host and Origin that the browser sends, and is shown nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1_000_000  # of what a reviewer sends

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """An application that is reached by whoever knows the token, from a page of its own; all others are refused."""

    def __init__(self, inside: ASGIApp, token: str, port: int) -> None:
        self._inside = inside
        self._root = f"/{token}"
        at = "" if port == 80 else f":{port}"  # as browsers name it
        self._hosts = frozenset({f"127.0.0.1{at}", f"localhost{at}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        inside = RedirectResponse(f"{self._root}/") if scope["path"] == self._root else self._inside
        answering = self._refused(scope) or inside
        await answering(_below(scope, self._root), receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return refusal(421, "this is not the host that was asked for", "open the address that the command printed")
        given = "/" + scope["path"].removeprefix("/").partition("/")[0]
        if not compare_digest(given.encode(), self._root.encode()):
            return refusal(403, "the address lacks the token", "open the address that the command printed")
        if not self._from_here(scope["method"], headers):
            return refusal(403, "the request comes from another page", "open the address that the command printed")
        if scope["method"] == "POST":
            return _unfit(headers)
        return None

    def _from_here(self, method: str, headers: Mapping[str, str]) -> bool:
        """A browser names the page that a POST comes from, and for any request how near that page is."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        here = origin == f"http://{headers['host']}" or (origin is None and method != "POST")
        return here and site in {"none", "same-origin"}


def _unfit(headers: Mapping[str, str]) -> Response | None:
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not length.isdecimal() or int(length) > MOST_BYTES:
        return refusal(413, "too much was sent, or nobody knows how much", f"{MOST_BYTES} bytes at most")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, "what was sent is not JSON", "send it as application/json")
    return None


def refusal(status: int, error: str, hint: str, **more: object) -> Response:
    """Return an error as JSON: {"error", "hint"} and whatever else helps."""
    content = json.dumps({"error": error, "hint": hint, **more}, ensure_ascii=False)
    return Response(content, status, media_type="application/json")


def _below(scope: Scope, root: str) -> Scope:
    """The request as the application sees it: paths without the token."""
    return {**scope, "path": scope["path"].removeprefix(root) or "/", "root_path": ""}


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", PAGE_POLICY)
            for name, value in _ALWAYS.items():
                headers[name] = value
        await send(message)

    return sending
