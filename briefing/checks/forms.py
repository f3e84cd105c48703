"""What a sentence of its kind has to look like, whatever it says: plain text, its length, quotation marks, an "if"."""

from __future__ import annotations

import re

from briefing.evidence import Evidence
from briefing.language.names import fold
from briefing.types import DraftLine, Role

REPORTED = frozenset({Role.REPORTED})
JUDGED = frozenset({Role.JUDGMENT})
FORWARD = frozenset({Role.JUDGMENT, Role.ASSUMPTION, Role.GAP, Role.INDICATOR})
ALL = frozenset(Role)

_QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")


def plain(line: DraftLine, evidence: Evidence) -> str:
    """Fail links, markup, and quotation marks round words that are not in the sources."""
    if re.search(r"https?:|www\.|[<>{}\[\]`|]|\]\(", line.text):
        return "contains a link or markup"
    return misquoted(line.text, evidence.folded)


def misquoted(text: str, folded: str) -> str:
    """The reason why a quotation in `text` is not word for word among the folded words, "" when all are."""
    for quoted in _QUOTED.findall(text):
        pieces = re.split(r"\[[^\]]*\]|…|\.\.\.", quoted)
        if not all(fold(piece).strip(".,;:!? ") in folded for piece in pieces):
            return f"quotation marks round words that are not in the sources: {quoted!r}"
    return ""


def length(line: DraftLine, evidence: Evidence) -> str:
    """Fail more than 40 words."""
    del evidence
    words = len(line.text.split())
    return f"has {words} words; 40 is the most" if words > 40 else ""


def condition(line: DraftLine, evidence: Evidence) -> str:
    """Fail an assumption without what follows if it is wrong."""
    del evidence
    return "" if re.search(r"\bif\b", line.text) else "does not say what follows if the assumption is wrong"
