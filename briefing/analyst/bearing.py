"""What a sentence has to do with the desk's questions, and whether it can stand alone. Words and names only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.desk import Desk, Question
from briefing.language.hedges import hedge_of
from briefing.language.names import Spellings
from briefing.language.terms import terms
from briefing.types import Hedge, Record, WeighedClaim

_DONE = re.compile(r"^(?:has|have|did|was|were)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"^[“\"]?(?:he|she|they|it|his|her|their|its|this|these|those|such|others?|more (?!than)|but|and|therefore"
    r"|thus|of course|what i|since then|there|here|as such|for (?:his|her|its) part|mean(?:while|time)|in addition"
    r"|in response|also|in fact|(?:\w+ ){0,4}(?:another|meanwhile)"
    r"|(?:\w+ ){1,4}sa(?:ys?|id) (?:this|these|those) (?:is|are|was|were))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[a-z]|(?:I|We|My|Our)\b")  # begins within a sentence, or is speech whose quotation marks are lost
_SEQUEL = re.compile(
    r"^(?:(?:an?|one|two|three|four|five|several|a few|some|\d+) )?"
    r"(?:hours?|days?|weeks?|months?|years?) (?:later|earlier|before)\b"
    r"|^the (?:next|following|same|previous) (?:day|week|month)\b|^(?:later|shortly after)\b",
    re.IGNORECASE,
)
_NOUNS = (
    r"(?:source|sources|report|daily|paper|official|officials|statement|encounter|move|decision|former officer|"
    r"officer|document|agency|incident|attack|visit|trip|reason|surprise trip|two|group|council|team|spokes\w+|blast"
    r"|bombing|explosion|shelling|(?:air ?)?(?:raid|strike)s?|(?:death )?toll)(?! of\b)"
)
_REFERS = re.compile(
    rf"^“?(?:the|this|that) {_NOUNS}\b"
    r"|^(?:according to the source|after the|days after the|however|accordingly|whilst)\b"
    rf"|(?:[,”] ?|\b)(?:he|she|they|it|the {_NOUNS}) (?:\w+ )?(?:said|added|claimed|asserted|told|wrote)\b",
    re.IGNORECASE,
)
# "All those killed were civilians": where and by what, only the sentence before it says.
_THE_DEAD = re.compile(
    r"(?:^|\b(?:of|among|said|says|that|both|all|including) )(?:those|the) (?:killed|dead|victims|wounded|injured|slain"
    r"|casualties|fatalities|attackers|assailants)\b(?! (?:in|at|near|on|of|by|from|when|during|since)\b)"
    r"|\b(?:claim|deni|disclaim)\w* responsibility\b(?! for\b)",
    re.IGNORECASE,
)
_THE_VISIT = re.compile(
    r"\b(?:the|this|that|his|her|their|\w+[’']s) (?:(?:visit|trip|meeting|talks|attack|report|move|decision)\b"
    r"|(?:(?:incident|blast|bombing|explosion|(?:air ?)?(?:raid|strike)|massacre)s?|shelling|deaths)\b"
    r"(?! (?:of|on|in|at|near)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question ready to be matched: its terms folded, the entities its text names, whether it asks for a deed."""

    phrases: frozenset[tuple[str, ...]]
    entities: frozenset[str]
    done: bool


