"""What of a Markdown file is prose, on which line, under which heading; what is cited and what is a title."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.markdown_inline import inline
from briefing.language.markdown_text import Kind, read


def blocks(text: str) -> list[tuple[Kind, int, str]]:
    return [(block.kind, block.line, " ".join(block.text.split())) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A #\n\nb\nc\n", [(Kind.HEADING, 1, "A"), (Kind.PARAGRAPH, 3, "b c")]),
        ("A\n===\nb\n---\nc", [(Kind.HEADING, 1, "A"), (Kind.HEADING, 3, "b"), (Kind.PARAGRAPH, 5, "c")]),
        ("- a\n  b\n- [x] c\n\n1. d", [(Kind.ITEM, 1, "a b"), (Kind.ITEM, 3, "c"), (Kind.ITEM, 5, "d")]),
        ("> a\n> b\n\nc", [(Kind.QUOTE, 1, "a b"), (Kind.PARAGRAPH, 4, "c")]),
        ("> **Bottom line.** a", [(Kind.PARAGRAPH, 1, "a")]),
        ("> [!NOTE] a", [(Kind.PARAGRAPH, 1, "a")]),
        ("[^1]: a", [(Kind.FOOTNOTE, 1, "a")]),
        ("[a]: https://example.org\n\nb", [(Kind.PARAGRAPH, 3, "b")]),
        ("a\n\n***\n\nb", [(Kind.PARAGRAPH, 1, "a"), (Kind.PARAGRAPH, 5, "b")]),
        ("```\na\n```\nb", [(Kind.PARAGRAPH, 4, "b")]),
        ("~~~\n```\na\n~~~\nb", [(Kind.PARAGRAPH, 5, "b")]),
        ("```\n<!--\n```\nb", [(Kind.PARAGRAPH, 4, "b")]),
        ("a\n\n    code\n\nb", [(Kind.PARAGRAPH, 1, "a"), (Kind.PARAGRAPH, 5, "b")]),
        ("<!-- a\n\nb -->c", [(Kind.PARAGRAPH, 3, "c")]),
        ("---\ntitle: x\n---\na", [(Kind.PARAGRAPH, 4, "a")]),
        ("a\r\n\r\nb\rc", [(Kind.PARAGRAPH, 1, "a"), (Kind.PARAGRAPH, 3, "b c")]),
        ("a  \nb", [(Kind.PARAGRAPH, 1, "a"), (Kind.PARAGRAPH, 2, "b")]),
        ("**A:** b\n**C:** d", [(Kind.PARAGRAPH, 1, "b"), (Kind.PARAGRAPH, 2, "d")]),
        (
            "a | b\n--|--\nc | d\n\ne",
            [(Kind.CELL, n, w) for n, w in ((1, "a"), (1, "b"), (3, "c"), (3, "d"))] + [(Kind.PARAGRAPH, 5, "e")],
        ),
        ("", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[Kind, int, str]]) -> None:
    assert blocks(text) == expected


def test_sections_labels_and_columns() -> None:
    page = read("# A\n\n## B\n\nc\n\n**D**\n\n- **E.** f\n\n## G\n\n| H | I |\n|---|---|\n| j | k |\n")
    found = {" ".join(block.text.split()): block for block in page.blocks}
    assert found["c"].sections == ("A", "B")
    assert (found["f"].sections, found["f"].label) == (("A", "B", "D"), "E")
    assert (found["k"].sections, found["k"].column) == (("A", "G"), "I")


def test_an_offset_has_its_line() -> None:
    block = read("a\n\nb `x\ny` c\nd").blocks[-1]
    assert [block.line_at(block.text.index(word)) for word in "bcd"] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a **b** _c_ __d__ *e*", "a b c d e"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("[a b](https://x.org/a_(b) 'c') d", "a b d"),
        ("[a][1] b ![c](d.png) <https://e.org> <br>f", "a b f"),
        ("a `b` c ~~d~~ e", "a c e"),
        (r"\[a\] \*b\*", "[a] *b*"),
        ("a &amp; b&nbsp;c", "a & b c"),
        ("a [1] [2, 3] [^4] b", "a b"),
        ("[1](https://x.org) a", "a"),
    ],
)
def test_words_without_markup(text: str, words: str) -> None:
    assert " ".join(inline(text).text.split()) == words


def test_citations_and_titles() -> None:
    said = inline("He said so [1] in *The Long Way Home* and [A Title of Three](https://x.org), *likely* by [us](y).")
    assert len(said.marks) == 1
    assert [said.text[start:end] for start, end in said.titles] == ["The Long Way Home", "A Title of Three"]
    assert "likely" in said.own
    assert "Way" not in said.own
    assert len(said.own) == len(said.text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab*_`[]()!<>#|-~\\\n\r \t1:^&;\"'“”", max_size=120))
def test_any_text_is_read(text: str) -> None:
    page = read(text)
    for block in page.blocks:
        assert 1 <= block.line <= block.line_at(len(block.text)) <= len(page.lines)
