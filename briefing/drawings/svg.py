"""The parts a drawing is made of: text whose width is estimated, lines and marks, and the frame that holds them.

The only place where SVG is written, so that text from outside is escaped in one place. No style, script, link or
colour: everything is drawn in `currentColor`, so it follows the page it stands in and holds without colour.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from briefing.language.plain import plain

# Unquoted: a word that begins with a digit would void the whole list.
FAMILY = "Briefing Sans, Noto Naskh Arabic, Segoe UI, Helvetica, Arial, DejaVu Sans Condensed, sans-serif"
BOLD = "600"  # the weight of the page's own font
SMALL = 7.0  # points; no text is smaller
LEADING = 1.18  # of the text size
ELLIPSIS = "…"

# Per cent of the text size, U+0020 to U+007E, measured on the semibold of the page's font; its regular is narrower.
_ASCII = (
    "20 31 48 51 51 84 64 27 32 32 44 51 27 32 27 34 51 51 51 51 51 51 51 51 51 51 27 27 51 51 51 44 87 56 60 58 62 54 "
    "51 63 66 28 49 60 50 74 66 67 58 67 59 54 55 65 54 80 54 50 54 32 34 32 51 50 55 52 56 46 56 51 32 52 56 26 26 52 "
    "27 84 56 55 56 56 37 43 36 56 49 75 48 49 44 32 25 32 51"
)
_WIDTHS = {chr(32 + at): int(width) for at, width in enumerate(_ASCII.split())}
_WIDTHS |= {"’": 27, "‘": 27, "“": 48, "”": 48, "–": 48, "—": 80, "…": 96, "·": 27, "\u00a0": 20}
_OTHER, _ARABIC, _FULL = 75, 52, 102


@dataclass(frozen=True, slots=True)
class Drawing:
    """A standalone SVG, a text that says the same, and its size in points."""

    svg: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is drawn, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def width_of(text: str, size: float) -> float:
    """Return how wide a text is at most, in points: an estimate that errs to the wide side."""
    return sum(map(_width, text)) * size / 100


@cache
def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if "\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc":
        return _ARABIC
    wide = unicodedata.east_asian_width(character) in "WF" or character > "\uffff"
    return _FULL if wide or unicodedata.category(character) in ("So", "Lo") else _plain_width(character)


def _plain_width(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, _OTHER) + (3 if base in _WIDTHS else 0)


def cut(text: str, size: float, width: float) -> str:
    """Return as much of a text as fits `width` points, with an ellipsis where it was cut; never inside a grapheme."""
    if width_of(text, size) <= width:
        return text
    first = next(_runs(text, size, width - width_of(ELLIPSIS, size)), "")
    return (first.rstrip() if width_of(first + ELLIPSIS, size) <= width else "") + ELLIPSIS


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """Return a text in lines of at most `width` points, broken at spaces; a longer word is broken where it has to."""
    lines: list[str] = []
    space, used = width_of(" ", size), 0.0
    for word in text.split():
        wide = width_of(word, size)
        if lines and used + space + wide <= width:
            lines[-1] += f" {word}"
            used += space + wide
        else:
            lines += _runs(word, size, width)
            used = width_of(lines[-1], size)
    return tuple(lines)


def _runs(text: str, size: float, width: float) -> Iterator[str]:
    """A text in runs that fit `width`, each at least one grapheme: a letter with what is combined or joined with it."""
    run, used = "", 0.0
    for grapheme in _graphemes(text):
        wide = width_of(grapheme, size)
        if run and used + wide > width:
            yield run
            run, used = "", 0.0
        run, used = run + grapheme, used + wide
    if run:
        yield run


def _graphemes(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if _width(text[at]) and text[at - 1] != "\u200d":
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def written(text: str, x: float, y: float, size: float = SMALL, **how: str) -> str:
    """Return a line of text with its baseline at `y`; `how` are attributes, "_" for "-"."""
    return f"<text{_attributes(x=x, y=y, font_size=size, **how)}>{escape(plain(text))}</text>"


def shape(kind: str, **how: float | str) -> str:
    """Return an empty element: "line", "rect", "circle", "path"."""
    return f"<{kind}{_attributes(**how)}/>"


def framed(parts: Iterable[str], width: float, height: float, title: str, alt: str) -> Drawing:
    """Return the drawing of `parts`, named for readers who don't see it."""
    opening = _attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=f"{_number(width)}pt",
        height=f"{_number(height)}pt",
        role="img",
        font_family=FAMILY,
        fill="currentColor",
    )
    said = plain(alt)
    names = f"<title>{escape(plain(title))}</title><desc>{escape(said)}</desc>"
    return Drawing("\n".join((f"<svg{opening}>{names}", *parts, "</svg>\n")), said, width, height)


def _attributes(**values: float | str) -> str:
    return "".join(
        f" {name if name == 'viewBox' else name.replace('_', '-')}={quoteattr(_value(value))}"
        for name, value in values.items()
    )


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
