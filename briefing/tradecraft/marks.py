"""Marks on a page that say who may have it: labels of the Traffic Light Protocol, and what looks like a classification.

Where they stand in a text, and no more: which label is right, and whose page may carry which mark, is not decided here.
A document that a sentence tells of ("the cable, marked SECRET, …") was marked by someone else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LABELS = ("TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR")

_COLOURS = (
    "red|amber|green|clear|white|yellow|orange|blue|black|rouge|ambre|vert|blanc|rot|gelb|gr[uü]n|rojo|[aá]mbar|verde"
)
_LABEL = re.compile(rf"\bTLP(?:\s?[:=–-]\s?|\s)(?:{_COLOURS})\b(?:\s?\+\s?STRICT\b|[\s-]STRICT\b)?", re.IGNORECASE)
_PORTION = re.compile(
    r"(?:^|(?<=[.!?]\s))\s*\((?:U|C|S|TS|CUI|SBU|OFFICIAL|OFFICIAL[-: ]SENSITIVE)(?://[^()\n]{1,40})?\)(?=\s)"
    r"|\((?:U|C|S|TS|CUI|SBU)//[^()\n]{1,40}\)|\((?:U|TS)\)",
    re.MULTILINE,
)
_SENSITIVE = r"OFFICIAL(?::\s?|\s?[-–]\s?|\s)(?:SENSITIVE|Sensitive)"
_NEVER_PROSE = (  # in capitals these are marks wherever they stand
    rf"{_SENSITIVE}|NOFORN|ORCON|FOUO|FOR OFFICIAL USE ONLY|REL TO [A-Z]{{3,4}}(?:, ?[A-Z]{{3,4}})*"
    r"|SENSITIVE BUT UNCLASSIFIED|CONTROLLED UNCLASSIFIED INFORMATION|LAW ENFORCEMENT SENSITIVE|UNCLASSIFIED|TOP SECRET"
    r"|(?:COSMIC )?(?:NATO|EU) (?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED)|RESTREINT(?: UE)?|DIFFUSION RESTREINTE"
    r"|VS\s?[-–]\s?NUR FÜR DEN DIENSTGEBRAUCH|CUI(?=//)|(?:SECRET|CONFIDENTIAL|PROTECTED|RESTRICTED|OFFICIAL)(?=//)"
)
_ALONE = "OFFICIAL|SECRET|CONFIDENTIAL|RESTRICTED|PROTECTED|CUI"  # marks on a line of their own, words elsewhere
_MARK = re.compile(rf"(?<![\w-])(?:{_NEVER_PROSE})(?:\s?//\s?[A-Z][A-Z-]*(?:[ ,/]+[A-Z][A-Z-]*)*)?(?![\w-])")
_HEAD = r"(?:(?:overall |protective )?(?:classification|security|handling|marking)s?\s?[:=–-]\s*)"
_BANNER = re.compile(
    rf"^[\s*_]*{_HEAD}?(?:(?:UK|EU|AUS?|NZ|CAN|CANADA|FR)[ -])?(?P<mark>(?:{_ALONE}|{_SENSITIVE})(?: [ABC])?"
    r"(?:(?:\s?[-–:/]{1,2}\s?| )(?:UK|US|CA|AU|NZ|FVEY|EYES|ONLY|PERSONAL|COMMERCIAL|LOCSEN|CABINET|STAFF"
    r"|IN CONFIDENCE)){0,4})[\s*_.]*$",
    re.MULTILINE,
)
_HEADED = re.compile(rf"^[\s*_]*{_HEAD}(?P<mark>(?i:{_ALONE}))\b", re.MULTILINE | re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:marked|marking|labell?ed|label|stamped|stamp|headed|classified|declassified|graded|was|were|called|word)"
    r"(?: as)?[\s“\"'‘]{1,2}$",
    re.IGNORECASE,
)


def labels(text: str) -> Iterator[re.Match[str]]:
    """Yield what is meant as a label of the Traffic Light Protocol, in any colour, case and spacing."""
    return _LABEL.finditer(text)


def classifications(text: str, *, banners: bool = True) -> Iterator[tuple[int, str]]:
    """Yield what imitates a classification as (start, words), each stretch of text once.

    A line that is nothing but "OFFICIAL" or "SECRET" is a banner; with `banners` False such lines are words.
    """
    forms = (_PORTION, _MARK, *((_BANNER, _HEADED) if banners else ()))
    spans = {_span(match) for form in forms for match in form.finditer(text)}
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reach and not _TOLD.search(text[max(0, start - 20) : start]):
            yield start, text[start:end].strip()
            reach = end


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("mark") if "mark" in match.re.groupindex else match.span()
