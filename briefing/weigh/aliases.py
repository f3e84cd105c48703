"""One name for each speaker of a run that the desk does not list, so that "the Observatory" is no second origin.

A short form goes to the longer name that mostly stands where its words do, if it has that name's head: "Observatory" is
the Syrian Observatory for Human Rights, Syria is not Syria's opposition. Where two would do, neither is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from briefing.types import Claim
from briefing.weigh.words import spelled, tokens

Words = frozenset[str]
_MOSTLY = 0.6  # of the mentions of longer names that hold a short one's words
_BODY = 3  # words; shorter names stand in those of others ("Syrian army", "Free Syrian army")
_OFTENER = 2
_BEFORE = (
    r"^(?:(?:the|so-called|[\w-]+[ -]based|[\w-]+-linked|pro-[\w-]+|anti-[\w-]+|state-(?:run|owned)|[a-z]+ing)\s+)+"
)
_AFTER = r"(?:\s+(?:monitor(?:ing)?|rights|watchdog|activist|war|group|organi[sz]ation|network))+$"
_BESIDE_THE_NAME = re.compile(f"{_BEFORE}(?=[A-Z])|(?<=[A-Za-z]){_AFTER}")
_NAME = r"[A-Z][\w-]+(?: (?:al|el|bin|abu|for|of|the)?[ -]?[A-Z][\w-]+){0,4}"
_OFFICE = r"(?:head|chief|director|spokes(?:man|woman|person)|leader|president|official|manager|chairman)"
_SPEAKS_FOR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<body>{_NAME}|\b(?:[a-z]+ [a-z]+|[a-z]+))(?:'s|’s)? {_OFFICE},? (?P<person>{_NAME})",
        rf"(?P<person>{_NAME}),? (?:the |who is )?{_OFFICE} (?:of|for) (?:the )?(?:[A-Z]\w+-based )?(?P<body>{_NAME})",
    )
)
# Whose, such a name alone does not say; that its people serve one state shows in their interest.
_STATE = re.compile(r"\b(?:ministry|government|army|military|regime|forces|police|opposition|rebels?|state)\b")
_FILLERS = frozenset(("the", "of", "for", "and", "al", "el", "a"))


class Aliases:
    """The names one run credits, each under one form."""

    def __init__(self, names: Iterable[str], texts: Iterable[str] = ()) -> None:
        spelled: dict[Words, Counter[str]] = defaultdict(Counter)
        for name in names:
            spelled[_words(name)][bare(name)] += 1
        spelled.pop(frozenset(), None)
        heads = {words: _head(_usual(forms)) for words, forms in spelled.items()}
        fuller = _fuller({words: forms.total() for words, forms in spelled.items()}, heads)
        self._form = {words: _usual(spelled[fuller.get(words, words)]) for words in spelled}
        self._form |= self._spoken_for(texts)

    def of(self, name: str) -> str:
        """Return the run's form of a name; the name itself, without what is said of its bearer, where it has none."""
        return self._form.get(_words(name)) or bare(name)

    def _spoken_for(self, texts: Iterable[str]) -> Mapping[Words, str]:
        """Return the body that each person credited is said to speak for: "Observatory head Rami Abdel Rahman"."""
        bodies: dict[Words, Counter[str]] = defaultdict(Counter)
        for text in texts:
            for pattern in _SPEAKS_FOR:
                for match in pattern.finditer(text):
                    body, person = (_words(match[part]) for part in ("body", "person"))
                    known = person in self._form and body in self._form and len(person) > 1
                    if known and not _STATE.search(self._form[body].lower()):
                        bodies[person][self._form[body]] += 1
        return {person: _usual(forms) for person, forms in bodies.items()}


def credited(claims: Iterable[Claim]) -> Aliases:
    """Return the names that claims credit."""
    told = tuple(claims)
    names = (name for claim in told for name in _named_by(claim))
    return Aliases(names, (claim.statement for claim in told))


def _named_by(claim: Claim) -> Iterable[str]:
    """Return whom a claim credits by name."""
    return (*claim.relays, *((claim.speaker,) if claim.speaker and not claim.anonymous else ()))


def bare(name: str) -> str:
    """Return a name without what is said of its bearer: "Britain-based", "so-called", "monitoring group"."""
    return _BESIDE_THE_NAME.sub("", name.strip()) or name.strip()


def _words(name: str) -> Words:
    return frozenset(spelled(word) for word in tokens(bare(name).replace("-", " ")) if word not in _FILLERS)


def _usual(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _head(name: str) -> Words:
    """Return the word that says what bears a name: "Observatory" of one for Human Rights; nothing for two bearers."""
    if re.search(r",| and | & ", name):
        return frozenset()
    said = re.split(r" (?:of|for|to|in) ", name)[0].split()
    return _words(said[-1]) if said else frozenset()


def _fuller(counts: Mapping[Words, int], heads: Mapping[Words, Words]) -> Mapping[Words, Words]:
    """Return the longer name each short one stands for, where there is one that mostly holds its words."""
    holders: dict[str, list[Words]] = defaultdict(list)
    for words in counts:
        for word in words:
            holders[word].append(words)
    found = {}
    for words in counts:
        among = min((holders[word] for word in words), key=len)
        longer = [other for other in among if words < other and heads[other] and heads[other] <= words]
        best = max(longer, key=lambda other: (counts[other], -len(other), sorted(other)), default=None)
        if best and counts[best] > _MOSTLY * sum(counts[other] for other in longer):
            found[words] = best
        elif body := _body(words, counts, holders):
            found[words] = body
    return found


def _body(words: Words, counts: Mapping[Words, int], holders: Mapping[str, list[Words]]) -> Words | None:
    """Return the body that a longer name speaks for: "head of the Observatory for Human Rights Rami Abdel Rahman"."""
    within = {other for word in words for other in holders[word] if other < words and len(other) >= _BODY}
    often = [other for other in within if counts[other] > _OFTENER * counts[words]]
    return max(often, key=lambda other: (counts[other], sorted(other)), default=None)