class Bearing:
    """A desk's questions, and which of them a sentence bears on; its key question where it lists no others."""

    def __init__(self, desk: Desk) -> None:
        self._spellings = Spellings(desk.names)
        named = (*desk.people, *desk.organisations)
        self._implied = {name.name: self._mentioned(name.role) for name in named if name.role}
        self._people = frozenset(person.name for person in desk.people)
        asked = desk.questions or (Question(text=desk.key_question, terms=desk.terms),)
        self._asked = tuple(self._ask(question) for question in asked)

    def questions(self, text: str) -> frozenset[int]:
        """Which questions a sentence bears on, by index: one of a question's terms, and all whom it asks about."""
        return frozenset(n for n, share in self.shares(text).items() if share == 1)

    def shares(self, text: str) -> dict[int, float]:
        """Questions of which a sentence has a term, with the share of those asked about whom it names (over 0 to 1)."""
        said, entities = terms(text), self.entities(text)
        touched = ((n, asked) for n, asked in enumerate(self._asked) if _hits(asked.phrases, said))
        shares = {n: len(asked.entities & entities) / max(len(asked.entities), 1) for n, asked in touched}
        return {
            n: share if self._asked[n].entities else 1.0
            for n, share in shares.items()
            if share or not self._asked[n].entities
        }

    def hits(self, text: str) -> int:
        """How many different question terms a sentence has."""
        said = terms(text)
        return sum(_hits(asked.phrases, said) for asked in self._asked)

    def entities(self, text: str) -> frozenset[str]:
        """Whom a sentence names, and the countries that the desk's roles tie them to."""
        direct = self._mentioned(text)
        return direct.union(*(self._implied.get(name, frozenset()) for name in direct))

    def names_a_person(self, text: str) -> bool:
        """Whether a sentence names anyone the desk lists; always, on a desk that lists nobody."""
        return not self._people or bool(self._mentioned(text) & self._people)

    def answered(self, text: str) -> frozenset[int]:
        """Questions a sentence bears on; one that asks whether something has happened is not met by a plan."""
        open_still = hedge_of(text) in (Hedge.PLANNED, Hedge.POSSIBLE)
        return frozenset(n for n in self.questions(text) if not (self._asked[n].done and open_still))

    def _mentioned(self, text: str) -> frozenset[str]:
        return frozenset(mention.entity for mention in self._spellings.mentions(text))

    def _ask(self, question: Question) -> _Asked:
        phrases = frozenset(found for term in question.terms if (found := terms(term)))
        return _Asked(phrases, self._mentioned(question.text), bool(_DONE.match(question.text)))


def unanswered(desk: Desk, record: Record) -> tuple[str, ...]:
    """The desk's questions that no claim read bears on, in the claims' own words or those they cite."""
    bearing = Bearing(desk)
    claims = [claim for weighed in record.claims for claim in weighed.claims]
    said = [text for claim in claims for text in (claim.statement, *(citation.quote for citation in claim.citations))]
    answered = frozenset[int]().union(*(bearing.answered(text) for text in dict.fromkeys(said)))
    return tuple(question.text for n, question in enumerate(desk.questions) if n not in answered)


def in_time(weighed: WeighedClaim, as_of: date) -> bool:
    """Whether it was published by the cut-off and tells of nothing later, unless as planned or possible."""
    published = max((c.published.latest for c in weighed.claims if c.published.latest), default=date.min)
    event = weighed.event.earliest
    ahead = weighed.lead.hedge in (Hedge.PLANNED, Hedge.POSSIBLE)
    return published <= as_of and (event is None or event <= as_of or ahead)


def stands_alone(text: str) -> float:
    """How well a sentence is understood by itself: 1 fully, 0.5 with the help of its label, 0 not at all."""
    if _SEQUEL.match(text) or _LEANS.match(text) or _CUT.match(text) or _THE_DEAD.search(text) or not _balanced(text):
        return 0.0
    return 0.5 if _REFERS.match(text) else 1.0


def refers_back(text: str) -> bool:
    """Whether a sentence speaks of "the visit" or "his visit" and so needs another to say which."""
    return bool(_THE_VISIT.search(text))


def is_sequel(text: str) -> bool:
    """Whether a sentence goes on from the one before it ("One day later, …")."""
    return bool(_SEQUEL.match(text))


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _hits(phrases: frozenset[tuple[str, ...]], said: Sequence[str]) -> int:
    return sum(any(tuple(said[i : i + len(p)]) == p for i in range(len(said) - len(p) + 1)) for p in phrases)
