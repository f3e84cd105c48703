"""Content digests: the one way anything here is named by what it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 lowercase hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Json) -> bytes:
    """Return `value` as JSON with sorted keys and no spare space, UTF-8: equal values, equal bytes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def of_json(value: Json) -> str:
    """Return the digest of a JSON value as `sha256:<64 hex digits>`."""
    return "sha256:" + sha256(canonical(value))


def of_text(text: str) -> str:
    """Return the digest of a text's UTF-8 bytes as `sha256:<64 hex digits>`."""
    return "sha256:" + sha256(text.encode())


def short(digest: str) -> str:
    """Return the form a person reads: `sha256:9f31c0…` becomes `9f31c0ab`."""
    return digest.removeprefix("sha256:")[:8]
