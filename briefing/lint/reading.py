"""A Markdown page as the rules see it: its sentences, each of one kind, and the yardstick it is written to.

A judgment is a sentence in which the writers judge ("We assess …"), or that has a likelihood of its own, or that stands
under a heading such as Key judgments or Outlook and reports nobody. What someone else says is a report and is not held
to our words. English only; no rule is decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from briefing.language.markdown_text import Block, MarkdownPage
from briefing.language.markdown_text import Kind as BlockKind
from briefing.language.own_words import own, pattern
from briefing.language.phrases import QUOTED
from briefing.language.sentences import spans
from briefing.language.yardsticks import (
    DEFAULT,
    LEVELS,
    YARDSTICKS,
    Yardstick,
    compares,
    confidence_levels,
    declared,
    dismissals,
    foreign_terms,
    likelihood_numbers,
    likelihood_terms,
    speaks_of_confidence,
    vague_terms,
)
from briefing.lint.reports import reports


class Kind(StrEnum):
    """What a sentence does on the page."""

    JUDGMENT = "judgment"
    CONFIDENCE = "confidence"
    REPORT = "report"
    LEGEND = "legend"  # says which words are used and what they mean
    LABEL = "label"  # names what stands beside it
    OTHER = "other"


class Part(StrEnum):
    """What a section is for."""

    KEY = "key judgments"
    ASSESSING = "assessing"
    APPARATUS = "apparatus"  # sources, notes, method: about the page, not the subject
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed; in `own` the words of others (quotations, titles of works) are replaced."""

    text: str
    own: str
    line: int
    kind: Kind
    part: Part
    block: Block
    worded: bool = False  # a judgment that says so or has a likelihood, not only one by its place
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read. `declares` are the ids of the yardsticks its legends declare; `title` is None without one."""

    page: MarkdownPage
    sentences: tuple[Sentence, ...]
    yardstick: Yardstick
    declares: tuple[str, ...]
    title: tuple[int, str] | None

    def of(self, *kinds: Kind) -> tuple[Sentence, ...]:
        """Return the sentences of some kinds that are about the subject."""
        return tuple(one for one in self.sentences if one.kind in kinds and one.part is not Part.APPARATUS)

    @property
    def ours(self) -> tuple[Sentence, ...]:
        """Every sentence in which the writers speak of the subject, reports of what others say left out."""
        return self.of(Kind.JUDGMENT, Kind.CONFIDENCE, Kind.OTHER)


WE_JUDGE = pattern(
    r"\b(?:we|I|our analysts|the authors?) (?:[a-z]+ly |still |now |also |continue to |would |do not |don['’]t )?"
    r"(?:assess|judge|believe|think|estimate|expect|anticipate|forecast)\b",
    r"\b(?:is|are) (?:assessed|judged) (?:to|as|that)\b",
    r"\bin our (?:view|judge?ment|assessment|estimate)\b",
    r"\bour (?:judge?ment|assessment|estimate) is\b",
)
_KEY = pattern(r"\bkey (?:judge?ments?|assessments?)\b", r"^judge?ments?$")
_ASSESSING = pattern(
    r"^(?:[\divx]+[.)]? )?(?:our |overall |analytic(?:al)? |analysts?['’]?s? |net |summary )?"
    r"(?:assessments?|outlook|bottom line(?: up front)?|bluf|forecasts?|judge?ments?|alternatives?"
    r"|alternative (?:analysis|hypothes[ie]s|explanations?|views?|judge?ments?|scenarios?))"
    r"(?: (?:and|&|for|over|to) .*)?$"
)
_BODY = pattern(  # what may stand below key judgments and is none
    r"^(?:(?:supporting |key |the )?(?:evidence|facts)|background|context|discussion|details?|reporting|reports"
    r"|conflicting reporting|(?:intelligence |information |key )?gaps|what (?:we|is|was|has|changed|would|to) ?.*"
    r"|(?:key )?assumptions?|indicators?(?: .*)?|implications?|recommendations?|next steps|actions(?: .*)?)$"
)
_APPARATUS = pattern(
    r"^(?:[\d.]+ )?(?:sources?|references|bibliography|endnotes|footnotes|notes|citations|works cited|further reading"
    r"|source summary|origins|how this was made|disclaimers?|legend|glossary|acronyms|(?:table of )?contents|about .*"
    r"|appendix.*|annex.*|source (?:list|notes|assessment|evaluation|reliability)|methodology|methods?|change ?log"
    r"|contributors)(?: (?:and|&) [a-z]+)?$",
    r"\b(?:yardstick|likelihood|probability|confidence|estimative)(?: and [a-z]+)?"
    r" (?:scale|terms?|language|levels?|definitions?|legend|table)\b",
)
SEPARATOR = re.compile(r"\s[·•|]\s")
_NAMES = pattern(  # "Probable cause", "Likely date" in a table
    r"^\W*(?:(?:most|least) )?(?:likely|probable|possible|potential)[\s-](?!(?:to|before|after|by|until|in|within|but"
    r"|and|or|that|if|not|from|at|on|this|next)\b)[a-z]"
)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_SHORT = 4  # words; fewer, with no likelihood, are a label


def read(page: MarkdownPage, yardstick: Yardstick | None = None) -> Reading:
    """Return a page read to `yardstick`, else to the one it declares, else to the one most of its terms are of."""
    title = _title(page)
    legends = _legend_tables(page.blocks)
    found = tuple(_sentences(page.blocks, title[1] if title else "", legends))
    named = Counter(chain.from_iterable(declared(one.text) for one in found if one.kind is Kind.LEGEND))
    named.update(legends.values())
    used = [one.own for one in found if one.kind is Kind.JUDGMENT and one.part is not Part.APPARATUS]
    chosen = yardstick or _most_used(tuple(named) or tuple(YARDSTICKS), used)
    settled = tuple(dict.fromkeys(_settle(one.text, used) for one in found if declared(one.text)))
    tabled = tuple(dict.fromkeys(legends.values()))
    return Reading(page, found, chosen, tuple(dict.fromkeys((*settled, *tabled))), title)


def _settle(legend: str, used: Sequence[str]) -> str:
    """The one yardstick a legend declares: "ICD 203" alone is the row whose terms are used."""
    return _most_used(declared(legend), used).id


def _most_used(names: Sequence[str], used: Sequence[str]) -> Yardstick:
    counts = {name: sum(len(likelihood_terms(text, YARDSTICKS[name])) for text in used) for name in names}
    best = max(counts.values(), default=0)
    return YARDSTICKS[next(name for name in counts if counts[name] == best)] if counts else DEFAULT


def _title(page: MarkdownPage) -> tuple[int, str] | None:
    head = next((one for one in page.blocks if one.kind is BlockKind.HEADING and one.depth == 1), None)
    if head is not None and head.text.strip():
        return head.line, " ".join(head.text.split())
    return (1, page.front_title) if page.front_title else None


def _legend_tables(blocks: Sequence[Block]) -> dict[int, str]:
    """The lines of tables that list four or more bare terms of one yardstick, with its id: they define, not judge."""
    found: dict[int, str] = {}
    rows: list[Block] = []
    for block, after in pairwise([*blocks, None]):
        if block is not None and block.kind is BlockKind.CELL:
            rows.append(block)
        if rows and (after is None or after.kind is not BlockKind.CELL or after.depth == 0 < rows[-1].depth):
            if name := declared(", ".join(one.text for one in rows if len(one.text.split()) <= _SHORT)):
                found.update(dict.fromkeys((one.line for one in rows), name[0]))
            rows = []
    return found


def _sentences(blocks: Sequence[Block], title: str, legends: dict[int, str]) -> Iterator[Sentence]:
    cited_rows = {one.line for one in blocks if one.kind is BlockKind.CELL and (one.inline.marks or one.inline.linked)}
    for block in blocks:
        part = _part(block, title)
        masked = own(block.inline.own)
        for start, end in _spans(block.text) if block.kind is not BlockKind.QUOTE else ():
            text, mine = block.text[start:end], masked[start:end]
            if not start and re.search("confidence", block.label, re.IGNORECASE):
                text, mine = f"{block.label}: {text}", f"{block.label}: {mine}"
            legend = block.kind is BlockKind.CELL and block.line in legends
            kind = Kind.LEGEND if legend else _kind(text, mine, part, block)
            marks = (*block.inline.marks, *block.inline.linked)
            cited = block.line in cited_rows or any(start <= mark < _reach(block.text, end) for mark in marks)
            yield Sentence(" ".join(text.split()), mine, block.line_at(start), kind, part, block, _worded(mine), cited)


def _reach(text: str, end: int) -> int:
    """How far after a sentence a citation of it may stand: to the next word."""
    return end + len(text[end:]) - len(text[end:].lstrip()) + 1


def _part(block: Block, title: str) -> Part:
    if block.kind is BlockKind.FOOTNOTE:
        return Part.APPARATUS
    above = [name for name in reversed(block.sections) if name != title]
    near = (block.label, *above[:1])
    for names, part, form in (
        (near, Part.ASSESSING, _ASSESSING),
        (near, Part.BODY, _BODY),
        (above, Part.KEY, _KEY),
        (above, Part.APPARATUS, _APPARATUS),
    ):
        if any(form.search(_bare(name)) for name in names):
            return part
    return Part.KEY if _KEY.search(_bare(block.label)) else Part.BODY


def _bare(heading: str) -> str:
    return re.sub(r"^[\W_]+|[\W_]+$", "", heading)


def is_key(heading: str) -> bool:
    """True for a heading over key judgments."""
    return _KEY.search(_bare(heading)) is not None


def _kind(text: str, mine: str, part: Part, block: Block) -> Kind:
    if marked := _legend_or_label(text, mine, block):
        return marked
    if block.kind is BlockKind.HEADING:
        return Kind.JUDGMENT if block.depth == 1 and _likelihood(mine) else Kind.OTHER
    if WE_JUDGE.search(mine):
        return Kind.JUDGMENT
    likelihood = _likelihood(mine)
    if not likelihood and _of_confidence(mine, block):
        return Kind.CONFIDENCE
    if reports(mine):
        return Kind.REPORT
    whole = part is Part.KEY or (part is Part.ASSESSING and re.search(r"[.!]\W*$", text))
    placed = whole and block.kind in _PROSE and len(text.split()) >= _SHORT
    return Kind.JUDGMENT if (placed or likelihood) and not text.endswith("?") else Kind.OTHER


def _legend_or_label(text: str, mine: str, block: Block) -> Kind | None:
    if declared(text) or all(re.search(rf"\b{level}\b", text, re.IGNORECASE) for level in LEVELS):
        return Kind.LEGEND
    short = block.kind is BlockKind.CELL and len(text.split()) <= _SHORT
    return Kind.LABEL if short and (not block.depth or _NAMES.search(mine)) else None


def _of_confidence(mine: str, block: Block) -> bool:
    levelled = speaks_of_confidence(mine) and bool(confidence_levels(mine))
    return levelled or (block.depth == 1 and "confidence" in block.column.lower())


def _worded(mine: str) -> bool:
    """Whether a sentence is worded as a judgment, be it a vague one."""
    return bool(WE_JUDGE.search(mine) or vague_terms(mine) or dismissals(mine) or compares(mine)) or _likelihood(mine)


def _likelihood(mine: str) -> bool:
    return bool(likelihood_terms(mine) or foreign_terms(mine) or likelihood_numbers(mine))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a block, trimmed; what stands between middle dots is a sentence of its own."""
    flat, cuts = text.replace("\n", " "), [0]
    for match in SEPARATOR.finditer(flat):
        cuts += [match.start(), match.end()]
    for start, end in pairwise([*cuts, len(flat)]):
        for first, last in spans(flat[start:end]):
            words = flat[start + first : start + last]
            if any(mark.isalnum() for mark in words.replace(QUOTED, "")):
                yield start + first, start + last
