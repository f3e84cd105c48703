"""The rules about sources: what is cited and how, who stands behind it, what the page says of its source base.

Counts of origins are made again from the claims; a page's own count is only compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from briefing.language.crediting import names_speaker
from briefing.language.folding import fold
from briefing.language.names import Spellings
from briefing.language.number_words import COUNT, count
from briefing.tradecraft.reading import (
    articles_of,
    claims_of,
    key_judgments,
    makes_judgments,
    of_claims,
    origins_of,
    resting_on,
    verbatim,
)
from briefing.tradecraft.rule import Fault, Found, Page, absent, found
from briefing.types import Brief, Citation, Line, OriginKind, Role, Section, Source, TracedBy, WeighedClaim
from briefing.weigh import corroborating, independent

FAR = timedelta(days=7)  # between an event and its publication; beyond it a descriptor is due
TAKEN = (TracedBy.SAME_WORDS, TracedBy.NAMED_ELSEWHERE)
FACTUAL = frozenset({Role.REPORTED, Role.JUDGMENT, Role.CONFIDENCE})
PARTS = {
    "its strengths or weaknesses": r"\bstr(?:ong|ength)|\bweak|\bthin\b|\bindependent\b|\bfirst-hand\b|\bone origin\b",
    "its most important source": r"\b(?:largest share|most important|main(?:ly)?|mostly|chiefly|rests? most)\b",
    "what corroborates or conflicts": r"\bcorroborat|\bconflict|\bcontradict|\bconfirm|\bindependent origins\b",
    "the expertise used, or that none was": r"\bexpert|\bspecialist",
}
_UNDESCRIBED = re.compile(r"^\W*$|^no (?:profile|descriptor)\b|^unknown\b", re.IGNORECASE)
_PROMPT = re.compile(r"\w\.v\d+@[0-9a-f]{6,}")
_MARKS = re.compile(
    r"“([^“”]*)(?:”|$)|„([^„“”]*)(?:[“”]|$)|«([^«»]*)(?:»|$)|\"([^\"]*)(?:\"|$)"
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w))*)’(?!\w)"
)
_ARTICLES = re.compile(COUNT + r" articles?\b.{0,60}?\btraces? to\b", re.IGNORECASE)
_TRACED = re.compile(
    r"\btraces? to " + COUNT + r" origins?\b(?:, " + COUNT + r" of (?:them|which) independent)?", re.IGNORECASE
)


def cited(page: Page) -> Found:
    """SRC-1."""
    lines = [line for line in page.brief.lines if line.role in FACTUAL]
    if not lines:
        return absent("the page has no factual sentence and no judgment")
    numbers = {source.article_id: source.number for source in page.brief.sources}
    faults = ((line.id, reason) for line in lines for reason in _uncited(line, numbers))
    return found(faults, "every factual sentence and judgment cites a listed source")


@of_claims
def most_original(page: Page) -> Found:
    """SRC-2. A report is credited to one of the origins it traces to, and its label names the relays."""
    lines = [line for line in page.brief.lines if line.role is Role.REPORTED and line.claim_ids]
    if not lines:
        return absent("no reported sentence names the claims it rests on")
    faults = ((line.id, reason) for line in lines for reason in _not_original(line, page.brief))
    return found(faults, "every report is credited to the origin it traces to, with its relays")


def complete(page: Page) -> Found:
    """SRC-3. The address is wanted where it is known; the day of access is not kept."""
    if not page.brief.sources:
        return absent("the page has no source")
    faults = [("", reason) for source in page.brief.sources for reason in _incomplete(source)]
    faults += [
        (line.id, reason) for line in page.brief.lines for each in line.citations if (reason := _unlocated(each))
    ]
    return found(faults, "every source has originator, id, title and date, and every citation its characters")


def described(page: Page) -> Found:
    """SRC-4. Critical: cited by a key judgment. Old: an event more than seven days before its publication."""
    due = _due(page.brief)
    if not due:
        return absent("no source is critical, and none tells of something long before its publication")
    faults = (
        ("", f"source {source.number} ({source.publisher}) {due[source.article_id]} and has no descriptor")
        for source in page.brief.sources
        if source.article_id in due and _UNDESCRIBED.search(source.descriptor.strip())
    )
    return found(faults, "every source that is critical or tells of old things is described")


def summed_up(page: Page) -> Found:
    """SRC-5."""
    lines = page.brief.section(Section.SOURCE_SUMMARY)
    if not page.brief.sources:
        return absent("the page has no source")
    text = " ".join(line.text for line in lines)
    missing = [part for part, words in PARTS.items() if not re.search(words, text, re.IGNORECASE)]
    reason = f"the source summary does not say {' or '.join(missing)}"
    faults = [(place, reason) for place in ([line.id for line in lines] or [""]) if missing]
    return found(faults, "the source summary has its four parts")


def disclosed(page: Page) -> Found:
    """SRC-7."""
    made, faults = page.brief.disclosure, []
    if made.analyst == "rules" and not made.model:
        return found((), "says that no language model wrote it")
    if not made.model.strip():
        faults.append(("", "does not name the model"))
    if not made.prompts or not all(_PROMPT.search(prompt) for prompt in made.prompts):
        faults.append(("", "does not name the versions of its prompts"))
    if not made.parameters:
        faults.append(("", "does not give the model's parameters"))
    if not page.brief.package_version.strip():
        faults.append(("", "does not give its own version"))
    return found(faults, "names the model, its parameters, the prompts and their versions")


def quotations(page: Page) -> Found:
    """SRC-8. Compared without regard to spaces, kinds of quotation mark and ellipsis, and to a mark at the end."""
    quoting = [(line, words) for line in page.brief.lines if not verbatim(line) for words in _in_marks(line.text)]
    if not quoting and not any(verbatim(line) for line in page.brief.lines):
        return absent("nothing is quoted")
    faults = (
        (line.id, f"{words!r} is not one stretch of a cited quotation" if words else "a quotation mark is left open")
        for line, words in quoting
        if not words or not any(_folded(words) in _folded(each.quote) for each in line.citations)
    )
    return found(faults, "what stands in quotation marks is one stretch of a cited quotation")


@of_claims
def roots(page: Page) -> Found:
    """CIR-1. Independent: of another originator, first publication and interest, as where claims are weighed."""
    faults = [*_miscounted(page.brief), *_mispaired(page.brief), *_missummed(page.brief)]
    return found(faults, "every printed count of origins and articles is that of the claims")


def _uncited(line: Line, numbers: dict[str, int]) -> Iterator[str]:
    if not line.citations:
        yield "cites no source"
    for key in {citation.article_id for citation in line.citations}:
        if key not in numbers:
            yield f"cites article {key!r}, which is not listed"
        elif numbers[key] not in line.marks:
            yield f"does not print the number of source {numbers[key]}"


def _not_original(line: Line, brief: Brief) -> Iterator[str]:
    claims = claims_of(brief, [line])
    names = _originators(claims)
    shown = f"{line.attribution} {line.text}"
    if line.attribution and names and not any(_named(name, shown) for name in names):
        yield f"credits {line.attribution!r}, and not {' or '.join(sorted(names))}, where it comes from"
    first = line.attribution.split(" via ", 1)[0]
    ways = {" via ".join(way.chain) for weighed in claims for way in weighed.lineages if way.chain[:1] == (first,)}
    if ways and line.attribution not in ways:
        yield f"credits {line.attribution!r} without its relays"


def _named(name: str, text: str) -> bool:
    """Whether a text names someone, by their initials too ("UN")."""
    initials = "".join(word[0] for word in re.findall(r"\w+", name))
    short = len(initials) > 1 and initials.isupper() and re.search(rf"\b{initials}\b", text) is not None
    return fold(name) in fold(text) or short or names_speaker(name, text, Spellings(()))


def _originators(claims: tuple[WeighedClaim, ...]) -> set[str]:
    """Everyone a report may be credited to: origins, whoever an article credits, outlets with an account of their own.

    An outlet that dropped its credit has none: what it tells is known to be taken from someone else.
    """
    names = {origin.name for weighed in claims for origin in weighed.origins}
    for weighed in claims:
        own = any(origin.kind in (OriginKind.OUTLET, OriginKind.UNKNOWN) for origin in weighed.origins)
        taken = {each.claim_id for each in weighed.lineages if each.traced_by in TAKEN}
        names |= {claim.chain[0] for claim in weighed.claims if len(claim.chain) > 1 or (own and claim.id not in taken)}
    return {name for name in names if name}


def _incomplete(source: Source) -> Iterator[str]:
    missing = {
        "originator": source.publisher.strip(),
        "id": source.article_id and source.sha256,
        "title": source.title.strip(),
        "publication date": source.published.known,
    }
    gone = [name for name, held in missing.items() if not held]
    if gone:
        yield f"source {source.number} has no {' and no '.join(gone)}"


def _unlocated(citation: Citation) -> str:
    whole = 0 <= citation.start < citation.end and citation.end - citation.start == len(citation.quote)
    return "" if whole else f"characters {citation.start} to {citation.end} are not the length of the quotation"


def _due(brief: Brief) -> dict[str, str]:
    """The articles that need a descriptor, and why."""
    due = dict.fromkeys(_late(brief), "tells of something more than a week before it")
    lines = [line for each in key_judgments(brief) for line in each.lines] if makes_judgments(brief) else []
    return due | {citation.article_id: "carries a key judgment" for line in lines for citation in line.citations}


def _late(brief: Brief) -> Iterator[str]:
    for weighed in claims_of(brief, brief.lines):
        for claim in weighed.claims:
            if claim.event.latest and claim.published.earliest and claim.published.earliest - claim.event.latest > FAR:
                yield claim.article_id


def _in_marks(text: str) -> Iterator[str]:
    """The words inside quotation marks; "" for a mark that is never closed."""
    for match in _MARKS.finditer(text):
        inside = next((words for words in match.groups() if words is not None), "").strip()
        yield inside if match.group()[-1] in '”“»"’' and len(match.group()) > 1 else ""


def _folded(words: str) -> str:
    return fold(words.replace("…", "...")).strip(" .,;:!?'\"")


def _miscounted(brief: Brief) -> Iterator[Fault]:
    for weighed in brief.claims:
        true = len(corroborating(weighed.origins))
        if weighed.corroboration != true:
            reason = f"a claim counts {weighed.corroboration} independent origins where there are {true}"
            yield from ((place, reason) for place in resting_on(brief, weighed) or [""])
    for line in brief.lines:
        claims = claims_of(brief, [line])
        if line.articles and claims:
            yield from ((line.id, reason) for reason in _wrong_label(line, claims))


def _wrong_label(line: Line, claims: tuple[WeighedClaim, ...]) -> Iterator[str]:
    origins = max(len(corroborating(claim.origins)) for claim in claims)
    if line.corroboration != origins:
        yield f"prints {line.corroboration} origins where there are {origins}"
    if line.articles != len(articles_of(claims)):
        yield f"prints {line.articles} articles where there are {len(articles_of(claims))}"


def _mispaired(brief: Brief) -> Iterator[Fault]:
    known = {origin.id: origin for origin in (*origins_of(brief.claims), *brief.origins)}
    for pair in brief.independence:
        one, other = known.get(pair.one), known.get(pair.other)
        if one and other and pair.holds is not independent(one, other):
            yield "", f"{one.name} and {other.name} are said to be {'' if pair.holds else 'not '}independent"


def _missummed(brief: Brief) -> Iterator[Fault]:
    origins = origins_of(claims_of(brief, brief.lines))
    for line in brief.section(Section.SOURCE_SUMMARY):
        said = _TRACED.search(line.text)
        if said and count(said[1]) != len(origins):
            yield line.id, f"says {said[1]} origins where the claims have {len(origins)}"
        if said and said[2] and count(said[2]) != (true := len(corroborating(origins))):
            yield line.id, f"says {said[2]} independent origins where the claims have {true}"
        counted = _ARTICLES.search(line.text)
        if counted and count(counted[1]) != len(brief.sources):
            yield line.id, f"says {counted[1]} articles where {len(brief.sources)} are listed"
