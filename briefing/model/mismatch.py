"""Says in a sentence how a request differs from everything a recording holds."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from briefing.digest import Json, short
from briefing.model.tape import Call, Exchange, Tape, canonical_body, request_digest, without_secrets


def difference(tape: Tape, call: Call | None, method: str, uri: str, body: bytes) -> str:
    """Return what differs: the prompt, the input, the settings, or that nothing like it is recorded.

    `call` says what the request is for; None when that is not known.
    """
    digest = request_digest(method, uri, body)
    if any(exchange.digest == digest for exchange in tape.exchanges):
        return f"{_named(call)} was asked more often than it was recorded"
    if call is None:
        return f"a request to {_address(uri)} is not recorded"
    return _other_prompt(tape, call) or _other_input(tape, call) or _other_settings(tape, call, uri, body)


def _named(call: Call | None) -> str:
    return "a request" if call is None else f"{call.prompt or call.label} for {call.subject!r}"


def _family(prompt: str) -> str:
    """The prompt's name without its version: "extract_claims.v1" -> "extract_claims"."""
    return prompt.rpartition(".v")[0] or prompt


def _other_prompt(tape: Tape, call: Call) -> str:
    recorded = [old for old in tape.calls if _family(old.prompt) == _family(call.prompt)]
    if not recorded:
        return f"{_named(call)} is not recorded: the recording has no call of that prompt"
    if any(old.prompt_digest == call.prompt_digest for old in recorded):
        return ""
    old = recorded[0]
    before = short(old.prompt_digest) if old.prompt == call.prompt else f"{old.prompt}@{short(old.prompt_digest)}"
    return f"prompt {call.prompt} changed: recorded {before}, now {short(call.prompt_digest)}"


def _other_input(tape: Tape, call: Call) -> str:
    recorded = [old for old in tape.calls if _family(old.prompt) == _family(call.prompt)]
    same_subject = [old for old in recorded if old.subject == call.subject]
    if not same_subject:
        others = ", ".join(sorted({repr(old.subject) for old in recorded})[:5])
        return f"{_named(call)} is not recorded; recorded subjects: {others}"
    if any(old.input_digest == call.input_digest for old in same_subject):
        return ""
    before, now = short(same_subject[0].input_digest), short(call.input_digest)
    return f"input {call.subject!r} of {call.prompt} changed: recorded {before}, now {now}"


def _other_settings(tape: Tape, call: Call, uri: str, body: bytes) -> str:
    digests = {old.request_digest for old in tape.calls if old.prompt == call.prompt and old.subject == call.subject}
    old = next((exchange for exchange in tape.exchanges if exchange.digest in digests), None)
    what = "the model or its settings differ" if old is None else _settings(old, uri, body)
    return f"{_named(call)} is recorded with the same prompt and input, but {what}"


def _settings(old: Exchange, uri: str, body: bytes) -> str:
    before, now = canonical_body(old.body), canonical_body(body)
    told = []
    if without_secrets(old.uri) != without_secrets(uri):
        told.append(f"the address was {_address(old.uri)} and is {_address(uri)}")
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        keys = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
        told += [_setting(key, before.get(key), now.get(key)) for key in keys]
    return "; ".join(told) or "the request differs"


def _setting(key: str, before: Json, now: Json) -> str:
    if isinstance(before, str | int | float | None) and isinstance(now, str | int | float | None):
        return f"{key} was {before!r} and is {now!r}"
    return f"{key} differs"


def _address(uri: str) -> str:
    parts = urlsplit(without_secrets(uri))
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
