"""Whether a headline is a sentence: does it have a verb that says something of someone?

A reading of word forms, good enough to tell "Egypt resumes talks with Syria" from "Possible message to Riyadh".
"""

from __future__ import annotations

import re

from briefing.language.phrases import word_set

_PLAIN = word_set(
    "accept accuse acknowledge agree approve arrest attack bar begin block build buy condemn confirm continue deepen "
    "defend deliver demand deny deploy discuss edge embrace end ease expand expect expel extend face fail fall favour "
    "find follow gain get give go grow halt have hesitate hold impose improve invite join keep kill lack launch leave "
    "lift look lose maintain make meet mend narrow negotiate oppose persist postpone prepare prevent pursue raise "
    "reach reaffirm receive recognise recognize refuse reject release remain reopen repeat replace resist restore "
    "resume retain retake reveal revive rise say see seek seem send set sever sign speak stay strengthen supply "
    "suspend sustain take tell thaw threaten try urge veto want warn widen win withdraw withhold work worsen"
)
_ALSO_NOUNS = word_set(
    "aid appeal approach back ban bid block call cap change claim cut delay fear flow fuel gap hint hit hope host "
    "increase lead limit link mark move name note order outline plan play pledge point press promise push quit reply "
    "report request return rule seal share shift show signal slow stall stop strain support switch talk test threat "
    "tie top trade trip turn view visit vote voice vow"
)
_PAST = word_set(
    "began became broke brought built bought came chose cut did drew fell fled flew found gave got grew had held kept "
    "knew lay led left lent lost made meant met paid put ran rose said sat saw sent set shot sought spoke stood struck "
    "swore took told thought threw went withdrew won wrote"
)


def _third(verb: str) -> str:
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


_PURE = sorted(_PLAIN - _ALSO_NOUNS)
_AUXILIARY = (
    "is|are|was|were|has|have|had|do|does|did|will|would|can|cannot|could|shall|should|must|may|might"
    "|isn['’]t|aren['’]t|won['’]t"
)
_SURE = re.compile(
    rf"(?<!\bto )\b(?:{_AUXILIARY}|{'|'.join([*_PURE, *map(_third, _PURE), *sorted(_PAST)])})\b",
    re.IGNORECASE,
)
_REGULAR_PAST = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bof )(?<!-)\b[a-z]{3,}ed\b"
    r"(?! (?:talks|ties|man|men|forces?|groups?|sources?)\b)"
)
_WITH_OBJECT = re.compile(
    rf"\b[\w’']+\s+(?:{'|'.join([*sorted(_ALSO_NOUNS), *map(_third, sorted(_ALSO_NOUNS))])})\s+"
    r"(?:[A-Z]\w|(?:the|a|an|its|his|her|their|no|that|for|against|all|more|two|three|new|first)\b)"
)


def has_verb(text: str) -> bool:
    """True when a line has a finite verb: an auxiliary, a past form, or a verb that takes an object here."""
    first, _, rest = text.strip().partition(" ")
    if not rest:
        return False
    return bool(_SURE.search(rest) or _REGULAR_PAST.search(rest) or _WITH_OBJECT.search(f"{first} {rest}"))
