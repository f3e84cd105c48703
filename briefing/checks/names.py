"""Whether everyone and every place a sentence names is named in its sources, under whatever spelling."""

from __future__ import annotations

import re

from briefing.checks.forms import REPORTED
from briefing.evidence import Evidence
from briefing.language.names import Spellings, fold, proper_names
from briefing.types import DraftLine


def named(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that names someone or something its quotations do not; the desk's own subject may be named."""
    allowed = evidence.entities | (evidence.always if line.role not in REPORTED else frozenset())
    return stranger(line.text, evidence.spellings, allowed, evidence.folded + " " + evidence.credited)


def stranger(text: str, spellings: Spellings, allowed: frozenset[str], folded: str) -> str:
    """The reason why a name of `text` is among neither the allowed entities nor the folded words, "" when all are."""
    mentions = spellings.mentions(text)
    for mention in mentions:
        if mention.entity not in allowed:
            return f"the quotations do not name {mention.text!r}"
    for start, end, name in proper_names(text):
        if any(mention.start < end and start < mention.end for mention in mentions):
            continue
        if not _stands_in(name, folded):
            return f"the quotations do not name {name!r}"
    return ""


def _stands_in(name: str, folded: str) -> bool:
    words = re.findall(r"\w+", fold(name))
    return all(re.search(rf"\b{re.escape(w)}", folded) for w in words)
