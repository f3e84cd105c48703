"""The rules about the STIX bundle of an edition, when it has one.

Only what the rules ask of reports, notes and opinions is read; whether a bundle is valid STIX as a whole is not decided
here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.language.plain import plain
from briefing.language.yardsticks import confidence_levels
from briefing.tradecraft.printed import read_json, rows
from briefing.tradecraft.reading import key_judgments
from briefing.tradecraft.rule import Fault, Found, Page, absent, found, unseen
from briefing.types import Brief

FILE = "brief.stix.json"
NEEDS: Mapping[str, tuple[str, ...]] = {
    "report": ("name", "published", "object_refs"),
    "note": ("content", "object_refs"),
    "opinion": ("opinion", "object_refs"),
}
OPINIONS = ("strongly-disagree", "disagree", "neutral", "agree", "strongly-agree")
CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}


def complete(page: Page) -> Found:
    """STX-1."""
    objects = _objects(page)
    if isinstance(objects, Found):
        return objects
    faults = ((_id(each), reason) for each in objects for reason in _incomplete(each))
    return found(faults, "reports, notes and opinions have what their schema requires")


def notes(page: Page) -> Found:
    """STX-2."""
    objects = _objects(page)
    if isinstance(objects, Found):
        return objects
    texts = [plain(line.text) for each in key_judgments(page.brief) for line in each.lines]
    if not texts:
        return absent("the page has no key judgment")
    notes = [_words(each) for each in objects if each.get("type") == "note"]
    faults = [("", f"no note holds the judgment {text!r}") for text in texts if not any(text in note for note in notes)]
    faults += [
        (_id(each), "an opinion holds a judgment of our own")
        for each in objects
        if each.get("type") == "opinion" and any(text in _words(each) for text in texts)
    ]
    return found(faults, "every key judgment is a note")


def scale(page: Page) -> Found:
    """STX-3."""
    objects = _objects(page)
    if isinstance(objects, Found):
        return objects
    marked = [each for each in objects if "confidence" in each]
    if not marked:
        return absent("nothing in the bundle has a confidence")
    faults = [
        (_id(each), f"the confidence {each['confidence']!r} is none of 15, 50 and 85")
        for each in marked
        if type(each["confidence"]) is not int or each["confidence"] not in CONFIDENCE.values()
    ]
    faults += [fault for fault in _differing(page.brief, objects) if "confidence" in fault[1]]
    return found(faults, "every confidence is 15, 50 or 85, as the page's sentence has it")


def differing_notes(brief: Brief, content: bytes) -> Iterator[Fault]:
    """Yield where the notes of a bundle differ from the key judgments: a text, a term or a level."""
    yield from _differing(brief, rows(read_json(content), "objects"))


def _differing(brief: Brief, objects: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    notes = [each for each in objects if each.get("type") == "note"]
    for judgment in key_judgments(brief):
        line = judgment.lines[0]
        note = next((each for each in notes if plain(line.text) in _words(each)), None)
        levels = [
            level for each in judgment.confidence for level in confidence_levels(each.text) if level in CONFIDENCE
        ]
        if note is None:
            yield line.id, f"{FILE} does not carry it in the same words"
        elif levels and note.get("confidence") not in (None, CONFIDENCE[levels[0]]):
            yield line.id, f"{FILE} gives it another confidence"


def _objects(page: Page) -> Sequence[Mapping[str, Any]] | Found:
    """The objects of the bundle, or why there are none to look at."""
    if page.files is None:
        return unseen("the written files are not at hand")
    if FILE not in page.files:
        return unseen("the edition has no STIX bundle")
    listed = rows(read_json(page.files[FILE]), "objects")
    return listed or found([("", f"{FILE} holds no bundle of objects")], "")


def _incomplete(each: Mapping[str, Any]) -> Iterator[str]:
    kind = str(each.get("type"))
    for name in NEEDS.get(kind, ()):
        if not each.get(name):
            yield f"a {kind} without {name}"
    if kind in NEEDS and not isinstance(each.get("object_refs", []), list):
        yield f"a {kind} whose object_refs is no list"
    if kind == "opinion" and each.get("opinion") and each["opinion"] not in OPINIONS:
        yield f"an opinion {each['opinion']!r}"


def _id(each: Mapping[str, Any]) -> str:
    return str(each.get("id") or each.get("type") or "")


def _words(each: Mapping[str, Any]) -> str:
    return plain(" ".join(str(each.get(name) or "") for name in ("abstract", "content", "explanation", "description")))
