"""What a judge is given: a sentence, and the words it cites with what code knows of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words, and what code knows of them: publisher, dates, who speaks."""

    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence to be judged against the words it cites.

    `kind` is "reported", "judgment over the 90 days to 24 March 2019", "gap" and so on; `names` are spellings in it
    that stand for another one: "Syrian Arab News Agency is SANA".
    """

    kind: str
    text: str
    words: tuple[Words, ...]
    names: tuple[str, ...] = ()
