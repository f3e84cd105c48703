"""Why a thing happened: a cause given here, another or none given there.

Two accounts meet only if they tell of one event: near in time, with most of the words for what happened in common.
A cause that only stands near ("amid tension") meets an account that says no reason was given, never another cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.types import ConflictKind
from briefing.weigh.clashes import Clash, Judge, Side
from briefing.weigh.groups import UNDATED, same_event_time
from briefing.weigh.likeness import Pair
from briefing.weigh.naming import clause
from briefing.weigh.reading import Reading, features_in
from briefing.weigh.words import listed, stem, stems_of

FEWEST = 3  # words for what happened that two accounts must share
COVERED = 0.8  # of the shorter account of what happened, where each gives a cause
_FUTURE = r"(?! (?:take|be|start|begin|meet|expire|hold|visit|arrive|leave|go|come|end|open)\b)"  # "due to begin"
_GIVEN = re.compile(
    rf"\b(?P<put>because(?: of)?|due to{_FUTURE}|owing to|as a result of|in response to|"
    r"in (?:retaliation|revenge) for|caused by|triggered by|prompted by|in protest (?:at|over|against)|on account of)"
    r"\s+(?P<why>[^.;\n]+)",
    re.IGNORECASE,
)
_HENCE = re.compile(
    r"^\W*(?P<put>accordingly|consequently|as a result|therefore|in response|in retaliation)\b,?\s+", re.IGNORECASE
)
_NEAR = re.compile(r"\b(?P<put>amid)\s+(?P<why>[^.;\n]+)", re.IGNORECASE)
_UNTOLD = (
    r"(?:not (?:immediately )?(?:disclosed|given|known|clear|specified|explained)|"
    r"(?:remain(?:s|ed)? )?(?:unclear|unknown))"
)
_NONE = re.compile(
    r"\b(?:without (?:giving|offering|citing|stating|specifying)\b[^.;“\"]{0,40}?\breasons?|"
    r"(?:gave|giving|given|offered|offering|cited|citing|stated) no (?:\w+ (?:or|and) )?reasons?|"
    r"no reasons? (?:was|were|has been) (?:given|offered|disclosed)|"
    rf"(?:reasons?|causes?)\b[^.;]{{0,60}}\b{_UNTOLD}|"
    r"(?:did not|didn't|declined to) (?:say|explain|specify) (?:why|the reason)|"
    r"(?:not (?:immediately )?clear|unclear) (?:why|what caused)|for unknown reasons)\b",
    re.IGNORECASE,
)
_VETOED = r"\b(?:defeated by vetoes|vetoed|blocked by (?:a |the )?veto\w*)\b"
_TOO_FEW = r"\b(?:fail(?:ed|ing)? to (?:garner|get|win|secure|gain|muster|obtain)|fell short of)\b[^.;]{0,30}\bvotes\b"
# One outcome, the ways of it that exclude each other.
_RIVALS = (
    (
        "cause of the crash",
        re.compile(r"\b(?:planes?|warplanes?|jets?|aircraft|helicopters?|choppers?|drones?|MiG)\b", re.IGNORECASE),
        (
            ("fault", re.compile(r"\b(?:technical|mechanical) (?:fault|failure|malfunction)s?\b", re.IGNORECASE)),
            (
                "shot down",
                re.compile(r"\b(?:shot|brought) (?:it |the \w+ )?down\b|\bdowned (?:by|a|the)\b", re.IGNORECASE),
            ),
        ),
    ),
    (
        "reason the draft fell",
        re.compile(r"\b(?:resolution|draft|measure|bill|motion)\b", re.IGNORECASE),
        (
            ("veto", re.compile(_VETOED, re.IGNORECASE)),
            ("votes", re.compile(_TOO_FEW, re.IGNORECASE)),
        ),
    ),
)
_COMMON = frozenset(stem(word) for word in listed("people killed wounded civilians syria syrian reason cause attack"))
_TURNS = frozenset(stem(word) for word in listed("suspension stop resume cancel freeze closure"))


@dataclass(frozen=True, slots=True)
class _Cause:
    """One reading's cause: how it is put, its stems (none when it is not said), the stems of what it explains."""

    index: int
    put: str
    why: frozenset[str]
    effect: frozenset[str]
    what: str  # the words for what it explains
    given: bool = True
    near: bool = False  # stands beside the event, not said to have caused it


