"""Who says each sentence of an article: the originator, the chain that relayed it, the verb and the hedge.

An attribution is part of the claim, so it is settled over the whole article: "the source added", "the
daily", "he said" and a quotation with no name go back to someone named before. What can't be settled
stays as the article puts it; nobody is ever named by guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.language.crediting import names_speaker
from briefing.language.hearers import interviewer
from briefing.language.hedges import hedge_kept, hedge_of, kind_of
from briefing.language.names import Spellings
from briefing.language.phrases import QUOTED
from briefing.language.references import Heard, Memory
from briefing.language.speakers import Sort
from briefing.language.speech import Frame, frames, opening, speech_verbs
from briefing.types import Article, ClaimKind, Hedge, Sentence

__all__ = ["Attributed", "attributions", "hedge_kept", "hedge_of", "kind_of", "names_speaker", "speech_verbs"]

# A straight mark between a space and a word opens: where the end of the quotation before it was lost, that ends there.
_QUOTATION = re.compile(r"“[^“”]*(?:”|$)|\"(?=\S)[^\"]*(?:(?<=\s)(?=\"\w)|\"|$)|``.*?(?:''|$)", re.DOTALL)
_WORDS = re.compile(r"\w+")
_SHORT = 3  # words; a shorter quotation is a phrase inside the sentence ("well-informed"), not speech
_UNCLOSED = 500  # characters; a quotation without an end goes on to the end of its paragraph, but not further than this
_CONJUNCTION = re.compile(r"\b(?:and|while|but|whereas|although|though)\s+(?:the\s+)?$")
_SAME = frozenset({"he", "she", "it", "they"})
_ACCUSING = frozenset({"accused", "claimed", "alleged", "claim", "accusing", "claiming", "alleging"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who says one sentence. `speaker` is "" where the outlet, or the agency it copies, says it itself."""

    speaker: str
    anonymous: bool
    relays: tuple[str, ...]  # between speaker and outlet, nearest the speaker first
    verb: str
    kind: ClaimKind
    hedge: Hedge
    shared: bool = False  # a clause of it is another's: "A confirmed it, while B put the toll at 50"


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of a paragraph with its quotations masked, and who says it as far as it tells itself."""

    sentence: Sentence
    text: str
    masked: str
    heard: Heard | None = None
    hedged: bool = False
    shared: bool = False

    @property
    def mostly_quoted(self) -> bool:
        letters = sum(c.isalpha() for c in self.text)
        plain = sum(c.isalpha() for c in self.masked)
        return letters > 0 and plain <= 0.4 * letters


def attributions(article: Article, spellings: Spellings) -> dict[int, Attributed]:
    """Who says each citable sentence, by sentence number; an article without sentences gives {}."""
    memory = Memory(article.text, article.publisher, spellings)
    citable = [s for s in article.sentences if s.citable]
    said: list[_Said] = []
    for _, group in groupby(citable, key=lambda s: s.paragraph):
        said += _paragraph(article, tuple(group), memory, said)
    named = [replace(s, heard=memory.finally_named(s.heard)) for s in said]
    return {s.sentence.number: found for s, found in zip(named, _with_accusations(named, memory.agency), strict=True)}


def _paragraph(article: Article, sentences: Sequence[Sentence], memory: Memory, before: Sequence[_Said]) -> list[_Said]:
    begin, end = sentences[0].start, sentences[-1].end
    masked = mask(article.text[begin:end])
    found: list[_Said] = []
    for sentence in sentences:
        part = masked[sentence.start - begin : sentence.end - begin]
        said = _Said(sentence, article.words(sentence), part)
        found.append(_credited(said, memory, sentence.number))
    return _continued(found, before)


def mask(text: str) -> str:
    """`text` with every quotation longer than three words blanked out, at the same length."""

    def blank(match: re.Match[str]) -> str:
        if len(_WORDS.findall(match.group())) <= _SHORT:
            return " " + match.group()[1:-1] + " " if len(match.group()) > 1 else " "
        if len(match.group()) > _UNCLOSED and match.group()[-1] not in "”\"'":
            return " " + match.group()[1:]  # its end was lost: the rest of a long text is no quotation
        return QUOTED * len(match.group())

    return _QUOTATION.sub(blank, text)


def _continued(found: list[_Said], before: Sequence[_Said]) -> list[_Said]:
    """Quotations without a name: said by whoever the next tag names, else by whoever spoke before."""
    for i in range(len(found) - 1, -1, -1):
        here = found[i]
        follows = i + 1 < len(found) and found[i + 1].masked.startswith(QUOTED) and here.masked.endswith(QUOTED)
        if here.heard is None and here.mostly_quoted and follows:
            found[i] = replace(here, heard=found[i + 1].heard)
    previous = before[-1].heard if before else None
    for i, here in enumerate(found):
        if here.heard is None and not here.hedged and here.mostly_quoted and previous is not None:
            found[i] = replace(here, heard=previous)
        previous = found[i].heard
    return found


def _credited(said: _Said, memory: Memory, number: int) -> _Said:
    """The sentence with the speaker its own words name, once `memory` has settled who that is."""
    every = frames(said.masked)
    chosen = [f for f in every if f.speaker and not f.hedged]
    if any(f.speaker.casefold() in ("he", "she") for f in chosen):
        memory.notice(opening(said.masked))  # "Farah spoke of the talks, he said"
    heard = _combined(chosen, memory, number)
    if heard is None and not every:
        heard = _interviewed(said.masked, memory, number)
    if heard is None:
        memory.notice(opening(said.masked))
    else:
        memory.keep(heard)
    return replace(said, heard=heard, hedged=any(f.hedged for f in every), shared=_is_shared(said.masked, chosen))


def _is_shared(masked: str, chosen: Sequence[Frame]) -> bool:
    """Whether a second speaker stands right after a conjunction, and so says a clause of his own."""
    others = (f for f in chosen[1:] if f.speaker.casefold() not in {chosen[0].speaker.casefold(), *_SAME})
    return any(_CONJUNCTION.search(masked[: max(masked.rfind(f.speaker, 0, f.start), 0)]) for f in others)


def _interviewed(masked: str, memory: Memory, number: int) -> Heard | None:
    """'Assad addressed … in an interview with Al-Manar'."""
    outlet, subject = interviewer(masked), opening(masked)
    if not outlet or not subject or "interview" not in masked:
        return None
    relay = memory.relay(outlet)
    return memory.hear(Frame(0, subject, "interview"), number, relay) if relay else None


def _combined(chosen: Sequence[Frame], memory: Memory, number: int) -> Heard | None:
    """One speaker and one relay chain out of the frames of a sentence."""
    heard = [(frame, memory.hear(frame, number)) for frame in chosen]
    solid = [(frame, h) for frame, h in heard if h is not None]
    if not solid:
        return None
    first, (last_frame, last) = solid[0][1], solid[-1]
    if len(solid) == 1 or first.label == last.label:
        return first
    if last_frame.trailing and last.sort is Sort.OUTLET and first.sort is not Sort.OUTLET:
        return first.via(last.label, *last.relays)
    if last_frame.trailing and last_frame.verb == "according to":
        return last.via(first.label) if first.sort is Sort.OUTLET and last.sort is not Sort.OUTLET else last
    inner = next((h for frame, h in solid if frame.verb == "cited"), solid[1][1])
    cited = any(frame.verb == "cited" for frame, _ in solid) or (inner.sort is Sort.UNNAMED and "source" in inner.label)
    if first.sort is Sort.OUTLET and inner.label != first.label and cited:
        return inner.via(first.label)
    return first


def _with_accusations(said: Sequence[_Said], agency: str) -> list[Attributed]:
    """The attributions, an accuser's further sentences on the same accusation marked as alleged too."""
    plain = [_attributed(s, agency) for s in said]
    result = list(plain)
    for i, here in enumerate(plain):
        near = plain[max(i - 1, 0) : i + 2]
        accuses = any(n.speaker == here.speaker and n.verb in _ACCUSING for n in near)
        if here.speaker and here.hedge is Hedge.NONE and accuses:
            result[i] = replace(here, hedge=Hedge.ALLEGED, kind=ClaimKind.ALLEGATION)
    return result


def _attributed(said: _Said, agency: str) -> Attributed:
    kind, hedge = kind_of(said.text), hedge_of(said.text)
    if said.heard is None:
        kind = ClaimKind.EVENT if kind is ClaimKind.STATEMENT else kind
        return Attributed("", anonymous=False, relays=(agency,) if agency else (), verb="", kind=kind, hedge=hedge)
    heard = said.heard
    if kind is ClaimKind.STATEMENT and heard.sort is Sort.OUTLET:
        kind = ClaimKind.EVENT
    elif kind is ClaimKind.EVENT and heard.sort is not Sort.OUTLET:
        kind = ClaimKind.STATEMENT
    return Attributed(heard.label, heard.anonymous, heard.relays, heard.verb, kind, hedge, said.shared)
