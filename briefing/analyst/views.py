"""What a prompt is shown: plain dicts made from frozen values, and the fence they stand between.

Everything here that came from an article is data. A view names things by ids from lists made for one call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.analyst.sentences import Asked, Words
from briefing.desk import Desk
from briefing.digest import canonical, sha256
from briefing.language.dates import printed, time_expressions
from briefing.language.names import Spellings, fold
from briefing.language.yardsticks import Yardstick
from briefing.types import (
    Article,
    Citation,
    Claim,
    Conflict,
    DateSpan,
    DraftLine,
    Passage,
    Record,
    Role,
    Section,
    WeighedClaim,
)

View = dict[str, Any]


def fence(*views: Any) -> str:
    """Return a marker line for exactly this data: no text can hold the digest of itself."""
    return f"data {sha256(canonical(list(views)))[:24]}"


def desk_view(desk: Desk) -> View:
    return {
        "topic": desk.topic,
        "key_question": desk.key_question,
        "questions": [{"text": question.text} for question in desk.questions],
    }


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as a prompt sees it; `times` resolves the time ids that the prompt was given."""

    article: View
    sentences: list[View]
    times: Mapping[str, DateSpan]


def article_view(article: Article, passages: Sequence[Passage]) -> ArticleView:
    """Number the citable sentences of the given passages, and the time expressions found in them."""
    wanted = {number for passage in passages for number in passage.sentences}
    times: dict[str, DateSpan] = {}
    sentences: list[View] = []
    for sentence in article.sentences:
        if not sentence.citable or sentence.number not in wanted:
            continue
        words = article.words(sentence)
        found = []
        for expression in time_expressions(words, article.published):
            key = f"t{len(times) + 1}"
            times[key] = expression.when
            found.append({"id": key, "text": expression.text, "when": printed(expression.when)})
        sentences.append({"id": f"s{sentence.number}", "text": " ".join(words.split()), "times": found})
    head = {"publisher": article.publisher, "title": article.title, "published": printed(article.published)}
    return ArticleView(head, sentences, times)


def claim_view(weighed: WeighedClaim, quoted: Iterable[Claim]) -> View:
    """A weighed claim with the words it rests on; `quoted` are the member claims whose words are shown."""
    lead = weighed.lead
    return {
        "id": weighed.id,
        "statement": lead.statement,
        "attribution": lead.attribution,
        "anonymous": lead.anonymous,
        "kind": lead.kind.value,
        "hedge": lead.hedge.value,
        "event": _event(weighed.event),
        "published": printed(lead.published),
        "background": weighed.background,
        "corroboration": weighed.corroboration,
        "origins": ", ".join(origin.name for origin in weighed.origins),
        "articles": len({claim.article_id for claim in weighed.claims}),
        "cap": weighed.cap.value,
        "quotes": [{"publisher": c.outlet, "text": _flat(q.quote)} for c in quoted for q in c.citations],
    }


def names_view(record: Sequence[WeighedClaim], desk: Desk) -> list[str]:
    """Return the desk's spelling of everyone whom the claims name."""
    spellings = Spellings(desk.people)
    found = {
        mention.entity
        for weighed in record
        for c in weighed.quoted
        for q in c.citations
        for mention in spellings.mentions(q.quote)
    }
    return sorted(found)


def yardstick_view(yardstick: Yardstick) -> View:
    return {"name": yardstick.name, "terms": [band.term for band in yardstick.bands]}


def conflict_view(conflict: Conflict) -> View:
    return {
        "id": conflict.id,
        "kind": conflict.kind.value,
        "about": conflict.about,
        "sides": [
            {"value": value, "claim": claim.statement, "attribution": claim.attribution}
            for value, claim in conflict.sides
        ],
    }


def asked(line: DraftLine, citations: Sequence[Citation], record: Record, spellings: Spellings) -> Asked:
    """A sentence with its quotations as the judge sees them, each under a note of what code knows about it."""
    spoken: dict[Citation, tuple[WeighedClaim, Claim]] = {}
    for weighed in record.claims:
        if weighed.id in line.claim_ids:
            for claim in weighed.quoted:
                for citation in claim.citations:
                    spoken.setdefault(citation, (weighed, claim))
    kind = line.section.value.replace("_", " ") if line.role is Role.REPORTED else line.role.value
    kind = f"{kind} {line.label}" if line.section is Section.KEY_JUDGMENTS else kind
    written = {f"{m.text} is {m.entity}": None for m in spellings.mentions(line.text) if fold(m.text) != fold(m.entity)}
    words = tuple(Words(_note(*spoken[c], c), _flat(c.quote)) for c in citations)
    return Asked(kind, line.text, words, tuple(written))


def _note(weighed: WeighedClaim, claim: Claim, citation: Citation) -> str:
    speaker = f"; speaking: {claim.speaker}" if claim.speaker else "; speaking: the article itself"
    relays = f", passed on by {', '.join(claim.relays)}" if claim.relays else ""
    found = time_expressions(citation.quote, claim.published)
    dates = "".join(f'; "{item.text}" is {printed(item.when)}' for item in found)
    event = f"; the event it tells of is dated {_event(weighed.event)}" if weighed.event.known else ""
    return f"{claim.outlet}, published {printed(claim.published)}{speaker}{relays}{dates}{event}"


def _event(span: DateSpan) -> str:
    """Return when something happened, so that an interval is not taken for a duration."""
    return printed(span) if span.earliest == span.latest else f"at some time within {printed(span)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
