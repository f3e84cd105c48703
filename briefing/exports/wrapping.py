"""Lines for a terminal or a mail: 72 columns as they are seen, and nothing that a mail program would act on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

WIDTH = 72  # columns
OCTETS = 900  # of UTF-8 in a line; RFC 5322 allows 998
_WORD_OCTETS = 400
_INVISIBLE = {"Mn", "Me", "Cf"}


def width(text: str) -> int:
    """Return the columns a text takes: two for a wide character, none for a combining one."""
    return sum(map(_columns, text))


def wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield a text as lines of at most WIDTH columns and OCTETS octets, `first` and `rest` being their indents.

    Lines break at spaces only, save in words that are longer than a line. None ends with a space; one that would
    begin with ">" or "From " gets a space before it (RFC 3676, 4.4).
    """
    indent, held = first, ""
    for word in _words(text, WIDTH - width(rest) - 1):
        longer = f"{held} {word}" if held else word
        if held and _is_over(_stuffed(indent + longer)):
            yield _stuffed(indent + held)
            indent, held = rest, word
        else:
            held = longer
    yield _stuffed((indent + held).rstrip())


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith((">", "From ")) else line


def _is_over(line: str) -> bool:
    return width(line) > WIDTH or len(line.encode()) > OCTETS


def _words(text: str, room: int) -> Iterator[str]:
    for word in text.split():
        yield from [word] if width(word) <= room and len(word.encode()) <= _WORD_OCTETS else _cut(word, room)


def _cut(word: str, room: int) -> Iterator[str]:
    """Cut a word that no line can hold, before a character that takes a column."""
    piece, columns, octets = "", 0, 0
    for character in word:
        more, size = _columns(character), len(character.encode())
        if columns + more > room or octets + size > _WORD_OCTETS:
            yield piece
            piece, columns, octets = "", 0, 0
        piece, columns, octets = piece + character, columns + more, octets + size
    yield piece


def _columns(character: str) -> int:
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
