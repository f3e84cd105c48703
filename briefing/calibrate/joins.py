"""Plants in how sentences and quotations are put together: two spliced, a cause between them, the wrong article cited.

What a sentence is joined with is another checked sentence of the same edition, so that every part of the result is in
the words it cites and only the joining is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.calibrate.credits import CREDITING, credit, has_verb
from briefing.calibrate.sentence import Cited, Edited, content, lower, pick, put, short_enough
from briefing.calibrate.verbs import BE, HAVE, MUTUAL, PAST, SPEECH
from briefing.language.names import fold, proper_names
from briefing.language.number_words import CARDINALS, ORDINALS
from briefing.types import Citation, Claim, WeighedClaim

_FOREIGN_WORDS = 0.34  # most of a sentence's content that an article may share which does not say it
_SAME_WORDS = 0.75  # least of it that an article must share which does
CAUSAL = re.compile(
    r"(?i)\b(?:because|due to|owing to|caus\w+|led to|lead(?:s|ing) to|result\w*|prompt(?:ed|ing|s)|trigger\w*|thus"
    r"|in response|in retaliation|in protest|in return|reaction to|thanks to|as a consequence|therefore|so that|why"
    r"|in order to|over (?:its|their|his|the)|for (?:its|their|his) (?:support|vote|backing)|reason\w*|explain\w*"
    r"|motivat\w*|since)\b"
)
_HOW_MANY = r"(?:a few|several|many|one|two|three|four|five|six|seven|ten|a|\d+) "
_SPAN = r"(?:minutes|hours?|days?|weeks?|months?|years?)"
_A_WHILE = rf"(?:(?:just|only) )?(?:(?:{_HOW_MANY})?{_SPAN}|shortly|soon|just)"
_TEMPORAL = re.compile(rf"(?i)\b(?:(?:(?P<gap>{_A_WHILE}) )?after|following) (?=(?:the|its|his|her|their|an?) )")
_CAUSED_BY = ("because of", "in response to", "as a result of")
_GIVEN = (
    (re.compile(r"\bbecause of\b"), "owing to"),
    (re.compile(r"\b(?:due|owing) to\b"), "because of"),
    (re.compile(r"\bled to\b"), "resulted in"),
    (re.compile(r"\bresulted in\b"), "led to"),
    (re.compile(r"\bin response to\b"), "as a response to"),
    (re.compile(r"\bas a result of\b"), "because of"),
    (re.compile(r"\bcaused by\b"), "brought about by"),
    (re.compile(r"\bprompted by\b"), "caused by"),
    (re.compile(r"\bbecause (?=[a-z]+ )"), "for the reason that "),
)


# A sentence that leans on the one before it, or does not end plainly, is joined with nothing.
_LEANS = re.compile(
    r"(?i)(?:but|and|also|however|meanwhile|another|other|others|then|this|that|these|those|it|its|they|their|he|she"
    r"|his|her|such|there|earlier|later|in addition|moreover|still|yet|so|accordingly|one day later|days after)\b"
    r"|.*[^\w)%]\.$|.*[:;]"
)


_SOMEBODY = re.compile(r"(?i)(?:its|his|her|their|he|she|they|the source|sources?|the official|officials?)\b")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence without a credit, as subject, verb and the rest."""

    subject: str
    verb: str
    rest: str


