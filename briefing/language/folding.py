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
    spread = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    bare = "".join(char for char in spread if not unicodedata.combining(char)).translate(_FOLDS).casefold()
    return _ARTICLE.sub("al-", " ".join(bare.split()))
