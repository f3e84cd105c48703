"""Reads one JSON object out of a reply, and refuses whatever two readers could take differently.

Refused: duplicate keys, NaN and infinities, numbers out of range, lone surrogates, NUL, great depth or size,
truncation, two objects. One fixed unwrap: an object alone on its lines, with prose or a code fence around it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from briefing.digest import Json

MOST_CHARACTERS = 1_000_000
DEEPEST = 32
_BIGGEST = 10**15  # integers beyond it lose digits in readers that use doubles
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


class Unreadable(ValueError):
    """A reply that isn't one JSON object. `what` names the fault in our words; nothing of the reply is in it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read_object(text: str) -> dict[str, Json]:
    """Return the one JSON object in `text`. Raises Unreadable."""
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("the reply is too long")
    value = _decoded(text)
    if not isinstance(value, dict):
        raise Unreadable("the reply is not a JSON object")
    for depth, part in _parts(value):
        if depth > DEEPEST:
            raise Unreadable("the JSON is nested too deeply")
        if isinstance(part, str) and _FORBIDDEN.search(part):
            raise Unreadable("a string holds a NUL or half a surrogate pair")
    return value


def _decoded(text: str) -> Json:
    try:
        whole: Json = _DECODER.decode(text)
    except json.JSONDecodeError:
        return _unwrapped(text)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except Unreadable:
        raise
    except ValueError:  # an integer of more digits than the interpreter converts
        raise Unreadable("a number is out of range") from None
    return whole


def _unwrapped(text: str) -> Json:
    """The object that stands on lines of its own, when the other lines can only be prose or a fence."""
    start = text.find("{")
    try:
        value, end = _DECODER.raw_decode(text, max(start, 0))
    except json.JSONDecodeError:
        raise Unreadable("the reply is not valid JSON") from None
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    before, after = text[: max(start, 0)], text[end:]
    if not _prose(before, before.rpartition("\n")[2]) or not _prose(after, after.partition("\n")[0]):
        raise Unreadable("the reply is not valid JSON, or not only one object")
    result: Json = value
    return result


def _prose(around: str, same_line: str) -> bool:
    """True when `around` can't be a part of some JSON and shares no line with the object."""
    lines = around.splitlines()
    return not same_line.strip() and not re.search(r"[{}\[\]]", around) and not any(_like_json(line) for line in lines)


def _like_json(line: str) -> bool:
    return bool(re.match(r'\s*(["\',:/#]|-?\d+\s*,?\s*$)', line)) and not line.strip().startswith("```")


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Unreadable("an object has the same key twice")
    return value


def _constant(_: str) -> Json:
    raise Unreadable("NaN and infinities are not JSON")


def _integer(digits: str) -> int:
    value = int(digits) if len(digits) <= 20 else _BIGGEST + 1
    if abs(value) > _BIGGEST:
        raise Unreadable("a number is out of range")
    return value


def _real(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise Unreadable("a number is out of range")
    return value


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_integer, parse_float=_real, strict=True
)


def _parts(value: Json) -> Iterator[tuple[int, Json]]:
    """Every value and every key, each with its depth; without recursion."""
    waiting: list[tuple[int, Json]] = [(1, value)]
    while waiting:
        depth, part = waiting.pop()
        yield depth, part
        if isinstance(part, dict):
            waiting += [(depth + 1, inner) for pair in part.items() for inner in pair]
        elif isinstance(part, list):
            waiting += [(depth + 1, inner) for inner in part]
