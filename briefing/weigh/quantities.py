"""What the figures of a statement count, and when two of them can't both be right.

A figure alone says nothing: "29" rebels killed and "29" people displaced are different quantities. This module
reads the measure from the words around a figure; it does not know which event is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.language.figures import Figure, figures
from briefing.language.names import fold
from briefing.language.number_words import CARDINALS, alternatives
from briefing.weigh.words import content, listed, stem, tokens

TOTAL = 10_000  # a toll this large sums up a war, not one day of it
WIDER = Decimal("1.5")  # times the lower of two estimates: no growth, no rounding
_DURATIONS = ("year", "month", "week", "day", "hour")
_MEASURES = (
    ("killed", r"kill\w*|dead|death toll|deaths?|died|slain|lives|fatalit\w+"),
    ("wounded", r"wound\w*|injur\w*|hurt"),
    ("displaced", r"displac\w*|refugees?|fled|uprooted|homeless"),
    ("arrested", r"arrest\w*|detain\w*|captured"),
)
TOLLS = frozenset(name for name, _ in _MEASURES)
_AFTER = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _MEASURES)
_SCALES = "half|quarter|third|fifth|tenth|dozen|hundred|thousand|million|billion|trillion"
_NUMBER = re.compile(rf"\d|\b(?:{alternatives(CARDINALS)}|{_SCALES})", re.IGNORECASE)  # most statements hold none
_VAGUE = re.compile(r"(?i)^0\d|(?:dozen|score|hundred|thousand|million|billion)s$|^(?:several|a few)\b")
_JUST_BEFORE = re.compile(
    r"\b"
    r"((?:claimed|taken|cost|took) the lives of|"
    r"(?:kill|wound|arrest|detain)(?:s|ed|ing)|(?:injur|displac)(?:es|ed|ing))"
    r"(?:\s+(?:more than|at least|about|around|some|over|nearly|up to|another|almost|as many as))?$"
)
_NEXT = re.compile(
    r"\s*(?:people |persons |others |civilians )?(?:were |was |are )?(killed|wounded|injured|dead|displaced)\b"
)
_WHOLE = re.compile(
    r"\b(?:since then|since the|since (?:early |mid-|late )?(?:\w+ )?\d{4}|conflict|war|uprising|revolt|crisis)\b"
)
_SHARE = re.compile(
    r"\b(?:tortur\w*|jails?|prisons?|detention|custody|air ?strikes|air raids|barrel|chemical|province|city of|"
    r"verif(?:y|ied)|documented|children|women|in (?:the )?(?:city|town)|battle)\b"
)
_CLAUSE = re.compile(r"[;:.!?]\s|\n|\b(?:and|while|but|as well as|including|among them)\b|,")
# A figure behind it is theirs whom the reports quote, not that of whoever speaks of them.
_THEIRS = re.compile(
    r"\b(?:(?<![Aa]ccording )to|on|of|about|by|over|after|amid|into|at) (?:the |such |these |those )?(?:[a-z]+ )?"
    r"(?:reports?|claims?|allegations?|accusations?) (?:suggesting|saying|alleging|claiming|that|of|about)\b[^;:.!?]*$"
)
_GENERIC = frozenset({"", "people", "person", "persons", "other", "others", "syrian", "syrians", "life", "lives"})
_BOUND = re.compile(
    r"(?:(?:no |not )?(?:more|fewer|less) than|over|at least|at most|about|around|some|nearly|almost|"
    r"approximately|roughly|up to|as many as|an estimated|under)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what it measures. `whose` is the kind of person or thing counted, "" when any."""

    measure: str
    whose: str
    value: Decimal
    bound: str
    text: str
    phrase: str  # the statement's own words for the measure
    lasting: bool  # how long something goes on, as in "five-year conflict"
    partial: bool  # counts a part of another figure of the same statement
    total: bool  # sums up a whole war or crisis, not one day or one kind of victim


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the figures of `text` whose measure can be told, in reading order."""
    if not _NUMBER.search(text):
        return ()
    found = [figure for figure in figures(text) if _counts(figure) and not _THEIRS.search(text[: figure.start])]
    ends = [0, *(figure.end for figure in found)]
    starts = [*(figure.start for figure in found), len(text)]
    whole = bool(_WHOLE.search(fold(text))) and not _SHARE.search(fold(text))
    read: list[Quantity] = []
    for place, figure in enumerate(found):
        before, after = text[ends[place] : figure.start], text[figure.end : starts[place + 1]]
        quantity = _quantity(figure, before, after, text[: figure.start] if read else "")
        if quantity:
            again = any((q.measure, q.whose) == (quantity.measure, quantity.whose) for q in read)
            total = whole and quantity.value >= TOTAL and not quantity.whose and quantity.measure in TOLLS
            put = _as_put(quantity, figure, before)
            read.append(replace(quantity, text=put, partial=quantity.partial or again, total=total))
    return tuple(read)


def _counts(figure: Figure) -> bool:
    return figure.unit != "ordinal" and not _VAGUE.search(figure.text)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Do two figures count the same kind of thing on the same scale?"""
    return one.measure == other.measure and one.whose == other.whose and one.total is other.total


def disagree(one: Quantity, other: Quantity) -> bool:
    """Can two figures for one thing not both hold? "More than 200" and "250" can."""
    if one.value == other.value:
        return False
    if one.lasting and abs(one.value - other.value) <= 1:
        return False  # a war in its sixth year has lasted five: both ways of counting hold
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    if low.bound == "at least" or high.bound == "at most":
        return False
    return not ("about" in (low.bound, high.bound) and high.value <= low.value * Decimal("1.1"))