def spliced(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Give the subject or the speaker of one quotation what another says of or by somebody else."""
    for splice in (_other_deed, _other_words):
        for other in others:
            edited = splice(cited, other)
            if edited is not None and short_enough(edited.text):
                return edited
    return None


def _other_deed(cited: Cited, other: Cited) -> Edited | None:
    mine = _clause(cited)
    theirs = _clause(other) if mine else None
    if mine is None or theirs is None or not _strangers(cited, mine, other, theirs):
        return None
    text = f"{cited.text.rstrip('.')} and {theirs.verb} {theirs.rest}"
    return Edited(text, f"+ what is said of {theirs.subject!r}", _both(cited, other))


def _other_words(cited: Cited, other: Cited) -> Edited | None:
    mine = credit(cited)
    theirs = credit(other) if mine else None
    if mine is None or theirs is None or not _apart(cited, other) or _shares_a_voice(cited, other):
        return None
    said, known = content(theirs.body), content(" ".join(cited.quotations))
    kin = content(mine.who) & content(theirs.who) or _SOMEBODY.match(mine.who) or _SOMEBODY.match(theirs.who)
    if cited.marks or other.marks or kin or len(said & known) >= 0.5 * len(said) or CREDITING.search(theirs.body):
        return None
    text = f"According to {lower(mine.who)}, {theirs.inner}"
    return Edited(text, f"the words of {theirs.who!r}", _both(cited, other))


def _shares_a_voice(cited: Cited, other: Cited) -> bool:
    """Whether the same may stand behind two sentences: one article, or anyone but outlets in both chains."""
    articles = [{claim.article_id for claim in one.evidence.claims} for one in (cited, other)]
    if not articles[0].isdisjoint(articles[1]):
        return True
    ours, theirs = (
        {fold(name) for claim in one.evidence.claims for name in (claim.speaker, *claim.relays)}
        for one in (cited, other)
    )
    return not ours.isdisjoint(theirs)


def joined(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Put two checked sentences side by side, each whole and with its own credit."""
    for other in others:
        text = f"{cited.text.rstrip('.')}; separately, {lower(other.text)}"
        alike = bool(CREDITING.search(cited.text)) is bool(
            CREDITING.search(other.text)
        )  # else one would seem to say both
        if alike and _apart(cited, other) and short_enough(text) and not (cited.marks or other.marks):
            return Edited(text, f"+ {other.text!r}", _both(cited, other))
    return None


def caused(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Make a cause of what only came before, or of another sentence's fact, where no quotation speaks of causes."""
    if CAUSAL.search(cited.text) or CAUSAL.search(" ".join(cited.quotations)):
        return None
    for found in cited.found(_TEMPORAL):
        new = "because" if has_verb(_rest(cited, found)) else pick(cited.text, _CAUSED_BY)
        return put(cited.text, *found.span(), f"{new} ")
    if credit(cited) is not None or CREDITING.search(cited.text):
        return None
    for other in others:
        text = f"{cited.text.rstrip('.')} because {lower(other.text)}"
        if short_enough(text) and _apart(cited, other) and _plain(other):
            return Edited(text, f"+ because {other.text!r}", _both(cited, other))
    return None


def _rest(cited: Cited, found: re.Match[str]) -> str:
    """What follows up to the end of the clause."""
    return re.split(r"[,;.]", cited.text[found.end() :])[0]


def _plain(other: Cited) -> bool:
    """Whether a sentence speaks in its own voice and nothing in or behind it speaks of causes."""
    words = " ".join((other.text, *other.quotations))
    return not CREDITING.search(other.text) and not CAUSAL.search(words) and other.text[:1] not in '“"'


def cause_kept(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Word a cause that the quotations give in another way, or mere sequence as mere sequence."""
    del others
    given = CAUSAL.search(" ".join(cited.quotations))
    for pattern, new in _GIVEN if given else ():
        for found in cited.found(pattern):
            return put(cited.text, *found.span(), new)
    for found in cited.found(_TEMPORAL):
        new = "following " if found[0].rstrip().lower().endswith("after") else "after "
        gap = f"{found['gap']} " if found["gap"] else ""
        if (gap and new != "after ") or has_verb(_rest(cited, found)):
            continue
        return put(cited.text, *found.span(), new)
    return None


def elsewhere(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Cite an article that is about something else, the nearest in its words."""
    del others
    mine = {claim.article_id for weighed in cited.bench.weighed(cited.line) for claim in weighed.claims}
    words = content(cited.text)
    best: tuple[float, str] = (-1.0, "")
    for weighed in cited.bench.record.claims:
        shared = _share(words, [c for claim in weighed.claims for c in claim.citations], weighed.claims)
        if mine.isdisjoint(claim.article_id for claim in weighed.claims) and best[0] < shared < _FOREIGN_WORDS:
            best = (shared, weighed.id)
    return Edited(cited.text, f"cites {best[1]} instead", (best[1],)) if best[1] else None


def elsewhere_said(cited: Cited, others: Sequence[Cited]) -> Edited | None:
    """Cite only another article that says the same, in nearly the same words and from the same speaker."""
    del others
    weighed = cited.bench.weighed(cited.line)
    if len(weighed) != 1:
        return None
    lead = weighed[0].lead
    for claim in weighed[0].claims:
        other = claim.article_id != lead.article_id and fold(claim.speaker) == fold(lead.speaker)
        if other and _says_it(claim, cited):
            alone = _told_by(weighed[0], claim)
            return Edited(cited.text, f"cites {claim.outlet} alone", (alone.id,), (alone,))
    return None


def _says_it(claim: Claim, cited: Cited) -> bool:
    """Whether one claim's own words hold nearly all of a sentence, every name and number among it."""
    spellings = cited.bench.spellings
    said = " ".join([*(citation.quote for citation in claim.citations), *claim.chain])
    entities = {mention.entity for mention in spellings.mentions(said)}
    mentions = spellings.mentions(cited.text)
    words = content("".join(c for at, c in enumerate(cited.text) if not any(m.start <= at < m.end for m in mentions)))
    missing = words - content(said)
    named = {fold(name) for _, _, name in proper_names(cited.text) if not spellings.mentions(name)}
    if any(mention.entity not in entities for mention in mentions) or any(name not in fold(said) for name in named):
        return False
    counts = any(word in CARDINALS or word in ORDINALS or any(map(str.isdigit, word)) for word in missing)
    return not counts and len(missing) <= (1 - _SAME_WORDS) * len(words)


def _told_by(weighed: WeighedClaim, claim: Claim) -> WeighedClaim:
    return replace(weighed, id=f"{weighed.id}-{claim.article_id}", claims=(claim,), lineages=())


def _share(words: frozenset[str], citations: Sequence[Citation], claims: Sequence[Claim]) -> float:
    """The share of a sentence's content words that quotations and their credits hold."""
    said = " ".join([*(c.quote for c in citations), *(name for claim in claims for name in claim.chain)])
    return len(words & content(said)) / len(words) if words else 0.0


def _both(cited: Cited, other: Cited) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*cited.line.claim_ids, *other.line.claim_ids)))


