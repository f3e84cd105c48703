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


# What a page may not lack, and the rule of tradecraft that says so.
REQUIRED = {
    Section.KEY_JUDGMENTS: "ACC-2",
    Section.IMPLICATION: "REL-1",
    Section.ALTERNATIVE: "ALT-1",
    Section.GAPS: "GAP-1",
    Section.ASSUMPTION: "DIS-2",
}


def verify(drafted: Sequence[DraftLine], bench: Bench, analyst: Analyst) -> Checked:
    """Check every drafted sentence: mechanical checks, verdicts, and for each sentence one rewording at most.

    What the mechanical checks refuse is reworded before the verdicts. What the verdicts take and the page may not lack
    is reworded after them, with the rule named, and judged once more; nothing is reworded twice.
    """
    lines, lost = _reworded(drafted, bench, analyst)
    survivors, refused = _required(*_judged(lines, bench, analyst), drafted, bench, analyst)
    survivors, orphaned = _without_orphans(_in_place(survivors, drafted))
    rejections = [*lost, *(rejection for _, rejection in refused), *orphaned]
    numbered = [(line, replace(checked, id=f"s{n}")) for n, (line, checked) in enumerate(survivors, start=1)]
    return Checked(tuple(numbered), tuple(rejections), _tally(numbered, rejections))


def _judged(
    lines: Sequence[DraftLine], bench: Bench, analyst: Analyst
) -> tuple[list[tuple[DraftLine, Line]], list[tuple[DraftLine, Rejection]]]:
    cited = [(line, bench.evidence(line).citations) for line in lines]
    verdicts = analyst.judge(cited, bench.record) if cited else ()
    survivors: list[tuple[DraftLine, Line]] = []
    refused: list[tuple[DraftLine, Rejection]] = []
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict.outcome is Outcome.NOT_SUPPORTED:
            refused.append((line, Rejection.of(line, "verdict", verdict.reason)))
        else:
            survivors.append((line, checked_line(line, verdict, bench)))
    return survivors, refused


def _required(
    survivors: list[tuple[DraftLine, Line]],
    refused: list[tuple[DraftLine, Rejection]],
    drafted: Sequence[DraftLine],
    bench: Bench,
    analyst: Analyst,
) -> tuple[list[tuple[DraftLine, Line]], list[tuple[DraftLine, Rejection]]]:
    """Offer what a page may not lack for rewording, once; what fails again stays withheld."""
    lacking = _lacking([line for line, _ in survivors])
    wanted = [(line, rejection) for line, rejection in refused if line.section in lacking and line in drafted]
    if not wanted:
        return survivors, refused
    faults = [(line, Finding(REQUIRED[line.section], False, rejection.reason)) for line, rejection in wanted]
    offers = dict(zip((id(r) for _, r in wanted), analyst.repair(faults, bench.record, bench.as_of), strict=True))
    kept = [(line, replace(r, replaced=offers.get(id(r)) is not None)) for line, r in refused]
    better, worse = _sound([offer for offer in offers.values() if offer], bench)
    again, lost = _judged(better, bench, analyst)
    return [*survivors, *again], [*kept, *worse, *lost]


def _sound(offers: Sequence[DraftLine], bench: Bench) -> tuple[list[DraftLine], list[tuple[DraftLine, Rejection]]]:
    """Part new wordings that pass the mechanical checks from those that don't."""
    faults = [(offer, failed(findings(offer, bench.evidence(offer)))) for offer in offers]
    sound = [offer for offer, fault in faults if fault is None]
    return sound, [(offer, _rejection(offer, fault, replaced=False)) for offer, fault in faults if fault]


def _lacking(lines: Sequence[DraftLine]) -> set[Section]:
    """Return the parts that are missing; of gaps there have to be as many as judgments."""
    counts = {section: sum(line.section is section for line in lines) for section in REQUIRED}
    least = dict.fromkeys(REQUIRED, 1) | {Section.GAPS: max(1, counts[Section.KEY_JUDGMENTS])}
    return {section for section, count in counts.items() if count < least[section]}


def _in_place(
    survivors: Sequence[tuple[DraftLine, Line]], drafted: Sequence[DraftLine]
) -> list[tuple[DraftLine, Line]]:
    """Return the sentences in the order they were drafted in; a reworded one stands where the first wording stood."""
    place = {(line.section, line.item): n for n, line in reversed(list(enumerate(drafted)))}
    return sorted(survivors, key=lambda pair: place.get((pair[0].section, pair[0].item), len(place)))


def _without_orphans(
    survivors: Sequence[tuple[DraftLine, Line]],
) -> tuple[list[tuple[DraftLine, Line]], list[Rejection]]:
    """Withhold the assumptions and indicators of a judgment that was withheld: alone they would mislead."""
    judged = {line.item for line, _ in survivors if line.section is Section.KEY_JUDGMENTS}
    kept = [(line, checked) for line, checked in survivors if not line.judgment or line.judgment in judged]
    reason = "it bears on a judgment that was withheld"
    lost = [line for line, _ in survivors if line.judgment and line.judgment not in judged]
    return kept, [Rejection.of(line, "judgment", reason) for line in lost]


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
    return Rejection.of(line, fault.check, fault.reason, replaced=replaced)


def _tally(survivors: Sequence[tuple[DraftLine, Line]], rejections: Sequence[Rejection]) -> Tally:
    outcomes = [line.verdict.outcome for _, line in survivors]
    return Tally(
        supported=outcomes.count(Outcome.SUPPORTED),
        not_supported=sum(not rejection.replaced for rejection in rejections),
        not_checked=outcomes.count(Outcome.NOT_CHECKED),
    )


def checked_line(line: DraftLine, verdict: Verdict, bench: Bench) -> Line:
    """Return a drafted sentence with what it cites, who stands behind it, and what each check finds; it has no id.

    One of its claims at least has to be in the record of the bench.
    """
    evidence = bench.evidence(line)
    checked = replace(verdict, findings=tuple(findings(line, evidence)))
    weighed = bench.weighed(line)
    said = next(filter(None, (_cut_from(claim, line) for claim in weighed)), weighed[0].lead)
    return Line(
        id="",
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
        against=tuple(claim.id for claim in weighed if claim.id in line.against),
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
