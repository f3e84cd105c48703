"""Whether a sentence leaves what is said with whoever said it: nobody's credit dropped, exchanged or handed on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.evidence import Evidence
from briefing.language.attribution import mask, names_speaker
from briefing.language.names import Spellings, fold, proper_names
from briefing.language.ordinary_words import is_nationality
from briefing.language.phrases import word_set
from briefing.language.speech import Frame, frames
from briefing.language.wording import content
from briefing.types import Claim, DraftLine, Section

_CLOSING = word_set("on in at to after during when while as and earlier later last this through via for")
_VIA = re.compile(r",? via [^,]+,")  # the page's own way to show a relay


def held_to(line: DraftLine, evidence: Evidence) -> tuple[tuple[Claim, ...], ...]:
    """The claims a sentence answers for: all it cites, and of a conflict the sides it tells (two at least).

    Of several sides that one outlet gives in its own voice, those are told whose words are there.
    """
    if line.section is not Section.CONFLICTS:
        return evidence.groups
    named = tuple(g for g in evidence.groups if any(_credits(c, line.text, evidence.spellings) for c in g))
    told = tuple(g for g in named if g is _nearest(line.text, [other for other in named if _voice(other) == _voice(g)]))
    return next((sides for sides in (told, named) if len(sides) > 1), evidence.groups)


def _voice(group: tuple[Claim, ...]) -> tuple[str, str]:
    return (group[0].speaker, "" if group[0].speaker else group[0].outlet)


def _nearest(text: str, groups: Sequence[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    said = frozenset(content(text))
    return max(groups, key=lambda group: max(_covered(said, claim) for claim in group))


def attributed(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that does not say whom it has its words from, and a conflict that names fewer than two sides."""
    for group in held_to(line, evidence):
        spoken = [claim for claim in group if claim.speaker or claim.relays]
        if line.section is Section.CONFLICTS and len(evidence.groups) > 1:
            spoken = list(group)
        if not spoken or len(spoken) < len(group):
            continue
        if not any(_credits(claim, line.text, evidence.spellings) for claim in spoken):
            return f"does not say that it comes from {spoken[0].attribution}"
    return ""


def _credits(claim: Claim, text: str, spellings: Spellings) -> bool:
    named = claim.speaker and not claim.anonymous
    others = claim.relays if claim.speaker else (*claim.relays, claim.outlet)  # its own voice is the outlet's
    credited = (claim.speaker,) if named else (claim.speaker, *others)
    return any(names_speaker(name, text, spellings) for name in credited if name)


def spoken_by(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that credits a name with words that its sources give to others."""
    chains = {name for claim in evidence.claims for name in claim.chain}
    return misattributed(line.text, evidence.words, evidence.spellings, chains)


def misattributed(text: str, words: Iterable[str], spellings: Spellings, credited: Iterable[str] = ()) -> str:
    """The reason why a named speaker in `text` speaks in none of the words, "" when each does or none is named.

    Words that themselves have no speaker, or leave one unnamed ("he", "the source"), say nothing against it.
    """
    theirs = [phrase for one in words for phrase in _speakers(one)]
    if not theirs or not all(_has_name(phrase, spellings) for phrase in theirs):
        return ""
    labels = (*theirs, *credited)
    for phrase in _speakers(text):
        same = (names_speaker(a, b, spellings) for label in labels for a, b in ((label, phrase), (phrase, label)))
        if _has_name(phrase, spellings) and not any(same):
            return f"credits {phrase!r} with what the cited words have from {theirs[0]!r}"
    return ""


def _speakers(text: str) -> Iterator[str]:
    masked = mask(_VIA.sub(_blank, text))
    for frame in frames(masked):
        if not (frame.trailing and _goes_on(masked[frame.start :], frame.speaker)):
            yield from filter(None, (frame.speaker, frame.through))


def _goes_on(text: str, speaker: str) -> bool:
    """Whether "said X" opens what is said ("said Mamlouk visited Cairo") rather than closing it ("…, said X")."""
    following = re.search(re.escape(speaker) + r"\s+([a-z]+)", text)
    return following is not None and following[1] not in _CLOSING


def _has_name(phrase: str, spellings: Spellings) -> bool:
    names = (fold(name) for _, _, name in proper_names(phrase))
    return bool(spellings.mentions(phrase)) or any(not is_nationality(name) for name in names)


def own_words(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that credits one cited speaker with the words of another."""
    if len({claim.speaker or claim.outlet for claim in evidence.claims}) < 2:
        return ""
    for frame, clause in _credited_clauses(line.text):
        mine = [c for c in evidence.claims if any(_is(name, frame, evidence.spellings) for name in c.chain)]
        others = [c for c in evidence.claims if c not in mine]
        if mine and others and (best := _better(clause, mine, others)):
            return f"credits {frame.speaker!r} with words of {best.attribution}"
    return ""


def _is(name: str, frame: Frame, spellings: Spellings) -> bool:
    return any(
        names_speaker(name, phrase, spellings) for phrase in (frame.speaker, frame.through, frame.hearer) if phrase
    )


def _credited_clauses(text: str) -> Iterator[tuple[Frame, str]]:
    """Each frame with what it credits: the words up to the next frame, or for a tag those before it."""
    for segment in text.split("; "):
        yield from _clauses_of(segment)


def _clauses_of(text: str) -> Iterator[tuple[Frame, str]]:
    found = [frame for frame in frames(mask(_VIA.sub(_blank, text))) if frame.speaker]
    for number, frame in enumerate(found):
        if frame.trailing:
            begin = found[number - 1].start if number else 0
            yield frame, text[begin : frame.start]
        else:
            following = found[number + 1].start if number + 1 < len(found) else len(text)
            yield frame, text[frame.start : following]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _better(clause: str, mine: Iterable[Claim], others: Iterable[Claim]) -> Claim | None:
    """The other claim whose words cover a clause far better than those of the credited speaker do."""
    said = frozenset(content(clause))
    own = max(_covered(said, claim) for claim in mine)
    best = max(others, key=lambda claim: _covered(said, claim))
    return best if _covered(said, best) >= own + 3 and _covered(said, best) >= 2 * own else None


def _covered(said: frozenset[str], claim: Claim) -> int:
    return len(said & frozenset(content(" ".join((*(c.quote for c in claim.citations), *claim.chain)))))
