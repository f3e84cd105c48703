"""What stands inside running text and is no reporting: picture captions, embedded posts, datelines, lists of tags.

A page that is saved without its line breaks puts a caption between two sentences of the story, where it would be read
as one of them. What gives it away is the credit it ends in. A stretch with no such mark is left to be body. No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.language.datelines import dateline_end, lead_end
from briefing.types import Part

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} ?\d{{1,2}},? (?:19|20)\d\d|\d{{1,2}} {_MONTH} (?:19|20)\d\d)"
_TAKEN_BY = r"AP|AFP|Reuters|REUTERS|EPA|Getty Images|Associated Press|Anadolu|Xinhua"
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“]?[^\W_a-z])")
_SHORTENED = re.compile(rf"(?:\b(?:{_MONTH}|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|St|No)|\b[A-Z])\.$")
_PICTURE = re.compile(
    rf"\((?:[^()]{{0,20}}\b)?(?:{_TAKEN_BY})(?: (?:file )?(?:[Pp]hotos?|PHOTOS?))\)"
    rf"|{_DAY}\.? ?\((?:(?:{_TAKEN_BY})\b[^()]{{0,20}}|[^()]{{0,25}}\b[Aa]gencies)\)"
    rf"|(?<![Aa]gency )(?<![Pp]ress )(?<![Pp]resse )(?<![.!?] )"
    rf"\((?:{_TAKEN_BY}|[^()]{{0,25}}\b[Aa]gencies)\)(?=\s+[^\W\d_a-z])"
    r"|\b(?:REUTERS|Reuters|AFP|EPA) ?/ ?(?:Stringer|Handout|Pool|[A-Z][\w-]+ (?:[A-Z][\w-]+|al-\w+))"
)
_POST = re.compile(rf"\((?P<mark>@?)(?P<handle>\w{{2,20}})\)\s+{_DAY}(?=\s+\S|$)")
_LINK = re.compile(r"https?|pic\.twitter|\bt\.co")
_TAGS = re.compile(r"Tags:? (?=[A-Z])")
_LONGEST = 70  # words of a caption or a post
_OPENING = 1200  # characters in which a dateline may stand after a standfirst


def pieces(text: str, lead: bool) -> Iterator[tuple[int, int, Part]]:
    """Return the stretches of a body line in order, trimmed, each with its part; `lead` where the story begins with it.

    Offsets are into `text`; all of it but white space is in one of them.
    """
    at = 0
    for start, end, part in _asides(text, lead):
        if start < at or not text[start:end].strip():
            continue
        yield from _trimmed(text, at, start, Part.BODY)
        yield from _trimmed(text, start, end, part)
        at = end
    yield from _trimmed(text, at, len(text), Part.BODY)


def _trimmed(text: str, start: int, end: int, part: Part) -> Iterator[tuple[int, int, Part]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), start + len(words.rstrip()), part


def _asides(text: str, lead: bool) -> list[tuple[int, int, Part]]:
    begins = [0, *(m.end() for m in _BREAK.finditer(text) if not _SHORTENED.search(text[: m.start()][-12:]))]
    found = [
        *_datelines(text, begins, lead),
        *_credited(text, begins),
        *((start, _next(begins, start, len(text)), Part.FURNITURE) for start in begins if _TAGS.match(text, start)),
    ]
    return sorted(found)


def _datelines(text: str, begins: Sequence[int], lead: bool) -> Iterator[tuple[int, int, Part]]:
    for start in begins:
        end = start and dateline_end(text, start) if start < _OPENING else 0
        end = end or (lead_end(text[:200]) if lead and not start else 0)
        if end and text[end:].strip():
            yield start, end, Part.DATELINE


def _credited(text: str, begins: Sequence[int]) -> Iterator[tuple[int, int, Part]]:
    """Captions and posts, each from the sentence that its credit ends; another may begin right behind it."""
    after = 0
    ends = [(match, Part.CAPTION) for match in _PICTURE.finditer(text)]
    ends += [(match, Part.FURNITURE) for match in _POST.finditer(text) if _is_post(match)]
    for match, part in sorted(ends, key=lambda end: end[0].start()):
        start = max(after, *(begin for begin in begins if begin <= match.start()))
        if start == match.start():  # "… on 21 August. REUTERS/A Name": the sentence before it
            start = max(after, *(begin for begin in begins if begin < start or not begin))
        if match.start() >= after and len(text[start : match.start()].split()) <= _LONGEST:
            yield start, match.end(), part
            after = match.end()


def _is_post(match: re.Match[str]) -> bool:
    """Whether a bracket is an account's name: marked as one, not in capitals, or behind a link."""
    return (
        bool(match["mark"]) or not match["handle"].isupper() or bool(_LINK.search(match.string[: match.start()][-80:]))
    )


def _next(begins: Sequence[int], start: int, end: int) -> int:
    return next((begin for begin in begins if begin > start), end)
