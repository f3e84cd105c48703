"""Which characters the typefaces can set: a document for the archive may not hold one that none of them has.

What can't be set is replaced by a visible box, never dropped, so that nobody takes a page for complete.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from pathlib import Path
from unicodedata import category, normalize

BOX = "\u25a1"
SHAPELESS = {"\u200b", "\u200c", "\u200d", *map(chr, range(0xFE00, 0xFE10))}  # breaks, joiners, variation selectors


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of each family: those that all of its faces have."""

    families: tuple[frozenset[str], ...]

    def shown(self, text: str) -> str:
        """Return `text` with a box for each character, or for its marks, that no family can set."""
        return text if self._has(text) else "".join(self._set(cluster) for cluster in _clusters(text))

    def drawn(self, text: str) -> str:
        """Return `text` as `shown` does, without loose marks: inside a picture only whole letters are set reliably."""
        kinds = ((letter, category(letter)) for letter in normalize("NFC", text))
        kept = (" " if kind == "Zs" else letter for letter, kind in kinds if kind not in ("Mn", "Mc", "Me", "Cf"))
        return "".join(letter if self._has(letter) else BOX for letter in kept)

    def _has(self, text: str) -> bool:
        """Whether one family has all of it: a letter and its marks must come from one."""
        return any(family.issuperset(text) for family in self.families)

    def _set(self, cluster: str) -> str:
        bare = "".join(character for character in cluster if character not in SHAPELESS)
        for form in (cluster, bare, normalize("NFC", bare)):
            if self._has(form):
                return form
        return cluster[0] + BOX if self._has(cluster[0]) else BOX


def _clusters(text: str) -> Iterator[str]:
    """A letter with the marks and joiners that follow it."""
    held = ""
    for character in text:
        if held and not (category(character).startswith("M") or character in SHAPELESS):
            yield held
            held = ""
        held += character
    if held:
        yield held


def coverage(faces: Iterable[tuple[str, Path]]) -> Glyphs:
    """Return what typefaces can set, from (family, file) pairs."""
    families = groupby(sorted(faces), key=lambda face: face[0])
    return Glyphs(tuple(reduce(frozenset.__and__, (_characters(path) for _, path in held)) for _, held in families))


def _characters(path: Path) -> frozenset[str]:
    """The characters in an OpenType file's `cmap` table (OpenType 1.9, subtable formats 4 and 12)."""
    data = path.read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, _end(data), 16)}
    start = tables[b"cmap"]
    found: set[str] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">I", data, start + 4 + 8 * number + 4)[0]
        read = _SPANS.get(struct.unpack_from(">H", data, at)[0])
        for first, last in read(data, at) if read else ():
            found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def _end(data: bytes) -> int:
    return 12 + 16 * int(struct.unpack_from(">H", data, 4)[0])


def _segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4. A span may include a character without a glyph, as may the last one, U+FFFF."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    return ((first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF)


def _groups(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 12."""
    count = struct.unpack_from(">I", data, at + 12)[0]
    return (struct.unpack_from(">II", data, at + 16 + 12 * number) for number in range(count))


_SPANS = {4: _segments, 12: _groups}
