"""The mechanical checks: a sentence against the words it cites. No model, no opinion, no repair.

Each check is a function of a sentence and its evidence that returns "" or the reason it fails, and a row of `CHECKS`
that says which kinds of sentence it is for. `text_findings` runs those that need no claims on any sentence and text.
"""

from briefing.checks.table import CHECKS, Check, claim_findings, failed, findings
from briefing.checks.texts import text_findings

__all__ = ["CHECKS", "Check", "claim_findings", "failed", "findings", "text_findings"]
