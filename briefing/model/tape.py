"""What a recording holds, and the file it is kept in. Knows HTTP messages as values; sends and replays nothing.

The file is YAML in the layout vcrpy reads, with one more top key, `briefing`, that says what the recording is of.
Exchanges are sorted by the digest of their request, so that the same run with any number of threads gives one file.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefing.digest import Json, of_json
from briefing.errors import CassetteError

FORMAT = 1
KEPT_HEADERS = frozenset({"content-type", "retry-after"})
SECRET_PARAMETERS = frozenset({"key", "api_key", "api-key", "apikey", "token", "access_token", "signature", "sig"})
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """What a recorded request was for."""

    prompt: str
    subject: str
    label: str
    prompt_digest: str
    input_digest: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its reply, with only the headers that are kept."""

    method: str
    uri: str
    body: bytes
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    reply_headers: tuple[tuple[str, str], ...]
    reply: bytes

    @property
    def digest(self) -> str:
        """The digest of everything a request is matched by."""
        return request_digest(self.method, self.uri, self.body)


@dataclass(frozen=True, slots=True)
class Tape:
    """A whole recording. `header` names the model, its address, the cut-off and the desk."""

    header: Mapping[str, Json]
    calls: tuple[Call, ...]
    exchanges: tuple[Exchange, ...]


def canonical_body(body: bytes | str | None) -> Json:
    """Return a body as a JSON value where it is one (key order and spacing then don't count), else as text."""
    data = body.encode() if isinstance(body, str) else body or b""
    try:
        value: Json = json.loads(data)
    except (ValueError, RecursionError):
        return {"bytes": data.decode("latin-1")}
    return value


def request_digest(method: str, uri: str, body: bytes | str | None) -> str:
    """Return the digest of what a request is matched by: method, scheme, host, port, path, query, canonical body."""
    parts = urlsplit(uri)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    address: list[Json] = [method.upper(), parts.scheme, parts.hostname, port, parts.path or "/"]
    query: list[Json] = [list(pair) for pair in sorted(parse_qsl(parts.query, keep_blank_values=True))]
    return of_json([*address, query, canonical_body(body)])


def without_secrets(uri: str) -> str:
    """Return an address without a user's name, password or key in it."""
    parts = urlsplit(uri)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(name, value) for name, value in pairs if name.casefold() not in SECRET_PARAMETERS])
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query=kept).geturl()


def kept_headers(headers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the allow-listed headers, names in lower case, sorted."""
    pairs = ((name.casefold(), value) for name, value in headers.items())
    return tuple(sorted((name, one) for name, value in pairs if name in KEPT_HEADERS for one in _each(value)))


def dump(tape: Tape) -> str:
    """Return the recording as YAML: sorted, and sure to load again as the same bytes. Raises CassetteError."""
    exchanges = tuple(sorted(tape.exchanges, key=lambda exchange: exchange.digest))
    recorded = {exchange.digest for exchange in exchanges}
    calls = sorted((call for call in tape.calls if call.request_digest in recorded), key=lambda call: str(asdict(call)))
    ordered = Tape({"format": FORMAT, **tape.header}, tuple(calls), exchanges)
    plain = {
        "briefing": {**ordered.header, "calls": [asdict(call) for call in ordered.calls]},
        "version": 1,
        "interactions": [_as_plain(exchange) for exchange in ordered.exchanges],
    }
    text = _yaml(plain)
    if parse(text, "the recording") != ordered:
        raise CassetteError("the recording would not load as it was made", "Please report this with the recording.")
    return text


def load(path: Path) -> Tape:
    """Return the recording in a file. Raises CassetteError when it is missing or malformed."""
    hint = "Name a recording made with --record."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CassetteError(f"{str(path)!r} is too large for a recording", hint)
        text = path.read_bytes().decode()
    except OSError as error:
        raise CassetteError(f"can't read the recording {str(path)!r}: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise CassetteError(f"{str(path)!r} is not UTF-8 text", hint) from error
    return parse(text, repr(str(path)))


def parse(text: str, name: str) -> Tape:
    """Return the recording in a YAML text; `name` is what errors call it. Raises CassetteError."""
    import yaml

    try:
        plain = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
        head = dict(plain["briefing"])
        calls = tuple(_call(call) for call in head.pop("calls"))
        exchanges = tuple(_as_exchange(entry) for entry in plain["interactions"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        what = f"{name} is not a recording of briefing ({type(error).__name__})"
        raise CassetteError(what, "Record it again with --record.") from error
    if head.get("format") != FORMAT:
        raise CassetteError(f"{name} has format {head.get('format')!r}, not {FORMAT}", "Record it again with --record.")
    return Tape(head, calls, exchanges)


def write(path: Path, text: str) -> None:
    """Write a recording whole or not at all; until then an older file stays. Raises CassetteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise CassetteError(
            f"can't write the recording {str(path)!r}: {error.strerror}", "Name a file that can be written."
        ) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _yaml(plain: Mapping[str, Any]) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Quotes what YAML would take for a line break: next line, line and paragraph separator."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = '"' if any(mark in value for mark in "\x85\u2028\u2029") else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    result: str = yaml.dump(plain, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return result


def _each(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [_text(value)]


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _call(entry: Mapping[str, Any]) -> Call:
    return Call(**{field.name: str(entry[field.name]) for field in fields(Call)})


def _as_plain(exchange: Exchange) -> dict[str, Any]:
    return {
        "request": {
            "method": exchange.method,
            "uri": exchange.uri,
            "body": _readable(exchange.body),
            "headers": _lists(exchange.request_headers),
        },
        "response": {
            "status": {"code": exchange.status, "message": exchange.reason},
            "headers": _lists(exchange.reply_headers),
            "body": {"string": _readable(exchange.reply)},
        },
    }


def _as_exchange(entry: Mapping[str, Any]) -> Exchange:
    request, response = entry["request"], entry["response"]
    return Exchange(
        method=str(request["method"]),
        uri=str(request["uri"]),
        body=_bytes(request["body"]),
        request_headers=kept_headers(request["headers"]),
        status=int(response["status"]["code"]),
        reason=str(response["status"]["message"]),
        reply_headers=kept_headers(response["headers"]),
        reply=_bytes(response["body"]["string"]),
    )


def _readable(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _bytes(value: str | bytes | None) -> bytes:
    if not isinstance(value, str | bytes | None):
        raise TypeError("a body that is neither text nor bytes")
    return value.encode() if isinstance(value, str) else value or b""


def _lists(headers: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    names = dict.fromkeys(name for name, _ in headers)
    return {name: [value for other, value in headers if other == name] for name in names}
