"""Cyrillic letters in Latin ones, for comparing names across the two scripts. A table only; not for printing."""

from __future__ import annotations

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_SOUNDS = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya e i i e g"
_LATIN = {ord(letter): sound.strip("-") for letter, sound in zip(_CYRILLIC, _SOUNDS.split(), strict=True)}


def romanised(text: str) -> str:
    """Casefolded text with Cyrillic letters in Latin ones."""
    return text.casefold().translate(_LATIN)
