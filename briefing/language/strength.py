"""Verbs of saying that take a side: "confirmed" and "admitted" tell the reader that what was said is so.

A source that only "said" must not be told with one of them. Each line is one way to take a side, with the words of a
source that bear it out.
"""

from __future__ import annotations

import re

_SIDES = (
    (r"confirm(?:s|ed|ing)", r"confirm\w*|verif\w*|affirm\w*|corroborat\w*|ratif\w*|prove[ns]?|proof"),
    (
        r"admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|confess(?:es|ed|ing)",
        r"admit\w*|admission|acknowledg\w*|conced\w*|concession|confess\w*|recogni[sz]\w*|accept\w*|grant\w*",
    ),
    (
        r"reveal(?:s|ed|ing)|disclos(?:es|ed|ing)|expos(?:es|ed|ing)|uncover(?:s|ed|ing)|divulg(?:es|ed|ing)",
        r"reveal\w*|revelation\w*|disclos\w*|expos\w*|uncover\w*|divulg\w*|leak\w*|emerg\w*|unveil\w*|show\w*|discover\w*",
    ),
    (
        r"refut(?:es|ed|ing)|disprov(?:es|ed|ing)|debunk(?:s|ed|ing)|rebut(?:s|ted|ting)",
        r"refut\w*|disprov\w*|debunk\w*|rebut\w*|contradict\w*|discredit\w*",
    ),
    (
        r"(?:prov(?:es|ed|en)|establish(?:es|ed)|demonstrat(?:es|ed)) (?:to [^,;.]{1,40} )?that"
        r"|(?:the|a|an|this|its|his|her|their) proven",
        r"prov(?:e|es|ed|en|ing)|proof|demonstrat\w*|establish\w*|confirm\w*|show\w*|verif\w*",
    ),
)
_READ = tuple((re.compile(rf"(?i)\b(?:{used})\b"), re.compile(rf"(?i)\b(?:{borne})\b")) for used, borne in _SIDES)


def strengthened(sentence: str, words: str) -> str:
    """The first verb of `sentence` that takes a side which no word of `words` takes; "" for none."""
    for used, borne in _READ:
        found = used.search(sentence)
        if found and not borne.search(words):
            return found[0]
    return ""
