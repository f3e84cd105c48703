"""Plants in who does what to whom: two swapped, or one taken for somebody else; and the same told another way round.

Mutual doings ("met", "agreed") are never swapped for an error: there it makes no difference, which is a harmless twin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.calibrate.credits import Credit, credit
from briefing.calibrate.sentence import Cited, Edited, lower, put
from briefing.calibrate.verbs import MUTUAL, PARTICIPLE, PAST, SPEECH, THIRD, participle
from briefing.language.names import fold, proper_names
from briefing.language.ordinary_words import is_nationality

_ONE_WAY_WORDS = """
visit receive accuse inform tell notify suspend invite attack arm support condemn criticise send supply deliver
appoint warn thank urge order threaten welcome vote host kill capture arrest recognise replace oppose defend help
finance back sanction shell invade release expel pay sell buy give offer restore halt approach ask target
"""
_ONE_WAY = frozenset(_ONE_WAY_WORDS.split())
_BROKEN = re.compile(
    r"(?i)[;:.!?“”\"()]|,|\b(?:and|that|who|which|while|but|because|after|before|when|as|each other|both)\b"
)
_PREPOSITION = re.compile(
    r"(?i)\b(?:in|of|to|from|with|by|at|for|on|between|and|against|about|under|including|near|or|than|&)\s+(?:[\w’'-]+\s+){0,4}$"
)
_BEFORE_VERB = frozenset(
    ("also", "has", "had", "have", "was", "were", "is", "are", "last", "later", "then", "reportedly")
)
_ENDS = re.compile(
    r"[.,;:)]|['’]s\b|$| (?:in|on|at|to|for|with|over|after|before|during|from|by|as|and|about|last|this|days|amid)\b"
)
_EACH_OTHER = re.compile(r"(?i)\b(?:each other|mutual|both|respectively|exchanged?|with each|joint(?:ly)?)\b")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name where it stands, and whom it means."""

    start: int
    end: int
    text: str
    entity: str


def actor(cited: Cited) -> Edited | None:
    """Swap two names about a verb that goes one way; where none is, take somebody else for one of them."""
    return _swapped(cited) or _replaced(cited)


def actor_kept(cited: Cited) -> Edited | None:
    """Tell the same in another order: both sides of "and" or of a meeting, a passive, the credit at the other end."""
    return _turned(cited) or _passive(cited) or _credit_moved(cited)


def _names(cited: Cited) -> list[_Name]:
    """Names outside quotation marks in reading order: those of the desk, and others by their capitals."""
    known = [_Name(m.start, m.end, m.text, m.entity) for m in cited.bench.spellings.mentions(cited.text)]
    rest = [
        _Name(start, end, words, fold(words))
        for start, end, words in proper_names(cited.text)
        if (start or " " in words or words.isupper())  # a lone word that opens a sentence may be no name
        and not any(start < name.end and name.start < end for name in known)
    ]
    names = (n for n in (*known, *rest) if cited.free(n.start, n.end))
    plain = (n for n in names if not is_nationality(fold(n.text)) and not is_nationality(fold(n.text).rstrip("s")))
    return sorted(plain, key=lambda name: name.start)


def _swapped(cited: Cited) -> Edited | None:
    text = cited.text
    if _EACH_OTHER.search(text):
        return None
    people = {name.name for name in cited.bench.desk.people}
    for one, other in pairwise(_names(cited)):
        between = text[one.end : other.start]
        led = _PREPOSITION.search(text[: one.start]) or _BROKEN.search(between) or not _ENDS.match(text[other.end :])
        same = one.entity == other.entity or fold(one.text) in fold(other.text)
        unlike = (one.entity in people) is not (other.entity in people)  # a person and a place are never mistaken
        if led or same or unlike or not _goes_one_way(between):
            continue
        edited = text[: one.start] + other.text + between + one.text + text[other.end :]
        return Edited(edited, f"{one.text!r} ↔ {other.text!r}")
    return None


