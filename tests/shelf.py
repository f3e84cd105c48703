"""Articles made for the archive's and retrieval's tests: one paragraph a passage, one line a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from briefing import digest
from briefing.archive import Archive
from briefing.types import UNKNOWN_DATE, Article, DateBasis, DateSpan, Part, Passage, Sentence

SEEDS = Path(__file__).parent.parent / "seeds"
SEED_DAYS = {
    "000": date(2016, 10, 17),
    "001": date(2015, 9, 17),
    "002": date(2016, 10, 18),
    "003": date(2016, 10, 17),
    "004": date(2018, 12, 24),
}


def article(
    text: str, key: str = "one", published: date | None = date(2016, 10, 17), title: str = "", publisher: str = "Daily"
) -> Article:
    sha256 = digest.sha256(text.encode())
    span = DateSpan(published, published, DateBasis.METADATA, "test") if published else UNKNOWN_DATE
    name = "a" + digest.sha256(f"{key}\n{sha256}".encode())[:12]
    return Article(name, key, title, publisher, f"https://example.org/{key}", span, text, sha256, _sentences(text))


def _sentences(text: str) -> tuple[Sentence, ...]:
    found = []
    for paragraph, block in enumerate(re.finditer(r"(?:[^\n]+\n?)+", text), 1):
        lines = re.finditer(r"[^\n]+", block.group())
        found += [(block.start() + line.start(), block.start() + line.end(), paragraph) for line in lines]
    return tuple(Sentence(n, start, end, Part.BODY, paragraph) for n, (start, end, paragraph) in enumerate(found, 1))


def passages(one: Article) -> tuple[Passage, ...]:
    paragraphs = sorted({s.paragraph for s in one.sentences})
    runs = [[s for s in one.sentences if s.paragraph == paragraph] for paragraph in paragraphs]
    return tuple(
        Passage(one.id, n, run[0].start, run[-1].end, tuple(s.number for s in run)) for n, run in enumerate(runs, 1)
    )


def store(archive: Archive, articles: Sequence[Article]) -> int:
    return archive.add(articles, {one.id: passages(one) for one in articles})


def words(articles: Iterable[Article], hits: Iterable[tuple[Passage, float]]) -> list[str]:
    """The found passages' text, best first."""
    by_id = {one.id: one for one in articles}
    return [by_id[passage.article_id].text[passage.start : passage.end] for passage, _ in hits]


def seed_articles() -> list[Article]:
    files = sorted((SEEDS / "articles").glob("*.txt"))
    return [article(f.read_bytes().decode(), f.stem, SEED_DAYS[f.name[:3]], publisher=f.name[:3]) for f in files]
