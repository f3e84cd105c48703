"""What the page says besides its sentences: labels, counts, marks and disclosures, worded once for every format.

Pure: values in, values out. The templates only arrange what is worded here.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.language.plain import address
from briefing.language.yardsticks import YARDSTICKS
from briefing.page.arranging import air, beside
from briefing.page.frame import (
    HEADINGS,
    NO_PUBLISHER,
    account,
    cut,
    cut_off,
    items,
    left_out,
    nothing,
    shown,
    unanswered,
    untitled,
)
from briefing.page.origins import Statement, particulars, statements
from briefing.page.quoted import Note, Quoted, Told, around, notes
from briefing.page.wording import (
    GRADES,
    Gauge,
    Label,
    byline,
    calibration,
    check_line,
    disclosure,
    gauge,
    headed,
    held_out,
    label,
    level,
    pieces,
    published,
    runs,
    standards,
    warning,
)
from briefing.types import Brief, Section

__all__ = [
    "GRADES",
    "HEADINGS",
    "NO_PUBLISHER",
    "Gauge",
    "Label",
    "Note",
    "Quoted",
    "Statement",
    "Told",
    "account",
    "air",
    "around",
    "byline",
    "calibration",
    "check_line",
    "context",
    "cut",
    "cut_off",
    "disclosure",
    "gauge",
    "headed",
    "held_out",
    "items",
    "label",
    "left_out",
    "level",
    "notes",
    "nothing",
    "particulars",
    "pieces",
    "published",
    "runs",
    "shown",
    "standards",
    "statements",
    "unanswered",
    "untitled",
    "warning",
]


def context(brief: Brief, texts: Mapping[str, str]) -> dict[str, object]:
    """Return the names a page template may use; `texts` has the stored text of articles by id."""
    yardstick, behind = YARDSTICKS[brief.yardstick], notes(brief, texts)
    return {
        "brief": brief,
        "headings": HEADINGS,
        "no_publisher": NO_PUBLISHER,
        "cut_off": cut_off(brief),
        "untitled": untitled(brief),
        "nothing": nothing(brief),
        "sections": {section.value: items(brief.section(section)) for section in Section},
        "unanswered": [unanswered(question) for question in brief.unanswered],
        "account": account(brief),
        "beside": beside(brief),
        "statements": statements(brief),
        "particulars": particulars,
        "grades": GRADES,
        "label": label,
        "headed": headed,
        "runs": runs,
        "byline": byline,
        "pieces": lambda line: pieces(line, yardstick),
        "gauge": lambda item: gauge(item, yardstick),
        "level": level,
        "warning": warning,
        "published": published,
        "address": address,
        "notes": lambda line: behind[line.id],
        "left_out": left_out(brief),
        "cut": cut(brief),
    }
