"""Where texts that attack programs are kept, outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("BRIEFING_DATA") or Path(__file__).parents[2] / "shared" / "data")
HOSTILE = DATA / "hostile"
needs_hostile_sets = pytest.mark.skipif(not HOSTILE.is_dir(), reason=f"no {HOSTILE}: BRIEFING_DATA names its parent")
