"""Two pictures of a brief: its events on their dates, and which origins stand behind which judgment.

Pure functions from a `Brief` to SVG text. A picture is held to the rules of the text: it says only what a claim on the
page says, in the claim's own words, who says it, and the numbers of its sources; it judges nothing and counts nothing
that the brief does not hold.
"""

from __future__ import annotations

from briefing.drawings.matrix import matrix
from briefing.drawings.svg import Drawing
from briefing.drawings.timeline import timeline

__all__ = ["Drawing", "matrix", "timeline"]
