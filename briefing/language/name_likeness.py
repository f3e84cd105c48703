"""Could two spellings be one person's name? A guess from the letters alone, made to say no when in doubt.

Words are compared through a key that forgets what transliteration varies (doubled letters, vowels' quality, kh/x, ou/u,
q/k, j/g), then paired off; a word left over on both sides speaks against. It knows no person: a desk's own spellings
and look-alikes go before it (see `names`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefing.language.ordinary_words import TITLES
from briefing.language.scripts import romanised

_ARTICLES = frozenset("al el ul as ash an ad at ar az the le la de del di da du der den van von of and".split())  # noqa: SIM905
_SON = frozenset(("bin", "ben", "ibn", "bint"))
# Forms of the Arabic "servant of" and "of the faith", which spellings join or split: Abdel Fattah, Abdulfattah.
_JOINED = (
    (re.compile(r"\babd(?:[aeiou]l|[aeiou])?[ -]+(?:[aeu]l?[ -]+)?(?=\w)|\babd[aeu]l(?=\w{3})"), "abdal"),
    (re.compile(r"[ -]+(?:[aeiou]?[dl]|ud|ed|ad)?[ -]?d[ie]+n\b"), "aldin"),
    (re.compile(r"\b(abu|abou)[ -]+"), "abu"),
)
_COMPANY = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "aktiengesellschaft": "ag",
    "organisation": "organization", "int'l": "international", "1st": "first", "jsc": "jsc",
}  # fmt: skip
_SOUNDS = (
    ("ph", "f"), ("kh", "x"), ("ck", "k"), ("q", "k"), ("sch", "s"), ("sh", "s"), ("tch", "s"), ("ch", "s"), ("cz", "s"),
    ("tz", "s"), ("dh", "d"), ("th", "t"), ("gh", "g"), ("dj", "g"), ("j", "g"), ("zh", "g"), ("w", "v"), ("z", "s"),
    ("c", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("y", "i"),
    ("ie", "i"), ("x", "x"), ("h", ""),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiou']+")


def same_name(a: str, b: str) -> bool:
    """True when two spellings could be one person's name.

    Transliterations, initials, another word order and left-out middle names are forgiven; a different given name, family
    name or initial is not. Never raises.
    """
    first, second = _words(a), _words(b)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if len(first) > len(second):
        first, second = second, first
    return _paired(first, second)


def _paired(fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """Each word of the shorter name has its own match in the longer, and enough of them do."""
    left = list(enumerate(more))
    order: list[int] = []
    full = 0
    for word in sorted(fewer, key=len, reverse=True):
        found = next(((index, other) for index, other in left if _same_word(word, other)), None)
        if found is None:
            return False
        left.remove(found)
        order.append(found[0])
        full += len(word) > 2 and len(found[1]) > 2
    if len(fewer) == 1:
        return len(more) == 1 or (len(more) > 1 and order == [len(more) - 1] and len(fewer[0]) > 3)
    return full >= 1 and _keeps_the_ends(order, len(more))


def _keeps_the_ends(order: list[int], count: int) -> bool:
    """A shortened name keeps its first or its last word: what stands in the middle is what is left out."""
    return count - len(order) == 0 or count - 1 in order or 0 in order


def _same_word(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return long[0] == short
    if a == b or _key(a) == _key(b) and _vowels_agree(a, b):
        return True
    least = len(short)
    if least < 5 or a[0] != b[0] and _key(a)[:1] != _key(b)[:1]:
        return False
    return _distance(a, b, 2) <= (1 if least < 8 else 2)


def _vowels_agree(a: str, b: str) -> bool:
    """Same consonants are not enough for short words: Omar and Amr, Hassan and Hussein are two names."""
    first, second = (len(_VOWELS.findall(_sounded(word).rstrip("aeiou'"))) for word in (a, b))
    return abs(first - second) <= (0 if min(len(a), len(b)) < 5 else 1)


@lru_cache(maxsize=4096)
def _sounded(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def _key(word: str) -> str:
    """The consonants, with a mark for a vowel that opens the word."""
    heard = _sounded(word)
    opening = "a" if _VOWELS.match(heard) else ""
    return opening + _VOWELS.sub("", heard)


def _distance(a: str, b: str, most: int) -> int:
    """Edits between two words, swaps of neighbours counted once; stops above `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        new = [i]
        for j, other in enumerate(b, start=1):
            cost = min(row[j] + 1, new[-1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """A name as folded words, without titles and articles; a family name before a comma goes last."""
    text = _plain(name)
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    words = [_COMPANY.get(word, word) for word in re.findall(r"[^\W_]+", text.replace("'", "").replace("-", " "))]
    kept = [word for word in words if word not in _ARTICLES and word not in TITLES and word not in _SON]
    return tuple(dict.fromkeys(kept)) or tuple(words)


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", romanised(name))
    letters = "".join(char for char in spread if not unicodedata.combining(char)).casefold()
    spaced = re.sub(r"(?<=\b\w)\.(?=\w\.)", " ", letters)
    return re.sub(r"[’‘ʼ`]", "'", spaced)
