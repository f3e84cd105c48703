"""Statements of the ledger: what reviewers decided and what was published. Rows are added; none is ever changed.

Two reviewers may write to one archive. A decision is added only while the last decision on its subject is still the
one its reviewer saw; so nobody's decision is overwritten by someone who did not know of it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from briefing.errors import DecisionConflict
from briefing.types import Decision, Publication


def decide(connection: sqlite3.Connection, decision: Decision, seen: int) -> int:
    """Add a decision and return its id; DecisionConflict when `seen` is not the last one on its subject.

    The caller has a transaction open that holds off other writers.
    """
    desk, key = decision.edition.desk_id, decision.subject.key
    last = connection.execute(
        "SELECT id, content FROM decisions WHERE desk = ? AND subject = ? ORDER BY id DESC LIMIT 1", (desk, key)
    ).fetchone()
    if last is not None and last[0] != seen:
        raise overtaken(_decision(*last))
    cursor = connection.execute(
        "INSERT INTO decisions (desk, subject, action, reviewer, made, content) VALUES (?, ?, ?, ?, ?, ?)",
        (desk, key, decision.action.value, decision.reviewer, decision.made.isoformat(), _text(decision)),
    )
    return int(cursor.lastrowid or 0)


def overtaken(last: Decision) -> DecisionConflict:
    """Return the error for a decision whose reviewer did not know of the last one on the same sentence."""
    why = f" ({last.reason})" if last.reason else ""
    return DecisionConflict(
        f"{last.reviewer!r} decided on this sentence in the meantime: {last.action.value}{why}",
        "nothing was overwritten; look at that decision, then decide again or leave it",
    )


def decisions(connection: sqlite3.Connection, desk: str, after: int) -> tuple[Decision, ...]:
    """Return the decisions on sentences of a desk whose ids are greater than `after`, the first one taken first."""
    found = connection.execute("SELECT id, content FROM decisions WHERE desk = ? AND id > ? ORDER BY id", (desk, after))
    return tuple(_decision(*row) for row in found)


def publish(connection: sqlite3.Connection, publication: Publication) -> None:
    """Add a published edition, unless it is there."""
    edition = publication.edition
    connection.execute(
        "INSERT INTO publications (desk, as_of, brief, made, content) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            edition.desk_id,
            edition.as_of.isoformat(),
            edition.brief,
            publication.made.isoformat(),
            _publications().dump_json(publication).decode(),
        ),
    )


def published(connection: sqlite3.Connection, brief: str) -> Publication | None:
    """Return the publication of the edition whose brief.json has this digest."""
    found = connection.execute("SELECT content FROM publications WHERE brief = ?", (brief,)).fetchone()
    return None if found is None else _publications().validate_json(found[0])


def _text(decision: Decision) -> str:
    return _decisions().dump_json(replace(decision, id=0)).decode()


def _decision(number: int, content: str) -> Decision:
    return replace(_decisions().validate_json(content), id=number)


@cache
def _decisions() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


@cache
def _publications() -> TypeAdapter[Publication]:
    return TypeAdapter(Publication)
