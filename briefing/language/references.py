"""Whom "the source", "the daily", "he" and a bare family name refer to, given what an article said before.

A memory of one article's speakers, in order. It answers only from what the article itself has named;
where two would do, the one mentioned last does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefing.language.datelines import credited_agency
from briefing.language.names import Spellings, fold
from briefing.language.ordinary_words import is_nationality
from briefing.language.outlets import STATE_AGENCIES, outlet_key
from briefing.language.phrases import word_set
from briefing.language.speaker_nouns import DEMONYMS
from briefing.language.speakers import Sort, Speaker, speaker
from briefing.language.speech import Frame

_MILITARY = word_set("officer general colonel commander captain brigadier soldier major")
_ALIKE: dict[str, frozenset[str]] = {
    "source": word_set("politician diplomat diplomatic insider official officer adviser"),
    "sources": word_set("diplomats officials"),
    "diplomat": word_set("diplomatic ambassador envoy"),
    "envoy": word_set("representative ambassador"),
    "official": word_set("spokesman spokesperson spokeswoman minister"),
    "spokesman": frozenset({"spokesperson"}),
    "leader": word_set("president king premier"),
    **dict.fromkeys(_MILITARY, _MILITARY),
}
_NEAR = 3  # sentences over which a repeated name keeps its relay
_INTRODUCED = re.compile(
    r"((?:[\w-]+[ \u00a0]){0,4})(?:[Dd]aily|[Nn]ewspaper|[Pp]aper|[Aa]gency|[Cc]hannel|[Mm]agazine)[ \u00a0]"
    r"((?:[A-Z][\w'’-]*)(?:[ \u00a0](?:al-|el-)?[A-Z][\w'’-]*)*)"
)


_GROUPS = word_set("group monitor watchdog organisation organization charity ngo")
_SOCIETIES = word_set(
    "observatory network committees center centre organisation organization foundation society watch crescent defence "
    "association union amnesty front group movement"
)
_LOST_APOSTROPHE = re.compile(r"\b([A-Z]\w+)s(?= \w)")


@dataclass(frozen=True, slots=True)
class Heard:
    """A settled speaker with the chain it came through."""

    label: str
    sort: Sort
    relays: tuple[str, ...]
    verb: str
    sentence: int
    words: frozenset[str]
    head: str = ""

    @property
    def anonymous(self) -> bool:
        return self.label.startswith("unnamed ")

    def via(self, *relays: str) -> Heard:
        """The same speaker through further relays, each once."""
        return replace(self, relays=tuple(dict.fromkeys([*self.relays, *(r for r in relays if r != self.label)])))


class Memory:
    """The speakers of one article so far."""

    def __init__(self, text: str, publisher: str, spellings: Spellings) -> None:
        self._text, self._spellings = text, spellings
        self._publisher = _bare(publisher)
        agency = credited_agency(text)
        self.agency = "" if self._is_publisher(agency) else agency
        self._heard: list[Heard] = []
        self._outlets: list[str] = []
        self._subject: Speaker | None = None
        self._introduced = {
            speaker(f"{m[1]}daily {m[2]}", spellings).label: frozenset(fold(m[1]).split())
            for m in _INTRODUCED.finditer(text)
        }

    def hear(self, frame: Frame, sentence: int, *relays: str) -> Heard | None:
        """Who a frame's speaker is and through whom; None for the outlet itself or nobody known."""
        found = self._settle(speaker(self._possessive(frame.speaker), self._spellings), sentence)
        if found is None or self._is_publisher(found.label):
            return None
        chain = (*relays, *(self.relay(phrase) for phrase in (frame.hearer, frame.through)))
        return replace(found, verb=frame.verb, sentence=sentence).via(*(r for r in chain if r))

    def _possessive(self, phrase: str) -> str:
        """ "Syrias army" as "Syria's army" in an article that lost its apostrophes and names Syria elsewhere."""

        def restored(match: re.Match[str]) -> str:
            name = match[1]
            people = fold(name) in DEMONYMS or is_nationality(fold(name)) or name.endswith(("ist", "ite"))
            alone = re.search(rf"(?<!\w){name}(?!['’]?\w)", self._text)
            kept = re.search(rf"(?<!\w){name}['’]s", self._text)
            return f"{name}'s" if alone and not kept and not people else match[0]

        return _LOST_APOSTROPHE.sub(restored, phrase)

    def relay(self, phrase: str) -> str:
        """The outlet a phrase names, "" when it names none or the publisher itself."""
        if not phrase:
            return ""
        named = speaker(phrase, self._spellings)
        if named.sort is not Sort.OUTLET:
            return ""
        label = self._outlet(named)
        if self._is_publisher(label):
            return ""
        self._outlets.append(label)
        return label

    def keep(self, heard: Heard) -> None:
        """Remember a speaker as the last one."""
        self._heard.append(heard)
        self._outlets += [
            name for name in (*heard.relays, heard.label) if name == heard.label and heard.sort is Sort.OUTLET
        ]
        if heard.sort in (Sort.PERSON, Sort.UNNAMED):
            self._subject = Speaker(heard.label, heard.sort, heard.head, heard.words)

    def notice(self, subject: str) -> None:
        """Remember the person a sentence without a speaker is about, for "he said"."""
        if subject:
            named = speaker(subject, self._spellings)
            full = self._full_name(named.label)
            if named.sort is Sort.PERSON and " " in full:
                self._subject = replace(named, label=full)

    def finally_named(self, heard: Heard | None) -> Heard | None:
        """A speaker as the whole article names it, through the agency that a dateline credits with the article."""
        if heard is None:
            return None
        named = self._named_later(heard)
        known = {outlet_key(name) for name in (named.label, *named.relays)}
        return named if not self.agency or outlet_key(self.agency) in known else named.via(self.agency)

    def _named_later(self, heard: Heard) -> Heard:
        """'a retired general accused …' when the next sentences name a retired general."""
        if heard.sort is not Sort.UNNAMED:
            return heard
        later = (h for h in self._heard if 0 < h.sentence - heard.sentence <= _NEAR and h.sort is Sort.PERSON)
        name = next((h for h in later if len(h.words & heard.words) >= 2), None)
        return replace(heard, label=name.label, sort=Sort.PERSON) if name else heard

    def _settle(self, named: Speaker, sentence: int) -> Heard | None:
        if named.sort is Sort.PRONOUN:
            return self._pronoun(named.label)
        if named.sort is Sort.OUTLET:
            return _fresh(replace(named, label=self._outlet(named)), sentence)
        if named.definite and named.head:
            before = self._antecedent(named)
            if before is not None:
                return before
        if named.sort is Sort.PERSON:
            named = replace(named, label=self._full_name(named.label))
        fresh = _fresh(named, sentence)
        same = next((h for h in reversed(self._heard) if h.label == fresh.label), None)
        return same if same is not None and sentence - same.sentence <= _NEAR else fresh

    def _pronoun(self, word: str) -> Heard | None:
        sorts = {"it": (Sort.BODY, Sort.OUTLET, Sort.DOCUMENT), "they": tuple(Sort)}.get(
            word, (Sort.PERSON, Sort.UNNAMED)
        )
        if word not in ("he", "she", "it", "they"):
            return None
        last = next((h for h in reversed(self._heard) if h.sort in sorts), None)
        if word in ("he", "she") and self._subject and (last is None or self._subject.label != last.label):
            return _fresh(self._subject, 0)
        return last

    def _antecedent(self, named: Speaker) -> Heard | None:
        """The last speaker a definite phrase can mean: same or like noun, no adjective missing."""
        if named.sort is Sort.DOCUMENT:
            return next((h for h in reversed(self._heard) if h.sort in (Sort.BODY, Sort.DOCUMENT)), None)
        like = {named.head} | _ALIKE.get(named.head, frozenset())
        adjectives = named.words - like - {"former", "same", "top"}
        fits = (h for h in reversed(self._heard) if h.words & like and adjectives <= h.words)
        fit = next((h for h in fits if named.sort is not Sort.BODY or h.sort is Sort.BODY), None)
        return fit or (self._group() if named.head in _GROUPS else None)

    def _group(self) -> Heard | None:
        """The named organisation that spoke last, for "the group" and "the Britain-based monitor"; never a state."""
        return next((h for h in reversed(self._heard) if h.sort is Sort.BODY and _is_group(h.label)), None)

    def _outlet(self, named: Speaker) -> str:
        if not named.label.startswith("unnamed "):
            return self._state_agency(named)
        if named.definite and self._outlets:
            return self._last_outlet(named.words)
        known = [name for name, words in self._introduced.items() if words & named.words - {"the", "a"}]
        return known[0] if len(known) == 1 else named.label

    def _state_agency(self, named: Speaker) -> str:
        """Which agency "state news agency" is, where the article names only one such; else the label."""
        if not named.label.islower() or "agency" not in named.words:
            return named.label
        known = STATE_AGENCIES.intersection(re.findall(r"\w+", self._text))
        return next(iter(known)) if len(known) == 1 else named.label

    def _last_outlet(self, words: frozenset[str]) -> str:
        """The outlet mentioned last, unless another was introduced by the very adjectives used now."""
        fitting = [n for n in self._outlets if words & self._introduced.get(n, frozenset())]
        return fitting[-1] if fitting else self._outlets[-1]

    def _full_name(self, label: str) -> str:
        if " " in label or label.isupper() or self._spellings.canonical(label):
            return label
        spoken: Iterable[str] = (h.label for h in self._heard if h.sort is Sort.PERSON)
        full = next((name for name in spoken if label in (name.split()[-1], name.split()[0])), "")
        if full:
            return full
        written = re.search(rf"((?:[A-Z][\w'’-]+[ \u00a0])+(?:al-|el-)?){re.escape(label)}\b", self._text)
        return speaker(written.group(), self._spellings).label if written else label

    def _is_publisher(self, label: str) -> bool:
        return bool(self._publisher) and _bare(label) == self._publisher


def _fresh(named: Speaker, sentence: int) -> Heard:
    return Heard(named.label, named.sort, (), "", sentence, named.words, named.head)


def _is_group(label: str) -> bool:
    words = label.split()
    return (len(words) == 1 and label.isupper()) or any(
        word[0].isupper() and fold(word) in _SOCIETIES for word in words
    )


def _bare(name: str) -> str:
    return outlet_key(name) if name else ""
