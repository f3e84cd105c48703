"""Where a text says that one thing made another happen, and in which words.

A connective that only orders events in time ("after", "amid") asserts no cause: a sentence that turns it into
"because of" has added one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NO_CAUSE = "be|take|start|begin|arrive|meet|visit|hold|go|return|open|leave|become|vote|expire|travel|end"
_ASSERTED = re.compile(
    rf"(?i)\b(?:because(?: of)?|due to(?! (?:{_NO_CAUSE})\b)|owing to|in (?:response|reaction|retaliation) (?:to|for)|"
    r"as a (?:direct )?(?:result|consequence)(?: of)?|thanks to|on account of|in (?:view|light) of|therefore|"
    r"consequently|thereby|led to|leading to|leads to|result(?:s|ed|ing) (?:in|from)|prompt(?:s|ed|ing)|"
    r"caus(?:e[sd]|ing)|trigger(?:s|ed|ing)|spark(?:s|ed|ing)|forc(?:ed|ing) (?:\w+ ){1,4}to|driven by|"
    r"brought about|provok(?:es|ed|ing)|motivated by|blamed on|stem(?:s|med|ming) from)\b"
)
_LINKED = (
    r"because|due to|owing to|thanks to|respon[sd]\w*|react\w*|retaliat\w*|reveng\w*|results? (?:in|from|of)|resulted|"
    r"resulting|consequen\w*|accordingly|therefore|thereby|thus|hence|why|reasons?|caus(?:e|es|ed|ing)|"
    r"lead(?:s|ing)? to|led|prompt\w*|trigger\w*|spark\w*|provok\w*|motiv\w*|stem(?:s|med|ming) from|blam\w*|"
    r"attribut\w*|contribut\w*|on account of|in (?:view|light) of|in the wake of|brought about|gave rise"
)
_LINK = re.compile(rf"(?i)\b(?:{_LINKED})\b")
_GIVEN = re.compile(
    rf"(?i)\b(?:{_LINKED}|so|over (?:its|their|his|her|concerns?|fears?|allegations?)|given|since|"
    r"concern\w*|fear\w*|worr\w*|cit(?:es|ed|ing)|accus\w*|fuel\w*|drove|driven|driving|made|makes|making|"
    r"forc(?:es|ed|ing)|sent|brings?|brought|bringing|in order to|purpose|aim\w*|on the grounds|mean(?:s|t|ing)|"
    r"(?:condemn|criticis|criticiz|prais|punish|sanction|fin|arrest|jail|sentenc|sack|fir|sue|thank|apologi)\w* "
    r"(?:[\w'’-]+ ){0,5}for)\b"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """A connective as written, and the words on its two sides; which is the effect does not matter here."""

    words: str
    effect: str
    reason: str


def causes(text: str) -> tuple[Cause, ...]:
    """The causes that a text asserts, in order; of one that opens the text the sides are parted by its comma."""
    return tuple(_cause(text, match) for match in _ASSERTED.finditer(text))


def _cause(text: str, match: re.Match[str]) -> Cause:
    before, after = text[: match.start()], text[match.end() :]
    if not before.strip():
        after, _, before = after.partition(",")
    return Cause(match[0], before, after)


def gives_cause(text: str) -> bool:
    """Whether any words of one sentence can be read as giving a reason or a consequence, "after" and "amid" aside."""
    return _GIVEN.search(text) is not None


def links_cause(text: str) -> bool:
    """Whether a sentence says of something outside it too that it is a reason or a consequence: "accordingly"."""
    return _LINK.search(text) is not None
