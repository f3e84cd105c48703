"""Whether a sentence speaks of what its sources speak of: a floor of shared words, names not counted."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.evidence import Evidence
from briefing.language.names import Spellings, proper_names
from briefing.language.wording import content
from briefing.types import DraftLine

_FEWEST = 4  # words; a shorter sentence says too little to tell
_CITED = 0.2  # least share of a sentence's words that its quotations have
_WHOLE = 0.5  # and that a whole text has, which gives what quotations leave out


def shared(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that shares hardly a word but names with all it cites."""
    return apart(line.text, evidence.words, evidence.spellings, _CITED)


def apart(text: str, words: Sequence[str], spellings: Spellings, floor: float = _WHOLE) -> str:
    """The reason why too few words of `text` are among the words, "" when enough are or it has too few."""
    own = frozenset(content(nameless(text, spellings)))
    held = frozenset(content(" ".join(words)))
    if len(own) < _FEWEST or len(own & held) >= floor * len(own):
        return ""
    missing = sorted(own - held)
    return f"speaks of something else than the cited words, which have nothing of {', '.join(map(repr, missing[:4]))}"


def nameless(text: str, spellings: Spellings) -> str:
    """`text` with every name blanked out."""
    spans = [(m.start, m.end) for m in spellings.mentions(text)] + [(s, e) for s, e, _ in proper_names(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
