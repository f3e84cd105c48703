"""The sheets of a PDF as a reader meets them: how many there are, and the words on each, at its head and foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from briefing.language.plain import plain

if TYPE_CHECKING:
    from pypdf import PageObject

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:\\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*")
EDGE = 0.08  # of a sheet's height: what stands nearer to its upper or lower end is its head or foot


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of one page, and those at its head and its foot."""

    text: str
    head: str
    foot: str


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a PDF in order, () for what can't be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return tuple(_sheet(page) for page in PdfReader(BytesIO(content)).pages)
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError):
        return ()  # the reader raises whatever a damaged file makes it stumble on


def packed(words: str) -> str:
    """Return words without spaces, invisible marks and the joints of letters, so that it is all one how lines break."""
    return "".join(normalize("NFKC", plain(words)).split())


def _sheet(page: PageObject) -> Sheet:
    height, placed = float(page.mediabox.height), list[tuple[float, str]]()

    def note(text: str, at: list[float], within: list[float], *_: Any) -> None:
        placed.append(((at[5] + within[5] * at[3]) / height, text))

    text = page.extract_text(visitor_text=note)
    head = "".join(words for share, words in placed if share > 1 - EDGE)
    return Sheet(text, " ".join(head.split()), " ".join("".join(w for share, w in placed if share < EDGE).split()))
