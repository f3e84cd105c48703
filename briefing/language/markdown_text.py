"""The prose of a Markdown file: headings, paragraphs, list items, table cells, each with its line and its section.

Left out are front matter (but for its title), code, HTML comments and tags, images, addresses, link definitions and
thematic breaks. It reads line by line and keeps to what prose pages use; it is no renderer. A block's text keeps its
line breaks, so that every offset has a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.language.markdown_inline import Inline, inline


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    CELL = "cell"  # of a table; `column` is the head of its column
    QUOTE = "quote"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of prose. `line` counts from 1; `sections` are the headings it stands under, outermost first."""

    kind: Kind
    line: int
    inline: Inline
    sections: tuple[str, ...] = ()
    depth: int = 0  # level of a heading; nesting of an item, from 0
    column: str = ""
    label: str = ""  # "Bottom line" of "**Bottom line.** Egypt …"; not part of the text

    @property
    def text(self) -> str:
        return self.inline.text

    def line_at(self, offset: int) -> int:
        """Return the line of the file that a character of the text stands on."""
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A file's blocks in order, and the title its front matter gives, "" without one."""

    blocks: tuple[Block, ...]
    front_title: str
    lines: tuple[str, ...]


_BREAKS = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_FENCE = re.compile(r"\s{0,12}(`{3,}|~{3,})")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_QUOTE = re.compile(r" {0,3}>\s?")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:\s*")
_DEFINITION = re.compile(r" {0,3}\[[^\]^]+\]:\s*\S+")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_LABEL = re.compile(r"\s*(?:\*\*|__)([^*_\n]{1,60}?)([.:]?)(?:\*\*|__)\s*([.:–—·-]?)\s*")
_NAMED = re.compile(r"\s*(?:\*\*|__)[^*_\n]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)\s?:)")  # "**Date:** …" starts its own line
_HARD_BREAK = re.compile(r"\S(?: {2,}|\\)$")
_ATTRIBUTION = re.compile(r"^\s*(?:—|–|--|-)\s*\S", re.MULTILINE)
_CALLOUT = re.compile(r"\s*\[![A-Za-z]+\][+-]?\s*")
_TAB = "    "


def read(text: str) -> MarkdownPage:
    """Return the blocks of a Markdown text; never fails."""
    lines = tuple(_BREAKS.split(text.removeprefix("\ufeff")))
    title, shown = _without_front_matter(lines)
    found = list(_blocks(_without_code(_without_comments(shown))))
    return MarkdownPage(tuple(_sectioned(found)), title, lines)


def _without_front_matter(lines: Sequence[str]) -> tuple[str, list[str]]:
    fence = lines[0].strip() if lines else ""
    ends = {"---": ("---", "..."), "+++": ("+++",)}.get(fence, ())
    last = next((n for n, line in enumerate(lines) if n and line.strip() in ends), 0)
    if not last:
        return "", list(lines)
    given = (re.match(r"title\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", line) for line in lines[1:last])
    return next((match.group(1) for match in given if match), ""), [""] * (last + 1) + list(lines[last + 1 :])


def _without_comments(lines: Sequence[str]) -> list[str]:
    """The lines with comments blanked; a fence keeps what it holds."""
    kept, inside, fenced = [], False, ""
    for line in lines:
        fence = _FENCE.match(line)
        if fence and not inside:
            fenced = "" if fenced and fence.group(1).startswith(fenced) else fenced or fence.group(1)
        left, rest = "", line
        while rest and not fenced:
            before, mark, after = rest.partition("-->" if inside else "<!--")
            left += "" if inside else before
            inside, rest = inside is not bool(mark), after
        kept.append(line if fenced else left)
    return kept