def clashes(judge: Judge) -> Iterator[Clash]:
    """Return each pair of claims that give one event two causes, or a cause here and none there."""
    found = [cause for index, reading in enumerate(judge.likeness.readings) for cause in _causes(index, reading)]
    given = [cause for cause in found if cause.given]
    for none in (cause for cause in found if not cause.given):
        for cause in given:
            if _one_event(judge, none, cause) and (_enough(none, cause) or (cause.near and _one_turn(none, cause))):
                yield _clash(judge, none, cause)
    sure = [cause for cause in given if not cause.near]
    for at, one in enumerate(sure):
        for other in sure[at + 1 :]:
            if one.why.isdisjoint(other.why) and _covered(one, other) and _one_event(judge, one, other):
                yield _clash(judge, one, other)
    yield from _rivals(judge)


def _causes(index: int, reading: Reading) -> Iterator[_Cause]:
    """Return the causes in a statement, or where it gives none, in the words it cites."""
    texts = (reading.claim.statement, *(citation.quote for citation in reading.claim.citations))
    return next((iter(found) for text in texts if (found := list(_in(text, index, reading)))), iter(()))


def _in(text: str, index: int, reading: Reading) -> Iterator[_Cause]:
    none = _NONE.search(text)
    if none:
        yield _Cause(index, "none given", frozenset(), features_in(text, reading) - _COMMON, "", given=False)
        return
    hence = _HENCE.match(text)
    if hence:
        rest = text[hence.end() :]
        yield _Cause(
            index,
            f"a result of what is told before (“{hence['put']}”)",
            frozenset(),
            features_in(rest, reading) - _COMMON,
            rest,
        )
    for match in (*_GIVEN.finditer(text), *_NEAR.finditer(text)):
        before = re.split(r"[.;]\s", text[: match.start()])[-1]
        why, near = clause(match["why"]), match["put"].lower() == "amid"
        put = f"{match['put']} {why}"
        yield _Cause(index, put, stems_of(why), features_in(before, reading) - _COMMON, before, near=near)


def _one_event(judge: Judge, one: _Cause, other: _Cause) -> bool:
    pair: Pair = (min(one.index, other.index), max(one.index, other.index))
    mine, theirs = judge.readings(pair)
    if pair[0] == pair[1] or not judge.one_time(pair, UNDATED) or judge.scenes.apart(*pair):
        return False
    dated = mine.claim.event.known and theirs.claim.event.known
    if dated and not same_event_time(mine.claim, theirs.claim):
        return False
    return judge.one_article(pair) or judge.one_thing(pair)


def _enough(one: _Cause, other: _Cause) -> bool:
    return len(one.effect & other.effect) >= FEWEST


def _one_turn(one: _Cause, other: _Cause) -> bool:
    """Do both name a stop or a restart in the same word?"""
    return not (one.effect & other.effect).isdisjoint(_TURNS)


def _covered(one: _Cause, other: _Cause) -> bool:
    small = min(len(one.effect), len(other.effect))
    return len(one.effect & other.effect) >= max(FEWEST + 1, COVERED * small)


def _clash(judge: Judge, one: _Cause, other: _Cause) -> Clash:
    about = _about(judge, one if one.given else other)
    sides = [Side(c.index, c.put, about, _same(c)) for c in (one, other)]
    return Clash(ConflictKind.CAUSE, "cause", sides[0], sides[1])


def _same(cause: _Cause) -> str:
    return " ".join(sorted(cause.why)) or cause.put.lower() if cause.given else "none given"


def _about(judge: Judge, cause: _Cause) -> str:
    status = next(iter(judge.likeness.readings[cause.index].statuses), None)
    if status is None:
        return f"why {clause(cause.what)}"
    return f"reason for the {'resumption of' if status.going else 'halt in'} {status.phrase}"


def _rivals(judge: Judge) -> Iterator[Clash]:
    for about, what, ways in _RIVALS:
        told = [
            (index, match.group(), way)
            for index, reading in enumerate(judge.likeness.readings)
            if what.search(reading.claim.statement)
            for way, pattern in ways
            if (match := pattern.search(reading.claim.statement))
        ]
        for at, (one, put, way) in enumerate(told):
            for other, put_there, other_way in told[at + 1 :]:
                if way != other_way and one != other and _one_outcome(judge, (one, other)):
                    yield Clash(
                        ConflictKind.CAUSE, about, Side(one, put, about, way), Side(other, put_there, about, other_way)
                    )


def _one_outcome(judge: Judge, pair: Pair) -> bool:
    mine, theirs = judge.readings(pair)
    near = judge.one_time(pair, UNDATED) and (judge.one_article(pair) or judge.one_thing(pair))
    return near and same_event_time(mine.claim, theirs.claim) and not judge.scenes.apart(*pair)
