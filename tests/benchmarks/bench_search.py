"""Search, retrieval and near-copies on real news, SQLite FTS5 and the store interleaved in one run.

    python tests/benchmarks/bench_search.py [COPIES]

The corpus is the shared data's articles, passages shuffled into COPIES variants (default 20) so that its size matters.
Trust the ratios. Skips, with the reason, when the data is not there (BRIEFING_DATA, or ../shared/data beside the
checkout).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from shelf import article, seed_articles  # noqa: E402

from briefing.archive import Archive  # noqa: E402
from briefing.desk import load  # noqa: E402
from briefing.language.copies import clusters  # noqa: E402
from briefing.language.terms import terms  # noqa: E402
from briefing.retrieve import COPY, retrieve  # noqa: E402
from briefing.split import passages, split  # noqa: E402
from briefing.types import Article, Passage  # noqa: E402

DATA = Path(os.environ.get("BRIEFING_DATA", ROOT.parent / "shared" / "data"))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def news() -> Iterator[tuple[str, str, date | None]]:
    for line in (DATA / "syria_news_2011_2016.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        month, day, year = map(int, row["date"].split("/"))
        yield "syria" + row["id"], f"{row['title']}\n\n{row['text']}", date(year, month, day)
    for name in ("egypt", "libya"):
        with gzip.open(DATA / f"timeline_{name}_articles.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield row["id"], row["text"], date.fromisoformat(row["date"])


def made(texts: Sequence[tuple[str, str, date | None]]) -> list[Article]:
    return [split(replace(article(text, key, day), sentences=())) for key, text, day in texts]


def variants(texts: Sequence[tuple[str, str, date | None]], copies: int) -> Iterator[tuple[str, str, date | None]]:
    """The corpus, then its articles again with their paragraphs mixed among one another."""
    yield from texts
    chance = random.Random(7)
    pieces = [piece for _, text, _ in texts for piece in text.split("\n") if piece.strip()]
    for copy in range(1, copies):
        for key, text, day in texts:
            yield f"{key}-{copy}", "\n\n".join(chance.choices(pieces, k=max(1, text.count("\n")))), day


def queries(texts: Sequence[tuple[str, str, date | None]]) -> list[list[str]]:
    """Five to ten words, half of them frequent."""
    chance = random.Random(3)
    words = [word for _, text, _ in texts for word in terms(text) if len(word) > 3]
    rare = sorted(set(words))
    return [chance.sample(words, chance.randint(3, 5)) + chance.sample(rare, chance.randint(2, 5)) for _ in range(200)]


def fill_fts(connection: sqlite3.Connection, articles: Sequence[Article], cut: dict[str, tuple[Passage, ...]]) -> None:
    connection.execute("CREATE VIRTUAL TABLE p USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')")
    rows = ((" ".join(terms(one.text[p.start : p.end])),) for one in articles for p in cut[one.id])
    connection.executemany("INSERT INTO p VALUES (?)", rows)
    connection.commit()


def fts(connection: sqlite3.Connection, words: Sequence[str]) -> list[object]:
    asked = " OR ".join(f'"{word}"' for word in words)
    return connection.execute(
        "SELECT rowid, bm25(p) AS s FROM p WHERE p MATCH ? ORDER BY s LIMIT 20", (asked,)
    ).fetchall()


def spread(name: str, times: Sequence[float]) -> float:
    ordered = sorted(times)
    print(f"  {name:<24} p50 {statistics.median(times):8.2f} ms   p95 {ordered[len(ordered) * 95 // 100]:8.2f} ms")
    return statistics.median(times)


def search_speed(folder: Path, copies: int) -> None:
    texts = list(variants(list(news()), copies))
    articles = made(texts)
    cut = {one.id: passages(one) for one in articles}
    print(f"{len(articles)} articles, {sum(map(len, cut.values()))} passages")
    with Archive.open(folder / "archive.sqlite") as archive, closing(sqlite3.connect(folder / "fts.sqlite")) as other:
        print(f"  store                    {timed(lambda: archive.add(articles, cut)):8.0f} ms")
        print(f"  index (tantivy)          {timed(lambda: archive.search(['warm'], 1)):8.0f} ms")
        print(f"  index (FTS5)             {timed(lambda: fill_fts(other, articles, cut)):8.0f} ms")
        asked = queries(list(news()))
        fts(other, asked[0])
        ours, theirs = [], []
        for words in asked:
            ours.append(timed(lambda words=words: archive.search(words, 20)))
            theirs.append(timed(lambda words=words: fts(other, words)))
        ratio = spread("FTS5", theirs) / spread("archive.search", ours)
        print(f"  FTS5 / archive.search    {ratio:8.1f} x")
    opened = [timed(lambda: reopened(folder)) for _ in range(5)]
    spread("open and first search", opened)


def reopened(folder: Path) -> None:
    with Archive.open(folder / "archive.sqlite") as archive:
        archive.search(["Cairo"], 20)


def desk_retrieval(folder: Path) -> None:
    desk = load(ROOT / "seeds" / "egypt-syria.toml")
    articles = [split(replace(one, sentences=())) for one in seed_articles()] + made(list(news()))
    with Archive.open(folder / "desk.sqlite") as archive:
        archive.add(articles, {one.id: passages(one) for one in articles})
        archive.search(["warm"], 1)
        taken = retrieve(archive, desk, date(2019, 1, 1))
        cost = statistics.median(timed(lambda: retrieve(archive, desk, date(2019, 1, 1))) for _ in range(5))
    print(f"the Egypt-Syria desk over {len(articles)} articles: {cost:.0f} ms, {taken.held_out}")
    for selection in taken.selections:
        print(f"  {selection.score:7.2f}  {selection.article.source_key:<28} {selection.article.text[:70]!r}")


def near_copies() -> None:
    texts = [text for key, text, _ in news() if key.startswith("syria")]
    cost = statistics.median(timed(lambda: clusters(texts)) for _ in range(3))
    found = [group for group in clusters(texts) if len(group) > 1]
    print(f"near-copies: {len(texts)} articles in {cost:.0f} ms, {len(found)} clusters of two or more")
    chance = random.Random(5)
    for share in (0.02, 0.05, 0.10):
        edited = [" ".join("altered" if chance.random() < share else w for w in text.split()) for text in texts[:200]]
        for threshold in (0.5, COPY):
            pairs = clusters(texts[:200] + edited, threshold)
            met = sum(any({n, n + 200} <= set(group) for group in pairs) for n in range(200))
            print(f"  {share:.0%} of words altered, threshold {threshold}: {met / 2:.0f} % found again")


def arabic(folder: Path) -> None:
    data = json.loads((DATA / "xquad_ar.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for entry in data for paragraph in entry["paragraphs"]]
    articles = [article(paragraph["context"].replace("\n", " "), f"p{n:03}") for n, paragraph in enumerate(paragraphs)]
    with Archive.open(folder / "arabic.sqlite") as archive:
        archive.add(articles, {one.id: (Passage(one.id, 1, 0, len(one.text), (1,)),) for one in articles})
        asked = [(qa["question"], n) for n, paragraph in enumerate(paragraphs) for qa in paragraph["qas"]]
        found = [rank(archive, question, articles[n].id) for question, n in asked]
    first, five = (sum(0 < place <= depth for place in found) / len(asked) for depth in (1, 5))
    print(f"Arabic: {len(asked)} questions over {len(articles)} passages: R@1 {first:.3f}, R@5 {five:.3f}")


def rank(archive: Archive, question: str, wanted: str) -> int:
    """The place of the wanted article among the first five, from 1; 0 when it is not there."""
    found = [passage.article_id for passage, _ in archive.search(question.split(), 5)]
    return found.index(wanted) + 1 if wanted in found else 0


def main() -> None:
    if not (DATA / "syria_news_2011_2016.jsonl").exists():
        print(f"skipped: no data in {DATA}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        search_speed(folder, int(sys.argv[1]) if len(sys.argv) > 1 else 20)
        desk_retrieval(folder)
        near_copies()
        arabic(folder)


if __name__ == "__main__":
    main()
