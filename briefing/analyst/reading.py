"""A model's report on one article made into claims: ids looked up, names found in the text, words cut by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.analyst import Reading
from briefing.analyst.views import ArticleView
from briefing.desk import Desk
from briefing.digest import of_json, short
from briefing.drafts import ArticleClaims, ReportedClaim
from briefing.language.hedges import hedge_of
from briefing.language.names import Spellings, fold
from briefing.types import UNKNOWN_DATE, Article, Citation, Claim, DateSpan, DroppedClaim, Hedge


@dataclass(frozen=True, slots=True)
class _Lookup:
    article: Article
    times: Mapping[str, DateSpan]
    shown: frozenset[str]  # the sentence ids of this call
    desk: Desk


def claims_of(reply: ArticleClaims, article: Article, view: ArticleView, desk: Desk) -> Reading:
    """Make claims of a reply to `view`; what points at nothing there, or credits someone unnamed there, is dropped."""
    lookup = _Lookup(article, view.times, frozenset(sentence["id"] for sentence in view.sentences), desk)
    claims: dict[str, Claim] = {}
    dropped: list[DroppedClaim] = []
    for reported in reply.claims:
        if fault := _fault(reported, lookup):
            dropped.append(DroppedClaim(article.id, reported.statement, *fault))
        else:
            claim = _claim(reported, lookup)
            claims.setdefault(claim.id, claim)
    return Reading(tuple(claims.values()), tuple(dropped))


def _fault(reported: ReportedClaim, lookup: _Lookup) -> tuple[str, str] | None:
    if unknown := [key for key in reported.sentences if key not in lookup.shown]:
        return "ids", f"points at {unknown[0]!r}, which is no sentence of this call"
    if reported.time is not None and reported.time not in lookup.times:
        return "ids", f"points at {reported.time!r}, which is no time expression of this call"
    text = fold(lookup.article.text)
    for name in filter(None, (reported.speaker, *reported.relays)):
        if not _found(name, text):
            return "speaker", f"credits {name!r}, whom the article does not name"
    return None


def _found(name: str, folded: str) -> bool:
    words = [word for word in re.findall(r"\w+", fold(name)) if len(word) > 2]
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", folded) for word in words)


def _claim(reported: ReportedClaim, lookup: _Lookup) -> Claim:
    article = lookup.article
    numbers = sorted({int(key.removeprefix("s")) for key in reported.sentences})
    spans = [sentence for sentence in article.sentences if sentence.number in numbers]
    citations = tuple(Citation(article.id, s.start, s.end, article.words(s)) for s in spans)
    publisher = fold(article.publisher)
    speaker = "" if fold(reported.speaker or "") == publisher else (reported.speaker or "")
    relays = tuple(
        _known(name, lookup.desk) for name in reported.relays if fold(name) not in {publisher, fold(speaker)}
    )
    return Claim(
        id="c" + short(of_json([article.id, reported.statement, numbers])),
        article_id=article.id,
        statement=" ".join(reported.statement.split()),
        citations=citations,
        speaker=_label(speaker, lookup.desk, anonymous=reported.anonymous),
        anonymous=reported.anonymous and bool(speaker),
        relays=relays,
        outlet=article.publisher,
        kind=reported.kind,
        hedge=hedge_of(reported.statement) if reported.hedge is Hedge.NONE else reported.hedge,
        event=lookup.times[reported.time] if reported.time else UNKNOWN_DATE,
        published=article.published,
    )


def _known(name: str, desk: Desk) -> str:
    """Return the desk's name for a source or person it knows ("Syria's state news agency SANA" is SANA)."""
    known = {source.name for source in desk.sources} | {person.name for person in desk.people}
    found = {mention.entity for mention in Spellings(desk.names).mentions(name)} & known
    return found.pop() if len(found) == 1 else _bare(name)


def _bare(name: str) -> str:
    """Return a name as printed: without its article and its quotation marks."""
    return re.sub(r"^(?:an?|the)\s+", "", re.sub(r"[“”\"]", "", name).strip(), flags=re.IGNORECASE)


def _label(speaker: str, desk: Desk, *, anonymous: bool) -> str:
    """Return a speaker as printed: by the desk's name, an unnamed one called so."""
    bare = _known(speaker, desk) if not anonymous else _bare(speaker)
    if anonymous and bare and not re.match(r"(?:unnamed|anonymous)\b", bare, re.IGNORECASE):
        return f"unnamed {bare}"
    return bare
