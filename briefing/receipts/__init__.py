"""The receipt of an edition: every input, prompt, reply and output by digest, and the check of a saved edition.

An edition's folder is enough to check it: `sources.json` beside the brief holds the snapshots of the cited
articles, so that quotations can be compared without the archive, a network or a model. Nothing here
writes; no setting that could be a secret is named.
"""

from __future__ import annotations

from briefing.receipts.checking import check
from briefing.receipts.making import FORMAT, RECEIPT, SNAPSHOTS, as_text, make, snapshots
from briefing.receipts.tables import made_by, read_table, unread

__all__ = [
    "FORMAT",
    "RECEIPT",
    "SNAPSHOTS",
    "as_text",
    "check",
    "made_by",
    "make",
    "read_table",
    "snapshots",
    "unread",
]
