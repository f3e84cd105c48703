"""Who stands before a verb of saying: a name, a noun that can speak, or whom the words before the verb describe.

Word order only, in one sentence whose quotations were replaced by `QUOTED`; nothing before the sentence is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language.folding import fold
from briefing.language.ordinary_words import ORDINARY
from briefing.language.phrases import FINITE, QUOTED, Token, subject, tokens_of
from briefing.language.speaker_nouns import ROLES, UNNAMED_NOUNS, closing_speaker, head_word

_OPENING_NAME = re.compile(
    rf"[\s{QUOTED}]*(?:(?:Meanwhile|But|And) )?([Tt]he [\w-]+(?: [\w-]+){{0,3}}(?= wh)|(?:[Tt]he )?[A-Z][\w.'’-]+"
    rf"(?: (?:{'|'.join(sorted(ROLES))}|of|for|the|al|abu|bin|de|and|[A-Z][\w.'’-]*|al-[\w'’]+))*)\s+"
    r"(?P<clause>(?:(?:who|which|whose)|an? [^,;:]* (?:based|linked|opposed|tracking|monitoring)) [^,;:]*)?"
)
_SAID_IN = frozenset({"statement", "interview", "letter", "speech", "video", "tweet", "communique", "message"})


def speaker_at(text: str, tokens: Sequence[Token], last: int) -> str:
    """Return who ends at token `last`: the subject there, or whom it only describes, "" when it can't speak."""
    phrase = subject(text, tokens, _before_document(tokens, last))
    can = closing_speaker(phrase)
    named = _described_name(text, phrase, can) or can or _who_cites(text, tokens, last)
    return _with_partner(text, tokens, named) if named and named == phrase else named


def _with_partner(text: str, tokens: Sequence[Token], phrase: str) -> str:
    """The phrase and the one that "and" joins to it at the sentence's opening: "The government and rebels said"."""
    at = next((j for j, token in enumerate(tokens) if token.start == text.find(phrase)), 0) - 1
    if at < 1 or tokens[at].low != "and" or head_word(phrase) in UNNAMED_NOUNS:
        return phrase
    partner = subject(text, tokens, at - 1)
    opens = bool(partner) and not text[: text.find(partner)].strip(f" {QUOTED}")
    return text[text.find(partner) : tokens[at].end] + f" {phrase}" if opens and closing_speaker(partner) else phrase


def _who_cites(text: str, tokens: Sequence[Token], last: int) -> str:
    """Who opens a sentence and cites what can't speak before the verb: "The group citing figures put"."""
    at = next((j for j in range(1, last) if tokens[j].low in ("citing", "quoting")), 0)
    between = [token.low for token in tokens[at:last]]
    if not at or not FINITE.isdisjoint(between) or any(low in ",;" for low in between):
        return ""
    phrase = subject(text, tokens, at - 1)
    return closing_speaker(phrase) if phrase and not text[: text.find(phrase)].strip(f" {QUOTED}") else ""


def _before_document(tokens: Sequence[Token], last: int) -> int:
    """The last token before "in an emailed statement", where a name or noun stands there; else `last`."""
    if tokens[last].low not in _SAID_IN:
        return last
    at = next((j for j in range(last - 1, max(last - 5, 0), -1) if tokens[j].low in ("in", "during")), 0)
    return at - 1 if at and tokens[at - 1].is_word else last


def opens(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether a sentence begins with a speaker that ends at token `last`: "The Observatory said …"."""
    speaker = speaker_at(text, tokens, last) if tokens[last].is_word else ""
    return bool(speaker) and text[: text.find(speaker)].strip() in ("", "The", "the")


def _described_name(text: str, phrase: str, can: str) -> str:
    """The name a sentence opens with before its description: "The Local Coordination Committees a network said"."""
    named = _OPENING_NAME.fullmatch(text[: text.find(phrase)])
    if named is None or fold(named[1]).split()[0] in ORDINARY - {"the"} or not closing_speaker(named[1]):
        return ""
    described = can and (re.match(r"an? ", phrase) or (phrase.startswith("the ") and head_word(phrase).islower()))
    clause = [t.low for t in tokens_of(named["clause"] or "")]
    return named[1] if (clause or described) and FINITE.isdisjoint(clause) else ""
