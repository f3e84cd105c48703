"""Records a run's HTTP exchanges with a model and plays them back; the only module that knows vcrpy.

A request is matched by method, address and canonical body, so a changed prompt never gets an old reply. Only two
headers are kept, never a key; replies are kept as they came. What a recording does not hold is a ReplayMismatch
that says what differs, raised past every handler in between: libraries take a miss for a network fault and retry it.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefing.digest import Json
from briefing.errors import CassetteError, ReplayMismatch
from briefing.model.chat import ChatModel, Reply, Request
from briefing.model.mismatch import difference
from briefing.model.tape import (
    Call,
    Exchange,
    Tape,
    canonical_body,
    dump,
    kept_headers,
    load,
    request_digest,
    without_secrets,
    write,
)

_MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "canonical_body")
PLACEHOLDER_KEY = "replayed"  # stands in for a key on replay; the recording holds none to compare with


class _Miss(BaseException):
    """A request that isn't recorded. Not an Exception, so that no library between takes it for a network fault."""

    def __init__(self, mismatch: ReplayMismatch) -> None:
        super().__init__(mismatch.message)
        self.mismatch = mismatch


class Recording:
    """A recording in the making. Calls made through `noted` models are known by what they are for."""

    def __init__(self) -> None:
        self._notes = _Notes()

    def noted(self, model: ChatModel) -> ChatModel:
        """Return `model`, with each of its requests noted under what it is for."""
        return Noted(model, self._notes, nullcontext())


class Replay:
    """A recording being played. Its `header` names the model, its address, the cut-off and the desk."""

    def __init__(self, tape: Tape, cassette: Any) -> None:
        self.header = tape.header
        self._tape = tape
        self._cassette = cassette
        self._notes = _Notes()
        self._turn = threading.Lock()

    def noted(self, model: ChatModel) -> ChatModel:
        """Return `model`, answering from the recording; what is not in it raises ReplayMismatch."""
        return Noted(model, self._notes, self._turn)

    @staticmethod
    def pause(seconds: float) -> None:
        """Wait for nothing: the waits a provider asked for when it was recorded need no repeating."""
        del seconds

    def unplayed(self) -> tuple[str, ...]:
        """Return the recorded requests nobody has asked for so far, by label (or digest), sorted."""
        labels = {call.request_digest: call.label for call in self._tape.calls}
        played = self._cassette.play_counts
        left = [one.digest for number, one in enumerate(self._tape.exchanges) if not played.get(number)]
        return tuple(sorted(labels.get(digest) or digest for digest in left))


class Noted:
    """A model whose requests can be told apart on the wire by what they are for."""

    def __init__(self, model: ChatModel, notes: _Notes, turn: AbstractContextManager[Any]) -> None:
        self.name = model.name
        self._model = model
        self._notes = notes
        self._turn = turn

    def complete(self, request: Request) -> Reply:
        """Answer as the model does; ReplayMismatch when a replay has no such request."""
        with self._turn, self._notes.of(request):
            try:
                return self._model.complete(request)
            except _Miss as miss:
                mismatch = miss.mismatch
        raise mismatch


@contextmanager
def recording(path: Path, header: Mapping[str, Json], secrets: Iterable[str] = ()) -> Iterator[Recording]:
    """Record every model exchange inside the `with` into `path`, whole and at once, if the block ends well.

    `header`: model, api_base, as_of, desk. The file replaces an older one; a block that raises leaves it untouched.
    Raises CassetteError when the file can't be written or would hold one of `secrets`.
    """
    record = Recording()
    with _vcr(record._notes.see, "all", ()) as cassette:
        yield record
    exchanges = tuple(_exchange(request, response) for request, response in cassette.data)
    text = dump(Tape(header, record._notes.calls, exchanges))
    _refuse_secrets(text, secrets)
    write(path, text)


@contextmanager
def replaying(path: Path) -> Iterator[Replay]:
    """Answer every HTTP request inside the `with` from the recording at `path`; no socket is opened.

    Raises CassetteError for a missing or malformed file, ReplayMismatch for a request it does not hold.
    """
    from unittest.mock import patch

    from vcr.errors import CannotOverwriteExistingCassetteException as VcrMiss

    tape = load(path)
    built = VcrMiss.__init__
    with _vcr(lambda _: None, "none", tape.exchanges) as cassette:
        replay = Replay(tape, cassette)

        def missed(error: VcrMiss, *args: Any, **kwargs: Any) -> None:
            built(error, *args, **kwargs)
            raise _Miss(_mismatch(path, replay, kwargs["failed_request"]))

        try:
            with patch.object(VcrMiss, "__init__", missed):
                yield replay
        except _Miss as miss:
            raise miss.mismatch from None


