"""A few words for an event, cut out of the statement of the claim that tells it.

Only one unbroken stretch of the statement is ever returned: words are left out at its ends, never inside, and nothing
is added but the ellipsis that shows a cut. Where a cut could change what is said, because a denial, a condition or a
hedge would be lost with it, there are no words; the date and the sources then stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from briefing.drawings.svg import ELLIPSIS
from briefing.language.dates import time_expressions
from briefing.language.folding import fold
from briefing.language.hedges import hedge_kept, hedge_of
from briefing.language.ordinary_words import OFFICES, ORDINARY, ORGANISATIONS, TITLES, is_nationality
from briefing.language.phrases import word_set
from briefing.language.plain import plain
from briefing.language.polarity import negations
from briefing.language.proper_names import proper_names
from briefing.language.yardsticks import YARDSTICKS, foreign_terms, likelihood_terms, vague_terms
from briefing.types import Claim, ClaimKind, DateSpan, Hedge

_SAYING = r"(?:said|says|reported|reports|wrote|writes|added|announced|told|stated)"
_WHEN = (
    r"(?: (?:last|this|earlier this) (?:week|month|year)| on \w+day| in (?:an? )?(?:interview|statement|[A-Z][a-z]+))?"
)
_LEADING = re.compile(
    rf"^(?P<who>[^“”\"]{{2,160}}?) (?:also |has |had )?{_SAYING}"
    rf"(?:(?<=told) (?:[^\s“”\"]+ ){{0,5}}?[^\s“”\"]+)?{_WHEN} that (?P<rest>.+)$"
)
_BARE = re.compile(r"^(?P<who>[^“”\"]{2,160}?) (?:said|says|reported) (?P<rest>(?:the |[A-Z]).+)$")
_TRAILING = re.compile(
    rf"^(?P<rest>.+), (?:according to (?P<one>[^,“”]{{2,80}})|(?P<two>[^,“”]{{2,80}}?) (?:has |had |also )?{_SAYING})$"
)
_MORE_THAN_A_NAME = re.compile(
    r"(?i)[;:]|\b(?:and|but|or|after|when|which|who|where|while|because|if|whether|would|could|may|might|should|must|will"
    r"|falsely|wrongly|mistakenly|allegedly|reportedly|few|hardly)\b"
)
_BOUNDARY = re.compile(
    r"[,;:]? (?=(?:to|for|with|at|in|on|over|during|after|before|amid|as|while|where|when|which|who|that|and|or|by|from"
    r"|about|against|between|among|through|under|since|following|including|because|especially|saying|despite)\b)"
    r"|, (?=(?:an?|the|its|his|her|their|whose)\b)|[;:] | [–—] "
)
_VERB = re.compile(
    r"(?<!, )(?<!-)\b(?:\w{2,}ed|is|are|was|were|has|have|had|met|made|held|came|went|took|sent|gave|got|won|lost|left"
    r"|fell|hit|began|saw|kept|led|paid|put|shot|struck|fled|fought|spoke|rose|became|broke|brought|built|bought|chose"
    r"|drew|drove|flew|found|grew|heard|knew|ran|sold|sat|stood|threw|wrote|visits|meets|says|calls|backs|opposes)\b(?!-)"
)
_LOOSE_END = word_set(
    "the a an this that these those its his her their some any no not never to of in on at by for from with and or but"
    " as than is are was were be been being has have had will would may might can could should must do does did said"
    " says told very more most less such both either who which where when while if whether also only upon closer week"
    " weeks day days month months year years hour hours view"
)
_TO_DO = re.compile(r"\bto [a-z]+$")
_CHANGES_ALL = re.compile(
    r"(?i)\b(?:but|although|though|however|if|unless|until|except|only|false\w*|untrue|incorrect\w*|hoax|fake|instead"
    r"|rather|despite|yet|never|no|not|nor|neither|without|cannot|nobody|nothing|none|called off|hypothetical\w*"
    r"|(?:cancel|postpon|refus|reject|den(?:y|ie)|fail|dismiss|retract|withdr|declin|prevent|stopp|block|doubt)\w*)\b"
    r"|n['’]t\b"
)
_POINTS_BACK = re.compile(
    r"(?i)^(?:he|she|it|they|his|her|its|their|this|that|these|those|we|i|you|there|here|such|both|one|another|the"
    r" (?:surprise |rare )?(?:visit|trip|meeting|source|report|daily|paper|newspaper|former|latter|two|statement)"
    r"|however|but|and|also|meanwhile|moreover|whilst|while|although|though|if|whether|when|which|who|what)\b"
)
_PAIRS = ("“”", "()", "[]", "«»")
_BESIDE_TITLES = word_set("security intelligence state regime military army national")
_WEAKER = (Hedge.ALLEGED, Hedge.POSSIBLE)
_UNNAMED = "unnamed "
_DESCRIBED = re.compile(r" (?:in|of|to|from|at|on|for|with|who|which|familiar|close|near)\b.*")


class Cut(IntEnum):
    """Where words end, the best first."""

    WHOLE = 0
    PHRASE = 1
    VERB = 2  # right after a verb: true, but it tells little


@dataclass(frozen=True, slots=True)
class Words:
    """What a label says of an event: who tells it, the words, and the hedge that the words don't carry themselves."""

    speaker: str  # "" where the outlet says it itself or the words name the speaker
    words: str
    hedge: str  # "", "alleged", "reported"
    cut: Cut

    @property
    def text(self) -> str:
        """The label in one line: "SANA: Ali Mamlouk made a rare visit to Cairo …"."""
        hedge = f" ({self.hedge})" if self.hedge else ""
        return (f"{self.speaker}: " if self.speaker else "") + self.words + hedge


