"""Sentences against quotations: the mechanical checks, one chance to reword, then the analyst's verdict.

Only this module turns a `DraftLine` into a `Line`. What fails is withheld whole and recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.analyst import Analyst
from briefing.checks import claim_findings, failed, findings
from briefing.desk import Desk
from briefing.evidence import Evidence
from briefing.language.dates import printed, time_expressions
from briefing.language.names import Spellings
from briefing.language.yardsticks import YARDSTICKS
from briefing.types import (
    Article,
    Claim,
    DateBasis,
    DateSpan,
    DraftLine,
    DroppedClaim,
    Finding,
    Line,
    Outcome,
    Record,
    Rejection,
    Role,
    Section,
    Tally,
    Verdict,
    WeighedClaim,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What survived, what did not, and the count of both."""

    lines: tuple[tuple[DraftLine, Line], ...]
    rejections: tuple[Rejection, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Bench:
    """What every sentence of one edition is checked against."""

    record: Record
    articles: Mapping[str, Article]
    desk: Desk
    spellings: Spellings
    as_of: date

    def evidence(self, line: DraftLine) -> Evidence:
        weighed = self.weighed(line)
        always = {mention.entity for mention in self.spellings.mentions(self.desk.key_question)}
        groups = tuple(_voices(claim, line) for claim in weighed)
        yardstick = YARDSTICKS[self.desk.yardstick]
        return Evidence(groups, self.articles, self.spellings, self.as_of, frozenset(always), yardstick)

    def weighed(self, line: DraftLine) -> tuple[WeighedClaim, ...]:
        by_id = {claim.id: claim for claim in self.record.claims}
        return tuple(by_id[i] for i in dict.fromkeys(line.claim_ids) if i in by_id)


def _voices(weighed: WeighedClaim, line: DraftLine) -> tuple[Claim, ...]:
    """Return the claims whose words a sentence may draw on, with the one that a verbatim line was cut from first."""
    said = _cut_from(weighed, line)
    return weighed.quoted if said is None else (said, *(claim for claim in weighed.quoted if claim is not said))


def _cut_from(weighed: WeighedClaim, line: DraftLine) -> Claim | None:
    if not line.verbatim:
        return None
    return next((claim for claim in weighed.claims if any(c.quote == line.text for c in claim.citations)), None)


def sift(
    claims: Sequence[Claim], articles: Mapping[str, Article], spellings: Spellings
) -> tuple[tuple[Claim, ...], tuple[DroppedClaim, ...]]:
    """Part the claims whose cited words carry them from those whose don't."""
    kept: list[Claim] = []
    dropped: list[DroppedClaim] = []
    for claim in claims:
        fault = failed(claim_findings(claim, articles, spellings))
        if fault is None:
            kept.append(claim)
        else:
            dropped.append(DroppedClaim(claim.article_id, claim.statement, fault.check, fault.reason))
    return tuple(kept), tuple(dropped)


def verify(drafted: Sequence[DraftLine], bench: Bench, analyst: Analyst) -> Checked:
    """Check every drafted sentence. At most one round of rewording, then one of verdicts."""
    lines, lost = _reworded(drafted, bench, analyst)
    cited = [(line, bench.evidence(line).citations) for line in lines]
    verdicts = analyst.judge(cited, bench.record) if cited else ()
    survivors: list[tuple[DraftLine, Line]] = []
    rejections = list(lost)
    for number, (line, verdict) in enumerate(zip(lines, verdicts, strict=True), start=1):
        if verdict.outcome is Outcome.NOT_SUPPORTED:
            rejections.append(Rejection(line.section, line.text, "verdict", verdict.reason, line.claim_ids))
        else:
            survivors.append((line, _line(f"s{number}", line, verdict, bench)))
    survivors, orphaned = _without_orphans(survivors)
    rejections += orphaned
    return Checked(tuple(survivors), tuple(rejections), _tally(survivors, rejections))


def _without_orphans(
    survivors: Sequence[tuple[DraftLine, Line]],
) -> tuple[list[tuple[DraftLine, Line]], list[Rejection]]:
    """Withhold the assumptions and indicators of a judgment that was withheld: alone they would mislead."""
    judged = {line.item for line, _ in survivors if line.section is Section.KEY_JUDGMENTS}
    kept = [(line, checked) for line, checked in survivors if not line.judgment or line.judgment in judged]
    reason = "it bears on a judgment that was withheld"
    lost = [line for line, _ in survivors if line.judgment and line.judgment not in judged]
    return kept, [Rejection(line.section, line.text, "judgment", reason, line.claim_ids) for line in lost]


def _reworded(drafted: Sequence[DraftLine], bench: Bench, analyst: Analyst) -> tuple[list[DraftLine], list[Rejection]]:
    faults = [failed(findings(line, bench.evidence(line))) for line in drafted]
    broken = [(line, fault) for line, fault in zip(drafted, faults, strict=True) if fault]
    offers = analyst.repair(broken, bench.record, bench.as_of) if broken else ()
    mended: dict[int, DraftLine | None] = {}
    lost: list[Rejection] = []
    for (line, fault), offer in zip(broken, offers, strict=True):
        better = offer if offer and failed(findings(offer, bench.evidence(offer))) is None else None
        mended[id(line)] = better
        lost.append(_rejection(line, fault, replaced=offer is not None))
        if offer and better is None:
            again = failed(findings(offer, bench.evidence(offer)))
            lost.append(_rejection(offer, again or fault, replaced=False))
    kept = [mended.get(id(line), line) for line in drafted]
    return [line for line in kept if line is not None], lost


def _rejection(line: DraftLine, fault: Finding, *, replaced: bool) -> Rejection:
    return Rejection(line.section, line.text, fault.check, fault.reason, line.claim_ids, replaced)


def _tally(survivors: Sequence[tuple[DraftLine, Line]], rejections: Sequence[Rejection]) -> Tally:
    outcomes = [line.verdict.outcome for _, line in survivors]
    return Tally(
        supported=outcomes.count(Outcome.SUPPORTED),
        not_supported=sum(not rejection.replaced for rejection in rejections),
        not_checked=outcomes.count(Outcome.NOT_CHECKED),
    )


def _line(identifier: str, line: DraftLine, verdict: Verdict, bench: Bench) -> Line:
    evidence = bench.evidence(line)
    checked = replace(verdict, findings=findings(line, evidence))
    weighed = bench.weighed(line)
    said = next(filter(None, (_cut_from(claim, line) for claim in weighed)), weighed[0].lead)
    return Line(
        id=identifier,
        section=line.section,
        item=line.item,
        role=line.role,
        text=line.text,
        citations=evidence.citations,
        verdict=checked,
        attribution=_attribution(weighed, said) if line.verbatim else "",
        when=_when(line, weighed[0], bench.as_of),
        origins=tuple(dict.fromkeys(origin.name for claim in weighed for origin in claim.origins)),
        corroboration=weighed[0].corroboration if len(weighed) == 1 else 0,
        articles=len({claim.article_id for claim in weighed[0].claims}) if len(weighed) == 1 else 0,
        label=line.label,
        claim_ids=tuple(claim.id for claim in weighed),
        grade=_grade(line, weighed, said),
    )


def _attribution(weighed: Sequence[WeighedClaim], said: Claim) -> str:
    """Return the way from the originator to the outlet, a credit that the outlet dropped put back."""
    ways = (way for claim in weighed for way in claim.lineages if way.claim_id == said.id)
    return next((" via ".join(way.chain) for way in ways), said.attribution)


def _grade(line: DraftLine, weighed: Sequence[WeighedClaim], said: Claim) -> str:
    """Return letter and digit of the one claim that is reported: the letter its originator's, the digit its own."""
    if line.role is not Role.REPORTED or len(weighed) != 1:
        return ""
    (claim,) = weighed
    behind = next((way.origin for way in claim.lineages if way.claim_id == said.id), "")
    origin = next((origin for origin in claim.origins if origin.id == behind), None)
    return f"{origin.letter if origin else 'F'}{claim.credibility.digit}"


def _when(line: DraftLine, weighed: WeighedClaim, as_of: date) -> str:
    """Return the event's date as a label, else the report's, where a reported sentence gives no date itself."""
    today = DateSpan(as_of, as_of, DateBasis.STATED)
    if line.role is not Role.REPORTED or (not line.verbatim and time_expressions(line.text, today)):
        return ""
    if weighed.event.known:
        return printed(weighed.event)
    reports = [claim.published for claim in weighed.claims if claim.published.known]
    return f"reported {printed(min(reports, key=lambda span: (span.latest, span.earliest)))}" if reports else ""
