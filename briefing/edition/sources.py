"""The numbered sources, each with what is known of it: its profile on the desk, else what it does on this page."""

from __future__ import annotations

from briefing.desk import Desk, SourceProfile
from briefing.edition.parts import Parts
from briefing.language.names import fold
from briefing.types import Article, Source


def source(number: int, article: Article, parts: Parts) -> Source:
    """Return the numbered source that an article is, with a descriptor (ICD 206 D.3.c)."""
    profile = _profile(article.publisher, parts.desk)
    return Source(
        number=number,
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=article.sha256,
        descriptor=profile.descriptor if profile and profile.descriptor else _described(article, parts),
        grade=profile.letter if profile else "F",
    )


def _described(article: Article, parts: Parts) -> str:
    """Say what an outlet without a profile does here: whom it relays, or that it speaks for itself."""
    relayed = dict.fromkeys(
        way.chain[0] for claim in parts.used for way in claim.lineages if way.article_id == article.id and way.chain[1:]
    )
    if not relayed:
        return "outlet of which the desk has no record; here reporting in its own voice"
    named = ", ".join(list(relayed)[:2]) + (" and others" if len(relayed) > 2 else "")
    return f"outlet of which the desk has no record; here relaying {named}"


def _profile(publisher: str, desk: Desk) -> SourceProfile | None:
    wanted = fold(publisher)
    return next((s for s in desk.sources if wanted in {fold(name) for name in (s.name, *s.spellings)}), None)
