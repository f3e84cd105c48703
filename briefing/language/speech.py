"""Where a sentence says that someone says something: who, by which verb, to whom, through whom.

Works on one sentence at a time, by word order alone; who "the source" or "he" is, and what a
quotation without a name continues, is for the article as a whole to settle. Never looks into quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.language.hearers import hearer, through
from briefing.language.outlets import leading_outlet
from briefing.language.phrases import (
    BE,
    BETWEEN,
    DETERMINERS,
    FINITE,
    HAVE,
    QUOTED,
    TIMES,
    Token,
    opening_phrase,
    phrase_from,
    subject,
    tokens_of,
    word_set,
)
from briefing.language.saying_subjects import opens, speaker_at
from briefing.language.speaker_nouns import CAN_SPEAK, DOCUMENT_NOUNS, can_open, closing_speaker

_GERUND = (
    "saying telling adding stating claiming accusing denying confirming announcing reporting stressing insisting "
    "warning arguing alleging noting explaining writing describing referring suggesting indicating"
)
_ONLY_WITH = frozenset({"referring", "suggesting", "indicating"})  # "with media reports suggesting"
_NOUN_TOO = "reports claims states notes estimates charges comments report claim state note"
_CITING = "cited quoted citing quoting cites quotes"

_GERUNDS = word_set(_GERUND)
_DOUBTFUL = frozenset(_NOUN_TOO.split())
_CITES = word_set(_CITING)
speech_verbs: frozenset[str] = FINITE | _GERUNDS | _DOUBTFUL | _CITES | {"according", "puts"}

_GOES_ON = (["went", "on", "to"], ["goes", "on", "to"], ["gone", "on", "to"])
_NO_SUBJECT = word_set("which not of for in at from to with on by about over that as when while after before during")
_ASIDE = re.compile(r"\([^()]{1,40}\)")  # "(SNHR)"
_HARD_AFTER = BE | HAVE | {"never", "did", "took", "came", "had"}  # a verb: the clause before it is over
_HEDGING = frozenset({"reportedly", "allegedly", "apparently", "supposedly"})
_CLAIMS = frozenset({"claimed", "claims", "claim", "claiming"})
_PUTS = word_set("put puts place places placed")
_GIVES = _PUTS | word_set("give gives gave set sets raise raises raised revise revised lowered")
_TOLLS = frozenset({"toll", "tolls", "tally"})
_COUNTS = _TOLLS | {"number", "figure", "count", "estimate"}
_SAYINGS = word_set("claim claims allegation allegations accusation accusations report reports")
_LOST = frozenset({"life", "lives", "victims"})
_OPENS_NAME = CAN_SPEAK | {"the"}
_SHORT_TITLE = re.compile(r"\b(Lt|Col|Gen|Maj|Capt|Brig|Sgt|Adm|Sen|Rep|Mr|Mrs|Ms|Dr|St)\.(?= ?[A-Z])")
_BEFORE_TIMES = word_set("on over in during the last this earlier of")
_ADVERBS = frozenset({"long", "since", "still", "always", "often", "therefore"})
_NOT_ADVERBS = word_set("daily weekly monthly family ally assembly supply reply monopoly anomaly")


@dataclass(frozen=True, slots=True)
class Frame:
    """One "X said": phrases are slices of the sentence, "" where there is none."""

    start: int  # where its verb stands
    speaker: str
    verb: str
    hearer: str = ""
    through: str = ""  # "as reported by Y", "X, quoting Y"
    hedged: bool = False  # the saying itself is hedged: "reportedly told"
    trailing: bool = False  # a tag after what was said: "…, SANA reported"


def frames(text: str) -> tuple[Frame, ...]:
    """Every speech frame of a sentence whose quotations were replaced by `QUOTED`, in its order."""
    text = _SHORT_TITLE.sub(r"\1 ", _ASIDE.sub(lambda match: " " * len(match.group()), text))
    tokens = tokens_of(text)
    found = (_frame(text, tokens, i) for i in range(len(tokens)))
    return tuple(frame for frame in found if frame is not None)


def _frame(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    low = tokens[i].low
    takes_lives = low in _CLAIMS and any(t.low in _LOST for t in tokens[i + 1 : i + 8])
    if takes_lives or (tokens[i].is_name and i > 0 and low != "according"):
        return None  # "the war claimed many lives"; a name: "Omar Said"
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "according" and following == "to":
        phrase = leading_outlet(phrase_from(text, tokens, i + 2))
        return Frame(tokens[i].start, phrase, "according to", trailing=i > 0) if can_open(phrase) else None
    for words, read in ((_CITES, _citing), (_GERUNDS, _gerund), (_SAYINGS, _told_of)):
        if low in words and (read is not _told_of or following in ("by", "from")):
            return read(text, tokens, i)
    return _finite(text, tokens, i) if low in FINITE or _is_verb_here(tokens, i, following) else None


def _is_verb_here(tokens: Sequence[Token], i: int, following: str) -> bool:
    """Words that are nouns as often as verbs, and set phrases that say something without a verb of saying."""
    low, rest = tokens[i].low, [t.low for t in tokens[i + 1 : i + 6]]
    if low in _DOUBTFUL:
        return following == "that" or following.startswith(QUOTED)
    if low in _GIVES:
        return not (_COUNTS if low in _PUTS else _TOLLS).isdisjoint(rest)
    if low == "came":
        return rest[:2] == ["out", "in"] or rest[:2] == ["out", "against"]
    return low in ("issued", "released") and any(word in ("statement", "communique", "communiqué") for word in rest[:3])


def _finite(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    verb = tokens[i]
    before, hedged = _skip_back(tokens, i)
    if (
        before < 0
        or tokens[before].text.startswith(QUOTED)
        or tokens[before].text in ",;:—-"
        or _closes(text, tokens, i)
    ):
        inverted = before >= 0 and not opens(text, tokens, before) and _inverted(text, tokens, i, before)
        if inverted:
            return inverted
    passive = before >= 0 and tokens[before].low in BE
    attributive = before >= 0 and (tokens[before].low in DETERMINERS | {"to"} or tokens[before].low == "to")
    by = i + 1 < len(tokens) and tokens[i + 1].low == "by"  # "an attack claimed by"
    if before < 0 or passive or attributive or by or tokens[before].low in _NO_SUBJECT:
        return None
    speaker = speaker_at(text, tokens, before)
    if not speaker:
        return _inverted(text, tokens, i, before)
    if _is_object_clause(tokens, i, speaker, verb):
        return None
    ends = i + 1 >= len(tokens) or not any(t.is_word for t in tokens[i + 1 :])
    return Frame(verb.start, speaker, verb.low, hearer(text, tokens, i), through(text, tokens, i), hedged, ends)


def _skip_back(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """The last token of the subject before verb `i` (-1: none), and whether a hedging adverb was passed."""
    at, hedged = i - 1, False
    while at >= 0:
        low = tokens[at].low
        hedged = hedged or low in _HEDGING
        adverb = (low.endswith("ly") and low not in _NOT_ADVERBS and not tokens[at].is_name) or low in _ADVERBS
        of_time = low in TIMES or (
            low in _BEFORE_TIMES and at < i - 1 and tokens[at + 1].low in TIMES | {"the", "last"}
        )
        if [t.low for t in tokens[max(at - 2, 0) : at + 1]] in _GOES_ON:
            at -= 3
        elif low in BETWEEN | HAVE or adverb or of_time:
            at -= 1
        else:
            break
    return at, hedged


def _inverted(text: str, tokens: Sequence[Token], i: int, before: int) -> Frame | None:
    """'“…,” said envoy James Jeffrey', '… killed 12 people, said the Observatory'."""
    told = tokens[before].text.startswith(QUOTED) or tokens[before].text == ","
    if not told and not _closes(text, tokens, i):
        return None
    if tokens[i].low not in ("said", "says", "added", "wrote", "explained") or i + 1 >= len(tokens):
        return None
    after = tokens[i + 1]
    direct = tokens[before].text.startswith(QUOTED) and after.is_word and after.low not in _NO_SUBJECT
    if not (after.is_name or after.low in DETERMINERS | _OPENS_NAME or direct) or after.low == "that":
        return None
    phrase = phrase_from(text, tokens, i + 1)
    return Frame(tokens[i].start, phrase, tokens[i].low, trailing=True) if can_open(phrase) else None


def _closes(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb and the phrase after it end the sentence: nothing is left that could have been said."""
    if (
        tokens[i].low != "said"
        or i + 1 >= len(tokens)
        or not (tokens[i + 1].is_name or tokens[i + 1].low in _OPENS_NAME)
    ):
        return False
    phrase = phrase_from(text, tokens, i + 1)
    rest = [t for t in tokens[i + 1 :] if t.start >= tokens[i + 1].start + len(phrase) and t.is_word]
    named = phrase.startswith("the ") or any(map(str.isupper, phrase))
    return named and (not rest or rest[0].low in ("adding", "who", "which", "a", "an"))


