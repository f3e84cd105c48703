"""Statements that read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from briefing.archive import rows
from briefing.types import Article, Calibration, DateSpan, Passage, Sentence

FIRST_CHAIN = ""  # of an archive in which nothing was stored yet
_CURRENT = "seq IN (SELECT article FROM current)"
_NAMED = "id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as far as choosing needs it. `citable` is whether it has any passage."""

    id: str
    published: DateSpan
    citable: bool


def listing(connection: sqlite3.Connection) -> tuple[Listed, ...]:
    """Return every article that is not superseded, by source key."""
    found = connection.execute(
        """SELECT a.id, earliest, latest, basis, evidence,
                  EXISTS (SELECT 1 FROM passages AS p WHERE p.article = a.seq)
           FROM articles AS a JOIN current AS c ON c.article = a.seq ORDER BY a.source_key"""
    )
    return tuple(Listed(i, rows.span(*when), bool(citable)) for i, *when, citable in found)


def articles(connection: sqlite3.Connection, path: Path, ids: Sequence[str] | None) -> tuple[Article, ...]:
    """Return the named articles in that order, or all that are not superseded, by source key."""
    chosen = _CURRENT if ids is None else _NAMED
    values = () if ids is None else (json.dumps(list(ids)),)
    found = connection.execute(
        f"""SELECT id, source_key, title, publisher, url, earliest, latest, basis, evidence, raw, sha256
            FROM articles WHERE {chosen} ORDER BY source_key, seq""",  # noqa: S608 - names of ours only
        values,
    ).fetchall()
    sentences = _sentences(connection, chosen, values)
    made = [rows.article(path, columns, sentences.get(columns[0], ())) for columns in found]
    return tuple(made) if ids is None else _in_order(made, ids)


def passages(connection: sqlite3.Connection, article_ids: Sequence[str]) -> tuple[Passage, ...]:
    """Return the passages of the named articles in that order, each article's by offset."""
    found = connection.execute(
        """SELECT a.id, number, start, "end", sentences FROM passages AS p JOIN articles AS a ON a.seq = p.article
           WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY start, number""",
        (json.dumps(list(article_ids)),),
    )
    place = {article_id: n for n, article_id in reversed(list(enumerate(article_ids)))}
    return tuple(sorted((rows.passage(*columns) for columns in found), key=lambda p: place[p.article_id]))


def searchable(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Passage]:
    """Return, of the passages with these keys, those of articles that are not superseded."""
    found = connection.execute(
        """SELECT key, a.id, number, start, "end", sentences FROM passages AS p
           JOIN articles AS a ON a.seq = p.article JOIN current AS c ON c.article = a.seq
           WHERE key IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(keys)),),
    )
    return {key: rows.passage(*columns) for key, *columns in found}


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and chain of the last batch."""
    found = connection.execute("SELECT seq, chain FROM batches ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, FIRST_CHAIN) if found is None else (int(found[0]), str(found[1]))


def continues(connection: sqlite3.Connection, seq: int, chain: str) -> bool:
    """Return whether an index made at that batch lacks nothing but later passages."""
    if (seq, chain) == (0, FIRST_CHAIN):
        return True
    known = connection.execute("SELECT chain FROM batches WHERE seq = ?", (seq,)).fetchone()
    redone = connection.execute("SELECT 1 FROM batches WHERE seq > ? AND resplit", (seq,)).fetchone()
    return known is not None and known[0] == chain and redone is None


def texts(connection: sqlite3.Connection, after: int) -> Iterator[tuple[int, str]]:
    """Yield key and text of every passage stored after that batch, in order of keys."""
    found = connection.execute(
        """SELECT p.article, key, start, "end" FROM passages AS p JOIN articles AS a ON a.seq = p.article
           WHERE a.batch > ? ORDER BY p.article, key""",
        (after,),
    ).fetchall()
    for seq, group in groupby(found, key=lambda columns: columns[0]):
        raw = connection.execute("SELECT raw FROM articles WHERE seq = ?", (seq,)).fetchone()[0]
        text = raw.decode("utf-8")
        yield from ((key, text[start:end]) for _, key, start, end in group)


def reply(connection: sqlite3.Connection, key: str) -> str | None:
    """Return the reply kept under `key`, or None."""
    found = connection.execute("SELECT text FROM replies WHERE key = ?", (key,)).fetchone()
    return None if found is None else str(found[0])


def last_calibration(connection: sqlite3.Connection, model: str) -> Calibration | None:
    """Return the newest calibration made with `model` ("": by code alone), of one day the one stored last."""
    found = connection.execute(
        "SELECT content FROM calibrations WHERE model = ? ORDER BY made DESC, seq DESC LIMIT 1", (model,)
    ).fetchone()
    return None if found is None else rows.calibration(found[0])


def _sentences(connection: sqlite3.Connection, chosen: str, values: tuple[str, ...]) -> dict[str, tuple[Sentence, ...]]:
    found = connection.execute(
        f"""SELECT a.id, number, start, "end", part, paragraph FROM sentences AS s JOIN articles AS a
            ON a.seq = s.article WHERE a.{chosen} ORDER BY a.seq, number""",  # noqa: S608 - names of ours only
        values,
    )
    grouped = groupby(found, key=lambda columns: columns[0])
    return {article_id: tuple(rows.sentence(*columns[1:]) for columns in group) for article_id, group in grouped}


def _in_order(made: Sequence[Article], ids: Sequence[str]) -> tuple[Article, ...]:
    by_id = {article.id: article for article in made}
    return tuple(by_id[article_id] for article_id in ids if article_id in by_id)
