"""Flat contradictions: what one account affirms and another denies.

Three ways of denying are read: a denial ("denied that …", "rejected reports of …"), the same statement with a "not" in
it, and "nothing new" against something strengthened. A denial meets an account only if that account names whom it
concerns and most of what is denied; an inquiry into a thing affirms nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.types import ClaimKind, ConflictKind, Hedge
from briefing.weigh.clashes import TURN, Clash, Judge, Side
from briefing.weigh.groups import UNDATED, same_event_time
from briefing.weigh.likeness import Pair
from briefing.weigh.naming import clause, whether
from briefing.weigh.reading import Reading, features_in
from briefing.weigh.words import listed, stem, stems_of, tokens

ALIKE = 0.85  # of two whole statements, one with a "not"
COVERED = 0.75  # of the words of what is denied: how many the other account must have
FEWEST = 2  # such words
AFIELD = 2  # words of a negated statement that the other lacks, beyond which the "not" may belong to those

_TALK = r"(?:\w+\s+){0,2}?(?:allegations?|accusations?|claims?|reports?|charges?)"
_DENIAL = re.compile(
    r"(?<!to )(?<!not )(?<!n't )(?<!n’t )(?<!can )(?<!could )(?<!cannot )(?<!would )\b(?:"
    rf"den(?:ies|ied|y|ying)(?:\s+{_TALK})?|(?:reject|dismiss|refut)(?:s|es|ed|ing)\s+{_TALK})"
    r"\s+(?P<that>that\s+)?(?:of\s+)?(?P<what>(?!(?:by|access|entry|permission|the ability)\b)[^.;:\n]+)",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:investigat\w+|prob(?:e|es|ing)|inquir\w+|whether|inspect\w*|evidence|fear\w*|threat\w*|warn\w*|could|may|"
    r"might|suspect\w*|if|unclear|determine|demand\w*|urg\w+|red line|call(?:s|ed|ing)? (?:for|on)|want\w*|"
    r"should|must)\b",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"\b(?:accus|blam|alleg)\w+|\b(?:responsib\w+|behind|perpetrat\w+|carried out|committed)\b", re.I)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|drop\w+|fir(?:e|ed|ing)|launch\w+|attack\w*|gass?\w*|shell\w*|bomb\w*)\b", re.I
)
_ACTIVE = re.compile(r"(?<!was )(?<!were )(?<!been )\bused\b", re.IGNORECASE)
_SUBJECT = 3  # words before the verb
_ALLEGED = re.compile(r"\b(?:accus|blam|alleg)\w+", re.IGNORECASE)
_LIABLE = frozenset(stem(word) for word in listed("involvement involved responsibility responsible role part"))
_USE = frozenset(stem(word) for word in listed("use using used uses"))
_ONWARD = re.compile(r",\s*(?=(?:saying|blaming|calling|adding|but|and|while|insisting|claiming)\b)")
_LONGEST = 12  # words of what is denied; beyond them another sentence has begun
_NEARBY = 6  # words from a charge to whom it is laid against
_NO_GAIN = re.compile(
    r"\b(?:not|no|n't|never|without)\b[^.;,]{0,30}?\b(?:new|further|additional)\s+(?:\w+\s+of\s+)?(?P<noun>\w+)",
    re.IGNORECASE,
)
_GAIN = re.compile(
    r"\b(?:strengthen|deepen|expand|boost|increas|intensif|enhanc|upgrad)\w*\s+(?P<nouns>(?:\w+\s+){0,2}\w+)",
    re.IGNORECASE,
)
_TOGETHER = frozenset(stem(word) for word in listed("cooperation coordination collaboration"))
_DEALINGS = _TOGETHER | {stem(word) for word in listed("ties relations contacts dialogue trade aid support")}


@dataclass(frozen=True, slots=True)
class _Denial:
    """What one reading denies: the stems of it, and those of whoever denies."""

    index: int
    what: frozenset[str]
    who: frozenset[str]
    liable: bool  # "responsibility for …": only a charge against whoever denies can be meant
    use: bool  # "using …": only the use of it can be meant, not its making or its end
    about: str


def clashes(judge: Judge, likely: Sequence[Pair]) -> Iterator[Clash]:
    """Return each pair of claims of which one denies what the other affirms."""
    readings = judge.likeness.readings
    denials = [denial for index, reading in enumerate(readings) if (denial := _denial(index, reading))]
    for denial in denials:
        for index, reading in enumerate(readings):
            if _affirms(reading, denial) and _apart(judge, denial.index, index, TURN):
                yield _clash(judge, denial.index, index, denial.about)
    yield from _negated(judge, likely)
    yield from _no_gain(judge)


def _denial(index: int, reading: Reading) -> _Denial | None:
    text = reading.claim.statement
    match = _DENIAL.search(text)
    if match is None or _ran_on(match, reading):
        return None
    what_words = " ".join(_ONWARD.split(match["what"])[0].split()[:_LONGEST])
    phrase = clause(what_words)
    stems = stems_of(phrase)
    what = features_in(what_words, reading) - _LIABLE - _USE
    before = " ".join(text[: match.start()].split()[-5:])
    who = features_in(before, reading) | (what & reading.names)
    if len(what - who) < FEWEST:
        return None
    liable, use = not _LIABLE.isdisjoint(stems), not _USE.isdisjoint(stems)
    return _Denial(index, what, who, liable, use, whether(phrase, bool(match["that"]), reading.claim.speaker))


def _ran_on(match: re.Match[str], reading: Reading) -> bool:
    """Does a headline follow, its full stop lost: "has denied Heavy bombardment …"? It starts with no name known."""
    first = match["what"].split(maxsplit=1)[0]
    known = any(feature.startswith("@") for feature in features_in(first, reading))
    return not match["that"] and first[:1].isupper() and not known


def _affirms(reading: Reading, denial: _Denial) -> bool:
    shared = denial.what & reading.features
    acts, done = denial.what - reading.names, shared - reading.names
    if len(shared) < max(FEWEST, COVERED * len(denial.what)) or len(done) < max(1, COVERED * len(acts)):
        return False
    if denial.who.isdisjoint(reading.features):
        return False
    text = reading.claim.statement
    if not _close(shared, text):
        return False
    if reading.negated or reading.intended or _UNSETTLED.search(text):
        return False
    if denial.use and (not _USED.search(text) or _by_another(reading, denial.who)):
        return False
    return not (denial.liable or _ALLEGED.search(text)) or _charged(reading, denial.who)


def _by_another(reading: Reading, who: frozenset[str]) -> bool:
    """Is someone else than `who` said to have used it: named just before "used"?"""
    text = reading.claim.statement
    for match in _ACTIVE.finditer(text):
        before = features_in(" ".join(text[: match.start()].split()[-_SUBJECT:]), reading)
        if before and before.isdisjoint(who):
            return True
    return False


def _close(shared: frozenset[str], text: str) -> bool:
    """Do the shared words stand together, not scattered over a long sentence? Names may stand anywhere."""
    places = [at for at, word in enumerate(tokens(text)) if stem(word) in shared]
    room = _NEARBY if len(shared) > FEWEST else 0  # two words prove something only side by side
    return not places or places[-1] - places[0] <= 2 * len(shared) + room - 2


def _charged(reading: Reading, who: frozenset[str]) -> bool:
    """Is a charge laid against `who`: named just after "accused", or just before "responsible"?"""
    text = reading.claim.statement
    for match in _CHARGE.finditer(text):
        before, after = text[: match.start()].split()[-_NEARBY:], text[match.end() :].split()[:_NEARBY]
        named = after if _ALLEGED.match(match.group()) else before
        if not who.isdisjoint(features_in(" ".join(named), reading)):
            return True
    return False


def _apart(judge: Judge, one: int, other: int, days: int) -> bool:
    """Do two voices speak of one time? An unnamed voice is another than a named one."""
    mine, theirs = judge.readings((one, other))
    if one == other or (mine.voice == theirs.voice and mine.voice) or not judge.one_time((one, other), days):
        return False
    return same_event_time(mine.claim, theirs.claim) or not (mine.claim.event.known and theirs.claim.event.known)


def _clash(judge: Judge, denies: int, affirms: int, about: str) -> Clash:
    claim = judge.likeness.readings[affirms].claim
    alleged = claim.kind is ClaimKind.ALLEGATION or claim.hedge is Hedge.ALLEGED or _ALLEGED.search(claim.statement)
    word = "alleged" if alleged else "affirmed"
    one, other = Side(denies, "denied", about, "denied"), Side(affirms, word, about, "affirmed")
    return Clash(ConflictKind.CONTRADICTION, "denial", one, other)


def _negated(judge: Judge, likely: Sequence[Pair]) -> Iterator[Clash]:
    """Return pairs of nearly the same words, one of them with a "not"."""
    negated = [reading.negated for reading in judge.likeness.readings]
    for pair in likely:
        if negated[pair[0]] is negated[pair[1]]:
            continue
        one, other = judge.readings(pair)
        if one.places_in_series or other.places_in_series:
            continue
        no, yes = pair if one.negated else pair[::-1]
        if one.voice == other.voice or not same_event_time(one.claim, other.claim):
            continue
        denied, held = judge.likeness.readings[no], judge.likeness.readings[yes]
        if judge.likeness.of(*pair) >= ALIKE and len(denied.features - held.features) <= AFIELD:
            yield _clash(judge, no, yes, whether(held.claim.statement, True, ""))


def _no_gain(judge: Judge) -> Iterator[Clash]:
    """Return pairs in which one has nothing new come of what the other says was strengthened."""
    readings = judge.likeness.readings
    none = [(i, m) for i, r in enumerate(readings) if (m := _NO_GAIN.search(r.claim.statement))]
    gains = [(i, m) for i, r in enumerate(readings) if (m := _GAIN.search(r.claim.statement))] if none else []
    for no, denied in none:
        for yes, gained in gains:
            one_noun = any(_one_noun(denied["noun"], noun) for noun in gained["nouns"].split())
            about_one = one_noun and not readings[yes].negated and judge.one_thing((no, yes))
            if about_one and _apart(judge, no, yes, UNDATED):
                yield _clash(judge, no, yes, f"new {denied['noun'].lower()}")


def _one_noun(one: str, other: str) -> bool:
    stems = {stem(one.lower()), stem(other.lower())}
    return stems <= _DEALINGS and (len(stems) == 1 or stems <= _TOGETHER)
