"""What code itself can say of the record: how well founded a judgment is, and what the page rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.edition.ground import Ground
from briefing.edition.parts import Parts, computed
from briefing.edition.wording import count, number, verb
from briefing.types import Confidence, DraftLine, Line, OriginKind, Record, Role, Section, WeighedClaim
from briefing.weigh import basis, cap
from briefing.weigh.origins import names

LEVELS = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)
UNNAMED = (OriginKind.ANONYMOUS, OriginKind.UNKNOWN)


def confidence(parts: Parts) -> Iterator[Line]:
    """Say of each judgment how well founded it is."""
    for draft, line in parts.lines:
        if draft.section is Section.KEY_JUDGMENTS and draft.role is Role.JUDGMENT:
            yield founded(draft, line, parts.record)


def founded(draft: DraftLine, line: Line, record: Record) -> Line:
    """Say how well founded a judgment is: the analyst's level, lowered to what the origins allow."""
    weighed = _by_id(draft.rests_on, record)
    most = cap(weighed, record.conflicts)
    level = min(draft.confidence or Confidence.LOW, most, key=LEVELS.index)
    link = ":" if level is most else ", although"  # the analyst may be more careful than the record asks for
    why = basis(weighed, record.conflicts) + _against(draft, record)
    text = f"Confidence in this judgment is {level.value}{link} {why}."
    said = computed(line.section, draft.item, Role.CONFIDENCE, text, line.citations, claims=draft.claim_ids)
    return replace(said, against=draft.against)


def _against(draft: DraftLine, record: Record) -> str:
    """Name those whose claims the analyst set against the judgment: whether these contradict it, code can't tell."""
    behind = {origin.id for claim in _by_id(draft.rests_on, record) for origin in claim.origins}
    others = {origin.id: origin for claim in _by_id(draft.against, record) for origin in claim.origins}
    sides = {
        "against it": [origin for key, origin in others.items() if key not in behind],
        "both ways": [origin for key, origin in others.items() if key in behind],
    }
    told = "; ".join(f"{side}: {names(origins)}" for side, origins in sides.items() if origins)
    return f". Weighed {told}" if told else ""


def _by_id(ids: Iterable[str], record: Record) -> list[WeighedClaim]:
    known = {claim.id: claim for claim in record.claims}
    return [known[key] for key in ids if key in known]


def summary(ground: Ground) -> Iterator[Line]:
    """Say what the page rests on (ICD 206 D.3.d(2)): strengths and weaknesses, what matters most, what is
    corroborated or conflicts, expertise."""
    used, first = ground.used, ground.first_citations
    if not first or not used:
        return
    yield computed(Section.SOURCE_SUMMARY, 1, Role.SUMMARY, _strengths(ground), first.values())
    yield _most_used(ground)
    yield _corroborated(ground)
    none = "Expertise beyond the cited reporting: none."
    yield computed(Section.SOURCE_SUMMARY, 4, Role.SUMMARY, none, used[0].lead.citations)


def _strengths(ground: Ground) -> str:
    articles, used = len(ground.first_citations), ground.used
    unnamed = sum(all(origin.kind in UNNAMED for origin in claim.origins) for claim in used)
    share = number(unnamed) if unnamed else "none"
    weakness = f"{share} of {count(len(used), 'claim')} used {verb(unnamed or 1, 'rests', 'rest')} on unnamed origins"
    return (
        f"{count(articles, 'article').capitalize()} {verb(articles, 'traces', 'trace')} to "
        f"{count(len(ground.origins), 'origin')}; {weakness}."
    )


def _most_used(ground: Ground) -> Line:
    """Name the origin that most sentences rest on; of several, the one behind more key judgments."""
    lines, used = ground.lines, {claim.id: claim for claim in ground.used}
    behind: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for line in lines:
        found = {origin.id for key in line.claim_ids if key in used for origin in used[key].origins}
        behind.update(found)
        judged.update(found if line.section is Section.KEY_JUDGMENTS else ())
    key = max(sorted(behind), key=lambda one: (behind[one], judged[one]))
    origin = ground.origins[key]
    interest = f"; interest: {origin.interest}" if origin.interest else ""
    share = f"{number(behind[key])} of {count(len(lines), 'sentence')}"
    text = f"Most important: {origin.name} ({origin.kind.value}{interest}), behind {share}."
    cited = next(claim for claim in used.values() if any(o.id == key for o in claim.origins))
    return computed(Section.SOURCE_SUMMARY, 2, Role.SUMMARY, text, cited.lead.citations)


def _corroborated(ground: Ground) -> Line:
    used = ground.used
    firm = [claim for claim in used if claim.corroboration > 1]
    if firm:
        told = f"{count(len(firm), 'claim').capitalize()} {verb(len(firm), 'is', 'are')} told by independent origins"
    else:
        told = "No claim is corroborated: none is told by two independent origins"
    about = list(dict.fromkeys(conflict.about for conflict in ground.conflicts))
    conflict = f"; reports conflict on {count(len(about), 'point')}" if about else "; no reports conflict"
    behind = firm[0] if firm else used[0]
    return computed(Section.SOURCE_SUMMARY, 3, Role.SUMMARY, told + conflict + ".", behind.lead.citations)