def _apart(cited: Cited, other: Cited) -> bool:
    """Whether two sentences rest on different claims, tell of different things, and stand each for itself."""
    words = content(cited.text)
    alike = len(words & content(other.text)) / max(1, len(words))
    if _LEANS.match(cited.text) or _LEANS.match(other.text) or not has_verb(other.text):
        return False
    return set(cited.line.claim_ids).isdisjoint(other.line.claim_ids) and alike < 0.5


def _clause(cited: Cited) -> _Clause | None:
    if cited.marks or CREDITING.search(cited.text) or not re.fullmatch(r"[^,;:]+\.", cited.text):
        return None
    mentions = cited.bench.spellings.mentions(cited.text)
    opens = next((m for m in mentions if not re.search(r"[,;:]|\b[a-z]+ed\b", cited.text[: m.start])), None)
    if opens is None or len(cited.text[: opens.start].split()) > 4:
        return None
    tail = cited.text[opens.end :].split(maxsplit=2)
    if len(tail) < 2:
        return None
    verb = next(_verb(tail), "")
    return _Clause(cited.text[: opens.end], verb, " ".join(tail[1:])) if verb else None


def _verb(tail: Sequence[str]) -> Iterator[str]:
    first = tail[0]
    if (first in PAST and PAST[first] not in MUTUAL and first not in SPEECH) or first in BE | HAVE:
        yield first


def _strangers(cited: Cited, mine: _Clause, other: Cited, theirs: _Clause) -> bool:
    """Whether what is said of one subject can't be meant of the other."""
    subject = cited.bench.spellings.mentions(mine.subject)
    if not _apart(cited, other) or not subject:
        return False
    entity = subject[-1].entity
    people = {name.name for name in cited.bench.desk.people}
    if (entity in people) is not (other.bench.spellings.mentions(theirs.subject)[-1].entity in people):
        return False
    named = {m.entity for quote in (*other.quotations, other.text) for m in other.bench.spellings.mentions(quote)}
    said = content(theirs.rest)
    known = content(" ".join(cited.quotations))
    return entity not in named and bool(said) and len(said & known) < 0.5 * len(said)
