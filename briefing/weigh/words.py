"""The words claims are compared by: folded, lightly stemmed, a few synonyms of news English made one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefing.language.names import fold

WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:'[^\W_]+)?")


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list written as one text."""
    return tuple(words.split())


_YEAR = re.compile(r"(?:19|20)\d\d$")
SPEECH = listed(
    "said says say saying told tell tells reported reports report reportedly according added adds stated states "
    "announced wrote writes quoted cited citing explained stressed stressing asserted claimed claims "
    "revealed described noted"
)
_FUNCTION = listed(
    "the a an and or but of to in on at by for from with as is are was were be been being has have had having do does "
    "did it its he his him she her they their them this that these those there which who whom whose what when where "
    "while also than then so such if because into about over under after before during between among amid since until "
    "against out up down off not no nor more most other some any all each both one can could will would shall should "
    "may might must very only own same just now however although though despite well source sources asked remain "
    "daily newspaper paper agency statement interview monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "sun mon tue wed thu fri sat updated year years month week last next"
)
_EMPTY = frozenset((*SPEECH, *_FUNCTION))

# Each line is one idea; the first word stands for the rest. Only words that name the same act in a news report.
_SYNONYMS = """\
visit visited visits visiting trip travelled traveled travel travels journey
meet met meets meeting meetings talks talk received receive receiving
kill killed kills killing dead died dies death deaths slain
wound wounded wounding injured injuries injuring hurt
stance stances position positions posture
suspend suspended suspension halt halted halting
agree agreed agrees agreement accord
vote voted votes voting
chief head director boss
terrorism counterterrorism counterterror terrorist terrorists
relations ties relationship links
official officials
warplanes warplane jets jet airstrikes airstrike airstrike
""".splitlines()
_ONE_WORD = {
    "cessation of hostilities": "ceasefire",
    "cease fire": "ceasefire",
    "counter terrorism": "counterterrorism",
    "counter terrorist": "counterterrorist",
}
_PHRASES = re.compile(rf"\b(?:{'|'.join(phrase.replace(' ', '[ -]') for phrase in _ONE_WORD)})\b")
# Rules may meet words that both spell alike ("rise"): these keep one form, which is all that is asked.
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\w{3})is(?=(?:e[drs]?|es|ers|ing|ations?)$)", "iz"),
        (r"(?<=\w{3})our(?=s?$|hood|able|ed$|ing$)", "or"),
        (r"(?<=\w{3})ence(?=s?$)", "ense"),
        (r"(?<=\w{3})tre(?=s?$)", "ter"),
        (r"(?<=\w{3}[aeiou])ll(?=(?:ed|ing|ers?)$)", "l"),
        (r"^sulph", "sulf"),
    )
)
_SUFFIXES = listed(
    "ations ation ating ative ated ates ate ators ator ions ion ings ing ies ied ments ment ness ers ed es ly s e y"
)


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`, possessives taken off; a few phrases count as the one word they mean."""
    folded = _PHRASES.sub(lambda found: _ONE_WORD[found[0].replace("-", " ")], fold(text))
    return [word.removesuffix("'s") for word in WORD.findall(folded)]


def content(words: Iterable[str]) -> Iterable[str]:
    """Return the words that carry meaning: no function words, no verbs of saying, no months and years."""
    return (
        word for word in words if word not in _EMPTY and (len(word) > 2 or word.isdigit()) and not _YEAR.match(word)
    )


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in content(tokens(text)))


def spelled(word: str) -> str:
    """Return a folded word with American and British spelling made one; for comparing only."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the form words are compared by: "coordinating" and "coordination" give one."""
    if word not in _STEMS:
        return _strip(spelled(word))
    return _STEMS[word]


def _strip(word: str) -> str:
    if not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


_STEMS = {word: _strip(line.split()[0]) for line in _SYNONYMS for word in line.split()}
