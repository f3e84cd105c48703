"""Whether what a sentence says of someone is said of them: two sources may not be joined into what neither says.

Only sentences that cite several claims can be spliced. What is held against the claims is what follows an "and" with
no subject of its own ("… and suspended its aid"), since it is then said of the sentence's subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.evidence import Evidence
from briefing.language.actors import entities
from briefing.language.phrases import word_set
from briefing.language.wording import WORD, content, is_irregular, stem
from briefing.types import Claim, DraftLine

_JOIN = re.compile(r"(?:,? and(?: then| also| later)?|, then) (?=(\w+))")
_AUXILIARIES = word_set("is are was were has have had will would does did can could may might must should")
_SEGMENT = re.compile(r";\s|,? (?:while|whereas|but)\s")


def joined(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence that says of its subject what a cited claim says of somebody else."""
    if len(evidence.groups) < 2:
        return ""
    for segment in _SEGMENT.split(line.text):
        for subject, predicate in _predicates(segment):
            if reason := _moved(subject, predicate, evidence):
                return reason
    return ""


def _predicates(segment: str) -> Iterator[tuple[str, str]]:
    """What stands before each "and" that a verb follows, and what stands after it."""
    for match in _JOIN.finditer(segment):
        verb = match[1]
        if verb in _AUXILIARIES or (
            verb.islower() and (verb.endswith("ed") or (is_irregular(verb) and stem(verb) != verb))
        ):
            yield segment[: match.start()], segment[match.end() :]


def _moved(subject: str, predicate: str, evidence: Evidence) -> str:
    said = content(predicate)
    tellers = [claim for claim in evidence.claims if len(set(said) & _told(claim)) >= max(2, 0.6 * len(set(said)))]
    named = frozenset(entities(subject, evidence.spellings))
    if not named or any(_says_it_of(claim, named, said[0], evidence) for claim in tellers) or not tellers:
        return ""
    return f"joins {predicate.rstrip('.')!r} to a subject of which the cited words do not say it"


def _told(claim: Claim) -> frozenset[str]:
    return frozenset(content(" ".join(_texts(claim))))


def _texts(claim: Claim) -> tuple[str, ...]:
    return (claim.statement, *(citation.quote for citation in claim.citations))


def _says_it_of(claim: Claim, named: frozenset[str], verb: str, evidence: Evidence) -> bool:
    """Whether a claim has one of those named, or nobody at all, before the verb."""
    for text in _texts(claim):
        at = next((word.start() for word in WORD.finditer(text) if stem(word[0]) == verb), None)
        before = entities(text[:at], evidence.spellings) if at is not None else ()
        if at is not None and (not before or not named.isdisjoint(before)):
            return True
    return False
