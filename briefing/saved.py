"""A saved edition read back: the brief and the snapshots it cites, as the values they were written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefing.errors import CheckFailed
from briefing.receipts import made_by, read_table
from briefing.split import split
from briefing.types import Article, Brief, Source

HINT = "name the folder of an edition, such as briefs/DESK/DATE; one made by an older version has to be made again"


@dataclass(frozen=True, slots=True)
class Saved:
    """An edition's brief, and the stored text of each cited article by its id."""

    brief: Brief
    texts: Mapping[str, str]


def load(folder: Path) -> Saved:
    """Read the edition in a folder; CheckFailed when it is missing, damaged or of another format."""
    brief, texts = _table(folder / "brief.json"), _table(folder / "sources.json")
    if told := made_by(brief.get("format")):
        raise CheckFailed(f"{str(folder / 'brief.json')!r} {told}", HINT)
    try:
        articles = {key: str(article["text"]) for key, article in texts["articles"].items()}
        return Saved(_adapter().validate_python(_fields(brief)), articles)
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        first = (
            error.errors()[0]
            if isinstance(error, ValidationError)
            else {"loc": (), "msg": "a value is not of its kind"}
        )
        where = " -> ".join(str(part) for part in first["loc"])
        raise CheckFailed(f"{str(folder)!r} is not as it was written: {where} {first['msg']}", HINT) from None


def articles(saved: Saved) -> dict[str, Article]:
    """Return the articles that an edition cites and whose text is kept with it, split anew, by their ids."""
    sources = sorted((*saved.brief.sources, *saved.brief.cut_sources), key=lambda source: source.article_id)
    held = (source for source in sources if source.article_id in saved.texts)
    return {source.article_id: _article(source, saved.texts[source.article_id]) for source in held}


def _article(source: Source, text: str) -> Article:
    return split(
        Article(
            id=source.article_id,
            source_key=source.url or source.article_id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
            text=text,
            sha256=source.sha256,
            sentences=(),
        )
    )


def _table(path: Path) -> dict[str, Any]:
    table = read_table(path)
    if isinstance(table, str):
        raise CheckFailed(f"{str(path.parent)!r}: {table}", HINT)
    return table


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in table.items() if key != "format"}
    fields["lines"] = fields.pop("sentences")
    fields["tally"] = {key: value for key, value in fields["tally"].items() if key not in {"drafted", "coverage"}}
    return fields


@cache
def _adapter() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)
