"""Arabic and Cyrillic letters in Latin ones, for comparing names across scripts. Tables only; not for printing."""

from __future__ import annotations

_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء",
        ("a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "", "gh", "f", "q", "k",
         "l", "m", "n", "h", "u", "i", "a", "a", "a", "i", "a", "u", "i", ""),
        strict=True,
    )
)  # fmt: skip
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
        ("a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts",
         "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "e", "i", "i", "e", "g"),
        strict=True,
    )
)  # fmt: skip
_LATIN = {ord(letter): latin for letter, latin in (_ARABIC | _CYRILLIC).items()} | {0x640: ""}
_UPPER = {ord(letter.upper()): latin.capitalize() for letter, latin in _CYRILLIC.items() if letter.upper() != letter}


def romanised(text: str) -> str:
    """The text with Arabic and Cyrillic letters in Latin ones; Arabic short vowels are not there to be written."""
    return text.translate(_LATIN | _UPPER)
