"""The words two texts are compared by: folded, stripped of endings, irregular forms joined; and what aligns with what.

For asking whether two texts speak of the same act or thing, never for display. One stem may stand for a verb and its
noun ("agreed", "agreement"); two stems are never the same because their meanings are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.language.folding import fold
from briefing.language.phrases import word_set

WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W_]+)?")
_SUFFIXES = [
    "ations",
    "ation",
    "ating",
    "ative",
    "ated",
    "ates",
    "ate",
    "ators",
    "ator",
    "ions",
    "ion",
    "ings",
    "ing",
    "ies",
    "ied",
    "ments",
    "ment",
    "ness",
    "als",
    "al",
    "ers",
    "er",
    "ors",
    "or",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
]
_IRREGULAR = """
be am is are was were been being
have has had having
do does did done
go goes went gone going
begin began begun beginning
break broke broken
bring brought
build built building
buy bought
choose chose chosen
come came coming
cut cuts cutting
deny denies denied denying denial denials
die dies died dead death deaths dying
draw drew drawn
drive drove driven
fall fell fallen
fight fought fighting fighter
find found
flee fled fleeing
fly flew flown flight
freeze froze frozen freezing
get got gotten getting
give gave given giving
grow grew grown growth
hear heard
hide hid hidden
hit hits hitting
hold held holding
keep kept keeping
know knew known
lead led leading
leave left leaving
lose lost losing loss losses
make made making
mean meant
meet met meeting meetings meets
pay paid payment payments
rise rose risen rising
run ran running
say said says saying
see saw seen
seek sought
sell sold sale sales
send sent sending
shoot shot shooting
shut shuts shutting
speak spoke spoken speech
spend spent
stand stood
steal stole stolen
strike struck strikes
take took taken taking
teach taught
tell told telling
think thought
throw threw thrown
try tries tried trying
vote votes voted voting
win won winning
withdraw withdrew withdrawn withdrawal
write wrote written writing
man men
woman women
child children
person people
country countries
arrive arrives arrived arriving arrival
refuse refuses refused refusing refusal
resume resumes resumed resuming resumption
suspend suspends suspended suspending suspension
receive receives received receiving reception
decide decides decided deciding decision decisions
agree agrees agreed agreeing agreement agreements
"""
_ROOTS = {word: line.split()[0] for line in _IRREGULAR.strip().splitlines() for word in line.split()}
_FUNCTION = word_set(
    "the a an and or but of to in on at by for from with as is are was were be been being am has have had having do "
    "does did it its he him his she her they them their this that these those there which who whom whose what when "
    "where why how while also than then so such if because into onto about over under after before during between "
    "among amid since until against out up down off not no nor never more most other some any all each both one can "
    "could will would shall should may might must very only own same just now however although though despite well "
    "i we you me us our your my yet even too still per via upon within without through across toward towards along "
    "around near least many much few several according said says say saying told tell tells added adds stated states "
    "reported reports reportedly"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|No|vs|Jr|Sr|Inc|Corp|[A-Z])\.)$")


def stem(word: str) -> str:
    """The form a word is compared by: "coordinating" and "coordination" give one, and so do "met" and "meeting"."""
    folded = fold(word).removesuffix("'s")
    return _strip(_ROOTS.get(folded, folded))


def _strip(word: str) -> str:
    if not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return _single(word[: -len(suffix)])
    return word


def _single(root: str) -> str:
    """ "stopp" as "stop", but "kill" as it is."""
    doubled = root[-1] == root[-2] and root[-1] not in "lsz"
    return root[:-1] if doubled and len(root) > 4 else root


def is_irregular(word: str) -> bool:
    """Whether a word is a form in the table of irregular ones ("met", "gave")."""
    return fold(word) in _ROOTS


def is_content(word: str) -> bool:
    """Whether a word says what a sentence is about: no function word, no plain verb of saying."""
    folded = fold(word)
    return folded not in _FUNCTION and (len(folded) > 1 or folded.isdigit())


def content(text: str) -> tuple[str, ...]:
    """The stems of the words that say what a text is about, in order."""
    return tuple(stem(word) for word in WORD.findall(text) if is_content(word))


def sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts cut at the ends of sentences and lines; good enough to compare by, not to cite."""
    found: list[str] = []
    for text in texts:
        for piece in _SENTENCE_END.split(text):
            if found and _ABBREVIATED.search(found[-1]) and found[-1] in text:
                found[-1] = f"{found[-1]} {piece}"
            elif piece and piece.strip():
                found.append(piece.strip())
    return tuple(found)


def aligned(sentence: str, words: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """The sentences of `words` that `sentence` most likely draws on, best first: each adds words not yet covered.

    A word counts the more the fewer sentences have it. Nothing is returned where no word is shared.
    """
    split = sentences(words)
    stems = [frozenset(content(piece)) for piece in split]
    left = set(content(sentence))
    weight = {one: 1 / max(1, sum(one in held for held in stems)) for one in left}
    chosen: list[int] = []
    while left and len(chosen) < most:
        gains = [sum(weight[one] for one in left & held) for held in stems]
        best = max(range(len(split)), key=lambda i: (gains[i], -i), default=-1)
        if best < 0 or not gains[best] or best in chosen:
            break
        chosen.append(best)
        left -= stems[best]
    return tuple(split[i] for i in chosen)
