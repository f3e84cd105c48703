"""Whether a text affirms or denies a thing: its negations, what they bear on, and words that are contraries.

Reads words and their order only. A negation bears on the first content word after it, in the same clause. Contraries
are a table of general English and the prefixes that turn a word round; a pair that is missing is simply not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.language.phrases import word_set
from briefing.language.wording import WORD, is_content, stem

_NEGATION = re.compile(
    r"(?i)\b(?:not(?! only| just| least| to mention)|never|cannot|neither|(?<!neither )nor|without|nothing|nobody|"
    r"none of|no(?! (?:later|earlier|fewer|less|more|doubt|matter|longer than)\b)(?!\.)|no longer|hardly|barely|"
    r"scarcely|yet to|unable to|unwilling to|instead of|rather than|stop(?:s|ped)? short of|rul(?:e[sd]?|ing) out|"
    r"refus(?:e[sd]?|ing|al) to|declin(?:e[sd]?|ing) to|fail(?:s|ed|ing|ure)? to|lack(?:s|ed|ing)?|"
    r"den(?:y|ies|ied|ying)(?: that| any| having)?|denials? (?:that|of)|"
    r"(?:reject|dismiss)(?:es|s|ed|ing)? (?:claims?|reports?|accusations?|allegations?)(?: that| of)?)\b|n['’]t\b"
)
_NEGATIVE = re.compile(
    r"(?i)\b(?:refus\w+|declin\w+|fail\w*|den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|lack\w*|reluctan\w+|absen\w+|"
    r"prevent\w*|avoid\w*|forbid\w*|prohibit\w*|ban(?:s|ned)?|block(?:s|ed)?|oppos\w+|doubt\w*|impossib\w+|far from|"
    r"except|unless|only)\b"
)
_BREAK = re.compile(
    r"[,;:.!?–—()“”\"]|\b(?:but|although|though|while|whereas|because|after|before|until|unless|who|which)\b"
)
_REACH = 4  # content words
_LIGHT = word_set("any new yet even ever also really fully officially publicly immediately been be being had has have")


@dataclass(frozen=True, slots=True)
class Negation:
    """Where negating words stand, with the word they deny as written, and that word's stem ("" for none found).

    `reach` holds the stems of the few content words after it in the clause, the first included.
    """

    start: int
    words: str
    focus: str
    reach: frozenset[str]


def negations(text: str) -> tuple[Negation, ...]:
    """The negations of a text in order; "not only" and "no later than" are none, and two that meet are none."""
    found: list[tuple[Negation, range]] = []
    for match in _NEGATION.finditer(text):
        read = _read(text, match)
        if found and match.start() in found[-1][1]:
            found.pop()  # "did not fail to", "never denied that"
        else:
            found.append((read, range(match.end(), read.start + len(read.words) + 1)))
    return tuple(negation for negation, _ in found)


def _read(text: str, match: re.Match[str]) -> Negation:
    begin = text.rfind(" ", 0, match.start()) + 1 if match[0].lower() in ("n't", "n’t") else match.start()
    rest = _BREAK.split(text[match.end() :], maxsplit=1)[0]
    denied = [word for word in WORD.finditer(rest[:120]) if is_content(word[0]) and word[0].lower() not in _LIGHT]
    if not denied:
        return Negation(begin, text[begin : match.end()], "", frozenset())
    stems = [stem(word[0]) for word in denied[:_REACH]]
    return Negation(begin, text[begin : match.end() + denied[0].end()], stems[0], frozenset(stems))


def denied_stems(text: str) -> frozenset[str]:
    """The stems that a text's negations bear on."""
    return frozenset(negation.focus for negation in negations(text)) - {""}


def affirms(text: str, word: str) -> bool:
    """Whether a text has a stem somewhere with nothing negative in the dozen words round it."""
    words = list(WORD.finditer(text))
    denied = [negation.focus for negation in negations(text)].count(word)
    places = [i for i, match in enumerate(words) if is_content(match[0]) and stem(match[0]) == word]
    clear = [i for i in places if not _NEGATIVE.search(_round(text, words, i))]
    return len(clear) > denied


def _round(text: str, words: list[re.Match[str]], at: int) -> str:
    """Eight words before and four after, within the clause, without the word itself."""
    first, last = words[max(at - 8, 0)].start(), words[min(at + 4, len(words) - 1)].end()
    before = _BREAK.split(text[first : words[at].start()])[-1]
    after = _BREAK.split(text[words[at].end() : last])[0]
    return f"{before} {after}"


