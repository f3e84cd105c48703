"""Mark what every stretch of an article is, so that only reporting can be cited.

Evidence is wording (`lines`), place (before the title, before the lead, after the end) and repetition
(pull-quotes). Nothing is deleted or changed, and a stretch with no evidence against it is body. No I/O.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.language.asides import pieces
from briefing.language.datelines import lead_end
from briefing.language.headline import content_words, is_reporting, slug_words, title_line
from briefing.language.lines import ends_sentence, is_link_head, line_part, plain
from briefing.types import Part

_OPENING = 12  # a title stands among the first dozen lines
_GLUED = re.compile(r"(?<=[^\W\d_]{3})[.!?](?!(?:media|online|today|world|press|agency|london|africa)$)[a-z]{5,14}$")
_QUESTION = re.compile(r"(?:what|who|why|how|where|هل|ماذا|لماذا|كيف|من|ما|متى)\b", re.IGNORECASE)
_CANDIDATES = 40  # blocks compared when a pull-quote is looked for


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a paragraph wrapped over several lines: `text[start:end]` has no white space around it."""

    start: int
    end: int
    part: Part
    paragraph: int  # from 1; blank-line separated (line by line in a text without blank lines)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    paragraph: int
    text: str  # in plain form
    part: Part | None = None

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        return ends_sentence(self.text)

    @property
    def open(self) -> bool:
        """Nothing is known about it yet."""
        return self.part is None


def blocks(text: str, url: str = "") -> tuple[Block, ...]:
    """Return every non-blank line or paragraph of an article, in order, with its part.

    `url` helps to find the title where one is known. Any text at all is accepted; the blocks cover all
    of it but white space.
    """
    lines = _link_lists([_judged(line) for line in _lines(text)])
    lines = _opening(lines, url)
    lines = _pull_quotes(lines)
    lines = _headings(lines)
    lead = next((line.start for line in lines if line.open), -1)
    return tuple(block for line in lines for block in _cut(text, line, line.start == lead))


def title(text: str, url: str = "") -> str:
    """Return an article's title: its title line, else the words of its URL, else its first words, else ""."""
    found = blocks(text, url)
    for block in found:
        if block.part is Part.TITLE:
            return " ".join(text[block.start : block.end].split())
    if slug := slug_words(url):
        return slug[0].upper() + slug[1:]
    body = next((text[block.start : block.end].split() for block in found if block.part is Part.BODY), [])
    return " ".join(body[:12]) + ("…" if len(body) > 12 else "")


def _lines(text: str) -> list[_Line]:
    """Non-blank lines, wrapped ones joined and glued words parted, with paragraph numbers."""
    groups = _groups(text)
    spans = [(span, number) for number, group in enumerate(groups, 1) for span in _unwrap(text, group)]
    numbered = [
        (start, end, number if len(groups) > 1 else place) for place, ((start, end), number) in enumerate(spans, 1)
    ]
    return [
        _Line(*piece, number, plain(text[slice(*piece)]), part)
        for start, end, number in numbered
        for piece, part in _unglued(text, start, end)
    ]


def _groups(text: str) -> list[list[tuple[int, int]]]:
    """Trimmed line spans, a list for each run of lines that no blank line parts."""
    groups: list[list[tuple[int, int]]] = [[]]
    at = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            groups[-1].append((start, start + len(stripped)))
        elif groups[-1]:
            groups.append([])
        at += len(raw)
    return [group for group in groups if group]


def _unwrap(text: str, group: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """One span for a paragraph that a line width broke up, else its lines as they are."""
    joined: list[tuple[int, int]] = []
    before = ""
    for start, end in group:
        after = text[start:end]
        if 40 <= len(before) <= 120 and after[0].islower() and not ends_sentence(plain(before)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        before = after
    return joined


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], Part | None]]:
    """The line, and apart from it a word glued to its last full stop (a picture's file name, as a rule)."""
    glued = _GLUED.search(text, max(start, end - 40), end)
    if glued and len(text[start:end].split()) >= 8:
        yield (start, glued.start() + 1), None
        yield (glued.start() + 1, end), Part.FURNITURE
    else:
        yield (start, end), None


def _judged(line: _Line) -> _Line:
    return replace(line, part=line_part(line.text)) if line.open else line


def _link_lists(lines: Sequence[_Line]) -> list[_Line]:
    """Mark what a "Related articles" line announces: the unpunctuated lines up to the next sentence."""
    marked: list[_Line] = []
    listing = False
    for line in lines:
        listing = (listing or is_link_head(line.text)) and not (line.open and line.is_sentence)
        marked.append(replace(line, part=Part.READ_MORE) if listing and line.open else line)
    return marked


def _is_punctuated(lines: Sequence[_Line]) -> bool:
    """Whether the article ends its long lines with full stops, so that a line without one says something."""
    prose = [line for line in lines if line.open and line.words >= 12]
    return 2 * sum(line.is_sentence for line in prose) > len(prose)


def _opening(lines: Sequence[_Line], url: str) -> list[_Line]:
    """Mark the title, what stands before it, and standfirsts and captions between it and the lead."""
    texts = [line.text for line in lines]
    headline = title_line(texts, [index for index, line in enumerate(lines[:_OPENING]) if line.open], url)
    if headline is None:
        return list(lines)
    name = texts[headline].casefold()
    marked = [replace(line, part=Part.TITLE) if line.text.casefold() == name and line.open else line for line in lines]
    for index in range(headline):
        line = marked[index]
        if line.open and not (line.is_sentence and (line.words >= 12 or is_reporting(texts, index))):
            marked[index] = replace(line, part=Part.FURNITURE)
    for index in range(headline + 1, _opening_end(marked, headline)):
        if marked[index].open:
            marked[index] = replace(marked[index], part=_subordinate(marked[index]))
    return marked