def altered(one: Quantity, other: Quantity) -> bool:
    """Are two figures put alike but not the same? In copied words that is a change, "at least" or not."""
    return one.value != other.value and one.bound == other.bound and not one.lasting


def far_apart(one: Quantity, other: Quantity) -> bool:
    """Do two estimates of one total differ by more than half, whatever "more than" stands before them?"""
    low, high = sorted((one.value, other.value))
    return low > 0 and high > low * WIDER


def _as_put(quantity: Quantity, figure: Figure, before: str) -> str:
    bound = _BOUND.search(before)
    unit = f"-{quantity.measure.split()[0]}" if quantity.lasting else ""
    return f"{' '.join(bound.group().split())} {figure.text}" if bound else f"{figure.text}{unit}"


def _quantity(figure: Figure, before: str, after: str, earlier: str) -> Quantity | None:
    if figure.unit:
        head = next(iter(content(tokens(_clause(after)))), "")
        return _make(figure, f"{figure.unit} {stem(head)}", "", f"{figure.unit} {head}".strip(), False)
    duration = _duration(figure, after)
    if duration is not None:
        return _length(figure, *duration)
    toll = _toll(after, before, earlier)
    if toll:
        return _make(figure, toll[0], _counted(figure, after), toll[1], _part(earlier, before, after))
    noun = fold(figure.noun)
    if not noun or after.lstrip(" -\u00a0")[:1].isupper():
        return None
    return _make(figure, f"number {stem(noun)}", "", noun, False)


def _length(figure: Figure, unit: str, lasting: str) -> Quantity | None:
    if not lasting:
        return None
    phrase = f"length of the {lasting}"
    return Quantity(f"{unit} {lasting}", "", figure.value, figure.bound, figure.text, phrase, True, False, False)


def _make(figure: Figure, measure: str, whose: str, phrase: str, partial: bool) -> Quantity:
    return Quantity(measure, whose, figure.value, figure.bound, figure.text, phrase, False, partial, False)


def _duration(figure: Figure, after: str) -> tuple[str, str] | None:
    """Return the unit of time and what lasts that long ("" when the text does not say)."""
    words = tokens(f"{figure.noun} {after[:60]}" if figure.noun else after[:60])
    joined = fold(figure.text).replace("-", " ").split()
    unit = next((word.rstrip("s") for word in (*joined, *words[:1]) if word.rstrip("s") in _DURATIONS), "")
    if not unit:
        return None
    nouns = [word for word in content(words) if word.rstrip("s") not in (*_DURATIONS, "old", "long")]
    adjacent = "-" in figure.text or "-" in after[:6]
    return unit, _lasting(nouns) if adjacent else ""


def _lasting(nouns: list[str]) -> str:
    return next((noun for noun in nouns[:3] if noun in _LASTING), "")


_LASTING = frozenset(listed("conflict war siege ceasefire truce crisis uprising revolt blockade occupation campaign"))


def _toll(after: str, before: str, earlier: str) -> tuple[str, str] | None:
    """Return the measure and the words that name it: those after the figure first, else the last ones before it."""
    verb, ahead = _JUST_BEFORE.search(fold(before)), _NEXT.match(fold(after))
    # "killing 8, injuring 55" counts what the verb before does; "killed 25 were wounded" what the verb behind does.
    if verb and (verb.group(1).endswith(("ing", " lives of")) or not ahead):
        return ("killed" if " " in verb.group(1) else _measure(verb.group(1))), verb.group(1)
    if ahead:
        return _measure(ahead.group(1)), ahead.group(1)
    for text, nearest in ((_clause(after), 0), (_tail(before), -1), (_tail(earlier), -1), (_sentence(after), 0)):
        hits = [
            (match.start(), name, match.group()) for name, pattern in _AFTER for match in pattern.finditer(fold(text))
        ]
        if hits:
            hit = sorted(hits)[nearest]
            return hit[1], hit[2]
    return None


def _measure(word: str) -> str:
    return next(name for name, pattern in _AFTER if pattern.fullmatch(word))


def _clause(text: str) -> str:
    match = _CLAUSE.search(text)
    return text[: match.start()] if match else text[:90]


def _sentence(text: str) -> str:
    return re.split(r"[;:.!?]\s|\n", text[:90])[0]


def _tail(text: str) -> str:
    """Return the end of what stands before a figure, from the last break of the sentence."""
    cut = [match.end() for match in re.finditer(r"[;:.!?]\s|\n", text)]
    return text[cut[-1] if cut else 0 :][-90:]


def _counted(figure: Figure, after: str) -> str:
    noun = fold(figure.noun) or next(iter(content(tokens(after[:40]))), "")
    named = after.lstrip(" -\u00a0")[:1].isupper()
    if named or noun in _GENERIC or any(pattern.fullmatch(noun) for _, pattern in _AFTER):
        return ""
    return stem(noun)


def _part(earlier: str, before: str, after: str) -> bool:
    """Does a figure count part of another one, or some more ("including 12 children", "six others")?"""
    if re.search(r"\bof the\s*$", fold(before)):
        return True
    if re.match(r"\s*(?:of (?:them|whom|which|the)|others?|more|other)\b", fold(after[:20])):
        return True
    return bool(earlier and re.search(r"\b(?:including|among (?:them|whom)|of (?:whom|them|which))\b", fold(before)))
