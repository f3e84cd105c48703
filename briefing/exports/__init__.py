"""An edition in the formats of other tools: a STIX bundle, a list of sources, a mail, an entry of a feed.

They carry the sentences, terms, levels and citations of the page and decide nothing. All text from outside is made
plain here, addresses only pass when they are safe to follow, and nothing reads a clock, a file or a network: the same
brief gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.exports import csl, stix, text
from briefing.types import Brief


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name of its file in an edition's folder, and what makes it of a brief."""

    file: str
    make: Callable[[Brief], str]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "stix": Format("brief.stix.json", stix.bundle),
        "csl": Format("brief.csl.json", csl.sources),
        "text": Format("brief.txt", text.mail),
    }
)


def export(brief: Brief, name: str) -> tuple[str, bytes]:
    """Return a brief in one of FORMATS as (file name, bytes); KeyError for any other name.

    Raises CheckFailed for a brief that a format can't carry: STIX needs its label.
    """
    chosen = FORMATS[name]
    return chosen.file, chosen.make(brief).encode(errors="replace")