def _without_code(lines: Sequence[str]) -> list[str]:
    """The lines with fenced code blanked, and code indented below a blank line outside a list."""
    kept: list[str] = []
    fenced, listed, blank, indented = "", False, True, False
    for line in lines:
        fence = _FENCE.match(line)
        if fenced:
            closes = fence and fence.group(1).startswith(fenced) and not line.strip(" `~")
            fenced = "" if closes else fenced
            kept.append("")
            continue
        if fence:
            fenced = fence.group(1)
            kept.append("")
            continue
        listed = bool(_ITEM.match(line)) or (listed and (not line.strip() or line[0] in " \t"))
        indented = bool(line.strip()) and line.expandtabs(4).startswith(_TAB) and (blank or indented) and not listed
        kept.append("" if indented else line)
        blank = not line.strip()
    return kept


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Every block, without its section."""
    at = 0
    while at < len(lines):
        end = _run(lines, at) if lines[at].strip() else at + 1
        if table := _table(lines, at, end):
            yield from _cells(lines, at, table)
            end = table
        elif lines[at].strip():
            yield from _block(lines, at, end)
        at = max(end, at + 1)


def _run(lines: Sequence[str], at: int) -> int:
    """Where the block that starts at a line ends: before a blank line or one that starts something else."""
    quoted, end = bool(_QUOTE.match(lines[at])), at + 1
    if _HEADING.match(lines[at]) or _RULE.match(lines[at]):
        return end
    while end < len(lines) and lines[end].strip() and bool(_QUOTE.match(lines[end])) is quoted:
        if _UNDERLINE.match(lines[end]) and not _ITEM.match(lines[at]):
            return end + 1
        inner = _QUOTE.sub("", lines[end])
        if not _QUOTE.sub("", inner).strip() or _starts(inner) or _HARD_BREAK.search(lines[end - 1]):
            break
        end += 1
    return end


def _starts(line: str) -> bool:
    return any(form.match(line) for form in (_HEADING, _RULE, _ITEM, _FOOTNOTE, _DEFINITION, _NAMED))


def _table(lines: Sequence[str], at: int, end: int) -> int:
    """Where a table that starts at a line ends, 0 when none does."""
    head = at + 1 < len(lines) and "|" in lines[at] and "|" in lines[at + 1] and _DELIMITERS.match(lines[at + 1])
    if not head:
        return 0
    end = max(end, at + 2)
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return next((n for n in range(at + 2, end) if "|" not in lines[n]), end)


def _cells(lines: Sequence[str], at: int, end: int) -> Iterator[Block]:
    heads = [inline(cell) for cell in _row(lines[at])]
    yield from (Block(Kind.CELL, at + 1, head) for head in heads if head.text.strip())
    for number in range(at + 2, end):
        for column, cell in enumerate(_row(lines[number])):
            head = heads[column].text.strip() if column < len(heads) else ""
            if (said := inline(cell)).text.strip():
                yield Block(Kind.CELL, number + 1, said, depth=1, column=head)


def _row(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _block(lines: Sequence[str], at: int, end: int) -> Iterator[Block]:
    quoted = bool(_QUOTE.match(lines[at]))
    body = [_QUOTE.sub("", line) for line in lines[at:end]] if quoted else list(lines[at:end])
    while quoted and any(_QUOTE.match(line) for line in body):
        body = [_QUOTE.sub("", line) for line in body]
    if heading := _HEADING.match(body[0]):
        yield Block(Kind.HEADING, at + 1, inline(heading.group(2) or ""), depth=len(heading.group(1)))
    elif len(body) > 1 and _UNDERLINE.match(body[-1]):
        yield Block(Kind.HEADING, at + 1, inline("\n".join(body[:-1])), depth=1 if "=" in body[-1] else 2)
    elif not (_RULE.match(body[0]) or _DEFINITION.match(body[0])):
        yield _prose(body, at + 1, quoted=quoted)


def _prose(body: list[str], line: int, *, quoted: bool) -> Block:
    kind, depth = (Kind.QUOTE if quoted else Kind.PARAGRAPH), 0
    if item := _ITEM.match(body[0]):
        kind, depth = (Kind.QUOTE if quoted else Kind.ITEM), len(item.group(1).expandtabs(4)) // 2
        body[0] = body[0][item.end() :]
    elif note := _FOOTNOTE.match(body[0]):
        kind, body[0] = Kind.FOOTNOTE, body[0][note.end() :]
    callout = _CALLOUT.match(body[0]) if quoted else None
    if callout:
        body[0] = body[0][callout.end() :]
    text, label = "\n".join(part.strip() for part in body), ""
    named = _LABEL.match(text)
    if named and (named.group(2) or named.group(3) or named.end() == len(text)):
        label, text = named.group(1).strip(), text[named.end() :]
    if kind is Kind.QUOTE and (callout or label) and not _ATTRIBUTION.search(text):
        kind = Kind.PARAGRAPH  # set apart, not quoted
    return Block(kind, line, inline(text), depth=depth, label=inline(label).text)


def _sectioned(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the headings above them; a paragraph that is only a label is a heading below the others."""
    above: list[tuple[int, str]] = []
    for block in found:
        alone = block.label and not block.text.strip() and block.kind is Kind.PARAGRAPH
        if block.kind is Kind.HEADING or alone:
            depth = 7 if alone else block.depth
            above = [(level, name) for level, name in above if level < depth]
            shown = inline(block.label) if alone else block.inline
            yield Block(Kind.HEADING, block.line, shown, tuple(name for _, name in above), depth)
            above.append((depth, " ".join(shown.text.split())))
        else:
            names = tuple(name for _, name in above)
            yield Block(block.kind, block.line, block.inline, names, block.depth, block.column, block.label)
