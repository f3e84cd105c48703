"""Where a sentence says that someone says something: who, by which verb, to whom, through whom.

Works on one sentence at a time, by word order alone; who "the source" or "he" is, and what a
quotation without a name continues, is for the article as a whole to settle. Never looks into quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefing.language.folding import fold
from briefing.language.ordinary_words import ORDINARY
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
from briefing.language.speaker_nouns import CAN_SPEAK, DOCUMENT_NOUNS, ROLES, can_open, closing_speaker

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
_OPENING_NAME = re.compile(
    rf"[\s{QUOTED}]*(?:(?:Meanwhile|But|And) )?([Tt]he [\w-]+(?: [\w-]+){{0,2}}(?= wh)|(?:[Tt]he )?[A-Z][\w.'’-]+"
    rf"(?: (?:{'|'.join(sorted(ROLES))}|of|for|the|al|abu|bin|de|and|[A-Z][\w.'’-]*|al-[\w'’]+))*)\s+"
    r"(?P<clause>(?:(?:who|which)|an? [^,;:]* (?:based|linked|opposed|tracking|monitoring)) [^,;:]*)?"
)
_HARD_AFTER = BE | HAVE | {"never", "did", "took", "came", "had"}  # a verb: the clause before it is over
_HEDGING = frozenset({"reportedly", "allegedly", "apparently", "supposedly"})
_CLAIMS = frozenset({"claimed", "claims", "claim", "claiming"})
_LOST = frozenset({"life", "lives", "victims"})
_OPENS_NAME = CAN_SPEAK | {"the"}
_SAID_IN = frozenset({"statement", "interview", "letter", "speech", "video", "tweet", "communique", "message"})
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
    if low in _CITES:
        return _citing(text, tokens, i)
    if low in _GERUNDS:
        return _gerund(text, tokens, i)
    if low in FINITE or _is_verb_here(tokens, i, following):
        return _finite(text, tokens, i)
    return None


def _is_verb_here(tokens: Sequence[Token], i: int, following: str) -> bool:
    """Words that are nouns as often as verbs, and set phrases that say something without a verb of saying."""
    low, rest = tokens[i].low, [t.low for t in tokens[i + 1 : i + 4]]
    if low in _DOUBTFUL:
        return following == "that" or following.startswith(QUOTED)
    if low in ("put", "puts"):
        return following == "the" and any(word in ("toll", "number", "figure", "death") for word in rest)
    if low == "came":
        return rest[:2] == ["out", "in"] or rest[:2] == ["out", "against"]
    return low in ("issued", "released") and any(word in ("statement", "communique", "communiqué") for word in rest)


def _finite(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    verb = tokens[i]
    before, hedged = _skip_back(tokens, i)
    if (
        before < 0
        or tokens[before].text.startswith(QUOTED)
        or tokens[before].text in ",;:—-"
        or _closes(text, tokens, i)
    ):
        inverted = before >= 0 and not _opens(text, tokens, before) and _inverted(text, tokens, i, before)
        if inverted:
            return inverted
    passive = before >= 0 and tokens[before].low in BE
    attributive = before >= 0 and (tokens[before].low in DETERMINERS | {"to"} or tokens[before].low == "to")
    by = i + 1 < len(tokens) and tokens[i + 1].low == "by"  # "an attack claimed by"
    if before < 0 or passive or attributive or by or tokens[before].low in _NO_SUBJECT:
        return None
    speaker = _speaker(text, tokens, before)
    if not speaker:
        return _inverted(text, tokens, i, before)
    if _is_object_clause(tokens, i, speaker, verb):
        return None
    ends = i + 1 >= len(tokens) or not any(t.is_word for t in tokens[i + 1 :])
    return Frame(verb.start, speaker, verb.low, _hearer(text, tokens, i), _through(text, tokens, i), hedged, ends)


def _speaker(text: str, tokens: Sequence[Token], last: int) -> str:
    """Who ends at token `last`: the subject there, or whom it only describes, "" when it can't speak."""
    phrase = subject(text, tokens, _before_document(tokens, last))
    can = closing_speaker(phrase)
    return _described_name(text, phrase, can) or can