def _is_object_clause(tokens: Sequence[Token], i: int, speaker: str, verb: Token) -> bool:
    """'the first visit that state media has announced', 'in what it called …': the clause only describes a noun."""
    if i + 1 < len(tokens) and tokens[i + 1].is_word and tokens[i + 1].low not in _HARD_AFTER:
        return False
    words = speaker.split()
    lead = i - 1
    while lead >= 0 and tokens[lead].text != words[0]:
        lead -= 1
    before = tokens[lead - 1].low if lead > 0 else ""
    return before == "what" or (before in ("that", "which") and verb.low != "said")


def _gerund(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    before, hedged = _skip_back(tokens, i)
    if before < 0 or tokens[before].low == "as":
        return None
    if tokens[before].text == "," and tokens[i].low not in _ONLY_WITH:
        speaker = opening_phrase(text, tokens[:before])
    else:
        speaker = subject(text, tokens, before)
        if not re.search(r"\bwith\s+$", text[: text.find(speaker)] if speaker else ""):
            speaker = _acts_saying(text, tokens, i)
    if not speaker:
        return None
    return Frame(tokens[i].start, speaker, tokens[i].low, hearer(text, tokens, i), through(text, tokens, i), hedged)


def _told_of(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    """ "the claim by activists in the town that …", whoever speaks of it."""
    phrase = phrase_from(text, tokens, i + 2)
    that = re.match(r"\s+that\b", text[tokens[i + 2].start + len(phrase) :]) if phrase else None
    return Frame(tokens[i].start, phrase, "claimed") if that and can_open(phrase) else None


def _acts_saying(text: str, tokens: Sequence[Token], i: int) -> str:
    """Who opens a sentence and does something "saying" so, its comma lost: "A resident confirmed that saying …"."""
    told = any(token.low in speech_verbs for token in tokens[:i])
    return "" if told or tokens[i].low != "saying" else closing_speaker(opening_phrase(text, tokens[:i]))


def _citing(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    """'X cited Y as saying', 'X said, quoting Y', 'Y was quoted by X as saying'."""
    rest = [t.low for t in tokens[i + 1 : i + 14]]
    before, _ = _skip_back(tokens, i)
    if before >= 0 and tokens[before].low in BE:
        after = 2 if rest[:1] == ["by"] else 4 if rest[:3] == ["as", "saying", "by"] else 0
        by = phrase_from(text, tokens, i + after) if after else ""
        at, _ = _skip_back(tokens, before)
        return Frame(tokens[i].start, subject(text, tokens, at), "quoted", through=by) if at >= 0 and by else None
    says = "saying" in rest or "that" in rest
    if not says and not tokens[i].low.endswith("ing"):
        return None
    outer = speaker_at(text, tokens, before) if before >= 0 and tokens[before].text != "," else ""
    inner = phrase_from(text, tokens, i + 1)
    named = inner and can_open(inner) and tokens[i + 1].low not in DOCUMENT_NOUNS  # not "citing figures"
    return Frame(tokens[i].start, inner, "cited", through=outer) if named else None


def opening(text: str) -> str:
    """The noun phrase a sentence with masked quotations opens with, "" when it opens with none."""
    return opening_phrase(text, tokens_of(text))
