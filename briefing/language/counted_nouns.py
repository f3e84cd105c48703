"""What a number counts: the head of the noun phrase after it, found without a parser, folded for comparing.

The phrase ends at a preposition, verb, conjunction or punctuation; its head is the last plural of its first run of
plurals ("four top security officials", "scores of human rights abuses"). Where nothing reads as a plural, only a phrase
of one word is trusted. An empty answer means not known.
"""

from __future__ import annotations

import re

_IRREGULAR = {
    "people": "people", "persons": "people", "person": "people", "men": "man", "women": "woman", "children": "child",
    "police": "police", "dead": "dead", "wounded": "wounded", "injured": "injured", "series": "series",
}  # fmt: skip # pairs read best side by side
_PHRASE_ENDS = """
in on at of to by for from with as and or but were was are is be been being have has had do did does who which that than
after before since during while when where will would could can may might should must into over under across against
between among through amid about around the a an his her its their our your this these those it he she they we you i
more less most least not if because according only also later earlier ago away apart continue continued continues face
faced remain remained remains say said says told took take went came come made make left held killed displaced died were
fled need want live lived work worked including such like per each every all both agreed met visited reported
"""
_ENDS_PHRASE = frozenset(_PHRASE_ENDS.split())
_ONCE = frozenset(
    ("time", "visit", "trip", "meeting", "day", "week", "month", "year", "state", "public", "round", "phase")
)


def head_noun(after: str, ordinal: bool = False) -> str:
    """The folded noun counted by a number that ends where `after` begins; "" when it can't be told."""
    hyphened = re.match(r"[-‐‑]([A-Za-z]+)", after)
    if hyphened:
        return singular(hyphened[1].lower())
    phrase = _phrase(after)
    if ordinal:
        return phrase[-1] if phrase and phrase[-1] in _ONCE else ""
    last_plural = ""
    for word in phrase:
        if _is_plural(word):
            last_plural = word
        elif last_plural:
            break
    return singular(last_plural or (phrase[0] if len(phrase) == 1 else ""))


def _phrase(after: str) -> list[str]:
    """At most five words up to the end of the noun phrase; "of" right after the number is passed over."""
    words: list[str] = []
    rest = re.sub(r"^[^\S\n]+of\b", "", after)
    for token in re.finditer(r"[^\S\n]+([A-Za-z][A-Za-z-]*)|(.)", rest):
        if token[1] is None or token[1].lower() in _ENDS_PHRASE or len(words) == 5:
            break
        words.append(token[1].lower())
    return words


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")))


def singular(word: str) -> str:
    """A folded noun without its plural ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if _is_plural(word) else word
