"""Whether a role or title names an office that is still held. Words only; who held what when is not known here."""

from __future__ import annotations

import re

from briefing.language.names import fold

_OFFICE = re.compile(
    r"\b(?:president|minister|spokes\w+|ambassador|envoy|representative|diplomat|head|chief|director|king|queen|emir|"
    r"sultan|secretary|commissioner|chair(?:man|woman|person)?|speaker|governor|mayor|general|commander|colonel|judge|"
    r"official|officer|lawmaker|deputy|leader)\b"
)
FORMER = re.compile(r"\b(?:former|retired|ex-|opponent|exiled|defected)")


def holds_office(role: str) -> bool:
    """True for "foreign minister of Egypt"; False for "retired general", who speaks for nobody."""
    return _OFFICE.search(fold(role)) is not None and FORMER.search(fold(role)) is None