_CONTRARIES = """
increase rise grow climb surge soar raise boost gain | decrease fall drop decline shrink reduce plunge slump lower
support back endorse favour favor | oppose reject resist
accept approve welcome | reject refuse decline
win victory | lose defeat
allow permit enable authorise authorize | ban forbid prohibit bar block prevent
start begin launch resume restore reopen | end stop halt suspend cease close cancel
open | close shut
buy purchase | sell
arrive come | leave depart
enter join | exit leave quit
attack | defend
praise hail laud welcome | criticise criticize condemn denounce slam
ally friend | enemy foe rival adversary
first | last
high higher highest | low lower lowest
large larger largest big bigger biggest | small smaller smallest
more most | less least fewer fewest
best better | worst worse
strong stronger | weak weaker
strengthen | weaken
improve | worsen deteriorate
succeed success successful | fail failure unsuccessful
guilty | innocent
convict conviction | acquit acquittal
include | exclude
public publicly | private privately secret secretly
north northern | south southern
east eastern | west western
early earlier earliest | late later latest
young younger youngest | old older oldest
male man boy | female woman girl
husband | wife
brother | sister
father | mother
son | daughter
minimum | maximum
majority | minority
peace | war
hire appoint employ | fire sack dismiss
lend | borrow
import | export
add keep retain | remove delete
profit gain | loss
positive | negative
voluntary voluntarily optional | mandatory compulsory forced
temporary temporarily | permanent permanently
partial partially partly | full fully complete completely
domestic | foreign
same | different
survive | die
release free | detain arrest imprison jail
tighten | ease relax loosen
impose | lift
advance | retreat
hide conceal | reveal disclose
rich | poor
safe | dangerous unsafe
easy | difficult
unite | divide
create build | destroy
morning | evening
inside | outside
confirm admit | deny
agree | disagree
always | never
all every | none
long longer | short shorter
near close | far distant
before | after
above over | below under
""".strip()
_ORDERING = word_set("before after above over below under first last")
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Each stem of the table with the stems of its contraries."""
    found: dict[str, frozenset[str]] = {}
    for line in _CONTRARIES.splitlines():
        one, other = (frozenset(map(_form, side.split())) for side in line.split("|"))
        for mine, theirs in ((one, other), (other, one)):
            found |= {word: found.get(word, frozenset()) | theirs for word in mine}
    return found


def _form(word: str) -> str:
    return word if word in _ORDERING else stem(word)


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a text: as written, its stem, and the stems of the content words round it."""

    text: str
    stem: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def places(text: str, reach: int = 3) -> tuple[Place, ...]:
    """Every word with its neighbours, `reach` content words to each side."""
    words = [match[0] for match in WORD.finditer(text)]
    stems = [(_form(word.lower()), is_content(word)) for word in words]
    return tuple(_place(words[i], stems, i, reach) for i in range(len(words)))


def _place(word: str, stems: list[tuple[str, bool]], i: int, reach: int) -> Place:
    before = [one for one, counts in stems[:i] if counts][-reach:]
    after = [one for one, counts in stems[i + 1 :] if counts][:reach]
    return Place(word, stems[i][0], tuple(before), tuple(after))


def contraries(sentence: str, words: str, around: str = "") -> Iterator[tuple[str, str]]:
    """Pairs (word of the sentence, contrary word of the other text) that stand beside the same words in both.

    A word that the other text or the words `around` it have too, a word whose contrary the sentence has too, and one
    that is denied in one of the two are none.
    """
    ours, theirs = places(sentence), places(words)
    here, there = {place.stem for place in ours}, {place.stem for place in theirs}
    there |= {place.stem for place in places(around)} - _ORDERING
    denied = denied_stems(sentence) ^ denied_stems(words)
    for one in ours:
        for other in theirs:
            if one.stem in there or other.stem in here or {one.stem, other.stem} & denied:
                continue
            if are_contrary(one.stem, other.stem) and _beside_the_same(one, other):
                yield one.text, other.text


def are_contrary(one: str, other: str) -> bool:
    """Whether two stems are each other's contrary, by the table or by a prefix."""
    if other in _opposites().get(one, ()):
        return True
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(shorter) > 3 and any(longer == prefix + shorter for prefix in _PREFIXES)


def _beside_the_same(one: Place, other: Place) -> bool:
    if one.stem in _ORDERING:
        return bool(one.after and other.after) and one.after[0] == other.after[0]
    shared = set(one.before + one.after) & set(other.before + other.after)
    return len(shared) >= 2 or (bool(one.after and other.after) and one.after[0] == other.after[0])
