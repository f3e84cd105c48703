"""The sources, each with what is known of it: its profile on the desk, and whom it relays where that says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.desk import Desk, SourceProfile
from briefing.language.names import fold
from briefing.types import Article, OriginKind, Source, WeighedClaim

_KINDS = {OriginKind.OUTLET: "outlet", OriginKind.UNKNOWN: "outlet of unknown kind"}


def source(article: Article, desk: Desk, claims: Sequence[WeighedClaim]) -> Source:
    """Return the source that an article is, not yet numbered, with a descriptor (ICD 206 D.3.c)."""
    profile = _profile(article.publisher, desk)
    return Source(
        number=0,
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=article.sha256,
        descriptor=(profile.descriptor if profile else "") or _described(article, profile, claims),
        grade=profile.letter if profile else "F",
    )


def _described(article: Article, profile: SourceProfile | None, claims: Sequence[WeighedClaim]) -> str:
    """Say what is known of an outlet, and what this article does: whom it relays, or that it speaks for itself."""
    relayed = dict.fromkeys(
        way.chain[0] for claim in claims for way in claim.lineages if way.article_id == article.id and way.chain[1:]
    )
    named = ", ".join(list(relayed)[:2]) + (" and others" if len(relayed) > 2 else "")
    return f"{_known(profile)}; here {f'relaying {named}' if relayed else 'reporting in its own voice'}"


def _known(profile: SourceProfile | None) -> str:
    if profile is None:
        return "outlet of which the desk has no record"
    kind = _KINDS.get(profile.kind, profile.kind.value)
    return f"{kind}; interest: {profile.interest}" if profile.interest else kind


def _profile(publisher: str, desk: Desk) -> SourceProfile | None:
    wanted = fold(publisher)
    return next((s for s in desk.sources if wanted in {fold(name) for name in (s.name, *s.spellings)}), None)
