"""Text folded for comparing, never for printing: case, accents, quotation marks, dashes, spaces and "el-"/"al-"."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ`´′"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_FOLDS = _APOSTROPHES | _QUOTES | _DASHES | {ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): ""}
_ARTICLE = re.compile(r"(?<!\w)[ae]l-(?=\w)")
POSSESSIVE = re.compile(r"['’ʼ]s?$")


def fold(text: str) -> str:
    """Text for comparing: casefolded, without diacritics, quotes and dashes unified, single spaces, "el-" as "al-"."""
    plain = text if text.isascii() and "`" not in text else _bare(text)
    bare = " ".join(plain.casefold().split())
    return _ARTICLE.sub("al-", bare) if "l-" in bare else bare


def _bare(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    if spread.isascii():  # nothing left to take off
        return spread.translate(_FOLDS)
    return "".join(char for char in spread if not unicodedata.combining(char)).translate(_FOLDS)
