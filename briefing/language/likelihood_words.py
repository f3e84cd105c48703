"""Where a text speaks of likelihood, whatever the yardstick, and where it avoids to: spans and words.

What stands inside quotation marks, or is capitalised as part of a title, is someone else's and never counts. Which
words are the terms of which yardstick is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.own_words import PER_CENT, own, pattern, plain
from briefing.language.phrases import QUOTED

_HEDGES = (
    "quite|fairly|rather|somewhat|most|more|less|least|not|very|highly|extremely|exceedingly|increasingly|equally"
    "|so|too|hardly|scarcely|slightly|much|far|reasonably|pretty|overwhelmingly|relatively|even|almost|nearly"
)
_CHANCE = "(?:chances?|odds|probability|likelihood|prospects?|possibility)"
_SIZES = (
    "good|fair|slim|strong|real|distinct|reasonable|significant|small|little|no|high|low|scant|poor|decent|outside"
    "|minimal|negligible|every|tiny|excellent|substantial"
)
_RISK_OF = "(?:chances?|odds|probability|likelihood|possibility)"
_PREDICATE = "slim|small|scant|low|high|good|poor|negligible|minimal|tiny|nil|close to zero|close to nil"
_RANKED = (
    "(?:scenarios?|outcomes?|paths?|explanations?|courses?|causes?|options?|alternatives?|hypothes[ie]s|results?"
    "|developments?|cases?|candidates?|targets?|dates?|successors?)"
)
_EXPRESSION = pattern(
    r"\balmost no chance\b",
    rf"\broughly even {_CHANCE}\b",
    rf"\b(?:about |approximately |better than )?(?:even|50[-/–]50|fifty-fifty) {_CHANCE}\b",
    r"\brealistic possibility\b",
    rf"\bremote {_CHANCE}\b",
    r"\bremote(?= that )",
    rf"\b{_CHANCE}(?: [a-z]+){{0,5}} (?:is|are|was|remains?|seems|as) (?:only |very )?(?P<predicate>remote)\b",
    rf"\b{_RISK_OF}(?: [a-z]+){{0,5}} (?:is|are|was|remains?|seems|as) (?:only |very |quite )?(?:{_PREDICATE})\b",
    r"\b(?:just |twice |half )?as (?:un)?likely as\b",
    rf"\b(?:(?:{_HEDGES}) ){{0,3}}(?:un)?likely\b",
    rf"\b(?:(?:{_HEDGES}) ){{0,3}}(?:im)?probabl[ey]\b(?![\s-]causes?\b)",
    r"\blikel(?:ier|iest)\b",
    r"\b(?:almost|nearly|near|virtually|practically|all but|quite|reasonably)[\s-]certain(?:ly|ty)?\b",
    rf"\b(?:{_SIZES}) {_CHANCE}\b",
    r"\bin all (?:likelihood|probability)\b",
)
_COMPARED = pattern(  # ranks, and says of nothing how likely it is
    r"\b(?:the|a|an|our|its|their|his|her|this|that|which|one|second|next|single) (?:most|least|more|less)"
    r"[\s-](?:un)?likely\b(?! to\b)",
    rf"^\W*(?:most|least|more|less)[\s-](?:un)?likely(?= {_RANKED}\b|\s?[:–—])",
    r"\b(?:more|less) likely(?= than (?!not\b|even\b))",
    r"\b(?:mak(?:e|es|ing)|made|becom(?:e|es|ing)|became|render(?:s|ed)?)\b[^.;:]{0,60}? (?:more|less) likely\b",
)
_VAGUE = pattern(
    r"\bmight\b(?! of )",
    r"\bcould\b(?! not | never | no longer | neither |n['’]t)",
    r"\b(?:possibl[ey]|possibilit(?:y|ies)|perhaps|potentially|maybe|conceivably|may)\b",
)
_NOT = r"\b(?:can\s?not|can['’]t|could not|couldn['’]t|do(?:es)? not|don['’]t|unable to|impossible to)"
_WHOLLY = "(?: (?:entirely|completely|fully|wholly|yet|altogether))?"
_DISMISSAL = pattern(
    rf"{_NOT}{_WHOLLY}(?: be)?{_WHOLLY} ruled? out\b",
    rf"{_NOT}{_WHOLLY} be{_WHOLLY} (?:dismissed|discounted|excluded)\b",
    rf"{_NOT}{_WHOLLY} (?:dismiss|discount|exclude)(?= (?:that|the (?:possibility|risk|chance|prospect|scenario)) )",
    rf"\bwe {_NOT}{_WHOLLY} (?:dismiss|discount|exclude)\b",
)
_AS_POSSIBLE = pattern(r"\b(?:as|as \w+ as|where(?:ver)?|when(?:ever)?|if|(?:make|made|makes|making)(?: it)?) $")

_NUMBER = pattern(
    PER_CENT + rf"[\s-](?:{_CHANCE}|likely|probable)\b",
    rf"\b{_CHANCE}(?: (?:is|of|at|about|around|roughly|that|between|below|under|over|above|less|more|than))"
    r"{0,4}[\s:(]{1,2}[<>≤≥~≈]?\s?" + PER_CENT,
)

_LOWER_CASE_WORD = re.compile(r"(?<![\w’'-])[a-z]\w{3,}")
_MONTH_BEFORE = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th)|\b(?:in|of|since|by|until|till|from|to|early|late|mid|last|next|this|and|before|after"
    r"|during|through|between|April))[\s-]$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r"\s?(?:\d|[-–,.;:)’']|$|(?:and|or|to|through) (?:June|July|August)\b|Day\b|(?:was|saw|brought|began|ended)\b)"
)


def expressions(text: str, *, quoted: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield every likelihood expression of any yardstick, the longest wording, as (start, end, words).

    Those inside quotation marks are left out unless `quoted`. A comparison ("the most likely path") is none.
    """
    left = text if quoted else own(text)
    ranked = [match.span() for match in _COMPARED.finditer(left)]
    for match in _EXPRESSION.finditer(left):
        start, end = match.span("predicate") if match.group("predicate") else match.span()
        ranks = any(first <= start and end <= last for first, last in ranked)
        if not (ranks or _of_a_title(left, start, end)):
            yield start, end, plain(left[start:end])


