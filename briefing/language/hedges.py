"""How far a sentence stands behind what it says: its hedge, and what kind of claim it makes.

Looks at words only and decides nothing about truth. Where several hedges meet, the one that leaves
the reader knowing least wins: an allegation, then a possibility, a plan, a report.
"""

from __future__ import annotations

import re

from briefing.types import ClaimKind, Hedge


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_ALLEGED = _words(
    r"accus(?:e|es|ed|ing|ations?)",
    r"alleg(?:e|es|ed|ing|edly|ations?)",
    r"claim(?:ed|ing)(?! (?:the lives?|\d+ lives|responsibility|at least|credit))",
    r"claims (?:that|to)",
    r"to claim that",
    r"purport(?:ed|edly|s)",
    r"blam(?:e|es|ed|ing) (?!itself|himself)\w+",
    r"suspected(?: of)?",
    r"supposed(?:ly)?",
    r"charged with",
)
_POSSIBLE = re.compile(
    r"\b(?:may(?! \d)|might|could(?! not| never|n['’]t)|(?i:possibl[ey]|perhaps|potentially|interested in|interest in|"
    r"(?:re)?considering|mulling|weighing (?:a|an|the|whether)|whether|fear(?:s|ed|ing)? (?:that|they|he|it|the|of)|"
    r"open to|ready to consider|unclear|not clear|raised questions|"
    r"considers? (?:inviting|restoring|reopening|sending)))\b"
)
_PLANNED = _words(
    r"(?:is|are|was|were|has been|have been|been) (?:preparing|planning|expected|scheduled|due|set|poised|intending|"
    r"slated|about|looking|going) to(?! (?:the|a|an|its|his|her|their)\b)",
    r"(?:preparing|planning|scheduled|expected|poised|slated|hoping) (?:to|for)",
    r"prepar(?:e|es) (?:to|for)",
    r"would(?! (?:say|like|not|have|never|rather|be (?:sure|surprised|happy)))",
    r"(?<!the )(?<!own )(?:will|shall)(?! (?:mean|not|never|have|of))",
    r"plans? (?:to|for)",
    r"planned",
    r"intend(?:s|ed)? to",
    r"intention (?:to|of)",
    r"aim(?:s|ed|ing)? (?:to|at)",
    r"(?:is|are|was|were) to (?!blame)[a-z]+",
    r"seek(?:s|ing)? to",
    r"pledg(?:e|es|ed|ing) to",
    r"vow(?:s|ed|ing)? to",
    r"promis(?:e|es|ed|ing) to",
)
_REPORTED = _words(
    r"reportedly",
    r"(?:is|are|was|were|been) (?:reported|said|believed|thought|understood|rumou?red|considered|reputed) to",
    r"reports (?:have |had )?(?:also )?(?:emerged|suggest|suggested|indicate|indicated|say|said)",
    r"media reports?",
    r"unconfirmed",
    r"apparently",
    r"rumou?rs?",
    r"so-called",
)
_ATTRIBUTED = _words(
    r"according to",
    r"sa(?:ys?|id|ying)",
    r"t(?:ells?|old|elling)",
    r"report(?:ed|s|ing|edly)",
    r"(?:state|add|assert|insist|argue|maintain|write|wrote|declare|announce|suggest|describe|charge)(?:e?[sd])?",
    r"cit(?:ed|ing|es)",
    r"quot(?:ed|ing|es)",
    r"as reported by",
    r"in the words of",
)
_AGREED = _words(
    r"agreed (?:to|on|upon|that)", r"agreement to", r"soon", r"future", r"upcoming", r"next (?:week|month|year)"
)
_PREPARED = _words(
    r"preparations? (?:to|for)", r"on (?:its|their|his|her) way to", r"(?:a )?plan to", r"the aim of", r"ready to"
)
_ALLEGING_NOUNS = _words(r"allegations?", r"accusations?", r"claims?", r"charges?")

