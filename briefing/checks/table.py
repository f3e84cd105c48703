"""The table of checks, and how it is run over a sentence or over a claim's own statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.checks import (
    credit,
    dates,
    figures,
    forms,
    freshness,
    hedging,
    likelihoods,
    meaning,
    names,
    overlap,
    sourcing,
    splicing,
)
from briefing.checks.forms import ALL, JUDGED, REPORTED
from briefing.evidence import Evidence
from briefing.language.names import Spellings
from briefing.types import Article, Claim, DraftLine, Finding, Role, Section


@dataclass(frozen=True, slots=True)
class Check:
    """A named check, the kinds of sentence it is for, and the function that returns "" or a reason."""

    id: str
    roles: frozenset[Role]
    find: Callable[[DraftLine, Evidence], str]


CHECKS = (
    Check("citation", ALL, sourcing.cited),
    Check("plain text", ALL, forms.plain),
    Check("length", ALL, forms.length),
    Check("figures", ALL, figures.given),
    Check("dates", ALL, dates.borne_out),
    Check("names", ALL, names.named),
    Check("attribution", REPORTED, credit.attributed),
    Check("speaker", REPORTED, credit.spoken_by),
    Check("own words", REPORTED, credit.own_words),
    Check("splice", REPORTED, splicing.joined),
    Check("hedge", REPORTED, hedging.kept),
    Check("verb of saying", REPORTED, hedging.not_strengthened),
    Check("negation", REPORTED, lambda line, evidence: meaning.negated(line.text, evidence.words)),
    Check("contrary", REPORTED, lambda line, evidence: meaning.contrary(line.text, evidence.words)),
    Check("actors", REPORTED, lambda line, e: meaning.exchanged(line.text, e.words, e.spellings)),
    Check("cause", REPORTED, lambda line, evidence: meaning.uncaused(line.text, evidence.words)),
    Check("present", REPORTED, freshness.current),
    Check("subject", REPORTED, overlap.shared),
    Check("LIK-1", JUDGED, likelihoods.one_row),
    Check("LIK-6", JUDGED, likelihoods.no_foreign),
    Check("LIK-4", JUDGED, likelihoods.none_vague),
    Check("DIS-1", REPORTED | JUDGED, likelihoods.typed),
    Check("CON-1", JUDGED, likelihoods.confidence_apart),
    Check("condition", frozenset({Role.ASSUMPTION}), forms.condition),
)
_OF_CLAIMS = frozenset({"citation", "figures", "dates", "names", "negation", "contrary", "actors"})


def findings(line: DraftLine, evidence: Evidence) -> Iterator[Finding]:
    """Run the checks that are for this kind of sentence, in the order of the table, each when it is asked for.

    A verbatim line is the quotation itself, so only its citation can be wrong.
    """
    if line.verbatim:
        reason = sourcing.cited(line, evidence) or sourcing.verbatim(line, evidence)
        return iter((Finding("citation", not reason, reason),))
    return _run([check for check in CHECKS if line.role in check.roles], line, evidence)


def claim_findings(claim: Claim, articles: Mapping[str, Article], spellings: Spellings) -> Iterator[Finding]:
    """Check one claim's statement against the sentences it points at: right words, not only right ids.

    Relative dates in a statement ("on Monday") are read as of the article's publication.
    """
    line = DraftLine(Section.REPORTING, 0, Role.SUMMARY, claim.statement, ())
    evidence = Evidence(((claim,),), articles, spellings, claim.published.latest or date.max)
    verbatim = any(citation.quote == claim.statement for citation in claim.citations)
    wanted = {"citation"} if verbatim else _OF_CLAIMS
    return _run([check for check in CHECKS if check.id in wanted], line, evidence)


def failed(found: Iterable[Finding]) -> Finding | None:
    """Return the first finding that failed, if any."""
    return next((finding for finding in found if not finding.passed), None)


def _run(checks: Sequence[Check], line: DraftLine, evidence: Evidence) -> Iterator[Finding]:
    return (Finding(check.id, not reason, reason) for check in checks for reason in [check.find(line, evidence)])
