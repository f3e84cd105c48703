"""The ledger for other programs: every decision as JSON, or as a table whose cells no spreadsheet can run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from briefing.types import Decision

COLUMNS = ("id", "made", "reviewer", "action", "desk", "as_of", "brief", "section", "text", "reason", "new_text")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # full-width forms as well


def row(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON values."""
    edition, subject = decision.edition, decision.subject
    return {
        "id": decision.id,
        "made": decision.made.isoformat(),
        "reviewer": decision.reviewer,
        "action": decision.action.value,
        "desk": edition.desk_id,
        "as_of": edition.as_of.isoformat(),
        "brief": edition.brief,
        "section": decision.section.value,
        "text": decision.text,
        "reason": decision.reason,
        "new_text": decision.new_text,
        "new_citations": [[c.article_id, c.start, c.end, c.quote] for c in decision.new_citations],
        "becomes": decision.becomes,
        "sentence": subject.sentence,
        "quotations": [[q.article_id, q.start, q.end, q.sha256] for q in subject.quotations],
    }


def as_json(decisions: Iterable[Decision]) -> str:
    """Return the decisions as a JSON list, in their order."""
    return json.dumps([row(decision) for decision in decisions], ensure_ascii=False, indent=2) + "\n"


def as_csv(decisions: Iterable[Decision]) -> str:
    """Return the decisions as CSV (RFC 4180): COLUMNS, then the digests of the sentence and of its quotations.

    A cell that a spreadsheet might take for a formula has an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*COLUMNS, "sentence", "quotations"))
    for decision in decisions:
        values = row(decision)
        quoted = " ".join(f"{q.article_id}:{q.start}-{q.end}={q.sha256}" for q in decision.subject.quotations)
        writer.writerow([_cell(values[name]) for name in COLUMNS] + [_cell(values["sentence"]), _cell(quoted)])
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_RUNS) else text
