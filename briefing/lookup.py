"""`briefing search`: what a desk would retrieve, or what its archive says of some words. No model."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from briefing import desk as desks
from briefing.archive import Archive
from briefing.language.dates import printed
from briefing.retrieve import Selection, retrieve, search
from briefing.settings import Settings


def lookup(settings: Settings, as_of: date, words: str, limit: int) -> dict[str, Any]:
    """Return the best passages up to a cut-off, and counts of what was held out. An empty archive is filled first."""
    desk = desks.load(settings.desk)
    with Archive.open(settings.archive) as archive:
        if not archive.articles():
            from briefing.pipeline import keep  # the whole pipeline, for the first search alone

            keep(desk.folder, archive)
        retrieved = retrieve(archive, desk, as_of)
        found = search(archive, desk, as_of, words, limit) if words else retrieved.selections
    passages = [item for selection in found for item in _passages(selection)]
    return {
        "desk": desk.id,
        "as_of": as_of.isoformat(),
        "query": words,
        "passages": passages[:limit],
        "held_out": asdict(retrieved.held_out),
    }


def _passages(selection: Selection) -> list[dict[str, Any]]:
    article = selection.article
    return [
        {
            "article_id": article.id,
            "publisher": article.publisher,
            "title": article.title,
            "published": printed(article.published),
            "start": passage.start,
            "end": passage.end,
            "text": " ".join(article.text[passage.start : passage.end].split()),
        }
        for passage in selection.passages
    ]