def compares(text: str) -> bool:
    """True for a sentence that ranks by likelihood: "the most likely path", "more likely than a truce"."""
    return _COMPARED.search(own(text)) is not None


def vague_terms(text: str) -> tuple[str, ...]:
    """Return words that avoid a likelihood ("might", "possibly"); the month of May and "could not" are none."""
    left = own(text)
    for start, end, _ in expressions(text):
        left = left[:start] + QUOTED * (end - start) + left[end:]
    return tuple(plain(match.group()) for match in _VAGUE.finditer(left) if _avoids(left, match))


def dismissals(text: str) -> tuple[str, ...]:
    """Return phrases that leave something open without a likelihood: "cannot rule out", "can't be dismissed"."""
    return tuple(plain(match.group()) for match in _DISMISSAL.finditer(own(text)))


def likelihood_numbers(text: str) -> tuple[str, ...]:
    """Return likelihoods given as a per cent: "a 60 % chance", "60 % likely"."""
    return tuple(plain(match.group()) for match in _NUMBER.finditer(own(text)))


def _of_a_title(text: str, start: int, end: int) -> bool:
    """A word capitalised inside a sentence is part of a name or title, unless the whole text is written so."""
    word = text[start:end].rsplit(maxsplit=1)[-1]
    inside = word[0].isupper() and not word.isupper() and re.search(r"[\w’'][ \n]$", text[max(0, start - 2) : start])
    return bool(inside) and bool(_LOWER_CASE_WORD.search(text))


def _avoids(text: str, match: re.Match[str]) -> bool:
    """Whether a vague word is one: not the month, nor "as soon as possible", nor a word of a title."""
    word, before = match.group(), text[: match.start()]
    if word.lower() == "possible" and _AS_POSSIBLE.search(before[-40:]):
        return False
    if word in ("May", "MAY") and (_MONTH_BEFORE.search(before[-12:]) or _MONTH_AFTER.match(text[match.end() :])):
        return False
    return not _of_a_title(text, *match.span())
