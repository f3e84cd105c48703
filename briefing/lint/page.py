"""The rules on the page as a whole: title, citations, sharing label, other markings, loaded words, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language.markdown_text import Block
from briefing.language.markdown_text import Kind as BlockKind
from briefing.language.own_words import own, pattern
from briefing.language.phrases import QUOTED
from briefing.lint.judgments import groups
from briefing.lint.reading import SEPARATOR, Kind, Part, Reading, Sentence
from briefing.lint.rule import Fault, Held, fault, held
from briefing.tradecraft.marks import LABELS, classifications, labels
from briefing.tradecraft.verbs import has_verb
from briefing.tradecraft.wording import LOADED

WORDS = (350, 450)  # of a page's body
JUDGMENTS = (2, 4)
SENTENCE = 20  # words, as a mean
_WHITE = re.compile(r"white|blanc", re.IGNORECASE)
_ADVICE = pattern(
    r"\bwe (?:recommend|urge|call on|call upon|advise)\b",
    r"\b(?:policy[\s-]?makers|decision[\s-]?makers|the (?:government|administration|international community|west)"
    r"|washington|london|brussels|nato|the eu|western (?:states|governments)) (?:should|must|ought to|needs? to)\b",
    r"\bit is (?:imperative|essential|time) (?:that|to)\b",
)
_NEUTRAL = pattern(
    r"\b(?:sanctions?|inspections?|visa|tariff|tax|legal|regulatory|export[\s-]control|control|trade|treaty|verification"
    r"|monitoring|safeguards|arms[\s-]control|non-?proliferation|exchange[\s-]rate|ceasefire) regimes?\b",
    r"\bregime[\s-]changes?\b",
    r"\b[\w-]{1,60}[.@]\w[\w./@-]{0,100}",
    r"\b(?:counter|anti)[\s-]?terrorists?\b",
    r"\bterrorist (?:organi[sz]ations?|groups?|lists?|designations?|financing|attacks?)\b",
)


def conclusion_first(page: Reading) -> Held:
    """ARG-1. Only the title is looked at; whether the first paragraph answers the question is for a reader."""
    if page.title is None:
        return Held((Fault(1, "the page has no title"),))
    line, words = page.title
    return Held(() if has_verb(words) else (Fault(line, "the title has no verb: it names a subject", "", words),))


def cited(page: Reading) -> Held:
    """SRC-1. Only sentences that report; a page without citation marks is not held to them."""
    marked = any(block.inline.marks for block in page.page.blocks)
    faults = (
        fault(one, "reports and cites nothing") for one in page.of(Kind.REPORT) if not one.cited and _is_prose(one)
    )
    return held(faults, marked, "the page uses no citation marks")


def one_of_five(page: Reading) -> Held:
    """TLP-1."""
    found = list(_labels(page))
    faults = (
        Fault(line, f"{label!r} is not written as TLP 2.0 has it: {', '.join(LABELS)}", label, label)
        for line, label in found
        if label not in LABELS and not _WHITE.search(label)
    )
    return held(faults, bool(found), "the page has no sharing label")


def no_white(page: Reading) -> Held:
    """TLP-4."""
    found = list(_labels(page))
    faults = (
        Fault(line, f"{label!r} is of TLP 1.0; TLP:CLEAR took its place", label, label)
        for line, label in found
        if _WHITE.search(label)
    )
    return held(faults, bool(found), "the page has no sharing label")


def no_classification(page: Reading) -> Held:
    """MRK-1. A banner, a label or a portion mark; a document that a sentence tells of may have been top secret."""
    faults = (
        Fault(block.line_at(start), f"{words!r} imitates a classification marking", words)
        for block in page.page.blocks
        for start, words in _markings(block)
    )
    return Held(tuple(faults))


def in_our_voice(page: Reading) -> Held:
    """OBJ-1. A report that repeats a loaded word without quotation marks has made it its own."""
    spoken = (one for one in page.sentences if one.part is not Part.APPARATUS and one.kind is not Kind.LEGEND)
    faults = (
        fault(one, f"{word!r} {why}", word)
        for one in spoken
        for form, why in ((LOADED, "takes sides"), (_ADVICE, "gives advice"))
        for word in (match.group() for match in form.finditer(_NEUTRAL.sub(_blank, one.own)))
    )
    return Held(tuple(faults))


def of_length(page: Reading) -> Held:
    """LEN-1."""
    body = [
        one
        for one in page.sentences
        if one.part is not Part.APPARATUS and one.kind is not Kind.LEGEND and _is_prose(one) and not _is_fact(one)
    ]
    if not body:
        return Held(absent="the page has no running text")
    words = sum(len(one.text.split()) for one in body)
    full = [one for one in body if len(one.text.split()) >= 4]
    mean = sum(len(one.text.split()) for one in full) / max(1, len(full))
    judged = groups(page)
    reasons = []
    if not WORDS[0] <= words <= WORDS[1]:
        reasons.append((1, f"the body has {words} words; a page has {WORDS[0]} to {WORDS[1]}"))
    if mean >= SENTENCE:
        reasons.append((1, f"the mean sentence has {mean:.1f} words; fewer than {SENTENCE} are read at once"))
    if judged and not JUDGMENTS[0] <= len(judged) <= JUDGMENTS[1]:
        reasons.append(
            (judged[0].first.line, f"{len(judged)} key judgments; a page has {JUDGMENTS[0]} to {JUDGMENTS[1]}")
        )
    return Held(tuple(Fault(line, reason) for line, reason in reasons))


def _labels(page: Reading) -> Iterator[tuple[int, str]]:
    for block in page.page.blocks:
        for match in labels(block.text):
            yield block.line_at(match.start()), match.group()


def _markings(block: Block) -> Iterator[tuple[int, str]]:
    """A word in capitals is no banner in a table, unless its column or label says that it classifies."""
    says = re.search(r"classification|marking|handling", f"{block.column} {block.label}", re.IGNORECASE)
    return classifications(own(block.text), banners=bool(says) or block.kind is not BlockKind.CELL)


def _blank(match: re.Match[str]) -> str:
    return QUOTED * len(match.group())


def _is_fact(one: Sentence) -> bool:
    """Whether it is a piece of a line of facts, such as "1 article · grade F6", and no sentence."""
    return SEPARATOR.search(one.block.text) is not None and re.search(r"[.!?…][\W\d]*$", one.text) is None


def _is_prose(one: Sentence) -> bool:
    return one.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
