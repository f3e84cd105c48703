"""Measured quantities: how long, far or heavy, so that "seven days" and "one week" are one and "six weeks" another.

A table of units with their size in the smallest of their kind. Only numbers that stand right before a unit are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.language.figures import Figure, figures

_UNITS: dict[str, dict[str, float]] = {
    "time": {"second": 1.0, "minute": 60, "hour": 3600, "day": 86400.0, "week": 604800, "fortnight": 1209600}
    | {"month": 2629800, "year": 31557600, "decade": 315576000, "century": 3155760000},
    "length": {"millimetre": 0.001, "centimetre": 0.01, "metre": 1, "kilometre": 1000, "km": 1000, "mile": 1609.34}
    | {"yard": 0.9144, "foot": 0.3048, "feet": 0.3048, "inch": 0.0254},
    "weight": {"gram": 0.001, "kilogram": 1, "kilo": 1, "kg": 1, "ton": 1000, "tonne": 1000, "pound": 0.4536},
    "area": {"hectare": 10000.0, "acre": 4046.86},
    "volume": {"litre": 1.0, "gallon": 3.785, "barrel": 158.987},
}
_SPELT = {"meter": "metre", "millimeter": "millimetre", "centimeter": "centimetre", "kilometer": "kilometre"}
_SPELT |= {"liter": "litre", "inche": "inch", "centurie": "century"}
_SIZES = {unit: (kind, size) for kind, units in _UNITS.items() for unit, size in units.items()}
_NEXT = re.compile(r"[\s-]*(?:long |more |full |whole |consecutive |straight )?([A-Za-z]+)")
_CLOSE = 0.04  # a month is no exact number of days


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its unit: what is measured, and how much in that kind's smallest unit."""

    figure: Figure
    unit: str
    kind: str
    amount: float

    def same(self, other: Measure) -> bool:
        """Whether two measures are of one kind and one size, within what calendars leave open."""
        return self.kind == other.kind and abs(self.amount - other.amount) <= _CLOSE * max(self.amount, other.amount)


def measures(text: str, given: Sequence[Figure] | None = None) -> tuple[Measure, ...]:
    """The measured quantities of a text, in order; `given` are its figures where they are known already."""
    read = (_measure(text, figure) for figure in (figures(text) if given is None else given))
    return tuple(measure for measure in read if measure is not None)


def _measure(text: str, figure: Figure) -> Measure | None:
    found = _NEXT.match(text, figure.end)
    if figure.unit or found is None:
        return None
    word = found[1].lower()
    singular = word if word in _SIZES else word.removesuffix("s")
    singular = _SPELT.get(singular, singular)
    if singular not in _SIZES:
        return None
    kind, size = _SIZES[singular]
    return Measure(figure, word, kind, float(figure.value) * size)