def _goes_one_way(between: str) -> bool:
    words = re.findall(r"[a-z]+", between)
    if (
        not between.startswith(" ")
        or not words
        or not (words[0] in PAST or words[0] in THIRD or words[0] in _BEFORE_VERB)
    ):
        return False
    bases = [PAST.get(w) or PARTICIPLE.get(w) or THIRD.get(w) for w in words]
    acts = [base for base in bases if base]
    return bool(acts) and all(base in _ONE_WAY for base in acts if base != "be")


def _replaced(cited: Cited) -> Edited | None:
    """Another of the same kind on the desk, named in no quotation and nowhere in the sentence."""
    desk = cited.bench.desk
    there = cited.evidence.entities | {name.entity for name in _names(cited)}
    for kind in (desk.people, desk.places):
        listed = [name.name for name in kind]
        for name in _names(cited):
            if name.entity not in listed or cited.text[: name.start].lower().endswith("the "):
                continue
            at = listed.index(name.entity)
            for other in (*listed[at + 1 :], *listed[:at]):
                if other not in there and fold(other.split()[-1]) not in cited.quoted:
                    return put(cited.text, name.start, name.end, other)
    return None


def _turned(cited: Cited) -> Edited | None:
    """ "Egypt and Syria" as "Syria and Egypt"; "A met B" as "B met A" where nothing hangs on either name."""
    for one, other in pairwise(_names(cited)):
        between = cited.text[one.end : other.start]
        alone = not re.search(
            r"[A-Z][\w’'-]*\s$|['’]s\s|\b(?:of|the)\s", cited.text[max(0, one.start - 20) : one.start]
        )
        plain = _ENDS.match(cited.text[other.end :]) or re.match(r" [a-z]+ed\b", cited.text[other.end :])
        if between != " and " or not alone or not plain or _listed(cited, one):
            continue
        new = f"{other.text}{between}{one.text}"
        return put(cited.text, one.start, other.end, new)
    return None


def _listed(cited: Cited, name: _Name) -> bool:
    """Whether a name stands at the end of a longer list, or at the end of another phrase."""
    return re.search(r"(?:,|and) $", cited.text[: name.start]) is not None


def _passive(cited: Cited) -> Edited | None:
    """ "A received B …" as "B was received by A …", for two plain names and nothing else before the verb."""
    held = credit(cited)
    body = held.body if held and held.leads else cited.text
    offset = cited.text.find(body[1:]) - 1
    names = [n for n in _names(cited) if n.start >= max(offset, 0)]
    begin = max(offset, 0)
    for one, other in pairwise(names[:2]):
        verb = cited.text[one.end : other.start].strip()
        base = PAST.get(verb, "")
        titled = re.fullmatch(r"(?:[A-Z][\w’'-]* ){0,3}", cited.text[begin : one.start]) is not None
        plain = titled and cited.text[other.end :].startswith((".", " in ", " on ", " during "))
        if plain and base in _ONE_WAY - MUTUAL - {"vote", "tell"} and verb not in SPEECH:
            new = f"{other.text} was {participle(base)} by {cited.text[begin : one.end]}"
            return Edited(cited.text[:begin] + new + cited.text[other.end :], f"{verb!r} → passive")
    return None


def _credit_moved(cited: Cited) -> Edited | None:
    held = credit(cited)
    if (
        held is None
        or held.mixed
        or held.body.endswith(("”", '"'))
        or held.verb not in {"", "said", "says", "reported"}
    ):
        return None
    return Edited(_other_end(held), "credit moved to the " + ("end" if held.leads else "front"))


def _other_end(held: Credit) -> str:
    if held.leads:
        by = f"{lower(held.who)} {held.verb}" if held.verb else f"according to {held.who}"
        return f"{held.body.rstrip('.')}, {by}."
    return f"{held.who[:1].upper() + held.who[1:]} {held.verb or 'said'} that {held.inner}"
