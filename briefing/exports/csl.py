"""The numbered sources as CSL-JSON, the form reference managers and citation processors read.

The form is that of the schema of the Citation Style Language, csl-data.json 1.0.
"""

from __future__ import annotations

from briefing.digest import Json
from briefing.exports.wording import as_json
from briefing.language.plain import address, plain
from briefing.page import published
from briefing.types import Brief, DateBasis, DateSpan, Source


def sources(brief: Brief) -> str:
    """Return the cited articles as CSL-JSON text, in the order of their numbers.

    A date that is an interval is a range; one that was inferred, or is an interval, is marked "circa".
    """
    return as_json([_item(source) for source in brief.sources])


def _item(source: Source) -> Json:
    fields: dict[str, Json] = {
        "id": source.article_id,
        "type": "article-newspaper",
        "title": plain(source.title),
        "container-title": plain(source.publisher),
        "URL": address(source.url),
        "issued": _issued(source.published),
        "note": _note(source),
    }
    return {name: value for name, value in fields.items() if value}


def _issued(span: DateSpan) -> Json:
    if span.earliest is None or span.latest is None:
        return None
    days = dict.fromkeys((span.earliest, span.latest))
    parts: dict[str, Json] = {"date-parts": [[day.year, day.month, day.day] for day in days]}
    return parts | ({"circa": True} if len(days) == 2 or span.basis is DateBasis.INFERRED else {})


def _note(source: Source) -> str:
    grade = f"Admiralty reliability {plain(source.grade)}"
    said = (plain(source.descriptor), grade, plain(published(source)), f"SHA-256 of the text read: {source.sha256}")
    return "; ".join(part for part in said if part)
