"""Search terms: how a text and a query are folded so that spellings meet.

Both sides of every comparison go through here, so a change alters what is found: raise `FOLD` with it, and
indexes made with the older number are built again. No I/O, no query syntax: any string is a text.
"""

from __future__ import annotations

import re
import unicodedata

FOLD = 1  # version of the folding
LONGEST = 64  # letters of a term that count

_APOSTROPHES = "’‘ʼ´ʻʿʾ＇′"
_ALIKE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": ""}
    | {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ARTICLE = re.compile(r"(?<![^\W_])(?:al|el)[\s‐‑–-]+(?=[^\W\d_])")
_ARABIC = re.compile(r"[؀-ۿ]")
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def fold(text: str) -> str:
    """Return `text` without case, diacritics, harakat, tatweel, invisible marks and variant letters."""
    lowered = text.casefold()
    if not lowered.isascii():
        spread = unicodedata.normalize("NFKD", lowered).casefold()
        lowered = unicodedata.normalize("NFKC", _FOREIGN.sub(_unmarked, spread))
    return _THOUSANDS.sub("", lowered)


def _unmarked(match: re.Match[str]) -> str:
    kept = (c for c in match.group() if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(kept).translate(_ALIKE)


def terms(text: str) -> tuple[str, ...]:
    """Return the search terms of `text` in order: folded, without "al-"/"el-", lightly stemmed."""
    return tuple(stem(word)[:LONGEST] for word in _WORD.findall(_ARTICLE.sub("", fold(text))))


def glued(text: str) -> tuple[str, ...]:
    """Return further terms a query may mean by its Arabic article: "al-Assad" also "alassad", and the reverse."""
    folded = fold(text)
    with_article = (folded[m.start() : m.start() + 2] + folded[m.end() :] for m in _ARTICLE.finditer(folded))
    joined = [terms(rest)[0] for rest in with_article if terms(rest)]
    apart = [word[2:] for word in terms(text) if len(word) >= 7 and word.startswith(("al", "el"))]
    return tuple(dict.fromkeys([*joined, *apart]))


def stem(word: str) -> str:
    """Return a folded word without its plural, possessive, or light Arabic affixes."""
    if _ARABIC.match(word):
        return _arabic(word)
    return _english(word.removesuffix("'s").replace("'", ""))


def _english(word: str) -> str:
    """Harman's S-stemmer."""
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("us", "ss")):
        return word
    return word[:-1]


def _arabic(word: str) -> str:
    """Light stemming after Larkey, Ballesteros and Connell's light10."""
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word
