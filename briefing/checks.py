"""The mechanical checks: a sentence against the words it cites. No model, no opinion, no repair.

Each check is a function of a sentence and its evidence that returns "" or the reason it fails, and a row of `CHECKS`
that says which kinds of sentence it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing import tradecraft
from briefing.evidence import Evidence
from briefing.language.attribution import hedge_kept, names_speaker
from briefing.language.dates import TimeExpression, time_expressions
from briefing.language.figures import Figure, figures
from briefing.language.names import Spellings, fold, proper_names
from briefing.types import (
    Article,
    Citation,
    Claim,
    DateBasis,
    DateSpan,
    DraftLine,
    Finding,
    Hedge,
    Role,
    Section,
)

REPORTED = frozenset({Role.REPORTED})
JUDGED = frozenset({Role.JUDGMENT})
FORWARD = frozenset({Role.JUDGMENT, Role.ASSUMPTION, Role.GAP, Role.INDICATOR})
ALL = frozenset(Role)


def _cited(line: DraftLine, evidence: Evidence) -> str:
    del line
    if not evidence.citations:
        return "cites nothing"
    return next(filter(None, (_bad_citation(citation, evidence) for citation in evidence.citations)), "")


def _bad_citation(citation: Citation, evidence: Evidence) -> str:
    article = evidence.articles.get(citation.article_id)
    if article is None:
        return f"cites an article that is not in this edition ({citation.article_id})"
    if article.text[citation.start : citation.end] != citation.quote:
        return f"quotation differs from the snapshot at {citation.article_id}:{citation.start}-{citation.end}"
    if not any(s.citable and s.start <= citation.start < s.end for s in article.sentences):
        return "cites text that is not the article's own reporting (caption, pull-quote, site text)"
    if article.published.latest is None or article.published.latest > evidence.as_of:
        return "cites an article from after the cut-off"
    return ""


def _figures(line: DraftLine, evidence: Evidence) -> str:
    for figure in figures(line.text):
        if (line.role in FORWARD and _is_window(figure)) or _is_known_year(figure, evidence):
            continue
        alike = [other for other in evidence.figures if other.value == figure.value]
        if not any(_same_figure(figure, other) for other in alike) and (alike or not _literal(figure, evidence)):
            return f"the quotations do not give the figure {figure.text!r} in this way"
    return ""


def _literal(figure: Figure, evidence: Evidence) -> bool:
    """True for digits that the quotations hold as part of a name ("the Moscow 3 talks")."""
    digits = re.sub(r"[^\d.,]", "", figure.text)
    return bool(digits) and re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d.,]*\d)", evidence.folded) is not None


def _is_known_year(figure: Figure, evidence: Evidence) -> bool:
    """True for a bare year ("Al-Akhbar's 2015 report") that a cited event or publication falls in."""
    if not re.fullmatch(r"(?:19|20)\d\d", figure.text):
        return False
    return any(
        span.earliest and span.latest and span.earliest.year <= figure.value <= span.latest.year
        for span in evidence.dates
    )


def _is_window(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(day|week|month|year)s?", figure.noun))


def _same_figure(ours: Figure, theirs: Figure) -> bool:
    if ours.value != theirs.value or ours.unit != theirs.unit:
        return False
    return ours.bound == theirs.bound or (theirs.bound == "exact" and ours.bound == "about")


def _dates(line: DraftLine, evidence: Evidence) -> str:
    today = DateSpan(evidence.as_of, evidence.as_of, DateBasis.STATED)
    known = evidence.dates if line.role in REPORTED else (*evidence.dates, today)
    for found in time_expressions(line.text, today):
        if _holds_one_of(found.when, known):
            continue
        if line.role in FORWARD and _is_ahead(found, evidence):
            continue
        return f"the quotations do not bear out the date {found.text!r}"
    return ""


def _is_ahead(found: TimeExpression, evidence: Evidence) -> bool:
    """True for the window of a forecast, which is the sentence's own, and for a coming month that is quoted."""
    if found.when.latest is not None and found.when.latest > evidence.as_of:
        return True
    return bool(re.fullmatch(r"in [A-Z][a-z]+", found.text)) and fold(found.text) in evidence.folded


def _holds_one_of(span: DateSpan, known: Iterable[DateSpan]) -> bool:
    return any(
        span.earliest is not None
        and span.latest is not None
        and other.earliest is not None
        and other.latest is not None
        and span.earliest <= other.earliest
        and other.latest <= span.latest
        for other in known
    )


def _names(line: DraftLine, evidence: Evidence) -> str:
    allowed = evidence.entities | (evidence.always if line.role not in REPORTED else frozenset())
    mentions = evidence.spellings.mentions(line.text)
    for mention in mentions:
        if mention.entity not in allowed:
            return f"the quotations do not name {mention.text!r}"
    for start, end, name in proper_names(line.text):
        if any(mention.start < end and start < mention.end for mention in mentions):
            continue
        if not _stands_in(name, evidence):
            return f"the quotations do not name {name!r}"
    return ""


def _stands_in(name: str, evidence: Evidence) -> bool:
    words = re.findall(r"\w+", fold(name))
    return all(re.search(rf"\b{re.escape(w)}", evidence.folded + " " + evidence.credited) for w in words)


def _held_to(line: DraftLine, evidence: Evidence) -> tuple[tuple[Claim, ...], ...]:
    """Return the claims a sentence answers for: all it cites, and of a conflict the sides it names (two at least)."""
    if line.section is not Section.CONFLICTS:
        return evidence.groups
    named = tuple(g for g in evidence.groups if any(_credits(c, line.text, evidence.spellings) for c in g))
    return named if len(named) > 1 else evidence.groups