def _opening_end(lines: Sequence[_Line], headline: int) -> int:
    """Index of the lead: what stands between it and the title is standfirst or caption.

    A full sentence counts as standfirst only where a dateline follows it: a date line of its own, or one
    before the lead ("BEIRUT - ").
    """
    most = 25 if _is_punctuated(lines) else 8
    end, sentences = headline + 1, 0
    for index in range(headline + 1, min(len(lines), headline + _OPENING)):
        line = lines[index]
        if line.open and lead_end(line.text):
            return index
        if line.part is Part.DATELINE:
            end = index
        elif line.open and (line.is_sentence or line.words > most):
            sentences += 1
        elif sentences == 0:
            end = index + 1
        if sentences > 1 or line.words > 60:
            break
    return end


def _subordinate(line: _Line) -> Part:
    """A caption names someone or something ("Ali Mamlouk, National Security chief"); the rest are standfirsts."""
    words = content_words(line.text)
    capitals = sum(word[0].isupper() for word in words)
    named = len(words) > 1 and words[0][0].isupper() and words[1][0].isupper() and capitals * 2 > len(words)
    return Part.CAPTION if named and not line.is_sentence and line.words <= 15 else Part.STANDFIRST


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A block's bare words, and where in them a sentence or a quotation begins."""

    words: str
    starts: frozenset[int]

    def begins(self, piece: str) -> bool:
        """Whether the words of `piece` stand here from such a beginning on."""
        return any(self.words.startswith(piece, start) for start in self.starts)


def _pull_quotes(lines: Sequence[_Line]) -> list[_Line]:
    """Mark a block whose words, quotation marks aside, stand in another body block too."""
    spelled = [_spelled(line.text if line.open else "") for line in lines]
    runs: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(spelled):
        for run in dict.fromkeys(_runs(block)):
            if len(runs[run]) < _CANDIDATES:
                runs[run].append(index)
    return [
        replace(line, part=Part.PULL_QUOTE) if line.open and _repeats(line, index, spelled, runs) else line
        for index, line in enumerate(lines)
    ]


def _spelled(text: str) -> _Spelled:
    words, starts = " ", set()
    for piece in re.split(r"(?<=[.!?؟])\s+|\"", text.casefold()):
        starts.add(len(words) - 1)
        words += "".join(f"{word} " for word in re.findall(r"\w+", piece))
    return _Spelled(words, frozenset(starts))


def _runs(block: _Spelled) -> Iterator[str]:
    """The four words at every beginning."""
    for start in sorted(block.starts):
        words = block.words[start : start + 120].split()
        if len(words) >= 4:
            yield " ".join(words[:4])


def _repeats(line: _Line, index: int, spelled: Sequence[_Spelled], runs: Mapping[str, Sequence[int]]) -> bool:
    own = spelled[index].words
    pieces = [_spelled(piece).words for piece in re.split(r"(?<=[.!?؟])\"?\s+", line.text)]
    first = " ".join(own.split()[:4])
    if len(own.split()) < 5 or any(len(piece.split()) < 3 for piece in pieces):
        return False
    longer = (at for at in runs.get(first, ()) if (len(spelled[at].words), index) > (len(own), at))
    return any(all(spelled[at].begins(piece) for piece in pieces) for at in longer)


def _headings(lines: Sequence[_Line]) -> list[_Line]:
    """Mark section headings, and what trails short and unpunctuated after the last sentence."""
    if not _is_punctuated(lines):
        return list(lines)
    last = max((index for index, line in enumerate(lines) if line.open and line.is_sentence), default=-1)
    marked = list(lines)
    for index, line in enumerate(lines):
        if not line.open:
            continue
        if index < last and (_may_be_heading(line, 12) or _is_question_heading(lines, index)):
            named = "," in line.text and _subordinate(line) is Part.CAPTION
            marked[index] = replace(line, part=Part.CAPTION if named else Part.HEADING)
        elif index > last and _may_be_heading(line, 8):
            marked[index] = replace(line, part=Part.FURNITURE)
    return marked


def _may_be_heading(line: _Line, most: int) -> bool:
    text = line.text
    if line.is_sentence or line.words > most or len(text) > 90:
        return False
    return not text[0].islower() and text[0] not in "\"'-–—•*" and text[-1] not in ",;:-–—"


def _is_question_heading(lines: Sequence[_Line], index: int) -> bool:
    """Whether a short question stands between two paragraphs of prose, not in a conversation."""
    line = lines[index]
    if not line.text.endswith(("?", "؟")) or line.words > 6 or not _QUESTION.match(line.text):
        return False
    around = lines[max(0, index - 1) : index + 2]
    return len(around) == 3 and around[0].words >= 15 and around[2].words >= 15


def _cut(text: str, line: _Line, lead: bool) -> Iterator[Block]:
    """The line as a block; one of the body without what stands in it and is no reporting."""
    if line.part not in (None, Part.BODY):
        yield Block(line.start, line.end, line.part or Part.BODY, line.paragraph)
        return
    for start, end, part in pieces(text[line.start : line.end], lead):
        yield Block(line.start + start, line.start + end, part, line.paragraph)
