"""Whether a sentence affirms what its sources affirm: negations, contraries, who acts on whom, causes.

Functions of a sentence and of the words it is held against; what they can't read they pass.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.language.actors import acts, swapped
from briefing.language.causes import causes, gives_cause, links_cause
from briefing.language.names import Spellings
from briefing.language.polarity import affirms, contraries, negations
from briefing.language.wording import aligned


def negated(text: str, words: Sequence[str]) -> str:
    """The reason why `text` denies what the words affirm, or the reverse; "" when it does neither."""
    near = aligned(text, words)
    ours, theirs = negations(text), [negation for one in near for negation in negations(one)]
    for negation in ours:
        if any(negation.focus in other.reach for other in theirs):
            continue
        if negation.focus and any(affirms(one, negation.focus) for one in near):
            return f"{negation.words!r}: the cited words do not deny this; leave the denial out"
    for negation in negations(near[0]) if near else ():
        if any(negation.reach & other.reach for other in ours):
            continue
        if affirms(text, negation.focus) and not any(affirms(one, negation.focus) for one in near):
            return f"leaves out the denial: the cited words say {negation.words!r}"
    return ""


def contrary(text: str, words: Sequence[str]) -> str:
    """The reason why a word of `text` is the contrary of what the words say in the same place."""
    near = aligned(text, words)
    for one in near:
        for ours, theirs in contraries(text, one, " ".join(near)):
            return f"says {ours!r} where the cited words say {theirs!r}"
    return ""


def exchanged(text: str, words: Sequence[str], spellings: Spellings) -> str:
    """The reason why someone in `text` does what the words have done to them, "" when nobody does."""
    theirs = tuple(act for one in words for act in acts(one, spellings))
    act = swapped(acts(text, spellings), theirs)
    return f"{act.words!r} is the other way round in the cited words" if act else ""


def uncaused(text: str, words: Sequence[str]) -> str:
    """The reason why `text` asserts a cause where the words give none between these two things.

    Where effect and cause stand in different sentences, one of them has to say so outright ("accordingly", "in
    response").
    """
    for cause in causes(text):
        effect, reason = (aligned(side, words, most=1) for side in (cause.effect, cause.reason))
        gives = gives_cause if effect == reason else links_cause
        if effect and reason and not any(map(gives, (*effect, *reason, *aligned(text, words, most=1)))):
            return f"{cause.words!r} asserts a cause that the cited words do not give; tell the two without it"
    return ""