def short_words(claim: Claim, fits: Callable[[str], bool], yardstick: str) -> Words | None:
    """Return the best safe words for a claim whose text `fits`, None where there are none.

    `yardstick` is the id of the page's likelihood terms: a label carries no likelihood term at all.
    """
    found = next((words for words in _possible(claim) if fits(words.text)), None)
    return found if found and _is_safe(found, yardstick) else None


@lru_cache(maxsize=1024)
def _possible(claim: Claim) -> tuple[Words, ...]:
    """The words that the claim allows, the best and longest first: a page is drawn again with each cut."""
    core = _core(claim.statement, claim.speaker, claim.published)
    tried = (_worded(core[:end].rstrip(" ,;:–—"), core[end:], claim, how) for end, how in _ends(core))
    return tuple(filter(None, tried))


def _core(statement: str, speaker: str, published: DateSpan) -> str:
    """What is said, without who says it and when: the label has both."""
    text = _unattributed(plain(statement).rstrip(" ."), speaker)
    times = time_expressions(text, published)
    if times and times[-1].end == len(text):
        text = text[: times[-1].start].rstrip(" ,")
    return _untitled(text)


def _unattributed(text: str, speaker: str) -> str:
    if not speaker:
        return text
    trailing = _TRAILING.match(text)
    if trailing and _is_speaker(trailing["one"] or trailing["two"], speaker):
        return trailing["rest"]
    leading = _LEADING.match(text) or _BARE.match(text)
    return leading["rest"] if leading and _is_speaker(leading["who"], speaker) else text


def _is_speaker(words: str, speaker: str) -> bool:
    """Whether the words are one phrase that names the speaker: by the last name, or by most words of a description."""
    said = re.findall(r"\w{3,}", fold(words))
    own = re.findall(r"\w{3,}", fold(speaker.removeprefix(_UNNAMED)))
    if not own or _MORE_THAN_A_NAME.search(words) or _CHANGES_ALL.search(words):
        return False
    if not speaker.startswith(_UNNAMED):
        return own[-1] in said
    shared = set(own) & set(said) - {"the"}
    return 2 * len(shared) > min(len(set(own)), len(set(said) - {"the"}))


def _untitled(text: str) -> str:
    """The text without the titles before the name it opens with."""
    for start, _, _ in proper_names(text[:160]):
        before = text[:start].split()
        if not all(map(_is_of_title, before)):
            break
        if before and fold(before[-1]) in TITLES:
            return text[start:]
    return text


def _is_of_title(word: str) -> bool:
    bare = re.sub(r"['’]s?$", "", word)
    folded = fold(bare)
    if not re.fullmatch(r"[\w-]+", bare):
        return False
    named = bare[:1].isupper() and folded not in ORDINARY
    return named or folded in TITLES | OFFICES | ORGANISATIONS | _BESIDE_TITLES or is_nationality(folded)


def _ends(text: str) -> Iterator[tuple[int, Cut]]:
    """Where the text may end, the best and longest first; never before its first verb is told."""
    yield len(text), Cut.WHOLE
    told = {match.end() for match in _VERB.finditer(text)}
    first = min(told, default=len(text))
    phrases = {match.start() for match in _BOUNDARY.finditer(text)} - told
    for ends, how in ((phrases, Cut.PHRASE), (told, Cut.VERB)):
        for at in sorted(ends, reverse=True):
            if first <= at < len(text) and not _is_loose(text[:at]):
                yield at, how


def _is_loose(text: str) -> bool:
    """Whether the end leaves a word that wants more, or stands inside a list or an aside."""
    last = fold(text).split()[-1].strip(' ,;:–—“"(')
    return last in _LOOSE_END or "," in text or bool(_TO_DO.search(text))


def _worded(kept: str, dropped: str, claim: Claim, how: Cut) -> Words | None:
    """The label of the kept words, None where what is dropped, or how the claim is put, would change them."""
    if not kept or _CHANGES_ALL.search(dropped):
        return None
    if claim.kind is ClaimKind.DENIAL and dropped and not negations(kept):
        return None
    speaker = _named(claim.speaker)
    hedge = _lost_hedge(kept, claim, bool(speaker))
    if hedge is None or (not hedge and hedge_of(dropped) in _WEAKER and hedge_of(kept) is Hedge.NONE):
        return None
    named = fold(speaker.removeprefix(_UNNAMED)) in fold(kept)
    return Words("" if named else speaker, f"{kept} {ELLIPSIS}" if dropped else kept, hedge, how)


def _named(speaker: str) -> str:
    """A speaker as a label names it: an unnamed one without what is said about him further on."""
    shown = plain(speaker)
    return _DESCRIBED.sub("", shown) if shown.startswith(_UNNAMED) else shown


def _lost_hedge(kept: str, claim: Claim, attributed: bool) -> str | None:
    """The hedge a label has to add, "" for none, None where a word beside it would not say what is hedged."""
    hedge = claim.hedge
    if hedge is Hedge.NONE or hedge_kept(hedge, kept) or (hedge is Hedge.REPORTED and attributed):
        return ""
    return hedge.value if hedge in (Hedge.ALLEGED, Hedge.REPORTED) else None


@lru_cache(maxsize=1024)
def _is_safe(found: Words, yardstick: str) -> bool:
    """Whether the words stand by themselves: nothing pointing back, no half quotation, no word of likelihood."""
    words = found.words
    if _POINTS_BACK.match(words.lstrip("“\"‘'")) or words.count('"') % 2:
        return False
    if any(words.count(pair[0]) != words.count(pair[1]) for pair in _PAIRS):
        return False
    stick = YARDSTICKS[yardstick]
    return not (likelihood_terms(found.text, stick) or foreign_terms(found.text, stick) or vague_terms(found.text))
