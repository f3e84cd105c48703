"""Statements that store. The caller holds the lock and has a transaction open."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from briefing import digest
from briefing.archive import rows
from briefing.archive.reads import head
from briefing.errors import ArchiveError
from briefing.types import Article, Calibration, Passage


def add(connection: sqlite3.Connection, articles: Sequence[Article], passages: Mapping[str, Sequence[Passage]]) -> int:
    """Store or renew articles and make each the current one of its source; return how many are new."""
    seq, chain = head(connection)
    changes: list[str] = []
    new, resplit = 0, False
    # The batch's row comes first (articles refer to it) and goes again when nothing refers to it.
    connection.execute("INSERT INTO batches (seq, chain, resplit) VALUES (?, '', 0)", (seq + 1,))
    for article in articles:
        outcome = _store(connection, article, passages.get(article.id), seq + 1)
        changes += [outcome] if outcome else []
        new += outcome.startswith("new")
        resplit |= outcome.startswith("resplit")
        _make_current(connection, article)
    _seal(connection, seq + 1, digest.of_json([chain, changes]) if changes else "", resplit)
    return new


def put_reply(connection: sqlite3.Connection, key: str, text: str, meta: Mapping[str, str]) -> None:
    """Keep a reply under its key, in place of an earlier one."""
    about = tuple(meta.get(name, "") for name in ("prompt", "model", "made"))
    connection.execute(
        """INSERT INTO replies (key, text, prompt, model, made) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET text = excluded.text, prompt = excluded.prompt, model = excluded.model,
           made = excluded.made""",
        (key, text, *about),
    )


def add_calibration(connection: sqlite3.Connection, made: Calibration) -> None:
    """Keep a calibration beside the earlier ones."""
    connection.execute(
        "INSERT INTO calibrations (made, model, content) VALUES (?, ?, ?)",
        (made.made.isoformat(), made.model, rows.calibration_text(made)),
    )


def _store(connection: sqlite3.Connection, article: Article, passages: Sequence[Passage] | None, batch: int) -> str:
    """Return "new" or "resplit" with the digest of the split, or "" when the index is not touched."""
    stored = connection.execute("SELECT seq, split FROM articles WHERE id = ?", (article.id,)).fetchone()
    split = rows.split_digest(article, passages or ())
    if stored is None:
        _fill(connection, _insert(connection, article, split, batch), article, passages or ())
        return f"new {split}"
    seq, old = stored
    _renew(connection, seq, article)
    if passages is None or old == split:
        return ""
    for table in ("sentences", "passages"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (seq,))  # noqa: S608 - names of ours only
    connection.execute("UPDATE articles SET split = ? WHERE seq = ?", (split, seq))
    _fill(connection, seq, article, passages)
    return f"resplit {split}"


def _insert(connection: sqlite3.Connection, article: Article, split: str, batch: int) -> int:
    raw = article.text.encode()
    if digest.sha256(raw) != article.sha256:
        raise ArchiveError(f"article {article.id!r} does not have the digest it names", "collect it again")
    cursor = connection.execute(
        """INSERT INTO articles (id, source_key, title, publisher, url, earliest, latest, basis, evidence, raw, sha256,
           split, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (article.id, article.source_key, *rows.metadata(article), raw, article.sha256, split, batch),
    )
    return int(cursor.lastrowid or 0)


def _fill(connection: sqlite3.Connection, seq: int, article: Article, passages: Sequence[Passage]) -> None:
    connection.executemany(
        'INSERT INTO sentences (article, number, start, "end", part, paragraph) VALUES (?, ?, ?, ?, ?, ?)',
        [(seq, *columns) for columns in rows.sentence_columns(article)],
    )
    connection.executemany(
        'INSERT INTO passages (article, number, start, "end", sentences) VALUES (?, ?, ?, ?, ?)',
        [(seq, *columns) for columns in rows.passage_columns(passages)],
    )


def _renew(connection: sqlite3.Connection, seq: int, article: Article) -> None:
    """Write metadata only where it differs: a day without news should not wear the disk."""
    names = "title, publisher, url, earliest, latest, basis, evidence"
    marks = "(?, ?, ?, ?, ?, ?, ?)"
    values = rows.metadata(article)
    connection.execute(
        f"UPDATE articles SET ({names}) = {marks} WHERE seq = ? AND ({names}) IS NOT {marks}",  # noqa: S608 - names of ours only
        (*values, seq, *values),
    )


def _make_current(connection: sqlite3.Connection, article: Article) -> None:
    connection.execute(
        """INSERT INTO current (source_key, article) SELECT source_key, seq FROM articles WHERE id = ?
           ON CONFLICT (source_key) DO UPDATE SET article = excluded.article WHERE article <> excluded.article""",
        (article.id,),
    )


def _seal(connection: sqlite3.Connection, seq: int, chain: str, resplit: bool) -> None:
    """Give the batch its chain, or take it away when it changed nothing that is searched."""
    if chain:
        connection.execute("UPDATE batches SET chain = ?, resplit = ? WHERE seq = ?", (chain, resplit, seq))
    else:
        connection.execute("DELETE FROM batches WHERE seq = ?", (seq,))