_ORDER = (
    (Hedge.ALLEGED, _ALLEGED),
    (Hedge.POSSIBLE, _POSSIBLE),
    (Hedge.PLANNED, _PLANNED),
    (Hedge.REPORTED, _REPORTED),
)
_KEEPS: dict[Hedge, tuple[re.Pattern[str], ...]] = {
    Hedge.ALLEGED: (_ALLEGED, _ALLEGING_NOUNS, _ATTRIBUTED, _REPORTED),
    Hedge.POSSIBLE: (_POSSIBLE,),
    Hedge.PLANNED: (_PLANNED, _POSSIBLE, _AGREED, _PREPARED),
    Hedge.REPORTED: (_REPORTED, _ALLEGED, _ALLEGING_NOUNS, _ATTRIBUTED),
}


_ASIDE = re.compile(r", (?:who|which|whose) [^,“”]*,")


def hedge_of(text: str) -> Hedge:
    """The hedge a sentence carries; `Hedge.NONE` when it states its content outright.

    A clause set between commas ("…, who is said to be ill, arrived") does not hedge the rest.
    """
    main = _ASIDE.sub(",", text)
    return next((hedge for hedge, pattern in _ORDER if pattern.search(main)), Hedge.NONE)


def hedge_words(hedge: Hedge, text: str) -> str:
    """The words that give `text` that hedge, "" when it has others or none."""
    found = next((pattern.search(text) for one, pattern in _ORDER if one is hedge), None)
    return found[0] if found else ""


def hedge_kept(hedge: Hedge, text: str) -> bool:
    """Whether `text` still carries a hedge of that class or a weaker commitment.

    An allegation is kept by any wording that leaves it with its speaker ("said", "according to"), not
    by one that grants it ("confirmed", "revealed"); a possibility only by a possibility.
    """
    if hedge is Hedge.NONE:
        return True
    return any(pattern.search(text) for pattern in _KEEPS[hedge])


_DENIAL = _words(
    r"den(?:y|ies|ied|ying|ials?)(?! (?:access|entry|the ability))",
    r"reject(?:s|ed|ing)? (?:the |these |those )?(?:claims?|accusations?|allegations?|reports?|charges?)",
    r"dismiss(?:es|ed|ing)? (?:the |these |those )?(?:claims?|accusations?|allegations?|reports?)",
    r"refut(?:es|ed|ing)",
)
_ASSESSMENT = _words(
    r"believ(?:e|es|ed|ing)",
    r"consider(?:s|ed)? (?!inviting|restoring|reopening|sending)",
    r"represents? (?:a|an|another)",
    r"will mean",
    r"likely|unlikely",
    r"sends? a (?:clear|direct|strong) ?[\w ]*message",
    r"interpreted",
    r"in a (?:further )?sign of",
    r"suggests? that",
    r"assess(?:es|ed|ment)?",
    r"must play|must be",
    r"important message",
)
_BACKGROUND = _words(
    r"(?:was|were) (?:appointed|born|founded|established|suspended from)",
    r"has been locked in",
    r"(?:has|have) been \w+ (?:\w+ ){0,8}since",
    r"since then",
    r"last (?:visited|public appearance)",
    r"(?:is|are) (?:a|an) (?:staunch|key|close|longtime|long-time)",
    r"blacklisted",
    r"(?:currently|officially) \w+s",
)
_SPEECH = _words(
    r"according to",
    r"sa(?:ys?|id|ying)",
    r"t(?:old|elling)",
    r"(?:stat|add|assert|insist|argu|declar|announc|describ|condemn|explain|stress|warn|urg|denounc|defend)(?:ed|ing)",
    r"wrote",
)


def kind_of(text: str) -> ClaimKind:
    """What kind of claim the wording makes; an event where nothing says otherwise."""
    hedge = hedge_of(text)
    if _DENIAL.search(text):
        return ClaimKind.DENIAL
    if hedge is Hedge.ALLEGED:
        return ClaimKind.ALLEGATION
    if hedge in (Hedge.PLANNED, Hedge.POSSIBLE):
        return ClaimKind.PLAN if hedge is Hedge.PLANNED else ClaimKind.ASSESSMENT
    if _ASSESSMENT.search(text):
        return ClaimKind.ASSESSMENT
    if _BACKGROUND.search(text):
        return ClaimKind.BACKGROUND
    return ClaimKind.STATEMENT if _SPEECH.search(text) else ClaimKind.EVENT
