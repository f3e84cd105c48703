"""What code itself can say of the record: how well founded a judgment is, and what the page rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from briefing.edition.parts import Parts, computed
from briefing.edition.wording import count, number, verb
from briefing.types import Confidence, Line, Origin, OriginKind, Role, Section
from briefing.weigh import basis, cap

LEVELS = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)
UNNAMED = (OriginKind.ANONYMOUS, OriginKind.UNKNOWN)


def confidence(parts: Parts) -> Iterator[Line]:
    """Say of each judgment how well founded it is: the analyst's level, lowered to what the origins allow."""
    for draft, line in parts.lines:
        if draft.section is not Section.KEY_JUDGMENTS or draft.role is not Role.JUDGMENT:
            continue
        weighed = parts.by_id(draft.claim_ids)
        most = cap(weighed, parts.record.conflicts)
        level = min(draft.confidence or Confidence.LOW, most, key=LEVELS.index)
        link = ":" if level is most else ", although"  # the analyst may be more careful than the record asks for
        text = f"Confidence in this judgment is {level.value}{link} {basis(weighed, parts.record.conflicts)}."
        yield computed(line.section, draft.item, Role.CONFIDENCE, text, line.citations, claims=draft.claim_ids)


def summary(parts: Parts) -> Iterator[Line]:
    """Say what the page rests on (ICD 206 D.3.d(2)): strengths and weaknesses, what matters most, what is
    corroborated or conflicts, expertise."""
    used, first = parts.used, parts.first_citations
    if not first or not used:
        return
    behind = {origin.id for claim in used for origin in claim.origins}
    origins = {origin.id: origin for origin in parts.origins if origin.id in behind}
    yield computed(Section.SOURCE_SUMMARY, 1, Role.SUMMARY, _strengths(parts, origins), first.values())
    yield _most_used(parts, origins)
    yield _corroborated(parts)
    none = "Expertise beyond the cited reporting: none."
    yield computed(Section.SOURCE_SUMMARY, 4, Role.SUMMARY, none, used[0].lead.citations)


def _strengths(parts: Parts, origins: Mapping[str, Origin]) -> str:
    articles, used = len(parts.first_citations), parts.used
    unnamed = sum(all(origin.kind in UNNAMED for origin in claim.origins) for claim in used)
    weakness = (
        f"{number(unnamed)} of {count(len(used), 'claim')} used {verb(unnamed, 'rests', 'rest')} on unnamed origins"
    )
    return (
        f"{count(articles, 'article').capitalize()} {verb(articles, 'traces', 'trace')} to "
        f"{count(len(origins), 'origin')}; {weakness}."
    )


def _most_used(parts: Parts, origins: Mapping[str, Origin]) -> Line:
    """Name the origin that most sentences rest on; of several, the one behind more key judgments."""
    behind: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for draft, _ in parts.lines:
        found = {origin.id for claim in parts.by_id(draft.claim_ids) for origin in claim.origins}
        behind.update(found)
        judged.update(found if draft.section is Section.KEY_JUDGMENTS else ())
    key = max(sorted(behind), key=lambda one: (behind[one], judged[one]))
    origin = origins[key]
    interest = f"; interest: {origin.interest}" if origin.interest else ""
    share = f"{number(behind[key])} of {count(len(parts.lines), 'sentence')}"
    text = f"Most important: {origin.name} ({origin.kind.value}{interest}), behind {share}."
    cited = next(claim for claim in parts.used if any(o.id == key for o in claim.origins))
    return computed(Section.SOURCE_SUMMARY, 2, Role.SUMMARY, text, cited.lead.citations)


def _corroborated(parts: Parts) -> Line:
    firm = [claim for claim in parts.used if claim.corroboration > 1]
    if firm:
        told = f"{count(len(firm), 'claim').capitalize()} {verb(len(firm), 'is', 'are')} told by independent origins"
    else:
        told = "No claim is corroborated: none is told by two independent origins"
    about = list(dict.fromkeys(conflict.about for conflict in parts.conflicts))
    conflict = f"; reports conflict on {count(len(about), 'point')}" if about else "; no reports conflict"
    behind = firm[0] if firm else parts.used[0]
    return computed(Section.SOURCE_SUMMARY, 3, Role.SUMMARY, told + conflict + ".", behind.lead.citations)
