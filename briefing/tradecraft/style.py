"""What a style sheet says of one element's look: its size in points, its colour and its ground.

Reads the few forms that this project's style sheet uses; what it can't read counts as not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

_BLOCK = re.compile(r"([^{};@]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|px|rem|em)\b")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_POINTS = {"pt": 1.0, "px": 0.75, "rem": 12.0, "em": 12.0}
_NAMED = {"black": "#000000", "white": "#ffffff"}


@dataclass(frozen=True, slots=True)
class Look:
    """`points` is the smallest the text can be; colours are "#rrggbb". None and "" for what is not given."""

    points: float | None
    colour: str
    ground: str


def label_look(style: str, classes: Set[str]) -> Look:
    """Return the look of an element that has these classes, later rules over earlier ones."""
    points, colour, ground = None, "", ""
    for name, value in _declarations(style, classes):
        if name in ("font", "font-size"):
            points = _size(value) or points
        elif name == "color":
            colour = _colour(value)
        elif name in ("background", "background-color"):
            ground = _colour(value)
    return Look(points, colour, ground)


def _declarations(style: str, classes: Set[str]) -> Iterator[tuple[str, str]]:
    for selectors, body in _BLOCK.findall(_COMMENT.sub(" ", style.lower())):
        if any(_is_of(selector.strip(), classes) for selector in selectors.split(",")):
            for declaration in body.split(";"):
                name, _, value = declaration.partition(":")
                yield name.strip(), value.strip()


def _is_of(selector: str, classes: Set[str]) -> bool:
    last = selector.rsplit(maxsplit=1)[-1] if selector else ""
    named = re.findall(r"\.([\w-]+)", last)
    return bool(named) and set(named) <= classes and ":" not in last


def _size(value: str) -> float | None:
    """The least a size can be: the largest of `max(…)`, in which a root size may be scaled down and a point can't."""
    lengths = [(float(number), unit) for number, unit in _LENGTH.findall(value.split("/", 1)[0])]
    if not lengths:
        return None
    if "max(" in value:
        fixed = [number * _POINTS[unit] for number, unit in lengths if unit in ("pt", "px")]
        return max(fixed) if fixed else min(number * _POINTS[unit] for number, unit in lengths)
    return lengths[0][0] * _POINTS[lengths[0][1]]


def _colour(value: str) -> str:
    found = _HEX.search(value)
    if not found:
        return next((code for name, code in _NAMED.items() if re.search(rf"\b{name}\b", value)), "")
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits}"