def header(path: Path) -> Mapping[str, Json]:
    """Return what the recording at `path` is of: format, model, api_base, as_of, desk. Raises CassetteError."""
    return load(path).header


@dataclass(slots=True)
class _Notes:
    """What each thread's request in progress is for, and every call seen on the wire."""

    _now: threading.local = field(default_factory=threading.local)
    _calls: dict[Call, None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def calls(self) -> tuple[Call, ...]:
        with self._lock:
            return tuple(self._calls)

    @contextmanager
    def of(self, request: Request) -> Iterator[None]:
        self._now.request = request
        try:
            yield
        finally:
            self._now.request = None

    def call(self, digest: str) -> Call | None:
        request: Request | None = getattr(self._now, "request", None)
        if request is None:
            return None
        return Call(
            prompt=request.prompt,
            subject=request.subject,
            label=request.label,
            prompt_digest=request.prompt_digest,
            input_digest=request.input_digest,
            request_digest=digest,
        )

    def see(self, request: Any) -> None:
        call = self.call(request_digest(request.method, request.uri, request.body))
        if call is not None:
            with self._lock:
                self._calls[call] = None


def _vcr(see: Any, mode: str, exchanges: tuple[Exchange, ...]) -> AbstractContextManager[Any]:
    from vcr import VCR

    def kept_request(request: Any) -> Any:
        request.uri = without_secrets(request.uri)
        request.headers = dict(kept_headers(request.headers))
        see(request)
        return request

    def kept_response(response: dict[str, Any]) -> dict[str, Any]:
        pairs = kept_headers(response["headers"])
        return {**response, "headers": {name: [value for n, value in pairs if n == name] for name, _ in pairs}}

    machine = VCR(record_mode=mode, match_on=_MATCH_ON, decode_compressed_response=True)
    machine.register_matcher("canonical_body", _same_body)
    machine.register_persister(_Shelf(exchanges))
    cassette: AbstractContextManager[Any] = machine.use_cassette(
        "briefing", before_record_request=kept_request, before_record_response=kept_response
    )
    return cassette


class _Shelf:
    """Hands vcrpy the exchanges of a tape that is already loaded, and leaves writing to us."""

    def __init__(self, exchanges: tuple[Exchange, ...]) -> None:
        self._exchanges = exchanges

    def load_cassette(self, path: str, serializer: object) -> tuple[list[Any], list[dict[str, Any]]]:
        del path, serializer
        return [_vcr_request(one) for one in self._exchanges], [_vcr_response(one) for one in self._exchanges]

    def save_cassette(self, path: str, cassette: object, serializer: object) -> None:
        del path, cassette, serializer


def _same_body(one: Any, other: Any) -> bool:
    return canonical_body(one.body) == canonical_body(other.body)


def _vcr_request(exchange: Exchange) -> Any:
    from vcr.request import Request as VcrRequest

    return VcrRequest(exchange.method, exchange.uri, exchange.body, dict(exchange.request_headers))


def _vcr_response(exchange: Exchange) -> dict[str, Any]:
    names = dict.fromkeys(name for name, _ in exchange.reply_headers)
    return {
        "status": {"code": exchange.status, "message": exchange.reason},
        "headers": {name: [value for other, value in exchange.reply_headers if other == name] for name in names},
        "body": {"string": exchange.reply},
    }


def _exchange(request: Any, response: Mapping[str, Any]) -> Exchange:
    return Exchange(
        method=request.method,
        uri=request.uri,
        body=request.body or b"",
        request_headers=kept_headers(request.headers),
        status=response["status"]["code"],
        reason=response["status"]["message"] or "",
        reply_headers=kept_headers(response["headers"]),
        reply=response["body"]["string"] or b"",
    )


def _mismatch(path: Path, replay: Replay, request: Any) -> ReplayMismatch:
    uri, body = without_secrets(request.uri), request.body or b""
    call = replay._notes.call(request_digest(request.method, uri, body))
    return ReplayMismatch(
        f"{path.name!r}: {difference(replay._tape, call, request.method, uri, body)}",
        "Record again with --record, or replay with the articles, prompts and settings it was made with.",
    )


def _refuse_secrets(text: str, secrets: Iterable[str]) -> None:
    for secret in secrets:
        forms = (secret, quote(secret, safe=""), base64.b64encode(secret.encode()).decode())
        if len(secret) >= 6 and any(form in text for form in forms):
            raise CassetteError("the recording would hold a key, so it was not written", "Don't put a key in a prompt.")
