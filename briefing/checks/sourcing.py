"""Whether what a sentence cites is there: verbatim in the snapshot, the article's own reporting, before the cut-off."""

from __future__ import annotations

from briefing.evidence import Evidence
from briefing.types import Citation, DraftLine


def cited(line: DraftLine, evidence: Evidence) -> str:
    """Fail a sentence without citations, or with one that is not as the snapshot has it."""
    del line
    if not evidence.citations:
        return "cites nothing"
    return next(filter(None, (_bad_citation(citation, evidence) for citation in evidence.citations)), "")


def _bad_citation(citation: Citation, evidence: Evidence) -> str:
    article = evidence.articles.get(citation.article_id)
    if article is None:
        return f"cites an article that is not in this edition ({citation.article_id})"
    if article.text[citation.start : citation.end] != citation.quote:
        return f"quotation differs from the snapshot at {citation.article_id}:{citation.start}-{citation.end}"
    if not any(s.citable and s.start <= citation.start < s.end for s in article.sentences):
        return "cites text that is not the article's own reporting (caption, pull-quote, site text)"
    if article.published.latest is None or article.published.latest > evidence.as_of:
        return "cites an article from after the cut-off"
    return ""


def verbatim(line: DraftLine, evidence: Evidence) -> str:
    """Fail a line that is to be a quotation and differs from all it cites."""
    return "" if any(line.text == c.quote for c in evidence.citations) else "differs from the words it cites"
