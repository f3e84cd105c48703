"""The rules about sharing labels and other markings: TLP as FIRST has it, and no show of classification.

A sharing label says who may have a page; it classifies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.own_words import own
from briefing.tradecraft.marks import LABELS, classifications, labels
from briefing.tradecraft.printed import Printed, missing_label, read_page
from briefing.tradecraft.reading import own_lines, verbatim
from briefing.tradecraft.rule import Found, Page, absent, found, unseen
from briefing.tradecraft.sheets import sheets
from briefing.tradecraft.style import label_look
from briefing.types import Brief

COLOURS = {"RED": "#ff2b2b", "AMBER": "#ffc000", "AMBER+STRICT": "#ffc000", "GREEN": "#33ff00", "CLEAR": "#ffffff"}
LONGEST_QUOTE = 75  # words that one sentence may quote under TLP:CLEAR
POINTS = 12


def label(page: Page) -> Found:
    """TLP-1. A label in a sentence of ours is held to the same form as the page's."""
    brief = page.brief
    faults = [] if brief.tlp in LABELS else [("", f"{brief.tlp!r} is no label of TLP 2.0")]
    faults += [
        (line.id, f"{label!r} is no label of TLP 2.0")
        for line in own_lines(brief)
        for label in (match.group() for match in labels(line.text))
        if label not in LABELS
    ]
    return found(faults, f"the label is {brief.tlp}")


def ends(page: Page) -> Found:
    """TLP-2."""
    if page.files is None:
        return unseen("the written page is not at hand")
    faults = [("", reason) for reason in missing_label(page.files, page.brief.tlp)]
    kept = "brief.html and brief.md have the label above and below"
    if faults or "brief.pdf" not in page.files:
        return found(faults, f"{kept}; there is no brief.pdf")
    if not sheets(page.files["brief.pdf"]):
        return unseen(f"{kept}; brief.pdf can't be read here")
    return found((), f"{kept}, and so has every page of brief.pdf")


def look(page: Page) -> Found:
    """TLP-3."""
    if page.files is None or "brief.html" not in page.files:
        return unseen("brief.html is not at hand")
    printed = read_page(page.files["brief.html"])
    colour = COLOURS.get(page.brief.tlp.removeprefix("TLP:"))
    if colour is None:
        return absent(f"{page.brief.tlp!r} has no colour")
    return found(
        [("", reason) for reason in _look(printed, page.brief, colour)], "12 pt or larger, in its colour on black"
    )


def quotes(page: Page) -> Found:
    """TLP-4."""
    brief = page.brief
    faults = [("", "TLP:WHITE is of TLP 1.0")] if re.search(r"\bWHITE\b", brief.tlp, re.IGNORECASE) else []
    faults += [(line.id, "TLP:WHITE is of TLP 1.0") for line in own_lines(brief) if "TLP:WHITE" in line.text.upper()]
    if brief.tlp == "TLP:CLEAR":
        long = ((line.id, len(line.text.split())) for line in brief.lines if verbatim(line))
        faults += [(place, f"quotes {words} words at once") for place, words in long if words > LONGEST_QUOTE]
    return found(faults, f"no quotation is longer than {LONGEST_QUOTE} words, and the label is of TLP 2.0")


def classified(page: Page) -> Found:
    """MRK-1. Marks inside a quoted sentence are the source's."""
    brief = page.brief
    texts = [(line.id, text) for line in own_lines(brief) for text in (line.text, line.label)]
    texts += [("", text) for text in (brief.topic, brief.key_question, brief.edition, brief.tlp, *brief.unanswered)]
    faults = (
        (place, f"{words!r} imitates a classification")
        for place, text in texts
        for _, words in classifications(own(text))
    )
    return found(faults, "nothing imitates a classification marking")


def _look(printed: Printed, brief: Brief, colour: str) -> Iterator[str]:
    name = "tlp-" + brief.tlp.removeprefix("TLP:").lower().replace("+", "-")
    look = label_look(printed.style, {"tlp", name})
    if look.points is None or look.points < POINTS:
        yield "the label's size is not given" if look.points is None else f"the label has {look.points:g} pt"
    if look.colour != colour:
        yield f"the label has the colour {look.colour or 'of its surroundings'}, not {colour}"
    if look.ground != "#000000":
        yield f"the label stands on {look.ground or 'the page'}, not on black"
