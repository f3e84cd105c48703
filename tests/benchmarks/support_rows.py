"""The rows `bench_support` measures on, read from data that others labelled; none of it is kept here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support_scores import NO, PARTLY, YES, bm25

from briefing.digest import of_text
from briefing.split import split
from briefing.types import UNKNOWN_DATE, Article

DATA = Path(os.environ.get("BRIEFING_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
LONGEST_PAGE = 12_000  # characters; of a longer page so many sentences are shown
MOST_SENTENCES = 45


@dataclass(frozen=True)
class Row:
    """A sentence, the words it may rest on, and what others say of it.

    `shown` are the places in `words` that a model is shown; `sets` are sets of places that carry the sentence, or as
    much of it as is supported.
    """

    id: str
    group: str  # the document it is resampled by
    text: str
    note: str
    words: tuple[str, ...]
    shown: tuple[int, ...]
    label: str
    edits: tuple[str, ...] = ()
    sets: tuple[frozenset[int], ...] = ()

    @property
    def gold(self) -> str:
        return NO if self.label == PARTLY else self.label


def summedits(most: int) -> list[Row] | None:
    """Return the rows article by article (whole articles when `most` is given), None without the file.

    Within an article the order is by digest: in the file the unedited sentence stands first.
    """
    table = _read("summedits_news_dev.jsonl")
    if table is None:
        return None
    by_article: dict[str, list[Any]] = {}
    for row in sorted(table, key=lambda row: (row["id"].partition("_")[0], of_text(row["id"]))):
        by_article.setdefault(row["doc"], []).append(row)
    number = {article: n for n, article in enumerate(by_article, start=1)}
    kept = _spread(list(by_article), round(most * len(by_article) / len(table)))
    return [row for article in kept for row in _edits(f"news article {number[article]}", article, by_article[article])]


def wice(most: int) -> list[Row] | None:
    """Return the claims by id, at even distances when `most` is given; None without the file."""
    table = _read("wice_claims_dev.jsonl")
    if table is None:
        return None
    return [_claim(row) for row in _spread(sorted(table, key=lambda row: str(row["meta"]["id"])), most)]


SETS: Mapping[str, Callable[[int], list[Row] | None]] = {"SummEdits": summedits, "WiCE": wice}


def _read(name: str) -> list[Any] | None:
    path = DATA / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line] if path.is_file() else None


def _spread(things: list[Any], most: int) -> list[Any]:
    """All, or so many at even distances."""
    return [things[n * len(things) // most] for n in range(most)] if 0 < most < len(things) else things


def _edits(name: str, text: str, table: Sequence[Any]) -> list[Row]:
    cut = split(Article(name, name, "", "", "", UNKNOWN_DATE, text, "", ()))
    words = tuple(" ".join(text[s.start : s.end].split()) for s in cut.sentences)
    return [
        Row(
            id=row["id"],
            group=name,
            text=row["summary"],
            note=name,
            words=words,
            shown=_firsts(words),
            label=YES if row["label"] == 1 else NO,
            edits=tuple(row["edit_types"]),
        )
        for row in table
    ]


def _claim(row: Any) -> Row:
    words = tuple(row["evidence"])
    title = words[0].partition("TITLE:")[2].strip()
    first = {word: n for n, word in reversed(list(enumerate(words)))}
    gold = {frozenset(first[words[n]] for n in one if words[n]) for one in row["supporting_sentences"]}
    return Row(
        id=row["meta"]["id"],
        group=title or row["meta"]["id"],
        text=row["claim"],
        note=f"web page: {title[:80]}" if title else "web page",
        words=words,
        shown=_shown(row["claim"], words),
        label=row["label"].replace("_", " "),
        sets=tuple(sorted(gold - {frozenset()}, key=sorted)),
    )


def _firsts(words: Sequence[str]) -> tuple[int, ...]:
    """The places of the sentences, each wording once, the empty left out."""
    return tuple(n for n, word in enumerate(words) if word.strip() and word not in words[:n])


def _shown(claim: str, words: Sequence[str]) -> tuple[int, ...]:
    """All of a page's sentences; of a long page those that BM25 finds best, each with its neighbours, in order."""
    places = _firsts(words)
    if sum(len(words[n]) for n in places) <= LONGEST_PAGE:
        return places
    kept: set[int] = set()
    for best in bm25(claim, [words[n] for n in places]):
        if len(kept) >= MOST_SENTENCES:
            break
        kept |= {places[n] for n in (best - 1, best, best + 1) if 0 <= n < len(places)}
    return tuple(sorted(kept))
