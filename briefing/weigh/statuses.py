"""Words that say a thing was stopped or set going again, and what that thing is.

A stop and a later restart are first of all a sequence. They conflict where the reports leave open which of them holds
when they are published: the two are of one time or of no known order, or the later one is hedged. Told flatly, the
later one settles it. A restart that is only announced agrees with the stop; a stop that is only announced does not
agree with a thing already going again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language.names import fold
from briefing.weigh.naming import thing as named
from briefing.weigh.words import content, listed, stem, tokens

_STOP = (
    r"suspend(?:s|ed|ing)?|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|fr(?:eeze[sn]?|oze|ozen|eezing)|ceas(?:e|es|ed|ing)|"
    r"cut(?:s|ting)? off|sever(?:s|ed|ing)?|cancel(?:s|led|ed)?|discontinu\w+|broke(?:n)? off|collapsed"
)
_GO = (
    r"resum(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|restart(?:s|ed|ing)?|reinstat(?:e|es|ed|ing)|"
    r"re-?establish(?:es|ed|ing)?|reopen(?:s|ed|ing)?|unfr(?:oze|ozen|eeze)"
)
_VERB = re.compile(
    rf"(?P<lead>(?:\b(?:will|would|to|has|have|had|was|were|been|be|is|are|not|never|didn't|refused|reportedly)\s+)*)"
    rf"\b(?:(?P<stop>{_STOP})|(?P<go>{_GO}))\b"
)
_PLAIN = str.maketrans("’‘\u00a0", "'' ")
_TURNED = re.compile(r"\b(?:not|never|didn't|refused)\b")
_AHEAD = re.compile(r"\b(?:will|would)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are)\b")
_BREAK = re.compile(
    r"[,;:.!?–—]|\b(?:days?|weeks?|months?|hours?|on|last|this|early|"
    r"since|in \d+|around|so|and|that|which|for|near|with|"
    r"amid|after|before|because|when|while|until|as|following|according)\b"
)
_FIRST = re.compile(
    r"(?P<denied>\b(?:not|wasn't|isn't)\s+)?\b(?:the|his|her|its|their)\s+first\b"
    r"(?=\s+(?:visit|trip|time|meeting)|\s*[,.;])(?!\s+\w+\s+(?:by|since|of|in|that|as)\b)"
)
_VAGUE = frozenset(stem(word) for word in listed("work operations activity situation country government"))


@dataclass(frozen=True, slots=True)
class Status:
    """`going` is False for "suspended", True for "resumed"; `thing` and `names` hold the stems of what is meant."""

    going: bool
    thing: frozenset[str]
    names: frozenset[str]
    words: str  # as it is put: "would halt"
    phrase: str  # what is stopped or set going, in the statement's words
    planned: bool = False  # "will", "would": announced, not done


def statuses(text: str) -> tuple[Status, ...]:
    """Return each stop or restart that `text` reports, in reading order."""
    plain = _same_length(text)
    found = (_status(text, match) for match in _VERB.finditer(plain))
    firsts = (_first(text, match) for match in _FIRST.finditer(plain))
    return tuple(status for status in (*found, *firsts) if status)


def contrary(one: Status, other: Status) -> bool:
    """Is one thing said to be stopped here and going there? Two words for it must be shared, one of them no name."""
    if any(status.going and status.planned for status in (one, other)):
        return False
    things, names = (one.thing & other.thing) - _VAGUE, one.names & other.names
    return one.going is not other.going and bool(things) and len(things) + len(names) >= 2


def _same_length(text: str) -> str:
    """Return `text` in lower case with plain quotation marks, every character in its place."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text.translate(_PLAIN))


def _status(text: str, match: re.Match[str]) -> Status | None:
    lead = match["lead"]
    if lead.strip() == "to" or text[: match.start()].lower().endswith((" a ", "\na ")):
        return None  # "a bid to reopen", "called for a halt": wanted, not done
    passive = bool(_PASSIVE.search(lead))
    phrase = _before(text, match.start()) if passive else _after(text, match.end())
    names, thing = _split(phrase)
    if not thing:
        return None
    going = (match["go"] is not None) is not bool(_TURNED.search(lead))
    return Status(going, thing, names, _as_put(lead, match), named(phrase), bool(_AHEAD.search(lead)))


def _split(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of a phrase's capitalised words and of its others."""
    capitals = " ".join(word for word in phrase.split() if word[:1].isupper())
    names = frozenset(stem(word) for word in content(tokens(capitals)))
    return names, frozenset(stem(word) for word in content(tokens(phrase))) - names


def _first(text: str, match: re.Match[str]) -> Status | None:
    """Return "the first visit" or "not the first visit" as a status; a qualified first ("first public") is none."""
    following = [stem(word) for word in content(tokens(_after(text, match.end())))][:3]
    thing = following or [stem(word) for word in content(tokens(_before(text, match.start())))][-3:]
    if not thing or (match["denied"] is None and not following):
        return None
    return Status(
        not match["denied"],
        frozenset(("first", *thing)),
        frozenset(),
        match.group().strip(),
        text[match.start() :][:60],
    )


def _as_put(lead: str, match: re.Match[str]) -> str:
    kept = [word for word in lead.split() if word in ("will", "would", "not", "never", "refused", "reportedly")]
    return fold(" ".join((*kept, match["stop"] or match["go"])))


def _after(text: str, end: int) -> str:
    rest = text[end : end + 90]
    stop = _BREAK.search(rest.lower())
    return rest[: stop.start()] if stop else rest


def _before(text: str, start: int) -> str:
    return re.split(r"[,;:.!?]\s|[–—\n]", text[max(0, start - 90) : start])[-1]
