"""Whether a sentence gives credit: does it name the speaker it draws on, or say that the speaker is unnamed?"""

from __future__ import annotations

import re

from briefing.language.names import Spellings, fold, same_name
from briefing.language.speaker_nouns import TITLES
from briefing.language.speakers import WORD, bag, head_noun, is_organisation, root


def names_speaker(label: str, text: str, spellings: Spellings) -> bool:
    """Whether `text` names that speaker, or says an unnamed one is unnamed.

    A label that begins "unnamed" needs its head noun ("source") in the text; a person needs a spelling,
    the family name or a transliteration; an organisation most of its words or its initials.
    """
    if not label:
        return True
    if label.casefold().startswith("unnamed "):
        return _says_unnamed(label, text)
    if any(spellings.same(mention.text, label) or mention.entity == label for mention in spellings.mentions(text)):
        return True
    bare = fold(label)
    if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", fold(text)) for form in (bare, bare.replace("'s ", "s "))):
        return True  # the second form is how a text without apostrophes has it
    words = tuple(w for w in WORD.findall(label) if w[0].isupper())
    if is_organisation(words):
        return _names_organisation(words, text)
    name = [fold(root(w)) for w in words if fold(w) not in TITLES]
    return bool(name) and (name[-1] in bag(text) or any(same_name(label, run) for run in _runs(text)))


def _names_organisation(words: tuple[str, ...], text: str) -> bool:
    """The word that tells it from others of its kind (mostly a country), and half of all; or its initials."""
    said = bag(text)
    found = [fold(root(w)) in said or any(_kin(fold(root(w)), s) for s in said) for w in words]
    initials = "".join(w[0] for w in words)
    return (found[0] and sum(found) * 2 >= len(words)) or (len(words) > 2 and initials in WORD.findall(text))


def _kin(a: str, b: str) -> bool:
    """Egypt/Egyptian, Syria/Syrian."""
    return len(a) >= 4 and len(b) >= 4 and (a.startswith(b) or b.startswith(a))


def _runs(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]|al-|el-)[\w'’-]+)+", text))


_SAYS_UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|undisclosed|unattributed|anonymity)\b", re.IGNORECASE)


def _says_unnamed(label: str, text: str) -> bool:
    head = head_noun(WORD.findall(label.removeprefix("unnamed ")))
    stems = {fold(word).rstrip("s") for word in WORD.findall(text)}
    return bool(_SAYS_UNNAMED.search(text)) or head.rstrip("s") in stems
