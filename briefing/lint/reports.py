"""Which sentences of anyone's page give what someone else says.

Someone has to say it: someone with a name, or one of those who are asked. "Talks announced in March resumed" says
nothing of who announced them, and reports nobody.
"""

from __future__ import annotations

import re

from briefing.language.outlets import is_outlet
from briefing.language.own_words import pattern
from briefing.language.speaker_nouns import DOCUMENT_NOUNS, ORG_WORDS, OUTLET_NOUNS, UNNAMED_NOUNS
from briefing.language.speech import Frame, frames
from briefing.tradecraft.verbs import has_verb

_HEARSAY = pattern(r"\breportedly\b", r"\baccording to\b")
_OURSELVES = pattern(r"^(?:we|our|this (?:report|brief|paper|page|judge?ment|assessment)|no|neither|nothing)\b")
_ASKED = "|".join(sorted(OUTLET_NOUNS | UNNAMED_NOUNS | DOCUMENT_NOUNS | ORG_WORDS))
_SPEAKER = re.compile(
    r"(?<=[\w’'] )[A-Z]\w|^(?!An? |The |This |These |That |Its? |In |On )[A-Z]\w*(?:[A-Z]|$| [A-Z])|^[A-Z]\w+$"
    rf"|\b(?:spokes\w+|ministry|president|he|she|they|{_ASKED})\b"
)
_PARTICIPLE = re.compile(  # followed by no object, but by when or where, and then by the verb of the sentence
    r"\w+ed,? (?:on|in|at|during|for|since|after|before|by|last|this|earlier|over|under|near|of)"
    r"(?: (?:the|a|an))?(?: (?!the\b|an?\b|its?\b|he\b|they\b|that\b)[\w’'-]+){1,3}? (?P<verb>[\w’'-]+)"
    r"|\w+ed (?:overnight|yesterday|today|earlier|so far) (?P<next>[\w’'-]+)"
)


def reports(own: str) -> bool:
    """True when a sentence, the words of others in it masked, gives what someone else says."""
    flat = own.replace("\n", " ")
    said = (frame for frame in frames(flat) if not _describes(frame, flat))
    spoken = any(_SPEAKER.search(one.speaker) and not _OURSELVES.search(one.speaker) for one in said)
    return spoken or _HEARSAY.search(flat) is not None


def _describes(frame: Frame, text: str) -> bool:
    """Whether the verb is a participle of the noun before it and another follows: "Talks announced in March …"."""
    thing = re.fullmatch(r"[A-Z][a-z]+|(?:The|A|An|These|Those) [a-z ]+", frame.speaker)
    if thing is None or is_outlet(frame.speaker):
        return False
    return any(has_verb(f"it {verb}") for verb in _verbs_after(frame, text))


def _verbs_after(frame: Frame, text: str) -> list[str]:
    after = _PARTICIPLE.match(text, frame.start)
    return [after["verb"] or after["next"]] if after else []
