"""Rows of the archive as the values they stand for, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from briefing import digest
from briefing.archive.schema import damaged
from briefing.types import Article, Calibration, DateBasis, DateSpan, KindCount, Part, Passage, Sentence


def metadata(article: Article) -> tuple[str | None, ...]:
    """Return what may change about a stored article: title, publisher, url and the four columns of its date."""
    when = article.published
    return (
        article.title,
        article.publisher,
        article.url,
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
        when.basis.value,
        when.evidence,
    )


def span(earliest: str | None, latest: str | None, basis: str, evidence: str) -> DateSpan:
    """Return the date that four columns hold."""
    first, last = (date.fromisoformat(day) if day else None for day in (earliest, latest))
    return DateSpan(first, last, DateBasis(basis), evidence)


def article(path: Path, columns: Sequence[Any], sentences: Iterable[Sentence]) -> Article:
    """Return an article from id, source_key, title, publisher, url, date (4), raw, sha256.

    Raises ArchiveError when the snapshot no longer has its digest.
    """
    article_id, source_key, title, publisher, url, *when, raw, sha256 = columns
    if digest.sha256(raw) != sha256:
        raise damaged(path, f"the snapshot of article {article_id!r} differs from its digest")
    text = raw.decode("utf-8")
    return Article(article_id, source_key, title, publisher, url, span(*when), text, sha256, tuple(sentences))


def sentence(number: int, start: int, end: int, part: str, paragraph: int) -> Sentence:
    """Return a sentence from its columns."""
    return Sentence(number, start, end, Part(part), paragraph)


def passage(article_id: str, number: int, start: int, end: int, sentences: str) -> Passage:
    """Return a passage from its columns; `sentences` is numbers with spaces between."""
    return Passage(article_id, number, start, end, tuple(int(n) for n in sentences.split()))


def sentence_columns(article: Article) -> list[tuple[int, int, int, str, int]]:
    """Return a row for each sentence of an article, without the article."""
    return [(s.number, s.start, s.end, s.part.value, s.paragraph) for s in article.sentences]


def passage_columns(passages: Sequence[Passage]) -> list[tuple[int, int, int, str]]:
    """Return a row for each passage, without the article."""
    return [(p.number, p.start, p.end, " ".join(map(str, p.sentences))) for p in passages]


def split_digest(article: Article, passages: Sequence[Passage]) -> str:
    """Return the digest of an article's id and of how it is cut into sentences and passages."""
    return digest.of_json([article.id, sentence_columns(article), passage_columns(passages)])


def calibration_text(made: Calibration) -> str:
    """Return a calibration as JSON, the form in which it is stored and travels."""
    return json.dumps(asdict(made) | {"made": made.made.isoformat()}, ensure_ascii=False, indent=2) + "\n"


def calibration(text: str) -> Calibration:
    """Return the calibration that JSON holds; ValueError, KeyError or TypeError when it holds none."""
    table = json.loads(text)
    kinds = tuple(KindCount(**row) for row in table.pop("kinds"))
    day, editions = date.fromisoformat(table.pop("made")), tuple(table.pop("editions"))
    return Calibration(made=day, editions=editions, kinds=kinds, **table)