def _before_document(tokens: Sequence[Token], last: int) -> int:
    """The last token before "in an emailed statement", where a name or noun stands there; else `last`."""
    if tokens[last].low not in _SAID_IN:
        return last
    at = next((j for j in range(last - 1, max(last - 5, 0), -1) if tokens[j].low in ("in", "during")), 0)
    return at - 1 if at and tokens[at - 1].is_word else last


def _opens(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether the sentence begins with a speaker that ends at token `last`: "The Observatory said …"."""
    speaker = _speaker(text, tokens, last) if tokens[last].is_word else ""
    return bool(speaker) and text[: text.find(speaker)].strip() in ("", "The", "the")


def _described_name(text: str, phrase: str, can: str) -> str:
    """The name a sentence opens with before its description: "The Local Coordination Committees a network said"."""
    named = _OPENING_NAME.fullmatch(text[: text.find(phrase)])
    if named is None or fold(named[1]).split()[0] in ORDINARY - {"the"} or not closing_speaker(named[1]):
        return ""
    described = can and re.match(r"(?:an?|the) ", phrase) and phrase.rsplit(maxsplit=1)[-1].islower()
    clause = [t.low for t in tokens_of(named["clause"] or "")]
    return named[1] if (clause or described) and FINITE.isdisjoint(clause) else ""


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
    """'the first visit that state media has announced': the clause describes a noun and says nothing itself."""
    if i + 1 < len(tokens) and tokens[i + 1].is_word and tokens[i + 1].low not in _HARD_AFTER:
        return False
    words = speaker.split()
    lead = i - 1
    while lead >= 0 and tokens[lead].text != words[0]:
        lead -= 1
    return lead > 0 and tokens[lead - 1].low in ("that", "which") and verb.low != "said"


def _gerund(text: str, tokens: Sequence[Token], i: int) -> Frame | None:
    before, hedged = _skip_back(tokens, i)
    if before < 0 or tokens[before].low == "as":
        return None
    hearer, through = _hearer(text, tokens, i), _through(text, tokens, i)
    if tokens[before].text == "," and tokens[i].low not in _ONLY_WITH:
        speaker = opening_phrase(text, tokens[:before])
    else:
        speaker = subject(text, tokens, before)
        if not re.search(r"\bwith\s+$", text[: text.find(speaker)] if speaker else ""):
            return None
    return Frame(tokens[i].start, speaker, tokens[i].low, hearer, through, hedged) if speaker else None


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
    outer = _speaker(text, tokens, before) if before >= 0 and tokens[before].text != "," else ""
    inner = phrase_from(text, tokens, i + 1)
    named = inner and can_open(inner) and tokens[i + 1].low not in DOCUMENT_NOUNS  # not "citing figures"
    return Frame(tokens[i].start, inner, "cited", through=outer) if named else None


def _hearer(text: str, tokens: Sequence[Token], i: int) -> str:
    """Whom it was said to, where that could be an outlet: "told AFP", "in an interview with Al-Manar"."""
    if tokens[i].low in ("told", "telling", "tells"):
        return phrase_from(text, tokens, i + 1)
    return _interviewer(text, tokens)


def _interviewer(text: str, tokens: Sequence[Token]) -> str:
    lows = [t.low for t in tokens]
    for at, low in enumerate(lows):
        if low in ("interview", "statement", "remarks", "comments"):
            near = list(takewhile(lambda j: tokens[j].is_word, range(at + 1, min(at + 9, len(lows)))))
            to = next((j for j in near if lows[j] in ("with", "to")), None)
            if to is not None and to + 1 < len(lows):
                return phrase_from(text, tokens, to + 1)
    return ""


def _through(text: str, tokens: Sequence[Token], i: int) -> str:
    """'…, as reported by Y' and 'carried by Y' anywhere after the verb."""
    lows = [t.low for t in tokens]
    for at in range(i + 1, len(lows) - 1):
        if lows[at] in ("reported", "carried", "quoted", "published", "relayed") and lows[at + 1] == "by":
            return phrase_from(text, tokens, at + 2)
    return ""


def interviewer(text: str) -> str:
    """The phrase after "interview with" in a sentence with masked quotations, "" when there is none."""
    return _interviewer(text, tokens_of(text))


def opening(text: str) -> str:
    """The noun phrase a sentence with masked quotations opens with, "" when it opens with none."""
    return opening_phrase(text, tokens_of(text))
