"""Names in the room there is for them, so that two that begin alike can still be told apart.

Places nothing and draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, takewhile

from briefing.drawings.svg import cut, width_of

TAIL = 0.6  # of the room, that the words in which names differ take at most
JOINING = 4  # letters of a word that is kept before them, as in "to AFP"


def told_apart(names: Mapping[str, tuple[str, float]], size: float) -> dict[str, str]:
    """Return for each key of (name, points of room) its label: the name, cut where it has to be, no two alike.

    Names that would be cut alike keep the words in which they differ, and those that even then are alike are numbered.
    """
    labels = {key: cut(name, size, room) for key, (name, room) in names.items()}
    for group in _alike(labels):
        same = _same_words([names[key][0] for key in group])
        labels |= {key: _parted(*names[key], same, size) for key in group}
    for group in _alike(labels):
        taken = {label for key, label in labels.items() if key not in group}
        for key in group:
            labels[key] = next(label for at in count(1) if (label := _numbered(*names[key], at, size)) not in taken)
            taken.add(labels[key])
    return labels


def _alike(labels: Mapping[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for key, label in labels.items():
        groups.setdefault(label, []).append(key)
    return [group for group in groups.values() if len(group) > 1]


def _same_words(names: list[str]) -> int:
    """How many words all the names begin with."""
    return sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, zip(*map(str.split, names), strict=False)))


def _parted(name: str, room: float, same: int, size: float) -> str:
    """The name with its first words cut, so that there is room for those that are not the `same` as in others."""
    words = name.split()
    start = same - 1 if same and len(words[same - 1]) <= JOINING else same
    tail = cut(" ".join(words[start:]), size, room * TAIL)
    head = cut(" ".join(words[:start]), size, room - width_of(f" {tail}", size))
    return f"{head} {tail}".strip()


def _numbered(name: str, room: float, number: int, size: float) -> str:
    return f"{cut(name, size, room - width_of(f' ({number})', size))} ({number})"
