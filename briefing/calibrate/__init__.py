"""The checks, measured: errors planted in sentences that hold, harmless edits beside them, and what is caught of each.

Planting is code and gives the same edits for the same sentences. It never decides what is caught: that is left to the
checks and verdicts of a real run.
"""

from __future__ import annotations

from briefing import settings
from briefing.archive import rows
from briefing.types import Calibration

SHIPPED = "calibration.json"


def shipped() -> Calibration | None:
    """Return the calibration that travels with the package, None when there is none that can be read."""
    try:
        return rows.calibration((settings.data_folder("seeds") / SHIPPED).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
