"""What a conflict is called: noun phrases out of the articles' own words, fit to stand after "conflicts on".

Only shortens and joins; it adds no word that tells what happened.
"""

from __future__ import annotations

import re

from briefing.language.proper_names import proper_names
from briefing.weigh.words import listed

LONGEST = 90  # characters
_ASIDE = re.compile(
    r"\s*(?:[,;:–—(]|\b(?:according to|saying|but|and (?:has |have )?(?:blam|said|instead|accus|suggest)\w*|"
    r"after|while|although|though|when|because|as part of|in an? (?:interview|statement)|which|who)\b).*",
    re.DOTALL,
)
_PRONOUN = re.compile(r"^(?:it|he|she|they|we)\b\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:on|in|at|by|for|from|after|before|since|during|meanwhile|also|however|has|have|had|and|but|that|when)\s+)+",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their|any|there|it|he|she|they|we)\b\s*)?(?:[\w'’.-]+\s+){0,4}?"
    r"(?:was|were|is|are|had|has|have|did|would|will|ever|carried|used|use|took|made|hit|struck|shot|sent|\w{3,}ed)\b",
    re.IGNORECASE,
)
_EVENTS = tuple(
    (noun, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for noun, words in (
        ("visit", r"visit\w*|trips?|travel\w*|arriv\w*|landed|flew|held talks|met"),
        ("attack", r"attack\w*|bomb\w*|blasts?|explosions?|strikes?|shell\w*|raids?|shooting|massacre"),
        ("vote", r"vot\w+|elect\w+|referendum"),
        ("truce", r"truce|ceasefire|cease-fire"),
        ("meeting", r"meet\w*|talks|conference|summit"),
        ("death", r"kill\w*|died|deaths?|dead"),
        ("arrest", r"arrest\w*|detain\w*"),
        ("announcement", r"announc\w+|declar\w+"),
    )
)
_NO_PLACE = ("death", "announcement", "visit", "meeting", "vote")  # nobody is counted in these
_WEAK = frozenset(
    listed(
        "least held people persons dozens near around about others including another during their were one two three "
        "four five six seven eight nine ten late elsewhere across attack attacks strikes deaths"
    )
)


def clause(text: str) -> str:
    """Return the start of `text` up to an aside, at most `LONGEST` characters, cut between words."""
    bare = _ASIDE.sub("", text.strip(" “”\"'")) or text.strip()
    bare = bare.strip(" “”\"'.,")
    return bare if len(bare) <= LONGEST else bare[:LONGEST].rsplit(" ", 1)[0]


def whether(text: str, is_clause: bool, speaker: str) -> str:
    """Return what is affirmed or denied as a noun phrase: "whether …" for a clause, the words themselves for a noun.

    A pronoun at the front is replaced by `speaker` where one is given.
    """
    bare = clause(text)
    gerund = re.match(r"\w+ing\b", bare)
    if gerund or not (is_clause or _FINITE.match(bare)):
        return re.sub(r"^using\s+", "use of ", re.sub(r"^(?:any|the)\s+", "", bare))
    if speaker and _PRONOUN.match(bare):
        bare = _PRONOUN.sub(f"{speaker} ", bare)
    if bare[:2].istitle() and re.match(r"(?:The|A|An|In|On|At|Two|Three|There|Its?|His|Their)\b", bare):
        bare = bare[:1].lower() + bare[1:]
    return f"whether {bare}"


def thing(phrase: str) -> str:
    """Return a phrase without what stands at its front for grammar alone, and without the capital of a sentence."""
    bare = _OPENING.sub("", phrase.strip(" “”\"'"))
    bare = re.sub(r"^(?:the|its|their|his|her|a|an|all)\s+", "", bare, flags=re.IGNORECASE).strip(" “”\"'.,")
    named = any(start == 0 for start, _, _ in proper_names(bare))
    return bare if named or bare[:2].isupper() else bare[:1].lower() + bare[1:]


def event_of(one: str, other: str) -> str:
    """Return the first kind of event both statements name, "" when they name none that says more than "death" does."""
    kinds = (
        noun for noun, pattern in _EVENTS if noun not in _NO_PLACE and pattern.search(one) and pattern.search(other)
    )
    return next(kinds, "")


def capitalised(text: str) -> str:
    """Return the parts of a list that are names, the whole list where none is."""
    parts = [part for part in text.split(", ") if part[:1].isupper()]
    return ", ".join(parts) or text


def date_of(one: str, other: str, context: str) -> str:
    """Return "the visit (Ali Mamlouk)": the first kind of event both statements name, and which one it is."""
    for noun, pattern in _EVENTS:
        if pattern.search(one) and pattern.search(other):
            return f"the {noun} ({context})" if context else f"the {noun}"
    return context or "the event"


def joined(statement: str, words: tuple[str, ...]) -> str:
    """Return words of a statement in its order: neighbours side by side, the others after a comma."""
    runs: list[str] = []
    for word in words:
        if not word.isalpha() or word.lower() in _WEAK:
            continue
        if runs and re.search(rf"\b{re.escape(runs[-1])}[\s-]+{re.escape(word)}\b", statement):
            runs[-1] = f"{runs[-1]} {word}"
        else:
            runs.append(word)
    return ", ".join(runs)
