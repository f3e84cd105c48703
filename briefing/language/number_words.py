"""The English words for small whole numbers, for dates and figures alike. Tables only."""

from __future__ import annotations

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _cardinals() -> dict[str, int]:
    words = {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)}
    for index, ten in enumerate(_TENS):
        words[ten] = (index + 2) * 10
        for number, one in enumerate(_ONES, start=1):
            words |= {f"{ten}{joint}{one}": (index + 2) * 10 + number for joint in "- "}
    return words


def _ordinal(cardinal: str) -> str:
    stem = cardinal[: len(cardinal) - len(cardinal.replace("-", " ").split()[-1])]
    last = cardinal[len(stem) :]
    if last in _IRREGULAR:
        return stem + _IRREGULAR[last]
    return stem + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


CARDINALS: dict[str, int] = _cardinals()
ORDINALS: dict[str, int] = {_ordinal(word): number for word, number in CARDINALS.items()}


def alternatives(words: dict[str, int], most: int = 99) -> str:
    """The words up to a number as a regex, longest first, tens factored out so that it fails fast."""
    simple = [word for word, number in words.items() if number <= most and " " not in word and "-" not in word]
    ones = "|".join(word for word in simple if words[word] < 10)
    joined = [ten for ten, number in CARDINALS.items() if ten in _TENS and number < most]
    plain = "|".join(sorted(simple, key=len, reverse=True))
    return rf"(?:{'|'.join(joined)})[- ](?:{ones})|{plain}"


_SMALL = {0: "no"} | {value: word for word, value in CARDINALS.items() if value <= 10}
COUNT = rf"\b(no|{alternatives(CARDINALS)}|\d+)"


def count(word: str) -> int:
    """Return the number that a match of `COUNT` stands for: "no" is 0, "Two" is 2, "12" is 12."""
    return int(word) if word.isdigit() else CARDINALS.get(word.lower(), 0)


def number(many: int) -> str:
    """Return a count as a sentence puts it: "no", "two", "ten", and in figures beyond."""
    return _SMALL.get(many, str(many))