def _attribution(line: DraftLine, evidence: Evidence) -> str:
    for group in _held_to(line, evidence):
        spoken = [claim for claim in group if claim.speaker or claim.relays]
        if not spoken or len(spoken) < len(group):
            continue
        if not any(_credits(claim, line.text, evidence.spellings) for claim in spoken):
            return f"does not say that it comes from {spoken[0].attribution}"
    return ""


def _credits(claim: Claim, text: str, spellings: Spellings) -> bool:
    named = claim.speaker and not claim.anonymous
    others = claim.relays if claim.speaker else (*claim.relays, claim.outlet)  # its own voice is the outlet's
    credited = (claim.speaker,) if named else (claim.speaker, *others)
    return any(names_speaker(name, text, spellings) for name in credited if name)


def _hedge(line: DraftLine, evidence: Evidence) -> str:
    for group in _held_to(line, evidence):
        hedges = [claim.hedge for claim in group]
        if Hedge.NONE in hedges or not hedges:
            continue
        if not any(hedge_kept(hedge, line.text) for hedge in hedges):
            return f"drops the hedge: the article has this as {hedges[0].value}"
    return ""


def _one_likelihood(line: DraftLine, evidence: Evidence) -> str:
    del evidence
    if foreign := tradecraft.foreign_terms(line.text):
        return f"likelihood word {foreign[0]!r} is not of the ICD 203 row used here"
    if vague := tradecraft.vague_terms(line.text):
        return f"{vague[0]!r} avoids a likelihood; use one term of the ICD 203 row"
    terms = tradecraft.likelihood_terms(line.text)
    return "" if len(terms) == 1 else f"needs exactly one likelihood term and has {len(terms)}"


def _no_likelihood(line: DraftLine, evidence: Evidence) -> str:
    terms = (*tradecraft.likelihood_terms(line.text), *tradecraft.foreign_terms(line.text))
    ours = [term for term in terms if term not in evidence.folded]
    return f"{ours[0]!r} is a likelihood of our own in a sentence that reports" if ours else ""


def _no_confidence(line: DraftLine, evidence: Evidence) -> str:
    del evidence
    return "names a confidence level beside a likelihood" if tradecraft.speaks_of_confidence(line.text) else ""


def _plain(line: DraftLine, evidence: Evidence) -> str:
    if re.search(r"https?:|www\.|[<>{}\[\]`|]|\]\(", line.text):
        return "contains a link or markup"
    for quoted in re.findall(r"[“\"«]([^”\"»]+)[”\"»]", line.text):
        if fold(quoted) not in evidence.folded:
            return f"quotation marks round words that are not in the sources: {quoted!r}"
    return ""


def _length(line: DraftLine, evidence: Evidence) -> str:
    del evidence
    words = len(line.text.split())
    return f"has {words} words; 40 is the most" if words > 40 else ""


def _condition(line: DraftLine, evidence: Evidence) -> str:
    del evidence
    return "" if re.search(r"\bif\b", line.text) else "does not say what follows if the assumption is wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """A named check, the kinds of sentence it is for, and the function that returns "" or a reason."""

    id: str
    roles: frozenset[Role]
    find: Callable[[DraftLine, Evidence], str]


CHECKS = (
    Check("citation", ALL, _cited),
    Check("figures", ALL, _figures),
    Check("dates", ALL, _dates),
    Check("names", ALL, _names),
    Check("attribution", REPORTED, _attribution),
    Check("hedge", REPORTED, _hedge),
    Check("likelihood", JUDGED, _one_likelihood),
    Check("no likelihood", REPORTED, _no_likelihood),
    Check("confidence apart", JUDGED, _no_confidence),
    Check("condition", frozenset({Role.ASSUMPTION}), _condition),
    Check("plain text", ALL, _plain),
    Check("length", ALL, _length),
)


def findings(line: DraftLine, evidence: Evidence) -> tuple[Finding, ...]:
    """Run every check that is for this kind of sentence, in the order of the table.

    A verbatim line is the quotation itself, so only its citation can be wrong.
    """
    if line.verbatim:
        reason = _cited(line, evidence) or _not_verbatim(line, evidence)
        return (Finding("citation", not reason, reason),)
    run = [check for check in CHECKS if line.role in check.roles]
    return tuple(Finding(check.id, not reason, reason) for check in run for reason in [check.find(line, evidence)])


def _not_verbatim(line: DraftLine, evidence: Evidence) -> str:
    return "" if any(line.text == c.quote for c in evidence.citations) else "differs from the words it cites"


def claim_findings(claim: Claim, articles: Mapping[str, Article], spellings: Spellings) -> tuple[Finding, ...]:
    """Check one claim's statement against the sentences it points at: right words, not only right ids.

    Relative dates in a statement ("on Monday") are read as of the article's publication.
    """
    line = DraftLine(Section.REPORTING, 0, Role.SUMMARY, claim.statement, ())
    evidence = Evidence(((claim,),), articles, spellings, claim.published.latest or date.max)
    run = [check for check in CHECKS if check.id in {"citation", "figures", "dates", "names"}]
    return tuple(Finding(check.id, not reason, reason) for check in run for reason in [check.find(line, evidence)])


def failed(found: Sequence[Finding]) -> Finding | None:
    """Return the first finding that failed, if any."""
    return next((finding for finding in found if not finding.passed), None)
