"""Noun phrases by word order: who a clause is about, found from its verb backwards or from a word forwards.

Words and capitals only, English only; no grammar is parsed and nothing is looked up. Where a text has lost its
commas, a phrase stops at the first word that can't belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

QUOTED = "\x00"  # stands for each character of a quotation


def word_set(words: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(words.split())


_PAST = (
    "said told announced reported added stated claimed accused denied confirmed revealed explained noted stressed "
    "asserted declared insisted warned argued alleged wrote described condemned informed acknowledged admitted "
    "suggested indicated estimated denounced criticised criticized urged vowed pledged predicted blamed commented "
    "tweeted testified recounted disclosed emphasised emphasized reiterated maintained defended complained "
    "recalled conceded cautioned counted remarked concluded documented hailed"
)
_PRESENT = (
    "says tells adds announces denies confirms reveals explains stresses asserts declares insists warns argues "
    "alleges writes describes condemns acknowledges admits suggests indicates accuses say"
)
FINITE = word_set(_PAST + " " + _PRESENT)
BE = word_set("is are was were be been being")
PRONOUNS = word_set("he she it they i we you")
HAVE = word_set("has have had having")
BETWEEN = word_set(
    "also further later then earlier previously first again now already never even only once "
    "yesterday today monday tuesday wednesday thursday friday saturday sunday late however meanwhile"
)
DETERMINERS = word_set(
    "the a an his her its their this that these those several some many one two three four five both another other "
    "all no any our my"
)
_PREPOSITIONS = word_set("of for in at from to with near inside on by close over")
_BREAKS = word_set(
    "that because after before while although though as but when where whereas if since until whilst despite than "
    "which who whom whose what and or nor so there then however moreover meanwhile"
)
_HARD_VERBS = (
    BE
    | HAVE
    | word_set(
        "will would can could may might must should did does do came went made took spoke gave held met left began"
    )
)
_PARTICIPLES = word_set("retired united unnamed unidentified detained displaced concerned allied armed so-called")
TIMES = word_set(
    "today yesterday tonight sunday monday tuesday wednesday thursday friday saturday january february march "
    "april june july august september october november december earlier later late early last week weekend month hours "
    "year morning evening"
)
_TOKEN = re.compile(QUOTED + r"+|(?:[A-Z]\.){2,}|\w[\w'’\-./]*\w|\w|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.casefold()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper()


def opening_phrase(text: str, tokens: Sequence[Token]) -> str:
    """The noun phrase a sentence opens with, past "On Monday," and the like."""
    at = 0
    while at < len(tokens):
        word = tokens[at]
        if (
            word.is_word
            and (word.is_name or word.low in DETERMINERS)
            and word.low not in _BREAKS | _PREPOSITIONS | TIMES
        ):
            return phrase_from(text, tokens, at)
        comma = next((j for j in range(at, len(tokens)) if tokens[j].text in ",;" or tokens[j].low in _BREAKS), None)
        if comma is None:
            return ""
        at = comma + 1
    return ""


def subject(text: str, tokens: Sequence[Token], last: int) -> str:
    """The noun phrase that ends at token `last`, apposition and relative clause left aside."""
    if tokens[last].text == ",":
        return _before_parenthesis(text, tokens, last)
    if tokens[last].low in PRONOUNS:
        return tokens[last].text
    first = _walk_back(tokens, last)
    who = _relative(tokens, first)
    if who is not None:
        return subject(text, tokens, who - 1)
    if first > 1 and tokens[first].low in DETERMINERS and _is_participle(tokens, first - 1):
        return subject(text, tokens, first - 2)  # "a group tracking the violence said"
    while first <= last and tokens[first].low in _PREPOSITIONS | TIMES | {","}:
        first += 1
    return text[tokens[first].start : tokens[last].end] if first <= last and tokens[last].is_word else ""


def _relative(tokens: Sequence[Token], first: int) -> int | None:
    """Where "who" stands when the phrase from `first` only ends a clause about someone named before it."""
    for at in range(first - 1, max(first - 7, 0), -1):
        if not tokens[at].is_word or tokens[at].low in ("that", "and"):
            return None
        named = tokens[at].low == "which" and tokens[at - 1].is_name and tokens[first].low not in DETERMINERS
        if tokens[at].low == "who" or named:
            return at if tokens[at - 1].is_word else None
    return None


def _before_parenthesis(text: str, tokens: Sequence[Token], last: int) -> str:
    """'SANA, which first reported it, wrote': the phrase before the first comma that can be a subject."""
    begin = max((j + 1 for j in range(last) if tokens[j].text[0] in QUOTED + ";:"), default=0)
    head = begin
    for at in range(begin, last + 1):
        if tokens[at].text != ",":
            continue
        first = tokens[head]
        if (
            at > head
            and (first.is_name or first.low in DETERMINERS)
            and first.low not in _BREAKS | _PREPOSITIONS | TIMES
        ):
            phrase = tokens[head:at]
            if not any(t.low in _HARD_VERBS for t in phrase):
                return text[first.start : phrase[-1].end]
        head = at + 1
    return ""


def _walk_back(tokens: Sequence[Token], last: int) -> int:
    """First token of the noun phrase ending at `last`."""
    at, crossed = last, -1  # crossed: the token after the last preposition passed
    while at >= 0:
        token = tokens[at]
        low = token.low
        if not token.is_word or (low in _BREAKS and not (low == "and" and _joins(tokens, at))):
            break
        if at != last and low in TIMES:
            break
        if at != last and _is_verb_form(token):
            return crossed if crossed > 0 else at + 1
        if low in _PREPOSITIONS and at < last:
            crossed = at + 1
        elif low in DETERMINERS and at < last and not (at > 0 and tokens[at - 1].low in _PREPOSITIONS):
            return at
        at -= 1
    first = at + 1
    opens_with_preposition = first <= last and tokens[first].low in _PREPOSITIONS
    return crossed if opens_with_preposition and crossed > 0 else first


def _joins(tokens: Sequence[Token], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and tokens[at - 1].is_name and tokens[at + 1].is_name


def _is_verb_form(token: Token) -> bool:
    low = token.low
    if low in _HARD_VERBS or low in FINITE:
        return not token.is_name
    return low.endswith("ed") and "-" not in low and low not in _PARTICIPLES and not token.is_name


def phrase_from(text: str, tokens: Sequence[Token], first: int) -> str:
    """The noun phrase that begins at token `first`."""
    last = first - 1
    for at in range(first, len(tokens)):
        token = tokens[at]
        if not token.is_word or _ends_phrase(tokens, first, at):
            break
        last = at
    while last >= first and (tokens[last].low in _PREPOSITIONS | DETERMINERS | TIMES):
        last -= 1
    return text[tokens[first].start : tokens[last].end] if last >= first else ""


def _ends_phrase(tokens: Sequence[Token], first: int, at: int) -> bool:
    token, low = tokens[at], tokens[at].low
    if low in _BREAKS and not (low == "and" and _joins(tokens, at)):
        return at > first
    if at > first and (_is_verb_form(token) or low in BETWEEN or _is_participle(tokens, at)):
        return True
    after_preposition = tokens[at - 1].low in _PREPOSITIONS
    if low in DETERMINERS:
        return at > first and not after_preposition
    return (at > first and low in ("on", "by", "to", "with")) or (after_preposition and low in TIMES)


def _is_participle(tokens: Sequence[Token], at: int) -> bool:
    """ "a source telling", but not "a leading newspaper"."""
    low = tokens[at].low
    return low.endswith("ing") and low not in TIMES and not tokens[at].is_name and tokens[at - 1].low not in DETERMINERS


def tokens_of(text: str) -> list[Token]:
    """The words and punctuation marks of a text, a masked quotation as one token."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
