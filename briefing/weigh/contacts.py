"""Who travelled, met or received whom, however it is put: "made an official visit" and "held talks" can be one event.

Only the main verb counts, with a person before it: "the visit sends a message" tells of none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language.names import Mention

_MARK = "\u25c6"  # stands for a person
_ADVERBS = r"(?:(?:has|had|have|also|reportedly|previously|earlier|recently|then|later)\s+)*"
_VERBS = (
    r"(?:visited|met|received|hosted|welcomed|travell?ed|flew|arrived|landed|"
    r"(?:made|paid|began|ended|held|concluded)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?(?:visit|trip|talks|meetings?))"
)
_ASIDE = r"(?:,[^,.;]{0,80},)?"
_SUBJECT = re.compile(rf"{_MARK}{_ASIDE}\s+[“\"]?{_ADVERBS}{_VERBS}\b", re.IGNORECASE)
_NOUN = re.compile(
    rf"\b(?:visit|trip|talks|meeting)\s+(?:by|with|between)\s+(?:[\w-]+\s+){{0,3}}?{_MARK}", re.IGNORECASE
)


def tells_of_contact(text: str, people: Sequence[Mention]) -> bool:
    """Is it the point of `text` that one of `people`, the names found in it, travelled, met or received someone?"""
    return bool(people) and any(pattern.search(_marked(text, people)) for pattern in (_SUBJECT, _NOUN))


def _marked(text: str, people: Sequence[Mention]) -> str:
    parts, at = [], 0
    for mention in people:
        parts += [text[at : mention.start], _MARK]
        at = mention.end
    return "".join((*parts, text[at:]))
